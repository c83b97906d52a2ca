import { expect, test } from 'vitest';
import { formatCount } from '../../../spec/types/counts.ts';

test.each<[number, string, string]>([
	[0, 'pact', '0 pacts'],
	[1, 'pact', '1 pact'],
	[2, 'more row', '2 more rows'],
	[1, 'entity', '1 entity'],
	[2, 'entity', '2 entities'],
	[2, 'day', '2 days'],
])('%d of %s: %s', (count, what, expected) => {
	expect(formatCount(count, what)).toBe(expected);
});
