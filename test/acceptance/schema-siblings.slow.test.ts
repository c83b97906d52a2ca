// One schema, said in other words: keywords beside `$ref` count (JSON Schema 2020-12 core §8.2.3.1), for the state that is
// inferred, the scenarios that are checked, the samples that are offered and the examples that lint reads.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startMock } from '../../mock/index.ts';
import { type JsonObject, type JsonValue, lintDocuments } from '../../spec/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'stunt-siblings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ref = (name: string, beside: JsonObject = {}): JsonObject => ({
	$ref: `#/components/schemas/${name}`,
	...beside,
});
const json = (schema: JsonValue, beside: JsonObject = {}): JsonObject => ({
	'application/json': { schema, ...beside },
});
const ID = { type: 'integer' };
const Base: JsonObject = { type: 'object', properties: { note: { type: 'string' } } };

function documentOf(schemas: JsonObject, items: JsonObject = ref('Todo')): JsonObject {
	const one = { '200': { description: 'ok', content: json(ref('Todo')) }, '404': { description: 'no' } };
	return {
		openapi: '3.1.0',
		info: { title: 'Todos', version: '1' },
		paths: {
			'/todos': {
				get: { responses: { '200': { description: 'ok', content: json({ type: 'array', items }) } } },
				post: {
					requestBody: { required: true, content: json(ref('NewTodo')) },
					responses: { '201': { description: 'ok', content: json(ref('Todo')) } },
				},
			},
			'/todos/{id}': {
				parameters: [{ name: 'id', in: 'path', required: true, schema: ID }],
				get: { responses: one },
				put: { requestBody: { required: true, content: json(ref('NewTodo')) }, responses: one },
				delete: { responses: { '204': { description: 'gone' } } },
			},
		},
		components: {
			schemas: { Base, NewTodo: { type: 'object', properties: { note: { type: 'string' } } }, ...schemas },
		},
	};
}

async function send(url: string, call: string, body?: string): Promise<[status: number, json: unknown]> {
	const [method = '', path = ''] = call.split(' ');
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(url + path, { method, ...(body !== undefined && { body, headers }) });
	const text = await response.text();
	return [response.status, text === '' ? undefined : JSON.parse(text)];
}

describe('what is created is remembered, however its schema is put together', () => {
	const wanted = { required: ['id'], properties: { id: ID } };
	it.each<[string, JsonObject, JsonObject?]>([
		['allOf', { Todo: { allOf: [ref('Base'), wanted] } }],
		['a reference with siblings', { Todo: ref('Base', wanted) }],
		['references with siblings in a chain', { Mid: ref('Base', { title: 'm' }), Todo: ref('Mid', wanted) }],
		['allOf beside a reference', { Todo: ref('Base', { allOf: [wanted] }) }],
		['siblings inside allOf', { Todo: { allOf: [ref('Base', wanted), { description: 'd' }] } }],
		['a property with siblings', { Id: ID, Todo: ref('Base', { properties: { id: ref('Id', { minimum: 1 }) } }) }],
		['a property of two parts', { Todo: ref('Base', { ...wanted, allOf: [{ properties: { id: { minimum: 1 } } }] }) }],
		['items with siblings', { Part: ref('Base', wanted), Todo: ref('Part') }, ref('Part', { description: 'd' })],
		['a union with null', { Todo: { anyOf: [ref('Full'), { type: 'null' }] }, Full: ref('Base', wanted) }],
	])('%s', async (_title, schemas, items) => {
		await using mock = await startMock({ documents: [documentOf(schemas, items)], port: 0 });
		expect(await send(mock.url, 'POST /todos', '{"note":"hi"}')).toEqual([201, { id: 1, note: 'hi' }]);
		expect(await send(mock.url, 'GET /todos/1')).toEqual([200, { id: 1, note: 'hi' }]);
		expect(await send(mock.url, 'GET /todos')).toEqual([200, [{ id: 1, note: 'hi' }]]);
		expect((await send(mock.url, 'GET /todos/2'))[0]).toBe(404);
	});
});

it('a given entity is held to what stands beside a reference', async () => {
	const schemas = { Todo: ref('Base', { required: ['id'], properties: { id: ID, total: { type: 'number' } } }) };
	const given = { todo: [{ id: 7, total: 'not a number' }] };
	writeFileSync(join(folder, 'bad.yaml'), JSON.stringify({ name: 'bad', title: 'A total that is no number', given }));
	const start = startMock({ documents: [documentOf(schemas)], scenarios: folder, port: 0 });
	await expect(start).rejects.toMatchObject({
		code: 'scenario.invalid',
		message: expect.stringContaining('total does not fit its schema'),
	});
});

describe('the sample that is offered is accepted', () => {
	it.each<[string, JsonObject]>([
		['siblings', { New: ref('Base', { required: ['total'], properties: { total: ID } }) }],
		[
			'a chain',
			{ Mid: ref('Base', { required: ['a'], properties: { a: ID } }), New: ref('Mid', { required: ['note'] }) },
		],
		[
			'an example that lacks what is required',
			{ New: ref('Shown', { required: ['total'], properties: { total: ID } }) },
		],
		[
			'readOnly properties',
			{ New: { type: 'object', required: ['id'], properties: { id: { ...ID, readOnly: true } } } },
		],
		['a list that may not be empty', { New: { type: 'array', items: ref('Base'), minItems: 2 } }],
		['a nullable union', { New: { anyOf: [{ type: 'null' }, ref('Base', { required: ['note'] })] } }],
	])('%s', async (_title, schemas) => {
		const Shown = { ...Base, example: { note: 'shown' } };
		const document: JsonObject = {
			openapi: '3.1.0',
			info: { title: 'T', version: '1' },
			paths: {
				'/todos': {
					post: {
						operationId: 'create',
						requestBody: { required: true, content: json(ref('New')) },
						responses: { '204': { description: 'ok' } },
					},
				},
			},
			components: { schemas: { Base, Shown, ...schemas } },
		};
		await using mock = await startMock({ documents: [document], port: 0 });
		const [, listed] = await send(mock.url, 'GET /__admin/operations');
		const { body } = (listed as { operations: { sample: { body: string } }[] }).operations[0]?.sample ?? { body: '' };
		expect([body, await send(mock.url, 'POST /todos', body)]).toEqual([body, [204, undefined]]);
	});
});

it.each(['text/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/hal+json'])(
	'an example of %s is held to its schema',
	async (type) => {
		const schema = { type: 'object', required: ['n'], properties: { n: ID } };
		const content = { [type]: { schema, example: { n: 'x' } } };
		const root: JsonObject = {
			openapi: '3.1.0',
			info: { title: 'T', version: '1' },
			paths: { '/a': { get: { responses: { '200': { description: 'ok', content } } } } },
		};
		const { findings } = await lintDocuments([root]);
		expect(findings.map(({ code }) => code)).toEqual(['document.example.mismatch']);
	},
);
