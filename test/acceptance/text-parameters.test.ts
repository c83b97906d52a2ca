// Parameters and headers that `content` describes as text, or as anything: `*/*`, as springdoc has it, and `text/plain`.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { call, startTestMock } from '../support/mock.ts';

function makeDocument(type: string): JsonObject {
	const of = (schema: JsonObject, more: JsonObject = {}): JsonObject => ({ content: { [type]: { schema, ...more } } });
	return {
		openapi: '3.0.1',
		info: { title: 'Orders', version: '1' },
		paths: {
			'/orders/{id}': {
				get: {
					operationId: 'one',
					parameters: [
						{ name: 'id', in: 'path', required: true, ...of({ type: 'integer' }, { example: 7 }) },
						{ name: 'from', in: 'query', ...of({ type: 'array', items: { type: 'integer' } }) },
						{ name: 'X-Deep', in: 'header', ...of({ type: 'boolean' }) },
						{ name: 'name', in: 'query', ...of({ type: 'string' }) },
					],
					responses: {
						204: { description: '', headers: { 'X-Left': { required: true, ...of({ type: 'integer', const: 3 }) } } },
					},
				},
			},
		},
	};
}

describe.each(['*/*', 'text/plain', 'text/*'])('a parameter with content of %s', (type) => {
	it.each<[path: string, headers: Record<string, string>, status: number]>([
		['/orders/5', {}, 204],
		['/orders/x', {}, 400],
		['/orders/5?from=1&from=2', { 'X-Deep': 'true' }, 204],
		['/orders/5?from=1&from=x', {}, 400],
		['/orders/5', { 'X-Deep': 'maybe' }, 400],
		['/orders/5?name=12', {}, 204],
	])('is read as its schema has it: %s %j', async (path, headers, status) => {
		const mock = await startTestMock({ documents: [makeDocument(type)] });
		const reply = await call(mock, 'GET', path, { headers });
		expect([reply.status, reply.headers.get('x-left')]).toEqual([status, status === 204 ? '3' : null]);
	});

	it('is what a call to try has', async () => {
		const mock = await startTestMock({ documents: [makeDocument(type)] });
		const { json } = await call(mock, 'GET', '/__admin/operations');
		const [{ sample }] = (json as { operations: [{ sample: { target: string } }] }).operations;
		expect(sample.target).toBe('/orders/7');
		expect((await call(mock, 'GET', sample.target)).status).toBe(204);
	});
});

it('a parameter with content of JSON is JSON', async () => {
	const mock = await startTestMock({ documents: [makeDocument('application/json')] });
	const statuses = ['/orders/5?from=[1,2]', '/orders/5?from=1', '/orders/5?name=%22a%22'].map(
		async (path) => (await call(mock, 'GET', path)).status,
	);
	expect(await Promise.all(statuses)).toEqual([204, 400, 204]);
});
