// The scenarios that `pact write` makes for states that none served: they fit the document, whatever little the consumer has read.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { trackReads } from '../../../contracts/index.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { startForPacts, write } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'made-scenarios-'));
atFileEnd(() => rmSync(folder, { recursive: true, force: true }));

const text: JsonObject = { type: 'string' };
const GUEST: JsonObject = {
	type: 'object',
	required: ['name', 'kind', 'seat'],
	properties: {
		name: text,
		kind: { enum: ['ADULT', 'CHILD'] },
		seat: { type: 'object', required: ['row', 'place'], properties: { row: text, place: { type: 'integer' } } },
	},
};

function documentOf(ticket: JsonObject): JsonObject {
	const shown = { 'application/json': { schema: { $ref: '#/components/schemas/Ticket' } } };
	return {
		openapi: '3.1.0',
		info: { title: 'Tickets', version: '1' },
		paths: {
			'/tickets': {
				post: {
					requestBody: { required: true, content: shown },
					responses: { 201: { description: 'made', content: shown } },
				},
			},
			'/tickets/{id}': {
				parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
				get: { responses: { 200: { description: 'ok', content: shown } } },
			},
		},
		components: {
			schemas: {
				Ticket: {
					type: 'object',
					required: ['id', 'title', ...Object.keys(ticket)],
					properties: { id: { ...text, readOnly: true }, title: text, ...ticket },
				},
			},
		},
	};
}

type Body = Record<string, never>;
const guest = { name: 'Ann', kind: 'CHILD', seat: { row: 'A', place: 7 } };

it.each<[string, JsonObject, unknown, (ticket: Body) => unknown]>([
	[
		'an item of a list',
		{ guests: { type: 'array', items: GUEST } },
		{ guests: [guest, guest] },
		(one) => readIn(one, 'guests', 0, 'name'),
	],
	['an object', { guest: GUEST }, { guest }, (one) => readIn(one, 'guest', 'kind')],
	['an object in an object', { guest: GUEST }, { guest }, (one) => readIn(one, 'guest', 'seat', 'row')],
	[
		'an item of one in a list',
		{ rooms: { type: 'array', items: { type: 'array', items: GUEST } } },
		{ rooms: [[guest]] },
		(one) => readIn(one, 'rooms', 0, 0, 'seat', 'place'),
	],
])(
	'a scenario of which the consumer has read a part of %s has the rest that the document requires',
	async (_name, properties, body, read) => {
		const mock = await startForPacts({ documents: [documentOf(properties)] });
		const fetch = trackReads(globalThis.fetch, { consumer: 'web' });
		const made = await fetch(`${mock.url}/tickets`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ title: 'a', ...(body as object) }),
		});
		const { id } = (await made.json()) as { id: string };
		read((await (await fetch(`${mock.url}/tickets/${id}`)).json()) as Body);
		await fetch.flush();
		const scenarios = mkdtempSync(join(folder, 'of-'));
		const result = await write(mock, { makeScenarios: scenarios });
		expect([result.notes, readdirSync(scenarios)]).toEqual([[], ['a-ticket.yaml']]);
	},
);

function readIn(value: unknown, ...path: (string | number)[]): unknown {
	return path.reduce((inner, name) => (inner as Record<string | number, unknown>)[name], value);
}

it('where no state is missing there is the folder, which the next commands of the README take', async () => {
	const mock = await startForPacts({ documents: [documentOf({})] });
	const headers = { 'content-type': 'application/json' };
	await fetch(`${mock.url}/tickets`, { method: 'POST', headers, body: '{"title":"a"}' });
	const scenarios = join(folder, 'new', 'scenarios');
	const result = await write(mock, { makeScenarios: scenarios });
	expect([result.text?.includes('providerStates'), readdirSync(scenarios)]).toEqual([false, []]);
	await startForPacts({ documents: [documentOf({})], scenarios });
});
