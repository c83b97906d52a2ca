// Versions that the mock counts, and a key of two parts that the client gives.

import { describe, expect, test } from 'vitest';
import { objectOf, serve, text, whole } from './collection.ts';
import { declare } from './declared.ts';

const PAGE = objectOf({ name: text, version: whole, body: text });
const name = '$request.path.name';
const one = { name, version: '$request.path.version' };
const DOCUMENT = declare(
	{
		page: { key: 'name', versions: 'version', scope: ['wiki'] },
		print: { key: 'id' },
		part: { key: 'version', scope: ['wiki', { code: '$request.body#/code' }] },
	},
	{
		'POST /{wiki}/pages': { effect: { create: 'page' }, sent: PAGE, shown: PAGE },
		'GET /{wiki}/pages': { effect: { list: 'page' }, shown: { type: 'array', items: PAGE } },
		'GET /{wiki}/pages/{name}': {
			effect: { read: 'page', key: { name, version: '$request.query.version' } },
			shown: PAGE,
			query: ['version'],
		},
		'PUT /{wiki}/pages/{name}': { effect: { replace: 'page', key: name }, sent: PAGE, shown: PAGE },
		'PATCH /{wiki}/pages/{name}': { effect: { patch: 'page', key: name }, sent: PAGE, shown: PAGE },
		'DELETE /{wiki}/pages/{name}': { effect: { delete: 'page', key: name }, statuses: [204, 404] },
		'DELETE /{wiki}/pages/{name}/{version}': { effect: { delete: 'page', key: one }, statuses: [204, 404] },
		'GET /{wiki}/all/{name}': { effect: { read: 'page', key: name }, shown: {} },
		'POST /{wiki}/prints': {
			effect: {
				create: 'print',
				needs: [{ resource: 'page', key: { name: '$request.body#/name', version: '$request.body#/version' } }],
			},
			sent: PAGE,
			shown: objectOf({ id: text }),
		},
		'POST /{wiki}/parts': {
			effect: { create: 'part' },
			sent: objectOf({ code: text, version: text, body: text }),
			shown: objectOf({ code: text, version: text, body: text }),
		},
		'GET /{wiki}/parts/{code}/{version}': {
			effect: { read: 'part', key: '$request.path.version' },
			shown: objectOf({ body: text }),
		},
	},
);

describe('versions', () => {
	test('are counted from 1, whatever is sent; older ones stay readable', async () => {
		const { send, read } = await serve(DOCUMENT);
		expect((await send('POST', '/a/pages', { name: 'x', version: 9, body: 'a' })).json).toMatchObject({ version: 1 });
		expect((await send('PUT', '/a/pages/x', { body: 'b', version: 1 })).json).toMatchObject({ version: 2, body: 'b' });
		expect((await send('PATCH', '/a/pages/x', { body: 'c' })).json).toEqual({ name: 'x', version: 3, body: 'c' });
		expect(await read('/a/pages/x')).toEqual({ name: 'x', version: 3, body: 'c' });
		for (const [version, body] of ['a', 'b', 'c'].entries()) {
			expect(await read(`/a/pages/x?version=${version + 1}`)).toEqual({ name: 'x', version: version + 1, body });
		}
		expect((await send('GET', '/a/pages/x?version=4')).status).toBe(404);
		expect(await read('/a/pages')).toEqual([{ name: 'x', version: 3, body: 'c' }]);
		expect(await read('/a/all/x')).toEqual({ name: 'x', version: 3, body: 'c', wiki: 'a' });
		expect((await send('POST', '/a/pages', { name: 'x' })).status).toBe(409);
	});

	test('can be needed, and go with the entity', async () => {
		const { send, read } = await serve(DOCUMENT);
		await send('POST', '/a/pages', { name: 'x', body: 'a' });
		await send('PUT', '/a/pages/x', { body: 'b' });
		const print = async (version: number) => (await send('POST', '/a/prints', { name: 'x', version })).status;
		expect([await print(1), await print(2), await print(3)]).toEqual([200, 200, 404]);
		expect((await send('DELETE', '/a/pages/x/1')).status).toBe(404);
		expect((await send('DELETE', '/a/pages/x')).status).toBe(204);
		expect(await print(1)).toBe(404);
		await send('POST', '/a/pages', { name: 'x', body: 'new' });
		expect(await read('/a/pages/x')).toMatchObject({ version: 1 });
	});

	test('come back with a snapshot', async () => {
		const { mock, send, read } = await serve(DOCUMENT);
		await send('POST', '/a/pages', { name: 'x', body: 'a' });
		await send('PUT', '/a/pages/x', { body: 'b' });
		const place = `${mock.url}/__admin/sessions/default/snapshot`;
		const body = await (await fetch(place)).text();
		await send('DELETE', '/a/pages/x');
		await fetch(place, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
		expect(await read('/a/pages/x?version=1')).toMatchObject({ body: 'a' });
	});
});

test('a key of two parts: one of them a scope that the body tells', async () => {
	const { send, read } = await serve(DOCUMENT);
	for (const code of ['x', 'y'])
		expect((await send('POST', '/a/parts', { code, version: '1', body: code })).json).toMatchObject({
			code,
			version: '1',
		});
	expect((await send('POST', '/a/parts', { code: 'x', version: '1' })).status).toBe(409);
	expect((await send('POST', '/a/parts', { code: 'x', version: '2', body: 'z' })).status).toBe(200);
	expect(await read('/a/parts/y/1')).toEqual({ body: 'y' });
	expect(await read('/a/parts/x/2')).toEqual({ body: 'z' });
	expect((await send('GET', '/a/parts/y/2')).status).toBe(404);
	expect((await send('GET', '/b/parts/y/1')).status).toBe(404);
});
