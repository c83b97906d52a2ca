// What OpenAPI 3.2 has beside 3.1: further methods, the whole query as one parameter, cookies as they are, examples as they are sent.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

describe('methods of additionalOperations (OpenAPI 3.2 §4.9.1)', () => {
	it('are answered, held to the document, told in Allow and to preflights', async () => {
		const parameters: JsonObject[] = [
			{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
			{ name: 'to', in: 'query', schema: { type: 'integer' } },
		];
		const responses = { '204': { description: 'Good.' }, '400': { description: 'Bad.' } };
		const item = { parameters, additionalOperations: { COPY: { operationId: 'copyOrder', responses } } };
		const mock = await startTestMock({ documents: [describePaths({ '/orders/{id}': item }, { openapi: '3.2.0' })] });
		expect((await call(mock, 'COPY', '/orders/1?to=2')).status).toBe(204);
		expect(await call(mock, 'COPY', '/orders/1?to=x')).toMatchObject({
			status: 400,
			reason: expect.stringContaining('check copyOrder: query to'),
		});
		const other = await call(mock, 'LINK', '/orders/1');
		expect([other.status, other.headers.get('allow')]).toEqual([405, 'COPY, OPTIONS']);
		const headers = { origin: 'http://a.test', 'access-control-request-method': 'COPY' };
		const preflight = await call(mock, 'OPTIONS', '/orders/1', { headers });
		expect(preflight.headers.get('access-control-allow-methods')).toMatch(/, COPY$/);
	});
});

describe('QUERY (OpenAPI 3.2 §4.9.1)', () => {
	it('lists what was created, by what its body asks for', async () => {
		const log: JsonObject = {
			type: 'object',
			required: ['level', 'text'],
			properties: { id: { type: 'string' }, level: { enum: ['info', 'error'] }, text: { type: 'string' } },
		};
		const asked: JsonObject = { type: 'object', properties: { level: { type: 'string' } } };
		const ok = (schema: JsonObject): JsonObject => ({
			description: 'Good.',
			content: { 'application/json': { schema } },
		});
		const send = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
		const list = { responses: { '200': ok({ type: 'array', items: log }) } };
		const logs: JsonObject = {
			post: { requestBody: send(log), responses: { '201': ok({ ...log, required: ['id', 'level', 'text'] }) } },
			get: list,
			query: { requestBody: send(asked), ...list },
		};
		const mock = await startTestMock({ documents: [describePaths({ '/logs': logs }, { openapi: '3.2.0' })] });
		for (const level of ['info', 'error', 'info']) await call(mock, 'POST', '/logs', { body: { level, text: level } });
		const found = await Promise.all(
			[{ level: 'info' }, { level: 'error' }, {}].map((body) => call(mock, 'QUERY', '/logs', { body })),
		);
		expect(found.map((one) => [one.status, (one.json as JsonObject[]).map(({ level }) => level)])).toEqual([
			[200, ['info', 'info']],
			[200, ['error']],
			[200, ['info', 'error', 'info']],
		]);
	});
});

describe('what OpenAPI 3.2 has beside', () => {
	const FORM = 'application/x-www-form-urlencoded';
	const OBJECT = { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'array' } } };
	const whole = (type: string): JsonObject => ({
		name: 'all',
		in: 'querystring',
		content: { [type]: { schema: OBJECT } },
	});
	const take = (...parameters: JsonObject[]): JsonObject => ({
		get: { parameters, responses: { '204': { description: 'Good.' }, '400': { description: 'Bad.' } } },
	});
	const named = (name: string, type: string): JsonObject => ({
		type: 'object',
		required: [name],
		properties: { kind: { type: 'string' }, [name]: { type } },
	});
	const animals: JsonObject = {
		oneOf: ['Cat', 'Dog', 'Other'].map((name) => ({ $ref: `#/components/schemas/${name}` })),
		discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' }, defaultMapping: 'Other' },
	};
	const paths: JsonObject = {
		'/form': take(whole(FORM)),
		'/json': take({ ...whole('application/json'), required: true }),
		'/cookies': take(
			{ name: 'raw', in: 'cookie', style: 'cookie', schema: { type: 'string', enum: ['a%20b'] } },
			{ name: 'n', in: 'cookie', style: 'cookie', schema: { type: 'array', items: { type: 'integer' } } },
		),
		'/animals': { post: takeBody('animals', { 'application/json': { schema: animals } }) },
		'/examples': {
			get: giveBody('examples', {
				'application/json': {
					examples: {
						data: { dataValue: { n: 1 } },
						sent: { serializedValue: '{"n": 2}' },
						broken: { serializedValue: '{' },
					},
				},
				'text/csv': { examples: { csv: { dataValue: [{ n: 3 }], serializedValue: 'n\n3\n' } } },
			}),
		},
	};
	let mock: RunningMock;
	beforeAll(async () => {
		const schemas = { Cat: named('lives', 'integer'), Dog: named('bark', 'boolean'), Other: named('name', 'string') };
		mock = await startTestMock({ documents: [describePaths(paths, { openapi: '3.2.0', components: { schemas } })] });
	});

	it.each<[path: string, cookie: string, status: number, reason: string]>([
		['/form?a=1&b=x&b=y', '', 204, ''],
		['/form', '', 204, ''],
		['/form?a=x', '', 400, 'query all/a must be an integer'],
		['/form?b=x', '', 400, 'query all/a is required'],
		['/form?a=%FF', '', 400, 'query all field a is not valid UTF-8'],
		['/json?%7B%22a%22%3A1%7D', '', 204, ''],
		['/json?%7B%22a%22%3A%221%22%7D', '', 400, 'query all/a must be an integer'],
		['/json?%7B', '', 400, 'query all is not JSON'],
		['/json?%FF', '', 400, 'query all is not valid percent-encoded UTF-8'],
		['/json', '', 400, 'query all is required'],
		['/cookies', 'raw=a%20b; n=1; n=2', 204, ''],
		['/cookies', 'raw=a b', 400, 'cookie raw must be one of a%20b'],
		['/cookies', 'n=1; n=x', 400, 'cookie n/1 must be an integer'],
	])('%s with the cookies %j → %i %s', async (path, cookie, status, reason) => {
		const reply = await call(mock, 'GET', path, { headers: cookie === '' ? {} : { cookie } });
		expect([reply.status, reply.reason]).toEqual([status, expect.stringContaining(reason)]);
	});

	it('samples of it are accepted', async () => {
		const { operations } = (await call(mock, 'GET', '/__admin/operations')).json as {
			operations: { sample: { method: string; target: string } }[];
		};
		const json = operations.find(({ sample }) => sample.target.startsWith('/json?'));
		expect((await call(mock, 'GET', json?.sample.target ?? '')).status).toBe(204);
	});

	it.each<[string, number, string]>([
		['{"kind":"cat","lives":9}', 204, ''],
		['{"kind":"cat"}', 400, '/lives is required'],
		['{"kind":"newt","name":"n"}', 204, ''],
		['{"kind":"newt"}', 400, '/name is required'],
		['{"name":"n"}', 204, ''],
		['{"lives":9}', 400, '/name is required'],
	])('a discriminator’s defaultMapping: %s → %i', async (body, status, reason) => {
		const reply = await call(mock, 'POST', '/animals', { body });
		expect([reply.status, reply.reason]).toEqual([status, expect.stringContaining(reason)]);
	});

	it.each<[string, string | undefined, string]>([
		['data', undefined, '{"n":1}'],
		['sent', undefined, '{"n":2}'],
		['csv', 'text/csv', 'n\n3\n'],
	])('an example as data, or as it is sent: %s', async (name, accept, text) => {
		const headers = { prefer: `example=${name}`, ...(accept !== undefined && { accept }) };
		expect((await call(mock, 'GET', '/examples', { headers })).text).toBe(text);
	});
});
