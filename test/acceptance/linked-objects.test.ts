// Another entity that one shows beside its id, `category` beside `categoryId`, and what is answered before it is done.

import { expect, it } from 'vitest';
import { drawSketch, inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const MADE = ['POST /users {"name":"u"} > 201 {"id":1}', 'POST /users {"name":"v"} > 201 {"id":2}'];

it.each<[string, Sketch, Call[]]>([
	[
		'called as their kind, or of their schema',
		{
			lines: [
				'POST /users <{name} >201 User => create user',
				'PUT /users/{id} <{name} >User => replace user',
				'DELETE /users/{id} >204 => delete user',
				'POST /tickets <{title,user_id:int,assigneeId:int} >201 Ticket => create ticket',
				'GET /tickets >[Ticket] => list ticket',
				'PATCH /tickets/{id} <{title,assigneeId:int} >Ticket => patch ticket',
			],
			schemas: {
				User: '{id:int,name,email}',
				Ticket: '{id:int,title,user_id:int,user:{id:int,name},assigneeId:int,assignee:User}',
			},
		},
		[
			...MADE,
			'POST /tickets {"title":"a","user_id":1,"assigneeId":2} > 201 {"user":{"id":1,"name":"u"},"assignee":{"id":2,"name":"v"}}',
			'PATCH /tickets/1 {"assigneeId":1} > 200 {"user":{"id":1},"assignee":{"id":1,"name":"u"}}',
			'PUT /users/1 {"name":"w"} > 200',
			'GET /tickets > 200 [{"user":{"id":1,"name":"w"},"assignee":{"id":1,"name":"w"}}]',
			'POST /tickets {"title":"b","user_id":9,"assigneeId":2} > 201 {"user_id":9,"user":{"id":9}}',
		],
	],
	[
		'of nobody, as long as no id is sent',
		{
			lines: [
				'POST /users <{name} >201 User => create user',
				'POST /tasks <{title,assigneeId:int} >201 Task => create task',
				'GET /tasks ?title >[Task] => list task',
				'PATCH /tasks/{id} <{title,assigneeId:int} >Task => patch task',
			],
			schemas: { User: '{id:int,name}', Task: '{id:int,title,assigneeId:int,assignee:User}' },
		},
		[
			'POST /users {"name":"u"} > 201 {"id":1}',
			'POST /tasks {"title":"a"} > 201 {"id":1}',
			'GET /tasks > 200 [{"id":1,"title":"a"}]',
			'PATCH /tasks/1 {"assigneeId":1} > 200 {"assignee":{"id":1,"name":"u"}}',
			'POST /tasks {"title":"b","assigneeId":7} > 201 {"assigneeId":7,"assignee":{"id":7}}',
		],
	],
	[
		'in lists beside the ids of all',
		{
			lines: [
				'POST /tags <{name} >201 Tag => create tag',
				'PUT /tags/{id} <{name} >Tag => replace tag',
				'DELETE /tags/{id} >204 => delete tag',
				'POST /posts <{title,tagIds:[int]} >201 Post => create post',
				'GET /posts >[Post] => list post',
				'PATCH /posts/{id} <{title,tagIds:[int]} >Post => patch post',
			],
			schemas: {
				Tag: '{id:int,name,color}',
				Post: '{id:int,title,tagIds:[int],tags:[{id:int,name}]}',
			},
		},
		[
			'POST /tags {"name":"u"} > 201 {"id":1}',
			'POST /tags {"name":"v"} > 201 {"id":2}',
			'POST /posts {"title":"a","tagIds":[2,1]} > 201 {"tagIds":[2,1],"tags":[{"id":2,"name":"v"},{"id":1,"name":"u"}]}',
			'PATCH /posts/1 {"tagIds":[1]} > 200 {"tags":[{"id":1,"name":"u"}]}',
			'PUT /tags/1 {"name":"w"} > 200',
			'GET /posts > 200 [{"tags":[{"id":1,"name":"w"}]}]',
			'PATCH /posts/1 {"tagIds":[]} > 200 {"tagIds":[],"tags":[]}',
			'POST /posts {"title":"b"} > 201 {"tags":[]}',
		],
	],
	[
		'where it stands deeper, below the same place',
		{
			lines: [
				'POST /fairs/{fairId}/lists <{title} >201 List => create list',
				'GET /fairs/{fairId}/lists/{listId} >List => read list',
				'POST /fairs/{fairId}/lists/{listId}/articles <{label} >201 Article => create article',
				'GET /fairs/{fairId}/lists/{listId}/articles/{articleId} >Article => read article',
				'POST /fairs/{fairId}/sales <{article_id:int,price:int} >201 Sale => create sale',
				'GET /fairs/{fairId}/sales >[Sale] => list sale',
			],
			schemas: {
				List: '{id:int,title}',
				Article: '{id:int,label}',
				Sale: '{id:int,price:int,article:Article}',
			},
		},
		[
			'POST /fairs/f/lists {"title":"l"} > 201 {"id":1}',
			'POST /fairs/f/lists/1/articles {"label":"a"} > 201 {"id":1}',
			'POST /fairs/f/lists/1/articles {"label":"b"} > 201 {"id":2}',
			'POST /fairs/f/sales {"article_id":2,"price":3} > 201 {"price":3,"article":{"id":2,"label":"b"}}',
			'GET /fairs/f/sales > 200 [{"article":{"id":2,"label":"b"}}]',
		],
	],
	[
		'by the id that is sent, and shown nowhere else',
		{
			lines: [
				'POST /users <{name} >201 User => create user',
				'PATCH /users/{id} <{name} >User => patch user',
				'POST /labels <{name} >201 Label => create label',
				'GET /labels/{id} >Label => read label',
				'POST /tickets <{title,author_id:int,reviewer:int,tag_ids:[int]} >201 Ticket => create ticket',
				'GET /tickets ?author_id >[Ticket] => list ticket',
				'PATCH /tickets/{id} <{title,author_id:int} >Ticket => patch ticket',
			],
			schemas: {
				User: '{id:int,name,email}',
				Label: '{id:int,name}',
				Ticket: '{id:int,title,author:User,reviewer:User,tags:[Label]}',
			},
		},
		[
			...MADE,
			'POST /labels {"name":"l"} > 201 {"id":1}',
			'POST /tickets {"title":"a","author_id":2,"reviewer":1,"tag_ids":[1]} > 201 {"author":{"id":2,"name":"v"},"reviewer":{"id":1,"name":"u"},"tags":[{"id":1,"name":"l"}]}',
			'PATCH /users/2 {"name":"w"} > 200',
			'GET /tickets?author_id=2 > 200 [{"author":{"id":2,"name":"w"},"reviewer":{"id":1,"name":"u"}}]',
			'PATCH /tickets/1 {"author_id":1} > 200 {"author":{"id":1,"name":"u"}}',
			'POST /tickets {"title":"b","author_id":9} > 201 {"author":{"id":9}}',
		],
	],
	[
		'not of what is sent itself',
		{
			lines: [
				'POST /users <{name} >201 User => create user',
				'GET /users/{id} >User => read user',
				'POST /tickets <{userId:int,user:{name}} >201 Ticket => create ticket',
				'GET /tickets/{id} >Ticket => read ticket',
			],
			schemas: { User: '{id:int,name}', Ticket: '{id:int,userId:int,user:{name}}' },
		},
		[...MADE, 'POST /tickets {"userId":1,"user":{"name":"mine"}} > 201 {"user":{"name":"mine"}}'],
	],
])('are those that are stored: %s', async (_title, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('what is accepted and not yet done is there to be asked for', async () => {
	const sketch: Sketch = {
		lines: [
			'POST /reports <{name} >202 Job => create job',
			'POST /exports >202 {data:Job} => create job at /data',
			'GET /jobs >[Job] => list job',
			'GET /jobs/{id} >Job => read job',
		],
		schemas: { Job: '{id:int,status:queued|running|done}' },
	};
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, [
		'GET /jobs > 200 []',
		'POST /reports {"name":"a"} > 202 {"id":1,"status":"queued"}',
		'POST /exports > 202 {"data":{"id":2,"status":"queued"}}',
		'GET /jobs/1 > 200 {"id":1,"status":"queued"}',
		'GET /jobs > 200 [{"id":1},{"id":2}]',
		'GET /jobs/3 > 404',
	]);
});

it('a job is made by whatever sets one off, where nothing else makes jobs', async () => {
	const sketch: Sketch = {
		lines: [
			'POST /projects <{name} >201 Project => create project',
			'GET /projects/{id} >Project => read project',
			'POST /projects/{id}/drafts:generate >Job => create job',
			'POST /projects/{id}/export <{format} >{data:Job} => create job at /data',
			'GET /jobs/{jobId} >Job => read job',
			'POST /jobs/{jobId}/retry >Job => read job',
			'POST /queue/jobs/{jobId}/retry >Job => read job',
		],
		schemas: { Project: '{id:int,name}', Job: '{id:int,kind,progress:int}' },
	};
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, [
		'POST /projects {"name":"a"} > 201 {"id":1}',
		'GET /jobs/1 > 404',
		'POST /projects/1/drafts:generate > 200 {"id":1}',
		'POST /projects/1/drafts:generate > 200 {"id":2}',
		'POST /projects/1/export {"format":"zip"} > 200 {"data":{"id":3}}',
		'GET /jobs/3 > 200 {"id":3}',
		'GET /jobs/4 > 404',
	]);
});

it('an unassigned task shows nobody', async () => {
	const lines = ['POST /tasks <{title,assigneeId:int} >201 Task => create task', 'GET /tasks/{id} >Task => read task'];
	const schemas = { Task: '{id:int,title,assigneeId:int,assignee:{id:int,name}}' };
	const mock = await startTestMock({ documents: [drawSketch({ lines, schemas }).document], seed: 1 });
	const headers = { 'Content-Type': 'application/json' };
	const made = await fetch(`${mock.url}/tasks`, { method: 'POST', headers, body: '{"title":"a"}' });
	expect(await made.json()).toEqual({ id: 1, title: 'a' });
});
