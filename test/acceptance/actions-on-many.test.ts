// Actions below a collection: on all of it, on those of a word, of a filter, or of a list of keys.

import { expect, it } from 'vitest';
import { drawSketch, inferSketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = {
	Notice: '{id:int,title,kind,read:bool,readAt:moment}',
	Task: '{id:int,title,done:bool,status:open|closed|archived,archivedAt:moment,userId:int}',
	Mail: '{id:int,subject,status:unread|read,openedAt:moment}',
};
const NOTICES = [
	'POST /notices <{title,kind,read:bool} >201 Notice => create notice',
	'GET /notices ?read:bool >[Notice] => list notice',
	'GET /notices/{id} >Notice => read notice',
];
const TASKS = [
	'POST /tasks <{title,done:bool,status:open|closed|archived,userId:int} >201 Task => create task',
	'GET /tasks >[Task] => list task',
	'GET /tasks/{id} >Task => read task',
];
const MADE = [
	'POST /notices {"title":"a","kind":"x","read":false} > 201 {"id":1,"readAt":null}',
	'POST /notices {"title":"b","kind":"y","read":true} > 201 {"id":2}',
	'POST /notices {"title":"c","kind":"y","read":false} > 201 {"id":3}',
];
const MADE_TASKS = [
	'POST /tasks {"title":"a","done":true,"status":"open","userId":7} > 201 {"id":1}',
	'POST /tasks {"title":"b","done":false,"status":"open","userId":7} > 201 {"id":2}',
	'POST /tasks {"title":"c","done":false,"status":"closed","userId":8} > 201 {"id":3}',
];
const READ = 'GET /notices > 200 [{"id":1,"read":true},{"id":2,"read":true},{"id":3,"read":true}]';

it.each<[string, string[], Call[]]>([
	[
		'all of it, by whatever its path is called',
		[
			...NOTICES,
			'POST /notices/read-all >{updated:int} => patch notice every set readAt,read unseen',
			'PUT /notices/mark-all-as-unread >{markedCount:int} => patch notice every set readAt,read unseen',
			'PUT /notices/read >204 => patch notice every set readAt,read unseen',
			'PATCH /notices/markAllRead >[Notice] => patch notice every set readAt,read at /0',
			'POST /notices/all/mark_unread >204 => patch notice every set readAt,read unseen',
			'POST /notices/readall >204 => patch notice every set readAt,read unseen',
		],
		[
			...MADE,
			'POST /notices/read-all > 200 {"updated":2}',
			READ,
			'POST /notices/read-all > 200 {"updated":0}',
			'GET /notices?read=false > 200 []',
			'PUT /notices/mark-all-as-unread > 200 {"markedCount":3}',
			'GET /notices/1 > 200 {"title":"a","read":false,"readAt":null}',
			'PUT /notices/read > 204',
			READ,
			'POST /notices/all/mark_unread > 204',
			'PATCH /notices/markAllRead > 200 [{"id":1,"read":true},{"id":2},{"id":3}]',
			'POST /notices/all/mark_unread > 204',
			'POST /notices/readall > 204',
			READ,
		],
	],
	[
		'those that it names, else all',
		[
			...NOTICES,
			'POST /notices/mark-as-read <{ids:[int]} >{updated:int,notFound:[int]} => patch notice every set readAt,read by $request.body#/ids unseen',
		],
		[
			...MADE,
			'POST /notices/mark-as-read {"ids":[3,9]} > 200 {"updated":1,"notFound":[9]}',
			'GET /notices > 200 [{"read":false},{"read":true},{"id":3,"read":true}]',
			'POST /notices/mark-as-read {"ids":[]} > 200 {"updated":0}',
			'POST /notices/mark-as-read {} > 200 {"updated":1}',
			READ,
		],
	],
	[
		'the one that it must name',
		[
			...NOTICES,
			'POST /notices/mark-as-read <{noticeId:int} >{success:bool} => patch notice every set readAt,read by $request.body#/noticeId unseen',
			'PUT /notices/unread ?id! >204 => patch notice every set readAt,read by $request.query.id unseen',
		],
		[
			...MADE,
			'POST /notices/mark-as-read {"noticeId":3} > 200 {"success":true}',
			'GET /notices > 200 [{"read":false},{"read":true},{"id":3,"read":true}]',
			'PUT /notices/unread?id=2 > 204',
			'GET /notices > 200 [{"read":false},{"read":false},{"id":3,"read":true}]',
		],
	],
	[
		'those of a filter',
		[
			...NOTICES,
			'POST /notices/read-all ?kind >204 => patch notice every set readAt,read unseen',
			'PUT /notices/read-all <{kind} >204 => patch notice every set readAt,read unseen',
			'PUT /notices/mark-all-read ?since_token >204 => none',
		],
		[
			...MADE,
			'POST /notices/read-all?kind=x > 204',
			'GET /notices?read=false > 200 [{"id":3}]',
			'PUT /notices/read-all {"kind":"z"} > 204',
			'GET /notices?read=false > 200 [{"id":3}]',
			'PUT /notices/read-all {"kind":"y"} > 204',
			'GET /notices?read=false > 200 []',
			'GET /notices/1 > 200 {"kind":"x"}',
		],
	],
	[
		'those of a word, those that are named, and nobody where that can not be told',
		[
			...TASKS,
			'POST /tasks/archive-completed >204 => patch task every set archivedAt,status unseen only done',
			'POST /tasks/complete <{taskIds:[int]} >{completed:int} => patch task every set done by $request.body#/taskIds named unseen',
			'POST /tasks/bulk-close <[int] >204 => patch task every set status by $request.body named unseen',
			'POST /tasks/close >204 => none',
			'POST /tasks/open-all >[Task] => patch task every set status at /0',
			'POST /tasks/clear-completed >204 => clear task only done',
			'POST /tasks/remove-all >{deleted:int} => clear task',
		],
		[
			...MADE_TASKS,
			'POST /tasks/archive-completed > 204',
			'GET /tasks > 200 [{"id":1,"status":"archived"},{"status":"open","archivedAt":null},{"status":"closed"}]',
			'POST /tasks/complete {} > 200 {"completed":0}',
			'POST /tasks/complete {"taskIds":[2]} > 200 {"completed":1}',
			'GET /tasks > 200 [{"done":true},{"done":true},{"done":false}]',
			'POST /tasks/bulk-close [1,2] > 204',
			'GET /tasks > 200 [{"status":"closed"},{"status":"closed"},{"status":"closed"}]',
			'POST /tasks/open-all > 200 [{"id":1,"status":"open"},{"id":2},{"id":3}]',
			'POST /tasks/clear-completed > 204',
			'GET /tasks > 200 [{"id":3}]',
			'POST /tasks/remove-all > 200 {"deleted":1}',
			'GET /tasks > 200 []',
		],
	],
	[
		'what is sent for all of it',
		[...TASKS, 'PATCH /tasks <{done:bool} >204 => patch task every unseen', 'DELETE /tasks/all >204 => clear task'],
		[
			...MADE_TASKS,
			'PATCH /tasks {"done":true} > 204',
			'GET /tasks > 200 [{"id":1,"done":true},{"id":2,"done":true,"title":"b"},{"id":3,"done":true}]',
			'DELETE /tasks/all > 204',
			'GET /tasks > 200 []',
		],
	],
	[
		'a state in the place of a flag, and of things that nothing makes',
		['GET /mails >[Mail] => list mail', 'POST /mails/read-all >204 => patch mail every set status unseen'],
		['POST /mails/read-all > 204', 'GET /mails > 200 [{"status":"read"},{"status":"read"},{"status":"read"}]'],
	],
	[
		'of what stands above it alone',
		[
			'POST /users <{name} >201 {id:int,name} => create user',
			'GET /users/{userId} >{id:int,name} => read user',
			...NOTICES.map((line) =>
				line.replace('/notices', '/users/{userId}/notices').replace('list notice', 'list notice below user'),
			),
			'POST /users/{userId}/notices/read-all >204 => patch notice every set readAt,read unseen',
		],
		[
			'POST /users {"name":"a"} > 201 {"id":1}',
			'POST /users {"name":"b"} > 201 {"id":2}',
			'POST /users/1/notices {"title":"a","read":false} > 201 {"id":1}',
			'POST /users/2/notices {"title":"b","read":false} > 201',
			'POST /users/2/notices/read-all > 204',
			'GET /users/1/notices > 200 [{"read":false}]',
			'GET /users/2/notices > 200 [{"read":true}]',
		],
	],
	[
		'all are turned over together, and some one by one',
		[
			...TASKS,
			'POST /tasks/toggle-all >[Task] => patch task every set done at /0',
			'PUT /tasks/toggleAll <{done:bool} >204 => patch task every unseen',
			'POST /tasks/bulk-toggle <{ids:[int]} >204 => patch task every set done by $request.body#/ids named unseen',
		],
		[
			...MADE_TASKS,
			'POST /tasks/toggle-all > 200 [{"id":1,"done":true},{"id":2,"done":true},{"id":3,"done":true}]',
			'POST /tasks/toggle-all > 200 [{"id":1,"done":false},{"id":2,"done":false},{"id":3,"done":false}]',
			'POST /tasks/bulk-toggle {"ids":[1,2]} > 204',
			'POST /tasks/bulk-toggle {"ids":[2]} > 204',
			'GET /tasks > 200 [{"done":true},{"done":false},{"done":false}]',
			'PUT /tasks/toggleAll {"done":true} > 204',
			'GET /tasks > 200 [{"done":true},{"done":true},{"done":true}]',
		],
	],
])('%s', async (_name, lines, calls) => {
	const sketch = { lines, schemas: SCHEMAS };
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('is all or nothing where there is a 404 for those that are not there', async () => {
	const more = { 'POST /notices/mark-as-read': { responses: { 204: { description: '' }, 404: { description: '' } } } };
	const lines = [...NOTICES, 'POST /notices/mark-as-read <{ids:[int]} >204 => none'];
	await playSketch({ lines, schemas: SCHEMAS, more }, [
		...MADE,
		'POST /notices/mark-as-read {"ids":[1,9]} > 404',
		'GET /notices/1 > 200 {"read":false}',
		'POST /notices/mark-as-read {"ids":[1,3]} > 204',
		READ,
	]);
});

it('leaves the moment of what was so before', async () => {
	const lines = [...NOTICES, 'POST /notices/read-all <{ids:[int]} >204 => none'];
	const mock = await startTestMock({ documents: [drawSketch({ lines, schemas: SCHEMAS }).document], seed: 1 });
	const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
		const headers = { 'Content-Type': 'application/json' };
		const answer = await fetch(`${mock.url}${path}`, {
			method,
			...(body !== undefined && { headers, body: JSON.stringify(body) }),
		});
		return answer.status === 204 ? undefined : await answer.json();
	};
	await call('POST', '/notices', { title: 'a' });
	await call('POST', '/notices/read-all', { ids: [1] });
	const before = await call('GET', '/notices/1');
	await call('PUT', '/__admin/sessions/default/clock', { advance: 'P1D' });
	await call('POST', '/notices/read-all', { ids: [1] });
	await call('POST', '/notices/read-all', {});
	expect(await call('GET', '/notices/1')).toEqual(before);
	expect(before).toMatchObject({ read: true, readAt: expect.stringContaining('T') });
});
