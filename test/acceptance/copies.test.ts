// Actions that make another one of an entity: `POST /cards/7/duplicate`.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const CARD = '{id:int,title,slug,meta:{a:int},createdAt:moment}';

it.each<[string, Sketch, Call[]]>([
	[
		'with all that it has, and what is sent over that',
		{
			lines: [
				'POST /boards/{board}/cards <{title,slug,meta:{a:int}} >201 Card => create card',
				'GET /boards/{board}/cards >[Card] => list card',
				'GET /boards/{board}/cards/{id} >Card => read card',
				'POST /boards/{board}/cards/{id}/duplicate >201 Card => create card',
				'POST /boards/{board}/cards/{id}/clone <{title} >201 {data:Card} => create card at /data',
				'POST /boards/{board}/cards/{id}/copy >204 => create card unseen',
			],
			schemas: { Card: CARD },
		},
		[
			'POST /boards/b/cards {"title":"a","slug":"x","meta":{"a":3}} > 201 {"id":1}',
			'POST /boards/b/cards/1/duplicate > 201 {"id":2,"title":"a","slug":"x","meta":{"a":3}}',
			'POST /boards/b/cards/2/clone {"title":"c"} > 201 {"data":{"id":3,"title":"c","slug":"x","meta":{"a":3}}}',
			'POST /boards/b/cards/3/copy > 204',
			'GET /boards/b/cards > 200 [{"id":1},{"id":2},{"id":3},{"id":4,"title":"c"}]',
			'GET /boards/b/cards/1 > 200 {"title":"a"}',
			'POST /boards/b/cards/9/copy > 404',
			'POST /boards/c/cards/1/duplicate > 404',
			'GET /boards/c/cards > 200 []',
		],
	],
	[
		'unless its answer is of something else, or nobody makes such',
		{
			lines: [
				'POST /cards <{title} >201 Card => create card',
				'GET /cards/{id} >Card => read card',
				'POST /cards/{id}/copy >{jobId,eta} => none',
				'GET /themes >[{id,name}] => list theme',
				'GET /themes/{id} >{id,name} => read theme',
				'POST /themes/{id}/clone >{id,name} => none',
			],
			schemas: { Card: CARD },
		},
		['POST /cards {"title":"a"} > 201 {"id":1}', 'POST /cards/1/copy > 200', 'GET /cards/2 > 404'],
	],
])('make another one %s', async (_title, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
