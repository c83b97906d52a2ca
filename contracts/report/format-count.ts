// Counts as people read them.

/** `1 pact`, `2 pacts`; `what` takes an `s`. */
export function formatCount(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? '' : 's'}`;
}
