// A body's bytes to a value, by its media type. JSON is judged here for what JSON.parse lets pass.

import { isAscii, isUtf8 } from 'node:buffer';
import {
	guessTypes,
	isJsonType,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type MediaType,
	type SchemaView,
	viewAdditional,
	viewItems,
	viewSchema,
} from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import { coerceText } from './coerce-text.ts';
import { describeInexact, isInexact } from './exact-numbers.ts';
import { decodeForm, parseRawQuery } from './parameters/raw-query.ts';
import { putOwn } from './parameters/styles.ts';

/** What the bytes came to. */
export type BodyParse = { ok: true; value: JsonValue; text: string | undefined } | { ok: false; finding: Finding };

/** Nesting of a JSON body; deeper is refused before it is parsed. */
export const MAX_BODY_DEPTH = 200;
/** Fields and parts of a form. */
const MAX_FIELDS = 1000;
/** What a number beyond range must have, and a lone surrogate. */
const LARGE_EXPONENT = /[eE]\+?\d{3}/;
const LARGEST_NUMBER = 309;
const MANY_DIGITS = /\d{309}/;
/** A whole number that may lie beyond 2^53. */
const LONG_NUMBER = /\d{16}/;
const SURROGATE = /\\u[dD][89a-fA-F]/;
const BOM = 0xfeff;

/** Content-Type to its type in lower case and its parameters; `undefined` for what is no media type. */
export function parseContentType(header: string): { type: string; charset: string | undefined } | undefined {
	const semicolon = header.indexOf(';');
	const type = (semicolon < 0 ? header : header.slice(0, semicolon)).trim().toLowerCase();
	if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+$/.test(type)) return undefined;
	if (semicolon < 0) return { type, charset: undefined };
	const charset = /;\s*charset\s*=\s*"?([^\s;"]+)"?/i.exec(header);
	return { type, charset: charset?.[1]?.toLowerCase() };
}

/** Whether a charset can be read: UTF-8 and its subset. */
export function isKnownCharset(charset: string | undefined): boolean {
	return charset === undefined || charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii';
}

function refuse(code: string, message: string): BodyParse {
	return { ok: false, finding: { code, message, in: 'body', pointer: '' } };
}

/** Bytes to a value. JSON, forms, multipart, text; other types become a string of Latin-1. Never throws. */
export async function parseBody(
	bytes: Uint8Array,
	{ contentType, mediaType }: { contentType: string; mediaType: MediaType },
): Promise<BodyParse> {
	const type = parseContentType(contentType)?.type ?? '';
	if (type === 'multipart/form-data') return parseMultipart(bytes, { contentType, mediaType });
	return parseTextBody(bytes, { type, mediaType });
}

/** Like parseBody for all that needs no waiting: everything but multipart. */
export function parseTextBody(
	bytes: Uint8Array,
	{ type, mediaType }: { type: string; mediaType: MediaType },
): BodyParse {
	if (isJsonType(type)) return parseJson(bytes);
	if (!isUtf8(bytes)) {
		if (type.startsWith('text/')) return refuse('request.body.encoding', 'is not valid UTF-8');
		return { ok: true, value: Buffer.from(bytes).toString('latin1'), text: undefined };
	}
	const text = viewBuffer(bytes).toString('utf8');
	if (type === 'application/x-www-form-urlencoded') return parseForm(text, mediaType);
	return { ok: true, value: text, text };
}

function parseJson(bytes: Uint8Array): BodyParse {
	let text: string;
	if (isAscii(bytes)) text = viewBuffer(bytes).toString('latin1');
	else if (isUtf8(bytes)) text = viewBuffer(bytes).toString('utf8');
	else return refuse('request.body.encoding', 'is not valid UTF-8');
	if (text.charCodeAt(0) === BOM) text = text.slice(1);
	if (text.length > MAX_BODY_DEPTH && isDeeperThan(text, MAX_BODY_DEPTH)) {
		return refuse('request.body.depth', `is nested deeper than ${MAX_BODY_DEPTH} levels`);
	}
	let value: JsonValue;
	let inexact: Finding | undefined;
	try {
		value = JSON.parse(text) as JsonValue;
		if (text.length >= 16 && LONG_NUMBER.test(text)) inexact = findInexact(text);
	} catch (error) {
		return refuse('request.body.syntax', `is not JSON: ${describeSyntax(text, error)}`);
	}
	if (inexact) return { ok: false, finding: inexact };
	if (isSuspicious(text)) {
		const finding = findUnsound(value, '');
		if (finding) return { ok: false, finding };
	}
	return { ok: true, value, text };
}

/** A whole number that would become another: numbers are doubles here, exact up to 2^53 (RFC 8259 §6). Ids never become others. */
function findInexact(text: string): Finding | undefined {
	let found: string | undefined;
	const look = (_name: string, value: unknown, { source }: { source?: string }): unknown => {
		if (typeof value === 'number' && source !== undefined && isInexact(source)) found ??= source;
		return value;
	};
	// TypeScript's JSON.parse does not know the third argument of a reviver yet.
	JSON.parse(text, look as (name: string, value: unknown) => unknown);
	if (found === undefined) return undefined;
	return { code: 'request.body.number', message: describeInexact(found), in: 'body', pointer: '' };
}

/** Whether a text may hold what findUnsound looks for; the cheap questions first. */
function isSuspicious(text: string): boolean {
	if (LARGE_EXPONENT.test(text)) return true;
	return (text.includes('\\') && SURROGATE.test(text)) || (text.length >= LARGEST_NUMBER && MANY_DIGITS.test(text));
}

function viewBuffer(bytes: Uint8Array): Buffer {
	return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The position and what stood there; V8's own message quotes the body, which may be long. */
function describeSyntax(text: string, error: unknown): string {
	const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
	if (position === undefined) return text.trim() === '' ? 'it is blank' : 'it ends too early';
	const at = Number(position);
	const before = text.slice(0, at);
	const line = before.split('\n').length;
	return `unexpected ${JSON.stringify(text.charAt(at))} at line ${line}, column ${at - before.lastIndexOf('\n')}`;
}

/** Whether JSON text nests deeper than `limit`: counts brackets outside strings, stops at the limit. */
export function isDeeperThan(text: string, limit: number): boolean {
	let depth = 0;
	let inString = false;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (inString) {
			if (code === 0x5c) index++;
			else if (code === 0x22) inString = false;
		} else if (code === 0x22) inString = true;
		else if (code === 0x7b || code === 0x5b) {
			if (++depth > limit) return true;
		} else if (code === 0x7d || code === 0x5d) depth--;
	}
	return false;
}

/** Numbers beyond the range of a double, and text with lone surrogates: they can't be sent back as they came. */
function findUnsound(value: JsonValue, pointer: string): Finding | undefined {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		return { code: 'request.body.number', message: 'is a number beyond the range of a double', in: 'body', pointer };
	}
	if (typeof value === 'string' && !value.isWellFormed()) {
		return { code: 'request.body.surrogate', message: 'holds a lone surrogate', in: 'body', pointer };
	}
	if (typeof value !== 'object' || value === null) return undefined;
	for (const [name, member] of Object.entries(value)) {
		const finding = findUnsound(member, `${pointer}/${name}`);
		if (finding) return finding;
		if (!name.isWellFormed())
			return { code: 'request.body.surrogate', message: 'has a name with a lone surrogate', in: 'body', pointer };
	}
	return undefined;
}

function parseForm(text: string, mediaType: MediaType): BodyParse {
	const view = viewSchema(mediaType.schema);
	const fields = new Map<string, JsonValue[]>();
	let count = 0;
	for (const [name, raw] of parseRawQuery(text)) {
		count += raw.length;
		if (count > MAX_FIELDS) return refuse('request.body.fields', `has more than ${MAX_FIELDS} fields`);
		const values = raw.map(decodeForm);
		if (values.includes(undefined)) return refuse('request.body.encoding', `field ${name} is not valid UTF-8`);
		fields.set(name, values as string[]);
	}
	return { ok: true, value: buildFields(fields, view), text };
}

/** Fields to an object: text coerced by the schema's types, JSON where an object is wanted, repeated ones as an array. */
function buildFields(fields: ReadonlyMap<string, JsonValue[]>, view: SchemaView): JsonObject {
	const object: JsonObject = {};
	for (const [name, values] of fields) {
		const member = listPossibleProperties(view).get(name) ?? viewAdditional(view);
		const isArray = member !== undefined && guessTypes(member).has('array');
		const wanted = isArray ? viewItems(member) : member;
		const coerced = values.map((one) => (typeof one === 'string' && wanted ? coerceField(one, wanted) : one));
		const isList = isArray || coerced.length > 1;
		const sole = coerced[0] as JsonValue;
		putOwn(object, name, isList && !(coerced.length === 1 && Array.isArray(sole)) ? coerced : sole);
	}
	return object;
}

function coerceField(text: string, view: SchemaView): JsonValue {
	const types = guessTypes(view);
	const wantsJson = (types.has('object') || types.has('array')) && !types.has('string');
	if (!wantsJson || text.length > 100_000 || isDeeperThan(text, MAX_BODY_DEPTH)) return coerceText(text, view);
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return text;
	}
}

/** Files become strings of Latin-1, which is what `format: binary` describes. Parsed by the platform's own reader. */
async function parseMultipart(
	bytes: Uint8Array,
	{ contentType, mediaType }: { contentType: string; mediaType: MediaType },
): Promise<BodyParse> {
	let form: FormData;
	try {
		form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
	} catch {
		return refuse('request.body.syntax', 'is not multipart/form-data with the boundary that its Content-Type names');
	}
	const fields = new Map<string, JsonValue[]>();
	let count = 0;
	for (const [name, entry] of form as unknown as Iterable<[string, string | Blob]>) {
		if (++count > MAX_FIELDS) return refuse('request.body.fields', `has more than ${MAX_FIELDS} parts`);
		const value = typeof entry === 'string' ? entry : Buffer.from(await entry.arrayBuffer()).toString('latin1');
		const values = fields.get(name);
		if (values) values.push(value);
		else fields.set(name, [value]);
	}
	return { ok: true, value: buildFields(fields, viewSchema(mediaType.schema)), text: undefined };
}
