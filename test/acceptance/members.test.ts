// Members with a role: who belongs to what, named by the key of a user that is sent.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const USERS = [
	'POST /users <{name} >201 User => create user',
	'GET /users >[User] => list user',
	'GET /users/{userId} >User => read user',
];
const TEAMS = ['POST /teams <{name} >201 Team => create team', 'GET /teams/{teamId} >Team => read team'];
const BASE = { User: '{id:int,name}', Team: '{id:int,name}' };
const MADE: Call[] = [
	'POST /users {"name":"ann"} > 201',
	'POST /users {"name":"bob"} > 201',
	'POST /teams {"name":"t"} > 201',
	'POST /teams {"name":"u"} > 201',
];

it.each<[string, Sketch, Call[]]>([
	[
		'shown with the user in them and a key of their own, are named by the key of the user',
		{
			lines: [
				...USERS,
				...TEAMS,
				'GET /teams/{teamId}/members >{items:[Member],total:int} => list member at /items below team',
				'POST /teams/{teamId}/members <{userId:int,role} >201 Member => create member set /user/id',
				'PATCH /teams/{teamId}/members/{userId} <{role} >Member => patch member',
				'DELETE /teams/{teamId}/members/{userId} >204 => delete member',
			],
			schemas: { ...BASE, Member: '{id:int,role,user:User}' },
		},
		[
			...MADE,
			'POST /teams/1/members {"userId":2,"role":"admin"} > 201 {"role":"admin","user":{"id":2,"name":"bob"}}',
			'POST /teams/2/members {"userId":2,"role":"guest"} > 201',
			'GET /teams/1/members > 200 {"items":[{"role":"admin","user":{"id":2,"name":"bob"}}],"total":1}',
			'PATCH /teams/1/members/2 {"role":"owner"} > 200 {"role":"owner","user":{"id":2,"name":"bob"}}',
			'DELETE /teams/1/members/1 > 404',
			'DELETE /teams/1/members/2 > 204',
			'GET /teams/1/members > 200 {"items":[],"total":0}',
			'GET /teams/2/members > 200 {"items":[{"role":"guest"}]}',
		],
	],
	[
		'of whom nothing else is known, are named so too',
		{
			lines: [
				...TEAMS,
				'GET /teams/{teamId}/members >[Member] => list member below team',
				'POST /teams/{teamId}/members <{user_id,role} >201 Member => create member set /user/id',
				'DELETE /teams/{teamId}/members/{user_id} >204 => delete member',
			],
			schemas: { Team: BASE.Team, User: '{id,name}', Member: '{role,user:User}' },
		},
		[
			'POST /teams {"name":"t"} > 201',
			'POST /teams/1/members {"user_id":"u1","role":"a"} > 201 {"user":{"id":"u1"}}',
			'GET /teams/1/members > 200 [{"role":"a","user":{"id":"u1"}}]',
			'DELETE /teams/1/members/u1 > 204',
			'GET /teams/1/members > 200 []',
		],
	],
	[
		'shown as users, are added by a PUT with a role as well',
		{
			lines: [
				...USERS,
				...TEAMS,
				'GET /teams/{teamId}/members >[User] => list user ask team_user below team',
				'POST /teams/{teamId}/members <{userId:int,role} >204 => read user by $request.body#/userId unseen add team_user below team',
				'PUT /teams/{teamId}/members/{userId} <{role} >204 => read user unseen add team_user below team',
				'DELETE /teams/{teamId}/members/{userId} >204 => read user unseen remove team_user below team',
			],
			schemas: BASE,
		},
		[
			...MADE,
			'POST /teams/1/members {"userId":2,"role":"a"} > 204',
			'PUT /teams/1/members/1 {"role":"b"} > 204',
			'PUT /teams/1/members/1 {"role":"c"} > 204',
			'PUT /teams/1/members/9 {"role":"c"} > 404',
			'GET /teams/1/members > 200 [{"id":2},{"id":1}]',
			'DELETE /teams/1/members/2 > 204',
			'GET /teams/1/members > 200 [{"id":1,"name":"ann"}]',
			'GET /users > 200 [{"id":1},{"id":2}]',
		],
	],
])('members %s', async (_name, sketch, calls) => {
	const found = await inferSketch(sketch);
	expect(found.effects).toEqual(found.expected);
	await playSketch(sketch, calls);
});
