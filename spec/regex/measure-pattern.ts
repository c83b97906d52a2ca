// What a search for a pattern costs, judged by its structure alone.

import { parseRegex, type RegexNode } from './regex-syntax.ts';

/** Ways through a pattern at one position of the text; beyond, RE2 takes over. */
const MAX_WAYS = 256;
/** Of what RE2 can't take over, so many are counted. */
const MAX_COUNTED_WAYS = 4096;
/** Nobody waits for a search that takes a higher power of a text's length. */
const MAX_DEGREE = 3;

/** What a search costs at most: `ways × (length + 1) ** degree` steps. */
export interface PatternCost {
	/** Ways through the pattern at one position of a text. */
	ways: number;
	/** 1: in proportion to the text. */
	degree: number;
	/**
	 * In proportion to the text, as the structure alone shows: behind `^` at most one unbounded repetition, of single characters, and one in
	 * each lookaround; few ways through all else.
	 */
	isLinear: boolean;
}

/** What the structure of a pattern says of a search for it; `undefined`: nothing. */
export function measurePattern(source: string): PatternCost | undefined {
	const node = parseRegex(source);
	if (!node) return undefined;
	const options = node.kind === 'choice' ? node.options : [node];
	const total: PatternCost = { ways: 0, degree: 1, isLinear: true };
	for (const option of options) {
		const cost = measure(option);
		if (!cost) return undefined;
		const isSought = !isAnchored(option);
		total.ways += cost.ways + cost.looked.ways;
		total.degree = Math.max(total.degree, Math.max(cost.degree, cost.looked.degree) + (isSought ? 1 : 0));
		total.isLinear &&= !cost.isSteep && !((cost.unbounded > 0 || cost.isFar) && isSought);
	}
	total.isLinear &&= total.ways <= MAX_WAYS;
	// Looks that stand at the beginning are taken one after the other.
	if (total.isLinear) total.degree = 1;
	return total.ways <= MAX_COUNTED_WAYS && total.degree <= MAX_DEGREE ? total : undefined;
}

interface Cost {
	ways: number;
	unbounded: number;
	/** A lookaround may look over all of the text. */
	isFar: boolean;
	/** Unbounded repetitions that may be tried for each place of another one. */
	degree: number;
	/** What its lookarounds take together: nothing goes back into them, so that what stands behind is not tried for each of their ways. */
	looked: { ways: number; degree: number };
	/** More than the text's length may be searched. */
	isSteep: boolean;
}

const NO_LOOKS = { ways: 0, degree: 0 };
const ONE: Cost = { ways: 1, unbounded: 0, isFar: false, degree: 0, looked: NO_LOOKS, isSteep: false };

function isAnchored(node: RegexNode): boolean {
	const first = node.kind === 'sequence' ? node.items[0] : node;
	return first?.kind === 'anchor' && first.at === 'start';
}

function measure(node: RegexNode): Cost | undefined {
	switch (node.kind) {
		case 'characters':
		case 'anchor':
			return ONE;
		case 'look': {
			const inner = measure(node.of);
			if (!inner) return undefined;
			const { ways, looked, unbounded, degree } = inner;
			return {
				...{ ways: 1, unbounded: 0, degree: 0, isFar: unbounded > 0, isSteep: inner.isSteep || inner.isFar },
				looked: { ways: ways + looked.ways, degree: Math.max(degree, looked.degree) },
			};
		}
		case 'backreference':
			return undefined;
		case 'sequence':
			return combine(node.items, { join: (a, b) => a * b, isChoice: false });
		case 'choice':
			return combine(node.options, { join: (a, b) => a + b, isChoice: true });
		case 'repeat':
			return measureRepeat(node);
	}
}

function combine(
	nodes: readonly RegexNode[],
	{ join, isChoice }: { join: (a: number, b: number) => number; isChoice: boolean },
): Cost | undefined {
	let total: Cost | undefined;
	for (const node of nodes) {
		const cost = measure(node);
		if (!cost) return undefined;
		const unbounded = (total?.unbounded ?? 0) + cost.unbounded;
		// A look over all of the text from each of its characters takes the square of its length.
		const isSquare = cost.isFar && total !== undefined && total.unbounded > 0;
		total = {
			ways: total ? join(total.ways, cost.ways) : cost.ways,
			unbounded,
			isFar: cost.isFar || (total?.isFar ?? false),
			degree: (total?.degree ?? 0) + cost.degree,
			looked: addLooks(total, { looked: cost.looked, isChoice }),
			isSteep: isSquare || unbounded > 1 || cost.isSteep || (total?.isSteep ?? false),
		};
		if (total.ways > MAX_COUNTED_WAYS) return undefined;
	}
	return total ?? ONE;
}

/** Looks are taken for each way through what stands before them. */
function addLooks(
	before: Cost | undefined,
	{ looked, isChoice }: { looked: Cost['looked']; isChoice: boolean },
): Cost['looked'] {
	if (looked.ways === 0) return before?.looked ?? NO_LOOKS;
	const { ways = 1, degree = 0, looked: known = NO_LOOKS } = before ?? {};
	return {
		ways: known.ways + (isChoice ? 1 : ways) * looked.ways,
		degree: Math.max(known.degree, (isChoice ? 0 : degree) + looked.degree),
	};
}

function measureRepeat({ of, min, max }: Extract<RegexNode, { kind: 'repeat' }>): Cost | undefined {
	const inner = measure(of);
	if (!inner) return undefined;
	// Up to thousands of single characters behave like an unbounded repetition.
	if (max > MAX_WAYS && max !== min) {
		if (!isSingle(of)) return undefined;
		const looked = { ...inner.looked, degree: inner.looked.degree + 1 };
		return { ...inner, unbounded: 1, degree: inner.degree + 1, looked, isSteep: inner.isSteep || inner.isFar };
	}
	if (inner.unbounded > 0 && max <= 1) return { ...inner, ways: inner.ways + 1 };
	const ways = inner.ways === 1 ? max - min + 1 : inner.ways ** max + (max - min);
	if (ways > MAX_COUNTED_WAYS) return undefined;
	const isSteep = inner.isSteep || ((inner.unbounded > 0 || inner.isFar) && max > 1);
	const looked = { ways: ways * inner.looked.ways, degree: inner.degree * max + inner.looked.degree };
	return { ...inner, ways, degree: inner.degree * max, looked, isSteep };
}

/** One character, with looks around it or without: one way to take each, `(?!foo).`. */
function isSingle(node: RegexNode): boolean {
	if (node.kind !== 'sequence') return node.kind === 'characters';
	return (
		node.items.every(({ kind }) => kind === 'look' || kind === 'characters') &&
		node.items.filter(({ kind }) => kind === 'characters').length === 1
	);
}
