// A part of the scope that no path tells: a header (or a query parameter) does.

import { describe, expect, test } from 'vitest';
import { objectOf, serve, text } from './collection.ts';
import { declare } from './declared.ts';

const NOTE = objectOf({ name: text, owner: text, body: text });
const key = '$request.path.name';
const headers = ['X-Owner'];
const DOCUMENT = declare(
	{ note: { key: 'name', scope: ['shop', { owner: '$request.header.x-owner' }] } },
	{
		'POST /{shop}/notes': {
			effect: { create: 'note' },
			sent: objectOf({ name: text, body: text }),
			shown: NOTE,
			headers,
		},
		'GET /{shop}/notes': { effect: { list: 'note' }, shown: { type: 'array', items: NOTE }, headers },
		'GET /{shop}/notes/{name}': { effect: { read: 'note', key }, shown: NOTE, headers },
		'DELETE /{shop}/notes': { effect: { clear: 'note' }, statuses: [204], headers },
		'GET /{shop}/desk/{name}': { effect: { read: 'note', key }, shown: NOTE },
		'GET /{shop}/desk': { effect: { list: 'note' }, shown: { type: 'array', items: NOTE } },
	},
);

describe('a scope by a header', () => {
	test('keeps entities of the same key apart, and shows whose they are', async () => {
		const { send } = await serve(DOCUMENT);
		for (const owner of ['ann', 'bob']) {
			const made = await send('POST', '/a/notes', { name: 'n', body: owner }, { 'x-owner': owner });
			expect([made.status, made.json]).toEqual([200, { name: 'n', owner, body: owner }]);
		}
		expect((await send('POST', '/a/notes', { name: 'n' }, { 'x-owner': 'bob' })).status).toBe(409);
		const read = async (path: string, owner?: string) =>
			send('GET', path, undefined, owner ? { 'x-owner': owner } : {});
		expect((await read('/a/notes/n', 'bob')).json).toMatchObject({ body: 'bob' });
		expect((await read('/a/notes/n', 'eve')).status).toBe(404);
		expect((await read('/a/notes/n')).status).toBe(404);
		expect((await read('/a/notes', 'ann')).json).toEqual([{ name: 'n', owner: 'ann', body: 'ann' }]);
	});

	test('is empty for what was created without it: everybody sees that', async () => {
		const { send } = await serve(DOCUMENT);
		expect((await send('POST', '/a/notes', { name: 'free', owner: 'liar' })).json).toEqual({ name: 'free' });
		await send('POST', '/a/notes', { name: 'mine' }, { 'x-owner': 'ann' });
		const seen = await send('GET', '/a/notes/free', undefined, { 'x-owner': 'ann' });
		expect(seen.json).toEqual({ name: 'free' });
		expect((await send('GET', '/a/notes', undefined, { 'x-owner': 'ann' })).json).toHaveLength(2);
		expect((await send('GET', '/a/notes')).json).toEqual([{ name: 'free' }]);
		expect((await send('DELETE', '/a/notes', undefined, { 'x-owner': 'ann' })).status).toBe(204);
		expect((await send('GET', '/a/desk')).json).toEqual([{ name: 'free' }]);
	});

	test('is no question to an operation without the header, while the path still is', async () => {
		const { send } = await serve(DOCUMENT);
		await send('POST', '/a/notes', { name: 'n' }, { 'x-owner': 'ann' });
		expect((await send('GET', '/a/desk/n')).json).toMatchObject({ owner: 'ann' });
		expect((await send('GET', '/b/desk/n')).status).toBe(404);
		expect((await send('GET', '/b/desk')).json).toEqual([]);
	});

	test('outlives a snapshot', async () => {
		const { mock, send } = await serve(DOCUMENT);
		await send('POST', '/a/notes', { name: 'free' });
		await send('POST', '/a/notes', { name: 'mine' }, { 'x-owner': 'ann' });
		const place = `${mock.url}/__admin/sessions/default/snapshot`;
		const body = await (await fetch(place)).text();
		await send('DELETE', '/a/notes', undefined, { 'x-owner': 'ann' });
		await fetch(place, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
		expect((await send('GET', '/a/desk')).json).toEqual([{ name: 'free' }, { name: 'mine', owner: 'ann' }]);
		expect((await send('GET', '/a/notes')).json).toEqual([{ name: 'free' }]);
	});
});
