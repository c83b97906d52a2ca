// What YAML 1.2 forbids and most readers take all the same: texts in quotes, and lists and maps in brackets, whose further lines are not indented, and
// comments that stick to what is before them.

import type * as Yaml from 'yaml';

/** A slip, and how it is read; offset counts from 0. */
export interface YamlSlip {
	offset: number;
	message: string;
	remedy: string;
}

/** Texts that are mended in one file, and characters of it that are looked at for that: each time all of it is cut into its tokens again. */
const MAX_MENDED = 50;
const MAX_LOOKED_AT = 10_000_000;
/** What the lexer says where it breaks off what stands in brackets. */
const FLOW_END = '\u0018';
/** What the lexer says beside the text itself: where a document begins, and that a plain text follows. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

/** A comment without a space before it: nothing is lost by it. `undefined`: the error is another. */
export function readComment(error: Yaml.YAMLParseError | Yaml.YAMLWarning, text: string): YamlSlip | undefined {
	const [offset] = error.pos;
	if (error.code !== 'MISSING_CHAR' || text[offset] !== '#') return undefined;
	return { offset, message: 'a comment begins with no space before it', remedy: 'put a space before #' };
}

/** The same text with those in quotes on one line each, no character more or less; `undefined`: none of them goes on without its indentation. */
export function mendQuotes(yaml: typeof Yaml, text: string): { text: string; starts: readonly number[] } | undefined {
	const starts: number[] = [];
	const most = Math.min(MAX_MENDED, Math.ceil(MAX_LOOKED_AT / (text.length + 1)));
	let mended = text;
	for (let start = findOpen(yaml, mended); start >= 0; start = findOpen(yaml, mended)) {
		const end = findEnd(mended, start);
		if (end < 0 || !mended.slice(start, end).includes('\n') || starts.length === most) return undefined;
		starts.push(start);
		const inside = mended.slice(start, end).replaceAll(/\r?\n[ \t]*/g, (gap) => ' '.repeat(gap.length));
		mended = mended.slice(0, start) + inside + mended.slice(end);
	}
	return starts.length > 0 ? { text: mended, starts } : undefined;
}

/** The same text with what stands in brackets on one line each where it goes on without its indentation, no character more or less. */
export function mendFlows(yaml: typeof Yaml, text: string): { text: string; starts: readonly number[] } | undefined {
	const starts: number[] = [];
	const most = Math.min(MAX_MENDED, Math.ceil(MAX_LOOKED_AT / (text.length + 1)));
	let mended = text;
	for (let start = findBroken(yaml, mended); start >= 0; start = findBroken(yaml, mended)) {
		const line = joinLines(mended, start);
		if (line === undefined || starts.length === most) return undefined;
		starts.push(start);
		mended = mended.slice(0, start) + line + mended.slice(start + line.length);
	}
	return starts.length > 0 ? { text: mended, starts } : undefined;
}

/** Where the first brackets open that the lexer breaks off; -1: none. */
function findBroken(yaml: typeof Yaml, text: string): number {
	const open: number[] = [];
	let offset = 0;
	for (const token of new yaml.Lexer().lex(text)) {
		if (token === FLOW_END) return open[0] ?? -1;
		if (MARKS.has(token)) continue;
		if (token === '{' || token === '[') open.push(offset);
		else if (token === '}' || token === ']') open.pop();
		offset += token.length;
	}
	return -1;
}

/** What stands in the brackets that open at `start`, with blanks for its line breaks and comments; `undefined`: nothing closes them. */
function joinLines(text: string, start: number): string | undefined {
	let line = '';
	let depth = 0;
	for (let at = start; at < text.length; ) {
		const character = text[at] as string;
		const before = text[at - 1] ?? '';
		let end = at + 1;
		let kept = true;
		if ((character === '"' || character === "'") && /[\s,:[{]/.test(before)) end = findEnd(text, at);
		else if (character === '#' && /[\s,]/.test(before)) [end, kept] = [endOfLine(text, at), false];
		else if (character === '\n' || character === '\r') kept = false;
		else if (character === '{' || character === '[') depth += 1;
		else if (character === '}' || character === ']') depth -= 1;
		if (end < 0) return undefined;
		line += kept ? text.slice(at, end) : ' '.repeat(end - at);
		if (depth === 0) return line.length < 2 || !text.slice(start, end).includes('\n') ? undefined : line;
		at = end;
	}
	return undefined;
}

function endOfLine(text: string, at: number): number {
	const end = text.indexOf('\n', at);
	return end < 0 ? text.length : end;
}

/** Folds the texts that were brought to one line, as a line break folds: to a space. */
export function foldMended(yaml: typeof Yaml, document: Yaml.Document, starts: readonly number[]): void {
	const mended = new Set(starts);
	yaml.visit(document, {
		Scalar(_key, node) {
			const [start = -1] = node.range ?? [];
			if (mended.has(start) && typeof node.value === 'string') node.value = node.value.replaceAll(/ {2,}/g, ' ');
		},
	});
}

/** What to say of a text that goes on without its indentation. */
export function describeQuote(offset: number): YamlSlip {
	return {
		offset,
		message: 'a text in quotes goes on in a line that is not indented',
		remedy: 'indent its further lines by more than its key',
	};
}

/** What to say of brackets that go on without their indentation. */
export function describeFlow(offset: number): YamlSlip {
	return {
		offset,
		message: 'a list or map in brackets goes on in a line that is not indented',
		remedy: 'indent its further lines, and what closes it, by more than its key',
	};
}

/** Where the first text in quotes begins that the lexer breaks off; -1: none. */
function findOpen(yaml: typeof Yaml, text: string): number {
	let offset = 0;
	for (const token of new yaml.Lexer().lex(text)) {
		if (MARKS.has(token)) continue;
		const isQuoted = token.startsWith('"') || token.startsWith("'");
		if (isQuoted && findEnd(token, 0) !== token.length && text.startsWith(token, offset)) return offset;
		offset += token.length;
	}
	return -1;
}

/** Where a text in quotes ends, behind its quote; -1: nowhere. */
function findEnd(text: string, start: number): number {
	const quote = text[start];
	for (let at = start + 1; at < text.length; at += 1) {
		const character = text[at];
		if (character === '\\' && quote === '"') at += 1;
		else if (character === quote) {
			if (quote === '"' || text[at + 1] !== quote) return at + 1;
			at += 1;
		}
	}
	return -1;
}
