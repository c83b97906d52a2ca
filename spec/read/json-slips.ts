// What JSON forbids and others write: comments and commas before an end, as settings of editors have them; NaN and Infinity of Python.

/** A slip; offset counts from 0. */
export interface JsonSlip {
	offset: number;
	message: string;
	remedy: string;
}

const COMMENT = {
	message: 'JSON has no comments, and not every tool passes over them',
	remedy: 'remove it, or write YAML, where a comment begins with #',
};
const COMMA = {
	message: 'a comma stands before an end, which JSON does not allow and not every tool takes',
	remedy: 'remove it',
};

/** What is told of a number that none of JSON's is, as it is written. */
export function describeEndless(written: string): Omit<JsonSlip, 'offset'> {
	return { message: `${written} is no number of JSON: it is read as null`, remedy: 'write a number, or leave it away' };
}

/**
 * The same text with spaces in the place of comments and of commas before an end, and null in that of NaN and Infinity, hardly a character
 * more or less, and the first slip of each kind. `undefined`: it has none, or one of its strings or comments does not end.
 */
export function mendJson(text: string): { text: string; slips: readonly JsonSlip[] } | undefined {
	const comments = listComments(text);
	if (!comments) return undefined;
	const plain = blank(text, comments);
	const commas = listCommas(plain);
	const numbers = listNumbers(plain);
	const slips = [
		...comments.slice(0, 1).map(({ start }) => ({ offset: start, ...COMMENT })),
		...commas.slice(0, 1).map(({ start }) => ({ offset: start, ...COMMA })),
		...numbers.slice(0, 1).map(({ start, end }) => ({ offset: start, ...describeEndless(plain.slice(start, end)) })),
	];
	return slips.length === 0 ? undefined : { text: putNull(blank(plain, commas), numbers), slips };
}

/** From the first character to the one behind the last. */
interface Gap {
	start: number;
	end: number;
}

function listComments(text: string): Gap[] | undefined {
	const gaps: Gap[] = [];
	const next = /["/]/g;
	for (let found = next.exec(text); found; found = next.exec(text)) {
		const start = found.index;
		const end = found[0] === '"' ? findQuote(text, start) : findEnd(text, start);
		if (end < 0) return undefined;
		if (found[0] === '/') gaps.push({ start, end });
		next.lastIndex = end;
	}
	return gaps;
}

function listCommas(text: string): Gap[] {
	const gaps: Gap[] = [];
	const next = /"|,(?=[ \t\r\n]*[}\]])/g;
	for (let found = next.exec(text); found; found = next.exec(text)) {
		const start = found.index;
		if (found[0] === '"') next.lastIndex = findQuote(text, start);
		else gaps.push({ start, end: start + 1 });
	}
	return gaps;
}

function listNumbers(text: string): Gap[] {
	const gaps: Gap[] = [];
	const next = /"|-?\b(?:NaN|Infinity)\b/g;
	for (let found = next.exec(text); found; found = next.exec(text)) {
		const start = found.index;
		if (found[0] === '"') next.lastIndex = findQuote(text, start);
		else gaps.push({ start, end: start + found[0].length });
	}
	return gaps;
}

/** A space before it makes room for the letter that `NaN` lacks; without one all behind it moves by one. */
function putNull(text: string, gaps: readonly Gap[]): string {
	const parts: string[] = [];
	let at = 0;
	for (const { start, end } of gaps) {
		const from = end - start < 4 && text[start - 1] === ' ' ? start - 1 : start;
		parts.push(text.slice(at, from), 'null'.padEnd(end - from));
		at = end;
	}
	return parts.join('') + text.slice(at);
}

/** Behind the quote that ends a string; -1: none does. */
function findQuote(text: string, start: number): number {
	for (let at = start + 1; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === 92) at += 1;
		else if (code === 34) return at + 1;
	}
	return -1;
}

/** Behind a comment; -1: it is none, or does not end. */
function findEnd(text: string, start: number): number {
	if (text[start + 1] === '/') {
		const end = text.indexOf('\n', start);
		return end < 0 ? text.length : end;
	}
	const end = text[start + 1] === '*' ? text.indexOf('*/', start + 2) : -1;
	return end < 0 ? -1 : end + 2;
}

/** Lines stay where they are. */
function blank(text: string, gaps: readonly Gap[]): string {
	const parts: string[] = [];
	let at = 0;
	for (const { start, end } of gaps) {
		parts.push(text.slice(at, start), text.slice(start, end).replaceAll(/[^\r\n]/g, ' '));
		at = end;
	}
	return gaps.length === 0 ? text : parts.join('') + text.slice(at);
}
