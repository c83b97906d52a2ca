// Lists that are read backwards alone, as those of messages are: `?before=` without anything that leads the other way.

import { it } from 'vitest';
import type { Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const MADE: Call[] = ['a', 'b', 'c', 'd', 'e'].map((text) => `POST /messages {"text":"${text}"} > 201`);
const sketch = (query: string): Sketch => ({
	lines: [
		'POST /messages <{text} >201 Message => create message',
		`GET /messages ${query} >[Message] => list message`,
		'GET /messages/{id} >Message => read message',
		'DELETE /messages/{id} >204 => delete message',
	],
	schemas: { Message: '{id:int,text}' },
});

it.each<[string, Sketch, Call[]]>([
	[
		'the newest come first, and a client comes to all of them',
		sketch('?limit:int ?before'),
		[
			'GET /messages > 200 []',
			...MADE,
			'GET /messages?limit=2 > 200 [{"id":5},{"id":4}]',
			'GET /messages?limit=2&before=4 > 200 [{"id":3},{"id":2}]',
			'GET /messages?limit=2&before=2 > 200 [{"id":1}]',
			'GET /messages?limit=2&before=1 > 200 []',
			'GET /messages > 200 [{"id":5},{"id":4},{"id":3},{"id":2},{"id":1}]',
			'GET /messages?before=3 > 200 [{"id":2},{"id":1}]',
		],
	],
	[
		'by the greatest id that is wanted',
		sketch('?limit:int ?max_id'),
		[
			...MADE,
			'GET /messages?limit=2 > 200 [{"id":5},{"id":4}]',
			'GET /messages?limit=2&max_id=4 > 200 [{"id":3},{"id":2}]',
		],
	],
	[
		'but not where it goes both ways',
		sketch('?limit:int ?before ?after'),
		[
			...MADE,
			'GET /messages?limit=2 > 200 [{"id":1},{"id":2}]',
			'GET /messages?limit=2&after=2 > 200 [{"id":3},{"id":4}]',
			'GET /messages?limit=2&before=4 > 200 [{"id":2},{"id":3}]',
		],
	],
])('of lists that are read backwards %s', async (_name, drawn, calls) => {
	await playSketch(drawn, calls);
});
