// JSON that other languages read as it was: whole numbers in digits.

import type { JsonValue } from '../types/json.ts';

/** From here on JavaScript writes whole numbers with an exponent, which other languages read as no integers. */
const EXPONENT_FROM = 1e21;
/** In Node since 21, and not yet among TypeScript's declarations. */
const { rawJSON } = JSON as unknown as { rawJSON?(text: string): unknown };

/** A number as text, whole ones in digits: `100000000000000000000000` where `String` has `1e+23`. */
export function writeNumber(value: number): string {
	return isGreat(value) ? String(BigInt(value)) : String(value);
}

/** `JSON.stringify`, whole numbers in digits, however great. */
export function writeJson(value: JsonValue): string {
	const text = JSON.stringify(value);
	// Looked for first: next to no value holds such a number.
	return text?.includes('e+') ? JSON.stringify(value, writeGreat) : text;
}

function writeGreat(_key: string, value: unknown): unknown {
	return typeof value === 'number' && isGreat(value) ? (rawJSON?.(String(BigInt(value))) ?? value) : value;
}

function isGreat(value: number): boolean {
	return Math.abs(value) >= EXPONENT_FROM && Number.isFinite(value);
}
