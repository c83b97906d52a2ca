// Refusals for another entity's sake: the provider state gives that one, as far as the request speaks of it.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { objectOf, text } from '../../mock/effects/collection.ts';
import { declare } from '../../mock/effects/declared.ts';
import { interactionsOf, send, startForPacts, write } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'pact-in-the-way-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BOOK = objectOf({ isbn: text });
const LOAN = objectOf({ loan_id: text, status: text, desk_id: text, reader: objectOf({ card: text }), isbn: text });
const DOCUMENT = declare(
	{
		book: { key: 'isbn' },
		loan: { key: 'loan_id', aliases: ['desk_id'], state: 'status', initial: 'OPEN', states: { OPEN: {}, CLOSED: {} } },
	},
	{
		'POST /books': { effect: { create: 'book' }, sent: BOOK, shown: BOOK },
		'DELETE /books/{isbn}': {
			effect: {
				delete: 'book',
				key: '$request.path.isbn',
				unless: [{ resource: 'loan', where: { isbn: '$entity#/isbn', status: 'OPEN' } }],
			},
			statuses: [204, 404, 409],
		},
		'POST /loans': {
			effect: {
				create: 'loan',
				needs: [{ resource: 'book', key: '$request.body#/isbn' }],
				unless: [{ resource: 'loan', where: { status: 'OPEN', 'reader.card': '$request.body#/reader/card' } }],
			},
			sent: objectOf({ isbn: text, reader: objectOf({ card: text }) }),
			shown: LOAN,
		},
		'POST /desk/{desk_id}': {
			effect: { move: 'loan', key: '$request.path.desk_id', from: ['OPEN'], to: 'CLOSED' },
			shown: LOAN,
			statuses: [200, 404, 409],
		},
	},
);

test('each is played again in the scenario that was made for it', async () => {
	const mock = await startForPacts({ documents: [DOCUMENT] });
	const loan = { isbn: 'a1', reader: { card: 'c7' } };
	await send(mock, 'POST /loans', { body: loan });
	await send(mock, 'POST /books', { body: { isbn: 'a1' } });
	const { json } = await send(mock, 'POST /loans', { body: loan });
	expect((await send(mock, 'POST /loans', { body: loan })).status).toBe(409);
	expect((await send(mock, 'DELETE /books/a1')).status).toBe(409);
	const { desk_id } = json as { desk_id: string };
	expect((await send(mock, `POST /desk/${desk_id}`)).status).toBe(200);
	const scenarios = join(folder, 'made');
	const result = await write(mock, { makeScenarios: scenarios });
	const refused = interactionsOf(result).filter(
		({ request, response }) => response.status !== 200 || request.path !== '/books',
	);
	expect(refused.map(({ response, providerStates }) => [response.status, providerStates?.[0]?.name])).toEqual([
		[409, 'a loan in the state OPEN that is in the way'],
		[200, 'a loan in the state OPEN'],
		[200, 'a book'],
		[404, 'no book with this id'],
		[409, 'a loan in the state OPEN that is in the way'],
	]);
	expect(readdirSync(scenarios)).toContain('a-loan-in-the-state-open-that-is-in-the-way.yaml');
	expect(result.notes).toEqual([]);
	const again = await startForPacts({ documents: [DOCUMENT], scenarios });
	for (const { request, response, providerStates } of refused) {
		const [state] = providerStates ?? [];
		const name = state?.name.toLowerCase().replaceAll(' ', '-');
		const headers = { 'content-type': 'application/json' };
		const body = JSON.stringify({ name, parameters: state?.params });
		const used = await fetch(`${again.url}/__admin/sessions/default/scenario`, { method: 'PUT', headers, body });
		expect(used.ok).toBe(true);
		const body2 = request['body'] as { content?: unknown } | undefined;
		const sent = body2?.content ?? body2;
		const answered = await send(again, `${request.method} ${request.path}`, sent === undefined ? {} : { body: sent });
		expect([request.method, request.path, answered.status]).toEqual([request.method, request.path, response.status]);
	}
});
