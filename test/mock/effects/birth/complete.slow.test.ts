import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../spec/index.ts';
import { collection, objectOf, serve, text, whole } from '../collection.ts';

const NOW = '2026-06-01T09:00:00.000Z';
const moment = { type: 'string', format: 'date-time' };

describe('an object inside an entity', () => {
	const shown = objectOf({
		'id!': whole,
		attributes: objectOf({ title: text, body: text, createdAt: moment, updatedAt: moment, views: whole }),
	});
	const sent = objectOf({ attributes: objectOf({ title: text, body: text }) });

	test('has what only the server says of it, and keeps it through changes', async () => {
		const { send, read } = await serve(collection({ shown, sent }));
		const made = (await send('POST', '/todos', { attributes: { title: 'a' } })).json;
		const attributes = { title: 'a', createdAt: NOW, updatedAt: NOW, views: 0 };
		expect(made).toEqual({ id: 1, attributes });
		expect(await read('/todos')).toEqual([made]);
		await send('PUT', '/__admin/sessions/default/clock', { advance: 'PT1H' });
		const later = { createdAt: NOW, updatedAt: '2026-06-01T10:00:00.000Z', views: 0 };
		const replaced = (await send('PUT', '/todos/1', { attributes: { title: 'b' } })).json;
		expect(replaced).toEqual({ id: 1, attributes: { title: 'b', ...later } });
		const patched = (await send('PATCH', '/todos/1', { attributes: { body: 'c' } })).json;
		expect(patched).toEqual({ id: 1, attributes: { title: 'b', body: 'c', ...later } });
		expect(await read('/todos/1')).toEqual(patched);
	});

	test('that is sent is not written to: the journal shows what was sent', async () => {
		const { send, read } = await serve(collection({ shown, sent }));
		await send('POST', '/todos', { attributes: { title: 'a' } });
		const journal = await read('/__admin/sessions/default/requests');
		const [{ id }] = journal['requests'] as [{ id: number }];
		const exchange = await read(`/__admin/sessions/default/requests/${id}`);
		expect((exchange['request'] as JsonObject)['body']).toEqual({ attributes: { title: 'a' } });
	});

	test.each([
		[
			'moments are now, counters 0, what has not happened is not there',
			{ createdAt: moment, likes: whole, deletedAt: moment },
			{ createdAt: NOW, likes: 0 },
		],
		[
			'two levels deep',
			{ audit: objectOf({ createdAt: moment, flagged: { type: 'boolean' } }) },
			{ audit: { createdAt: NOW, flagged: false } },
		],
	])('that nobody sends begins like an entity: %s', async (_what, inside, born) => {
		const document = collection({
			shown: objectOf({ 'id!': whole, title: text, meta: objectOf(inside) }),
			sent: objectOf({ title: text }),
		});
		const { send, read } = await serve(document);
		const made = (await send('POST', '/todos', { title: 'a' })).json as JsonObject;
		expect(made).toEqual({ id: 1, title: 'a', meta: born });
		expect(await read('/todos/1')).toEqual(made);
	});
});

test('a key that is a slug is made of the title, and free', async () => {
	const document = collection({
		shown: objectOf({ 'slug!': text, 'title!': text }),
		sent: objectOf({ 'title!': text }),
		key: text,
	});
	const bySlug = JSON.stringify(document).replaceAll('{id}', '{slug}').replace('"name":"id"', '"name":"slug"');
	const { send, read } = await serve(JSON.parse(bySlug) as JsonObject);
	const slugs: unknown[] = [];
	for (const title of ['How to train', 'how to: train!', 'Ünïcode & more', '…'])
		slugs.push(((await send('POST', '/todos', { title })).json as JsonObject)['slug']);
	expect(slugs).toEqual(['how-to-train', 'how-to-train-2', 'unicode-more', expect.stringMatching(/^[0-9a-f-]{36}$/)]);
	expect(await read('/todos/how-to-train-2')).toEqual({ slug: 'how-to-train-2', title: 'how to: train!' });
});

test.each([
	['self', { self: text }, (own: string) => ({ self: own })],
	[
		'in links',
		{ _links: objectOf({ self: objectOf({ href: { type: 'string', format: 'uri' } }) }) },
		(own: string) => ({ _links: { self: { href: own } } }),
	],
	[
		'in links that nobody names',
		{
			_links: {
				type: 'object',
				additionalProperties: objectOf({ href: text, title: text, templated: { type: 'boolean' } }),
			},
		},
		(own: string) => ({ _links: { self: { href: own } } }),
	],
	[
		'in links that are texts',
		{ links: { type: 'object', additionalProperties: { type: 'string', format: 'uri' } } },
		(own: string) => ({ links: { self: own } }),
	],
	['relative', { self: { type: 'string', format: 'uri-reference', maxLength: 8 } }, () => ({ self: '/todos/1' })],
	[
		'of what is a link elsewhere',
		{ image_url: { type: 'string', format: 'uri', examples: ['https://a.test/b'] } },
		() => ({ image_url: 'https://a.test/b' }),
	],
])('a link to itself leads there: %s', async (_what, links, expected) => {
	const { send, read, mock } = await serve(
		collection({ shown: objectOf({ 'id!': whole, title: text, ...links }), sent: objectOf({ title: text }) }),
	);
	const made = (await send('POST', '/todos', { title: 'a' })).json;
	expect(made).toEqual({ id: 1, title: 'a', ...expected(`${mock.url}/todos/1`) });
	expect(await read('/todos')).toEqual([made]);
});
