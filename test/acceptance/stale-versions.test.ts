// Optimistic locking: a change that names another version than the one that is there.

import { it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { makeDocument } from '../spec/read/documents.ts';
import { playDocument } from './play-sketch.ts';

const COUNT = { type: 'integer' };

/** Notes of which a change takes these properties, and answers so what it refuses. */
function drawNotes(
	sent: JsonObject,
	refusals: Record<string, string>,
	{ required = [] as string[], made = {} } = {},
): JsonObject {
	const note = {
		type: 'object',
		required: ['id', ...Object.keys(sent)],
		properties: { id: COUNT, title: { type: 'string' }, ...sent },
	};
	const body = (properties: JsonObject) => ({
		content: {
			'application/json': {
				schema: { type: 'object', required, properties: { title: { type: 'string' }, ...properties } },
			},
		},
	});
	const content = { 'application/json': { schema: note } };
	const refused = Object.fromEntries(
		Object.entries(refusals).map(([status, description]) => [status, { description }]),
	);
	const change = { requestBody: body(sent), responses: { 200: { description: 'ok', content }, ...refused } };
	return makeDocument({
		'/notes': {
			post: {
				requestBody: {
					content: {
						'application/json': { schema: { type: 'object', properties: { title: { type: 'string' }, ...made } } },
					},
				},
				responses: { 201: { description: 'ok', content } },
			},
		},
		'/notes/{id}': { get: { responses: { 200: { description: 'ok', content } } }, put: change, patch: change },
	});
}

const COUNTED = [
	'POST /notes {"title":"a"} > 201 {"id":1,"version":1}',
	'PUT /notes/1 {"title":"b","version":1} > 200 {"title":"b","version":2}',
	'PATCH /notes/1 {"title":"c","version":1} > REFUSED',
	'PUT /notes/1 {"title":"c","version":1} > REFUSED',
	'GET /notes/1 > 200 {"title":"b","version":2}',
	'PATCH /notes/1 {"title":"c","version":2} > 200 {"title":"c","version":3}',
];
const counted = (status: number): string[] => COUNTED.map((call) => call.replace('REFUSED', String(status)));

it.each<[string, JsonObject, string[]]>([
	[
		'a 409 that speaks of versions',
		drawNotes({ version: COUNT }, { 409: 'The version is stale' }),
		[...counted(409), 'PATCH /notes/1 {"title":"d"} > 200 {"title":"d","version":4}'],
	],
	['a 412', drawNotes({ version: COUNT }, { 412: 'Precondition failed' }), counted(412)],
	[
		'a version that must be sent, and a conflict',
		drawNotes({ version: COUNT }, { 409: 'Conflict' }, { required: ['version'] }),
		[...counted(409).map((call) => call)],
	],
	[
		'a property that says what it is for',
		drawNotes({ version: { ...COUNT, description: 'For optimistic locking' } }, { 409: 'Conflict' }),
		counted(409),
	],
	[
		'a conflict that may be any',
		drawNotes({ version: COUNT }, { 409: 'Conflict' }),
		[
			'POST /notes {"title":"a"} > 201 {"id":1}',
			'PUT /notes/1 {"title":"b","version":7} > 200 {"version":7}',
			'PUT /notes/1 {"title":"b","version":5} > 200 {"version":5}',
		],
	],
	[
		'no answer for it',
		drawNotes({ version: COUNT }, { 400: 'The version is stale' }),
		['POST /notes {"title":"a"} > 201 {"id":1}', 'PUT /notes/1 {"title":"b","version":7} > 200 {"version":7}'],
	],
	[
		'a version of something else',
		drawNotes(
			{ version: { type: 'string' } },
			{ 409: 'The title is taken' },
			{ made: { version: { type: 'string' } } },
		),
		[
			'POST /notes {"title":"a","version":"1.0"} > 201 {"version":"1.0"}',
			'PUT /notes/1 {"title":"b","version":"1.1"} > 200 {"version":"1.1"}',
		],
	],
])('%s', async (_name, document, calls) => {
	await playDocument(document, calls);
});
