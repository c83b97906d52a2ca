// The query string and cookies as sent: names decoded, values left raw, since the style decides where to cut them.

/** Names to raw values in the order in which they came, e.g. `a=1&a=2` → `a` → `['1', '2']`. */
export type RawPairs = ReadonlyMap<string, readonly string[]>;

const NONE: RawPairs = new Map();

/** Splits `a=1&b=2`; a name that is not valid percent-encoding is kept as it stands. */
export function parseRawQuery(query: string): RawPairs {
	return query === '' ? NONE : parsePairs(query.split('&'), decodeForm);
}

/** Splits a Cookie header (RFC 6265 §4.2.1); surrounding quotes stay off. */
export function parseRawCookies(header: string | undefined): RawPairs {
	if (!header) return NONE;
	const pairs = header.split(';').map((pair) => pair.trim().replace(/="(.*)"$/, '=$1'));
	return parsePairs(pairs, decodePlain);
}

function parsePairs(pairs: readonly string[], decode: (text: string) => string | undefined): RawPairs {
	const found = new Map<string, string[]>();
	for (const pair of pairs) {
		if (pair === '') continue;
		const equals = pair.indexOf('=');
		const rawName = equals < 0 ? pair : pair.slice(0, equals);
		const name = decode(rawName) ?? rawName;
		const value = equals < 0 ? '' : pair.slice(equals + 1);
		const values = found.get(name);
		if (values) values.push(value);
		else found.set(name, [value]);
	}
	return found;
}

/** Percent-decoded with `+` as a space; `undefined` for what is not valid UTF-8. */
export function decodeForm(text: string): string | undefined {
	return decodePlain(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** Percent-decoded; `undefined` for what is not valid UTF-8. */
export function decodePlain(text: string): string | undefined {
	if (!text.includes('%')) return text;
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/**
 * What to say of a value that doesn't fit because a `+` of it was read as a space, as queries have it: `2024-01-01T00:00:00+02:00`, a phone
 * number. `''`: nothing.
 */
export function tellLostPlus(
	value: unknown,
	{ query, fits }: { query: string; fits: (value: string) => boolean },
): string {
	if (typeof value !== 'string' || !value.includes(' ') || !query.includes('+')) return '';
	return fits(value.replaceAll(' ', '+')) ? ' (a + in a query is a space: write %2B)' : '';
}
