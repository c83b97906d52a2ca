// A running provider in the place of the mock: a small Express app, right and wrong.

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPacts } from '../../../contracts/verify/verify-pacts.ts';
import type { VerifyReport } from '../../../contracts/verify/verify-types.ts';
import { codesOf, createPact, OPEN, type Said, verifier, writePact } from './support.ts';

let server: Server;
let url = '';
const states: unknown[] = [];
const heard: unknown[] = [];
beforeAll(async () => {
	const app = express();
	app.use(express.json());
	app.post('/states', (request, response) => {
		const { state, action } = request.body as { state: string; action: string };
		states.push([action, state]);
		if (state === 'an order that is lost') response.status(500).json({ error: 'no such table' });
		else response.json({});
	});
	app.get('/v1/shops/acme/orders/:id', (request, response) => {
		heard.push([request.headers.authorization, request.headers['x-tenant']]);
		if (request.headers.authorization === undefined) response.sendStatus(401);
		else response.json({ id: request.params.id, status: 'OPEN', total: 1 });
	});
	server = await new Promise<Server>((resolve) => {
		const started = app.listen(0, '127.0.0.1', () => resolve(started));
	});
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

const GOOD: Said = { body: { id: OPEN, status: 'OPEN' }, rules: { '$.id': { match: 'type' } } };

function verifyProvider(said: readonly Said[], more: object = {}): Promise<VerifyReport> {
	const pacts = [writePact(createPact(said))];
	return verifyPacts({ pacts, providerUrl: url, providerStatesUrl: `${url}/states`, verifier, ...more });
}

describe('a running provider', () => {
	test('passes with the pact as it is, in its own states, without variants', async () => {
		states.length = 0;
		const report = await verifyProvider([GOOD, { ...GOOD, description: 'once more' }, GOOD]);
		expect([report.ok, report.findings, report.against]).toEqual([true, [], url]);
		expect(report.counts).toMatchObject({ interactions: 3, failed: 0, variants: 0 });
		expect(states).toContainEqual(['setup', 'an order that is open']);
	});

	test('fails where it answers otherwise', async () => {
		const report = await verifyProvider([GOOD, { description: 'sent', body: { status: 'SENT', note: 'x' } }]);
		expect(codesOf(report)).toEqual(['error verify.failed']);
		expect(report.findings[0]?.message).toContain('the consumer needs note in $');
		expect(report.pacts[0]?.interactions.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
	});

	test('is sent the headers that are meant for it, in the place of those in the pact', async () => {
		const denied = await verifyProvider([{ ...GOOD, headers: { Authorization: 'Bearer placeholder' } }]);
		expect(codesOf(denied)).toEqual([]);
		heard.length = 0;
		const providerHeaders = { Authorization: 'Bearer real', 'X-Tenant': 'acme' };
		const named = { ...GOOD, headers: { authorization: 'Bearer placeholder' } };
		expect((await verifyProvider([named], { providerHeaders })).ok).toBe(true);
		expect(heard).toEqual([['Bearer real', 'acme']]);
	});

	test('fails where it can not set up a state', async () => {
		const report = await verifyProvider([{ ...GOOD, states: [{ name: 'an order that is lost' }] }]);
		expect(codesOf(report)).toEqual(['error verify.failed']);
		expect(report.findings[0]?.message).toBe(
			'Not answered as the consumer expects: the state "an order that is lost" could not be set up: the provider answered 500 {"error":"no such table"}',
		);
	});

	test('fails where nobody could ask it for the states', async () => {
		const report = await verifyProvider([GOOD], { providerStatesUrl: undefined });
		expect(codesOf(report)).toEqual(['error verify.states-url-missing']);
		expect(report.ok).toBe(false);
		expect((await verifyProvider([{ ...GOOD, states: [] }], { providerStatesUrl: undefined })).ok).toBe(true);
	});

	test('that is not there can not be verified', async () => {
		await expect(verifyProvider([GOOD], { providerUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({
			code: 'provider.unreachable',
		});
		expect(codesOf(await verifyProvider([], { providerUrl: 'http://127.0.0.1:1' }))).toContain(
			'error pact.interactions.none',
		);
	});
});
