// What a document marks as a password (`format: password`) is to be had neither from the journal nor from a snapshot.

import { describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { startTestMock } from '../../support/mock.ts';

const SECRET = 'hunter2-secret';
const PASSWORD = { type: 'string', format: 'password', minLength: 8, maxLength: 20, pattern: '^[a-z0-9-]+$' };
const USER = {
	type: 'object',
	required: ['name'],
	properties: {
		id: { type: 'string' },
		name: { type: 'string' },
		password: PASSWORD,
		hint: { type: 'string' },
		account: { type: 'object', properties: { pins: { type: 'array', items: { type: 'string', format: 'password' } } } },
		keys: { type: 'object', additionalProperties: { $ref: '#/components/schemas/Secret' } },
	},
};
const DOCUMENT = {
	openapi: '3.1.0',
	info: { title: 'users', version: '1' },
	components: { schemas: { Secret: { type: ['string', 'null'], format: 'password' }, User: USER } },
	paths: {
		'/users': {
			post: {
				operationId: 'createUser',
				parameters: [
					{ name: 'code', in: 'query', schema: { type: 'string', format: 'password' } },
					{ name: 'X-Pin', in: 'header', schema: { type: 'string', format: 'password' } },
				],
				requestBody: {
					content: Object.fromEntries(
						['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'].map(
							(type) => [type, { schema: { $ref: '#/components/schemas/User' } }],
						),
					),
				},
				responses: {
					201: {
						description: 'made',
						content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } },
					},
				},
			},
		},
		'/users/{id}': {
			parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
			patch: {
				operationId: 'patchUser',
				requestBody: { content: { 'application/json-patch+json': { schema: { type: 'array' } } } },
				responses: {
					200: {
						description: 'changed',
						content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } },
					},
				},
			},
			get: {
				operationId: 'getUser',
				responses: {
					200: {
						description: 'one',
						content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } },
					},
				},
			},
		},
		'/reset/{code}/{id}': {
			post: {
				operationId: 'resetPassword',
				parameters: ['code', 'id'].map((name) => ({
					name,
					in: 'path',
					required: true,
					schema: { type: 'string', ...(name === 'code' && { format: 'password' }) },
				})),
				responses: { 204: { description: 'taken' } },
			},
		},
		'/token': {
			post: {
				operationId: 'sendToken',
				requestBody: { content: { 'text/plain': { schema: { type: 'string', format: 'password' } } } },
				responses: { 204: { description: 'taken' } },
			},
		},
	},
};

async function send(mock: RunningMock, path: string, init: RequestInit): Promise<Response> {
	return fetch(`${mock.url}${path}`, { method: 'POST', ...init });
}

async function readControl(mock: RunningMock, path: string): Promise<string> {
	return (await fetch(`${mock.url}/__admin/sessions/default${path}`)).text();
}

const json = (body: unknown): RequestInit => ({
	headers: { 'content-type': 'application/json' },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

function formData(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
}

describe('passwords in bodies', () => {
	it.each<[how: string, path: string, init: RequestInit]>([
		['JSON', '/users', json({ name: 'a', password: SECRET })],
		['a list in an object', '/users', json({ name: 'a', account: { pins: [SECRET] } })],
		['a map by reference, nullable', '/users', json({ name: 'a', keys: { first: SECRET } })],
		['one that is refused by its pattern', '/users', json({ name: 'a', password: `${SECRET}-UPPER` })],
		['one of another type', '/users', json({ name: 'a', password: { inner: SECRET } })],
		['JSON that is broken', '/users', json(`{"name":"a","password":"${SECRET}`)],
		['JSON that is cut off', '/users', json({ name: 'a', password: SECRET, hint: 'x'.repeat(20_000) })],
		[
			'a step of a JSON Patch',
			'/users/1',
			{
				method: 'PATCH',
				headers: { 'content-type': 'application/json-patch+json' },
				body: JSON.stringify([{ op: 'add', path: '/account/pins/-', value: SECRET }]),
			},
		],
		['a form', '/users', { body: new URLSearchParams({ name: 'a', password: SECRET }) }],
		['a form in brackets', '/users', { body: new URLSearchParams({ name: 'a', 'account[pins][]': SECRET }) }],
		['the parts of a form', '/users', { body: formData({ name: 'a', password: SECRET, hint: 'b' }) }],
		[
			'XML',
			'/users',
			{
				headers: { 'content-type': 'application/xml' },
				body: `<User><name>a</name><password>${SECRET}</password></User>`,
			},
		],
		['a body that is one', '/token', { headers: { 'content-type': 'text/plain' }, body: SECRET }],
		['a part of the path', `/reset/${SECRET}/7`, { method: 'POST' }],
		['a query parameter', `/users?code=${SECRET}`, json({ name: 'a' })],
		[
			'a header',
			'/users',
			{ ...json({ name: 'a' }), headers: { 'content-type': 'application/json', 'x-pin': SECRET } },
		],
	])('%s: hidden in journal, snapshot, HAR and search', async (_how, path, init) => {
		const mock = await startTestMock({ documents: [DOCUMENT] });
		await send(mock, path, init);
		for (const shown of ['/requests', '/requests/1', '/snapshot?requests=true', '/requests.har']) {
			const text = await readControl(mock, shown);
			expect([shown, text.includes(SECRET)]).toEqual([shown, false]);
		}
		expect(await readControl(mock, '/requests')).toContain('[redacted]');
		expect(JSON.parse(await readControl(mock, `/requests?q=${SECRET}`))).toMatchObject({ total: 0 });
	});

	it('leave what stands beside them', async () => {
		const mock = await startTestMock({ documents: [DOCUMENT] });
		await send(mock, '/users', json({ name: 'Ann', password: SECRET, hint: 'my cat' }));
		await send(mock, '/users', { body: formData({ name: 'Ben', password: SECRET, hint: 'my dog' }) });
		const [first, second] = JSON.parse(await readControl(mock, '/requests')).requests;
		expect(first.request.body).toEqual({ name: 'Ann', password: '[redacted]', hint: 'my cat' });
		expect(second.request.body).toContain('my dog');
		expect(second.request.body).toContain('Ben');
	});

	it('stay what they are in the store: the client gets its own back', async () => {
		const mock = await startTestMock({ documents: [DOCUMENT] });
		const made = (await (await send(mock, '/users', json({ name: 'a', password: SECRET }))).json()) as { id: string };
		const read = await fetch(`${mock.url}/users/${made.id}`);
		expect(await read.json()).toMatchObject({ password: SECRET });
	});
});

describe('a snapshot without passwords', () => {
	it('brings those of entities that are still there back, and is taken elsewhere', async () => {
		const mock = await startTestMock({ documents: [DOCUMENT] });
		const made = (await (await send(mock, '/users', json({ name: 'a', password: SECRET }))).json()) as { id: string };
		const snapshot = await readControl(mock, '/snapshot');
		expect(snapshot).toContain('[redacted]');
		const restore = (session: string): Promise<Response> =>
			fetch(`${mock.url}/__admin/sessions/${session}/snapshot`, { ...json(snapshot), method: 'PUT' });
		expect((await restore('default')).status).toBe(200);
		expect(await (await fetch(`${mock.url}/users/${made.id}`)).json()).toMatchObject({ password: SECRET });
		// `[redacted]` fits no pattern of the document: the mock takes it all the same.
		expect((await restore('elsewhere')).status).toBe(200);
	});

	it('is replayed with passwords of a sample', async () => {
		const mock = await startTestMock({ documents: [DOCUMENT] });
		await send(mock, '/users', json({ name: 'a', password: SECRET }));
		const snapshot = JSON.parse(await readControl(mock, '/snapshot?requests=true'));
		const replayed = await fetch(`${mock.url}/__admin/sessions/again/replay`, {
			...json({ snapshot }),
			method: 'POST',
		});
		expect(await replayed.json()).toMatchObject({ results: [{ before: 201, after: 201 }] });
	});
});
