// Whole numbers of a document that are read as others: an example with one is shown with another id than it says.

import type { JsonValue } from '../types/json.ts';
import { isInexact } from './exact-numbers.ts';
import { isObject } from './json.ts';

/** A number as it is written, and the index into the text where it, or its key, stands. */
export interface InexactNumber {
	written: string;
	offset: number;
}

/** So many are told of a document. */
const MAX_TOLD = 20;
/** What stands before a number that is a value, blanks apart. */
const BEFORE: ReadonlySet<string> = new Set([...':,[?{', '']);
const NUMBER = /-?\d{16,}(?:\.0+)?(?:[eE][+-]?\d+)?/g;
/** Whoever writes the bounds of an int64 means these bounds, and a double is near enough. */
const BOUNDS: ReadonlySet<string> = new Set([
	...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
	...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
]);

/**
 * The numbers of a text that are other ones in `value`, which was made of it; at most 20. Bounds and extensions may be inexact.
 * `index` finds the places of paths, as `indexJson` does. Goes through all of the value: asked where there may be one. Never throws.
 */
export function listInexact(args: {
	text: string;
	value: JsonValue;
	index(text: string): (path: readonly string[]) => number;
}): InexactNumber[] {
	const { text, value } = args;
	const found: InexactNumber[] = [];
	let find: ((path: readonly string[]) => number) | undefined;
	eachLarge(value, [], (path, number) => {
		if (found.length === MAX_TOLD) return;
		find ??= args.index(text);
		const offset = find(path);
		const written = readWritten(text, { offset, number });
		if (written !== undefined && isInexact(written)) found.push({ written, offset });
	});
	return found;
}

/** Whether a value is a number that may be another one as it is written. */
export function isLarge(value: JsonValue): boolean {
	return typeof value === 'number' && Math.abs(value) >= 2 ** 53 && Number.isInteger(value);
}

/** Whether a text may have such a number: long digits that stand where a value does. Next to no text has any. */
export function holdsInexact(text: string): boolean {
	for (const { index } of text.matchAll(/\d{16}/g)) {
		let before = text[index - 1] === '-' ? index - 2 : index - 1;
		while (before >= 0 && text.charCodeAt(before) <= 32) before -= 1;
		if (!(text[before] === '-' ? isFirstOfLine(text, before) : BEFORE.has(text.charAt(before)))) continue;
		NUMBER.lastIndex = index;
		if (isInexact(NUMBER.exec(text)?.[0] ?? '')) return true;
	}
	return false;
}

/** Whether a dash begins an item of YAML's: in a text it stands anywhere. */
function isFirstOfLine(text: string, dash: number): boolean {
	let at = dash;
	while (at >= 0 && ' \t-'.includes(text.charAt(at))) at -= 1;
	return at < 0 || text[at] === '\n';
}

function eachLarge(value: JsonValue, path: string[], visit: (path: readonly string[], number: number) => void): void {
	if (isLarge(value)) visit(path, value as number);
	if (typeof value !== 'object' || value === null) return;
	for (const key of Object.keys(value)) {
		if (isObject(value) && (BOUNDS.has(key) || key.startsWith('x-'))) continue;
		path.push(key);
		eachLarge((value as Record<string, JsonValue>)[key] as JsonValue, path, visit);
		path.pop();
	}
}

/** The first number from there on that is read as this one: the key before it may hold digits as well. */
function readWritten(text: string, { offset, number }: { offset: number; number: number }): string | undefined {
	NUMBER.lastIndex = offset;
	for (let tries = 0; tries < 3; tries += 1) {
		const written = NUMBER.exec(text)?.[0];
		if (written === undefined || Number(written) === number) return written;
	}
	return undefined;
}
