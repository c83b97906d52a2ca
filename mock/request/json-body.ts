// A JSON body: parsed, and judged for what JSON.parse lets pass.

import { isAscii, isUtf8 } from 'node:buffer';
import { type JsonValue, joinPointer, readNumber } from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';
import { type BodyParse, refuseBody, viewBuffer } from './body-parse.ts';
import { listInexact } from './inexact-numbers.ts';

/** Nesting of a JSON body; deeper is refused before it is parsed. */
export const MAX_BODY_DEPTH = 200;
/** What a number beyond range must have, and a lone surrogate. */
const LARGE_EXPONENT = /[eE]\+?\d{3}/;
/** From the first digit of each run alone: from each digit, runs of 308 take seconds. */
const MANY_DIGITS = /(?<!\d)\d{309}/;
const SURROGATE = /\\u[dD][89a-fA-F]/;
const BOM = 0xfeff;

/** The integers that a double can't tell from the bounds of 64 bits have so many digits. */
const LONG_INTEGER = /\d{19}/;
/** Those that a double may not hold have at least so many. */
const INEXACT_INTEGER = /\d{16}/;

type Reviver = (key: string, value: unknown) => unknown;

/** Integers of 64 bits stay within them when they are rounded to a double, and others outside. */
function roundWithin(_key: string, value: unknown, context?: { source?: string }): unknown {
	const source = context?.source;
	return source === undefined || typeof value !== 'number' ? value : readNumber(source);
}

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
	let hasLong = false;
	try {
		hasLong = text.length >= 16 && INEXACT_INTEGER.test(text);
		const isLongest = hasLong && LONG_INTEGER.test(text);
		value = (isLongest ? JSON.parse(text, roundWithin as Reviver) : JSON.parse(text)) as JsonValue;
	} catch (error) {
		return refuseBody('request.body.syntax', `is not JSON: ${describeSyntax(text, error)}`);
	}
	if (isSuspicious(text, hasLong)) {
		const finding = findUnsound(value, '');
		if (finding) return { ok: false, finding };
	}
	const inexact = hasLong ? listInexact(text) : [];
	return inexact.length === 0 ? { ok: true, value, text } : { ok: true, value, text, inexact };
}

/** Whether a text may hold what findUnsound looks for; the cheap questions first. */
function isSuspicious(text: string, hasLong: boolean): boolean {
	if (LARGE_EXPONENT.test(text)) return true;
	return (text.includes('\\') && SURROGATE.test(text)) || (hasLong && MANY_DIGITS.test(text));
}

/** The position and what stood there; V8's own message quotes the body, which may be long. */
function describeSyntax(text: string, error: unknown): string {
	const message = error instanceof Error ? error.message : '';
	const position = /position (\d+)/.exec(message)?.[1];
	if (position === undefined) {
		if (text.trim() === '') return 'it is blank';
		// V8 names the place in long texts only, and what JavaScript makes of no value as it is.
		const whole = /^"(undefined|NaN|Infinity|\[object Object\])" is not/.exec(message)?.[1];
		if (whole !== undefined) return `it is "${whole}"`;
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
	// Most texts have fewer brackets than that in all, which is seen at a glance.
	if (countOpening(text, limit) <= limit) return false;
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

/** Opening brackets, in strings as well; no more are counted than one beyond `limit`. */
function countOpening(text: string, limit: number): number {
	let count = 0;
	for (const bracket of ['{', '[']) {
		for (let at = text.indexOf(bracket); at >= 0 && count <= limit; at = text.indexOf(bracket, at + 1)) count++;
	}
	return count;
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
		const finding = findUnsound(member, joinPointer(pointer, name));
		if (finding) return finding;
		if (!name.isWellFormed())
			return { code: 'request.body.surrogate', message: 'has a name with a lone surrogate', in: 'body', pointer };
	}
	return undefined;
}
