// Actions below an item that mark it, turn a flag over, or tell when something was done.

import { expect, it } from 'vitest';
import { inferSketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = {
	Notice: '{id:int,title,read:bool,readAt:moment}',
	Item: '{id:int,title,unread:bool}',
	Bill: '{id:int,title,status:open|paid|void}',
	Todo: '{id:int,title,done:bool,starred:bool,completedAt:moment}',
	Job: '{id:int,title,assigneeId:int,archivedAt,ownerId!:int}',
	Post: '{id:int,title,archivedAt:moment,publishedAt:moment}',
};

it.each<[string, string[], Call[]]>([
	[
		'that say what it is afterwards',
		[
			'POST /notices <{title} >201 Notice => create notice',
			'GET /notices/{id} >Notice => read notice',
			'POST /notices/{id}/mark-as-read >Notice => patch notice set readAt,read',
			'PATCH /notices/{id}/markUnread >204 => patch notice set readAt,read unseen',
			'POST /notices/{id}/unmark-as-read >204 => patch notice set readAt,read unseen',
			'POST /bills <{title} >201 Bill => create bill',
			'GET /bills/{id} >Bill => read bill',
			'POST /bills/{id}/mark-as-paid >Bill => move bill to paid from open,paid,void',
			'POST /bills/{id}/set-void >Bill => move bill to void from open,paid,void',
			'POST /bills/{id}/paid >Bill => move bill to paid from open,paid,void',
		],
		[
			'POST /notices {"title":"a"} > 201 {"id":1,"readAt":null}',
			'POST /notices/1/mark-as-read > 200 {"read":true}',
			'PATCH /notices/1/markUnread > 204',
			'GET /notices/1 > 200 {"read":false,"readAt":null}',
			'POST /notices/1/mark-as-read > 200 {"read":true}',
			'POST /notices/1/unmark-as-read > 204',
			'GET /notices/1 > 200 {"read":false,"readAt":null}',
			'POST /bills {"title":"a"} > 201 {"id":1,"status":"open"}',
			'POST /bills/1/mark-as-paid > 200 {"status":"paid"}',
			'POST /bills/1/set-void > 200 {"status":"void"}',
		],
	],
	[
		'where the flag says the opposite',
		[
			'POST /items <{title,unread:bool} >201 Item => create item',
			'GET /items ?read:bool >[Item] => list item',
			'GET /items/{id} >Item => read item',
			'PUT /items/{id}/read >204 => patch item set unread unseen',
			'PATCH /items/-/read <{ids:[int]} >204 => patch item every set unread by $request.body#/ids unseen',
			'PATCH /items/-/unread <{ids:[int]} >204 => patch item every set unread by $request.body#/ids unseen',
		],
		[
			'POST /items {"title":"a","unread":true} > 201 {"id":1}',
			'POST /items {"title":"b","unread":true} > 201 {"id":2}',
			'PUT /items/1/read > 204',
			'GET /items?read=true > 200 [{"id":1,"unread":false}]',
			'GET /items?read=false > 200 [{"id":2}]',
			'PATCH /items/-/unread {"ids":[1]} > 204',
			'PATCH /items/-/read {"ids":[2]} > 204',
			'GET /items > 200 [{"unread":true},{"unread":false}]',
		],
	],
	[
		'that turn a flag over',
		[
			'POST /todos <{title,done:bool} >201 Todo => create todo',
			'GET /todos/{id} >Todo => read todo',
			'PATCH /todos/{id}/toggle >Todo => patch todo set done',
			'POST /todos/{id}/toggle-star >Todo => patch todo set starred',
			'PUT /todos/{id}/toggle/completed >204 => patch todo set done unseen',
			'POST /todos/{id}/toggle-color >Todo => read todo',
			'POST /todos/{id}/complete >Todo => patch todo set completedAt,done',
		],
		[
			'POST /todos {"title":"a","done":false} > 201 {"id":1,"completedAt":null}',
			'PATCH /todos/1/toggle > 200 {"done":true}',
			'PATCH /todos/1/toggle > 200 {"done":false}',
			'POST /todos/1/toggle-star > 200 {"starred":true}',
			'PUT /todos/1/toggle/completed > 204',
			'GET /todos/1 > 200 {"done":true,"starred":true}',
		],
	],
	[
		'with nothing but a moment',
		[
			'POST /posts <{title} >201 Post => create post',
			'GET /posts/{id} >Post => read post',
			'POST /posts/{id}/archive >Post => patch post set archivedAt',
			'POST /posts/{id}/unarchive >Post => patch post set archivedAt',
			'DELETE /posts/{id}/publish >204 => patch post set publishedAt unseen',
			'GET /posts/archived >[Post] => list post only archivedAt',
		],
		[
			'POST /posts {"title":"a"} > 201 {"id":1,"archivedAt":null}',
			'GET /posts/archived > 200 []',
			'POST /posts/1/archive > 200 {"id":1}',
			'GET /posts/archived > 200 [{"id":1}]',
			'POST /posts/1/unarchive > 200 {"archivedAt":null}',
			'GET /posts/archived > 200 []',
		],
	],
	[
		'with what need not be there, and may not be null',
		[
			'POST /jobs <{title} >201 Job => create job',
			'GET /jobs/{id} >Job => read job',
			'POST /jobs/{id}/assign <{userId:int} >Job => patch job set assigneeId from /userId',
			'POST /jobs/{id}/unassign >Job => patch job set assigneeId',
			'POST /jobs/{id}/archive >Job => patch job set archivedAt',
			'POST /jobs/{id}/unarchive >Job => patch job set archivedAt',
			'DELETE /jobs/{id}/owner >Job => read job',
			'GET /jobs ?assigneeId:int >[Job] => list job',
			'GET /jobs/archived >[Job] => list job only archivedAt',
		],
		[
			'POST /jobs {"title":"a"} > 201 {"id":1}',
			'POST /jobs/1/assign {"userId":7} > 200 {"assigneeId":7}',
			'POST /jobs/1/archive > 200 {"id":1,"assigneeId":7}',
			'POST /jobs/1/unassign > 200 {"id":1}',
			'POST /jobs/1/unarchive > 200 {"id":1}',
			'GET /jobs?assigneeId=7 > 200 []',
			'GET /jobs/archived > 200 []',
			'GET /jobs > 200 [{"id":1}]',
		],
	],
])('%s', async (_name, lines, calls) => {
	const sketch = { lines, schemas: SCHEMAS };
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('an action that takes the whole entity, as generators write it, does what its word says', async () => {
	const schemas = {
		Task: '{id:int,title!,completed:bool,archived:bool,priority:int}',
		NewTask: '{title!,priority:int}',
	};
	const lines = [
		'POST /tasks/ <NewTask >201 Task => create task',
		'GET /tasks/{id}/ >Task => read task',
		'PATCH /tasks/{id}/ <Task >Task => patch task',
		'POST /tasks/{id}/archive/ <Task >Task => patch task set archived',
		'PATCH /tasks/{id}/archived <Task >Task => patch task',
		'POST /tasks/{id}/complete/ <NewTask >Task => patch task set completed',
		'PATCH /tasks/{id}/mark_done/ >Task => patch task set completed',
		'POST /tasks/{id}/incomplete/ >Task => patch task set completed',
		'POST /tasks/{id}/rank/ <Task >Task => patch task',
	];
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /tasks/ {"title":"a"} > 201 {"id":1}',
		'POST /tasks/1/archive/ {"title":"a"} > 200 {"archived":true}',
		'POST /tasks/1/complete/ {"title":"b"} > 200 {"completed":true,"title":"b"}',
		'POST /tasks/1/incomplete/ > 200 {"completed":false}',
		'PATCH /tasks/1/mark_done/ > 200 {"completed":true}',
		'POST /tasks/1/rank/ {"title":"b","priority":3} > 200 {"priority":3,"archived":true,"completed":true}',
	]);
});

it('what is reopened is to be done again, where one state says that', async () => {
	const lines = [
		'POST /tasks <{title} >201 Task => create task',
		'POST /tasks/{id}/complete >Task => move task to done from todo,doing,done',
		'POST /tasks/{id}/reopen >Task => move task to todo from todo,doing,done',
		'POST /jobs <{title} >201 Job => create job',
		'POST /jobs/{id}/reopen >Job => read job',
	];
	const schemas = { Task: '{id:int,title,status:todo|doing|done}', Job: '{id:int,title,status:new|active|done}' };
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /tasks {"title":"a"} > 201 {"id":1}',
		'POST /tasks/1/complete > 200 {"status":"done"}',
		'POST /tasks/1/reopen > 200 {"status":"todo"}',
	]);
});
