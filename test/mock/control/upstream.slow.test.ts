// What is passed on, switched live: for all sessions and for one, by rule and by operation.

import { describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { createOrderApi, ORDER_DOCUMENT, serve } from '../upstream/order-api.ts';

async function start(): Promise<{ mock: RunningMock; asked: string[]; url: string }> {
	const { app, asked } = createOrderApi();
	const url = await serve(app);
	return { mock: await startTestMock({ documents: [ORDER_DOCUMENT], upstream: url, forward: 'all' }), asked, url };
}

const put = (mock: RunningMock, body: object) => call(mock, 'PUT', '/__admin/upstream', { body });
const modes = (json: unknown): Record<string, string> =>
	Object.fromEntries(
		(json as { operations: { operationId: string; mode: string }[] }).operations.map((one) => [
			one.operationId,
			one.mode,
		]),
	);

describe('what is passed on', () => {
	it('is told, without the credentials of the upstream', async () => {
		const { mock, url } = await start();
		const shown = await call(mock, 'GET', '/__admin/upstream');
		expect(shown.json).toMatchObject({
			url: `${url}/`,
			session: null,
			rule: 'all',
			errors: false,
			unmatched: 'forward',
		});
		expect(modes(shown.json)).toMatchObject({ getOrder: 'forward', payOrder: 'forward' });
	});

	it('is switched for one operation of one session, and taken back', async () => {
		const { mock, asked } = await start();
		const changed = await put(mock, { session: 'qa', operations: { getOrder: 'mock' } });
		expect(changed.json).toMatchObject({
			session: 'qa',
			operations: expect.arrayContaining([{ operationId: 'getOrder', mode: 'mock', chosen: true }]),
		});
		expect(await call(mock, 'GET', '/orders/1', { session: 'qa' })).toMatchObject({ status: 404 });
		expect(await call(mock, 'GET', '/orders/1')).toMatchObject({ json: { item: 'tea' } });
		expect(asked).toEqual(['GET /orders/1']);
		await call(mock, 'POST', '/__admin/sessions/qa/undo');
		expect(await call(mock, 'GET', '/orders/1', { session: 'qa' })).toMatchObject({ json: { item: 'tea' } });
		await put(mock, { session: 'qa', rule: 'none' });
		await put(mock, { session: 'qa', operations: { 'GET /orders/{order}': 'available' } });
		expect(modes((await call(mock, 'GET', '/__admin/upstream?session=qa')).json)).toMatchObject({
			getOrder: 'available',
			listOrders: 'mock',
		});
		await put(mock, { session: 'qa', rule: null, operations: { getOrder: null } });
		expect(modes((await call(mock, 'GET', '/__admin/upstream?session=qa')).json)).toMatchObject({
			getOrder: 'forward',
			listOrders: 'forward',
		});
	});

	it('is switched for all sessions, and back to what the mock was started with', async () => {
		const { mock, asked } = await start();
		expect((await put(mock, { rule: ['GET /orders'] })).json).toMatchObject({
			operations: expect.arrayContaining([
				{ operationId: 'listOrders', mode: 'forward' },
				{ operationId: 'getOrder', mode: 'mock' },
			]),
		});
		expect((await put(mock, { rule: ['read'] })).json).toMatchObject({ rule: ['read'], unmatched: 'mock' });
		await call(mock, 'GET', '/orders');
		await call(mock, 'POST', '/orders', { body: { item: 'rice' } });
		expect(asked).toEqual(['GET /orders']);
		expect((await put(mock, { rule: null })).json).toMatchObject({ rule: 'all' });
	});

	it.each([
		[
			{ operations: { getOrders: 'mock' } },
			/No operation, tag or path is called getOrders; nothing was changed. Nearest: getOrder,/,
		],
		[{ rule: ['getOrders', '/assets/*'] }, /No operation, tag or path is called getOrders;/],
		[{ rule: 'some' }, /does not fit the document/],
		[{ url: 'http://evil.test' }, /does not fit the document/],
	])('is not %j', async (body, detail) => {
		const { mock } = await start();
		expect(await put(mock, body)).toMatchObject({ status: 400, json: { detail: expect.stringMatching(detail) } });
	});

	it('is nothing where there is no upstream', async () => {
		const mock = await startTestMock({ documents: [ORDER_DOCUMENT] });
		expect(await call(mock, 'GET', '/__admin/upstream')).toMatchObject({
			status: 200,
			json: { url: null, rule: 'none', unmatched: 'mock' },
		});
		expect(await put(mock, { rule: 'all' })).toMatchObject({ status: 400 });
	});
});
