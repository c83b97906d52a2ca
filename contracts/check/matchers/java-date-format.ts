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

/** The pattern as a regular expression for whole texts; `undefined` where it has letters that aren't known. Numbers have their ranges; which days a month has isn't checked. */
export function compileDateFormat(format: string): RegExp | undefined {
	let source = '';
	for (const [part] of format.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[\s\S]/g)) {
		const first = part[0] as string;
		if (first === "'") source += escapeRegex(part === "''" ? "'" : part.slice(1, -1).replaceAll("''", "'"));
		else if (/[A-Za-z]/.test(first)) {
			const field = Object.hasOwn(FIELDS, first) ? FIELDS[first]?.(part.length) : undefined;
			if (field === undefined) return undefined;
			source += field;
		} else source += escapeRegex(part);
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
