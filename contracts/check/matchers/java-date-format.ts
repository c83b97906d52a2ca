// Date patterns of Java's kind (`yyyy-MM-dd'T'HH:mm:ssXXX`), as Pact's date, time and datetime matchers write them.

const YEAR = (length: number): string => (length === 2 ? '\\d{1,2}' : '\\d{1,4}');
const MONTH = '(?:0?[1-9]|1[0-2])';
const NAME = '\\p{L}+\\.?';

/** As lenient as the engines are: a leading zero may be missing, and is never asked for. */
const FIELDS: Readonly<Record<string, (length: number) => string | undefined>> = {
	y: YEAR,
	u: YEAR,
	Y: YEAR,
	M: (length) => (length <= 2 ? MONTH : NAME),
	L: (length) => (length <= 2 ? MONTH : `(?:${MONTH}|${NAME})`),
	d: () => '(?:0?[1-9]|[12]\\d|3[01])',
	D: () => '\\d{1,3}',
	E: () => NAME,
	a: () => '[AaPp]\\.?[Mm]\\.?',
	H: () => '(?:[01]?\\d|2[0-3])',
	h: () => MONTH,
	k: () => '(?:0?[1-9]|1\\d|2[0-4])',
	K: () => '(?:0?\\d|1[01])',
	m: () => '[0-5]?\\d',
	s: () => '(?:[0-5]?\\d|60)',
	S: (length) => `\\d{1,${length}}`,
	n: () => '\\d+',
	N: () => '\\d+',
	A: () => '\\d+',
	X: (length) => `(?:Z|${offset(length)})`,
	x: offset,
	Z: (length) => (length >= 5 ? `(?:Z|${offset(3)})` : length === 4 ? '(?:UTC|GMT|[+-]\\d{4})' : '[+-]\\d{4}'),
	z: () => '[\\p{L}\\d:+/_-]+',
	V: () => '[\\p{L}\\d:+/_-]+',
};

function offset(length: number): string {
	return length === 1 ? '[+-]\\d{1,2}(?:\\d{2})?' : length === 2 ? '[+-]\\d{4}' : '[+-](?:[01]?\\d|2[0-3]):[0-5]\\d';
}

/** 09:00 UTC on Thursday, 15 January 2026. */
const MOMENT: Readonly<Record<string, (length: number) => string>> = {
	y: (length) => (length === 2 ? '26' : '2026'),
	u: (length) => (length === 2 ? '26' : '2026'),
	Y: (length) => (length === 2 ? '26' : '2026'),
	M: (length) => (length >= 4 ? 'January' : length === 3 ? 'Jan' : '1'.padStart(length, '0')),
	L: (length) => (length >= 4 ? 'January' : length === 3 ? 'Jan' : '1'.padStart(length, '0')),
	d: () => '15',
	D: (length) => '15'.padStart(length, '0'),
	E: (length) => (length >= 4 ? 'Thursday' : 'Thu'),
	a: () => 'AM',
	H: (length) => '9'.padStart(length, '0'),
	h: (length) => '9'.padStart(length, '0'),
	k: (length) => '9'.padStart(length, '0'),
	K: (length) => '9'.padStart(length, '0'),
	m: (length) => '0'.padStart(length, '0'),
	s: (length) => '0'.padStart(length, '0'),
	S: (length) => '0'.repeat(length),
	n: (length) => '0'.repeat(length),
	X: () => 'Z',
	x: (length) => (length === 1 ? '+00' : length === 2 ? '+0000' : '+00:00'),
	Z: (length) => (length >= 5 ? '+00:00' : length === 4 ? 'GMT' : '+0000'),
	z: () => 'UTC',
};

/** A moment in the pattern; `undefined` where it has letters that aren't known. */
export function formatDate(format: string): string | undefined {
	let text = '';
	for (const { letter, length, literal } of splitFormat(format)) {
		if (letter === undefined) text += literal;
		else if (Object.hasOwn(MOMENT, letter)) text += MOMENT[letter]?.(length);
		else return undefined;
	}
	return text;
}

/** `yyyy'T'` → four of the letter y, and the literal T. */
function* splitFormat(format: string): Generator<{ letter: string | undefined; length: number; literal: string }> {
	for (const [part] of format.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[\s\S]/g)) {
		const first = part[0] as string;
		if (/[A-Za-z]/.test(first)) yield { letter: first, length: part.length, literal: '' };
		else {
			const literal = first !== "'" ? part : part === "''" ? "'" : part.slice(1, -1).replaceAll("''", "'");
			yield { letter: undefined, length: 0, literal };
		}
	}
}

/** The pattern as a regular expression for whole texts; `undefined` where it has letters that aren't known. Numbers have their ranges; which days a month has isn't checked. */
export function compileDateFormat(format: string): RegExp | undefined {
	let source = '';
	for (const { letter, length, literal } of splitFormat(format)) {
		const field = letter !== undefined && Object.hasOwn(FIELDS, letter) ? FIELDS[letter]?.(length) : undefined;
		if (letter !== undefined && field === undefined) return undefined;
		source += field ?? escapeRegex(literal);
	}
	try {
		return new RegExp(`^${source}$`, 'u');
	} catch {
		return undefined;
	}
}

function escapeRegex(text: string): string {
	return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
