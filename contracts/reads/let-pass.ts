// What of the platform has to know of followed values: copies of them, and texts that become them.

import { copyPlain } from './follow-reads.ts';
import type { Report } from './report.ts';

let clonesPass = false;

/** `structuredClone` refuses every proxy; of a followed value it gets a plain copy instead. */
export function letStructuredClonePass(): void {
	const { structuredClone: clone } = globalThis;
	if (clonesPass || typeof clone !== 'function') return;
	clonesPass = true;
	globalThis.structuredClone = ((value: unknown, options?: Parameters<typeof clone>[1]) => {
		try {
			return clone(value, options);
		} catch (error) {
			const copy = copyPlain(value);
			if (copy === value) throw error;
			return clone(copy, options);
		}
	}) as typeof globalThis.structuredClone;
}

/** Texts that are remembered until they are parsed. */
const MAX_TEXTS = 200;
const texts = new Map<string, { report: Report; isParsed: boolean }[]>();
let parsesFollow = false;

/** Whoever parses this text with `JSON.parse` from now on gets a value that notes what is read of it. */
export function followText(text: string, report: Report): void {
	report.takeText();
	const known = texts.get(text) ?? [];
	// The newest stand last, so that the oldest go first.
	texts.delete(text);
	texts.set(text, [...known.slice(-MAX_TEXTS), { report, isParsed: false }]);
	for (const oldest of texts.keys()) {
		if (texts.size <= MAX_TEXTS) break;
		texts.delete(oldest);
	}
}

/** `JSON.parse` gives values that note what is read of them, of texts that `followText` knows. */
export function letParseFollow(): void {
	if (parsesFollow) return;
	parsesFollow = true;
	const { parse } = JSON;
	JSON.parse = ((text: string, reviver?: Parameters<typeof parse>[1]): unknown => {
		const value: unknown = parse(text, reviver);
		const known = typeof text === 'string' ? texts.get(text) : undefined;
		const taken = known?.findLast(({ isParsed }) => !isParsed) ?? known?.at(-1);
		if (!taken) return value;
		if (!taken.isParsed) taken.report.parseText();
		taken.isParsed = true;
		return taken.report.follow(value);
	}) as typeof JSON.parse;
}
