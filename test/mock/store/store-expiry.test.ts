import { describe, expect, test } from 'vitest';
import { ORDER } from '../effects/orders.ts';
import { openStore } from './stores.ts';

describe('expiry', () => {
	const open = { status: 'NEW', open_until: '2026-06-02T09:00:00Z' };

	test('moves an entity when its date-time has come, not before, however it is looked at', () => {
		for (const look of ['find', 'findAnywhere', 'list', 'counts'] as const) {
			const { clock, store, put, changes } = openStore();
			put('1', open);
			const state = () => {
				if (look === 'find') return store.find('order', ['acme'], '1')?.entity['status'];
				if (look === 'findAnywhere') return store.findAnywhere('order', '1')?.entity['status'];
				if (look === 'list') return store.list('order', ['acme'])[0]?.entity['status'];
				return Object.keys(store.counts()['order'] ?? {})[0];
			};
			clock.set(Date.parse('2026-06-02T08:59:59.999Z'));
			expect(state()).toBe('NEW');
			clock.advance('PT0.001S');
			expect(state()).toBe('LAPSED');
			expect(changes.at(-1)).toMatchObject({ kind: 'expired', before: open, after: { ...open, status: 'LAPSED' } });
			clock.real();
			expect(state()).toBe('LAPSED');
			expect(changes).toHaveLength(2);
		}
	});

	test.each([undefined, null, 0, '', false, 'soon', '2026-06-02', '2026-06-02T09:00:00', '2026-13-02T09:00:00Z', []])(
		'never comes for the date-time %j',
		(until) => {
			const { clock, store, put } = openStore();
			put('1', { status: 'NEW', ...(until !== undefined && { open_until: until }) });
			clock.advance('P1000Y');
			expect(store.find('order', ['acme'], '1')?.entity['status']).toBe('NEW');
		},
	);

	test.each([
		['2026-06-02t09:00:00z', '2026-06-02T09:00:00Z'],
		['2026-06-02T11:00:00.5+02:00', '2026-06-02T09:00:00.500Z'],
		['0000-01-01T00:00:00Z', '2026-06-01T09:00:00Z'],
	])('reads %s as %s', (until, expected) => {
		const { clock, store, put } = openStore();
		put('1', { status: 'NEW', open_until: until });
		clock.set(Date.parse(expected));
		expect(store.find('order', ['acme'], '1')?.entity['status']).toBe('LAPSED');
	});

	test.each([undefined, null, 0, '', 'PAID', 'unknown', 'constructor', '__proto__'])(
		'never comes in the state %j',
		(status) => {
			const { clock, store, put } = openStore();
			put('1', { ...open, ...(status === undefined ? {} : { status }) });
			clock.advance('P1000Y');
			const found = store.find('order', ['acme'], '1')?.entity['status'];
			expect(found).toBe(status === undefined ? 'LAPSED' : status);
		},
	);

	test('is reckoned again after an update', () => {
		const { clock, store, put } = openStore();
		const record = put('1', open);
		if (!record) throw new Error('not created');
		store.update(record, { ...open, open_until: '2027-01-01T00:00:00Z' });
		clock.advance('P2D');
		expect(store.find('order', ['acme'], '1')?.entity['status']).toBe('NEW');
	});

	test('goes through a chain of states, and ends in a circle', () => {
		const states = new Map([
			['A', { name: 'A', expires: { at: 'a', to: 'B' } }],
			['B', { name: 'B', expires: { at: 'b', to: 'C' } }],
			['C', { name: 'C', expires: { at: 'c', to: 'A' } }],
		]);
		const { clock, store, put, changes } = openStore({ resources: new Map([['order', { ...ORDER, states }]]) });
		put('chain', { status: 'A', a: '2026-06-02T00:00:00Z', b: '2026-06-03T00:00:00Z' });
		put('circle', { status: 'A', a: '2026-06-02T00:00:00Z', b: '2026-06-02T00:00:00Z', c: '2026-06-02T00:00:00Z' });
		clock.advance('P10D');
		expect(store.find('order', ['acme'], 'chain')?.entity['status']).toBe('C');
		expect(changes.filter((change) => change.kind === 'expired')).toHaveLength(2);
		expect(states.has(String(store.find('order', ['acme'], 'circle')?.entity['status']))).toBe(true);
	});
});
