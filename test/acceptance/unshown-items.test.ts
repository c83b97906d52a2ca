// Items whose own path has no operation, and something is done below it: `POST /orders/{id}/cancel`, `POST /invitations/{token}/accept`.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = {
	Order: '{id:int,title,status:new|cancelled}',
	Invitation: '{token,email,status:pending|accepted}',
	Notice: '{id:int,text,read:bool}',
};

it.each<[string, Sketch, Call[]]>([
	[
		'by their id',
		{
			lines: [
				'POST /orders <{title} >201 Order => create order',
				'GET /orders >[Order] => list order',
				'POST /orders/{id}/cancel >Order,404 => move order to cancelled from new,cancelled',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /orders {"title":"a"} > 201 {"id":1,"status":"new"}',
			'POST /orders/1/cancel > 200 {"id":1,"title":"a","status":"cancelled"}',
			'GET /orders > 200 [{"id":1,"status":"cancelled"}]',
			'POST /orders/9/cancel > 404',
		],
	],
	[
		'by what the path calls them',
		{
			lines: [
				'POST /invitations <{email,token} >201 Invitation => create invitation',
				'GET /invitations >[Invitation] => list invitation',
				'POST /invitations/{token}/accept >Invitation,404 => move invitation to accepted from pending,accepted',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /invitations {"email":"a@b.c","token":"t1"} > 201 {"token":"t1","status":"pending"}',
			'POST /invitations/t1/accept > 200 {"token":"t1","email":"a@b.c","status":"accepted"}',
			'GET /invitations > 200 [{"token":"t1","status":"accepted"}]',
			'POST /invitations/t2/accept > 404',
		],
	],
	[
		'that are marked as read',
		{
			lines: [
				'POST /notices <{text} >201 Notice => create notice',
				'GET /notices >[Notice] => list notice',
				'PUT /notices/{id}/read >204,404 => patch notice set read unseen',
				'DELETE /notices/{id} >204 => delete notice',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /notices {"text":"a"} > 201 {"id":1}',
			'PUT /notices/1/read > 204',
			'GET /notices > 200 [{"id":1,"read":true}]',
			'PUT /notices/9/read > 404',
		],
	],
])('are changed below their paths: %s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
