import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { call } from '../../support/mock.ts';
import { flag, type ListParts, link, objectOf, serveTodos, TASKS, text, titlesOf, whole } from './list-documents.ts';

type Body = JsonObject;
/** The path of the page behind this one; `undefined`: it is the last. */
type Next = (reply: { body: Body; path: string; link: string; limit: number }) => string | undefined;

const maybe: JsonObject = { type: ['string', 'null'] };
const at = (body: JsonValue | undefined, ...steps: string[]): JsonValue | undefined =>
	steps.reduce<JsonValue | undefined>((value, step) => (value as JsonObject | undefined)?.[step], body);
const byLink =
	(...steps: string[]): Next =>
	({ body }) =>
		(at(body, ...steps) ?? undefined) as string | undefined;
const byCursor =
	(parameter: string, ...steps: string[]): Next =>
	({ body, limit }) => {
		const cursor = at(body, ...steps);
		return cursor === undefined || cursor === null || cursor === ''
			? undefined
			: `/todos?limit=${limit}&${parameter}=${encodeURIComponent(String(cursor))}`;
	};
const lastId = (body: Body): JsonValue | undefined => (body['data'] as JsonObject[]).at(-1)?.['id'];

/** Every way in which a client comes from one page to the next. */
const STYLES: [style: string, parts: ListParts, next: Next, first?: (limit: number) => string][] = [
	[
		'counting pages',
		{ query: { page: whole, limit: whole }, answer: objectOf({ items: TASKS, page: whole, pages: whole }) },
		({ body, limit }) =>
			(body['page'] as number) < (body['pages'] as number)
				? `/todos?limit=${limit}&page=${(body['page'] as number) + 1}`
				: undefined,
	],
	[
		'counting pages from 0 until the last',
		{
			query: { page: { ...whole, default: 0 }, size: whole },
			answer: objectOf({ content: TASKS, number: whole, last: flag }),
		},
		({ body, limit }) => (body['last'] ? undefined : `/todos?size=${limit}&page=${(body['number'] as number) + 1}`),
		(limit) => `/todos?size=${limit}&page=0`,
	],
	[
		'the offset and a total',
		{ query: { offset: whole, limit: whole }, answer: objectOf({ items: TASKS, total: whole, offset: whole }) },
		({ body, limit }) => {
			const offset = (body['offset'] as number) + limit;
			return offset < (body['total'] as number) ? `/todos?limit=${limit}&offset=${offset}` : undefined;
		},
	],
	[
		'the next offset',
		{
			query: { skip: whole, limit: whole },
			answer: objectOf({ items: TASKS, nextSkip: { type: ['integer', 'null'] } }),
		},
		byCursor('skip', 'nextSkip'),
	],
	[
		'links by offset',
		{ query: { offset: whole, limit: whole }, answer: objectOf({ results: TASKS, next: link }) },
		byLink('next'),
	],
	[
		'links by page, in an object',
		{
			query: { 'page[number]': whole, 'page[size]': whole },
			answer: objectOf({ data: TASKS, links: objectOf({ next: objectOf({ href: text }) }) }),
		},
		byLink('links', 'next', 'href'),
		(limit) => `/todos?page[size]=${limit}`,
	],
	[
		'links by cursor',
		{ query: { cursor: text, page_size: whole }, answer: objectOf({ results: TASKS, next: link, previous: link }) },
		byLink('next'),
		(limit) => `/todos?page_size=${limit}`,
	],
	[
		'a cursor in the envelope',
		{ query: { cursor: text, limit: whole }, answer: objectOf({ items: TASKS, next_cursor: maybe }) },
		byCursor('cursor', 'next_cursor'),
	],
	[
		'a cursor that is never null',
		{
			query: { cursor: text, limit: whole },
			answer: objectOf({ items: TASKS, response_metadata: objectOf({ next_cursor: text }, ['next_cursor']) }, [
				'items',
				'response_metadata',
			]),
		},
		byCursor('cursor', 'response_metadata', 'next_cursor'),
	],
	[
		'a token of the next page that is absent on the last',
		{ query: { pageToken: text, limit: whole }, answer: objectOf({ items: TASKS, nextPageToken: text }) },
		byCursor('pageToken', 'nextPageToken'),
	],
	[
		'a cursor that is a number',
		{
			query: { cursor: whole, limit: whole },
			answer: objectOf({ items: TASKS, next_cursor: { type: ['integer', 'null'] } }),
		},
		byCursor('cursor', 'next_cursor'),
	],
	[
		'cursors in meta',
		{
			query: { 'page[cursor]': text, 'page[size]': whole },
			answer: objectOf({ data: TASKS, meta: objectOf({ cursor: objectOf({ next: maybe, previous: maybe }) }) }),
		},
		({ body, limit }) => {
			const cursor = at(body, 'meta', 'cursor', 'next');
			return cursor ? `/todos?page[size]=${limit}&page[cursor]=${cursor}` : undefined;
		},
		(limit) => `/todos?page[size]=${limit}`,
	],
	[
		'the end cursor, while there is a next page',
		{
			query: { first: whole, after: text },
			answer: objectOf({ items: TASKS, pageInfo: objectOf({ endCursor: maybe, hasNextPage: flag }) }),
		},
		({ body, limit }) =>
			at(body, 'pageInfo', 'hasNextPage')
				? `/todos?first=${limit}&after=${at(body, 'pageInfo', 'endCursor')}`
				: undefined,
		(limit) => `/todos?first=${limit}`,
	],
	[
		'the last id that the answer tells',
		{
			query: { after: text, limit: whole },
			answer: objectOf({ data: TASKS, first_id: text, last_id: text, has_more: flag }),
		},
		({ body, limit }) => {
			const ids = (body['data'] as { id: unknown }[]).map(({ id }) => String(id));
			expect([body['first_id'], body['last_id']]).toEqual([ids[0], ids.at(-1)]);
			return body['has_more'] ? `/todos?limit=${limit}&after=${body['last_id']}` : undefined;
		},
	],
	[
		'cursors after and before in paging',
		{
			query: { limit: whole, after: text },
			answer: objectOf({ results: TASKS, paging: objectOf({ next: objectOf({ after: text, link: text }) }) }),
		},
		byCursor('after', 'paging', 'next', 'after'),
	],
	[
		'the last id, while there are more',
		{ query: { starting_after: text, limit: whole }, answer: objectOf({ data: TASKS, has_more: flag }) },
		({ body, limit }) => (body['has_more'] ? `/todos?limit=${limit}&starting_after=${lastId(body)}` : undefined),
	],
	[
		'the last id as a number',
		{ query: { after: whole, limit: whole }, answer: objectOf({ data: TASKS, has_more: flag }) },
		({ body, limit }) => (body['has_more'] ? `/todos?limit=${limit}&after=${lastId(body)}` : undefined),
	],
	[
		'the header Link, by page',
		{ query: { page: whole, per_page: whole }, headers: { Link: text } },
		({ link: header }) => /<([^>]*)>; rel="next"/.exec(header)?.[1],
		(limit) => `/todos?per_page=${limit}`,
	],
	[
		'the header Link, by cursor',
		{ query: { after: text, before: text, limit: whole }, headers: { Link: text } },
		({ link: header }) => /<([^>]*)>; rel="next"/.exec(header)?.[1],
	],
	[
		'Spring’s object, by links',
		{
			query: { pageable: { schema: objectOf({ page: whole, size: whole }) } },
			answer: objectOf({ content: TASKS, links: { type: 'array', items: objectOf({ rel: text, href: text }) } }),
		},
		({ body }) => (body['links'] as { rel: string; href: string }[]).find(({ rel }) => rel === 'next')?.href,
		(limit) => `/todos?size=${limit}`,
	],
];

describe('a client that goes from page to page sees every entity once', () => {
	test.each(STYLES)('by %s', async (_style, parts, next, first = (limit) => `/todos?limit=${limit}`) => {
		const { mock, add, empty } = await serveTodos(parts);
		const walk = async (count: number, limit: number): Promise<void> => {
			await empty();
			const titles = Array.from({ length: count }, (_, index) => `<${index}>`);
			await add(...titles.map((title) => ({ title })));
			const seen: string[] = [];
			let path: string | undefined = first(limit);
			for (let pages = 0; path !== undefined && pages < 40; pages++) {
				const reply = await call({ url: path.startsWith('http') ? '' : mock.url }, 'GET', path);
				expect([path, reply.status]).toEqual([path, 200]);
				const body = reply.json as Body;
				const shown = titlesOf(body);
				expect(shown.split('<').length - 1).toBeLessThanOrEqual(limit);
				seen.push(shown);
				path = next({ body, path, link: reply.headers.get('link') ?? '', limit });
			}
			expect(path).toBeUndefined();
			expect(seen.join('')).toBe(titles.join(''));
			expect(seen.length).toBe(Math.max(1, Math.ceil(count / limit)));
		};
		await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 10 }), walk), {
			numRuns: 6,
			examples: [
				[0, 1],
				[4, 2],
				[5, 2],
				[3, 3],
			],
		});
	});

	test('and back again', async () => {
		const { get, addMany } = await serveTodos({
			query: { cursor: text, limit: whole },
			answer: objectOf({ items: TASKS, next: maybe, previous: maybe }),
		});
		await addMany(5);
		const titles: string[] = [];
		let cursor: string | null = null;
		for (const way of ['next', 'next', 'previous', 'previous', 'next'] as const) {
			const body = (await get(`/todos?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`)).json as Body;
			titles.push(titlesOf(body));
			cursor = body[way] as string | null;
		}
		expect(titles).toEqual(['ab', 'cd', 'e', 'cd', 'ab']);
	});
});

describe('a cursor', () => {
	const parts: ListParts = {
		query: { cursor: text, limit: whole },
		answer: objectOf({ items: TASKS, next_cursor: maybe, total: whole }),
	};

	test('is the same for the same calls', async () => {
		const cursors: unknown[] = [];
		for (const _ of [1, 2]) {
			const { get, addMany } = await serveTodos(parts);
			await addMany(3);
			cursors.push(((await get('/todos?limit=2')).json as Body)['next_cursor']);
		}
		expect(cursors[0]).toEqual(expect.any(String));
		expect(cursors[1]).toBe(cursors[0]);
	});

	test('leads on where its entity was deleted since', async () => {
		const { get, addMany, remove } = await serveTodos(parts);
		await addMany(4);
		const cursor = ((await get('/todos?limit=2')).json as Body)['next_cursor'];
		await remove(2);
		expect(titlesOf((await get(`/todos?limit=2&cursor=${cursor}`)).json)).toBe('cd');
	});

	test.each(['nonsense', 'MDoxx', '%00', '%F0%9F%90%B4', '-1', '99999999999999999999'])(
		'of %s names no place: an empty page',
		async (cursor) => {
			const { get, addMany } = await serveTodos(parts);
			await addMany(2);
			const reply = await get(`/todos?limit=2&cursor=${cursor}`);
			expect([reply.status, reply.json]).toEqual([200, { items: [], next_cursor: null, total: 2 }]);
		},
	);

	test('that names no place is refused where the document has a 400 for it', async () => {
		const { get, addMany } = await serveTodos({ ...parts, responses: { '400': { description: '' } } });
		await addMany(2);
		const reply = await get('/todos?limit=2&cursor=nonsense');
		expect([reply.status, reply.reason]).toEqual([
			400,
			expect.stringContaining('query cursor names no place in the list'),
		]);
		expect((await get('/todos?limit=2&cursor=1')).status).toBe(200);
	});
});
