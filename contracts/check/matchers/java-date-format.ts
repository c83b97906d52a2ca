// Date patterns of Java's kind (`yyyy-MM-dd'T'HH:mm:ssXXX`), as Pact's date, time and datetime matchers write them.

const FIELDS: Readonly<Record<string, (length: number) => string | undefined>> = {
	y: (length) => (length === 2 ? '\\d{2}' : '\\d{4}'),
	u: () => '\\d{4}',
	Y: () => '\\d{4}',
	M: (length) => (length <= 2 ? digits(length) : '\\p{L}+\\.?'),
	L: (length) => (length <= 2 ? digits(length) : '\\p{L}+\\.?'),
	d: digits,
	D: (length) => (length === 3 ? '\\d{3}' : '\\d{1,3}'),
	E: () => '\\p{L}+\\.?',
	a: () => '[AaPp]\\.?[Mm]\\.?',
	H: digits,
	h: digits,
	k: digits,
	K: digits,
	m: digits,
	s: digits,
	S: (length) => `\\d{${length}}`,
	n: () => '\\d{1,9}',
	X: (length) => `(?:Z|${offset(length)})`,
	x: offset,
	Z: (length) => (length >= 5 ? '(?:Z|[+-]\\d{2}:\\d{2})' : '[+-]\\d{4}'),
	z: () => '[\\p{L}\\d:+/_-]+',
	V: () => '[\\p{L}\\d:+/_-]+',
};

function digits(length: number): string {
	return length === 1 ? '\\d{1,2}' : '\\d{2}';
}

function offset(length: number): string {
	return length === 1 ? '[+-]\\d{2}(?:\\d{2})?' : length === 2 ? '[+-]\\d{4}' : '[+-]\\d{2}:\\d{2}';
}

/** The pattern as a regular expression for whole texts; `undefined` where it has letters that aren't known. Ranges aren't checked. */
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
