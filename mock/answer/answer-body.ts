// The body of an answer: its media type, and what goes out for its value.

import {
	findMediaType,
	guessTypes,
	type JsonValue,
	type Negotiated,
	nameMediaType,
	negotiateMediaType,
	rankMediaTypes,
	type SchemaView,
	stripMediaType,
} from '../../spec/index.ts';
import type { Answer } from '../types/answer.ts';
import type { AnswerPlan } from './answer-plan.ts';
import { nameBoundary } from './multipart.ts';
import { isSampledType } from './sample-bytes.ts';
import { isStructuredType, serializeValue } from './serialize.ts';

/** The media type to try first: the one that is named, else what `Accept` wants, else the document's own choice. */
export function chooseMediaType(
	{ definition }: AnswerPlan,
	named: string | undefined,
	accept: string | string[] | undefined,
): Negotiated {
	const offered = definition.mediaTypes;
	const found = named === undefined ? undefined : findMediaType(offered, named);
	if (found && named !== undefined) return nameMediaType(found, stripMediaType(named));
	// A refusal is told in any type: an error that can't be read is better than none.
	return negotiateMediaType(offered, accept) ?? (negotiateMediaType(offered, undefined) as Negotiated);
}

/** The other media types, in the order in which to try them; first those that the client takes. */
export function listOtherMediaTypes(
	{ definition }: AnswerPlan,
	tried: Negotiated,
	accept: string | string[] | undefined,
): { taken: readonly Negotiated[]; others: readonly Negotiated[] } {
	const taken = rankMediaTypes(definition.mediaTypes, accept);
	const isNew = ({ mediaType }: Negotiated): boolean => mediaType !== tried.mediaType;
	const others = rankMediaTypes(definition.mediaTypes, undefined).filter(
		({ mediaType }) => !taken.some((one) => one.mediaType === mediaType),
	);
	return { taken: taken.filter(isNew), others: others.filter(isNew) };
}

/** Whether bodies of a type are bytes that nobody makes from a value: pictures, archives, anything unknown. */
export function isOpaqueType(type: string): boolean {
	return isSampledType(type) || !(isStructuredType(type) || type.startsWith('text/'));
}

/** Whether texts are among the values of a schema. */
export function takesText(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.size === 0 || types.has('string');
}

/** Whether an entity, or a list of them, can be the body: also in a type of texts whose schema has none, as `text/plain` of ASP.NET's documents. */
export function takesEntities(type: string, view: SchemaView): boolean {
	return isStructuredType(type) || (type.startsWith('text/') && !takesText(view));
}

/** Gives the answer its body; false where this type can't be made from this value. `written`: the value, as it goes out, where that is known. */
export function setBody(
	answer: Answer,
	{ value, type, view, written }: { value: JsonValue; type: string; view: SchemaView; written?: string | undefined },
): boolean {
	const body = written ?? serializeValue(value, stripMediaType(type), view);
	if (body === undefined) return false;
	answer.value = value;
	answer.body = body;
	nameType(answer, type);
	return true;
}

/** Gives the answer a body that is written already; there is no value to be held to a schema. */
export function setWrittenBody(answer: Answer, body: string | Uint8Array, type: string): void {
	answer.value = undefined;
	answer.body = body;
	nameType(answer, type);
}

/** Text goes out as UTF-8, whatever the document calls it. */
function nameType(answer: Answer, type: string): void {
	if (type.startsWith('multipart/')) {
		answer.headers['Content-Type'] = nameBoundary(type, answer.body ?? '');
		return;
	}
	answer.headers['Content-Type'] = type.startsWith('text/')
		? `${type.replace(/;\s*charset=("[^"]*"|[^;\s]*)/i, '')}; charset=utf-8`
		: type;
}
