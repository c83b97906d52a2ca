// Requests passed on to a real Express app with a store of its own, and what the mock makes of its answers.

import { describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { MockOptions } from '../../../mock/options/mock-options.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { createOrderApi, findClosedAddress, ORDER_DOCUMENT, serve } from './order-api.ts';

async function start(options: Partial<MockOptions> = {}): Promise<{ mock: RunningMock; asked: string[]; url: string }> {
	const { app, asked } = createOrderApi();
	const url = await serve(app);
	const mock = await startTestMock({ documents: [ORDER_DOCUMENT], upstream: url, ...options });
	return { mock, asked, url };
}

function lastWhy(mock: RunningMock): unknown {
	const exchange = mock.engine.sessions.get('default').journal.list().at(-1);
	return exchange?.answer.why;
}

describe('a growing backend (--upstream, available)', () => {
	it('answers what it has, and the mock plays what it has not, on its entities', async () => {
		const { mock, asked } = await start();
		const list = await call(mock, 'GET', '/orders');
		expect(list).toMatchObject({ status: 200, json: [{ id: 1 }, { id: 2 }] });
		expect(list.reason).toBe('forward listOrders: forwarded; listed order');
		const created = await call(mock, 'POST', '/orders', { body: { item: 'rice' } });
		expect(created).toMatchObject({ status: 201, json: { id: 3, item: 'rice' } });
		expect(created.headers.get('location')).toBe('/orders/3');

		const paid = await call(mock, 'POST', '/orders/3/pay');
		expect(paid).toMatchObject({ status: 200, json: { id: 3, item: 'rice', status: 'PAID' } });
		expect(await call(mock, 'POST', '/orders/3/pay')).toMatchObject({ status: 409 });
		expect(await call(mock, 'POST', '/orders/2/pay')).toMatchObject({ status: 409 });
		expect(await call(mock, 'POST', '/orders/99/pay')).toMatchObject({ status: 404 });
		expect(lastWhy(mock)).toMatchObject({
			step: 'effect',
			upstream: { outcome: 'absent', reason: 'it has no such route (404)' },
		});
		expect(asked).toContain('POST /orders/3/pay');
	});

	it('tells a 404 of its own from a route that it has not', async () => {
		const { mock } = await start();
		const reply = await call(mock, 'GET', '/orders/99');
		expect(reply).toMatchObject({ status: 404, json: { error: 'there is no such order' } });
		expect(lastWhy(mock)).toMatchObject({ step: 'forward', upstream: { outcome: 'forwarded' } });
	});

	it('is played by the mock where nobody listens', async () => {
		const { mock } = await start({ upstream: await findClosedAddress() });
		expect(await call(mock, 'POST', '/orders', { body: { item: 'rice' } })).toMatchObject({ status: 201 });
		expect(lastWhy(mock)).toMatchObject({ step: 'sent', upstream: { outcome: 'absent' } });
		const refused = await call(mock, 'POST', '/orders', { body: { item: 7 } });
		expect(refused.status).toBe(422);
		expect(await call(mock, 'GET', '/nothing')).toMatchObject({ status: 404 });
	});

	it('says that entities are gone, and the mock forgets them', async () => {
		const { mock } = await start();
		await call(mock, 'GET', '/orders');
		expect(await call(mock, 'DELETE', '/orders/1')).toMatchObject({ status: 204 });
		expect(await call(mock, 'POST', '/orders/1/pay')).toMatchObject({ status: 404 });
	});
});

describe('all of it (--forward all)', () => {
	it('holds both sides to the document, and tells', async () => {
		const { mock } = await start({ forward: 'all' });
		const reply = await call(mock, 'POST', '/orders', { body: { item: 'a very long name of an item' } });
		expect(reply.status).toBe(201);
		expect(JSON.parse(reply.headers.get('sl-violations') ?? '')).toMatchObject([
			{ location: ['request', 'body', 'item'], severity: 'Error', code: 'maxLength' },
		]);
		const unmatched = await call(mock, 'GET', '/nothing');
		expect(unmatched).toMatchObject({ status: 404 });
		expect(unmatched.text).toContain('Cannot GET /nothing');
		expect(JSON.parse(unmatched.headers.get('sl-violations') ?? '')).toMatchObject([{ severity: 'Warning' }]);
	});

	it('refuses with 422 and 500 under --errors', async () => {
		const { mock, asked } = await start({ forward: 'all', errors: true });
		expect(await call(mock, 'POST', '/orders', { body: { item: 7 } })).toMatchObject({ status: 422 });
		expect(asked).toEqual([]);
	});

	it('gives 502 with the reason where nobody listens', async () => {
		const { mock } = await start({ forward: 'all', upstream: await findClosedAddress() });
		const reply = await call(mock, 'GET', '/orders');
		expect(reply).toMatchObject({ status: 502, json: { title: 'Bad Gateway', findings: [] } });
		expect(reply.reason).toMatch(/it refuses connections \(ECONNREFUSED\)/);
	});
});

describe('a list (--forward getOrder,…) and a cue', () => {
	it('passes on what is on the list, and the mock plays the rest', async () => {
		const { mock, asked } = await start({ forward: ['getOrder', '/assets/*'] });
		expect(await call(mock, 'GET', '/orders')).toMatchObject({ json: [] });
		expect(await call(mock, 'GET', '/orders/1')).toMatchObject({ json: { item: 'tea' } });
		expect(await call(mock, 'GET', '/orders')).toMatchObject({ json: [{ id: 1, item: 'tea' }] });
		expect((await call(mock, 'GET', '/assets/logo.png')).text).toContain('Cannot GET');
		expect(await call(mock, 'GET', '/other')).toMatchObject({ status: 404 });
		expect(asked).toEqual(['GET /orders/1', 'GET /assets/logo.png']);
	});

	it.each([
		{ forward: ['read'], asked: ['GET /orders', 'GET /orders/1'] },
		{ forward: ['/orders/{id}'], asked: ['GET /orders/1'] },
		{ forward: 'unmatched' as const, asked: ['GET /nothing'] },
		{ forward: 'none' as const, asked: [] },
	])('passes on by $forward', async ({ forward, asked: expected }) => {
		const { mock, asked } = await start({ forward });
		for (const path of ['/orders', '/orders/1', '/nothing']) await call(mock, 'GET', path);
		expect(asked).toEqual(expected);
	});

	it('is refused at the start where nothing is called so', async () => {
		await expect(start({ forward: ['getOrders'] })).rejects.toThrow('no operation, tag or path is called "getOrders"');
		await expect(start({ upstream: 'localhost:8000' })).rejects.toThrow('--upstream must be an http(s) address');
	});

	it('forwards by a cue alone', async () => {
		const { mock, asked } = await start({ forward: 'none' });
		const cue = { on: 'getOrder', when: { path: { id: 1 } }, forward: true, times: 2 };
		const headers = { 'content-type': 'application/json' };
		await call(mock, 'POST', '/__admin/sessions/default/cues', { body: cue, headers });
		expect(await call(mock, 'GET', '/orders/1')).toMatchObject({ json: { item: 'tea' } });
		expect(await call(mock, 'GET', '/orders/2')).toMatchObject({ status: 404 });
		expect(asked).toEqual(['GET /orders/1']);
		expect(lastWhy(mock)).toMatchObject({ step: 'effect' });
	});

	it('gives 502 for such a cue where there is no upstream', async () => {
		const mock = await startTestMock({ documents: [ORDER_DOCUMENT] });
		await call(mock, 'POST', '/__admin/sessions/default/cues', { body: { on: 'getOrder', forward: true } });
		const reply = await call(mock, 'GET', '/orders/1');
		expect(reply).toMatchObject({ status: 502 });
		expect(reply.reason).toContain('start the mock with --upstream');
	});

	it('lets scenarios and Prefer speak before the upstream', async () => {
		const { mock, asked } = await start({ forward: 'all' });
		await call(mock, 'POST', '/__admin/sessions/default/cues', { body: { on: 'getOrder', reply: { status: 404 } } });
		expect(await call(mock, 'GET', '/orders/1')).toMatchObject({ status: 404 });
		expect(await call(mock, 'POST', '/orders/1/pay', { headers: { prefer: 'code=409' } })).toMatchObject({
			status: 409,
		});
		expect(asked).toEqual([]);
	});
});
