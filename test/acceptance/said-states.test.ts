// Which of the states that an entity may have an action leads to, where its verb is no form of it: by the usual meaning, or by what is said of the operation.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const BASE = ['POST /docs <{title} >201 Doc => create doc', 'GET /docs/{id} >Doc => read doc'];
const STATES = 'draft,in_review,approved,void';
const SCHEMAS = { Doc: '{id:int,title,status:draft|in_review|approved|void}' };
const say = (description: string): Sketch['more'] => ({ 'POST /docs/{id}/advance': { description } });
const to = (state: string): Sketch['lines'] => [
	...BASE,
	`POST /docs/{id}/advance <{note} >Doc => move doc to ${state} from ${STATES}`,
];
const MADE: Call = 'POST /docs {"title":"a"} > 201 {"id":1,"status":"draft"}';
const advanced = (state: string): Call[] => [
	MADE,
	`POST /docs/1/advance {"note":"n"} > 200 {"id":1,"title":"a","status":"${state}"}`,
	`GET /docs/1 > 200 {"status":"${state}"}`,
];

it.each<[string, Sketch, Call[]]>([
	[
		'as the word itself, and as what is no longer over',
		{
			lines: [
				'POST /calls <{title} >201 Call => create call',
				'GET /calls/{id} >Call => read call',
				'POST /calls/{id}/no-show >Call => move call to NO_SHOW from OPEN,CLOSED,NO_SHOW',
				'PUT /calls/{id}/closed >Call => move call to CLOSED from OPEN,CLOSED,NO_SHOW set closedAt',
				'POST /calls/{id}/reopen >Call => move call to OPEN from OPEN,CLOSED,NO_SHOW set closedAt',
				'POST /calls/{id}/high >Call => read call',
			],
			schemas: { Call: '{id:int,title,status:OPEN|CLOSED|NO_SHOW,priority:high|low,closedAt:moment}' },
		},
		[
			'POST /calls {"title":"a"} > 201 {"id":1,"status":"OPEN","closedAt":null}',
			'POST /calls/1/no-show > 200 {"status":"NO_SHOW"}',
			'PUT /calls/1/closed > 200 {"status":"CLOSED","closedAt":"2026-06-01T09:00:00.000Z"}',
			'POST /calls/1/reopen > 200 {"status":"OPEN","closedAt":null}',
			'GET /calls/1 > 200 {"status":"OPEN","closedAt":null}',
		],
	],
	[
		'as it is usually meant',
		{
			lines: [
				...BASE,
				`POST /docs/{id}/submit >Doc => move doc to in_review from ${STATES}`,
				`POST /docs/{id}/void <{reason} >Doc => move doc to void from ${STATES}`,
			],
			schemas: SCHEMAS,
		},
		[
			MADE,
			'POST /docs/1/submit > 200 {"status":"in_review"}',
			'POST /docs/1/void {"reason":"x"} > 200 {"status":"void"}',
			'GET /docs/1 > 200 {"status":"void"}',
		],
	],
	[
		'as what it becomes',
		{ lines: to('in_review'), schemas: SCHEMAS, more: say('Transitions a draft document to in_review status.') },
		advanced('in_review'),
	],
	[
		'as a state that is quoted',
		{ lines: to('approved'), schemas: SCHEMAS, more: say('From `in_review` it goes to `approved`.') },
		advanced('approved'),
	],
	[
		'as what the status is set to',
		{ lines: to('approved'), schemas: SCHEMAS, more: say('Sets the status to approved and tells everybody.') },
		advanced('approved'),
	],
	[
		'not as a word of a sentence, nor as one of several',
		{
			lines: [
				...BASE,
				'POST /docs/{id}/advance <{note} >Doc => read doc',
				'POST /docs/{id}/next <{note} >Doc => read doc',
				'POST /docs/{id}/change <{status:draft|in_review|approved|void} >Doc => patch doc',
			],
			schemas: SCHEMAS,
			more: {
				...say('Sends it to approved suppliers, whatever its status.'),
				'POST /docs/{id}/next': { description: 'Changes the status to in_review or to approved status.' },
				'POST /docs/{id}/change': { description: 'Changes the status, e.g. sets the status to approved.' },
			},
		},
		['POST /docs {"title":"a"} > 201', 'POST /docs/1/change {"status":"void"} > 200 {"status":"void"}'],
	],
])('%s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
