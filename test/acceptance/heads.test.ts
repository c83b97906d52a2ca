// What the head of a request tells already: bodies that nobody needs to send, and how those that come are written.

import { deflateRawSync, deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';
import { head, sendRaw } from '../support/raw.ts';

const whole: JsonObject = { type: 'integer' };
const thing: JsonObject = { type: 'object', properties: { id: whole, name: { type: 'string' } } };
const shown = { description: 'Good.', content: { 'application/json': { schema: thing } } };
const patchTypes = (schema: JsonObject): JsonObject => ({
	'application/json-patch+json': { schema },
	'application/json': { schema: thing },
});

let mock: RunningMock;
beforeAll(async () => {
	const parameters: JsonObject[] = [
		{ name: 'id', in: 'path', required: true, schema: whole },
		{ name: 'at', in: 'query', required: true, schema: whole },
		{ name: 'x-at', in: 'header', schema: whole },
		{ name: 'who', in: 'cookie', schema: whole },
		{ name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: whole } },
	];
	const id = { name: 'id', in: 'path', required: true, schema: whole };
	const life = (schema: JsonObject): JsonObject => ({
		parameters: [id],
		get: { responses: { '200': shown } },
		patch: {
			requestBody: { content: patchTypes(schema) },
			responses: { '200': shown, '400': { description: 'Bad.' } },
		},
	});
	const create = { requestBody: { content: { 'application/json': { schema: thing } } }, responses: { '201': shown } };
	const document = describePaths({
		'/checks/{id}': { post: { ...takeBody('check', { 'application/json': { schema: thing } }), parameters } },
		'/objects': { post: create },
		'/objects/{id}': life(thing),
		'/lists': { post: create },
		'/lists/{id}': life({ type: 'array', items: { type: 'object' } }),
	});
	mock = await startTestMock({ documents: [document] });
});

describe('Expect: 100-continue', () => {
	it.each<[string, string, Record<string, string>, number]>([
		['nothing wrong', '/checks/1?at=1&ids=1%2C2', { 'X-At': '1', Cookie: 'who=1' }, 100],
		['a wrong path', '/checks/x?at=1', {}, 400],
		['a wrong query', '/checks/1?at=x', {}, 400],
		['a query that lacks what is required', '/checks/1', {}, 400],
		['a wrong header', '/checks/1?at=1', { 'X-At': 'x' }, 400],
		['a wrong cookie', '/checks/1?at=1', { Cookie: 'who=x' }, 400],
		['several mistakes', '/checks/x?at=x', { 'X-At': 'x' }, 400],
	])('%s', async (_name, path, headers, status) => {
		const length = { 'Content-Type': 'application/json', 'Content-Length': '9', Expect: '100-continue' };
		const reply = await sendRaw(mock.port, head('POST', path, { ...length, ...headers }), { limitMs: 1500 });
		expect([reply.status, reply.answers]).toEqual([status, 1]);
	});
});

it.each([deflateSync, deflateRawSync])(
	'deflate is read in the format of zlib, and bare as some clients send it',
	async (deflate) => {
		const headers = { 'content-encoding': 'deflate' };
		const send = (text: string) =>
			call(mock, 'POST', '/checks/1?at=1', {
				body: deflate(text),
				headers: { ...headers, 'content-type': 'application/json' },
			});
		expect((await send('{"id":1}')).status).toBe(204);
		expect((await send('{"id":"x"}')).reason).toContain('/id must be an integer');
		const broken = { body: Buffer.from('{"id":1}'), headers: { ...headers, 'content-type': 'application/json' } };
		expect((await call(mock, 'POST', '/checks/1?at=1', broken)).reason).toContain('is not valid deflate');
	},
);

describe('a change of the type of JSON Patch', () => {
	const type = { 'content-type': 'application/json-patch+json' };

	it.each(['application/json-patch+json', 'application/json-patch+json; charset=utf-8'])(
		'is an object where the document says so, as ASP.NET has it: %s',
		async (written) => {
			await call(mock, 'POST', '/objects', { body: { id: 1, name: 'a' }, session: written.length > 30 ? 'b' : 'a' });
			const session = written.length > 30 ? 'b' : 'a';
			const change = { body: { name: 'b' }, headers: { 'content-type': written }, session };
			expect(await call(mock, 'PATCH', '/objects/1', change)).toMatchObject({
				status: 200,
				json: { id: 1, name: 'b' },
			});
		},
	);

	it('is a list of operations where it says so', async () => {
		await call(mock, 'POST', '/lists', { body: { id: 1, name: 'a' } });
		const good = [{ op: 'replace', path: '/name', value: 'b' }];
		expect(await call(mock, 'PATCH', '/lists/1', { body: good, headers: type })).toMatchObject({
			json: { id: 1, name: 'b' },
		});
		expect((await call(mock, 'PATCH', '/lists/1', { body: { name: 'c' }, headers: type })).status).toBe(400);
	});
});
