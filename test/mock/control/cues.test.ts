// One-off cues: "the next answer to this operation: 500", without a file.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { control, order, PAID_ID, startOrders } from './support.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startOrders();
});

const PATH = `/v1/shops/acme/orders/${PAID_ID}`;

async function add(session: string, cue: unknown) {
	return control(mock, `POST /sessions/${session}/cues`, { body: cue });
}
async function statusOf(session: string, method = 'GET', headers = {}) {
	return (await order(mock, `${method} ${PATH}`, { session, headers })).status;
}

describe('a one-off cue', () => {
	it('speaks once, before the scenario, and is then forgotten', async () => {
		await control(mock, 'PUT /sessions/once/scenario', { body: { name: 'paid-order' } });
		const added = await add('once', { on: 'getOrder', reply: { status: 404 } });
		expect([added.status, added.json.cues]).toEqual([
			200,
			[{ index: 0, on: ['getOrder'], used: 0, times: 1, exhausted: false, next: true, reply: { status: 404 } }],
		]);
		const answer = await order(mock, `GET ${PATH}`, { session: 'once' });
		expect([answer.status, answer.headers.get('x-mock-reason')]).toEqual([404, 'cue getOrder: a one-off cue']);
		expect(await statusOf('once')).toBe(200);
		expect((await control(mock, 'GET /sessions/once')).json.cues).toBeUndefined();
	});

	it('is told with what it does, in short', async () => {
		const cues: [object, object][] = [
			[
				{ on: '*', reply: { fault: 'reset' }, delay: '2s' },
				{ reply: { fault: 'reset' }, delay: '2s' },
			],
			[{ on: 'cancelOrder', pass: true, delay: { min: '1s', max: '2s' } }, { delay: { min: '1s', max: '2s' } }],
			[
				{
					on: 'cancelOrder',
					when: { path: { shop: 'a' } },
					reply: { status: 503, body: { x: 'long' } },
					offSpec: true,
				},
				{ reply: { status: 503 }, conditional: true },
			],
		];
		for (const [cue] of cues) expect((await add('told', cue)).status).toBe(200);
		const told = (await control(mock, 'GET /sessions/told')).json.cues as Record<string, unknown>[];
		expect(told.map(({ on, index, used, times, exhausted, next, ...rest }) => rest)).toEqual(
			cues.map(([, rest]) => rest),
		);
	});

	it('speaks in the order in which they came, each as often as it says, and leaves other operations alone', async () => {
		await control(mock, 'PUT /sessions/order/scenario', { body: { name: 'paid-order' } });
		await add('order', { on: 'cancelOrder', reply: { status: 503 }, times: 2 });
		await add('order', { on: '*', reply: { status: 404 } });
		expect(await statusOf('order', 'DELETE')).toBe(503);
		expect(await statusOf('order')).toBe(404);
		expect(await statusOf('order')).toBe(200);
		expect(await statusOf('order', 'DELETE')).toBe(503);
		expect(await statusOf('order', 'DELETE')).toBe(409);
	});

	it.each(['scenario', 'reset', 'cues'])('is taken back by %s', async (way) => {
		const session = `back-${way}`;
		await control(mock, `PUT /sessions/${session}/scenario`, { body: { name: 'paid-order' } });
		await add(session, { on: '*', reply: { status: 404 } });
		if (way === 'scenario') {
			await control(mock, `PUT /sessions/${session}/scenario`, { body: { name: 'paid-order' } });
		} else
			await control(mock, way === 'reset' ? `POST /sessions/${session}/reset` : `DELETE /sessions/${session}/cues`);
		expect(await statusOf(session)).toBe(200);
	});

	it('stays in its session, and lets a script that the request names go first', async () => {
		await control(mock, 'PUT /sessions/mine/scenario', { body: { name: 'paid-order' } });
		await control(mock, 'PUT /sessions/other/scenario', { body: { name: 'paid-order' } });
		await add('mine', { on: '*', reply: { status: 404 } });
		expect(await statusOf('other')).toBe(200);
		expect(await statusOf('mine', 'GET', { 'x-mock-scenario': 'paid-order' })).toBe(200);
		expect(await statusOf('mine')).toBe(404);
	});

	it('is part of a snapshot, with what is left of it', async () => {
		await control(mock, 'PUT /sessions/kept/scenario', { body: { name: 'paid-order' } });
		await add('kept', { on: 'getOrder', reply: { status: 404 }, times: 2 });
		expect(await statusOf('kept')).toBe(404);
		const snapshot = (await control(mock, 'GET /sessions/kept/snapshot')).json;
		expect(snapshot.cues).toEqual([{ on: 'getOrder', reply: { status: 404 }, times: 1 }]);
		await control(mock, 'PUT /sessions/again/snapshot', { body: snapshot });
		expect([await statusOf('again'), await statusOf('again')]).toEqual([404, 200]);
		const bad = await control(mock, 'PUT /sessions/again/snapshot', {
			body: { ...snapshot, cues: [{ on: 'getOrder', reply: { status: 418 } }] },
		});
		expect([bad.status, bad.json.findings[0].pointer]).toEqual([400, '/cues/0/reply/status']);
	});

	it.each<[string, unknown, string]>([
		['an unknown operation', { on: 'getOrdr', reply: { status: 404 } }, '/on'],
		['an undocumented status', { on: 'getOrder', reply: { status: 418 } }, '/reply/status'],
		[
			'a body that does not fit',
			{ on: 'getOrder', reply: { status: 200, body: { order_id: PAID_ID, status: 0 } } },
			'/reply/body/status',
		],
		['neither reply nor pass', { on: 'getOrder' }, ''],
		['both', { on: 'getOrder', reply: { status: 404 }, pass: true }, ''],
		['a line break in a header', { on: '*', reply: { status: 404, headers: { a: 'b\nc' } } }, '/reply/headers/a'],
		['zero times', { on: '*', pass: true, times: 0 }, '/times'],
		['what only files can say', { on: '*', pass: true, every: 2 }, ''],
		['an empty list', { on: [], pass: true }, '/on'],
	])('is refused with %s, and no session comes of it', async (_name, cue, pointer) => {
		const answer = await add('refused', cue);
		expect([answer.status, answer.json.findings.map((one: { pointer: string }) => one.pointer)]).toEqual([
			400,
			expect.arrayContaining([expect.stringContaining(pointer)]),
		]);
		expect((await control(mock, 'GET /sessions/refused')).status).toBe(404);
	});

	it('may be off the document when it says so', async () => {
		await add('off', { on: 'getOrder', offSpec: true, reply: { status: 418 } });
		expect(await statusOf('off')).toBe(418);
	});
});

describe('the resources', () => {
	it('are told with their states and what moves between them', async () => {
		const { json } = await control(mock, 'GET /resources');
		expect(json.resources).toEqual([
			{
				name: 'order',
				key: 'order_id',
				scope: ['shop'],
				state: 'status',
				initial: 'OPEN',
				states: ['OPEN', 'PAID', 'LAPSED'],
				moves: [
					{ from: ['OPEN'], to: 'LAPSED', operationId: 'cancelOrder' },
					{ from: ['OPEN'], to: 'LAPSED', at: 'due_at' },
				],
				sample: { shop: 'example', status: 'OPEN' },
			},
			{ name: 'ticket', key: 'ticket_id', scope: [], states: [], moves: [], sample: {} },
		]);
	});
});

describe('the journal', () => {
	it.each([201, 2000, 5000, 20_000])('can be read after a body that nests %i deep', async (depth) => {
		const session = `deep-${depth}`;
		const body = '['.repeat(depth) + ']'.repeat(depth);
		expect((await order(mock, 'POST /v1/shops/acme/orders', { body, session })).status).toBe(400);
		await order(mock, 'GET /v1/tickets/1', { session });
		const list = await control(mock, `GET /sessions/${session}/requests`);
		expect([list.status, list.json.requests.length]).toEqual([200, 2]);
		const one = await control(mock, `GET /sessions/${session}/requests/1`);
		expect([one.status, one.json.request.body]).toEqual([200, body.slice(0, 16 * 1024)]);
		expect((await control(mock, `GET /sessions/${session}/snapshot?requests=true`)).status).toBe(200);
	});

	it('is read backwards with before', async () => {
		for (let count = 0; count < 3; count++) await order(mock, 'GET /v1/tickets/1', { session: 'pages' });
		const ids = async (query: string): Promise<number[]> =>
			(await control(mock, `GET /sessions/pages/requests?${query}`)).json.requests.map((one: { id: number }) => one.id);
		expect([await ids('limit=2'), await ids('limit=2&before=2'), await ids('before=1')]).toEqual([[2, 3], [1], []]);
	});
});
