// Lists that are remembered are those that would be made anew.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { startTestMock } from '../../support/mock.ts';

const todo = { $ref: '#/components/schemas/Todo' };
const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const query = (name: string, type: string) => ({ name, in: 'query', schema: { type } });
const id = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
const DOCUMENT: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Todos', version: '1' },
	paths: {
		'/todos': {
			get: {
				parameters: [
					query('page', 'integer'),
					query('limit', 'integer'),
					query('kind', 'string'),
					query('sort', 'string'),
				],
				responses: { 200: { description: 'all', ...json({ type: 'array', items: todo }) } },
			},
			post: { requestBody: json(todo), responses: { 201: { description: 'made', ...json(todo) } } },
		},
		'/todos/{id}': {
			parameters: id,
			put: { requestBody: json(todo), responses: { 200: { description: 'it', ...json(todo) } } },
			delete: { responses: { 204: { description: 'gone' } } },
		},
	},
	components: {
		schemas: {
			Todo: {
				type: 'object',
				properties: { id: { type: 'integer' }, kind: { type: 'string' }, n: { type: 'integer' } },
			},
		},
	},
};
interface Todo {
	id: number;
	kind: string;
	n: number;
}

test('whatever happens in between, each page is that of the entities as they are', async () => {
	const mock = await startTestMock({ documents: [DOCUMENT], seed: 1 });
	const send = async (method: string, path: string, body?: object) => {
		const headers = { 'Content-Type': 'application/json' };
		const init = body ? { method, headers, body: JSON.stringify(body) } : { method };
		const response = await fetch(`${mock.url}${path}`, init);
		return (response.status === 204 ? undefined : await response.json()) as Todo & Todo[];
	};
	let there: Todo[] = [];
	for (let n = 0; n < 60; n += 1) there.push(await send('POST', '/todos', { kind: n % 3 === 0 ? 'a' : 'b', n }));
	const step = fc.oneof(
		fc.record({
			do: fc.constant('list' as const),
			page: fc.integer({ min: 1, max: 4 }),
			kind: fc.constantFrom('a', 'b'),
		}),
		fc.record({ do: fc.constantFrom('make', 'change', 'drop'), at: fc.nat(60), kind: fc.constantFrom('a', 'b') }),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
			for (const one of steps) {
				if ('page' in one) {
					const shown = await send('GET', `/todos?kind=${one.kind}&sort=-n&page=${one.page}&limit=7`);
					const wanted = there.filter(({ kind }) => kind === one.kind).sort((a, b) => b.n - a.n || a.id - b.id);
					expect(shown.map(({ id }) => id)).toEqual(wanted.slice((one.page - 1) * 7, one.page * 7).map(({ id }) => id));
					continue;
				}
				const { kind } = one;
				const old = there[one.at % there.length];
				if (one.do === 'make' || there.length < 55) there.push(await send('POST', '/todos', { kind, n: one.at }));
				else if (one.do === 'change' && old) {
					const changed = await send('PUT', `/todos/${old.id}`, { kind, n: one.at });
					there = there.map((entity) => (entity === old ? changed : entity));
				} else if (old) {
					await send('DELETE', `/todos/${old.id}`);
					there = there.filter((entity) => entity !== old);
				}
			}
		}),
		{ numRuns: 30 },
	);
	expect(there.length).toBeGreaterThan(50);
}, 20_000);
