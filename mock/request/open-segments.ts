// A parameter that stands for one segment of a path or more: `/files/{path}` with `path` as `a/b.txt`.

import type { Operation } from '../../spec/index.ts';

/** The text around the parameter in its first and its last segment, e.g. `''` and `:stop`. */
export interface OpenSegments {
	before: string;
	after: string;
}

/** What follows on such a parameter is looked for behind so many segments, and behind the last. */
const MAX_SEGMENTS = 64;

/** The parameter of a template's segment, where it is one that the operation lets stand for several. */
export function findOpen(
	segment: string,
	openNames: Operation['openNames'],
): (OpenSegments & { name: string }) | undefined {
	const parts = openNames && /^([^{}]*)\{([^{}]+)\}([^{}]*)$/.exec(segment);
	if (!parts) return undefined;
	const [, before = '', name = '', after = ''] = parts;
	return openNames.has(name) ? { before, name, after } : undefined;
}

/** Where the value may end in a path: the longest first, but for all of it, which is what is left where nothing follows. */
export function listEnds(text: string, { separator, start }: { separator: string; start: number }): number[] {
	const ends: number[] = [];
	for (let at = text.indexOf(separator, start); at >= 0 && ends.length < MAX_SEGMENTS; ) {
		ends.push(at);
		at = text.indexOf(separator, at + 1);
	}
	return [...ends.reverse(), text.length];
}

/** The value in these segments; `undefined`: the text around it isn't there, or nothing is left. */
export function readOpen(whole: string, { before, after }: OpenSegments): string | undefined {
	const isIt = whole.length > before.length + after.length && whole.startsWith(before) && whole.endsWith(after);
	return isIt ? whole.slice(before.length, whole.length - after.length) : undefined;
}
