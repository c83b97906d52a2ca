// An upstream's answer held to the document, by the same rules as the mock's own.

import {
	findDefinition,
	findMediaType,
	guessTypes,
	isJsonType,
	isXmlType,
	type JsonValue,
	type MediaType,
	type ResponseDefinition,
	stripMediaType,
	viewSchema,
} from '../../spec/index.ts';
import type { AnswerPlanned } from '../answer/answer-plan.ts';
import { validateResponse } from '../answer/validate-response.ts';
import { parseTextBody } from '../request/body.ts';
import type { Answer } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';

/** An answer as it is judged. */
export interface JudgedMessage {
	status: number;
	/** `Content-Type` written so; the others in any case. */
	headers: Record<string, string>;
	cookies?: readonly string[];
	/** Decoded; `undefined`: none came. */
	bytes: Uint8Array | undefined;
	/** There is a body, and it is not looked at: it is too large, or can't be read. */
	isUnread?: boolean;
	/** The answer to a HEAD: its body is none by itself. */
	isHead?: boolean;
}

/** What the document says of an answer. */
export interface Judgement {
	findings: readonly Finding[];
	/** Absent: the document has no such status. */
	definition: ResponseDefinition | undefined;
	mediaType: MediaType | undefined;
	/** The body's value, where its media type is documented and could be read, and each of its whole numbers is exact. */
	value: JsonValue | undefined;
	/** The body as text, where it is. */
	text: string | undefined;
}

/** Status, media type, body and headers against the document. Throws SchemaError for a schema that doesn't compile. */
export function judgeAnswer(plan: AnswerPlanned, message: JudgedMessage): Judgement {
	const { status, headers, cookies, isUnread, isHead } = message;
	const definition = findDefinition(plan.operation, status);
	const contentType = headers['Content-Type'];
	const mediaType =
		definition && contentType !== undefined ? findMediaType(definition.mediaTypes, contentType) : undefined;
	const bytes = message.bytes?.length ? message.bytes : undefined;
	const read = bytes && mediaType ? readBody(bytes, contentType as string, mediaType) : NOTHING;
	const judged: Answer = {
		status,
		headers: cookies?.length ? { ...headers, 'Set-Cookie': cookies.join(', ') } : headers,
		body: isUnread ? UNREAD : bytes,
		value: read.value,
		mediaType,
		why: JUDGED,
	};
	if (definition) judged.definition = definition;
	const found = validateResponse(plan, judged);
	const told = isHead ? found.filter(({ in: place }) => place !== 'body') : found;
	const { text, finding } = read;
	// An id that a double can't hold would be remembered as another one.
	const value = read.isInexact ? undefined : read.value;
	return { findings: finding ? [finding, ...told] : told, definition, mediaType, value, text };
}

const JUDGED: Answer['why'] = Object.freeze({ step: 'forward', findings: [] });
const UNREAD = new Uint8Array(0);
const NOTHING: { value: undefined; text: undefined; finding?: undefined; isInexact?: undefined } = Object.freeze({
	value: undefined,
	text: undefined,
});

function readBody(
	bytes: Uint8Array,
	contentType: string,
	mediaType: MediaType,
): { value: JsonValue | undefined; text: string | undefined; finding?: Finding | undefined; isInexact?: boolean } {
	const type = stripMediaType(contentType);
	if (type.startsWith('multipart/')) return NOTHING;
	const parsed = parseTextBody(bytes, { type, mediaType });
	if (!parsed.ok) {
		const { finding } = parsed;
		const code = finding.code.replace(/^request\./, 'response.');
		return { value: undefined, text: undefined, finding: { ...finding, code } };
	}
	const { text, inexact } = parsed;
	return {
		value: isOpaque(parsed.value, type, mediaType) ? undefined : parsed.value,
		text,
		isInexact: inexact !== undefined,
	};
}

/** A table or a picture whose schema speaks of lists and objects: nothing here reads it as such. */
function isOpaque(value: JsonValue, type: string, { schema }: MediaType): boolean {
	if (typeof value !== 'string' || isJsonType(type) || isXmlType(type)) return false;
	const types = guessTypes(viewSchema(schema));
	return types.size > 0 && [...types].every((one) => one === 'object' || one === 'array');
}
