// What a pact says where nobody has told what the consumer reads, and in which state it can be played again.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPacts } from '../../../contracts/check/check-pacts.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import type { WriteOptions, WriteResult } from '../../../contracts/write/write-types.ts';
import { getOwn, type JsonObject } from '../../../spec/index.ts';
import { interactionsOf, send, startForPacts, write } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'pact-needs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const answer = (schema: JsonObject): JsonObject => ({ description: 'ok', content: json(schema) });
const integerId = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const todo: JsonObject = {
	type: 'object',
	required: ['id', 'title'],
	properties: { id: { type: 'integer' }, title: { type: 'string' }, note: { type: 'string' } },
};
const TASKS: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Todos', version: '1' },
	paths: {
		'/todos': {
			get: {
				parameters: [{ name: 'search', in: 'query', schema: { type: 'string', examples: ['milk'] }, example: 'milk' }],
				responses: { 200: answer({ type: 'array', items: todo }) },
			},
			post: {
				requestBody: {
					required: true,
					content: json({ type: 'object', required: ['title'], properties: { title: { type: 'string' } } }),
				},
				responses: { 201: answer(todo) },
			},
		},
		'/todos/{id}': {
			parameters: [integerId],
			get: { responses: { 200: answer(todo), 404: { description: 'none' } } },
			delete: { responses: { 204: { description: 'gone' }, 404: { description: 'none' } } },
			head: { responses: { 200: answer(todo), 404: { description: 'none' } } },
		},
		'/todos/{id}/remind': {
			parameters: [integerId],
			post: {
				requestBody: { required: true, content: json({ type: 'object', properties: { at: { type: 'string' } } }) },
				responses: { 200: answer({ type: 'object', required: ['ok'], properties: { ok: { type: 'boolean' } } }) },
			},
		},
	},
};

function documentOf(schema: JsonObject): JsonObject {
	return {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: { '/a': { get: { summary: 'a', responses: { 200: answer(schema) } } } },
	};
}

async function writeOf(schema: JsonObject, options: Partial<WriteOptions> = {}, headers = {}): Promise<WriteResult> {
	const mock = await startForPacts({ documents: [documentOf(schema)] });
	await send(mock, 'GET /a', { headers });
	return write(mock, options);
}

function contentOf(result: WriteResult, index = 0): unknown {
	return getOwn(interactionsOf(result)[index]?.response['body'], 'content');
}

describe('without a word of what is read', () => {
	const listed: JsonObject = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } };
	const both: JsonObject = { ...listed, required: ['name'] };
	const open: JsonObject = { type: 'object', additionalProperties: { type: 'integer' } };

	it.each<[string, JsonObject, Partial<WriteOptions>, string[]]>([
		['what is listed is expected of an object that requires nothing', listed, {}, ['age', 'name']],
		['what is required, of one that requires something', both, {}, ['name']],
		['all that is listed, where it is asked for', both, { expect: 'listed' }, ['age', 'name']],
		['what is required alone, where it is asked for', listed, { expect: 'required' }, []],
		['nothing, where only reads count', both, { expect: 'read' }, []],
		['nothing of what the document does not name', open, {}, []],
	])('%s', async (_name, schema, options, names) => {
		expect(Object.keys(contentOf(await writeOf(schema, options)) as object)).toEqual(names);
	});

	it('is marked as a guess, which the check softens', async () => {
		const [one] = interactionsOf(await writeOf(listed));
		expect((one as unknown as JsonObject)['comments']).toEqual({ 'stunt-double': { guessed: [''] } });
	});

	it('an answer of which nothing is expected is told', async () => {
		expect((await writeOf(open)).saysNothing).toEqual(['a → 200']);
		expect((await writeOf(listed)).saysNothing).toEqual([]);
	});

	it('what may be of any type is not expected, unless it was read', async () => {
		const any: JsonObject = { description: 'whatever', example: 'x' };
		const schema = { type: 'object', required: ['a', 'b'], properties: { a: any, b: { type: 'string' } } };
		expect(Object.keys(contentOf(await writeOf(schema)) as object)).toEqual(['b']);
	});

	it.each<[string, JsonObject]>([
		['a map', open],
		['a list of objects of anything', { type: 'array', minItems: 1, items: open }],
	])('%s, of which nothing is expected, is told by write and by check', async (_name, schema) => {
		const mock = await startForPacts({ documents: [documentOf(schema)] });
		await send(mock, 'GET /a');
		const result = await write(mock);
		expect(result.saysNothing).toEqual(['a → 200']);
		const read = readPact(result.pact as JsonObject, 'pact.json');
		if (!read.ok) throw new Error('no pact');
		const findings = await checkPacts({ pacts: [read.pact], documents: mock.documents });
		expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning response.body.says-nothing']);
	});

	it('an answer of which nothing was read is known to be so', async () => {
		const result = await writeOf(both, {}, { 'x-mock-follow': 'reads' });
		expect(result.saysNothing).toEqual([]);
		const [one] = interactionsOf(result);
		expect((one as unknown as JsonObject)['comments']).toEqual({ 'stunt-double': { readsNothing: true } });
	});

	it('only what all branches of a union list is expected', async () => {
		const branch = (name: string): JsonObject => ({
			type: 'object',
			required: [name],
			properties: { [name]: { const: name }, shared: { type: 'string' } },
		});
		const { pact } = await writeOf({
			type: 'object',
			required: ['it'],
			properties: { it: { oneOf: [branch('a'), branch('b')] } },
		});
		expect(JSON.stringify(pact)).not.toMatch(/"\$\.it\.[ab]"/);
	});
});

describe('a list', () => {
	it('of different kinds is expected to have what all of them have, each value as any of them has it', async () => {
		const kind = (name: string): JsonObject => ({
			type: 'object',
			required: ['kind', name],
			properties: { kind: { type: 'string', enum: [name] }, [name]: { type: 'string' } },
		});
		const document = documentOf({ type: 'array', items: { oneOf: [kind('cat'), kind('dog')] } });
		const value: JsonObject[] = [
			{ kind: 'cat', cat: 'Tom' },
			{ kind: 'dog', dog: 'Rex' },
		];
		const mock = await startForPacts({ documents: [document] });
		await send(mock, 'GET /a');
		const [exchange] = await mock.session().requests();
		if (!exchange) throw new Error('no exchange');
		const exchanges = [{ ...exchange, response: { ...exchange.response, body: value } }];
		const result = await write(mock, { exchanges });
		expect(contentOf(result)).toEqual([{ kind: 'cat' }]);
		const rules = getOwn(getOwn(interactionsOf(result)[0]?.response['matchingRules'], 'body'), '$[*].kind');
		expect(rules).toEqual({
			combine: 'OR',
			matchers: [
				{ match: 'regex', regex: '^(cat)$' },
				{ match: 'regex', regex: '^(dog)$' },
			],
		});
	});
});

describe('a provider state', () => {
	async function writeTodos(calls: readonly (readonly [string, unknown?])[], options: Partial<WriteOptions> = {}) {
		const mock = await startForPacts({ documents: [TASKS] });
		for (const [call, body] of calls) await send(mock, call, { body });
		return { mock, result: await write(mock, options) };
	}
	const create = (title: string) => ['POST /todos', { title }] as const;
	const statesOf = (result: WriteResult) =>
		interactionsOf(result).map(({ request, providerStates }) => [`${request.method} ${request.path}`, providerStates]);

	it('keeps the type of an id, and counts none', async () => {
		const { result } = await writeTodos([create('a'), create('b'), ['GET /todos/2']]);
		expect(statesOf(result)).toContainEqual(['GET /todos/1', [{ name: 'a todo', params: { id: 1 } }]]);
	});

	it('is that of the entity above, for what is asked for below it', async () => {
		const { result } = await writeTodos([create('a'), ['POST /todos/1/remind', { at: 'noon' }]]);
		expect(statesOf(result)).toContainEqual(['POST /todos/1/remind', [{ name: 'a todo', params: { id: 1 } }]]);
	});

	it('is written as a scenario, with which the next pact is the same', async () => {
		const scenarios = join(folder, 'made');
		const calls = [create('a'), ['GET /todos/1'], ['DELETE /todos/1'], ['GET /todos/77']] as const;
		const { result } = await writeTodos(calls, { makeScenarios: scenarios });
		expect(readdirSync(scenarios)).toEqual(['a-todo.yaml', 'no-todo-with-this-id.yaml']);
		expect(readFileSync(join(scenarios, 'a-todo.yaml'), 'utf8')).toContain('title: text');
		const mock = await startForPacts({ documents: [TASKS], scenarios });
		for (const [call, body] of calls.map(([call, body]) => [call, body] as const)) await send(mock, call, { body });
		const again = await write(mock);
		expect([again.notes, again.text]).toEqual([[], result.text]);
	});

	it.each([
		[
			'the ids that the mock counted',
			[
				['GET', 'DELETE'],
				['DELETE', 'GET'],
			],
		],
	] as [string, string[][]][])('%s change no bytes', async (_name, orders) => {
		const texts = new Set<string | undefined>();
		for (const methods of orders) {
			const mock = await startForPacts({ documents: [TASKS] });
			for (const method of methods) {
				const { json: made } = await send(mock, 'POST /todos', { body: { title: 'a' } });
				await send(mock, `${method} /todos/${String(getOwn(made, 'id'))}`);
			}
			texts.add((await write(mock)).text);
		}
		expect(texts.size).toBe(1);
	});

	it('and a text that is matched and not compared make one interaction', async () => {
		const { result } = await writeTodos([create('Tom1'), create('Tom2')]);
		expect(interactionsOf(result).map(({ description }) => description)).toEqual(['POST /todos → 201']);
	});

	it("leaves the consumer's own query text", async () => {
		const { result } = await writeTodos([['GET /todos?search=bread']]);
		expect(interactionsOf(result)[0]?.request['query']).toEqual({ search: ['bread'] });
	});

	it('of a HEAD has no body', async () => {
		const mock = await startForPacts({ documents: [TASKS] });
		await send(mock, 'POST /todos', { body: { title: 'a' } });
		await fetch(`${mock.url}/todos/1`, { method: 'HEAD' });
		const found = interactionsOf(await write(mock)).find(({ request }) => request.method === 'HEAD');
		expect(found?.response['body']).toBeUndefined();
	});
});

describe('a key that a path takes and the entity does not', () => {
	it.each<[string, JsonObject, RegExp]>([
		['a uuid', { type: 'string', format: 'uuid' }, /^[0-9a-f-]{36}$/],
		['a text of a pattern', { type: 'string', minLength: 6, maxLength: 6, pattern: '^ab[0-9]{4}$' }, /^ab\d{4}$/],
	])('is one that a scenario can give: %s', async (_name, id, shape) => {
		const item: JsonObject = { type: 'object', required: ['id'], properties: { id, name: { type: 'string' } } };
		const byId: JsonObject = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
		const mock = await startForPacts({
			documents: [
				{
					openapi: '3.1.0',
					info: { title: 'T', version: '1' },
					paths: {
						'/things': { get: { responses: { 200: answer({ type: 'array', items: item }) } } },
						'/things/{id}': {
							parameters: [byId],
							get: { responses: { 200: answer(item), 404: { description: 'none' } } },
						},
					},
				},
			],
		});
		await send(mock, 'GET /things/example');
		const made = mkdtempSync(join(folder, 'made-'));
		const result = await write(mock, { makeScenarios: made });
		expect([result.notes, readdirSync(made)]).toEqual([[], ['a-thing.yaml']]);
		expect(interactionsOf(result)[0]?.request['path']).toMatch(new RegExp(`^/things/${shape.source.slice(1)}`));
	});
});

describe('what the path of a request names', () => {
	const text: JsonObject = { type: 'string' };
	const id = (letter: string): JsonObject => ({ type: 'string', pattern: `^${letter}[0-9]{2}$` });
	const object = (properties: JsonObject): JsonObject => ({
		type: 'object',
		required: Object.keys(properties),
		properties,
	});
	const names = (...all: string[]): JsonObject => ({
		parameters: all.map((name) => ({ name, in: 'path', required: true, schema: text })),
	});
	const show = (schema: JsonObject): JsonObject => ({
		responses: { 200: answer(schema), 404: { description: 'none' } },
	});
	const USER = object({ sid: id('U'), name: text });
	const SEAT = object({ user_sid: id('U'), seat_sid: id('S'), row: text });
	const NOTE = object({ sid: id('N'), user_sid: id('U'), text });
	const DOCUMENT: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'Seats', version: '1' },
		paths: {
			'/users/{UserSid}': { ...names('UserSid'), get: show(USER) },
			'/users/{UserSid}/seats': { ...names('UserSid'), get: show({ type: 'array', items: SEAT }) },
			'/users/{UserSid}/seats/{SeatSid}': {
				...names('UserSid', 'SeatSid'),
				get: show(SEAT),
				delete: { responses: { 204: { description: 'gone' } } },
			},
			'/notes/{Sid}': { ...names('Sid'), get: show(NOTE) },
			'/users/{UserSid}/notes/{Sid}': { ...names('UserSid', 'Sid'), get: show(NOTE) },
		},
	};

	it('is its own, also where two of its parts have the same text', async () => {
		const mock = await startForPacts({ documents: [DOCUMENT] });
		await send(mock, 'DELETE /users/x/seats/x');
		const [made] = interactionsOf(await write(mock));
		expect(made?.request['path']).toMatch(/^\/users\/U\d\d\/seats\/S\d\d$/);
		expect(JSON.stringify(made?.request['generators'])).toContain(`/users/\${UserSid}/seats/\${seat_sid}`);
	});

	it('is what the entity of the made scenario has, where the path binds it', async () => {
		const mock = await startForPacts({ documents: [DOCUMENT] });
		await send(mock, 'GET /users/x/notes/y');
		const made = mkdtempSync(join(folder, 'made-'));
		const result = await write(mock, { makeScenarios: made });
		expect([result.notes, readdirSync(made)]).toEqual([[], ['a-note.yaml']]);
		const scenario = readFileSync(join(made, 'a-note.yaml'), 'utf8');
		expect(scenario).toContain(`user_sid: \${UserSid}`);
		const again = await startForPacts({ documents: [DOCUMENT], scenarios: made });
		await again.session().use('a-note');
		const { request } = interactionsOf(result)[0] ?? {};
		expect((await send(again, `GET ${String(request?.['path'])}`)).status).toBe(200);
	});
});
