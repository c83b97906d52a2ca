// What a document marks as a password (`format: password`) is to be had neither from the journal nor from a snapshot.

import { describe, expect, it } from 'vitest';
import { createGates } from '../../../mock/cli/gates.ts';
import { createRedaction } from '../../../mock/control/redact.ts';
import { renderEvent } from '../../../mock/control/render-event.ts';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { createRequestLog } from '../../../mock/log/request-log.ts';
import { blotOut } from '../../../mock/text/blot.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { call, startTestMock } from '../../support/mock.ts';

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
				responses: {
					204: {
						description: 'taken',
						headers: { 'X-Next-Token': { schema: { type: 'string', format: 'password', enum: [SECRET] } } },
					},
				},
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

describe('a password in a header of an answer', () => {
	it('reaches the client, and is in no journal, HAR or snapshot', async () => {
		const mock = await startTestMock({ documents: [DOCUMENT] });
		const answer = await send(mock, '/token', { body: 'x', headers: { 'content-type': 'text/plain' } });
		expect([answer.status, answer.headers.get('x-next-token')]).toEqual([204, SECRET]);
		for (const path of ['/requests', '/requests/1', '/requests.har', '/snapshot?requests=true']) {
			const told = await readControl(mock, path);
			expect(told.toLowerCase(), path).toContain('/token');
			expect(told, path).not.toContain(SECRET);
		}
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

describe('an entity that goes by a password', () => {
	const TOKEN = { type: 'object', required: ['secret'], properties: { secret: PASSWORD, label: { type: 'string' } } };
	const json200 = (schema: JsonObject) => ({ description: '', content: { 'application/json': { schema } } });
	const problem = { description: '', content: { 'application/problem+json': { schema: { type: 'object' } } } };
	const pin = { name: 'pin', in: 'query', schema: { type: 'string', format: 'password' } };
	const KEYED = {
		openapi: '3.1.0',
		info: { title: 'tokens', version: '1' },
		paths: {
			'/tokens': {
				get: {
					operationId: 'listTokens',
					parameters: [pin, { name: 'limit', in: 'query', schema: { type: 'integer' } }],
					responses: { 200: json200({ type: 'array', items: TOKEN }), 400: problem },
				},
				post: {
					operationId: 'createToken',
					requestBody: { required: true, content: { 'application/json': { schema: TOKEN } } },
					responses: { 201: json200(TOKEN), 409: problem },
				},
			},
			'/tokens/{secret}': {
				parameters: [{ name: 'secret', in: 'path', required: true, schema: PASSWORD }],
				get: { operationId: 'getToken', responses: { 200: json200(TOKEN), 404: problem } },
				delete: { operationId: 'deleteToken', responses: { 204: { description: '' }, 404: problem } },
			},
		},
	};
	/** A mock with all that tells of its requests to others than their clients. */
	async function startTold(): Promise<{ mock: RunningMock; told: () => string }> {
		const told: string[] = [];
		const terminal = { print: (text: string) => void told.push(text), warn() {}, hasColor: false, env: {} };
		const logs = [createRequestLog('json', terminal), createRequestLog('pretty', terminal)];
		const gates = createGates(['invalid', 'unmatched', 'undocumented']);
		const mock = await startTestMock(
			{ documents: [KEYED] },
			{
				onSent(departure) {
					gates.note(departure);
					for (const log of logs) log.logRequest(departure);
				},
			},
		);
		const redaction = createRedaction(mock.engine.documents);
		mock.engine.events.listen((event) => void told.push(JSON.stringify(renderEvent(event, redaction))));
		return {
			mock,
			told: () => {
				for (const log of logs) log.flush();
				return [...told, JSON.stringify(gates.judge([mock.engine]))].join('\n');
			},
		};
	}

	it('is told without it: in log, reasons, errors, events, journal, gates and timeline', async () => {
		const { mock, told } = await startTold();
		const reasons: string[] = [];
		const bodies: string[] = [];
		for (const [method, path, body] of [
			['POST', '/tokens', { secret: SECRET, label: 'mine' }],
			['POST', '/tokens', { secret: SECRET }],
			['GET', `/tokens/${SECRET}`],
			['GET', `/tokens/${SECRET}-none`],
			['GET', `/tokens/${encodeURIComponent(`${SECRET} ü`)}`],
			['PATCH', `/tokens/${SECRET}`],
			['GET', `/v9/tokens/${SECRET}`],
			['GET', `/tokens?pin=${SECRET}&limit=x`],
			['DELETE', `/tokens/${SECRET}`],
		] as const) {
			const { reason, text, status } = await call(mock, method, path, { body });
			reasons.push(reason);
			if (status >= 400) bodies.push(text);
		}
		await call(mock, 'POST', '/__admin/sessions/default/resources/token', { body: { secret: SECRET } });
		for (const shown of ['/requests', '/requests.har', '/timeline', '/snapshot?requests=true'])
			bodies.push(await readControl(mock, shown));
		expect(`${told()}${reasons.join('\n')}${bodies.join('\n')}`.match(/.{0,80}hunter2.{0,80}/)?.[0]).toBeUndefined();
		expect(reasons).toContain('effect createToken: token [redacted] already exists');
		expect(reasons).toContain('effect getToken: there is no token [redacted]');
		expect(told()).toMatch(/"path":"\/tokens\/\[redacted\]","status":200.*"reason":"read token \[redacted\]"/);
		expect(told()).toContain('"key":"[redacted]"');
	});

	it('is blotted out as a word: a short one spoils no other', () => {
		expect(blotOut('token a of /a/table, a-b and a', ['a'])).toBe(
			'token [redacted] of /[redacted]/table, a-b and [redacted]',
		);
	});
});
