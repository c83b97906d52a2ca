// The headers of an answer: documented ones are sent, the server's own are never doubled or false, Location leads somewhere.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';
import { sendRaw } from '../support/raw.ts';

const JSON_BODY = { 'application/json': { example: { a: 1 } } };
const OWNED: Record<string, unknown> = {
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Allow-Methods': 'GET',
	'Content-Length': 99,
	'Content-Encoding': 'gzip',
	'Transfer-Encoding': 'chunked',
	Date: 'Thu, 01 Jan 1970 00:00:00 GMT',
	Connection: 'close',
	'Keep-Alive': 'timeout=99',
	'X-Content-Type-Options': 'sniff',
	Vary: 'Accept',
};
const TASK = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, title: { type: 'string' } } };
const todoAs = (content: JsonObject): JsonObject => ({ 'application/json': { schema: content } });

function describeTodos(location: JsonObject): JsonObject {
	return {
		'/todos': {
			get: giveBody('list', todoAs({ type: 'array', items: TASK }), {
				headers: { 'X-Total-Count': { schema: { type: 'integer' } }, Link: { schema: { type: 'string' } } },
			}),
			post: {
				operationId: 'create',
				requestBody: { required: true, content: todoAs(TASK) },
				responses: { '201': { description: 'Made.', content: todoAs(TASK), headers: { Location: location } } },
			},
		},
		'/todos/{id}': {
			get: {
				operationId: 'read',
				parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
				responses: { '200': { description: 'Good.', content: todoAs(TASK) }, '404': { description: 'None.' } },
			},
		},
	};
}

describe('headers that are the server’s own', () => {
	let mock: RunningMock;
	beforeAll(async () => {
		const headers = (required: boolean): JsonObject =>
			Object.fromEntries(
				Object.entries(OWNED).map(([name, example]) => [
					name,
					{ required, schema: { type: typeof example === 'number' ? 'integer' : 'string' }, example },
				]),
			) as JsonObject;
		const document = describePaths({
			'/some': { get: giveBody('some', JSON_BODY, { headers: headers(false) }) },
			'/all': { get: giveBody('all', JSON_BODY, { headers: headers(true) }) },
		});
		mock = await startTestMock({ documents: [document] });
	});

	it.each(['/some', '/all'])('are sent once, and true: %s', async (path) => {
		const { text: raw } = await sendRaw(
			Number(new URL(mock.url).port),
			`GET ${path} HTTP/1.1\r\nHost: a\r\nOrigin: http://a.test\r\n\r\n`,
		);
		const [head = '', body = ''] = raw.split('\r\n\r\n');
		const lines = head
			.split('\r\n')
			.slice(1)
			.map((line) => line.split(': ', 2) as [string, string]);
		const names = lines.map(([name]) => name.toLowerCase());
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
		const sent = new Map(lines.map(([name, value]) => [name.toLowerCase(), value]));
		expect(body).toBe('{"a":1}');
		expect(sent.get('content-length')).toBe('7');
		expect(sent.get('access-control-allow-origin')).toBe('http://a.test');
		expect(sent.has('content-encoding') || sent.has('transfer-encoding')).toBe(false);
		expect(sent.get('date')).not.toContain('1970');
		expect(sent.get('x-content-type-options')).toBe('nosniff');
		expect(sent.get('vary')).toBe('Accept, Origin');
	});

	it('of another origin’s request are the document’s where no page asks', async () => {
		const reply = await call(mock, 'GET', '/some');
		expect(reply.headers.get('access-control-allow-origin')).toBe('*');
	});
});

describe('a documented header', () => {
	let mock: RunningMock;
	beforeAll(async () => {
		const text = { schema: { type: 'string' } };
		const headers = {
			'X-Rate-Limit': { schema: { type: 'integer', minimum: 1, maximum: 9 } },
			'X-Request-Id': { schema: { type: 'string', format: 'uuid' } },
			'X-Parts': { schema: { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] } },
			'X-Json': {
				content: {
					'application/json': { schema: { type: 'object', required: ['a'], properties: { a: { const: 1 } } } },
				},
			},
			ETag: text,
			'Last-Modified': text,
			'X-Impossible': { schema: { type: 'integer', minimum: 5, maximum: 1 } },
			'X-Next-Cursor': text,
			Link: text,
			Location: text,
			'Set-Cookie': { required: true, schema: { type: 'array', items: { type: 'string' } }, example: ['a=1', 'b=2'] },
		};
		mock = await startTestMock({
			documents: [
				describePaths({
					'/x': {
						get: giveBody('x', JSON_BODY, { headers }),
						head: {
							operationId: 'headX',
							responses: { '200': { description: 'Good.', headers: { 'X-Kind': { ...text, example: 'a' } } } },
						},
					},
				}),
			],
			seed: 3,
		});
	});

	it('is sent though it is not required, with a value that fits', async () => {
		const { headers, status } = await call(mock, 'GET', '/x');
		expect(status).toBe(200);
		expect(Number(headers.get('x-rate-limit'))).toBeGreaterThanOrEqual(1);
		expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
		expect(headers.get('x-parts')).toMatch(/^a,-?\d+$/);
		expect(JSON.parse(headers.get('x-json') ?? '')).toEqual({ a: 1 });
		expect(headers.get('etag')).toMatch(/^"[\da-f]{16}"$/);
		expect(headers.get('last-modified')).toMatch(/ GMT$/);
		expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
	});

	it('of a HEAD with an operation of its own tells no length, which would be that of a GET (RFC 9110 §8.6)', async () => {
		const { headers, status } = await call(mock, 'HEAD', '/x');
		expect([status, headers.get('x-kind'), headers.get('content-length')]).toEqual([200, 'a', null]);
	});

	it('is left out where a made-up value would mislead, and where none fits', async () => {
		const { headers } = await call(mock, 'GET', '/x');
		for (const name of ['x-next-cursor', 'link', 'location', 'x-impossible'])
			expect(headers.get(name), name).toBeNull();
	});

	it('that tells a request again by its id has the one that was sent', async () => {
		const id = '4fe1d7a8-0f0d-4a3c-9d6d-0a3b0c5a7d11';
		expect((await call(mock, 'GET', '/x', { headers: { 'x-request-id': id } })).headers.get('x-request-id')).toBe(id);
		const misfit = await call(mock, 'GET', '/x', { headers: { 'x-request-id': 'no uuid' } });
		expect([misfit.status, misfit.headers.get('x-request-id')]).toEqual([200, expect.stringMatching(/^[\da-f-]{36}$/)]);
	});
});

describe('Location and the total', () => {
	it('leads to what a query parameter names', async () => {
		const key: JsonObject = { name: 'todoId', in: 'query', required: true, schema: { type: 'integer' } };
		const paths = describeTodos({ schema: { type: 'string' } });
		const { '/todos': todos, '/todos/{id}': item } = paths as Record<string, JsonObject>;
		const read = { ...(item?.['get'] as JsonObject), parameters: [key] };
		const { get: list = {}, post = {} } = todos as Record<string, JsonObject>;
		const documents = [describePaths({ '/todo': { get: read, post }, '/todo/all': { get: list } })];
		const mock = await startTestMock({ documents });
		const made = await call(mock, 'POST', '/todo', { body: { id: 1, title: 'Milk' } });
		expect(made.headers.get('location')).toBe('/todo?todoId=1');
	});

	it.each([
		[{ required: true, schema: { type: 'string' } }, /^\/elsewhere$/],
		[{ schema: { type: 'string' } }, /^\/elsewhere$/],
		[{ schema: { type: 'string' }, example: '/there' }, /^\/there$/],
		[{ required: true, schema: { type: 'string', format: 'uri' } }, /^http:\/\/127\.0\.0\.1:\d+\/elsewhere$/],
	])('leads who follows a redirect not back to it (%j)', async (Location, expected) => {
		const headers = { Location } as JsonObject;
		const get: JsonObject = { responses: { '302': { description: 'Found.', headers } } };
		const mock = await startTestMock({ documents: [describePaths({ '/go': { get } })] });
		const answer = await fetch(`${mock.url}/go`, { redirect: 'manual' });
		expect([answer.status, answer.headers.get('location')]).toEqual([302, expect.stringMatching(expected)]);
		expect((await fetch(`${mock.url}/go`)).status).toBe(404);
	});

	it.each<[string, JsonObject, (url: string) => string]>([
		['a path', { schema: { type: 'string' } }, () => '/todos/1'],
		['absolute where the format is uri', { schema: { type: 'string', format: 'uri' } }, (url) => `${url}/todos/1`],
		[
			'absolute where it is required so',
			{ required: true, schema: { type: 'string', format: 'uri' } },
			(url) => `${url}/todos/1`,
		],
		[
			'a path where the format is uri-reference',
			{ schema: { type: 'string', format: 'uri-reference' } },
			() => '/todos/1',
		],
	])('%s', async (_name, location, expected) => {
		const mock = await startTestMock({ documents: [describePaths(describeTodos(location))] });
		const made = await call(mock, 'POST', '/todos', { body: { id: 1, title: 'a' } });
		expect([made.status, made.headers.get('location')], made.reason).toEqual([201, expected(mock.url)]);
		const list = await call(mock, 'GET', '/todos');
		expect(list.headers.get('x-total-count')).toBe('1');
		expect(list.headers.get('link')).toContain('rel="last"');
		expect(list.headers.get('link')).not.toContain('rel="next"');
		const inSession = await call(mock, 'POST', '/__session/other/todos', { body: { id: 1, title: 'b' } });
		const url = new URL(inSession.headers.get('location') ?? '', mock.url);
		expect(url.pathname).toBe('/__session/other/todos/1');
		expect((await call(mock, 'GET', url.pathname)).json).toMatchObject({ title: 'b' });
	});
});

describe('what a documented header may hold', () => {
	const TOKEN = `session=${'eyJ0eXAi'.repeat(100)}; Path=/; HttpOnly`;
	it.each<[string, JsonObject, string | null]>([
		['all of a long example', { schema: { type: 'string' }, example: TOKEN }, TOKEN],
		[
			'as much as is asked for',
			{ schema: { type: 'string', minLength: 600, maxLength: 600, pattern: '^a*$' } },
			'a'.repeat(600),
		],
		['Latin letters', { schema: { enum: ['ä'] } }, 'ä'],
		['of several values one that can be sent', { schema: { enum: ['Ω', 'a\nb', 'c'] } }, 'c'],
		['of several examples one that can be sent', { examples: { a: { value: '→' }, b: { value: 'b' } } }, 'b'],
		['nothing where none can be sent', { schema: { const: 'Ω' } }, null],
		['nothing where none is made that can be sent', { schema: { type: 'string', pattern: '^a\n$' } }, null],
	])('%s', async (_what, header, sent) => {
		const document = describePaths({ '/a': { get: giveBody('a', JSON_BODY, { headers: { 'X-A': header } }) } });
		const mock = await startTestMock({ documents: [document], seed: 1 });
		const { status, headers } = await call(mock, 'GET', '/a');
		expect(status).toBe(200);
		expect(headers.get('x-a')).toBe(sent);
	});
});

describe('what a list tells in headers', () => {
	it.each<[JsonObject, string | null]>([
		[{ type: 'integer' }, '0'],
		[{ type: 'object', additionalProperties: false }, null],
		[{ type: 'string', enum: ['many'] }, 'many'],
	])('is told where the document takes it: %j', async (schema, told) => {
		const list = giveBody('list', todoAs({ type: 'array', items: TASK }), { headers: { 'X-Total-Count': { schema } } });
		const paths = describeTodos({ schema: { type: 'string' } });
		const document = describePaths({ ...paths, '/todos': { ...(paths['/todos'] as JsonObject), get: list } });
		const mock = await startTestMock({ documents: [document] });
		const { status, headers } = await call(mock, 'GET', '/todos');
		expect([status, headers.get('x-total-count') || null]).toEqual([200, told]);
	});
});
