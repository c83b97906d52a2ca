// A few texts that fit a regular expression: each choice once, repetitions short and long. The same pattern gives the same texts.

import { compilePattern, invertRanges, parseRegex, type RegexNode } from '../../../spec/index.ts';

const MAX_SAMPLES = 24;
const MAX_LENGTH = 2000;
const MAX_CACHED = 2000;
const cache = new Map<string, string[]>();

/** Up to 24 texts that the whole pattern fits; empty for a pattern that isn't understood. */
export function sampleRegex(pattern: string): string[] {
	const known = cache.get(pattern);
	if (known) return known;
	const node = parseRegex(pattern);
	const check = compilePattern(`^(?:${pattern})$`);
	const texts =
		node && check ? [...new Set(sample(node))].filter((text) => check.test(text)).slice(0, MAX_SAMPLES) : [];
	if (cache.size >= MAX_CACHED) cache.clear();
	cache.set(pattern, texts);
	return texts;
}

function sample(node: RegexNode): string[] {
	switch (node.kind) {
		case 'anchor':
		case 'look':
			return [''];
		case 'backreference':
			return [];
		case 'characters':
			return pickCharacters(node);
		case 'choice':
			return node.options.flatMap(sample).slice(0, MAX_SAMPLES);
		case 'sequence':
			return node.items.reduce<string[]>((texts, item) => join(texts, sample(item)), ['']);
		case 'repeat': {
			const inner = sample(node.of);
			const most = Math.min(node.max, node.min + 2);
			return [...new Set([node.min, most])].flatMap((times) => repeat(inner, times)).slice(0, MAX_SAMPLES);
		}
	}
}

/** Each text of either side at least once, not every pair. */
function join(left: readonly string[], right: readonly string[]): string[] {
	const count = left.length === 0 || right.length === 0 ? 0 : Math.max(left.length, right.length);
	return Array.from({ length: Math.min(count, MAX_SAMPLES) }, (_, index) =>
		`${left[index % left.length]}${right[index % right.length]}`.slice(0, MAX_LENGTH),
	);
}

function repeat(texts: readonly string[], times: number): string[] {
	if (times === 0) return [''];
	if (times > MAX_LENGTH) return [];
	return texts.map((_, start) =>
		Array.from({ length: times }, (_unused, index) => texts[(start + index) % texts.length]).join(''),
	);
}

/** The first character of up to three ranges, readable ones first. */
function pickCharacters(node: Extract<RegexNode, { kind: 'characters' }>): string[] {
	const ranges = node.negated ? invertRanges(node.ranges) : node.ranges;
	const points = ranges.flatMap(([low, high]) => [low, READABLE.find((point) => point >= low && point <= high) ?? low]);
	const readable = points.filter((point) => point > 32 && point < 127);
	return [...new Set(readable.length > 0 ? readable : points)].slice(-3).map((point) => String.fromCodePoint(point));
}

/** `a`, `A`, `0`. */
const READABLE: readonly number[] = [97, 65, 48];
