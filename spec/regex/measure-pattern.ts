// What a search for a pattern costs, judged by its structure alone.

import { parseRegex, type RegexNode } from './regex-syntax.ts';

/** Ways through a pattern at one position of the text; beyond, RE2 takes over. */
const MAX_WAYS = 256;

/**
 * How many ways through a pattern there are at one position of a text, where the structure alone shows that a search takes time in
 * proportion to the text: behind `^` at most one unbounded repetition, of single characters, and one in each lookaround; few ways
 * through all else. `undefined` says nothing.
 */
export function measurePattern(source: string): number | undefined {
	const node = parseRegex(source);
	if (!node) return undefined;
	const options = node.kind === 'choice' ? node.options : [node];
	let ways = 0;
	for (const option of options) {
		const cost = measure(option);
		if (!cost || ((cost.unbounded > 0 || cost.isFar) && !isAnchored(option))) return undefined;
		ways += cost.ways;
	}
	return ways <= MAX_WAYS ? ways : undefined;
}

interface Cost {
	ways: number;
	unbounded: number;
	/** A lookaround may look over all of the text. */
	isFar?: boolean | undefined;
}

function isAnchored(node: RegexNode): boolean {
	const first = node.kind === 'sequence' ? node.items[0] : node;
	return first?.kind === 'anchor' && first.at === 'start';
}

function measure(node: RegexNode): Cost | undefined {
	switch (node.kind) {
		case 'characters':
		case 'anchor':
			return { ways: 1, unbounded: 0 };
		case 'look': {
			const inner = measure(node.of);
			// Nothing goes back into it: what it found once is all that it finds.
			if (!inner || inner.isFar) return undefined;
			return { ways: inner.ways, unbounded: 0, isFar: inner.unbounded > 0 };
		}
		case 'backreference':
			return undefined;
		case 'sequence':
			return combine(node.items, (a, b) => a * b);
		case 'choice':
			return combine(node.options, (a, b) => a + b);
		case 'repeat':
			return measureRepeat(node);
	}
}

function combine(nodes: readonly RegexNode[], join: (a: number, b: number) => number): Cost | undefined {
	let total: Cost | undefined;
	for (const node of nodes) {
		const cost = measure(node);
		// A look over all of the text from each of its characters takes the square of its length.
		if (!cost || (cost.isFar && total && total.unbounded > 0)) return undefined;
		total = total
			? {
					ways: join(total.ways, cost.ways),
					unbounded: total.unbounded + cost.unbounded,
					isFar: total.isFar || cost.isFar,
				}
			: cost;
		if (total.ways > MAX_WAYS || total.unbounded > 1) return undefined;
	}
	return total ?? { ways: 1, unbounded: 0 };
}

function measureRepeat({ of, min, max }: Extract<RegexNode, { kind: 'repeat' }>): Cost | undefined {
	const inner = measure(of);
	if (!inner || (inner.isFar && max > 1)) return undefined;
	// Up to thousands of single characters behave like an unbounded repetition.
	if (max > MAX_WAYS && max !== min) return isSingle(of) ? { ways: inner.ways, unbounded: 1 } : undefined;
	if (inner.unbounded > 0) return max <= 1 ? { ways: inner.ways + 1, unbounded: 1, isFar: inner.isFar } : undefined;
	const ways = inner.ways === 1 ? max - min + 1 : inner.ways ** max + (max - min);
	return ways <= MAX_WAYS ? { ways, unbounded: 0, isFar: inner.isFar } : undefined;
}

/** One character, with looks around it or without: one way to take each, `(?!foo).`. */
function isSingle(node: RegexNode): boolean {
	if (node.kind !== 'sequence') return node.kind === 'characters';
	return (
		node.items.every(({ kind }) => kind === 'look' || kind === 'characters') &&
		node.items.filter(({ kind }) => kind === 'characters').length === 1
	);
}
