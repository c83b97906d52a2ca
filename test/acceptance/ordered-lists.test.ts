// Collections that are put in order: `PUT /cards/order` with the keys, `POST /cards/reorder` with the place of each.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const LINES = [
	'POST /cards <{title,position:int} >201 Card => create card',
	'GET /cards ?sort >[Card] => list card',
	'GET /cards/{id} >Card => read card',
];
const CARD = { Card: '{id:int,title,position:int}' };
const MADE: Call[] = ['a', 'b', 'c'].map((title) => `POST /cards {"title":"${title}"} > 201`);

it.each<[string, Sketch, Call[]]>([
	[
		'by their keys: a list shows them so, whatever else it is asked for, and a new one comes last',
		{ lines: [...LINES, 'PUT /cards/order <{ids:[int]} >204 => patch card every unseen many'], schemas: CARD },
		[
			...MADE,
			'GET /cards > 200 [{"id":1,"position":0},{"id":2,"position":1},{"id":3,"position":2}]',
			'PUT /cards/order {"ids":[3,1,2]} > 204',
			'GET /cards > 200 [{"id":3,"position":0},{"id":1,"position":1},{"id":2,"title":"b","position":2}]',
			'GET /cards?sort=-title > 200 [{"id":3},{"id":2},{"id":1}]',
			'PUT /cards/order {"ids":[1,9]} > 404',
			'PUT /cards/order {"ids":[2,1,2]} > 400',
			'PUT /cards/order {"ids":[]} > 204',
			'GET /cards > 200 [{"id":3},{"id":1},{"id":2}]',
			'POST /cards {"title":"d"} > 201 {"id":4,"position":3}',
			'POST /cards {"title":"e","position":0} > 201 {"id":5,"position":0}',
			'GET /cards > 200 [{"id":3},{"id":5},{"id":1},{"id":2},{"id":4}]',
		],
	],
	[
		'by a list of any name, or a bare one',
		{
			lines: [
				...LINES,
				'POST /cards/reorder <{orderedIds:[int]} >204 => patch card every unseen many',
				'PATCH /cards/positions <[int] >204 => patch card every unseen many',
				'PUT /cards/sort <[int] >[Card] => patch card every at /0 many',
			],
			schemas: { Card: '{id:int,title,sort_order:int}' },
		},
		[
			...MADE,
			'PUT /cards/sort [3,1,2] > 200 [{"id":3,"title":"c","sort_order":0},{"id":1},{"id":2}]',
			'PUT /cards/sort [3,3,1] > 400',
			'POST /cards/reorder {"orderedIds":[2,3,1]} > 204',
			'GET /cards > 200 [{"id":2,"sort_order":0},{"id":3},{"id":1}]',
			'PATCH /cards/positions [1,2] > 204',
			'GET /cards > 200 [{"id":1,"sort_order":0},{"id":2,"sort_order":1},{"id":3,"sort_order":1}]',
		],
	],
	[
		'by the place of each, which is no whole card',
		{
			lines: [
				...LINES,
				'PUT /cards/reorder <{cards:[{id:int,position:int}]} >204 => patch card by $request.body#/cards/0/id from /cards/0 unseen many',
			],
			schemas: CARD,
		},
		[
			...MADE,
			'PUT /cards/reorder {"cards":[{"id":1,"position":7},{"id":3,"position":0}]} > 204',
			'GET /cards > 200 [{"id":3,"title":"c","position":0},{"id":2,"title":"b","position":1},{"id":1,"title":"a","position":7}]',
		],
	],
])('a collection is put in order %s', async (_name, sketch, calls) => {
	const found = await inferSketch(sketch);
	expect(found.effects).toEqual(found.expected);
	await playSketch(sketch, calls);
});
