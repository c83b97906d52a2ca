// Clock and snapshots over the control API.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { control, order, STEPS_ID, startOrders } from './support.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startOrders();
});
const ORDERS_OF_ACME = '/v1/shops/acme/orders';

describe('the clock', () => {
	it('is moved for one session, and what is due expires', async () => {
		const made = await order(mock, `POST ${ORDERS_OF_ACME}`, { body: { due_in: 'P7D' }, session: 'late' });
		await order(mock, `POST ${ORDERS_OF_ACME}`, { body: { due_in: 'P7D' } });
		const moved = await control(mock, 'PUT /sessions/late/clock', { body: { advance: 'P8D' } });
		expect(moved.json).toMatchObject({
			clock: { now: '2026-06-09T09:00:00.000Z', mode: 'fixed' },
			entities: { order: { LAPSED: 1 } },
		});
		expect((await order(mock, `DELETE ${ORDERS_OF_ACME}/${made.json.order_id}`, { session: 'late' })).status).toBe(409);
		expect((await control(mock, 'GET /sessions/default')).json.entities).toEqual({ order: { OPEN: 1 } });
	});

	it.each<[object, string]>([
		[{ now: '2026-01-15T09:00:00Z' }, '2026-01-15T09:00:00.000Z'],
		[{ now: '2026-01-15t10:00:00.5+01:00' }, '2026-01-15T09:00:00.500Z'],
		[{ now: '0000-01-01T00:00:00Z' }, '0000-01-01T00:00:00.000Z'],
		[{ advance: 'P1M' }, '2026-07-01T09:00:00.000Z'],
		[{ advance: 'P1Y2M3W4DT5H6M7S' }, '2027-08-26T14:06:07.000Z'],
		[{ advance: '-PT1H' }, '2026-06-01T08:00:00.000Z'],
		[{ advance: 'PT0S' }, '2026-06-01T09:00:00.000Z'],
		[{ real: true }, '2026-06-01T09:00:00.000Z'],
	])('%j', async (body, now) => {
		await control(mock, 'POST /sessions/moved/reset');
		expect((await control(mock, 'PUT /sessions/moved/clock', { body })).json.clock.now).toBe(now);
		expect((await control(mock, 'GET /sessions/moved/clock')).json).toMatchObject({ now, mode: 'fixed' });
	});

	it.each<[unknown]>([
		[{ advance: 'soon' }],
		[{ advance: 'P' }],
		[{ advance: 'PT' }],
		[{ advance: '' }],
		[{ advance: 0 }],
		[{ advance: null }],
		[{ advance: 'P9999Y' }],
		[{ advance: `P${'9'.repeat(300)}D` }],
		[{ now: 'now' }],
		[{ now: '2026-01-15' }],
		[{ now: '2026-02-30T00:00:00Z' }],
		[{ now: 0 }],
		[{ real: false }],
		[{ now: '2026-01-15T09:00:00Z', advance: 'P1D' }],
		[{}],
		[null],
		[[]],
	])('%j is 400, and the clock stays', async (body) => {
		await control(mock, 'POST /sessions/moved/reset');
		const answer = await control(mock, 'PUT /sessions/moved/clock', { body: body as object });
		expect([answer.status, answer.json.findings.length > 0]).toEqual([400, true]);
		expect((await control(mock, 'GET /sessions/moved/clock')).json.now).toBe('2026-06-01T09:00:00.000Z');
		expect((await control(mock, 'PUT /sessions/unborn/clock', { body: body as object })).status).toBe(400);
		expect((await control(mock, 'GET /sessions/unborn/clock')).status).toBe(404);
	});

	it('tells what it will move next, the soonest first, and no more than a hundred', async () => {
		const at = '/sessions/coming/resources/order';
		await control(mock, 'POST /sessions/coming/reset');
		const due = ['P3D', 'P1D', 'P2D'];
		for (const after of due) {
			await control(mock, `POST ${at}`, { body: { shop: after, due_at: { after } } });
		}
		for (const status of ['PAID', 'LAPSED']) await control(mock, `POST ${at}`, { body: { shop: status, status } });
		const coming = (await control(mock, 'GET /sessions/coming/clock')).json;
		expect(
			coming.upcoming.map(({ at, scope }: { at: string; scope: string[] }) => [at.slice(0, 10), ...scope]),
		).toEqual([
			['2026-06-02', 'P1D'],
			['2026-06-03', 'P2D'],
			['2026-06-04', 'P3D'],
		]);
		expect(coming.upcoming[0]).toMatchObject({ resource: 'order', from: 'OPEN', to: 'LAPSED' });
		await control(mock, 'PUT /sessions/coming/clock', { body: { advance: 'P2D' } });
		const later = (await control(mock, 'GET /sessions/coming/clock')).json;
		expect([later.upcoming.map(({ scope }: { scope: string[] }) => scope[0]), later.upcomingTotal]).toEqual([
			['P3D'],
			1,
		]);
		for (let count = 0; count < 120; count++) await control(mock, `POST ${at}`, { body: { shop: `${count}` } });
		const many = (await control(mock, 'GET /sessions/coming/clock')).json;
		expect([many.upcoming.length, many.upcomingTotal]).toEqual([100, 121]);
	});

	it('goes on by itself without a seed', async () => {
		const real = await startOrders({ seed: undefined });
		const { json } = await control(real, 'PUT /sessions/a/clock', { body: { now: '2030-01-01T00:00:00Z' } });
		expect(json.clock).toMatchObject({ mode: 'real', now: expect.stringMatching(/^2030-01-01T00:00:0/) });
		const back = await control(real, 'PUT /sessions/a/clock', { body: { real: true } });
		expect(Math.abs(Date.parse(back.json.clock.now) - Date.now())).toBeLessThan(60_000);
	});
});

describe('a snapshot', () => {
	it('brings the whole world back, here and elsewhere', async () => {
		await control(mock, 'PUT /sessions/saved/scenario', { body: { name: 'four-steps' } });
		await order(mock, `DELETE ${ORDERS_OF_ACME}/${STEPS_ID}`, { session: 'saved' });
		await order(mock, `POST ${ORDERS_OF_ACME}`, { body: { total: 0 }, session: 'saved' });
		await order(mock, 'POST /v1/tickets', { session: 'saved' });
		await control(mock, 'PUT /sessions/saved/clock', { body: { advance: 'PT1H' } });
		const saved = await control(mock, 'GET /sessions/saved/snapshot');
		const before = (await control(mock, 'GET /sessions/saved')).json;

		await control(mock, 'POST /sessions/saved/reset');
		const restored = await control(mock, 'PUT /sessions/saved/snapshot', { body: saved.json });
		expect(restored.json).toEqual({ ...before });
		expect((await control(mock, 'GET /sessions/saved/snapshot')).json).toEqual(saved.json);

		const other = await startOrders({ seed: 8 });
		const there = await control(other, 'PUT /sessions/elsewhere/snapshot', { body: saved.json });
		expect(there.json).toMatchObject({
			name: 'elsewhere',
			entities: before.entities,
			clock: before.clock,
			scenario: before.scenario,
		});
		expect((await order(other, `DELETE ${ORDERS_OF_ACME}/${STEPS_ID}`, { session: 'elsewhere' })).status).toBe(409);
	});

	it.each<[string, (good: Record<string, unknown>) => unknown, number]>([
		['of an unknown format', (good) => ({ ...good, format: 'other' }), 400],
		['of a later version', (good) => ({ ...good, version: 2 }), 400],
		['without entities', ({ entities: _, ...good }) => good, 400],
		['with an unknown resource', (good) => ({ ...good, entities: { parcel: [] } }), 400],
		[
			'with an entity in an unknown state',
			(good) => ({ ...good, entities: { order: [{ shop: 'a', order_id: STEPS_ID, status: 'X' }] } }),
			400,
		],
		[
			'with an entity that does not fit',
			(good) => ({ ...good, entities: { order: [{ shop: 'a', order_id: STEPS_ID, status: 'OPEN', total: -1 }] } }),
			400,
		],
		[
			'with an entity twice',
			(good) => ({ ...good, entities: { order: Array(2).fill({ shop: 'a', order_id: STEPS_ID, status: 'OPEN' }) } }),
			400,
		],
		['with a clock that stands nowhere', (good) => ({ ...good, clock: { now: 'never', mode: 'fixed' } }), 400],
		['with a counter below zero', (good) => ({ ...good, counter: -1 }), 400],
		[
			'with a scenario that is not there',
			(good) => ({ ...good, scenario: { name: 'none', parameters: {}, counters: [] } }),
			409,
		],
		[
			'with the progress of another script',
			(good) => ({ ...good, scenario: { name: 'four-steps', parameters: {}, counters: [1] } }),
			409,
		],
		['that is null', () => null, 400],
		['that is a list', () => [], 400],
	])('%s leaves the session as it was', async (_name, change, status) => {
		await control(mock, 'PUT /sessions/kept/scenario', { body: { name: 'paid-order' } });
		const good = (await control(mock, 'GET /sessions/kept/snapshot')).json;
		const answer = await control(mock, 'PUT /sessions/kept/snapshot', { body: change(good) as object });
		expect([answer.status, answer.json.findings.length > 0]).toEqual([status, true]);
		expect((await control(mock, 'GET /sessions/kept/snapshot')).json).toEqual(good);
		expect((await control(mock, 'PUT /sessions/unborn/snapshot', { body: change(good) as object })).status).toBe(
			status,
		);
		expect((await control(mock, 'GET /sessions/unborn/snapshot')).status).toBe(404);
	});

	it('is judged to its last entity', async () => {
		const good = (await control(mock, 'GET /sessions/kept/snapshot')).json;
		const many = Array.from({ length: 600 }, (_, total) => {
			return {
				shop: 'a',
				order_id: `00000000-0000-4000-8000-${String(total).padStart(12, '0')}`,
				status: 'PAID',
				total,
			};
		});
		const body = (orders: object[]): { body: object } => ({ body: { ...good, entities: { order: orders } } });
		expect((await control(mock, 'PUT /sessions/many/snapshot', body(many))).json.entities).toEqual({
			order: { PAID: 600 },
		});
		const unfit = [...many.slice(0, 599), { ...many[599], total: '599' }];
		const refused = await control(mock, 'PUT /sessions/many/snapshot', body(unfit));
		expect([refused.status, refused.json.findings[0].pointer]).toEqual([400, '/entities/order/599/total']);
		const none = await control(mock, 'PUT /sessions/many/snapshot', body(many.map((one) => ({ ...one, total: -1 }))));
		expect([none.status, none.json.findings.length]).toEqual([400, 100]);
	});

	it('may be larger than other bodies, but not without end (threat 75)', async () => {
		const good = (await control(mock, 'GET /sessions/kept/snapshot')).json;
		const pad = (bytes: number): string => JSON.stringify({ ...good, padding: 'x'.repeat(bytes) });
		expect((await control(mock, 'PUT /sessions/kept/snapshot', { body: pad(2 * 1024 * 1024) })).status).toBe(200);
		expect((await control(mock, 'PUT /sessions/kept/snapshot', { body: pad(17 * 1024 * 1024) })).status).toBe(413);
		expect((await control(mock, 'PUT /sessions/kept/scenario', { body: pad(1024 * 1024) })).status).toBe(413);
	});
});
