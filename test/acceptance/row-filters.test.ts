// A document as PostgREST writes it: rows are listed, changed and deleted by filters whose operator stands before the value.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { call, startTestMock } from '../support/mock.ts';

const COLUMNS: JsonObject = {
	id: { type: 'integer', format: 'bigint', description: 'Note:\nThis is a Primary Key.<pk/>' },
	title: { type: 'string', format: 'text' },
	done: { type: 'boolean', default: false },
	due: { type: 'string', format: 'date' },
};
const filters = Object.keys(COLUMNS).map((name) => [
	`rowFilter.todos.${name}`,
	{ name, in: 'query', required: false, type: 'string' },
]);
const ref = (name: string) => ({ $ref: `#/parameters/${name}` });
const rows = Object.keys(COLUMNS).map((name) => ref(`rowFilter.todos.${name}`));
const list = { description: 'OK', schema: { type: 'array', items: { $ref: '#/definitions/todos' } } };
const DOCUMENT: JsonObject = {
	swagger: '2.0',
	info: { title: 'PostgREST API', version: '12' },
	consumes: ['application/json'],
	produces: ['application/json'],
	paths: {
		'/todos': {
			get: {
				parameters: [...rows, ref('order'), ref('limit')],
				responses: { 200: list, 206: { description: 'Partial Content' } },
			},
			post: { parameters: [ref('body.todos')], responses: { 201: { description: 'Created' } } },
			patch: { parameters: [...rows, ref('body.todos')], responses: { 204: { description: 'No Content' } } },
			delete: { parameters: rows, responses: { 204: { description: 'No Content' } } },
		},
	},
	parameters: {
		...Object.fromEntries(filters),
		order: { name: 'order', in: 'query', type: 'string' },
		limit: { name: 'limit', in: 'query', type: 'string' },
		'body.todos': { name: 'todos', in: 'body', schema: { $ref: '#/definitions/todos' } },
	},
	definitions: { todos: { type: 'object', properties: COLUMNS } },
};
const ROWS = [
	{ id: 1, title: 'Buy milk', done: false, due: '2026-01-01' },
	{ id: 2, title: 'Milk the cow, "Berta"', done: true, due: '2026-02-01' },
	{ id: 3, title: 'a,b', done: false },
];

describe('rows that filters choose', () => {
	let mock: RunningMock;
	let sessions = 0;
	const ask = (method: string, path: string, body?: unknown) =>
		call(mock, method, path, { session: `s${sessions}`, ...(body !== undefined && { body }) });
	const begin = async (): Promise<void> => {
		sessions += 1;
		for (const row of ROWS) expect((await ask('POST', '/todos', row)).status).toBe(201);
	};
	const listIds = async (query: string): Promise<unknown> =>
		((await ask('GET', `/todos?${query}`)).json as { id: number }[]).map(({ id }) => id);
	beforeAll(async () => {
		mock = await startTestMock({ documents: [DOCUMENT], seed: 1 });
		await begin();
	});

	it.each<[string, number[]]>([
		['', [1, 2, 3]],
		['id=eq.1', [1]],
		['id=neq.1', [2, 3]],
		['id=gt.1&done=eq.true', [2]],
		['id=gte.2', [2, 3]],
		['id=lte.2', [1, 2]],
		['id=in.(1,3,9)', [1, 3]],
		['id=not.in.(1,3)', [2]],
		['title=eq.a,b', [3]],
		['title=in.("a,b","Milk the cow, \\"Berta\\"")', [2, 3]],
		['title=like.*milk*', [1]],
		['title=like.%25milk', [1]],
		['title=ilike.*milk*', [1, 2]],
		['title=like.Buy', []],
		['title=like._,_', [3]],
		['done=is.true', [2]],
		['done=is.false&id=gt.1', [3]],
		['done=eq.false', [1, 3]],
		['due=is.null', [3]],
		['due=not.is.null', [1, 2]],
		['due=lt.2026-01-15', [1]],
		['due=neq.2026-01-01', [2]],
		['id=not.eq.1&order=id.desc', [3, 2]],
		['order=done.desc,id.desc&limit=2', [2, 3]],
	])('GET /todos?%s → %j', async (query, ids) => {
		sessions = 1;
		expect(await listIds(query)).toEqual(ids);
	});

	it.each<[string, number[]]>([
		['id=eq.1', [2, 3]],
		['id=in.(1,2)&done=is.true', [1, 3]],
		['id=eq.9', [1, 2, 3]],
		['', []],
	])('DELETE /todos?%s leaves %j', async (query, left) => {
		await begin();
		expect((await ask('DELETE', `/todos?${query}`)).status).toBe(204);
		expect(await listIds('')).toEqual(left);
	});

	it.each<[string, number[]]>([
		['id=eq.1', [1]],
		['done=is.false', [1, 3]],
		['id=eq.9', []],
	])('PATCH /todos?%s changes %j and nothing else', async (query, changed) => {
		await begin();
		expect((await ask('PATCH', `/todos?${query}`, { title: 'x' })).status).toBe(204);
		expect(await listIds('title=eq.x')).toEqual(changed);
		expect((await ask('GET', '/todos?id=eq.2')).json).toEqual([ROWS[1]]);
	});

	it.each(['id=fts.1', 'id=7', 'or=(id.eq.1,id.eq.2)'])(
		'changes nothing by what it can not tell: %s',
		async (query) => {
			await begin();
			for (const [method, body] of [['DELETE'], ['PATCH', { title: 'x' }]] as const) {
				expect((await ask(method, `/todos?${query}`, body)).status, method).toBe(400);
			}
			expect((await ask('GET', '/todos')).json).toMatchObject(ROWS);
		},
	);

	it('says so of a list', async () => {
		sessions = 1;
		expect((await ask('GET', '/todos?id=fts.1')).reason).toContain('id');
	});
});
