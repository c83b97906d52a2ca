// The real API that other tests compare with: it remembers, and differs only where it is told to.

import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../spec/index.ts';
import { SHOP_DOCUMENT, startRealShop } from './real-shop.ts';

const HEADERS = { authorization: 'Bearer x', 'content-type': 'application/json' };

describe('the real shop of the tests', () => {
	it('has a route for each of the 12 operations of its document', async () => {
		const { url } = await startRealShop();
		const { operations } = await loadDocument(SHOP_DOCUMENT);
		expect(operations).toHaveLength(12);
		for (const { method, pathTemplate } of operations) {
			const path = pathTemplate.replace('{customerId}', '1').replace('{orderId}', 'ord-1001');
			const body = ['post', 'patch'].includes(method) ? '{}' : null;
			const answer = await fetch(url + path, { method: method.toUpperCase(), headers: HEADERS, body });
			expect(answer.headers.get('content-type') ?? 'none', pathTemplate).not.toContain('html');
		}
	});

	it('remembers what is created, changed and cancelled', async () => {
		const { url } = await startRealShop();
		const body = JSON.stringify({ customer_id: 1, lines: [{ sku: 'pen', quantity: 1 }] });
		const created = await fetch(`${url}/orders`, { method: 'POST', headers: HEADERS, body });
		const { id } = (await created.json()) as { id: string };
		const cancel = { method: 'POST', headers: HEADERS };
		expect(created.status).toBe(201);
		expect((await fetch(`${url}/orders/${id}/cancel`, cancel)).status).toBe(200);
		expect((await fetch(`${url}/orders/${id}/cancel`, cancel)).status).toBe(409);
		expect(await (await fetch(`${url}/orders/${id}`, { headers: HEADERS })).json()).toMatchObject({
			status: 'CANCELLED',
		});
		expect((await fetch(`${url}/orders`)).status).toBe(401);
	});

	it('differs where it is told to, and has no path that is taken away', async () => {
		const { url, seen } = await startRealShop({ differences: ['status', 'state'], without: ['/rates'] });
		const cancel = { method: 'POST', headers: HEADERS };
		await fetch(`${url}/orders/ord-1001/cancel`, cancel);
		expect((await fetch(`${url}/orders/ord-1001/cancel`, cancel)).status).toBe(423);
		expect((await fetch(`${url}/rates`)).status).toBe(404);
		expect(seen.map((one) => one.url)).toEqual([
			'/api/orders/ord-1001/cancel',
			'/api/orders/ord-1001/cancel',
			'/api/rates',
		]);
	});
});
