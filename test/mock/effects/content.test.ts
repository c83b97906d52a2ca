// Bytes that were sent are what is read.

import { expect, test } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { startTestMock } from '../../support/mock.ts';
import { objectOf, text } from './collection.ts';
import { declare } from './declared.ts';

const PDF = Buffer.from([...Buffer.from('%PDF-1.4 '), 0, 255, 10, 13, 128]);
const PNG = Buffer.from([...Buffer.from('\u0089PNG', 'latin1'), 1, 2, 3]);
const binary = { type: 'string', format: 'binary' };
const BASE64 = { type: 'string', contentEncoding: 'base64' };
const DONE = { description: 'done' };
const META = objectOf({ id: text, name: text, tags: { type: 'array', items: text } });
const form: JsonObject = {
	'multipart/form-data': {
		schema: objectOf({ name: text, tags: { type: 'array', items: text }, content: binary }),
		encoding: { tags: { style: 'form', explode: false }, content: { contentType: 'application/pdf, image/png' } },
	},
};
const bytes = { 'application/pdf': { schema: binary }, 'image/png': { schema: binary } };

/** A mock of files whose content is declared, or is the only binary property that is sent. */
async function serve(file: JsonObject) {
	const key = '$request.path.id';
	const document = declare(
		{ file },
		{
			'POST /files': { effect: { create: 'file' }, content: form, shown: META },
			'GET /files/{id}': {
				effect: { read: 'file', key },
				answer: { 'application/json': { schema: META }, 'application/pdf': { schema: binary } },
			},
			'GET /files/{id}/content': { effect: { read: 'file', key }, answer: bytes },
			'PUT /files/{id}/content': {
				effect: { replace: 'file', key, upsert: true },
				content: bytes,
				statuses: [204, 400, 404],
			},
		},
	);
	const mock = await startTestMock({ documents: [document] });
	const send = async (content: Buffer, type: string): Promise<string> => {
		const body = new FormData();
		body.append('name', 'a');
		body.append('tags', 'x,y');
		body.append('content', new Blob([new Uint8Array(content)], { type }), 'a');
		const made = (await (await fetch(`${mock.url}/files`, { method: 'POST', body })).json()) as { id: string };
		expect(made).toEqual({ id: made.id, name: 'a', tags: ['x', 'y'] });
		return `${mock.url}/files/${made.id}`;
	};
	return { url: mock.url, send };
}

async function read(url: string, accept = '*/*') {
	const response = await fetch(url, { headers: { accept } });
	return [response.status, response.headers.get('content-type'), Buffer.from(await response.arrayBuffer())];
}

test.each([
	['declared', { key: 'id', content: 'content' }],
	['the only binary property', { key: 'id' }],
])('what was sent in a form is read as bytes, and its metadata as JSON: %s', async (_how, file) => {
	const { send } = await serve(file);
	const pdf = await send(PDF, 'application/pdf');
	expect(await read(pdf, 'application/pdf')).toEqual([200, 'application/pdf', PDF]);
	expect((await read(pdf))[1]).toMatch(/json/);
	expect(await read(`${pdf}/content`)).toEqual([200, 'application/pdf', PDF]);
	const png = await send(PNG, 'image/png');
	expect(await read(`${png}/content`)).toEqual([200, 'image/png', PNG]);
	expect((await read(`${png}/content`, 'application/pdf'))[1]).toBe('application/pdf');
});

test.each([
	['said by a form', (body: FormData) => body, 'scan.pdf'],
	['that is the body itself', async (body: FormData) => (body.get('file') as Blob).arrayBuffer(), 'scan é.pdf'],
])(
	'what answers tell of a file %s is its own: name, size and type, and those of the file that replaces it',
	async (how, write, name) => {
		const integer: JsonObject = { type: 'integer' };
		const shown = objectOf({
			id: text,
			fileName: text,
			size: integer,
			mime_type: text,
			contentLength: text,
			title: text,
			metadata: objectOf({ size: integer, hash: text }),
		});
		const deeper = objectOf({ id: text, metadata: objectOf({ size: integer, content_type: text, hash: text }) });
		const isForm = how === 'said by a form';
		const content: JsonObject = isForm
			? {
					'multipart/form-data': {
						schema: objectOf({ file: binary, title: text, options: objectOf({ dpi: integer }) }),
					},
				}
			: { 'application/pdf': { schema: binary } };
		const key = '$request.path.id';
		const document = declare(
			{ file: { key: 'id', ...(!isForm && { content: 'file' }) }, scan: { key: 'id' } },
			{
				'POST /files': { effect: { create: 'file' }, content, shown },
				'GET /files/{id}': { effect: { read: 'file', key }, shown },
				'PUT /files/{id}': { effect: { replace: 'file', key }, content, shown },
				'POST /scans': { effect: { create: 'scan' }, content, shown: deeper },
				'PUT /scans/{id}': { effect: { replace: 'scan', key }, content, shown: deeper },
				'PATCH /scans/{id}': { effect: { patch: 'scan', key }, content, shown: deeper },
			},
		);
		const { url } = await startTestMock({ documents: [document] });
		const send = async (method: string, path: string, bytes: Buffer) => {
			const form = new FormData();
			form.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), name);
			// A part of JSON has a file name too, `blob`, and is no file.
			form.append('options', new Blob(['{"dpi":300}'], { type: 'application/json' }));
			const headers = {
				...(!isForm && { 'content-type': 'application/pdf' }),
				'content-disposition': `attachment; filename="scan.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
			};
			const response = await fetch(url + path, { method, headers, body: await write(form) });
			return (await response.json()) as JsonObject;
		};
		const made = await send('POST', '/files', PDF);
		const told = { fileName: name, size: PDF.length, mime_type: 'application/pdf', contentLength: String(PDF.length) };
		expect(made).toMatchObject(isForm ? told : { ...told, title: name });
		expect(await (await fetch(`${url}/files/${made['id']}`)).json()).toEqual(made);
		const again = await send('PUT', `/files/${made['id']}`, Buffer.concat([PDF, PDF]));
		expect(again).toMatchObject({ id: made['id'], fileName: name, size: 2 * PDF.length });
		// What the entity does not show itself is one level deeper; nothing is there of a file that is empty, but its size.
		const { id, metadata } = await send('POST', '/scans', PDF);
		const inside = { size: PDF.length, content_type: 'application/pdf', hash: expect.any(String) };
		expect(metadata).toEqual(inside);
		for (const method of isForm ? ['PUT', 'PATCH'] : ['PUT']) {
			const bytes = isForm ? Buffer.alloc(0) : PNG;
			const { metadata: other } = await send(method, `/scans/${id}`, bytes);
			expect(other).toEqual({ ...inside, size: bytes.length, hash: (metadata as JsonObject)['hash'] });
		}
	},
);

test('a body that is bytes is the content', async () => {
	const { url } = await serve({ key: 'id', content: 'content' });
	for (const body of [PNG, PDF]) {
		const headers = { 'content-type': body === PNG ? 'image/png' : 'application/pdf' };
		const sent = await fetch(`${url}/files/mine/content`, { method: 'PUT', headers, body: new Uint8Array(body) });
		expect(sent.status).toBe(204);
		expect((await read(`${url}/files/mine/content`))[2]).toEqual(body);
	}
});

test.each<[string, string, string, JsonObject]>([
	['below an item', 'PUT', '/pets/1/photo', { 'image/png': { schema: binary } }],
	['of which there is one', 'PUT', '/me/avatar', { 'image/png': {}, 'application/octet-stream': {} }],
	[
		'sent in a form',
		'POST',
		'/me/avatar',
		{ 'multipart/form-data': { schema: objectOf({ file: binary, note: text }) } },
	],
])(
	'a file on a path of its own, that nobody declares, is read as it was sent: %s',
	async (_what, method, path, content) => {
		const pet = { 'application/json': { schema: objectOf({ id: { type: 'integer' }, name: text }) } };
		const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
		const file: JsonObject = {
			get: {
				responses: { 200: { description: '', content: { 'image/png': { schema: binary } } }, 404: { description: '' } },
			},
			[method.toLowerCase()]: {
				requestBody: { content },
				responses: { 204: { description: '' }, 404: { description: '' } },
			},
		};
		const document: JsonObject = {
			...{ openapi: '3.1.0', info: { title: 'Pets', version: '1' } },
			paths: {
				'/pets': { post: { requestBody: { content: pet }, responses: { 201: { description: '', content: pet } } } },
				'/pets/{id}': {
					parameters: [id],
					get: { responses: { 200: { description: '', content: pet }, 404: { description: '' } } },
				},
				'/pets/{id}/photo': { parameters: [id], ...file },
				'/me/avatar': file,
			},
		};
		const mock = await startTestMock({ documents: [document] });
		await fetch(`${mock.url}/pets`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"name":"Rex"}',
		});
		const form = new FormData();
		form.append('file', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'a.png');
		const isForm = 'multipart/form-data' in content;
		const bytes = { headers: { 'content-type': 'image/png' }, body: new Uint8Array(PNG) };
		const sent = { method, ...(isForm ? { body: form } : bytes) };
		expect((await fetch(mock.url + path, sent)).status).toBe(204);
		expect(await read(mock.url + path)).toEqual([200, 'image/png', PNG]);
		if (path.startsWith('/pets')) expect((await fetch(`${mock.url}/pets/2/photo`, sent)).status).toBe(404);
	},
);

test.each<[what: string, body: JsonObject]>([
	['a form', { 'multipart/form-data': { schema: objectOf({ file: binary, note: text }) } }],
	['JSON', { 'application/json': { schema: objectOf({ data: { ...BASE64, contentMediaType: 'application/pdf' } }) } }],
	['its bytes', { 'application/pdf': { schema: binary } }],
])('a file that nobody has sent yet, in %s, is one of the type that it is read as', async (_what, content) => {
	const responses = { 200: { description: 'read', content: { 'application/pdf': { schema: binary } } } };
	const document = {
		openapi: '3.1.0',
		info: { title: 'File', version: '1' },
		paths: { '/file': { get: { responses }, post: { requestBody: { content }, responses: { 204: DONE } } } },
	};
	const { url } = await startTestMock({ documents: [document] });
	const [status, type, bytes] = await read(`${url}/file`);
	expect([status, type, String(bytes).slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
});
