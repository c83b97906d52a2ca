// Pact's provider states, and the coverage.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { control, OTHER_ID, order, PAID_ID, STEPS_ID, startOrders } from './support.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startOrders();
});

describe('a provider state', () => {
	const set = (body: unknown, headers: Record<string, string> = {}): ReturnType<typeof control> =>
		control(mock, 'POST /provider-states', { body: body as object, headers });
	const scenarioOf = async (session: string): Promise<string | undefined> =>
		(await control(mock, `GET /sessions/${session}`)).json.scenario?.name;

	it('uses the scenario that serves it, and tells its parameters', async () => {
		const answer = await set({ state: 'an order that is already paid', action: 'setup', consumer: 'shop' });
		expect([answer.status, answer.json]).toEqual([200, { shop: 'acme', order_id: PAID_ID, total: 0 }]);
		expect(await scenarioOf('default')).toBe('paid-order');
		expect((await order(mock, `DELETE /v1/shops/acme/orders/${PAID_ID}`)).status).toBe(409);
	});

	it('takes params in the place of the scenario’s parameters', async () => {
		const answer = await set({
			state: 'an order that is already paid',
			params: { shop: 'other', order_id: OTHER_ID, total: 3 },
		});
		expect(answer.json).toEqual({ shop: 'other', order_id: OTHER_ID, total: 3 });
		expect((await order(mock, `GET /v1/shops/other/orders/${OTHER_ID}`)).json.total).toBe(3);
	});

	it.each([undefined, null, {}])('has the scenario’s own parameters with params %j', async (params) => {
		expect((await set({ state: 'an order in trouble', params })).json).toEqual({ shop: 'acme', order_id: STEPS_ID });
	});

	it.each<[string, Record<string, string>, string]>([
		['a header', { 'x-mock-session': 'by-header' }, 'by-header'],
		['baggage', { baggage: 'mock-session=by-baggage' }, 'by-baggage'],
		['a cookie', { cookie: 'mock-session=by-cookie' }, 'by-cookie'],
	])('belongs to the session that %s names', async (_name, headers, session) => {
		await control(mock, 'POST /sessions/default/reset');
		await set({ state: 'an order in trouble' }, headers);
		expect(await scenarioOf(session)).toBe('four-steps');
	});

	it('belongs to the session in the path', async () => {
		const url = `${mock.url}/__session/by-path/__admin/provider-states`;
		const body = JSON.stringify({ state: 'an order in trouble' });
		const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
		expect(response.status).toBe(200);
		expect(await scenarioOf('by-path')).toBe('four-steps');
	});

	it('of a session that can not be is 400', async () => {
		expect((await set({ state: '' }, { 'x-mock-session': 'a b' })).status).toBe(400);
	});

	it('is torn down by a reset of the session', async () => {
		const headers = { 'x-mock-session': 'torn' };
		await set({ state: 'an order in trouble' }, headers);
		const path = `/v1/shops/acme/orders/${STEPS_ID}`;
		expect((await order(mock, `DELETE ${path}`, { session: 'torn' })).status).toBe(404);
		const answer = await set({ state: 'an order in trouble', action: 'teardown' }, headers);
		expect([answer.status, answer.json]).toEqual([200, {}]);
		expect((await control(mock, 'GET /sessions/torn')).json.scenario.script[0].used).toBe(0);
	});

	it.each([
		{},
		{ state: '' },
		{ state: ' ' },
		{ state: null },
		{ action: 'setup' },
		{ state: '', params: {}, action: 'teardown' },
	])('that is none resets the session: %j', async (body) => {
		const headers = { 'x-mock-session': 'none' };
		await order(mock, 'POST /v1/tickets', { session: 'none' });
		const answer = await set(body, headers);
		expect([answer.status, answer.json]).toEqual([200, {}]);
		expect((await control(mock, 'GET /sessions/none')).json.entities).toEqual({ ticket: {} });
	});

	it.each(['setup', 'teardown'])('that nobody serves is 400 at %s, naming those that are served', async (action) => {
		const answer = await set({ state: 'an order that is already payed', action }, { 'x-mock-session': 'unborn' });
		expect(answer.status).toBe(400);
		expect(answer.json.detail).toMatch(/Nearest: "an order that is already paid"\. Known: .*"an order in trouble"/);
		expect((await control(mock, 'GET /sessions/unborn')).status).toBe(404);
	});

	it.each([
		['cancelOrder answers 408', '"cancelOrder answers 404"'],
		['cancelOrdr answers 409', '"cancelOrder answers 409"'],
		['cancelOrder answer 409', '"cancelOrder answers 409"'],
	])('that is a documented error misspelt, %s, is told with what is near', async (state, near) => {
		const answer = await set({ state });
		expect([answer.status, answer.json.detail]).toEqual([400, expect.stringMatching(`Nearest: .*${near}.*Known:`)]);
	});

	it.each<[unknown, unknown]>([
		[{ states: ['an order in trouble'] }, 'four-steps'],
		[{ state: null, states: [' an order in trouble '], action: 'setup' }, 'four-steps'],
		[{ state: 'an order in trouble', states: ['an order in trouble', 'another'] }, 'four-steps'],
		[{ states: [] }, undefined],
		[{ states: null }, undefined],
	])('of %j is in the list that other verifiers write', async (body, expected) => {
		await control(mock, 'DELETE /sessions/default');
		expect([(await set(body)).status, await scenarioOf('default')]).toEqual([200, expected]);
	});

	it.each<[string, unknown]>([
		['two states at once', { states: ['an order in trouble', 'an order that is already paid'] }],
		['a state in a list that nobody serves', { states: ['nobody'] }],
		['a state in a list that is no text', { states: [7] }],
		['another action', { state: 'an order in trouble', action: 'begin' }],
		['a number', { state: 0 }],
		['params that are no object', { state: 'an order in trouble', params: [] }],
		['a param that is an object', { state: 'an order in trouble', params: { shop: {} } }],
		['a list', []],
		['no body', undefined],
	])('%s is 400', async (_name, body) => {
		expect((await set(body)).status).toBe(400);
	});

	it('whose params do not fit the documents is 409', async () => {
		expect((await set({ state: 'an order that is already paid', params: { total: -1 } })).status).toBe(409);
	});
});

describe('the operations', () => {
	it('are told with a call of each that the mock takes', async () => {
		const { operations } = (await control(mock, 'GET /operations')).json;
		expect(operations.length).toBe(6);
		for (const { operationId, sample, statuses } of operations) {
			const body = sample.body === undefined ? {} : { body: sample.body as string };
			const named = sample.headers.map(([name, value]: [string, string]) => [name.toLowerCase(), value]);
			const headers = { ...Object.fromEntries(named), 'x-mock-session': 'samples' };
			const { status } = await order(mock, `${sample.method} ${sample.target}`, { ...body, headers });
			expect([operationId, status, statuses.length > 0]).toEqual([
				operationId,
				expect.toBeOneOf([200, 201, 404]),
				true,
			]);
		}
	});
});

describe('the coverage', () => {
	it('counts the answers by the document’s own keys', async () => {
		await control(mock, 'POST /reset');
		for (const session of ['a', 'b']) await order(mock, `GET /v1/shops/x/orders/${OTHER_ID}`, { session });
		await control(mock, 'PUT /sessions/a/scenario', { body: { name: 'four-steps' } });
		for (const _ of [404, 409, 409, 503])
			await order(mock, `DELETE /v1/shops/acme/orders/${STEPS_ID}`, { session: 'a' });
		const { json } = await control(mock, 'GET /coverage');
		const find = (from: typeof json, id: string): unknown =>
			from.operations.find(({ operationId }: { operationId: string }) => operationId === id);
		expect([json.total, json.exercised, json.operations.length]).toEqual([14, 4, 6]);
		expect(find(json, 'getOrder')).toEqual({
			operationId: 'getOrder',
			method: 'GET',
			path: '/shops/{shop}/orders/{order_id}',
			tags: [],
			faults: 0,
			statuses: [
				{ status: '200', count: 0 },
				{ status: '400', count: 0 },
				{ status: '404', count: 2 },
			],
		});
		const cancel = [
			{ status: '204', count: 0 },
			{ status: '404', count: 1 },
			{ status: '409', count: 2 },
			{ status: '5XX', count: 1 },
		];
		expect(find(json, 'cancelOrder')).toMatchObject({ statuses: cancel });
		const ofB = (await control(mock, 'GET /coverage?session=b')).json;
		expect([ofB.total, ofB.exercised]).toEqual([14, 1]);
		expect(find((await control(mock, 'GET /coverage?session=a')).json, 'cancelOrder')).toMatchObject({
			statuses: cancel,
		});
		expect((await control(mock, 'GET /coverage?session=nobody')).status).toBe(404);
		expect((await control(mock, 'GET /coverage?session=')).status).toBe(400);
	});
});
