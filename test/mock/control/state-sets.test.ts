// Several provider states of one interaction, as Pact's verifiers ask for them: one by one, directly after each other, with `action: setup`.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { describePaths } from '../../support/document.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { startTestMock } from '../../support/mock.ts';
import { control } from './support.ts';

const content = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const thing = (properties: JsonObject): JsonObject => ({ type: 'object', required: ['id'], properties });
const USER = thing({ id: { type: 'string' }, name: { type: 'string' } });
const BOOK = thing({ id: { type: 'string' }, title: { type: 'string' } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const pathsOf = (plural: string, schema: JsonObject): JsonObject => ({
	[`/${plural}`]: {
		get: { responses: { 200: { description: 'ok', content: content({ type: 'array', items: schema }) } } },
		post: {
			requestBody: { content: content(schema) },
			responses: { 201: { description: 'made', content: content(schema) } },
		},
	},
	[`/${plural}/{id}`]: {
		get: {
			operationId: `read-${plural}`,
			parameters: [id],
			responses: { 200: { description: 'ok', content: content(schema) }, 404: { description: 'none' } },
		},
	},
});

/** `${name}`, as a scenario refers to its parameter. */
const refer = (name: string): string => ['$', '{', name, '}'].join('');

const SCENARIOS: Record<string, JsonObject> = {
	user: {
		states: ['a user', 'a name'],
		parameters: { id: 'u1', name: 'Ada' },
		given: { user: [{ id: refer('id'), name: refer('name') }] },
	},
	book: { states: ['a book'], parameters: { book: 'b1' }, given: { book: [{ id: refer('book'), title: 'Emma' }] } },
	down: { states: ['no books today'], script: [{ on: 'read-books', reply: { status: 404 } }] },
	later: { states: ['it is later'], clock: '2030-01-01T00:00:00Z', given: { book: [{ id: 'b9' }] } },
	all: { states: ['all are Bob'], given: { user: [{ every: { name: 'Bob' } }] } },
};

const folder = mkdtempSync(join(tmpdir(), 'state-sets-'));
let mock: RunningMock;
atFileEnd(() => rmSync(folder, { recursive: true, force: true }));
for (const [name, scenario] of Object.entries(SCENARIOS))
	writeFileSync(join(folder, `${name}.yaml`), JSON.stringify({ name, title: name, ...scenario }));
beforeEach(async () => {
	mock ??= await startTestMock({
		documents: [describePaths({ ...pathsOf('users', USER), ...pathsOf('books', BOOK) })],
		scenarios: folder,
		seed: 7,
	});
	await control(mock, 'DELETE /sessions/default');
});

const set = (state: string, params: JsonObject = {}, more: JsonObject = { action: 'setup' }) =>
	control(mock, 'POST /provider-states', { body: { state, params, ...more } });
async function read(path: string): Promise<unknown> {
	const response = await fetch(`${mock.url}${path}`);
	return response.status === 200 ? response.json() : response.status;
}
const names = async (): Promise<unknown> => ((await read('/users')) as { name: string }[]).map(({ name }) => name);

it('of two scenarios are both there', async () => {
	expect((await set('a user', { name: 'Eve' })).json).toEqual({ id: 'u1', name: 'Eve' });
	expect((await set('a book', { book: 'b2' })).json).toEqual({ book: 'b2' });
	expect([await names(), await read('/books/b2')]).toEqual([['Eve'], { id: 'b2', title: 'Emma' }]);
});

it('of one scenario complete each other', async () => {
	await set('a user', { id: 'u5' });
	expect((await set('a name', { name: 'Eve' })).json).toEqual({ id: 'u5', name: 'Eve' });
	expect(await read('/users')).toEqual([{ id: 'u5', name: 'Eve' }]);
});

it('of one name with other params are one of its kind each', async () => {
	await set('a user', { id: 'u1' });
	await set('a user', { id: 'u2', name: 'Eve' });
	expect(await names()).toEqual(['Ada', 'Eve']);
});

it('of which one is asked for again are as they were', async () => {
	await set('a user');
	await set('a book');
	await set('a book');
	expect([await names(), ((await read('/books')) as unknown[]).length]).toEqual([['Ada'], 1]);
});

it('may end with a script', async () => {
	await set('a user');
	expect((await set('no books today')).status).toBe(200);
	expect([await names(), await read('/books/b1')]).toEqual([['Ada'], 404]);
});

it.each([
	['no books today', 'a user', 'which has a script, and "a user" of user.'],
	['all are Bob', 'a book', 'which has rows for every entity, and "a book" of book.'],
	['it is later', 'a user', 'which has a clock, and "a user" of user.'],
	['a user', 'it is later', 'which has a clock, and "a user" of user.'],
])('%s, then %s is a conflict that is told, and nothing is changed', async (first, second, reason) => {
	await set(first);
	const { status, json } = await set(second);
	expect([status, json.detail, json.findings[0].code]).toEqual([
		409,
		expect.stringContaining(reason),
		'provider-state.conflict',
	]);
});

it.each<[string, () => Promise<unknown>]>([
	['a request', () => read('/users')],
	['a teardown', () => set('a user', {}, { action: 'teardown' })],
	['a reset', () => control(mock, 'POST /sessions/default/reset')],
	['a drop', () => control(mock, 'DELETE /sessions/default')],
])('begins anew after %s', async (_what, between) => {
	await set('a user');
	await between();
	await set('a book');
	expect(await names()).toEqual([]);
});

it('is one alone where nobody says that it is a setup, as people ask for states', async () => {
	await set('a user');
	await set('a book', {}, {});
	expect(await names()).toEqual([]);
});
