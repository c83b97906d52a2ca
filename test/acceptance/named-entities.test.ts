// Those that a request names, and whether there is one.

import { expect, it } from 'vitest';
import { inferSketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = { User: '{id:int,email,name}' };
const USERS = [
	'POST /users <{email,name} >201 User => create user',
	'GET /users >[User] => list user',
	'GET /users/{id} >User => read user',
	'DELETE /users/{id} >204 => delete user',
];
const MADE = [
	'POST /users {"email":"a@b.c","name":"a"} > 201 {"id":1}',
	'POST /users {"email":"d@e.f","name":"b"} > 201 {"id":2}',
	'POST /users {"email":"g@h.i","name":"c"} > 201 {"id":3}',
];

it.each<[string, string[], Call[]]>([
	[
		'those of the keys in the body, in their order',
		[
			'POST /users/batchGet <{ids:[int]} >{users:[User],notFound:[int]} => list user by $request.body#/ids at /users',
			'POST /users/by-ids <[int] >[User] => list user by $request.body',
			'POST /users:lookup <{userIds:[int]} >{data:[User]} => list user by $request.body#/userIds at /data',
			'GET /users/batch ?ids:[int] >[User] => list user',
		],
		[
			'POST /users/batchGet {"ids":[3,9,1]} > 200 {"users":[{"id":3,"name":"c"},{"id":1}],"notFound":[9]}',
			'POST /users/batchGet {"ids":[]} > 200 {"users":[]}',
			'POST /users/by-ids [2,9] > 200 [{"id":2,"email":"d@e.f"}]',
			'POST /users:lookup {"userIds":[1]} > 200 {"data":[{"id":1}]}',
			'GET /users/batch?ids=2 > 200 [{"id":2}]',
		],
	],
	[
		'whether there is one of this key',
		[
			'GET /users/{id}/exists >{exists:bool} => list user by $request.path.id is there at /exists',
			'HEAD /users/{userId}/exists > => read user unseen',
			'GET /users/exists/{id} >bool => list user by $request.path.id is there',
		],
		[
			'GET /users/2/exists > 200 {"exists":true}',
			'GET /users/exists/2 > 200 true',
			'DELETE /users/2 > 204',
			'GET /users/2/exists > 200 {"exists":false}',
			'GET /users/exists/2 > 200 false',
		],
	],
	[
		'whether there is one with this property, or it is free',
		[
			'GET /users/exists ?email! >{data:{exists:bool}} => list user is there at /data/exists',
			'GET /users/email-available ?email! >{available:bool,message} => list user is free at /available',
			'POST /users/check-name <{name} >{isTaken:bool} => list user is there at /isTaken',
			'GET /users/check-email/{email} >{success:bool,available:bool} => list user with email=path.email is free at /available',
			'GET /users/check ?strange! >{exists:bool} => none',
		],
		[
			'GET /users/exists?email=a@b.c > 200 {"data":{"exists":true}}',
			'GET /users/exists?email=x@b.c > 200 {"data":{"exists":false}}',
			'GET /users/email-available?email=a@b.c > 200 {"available":false}',
			'GET /users/email-available?email=x@b.c > 200 {"available":true}',
			'POST /users/check-name {"name":"b"} > 200 {"isTaken":true}',
			'POST /users/check-name {"name":"x"} > 200 {"isTaken":false}',
			'GET /users/check-email/a@b.c > 200 {"available":false,"success":true}',
			'GET /users/check-email/x@b.c > 200 {"available":true,"success":true}',
		],
	],
])('%s', async (_name, lines, calls) => {
	const sketch = { lines: [...USERS, ...lines], schemas: SCHEMAS };
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, [...MADE, ...calls]);
});

it('a documented 404 is the answer of a key that is not there', async () => {
	const answers = { 200: { description: '' }, 404: { description: '' } };
	const users = { type: 'array', items: { $ref: '#/components/schemas/User' } };
	const some = {
		200: { description: '', content: { 'application/json': { schema: users } } },
		404: { description: '' },
	};
	const more = { 'HEAD /users/{id}/exists': { responses: answers }, 'POST /users/batch-get': { responses: some } };
	const lines = [...USERS, 'HEAD /users/{id}/exists > => none', 'POST /users/batch-get <{ids:[int]} >[User] => none'];
	await playSketch({ lines, schemas: SCHEMAS, more }, [
		...MADE,
		'HEAD /users/2/exists > 200',
		'HEAD /users/9/exists > 404',
		'POST /users/batch-get {"ids":[1,9]} > 404',
		'POST /users/batch-get {"ids":[2,1]} > 200 [{"id":2},{"id":1}]',
	]);
});
