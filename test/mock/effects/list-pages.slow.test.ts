import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { flag, type ListParts, link, objectOf, serveTodos, TASKS, text, titlesOf, whole } from './list-documents.ts';

const nullable = (schema: JsonObject): JsonObject => ({ ...schema, type: [schema['type'] as string, 'null'] });

/** What the list of a, b, c answers beside its items; `$` stands for the mock's address. */
const TOLD: [what: string, parts: ListParts, calls: [query: string, titles: string, told: JsonObject][]][] = [
	[
		'page and size',
		{
			query: { page: whole, size: whole },
			answer: objectOf({ items: TASKS, total: whole, page: whole, size: whole, pages: whole }),
		},
		[
			['?page=1&size=2', 'ab', { total: 3, page: 1, size: 2, pages: 2 }],
			['?page=2&size=2', 'c', { total: 3, page: 2, size: 2, pages: 2 }],
			['?page=3&size=2', '', { total: 3, page: 3, size: 2, pages: 2 }],
			['', 'abc', { total: 3, page: 1, size: 3, pages: 1 }],
		],
	],
	[
		'page and limit as texts, as generators write what has no type of its own',
		{
			query: { page: text, limit: { ...text, default: '2' } },
			answer: objectOf({ data: TASKS, total: whole, page: whole, limit: whole, totalPages: whole }),
		},
		[
			['', 'ab', { total: 3, page: 1, limit: 2, totalPages: 2 }],
			['?page=2', 'c', { total: 3, page: 2, limit: 2, totalPages: 2 }],
			['?page=3&limit=1', 'c', { total: 3, page: 3, limit: 1, totalPages: 3 }],
			['?page=last&limit=all', 'ab', { total: 3, page: 1, limit: 2 }],
		],
	],
	[
		'limit and offset as texts, without a type, and one of a few',
		{ query: { limit: { ...text, enum: ['1', '2'] }, skip: {} } },
		[
			['?limit=2', 'ab', {}],
			['?limit=2&skip=2', 'c', {}],
		],
	],
	[
		'words that may be of anything are no numbers as texts',
		{ query: { count: text, from: text, max: { ...text, format: 'date' }, limit: { ...text, enum: ['none', 'few'] } } },
		[
			['?count=1&from=2&limit=few', 'abc', {}],
			['?max=2026-01-01', 'abc', {}],
		],
	],
	[
		'limit and offset with links, as Django has them',
		{
			query: { limit: whole, offset: whole, title: text },
			answer: objectOf({ count: whole, next: link, previous: link, results: TASKS }),
		},
		[
			['?limit=2', 'ab', { count: 3, next: '$/todos?limit=2&offset=2', previous: null }],
			['?limit=2&offset=2', 'c', { count: 3, next: null, previous: '$/todos?limit=2&offset=0' }],
			['?offset=1&limit=1', 'b', { count: 3, next: '$/todos?offset=2&limit=1', previous: '$/todos?offset=0&limit=1' }],
			['?title=b&limit=2', 'b', { count: 1, next: null, previous: null }],
			['', 'abc', { count: 3, next: null, previous: null }],
		],
	],
	[
		'a cursor that is the key of an entity, as Stripe has it',
		{
			query: { limit: whole, starting_after: text, ending_before: text },
			answer: objectOf({ data: TASKS, has_more: flag }),
		},
		[
			['?limit=2', 'ab', { has_more: true }],
			['?limit=2&starting_after=2', 'c', { has_more: false }],
			['?limit=2&ending_before=3', 'ab', { has_more: false }],
			['?limit=1&ending_before=3', 'b', { has_more: true }],
			['?limit=2&starting_after=99', '', { has_more: false }],
		],
	],
	[
		'a total in meta',
		{ answer: objectOf({ data: TASKS, meta: objectOf({ total: whole }) }) },
		[['', 'abc', { meta: { total: 3 } }]],
	],
	[
		'Laravel’s meta and links',
		{
			query: { page: whole, per_page: { ...whole, default: 2 } },
			answer: objectOf({
				data: TASKS,
				links: objectOf({ first: link, last: link, prev: link, next: link }),
				meta: objectOf({
					current_page: whole,
					from: nullable(whole),
					last_page: whole,
					per_page: whole,
					to: nullable(whole),
					total: whole,
				}),
			}),
		},
		[
			[
				'',
				'ab',
				{
					links: { first: '$/todos?page=1', last: '$/todos?page=2', prev: null, next: '$/todos?page=2' },
					meta: { current_page: 1, from: 1, last_page: 2, per_page: 2, to: 2, total: 3 },
				},
			],
			[
				'?page=9',
				'',
				{
					links: { first: '$/todos?page=1', last: '$/todos?page=2', prev: '$/todos?page=2', next: null },
					meta: { current_page: 9, from: null, last_page: 2, per_page: 2, to: null, total: 3 },
				},
			],
		],
	],
	[
		'a page whose example is 0',
		{
			query: { page: { schema: { ...whole, example: 0 } }, size: { schema: whole } },
			answer: objectOf({ rows: TASKS, page: whole, pages: whole }),
		},
		[
			['?page=0&size=2', 'ab', { page: 0, pages: 2 }],
			['?page=1&size=2', 'c', { page: 1, pages: 2 }],
		],
	],
	[
		'a page of which the answer says that it counts from 0, also in an object beside the list',
		{
			query: { pageNumber: { schema: whole }, pageSize: { schema: whole } },
			answer: objectOf({
				data: TASKS,
				meta: objectOf({ pageNumber: { ...whole, description: 'The number of this page (0-based)' }, total: whole }),
			}),
		},
		[
			['?pageNumber=0&pageSize=2', 'ab', { meta: { pageNumber: 0, total: 3 } }],
			['?pageNumber=1&pageSize=2', 'c', { meta: { pageNumber: 1, total: 3 } }],
		],
	],
	[
		'a page that begins with 1, whatever an example shows',
		{
			query: { page: { schema: { ...whole, minimum: 1, example: 0 } }, size: { schema: whole } },
			answer: objectOf({ rows: TASKS, page: whole }),
		},
		[['?page=2&size=2', 'c', { page: 2 }]],
	],
	[
		'Spring’s page, counted from 0',
		{
			query: {
				pageable: {
					required: true,
					schema: objectOf({ page: whole, size: whole, sort: { type: 'array', items: text } }),
				},
			},
			answer: objectOf({
				content: TASKS,
				totalElements: whole,
				totalPages: whole,
				number: whole,
				size: whole,
				numberOfElements: whole,
				first: flag,
				last: flag,
				empty: flag,
				sort: objectOf({ sorted: flag, unsorted: flag, empty: flag }),
				pageable: objectOf({ pageNumber: whole, pageSize: whole, offset: whole, paged: flag, unpaged: flag }),
			}),
		},
		[
			[
				'?page=1&size=2&sort=title,desc',
				'a',
				{
					totalElements: 3,
					totalPages: 2,
					number: 1,
					size: 2,
					numberOfElements: 1,
					first: false,
					last: true,
					empty: false,
					sort: { sorted: true, unsorted: false, empty: false },
					pageable: { pageNumber: 1, pageSize: 2, offset: 2, paged: true, unpaged: false },
				},
			],
			[
				'',
				'abc',
				{
					totalElements: 3,
					totalPages: 1,
					number: 0,
					size: 3,
					numberOfElements: 3,
					first: true,
					last: true,
					empty: false,
					sort: { sorted: false, unsorted: true, empty: true },
					pageable: { pageNumber: 0, pageSize: 3, offset: 0, paged: true, unpaged: false },
				},
			],
		],
	],
	[
		'the same with parameters of their own',
		{
			query: { page: whole, size: whole, sort: text },
			answer: objectOf({
				content: TASKS,
				page: objectOf({ size: whole, number: whole, totalElements: whole, totalPages: whole }),
			}),
		},
		[
			['?page=0&size=2', 'ab', { page: { size: 2, number: 0, totalElements: 3, totalPages: 2 } }],
			['?page=1&size=2', 'c', { page: { size: 2, number: 1, totalElements: 3, totalPages: 2 } }],
		],
	],
	[
		'the same with no more than page and size',
		{
			query: { page: whole, size: whole },
			answer: objectOf({ content: TASKS, totalElements: whole, totalPages: whole, number: whole, last: flag }),
		},
		[
			['?page=0&size=2', 'ab', { number: 0, totalElements: 3, totalPages: 2, last: false }],
			['?page=1&size=2', 'c', { number: 1, totalElements: 3, totalPages: 2, last: true }],
		],
	],
	[
		'the same without any parameter',
		{ answer: objectOf({ content: TASKS, totalElements: whole, number: whole, first: flag }) },
		[['', 'abc', { number: 0, totalElements: 3, first: true }]],
	],
	[
		'a page whose default is 0',
		{
			query: { pageNumber: { ...whole, default: 0 }, limit: whole },
			answer: objectOf({ data: TASKS, pageNumber: whole, hasNext: flag, hasPrevious: flag }),
		},
		[
			['?pageNumber=0&limit=2', 'ab', { pageNumber: 0, hasNext: true, hasPrevious: false }],
			['?pageNumber=1&limit=2', 'c', { pageNumber: 1, hasNext: false, hasPrevious: true }],
		],
	],
	[
		'page[number] and page[size], with links that may be null',
		{
			query: { 'page[number]': whole, 'page[size]': whole },
			answer: objectOf({
				data: TASKS,
				links: objectOf({ self: link, next: link, prev: link }),
				meta: objectOf({ page: objectOf({ total: whole }) }),
			}),
		},
		[
			[
				'?page[number]=2&page[size]=1',
				'b',
				{
					links: {
						self: '$/todos?page[number]=2&page[size]=1',
						next: '$/todos?page[number]=3&page[size]=1',
						prev: '$/todos?page[number]=1&page[size]=1',
					},
					meta: { page: { total: 3 } },
				},
			],
		],
	],
	[
		'the same as one object',
		{
			query: { page: { style: 'deepObject', explode: true, schema: objectOf({ number: whole, size: whole }) } },
			answer: objectOf({ data: TASKS, links: objectOf({ next: link }) }),
		},
		[
			['?page[size]=2', 'ab', { links: { next: '$/todos?page[size]=2&page[number]=2' } }],
			['?page[size]=2&page[number]=2', 'c', { links: { next: null } }],
		],
	],
	[
		'HAL',
		{
			query: { page: whole, limit: whole },
			answer: objectOf({
				_embedded: objectOf({ todos: TASKS }),
				_links: objectOf({
					self: objectOf({ href: text }),
					next: objectOf({ href: text }),
					prev: objectOf({ href: text }),
				}),
				total: whole,
			}),
		},
		[
			[
				'?limit=2',
				'ab',
				{ _links: { self: { href: '$/todos?limit=2' }, next: { href: '$/todos?limit=2&page=2' } }, total: 3 },
			],
			[
				'?limit=2&page=2',
				'c',
				{ _links: { self: { href: '$/todos?limit=2&page=2' }, prev: { href: '$/todos?limit=2&page=1' } }, total: 3 },
			],
		],
	],
	[
		'HAL whose links nobody names',
		{
			query: { page: whole, limit: whole },
			answer: objectOf({
				_embedded: objectOf({ todos: TASKS }),
				_links: { type: 'object', additionalProperties: objectOf({ href: text, templated: { type: 'boolean' } }) },
			}),
		},
		[
			[
				'?limit=2',
				'ab',
				{
					_links: {
						self: { href: '$/todos?limit=2' },
						first: { href: '$/todos?limit=2&page=1' },
						next: { href: '$/todos?limit=2&page=2' },
						last: { href: '$/todos?limit=2&page=2' },
					},
				},
			],
		],
	],
	[
		'next and previous as numbers',
		{
			query: { page: whole, per_page: whole },
			answer: objectOf({
				items: TASKS,
				pagination: objectOf({
					next_page: nullable(whole),
					prev_page: nullable(whole),
					total_pages: whole,
					total_count: whole,
				}),
			}),
		},
		[
			['?per_page=2', 'ab', { pagination: { next_page: 2, prev_page: null, total_pages: 2, total_count: 3 } }],
			['?per_page=2&page=2', 'c', { pagination: { next_page: null, prev_page: 1, total_pages: 2, total_count: 3 } }],
		],
	],
	[
		'a relative link, by its example',
		{
			query: { offset: whole, limit: whole },
			answer: objectOf({ items: TASKS, next: { type: ['string', 'null'], examples: ['/todos?offset=20'] } }),
		},
		[['?limit=2', 'ab', { next: '/todos?limit=2&offset=2' }]],
	],
	[
		'how many are on the page, beside the total',
		{
			query: { skip: whole, take: whole },
			answer: objectOf({
				items: TASKS,
				meta: objectOf({
					itemCount: whole,
					totalItems: whole,
					itemsPerPage: whole,
					totalPages: whole,
					currentPage: whole,
				}),
			}),
		},
		[
			[
				'?skip=2&take=2',
				'c',
				{ meta: { itemCount: 1, totalItems: 3, itemsPerPage: 2, totalPages: 2, currentPage: 2 } },
			],
		],
	],
	[
		'an offset that begins with 1',
		{
			query: { startIndex: { ...whole, minimum: 1 }, count: whole },
			answer: objectOf({ Resources: TASKS, totalResults: whole, startIndex: whole, itemsPerPage: whole }),
		},
		[
			['?startIndex=2&count=2', 'bc', { totalResults: 3, startIndex: 2, itemsPerPage: 2 }],
			['?count=1', 'a', { totalResults: 3, startIndex: 1, itemsPerPage: 1 }],
		],
	],
	[
		'links by their relation',
		{
			query: { page: whole, size: whole },
			answer: objectOf({ items: TASKS, links: { type: 'array', items: objectOf({ rel: text, href: text }) } }),
		},
		[
			[
				'?page=1&size=2',
				'ab',
				{
					links: [
						{ rel: 'self', href: '$/todos?page=1&size=2' },
						{ rel: 'first', href: '$/todos?page=1&size=2' },
						{ rel: 'next', href: '$/todos?page=2&size=2' },
						{ rel: 'last', href: '$/todos?page=2&size=2' },
					],
				},
			],
		],
	],
	[
		'a limit, where no parameter leads on from the page that it would cut',
		{ query: { limit: whole }, answer: objectOf({ items: TASKS, next_cursor: nullable(text), has_more: flag }) },
		[['?limit=2', 'abc', { next_cursor: null, has_more: false }]],
	],
	[
		'a total by the noun of its list',
		{ query: { limit: whole, offset: whole }, answer: objectOf({ todos: TASKS, todosCount: whole }) },
		[['?limit=2', 'ab', { todosCount: 3 }]],
	],
	[
		'old paging and new beside each other',
		{
			query: { page: whole, per_page: whole, page_token: text, page_size: whole },
			answer: objectOf({ items: TASKS, next_page_token: text }),
		},
		[
			['?per_page=2&page=2', 'c', {}],
			['?page_size=2', 'ab', { next_page_token: 'MToy' }],
			['?page_size=2&page_token=MToy', 'c', {}],
		],
	],
	[
		'a limit alone',
		{ query: { limit: whole }, answer: objectOf({ items: TASKS, total: whole }) },
		[['?limit=2', 'ab', { total: 3 }]],
	],
];

describe('a list tells of its page', () => {
	test.each(TOLD)('%s', async (_what, parts, calls) => {
		const { mock, get, addMany } = await serveTodos(parts);
		await addMany(3);
		for (const [query, titles, told] of calls) {
			const reply = await get(`/todos${query}`);
			const body = JSON.parse(
				reply.text.replaceAll(mock.url, '$').replaceAll('%5B', '[').replaceAll('%5D', ']'),
			) as JsonObject;
			expect([query, reply.status, titlesOf(body)]).toEqual([query, 200, titles]);
			expect(body).toMatchObject(told);
			for (const [name, value] of Object.entries(told)) expect(body[name]).toEqual(value);
		}
	});

	test('of an empty list, too', async () => {
		const answer = objectOf({ items: TASKS, total: whole, pages: whole, page: whole, next: link, last: flag });
		const { get } = await serveTodos({ query: { page: whole, limit: whole }, answer });
		expect((await get('/todos?limit=2')).json).toEqual({
			items: [],
			total: 0,
			pages: 0,
			page: 1,
			next: null,
			last: true,
		});
	});

	test('below a session’s own address the links stay there', async () => {
		const { mock, get } = await serveTodos({
			query: { page: whole, limit: whole },
			answer: objectOf({ items: TASKS, next: link, first: link }),
		});
		expect((await get('/__session/mine/todos?limit=1')).json).toEqual({
			items: [],
			next: null,
			first: `${mock.url}/__session/mine/todos?limit=1&page=1`,
		});
	});

	test('in headers', async () => {
		const { mock, get, addMany } = await serveTodos({
			query: { page: whole, per_page: whole },
			headers: {
				Link: text,
				'X-Total-Count': whole,
				'X-Total-Pages': whole,
				'X-Next-Page': text,
				'X-Page': whole,
				'X-Per-Page': whole,
			},
		});
		await addMany(3);
		const read = async (query: string) => {
			const { headers } = await get(`/todos${query}`);
			return ['link', 'x-total-count', 'x-total-pages', 'x-next-page', 'x-page', 'x-per-page'].map((name) =>
				headers.get(name)?.replaceAll(`${mock.url}/todos`, ''),
			);
		};
		expect(await read('?per_page=2')).toEqual([
			'<?per_page=2&page=1>; rel="first", <?per_page=2&page=2>; rel="next", <?per_page=2&page=2>; rel="last"',
			...['3', '2', '2', '1', '2'],
		]);
		expect(await read('?per_page=2&page=2')).toEqual([
			'<?per_page=2&page=1>; rel="first", <?per_page=2&page=1>; rel="prev", <?per_page=2&page=2>; rel="last"',
			...['3', '2', '', '2', '2'],
		]);
	});

	test('the limit’s default and maximum hold', async () => {
		const { get, addMany } = await serveTodos({
			query: { limit: { ...whole, default: 2, maximum: 3 }, offset: whole },
		});
		await addMany(4);
		expect(titlesOf((await get('/todos')).json)).toBe('ab');
		expect(titlesOf((await get('/todos?limit=3')).json)).toBe('abc');
	});

	test('a link that can’t be left away leads behind the last page', async () => {
		const uri = { ...text, format: 'uri' };
		const answer = objectOf({ items: TASKS, next: uri, next_page: { ...whole, minimum: 1 } }, [
			'items',
			'next',
			'next_page',
		]);
		const { mock, get, addMany } = await serveTodos({ query: { page: whole, limit: whole }, answer });
		await addMany(2);
		const last = (await get('/todos?limit=2')).json as JsonObject;
		expect(last).toMatchObject({ next: `${mock.url}/todos?limit=2&page=2`, next_page: 2 });
		expect(titlesOf((await get('/todos?limit=2&page=2')).json)).toBe('');
	});

	test('what the schema can’t show is left out, or made to fit; it costs no answer', async () => {
		const answer = objectOf(
			{
				items: TASKS,
				total: { ...whole, maximum: 1 },
				next_cursor: { ...text, format: 'uuid' },
				page: { ...whole, minimum: 7 },
			},
			['items', 'page'],
		);
		const { get, addMany } = await serveTodos({ query: { cursor: text, limit: whole }, answer });
		await addMany(3);
		const { status, json } = await get('/todos?limit=2');
		expect([status, titlesOf(json)]).toEqual([200, 'ab']);
		expect(json).not.toHaveProperty('total');
		expect((json as JsonObject)['page']).toBeGreaterThanOrEqual(7);
	});
});
