// Media types with parameters, and ranges in bodies: one choice in both directions.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const needs = (name: string): JsonObject => ({
	schema: { type: 'object', required: [name], properties: { [name]: { type: 'integer' } } },
});

let mock: RunningMock;
beforeAll(async () => {
	const document = describePaths({
		'/versions': {
			get: giveBody('getVersion', {
				'application/json; version=1': { example: { v: 1 } },
				'application/json; version=2': { example: { v: 2 } },
				'application/vnd.acme+json': { example: { v: 3 } },
			}),
			post: takeBody('postVersion', {
				'application/json; version=1': needs('one'),
				'application/json;version="2"': needs('two'),
			}),
		},
		'/profiles': {
			get: giveBody('getProfile', {
				'application/ld+json; profile="https://x.test/a"': { example: { p: 'a' } },
				'text/plain; charset=iso-8859-1': { example: 'é' },
			}),
			put: takeBody('putProfile', { 'application/json; charset=utf-8': needs('n') }),
			post: takeBody('postProfile', { 'text\\csv , applicaton/ json': needs('n') }),
			patch: takeBody('patchProfile', { 'application/json': needs('n') }),
		},
		'/ranges': {
			post: takeBody('postRange', { 'application/*+json': needs('n'), 'application/*+xml': {} }),
			put: takeBody('putRange', {
				'*/*': {},
				'application/*': { schema: { const: 'x' } },
				'application/*+json': needs('n'),
			}),
			patch: takeBody('patchRange', { 'applicantion/json': needs('n'), 'binary/octet-stream': {} }),
			get: giveBody('getRange', {
				'application/*+json': { schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } },
			}),
		},
	});
	mock = await startTestMock({ documents: [document], seed: 1 });
});

describe('a media type with parameters', () => {
	it.each<[string, number, string, string]>([
		['*/*', 200, '{"v":1}', 'application/json; version=1'],
		['application/json', 200, '{"v":1}', 'application/json; version=1'],
		['application/json;version=2', 200, '{"v":2}', 'application/json; version=2'],
		['application/json; Version="2"; q=0.5', 200, '{"v":2}', 'application/json; version=2'],
		['application/json;version=2, application/json;q=0.9', 200, '{"v":2}', 'application/json; version=2'],
		['application/json;version=1;q=0.1, application/json', 200, '{"v":2}', 'application/json; version=2'],
		['application/json;version=2;q=0, application/json', 200, '{"v":1}', 'application/json; version=1'],
		['application/json;charset=utf-8', 200, '{"v":1}', 'application/json; version=1'],
		['application/json;version=9', 406, '', ''],
	])('that Accept names: %s → %i', async (accept, status, text, type) => {
		const reply = await call(mock, 'GET', '/versions', { headers: { accept } });
		expect([reply.status, reply.headers.get('content-type')], reply.reason).toEqual([
			status,
			status === 406 ? 'application/problem+json' : type,
		]);
		if (status === 200) expect(reply.text).toBe(text);
	});

	it.each<[string, string, unknown, number]>([
		['POST /versions', 'application/json;version=2', { two: 1 }, 204],
		['POST /versions', 'application/json;version=2', { one: 1 }, 400],
		['POST /versions', 'application/json; version=1; charset=utf-8', { one: 1 }, 204],
		['POST /versions', 'application/json', { one: 1 }, 204],
		['POST /versions', 'application/json;version=3', { one: 1 }, 415],
		['PUT /profiles', 'application/json', { n: 1 }, 204],
		['PATCH /profiles', 'application/json;odata=verbose', { n: 1 }, 204],
		['PATCH /profiles', 'application/json;odata=verbose', { n: 'x' }, 400],
	])('of a body: %s as %s', async (line, type, body, status) => {
		const [method, path] = line.split(' ') as [string, string];
		const reply = await call(mock, method, path, { body, headers: { 'content-type': type } });
		expect(reply.status, reply.reason).toBe(status);
		if (status === 415) expect(reply.reason).toContain('application/json; version=1, application/json; version=2');
	});

	it('goes out as the document has it, quoted where it must be; text is UTF-8 whatever the document says', async () => {
		const profile = await call(mock, 'GET', '/profiles');
		expect(profile.headers.get('content-type')).toBe('application/ld+json; profile="https://x.test/a"');
		const text = await call(mock, 'GET', '/profiles', { headers: { accept: 'text/plain' } });
		expect([text.headers.get('content-type'), text.text]).toEqual(['text/plain; charset=utf-8', 'é']);
	});
});

describe('a range', () => {
	it.each<[string, string, string, number]>([
		['POST', 'application/vnd.acme+json', '{"n":1}', 204],
		['POST', 'application/vnd.acme+json', '{"n":"x"}', 400],
		['POST', 'application/merge-patch+json; charset=utf-8', '{}', 400],
		['POST', 'application/atom+xml', '<a/>', 204],
		['POST', 'application/json', '{"n":1}', 415],
		['PUT', 'application/vnd.acme+json', '{"n":1}', 204],
		['PUT', 'application/vnd.acme+json', '{}', 400],
		['PUT', 'application/octet-stream', 'x', 204],
		['PUT', 'application/octet-stream', 'y', 400],
		['PUT', 'text/plain', 'y', 204],
		['PATCH', 'application/json', '{"n":1}', 204],
		['PATCH', 'application/json', '{"n":"x"}', 400],
		['PATCH', 'binary/octet-stream', 'x', 204],
		['PATCH', 'text/plain', 'x', 415],
	])(
		'takes what falls into it, the narrowest first, and what is mistyped as what is meant: %s %s %s → %i',
		async (method, type, body, status) => {
			const reply = await call(mock, method, '/ranges', { body, headers: { 'content-type': type } });
			expect(reply.status, reply.reason).toBe(status);
		},
	);

	it.each([
		['application/json', '{"n":"x"}', 400],
		['text/csv', 'x', 204],
		['text/plain', 'x', 415],
	])('that is mistyped among several is what is meant: %s', async (type, body, status) => {
		const reply = await call(mock, 'POST', '/profiles', { body, headers: { 'content-type': type } });
		expect(reply.status, reply.reason).toBe(status);
	});

	it('of an answer is answered as the type that is asked for', async () => {
		const asked = await call(mock, 'GET', '/ranges', { headers: { accept: 'application/vnd.acme+json' } });
		expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'application/vnd.acme+json']);
		expect(asked.json).toEqual({ n: expect.any(Number) });
		const open = await call(mock, 'GET', '/ranges');
		expect([open.status, open.headers.get('content-type')]).toEqual([200, 'application/vnd.mock+json']);
	});
});

describe('a body that is no JSON', () => {
	it.each([
		['x', 'it begins with "x"'],
		['{"n":1', 'it ends too early'],
		['{"n":x}', 'unexpected "x"'],
		[' ', 'it is blank'],
	])('is told by what is wrong with it: %j', async (body, words) => {
		const reply = await call(mock, 'PATCH', '/profiles', { body, headers: { 'content-type': 'application/json' } });
		expect([reply.status, reply.reason]).toEqual([400, expect.stringContaining(words)]);
	});
});
