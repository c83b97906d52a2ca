// The ends of a range that are called otherwise than the property which they are of, where only one can be meant.

import { it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { makeDocument } from '../spec/read/documents.ts';
import { playDocument } from './play-sketch.ts';

const MOMENT = { type: 'string', format: 'date-time' };
const DAY = { type: 'string', format: 'date' };
const NUMBER = { type: 'number' };

type Query = Record<string, JsonObject | [JsonObject, string]>;

function drawOrders(query: Query, properties: JsonObject): JsonObject {
	const schema = { type: 'object', properties: { id: { type: 'integer' }, ...properties } };
	const content = { 'application/json': { schema } };
	const parameters = Object.entries(query).map(([name, told]) => {
		const [schema, description] = Array.isArray(told) ? told : [told, undefined];
		return { name, in: 'query', schema, ...(description !== undefined && { description }) };
	});
	return makeDocument({
		'/orders': {
			get: {
				parameters,
				responses: {
					200: { description: 'ok', content: { 'application/json': { schema: { type: 'array', items: schema } } } },
				},
			},
			post: { requestBody: { content }, responses: { 201: { description: 'ok', content } } },
		},
		'/orders/{id}': { get: { responses: { 200: { description: 'ok', content } } } },
	});
}

const ORDER = { ordered_at: MOMENT, total_amount: NUMBER, unit_price: NUMBER };
const ROWS = ['2026-01-05', '2026-02-01', '2026-03-05'].map(
	(day, index) =>
		`POST /orders {"ordered_at":"${day}T10:00:00Z","due_on":"${day}","total_amount":${index + 1},"unit_price":${index + 1}} > 201`,
);

it.each<[string, Query, JsonObject, string, number[]]>([
	['from a day', { start_date: DAY }, ORDER, 'start_date=2026-02-01', [2, 3]],
	['to a day, with all of it', { end_date: DAY }, ORDER, 'end_date=2026-02-01', [1, 2]],
	['both', { from: MOMENT, to: MOMENT }, ORDER, 'from=2026-01-06T00:00:00Z&to=2026-03-01T00:00:00Z', [2]],
	[
		'since and until',
		{ since: MOMENT, until: MOMENT },
		ORDER,
		'since=2026-02-01T10:00:00Z&until=2026-02-01T10:00:00Z',
		[2],
	],
	['as one word', { dateFrom: DAY, dateTo: DAY }, ORDER, 'dateFrom=2026-02-01&dateTo=2026-02-01', [2]],
	[
		'after and before',
		{ after: MOMENT, before: MOMENT },
		ORDER,
		'after=2026-01-05T10:00:00Z&before=2026-03-05T10:00:00Z',
		[2],
	],
	['the number that is called so', { min_price: NUMBER, max_price: NUMBER }, ORDER, 'min_price=2&max_price=2', [2]],
	[
		'of two moments the one that is described',
		{ from: [MOMENT, 'Orders that were ordered from then on'] },
		{ ...ORDER, due_on: DAY },
		'from=2026-02-01T00:00:00Z',
		[2, 3],
	],
	[
		'of two moments none that is meant',
		{ from: MOMENT },
		{ ...ORDER, due_on: DAY },
		'from=2026-02-01T00:00:00Z',
		[1, 2, 3],
	],
	[
		'the start of the range is no property',
		{ from: [MOMENT, 'The start of the range'] },
		{ ordered_at: MOMENT, start: MOMENT, end: MOMENT },
		'from=2026-02-01T00:00:00Z',
		[1, 2, 3],
	],
	['of two numbers none', { min_price: NUMBER }, { ...ORDER, list_price: NUMBER }, 'min_price=2', [1, 2, 3]],
	['a number by another name', { min_value: NUMBER }, ORDER, 'min_value=2', [1, 2, 3]],
	['a text is no moment', { from: { type: 'string' } }, ORDER, 'from=2026-02-01', [1, 2, 3]],
	['a place in the list', { start: { type: 'integer' } }, ORDER, 'start=1', [2, 3]],
])('%s', async (_name, query, properties, asked, ids) => {
	await playDocument(drawOrders(query, properties), [
		...ROWS,
		`GET /orders?${asked} > 200 ${JSON.stringify(ids.map((id) => ({ id })))}`,
	]);
});
