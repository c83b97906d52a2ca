import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { collection, objectOf, serve, text, whole } from './collection.ts';

const rate = objectOf({ 'id!': whole, 'name!': text, 'value!': { type: 'number' } });
const json = (schema: JsonValue, more: JsonObject = {}): JsonObject => ({
	description: '',
	content: { 'application/json': { schema, ...more } },
});

/** `/rates`, which can be looked at (and, if that is asked for, deleted) and not created. */
function ratesWith(
	parts: {
		example?: JsonValue;
		hasDelete?: boolean;
		scoped?: boolean;
		key?: JsonValue;
		row?: JsonValue;
		detail?: JsonValue;
	} = {},
): JsonObject {
	const { example, hasDelete, scoped, key = whole, row = rate, detail = rate } = parts;
	const base = scoped ? '/shops/{shop}/rates' : '/rates';
	const parameters = [...base.matchAll(/\{(\w+)\}/g)].map((match) => ({
		name: match[1] as string,
		in: 'path',
		required: true,
		schema: text,
	}));
	return {
		openapi: '3.1.0',
		info: { title: 'rates', version: '1' },
		'x-lifecycle': { rate: { key: 'id', ...(scoped && { scope: ['shop'] }) } },
		paths: {
			[base]: {
				parameters,
				get: {
					operationId: 'list',
					'x-effect': { list: 'rate' },
					responses: { '200': json({ type: 'array', items: row }, example === undefined ? {} : { example }) },
				},
			},
			[`${base}/{id}`]: {
				parameters: [...parameters, { name: 'id', in: 'path', required: true, schema: key }],
				get: {
					operationId: 'read',
					'x-effect': { read: 'rate', key: '$request.path.id' },
					responses: { '200': json(detail), '404': { description: '' } },
				},
				...(hasDelete && {
					delete: {
						operationId: 'remove',
						'x-effect': { delete: 'rate', key: '$request.path.id' },
						responses: { '204': { description: '' }, '404': { description: '' } },
					},
				}),
			},
		},
	};
}

describe('a resource that nobody can create', () => {
	test('holds a few entities, the same in list and detail', async () => {
		const { read } = await serve(ratesWith());
		const rates = (await read('/rates')) as unknown as JsonObject[];
		expect(rates.map(({ id }) => id)).toEqual([1, 2, 3]);
		expect(new Set(rates.map(({ value }) => value)).size).toBe(3);
		for (const one of rates) expect(await read(`/rates/${one['id']}`)).toEqual(one);
		expect(await read('/rates')).toEqual(rates);
	});

	test('has the entity of an id that is asked for, from then on', async () => {
		const { read } = await serve(ratesWith());
		const seven = await read('/rates/7');
		expect(seven).toMatchObject({ id: 7 });
		expect(await read('/rates/7')).toEqual(seven);
		const rates = (await read('/rates')) as unknown as JsonObject[];
		expect(rates).toHaveLength(4);
		expect(rates).toContainEqual(seven);
	});

	test('has, where its states are declared, what a scenario says and what its list shows: no id exists by being asked for', async () => {
		const document = ratesWith();
		document['x-lifecycle'] = { rate: { key: 'id', state: 'name', initial: 'NEW', states: { NEW: {}, OLD: {} } } };
		const { send, read } = await serve(document);
		expect((await send('GET', '/rates/7')).status).toBe(404);
		const rates = (await read('/rates')) as unknown as JsonObject[];
		expect(rates.map((one) => one['name'])).toEqual(['NEW', 'NEW', 'NEW']);
		for (const one of rates) expect(await read(`/rates/${one['id']}`)).toEqual(one);
		expect((await send('GET', '/rates/7')).status).toBe(404);
	});

	test('has no entity of an id that can be none', async () => {
		const { send } = await serve(ratesWith({ key: text }));
		expect((await send('GET', '/rates/7')).json).toMatchObject({ id: 7 });
		for (const id of ['x', '1.5', '007', '9007199254740993'])
			expect((await send('GET', `/rates/${id}`)).status).toBe(404);
	});

	test('has the entity that a list of several texts in the path names', async () => {
		const plain = JSON.stringify(ratesWith({ key: text }));
		const style = { style: 'matrix', explode: true, schema: { type: 'array', items: text } };
		const document = JSON.parse(plain, (_key, value) => (value?.in === 'path' ? { ...value, ...style } : value));
		const { send } = await serve(document);
		expect((await send('GET', '/rates/;id=a;id=b')).status).toBe(404);
		expect((await send('GET', '/rates/;id=4')).json).toMatchObject({ id: 4 });
		expect((await send('GET', '/rates/4')).status).toBe(400);
	});

	test('forgets for good what was deleted, also where nobody had seen it', async () => {
		const { send, read } = await serve(ratesWith({ hasDelete: true }));
		await read('/rates');
		for (const id of [2, 9]) {
			expect((await send('DELETE', `/rates/${id}`)).status).toBe(204);
			expect((await send('GET', `/rates/${id}`)).status).toBe(404);
			expect((await send('DELETE', `/rates/${id}`)).status).toBe(404);
		}
		for (const id of [1, 3]) await send('DELETE', `/rates/${id}`);
		expect(await read('/rates')).toEqual([]);
	});

	test('begins with the entities that its answers show as examples', async () => {
		const example = [{ id: 20, name: 'EUR', value: 1.5 }];
		const { read } = await serve(ratesWith({ example }));
		const rates = (await read('/rates')) as unknown as JsonObject[];
		expect(rates).toHaveLength(3);
		expect(rates[0]).toEqual(example[0]);
		expect(await read('/rates/20')).toEqual(example[0]);
	});

	test('holds some in each partition', async () => {
		const { read } = await serve(ratesWith({ scoped: true }));
		const [one, other] = [await read('/shops/a/rates'), await read('/shops/b/rates')] as unknown as JsonObject[][];
		expect([one?.length, other?.length]).toEqual([3, 3]);
		expect(one).not.toEqual(other);
		expect(await read('/shops/a/rates')).toEqual(one);
	});

	test('is what a scenario or the control API says it is', async () => {
		const { send, read } = await serve(ratesWith());
		const row = { id: 5, name: 'x', value: 1 };
		expect((await send('POST', '/__admin/sessions/default/resources/rate', row)).status).toBe(201);
		expect(await read('/rates')).toEqual([row]);
		expect((await send('GET', '/rates/7')).status).toBe(404);
	});

	test('is seen in the control API as well', async () => {
		const { read } = await serve(ratesWith());
		await read('/rates/1');
		expect(await read('/__admin/sessions/default/resources/rate')).toMatchObject({ total: 3 });
	});

	test('comes back with a snapshot, the deleted ones gone', async () => {
		const { send, read } = await serve(ratesWith({ hasDelete: true }));
		await read('/rates');
		for (const id of [1, 2, 3]) await send('DELETE', `/rates/${id}`);
		const snapshot = await read('/__admin/sessions/default/snapshot');
		await send('POST', '/__admin/sessions/default/reset');
		expect(await read('/rates')).toHaveLength(3);
		expect((await send('PUT', '/__admin/sessions/default/snapshot', snapshot)).status).toBe(200);
		expect(await read('/rates')).toEqual([]);
		expect((await send('GET', '/rates/2')).status).toBe(404);
	});
});

describe('entities from the start', () => {
	const todos = collection({ shown: objectOf({ 'id!': whole, 'title!': text }), sent: objectOf({ 'title!': text }) });

	test('none without being asked for', async () => {
		const { send, read } = await serve(todos);
		expect(await read('/todos')).toEqual([]);
		expect((await send('GET', '/todos/1')).status).toBe(404);
	});

	test('has the values that its list is filtered by, where its own schema names none', async () => {
		const status = { enum: ['all', 'open', 'paid'] };
		const kinds = { type: 'array', items: { enum: ['a', 'b'] } };
		const shown = objectOf({
			'id!': whole,
			'status!': text,
			'kind!': text,
			'size!': text,
			'note!': { ...text, example: 'x' },
		});
		const sent = objectOf({ size: { enum: ['S', 'L'] } });
		const query = { status, kind: kinds, note: { enum: ['y'] } };
		const { send, read } = await serve(collection({ shown, sent, query }), { fill: 9 });
		const rows = (await read('/todos')) as unknown as JsonObject[];
		const valuesOf = (name: string) => [...new Set(rows.map((row) => row[name]))].sort();
		expect([valuesOf('status'), valuesOf('kind'), valuesOf('size')]).toEqual([
			['open', 'paid'],
			['a', 'b'],
			['L', 'S'],
		]);
		expect(valuesOf('note')).not.toContain('y');
		expect((await read('/todos?status=open')) as unknown as JsonObject[]).not.toHaveLength(0);
		// A new one begins with the first.
		expect((await send('POST', '/todos', { size: 'L' })).json).toMatchObject({ status: 'open', size: 'L' });
	});

	test('has what all of its answers can show', async () => {
		const row = objectOf({ 'id!': whole, 'level!': { enum: ['low', 'high'] } });
		const detail = objectOf({ 'id!': whole, 'level!': text, 'more!': text });
		const { read } = await serve(ratesWith({ row, detail }));
		const rows = (await read('/rates')) as unknown as JsonObject[];
		for (const { id, level } of rows) {
			expect(['low', 'high']).toContain(level);
			expect(await read(`/rates/${id}`)).toMatchObject({ id, level });
		}
	});

	test('is made of what is sent, where answers say nothing', async () => {
		const sent = objectOf({ 'title!': text, 'price!': { type: 'number' } });
		const { read } = await serve(collection({ shown: { type: 'object' }, sent }), { fill: 2 });
		const [row] = (await read('/todos')) as unknown as JsonObject[];
		expect(row).toEqual({ id: expect.anything(), title: expect.any(String), price: expect.any(Number) });
	});

	test('is called as what it is', async () => {
		const shown = objectOf({ 'id!': whole, 'name!': text });
		const { read } = await serve(collection({ shown, sent: objectOf({}) }), { fill: 2 });
		for (const { name } of (await read('/todos')) as unknown as JsonObject[]) expect(name).toMatch(/ Todo$/);
	});

	test('has the slug of its name', async () => {
		const shown = objectOf({ 'slug!': text, 'name!': text });
		const document = {
			openapi: '3.1.0',
			info: { title: 'T', version: '1' },
			paths: {
				'/tags': { get: { responses: { 200: json({ type: 'array', items: shown }) } } },
				'/tags/{slug}': {
					parameters: [{ name: 'slug', in: 'path', required: true, schema: text }],
					get: { responses: { 200: json(shown) } },
				},
			},
		};
		const { read } = await serve(document);
		const rows = (await read('/tags')) as unknown as JsonObject[];
		expect(rows).toHaveLength(3);
		for (const { slug, name } of rows) expect(slug).toBe(String(name).toLowerCase().replaceAll(' ', '-'));
		expect(await read(`/tags/${rows[1]?.['slug']}`)).toEqual(rows[1]);
	});

	test('--fill gives so many to every resource; what is created comes after them, what is unknown stays unknown', async () => {
		const { send, read } = await serve(todos, { fill: 5 });
		const filled = (await read('/todos')) as unknown as JsonObject[];
		expect(filled.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
		expect((await send('POST', '/todos', { title: 'a' })).json).toEqual({ id: 6, title: 'a' });
		expect((await send('GET', '/todos/7')).status).toBe(404);
		expect((await send('DELETE', '/todos/1')).status).toBe(204);
		expect(((await read('/todos')) as unknown as JsonObject[]).map(({ id }) => id)).toEqual([2, 3, 4, 5, 6]);
		await send('POST', '/__admin/sessions/default/reset');
		expect(((await read('/todos')) as unknown as JsonObject[]).map(({ id }) => id)).toEqual([7, 8, 9, 10, 11]);
	});

	const folder = mkdtempSync(join(tmpdir(), 'rows-'));
	const write = (name: string, content: string): string => {
		writeFileSync(join(folder, name), content);
		return join(folder, name);
	};

	test.each([
		['YAML by resource', 'seed.yaml', 'todo:\n  - {title: a}\n  - {id: 7, title: b}\n'],
		['JSON by resource', 'seed.json', '{"todo":[{"title":"a"},{"id":7,"title":"b"}]}'],
		['JSON by plurals', 'db.json', '{"todos":[{"title":"a"},{"id":7,"title":"b"}]}'],
		['a bare list', 'todos.json', '[{"title":"a"},{"id":7,"title":"b"}]'],
	])('rows of a file: %s', async (_what, name, content) => {
		const { send, read } = await serve(todos, { rows: [write(name, content)] });
		const rows = (await read('/todos')) as unknown as JsonObject[];
		expect(rows.map(({ title }) => title)).toEqual(['a', 'b']);
		expect(rows[1]).toEqual({ id: 7, title: 'b' });
		await send('DELETE', '/todos/7');
		await send('POST', '/__admin/sessions/default/reset');
		expect(await read('/todos')).toHaveLength(2);
	});

	test.each([
		['unknown', 'todoo: [{title: a}]', 'rows.resource', 1],
		['form', 'todo: {title: a}', 'rows.form', 1],
		['unfit', 'todo:\n  - {title: a}\n  - {title: 5}', 'rows.unfit', 3],
		['plural', 'todos:\n  - {title: a}\n  - {title: 5}', 'rows.unfit', 3],
		['todos', '- {title: a}\n- {title: 5}', 'rows.unfit', 2],
	])('a file of rows with a mistake stops the start: %s', async (name, content, code, line) => {
		const rows = [write(`${name}.yaml`, content)];
		await expect(serve(todos, { rows })).rejects.toMatchObject({ code, place: { line } });
	});
});
