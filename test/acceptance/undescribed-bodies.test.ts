// Requests whose bodies a document does not describe, as generators leave them out: what is sent is kept.

import { it } from 'vitest';
import type { Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = { Todo: '{id:int,title,done:bool}' };

it.each<[string, Sketch, Call[]]>([
	[
		'changes of an item that the create describes',
		{
			lines: [
				'POST /todos <{title} >201 Todo => create todo',
				'GET /todos/{id} >Todo => read todo',
				'PATCH /todos/{id} >Todo => patch todo',
				'PUT /todos/{id} >204 => patch todo unseen',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /todos {"title":"a"} > 201 {"id":1}',
			'PATCH /todos/1 {"title":"b"} > 200 {"id":1,"title":"b"}',
			'PATCH /todos/1 > 200 {"id":1,"title":"b"}',
			'PUT /todos/1 {"done":true} > 204',
			'PUT /todos/1 > 204',
			'GET /todos/1 > 200 {"id":1,"title":"b","done":true}',
			'PUT /todos/9 {"title":"c"} > 404',
			'PATCH /todos/1 {"title":["c"]} > 400',
		],
	],
	[
		'creates',
		{
			lines: [
				'POST /todos >201 Todo => create todo',
				'GET /todos >[Todo] => list todo',
				'GET /todos/{id} >Todo => read todo',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /todos {"title":"a"} > 201 {"id":1,"title":"a"}',
			'POST /todos > 201 {"id":2}',
			'GET /todos > 200 [{"id":1,"title":"a"},{"id":2}]',
		],
	],
	[
		'of a document that describes no body at all, and reads no item',
		{
			lines: [
				'GET /todos >200 => list todo',
				'POST /todos >201 => create todo',
				'PUT /todos/{id} >200 => replace todo',
				'DELETE /todos/{id} >200 => delete todo unseen',
			],
		},
		[
			'GET /todos > 200 []',
			'POST /todos {"id":"x","title":"a"} > 201 {"id":"x","title":"a"}',
			'PUT /todos/x {"title":"b"} > 200 {"id":"x","title":"b"}',
			'GET /todos > 200 [{"id":"x","title":"b"}]',
			'DELETE /todos/x > 200',
			'GET /todos > 200 []',
		],
	],
])('keeps what is sent in %s', async (_name, sketch, calls) => {
	await playSketch(sketch, calls);
});
