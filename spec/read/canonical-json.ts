// JSON in one form for all values that mean the same, whatever order their keys came in.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { isObject, setOwn } from './json.ts';

/** In Node since 21, and not yet among TypeScript's declarations. */
const { isRawJSON } = JSON as unknown as { isRawJSON?(value: unknown): boolean };

/**
 * One text for all that mean the same, to compare and to hash: keys sorted by their UTF-16 code units (as RFC 8785 §3.2.3 has
 * them), no space; `undefined` is `null`. Numbers that `JSON.rawJSON` keeps as they were written stay so. Expects what JSON can
 * hold, at most some thousand levels deep.
 */
export function writeCanonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(writeCanonicalJson).join(',')}]`;
	if (!isObject(value) || isRawJSON?.(value) === true) return JSON.stringify(value) ?? 'null';
	const members = Object.keys(value)
		.sort()
		.map((key) => `${JSON.stringify(key)}:${writeCanonicalJson(value[key])}`);
	return `{${members.join(',')}}`;
}

/** The same value with the keys of all objects sorted, for files that people read and compare; numbers as keys come first. */
export function sortKeys(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (!isObject(value)) return value;
	const sorted: JsonObject = {};
	for (const key of Object.keys(value).sort()) setOwn(sorted, key, sortKeys(value[key] as JsonValue));
	return sorted;
}
