// Counts as people read them.

/** `1 pact`, `2 pacts`, `0 entities`; of other plurals it knows nothing. */
export function formatCount(count: number, what: string): string {
	return `${count} ${count === 1 ? what : `${what.replace(/(?<=[^aeiou])y$/, 'ie')}s`}`;
}
