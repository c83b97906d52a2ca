// Which of a document's examples is answered.

import { type Example, isJsonType, type JsonValue, type MediaType } from '../../spec/index.ts';
import type { Answer } from '../types/answer.ts';
import { isOpaqueType, takesText } from './answer-body.ts';
import type { LazySchema } from './answer-plan.ts';
import type { ComposeArgs } from './answer-source.ts';
import { readItems } from './make-items.ts';
import { findExampleOfStatus, findMatchingExample } from './matching-example.ts';
import { readExampleBytes } from './sample-bytes.ts';
import { isStructuredType } from './serialize.ts';

/**
 * The example of this name, whether it fits or not; without a name, the one that the request is made after if it fits, else of several
 * examples of errors the one called like the status if that fits, else the first that does. A text of a type that isn't JSON is the body itself (OpenAPI 3.1.1 §4.8.14).
 */
export function chooseExample(
	{ plan, request }: ComposeArgs,
	args: {
		answer: Answer;
		mediaType: MediaType;
		schema: LazySchema;
		type: string;
		items: LazySchema | undefined;
		name: string | undefined;
	},
): { ok: true; value: JsonValue } | { ok: true; written: string | Uint8Array } | undefined {
	const { answer, mediaType, schema, type, items, name } = args;
	const { examples } = mediaType;
	if (examples.length === 0) return undefined;
	const isText = (value: JsonValue): boolean => typeof value === 'string' && !isJsonType(type);
	const meantBy = request && name === undefined ? findMatchingExample(mediaType, plan.operation, request) : -1;
	const isGood = ({ value }: Example): boolean => isText(value) || items !== undefined || schema.fits(value);
	const matching = examples.findIndex((one, index) => index === meantBy && isGood(one));
	const ofStatus = matching < 0 && name === undefined ? findExampleOfStatus(examples, answer.status) : undefined;
	const suiting = ofStatus && isGood(ofStatus) ? ofStatus : examples[matching];
	const named = name === undefined ? suiting : examples.find((one) => one.name === name);
	const meant = named ?? examples[0];
	if (typeof meant?.value === 'string' && !isJsonType(type)) {
		const text = meant.value;
		if (isOpaqueType(type)) {
			const bytes = readExampleBytes(text, type) ?? (named ? Buffer.from(text, 'latin1') : undefined);
			return bytes && { ok: true, written: bytes };
		}
		if (isStructuredType(type) || !takesText(schema.view)) return { ok: true, written: text };
	}
	if (items) {
		const list = meant && readItems(meant.value, items);
		return list && { ok: true, value: list };
	}
	const chosen = named ?? examples[schema.findFitting(examples)];
	return chosen && { ok: true, value: chosen.value };
}
