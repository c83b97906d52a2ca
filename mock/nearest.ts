// "Did you mean …": the known names that are close to one that isn't known.

/** Longer words are compared by their beginning. */
const MAX_LENGTH = 200;
/** Further candidates are not looked at. */
const MAX_CANDIDATES = 5000;

/**
 * The candidates that look most like `word`, the closest first, at most `max` of them (default 3); empty when nothing is
 * close. Case counts less than a letter. `nearest('payOrdr', ['getOrder', 'payOrder'])` → `['payOrder']`. Never throws.
 */
export function nearest(word: string, candidates: Iterable<string>, max = 3): string[] {
	const wanted = word.slice(0, MAX_LENGTH);
	const lower = wanted.toLowerCase();
	const limit = Math.max(2, Math.floor(wanted.length * 0.4));
	const found: { name: string; distance: number }[] = [];
	let seen = 0;
	for (const name of candidates) {
		if (++seen > MAX_CANDIDATES) break;
		const other = name.slice(0, MAX_LENGTH).toLowerCase();
		const contained = lower.length > 2 && (other.includes(lower) || (other.length > 2 && lower.includes(other)));
		const distance = contained ? Math.min(limit, Math.abs(other.length - lower.length)) : measure(lower, other, limit);
		if (distance <= limit) found.push({ name, distance: distance + (name === wanted ? 0 : 0.5) });
	}
	found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
	return found.slice(0, max).map(({ name }) => name);
}

// Levenshtein distance; anything above `limit` comes out as `limit + 1`, as soon as that is certain.
function measure(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		let least = row;
		for (let column = 1; column <= b.length; column++) {
			const changed = (previous[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
			const cost = Math.min(changed, (previous[column] as number) + 1, (current[column - 1] as number) + 1);
			current.push(cost);
			if (cost < least) least = cost;
		}
		if (least > limit) return limit + 1;
		previous = current;
	}
	return previous[b.length] as number;
}
