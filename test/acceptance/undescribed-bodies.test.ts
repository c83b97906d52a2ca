// Requests whose bodies a document does not describe, as generators leave them out: what is sent is kept.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
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
		'all but the reading of one',
		{
			lines: [
				'POST /todos >200 => create todo unseen',
				'GET /todos >200 => list todo',
				'GET /todos/{id} >Todo => read todo',
				'DELETE /todos/{id} >200 => delete todo',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /todos {"title":"a"} > 200',
			'GET /todos > 200 [{"id":1,"title":"a"}]',
			'DELETE /todos/1 > 200',
			'GET /todos > 200 []',
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

it('what is made below another thing and read by itself is kept, where no answer is described', async () => {
	const schemas = { Dentist: '{id:int,name!}', Booking: '{id:int,date!,dentist}' };
	const lines = [
		'POST /dentists <Dentist >201 => create dentist',
		'GET /dentists >200 => list dentist',
		'GET /dentists/{id} >200 => read dentist',
		'POST /dentists/{dentistId}/bookings <Booking >201 => create booking with dentist=path.dentistId',
		'GET /bookings >200 => list booking',
		'GET /bookings/{id} >200 => read booking',
		'PUT /bookings/{id} <Booking >200 => replace booking',
		'DELETE /bookings/{id} >200 => delete booking',
		'POST /dentists/{dentistId}/reviews <{text!} >201 => create review',
		'DELETE /reviews/{id} >200 => delete review',
		'POST /dentists/{dentistId}/call <{text!} >201 => read dentist unseen',
	];
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /dentists {"id":1,"name":"a"} > 201 {"id":1}',
		'POST /dentists/1/bookings {"id":7,"date":"x"} > 201 {"id":7,"date":"x","dentist":"1"}',
		'GET /bookings > 200 [{"id":7,"date":"x","dentist":"1"}]',
		'PUT /bookings/7 {"date":"y"} > 200 {"id":7,"date":"y"}',
		'GET /bookings/7 > 200 {"date":"y"}',
		'DELETE /bookings/7 > 200',
		'GET /bookings > 200 []',
	]);
});
