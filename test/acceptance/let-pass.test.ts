// Requests that don't fit: refused by the operation that they mean, or, with validateRequests off, told and let pass.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { describePaths, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';
import { sendRaw } from '../support/raw.ts';

const TASK = {
	type: 'object',
	required: ['id', 'title'],
	properties: {
		id: { type: 'integer' },
		title: { type: 'string' },
		at: { type: 'string', format: 'date-time' },
		tags: { type: 'array', items: { type: 'string' } },
	},
};
const CODE = {
	description: 'Bad.',
	content: {
		'application/json': { schema: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } } },
	},
};
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const DONE = { responses: { '204': { description: 'Good.' } } };
const document = describePaths({
	'/todos': {
		get: {
			operationId: 'list',
			parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } }],
			responses: {
				'200': { description: 'Good.', content: { 'application/json': { schema: { type: 'array', items: TASK } } } },
			},
		},
		post: {
			operationId: 'create',
			requestBody: { required: true, content: { 'application/json': { schema: TASK } } },
			responses: { '201': { description: 'Made.', content: { 'application/json': { schema: TASK } } }, '400': CODE },
		},
	},
	'/todos/{id}': {
		parameters: [ID],
		get: {
			operationId: 'read',
			responses: {
				'200': { description: 'Good.', content: { 'application/json': { schema: TASK } } },
				'400': CODE,
				'404': { description: 'None.' },
			},
		},
	},
	'/t': {
		post: takeBody('t', {
			'application/json': { schema: { type: 'object', properties: { at: { type: 'string', format: 'date-time' } } } },
		}),
	},
	'/none': { post: { operationId: 'none', ...DONE }, get: { operationId: 'noneGet', ...DONE } },
	'/texts/{name}': {
		parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
		get: { operationId: 'text', responses: { '204': { description: 'Good.' }, '400': CODE } },
	},
	'/pets/mine': { get: { operationId: 'mine', ...DONE } },
	'/pets/{id}': { parameters: [ID], post: { operationId: 'change', ...DONE }, get: { operationId: 'pet', ...DONE } },
	'/pets/mine/{part}': { parameters: [{ ...ID, name: 'part' }], get: { operationId: 'part', ...DONE } },
	'/pets/{id}/photo': { parameters: [ID], get: { operationId: 'photo', ...DONE } },
});

let strict: RunningMock;
let lenient: RunningMock;
beforeAll(async () => {
	strict = await startTestMock({ documents: [document], seed: 1, maxBody: 1000 });
	lenient = await startTestMock({ documents: [document], seed: 1, validateRequests: false });
});

describe('a request that does not fit', () => {
	it.each(['/texts/%00', '/texts/%E0%A4%A'])('is refused by the operation that it means: %s', async (path) => {
		const reply = await call(strict, 'GET', path);
		expect([reply.status, reply.headers.get('content-type')]).toEqual([400, 'application/json']);
		expect(reply.json).toEqual({ code: expect.any(String) });
		expect(reply.reason).toContain('NUL');
	});

	it.each<[string, string, number, string | null]>([
		['POST', '/pets/mine', 405, 'GET, HEAD, OPTIONS'],
		['OPTIONS', '/pets/mine', 204, 'GET, HEAD, OPTIONS'],
		['GET', '/pets/mine', 204, null],
		['POST', '/pets/7', 204, null],
		['GET', '/pets/mine/1', 204, null],
		['GET', '/pets/7/photo', 204, null],
		['DELETE', '/pets/7', 405, 'GET, HEAD, OPTIONS, POST'],
	])(
		'has the methods of the concrete path, not those of a template: %s %s → %i',
		async (method, path, status, allow) => {
			const reply = await call(strict, method, path);
			expect([reply.status, reply.headers.get('allow')], reply.reason).toEqual([status, allow]);
		},
	);

	it('closes the connection where more of its body would come, whatever the status', async () => {
		const head = 'POST /t HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
		const port = Number(new URL(strict.url).port);
		for (const framing of ['Content-Length: 100000000\r\n\r\n', 'Transfer-Encoding: chunked\r\n\r\n8000\r\n']) {
			const reply = await sendRaw(port, [head + framing, ' '.repeat(2000)], { gapMs: 20, quietMs: 3000 });
			expect([reply.status, reply.ended], framing).toEqual([400, expect.stringMatching(/closed|reset/)]);
			expect(reply.text).toMatch(/^Connection: close\r$/im);
		}
	});

	it.each([
		['GET', '/none', undefined],
		['POST', '/t', { at: '2020-01-01T00:00:00Z' }],
		['POST', '/t', { at: 5 }],
		['POST', '/none', undefined],
	])('leaves the connection open where nothing more comes: %s %s %j', async (method, path, body) => {
		expect((await call(strict, method, path, { body })).headers.get('connection')).toBe('keep-alive');
	});

	it('is told of a body that the operation does not declare', async () => {
		const reply = await call(strict, 'POST', '/none', { body: { n: 1 } });
		expect([reply.status, reply.reason]).toEqual([
			204,
			expect.stringContaining('body is none that the document declares'),
		]);
		expect((await call(strict, 'POST', '/none')).reason).toBe('');
	});
});

describe('with validateRequests off a request', () => {
	it.each<[string, string, string | undefined, Record<string, string>, string]>([
		['POST', '/t', '{"at":5}', {}, 'body /at must be a string'],
		['POST', '/t', '{', {}, 'body is not JSON'],
		['POST', '/t', undefined, {}, 'body is required'],
		['POST', '/t', '<a/>', { 'content-type': 'application/xml' }, 'application/xml is not accepted'],
		['POST', '/t', '{}', { expect: '100-continue', 'content-type': 'text/plain' }, 'text/plain is not accepted'],
	])('goes on, and the header tells what is wrong: %s %s %s', async (method, path, body, headers, words) => {
		const { expect: _, ...sent } = headers;
		const all = body === undefined || sent['content-type'] ? sent : { 'content-type': 'application/json' };
		const reply = await call(lenient, method, path, { body, headers: all });
		expect([reply.status, reply.reason]).toEqual([204, expect.stringContaining(`let pass: ${words}`)]);
		const last = lenient.engine.sessions.get('default').journal.list().at(-1);
		expect(last?.answer.why.findings).not.toEqual([]);
	});

	it('creates with what fits, and what was created is whole', async () => {
		const made = await call(lenient, 'POST', '/todos', { body: { id: 7, title: 'a', at: 5, tags: ['x', 5, 6, 'y'] } });
		expect([made.status, made.json], made.reason).toEqual([201, { id: 7, title: 'a', tags: ['x', 'y'] }]);
		expect(made.reason).toContain('body /at must be a string');
		expect((await call(lenient, 'GET', '/todos/7')).json).toEqual(made.json);
		const lacking = await call(lenient, 'POST', '/todos', { body: { id: 8 } });
		expect([lacking.status, lacking.json], lacking.reason).toEqual([201, { id: 8, title: expect.any(String) }]);
		expect((await call(lenient, 'GET', '/todos')).status).toBe(200);
	});

	it('is answered as if a parameter that does not fit were not there', async () => {
		const reply = await call(lenient, 'GET', '/todos?limit=-5');
		expect([reply.status, (reply.json as unknown[]).length > 0], reply.reason).toEqual([200, true]);
		expect(reply.reason).toContain('query limit must be at least 1');
		expect((await call(lenient, 'GET', '/todos/x')).status).toBe(404);
	});

	it('may prefer an answer', async () => {
		const reply = await call(lenient, 'POST', '/todos', { body: { at: 5 }, headers: { prefer: 'code=400' } });
		expect([reply.status, reply.json]).toEqual([400, { code: expect.any(String) }]);
	});
});
