import { expect, test } from 'vitest';
import { addLate } from '../../../../spec/effects/infer/late-parts.ts';

interface Late {
	filters?: readonly string[];
	paging?: string;
}

test.each<[string, (effect: { kind: string } & Late) => unknown]>([
	['asked for one', ({ filters }) => filters],
	['asked for one that is not there', ({ paging }) => paging],
	['spread', (effect) => ({ ...effect })],
	['written as JSON', (effect) => JSON.stringify(effect)],
	['compared', (effect) => expect(effect).toEqual({ kind: 'list', filters: ['a'] })],
])('late parts are found once, and are as if they had been there from the start: %s', (_how, look) => {
	const effect: { kind: string } & Late = { kind: 'list' };
	let found = 0;
	addLate<Late>(effect, ['paging', 'filters'], () => {
		found += 1;
		return { filters: ['a'] };
	});
	expect(found).toBe(0);
	look(effect);
	expect([found, Object.keys(effect), JSON.stringify(effect)]).toEqual([
		1,
		['kind', 'filters'],
		'{"kind":"list","filters":["a"]}',
	]);
	expect({ ...effect }).toStrictEqual({ kind: 'list', filters: ['a'] });
	expect(found).toBe(1);
});
