// Callbacks are called once the answer was sent: on this machine only, unless a host is named; the journal tells of each.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const got: { line: string; type: string | undefined; body: string }[] = [];
let isSilent = false;
let server: Server;
let hook: string;
let mock: RunningMock;

const DATA = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const calls = (body?: JsonObject): JsonObject => ({
	post: { ...(body && { requestBody: { content: body } }), responses: { '204': { description: 'Good.' } } },
});

beforeAll(async () => {
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => {
			body += chunk;
		});
		request.on('end', () => {
			got.push({ line: `${request.method} ${request.url}`, type: request.headers['content-type'], body });
			if (isSilent) return;
			if (request.url === '/moved') response.writeHead(307, { location: '/elsewhere' }).end();
			else response.writeHead(204).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const url = { name: 'url', in: 'query', schema: { type: 'string' } };
	const document = describePaths(
		{
			'/streams': {
				post: {
					operationId: 'subscribe',
					parameters: [url],
					requestBody: {
						content: { 'application/json': { schema: { type: 'object', properties: { hook: { type: 'string' } } } } },
					},
					responses: {
						'201': { description: 'Made.', content: { 'application/json': { example: { id: 7 } } } },
						'400': { description: 'Bad.' },
					},
					callbacks: {
						onData: {
							'{$request.query.url}/data?id={$response.body#/id}&status={$statusCode}': calls({
								'application/json': { schema: DATA },
							}),
						},
						onExample: { '$request.body#/hook': { $ref: '#/components/pathItems/Example' } },
					},
				},
			},
		},
		{
			components: {
				pathItems: {
					Example: {
						...calls({ 'application/json': { example: { shown: true } } }),
						put: calls()['post'] as JsonObject,
					},
				},
			},
		},
	);
	mock = await startTestMock({ documents: [document] });
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

async function lastCalls(wanted: number): Promise<JsonObject[]> {
	return vi.waitFor(
		async () => {
			const reply = await call(mock, 'GET', '/__admin/sessions/default/requests');
			const { requests } = reply.json as { requests: { callbacks?: JsonObject[] }[] };
			const found = requests.at(-1)?.callbacks ?? [];
			expect(found).toHaveLength(wanted);
			expect(found.every(({ status, error }) => status !== null || error !== undefined)).toBe(true);
			return found;
		},
		{ timeout: 20_000, interval: 20 },
	);
}

describe('a callback', () => {
	it('is called where the request said, with a body of the document, and the journal tells it', async () => {
		got.length = 0;
		const reply = await call(mock, 'POST', `/streams?url=${hook}/a`);
		expect(reply.status, reply.reason).toBe(201);
		const [told] = await lastCalls(1);
		expect(told).toMatchObject({ name: 'onData', method: 'POST', url: `${hook}/a/data?id=7&status=201`, status: 204 });
		expect(got).toEqual([{ line: 'POST /a/data?id=7&status=201', type: 'application/json', body: expect.any(String) }]);
		expect(JSON.parse(got[0]?.body ?? '')).toEqual({ n: expect.any(Number) });
	});

	it('goes by an expression alone, by a reference and by other methods too', async () => {
		got.length = 0;
		await call(mock, 'POST', '/streams', { body: { hook: `${hook}/b` } });
		await lastCalls(2);
		expect(got.map(({ line }) => line).sort()).toEqual(['POST /b', 'PUT /b']);
		expect(got.find(({ line }) => line.startsWith('POST'))?.body).toBe('{"shown":true}');
	});

	it('is not made where nobody said where to, and not after a refusal', async () => {
		got.length = 0;
		await call(mock, 'POST', '/streams');
		await lastCalls(0);
		await call(mock, 'POST', `/streams?url=${hook}`, { body: '{', headers: { 'content-type': 'application/json' } });
		await lastCalls(0);
		expect(got).toEqual([]);
	});

	it.each([
		['http://203.0.113.7', /203\.0\.113\.7 is not this machine; allow it by --callback-host 203\.0\.113\.7/],
		['http://127.0.0.1.evil.test', /is not this machine/],
		['http://0.0.0.0', /is not this machine/],
		['file:///etc/passwd', /is no http address/],
		['nonsense', /is no http address/],
		['http://a:b@127.0.0.1', /credentials/],
	])('does not leave this machine: %s', async (url, error) => {
		await call(mock, 'POST', `/streams?url=${encodeURIComponent(url)}`);
		expect((await lastCalls(1))[0]?.['error']).toMatch(error);
	});

	it('never steers a mock', async () => {
		for (const path of ['/__admin/reset', '/%5f_admin/reset', '/x/../__admin/reset', '/__session/a/__admin/reset']) {
			await call(mock, 'POST', '/streams', { body: { hook: mock.url + path } });
			for (const told of await lastCalls(2)) expect(told['error'], path).toBe('the control API is not called');
		}
	});

	it('follows no redirect, and tells what went wrong', async () => {
		got.length = 0;
		await call(mock, 'POST', '/streams', { body: { hook: `${hook}/moved` } });
		expect((await lastCalls(2)).map(({ status }) => status)).toEqual([307, 307]);
		expect(got.map(({ line }) => line).sort()).toEqual(['POST /moved', 'PUT /moved']);
		await call(mock, 'POST', '/streams', { body: { hook: 'http://127.0.0.1:9/' } });
		for (const told of await lastCalls(2)) expect(told['error']).toEqual(expect.any(String));
	});

	it('delays no answer, and ends with the mock', async () => {
		isSilent = true;
		const other = await startTestMock({ documents: mock.engine.options.documents, callbackHosts: ['hooks.test'] });
		const startedAt = performance.now();
		for (let index = 0; index < 30; index++) {
			await call(other, 'POST', '/streams', { body: { hook: `${hook}/slow` } });
		}
		expect(performance.now() - startedAt).toBeLessThan(4000);
		await other.stop(500);
		isSilent = false;
		const told = other.engine.sessions
			.get('default')
			.journal.list()
			.flatMap(({ callbacks = [] }) => callbacks);
		expect(told).toHaveLength(60);
		await vi.waitFor(() =>
			expect(told.filter(({ error }) => error === 'the mock was closed').length).toBeGreaterThan(0),
		);
	});
});
