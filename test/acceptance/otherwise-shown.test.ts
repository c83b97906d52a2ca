// State where a document sends an entity otherwise than it shows it, or names it in several ways.

import { describe, expect, it } from 'vitest';
import { drawSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const ID_OR = (name: string, type: string): Sketch['more'] => ({
	[`GET /projects/{${name}}`]: { parameters: [{ name, in: 'path', required: true, schema: { type } }] },
});

describe('what is created is there', () => {
	it.each<[string, Sketch, Call[]]>([
		[
			'by its id and by its name, where the path takes both',
			{
				lines: [
					'POST /projects <{name} >201 {id:int,name} => create project',
					'GET /projects/{project_name_or_id} >{id:int,name} => read project',
					'DELETE /projects/{project_name_or_id} >204 => delete project',
					'GET /projects/{project_name_or_id}/members >[{id:int,email}] => list member below project',
					'POST /projects/{project_name_or_id}/members <{email} >201 {id:int,email} => create member',
				],
				more: ID_OR('project_name_or_id', 'string'),
			},
			[
				'POST /projects {"name":"web"} > 201 {"id":1,"name":"web"}',
				'GET /projects/1 > 200 {"id":1,"name":"web"}',
				'GET /projects/web > 200 {"id":1,"name":"web"}',
				'GET /projects/web/members > 200 []',
				'GET /projects/app/members > 404',
				'GET /projects/app > 404',
				'DELETE /projects/web > 204',
				'GET /projects/1 > 404',
			],
		],
		[
			'with its key under another name in one answer',
			{
				lines: [
					'POST /bookings <{seat:int} >201 {data:{booking_id:int,seat:int}} => create booking at /data',
					'GET /bookings/{booking_id} >{id:int,seat:int} => read booking',
				],
			},
			['POST /bookings {"seat":4} > 201 {"data":{"booking_id":1,"seat":4}}', 'GET /bookings/1 > 200 {"id":1,"seat":4}'],
		],
		[
			'with the objects whose ids were sent',
			{
				lines: [
					'POST /tickets <{title,ticket_type_id:int,tag_ids:[int]} >201 Ticket => create ticket',
					'GET /tickets/{id} >Ticket => read ticket',
				],
				schemas: { Ticket: '{id:int,title,ticket_type:{id:int},tags:[{id:int}]}' },
			},
			[
				'POST /tickets {"title":"a","ticket_type_id":7,"tag_ids":[1,2]} > 201 {"title":"a","ticket_type":{"id":7},"tags":[{"id":1},{"id":2}]}',
			],
		],
		[
			'with what all its answers can show',
			{
				lines: [
					'POST /boards <{title} >201 Board => create board',
					'GET /boards/{id} >Board => read board',
					'GET /boards >[Row] => list board',
				],
				rest: {
					components: {
						schemas: {
							Board: {
								type: 'object',
								required: ['id', 'owner', 'phase'],
								properties: {
									id: { type: 'integer' },
									title: { type: 'string' },
									owner: { type: ['object', 'null'], properties: { name: { type: 'string', const: 'me' } } },
									phase: { type: 'string', enum: ['hidden', 'shown'] },
								},
							},
							Row: {
								type: 'object',
								required: ['id', 'owner', 'phase'],
								properties: {
									id: { type: 'integer' },
									title: { type: 'string' },
									owner: { type: 'object', required: ['name'], properties: { name: { type: 'string', const: 'me' } } },
									phase: { type: 'string', enum: ['shown'] },
								},
							},
						},
					},
				},
			},
			[
				'POST /boards {"title":"a"} > 201 {"id":1,"title":"a","owner":{"name":"me"},"phase":"shown"}',
				'GET /boards/1 > 200 {"id":1,"title":"a","owner":{"name":"me"},"phase":"shown"}',
				'GET /boards > 200 [{"id":1,"title":"a","owner":{"name":"me"},"phase":"shown"}]',
			],
		],
		[
			'with the objects whose gids were sent, by which a list is asked',
			{
				lines: [
					'POST /tasks <{title,workspace} >201 Task => create task',
					'GET /tasks ?workspace >[Task] => list task',
					'GET /tasks/{task_gid} >Task => read task',
				],
				schemas: { Task: '{gid,title,workspace:{gid,name}}' },
			},
			[
				'POST /tasks {"title":"a","workspace":"12345"} > 201 {"workspace":{"gid":"12345"}}',
				'GET /tasks?workspace=12345 > 200 [{"title":"a"}]',
				'GET /tasks?workspace=1 > 200 []',
			],
		],
		[
			'with the choice whose value was sent',
			{
				lines: [
					'POST /devices <{name,status:on|off} >201 Device => create device',
					'PATCH /devices/{id} <{name,status:on|off} >Device => patch device',
					'GET /devices/{id} >Device => read device',
				],
				schemas: { Device: '{id:int,name,status:{value:on|off}}' },
			},
			[
				'POST /devices {"name":"a","status":"off"} > 201 {"status":{"value":"off"}}',
				'PATCH /devices/1 {"status":"on"} > 200 {"status":{"value":"on"}}',
			],
		],
		[
			'with what a PUT can not say',
			{
				lines: [
					'POST /fields <{kind,label,hint} >201 Field => create field',
					'PUT /fields/{id} <{label,hint} >Field => replace field',
					'GET /fields/{id} >Field => read field',
				],
				schemas: { Field: '{id:int,kind,label,hint}' },
			},
			[
				'POST /fields {"kind":"text","label":"a","hint":"b"} > 201 {"kind":"text"}',
				'PUT /fields/1 {"label":"c"} > 200 {"id":1,"kind":"text","label":"c"}',
			],
		],
	])('%s', async (_name, sketch, calls) => {
		await playSketch(sketch, calls);
	});

	it('but for what a PUT leaves out that it could say', async () => {
		const { document } = drawSketch({
			lines: [
				'POST /fields <{kind,label,hint} >201 {id:int,kind,label,hint} => create field',
				'PUT /fields/{id} <{label,hint} >{id:int,kind,label,hint} => replace field',
			],
		});
		const mock = await startTestMock({ documents: [document], seed: 1 });
		const send = async (method: string, path: string, body: object) =>
			(
				await fetch(mock.url + path, {
					method,
					body: JSON.stringify(body),
					headers: { 'Content-Type': 'application/json' },
				})
			).json();
		await send('POST', '/fields', { kind: 'text', label: 'a', hint: 'b' });
		expect(await send('PUT', '/fields/1', { label: 'c' })).toEqual({ id: 1, kind: 'text', label: 'c' });
	});

	it('after a change of which an answer can show a part alone', async () => {
		const choice = { type: 'object', required: ['value'], properties: { value: { type: 'string', enum: ['a', 'b'] } } };
		const shown = {
			type: 'object',
			required: ['id', 'kind'],
			properties: { id: { type: 'integer' }, name: { type: 'string' }, kind: choice },
		};
		const { document } = drawSketch({
			lines: [
				'POST /parts <{name,kind} >201 Part => create part',
				'PATCH /parts/{id} <{name,kind} >Part => patch part',
				'GET /parts/{id} >Part => read part',
			],
			rest: { components: { schemas: { Part: shown } } },
		});
		const mock = await startTestMock({ documents: [document], seed: 1 });
		const headers = { 'Content-Type': 'application/json' };
		await fetch(`${mock.url}/parts`, { method: 'POST', body: '{"name":"x","kind":"a"}', headers });
		const changed = await fetch(`${mock.url}/parts/1`, { method: 'PATCH', body: '{"name":"y","kind":"z"}', headers });
		expect([changed.status, await changed.json()]).toEqual([200, { id: 1, name: 'y', kind: { value: 'a' } }]);
	});
});

it('what comes along undeclared, and no answer can show, is left out and refuses nothing', async () => {
	const { document } = drawSketch({
		lines: [
			'POST /topics <{name} >201 {id:int,name,partitions:[text]} => create topic',
			'GET /topics/{id} >{id:int,name,partitions:[text]} => read topic',
		],
	});
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const headers = { 'Content-Type': 'application/json' };
	const body = JSON.stringify({ name: 'a', partitions: 3 });
	const made = await fetch(`${mock.url}/topics`, { method: 'POST', body, headers });
	expect([made.status, await made.json()]).toMatchObject([201, { id: 1, name: 'a' }]);
});

it.each([
	['boolean', 'true', 204],
	['boolean', 'maybe', 400],
	['integer', '12', 204],
	['object', '{"a":1}', 204],
	['string', '12', 204],
])('a text of which the schema says %s: %s', async (type, body, status) => {
	const put = {
		requestBody: { required: true, content: { 'text/plain': { schema: { type } } } },
		responses: { 204: { description: '' }, 400: { description: '' } },
	};
	const { document } = drawSketch({ lines: [] });
	const mock = await startTestMock({ documents: [{ ...document, paths: { '/setting': { put } } }], seed: 1 });
	const headers = { 'Content-Type': 'text/plain' };
	expect((await fetch(`${mock.url}/setting`, { method: 'PUT', body, headers })).status).toBe(status);
});

it.each(['-1', '0'])('a limit of %s by default is none', async (limit) => {
	const { document } = drawSketch({
		lines: [
			'GET /todos >[{id:int,title}] => list todo',
			'POST /todos <{title} >201 {id:int,title} => create todo',
			'GET /todos/{id} >{id:int,title} => read todo',
		],
		more: {
			'GET /todos': {
				parameters: [
					{ name: 'limit', in: 'query', schema: { type: 'integer', default: Number(limit) } },
					{ name: 'offset', in: 'query', schema: { type: 'integer' } },
				],
			},
		},
	});
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const headers = { 'Content-Type': 'application/json' };
	for (const title of ['a', 'b'])
		await fetch(`${mock.url}/todos`, { method: 'POST', body: JSON.stringify({ title }), headers });
	expect(await (await fetch(`${mock.url}/todos`)).json()).toHaveLength(2);
});
