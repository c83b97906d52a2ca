// The answer a consumer expects, held to what the document lets the provider send.

import {
	type ApiDocument,
	findDefinition,
	findMediaType,
	guessTypes,
	isJsonType,
	isXmlType,
	joinPointer,
	listPossibleProperties,
	type MediaType,
	negotiateMediaType,
	type ResponseDefinition,
	SchemaError,
	statusKeyOf,
	viewSchema,
} from '../../spec/index.ts';
import { expectsEmpty, type PactBody, readMediaType, type StatusClass, saysNothing } from '../pact/index.ts';
import { checkContentType } from './check-content-type.ts';
import { checkResponseHeaders } from './check-response-headers.ts';
import { checkToldType } from './check-told-type.ts';
import { checkXmlExample } from './check-xml.ts';
import { listMadeUp } from './fill-generated.ts';
import type { FindingCollector } from './finding-collector.ts';
import { compareBody } from './matchers/compare-body.ts';
import { locateHeader } from './render-request.ts';
import type { ResponseCheck } from './response-check.ts';
import { addUnread } from './unread-body.ts';

/** Status, headers, media type and body, and the matchers on them. */
export function checkPactResponse(check: ResponseCheck): void {
	const { interaction, operation, collector } = check;
	const { status, pointer } = interaction.response;
	const documented = findDefinition(operation, status);
	const definition = documented ?? findByMatcher(check);
	if (!documented) {
		collector.add({
			code: 'response.status.undocumented',
			severity: definition ? 'warning' : 'error',
			message: `The document has no answer ${status} here: ${[...operation.responses.keys()].join(', ') || 'none'} are documented${definition ? `, of which the matcher takes ${definition.key}` : ''}`,
			remedy: 'Expect a documented status, or document this one',
			pointer: joinPointer(pointer, 'status'),
			at: operation,
			layer: 'document',
		});
	}
	if (!definition) return;
	if (statusKeyOf(operation, status) === 'default') {
		collector.add({
			code: 'response.status.undocumented',
			severity: 'warning',
			message: `The document has ${status} only as its default answer`,
			remedy: 'Document the status by itself, if consumers rely on it',
			pointer: joinPointer(pointer, 'status'),
			at: { document: operation.document, pointer: definition.pointer },
			layer: 'document',
		});
	}
	checkResponseHeaders(check, definition);
	checkContentType(check, definition);
	checkToldType(check);
	checkBody(check, definition);
}

/** The documented answer that a matcher on the status takes, where the example's own is none. */
function findByMatcher({ interaction, operation }: ResponseCheck): ResponseDefinition | undefined {
	const matchers = interaction.response.rules.flatMap((rule) => (rule.part === 'status' ? rule.matchers : []));
	return [...operation.responses.values()].find(({ key }) =>
		matchers.some(
			(matcher) => matcher.kind === 'statusCode' && takesStatus(matcher.status, Number(key.replace(/XX$/i, '00'))),
		),
	);
}

/** The statuses of Pact's classes, from the first to before the last. */
const CLASSES: Readonly<Record<StatusClass, readonly [from: number, to: number]>> = {
	info: [100, 200],
	success: [200, 300],
	redirect: [300, 400],
	clientError: [400, 500],
	serverError: [500, 600],
	nonError: [100, 400],
	error: [400, 600],
};

function takesStatus(taken: StatusClass | readonly number[], status: number): boolean {
	if (typeof taken !== 'string') return taken.includes(status);
	const [from, to] = CLASSES[taken];
	return status >= from && status < to;
}

function checkBody(check: ResponseCheck, definition: ResponseDefinition): void {
	const { interaction, operation, collector } = check;
	const { response } = interaction;
	const { body } = response;
	const at = { document: operation.document, pointer: definition.pointer };
	const declared = readMediaType(response) || undefined;
	const isEmpty = expectsEmpty(body);
	const hasBody = body.kind !== 'absent' && !isEmpty;
	if (definition.mediaTypes.length === 0) {
		if (hasBody) {
			collector.add({
				code: 'response.body.undocumented',
				severity: 'error',
				message: `The pact expects a body, and the document's answer ${definition.key} has none`,
				remedy: 'Let the consumer do without it, or document the body',
				pointer: response.bodyPointer,
				at,
				layer: 'document',
			});
		}
		return;
	}
	const type = declared ?? (body.kind === 'json' ? 'application/json' : undefined);
	const mediaType = type === undefined ? undefined : findMediaType(definition.mediaTypes, type);
	const pointer = response.headers.has('content-type') ? locateHeader(response, 'content-type') : response.bodyPointer;
	if (type !== undefined && (declared !== undefined || hasBody) && !mediaType) {
		collector.add({
			code: 'response.content-type.undocumented',
			severity: 'error',
			message: `The pact expects ${type}, and the document answers ${listTypes(definition.mediaTypes)}`,
			remedy: 'Expect a documented media type, or document this one',
			pointer,
			at,
			layer: 'document',
		});
		return;
	}
	if (isEmpty) {
		checkEmpty(check, definition);
		return;
	}
	if (response.status < 400)
		checkSilence(check, mediaType ?? definition.mediaTypes.find((one) => isJsonType(one.type)));
	if (mediaType && hasBody) {
		checkOtherTypes(check, { definition, mediaType, pointer });
		checkValue(check, mediaType);
	}
}

/** An answer with a JSON body of which the pact expects nothing: a provider that answers something else passes. */
function checkSilence({ interaction, collector, operation }: ResponseCheck, mediaType: MediaType | undefined): void {
	const { response, notes } = interaction;
	const { body } = response;
	if (notes.readsNothing || !mediaType || !isJsonType(mediaType.type)) return;
	const hasRule = response.rules.some(({ part, path }) => part === 'body' && path.some(({ kind }) => kind === 'name'));
	// Who leaves the body out is told so where the document has something to say of it.
	const isSilent =
		body.kind === 'absent'
			? listPossibleProperties(viewSchema(mediaType.schema)).size > 0
			: body.kind === 'json' && saysNothing(body.value);
	if (hasRule || !isSilent) return;
	collector.add({
		code: 'response.body.says-nothing',
		severity: 'warning',
		message: 'The pact expects nothing of the answer: a provider that answers something else passes',
		remedy: 'Expect what the consumer reads: by hand, by trackReads, or by `required` in the document',
		pointer: response.bodyPointer,
		at: mediaType.schema ?? { document: operation.document, pointer: mediaType.pointer },
		layer: 'document',
	});
}

/** The media types that the consumer may get as well, going by its Accept header. */
function checkOtherTypes(
	{ interaction, collector, operation }: ResponseCheck,
	found: { definition: ResponseDefinition; mediaType: MediaType; pointer: string },
): void {
	const { definition, mediaType, pointer } = found;
	const accept = interaction.request.headers.get('accept')?.join(', ');
	const others = definition.mediaTypes.filter(
		(other) => other !== mediaType && (accept === undefined || negotiateMediaType([other], accept) !== undefined),
	);
	if (others.length === 0) return;
	collector.add({
		code: 'matcher.narrower.media-type',
		severity: 'warning',
		message: `The provider may also answer ${listTypes(others)}, which the pact refuses`,
		remedy: `Send Accept: ${mediaType.type}`,
		pointer,
		at: { document: operation.document, pointer: others[0]?.pointer ?? definition.pointer },
		layer: 'matchers',
	});
}

/** What is expected is no body at all, and so a provider that keeps to the document is refused, unless it may answer an empty text. */
function checkEmpty({ interaction, operation, collector }: ResponseCheck, definition: ResponseDefinition): void {
	const { request, response } = interaction;
	const { mediaTypes } = definition;
	if (request.method === 'HEAD') return;
	collector.add({
		code: 'response.body.empty',
		severity: mediaTypes.every(({ type }) => isJsonType(type)) ? 'error' : 'warning',
		message: `The pact expects an empty body${response.body.kind === 'json' ? ', as Pact reads null' : ''}, and the document answers ${listTypes(mediaTypes)}`,
		remedy:
			'Leave the body out of the pact where the consumer reads nothing of it; the value null is { "content": "null", "encoded": "JSON" } in V4',
		pointer: response.bodyPointer,
		at: { document: operation.document, pointer: definition.pointer },
		layer: 'document',
	});
}

function checkValue({ interaction, collector }: ResponseCheck, mediaType: MediaType): void {
	const { response } = interaction;
	const { body } = response;
	if (!mediaType.schema || body.kind === 'absent' || expectsEmpty(body)) return;
	const { schema } = mediaType;
	const pointer = response.bodyPointer;
	try {
		const example = body.kind === 'json' ? body.value : readPlainText(body, mediaType);
		if (example === undefined) {
			const { type } = mediaType;
			const isExampleJudged = isXmlType(type) && checkXmlExample(collector, { body, schema, pointer });
			addUnread(collector, { direction: 'response', type, body, pointer, at: schema, isExampleJudged });
			return;
		}
		compareBody(
			{
				collector,
				rules: response.rules.filter(({ part }) => part === 'body'),
				generators: listMadeUp(response),
				direction: 'response',
				isTrial: false,
				isText: body.kind !== 'json',
			},
			{ schema, example, pointer },
		);
	} catch (error) {
		if (!(error instanceof SchemaError)) throw error;
		addUnusableSchema({ error, collector, pointer, document: schema.document });
	}
}

/** A text whose schema speaks of a text; forms, XML and bytes are written in ways that no schema here knows. */
function readPlainText(body: PactBody, { type, schema }: MediaType): string | undefined {
	if (body.kind !== 'text' || !type.startsWith('text/') || schema === undefined) return undefined;
	return guessTypes(viewSchema(schema)).has('string') ? body.text : undefined;
}

/** A schema that nothing can be held to never counts as fitting. */
export function addUnusableSchema({
	error,
	collector,
	pointer,
	document,
}: {
	error: SchemaError;
	collector: FindingCollector;
	pointer: string;
	document: ApiDocument;
}): void {
	collector.add({
		code: 'document.schema-unusable',
		severity: 'error',
		message: `The schema can't be used: ${error.reason}`,
		remedy: 'Correct the document (stunt-double lint shows all its mistakes)',
		pointer,
		at: { document, pointer: error.pointer },
		layer: 'document',
	});
}

function listTypes(mediaTypes: readonly MediaType[]): string {
	return mediaTypes.map(({ type }) => type).join(', ');
}
