// What takes a mark away is no move to a state, where the state says nothing of the mark.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const MADE = ['POST /users <{email!} >201 User => create user', 'GET /users/{id} >User => read user'];

it.each<[string, string[], string, Call[]]>([
	[
		'a flag beside the status',
		['POST /users/{id}/lock >User => patch user set locked', 'POST /users/{id}/unlock >User => patch user set locked'],
		'{id!:int,email!,status!:pending|active|gone,locked!:bool}',
		[
			'POST /users/1/lock > 200 {"status":"pending","locked":true}',
			'POST /users/1/unlock > 200 {"status":"pending","locked":false}',
		],
	],
	[
		'a moment beside the status',
		[
			'POST /users/{id}/ban >User => patch user set bannedAt',
			'POST /users/{id}/unban >User => patch user set bannedAt',
		],
		'{id!:int,email!,status!:pending|active|gone,bannedAt:moment}',
		['POST /users/1/ban > 200 {"status":"pending"}', 'POST /users/1/unban > 200 {"status":"pending","bannedAt":null}'],
	],
	[
		'a status of its own, which is one',
		[
			'POST /users/{id}/ban >User => move user to banned from pending,active,banned set bannedAt',
			'POST /users/{id}/unban >User => move user to active from pending,active,banned set bannedAt',
		],
		'{id!:int,email!,status!:pending|active|banned,bannedAt:moment}',
		['POST /users/1/ban > 200 {"status":"banned"}', 'POST /users/1/unban > 200 {"status":"active","bannedAt":null}'],
	],
])('%s', async (_what, lines, User, calls) => {
	const sketch: Sketch = { lines: [...MADE, ...lines], schemas: { User } };
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, ['POST /users {"email":"a"} > 201 {"id":1}', ...calls]);
});
