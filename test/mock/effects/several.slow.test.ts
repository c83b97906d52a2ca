// Several effects of one operation, one for each element of a list, and the parent that moves when all of its children have.

import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { objectOf, serve, text } from './collection.ts';
import { declare } from './declared.ts';

const LINE = objectOf({ dish: text, ticket_id: text, seat_id: text });
const ORDER = objectOf({ order_id: text, status: text, kind: text, lines: { type: 'array', items: LINE } });
const TICKET = objectOf({ ticket_id: text, order_id: text, dish: text, status: text, seat_id: text });
const key = '$request.path.ticket_id';
const stated = (states: string[]): JsonObject => ({
	state: 'status',
	initial: states[0] ?? '',
	states: Object.fromEntries(states.map((state) => [state, {}])),
});
const DOCUMENT = declare(
	{
		order: { key: 'order_id', scope: ['shop'], ...stated(['OPEN', 'SERVED']) },
		ticket: { key: 'ticket_id', scope: ['shop'], ...stated(['COOKING', 'DONE']) },
		seat: { key: 'seat_id', scope: ['shop'] },
	},
	{
		'POST /{shop}/orders': {
			effect: [
				{ create: 'order' },
				{
					create: 'seat',
					each: '$entity#/lines',
					if: { '$request.body#/kind': 'table' },
					set: { order_id: '$entity#/order_id' },
					link: { '/lines/*/seat_id': 'seat_id' },
				},
				{
					create: 'ticket',
					each: '$entity#/lines',
					set: { order_id: '$entity#/order_id', seat_id: '$element#/seat_id' },
					link: { '/lines/*/ticket_id': 'ticket_id' },
				},
			],
			sent: objectOf({ kind: text, lines: { type: 'array', items: objectOf({ dish: text }) } }),
			shown: ORDER,
		},
		'GET /{shop}/orders/{order_id}': { effect: { read: 'order', key: '$request.path.order_id' }, shown: ORDER },
		'GET /{shop}/tickets/{ticket_id}': { effect: { read: 'ticket', key }, shown: TICKET },
		'GET /{shop}/seats': {
			effect: { list: 'seat' },
			shown: { type: 'array', items: objectOf({ seat_id: text, dish: text }) },
		},
		'POST /{shop}/tickets/{ticket_id}/done': {
			effect: [
				{ move: 'ticket', key, from: ['COOKING'], to: 'DONE' },
				{
					move: 'order',
					key: '$entity#/order_id',
					from: ['OPEN'],
					to: 'SERVED',
					unless: [{ resource: 'ticket', where: { order_id: '$entity#/order_id', status: { not: 'DONE' } } }],
				},
			],
			statuses: [204, 404, 409],
		},
	},
);

type Order = { order_id: string; lines: { ticket_id: string; seat_id?: string }[] };

describe('several effects of one operation', () => {
	test('make one of each element, tell the first, and see what those before have told', async () => {
		const { send, read } = await serve(DOCUMENT);
		const lines = [{ dish: 'soup' }, { dish: 'cake' }];
		const made = await send('POST', '/a/orders', { kind: 'table', lines });
		const order = made.json as Order;
		expect(made.json).toMatchObject({ status: 'OPEN', lines });
		expect(await read(`/a/orders/${order.order_id}`)).toEqual(made.json);
		for (const [index, { ticket_id, seat_id }] of order.lines.entries()) {
			expect(await read(`/a/tickets/${ticket_id}`)).toEqual({
				ticket_id,
				seat_id,
				order_id: order.order_id,
				status: 'COOKING',
				dish: lines[index]?.dish,
			});
		}
		expect(await read('/a/seats')).toEqual(order.lines.map(({ seat_id }, index) => ({ seat_id, ...lines[index] })));
	});

	test('one whose condition does not hold is left out', async () => {
		const { send, read } = await serve(DOCUMENT);
		const order = (await send('POST', '/a/orders', { kind: 'counter', lines: [{ dish: 'soup' }] })).json as Order;
		expect(order.lines).toEqual([{ dish: 'soup', ticket_id: expect.any(String) }]);
		expect(await read('/a/seats')).toEqual([]);
		expect(((await send('POST', '/a/orders', {})).json as Order).lines).toBeUndefined();
	});

	test('the parent moves when all of its children have', async () => {
		const { send, read } = await serve(DOCUMENT);
		const other = (await send('POST', '/a/orders', { lines: [{ dish: 'tea' }] })).json as Order;
		const { order_id, lines } = (await send('POST', '/a/orders', { lines: [{ dish: 'soup' }, { dish: 'cake' }] }))
			.json as Order;
		const finish = (index: number) => send('POST', `/a/tickets/${lines[index]?.ticket_id}/done`);
		expect((await finish(1)).status).toBe(204);
		expect(await read(`/a/orders/${order_id}`)).toMatchObject({ status: 'OPEN' });
		expect((await finish(1)).status).toBe(409);
		expect((await finish(0)).status).toBe(204);
		expect(await read(`/a/orders/${order_id}`)).toMatchObject({ status: 'SERVED' });
		expect(await read(`/a/orders/${other.order_id}`)).toMatchObject({ status: 'OPEN' });
	});

	test('are told by the control API: in words, in the states, in the journal', async () => {
		const { mock, send } = await serve(DOCUMENT);
		const ask = async (path: string) => (await (await fetch(`${mock.url}/__admin/${path}`)).json()) as JsonObject;
		expect(await ask('operations')).toMatchObject({
			operations: [
				{
					effect: {
						does: 'creates order, keyed by order_id, then creates seat for each, then creates ticket for each',
					},
				},
				...Array.from({ length: 3 }, () => expect.anything()),
				{ effect: { does: 'moves ticket to DONE, then moves order to SERVED' } },
			],
		});
		const { resources } = (await ask('resources')) as { resources: object[] };
		expect(resources[0]).toMatchObject({ name: 'order', moves: [{ from: ['OPEN'], to: 'SERVED' }] });
		await send('POST', '/a/orders', { lines: [{ dish: 'soup' }] });
		expect(await ask('sessions/default/requests/1')).toMatchObject({
			why: { entity: { outcome: 'created', besides: [expect.stringMatching(/^created ticket /)] } },
		});
	});

	test('a bulk create says where its list is', async () => {
		const { send } = await serve(
			declare(
				{ note: { key: 'id' } },
				{
					'POST /notes': {
						effect: { create: 'note', each: '$request.body#/notes', answer: '/notes/0' },
						sent: objectOf({ notes: { type: 'array', items: objectOf({ body: text }) } }),
						shown: objectOf({ notes: { type: 'array', items: objectOf({ id: text, body: text }) } }),
					},
				},
			),
		);
		const made = await send('POST', '/notes', { notes: [{ body: 'a' }, { body: 'b' }] });
		expect(made.json).toMatchObject({ notes: [{ body: 'a' }, { body: 'b' }] });
	});
});
