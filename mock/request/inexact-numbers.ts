// Whole numbers of a body that a double can't hold: which they are, and whether the document has them in mind.

import {
	getOwn,
	isInexact,
	type JsonObject,
	type JsonValue,
	listAllNames,
	readNumber,
	type SchemaView,
} from '../../spec/index.ts';
import type { InexactNumber } from '../types/request.ts';
import { viewMember } from './coerce-text.ts';
import type { RawPairs } from './parameters/raw-query.ts';

/** So many are looked at one by one: of a body with more of them the next one counts as declared. */
const MAX_NUMBERS = 50;

/** Those of a JSON text that can be parsed, in its order; the first 51. */
export function listInexact(text: string): InexactNumber[] {
	const found: { written: string; path: (string | number)[]; inside: unknown }[] = [];
	// Values come before what they stand in: each holder that is met is one more name in front.
	function look(this: unknown, key: string, value: unknown, context?: { source?: string }): unknown {
		const name = Array.isArray(this) ? Number(key) : key;
		const source = context?.source;
		if (typeof value === 'number' && source !== undefined && found.length <= MAX_NUMBERS && isInexact(source)) {
			found.push({ written: source, path: [name], inside: this });
		} else if (typeof value === 'object' && found.length > 0) {
			for (const one of found) {
				if (one.inside !== value) continue;
				one.path.unshift(name);
				one.inside = this;
			}
		}
		return value;
	}
	JSON.parse(text, look as (key: string, value: unknown) => unknown);
	// The last holder of all is the one that JSON.parse puts around the text, under the name ''.
	return found.map(({ written, path }) => ({ written, path: path.slice(1) }));
}

/** Those of XML, YAML or a table, by the value that was read of it; where in it they stand is not told. */
export function listInexactText(text: string, value: JsonValue): InexactNumber[] {
	const found: InexactNumber[] = [];
	let numbers: Set<JsonValue> | undefined;
	for (const [written] of text.matchAll(DIGITS)) {
		if (found.length > MAX_NUMBERS) break;
		if (!isInexact(written)) continue;
		numbers ??= collectNumbers(value, new Set());
		if (numbers.has(readNumber(written))) found.push({ written, path: [] });
	}
	return found;
}

const DIGITS = /(?<![\w.-])-?\d{16,}(?![\w.-])/g;

function collectNumbers(value: JsonValue, into: Set<JsonValue>): Set<JsonValue> {
	if (typeof value === 'number') into.add(value);
	else if (typeof value === 'object' && value !== null)
		for (const one of Object.values(value)) collectNumbers(one, into);
	return into;
}

/** Those of a form's fields, by the object that was read of them. */
export function listInexactFields(
	object: JsonObject,
	pairs: RawPairs,
	decode: (text: string) => string | undefined,
): InexactNumber[] {
	const found: InexactNumber[] = [];
	for (const [name, raw] of pairs) {
		const value = getOwn(object, name);
		for (const [index, text] of raw.entries()) {
			const read = Array.isArray(value) ? value[index] : value;
			const written = text.length < 16 || typeof read !== 'number' ? undefined : decode(text);
			if (written !== undefined && found.length <= MAX_NUMBERS && isInexact(written))
				found.push({ written, path: [name] });
		}
	}
	return found;
}

/** The same numbers, with whether the document has their places in a body of this schema in mind. */
export function judgeInexact(
	numbers: readonly InexactNumber[],
	view: SchemaView,
): readonly (InexactNumber & { isDeclared: boolean })[] {
	return numbers.map((one, index) => ({ ...one, isDeclared: index === MAX_NUMBERS || isInMind(one.path, view) }));
}

function isInMind(path: InexactNumber['path'], view: SchemaView): boolean {
	let at = view;
	for (const name of path) {
		const names = typeof name === 'string' ? listAllNames(at) : undefined;
		if (names && names.size > 0 && !names.has(name as string)) return false;
		at = viewMember(at, name);
	}
	return true;
}
