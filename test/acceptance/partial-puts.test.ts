// A PUT that needs not be whole: it requires nothing of what a create requires, and no PATCH is there for that.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const LINES = [
	'POST /notes <{title!,text!,tags:[text]} >201 Note => create note',
	'GET /notes/{id} >Note => read note',
];
const NOTE = { Note: '{id:int,title,text,tags:[text]}' };
const MADE = 'POST /notes {"title":"a","text":"b","tags":["c"]} > 201';

it.each<[string, Sketch, Call[]]>([
	[
		'keeps what is not sent',
		{ lines: [...LINES, 'PUT /notes/{id} <{title,text,tags:[text]} >Note => patch note'], schemas: NOTE },
		[
			MADE,
			'PUT /notes/1 {"text":""} > 200 {"title":"a","text":"","tags":["c"]}',
			'PUT /notes/1 {"tags":[]} > 200',
			'GET /notes/1 > 200 {"title":"a","text":"","tags":[]}',
		],
	],
	[
		'keeps it in an envelope too',
		{
			lines: [
				'POST /notes <{note!:{title!,text}} >201 {note:Note} => create note from /note at /note',
				'GET /notes/{id} >{note:Note} => read note at /note',
				'PUT /notes/{id} <{note!:{title,text}} >{note:Note} => patch note from /note at /note',
			],
			schemas: NOTE,
		},
		[
			'POST /notes {"note":{"title":"a","text":"b"}} > 201',
			'PUT /notes/1 {"note":{"title":"c"}} > 200 {"note":{"title":"c","text":"b"}}',
		],
	],
	[
		'is another one than that which a PATCH stands beside',
		{
			lines: [
				...LINES,
				'PUT /notes/{id} <{title,text} >Note => replace note',
				'PATCH /notes/{id} <{title,text} >Note => patch note',
			],
			schemas: NOTE,
		},
		[MADE, 'PUT /notes/1 {"title":"c"} > 200', 'PATCH /notes/1 {"text":"d"} > 200 {"title":"c","text":"d"}'],
	],
	[
		'is another one than that which requires what a create does',
		{ lines: [...LINES, 'PUT /notes/{id} <{title!,text} >Note => replace note'], schemas: NOTE },
		[MADE, 'PUT /notes/1 {"text":"d"} > 400'],
	],
])('a PUT that needs not be whole %s', async (_name, sketch, calls) => {
	const found = await inferSketch(sketch);
	expect(found.effects).toEqual(found.expected);
	await playSketch(sketch, calls);
});
