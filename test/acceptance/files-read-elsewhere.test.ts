// Bytes that are sent at one path and read at another one of the same entity.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { makeDocument } from '../spec/read/documents.ts';
import { startTestMock } from '../support/mock.ts';

const BYTES = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
const DOC = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } };
const content = { 'application/json': { schema: DOC } };

function drawDocs(up: string, down: string): JsonObject {
	return makeDocument({
		'/docs': { post: { requestBody: { content }, responses: { 201: { description: 'ok', content } } } },
		'/docs/{id}': {
			get: { responses: { 200: { description: 'ok', content }, 404: { description: 'none' } } },
			delete: { responses: { 204: { description: 'gone' } } },
		},
		[up]: {
			post: {
				requestBody: { content: BYTES },
				responses: { 204: { description: 'ok' }, 404: { description: 'none' } },
			},
		},
		[down]: { get: { responses: { 200: { description: 'ok', content: BYTES }, 404: { description: 'none' } } } },
	});
}

it.each([
	['/docs/{id}/upload', '/docs/{id}/download'],
	['/docs/{id}/upload', '/docs/{id}/content'],
	['/docs/{id}/label', '/docs/{id}/label/download'],
])('sent at %s, read at %s', async (up, down) => {
	const mock = await startTestMock({ documents: [drawDocs(up, down)], seed: 1 });
	const send = async (method: string, path: string, body?: string, type = 'application/octet-stream') => {
		const response = await fetch(mock.url + path, { method, ...(body && { body, headers: { 'Content-Type': type } }) });
		return [response.status, await response.text()];
	};
	const at = (path: string, id: number) => path.replace('{id}', String(id));
	for (const name of ['a', 'b']) await send('POST', '/docs', JSON.stringify({ name }), 'application/json');
	expect(await send('POST', at(up, 1), 'hello')).toEqual([204, '']);
	expect(await send('POST', at(up, 2), 'other')).toEqual([204, '']);
	expect(await send('GET', at(down, 1))).toEqual([200, 'hello']);
	expect(await send('GET', at(down, 2))).toEqual([200, 'other']);
	await send('DELETE', '/docs/1');
	expect((await send('GET', at(down, 1)))[0]).toBe(404);
	expect((await send('GET', at(down, 9)))[0]).toBe(404);
	expect((await send('POST', at(up, 9), 'hello'))[0]).toBe(404);
});
