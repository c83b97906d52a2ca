import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { collection, objectOf, serve, text, whole } from './collection.ts';

const NOW = '2026-06-01T09:00:00.000Z';
const moment = { type: 'string', format: 'date-time' };
const flag = { type: 'boolean' };
const owners = ['ann', 'bob', 'cid', 'dan', 'eve', 'fay', 'gus', 'hal'];

describe('one entity, one face', () => {
	test('what the create answers is what the detail, the list and a filter show', async () => {
		const shown = objectOf({ 'id!': whole, 'title!': text, 'owner!': { ...text, enum: owners } });
		const document = collection({ shown, sent: objectOf({ 'title!': text }), query: { owner: text } });
		const { send, read } = await serve(document);
		const made: JsonObject[] = [];
		for (const title of ['a', 'b', 'c', 'd', 'e'])
			made.push((await send('POST', '/todos', { title })).json as JsonObject);
		expect(made.map(({ id, title }) => [id, title])).toEqual([
			[1, 'a'],
			[2, 'b'],
			[3, 'c'],
			[4, 'd'],
			[5, 'e'],
		]);
		expect(new Set(made.map(({ owner }) => owner)).size).toBeGreaterThan(1);
		expect(await read('/todos')).toEqual(made);
		for (const one of made) expect(await read(`/todos/${one['id']}`)).toEqual(one);
		for (const owner of owners) {
			expect(await read(`/todos?owner=${owner}`)).toEqual(made.filter((one) => one['owner'] === owner));
		}
		expect(await read('/__admin/sessions/default/resources/todo')).toMatchObject({ entities: made });
	});

	test('the same seed and calls give the same bytes, another seed others', async () => {
		const shown = objectOf({ 'id!': text, 'title!': text, 'city!': text, 'token!': text });
		const document = collection({ shown, sent: objectOf({ title: text }), key: text });
		const make = async (seed: number) => {
			const { send } = await serve(document, { seed });
			const first = await send('POST', '/todos', {});
			await send('DELETE', `/todos/${(first.json as JsonObject)['id']}`);
			return [first.text, (await send('POST', '/todos', {})).text];
		};
		const [one, again, other] = [await make(1), await make(1), await make(2)];
		expect(again).toEqual(one);
		expect(other).not.toEqual(one);
		expect(one[0]).not.toBe(one[1]);
	});
});

/** A property of what answers show; what creates send of it (absent: nothing), and what a new entity has (absent: nothing). */
const BORN: [what: string, name: string, schema: JsonValue, born: unknown, sent?: JsonValue][] = [
	['the default of the answer', 'priority', { ...text, default: 'low' }, 'low'],
	[
		'the default of the request before that',
		'priority',
		{ ...text, default: 'low' },
		'normal',
		{ ...text, default: 'normal' },
	],
	['falsy defaults', 'level', { ...whole, default: 0 }, 0, { ...whole, default: 0 }],
	['no default that does not fit', 'level', { ...whole, enum: [7], default: 0 }, 7],
	['an example', 'colour', { ...text, examples: ['red'] }, 'red'],
	['an example of OpenAPI 3.0', 'colour', { ...text, example: 'red' }, 'red'],
	['the first of a status enum', 'status', { ...text, enum: ['open', 'paid', 'cancelled'] }, 'open'],
	['the first of a state by a longer name', 'payment_state', { enum: ['due', 'paid'] }, 'due'],
	['the session’s now where it was created', 'created_at', moment, NOW],
	['now by other names', 'dateCreated', moment, NOW],
	['now for who joins', 'joinedAt', moment, NOW],
	['now as a date', 'createdOn', { ...text, format: 'date' }, '2026-06-01'],
	['now as mail has it', 'date_created', { ...text, format: 'date-time-rfc-2822' }, 'Mon, 01 Jun 2026 09:00:00 GMT'],
	['now by a format that is none', 'createdAt', { ...text, format: 'datetime' }, NOW],
	['now in seconds', 'created', whole, Date.parse(NOW) / 1000],
	['now in milliseconds', 'createdAt', { ...whole, format: 'int64' }, Date.parse(NOW)],
	['now where it was changed', 'updatedAt', moment, NOW],
	['now, whatever the example', 'created_at', { ...moment, example: '2001-01-01T00:00:00Z' }, NOW],
	['now where it is the only moment that it has', 'timestamp', moment, NOW],
	['now where it is called after what it is', 'todoDate', { ...text, format: 'date' }, NOW.slice(0, 10)],
	['nothing for what it was not told of', 'read_at', moment, undefined],
	['null where it may be', 'nickname', { type: ['string', 'null'] }, null],
	['nothing for what has not happened', 'deletedAt', moment, undefined],
	['counters at 0', 'comment_count', whole, 0],
	['counters at their least', 'likes', { ...whole, minimum: 1 }, 1],
	['no progress', 'progress', whole, 0],
	['the first version', 'version', whole, 1],
	['nothing for a version that may be sent and is not', 'version', whole, undefined, whole],
	['the first of a lifecycle', 'lifecycle', { enum: ['draft', 'live'] }, 'draft'],
	['false', 'archived', flag, false],
	['true where an example says so', 'active', { ...flag, example: true }, true],
	['an empty list', 'tags', { type: 'array', items: text }, []],
	[
		'items where a list must have some',
		'tags',
		{ type: 'array', items: { const: 'x' }, minItems: 1 },
		expect.arrayContaining(['x']),
	],
	['nothing for what may be sent and is not', 'note', text, undefined, text],
	['something for what only the server gives', 'slug', text, expect.any(String)],
	['something for what is read only', 'slug', text, expect.any(String), { ...text, readOnly: true }],
	['now for moments that may be sent and are not', 'createdAt', moment, NOW, moment],
	['no entity of its own kind', 'parent', { $ref: '#/components/schemas/Todo' }, undefined],
];

describe.each([true, false])('a new entity has, required: %s', (isRequired) => {
	test.each(BORN)('%s', async (_what, name, schema, born, sent) => {
		if (isRequired && (born === undefined || name === 'note')) return;
		const shown = objectOf({ 'id!': whole, 'title!': text, [isRequired ? `${name}!` : name]: schema });
		const document = collection({
			shown: { $ref: '#/components/schemas/Todo' },
			sent: objectOf({ 'title!': text, ...(sent !== undefined && { [name]: sent }) }),
			root: { components: { schemas: { Todo: shown } } },
		});
		const { send, read } = await serve(document);
		const made = await send('POST', '/todos', { title: 'a' });
		expect(made.status).toBe(201);
		expect((made.json as JsonObject)[name]).toEqual(born);
		expect(await read('/todos/1')).toEqual(made.json);
		expect(await read('/todos')).toEqual([made.json]);
	});
});

test('an entity is whole although the schema requires nothing', async () => {
	const shown = objectOf({ id: whole, title: text, status: { ...text, enum: ['open', 'done'] }, createdAt: moment });
	const { send, read } = await serve(collection({ shown, sent: objectOf({ title: text }) }));
	const made = (await send('POST', '/todos', { title: 'a' })).json;
	expect(made).toEqual({ id: 1, title: 'a', status: 'open', createdAt: NOW });
	expect(await read('/todos/1')).toEqual(made);
});

test('moments of change move with changes and versions count them, moments of creation stay', async () => {
	const shown = objectOf({
		'id!': whole,
		'title!': text,
		'created_at!': moment,
		'updated_at!': moment,
		'meta!': objectOf({ revision: whole }),
	});
	const { send, read } = await serve(collection({ shown, sent: objectOf({ 'title!': text }) }));
	await send('POST', '/todos', { title: 'a' });
	const advance = () => send('PUT', '/__admin/sessions/default/clock', { advance: 'PT1M' });
	await advance();
	expect(await read('/todos/1')).toMatchObject({ created_at: NOW, updated_at: NOW });
	const changes: [string, JsonValue, string, number][] = [
		['PUT', { title: 'b' }, '2026-06-01T09:01:00.000Z', 2],
		['PATCH', { title: 'c' }, '2026-06-01T09:02:00.000Z', 3],
	];
	for (const [method, body, at, revision] of changes) {
		expect((await send(method, '/todos/1', body)).json).toMatchObject({
			...(body as JsonObject),
			created_at: NOW,
			updated_at: at,
			meta: { revision },
		});
		await advance();
		expect(await read('/todos/1')).toMatchObject({ created_at: NOW, updated_at: at });
	}
});

describe('what is sent in one form and shown in another', () => {
	const day = { ...text, format: 'date' };
	const tag = objectOf({ 'id!': whole, 'label!': text });
	const cases: [what: string, sent: JsonValue, shown: JsonValue, given: JsonValue, born: unknown][] = [
		[
			'ids in, objects out',
			{ type: 'array', items: whole },
			{ type: 'array', items: tag },
			[1, 2],
			[
				{ id: 1, label: expect.any(String) },
				{ id: 2, label: expect.any(String) },
			],
		],
		['an id in, an object out', whole, tag, 7, { id: 7, label: expect.any(String) }],
		['an object in, its id out', tag, whole, { id: 7, label: 'x' }, 7],
		['a text in, a number out', text, whole, '7', 7],
		['a number in, a text out', whole, text, 0, '0'],
		['a value in, a list out', text, { type: 'array', items: text }, 'x', ['x']],
		['a date in, a moment out', day, moment, '2026-01-02', '2026-01-02T00:00:00.000Z'],
		['a moment in, its date out', moment, day, '2026-01-02T23:00:00Z', '2026-01-02'],
		['a moment in, seconds out', moment, whole, '1970-01-02T00:00:00Z', 86400],
		['milliseconds in, a moment out', whole, moment, 1767312000000, '2026-01-02T00:00:00.000Z'],
		[
			'a word of an enum as answers spell it',
			{ enum: ['IN_WORK'] },
			{ enum: ['new', 'open', 'inWork', 'late', 'done'] },
			'IN_WORK',
			'inWork',
		],
		['what can’t be converted is made anew', text, whole, 'x', expect.any(Number)],
		[
			'an object without what the answer has',
			objectOf({ city: text }),
			objectOf({ 'city!': text, 'country!': text }),
			{ city: 'Bonn' },
			{ city: 'Bonn', country: expect.any(String) },
		],
	];
	test.each(cases)('%s', async (_what, sent, shown, given, born) => {
		const document = collection({
			shown: objectOf({ 'id!': whole, 'title!': text, 'it!': shown }),
			sent: objectOf({ 'title!': text, it: sent }),
		});
		const { send, read } = await serve(document);
		const made = await send('POST', '/todos', { title: 'a', it: given });
		expect(made.json).toEqual({ id: 1, title: 'a', it: born });
		expect(await read('/todos/1')).toEqual(made.json);
		expect(await read('/todos')).toEqual([made.json]);
		const changed = await send('PUT', '/todos/1', { title: 'b', it: given });
		expect(changed.json).toEqual({ id: 1, title: 'b', it: born });
	});

	test('what is called after the resource is shown without it, but for the key', async () => {
		const { send } = await serve(
			collection({
				shown: objectOf({ 'id!': whole, 'name!': text }),
				sent: objectOf({ todo_name: text, todo_id: whole }),
			}),
		);
		const made = await send('POST', '/todos', { todo_name: 'a', todo_id: 7 });
		expect(made.json).toEqual({ id: 1, name: 'a' });
		expect((await send('PUT', '/todos/1', { todo_name: 'b' })).json).toEqual({ id: 1, name: 'b' });
	});
});

describe('answers of any JSON', () => {
	test.each(['*/*', 'application/*', 'application/vnd.todo+json', 'text/json'])(
		'%s shows the stored entity',
		async (type) => {
			const document = collection({
				shown: objectOf({ 'id!': whole, 'title!': text }),
				sent: objectOf({ 'title!': text }),
				type,
			});
			const { send, read } = await serve(document);
			expect((await send('POST', '/todos', { title: 'a' })).json).toEqual({ id: 1, title: 'a' });
			expect(await read('/todos/1')).toEqual({ id: 1, title: 'a' });
			expect(await read('/todos')).toEqual([{ id: 1, title: 'a' }]);
		},
	);
});

describe('keys', () => {
	const cases: [what: string, inPath: JsonValue, shown: JsonValue, key: unknown][] = [
		['a number in answers, text in the path', text, whole, 1],
		['text in answers, a number in the path', whole, text, '1'],
		['text in both', text, text, expect.stringMatching(/^[0-9a-f-]{36}$/)],
		['text, in the path by a pattern', { ...text, pattern: '^[A-Z]{3}$' }, text, expect.stringMatching(/^[A-Z]{3}$/)],
		['text of some length', text, { ...text, minLength: 20, maxLength: 20 }, expect.stringMatching(/^[0-9a-f]{20}$/)],
		['from a least number on', text, { ...whole, minimum: 1000 }, 1000],
	];
	test.each(cases)('%s', async (_what, inPath, shown, key) => {
		const document = collection({
			shown: objectOf({ 'id!': shown, 'title!': text }),
			sent: objectOf({ 'title!': text }),
			key: inPath,
		});
		const { send, read } = await serve(document);
		const made = await send('POST', '/todos', { title: 'a' });
		expect(made.json).toEqual({ id: key, title: 'a' });
		expect(await read(`/todos/${(made.json as JsonObject)['id']}`)).toEqual(made.json);
		expect(await read('/todos')).toEqual([made.json]);
	});
});

describe('an answer that forgets the key', () => {
	const named = objectOf({ name: text });
	const withData = { type: 'object', properties: { data: named, ok: { type: 'boolean' } } };
	const rows: [what: string, created: JsonObject, expected: JsonValue][] = [
		['bare', named, { id: 1, name: 'a' }],
		['in its envelope', withData, { data: { id: 1, name: 'a' }, ok: true }],
		['but not where nothing else may come', { ...named, additionalProperties: false }, { name: 'a' }],
		['nor where it has one by another name', objectOf({ name: text, todoId: whole }), { name: 'a', todoId: 1 }],
	];

	test.each(rows)('shows it all the same: %s', async (_what, created, expected) => {
		const { send } = await serve(
			collection({
				shown: objectOf({ id: whole, name: text }),
				sent: named,
				created: { '201': { description: '', content: { 'application/json': { schema: created } } } },
			}),
		);
		const made = await send('POST', '/todos', { name: 'a' });
		expect(made.json).toEqual(expected);
		expect((await send('GET', '/todos/1')).json).toEqual({ id: 1, name: 'a' });
	});

	test('in all of them: one of the mock stands in create, detail and rows alike', async () => {
		const { send, read } = await serve(collection({ shown: named, sent: named, key: text }));
		const made = (await send('POST', '/todos', { name: 'a' })).json as JsonObject;
		expect(made).toEqual({ id: expect.any(String), name: 'a' });
		expect(await read(`/todos/${String(made['id'])}`)).toEqual(made);
		expect(await read('/todos')).toEqual([made]);
		const changed = { id: made['id'], name: 'b' } as JsonObject;
		expect((await send('PUT', `/todos/${String(made['id'])}`, { name: 'b' })).json).toEqual(changed);
	});

	test.each([
		['as the noun’s id', 'account_id', 'accountID'],
		['as an id of another name', 'reservationId', 'reservationId'],
	])('%s in the create alone: rows show it as theirs', async (_name, key, parameter) => {
		const body = (schema: JsonObject) => ({ content: { 'application/json': { schema } } });
		const answer = (schema: JsonObject) => ({ description: '', ...body(schema) });
		const document: JsonObject = {
			openapi: '3.1.0',
			info: { title: 'T', version: '1' },
			paths: {
				'/accounts': {
					post: { requestBody: body(named), responses: { 201: answer(objectOf({ [key]: text })) } },
					get: { responses: { 200: answer({ type: 'array', items: objectOf({ id: text, name: text }) }) } },
				},
				[`/accounts/{${parameter}}`]: {
					delete: {
						parameters: [{ name: parameter, in: 'path', required: true, schema: text }],
						responses: { 204: { description: '' } },
					},
				},
			},
		};
		const { send, read } = await serve(document);
		const made = (await send('POST', '/accounts', { name: 'a' })).json as JsonObject;
		expect(await read('/accounts')).toEqual([{ id: made[key], name: 'a' }]);
	});

	test('where nothing else may come, `Location` tells it', async () => {
		const closed = { ...named, additionalProperties: false };
		const { send, read } = await serve(collection({ shown: closed, sent: named }));
		const made = await send('POST', '/todos', { name: 'a' });
		expect([made.json, made.headers.get('location')]).toEqual([{ name: 'a' }, '/todos/1']);
		expect(await read('/todos/1')).toEqual({ name: 'a' });
	});
});

test.each<[string, JsonObject, JsonValue, JsonValue]>([
	['0 for a number', whole, 0, 1],
	['the uuid of zeros', { type: 'string', format: 'uuid' }, '00000000-0000-0000-0000-000000000000', expect.any(String)],
])('a client that sends %s as the key of what it makes knows none', async (_what, key, sent, expected) => {
	const { send } = await serve(
		collection({ shown: objectOf({ id: key, name: text }), sent: objectOf({ id: key, name: text }), key }),
	);
	const first = (await send('POST', '/todos', { id: sent, name: 'a' })).json as JsonObject;
	const second = (await send('POST', '/todos', { id: sent, name: 'b' })).json as JsonObject;
	expect(first).toEqual({ id: expected, name: 'a' });
	expect(first['id']).not.toBe(sent);
	expect(second['id']).not.toBe(first['id']);
});

test('what is sent flat and shown in `attributes` is filled there as an entity is: times are now', async () => {
	const moment = { type: 'string', format: 'date-time' };
	const { send } = await serve(
		collection({
			shown: objectOf({ id: whole, attributes: objectOf({ title: text, createdAt: moment, publishedAt: moment }) }),
			sent: objectOf({ title: text }),
		}),
	);
	const { attributes } = (await send('POST', '/todos', { title: 'a' })).json as { attributes: JsonObject };
	expect(attributes).toEqual({ title: 'a', createdAt: '2026-06-01T09:00:00.000Z' });
});

test('a link under the noun leads to the entity, as `self` does', async () => {
	const href = objectOf({ href: text });
	const { send } = await serve(
		collection({
			shown: objectOf({ id: whole, name: text, _links: objectOf({ self: href, todo: href }) }),
			sent: objectOf({ name: text }),
		}),
	);
	const links = ((await send('POST', '/todos', { name: 'a' })).json as JsonObject)['_links'] as JsonObject;
	expect(links['todo']).toEqual(links['self']);
});

test.each<[string, JsonObject]>([
	['without a schema', {}],
	['with one that says no more than `object`', { schema: { type: 'object' } }],
])('answers that are told by examples alone, %s, show entities', async (_what, beside) => {
	const post = { id: 7, title: 'Hello', score: 1.5, tags: ['a'], published_at: null };
	const one = { content: { 'application/json': { ...beside, example: { data: post } } }, description: '' };
	const links = { next: null };
	const many = {
		...one,
		content: { 'application/json': { ...beside, example: { data: [post], links, meta: { total: 1 } } } },
	};
	const parameters = [{ name: 'id', in: 'path', required: true, schema: whole }];
	const requestBody = { content: { 'application/json': { schema: objectOf({ title: text }) } } };
	const per = { name: 'per_page', in: 'query', schema: whole };
	const page = { name: 'page', in: 'query', schema: whole };
	const document = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			'/posts': {
				post: { requestBody, responses: { 201: one } },
				get: { parameters: [per, page], responses: { 200: many } },
			},
			'/posts/{id}': {
				parameters,
				get: { responses: { 200: one } },
				put: { requestBody, responses: { 200: one } },
				delete: { responses: { 204: { description: '' } } },
			},
		},
	};
	const { send, read } = await serve(document);
	const data = { id: 1, title: 'A', score: 1.5, tags: [], published_at: null };
	expect((await send('POST', '/posts', { title: 'A' })).json).toEqual({ data });
	expect((await send('POST', '/posts', { title: 'B' })).json).toMatchObject({ data: { id: 2, title: 'B' } });
	expect(await read('/posts?per_page=1')).toEqual({
		data: [data],
		links: { next: expect.stringMatching(/page=2/) },
		meta: { total: 2 },
	});
	expect((await send('PUT', '/posts/1', { title: 'C' })).json).toEqual({ data: { ...data, title: 'C' } });
	await send('DELETE', '/posts/1');
	expect((await send('GET', '/posts/1')).status).toBe(404);
});
