// What a test has asked for by a cue, or by an error that it chose, can be played again: it has a provider state, and a scenario for it.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkPacts } from '../../../contracts/index.ts';
import { readPact } from '../../../contracts/pact/index.ts';
import { loadScenarios } from '../../../mock/inner.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { atFileEnd } from '../../support/file-end.ts';
import { find, startForPacts, write } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'one-off-states-'));
atFileEnd(() => rmSync(folder, { recursive: true, force: true }));

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const ORDER = {
	type: 'object',
	required: ['id', 'status'],
	properties: { id: { type: 'integer' }, status: { enum: ['NEW', 'CANCELLED'] } },
};
const order = { description: 'ok', content: { 'application/json': { schema: ORDER } } };
const none = { description: 'no' };
const DOCUMENT = {
	openapi: '3.1.0',
	info: { title: 'Orders', version: '1' },
	paths: {
		'/orders': {
			post: { operationId: 'createOrder', responses: { '201': order } },
			get: { responses: { '200': { description: 'ok' }, '5XX': none } },
		},
		'/orders/{id}': { parameters: [ID], get: { operationId: 'getOrder', responses: { '200': order, '404': none } } },
		'/orders/{id}/cancel': {
			parameters: [ID],
			post: { operationId: 'cancelOrder', responses: { '200': order, '404': none, '409': none } },
		},
	},
} as unknown as JsonObject;

it('each error has a state that says so, which a documented error needs no file for', async () => {
	const mock = await startForPacts({ documents: [DOCUMENT] });
	const session = mock.session();
	const ask = async (call: string): Promise<void> => {
		const [method = '', path = ''] = call.split(' ');
		await (await fetch(mock.url + path, { method })).text();
	};
	await ask('POST /orders');
	await session.cue('cancelOrder', 409);
	await ask('POST /orders/1/cancel');
	await session.cue('GET /orders', 503);
	await ask('GET /orders');
	await session.use('error: getOrder 404', { keep: true });
	await ask('GET /orders/1');
	await session.use(null, { keep: true });
	await session.cue('getOrder', { status: 200, body: { id: 1, status: 'CANCELLED' } });
	await ask('GET /orders/1');

	const told = await write(mock);
	expect(told.notes).toContainEqual(expect.stringContaining('a one-off cue of getOrder answered 200'));
	expect(told.notes).toContainEqual(
		expect.stringContaining('no scenario serves the provider state "GET /orders answers 503"'),
	);
	expect(told.notes).toHaveLength(2);
	const scenarios = join(folder, 'scenarios');
	const made = await write(mock, { makeScenarios: scenarios, out: join(folder, 'pacts') });
	expect(made.scenarioFiles.map((file) => file.slice(scenarios.length + 1))).toEqual(['get-orders-answers-503.yaml']);
	expect(find(made, 'cancel order → 409').providerStates).toEqual([{ name: 'cancelOrder answers 409', params: {} }]);
	expect(readFileSync(join(scenarios, 'get-orders-answers-503.yaml'), 'utf8')).toMatch(
		/on: GET \/orders\n\s+reply:\n\s+status: 503/,
	);

	const played = await startForPacts({ documents: [DOCUMENT], scenarios });
	const read = readPact(made.pact as JsonObject, 'pact.json');
	if (!read.ok) throw new Error('no pact');
	const { documents } = played;
	const library = loadScenarios({
		directory: scenarios,
		operations: documents.flatMap(({ operations }) => operations),
		resources: new Map(documents.flatMap((one) => [...one.resources])),
	});
	expect(
		(await checkPacts({ pacts: [read.pact], documents, scenarios: library })).filter((one) => one.severity === 'error'),
	).toEqual([]);
	for (const state of ['cancelOrder answers 409', 'GET /orders answers 503', 'getOrder answers 404'])
		expect(await played.providerState({ state })).toEqual({});
	await expect(played.providerState({ state: 'cancelOrder answers 418' })).rejects.toThrow(/state/);
});
