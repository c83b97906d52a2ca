// Strings that fit a regular expression.

import { type CodePointRanges, compilePattern, invertRanges, parseRegex, type RegexNode } from '../../../spec/index.ts';
import { memoizeName } from '../../text/normalize-name.ts';
import type { Numbers } from './numbers.ts';

const TRIES = 160;
/** After so many, characters are taken from all that a class allows. */
const READABLE_TRIES = 30;
/** No generated string is longer. */
const MAX_LENGTH = 65_536;

/**
 * A string that fits all `patterns` and has a fitting length (in code points); `undefined` when none was found. The first
 * pattern is the one that is followed, the others are tried.
 */
export function generateFromPattern(
	patterns: readonly string[],
	args: { minLength: number; maxLength: number; numbers: Numbers },
): string | undefined {
	const checks = patterns.map((pattern) => compilePattern(pattern));
	const [source] = patterns;
	const node = source === undefined ? undefined : readPattern(source).node;
	if (!node || args.minLength > MAX_LENGTH) return undefined;
	for (let attempt = 0; attempt < TRIES; attempt += 1) {
		// Every other attempt aims at the shortest and the longest, where lengths are tight.
		const extra = attempt % 4 === 1 ? 0 : args.minLength + (attempt % 4 === 3 ? attempt : 3);
		// Where something is looked for ahead, letters and digits may not be all that it takes.
		const isWide = attempt >= READABLE_TRIES;
		const writer = { numbers: args.numbers, extra, room: MAX_LENGTH, isWide, taken: new Map<string, string>() };
		const start = write(node, writer);
		if (start === undefined) continue;
		// Behind an open end anything may stand.
		const missing = Math.max(attempt % 2 === 0 ? 4 : 0, args.minLength - [...start].length);
		const text = source?.endsWith('$') ? start : start + writeLetters(missing, args.numbers);
		const size = [...text].length;
		if (size >= args.minLength && size <= args.maxLength && checks.every((check) => check?.test(text))) return text;
	}
	return undefined;
}

/** Those of a document come again with each entity. */
const readPattern = memoizeName((source) => ({ node: parseRegex(source) }), 1000);

interface Writer {
	numbers: Numbers;
	/** How many times more than needed an open repetition may repeat. */
	extra: number;
	/** Characters left. */
	room: number;
	isWide: boolean;
	/** What each group took, by number and by name. */
	taken: Map<string, string>;
}

function write(node: RegexNode, writer: Writer): string | undefined {
	const text = writeNode(node, writer);
	if (text !== undefined) for (const group of node.groups ?? []) writer.taken.set(group, text);
	return text;
}

function writeNode(node: RegexNode, writer: Writer): string | undefined {
	switch (node.kind) {
		case 'anchor':
		case 'look':
			return '';
		case 'backreference':
			return writer.taken.get(node.to) ?? '';
		case 'characters':
			writer.room -= 1;
			return writer.room < 0 ? undefined : pickCharacter(node, writer);
		case 'sequence':
			return writeAll(node.items, writer);
		case 'choice':
			return write(writer.numbers.pick(node.options), writer);
		case 'repeat': {
			const most = Math.min(node.max, node.min + Math.max(writer.extra, node.max === 1 ? 1 : 0));
			const times = writer.numbers.between(node.min, most);
			return times > MAX_LENGTH ? undefined : writeAll(new Array<RegexNode>(times).fill(node.of), writer);
		}
	}
}

function writeLetters(count: number, numbers: Numbers): string {
	return Array.from({ length: count }, () => String.fromCodePoint(numbers.between(97, 122))).join('');
}

function writeAll(nodes: readonly RegexNode[], writer: Writer): string | undefined {
	let text = '';
	for (const node of nodes) {
		const part = write(node, writer);
		if (part === undefined) return undefined;
		text += part;
	}
	return text;
}

function pickCharacter(
	node: Extract<RegexNode, { kind: 'characters' }>,
	{ numbers, isWide }: Writer,
): string | undefined {
	const { all, readable } = classes.get(node) ?? readClass(node);
	if (all.length === 0) return undefined;
	const range = numbers.pick(isWide ? all : readable);
	return String.fromCodePoint(numbers.between(range[0], range[1]));
}

/** What a class of characters takes. */
interface CharacterClass {
	all: CodePointRanges;
	/** Letters and digits read better than what else a wide class allows. */
	readable: CodePointRanges;
}
const classes = new WeakMap<RegexNode, CharacterClass>();

function readClass(node: Extract<RegexNode, { kind: 'characters' }>): CharacterClass {
	const all = node.negated ? invertRanges(node.ranges) : node.ranges.flatMap(leaveOutHalves);
	const plain = all.length > 40 ? all.filter(([low]) => /[a-z0-9]/.test(String.fromCodePoint(low))) : all;
	const read = { all, readable: plain.length > 0 ? plain : all };
	classes.set(node, read);
	return read;
}

/** Halves of surrogate pairs are no characters: no JSON could hold one. */
function leaveOutHalves(range: readonly [number, number]): CodePointRanges {
	const [low, high] = range;
	if (high < 0xd800 || low > 0xdfff) return [range];
	const before: CodePointRanges = low < 0xd800 ? [[low, 0xd7ff]] : [];
	return high > 0xdfff ? [...before, [0xe000, high]] : before;
}
