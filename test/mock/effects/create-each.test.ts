// Several entities in one request: `POST /orders` with a list, bare or in an envelope.

import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { objectOf, serve, text, whole } from './collection.ts';

const ORDER = objectOf({ id: whole, title: text, done: { type: 'boolean' } });
const NEW = objectOf({ id: whole, 'title!': { type: 'string', maxLength: 9 } });
const listOf = (items: JsonObject): JsonObject => ({ type: 'array', items });

/** `/orders` with a create of several as `wrap` has them, and what stands beside it. */
function orders(wrap: (items: JsonObject) => JsonObject, more: JsonObject = {}, effect?: JsonObject): JsonObject {
	const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
	const answer = (schema: JsonObject): JsonObject => ({ description: '', content: json(schema) });
	return {
		openapi: '3.1.0',
		info: { title: 'orders', version: '1' },
		...(effect && { 'x-lifecycle': { order: { key: 'id' } } }),
		paths: {
			'/orders': {
				get: { responses: { '200': answer(wrap(ORDER)) }, ...(effect && { 'x-effect': { list: 'order' } }) },
				post: {
					requestBody: { required: true, content: json(wrap(NEW)) },
					responses: { '201': answer(wrap(ORDER)), '400': { description: '' }, ...more },
					...(effect && { 'x-effect': effect }),
				},
			},
			'/orders/{id}': {
				parameters: [{ name: 'id', in: 'path', required: true, schema: whole }],
				get: {
					responses: { '200': answer(ORDER), '404': { description: '' } },
					...(effect && { 'x-effect': { read: 'order', key: '$request.path.id' } }),
				},
			},
		},
	};
}

const bare = listOf;
const inEnvelope = (items: JsonObject): JsonObject => objectOf({ orders: listOf(items) });
const A = { title: 'a', id: 1 };
const B = { title: 'b', id: 2 };

describe('a list that is sent', () => {
	test.each<[string, typeof bare, (list: JsonValue) => JsonValue, JsonObject?]>([
		['bare', bare, (list) => list],
		['in an envelope', inEnvelope, (orders) => ({ orders })],
		[
			'as the document declares it',
			inEnvelope,
			(orders) => ({ orders }),
			{ create: 'order', each: true, request: '/orders/0', answer: '/orders/0' },
		],
	])('makes one of each element: %s', async (_how, wrap, put, effect) => {
		const { send, read } = await serve(orders(wrap, {}, effect));
		const made = await send('POST', '/orders', put([{ title: 'a' }, { title: 'b' }]));
		expect([made.status, made.json]).toEqual([201, put([expect.objectContaining(A), expect.objectContaining(B)])]);
		expect(made.headers.get('location')).toBeNull();
		expect(await read('/orders/2')).toMatchObject(B);
		expect(await read('/orders')).toEqual(made.json);
	});

	test('of one is found by its Location', async () => {
		const { send } = await serve(orders(bare));
		const made = await send('POST', '/orders', [{ title: 'a' }]);
		expect(made.headers.get('location')).toBe('/orders/1');
	});

	test('of none makes none', async () => {
		const { send, read } = await serve(orders(bare));
		expect((await send('POST', '/orders', [])).json).toEqual([]);
		expect(await read('/orders')).toEqual([]);
	});

	test('changes those that are there already', async () => {
		const { send, read } = await serve(orders(bare));
		await send('POST', '/orders', [A, B]);
		const again = await send('POST', '/orders', [{ title: 'c' }, { title: 'd', id: 2 }]);
		expect(again.json).toMatchObject([{ title: 'c' }, { title: 'd', id: 2 }]);
		expect(await read('/orders')).toMatchObject([A, { title: 'd', id: 2 }, { title: 'c' }]);
	});

	test('is refused whole where the document has a 409 for what is there already', async () => {
		const { send, read } = await serve(orders(bare, { '409': { description: '' } }));
		await send('POST', '/orders', [A]);
		expect((await send('POST', '/orders', [{ title: 'c' }, A])).status).toBe(409);
		expect(await read('/orders')).toMatchObject([A]);
		expect(((await read('/orders')) as unknown as JsonValue[]).length).toBe(1);
	});

	test('is refused whole where one of it can not be stored, with the place of that one', async () => {
		const declared = { create: 'order', each: true, request: '/0', answer: '/0' };
		const document = orders(bare, {}, declared);
		const free = JSON.parse(JSON.stringify(document).replace(JSON.stringify(NEW), '{"type":"object"}')) as JsonObject;
		const { send, read } = await serve(free);
		const refused = await send('POST', '/orders', [{ title: 'a' }, { title: 'b', done: 'perhaps' }]);
		expect(refused.status).toBe(400);
		expect(refused.reason).toContain('/1/done');
		expect(await read('/orders')).toEqual([]);
	});

	test('has a sample that makes one', async () => {
		const { mock, send, read } = await serve(orders(inEnvelope));
		const listed = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as {
			operations: { method: string; sample: { body?: string } }[];
		};
		const sample = listed.operations.find(({ method }) => method === 'POST')?.sample.body ?? '';
		await send('POST', '/orders', JSON.parse(sample) as JsonValue);
		expect(await read('/orders')).toMatchObject({ orders: [{ id: 1 }] });
	});
});

describe('a list that is put on a collection', () => {
	const all = orders(bare);
	const paths = all['paths'] as Record<string, Record<string, JsonObject>>;
	const { get, post } = paths['/orders'] as { get: JsonObject; post: JsonObject };
	const user = { name: 'user', in: 'path', required: true, schema: text };
	const id = { name: 'id', in: 'path', required: true, schema: whole };
	const done = { description: '' };
	const document = {
		...all,
		paths: {
			'/users/{user}/orders': {
				parameters: [user],
				get,
				post,
				put: { ...post, responses: { ...(get['responses'] as JsonObject), '400': done } },
			},
			'/users/{user}/orders/{id}': { parameters: [user, id], get: paths['/orders/{id}']?.['get'] as JsonObject },
			'/users/{user}/orders/{id}/notes': {
				parameters: [user, id],
				get: { responses: { '200': { ...done, content: { 'application/json': { schema: listOf(NEW) } } } } },
				post: {
					requestBody: { content: { 'application/json': { schema: NEW } } },
					responses: { '201': { ...done, content: { 'application/json': { schema: NEW } } } },
				},
			},
		},
	};

	test('is all that is there then, what stands below the others gone with them; of other places nothing changes', async () => {
		const { send, read } = await serve(document);
		for (const title of ['a', 'b']) await send('POST', '/users/x/orders', [{ title }]);
		await send('POST', '/users/y/orders', [{ title: 'c' }]);
		for (const order of [1, 2]) await send('POST', `/users/x/orders/${order}/notes`, { title: 'n' });
		const put = await send('PUT', '/users/x/orders', [{ title: 'new' }, { title: 'B', id: 2 }]);
		expect([put.status, put.json]).toMatchObject([
			200,
			[
				{ id: 4, title: 'new' },
				{ id: 2, title: 'B' },
			],
		]);
		expect(put.reason).toBe('');
		expect(await read('/users/x/orders')).toMatchObject([
			{ id: 2, title: 'B' },
			{ id: 4, title: 'new' },
		]);
		expect(await read('/users/y/orders')).toMatchObject([{ id: 3, title: 'c' }]);
		expect((await send('GET', '/users/x/orders/1')).status).toBe(404);
		expect(await read('/users/x/orders/2/notes')).toMatchObject([{ title: 'n' }]);
		await send('PUT', '/users/x/orders', []);
		expect(await read('/users/x/orders')).toEqual([]);
	});

	test('changes nothing where one of it does not fit', async () => {
		const { send, read } = await serve(document);
		await send('POST', '/users/x/orders', [{ title: 'a' }]);
		expect((await send('PUT', '/users/x/orders', [{ title: 'A', id: 1 }, { title: 'far too long' }])).status).toBe(400);
		expect(await read('/users/x/orders')).toMatchObject([{ id: 1, title: 'a' }]);
	});
});
