// State where a document sends an entity otherwise than it shows it, or names it in several ways.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { drawSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { describePaths, giveBody } from '../support/document.ts';
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
			'as the one in a list, when it is deleted as well',
			{
				lines: [
					'POST /todos <{title!} >201 {data:[Todo],status:int} => create todo at /data/0',
					'GET /todos >{data:[Todo],status:int} => list todo at /data',
					'PATCH /todos/{id} <{title!} >{data:[Todo],status:int} => patch todo at /data/0',
					'DELETE /todos/{id} >{data:[Todo],status:int} => delete todo at /data/0',
				],
				schemas: { Todo: '{id:int,title!}' },
			},
			[
				'POST /todos {"title":"a"} > 201 {"data":[{"id":1,"title":"a"}],"status":201}',
				'DELETE /todos/1 > 200 {"data":[{"id":1,"title":"a"}],"status":200}',
				'DELETE /todos/1 > 404',
			],
		],
		[
			'by what it is called, where no answer shows its id',
			{
				lines: [
					'POST /coupons <{code,percent:int} >201 [Coupon] => create coupon at /0',
					'GET /coupons ?limit:int ?starting_after >{edges:[{cursor,node:Coupon}]} => list coupon at /edges',
					'GET /coupons/{id} >{data:Coupon} => read coupon',
					'PATCH /coupons/{id} <{percent:int} >Coupon => patch coupon',
					'DELETE /coupons/{id} >204 => delete coupon',
				],
				schemas: { Coupon: '{code,percent:int}' },
			},
			[
				'POST /coupons {"code":"SPRING","percent":5} > 201 [{"code":"SPRING","percent":5}]',
				'POST /coupons {"code":"SUMMER","percent":6} > 201',
				'GET /coupons/SUMMER > 200 {"data":{"code":"SUMMER","percent":6}}',
				'GET /coupons/WINTER > 404',
				'GET /coupons?limit=1 > 200 {"edges":[{"node":{"code":"SPRING"}}]}',
				'GET /coupons?limit=1&starting_after=SPRING > 200 {"edges":[{"node":{"code":"SUMMER"}}]}',
				'PATCH /coupons/SPRING {"percent":7} > 200 {"code":"SPRING","percent":7}',
				'DELETE /coupons/SUMMER > 204',
				'GET /coupons > 200 {"edges":[{"node":{"code":"SPRING","percent":7}}]}',
			],
		],
		[
			'by a name one level deeper, where the path speaks of an id',
			{
				lines: [
					'POST /jobs <{metadata:{name},n:int} >201 Job => create job',
					'GET /jobs >[Job] => list job',
					'GET /jobs/{jobId} >Job => read job',
				],
				schemas: { Job: '{metadata:{name},n:int}' },
			},
			[
				'POST /jobs {"metadata":{"name":"a"},"n":1} > 201',
				'POST /jobs {"metadata":{"name":"b"},"n":2} > 201',
				'GET /jobs/b > 200 {"metadata":{"name":"b"},"n":2}',
				'GET /jobs/c > 404',
			],
		],
		[
			'with what an action did to what lies in its attributes',
			{
				lines: [
					'POST /articles <{data:{type,attributes:{title,pinned:bool}}} >201 {data:Article} => create article at /data',
					'GET /articles/{id} >{data:Article} => read article',
					'POST /articles/{id}/publish >{data:Article} => patch article',
					'POST /articles/{id}/pin >{data:Article} => patch article',
					'POST /articles/{id}/unpin >{data:Article} => patch article',
					'POST /articles/{id}/hide >{data:Article} => patch article',
				],
				schemas: {
					Article: '{id:int,type,attributes:{title,pinned:bool,state:draft|published|gone,publishedAt}}',
				},
				more: {
					'POST /articles/{id}/hide': {
						'x-effect': {
							patch: 'article',
							key: '$request.path.id',
							set: { '/attributes/state': 'gone' },
							answer: '/data',
						},
					},
				},
			},
			[
				'POST /articles {"data":{"type":"articles","attributes":{"title":"a","pinned":false}}} > 201 {"data":{"id":1}}',
				'POST /articles {"data":{"type":"articles","attributes":{"title":"b","pinned":false}}} > 201 {"data":{"id":2}}',
				'POST /articles/1/pin > 200 {"data":{"attributes":{"title":"a","pinned":true}}}',
				'POST /articles/1/publish > 200 {"data":{"attributes":{"title":"a","pinned":true,"state":"published"}}}',
				'POST /articles/1/unpin > 200 {"data":{"attributes":{"pinned":false,"state":"published"}}}',
				'GET /articles/1 > 200 {"data":{"id":1,"attributes":{"title":"a","pinned":false,"state":"published"}}}',
				'POST /articles/1/hide > 200 {"data":{"attributes":{"title":"a","state":"gone"}}}',
				'GET /articles/2 > 200 {"data":{"attributes":{"title":"b","pinned":false}}}',
				'POST /articles/3/publish > 404',
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
			'in what is made of its id',
			{
				lines: [
					'POST /categories <{name} >201 Category => create category',
					'GET /categories/{id} >Category => read category',
					'POST /tags <{name} >201 Tag => create tag',
					'GET /tags/{id} >Tag => read tag',
					'POST /todos <{title,category_id:int,tagIds:[int]} >201 Todo => create todo',
					'GET /todos/{id} >Todo => read todo',
					'PATCH /todos/{id} <{category_id:int,tagIds:[int]} >Todo => patch todo',
				],
				schemas: {
					Category: '{id:int,name}',
					Tag: '{id:int,name}',
					Todo: '{id:int,title,category:Category,tags:[Tag]}',
				},
			},
			[
				'POST /categories {"name":"Books"} > 201',
				'POST /categories {"name":"Games"} > 201',
				'POST /tags {"name":"x"} > 201',
				'POST /tags {"name":"y"} > 201',
				'POST /todos {"title":"a","category_id":1,"tagIds":[2,1]} > 201 {"category":{"id":1,"name":"Books"},"tags":[{"id":2,"name":"y"},{"id":1,"name":"x"}]}',
				'PATCH /todos/1 {"category_id":2} > 200 {"category":{"id":2,"name":"Games"}}',
				'GET /todos/1 > 200 {"category":{"id":2,"name":"Games"},"tags":[{"name":"y"},{"name":"x"}]}',
			],
		],
		[
			'in what stands below it',
			{
				lines: [
					'POST /articles <{title} >201 Article => create article',
					'GET /articles/{slug} >Article => read article',
					'POST /articles/{slug}/comments <{text} >201 Comment => create comment',
					'GET /articles/{slug}/comments >[Comment] => list comment below article',
				],
				schemas: { Article: '{slug,title}', Comment: '{id:int,text,article:Article}' },
			},
			[
				'POST /articles {"title":"First"} > 201 {"slug":"first"}',
				'POST /articles/first/comments {"text":"hi"} > 201 {"article":{"slug":"first","title":"First"}}',
				'GET /articles/first/comments > 200 [{"article":{"slug":"first","title":"First"}}]',
			],
		],
		[
			'or not, whatever else there is in a list that is nobody’s in particular',
			{
				lines: [
					'POST /people <{name} >201 {id:int,name} => create person',
					'GET /people/{id} >{id:int,name} => read person',
					'GET /visits >[Visit] => list visit',
					'GET /people/{id}/visits >404 => none',
				],
				schemas: { Visit: '{id:int,reason}' },
				more: {
					'GET /people/{id}/visits': {
						responses: {
							200: {
								description: '',
								content: {
									'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Visit' } } },
								},
							},
							404: { description: '' },
						},
					},
				},
			},
			[
				'GET /visits > 200',
				'GET /people/1/visits > 404',
				'POST /people {"name":"Ada"} > 201 {"id":1}',
				'GET /people/1/visits > 200',
				'GET /people/2/visits > 404',
			],
		],
		[
			'in an object of its own where answers put it in one, and after a change as well',
			{
				lines: [
					'POST /posts <{title,author:{id,role}} >201 Post => create post',
					'GET /posts/{id} >Post => read post',
					'PATCH /posts/{id} <{author:{id,role}} >Post => patch post',
				],
				schemas: { Post: '{id:int,title,author:{data:{id,role}}}' },
			},
			[
				'POST /posts {"title":"a","author":{"id":"u1","role":"x"}} > 201 {"id":1,"author":{"data":{"id":"u1","role":"x"}}}',
				'GET /posts/1 > 200 {"author":{"data":{"id":"u1","role":"x"}}}',
				'PATCH /posts/1 {"author":{"id":"u2","role":"y"}} > 200 {"author":{"data":{"id":"u2","role":"y"}}}',
				'PATCH /posts/1 {"author":{"data":{"id":"u3","role":"z"}}} > 200 {"author":{"data":{"id":"u3","role":"z"}}}',
			],
		],
		[
			'bare where requests put it in an object',
			{
				lines: [
					'POST /posts <{title,author:{data:{id,role}}} >201 Post => create post',
					'GET /posts/{id} >Post => read post',
				],
				schemas: { Post: '{id:int,title,author:{id,role}}' },
			},
			[
				'POST /posts {"title":"a","author":{"data":{"id":"u1","role":"x"}}} > 201 {"author":{"id":"u1","role":"x"}}',
				'GET /posts/1 > 200 {"author":{"id":"u1","role":"x"}}',
			],
		],
		[
			'in lists of which the path says which',
			{
				lines: [
					'POST /trainings <{sport,userId:int} >201 Training => create training',
					'GET /trainings >[Training] => list training',
					'GET /trainings/{userId} >[{id:int,sport}] => list training by userId',
					'GET /trainings/sport/{name} >[Training] => list training by name',
				],
				schemas: { Training: '{id:int,sport,user:{id:int,name}}' },
			},
			[
				'POST /trainings {"sport":"tennis","userId":7} > 201 {"id":1}',
				'POST /trainings {"sport":"chess","userId":8} > 201 {"id":2}',
				'GET /trainings/7 > 200 [{"id":1}]',
				'GET /trainings/9 > 200 []',
				'GET /trainings/sport/chess > 200 [{"id":2}]',
			],
		],
		[
			'alone in a list, where the path has its key, and gone after its delete',
			{
				lines: [
					'POST /calls <{phone} >201 [{id:int,phone}] => create call at /0',
					'GET /calls/{id} >[{id:int,phone}] => read call at /0',
					'DELETE /calls/{id} >200 [{id:int,phone}] => delete call',
				],
			},
			[
				'POST /calls {"phone":"1"} > 201 [{"id":1,"phone":"1"}]',
				'POST /calls {"phone":"2"} > 201 [{"id":2,"phone":"2"}]',
				'GET /calls/1 > 200 [{"id":1,"phone":"1"}]',
				'DELETE /calls/1 > 200',
				'GET /calls/1 > 404',
			],
		],
		[
			'beside what describes the page',
			{
				lines: [
					'POST /invoices <{note} >201 {id,note} => create invoice',
					'GET /invoices/{id} >{pagination:{page:int},invoices:[{id,note}]} => read invoice at /invoices/0',
				],
			},
			['GET /invoices/7 > 404'],
		],
		[
			'by the values of the query where nothing else is sent',
			{
				lines: [
					'POST /users ?name >201 {id:int,name} => create user set name',
					'GET /users/{id} >{id:int,name} => read user',
				],
			},
			['POST /users?name=Ada > 201 {"id":1,"name":"Ada"}', 'GET /users/1 > 200 {"id":1,"name":"Ada"}'],
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

it.each(['A', 'B'])('what a request says is echoed where the whole answer can show it: %s', async (type) => {
	const branch = (one: string, facts: JsonObject): JsonObject => ({
		type: 'object',
		required: ['type', 'facts'],
		properties: { type: { const: one }, facts },
	});
	const schema: JsonObject = {
		oneOf: [branch('A', { type: 'null' }), branch('B', { type: 'object' })],
		discriminator: { propertyName: 'type' },
		properties: { type: { type: 'string' } },
	};
	const list: JsonObject = {
		...giveBody('list', { 'application/json': { schema } }),
		parameters: [{ name: 'type', in: 'query', schema: { type: 'string' } }],
	};
	const mock = await startTestMock({ documents: [describePaths({ '/policies': { get: list } })] });
	const answer = await fetch(`${mock.url}/policies?type=${type}`);
	expect([answer.status, await answer.json()]).toEqual([200, { type: 'A', facts: null }]);
});

it('of an example the alternative that is closed shows its own alone', async () => {
	const closed: JsonObject = { type: 'object', properties: { words: { type: 'array' } }, additionalProperties: false };
	const details: JsonObject = {
		allOf: [{ oneOf: [{ type: 'null' }, closed] }, { type: 'object', properties: { count: { type: 'integer' } } }],
	};
	const item: JsonObject = { type: 'object', required: ['uid'], properties: { uid: { type: 'integer' }, details } };
	const rows: JsonObject[] = [
		{ uid: 1, details: { words: ['a'] } },
		{ uid: 2, details: { count: 1 } },
	];
	const content: JsonObject = { 'application/json': { schema: { type: 'array', items: item }, example: rows } };
	const mock = await startTestMock({ documents: [describePaths({ '/batches': { get: giveBody('list', content) } })] });
	const answer = await fetch(`${mock.url}/batches`);
	expect([answer.status, await answer.json()]).toMatchObject([200, [rows[0], { uid: 2, details: {} }, {}]]);
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

it('leads to what was made where the answer calls its key otherwise than the path', async () => {
	const { document } = drawSketch({
		lines: [
			'POST /rules <{code,name} >201 {success:bool,ruleId:int} => create rule key at /ruleId',
			'GET /rules/{id} >{rule:{id:int,code,name}} => read rule at /rule',
			'POST /tags <{name} >201 {id:int} => create tag key at /id',
			'GET /tags/{tag_id} >{id:int,name} => read tag',
		],
	});
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const make = async (path: string, body: JsonObject) => {
		const headers = { 'Content-Type': 'application/json' };
		const made = await fetch(mock.url + path, { method: 'POST', body: JSON.stringify(body), headers });
		return [made.status, made.headers.get('location')];
	};
	expect(await make('/rules', { code: 'a', name: 'b' })).toEqual([201, '/rules/1']);
	expect(await make('/tags', { name: 'b' })).toEqual([201, null]);
});

it('fills a download of a free format with the entity that it is of', async () => {
	const { document } = drawSketch({
		lines: [
			'POST /snapshots <{note} >201 {name,note,secret} => create snapshot',
			'GET /snapshots >[{name,note}] => list snapshot',
			'GET /snapshots/{snapshot_name} > => read snapshot unseen',
		],
		more: {
			'GET /snapshots/{snapshot_name}': {
				responses: {
					200: {
						description: '',
						content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
					},
				},
			},
		},
	});
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const headers = { 'Content-Type': 'application/json' };
	const made = await fetch(`${mock.url}/snapshots`, { method: 'POST', body: '{"note":"before"}', headers });
	const { name } = (await made.json()) as { name: string };
	const file = await fetch(`${mock.url}/snapshots/${name}`);
	expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
	expect(await file.json()).toMatchObject({ name, note: 'before' });
	expect((await fetch(`${mock.url}/snapshots/none`)).status).toBe(404);
});

it('an answer of something else that has a key and a date too is not of the entity above it', async () => {
	const document = drawSketch({
		lines: [
			'POST /fairs <{name,place,opens,closes} >201 Fair => create fair',
			'GET /fairs/{id} >Fair => read fair',
			'POST /fairs/{id}/scan <{code} >{found:Article,sold:bool} => read fair',
			'POST /fairs/{id}/lookup <{code} >Found => read fair',
			'GET /articles/{id} >Article => read article',
		],
		schemas: {
			Fair: '{id!:int,name!,place!,opens!,closes!,created_at!}',
			Article: '{id!:int,price:num,created_at!,label!,rows:int}',
			Found: '{found!:Article,sold:bool}',
		},
	}).document;
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const send = async (path: string, body: JsonObject): Promise<{ found: { id: number } }> => {
		const headers = { 'Content-Type': 'application/json' };
		const answer = await fetch(`${mock.url}${path}`, { method: 'POST', body: JSON.stringify(body), headers });
		return (await answer.json()) as { found: { id: number } };
	};
	const fair = { name: 'a', place: 'b', opens: 'c', closes: 'd' };
	const { created_at: at } = (await send('/fairs', fair)) as unknown as { created_at: string };
	for (const path of ['/fairs/1/scan', '/fairs/1/lookup'])
		expect(await send(path, { code: 'x' })).not.toMatchObject({ found: { id: 1, created_at: at } });
});
