// Values at the edge of what a schema takes: offsets of times, multiples, integers of 64 bits, base64 in either dialect.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const schema = {
	type: 'object',
	properties: {
		at: { type: 'string', format: 'date-time' },
		time: { type: 'string', format: 'time' },
		cents: { type: 'number', multipleOf: 0.01 },
		odd: { type: 'number', multipleOf: 0.123456789 },
		half: { type: 'integer', multipleOf: 0.5 },
		tens: { type: 'integer', multipleOf: 10 },
		long: { type: 'integer', format: 'int64' },
		ulong: { type: 'integer', format: 'uint64' },
		single: { type: 'number', format: 'float' },
		int: { type: 'integer', format: 'int32' },
		bytes: { type: 'string', format: 'byte' },
	},
};

const CASES: [body: string, status: number][] = [
	['{"at":"2020-01-01T00:00:00+02:00"}', 204],
	['{"at":"2020-01-01T00:00:00Z"}', 204],
	['{"at":"2020-01-01T00:00:00.123z"}', 204],
	['{"at":"2020-01-01T00:00:00+0200"}', 400],
	['{"at":"2020-01-01T00:00:00+02"}', 400],
	['{"at":"2020-01-01T00:00:00"}', 400],
	['{"time":"10:00:00+02:00"}', 204],
	['{"time":"10:00:00+0200"}', 400],
	['{"cents":19.99}', 204],
	['{"cents":0.07}', 204],
	['{"cents":1.001}', 400],
	['{"cents":0}', 204],
	['{"cents":-4.35}', 204],
	['{"odd":0.123456789}', 204],
	['{"odd":1e308}', 400],
	['{"half":1e308}', 204],
	['{"tens":30}', 204],
	['{"tens":35}', 400],
	['{"int":2147483647}', 204],
	['{"int":2147483648}', 400],
	['{"long":9223372036854775807}', 204],
	['{"long":9223372036854775808}', 400],
	['{"long":-9223372036854775808}', 204],
	['{"long":-9223372036854775809}', 400],
	['{"ulong":18446744073709551615}', 204],
	['{"ulong":18446744073709551616}', 400],
	['{"ulong":-18446744073709551616}', 400],
	['{"single":3.4e38}', 204],
	['{"single":0.1}', 204],
	['{"single":-3.5e38}', 400],
	['{"bytes":"aGk="}', 204],
	['{"bytes":"***"}', 400],
];

describe.each(['3.0.3', '3.1.0'])('a value in a document of OpenAPI %s', (openapi) => {
	let mock: RunningMock;
	beforeAll(async () => {
		const paths = { '/a': { post: takeBody('a', { 'application/json': { schema } }) } };
		mock = await startTestMock({ documents: [describePaths(paths, { openapi })] });
	});

	it.each(CASES)('%s → %i', async (body, status) => {
		const reply = await call(mock, 'POST', '/a', { body, headers: { 'content-type': 'application/json' } });
		expect(reply.status, reply.reason).toBe(status);
	});
});

describe('a whole number that JavaScript would write with an exponent', () => {
	// A double, in all its digits.
	const GREAT = '-725538667686791233929216';
	const time: JsonObject = {
		type: 'object',
		required: ['id', 'size'],
		properties: {
			id: { type: 'integer' },
			size: { type: 'integer' },
			mass: { type: 'number' },
			list: { type: 'array', items: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
		},
	};
	const types: JsonObject = { 'application/json': { schema: time }, 'application/xml': { schema: time } };
	const document = describePaths({
		'/times': {
			post: {
				...giveBody('create', types),
				requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
			},
		},
		'/times/{id}': {
			parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
			get: { ...giveBody('read', types) },
		},
	});

	it.each([
		['application/json', `"size":${GREAT},"mass":6.02e+23,"list":[null,${GREAT},2]`],
		['application/xml', `<size>${GREAT}</size><mass>6.02e+23</mass><list/><list>${GREAT}</list><list>2</list>`],
	])('goes out in digits where it is an integer: %s', async (accept, shown) => {
		const great = await startTestMock({ documents: [document] });
		const headers = { 'content-type': 'application/json', accept };
		const body = `{"size":${GREAT},"mass":6.02e23,"list":[null,${GREAT},2]}`;
		const made = await fetch(`${great.url}/times`, { method: 'POST', headers, body });
		expect(await made.text()).toContain(shown);
		expect(await (await fetch(`${great.url}/times/1`, { headers })).text()).toContain(shown);
		const gone = await fetch(`${great.url}/times/${GREAT}`);
		expect([gone.status, gone.headers.get('x-mock-reason')]).toEqual([404, expect.stringContaining(`time ${GREAT}`)]);
	});

	it.each<[size: string, status: number, reason: string]>([
		['9007199254740992', 201, ''],
		['9007199254740993', 400, '9007199254740993, which can'],
		['9223372036854775807', 400, 'exact up to 2^53'],
		['9223372036854775808', 400, 'int64'],
	])('in XML is kept as it was sent, or refused: %s → %i', async (size, status, reason) => {
		const long: JsonObject = {
			...time,
			properties: { ...(time['properties'] as JsonObject), size: { type: 'integer', format: 'int64' } },
		};
		const content: JsonObject = { 'application/xml': { schema: { ...long, required: [] } } };
		const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
		const responses = { 201: { description: 'Made.', content } };
		const post: JsonObject = { operationId: 'create', requestBody: { content }, responses };
		const paths: JsonObject = { '/times': { post }, '/times/{id}': { parameters, get: giveBody('read', content) } };
		const times = await startTestMock({ documents: [describePaths(paths)] });
		const headers = { 'content-type': 'application/xml' };
		const body = `<root><size>${size}</size></root>`;
		const answer = await fetch(`${times.url}/times`, { method: 'POST', headers, body });
		expect(answer.status, answer.headers.get('x-mock-reason') ?? '').toBe(status);
		expect(answer.headers.get('x-mock-reason') ?? '').toContain(reason);
	});

	it('that a double can not hold is not echoed as another one', async () => {
		const paths = {
			'/sum': { post: { ...giveBody('sum', types), requestBody: { content: { 'application/json': {} } } } },
		};
		const sums = await startTestMock({ documents: [describePaths(paths)] });
		const headers = { 'content-type': 'application/json' };
		const answers = ['9007199254740992', '9007199254740993'].map(async (size) =>
			(await fetch(`${sums.url}/sum`, { method: 'POST', headers, body: `{"size":${size}}` })).text(),
		);
		const [exact, inexact] = await Promise.all(answers);
		expect(exact).toContain('"size":9007199254740992');
		expect(inexact).not.toContain('900719925474099');
	});

	it.each<[method: string, path: string, status: number, reason: string]>([
		['PUT', '/things/9007199254740993', 400, '2^53'],
		['PUT', '/things/42', 201, ''],
		['GET', '/things/9007199254740993', 404, 'there is no thing 9007199254740993'],
		['GET', '/sums/9007199254740993', 200, ''],
		['GET', '/sums/9223372036854775808', 400, 'int64'],
	])('in a path is nobody’s but its own: %s %s → %i', async (method, path, status, reason) => {
		const named: JsonObject = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, n: {} } };
		const shown: JsonObject = { 'application/json': { schema: named } };
		const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } }];
		const made = { description: 'Made.', content: shown };
		const sent = { 'application/json': { schema: { type: 'object', properties: { n: {} } } } };
		const put = { operationId: 'put', requestBody: { content: sent }, responses: { 200: made, 201: made } };
		const paths = {
			'/things/{id}': { parameters, get: giveBody('thing', shown), put },
			'/sums/{id}': { parameters, get: { ...giveBody('sum', shown), 'x-effect': 'none' } },
		};
		const things = await startTestMock({ documents: [describePaths(JSON.parse(JSON.stringify(paths)))] });
		const request = { method, headers: { 'content-type': 'application/json' } };
		const body = method === 'PUT' ? '{"n":1}' : null;
		const answer = await fetch(things.url + path, { ...request, body });
		expect(answer.status, answer.headers.get('x-mock-reason') ?? '').toBe(status);
		expect(answer.headers.get('x-mock-reason') ?? '').toContain(reason);
		if (status === 200) expect(await answer.text()).not.toContain('900719925474099');
	});
});
