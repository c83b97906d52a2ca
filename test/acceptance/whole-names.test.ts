// Names of people that are told in parts and shown as a whole, and the other way round.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const users = (sent: string, shown: string): Sketch => ({
	lines: [
		`POST /users <${sent} >201 User => create user`,
		'GET /users/{id} >User => read user',
		`PATCH /users/{id} <${sent} >User => patch user`,
		`PUT /users/{id} <${sent} >User => replace user`,
	],
	schemas: { User: shown },
});

it.each<[string, Sketch, Call[]]>([
	[
		'is made of its parts, and follows them until it is told',
		users('{firstName,lastName,full_name}', '{id:int,firstName,lastName,full_name}'),
		[
			'POST /users {"firstName":"Ada","lastName":"Lovelace"} > 201 {"id":1,"full_name":"Ada Lovelace"}',
			'PATCH /users/1 {"lastName":"King"} > 200 {"full_name":"Ada King"}',
			'PATCH /users/1 {"full_name":"Countess"} > 200 {"firstName":"Ada","full_name":"Countess"}',
			'PATCH /users/1 {"lastName":"Byron"} > 200 {"lastName":"Byron","full_name":"Countess"}',
			'PUT /users/1 {"firstName":"Mary","lastName":"Shelley"} > 200 {"full_name":"Mary Shelley"}',
			'POST /users {"firstName":"A","lastName":"B","full_name":"C"} > 201 {"full_name":"C"}',
		],
	],
	[
		'follows a change of one part, which can tell no other',
		{
			lines: [
				'POST /users <{firstName!,lastName!} >201 User => create user',
				'GET /users/{id} >User => read user',
				'PUT /users/{id} <{firstName!,email} >User => replace user',
				'PATCH /users/{id} <{lastName} >User => patch user',
			],
			schemas: { User: '{id:int,firstName,lastName,fullName,email}' },
		},
		[
			'POST /users {"firstName":"Ada","lastName":"Lovelace"} > 201 {"fullName":"Ada Lovelace"}',
			'PUT /users/1 {"firstName":"Bob"} > 200 {"firstName":"Bob","lastName":"Lovelace","fullName":"Bob Lovelace"}',
			'PATCH /users/1 {"lastName":"Hope"} > 200 {"fullName":"Bob Hope"}',
		],
	],
	[
		'is shown alone',
		users('{given_name,surname}', '{id:int,name}'),
		[
			'POST /users {"given_name":"Ada","surname":"Lovelace"} > 201 {"id":1,"name":"Ada Lovelace"}',
			'GET /users/1 > 200 {"name":"Ada Lovelace"}',
			'PATCH /users/1 {"given_name":"Ada","surname":"King"} > 200 {"name":"Ada King"}',
		],
	],
	[
		'is in parts for who tells the whole',
		users('{name}', '{id:int,first_name,last_name}'),
		[
			'POST /users {"name":"Ada\\u0020King\\u0020Lovelace"} > 201 {"id":1,"first_name":"Ada","last_name":"King Lovelace"}',
			'PATCH /users/1 {"name":"Mary\\u0020Shelley"} > 200 {"first_name":"Mary","last_name":"Shelley"}',
			'POST /users {"name":"Plato"} > 201 {"id":2}',
		],
	],
	[
		'is made one level deeper, too',
		users('{contact:{firstName,lastName}}', '{id:int,contact:{firstName,lastName,fullName}}'),
		[
			'POST /users {"contact":{"firstName":"Ada","lastName":"Lovelace"}} > 201 {"id":1,"contact":{"fullName":"Ada Lovelace"}}',
			'POST /users {"contact":{"firstName":"Ada","lastName":"L","fullName":"A"}} > 201 {"contact":{"fullName":"A"}}',
		],
	],
	[
		'of a hundred thousand spaces keeps nobody waiting',
		users('{name}', '{id:int,first_name,last_name}'),
		[`POST /users {"name":"a\\u0020b${'\\u0020'.repeat(100_000)}c"} > 201 {"first_name":"a"}`],
	],
	[
		'that does not fit is left to the mock',
		users('{first_name,last_name}', '{id:int,name!:owner|guest}'),
		['POST /users {"first_name":"Ada","last_name":"Lovelace"} > 201 {"id":1}'],
	],
])('a whole name %s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
