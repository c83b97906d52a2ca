// A JSON body: parsed, and judged for what JSON.parse lets pass.

import { isAscii, isUtf8 } from 'node:buffer';
import type { JsonValue } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import { type BodyParse, refuseBody, viewBuffer } from './body-parse.ts';
import { describeInexact, isInexact } from './exact-numbers.ts';

/** Nesting of a JSON body; deeper is refused before it is parsed. */
export const MAX_BODY_DEPTH = 200;
/** What a number beyond range must have, and a lone surrogate. */
const LARGE_EXPONENT = /[eE]\+?\d{3}/;
const LARGEST_NUMBER = 309;
const MANY_DIGITS = /\d{309}/;
const SURROGATE = /\\u[dD][89a-fA-F]/;
const BOM = 0xfeff;

/** A whole number that may lie beyond 2^53. */
const LONG_NUMBER = /\d{16}/;

/** Bytes of JSON (RFC 8259) to a value. Never throws. */
export function parseJson(bytes: Uint8Array): BodyParse {
	let text: string;
	if (isAscii(bytes)) text = viewBuffer(bytes).toString('latin1');
	else if (isUtf8(bytes)) text = viewBuffer(bytes).toString('utf8');
	else return refuseBody('request.body.encoding', 'is not valid UTF-8');
	return parseJsonText(text.charCodeAt(0) === BOM ? text.slice(1) : text);
}

/** Text of JSON to a value. Never throws. */
export function parseJsonText(text: string): BodyParse {
	if (text.length > MAX_BODY_DEPTH && isDeeperThan(text, MAX_BODY_DEPTH)) {
		return refuseBody('request.body.depth', `is nested deeper than ${MAX_BODY_DEPTH} levels`);
	}
	let value: JsonValue;
	let inexact: Finding | undefined;
	try {
		value = JSON.parse(text) as JsonValue;
		if (text.length >= 16 && LONG_NUMBER.test(text)) inexact = findInexact(text);
	} catch (error) {
		return refuseBody('request.body.syntax', `is not JSON: ${describeSyntax(text, error)}`);
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

/** The position and what stood there; V8's own message quotes the body, which may be long. */
function describeSyntax(text: string, error: unknown): string {
	const message = error instanceof Error ? error.message : '';
	const position = /position (\d+)/.exec(message)?.[1];
	if (position === undefined) {
		if (text.trim() === '') return 'it is blank';
		// V8 names the place in long texts only.
		const token = /^Unexpected token '(.{1,2})', /s.exec(message)?.[1];
		if (token === undefined) return 'it ends too early';
		return `${text.trimStart().startsWith(token) ? 'it begins with' : 'unexpected'} ${JSON.stringify(token)}`;
	}
	const at = Number(position);
	if (at >= text.length) return 'it ends too early';
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
