// A real API for the tests: an Express app with a store of its own, and the document that speaks of one operation more than it has.

import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { JsonObject } from '../../../spec/index.ts';
import { atFileEnd } from '../../support/file-end.ts';

const closing: (() => void)[] = [];
atFileEnd(() => {
	for (const close of closing.splice(0)) close();
});

/** Serves on a free port of this machine until the test file ends; gives its address. */
export async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	closing.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address that nobody listens at. */
export async function findClosedAddress(): Promise<string> {
	const server = createServer();
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return `http://127.0.0.1:${port}`;
}

const ORDER: JsonObject = {
	type: 'object',
	required: ['id', 'item', 'status'],
	properties: {
		id: { type: 'integer' },
		item: { type: 'string' },
		status: { type: 'string', enum: ['OPEN', 'PAID', 'CANCELLED'] },
		note: { type: 'string' },
	},
};
const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const found: JsonObject = { description: 'OK', ...json({ $ref: '#/components/schemas/Order' }) };
const missing: JsonObject = {
	description: 'None',
	...json({ type: 'object', required: ['error'], properties: { error: { type: 'string' } } }),
};
const ID: JsonObject = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

/** What the API promises: `pay` is not there yet. */
export const ORDER_DOCUMENT: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Orders', version: '1' },
	paths: {
		'/orders': {
			get: {
				operationId: 'listOrders',
				tags: ['read'],
				responses: {
					200: { description: 'OK', ...json({ type: 'array', items: { $ref: '#/components/schemas/Order' } }) },
				},
			},
			post: {
				operationId: 'createOrder',
				requestBody: {
					required: true,
					...json({ type: 'object', required: ['item'], properties: { item: { type: 'string', maxLength: 20 } } }),
				},
				responses: { 201: { ...found, description: 'Created' }, 422: missing },
			},
		},
		'/orders/{id}': {
			parameters: [ID],
			get: { operationId: 'getOrder', tags: ['read'], responses: { 200: found, 404: missing } },
			delete: { operationId: 'deleteOrder', responses: { 204: { description: 'Gone' }, 404: missing } },
		},
		'/orders/{id}/pay': {
			parameters: [ID],
			post: {
				operationId: 'payOrder',
				'x-effect': { move: 'order', key: '$request.path.id', from: ['OPEN'], to: 'PAID' },
				responses: { 200: found, 404: missing, 409: missing },
			},
		},
	},
	components: { schemas: { Order: ORDER } },
	'x-lifecycle': {
		order: { key: 'id', state: 'status', initial: 'OPEN', states: { OPEN: {}, PAID: {}, CANCELLED: {} } },
	},
};

/** The app, and what it was asked: `POST /orders` for each request. */
export function createOrderApi(): { app: express.Express; asked: string[] } {
	const app = express();
	const asked: string[] = [];
	const orders = new Map<number, { id: number; item: string; status: string }>([
		[1, { id: 1, item: 'tea', status: 'OPEN' }],
		[2, { id: 2, item: 'salt', status: 'CANCELLED' }],
	]);
	app.use((request, _response, next) => {
		asked.push(`${request.method} ${request.originalUrl}`);
		next();
	});
	app.use(express.json());
	app.get('/orders', (_request, response) => void response.json([...orders.values()]));
	app.post('/orders', (request, response) => {
		const order = { id: Math.max(...orders.keys()) + 1, item: String(request.body?.item), status: 'OPEN' };
		orders.set(order.id, order);
		response.status(201).location(`/orders/${order.id}`).json(order);
	});
	app.get('/orders/:id', (request, response) => {
		const order = orders.get(Number(request.params['id']));
		if (order) response.json(order);
		else response.status(404).json({ error: 'there is no such order' });
	});
	app.delete('/orders/:id', (request, response) => {
		const isGone = orders.delete(Number(request.params['id']));
		if (isGone) response.status(204).end();
		else response.status(404).json({ error: 'there is no such order' });
	});
	return { app, asked };
}
