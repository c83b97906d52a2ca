// Rows of a list that have more than an entity: what was created is in them, and what goes with it stays the same.

import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { collection, objectOf, serve, text, whole } from '../effects/collection.ts';
import { declare } from '../effects/declared.ts';

const TASK = objectOf({ id: whole, title: text });
const SENT = objectOf({ title: text });

/** `/todos`, whose list shows this. */
function listing(shown: JsonObject): JsonObject {
	const document = collection({ shown: TASK, sent: SENT, query: { first: whole, after: text } });
	const answer = { description: '', content: { 'application/json': { schema: shown } } };
	const paths = document['paths'] as Record<string, Record<string, JsonObject>>;
	Object.assign(paths['/todos']?.['get'] ?? {}, { responses: { 200: answer } });
	return document;
}

describe('rows with an entity in them', () => {
	test('have cursors that lead on, in a connection', async () => {
		const edges = { type: 'array', items: objectOf({ cursor: text, node: TASK }) };
		const pageInfo = objectOf({ hasNextPage: { type: 'boolean' }, endCursor: text });
		const { send, read } = await serve(listing(objectOf({ edges, pageInfo, totalCount: whole })));
		for (const title of ['a', 'b', 'c']) await send('POST', '/todos', { title });
		const first = await read('/todos?first=1');
		const cursor = ((first['edges'] as JsonObject[])[0] as JsonObject)['cursor'] as string;
		expect(first).toEqual({
			edges: [{ cursor, node: { id: 1, title: 'a' } }],
			pageInfo: { hasNextPage: true, endCursor: cursor },
			totalCount: 3,
		});
		expect(await read(`/todos?first=2&after=${cursor}`)).toMatchObject({
			edges: [{ node: { title: 'b' } }, { node: { title: 'c' } }],
			pageInfo: { hasNextPage: false },
		});
	});

	test('keep what goes with it, show its key once more, and go with it', async () => {
		const row = objectOf({ _id: text, 'score!': { type: 'number' }, added_at: text, _source: TASK });
		const hits = objectOf({ hits: { type: 'array', items: row } });
		const { send, read } = await serve(listing(objectOf({ took: whole, hits })));
		const rows = async (): Promise<JsonValue> => ((await read('/todos'))['hits'] as JsonObject)['hits'] as JsonValue;
		await send('POST', '/todos', { title: 'a' });
		await send('POST', '/todos', { title: 'b' });
		const before = (await rows()) as JsonObject[];
		expect(before).toEqual(
			['a', 'b'].map((title, at) => ({
				_id: String(at + 1),
				score: expect.any(Number),
				added_at: expect.stringMatching(/^2026-/),
				_source: { id: at + 1, title },
			})),
		);
		await send('PUT', '/todos/2', { title: 'c' });
		await send('DELETE', '/todos/1');
		expect(await rows()).toEqual([{ ...before[1], _source: { id: 2, title: 'c' } }]);
	});

	test('are declared by `item`', async () => {
		const entry = objectOf({ rank: whole, what: objectOf({ is: TASK }) });
		const document = declare(
			{ todo: { key: 'id' } },
			{
				'POST /todos': { effect: { create: 'todo' }, sent: SENT, shown: TASK },
				'GET /top': {
					effect: { list: 'todo', items: '/top', item: '/what/is' },
					shown: objectOf({ top: { type: 'array', items: entry } }),
				},
			},
		);
		const { send, read } = await serve(document);
		await send('POST', '/todos', { title: 'a' });
		expect(await read('/top')).toEqual({ top: [{ rank: expect.any(Number), what: { is: { id: 1, title: 'a' } } }] });
	});
});
