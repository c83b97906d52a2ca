// State in documents that say little of their answers, or show an entity otherwise than it is sent.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { drawSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { call, startTestMock } from '../support/mock.ts';
import { type Call, playDocument, playSketch } from './play-sketch.ts';

describe('what is created is there', () => {
	it.each<[string, Sketch, Call[]]>([
		[
			'where answers are anything',
			{
				lines: [
					'GET /todos >any => list todo',
					'POST /todos <{title} >any => create todo',
					'GET /todos/{todo_id} >any => read todo',
					'PATCH /todos/{todo_id} <{title} >any => patch todo',
					'DELETE /todos/{todo_id} >204 => delete todo',
				],
				more: {
					'GET /todos/{todo_id}': {
						parameters: [{ name: 'todo_id', in: 'path', required: true, schema: { type: 'integer' } }],
					},
				},
			},
			[
				'POST /todos {"title":"a"} > 200 {"id":1,"title":"a"}',
				'GET /todos/1 > 200 {"id":1,"title":"a"}',
				'PATCH /todos/1 {"title":"b"} > 200 {"id":1,"title":"b"}',
				'GET /todos > 200 [{"id":1,"title":"b"}]',
				'DELETE /todos/1 > 204',
				'GET /todos/1 > 404',
			],
		],
		[
			'and called by one key, where the answer tells it beside the entity too',
			{
				lines: [
					'POST /calls <{room} >201 {callId:int,token,call:{id:int,room}} => create call at /call',
					'GET /calls/{callId} >{id:int,room} => read call',
				],
			},
			[
				'POST /calls {"room":"a"} > 201 {"callId":1,"call":{"id":1,"room":"a"}}',
				'POST /calls {"room":"b"} > 201 {"callId":2,"call":{"id":2,"room":"b"}}',
				'GET /calls/2 > 200 {"id":2,"room":"b"}',
			],
		],
		[
			'where nothing is described at all',
			{
				lines: [
					'GET /todos > => list todo',
					'POST /todos > => create todo',
					'GET /todos/{id} > => read todo',
					'PUT /todos/{id} > => replace todo',
					'DELETE /todos/{id} >204 => delete todo',
					'POST /notes ?title ?done >201 => create note set title, done',
					'GET /notes/{id} > => read note',
				],
			},
			[
				'GET /todos > 200 []',
				'POST /todos {"id":"a","title":"a"} > 200 {"id":"a","title":"a"}',
				'POST /todos form title=b > 200 {"title":"b"}',
				'PUT /todos/a {"title":"c"} > 200 {"id":"a","title":"c"}',
				'GET /todos > 200 [{"id":"a","title":"c"},{"title":"b"}]',
				'DELETE /todos/a > 204',
				'GET /todos/a > 404',
				'POST /notes?title=a > 201 {"title":"a"}',
			],
		],
		[
			'where envelopes hold anything',
			{
				lines: [
					'GET /todos >{code:int,data:any} => list todo at /data',
					'POST /todos <{title} >{code:int,data:any} => create todo at /data',
					'GET /todos/{id} >{code:int,data:any} => read todo at /data',
				],
				more: {
					'GET /todos/{id}': {
						parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
					},
				},
			},
			[
				'POST /todos {"title":"a"} > 200 {"data":{"id":1,"title":"a"}}',
				'GET /todos/1 > 200 {"data":{"id":1,"title":"a"}}',
				'GET /todos > 200 {"data":[{"id":1,"title":"a"}]}',
			],
		],
		[
			'where no answer is described',
			{
				lines: [
					'GET /notes > => list note',
					'POST /notes <{title} >201 => create note',
					'GET /notes/{id} > => read note',
					'PUT /notes/{id} <{title} > => replace note',
					'DELETE /notes/{id} > => delete note',
				],
				more: {
					'GET /notes/{id}': {
						parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
					},
				},
			},
			[
				'POST /notes {"title":"a"} > 201 {"id":1,"title":"a"}',
				'GET /notes/1 > 200 {"id":1,"title":"a"}',
				'PUT /notes/1 {"title":"b"} > 200 {"id":1,"title":"b"}',
				'GET /notes > 200 [{"id":1,"title":"b"}]',
				'DELETE /notes/1 > 200',
				'GET /notes/1 > 404',
			],
		],
		[
			'where it is sent flat and shown with attributes',
			{
				lines: [
					'GET /tags >{data:[Tag]} => list tag at /data',
					'POST /tags <{title,size:int} >{data:Tag} => create tag at /data',
					'GET /tags/{id} >{data:Tag} => read tag at /data',
					'PUT /tags/{id} <{title,size:int} >{data:Tag} => replace tag at /data',
					'PATCH /tags/{id} <{title,size:int} >{data:Tag} => patch tag at /data',
				],
				schemas: { Tag: '{id:int,type,attributes:{title,size:text,made_at:text}}' },
			},
			[
				'POST /tags {"title":"a","size":1} > 200 {"data":{"attributes":{"title":"a","size":"1"}}}',
				'GET /tags > 200 {"data":[{"id":1,"attributes":{"title":"a"}}]}',
				'PATCH /tags/1 {"size":2} > 200 {"data":{"attributes":{"title":"a","size":"2"}}}',
				'PUT /tags/1 {"title":"b"} > 200 {"data":{"attributes":{"title":"b"}}}',
				'GET /tags/1 > 200 {"data":{"id":1,"attributes":{"title":"b"}}}',
			],
		],
		[
			'where what an answer holds is a reference',
			{
				lines: ['POST /todos <{title} >201 => create todo', 'GET /todos/{id} >200 => read todo'],
				more: Object.fromEntries(
					[
						['POST /todos', '201'],
						['GET /todos/{id}', '200'],
					].map(([id = '', status = '']) => [
						id,
						{ responses: { [status]: { description: '', content: { $ref: '#/components/mediaTypes/todo' } } } },
					]),
				),
				rest: {
					components: {
						mediaTypes: {
							todo: {
								'application/json': {
									schema: { type: 'object', properties: { id: { type: 'integer' }, title: { type: 'string' } } },
								},
							},
						},
					},
				},
			},
			['POST /todos {"title":"a"} > 201 {"id":1,"title":"a"}', 'GET /todos/1 > 200 {"id":1,"title":"a"}'],
		],
		[
			'under the key that the client calls otherwise',
			{
				lines: [
					'POST /entities <form:{Identity,Note} >201 {identity,note} => create entity',
					'GET /entities/{Identity} >{identity,note} => read entity',
					'POST /stores/{store_id}/files <{file_id,note} >200 {id,note} => create file set id',
					'GET /stores/{store_id}/files/{file_id} >{id,note} => read file',
				],
			},
			[
				'POST /entities form Identity=me&Note=a > 201 {"identity":"me","note":"a"}',
				'GET /entities/me > 200 {"identity":"me","note":"a"}',
				'POST /stores/1/files {"file_id":"f","note":"a"} > 200 {"id":"f","note":"a"}',
				'GET /stores/1/files/f > 200 {"id":"f","note":"a"}',
			],
		],
	])('%s', async (_name, sketch, calls) => {
		await playSketch(sketch, calls);
	});
});

it('leads nowhere where no path shows what was made', async () => {
	const { document } = drawSketch({
		lines: [
			'POST /calls/{id}/hold <{code} >{id,name} => read call',
			'POST /calls <{name} >201 {id,name} => create call',
			'GET /calls >[{id,name}] => list call',
		],
	});
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const headers = { 'Content-Type': 'application/json' };
	const made = await fetch(`${mock.url}/calls`, { method: 'POST', body: '{"name":"a"}', headers });
	expect([made.status, made.headers.get('location')]).toEqual([201, null]);
});

it('leads to what was made, not to what else is done with it', async () => {
	const { document } = drawSketch({
		lines: [
			'POST /accounts/{id}/verify <{code} >{id,name} => read account',
			'POST /accounts <{name} >201 +Location => create account unseen',
			'GET /accounts/{id} >{id,name} => read account',
		],
	});
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const headers = { 'Content-Type': 'application/json' };
	const made = await fetch(`${mock.url}/accounts`, { method: 'POST', body: '{"name":"a"}', headers });
	expect(made.headers.get('location')).toMatch(/^\/accounts\/[^/]+$/);
});

const BODY = {
	content: { 'application/json': { schema: { type: 'object', properties: { title: { type: 'string' } } } } },
};

it('what no answer of an operation is documented for shows what is stored', async () => {
	const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
	const mute = { responses: {} };
	const document = {
		openapi: '3.0.3',
		info: { title: 'T', version: '1' },
		paths: {
			'/todos': { get: mute, post: { requestBody: BODY, ...mute } },
			'/todos/{id}': { parameters, get: mute, put: { requestBody: BODY, ...mute }, delete: mute },
		},
	};
	await playDocument(document, [
		'POST /todos {"title":"a"} > 201 {"id":1,"title":"a"}',
		'GET /todos/1 > 200 {"id":1,"title":"a"}',
		'PUT /todos/1 {"title":"b"} > 200 {"id":1,"title":"b"}',
		'GET /todos > 200 [{"id":1,"title":"b"}]',
		'DELETE /todos/1 > 204',
		'GET /todos > 200 []',
	]);
});

it('what does nothing and documents no answer says nothing', async () => {
	const paths = { '/mails/send': { post: { requestBody: BODY, responses: {} } } };
	const mock = await startTestMock({ documents: [{ openapi: '3.0.3', info: { title: 'T', version: '1' }, paths }] });
	const sent = await fetch(`${mock.url}/mails/send`, { method: 'POST' });
	expect([sent.status, await sent.text(), sent.headers.get('content-type')]).toEqual([200, '', null]);
});

const UUID = { type: 'string', format: 'uuid' };
const shown = {
	description: '',
	content: { 'application/json': { schema: { type: 'object', required: ['id'], properties: { id: UUID } } } },
};
const named = (schema: JsonObject) => [{ name: 'id', in: 'path', required: true, schema }];

it('a key that is made fits what answers show of it as well as what paths take', async () => {
	const parameters = named({ type: 'string', pattern: '^[0-9a-f-]+$' });
	const paths = {
		'/jobs': { post: { requestBody: BODY, responses: { 201: shown } } },
		'/jobs/{id}': { parameters, get: { responses: { 200: shown } } },
	};
	const document = { openapi: '3.0.3', info: { title: 'T', version: '1' }, paths };
	await playDocument(document, ['POST /jobs {"title":"a"} > 201', 'POST /jobs {"title":"b"} > 201']);
});

it('what is called by any text, and shown as a uuid, is tried with one', async () => {
	const paths = {
		'/users': {
			get: {
				responses: {
					200: {
						...shown,
						content: {
							'application/json': { schema: { type: 'array', items: shown.content['application/json'].schema } },
						},
					},
				},
			},
		},
		'/users/{id}': {
			parameters: named({ type: 'string' }),
			get: { responses: { 200: shown } },
			put: { requestBody: BODY, responses: { 200: shown } },
		},
	};
	const mock = await startTestMock({ documents: [{ openapi: '3.0.3', info: { title: 'T', version: '1' }, paths }] });
	const { operations } = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as {
		operations: { sample: { method: string; target: string; headers: [string, string][]; body?: string } }[];
	};
	// It is made by the PUT.
	for (const { sample } of operations.toSorted((a, b) => b.sample.method.localeCompare(a.sample.method))) {
		const { method, target, headers, body } = sample;
		const answer = await fetch(mock.url + target, { method, headers, ...(body !== undefined && { body }) });
		expect([method, target, answer.status]).toEqual([method, target, 200]);
	}
});

it('a list is filtered by what is sent and shown nowhere', async () => {
	await playSketch(
		{
			lines: [
				'POST /bookings <{email,seat} >201 {id:int,seat} => create booking',
				'GET /bookings ?email! >[{id:int,seat}] => list booking',
				'GET /bookings/{id} >{id:int,seat} => read booking',
			],
		},
		[
			'POST /bookings {"email":"a@x.org","seat":"1"} > 201 {"id":1}',
			'POST /bookings {"email":"b@x.org","seat":"2"} > 201 {"id":2}',
			'POST /bookings {"seat":"3"} > 201 {"id":3}',
			'GET /bookings?email=b@x.org > 200 [{"id":2,"seat":"2"},{"id":3,"seat":"3"}]',
			'GET /bookings?email=c@x.org > 200 [{"id":3,"seat":"3"}]',
		],
	);
});

it('what is shown of another entity is what its names say, and the same wherever the row stands', async () => {
	const text = { type: 'string' };
	const id = { type: 'integer' };
	const person = { type: 'object', required: ['id', 'email'], properties: { id, email: text } };
	const json = (schema: JsonObject) => ({ description: '', content: { 'application/json': { schema } } });
	const row = { type: 'object', required: ['id', 'owner'], properties: { id, owner: person } };
	const sent = { type: 'object', required: ['id', 'owner'], properties: { id, owner: id } };
	const paths = {
		'/pets': {
			get: { responses: { 200: json({ type: 'array', items: row }) } },
			post: { requestBody: json(sent), responses: { 201: json(sent) } },
		},
		'/pets/{id}': {
			parameters: named(id),
			get: { responses: { 200: json(sent) } },
			delete: { responses: { 204: { description: '' } } },
		},
	};
	const mock = await startTestMock({ documents: [{ openapi: '3.0.3', info: { title: 'T', version: '1' }, paths }] });
	const list = async () => (await (await fetch(`${mock.url}/pets`)).json()) as { id: number; owner: JsonObject }[];
	for (const one of [1, 2]) {
		const body = JSON.stringify({ id: one, owner: one });
		await fetch(`${mock.url}/pets`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
	}
	const [, second] = await list();
	expect(second).toMatchObject({ id: 2, owner: { id: 2, email: expect.stringMatching(/@example\./) } });
	await fetch(`${mock.url}/pets/1`, { method: 'DELETE' });
	expect(await list()).toEqual([second]);
});

describe('an answer that lets nothing in', () => {
	const secret: JsonObject = {
		type: 'object',
		required: ['name'],
		properties: { name: { type: 'string' }, visibility: { type: 'string' } },
	};
	const answer = (schema: JsonObject): JsonObject => ({
		description: '',
		content: { 'application/json': { schema } },
	});

	it.each<[string, JsonObject, unknown]>([
		['without properties', { type: 'object', properties: {}, additionalProperties: false }, {}],
		['without a word of properties', { type: 'object', additionalProperties: false }, {}],
		['of no properties at most', { type: 'object', maxProperties: 0 }, {}],
		[
			'inside of one that has some',
			{ type: 'object', properties: { secret: { type: 'object', additionalProperties: false } } },
			{ secret: {} },
		],
		[
			'beside what is declared, with what a pattern lets in',
			{ type: 'object', properties: { id: {} }, patternProperties: { '^n': {} } },
			{ name: 'a' },
		],
		[
			'with what a pattern lets in',
			{ type: 'object', patternProperties: { '^n': {} }, additionalProperties: false },
			{ name: 'a' },
		],
	])('is as empty as the document has it: %s', async (_what, schema, shown) => {
		const mock = await startTestMock({
			documents: [
				{
					openapi: '3.1.0',
					info: { title: 'T', version: '1' },
					paths: {
						'/secrets/{name}': {
							parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
							get: { responses: { 200: answer(secret), 404: { description: '' } } },
							put: {
								requestBody: {
									content: { 'application/json': { schema: { properties: { visibility: { type: 'string' } } } } },
								},
								responses: { 201: answer(schema), 204: { description: '' } },
							},
						},
					},
				},
			],
		});
		const made = await call(mock, 'PUT', '/secrets/a', { body: { visibility: 'all' } });
		expect([made.status, made.json], made.reason).toEqual([201, shown]);
		expect((await call(mock, 'GET', '/secrets/a')).json).toEqual({ name: 'a', visibility: 'all' });
		expect((await call(mock, 'PUT', '/secrets/a', { body: { visibility: 'some' } })).status).toBe(204);
	});
});
