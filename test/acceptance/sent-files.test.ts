// Files that are sent in a form come back as they were, however the document's version says that they are bytes.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { startTestMock } from '../support/mock.ts';

const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 10, 13, 128]);
const text: JsonObject = { type: 'string' };
const binary: JsonObject = { type: 'string', format: 'binary' };
const octets: JsonObject = { type: 'string', contentMediaType: 'application/octet-stream' };
const base64: JsonObject = { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' };
const shown: JsonObject = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, title: text } };
const info: JsonObject = { title: 'files', version: '1' };
const good: JsonObject = { description: 'Good.' };

/** Files of a list, and one that there is one of; `file`: how its bytes are described where they are sent. */
function describeFiles(openapi: string, file: JsonObject, type = 'multipart/form-data'): JsonObject {
	const schema: JsonObject = { type: 'object', required: ['file'], properties: { title: text, file } };
	const requestBody: JsonObject = { required: true, content: { [type]: { schema } } };
	const parameters: JsonObject[] = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
	const download: JsonObject = {
		'200': { ...good, content: { 'image/png': { schema: file['$ref'] ? file : binary } } },
	};
	const answer: JsonObject = { ...good, content: { 'application/json': { schema: shown } } };
	return {
		openapi,
		info,
		paths: {
			'/files': { post: { requestBody, responses: { '201': answer } } },
			'/files/{id}': { parameters, get: { responses: { '200': answer } } },
			'/files/{id}/content': { parameters, get: { responses: download } },
			'/me/avatar': { put: { requestBody, responses: { '204': good } }, get: { responses: download } },
		},
		components: { schemas: { File: binary } },
	};
}

function describeOldFiles(): JsonObject {
	const consumes = ['multipart/form-data'];
	const fields: JsonObject[] = [
		{ name: 'file', in: 'formData', type: 'file', required: true },
		{ name: 'title', in: 'formData', type: 'string' },
	];
	const parameters: JsonObject[] = [{ name: 'id', in: 'path', required: true, type: 'integer' }];
	const download: JsonObject = { produces: ['image/png'], responses: { '200': { ...good, schema: { type: 'file' } } } };
	const post: JsonObject = { consumes, parameters: fields, responses: { '201': { ...good, schema: shown } } };
	return {
		swagger: '2.0',
		info,
		produces: ['application/json'],
		paths: {
			'/files': { post },
			'/files/{id}': { parameters, get: { responses: { '200': { ...good, schema: shown } } } },
			'/files/{id}/content': { parameters, get: download },
			'/me/avatar': { put: { ...post, responses: { '204': good } }, get: download },
		},
	};
}

describe('a file that is sent', () => {
	it.each<[string, JsonObject, boolean]>([
		['Swagger 2.0: type file', describeOldFiles(), true],
		['3.0: format binary', describeFiles('3.0.3', binary), true],
		['3.0: format binary by a reference', describeFiles('3.0.3', { $ref: '#/components/schemas/File' }), true],
		['3.1: format binary', describeFiles('3.1.0', binary), true],
		['3.1: contentMediaType', describeFiles('3.1.0', octets), true],
		['3.1: contentMediaType without a type', describeFiles('3.1.0', { contentMediaType: 'image/png' }), true],
		['3.2: contentMediaType', describeFiles('3.2.0', octets), true],
		['3.1: base64 in JSON', describeFiles('3.1.0', base64, 'application/json'), false],
	])('is what is downloaded: %s', async (_name, document, isForm) => {
		const mock = await startTestMock({ documents: [document] });
		const write = (): RequestInit => {
			if (!isForm) {
				const body = JSON.stringify({ title: 'a', file: BYTES.toString('base64') });
				return { headers: { 'content-type': 'application/json' }, body };
			}
			const form = new FormData();
			form.set('title', 'a');
			form.set('file', new Blob([new Uint8Array(BYTES)], { type: 'image/png' }), 'a.png');
			return { body: form };
		};
		const read = async (path: string): Promise<[string | null, Buffer]> => {
			const reply = await fetch(`${mock.url}${path}`);
			return [reply.headers.get('content-type'), Buffer.from(await reply.arrayBuffer())];
		};
		const made = await fetch(`${mock.url}/files`, { method: 'POST', ...write() });
		expect(await made.json()).toEqual({ id: 1, title: 'a' });
		expect(await read('/files/1/content')).toEqual(['image/png', BYTES]);
		if (!isForm) return;
		expect((await fetch(`${mock.url}/me/avatar`, { method: 'PUT', ...write() })).status).toBe(204);
		expect(await read('/me/avatar')).toEqual(['image/png', BYTES]);
	});
});
