// The part of JSONPath that Pact's matching rules use: `$.items[0]['first name'].*`.

import type { PathStep } from './pact-types.ts';

/** Of a name without brackets, as the Pact libraries read it; all others stand in brackets and quotes. */
const NAME = /[\p{L}\p{N}_:#@-]+/uy;
/** No escapes: a name that has the quote in it can't be said. */
const QUOTED = /\['([^']+)'\]/y;
const INDEX = /\[(\d{1,9}|\*)\]/y;

/**
 * `$.items[*].id` → steps after the root, by the grammar of the Pact libraries; `undefined` for what they can't read. The
 * leading `$` may be missing.
 */
export function parseJsonPath(text: string): PathStep[] | undefined {
	const steps: PathStep[] = [];
	let at = text.startsWith('$') ? 1 : 0;
	let isBare = at === 0 && text !== '' && text[0] !== '[';
	while (at < text.length) {
		const next =
			text[at] === '['
				? readBracket(text, at)
				: isBare || text[at] === '.'
					? readName(text, isBare ? at : at + 1)
					: undefined;
		if (next === undefined) return undefined;
		steps.push(next.step);
		at = next.end;
		isBare = false;
	}
	return steps;
}

interface Read {
	step: PathStep;
	end: number;
}

function readName(text: string, at: number): Read | undefined {
	if (text[at] === '*') return { step: { kind: 'any' }, end: at + 1 };
	const name = matchAt(NAME, text, at)?.[0];
	return name === undefined ? undefined : { step: { kind: 'name', name }, end: at + name.length };
}

function readBracket(text: string, at: number): Read | undefined {
	const quoted = matchAt(QUOTED, text, at);
	if (quoted) return { step: { kind: 'name', name: quoted[1] as string }, end: at + quoted[0].length };
	const found = matchAt(INDEX, text, at);
	if (!found) return undefined;
	const end = at + found[0].length;
	return found[1] === '*'
		? { step: { kind: 'any-index' }, end }
		: { step: { kind: 'index', index: Number(found[1]) }, end };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}
