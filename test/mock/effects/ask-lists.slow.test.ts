import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { describeTodos, flag, moment, objectOf, serveTodos, text, titlesOf, whole } from './list-documents.ts';

const ROWS: JsonObject[] = [
	{
		...{ title: 'a', done: false, price: 10, status: 'open', tags: ['x', 'y'], note: 'Hello, world' },
		...{ created_at: '2026-01-01T10:00:00Z', due: '2026-02-01', owner: { name: 'hal', age: 30 } },
		...{ fee: '10.00', cost: { amount: '10.00', currency: 'EUR' } },
	},
	{
		...{ title: 'b', done: true, price: 9.5, status: 'paid', tags: [], note: null },
		...{ created_at: '2026-01-02T11:00:00+02:00', due: '2026-02-03', owner: { name: 'Ann', age: 4 } },
		...{ fee: '9.50', cost: { amount: '9.50', currency: 'EUR' } },
	},
	{ title: 'c', done: true, price: 0, status: 'closed', tags: ['y'], note: '', created_at: '2026-01-02T10:00:00Z' },
	{
		...{ title: '\u{1F600}', price: 100, status: 'open', due: '2026-02-02', owner: { name: '\uFF5E' } },
		...{ fee: '100.00', cost: { amount: '100.00', currency: 'EUR' } },
	},
];
const FACE = '\u{1F600}';

type Case = [parameters: Record<string, JsonObject>, query: string, titles: string, unfollowed?: string];

const list = (items: JsonObject): JsonObject => ({ type: 'array', items });
const filterObject: JsonObject = {
	style: 'deepObject',
	explode: true,
	schema: { type: 'object', additionalProperties: text },
};

const SORTS: Case[] = [
	[{ sort: text }, 'sort=-title', `${FACE}cba`],
	[{ sort: text }, 'sort=title', `abc${FACE}`],
	[{ sort: text }, 'sort=fee', `ba${FACE}c`],
	[{ sort: text }, 'sort=cost', `ba${FACE}c`],
	[{ sort: text }, 'sort=%2Btitle', `abc${FACE}`],
	[{ sort: text }, 'sort=title,desc', `${FACE}cba`],
	[{ sort: text }, 'sort=title:desc', `${FACE}cba`],
	[{ sort: text }, 'sort=title%20DESC', `${FACE}cba`],
	[{ sort: text }, 'sort=title_desc', `${FACE}cba`],
	[{ sort: text }, 'sort=titleDesc', `${FACE}cba`],
	[{ sort: text }, 'sort=desc(title)', `${FACE}cba`],
	[{ sort: text }, 'sort=price', `cba${FACE}`],
	[{ sort: text }, 'sort=-price', `${FACE}abc`],
	[{ sort: text }, 'sort=createdAt', `abc${FACE}`],
	[{ sort: text }, 'sort=-due', `cb${FACE}a`],
	[{ sort: text }, 'sort=done', `abc${FACE}`],
	[{ sort: text }, 'sort=-done,title', `${FACE}bca`],
	[{ sort: text }, 'sort=status,-title', `c${FACE}ab`],
	[{ sort: text }, 'sort=owner.name', `ba${FACE}c`],
	[{ sort: text }, 'sort=owner.age', `bac${FACE}`],
	[{ sort: text }, 'sort=id,desc', `${FACE}cba`],
	[{ sort: text }, 'sort=newest', `${FACE}cba`],
	[{ sort: list(text) }, 'sort=status,asc&sort=title,desc', `c${FACE}ab`],
	[{ sort: { explode: false, schema: list(text) } }, 'sort=status,-title', `c${FACE}ab`],
	[{ sort: { ...filterObject } }, 'sort[title]=desc', `${FACE}cba`],
	[
		{ sort: { ...filterObject, schema: { type: 'object', properties: { title: text } } } },
		'sort[title]=desc',
		`${FACE}cba`,
	],
	[{ 'order[title]': text, 'order[price]': text }, 'order[title]=desc', `${FACE}cba`],
	[{ ordering: text }, 'ordering=-price', `${FACE}abc`],
	[{ order_by: text }, 'order_by=-price', `${FACE}abc`],
	[{ orderBy: text, order: { ...text, enum: ['asc', 'desc'] } }, 'orderBy=price&order=desc', `${FACE}abc`],
	[{ sort: text, order: text }, 'sort=price&order=desc', `${FACE}abc`],
	[{ _sort: text, _order: text }, '_sort=price&_order=desc', `${FACE}abc`],
	[{ sortBy: text, sortDirection: text }, 'sortBy=price&sortDirection=DESC', `${FACE}abc`],
	[{ sort_by: text, sort_dir: text }, 'sort_by=price&sort_dir=asc', `cba${FACE}`],
	[{ sort_by: text, descending: flag }, 'sort_by=price&descending=true', `${FACE}abc`],
	[{ order: { ...text, enum: ['asc', 'desc'] } }, 'order=desc', `${FACE}cba`],
	[{ sort: text }, 'sort=', `abc${FACE}`],
	[{ sort: text }, 'sort=stars', `abc${FACE}`, 'sort'],
	[{ sort: text }, 'sort=-stars,-title', `${FACE}cba`, 'sort'],
];

const SEARCHES: Case[] = [
	[{ q: text }, 'q=hello', 'a'],
	[{ search: text }, 'search=WORLD%20hello', 'a'],
	[{ query: text }, 'query=ann', 'b'],
	[{ filter: text }, 'filter=hal', 'a'],
	[{ q: text }, 'q=nothing', ''],
	[{ q: text }, 'q=', `abc${FACE}`],
	[{ q: text }, 'q=%20', `abc${FACE}`],
	[{ filter: text }, 'filter=title%20eq%20"b"', 'b'],
	[{ filter: text }, 'filter=price%20gt%205%20and%20done%20eq%20true', 'b'],
	[{ filter: text }, 'filter={"status":"open"}', `a${FACE}`],
	[{ filter: text }, 'filter=stars%20ge%203', `abc${FACE}`, 'filter'],
];

const FILTERS: Case[] = [
	[{ status: text }, 'status=open', `a${FACE}`],
	[{ status: text }, 'status=', ''],
	[{ status: text }, 'status=open,paid', `ab${FACE}`],
	[{ status: list(text) }, 'status=open&status=paid', `ab${FACE}`],
	[{ status: { explode: false, schema: list(text) } }, 'status=closed,paid', 'bc'],
	[{ statuses: text }, 'statuses=closed,paid', 'bc'],
	[{ ids: text }, 'ids=1,3', 'ac'],
	[{ 'id[]': list(whole) }, 'id[]=1&id[]=3', 'ac'],
	[{ id__in: text }, 'id__in=1,3', 'ac'],
	[{ id: whole }, 'id=0', ''],
	[{ note: text }, 'note=Hello,%20world', 'a'],
	[{ note: text }, 'note=', 'c'],
	[{ done: flag }, 'done=false', `a${FACE}`],
	[{ done: text }, 'done=1', 'bc'],
	[{ is_done: flag }, 'is_done=true', 'bc'],
	[{ price: { type: 'number' } }, 'price=0', 'c'],
	[{ price: text }, 'price=9.50', 'b'],
	[{ tag: text }, 'tag=y', 'ac'],
	[{ tags: list(text) }, 'tags=x', 'a'],
	[{ createdAt: moment }, 'createdAt=2026-01-02T09:00:00Z', 'b'],
	[{ 'owner.name': text }, 'owner.name=hal', 'a'],
	[{ owner_name: text }, 'owner_name=hal', 'a'],
	[{ 'owner[name]': text }, 'owner[name]=hal', 'a'],
	[{ owner: filterObject }, 'owner[name]=hal', 'a'],
	[{ owner: text }, 'owner=hal', 'a'],
	[{ owner: text }, 'owner=30', ''],
	[{ tag_in: text }, 'tag_in=x,z', 'a'],
	[{ owner__age__gte: whole }, 'owner__age__gte=5', 'a'],
	[{ 'filter[status]': text }, 'filter[status]=open', `a${FACE}`],
	[{ filter: filterObject }, 'filter[status]=open', `a${FACE}`],
	[{ filter: filterObject }, 'filter[stars]=5', `abc${FACE}`, 'filter[stars]'],
	[{ 'filter[price][gte]': text }, 'filter[price][gte]=10', `a${FACE}`],
	[{ 'fee[gte]': text, 'fee[lt]': text }, 'fee[gte]=9&fee[lt]=100', 'ab'],
	[{ cost: filterObject }, 'cost[gte]=9.75&cost[lte]=10', 'a'],
	[{ 'price[gte]': whole, 'price[lt]': whole }, 'price[gte]=9&price[lt]=100', 'ab'],
	[{ price: filterObject }, 'price[gte]=9&price[lt]=100', 'ab'],
	[{ price_gte: whole }, 'price_gte=10', `a${FACE}`],
	[{ price_gt: whole }, 'price_gt=10', FACE],
	[{ price_lte: whole }, 'price_lte=0', 'c'],
	[{ price_min: whole, price_max: whole }, 'price_min=5&price_max=10', 'ab'],
	[{ min_price: whole, max_price: whole }, 'min_price=0&max_price=0', 'c'],
	[{ minPrice: whole, maxPrice: whole }, 'minPrice=5&maxPrice=10', 'ab'],
	[{ price_ne: whole }, 'price_ne=0', `ab${FACE}`],
	[{ status_not: text }, 'status_not=open', 'bc'],
	[{ status_not_in: text }, 'status_not_in=open,paid', 'c'],
	[{ title_like: text }, 'title_like=%25B%25', 'b'],
	[{ note__icontains: text }, 'note__icontains=WORLD', 'a'],
	[{ note_contains: text }, 'note_contains=ello', 'a'],
	[{ noteStartsWith: text }, 'noteStartsWith=hel', 'a'],
	[{ note__isnull: flag }, 'note__isnull=true', `b${FACE}`],
	[{ note__isnull: flag }, 'note__isnull=false', 'ac'],
	[{ due_from: text, due_to: text }, 'due_from=2026-02-02&due_to=2026-02-03', `b${FACE}`],
	[{ due_after: text }, 'due_after=2026-02-02', 'b'],
	[{ due_before: text }, 'due_before=2026-02-02', 'a'],
	[{ created_after: moment }, 'created_after=2026-01-01T12:00:00Z', `bc${FACE}`],
	[{ created_before: moment }, 'created_before=2026-01-01T12:00:00Z', 'a'],
	[{ created_to: text }, 'created_to=2026-01-01', 'a'],
	[{ colour: text }, 'colour=red', `abc${FACE}`, 'colour'],
	[{ status: text }, 'status=open&colour=red', `a${FACE}`, 'colour'],
];

describe('a list', () => {
	const ask = async ([parameters, query, titles, unfollowed]: Case): Promise<void> => {
		const { get, add } = await serveTodos({ query: parameters });
		await add(...ROWS);
		const reply = await get(`/todos?${query}`);
		expect([reply.status, titlesOf(reply.json)]).toEqual([200, titles]);
		expect(reply.reason).toBe(unfollowed === undefined ? '' : `sent list: listed todo; not followed: ${unfollowed}`);
	};
	test.each(SORTS)('in order: %j %s', (...one) => ask(one));
	test.each(SEARCHES)('searched: %j %s', (...one) => ask(one));
	test.each(FILTERS)('filtered: %j %s', (...one) => ask(one));

	test('keeps the order of creation among equals, forwards and backwards', async () => {
		const { get, add } = await serveTodos({ query: { sort: text } });
		await add(...['b', 'a', 'd', 'c'].map((title, index) => ({ title, price: index % 2 })));
		expect(titlesOf((await get('/todos?sort=price')).json)).toBe('bdac');
		expect(titlesOf((await get('/todos?sort=-price')).json)).toBe('acbd');
	});

	test('sorts before it cuts, and counts what the filter leaves', async () => {
		const answer = objectOf({ items: { type: 'array', items: { $ref: '#/components/schemas/Todo' } }, total: whole });
		const query = { sort: text, limit: whole, offset: whole, status: text };
		const { get, add } = await serveTodos({ query, answer });
		await add(...ROWS);
		const reply = await get('/todos?status=open&sort=-title&limit=1');
		expect([titlesOf(reply.json), (reply.json as JsonObject)['total']]).toEqual([FACE, 2]);
	});

	test('says in the journal, too, what it does not follow', async () => {
		const { get } = await serveTodos({ query: { sort: text } });
		await get('/todos?sort=stars');
		const [exchange] = ((await get('/__admin/sessions/default/requests')).json as { requests: JsonObject[] }).requests;
		expect(JSON.stringify(exchange)).toContain('not followed: sort');
	});

	test('is asked nothing by what steers no list', async () => {
		const { get } = await serveTodos({ query: {} });
		expect((await get('/todos?api_key=1&_=2&$count=true')).reason).toBe('');
	});

	test('finds what was created under the same value of a query parameter, shown or not', async () => {
		for (const item of [objectOf({ id: whole, title: text, site_id: text }), objectOf({ id: whole, title: text })]) {
			const document = describeTodos({ query: { site_id: text }, item });
			const todos = (document['paths'] as Record<string, Record<string, JsonObject>>)['/todos'];
			Object.assign(todos?.['post'] as JsonObject, { parameters: todos?.['get']?.['parameters'] });
			const mock = await startTestMock({ documents: [document] });
			await call(mock, 'POST', '/todos?site_id=a', { body: { title: 'a' } });
			const read = async (site: string) => titlesOf((await call(mock, 'GET', `/todos?site_id=${site}`)).json);
			expect([await read('a'), await read('b')]).toEqual(['a', '']);
		}
	});

	test('asks for what only the detail shows, too', async () => {
		const document = describeTodos({
			query: { note: text, sort: text },
			answer: { type: 'array', items: objectOf({ id: whole, title: text }) },
		});
		const mock = await startTestMock({ documents: [document] });
		for (const row of ROWS) await call(mock, 'POST', '/todos', { body: row });
		const read = async (query: string) => titlesOf((await call(mock, 'GET', `/todos?${query}`)).json);
		expect([await read('note=Hello,%20world'), await read('sort=-price')]).toEqual(['a', `${FACE}abc`]);
	});

	test('reaches into the attributes of JSON:API', async () => {
		const item = objectOf({ id: text, type: text, attributes: objectOf({ title: text, rank: whole }) });
		const answer = objectOf({ data: { type: 'array', items: { $ref: '#/components/schemas/Todo' } } });
		const query = { sort: text, 'filter[title]': text, 'filter[rank][gt]': text };
		const document = describeTodos({ query, item, answer });
		const mock = await startTestMock({ documents: [document] });
		for (const [index, title] of ['a', 'b', 'c'].entries()) {
			await call(mock, 'POST', '/todos', { body: { type: 'todo', attributes: { title, rank: index } } });
		}
		const read = async (ask: string) => titlesOf((await call(mock, 'GET', `/todos?${ask}`)).json);
		expect(await read('sort=-title')).toBe('cba');
		expect(await read('filter[title]=b')).toBe('b');
		expect(await read('filter[rank][gt]=0')).toBe('bc');
	});

	test('puts texts in order by code point, not as UTF-16 has them', async () => {
		const { get, add } = await serveTodos({ query: { sort: text } });
		await add(...[FACE, '\uFF5E', 'z', 'Z'].map((title) => ({ title })));
		expect(titlesOf((await get('/todos?sort=title')).json)).toBe(`Zz\uFF5E${FACE}`);
	});
});

describe('a search by POST is asked by its body', () => {
	const entity = objectOf({ id: whole, name: text, category: text, price: whole });
	const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
	const shown = (schema: JsonObject): JsonObject => ({ description: '', ...json(schema) });
	const asked = {
		...{ query: text, category: { type: ['string', 'null'] }, minPrice: whole, colour: text },
		...{ paging: objectOf({ page: whole, size: whole }), sortBy: text, sortDirection: { enum: ['ASC', 'DESC'] } },
	};
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			'/goods': { post: { requestBody: json(entity), responses: { 201: shown(entity) } } },
			'/goods/{id}': {
				get: {
					parameters: [{ name: 'id', in: 'path', required: true, schema: whole }],
					responses: { 200: shown(entity) },
				},
			},
			'/goods/search': {
				post: {
					requestBody: json(objectOf(asked)),
					responses: { 200: shown(objectOf({ items: list(entity), total: whole })) },
				},
			},
		},
	};

	test.each<[JsonObject, string, number, string?]>([
		[{}, 'red shoe, blue shoe, hat', 3],
		[{ category: 'shoes' }, 'red shoe, blue shoe', 2],
		[{ category: null }, 'red shoe, blue shoe, hat', 3],
		[{ query: 'red' }, 'red shoe', 1],
		[{ minPrice: 15 }, 'blue shoe, hat', 2],
		[{ paging: { page: 2, size: 2 } }, 'hat', 3],
		[{ sortBy: 'price', sortDirection: 'DESC' }, 'hat, blue shoe, red shoe', 3],
		[{ colour: 'red' }, 'red shoe, blue shoe, hat', 3, 'colour'],
	])('%j', async (body, names, total, unfollowed) => {
		const mock = await startTestMock({ documents: [document] });
		for (const [name, category, price] of [
			['red shoe', 'shoes', 10],
			['blue shoe', 'shoes', 20],
			['hat', 'hats', 30],
		])
			await call(mock, 'POST', '/goods', { body: { name, category, price } });
		const { json: found, headers } = await call(mock, 'POST', '/goods/search', { body });
		const { items, total: told } = found as { items: { name: string }[]; total: number };
		expect([items.map(({ name }) => name).join(', '), told]).toEqual([names, total]);
		expect(headers.get('x-mock-reason') ?? '').toMatch(unfollowed ? `not followed: ${unfollowed}` : /^$/);
	});
});
