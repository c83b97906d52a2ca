// Whether a new thing is of use: `is_active` of a user.

import { it } from 'vitest';
import { type Call, playSketch } from './play-sketch.ts';

const MADE = ['POST /users <{email!} >201 User => create user', 'GET /users/{id} >User => read user'];
const ACTIVE = '{id!:int,email!,is_active!:bool,verified!:bool}';

it.each<[string, string[], string, Call[]]>([
	[
		'it is where only changes send it',
		['PUT /users/{id} <{email,is_active:bool} >User => replace user', 'GET /users/active >[User] => list user'],
		ACTIVE,
		[
			'POST /users {"email":"a"} > 201 {"is_active":true,"verified":false}',
			'GET /users/active > 200 [{"id":1}]',
			'PUT /users/1 {"email":"b"} > 200 {"is_active":true}',
			'PUT /users/1 {"is_active":false} > 200 {"is_active":false}',
			'GET /users/active > 200 []',
		],
	],
	[
		'it is also where answers may leave it out',
		['PATCH /users/{id} <{email,is_active:bool} >User => patch user'],
		'{id!:int,email!,is_active:bool,verified:bool}',
		[
			'POST /users {"email":"a"} > 201 {"is_active":true}',
			'PATCH /users/1 {"is_active":false} > 200 {"is_active":false}',
			'PATCH /users/1 {"email":"b"} > 200 {"is_active":false}',
		],
	],
	[
		'it is not where it must be activated first',
		['POST /users/{id}/activate >User => patch user set is_active'],
		ACTIVE,
		['POST /users {"email":"a"} > 201 {"is_active":false}', 'POST /users/1/activate > 200 {"is_active":true}'],
	],
	[
		'it is not for what it has inside',
		[],
		'{id!:int,email!,mfa!:{enabled!:bool,method!}}',
		['POST /users {"email":"a"} > 201 {"mfa":{"enabled":false}}'],
	],
	[
		'it is where it may also be taken out of use',
		[
			'POST /users/{id}/activate >User => patch user set is_active',
			'POST /users/{id}/deactivate >User => patch user set is_active',
		],
		ACTIVE,
		['POST /users {"email":"a"} > 201 {"is_active":true}', 'POST /users/1/deactivate > 200 {"is_active":false}'],
	],
])('%s', async (_what, lines, User, calls) => {
	await playSketch({ lines: [...MADE, ...lines], schemas: { User } }, calls);
});
