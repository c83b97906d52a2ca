// The segments of paths and path templates: split, decoded, compared.

/** `/orders/42` → `['orders', '42']`; `/` → `['']`. */
export function splitPath(path: string): string[] {
	return (path.startsWith('/') ? path.slice(1) : path).split('/');
}

/** Percent-decoded, or `undefined` for what is not UTF-8 or holds a NUL. */
export function decodeSegment(segment: string): string | undefined {
	if (!segment.includes('%')) return segment;
	try {
		const decoded = decodeURIComponent(segment);
		return decoded.includes('\0') ? undefined : decoded;
	} catch {
		return undefined;
	}
}

/** A template as it may stand in a request: all but its parameters percent-encoded where that has to be, e.g. `/the%20menu/{id}`. */
export function encodeTemplate(template: string): string {
	return template.replaceAll(/\{[^{}]*\}|[^\x21-\x7e]|["<>\\^`|]/gu, (part) =>
		part.startsWith('{') ? part : encodeURIComponent(part),
	);
}

/** `{a}-{b}.json` → literals `['', '-', '.json']`, names `['a', 'b']`. */
export interface MixedSegment {
	literals: readonly string[];
	names: readonly string[];
}

/** A segment with text beside its parameters. */
export function parseMixedSegment(segment: string): MixedSegment {
	const parts = segment.split(/\{([^{}]+)\}/);
	return {
		literals: parts.filter((_, index) => index % 2 === 0).map((part) => decodeSegment(part) ?? part),
		names: parts.filter((_, index) => index % 2 === 1),
	};
}

/** Each parameter takes as little as it can, and at least one character; linear, no regular expression. */
export function matchMixedSegment({ literals, names }: MixedSegment, segment: string, values: string[]): boolean {
	const last = literals[literals.length - 1] as string;
	const first = literals[0] as string;
	if (!segment.startsWith(first) || !segment.endsWith(last)) return false;
	const end = segment.length - last.length;
	const found: string[] = [];
	let at = first.length;
	for (let index = 0; index < names.length; index++) {
		const isLast = index === names.length - 1;
		const next = literals[index + 1] as string;
		const stop = isLast ? end : next === '' ? at + 1 : segment.indexOf(next, at + 1);
		if (stop <= at || stop > end) return false;
		found.push(segment.slice(at, stop));
		at = stop + (isLast ? 0 : next.length);
	}
	values.push(...found);
	return true;
}
