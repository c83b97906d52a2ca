// Bodies and headers of a pact, from the forms of V1 to V4 to one.

import { getOwn, getString, isJsonType, isObject, type JsonValue } from '../../spec/index.ts';
import type { HeaderValues, PactBody, PactVersion } from './pact-types.ts';

/**
 * Header names in lower case; V4's lists stay lists, V2's single texts are lists of one. Values that are no text become one. A name that is
 * written in two ways has its values once: pact-js writes a `Content-Type` of its own beside the test's `content-type`, and one is sent.
 */
export function readHeaders(value: JsonValue | undefined): HeaderValues {
	const headers = new Map<string, string[]>();
	if (!isObject(value)) return headers;
	for (const [name, given] of Object.entries(value)) {
		const values = (Array.isArray(given) ? given : [given]).map(readText);
		const key = name.toLowerCase();
		const known = headers.get(key) ?? [];
		headers.set(key, [...known, ...values.filter((one) => !known.includes(one))]);
	}
	return headers;
}

/** A query as V2's text (`a=1&b=2`) or V3's object of lists. */
export function readQuery(value: JsonValue | undefined): ReadonlyMap<string, readonly string[]> {
	const query = new Map<string, string[]>();
	if (typeof value === 'string') {
		for (const [name, one] of new URLSearchParams(value)) query.set(name, [...(query.get(name) ?? []), one]);
	} else if (isObject(value)) {
		for (const [name, given] of Object.entries(value)) {
			query.set(name, (Array.isArray(given) ? given : [given]).map(readText));
		}
	}
	return query;
}

function readText(value: JsonValue): string {
	if (typeof value === 'string') return value;
	return value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A body where it stands: V4's `{ content, contentType, encoded }`, or the value itself. */
export function readBody(given: { message: JsonValue; headers: HeaderValues; version: PactVersion }): PactBody {
	const { message, headers, version } = given;
	if (!isObject(message) || !Object.hasOwn(message, 'body')) return { kind: 'absent' };
	const value = getOwn(message, 'body') as JsonValue;
	const declared = headers.get('content-type')?.[0];
	return version >= 4 ? readBodyOfV4(value, declared) : readPlainBody(value, declared);
}

/** The media type that a message goes out with: its header's, else its body's own, which the Pact libraries note as `application/json` beside any header. */
export function readMediaType({ headers, body }: { headers: HeaderValues; body: PactBody }): string | undefined {
	return headers.get('content-type')?.[0] ?? ('contentType' in body ? body.contentType : undefined);
}

/** Whether an answer with this body is expected to have none: Pact's verifiers read a null that is written as such for that. */
export function expectsEmpty(body: PactBody): boolean {
	return body.kind === 'empty' || (body.kind === 'json' && body.isBare === true);
}

/** As the Pact libraries read it: in JSON a text is a text, unless it spells an object or is in quotes. */
function readPlainBody(value: JsonValue, declared: string | undefined): PactBody {
	const type = declared === undefined ? {} : { contentType: declared };
	const isJson = declared !== undefined && isJsonType(declared);
	if (value === null) return isJson ? { kind: 'json', value, isBare: true, ...type } : { kind: 'empty' };
	if (typeof value !== 'string') return { kind: 'json', value, ...type };
	if (value === '') return { kind: 'empty' };
	if (isJson) return { kind: 'json', value: /^\s*["{]/.test(value) ? parseOr(value) : value, ...type };
	const bytes = declared !== undefined && !TEXTUAL.test(declared) ? decodeBase64(value) : undefined;
	return bytes ? { kind: 'bytes', bytes, ...type } : readUndeclared(value, declared);
}

/** Types whose bodies versions before V4 write as they are; those of all others are in base64, if they look like it. */
const TEXTUAL = /^(?:text\/|application\/(?:xml|x-www-form-urlencoded)\b|[^;]*\+xml\b)/i;

function decodeBase64(text: string): Uint8Array | undefined {
	return text.length % 4 === 0 && /^[A-Za-z\d+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Without a media type, a text that is JSON is taken for JSON. */
function readUndeclared(text: string, declared: string | undefined): PactBody {
	if (declared !== undefined) return { kind: 'text', text, contentType: declared };
	const value = /^\s*[[{]/.test(text) ? parseOr(text) : text;
	return typeof value === 'string' ? { kind: 'text', text } : { kind: 'json', value };
}

function readBodyOfV4(value: JsonValue, declared: string | undefined): PactBody {
	if (!isObject(value)) return readPlainBody(value, declared);
	if (Object.keys(value).length === 0) return { kind: 'absent' };
	if (!Object.hasOwn(value, 'content')) return readPlainBody(value, declared);
	const content = getOwn(value, 'content') as JsonValue;
	const contentType = getString(value, 'contentType') ?? declared;
	const type = contentType === undefined ? {} : { contentType };
	if (content === '') return { kind: 'empty' };
	if (content === null) return { kind: 'json', value: content, isBare: true, ...type };
	if (typeof content !== 'string') return { kind: 'json', value: content, ...type };
	const encoded = getOwn(value, 'encoded');
	if (encoded === true || (typeof encoded === 'string' && encoded.toLowerCase() === 'base64')) {
		return decodeBytes(Buffer.from(content, 'base64'), contentType);
	}
	if (contentType === undefined || !isJsonType(contentType)) return readUndeclared(content, contentType);
	// Unless it is marked as encoded, a text in JSON is that text, whatever it spells.
	return { kind: 'json', value: typeof encoded === 'string' ? parseOr(content) : content, ...type };
}

function decodeBytes(bytes: Uint8Array, contentType: string | undefined): PactBody {
	const type = contentType === undefined ? {} : { contentType };
	if (contentType === undefined || !(isJsonType(contentType) || /^text\//i.test(contentType))) {
		return { kind: 'bytes', bytes, ...type };
	}
	const text = Buffer.from(bytes).toString('utf8');
	return isJsonType(contentType) ? { kind: 'json', value: parseOr(text), ...type } : { kind: 'text', text, ...type };
}

/** JSON text becomes its value; a text that isn't JSON is the JSON string itself. */
function parseOr(text: string): JsonValue {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return text;
	}
}
