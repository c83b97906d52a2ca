// Servers whose paths have variables: without an `enum` such a variable has any value (OpenAPI 3.1.1 §4.8.6).

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const NOTE = {
	type: 'object',
	required: ['id', 'text'],
	properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string' } },
};
const body = { content: { 'application/json': { schema: NOTE } } };
const PATHS: JsonObject = {
	'/notes': { post: { requestBody: { required: true, ...body }, responses: { '201': { description: '-', ...body } } } },
	'/notes/{id}': {
		parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
		get: { responses: { '200': { description: '-', ...body }, '404': { description: '-' } } },
	},
};
const variables = { tenant: { default: 'acme' }, version: { default: 'v1', enum: ['v1', 'v2'] } };

describe('a variable of a server’s path', () => {
	let mock: RunningMock;
	beforeAll(async () => {
		const servers = [{ url: 'https://{region}.api.test/{tenant}/{version}', variables }];
		mock = await startTestMock({ documents: [describePaths(PATHS, { servers })] });
		await call(mock, 'POST', '/acme/v1/notes', { body: { text: 'Milk' } });
	});

	it.each([
		['/acme/v1/notes/1', 200],
		['/acme/v2/notes/1', 200],
		['/other/v1/notes/1', 200],
		['/o%20ther/v2/notes/1', 200],
		['/notes/1', 200],
		['/other/v1/notes/9', 404],
		['/other/v3/notes/1', 404],
		['/v1/notes/1', 404],
		['/a/b/v1/notes/1', 404],
	])('without an enum has any value: %s → %i', async (path, status) => {
		expect((await call(mock, 'GET', path)).status).toBe(status);
	});

	it('is as good for whatever else is asked there', async () => {
		const made = await call(mock, 'POST', '/other/v2/notes', { body: { text: 'Tea' } });
		expect([made.status, (await call(mock, 'GET', '/other/v2/notes/2')).json]).toEqual([201, { id: 2, text: 'Tea' }]);
		const wrong = await call(mock, 'DELETE', '/other/v2/notes');
		expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'OPTIONS, POST']);
	});

	it('is no parameter of the operation that is called alike', async () => {
		const servers = [{ url: '/{id}', variables: { id: { default: 'x' } } }];
		const own = await startTestMock({ documents: [describePaths(PATHS, { servers })] });
		await call(own, 'POST', '/any/notes', { body: { text: 'Milk' } });
		expect((await call(own, 'GET', '/any/notes/1')).json).toEqual({ id: 1, text: 'Milk' });
	});
});
