// Whole numbers as other languages read them: in digits. JavaScript writes great ones with an exponent (`1e+21`), which elsewhere
// makes them fractions.

import { isObject } from '../read/json.ts';
import type { JsonValue } from '../types/json.ts';
import { viewItems } from './items.ts';
import { listPossibleProperties, viewAdditional } from './properties.ts';
import { guessTypes } from './types.ts';
import { ANYTHING, type SchemaView } from './view.ts';

/** From here on JavaScript writes an exponent. */
const EXPONENT_FROM = 1e21;
const BEYOND_INT64 = 2n ** 63n;
const BEYOND_UINT64 = 2n ** 64n;
/** In Node since 21, and not yet among TypeScript's declarations. */
const { rawJSON } = JSON as unknown as { rawJSON?(text: string): JsonValue };

/** A number as JSON writes it as a double; a whole one stays within 64 bits, or outside of them, as it is written. */
export function readNumber(written: string): number {
	const number = Number(written);
	if (!/^-?\d{16,}$/.test(written)) return number;
	if (number === 2 ** 64) return BigInt(written) < BEYOND_UINT64 ? 2 ** 64 - 2048 : number;
	if (Math.abs(number) !== 2 ** 63) return number;
	const exact = BigInt(written);
	if (exact > 0n) return exact < BEYOND_INT64 ? 2 ** 63 - 1024 : number;
	return exact < -BEYOND_INT64 ? -(2 ** 63) - 2048 : number;
}

/** A number as text; whole ones in digits: `1000000000000000000000` where `String` has `1e+21`. */
export function writeNumber(value: number): string {
	return isGreat(value) ? String(BigInt(value)) : String(value);
}

/** A scalar as text; what its schema calls an integer in digits. */
export function writeScalar(value: JsonValue, view: SchemaView): string {
	if (typeof value === 'number') return isWhole(view) ? writeNumber(value) : String(value);
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `JSON.stringify`, what the schema calls an integer in digits; other numbers as JavaScript writes them. */
export function writeJson(value: JsonValue, view: SchemaView): string {
	const text = JSON.stringify(value);
	// Looked for first: next to no value holds such a number.
	return text.includes('e+') ? JSON.stringify(spellWhole(value, view)) : text;
}

function spellWhole(value: JsonValue, view: SchemaView): JsonValue {
	if (typeof value === 'number') {
		return isGreat(value) && isWhole(view) ? (rawJSON?.(writeNumber(value)) ?? value) : value;
	}
	if (Array.isArray(value)) {
		const items = viewItems(view) ?? ANYTHING;
		return value.map((one) => spellWhole(one, items));
	}
	if (!isObject(value)) return value;
	const properties = listPossibleProperties(view);
	const others = viewAdditional(view) ?? ANYTHING;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, spellWhole(one, properties.get(name) ?? others)]),
	);
}

function isWhole(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.has('integer') && !types.has('number');
}

function isGreat(value: number): boolean {
	return Math.abs(value) >= EXPONENT_FROM && Number.isFinite(value);
}
