// Actions that point an entity to another one: `PUT /tickets/{id}/assignee` with `{ userId }` is the ticket's `assigneeId`.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const TICKETS = [
	'POST /tickets <{title,ownerId!:int} >201 Ticket => create ticket',
	'GET /tickets/{id} >Ticket => read ticket',
];
const SCHEMAS = { Ticket: '{id:int,title,assignee_id:int,ownerId!:int,dueAt:moment,reviewerId:moment}' };

it.each<[string, Sketch, Call[]]>([
	[
		'by the id that is sent, called after the action or after whom it is',
		{
			lines: [
				...TICKETS,
				'PUT /tickets/{id}/assignee <{userId:int} >Ticket => patch ticket set assignee_id from /userId',
				'POST /tickets/{id}/assign <{user_id:int} >204 => patch ticket set assignee_id from /user_id unseen',
				'POST /tickets/{id}/owner <{id:int} >Ticket => patch ticket set ownerId from /id',
				'DELETE /tickets/{id}/reviewer >204 => patch ticket set reviewerId unseen',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /tickets {"title":"a","ownerId":1} > 201 {"id":1,"ownerId":1}',
			'PUT /tickets/1/assignee {"userId":2} > 200 {"title":"a","assignee_id":2,"ownerId":1}',
			'POST /tickets/1/assign {"user_id":3} > 204',
			'GET /tickets/1 > 200 {"title":"a","assignee_id":3}',
			'POST /tickets/1/owner {"id":7} > 200 {"id":1,"ownerId":7}',
			'DELETE /tickets/1/reviewer > 204',
			'GET /tickets/1 > 200 {"reviewerId":null}',
			'PUT /tickets/9/assignee {"userId":2} > 404',
		],
	],
	[
		'but not by more than that, nor where it can not be taken back',
		{
			lines: [
				...TICKETS,
				'PUT /tickets/{id}/assignee <{userId:int,note} >Ticket => read ticket',
				'DELETE /tickets/{id}/owner >204 => read ticket unseen',
				'POST /tickets/{id}/share <{userId:int} >204 => read ticket unseen',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /tickets {"title":"a","ownerId":1} > 201',
			'DELETE /tickets/1/owner > 204',
			'GET /tickets/1 > 200 {"ownerId":1}',
		],
	],
])('point to another one %s', async (_title, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
