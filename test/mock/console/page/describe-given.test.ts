import { describe, expect, it } from 'vitest';
import { describeGiven } from '../../../../mock/console/page/describe-given.ts';

type Given = Parameters<typeof describeGiven>[0];

describe('what a scenario gives, in words', () => {
	it.each<[string, Given, string[]]>([
		['nothing', { gives: [] }, ['Gives nothing.']],
		['some', { gives: [{ resource: 'order', count: 60 }] }, ['Gives 60 order.']],
		[
			'several, none of one',
			{
				gives: [
					{ resource: 'order', count: 1 },
					{ resource: 'item', count: 0 },
					{ resource: 'user', count: 2 },
				],
			},
			['Gives 1 order, 2 user.'],
		],
		[
			'all that there are are set',
			{ gives: [], every: [{ resource: 'order', set: { status: 'SHIPPED', note: null, total: { amount: 0 } } }] },
			['Every order, also those made later: status SHIPPED, note null, total {"amount":0}.'],
		],
		[
			'some of them',
			{ gives: [], every: [{ resource: 'order', set: { paid: false }, where: { owner: 'acme', n: { '>': 5 } } }] },
			['Every order where owner acme, n {">":5}, also those made later: paid false.'],
		],
		[
			'all are taken away',
			{ gives: [{ resource: 'order', count: 1 }], every: [{ resource: 'user', set: null }] },
			['Gives 1 order.', 'Every user, also those made later: taken away.'],
		],
		[
			'what steers the eye',
			{ gives: [], every: [{ resource: 'a', set: { b: '\u202e' } }] },
			['Every a, also those made later: b ⟨U+202E⟩.'],
		],
	])('%s', (_, scenario, lines) => {
		expect(describeGiven(scenario)).toEqual(lines);
	});
});
