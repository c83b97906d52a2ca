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
