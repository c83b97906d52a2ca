// Lists that the document never answers empty.

import { it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { makeDocument } from '../spec/read/documents.ts';
import { playDocument } from './play-sketch.ts';

const NOTE = { type: 'object', properties: { id: { type: 'integer' }, text: { type: 'string' } } };
const content = { 'application/json': { schema: NOTE } };

function drawNotes(minItems: number, ...refusals: string[]): JsonObject {
	const refused = Object.fromEntries(refusals.map((status) => [status, { description: status }]));
	const names = ['page', 'limit', 'text'];
	const list = { type: 'array', minItems, items: NOTE };
	return makeDocument({
		'/notes': {
			get: {
				parameters: names.map((name) => ({
					name,
					in: 'query',
					schema: { type: name === 'text' ? 'string' : 'integer' },
				})),
				responses: { 200: { description: 'ok', content: { 'application/json': { schema: list } } }, ...refused },
			},
			post: { requestBody: { content }, responses: { 201: { description: 'ok', content } } },
		},
		'/notes/{id}': { get: { responses: { 200: { description: 'ok', content } } } },
	});
}

const MADE = 'POST /notes {"text":"a"} > 201';

it.each<[string, JsonObject, string[]]>([
	[
		'the 404 of the document',
		drawNotes(1, '404', '400'),
		[
			'GET /notes > 404',
			MADE,
			'GET /notes > 200 [{"id":1}]',
			'GET /notes?page=9&limit=1 > 404',
			'GET /notes?text=b > 404',
		],
	],
	['its 400', drawNotes(1, '400'), [MADE, 'GET /notes?page=9&limit=1 > 400']],
	['its 422', drawNotes(1, '422'), [MADE, 'GET /notes?page=9&limit=1 > 422']],
	['what stands for all others', drawNotes(1, 'default'), [MADE, 'GET /notes?page=9&limit=1 > 404']],
	['none that is documented', drawNotes(1), [MADE, 'GET /notes?page=9&limit=1 > 404']],
	[
		'a list that may be empty',
		drawNotes(0, '404'),
		['GET /notes > 200 []', MADE, 'GET /notes?page=9&limit=1 > 200 []'],
	],
])('%s', async (_name, document, calls) => {
	await playDocument(document, calls);
});
