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
const told = (name: string) => ({
	[`prefer${name}`]: { name: 'Prefer', in: 'header', type: 'string', enum: PREFERENCES },
});
const PREFERENCES = [
	'return=representation',
	'return=minimal',
	'resolution=merge-duplicates',
	'resolution=ignore-duplicates',
];
/** `shows`: the rows that were changed are shown where that is asked for. */
const describeTodos = (shows: boolean): JsonObject => ({
	swagger: '2.0',
	info: { title: 'PostgREST API', version: '12' },
	consumes: ['application/json'],
	produces: ['application/json'],
	paths: {
		'/todos': {
			get: {
				parameters: [...rows, ref('select'), ref('order'), ref('limit'), ref('range')],
				responses: { 200: list, 206: { description: 'Partial Content' } },
			},
			post: {
				parameters: [ref('body.todos'), ref('select'), ref('preferReturn')],
				responses: { 201: shows ? list : { description: 'Created' } },
			},
			patch: {
				parameters: [...rows, ref('body.todos'), ref('preferReturn')],
				responses: { 204: { description: 'No Content' }, ...(shows && { 200: list }) },
			},
			delete: {
				parameters: [...rows, ref('preferReturn')],
				responses: { 204: { description: 'No Content' }, ...(shows && { 200: list }) },
			},
		},
	},
	parameters: {
		...Object.fromEntries(filters),
		...told('Return'),
		select: { name: 'select', in: 'query', type: 'string' },
		range: { name: 'Range', in: 'header', type: 'string' },
		order: { name: 'order', in: 'query', type: 'string' },
		limit: { name: 'limit', in: 'query', type: 'string' },
		'body.todos': { name: 'todos', in: 'body', schema: { $ref: '#/definitions/todos' } },
	},
	definitions: { todos: { type: 'object', required: ['id'], properties: COLUMNS } },
});
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
		mock = await startTestMock({ documents: [describeTodos(false)], seed: 1 });
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
		['order=due.desc', [3, 2, 1]],
		['order=due.desc.nullslast', [2, 1, 3]],
		['order=due.nullsfirst', [3, 1, 2]],
		['or=(id.eq.1,title.eq."a,b")', [1, 3]],
		['or=(id.eq.3,and(done.is.true,id.not.in.(1,3)))', [2, 3]],
		['not.or=(id.eq.1,id.eq.3)&done=is.true', [2]],
		['and=(id.gt.1,or(done.eq.false,due.is.null))', [3]],
	])('GET /todos?%s → %j', async (query, ids) => {
		sessions = 1;
		expect(await listIds(query)).toEqual(ids);
	});

	it.each<[string, number[]]>([
		['id=eq.1', [2, 3]],
		['id=in.(1,2)&done=is.true', [1, 3]],
		['id=eq.9', [1, 2, 3]],
		['', []],
		['or=(id.eq.1,id.eq.3)', [2]],
	])('DELETE /todos?%s leaves %j', async (query, left) => {
		await begin();
		expect((await ask('DELETE', `/todos?${query}`)).status).toBe(204);
		expect(await listIds('')).toEqual(left);
	});

	it.each<[string, number[]]>([
		['id=eq.1', [1]],
		['done=is.false', [1, 3]],
		['or=(id.eq.1,due.is.null)', [1, 3]],
		['id=eq.9', []],
	])('PATCH /todos?%s changes %j and nothing else', async (query, changed) => {
		await begin();
		expect((await ask('PATCH', `/todos?${query}`, { title: 'x' })).status).toBe(204);
		expect(await listIds('title=eq.x')).toEqual(changed);
		expect((await ask('GET', '/todos?id=eq.2')).json).toEqual([ROWS[1]]);
	});

	it.each(['id=fts.1', 'id=7', 'or=(id.eq.1,age.eq.2)', 'or=(id.eq.1', 'or=()'])(
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

	it('shows the columns that are selected beside those that must be there', async () => {
		sessions = 1;
		expect((await ask('GET', '/todos?select=title&id=eq.3')).json).toEqual([{ id: 3, title: 'a,b' }]);
		const { json, reason } = await ask('GET', '/todos?select=owner(name)&id=eq.3');
		expect([json, reason]).toEqual([[ROWS[2]], expect.stringContaining('not followed: select')]);
	});

	it('shows the range that a header asks for', async () => {
		const ids = async (range: string): Promise<unknown> => {
			const { json } = await call(mock, 'GET', '/todos', { session: 's1', headers: { Range: range } });
			return (json as { id: number }[]).map(({ id }) => id);
		};
		expect([await ids('0-1'), await ids('1-'), await ids('5-9')]).toEqual([[1, 2], [2, 3], []]);
	});
});

describe('rows that are shown where that is asked for', () => {
	let mock: RunningMock;
	let sessions = 0;
	beforeAll(async () => {
		mock = await startTestMock({ documents: [describeTodos(true)], seed: 1 });
	});

	it.each<[string, number, unknown, string, unknown?]>([
		['return=representation', 200, [{ ...ROWS[0], title: 'x' }], 'PATCH /todos?id=eq.1', { title: 'x' }],
		['return=minimal', 204, undefined, 'PATCH /todos?id=eq.1', { title: 'x' }],
		['', 204, undefined, 'PATCH /todos?id=eq.1', { title: 'x' }],
		['return=representation', 200, [], 'PATCH /todos?id=eq.9', { title: 'x' }],
		['return=representation', 200, ROWS.slice(1), 'DELETE /todos?id=gt.1'],
		['return=minimal', 204, undefined, 'DELETE /todos?id=gt.1'],
		['', 204, undefined, 'DELETE /todos?id=gt.1'],
		[
			'',
			201,
			[
				{ id: 4, done: false },
				{ id: 5, done: true },
			],
			'POST /todos',
			[{ id: 4 }, { id: 5, done: true }],
		],
		['resolution=merge-duplicates', 201, [{ ...ROWS[0], title: 'x' }], 'POST /todos', { id: 1, title: 'x' }],
		['resolution=merge-duplicates', 201, [ROWS[0], { id: 4 }], 'POST /todos', [{ id: 1 }, { id: 4 }]],
		['resolution=ignore-duplicates', 201, [{ id: 4 }], 'POST /todos', [{ id: 1, title: 'x' }, { id: 4 }]],
		['', 409, undefined, 'POST /todos', [{ id: 4 }, { id: 1, title: 'x' }]],
		['', 400, { findings: [{ pointer: '/1/done' }] }, 'POST /todos', [{ id: 4 }, { id: 5, done: 'x' }]],
	])('%s → %i %j: %s %j', async (prefer, status, shown, line, body) => {
		sessions += 1;
		const session = `s${sessions}`;
		await call(mock, 'POST', '/todos', { session, body: ROWS });
		const [method = '', path = ''] = line.split(' ');
		const answer = await call(mock, method, path, {
			session,
			...(prefer !== '' && { headers: { Prefer: prefer } }),
			...(body !== undefined && { body }),
		});
		expect(answer.status).toBe(status);
		if (shown !== undefined) expect(answer.json).toMatchObject(shown as object);
		if (status < 400) return;
		expect((await call(mock, 'GET', '/todos', { session })).json).toEqual(ROWS);
	});
});
