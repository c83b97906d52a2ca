// The text of a documented header: written of a value, and held to the document as it will be read.

import {
	type HeaderDefinition,
	type JsonValue,
	listExamples,
	listValues,
	type SchemaFinding,
} from '../../spec/index.ts';
import { type ParameterRead, readSimple } from '../request/parameters/styles.ts';
import type { HeaderPlan } from './answer-plan.ts';

const FITS: readonly SchemaFinding[] = Object.freeze([]);

/** A value as the text of the header: style simple (OpenAPI 3.1.1 §4.8.12.6), or JSON where it is described by `content`. */
export function writeHeader(value: JsonValue, { schema, content, explode }: HeaderDefinition): string {
	return content && !schema ? JSON.stringify(value) : serializeSimple(value, explode);
}

/** What a field of HTTP may hold (RFC 9110 §5.5). */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Of the 16 KiB that clients take for all headers of an answer, one may have half. */
const MAX_LENGTH = 8192;

/** Whether a text can be sent as it is, and read by its client. */
export function isSendable(text: string): boolean {
	return text.length <= MAX_LENGTH && SENDABLE.test(text);
}

/** The text as it can be sent: what no header holds is a question mark, and no more than 8 KiB of it. */
export function toFieldText(text: string): string {
	return isSendable(text) ? text : text.slice(0, MAX_LENGTH).replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}

/** What of a header's text does not fit: the shared empty list when all of it does. `malformed`: it can't be read at all. */
export function checkHeader(text: string, { definition, schema }: HeaderPlan): readonly SchemaFinding[] {
	const read = definition.schema ? readSimple(text, definition.explode, schema.view) : readContent(text);
	if (read.kind === 'malformed')
		return [{ code: 'malformed', message: read.message, pointer: '', schemaPointer: definition.pointer }];
	return read.kind === 'value' ? (schema.validate?.(read.value) ?? FITS) : FITS;
}

/**
 * What of several cookies does not fit. Each has a line of its own (RFC 6265 §3), so that they are held to a list as one, and to any other
 * schema one by one.
 */
export function checkCookies(cookies: readonly string[], header: HeaderPlan): readonly SchemaFinding[] {
	return header.schema.fits([...cookies]) ? FITS : cookies.flatMap((cookie) => checkHeader(cookie, header));
}

/**
 * What the document shows of a header, beside its schema or in it, the first that fits and can be sent: others are passed over, as examples
 * of bodies are. `undefined`: there is none. Looked for once.
 */
export function findShown(header: HeaderPlan): JsonValue | undefined {
	header.shown ??= { value: listShown(header).find((value) => fitsHeader(value, header)) };
	return header.shown.value;
}

function listShown({ definition, schema: { view } }: HeaderPlan): JsonValue[] {
	return [...definition.examples.map(({ value }) => value), ...listExamples(view), ...(listValues(view) ?? [])];
}

/** Whether a value can be sent in the header, and is what the document has there. */
export function fitsHeader(value: JsonValue, { definition, schema }: HeaderPlan): boolean {
	if (definition.name === 'set-cookie' && Array.isArray(value))
		return checkCookies(value.map(String), { definition, schema }).length === 0;
	const text = writeHeader(value, definition);
	return isSendable(text) && checkHeader(text, { definition, schema }).length === 0;
}

/** A header with `content`: JSON, else the text as it stands. */
function readContent(text: string): ParameterRead {
	try {
		return { kind: 'value', value: JSON.parse(text) as JsonValue };
	} catch {
		return { kind: 'value', value: text };
	}
}

function serializeSimple(value: JsonValue, explode: boolean): string {
	if (Array.isArray(value)) return value.map(String).join(',');
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.entries(value)
		.map(([member, part]) => (explode ? `${member}=${String(part)}` : `${member},${String(part)}`))
		.join(',');
}
