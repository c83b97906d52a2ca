// Which media types a pact that is written from traffic can hold.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { find, send, startForPacts, write } from './support.ts';

function createDocument(type: string): JsonObject {
	const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer', examples: [0] } } };
	return {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			'/a': { get: { operationId: 'a', responses: { '200': { description: 'ok', content: { [type]: { schema } } } } } },
		},
	};
}

describe('an exchange', () => {
	it.each(['application/json', 'text/json', 'application/problem+json', 'application/vnd.shop.v1+json'])(
		'of %s is JSON in the pact',
		async (type) => {
			const mock = await startForPacts({ documents: [createDocument(type)], scenarios: undefined });
			await send(mock, 'GET /a');
			const result = await write(mock);
			expect(result.leftOut).toEqual([]);
			expect(find(result, 'a → 200').response['body']).toEqual({
				content: { n: 0 },
				contentType: type,
				encoded: false,
			});
		},
	);
});

it('whose answer is null says so as text in version 4, and nothing of it in version 3; null that is sent is null in both', async () => {
	const content = { 'application/json': { schema: { type: 'null' } } };
	const path = {
		get: { operationId: 'a', responses: { '200': { description: 'ok', content } } },
		put: { operationId: 'b', requestBody: { content }, responses: { '204': { description: 'ok' } } },
	};
	const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': path } };
	const mock = await startForPacts({ documents: [document], scenarios: undefined });
	await send(mock, 'GET /a');
	await fetch(`${mock.url}/a`, { method: 'PUT', body: 'null', headers: { 'Content-Type': 'application/json' } });
	const result = await write(mock);
	expect(result.leftOut).toEqual([]);
	const body = { content: 'null', contentType: 'application/json', encoded: 'JSON' };
	expect(find(result, 'a → 200').response['body']).toEqual(body);
	expect(find(result, 'b → 204').request['body']).toEqual(body);
	const older = await write(mock, { pactVersion: 3 });
	expect(find(older, 'b → 204').request['body']).toBeNull();
	expect(Object.keys(find(older, 'a → 200').response).sort()).toEqual(['headers', 'matchingRules', 'status']);
	expect(find(older, 'a → 200').response['matchingRules']).not.toHaveProperty('body');
});
