// Actions on entities whose state is any text: the document's words and examples say where they lead to.

import { it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { makeDocument } from '../spec/read/documents.ts';
import { playDocument } from './play-sketch.ts';

/** Orders with this status, and what can be said of the action that cancels them. */
function drawOrders(status: JsonObject, { example, conflict, ...action }: JsonObject = {}): JsonObject {
	const order = {
		type: 'object',
		required: ['id', 'status'],
		properties: { id: { type: 'integer' }, note: { type: 'string' }, status: { type: 'string', ...status } },
	};
	const content = { 'application/json': { schema: order } };
	const shown = { 'application/json': { schema: order, ...(example !== undefined && { example }) } };
	const sent = { 'application/json': { schema: { type: 'object', properties: { note: { type: 'string' } } } } };
	return makeDocument({
		'/orders': { post: { requestBody: { content: sent }, responses: { 201: { description: 'ok', content } } } },
		'/orders/{id}': { get: { responses: { 200: { description: 'ok', content } } } },
		'/orders/{id}/cancel': {
			post: {
				...action,
				responses: {
					200: { description: 'ok', content: shown },
					...(conflict !== undefined && { 409: { description: 'It is cancelled' } }),
				},
			},
		},
	});
}

const CANCELLED = [
	'POST /orders {"note":"a"} > 201 {"id":1}',
	'POST /orders/1/cancel > 200 {"status":"cancelled"}',
	'GET /orders/1 > 200 {"status":"cancelled","note":"a"}',
];
const AS_IT_WAS = [
	'POST /orders {"note":"a"} > 201 {"status":"pending"}',
	'POST /orders/1/cancel > 200',
	'GET /orders/1 > 200 {"status":"pending"}',
];

it.each<[string, JsonObject, string[]]>([
	['a description that lists them', drawOrders({ description: 'One of pending, paid or cancelled' }), CANCELLED],
	['with bars', drawOrders({ description: 'Status: pending|paid|cancelled' }), CANCELLED],
	['quoted', drawOrders({ description: 'Is `pending` at first, `paid` or `cancelled` later.' }), CANCELLED],
	[
		'some of them',
		drawOrders({ description: 'Where it stands, e.g. paid, cancelled' }, { conflict: true }),
		[...CANCELLED, 'POST /orders/1/cancel > 200'],
	],
	[
		'all of them, and a conflict',
		drawOrders({ description: 'One of paid, pending, cancelled', example: 'pending' }, { conflict: true }),
		[
			'POST /orders {} > 201 {"status":"pending"}',
			'POST /orders/1/cancel > 200 {"status":"cancelled"}',
			'POST /orders/1/cancel > 409',
		],
	],
	['the example of the answer', drawOrders({}, { example: { id: 4, note: 'x', status: 'cancelled' } }), CANCELLED],
	['the words of the action', drawOrders({}, { summary: 'Cancels an order: its status becomes cancelled' }), CANCELLED],
	['nothing', drawOrders({ example: 'pending' }), AS_IT_WAS],
	[
		'another state',
		drawOrders({ description: 'One of pending, paid', example: 'pending' }, { example: { id: 4, status: 'pending' } }),
		AS_IT_WAS,
	],
	[
		'words that speak of something else',
		drawOrders({ example: 'pending' }, { summary: 'A cancelled order can not be paid' }),
		AS_IT_WAS,
	],
])('%s', async (_name, document, calls) => {
	await playDocument(document, calls);
});

it('a verb by itself is no state', async () => {
	const text = JSON.stringify(drawOrders({ example: 'pending' }, { summary: 'Archive an order, whatever its status' }));
	const document = JSON.parse(text.replaceAll('/cancel', '/archive')) as JsonObject;
	await playDocument(
		document,
		AS_IT_WAS.map((call) => call.replace('/cancel', '/archive')),
	);
});
