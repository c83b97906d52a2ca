// What there is one of and a POST makes: `POST /me/wallet` that answers 201, read and taken away at the same path.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const NOT_FOUND = { description: 'There is none' };
const shows = (name: string) => ({
	200: { description: '', content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } },
	404: NOT_FOUND,
});
const TEAMS = ['POST /teams <{name} >201 Team => create team', 'GET /teams/{id} >Team => read team'];

it.each<[string, Sketch, Call[]]>([
	[
		'is not there before, where its GET may answer 404, and is again what is made last',
		{
			lines: [
				'GET /me/wallet >Wallet => read wallet by wallet',
				'POST /me/wallet <{address,signature,message} >201 Wallet => replace wallet by wallet or new',
				'DELETE /me/wallet >204 => delete wallet by wallet',
			],
			schemas: { Wallet: '{address,chain:int}' },
			more: { 'GET /me/wallet': { responses: shows('Wallet') } },
		},
		[
			'GET /me/wallet > 404',
			'POST /me/wallet {"address":"0x1","signature":"s","message":"m"} > 201 {"address":"0x1"}',
			'GET /me/wallet > 200 {"address":"0x1"}',
			'POST /me/wallet {"address":"0x2","signature":"s","message":"m"} > 201 {"address":"0x2"}',
			'GET /me/wallet > 200 {"address":"0x2"}',
			'DELETE /me/wallet > 204',
			'GET /me/wallet > 404',
		],
	],
	[
		'is one for each of what it stands below, in an envelope too',
		{
			lines: [
				'GET /teams/{id}/badge >{data:Badge} => read badge by badge at /data',
				'POST /teams/{id}/badge <{label} >201 {data:Badge} => replace badge by badge at /data or new',
				'PATCH /teams/{id}/badge <{color} >{data:Badge} => patch badge by badge at /data',
				...TEAMS,
			],
			schemas: { Team: '{id:int,name}', Badge: '{label,color}' },
			more: {},
		},
		[
			'POST /teams {"name":"a"} > 201',
			'POST /teams {"name":"b"} > 201',
			'POST /teams/1/badge {"label":"one"} > 201 {"data":{"label":"one"}}',
			'POST /teams/2/badge {"label":"two"} > 201',
			'PATCH /teams/1/badge {"color":"red"} > 200',
			'GET /teams/1/badge > 200 {"data":{"label":"one","color":"red"}}',
			'GET /teams/2/badge > 200 {"data":{"label":"two"}}',
			'POST /teams/3/badge {"label":"x"} > 404',
		],
	],
	[
		'is whole, though what is sent is shown one level deeper, or nothing of it is',
		{
			lines: [
				'GET /me/check-in >Check => read check-in by check-in',
				'POST /me/check-in <{lat:num} >201 Check => replace check-in by check-in or new',
				'GET /session >Session => read session by session',
				'POST /session <{code} >201 Session => replace session by session or new',
				'DELETE /session >204 => delete session by session',
			],
			schemas: { Check: '{id:int,place:{lat:num}}', Session: '{id:int,name}' },
		},
		[
			'POST /me/check-in {"lat":5} > 201 {"place":{"lat":5}}',
			'GET /me/check-in > 200 {"place":{"lat":5}}',
			'POST /session {"code":"x"} > 201',
			'GET /session > 200',
			'DELETE /session > 204',
			'GET /session > 404',
		],
	],
])('what there is one of and a POST makes %s', async (_name, sketch, calls) => {
	const found = await inferSketch(sketch);
	expect(found.effects).toEqual(found.expected);
	await playSketch(sketch, calls);
});

it.each<[string, string[]]>([
	['many, by its plural', ['GET /me/wallets >Wallet => none', 'POST /me/wallets <{address} >201 Wallet => none']],
	[
		'many, as it is read by its key elsewhere',
		[
			'GET /me/wallet >Wallet => none',
			'POST /me/wallet <{address} >201 Wallet => create wallet',
			'GET /wallets/{address} >Wallet => read wallet',
		],
	],
	['an account', ['GET /account >Wallet => none', 'POST /account <{address,password} >201 Wallet => none']],
])('none of those is %s', async (_name, lines) => {
	const found = await inferSketch({ lines, schemas: { Wallet: '{address,chain:int}' } });
	expect(found.effects).toEqual(found.expected);
});
