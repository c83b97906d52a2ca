// "Did you mean …": the known names that are close to one that isn't known.

/** Longer words are compared by their beginning. */
const MAX_LENGTH = 200;
/** Further candidates are not looked at. */
const MAX_CANDIDATES = 2000;
/** More changes than this are another word, however long it is. */
const MAX_CHANGES = 12;

/**
 * The candidates that look most like `word`, the closest first, at most `max` of them (default 3); empty when nothing is
 * close. Case counts less than a letter, two letters that changed places count as one; of two that are as close, the one that
 * begins alike is first. `nearest('payOrdr', ['getOrder', 'payOrder'])` → `['payOrder']`. Never throws.
 */
export function nearest(word: string, candidates: Iterable<string>, max = 3): string[] {
	const wanted = word.slice(0, MAX_LENGTH);
	const lower = wanted.toLowerCase();
	// Two letters of four make another word: `code` is no `body`.
	const least = wanted.length > 4 || wanted.length === 0 ? 2 : 1;
	const limit = Math.min(MAX_CHANGES, Math.max(least, Math.floor(wanted.length * 0.4)));
	const found: { name: string; distance: number }[] = [];
	let seen = 0;
	for (const name of candidates) {
		if (++seen > MAX_CANDIDATES) break;
		const other = name.slice(0, MAX_LENGTH).toLowerCase();
		const contained = lower.length > 2 && (other.includes(lower) || (other.length > 2 && lower.includes(other)));
		const distance = contained ? Math.min(limit, Math.abs(other.length - lower.length)) : measure(lower, other, limit);
		if (distance <= limit) found.push({ name, distance: distance + (name === wanted ? 0 : 0.5) });
	}
	const begins = ({ name }: { name: string }): number => (name[0]?.toLowerCase() === lower[0] ? 0 : 1);
	found.sort((a, b) => a.distance - b.distance || begins(a) - begins(b) || (a.name < b.name ? -1 : 1));
	return found.slice(0, max).map(({ name }) => name);
}

/**
 * The candidate that `word` is a slip of, as one writes a word that one knows: other capitals, a letter of four or two of more. Stricter than
 * `nearest`, for where unknown words are allowed. `findSlip('requried', ['required'])` → `required`. Never throws.
 */
export function findSlip(word: string, candidates: Iterable<string>): string | undefined {
	const lower = word.toLowerCase();
	if (word.length < 3 || word.length > MAX_LENGTH) return undefined;
	let best: string | undefined;
	let least = Number.POSITIVE_INFINITY;
	for (const name of candidates) {
		const shorter = Math.min(lower.length, name.length);
		const isPlural = lower === `${name}s` || name === `${lower}s`;
		const limit = isPlural ? 1 : shorter > 4 ? 2 : shorter > 3 ? 1 : 0;
		const distance = measure(lower, name.toLowerCase(), limit);
		if (distance > limit || distance >= least) continue;
		best = name;
		least = distance;
	}
	return best;
}

/** `did you mean "a" or "b"?`, else `known: a, b, c`. */
export function suggest(near: readonly string[], known: Iterable<string>): string {
	if (near.length > 0) return `did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`;
	const names = [...known];
	if (names.length === 0) return 'there are none';
	return `known: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`;
}

// Levenshtein distance, two letters that changed places counted once; anything above `limit` comes out as more than `limit`, as soon as that is certain. Cells further than
// `limit` from the diagonal can't be part of a distance within it, so they are not computed.
function measure(a: string, b: string, limit: number): number {
	const beyond = limit + 1;
	if (Math.abs(a.length - b.length) > limit) return beyond;
	let previous = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, beyond));
	let current = previous.map(() => beyond);
	let older = previous.map(() => beyond);
	for (let row = 1; row <= a.length; row++) {
		const from = Math.max(1, row - limit);
		const to = Math.min(b.length, row + limit);
		current[from - 1] = from === 1 ? Math.min(row, beyond) : beyond;
		let least = current[from - 1] as number;
		for (let column = from; column <= to; column++) {
			const changed = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
			const inserted = (current[column - 1] as number) + 1;
			const removed = column < row + limit ? (previous[column] as number) + 1 : beyond;
			const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
			const swapped = isSwapped ? (older[column - 2] as number) + 1 : beyond;
			const cost = Math.min(changed, inserted, removed, swapped);
			current[column] = cost;
			if (cost < least) least = cost;
		}
		if (least > limit) return beyond;
		[older, previous, current] = [previous, current, older];
	}
	return previous[b.length] as number;
}
