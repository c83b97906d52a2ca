// Entities in media types of texts whose schemas have objects, as ASP.NET's documents give all answers `text/plain` besides JSON.

import { beforeAll, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const NOTE = {
	type: 'object',
	required: ['id', 'text'],
	properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string' } },
};
const PROBLEM = { type: 'object', properties: { title: { type: 'string' }, status: { type: 'integer' } } };
const inTexts = (schema: JsonObject): JsonObject => ({
	description: '-',
	content: Object.fromEntries(
		['text/plain', 'application/json', 'text/json', 'text/csv'].map((type) => [type, { schema }]),
	),
});

let mock: RunningMock;
beforeAll(async () => {
	const requestBody = { required: true, content: { 'application/json': { schema: NOTE } } };
	const some = inTexts(NOTE);
	const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
	const item = {
		parameters,
		get: { responses: { '200': some, '404': inTexts(PROBLEM) } },
		put: { requestBody, responses: { '200': some } },
		delete: { responses: { '200': some } },
	};
	const list = { responses: { '200': inTexts({ type: 'array', items: NOTE }) } };
	const rate = { parameters, get: { responses: { '200': some } } };
	const paths = {
		'/notes': { get: list, post: { requestBody, responses: { '201': some } } },
		'/notes/{id}': item,
		'/rates/{id}': rate,
	};
	mock = await startTestMock({ documents: [describePaths(paths)] });
	await call(mock, 'POST', '/notes', { body: { text: 'Milk, bread' } });
});

it.each<[string, string, JsonObject | undefined, number, unknown]>([
	['POST', '/notes', { text: 'Eggs' }, 201, { id: 2, text: 'Eggs' }],
	['GET', '/notes/1', undefined, 200, { id: 1, text: 'Milk, bread' }],
	['GET', '/notes/9', undefined, 404, { title: 'Not Found', status: 404 }],
	['GET', '/rates/7', undefined, 200, expect.objectContaining({ id: 7 })],
	['PUT', '/notes/2', { text: 'Tea' }, 200, { id: 2, text: 'Tea' }],
	['DELETE', '/notes/2', undefined, 200, { id: 2, text: 'Tea' }],
	['GET', '/notes', undefined, 200, [{ id: 1, text: 'Milk, bread' }]],
])('%s %s in text/plain', async (method, path, body, status, expected) => {
	const answer = await call(mock, method, path, { headers: { accept: 'text/plain' }, ...(body && { body }) });
	expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/plain; charset=utf-8']);
	expect(JSON.parse(answer.text)).toEqual(expected);
});

it('a list in text/csv is the table of what is stored', async () => {
	const answer = await call(mock, 'GET', '/notes', { headers: { accept: 'text/csv' } });
	expect(answer.text).toBe('id,text\r\n1,"Milk, bread"\r\n');
});
