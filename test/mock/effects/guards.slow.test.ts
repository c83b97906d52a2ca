// What may refuse an effect besides its entity's own state: other entities, and values of the request.

import { describe, expect, test } from 'vitest';
import { objectOf, serve, text, whole } from './collection.ts';
import { declare } from './declared.ts';

const list = { type: 'array', items: text };
const BOOK = objectOf({ isbn: text, title: text });
const SHELF = objectOf({ name: text, books: list, boxes: { type: 'array', items: objectOf({ isbn: text }) } });
const LOAN = objectOf({
	loan_id: text,
	status: text,
	pin: text,
	tries: whole,
	reader: objectOf({ card: text }),
	isbn: text,
});
const key = '$request.path.loan_id';
const DOCUMENT = declare(
	{
		book: { key: 'isbn', scope: ['library'] },
		shelf: { key: 'name', scope: ['library'] },
		loan: {
			key: 'loan_id',
			scope: ['library'],
			state: 'status',
			initial: 'OPEN',
			states: { OPEN: {}, CLOSED: {}, LOST: {} },
		},
	},
	{
		'POST /{library}/books': { effect: { create: 'book' }, sent: BOOK, shown: BOOK },
		'DELETE /{library}/books/{isbn}': {
			effect: {
				delete: 'book',
				key: '$request.path.isbn',
				unless: [
					{ resource: 'shelf', where: { books: '$entity#/isbn' } },
					{ resource: 'shelf', where: { 'boxes.isbn': '$entity#/isbn' } },
					{ resource: 'loan', where: { isbn: '$request.path.isbn', status: { in: ['OPEN', 'LOST'] } }, status: 400 },
				],
			},
			statuses: [204, 400, 404, 409],
		},
		'POST /{library}/shelves': {
			effect: { create: 'shelf', needs: [{ resource: 'book', each: '$request.body#/books', key: '$element' }] },
			sent: SHELF,
			shown: SHELF,
		},
		'POST /{library}/loans': {
			effect: {
				create: 'loan',
				set: { pin: '1234', tries: 0 },
				needs: [{ resource: 'book', key: '$request.body#/isbn' }],
				unless: [{ resource: 'loan', where: { status: 'OPEN', 'reader.card': '$request.body#/reader/card' } }],
			},
			sent: objectOf({ isbn: text, reader: objectOf({ card: text }) }),
			shown: LOAN,
		},
		'GET /{library}/loans/{loan_id}': { effect: { read: 'loan', key }, shown: LOAN },
		'POST /{library}/loans/{loan_id}/close': {
			effect: {
				move: 'loan',
				key,
				from: ['OPEN'],
				to: 'CLOSED',
				if: { '$request.body#/pin': '$entity#/pin', '$request.body#/note': { not: 'no' } },
				else: { status: 400, set: { tries: { add: 1 } } },
			},
			sent: objectOf({ pin: text, note: text }),
			statuses: [204, 400, 404, 409],
		},
		'POST /{library}/loans/{loan_id}/renew': {
			effect: {
				patch: 'loan',
				key,
				needs: [{ resource: 'loan', key: '$entity#/loan_id', where: { status: 'OPEN' }, status: 409 }],
			},
			sent: objectOf({ isbn: text }),
			shown: LOAN,
		},
	},
);

async function open() {
	const served = await serve(DOCUMENT);
	const post = (path: string, body: object) => served.send('POST', path, body as never);
	for (const isbn of ['1', '2']) await post('/a/books', { isbn });
	const lend = async (card: string, isbn = '1') => {
		const made = await post('/a/loans', { isbn, reader: { card } });
		return { ...made, path: `/a/loans/${(made.json as { loan_id?: string } | undefined)?.loan_id}` };
	};
	return { ...served, post, lend };
}

describe('what must be there', () => {
	test('is missing: each element is asked for, in the scope of the request', async () => {
		const { post } = await open();
		expect((await post('/a/shelves', { name: 'x', books: ['1', '2'] })).status).toBe(200);
		const refused = await post('/a/shelves', { name: 'y', books: ['1', '3'] });
		expect([refused.status, refused.reason]).toEqual([404, expect.stringContaining('there is no book 3')]);
		expect((await post('/b/shelves', { name: 'z', books: ['1'] })).status).toBe(404);
		expect((await post('/a/shelves', { name: 'y' })).status).toBe(200);
	});

	test('is not as it must be', async () => {
		const { post, lend } = await open();
		const { path } = await lend('ann');
		expect((await post(`${path}/renew`, { isbn: '2' })).json).toMatchObject({ isbn: '2' });
		await post(`${path}/close`, { pin: '1234' });
		const refused = await post(`${path}/renew`, { isbn: '1' });
		expect([refused.status, refused.reason]).toEqual([409, expect.stringContaining('is not as it must be: status')]);
	});
});

describe('what may not be there', () => {
	test('refuses a second one by nested values and state, until that is closed', async () => {
		const { post, lend } = await open();
		const { path } = await lend('ann');
		const second = await lend('ann');
		expect([second.status, second.reason]).toEqual([
			409,
			expect.stringContaining('is in the way, by status, reader.card'),
		]);
		expect((await lend('bob')).status).toBe(200);
		await post(`${path}/close`, { pin: '1234' });
		expect((await lend('ann')).status).toBe(200);
	});

	test('is not asked for by what the request does not say', async () => {
		const { post } = await open();
		for (const _ of [1, 2]) expect((await post('/a/loans', { isbn: '1' })).status).toBe(200);
		expect((await post('/a/loans', {})).status).toBe(200);
	});

	test('keeps what is in use: in a list, within the elements of one, in a state', async () => {
		const { send, post, lend } = await open();
		const remove = async (isbn: string) => (await send('DELETE', `/a/books/${isbn}`)).status;
		await post('/a/shelves', { name: 'x', books: ['1'] });
		expect(await remove('1')).toBe(409);
		await post('/a/books', { isbn: '3' });
		await post('/a/shelves', { name: 'y', boxes: [{ isbn: '0' }, { isbn: '3' }] });
		expect(await remove('3')).toBe(409);
		const { path } = await lend('ann', '2');
		expect(await remove('2')).toBe(400);
		await post(`${path}/close`, { pin: '1234' });
		expect(await remove('2')).toBe(204);
		expect(await remove('2')).toBe(404);
	});
});

describe('a limit that an entity may have', () => {
	const GATE = objectOf({ id: text, tries: whole, most: whole });
	const gate = declare(
		{ gate: { key: 'id' } },
		{
			'POST /gates': {
				effect: { create: 'gate', set: { tries: { value: '$request.body#/tries', default: 0 } } },
				sent: GATE,
				shown: GATE,
			},
			'POST /gates/{id}/try': {
				effect: {
					patch: 'gate',
					key: '$request.path.id',
					unless: [{ resource: 'gate', key: '$entity#/id', where: { tries: { '>=': '$entity#/most' } } }],
					if: { '$entity#/tries': { not: { '>': '$entity#/most' } } },
					set: { tries: { add: 1 } },
				},
				shown: GATE,
			},
		},
	);

	test('refuses what has reached it, and nothing where there is none', async () => {
		const { send } = await serve(gate);
		const make = async (most: object) => (await send('POST', '/gates', most as never)).json as { id: string };
		const tries = async ({ id }: { id: string }, times: number) => {
			const statuses = [];
			for (let time = 0; time < times; time += 1) statuses.push((await send('POST', `/gates/${id}/try`)).status);
			return statuses;
		};
		expect(await tries(await make({ id: 'a', most: 2 }), 3)).toEqual([200, 200, 409]);
		expect(await tries(await make({ id: 'b' }), 3)).toEqual([200, 200, 200]);
	});
});

describe('a value that must be right', () => {
	test('lets the move be, or refuses and counts', async () => {
		const { read, post, lend } = await open();
		const { path } = await lend('ann');
		const wrong = await post(`${path}/close`, { pin: '0000' });
		expect([wrong.status, wrong.reason]).toEqual([
			400,
			expect.stringContaining('$request.body#/pin is not as it must be'),
		]);
		expect((await post(`${path}/close`, {})).status).toBe(400);
		expect((await post(`${path}/close`, { pin: '1234', note: 'no' })).status).toBe(400);
		expect(await read(path)).toMatchObject({ status: 'OPEN', tries: 3 });
		expect((await post(`${path}/close`, { pin: '1234' })).status).toBe(204);
		expect(await read(path)).toMatchObject({ status: 'CLOSED', tries: 3 });
		expect((await post(`${path}/close`, { pin: '0000' })).status).toBe(409);
		expect(await read(path)).toMatchObject({ tries: 3 });
		expect((await post('/a/loans/none/close', { pin: '0000' })).status).toBe(404);
	});
});
