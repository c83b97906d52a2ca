import { describe, expect, test } from 'vitest';
import { findNamed } from '../../../mock/effects/effect.ts';
import type { JsonValue } from '../../../spec/index.ts';
import { effectOf, ORDER, operationOf, path } from './orders.ts';
import { entityOf, openWorld, put } from './world.ts';

describe('every state × every move', () => {
	const states = [...ORDER.states.keys()];
	const moves = states.flatMap((to) => [['NEW'], ['PAID', 'SHIPPED'], states].map((from) => ({ from, to })));
	const table = states.flatMap((state) => moves.map((move) => ({ state, ...move })));

	test.each(table)('$state by $from → $to', ({ state, from, to }) => {
		const operation = operationOf({
			id: 'move',
			pathTemplate: '/shops/{shop}/orders/{order_id}/move',
			effect: effectOf({ kind: 'move', resource: 'order', key: path('order_id'), from, to, set: new Map() }),
		});
		const { run, session } = openWorld({ move: operation });
		put(session, '42', { status: state });
		const result = run('move', { path: { shop: 'acme', order_id: '42' } });
		const after = session.store.find('order', ['acme'], '42')?.entity['status'];
		if (from.includes(state)) {
			expect(result).toMatchObject({
				kind: 'entity',
				mention: { outcome: 'moved', from: state, to },
				entity: { status: to },
			});
			expect(after).toBe(to);
		} else {
			expect(result).toMatchObject({ kind: 'refused', status: 409, mention: { outcome: 'refused', from: state, to } });
			expect(result).toMatchObject({ note: `order 42 is ${state}; only ${from.join(' or ')} may move to ${to}` });
			expect(after).toBe(state);
		}
	});
});

describe('move', () => {
	test('of twenty at once, one is done and nineteen are refused', async () => {
		const { run, session } = openWorld();
		put(session, '42');
		const parts = { path: { name: 'acme', id: '42' } };
		const kinds = await Promise.all(Array.from({ length: 20 }, async () => run('pay', parts).kind));
		expect(kinds.filter((kind) => kind === 'entity')).toHaveLength(1);
		expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(19);
	});

	test('sets what the effect sets, and leaves the old entity as it was', () => {
		const { run, session } = openWorld();
		const before = put(session, '42')?.entity;
		const result = run('pay', { path: { name: 'acme', id: '42' } });
		expect(entityOf(result)).toEqual({ ...before, status: 'PAID', paid_at: '2026-06-01T09:00:00.000Z' });
		expect(before?.['status']).toBe('NEW');
		expect(result).toMatchObject({ mention: { before, after: entityOf(result) } });
	});

	test('finds an entity that has expired in its new state', () => {
		const { run, session, args } = openWorld();
		put(session, '42', { open_until: '2026-06-02T09:00:00Z' });
		session.clock.advance('P8D');
		expect(findNamed(args('read', { path: { shop: 'acme', order_id: '42' } }))?.state).toBe('LAPSED');
		expect(run('pay', { path: { name: 'acme', id: '42' } })).toMatchObject({
			kind: 'refused',
			note: 'order 42 is LAPSED; only NEW may move to PAID',
		});
	});

	test.each<[JsonValue]>([[null], [0], [''], [false]])('is refused to an entity whose state is %j', (status) => {
		const { run, session } = openWorld();
		put(session, '42', { status });
		expect(run('pay', { path: { name: 'acme', id: '42' } }).kind).toBe('refused');
	});

	test('asks for the statuses that the effect names', () => {
		const operation = operationOf({
			id: 'ship',
			pathTemplate: '/shops/{shop}/orders/{order_id}/ship',
			effect: {
				...effectOf({
					kind: 'move',
					resource: 'order',
					key: path('order_id'),
					from: ['PAID'],
					to: 'SHIPPED',
					set: new Map(),
				}),
				missing: 410,
				refused: 423,
			},
		});
		const { run, session } = openWorld({ ship: operation });
		put(session, '42');
		expect(run('ship', { path: { shop: 'acme', order_id: '42' } })).toMatchObject({ kind: 'refused', status: 423 });
		expect(run('ship', { path: { shop: 'acme', order_id: '43' } })).toMatchObject({ kind: 'missing', status: 410 });
	});
});
