// Entities whose only path is that of their kind: the query says which one is meant.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

it.each<[string, Sketch, Call[]]>([
	[
		'made by a POST',
		{
			lines: [
				'POST /api/user <{email!} >User => create user',
				'GET /api/user ?userId! >User => read user by $request.query.userId',
				'PUT /api/user <{userId:int,email!} >User => replace user by $request.body#/userId',
				'DELETE /api/user ?userId! >204 => delete user by $request.query.userId',
			],
			schemas: { User: '{userId:int,email!}' },
		},
		[
			'POST /api/user {"email":"a"} > 200 {"userId":1,"email":"a"}',
			'POST /api/user {"email":"b"} > 200 {"userId":2,"email":"b"}',
			'PUT /api/user {"userId":1,"email":"c"} > 200 {"userId":1,"email":"c"}',
			'GET /api/user?userId=1 > 200 {"userId":1,"email":"c"}',
			'DELETE /api/user?userId=1 > 204',
			'GET /api/user?userId=1 > 404',
			'GET /api/user?userId=2 > 200 {"userId":2,"email":"b"}',
			'GET /api/user > 400',
		],
	],
	[
		'or by a PUT',
		{
			lines: [
				'PUT /docs ?key! <{text!} >Doc => replace doc by $request.query.key or new',
				'GET /docs ?key! >Doc => read doc by $request.query.key',
				'DELETE /docs ?key! >204 => delete doc by $request.query.key',
			],
			schemas: { Doc: '{key!,text!}' },
		},
		[
			'GET /docs?key=a > 404',
			'PUT /docs?key=a {"text":"x"} > 200 {"key":"a","text":"x"}',
			'PUT /docs?key=a {"text":"y"} > 200 {"key":"a","text":"y"}',
			'GET /docs?key=a > 200 {"key":"a","text":"y"}',
			'DELETE /docs?key=a > 204',
			'GET /docs?key=a > 404',
		],
	],
])('is known by it: %s', async (_case, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('what nothing makes or changes is no state', async () => {
	const { effects, expected } = await inferSketch({
		lines: ['GET /weather ?code! >{code,temperature:num} => none'],
	});
	expect(effects).toEqual(expected);
});
