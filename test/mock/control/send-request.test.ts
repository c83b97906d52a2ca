// A request made of its parts by the document, and the body of an answer to begin a one-off with.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { BASE, CREATE, call, create, startTestMock } from '../../support/mock.ts';

const CREATING = 'createIdentityDocumentIdentification';
const CANCELLING = 'cancelIdentityDocumentIdentification';
const UNKNOWN = '00000000-0000-4000-8000-000000000001';

let mock: RunningMock;
let parameters: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
	parameters = await startTestMock({ documents: ['test/fixtures/documents/parameters.openapi.yaml'] });
});

interface Sent {
	exchange: {
		id: number;
		request: { method: string; target: string; headers: Record<string, string>; body?: unknown };
		response: { status: number | null; fault?: string };
		why: { summary: string };
	};
}

async function send(body: object, { session = 'sent', to = mock } = {}) {
	const reply = await call(to, 'POST', `/__admin/sessions/${session}/send`, { body });
	return { status: reply.status, text: reply.text, exchange: (reply.json as Sent).exchange };
}

describe('a request of its parts', () => {
	it('is the sample where nothing is given, is answered, and is in the journal', async () => {
		const { status, exchange } = await send({ operation: CREATING }, { session: 'sample' });
		expect([status, exchange.request.method, exchange.response.status]).toEqual([200, 'POST', 200]);
		expect(exchange.request.headers['authorization']).toBe('[redacted]');
		const { json } = await call(mock, 'GET', `/__admin/sessions/sample/requests/${exchange.id}`);
		expect(json).toMatchObject({ operationId: CREATING, session: 'sample' });
	});

	it('meets the state of its session', async () => {
		const id = await create(mock, 'state');
		const path = { org_id: 'acme', admin_identification_id: id };
		const met: (number | null)[] = [];
		for (let count = 0; count < 2; count++)
			met.push((await send({ operation: CANCELLING, path }, { session: 'state' })).exchange.response.status);
		met.push(
			(await send({ operation: CANCELLING, path: { ...path, org_id: 'other' } }, { session: 'state' })).exchange
				.response.status,
		);
		expect(met).toEqual([204, 409, 404]);
	});

	it('is without credentials where the headers are given without them, and refused as any other is', async () => {
		const { exchange } = await send({ operation: CREATING, header: {} });
		expect(exchange.response.status).toBe(401);
		const given = await send({ operation: CREATING, header: { Authorization: 'Bearer y' } });
		expect(given.exchange.response.status).toBe(200);
	});

	it.each([
		['a value', { body: CREATE }, 200],
		['a value that does not fit', { body: { name: 0 } }, 400],
		['no body', { body: null }, 400],
		['a text that is no JSON', { text: '{"name":' }, 400],
		['a text in a type that the document does not have', { text: '<a/>', mediaType: 'application/xml' }, 415],
	])('has %s as its body', async (_what, body, status) => {
		expect((await send({ operation: CREATING, ...body })).exchange.response.status).toBe(status);
	});

	it('is written by the styles of its parameters, with names that the document does not have', async () => {
		const { json } = await call(parameters, 'GET', '/__admin/operations');
		const { operations } = json as { operations: { operationId: string }[] };
		expect(operations.length).toBeGreaterThan(2);
		for (const { operationId } of operations) {
			const { exchange } = await send({ operation: operationId }, { to: parameters });
			expect([operationId, exchange.response.status]).toEqual([operationId, expect.toSatisfy((one) => one < 400)]);
		}
		const { exchange } = await send({
			operation: CREATING,
			query: { 'a b': [1, 'ü'] },
			cookie: { theme: 'dark' },
			header: { Authorization: 'Bearer x', 'X-Trace': '7' },
		});
		expect(exchange.request.target).toMatch(/\?a%20b=1&a%20b=%C3%BC$/);
		expect(exchange.request.headers).toMatchObject({ 'x-trace': '7', cookie: expect.any(String) });
	});

	it('plays no fault and waits for no delay: it tells them', async () => {
		await call(mock, 'POST', '/__admin/sessions/fault/cues', { body: { on: CREATING, reply: { fault: 'hang' } } });
		const { exchange } = await send({ operation: CREATING }, { session: 'fault' });
		expect(exchange.response).toMatchObject({ status: null, fault: 'hang' });
	});

	it('is refused where there is no such operation, and where a header would become another', async () => {
		const missing = await send({ operation: 'cancelIdentityDocumentIdentificaton' });
		expect([missing.status, missing.text]).toEqual([404, expect.stringContaining(CANCELLING)]);
		const split = await send({ operation: CREATING, header: { 'X-A': 'a\r\nX-B: b' } });
		expect([split.status, split.text]).toEqual([400, expect.stringContaining('X-A')]);
		const named = await send({ operation: CREATING, header: { 'X A': 'a' } });
		expect(named.status).toBe(400);
	});

	it('can name no other path: what is given is one part of it', async () => {
		const { exchange } = await send({
			operation: CANCELLING,
			path: { org_id: '../..', admin_identification_id: UNKNOWN },
		});
		expect(exchange.request.target).toBe(`${BASE.replace('acme', '..%2F..')}/${UNKNOWN}`);
	});
});

describe('the body of an answer', () => {
	const make = (operation: string, body: object) =>
		call(mock, 'POST', `/__admin/operations/${operation}/answer`, { body });

	it('is the document’s, in the form that is asked for, and fits as a one-off', async () => {
		const operation = 'getIdentityDocumentIdentificationMetadata';
		const bodies = [];
		for (const form of [undefined, 'minimal', 'maximal', 'seeded']) {
			const { status, json } = await make(operation, { status: 200, ...(form && { form }) });
			expect([form, status]).toEqual([form, 200]);
			const { body } = json as { body: object };
			bodies.push(body);
			const checked = await call(mock, 'POST', '/__admin/check-cue', {
				body: { on: operation, reply: { status: 200, body } },
			});
			expect([form, checked.json]).toEqual([form, { valid: true, findings: [] }]);
		}
		const [, minimal = {}, maximal = {}] = bodies;
		expect(Object.keys(maximal).length).toBeGreaterThan(Object.keys(minimal).length);
	});

	it.each([
		['an answer without a body', CANCELLING, { status: 409 }, 409],
		['a media type that it does not have', CREATING, { status: 200, mediaType: 'image/png' }, 409],
		['an operation that it does not have', 'nothing', { status: 200 }, 404],
	])('is refused for %s', async (_what, operation, body, status) => {
		expect((await make(operation, body)).status).toBe(status);
	});

	it('is refused for a status that the document does not have', async () => {
		const { json } = await call(parameters, 'GET', '/__admin/operations');
		const [first] = (json as { operations: { operationId: string }[] }).operations;
		const path = `/__admin/operations/${encodeURIComponent(first?.operationId ?? '')}/answer`;
		const { status, text } = await call(parameters, 'POST', path, { body: { status: 418 } });
		expect([status, text]).toEqual([409, expect.stringContaining('no 418')]);
	});
});
