// A pact of what a real API has answered through the mock: written of forwarded exchanges, kept by the mock, and by the API itself.

import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { SHOP_DOCUMENT, startRealShop } from '../../support/real-shop.ts';
import { send, startForPacts, type WrittenInteraction, write } from '../write/support.ts';
import { codesOf, createFolder, verifier } from './support.ts';

const CALLS: readonly (readonly [call: string, status: number, body?: object])[] = [
	['GET /api/rates', 200],
	['GET /api/customers', 200],
	['POST /api/customers', 201, { name: 'Linus Real', email: 'linus.real@shop.test' }],
	['GET /api/customers/3', 200],
	['GET /api/customers/77', 404],
	['GET /api/orders/ord-1001', 200],
	['POST /api/orders/ord-1001/cancel', 200],
	['POST /api/orders/ord-1001/cancel', 409],
	['DELETE /api/orders/ord-1002', 204],
];
let pact = '';
let interactions: WrittenInteraction[] = [];
const scenarios = createFolder();
let states: Server | undefined;
beforeAll(async () => {
	const shop = await startRealShop();
	const upstream = shop.url.replace(/\/api$/, '');
	const mock = await startForPacts({ documents: [SHOP_DOCUMENT], upstream, forward: 'all' });
	for (const [call, status, body] of CALLS) expect((await send(mock, call, { body })).status).toBe(status);
	expect(shop.seen).toHaveLength(CALLS.length);
	const written = await write(mock, { provider: 'shop', makeScenarios: scenarios });
	({ interactions } = written.pact as unknown as { interactions: WrittenInteraction[] });
	pact = join(createFolder(), 'web-shop.json');
	writeFileSync(pact, written.text ?? '');
});
afterAll(() => void states?.close());

test('it has each exchange, in the state in which the API was, and nothing that is somebody’s', () => {
	const stateOf = (description: string): unknown =>
		interactions.find((one) => one.description === description)?.providerStates;
	expect(interactions).toHaveLength(CALLS.length);
	expect(stateOf('cancel order → 200')).toEqual([{ name: 'an order in the state NEW', params: { id: 'ord-1001' } }]);
	expect(stateOf('cancel order → 409')).toEqual([
		{ name: 'an order in the state CANCELLED', params: { id: 'ord-1001' } },
	]);
	expect(stateOf('get customer → 404')).toEqual([{ name: 'no customer with this id', params: { id: 77 } }]);
	expect(stateOf('list rates → 200')).toBeUndefined();
	expect(JSON.stringify(interactions)).not.toMatch(/linus\.real|real-token|real-cookie|Ada|Byron/);
});

test('the mock keeps it, played without the API', async () => {
	const report = await verifyPacts({ pacts: [pact], documents: [SHOP_DOCUMENT], scenarios, verifier });
	expect([codesOf(report).filter((code) => code.startsWith('error')), report.ok]).toEqual([[], true]);
	expect(report.counts).toMatchObject({ interactions: CALLS.length, failed: 0 });
});

test.each([
	['the API keeps it, asked itself', [], []],
	['an API that differs does not', ['absent'], ['error verify.failed', 'error verify.failed', 'error verify.failed']],
] as const)('%s', async (_name, differences, errors) => {
	const shop = await startRealShop({ differences });
	const setUp = await serveStates(shop.url);
	const providerUrl = shop.url.replace(/\/api$/, '');
	const report = await verifyPacts({ pacts: [pact], providerUrl, providerStatesUrl: setUp, verifier });
	expect(codesOf(report).filter((code) => code.startsWith('error'))).toEqual(errors);
	expect(report.counts).toMatchObject({ interactions: CALLS.length, failed: errors.length });
});

/** Sets the API up as any team would: by its own calls. */
async function serveStates(url: string): Promise<string> {
	const ask = async (method: string, path: string, body?: object): Promise<JsonObject> => {
		const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
		const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
		return (await answer.json()) as JsonObject;
	};
	const app = express().use(express.json());
	app.post('/', async (request, response) => {
		const { state, action } = request.body as { state: string; action: string };
		if (action !== 'setup' || !/an? (order|customer)\b/.test(state) || state.startsWith('no '))
			return response.json({});
		if (state.includes('customer')) return response.json({ id: 1 });
		const order = await ask('POST', '/orders', { customer_id: 1, lines: [{ sku: 'pen', quantity: 1 }] });
		if (state.includes('CANCELLED')) await ask('POST', `/orders/${order['id']}/cancel`);
		return response.json({ id: order['id'] });
	});
	states?.close();
	const server = app.listen(0, '127.0.0.1');
	states = server;
	await new Promise((resolve) => server.once('listening', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
