// Keywords with a value that means nothing cost a warning, and no operation.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { call, startTestMock } from '../support/mock.ts';

/** POST /orders with this schema in all places, and a component beside it. */
function makeDocument(schema: JsonObject): JsonObject {
	const content = { 'application/json': { schema: { type: 'object', properties: { a: schema } } } };
	return {
		openapi: '3.0.3',
		info: { title: 'Orders', version: '1' },
		paths: {
			'/orders': {
				post: {
					operationId: 'order',
					parameters: [{ name: 'q', in: 'query', schema }],
					requestBody: { content },
					responses: { 200: { description: 'ok', content } },
				},
			},
		},
		components: { schemas: { Pet: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } } },
	};
}

async function post(schema: JsonObject, body: JsonObject, query = ''): Promise<[number, string]> {
	const mock = await startTestMock({ documents: [makeDocument(schema)] });
	const { status, text } = await call(mock, 'POST', `/orders${query}`, { body });
	return [status, text];
}

describe('a keyword that means nothing', () => {
	it.each<JsonObject>([
		{ type: 'string', minLength: -1 },
		{ type: 'string', maxLength: 'long' },
		{ type: 'string', pattern: 7, format: false },
		{ type: 'string', not: 'empty' },
	])('is left out where requests and answers are checked: %j', async (schema) => {
		expect((await post(schema, { a: 'x' }, '?q=x'))[0]).toBe(200);
		expect((await post(schema, { a: 1 }))[0]).toBe(400);
	});

	it('is left out of numbers', async () => {
		const schema = { type: 'integer', multipleOf: 0, minimum: 'none' };
		expect((await post(schema, { a: 3 }, '?q=3'))[0]).toBe(200);
		expect((await post(schema, {}, '?q=x'))[0]).toBe(400);
	});

	it('is a schema where properties refer to one', async () => {
		const schema = { type: 'object', properties: { $ref: '#/components/schemas/Pet' } };
		expect((await post(schema, { a: { n: 1 } }))[0]).toBe(200);
		expect((await post(schema, { a: { n: 'x' } }))[0]).toBe(400);
		expect((await post(schema, { a: {} }))[1]).toContain('/a/n is required');
	});
});
