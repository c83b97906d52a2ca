// Lines and columns of a text.

import type { Place } from '../types/finding.ts';
import type { Pointer } from '../types/json.ts';
import { parsePointer } from './pointer.ts';

/** Nothing is looked for before somebody asks; places are remembered, for the same one is often asked for again. */
export function createLocator(args: {
	file: string;
	text: string;
	index(text: string): (path: readonly string[]) => number;
}): (pointer: Pointer) => Place {
	const { file, text } = args;
	const known = new Map<Pointer, Place>();
	let find: ((path: readonly string[]) => number) | undefined;
	let lines: readonly number[] | undefined;
	return (pointer) => {
		let place = known.get(pointer);
		if (!place) {
			find ??= args.index(text);
			lines ??= listLines(text);
			const offset = find(parsePointer(pointer) ?? []);
			const line = countUpTo(lines, offset);
			place = { file, line, column: offset - (lines[line - 1] as number) + 1, pointer };
			known.set(pointer, place);
		}
		return place;
	};
}

/** Where each line begins. */
function listLines(text: string): number[] {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return starts;
}

/** How many of the sorted numbers are not beyond `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] as number) <= limit) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The line and column of a character, both from 1. */
export function placeAt(args: { file: string; text: string; offset: number }): Place {
	const before = args.text.slice(0, Math.max(0, args.offset));
	const lineStart = before.lastIndexOf('\n') + 1;
	let line = 1;
	for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++;
	return { file: args.file, line, column: before.length - lineStart + 1 };
}
