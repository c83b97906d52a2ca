// What a test says to a session beside choosing a scenario: the next answer, the request that it waits for, what was not expected.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMockFetch, type Mock, type MockSession, startMock } from '../../../mock/index.ts';
import { BASE, CREATE } from '../../support/mock.ts';

let mock: Mock;
let count = 0;
beforeAll(async () => {
	mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

const [CREATE_ID, CANCEL_ID] = ['createIdentityDocumentIdentification', 'cancelIdentityDocumentIdentification'];

function open() {
	count += 1;
	const session: MockSession = mock.session(`cues-${count}`);
	const send = (method: string, path = '', headers: Record<string, string> = {}): Promise<Response> =>
		fetch(`${session.baseUrl}${BASE}${path}`, {
			method,
			headers: {
				authorization: 'Bearer x',
				...(method === 'POST' && { 'content-type': 'application/json' }),
				...headers,
			},
			...(method === 'POST' && { body: JSON.stringify(CREATE) }),
		});
	return { session, send };
}

const ID = '/7d0c4f3e-4c3c-4a39-9d2f-0d9b6b1f6a10';

describe('cue', () => {
	it('gives the next answer of an operation, once, in front of the scenario', async () => {
		const { session, send } = open();
		await session.use('server-error');
		await session.cue(CANCEL_ID, 409);
		expect([(await send('DELETE', ID)).status, (await send('DELETE', ID)).status]).toEqual([409, 500]);
	});

	it('is of the session alone once no scenario is in use', async () => {
		const { session, send } = open();
		await session.use('server-error');
		expect((await session.use(null, { keep: true })).scenario).toBeNull();
		expect((await send('POST')).status).toBe(200);
		await expect(session.use('null')).rejects.toThrow('There is no scenario "null"');
		await expect(session.use(undefined as unknown as string)).rejects.toThrow('There is no scenario "undefined"');
	});

	it('takes a whole reply, a fault, a delay, conditions and how often', async () => {
		const { session, send } = open();
		const body = { errors: [{ code: 'MDOC_001', title: 'INTERNAL_SERVER_ERROR', ref: 'x', details: 'y' }] };
		await session.cue([CREATE_ID], { status: 503, body }, { times: 2 });
		await session.cue('*', { fault: 'reset' }, { when: { header: { accept: 'text/x' } } });
		await session.cue(CREATE_ID, null, { delay: '80ms' });
		expect(await (await send('POST')).json()).toEqual(body);
		expect((await send('POST')).status).toBe(503);
		await expect(send('POST', '', { accept: 'text/x' })).rejects.toThrow();
		const startedAt = performance.now();
		expect((await send('POST')).status).toBe(200);
		expect(performance.now() - startedAt).toBeGreaterThan(75);
	});

	it.each([
		['nobody', 409],
		[CANCEL_ID, { status: 409, body: {} }],
	])('is refused for %s with %j, which no document has', async (operation, reply) => {
		const { session } = open();
		await expect(session.cue(operation, reply)).rejects.toMatchObject({ status: 400 });
		if (operation === CANCEL_ID) await session.cue(operation, reply, { offSpec: true });
	});
});

describe('an operation', () => {
	// The documents call it by another parameter, and give it an id.
	const CALLED = 'DELETE /orgs/{org}/identifications/identity_document/{id}';

	it('goes by its method and path wherever it goes by its id', async () => {
		const { session, send } = open();
		await session.cue(CALLED, 409);
		await session.cue([CANCEL_ID, CALLED], 423, { offSpec: true });
		expect([(await send('DELETE', ID)).status, (await send('DELETE', ID)).status]).toEqual([409, 423]);
		expect((await session.waitFor(CALLED, { status: 423 })).id).toBe(2);
		expect((await session.requests({ operation: CALLED })).map(({ id }) => id)).toEqual([1, 2]);
		expect((await session.use(`error: ${CALLED} 409`)).scenario?.name).toBe(`error: ${CANCEL_ID} 409`);
		expect((await send('DELETE', ID)).status).toBe(409);
		const byHeader = { 'X-Mock-Scenario': `error: ${CALLED} 500` };
		expect((await send('DELETE', ID, byHeader)).status).toBe(500);
	});

	it.each(['cancelIdentityDocumentIdentificaton', CALLED.replace('identity_document', 'identity_documents')])(
		'that there is not has its nearest told, for %s',
		async (name) => {
			const { session } = open();
			const near = { message: expect.stringContaining(CANCEL_ID) };
			// Most runners show nothing of an error but its message.
			await expect(session.cue(name, 409)).rejects.toMatchObject({ ...near, findings: [near] });
			await expect(session.requests({ operation: name })).rejects.toMatchObject({ ...near, status: 404 });
			await expect(session.waitFor(name)).rejects.toMatchObject(near);
			await expect(session.use(`error: ${name} 409`)).rejects.toMatchObject(near);
			await expect(session.use(`error: ${name}`)).rejects.toMatchObject(near);
			await expect(session.use(`error: ${CANCEL_ID} 418`)).rejects.toMatchObject(near);
		},
	);
});

describe('waitFor', () => {
	it('finds what has come, and waits for what has not', async () => {
		const { session, send } = open();
		const waiting = session.waitFor(CREATE_ID);
		await send('POST');
		expect(await waiting).toMatchObject({ id: 1, operationId: CREATE_ID, response: { status: 200 } });
		expect((await session.waitFor(CREATE_ID)).id).toBe(1);
		const next = session.waitFor(CREATE_ID, { since: 1 });
		const missed = session.waitFor(CANCEL_ID, { status: 404 });
		await send('POST');
		await send('DELETE', ID);
		expect([(await next).id, (await missed).id]).toEqual([2, 3]);
	});

	it('gives up in time, and at once for an operation that there is not', async () => {
		const { session, send } = open();
		await send('POST');
		await expect(session.waitFor(CREATE_ID, { status: 500, timeoutMs: 20 })).rejects.toMatchObject({ status: 408 });
		await expect(session.waitFor('nobody')).rejects.toMatchObject({ status: 404 });
	});
});

describe('unexpected', () => {
	it('tells what the documents do not have, or what broke them, and nothing else', async () => {
		const { session, send } = open();
		await send('POST');
		await send('DELETE', ID);
		await session.cue('*', 401);
		await send('POST');
		expect(await session.unexpected()).toEqual([]);
		await send('POST', '/nowhere/at/all');
		await send('DELETE', '/no-uuid');
		expect((await session.unexpected()).map(({ why }) => why.step)).toEqual(['match', 'check']);
	});

	it('leaves a 401 alone that the document has, as the gate `invalid` does', async () => {
		const document = {
			openapi: '3.1.0',
			info: { title: 'Doors', version: '1' },
			security: [{ token: [] }],
			paths: {
				'/front': { get: { responses: { 204: { description: 'Open' }, 401: { description: 'Who is there?' } } } },
				'/back': { get: { responses: { 204: { description: 'Open' } } } },
			},
			components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
		};
		const doors = await createMockFetch({ documents: [document] });
		for (const path of ['/front', '/back']) expect((await doors.fetch(`http://mock${path}`)).status).toBe(401);
		expect((await doors.session().unexpected()).map(({ request }) => request.target)).toEqual(['/back']);
		await doors.close();
	});
});

describe('entities', () => {
	it('are found by a key that is a number, as they have it', async () => {
		const orders = await createMockFetch({ documents: ['.examples/orders.openapi.yaml'] });
		const session = orders.session('numbers');
		const order = session.resources('order');
		await order.create({ item: 'a' });
		expect(await order.get(1)).toMatchObject({ id: 1, item: 'a' });
		expect(await order.patch(1, { item: 'b' })).toMatchObject({ id: 1, item: 'b' });
		const used = await session.use('error: cancelOrder 404', { entity: { resource: 'order', key: 1 } });
		expect(used.scenario?.entity).toMatchObject({ resource: 'order', key: '1' });
		expect(await order.delete(1)).toBe(true);
		expect(await order.get(1)).toBeUndefined();
		await orders.close();
		const byHttp = await fetch(`${mock.url}/__admin/sessions/numbers/scenario`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ name: 'expired', entity: { resource: 'identification', key: 1 } }),
		});
		expect(await byHttp.json()).toMatchObject({ status: 404, detail: expect.stringContaining('with the key "1"') });
	});

	it('are those of the resource, whatever types they are given', async () => {
		const session = mock.session('typed');
		const made = await session.entities('identification').create({ org_id: 'acme' });
		expect(made).toMatchObject({ status: 'PENDING' });
		expect(await session.entities('identification').list()).toEqual(await session.resources('identification').list());
	});
});
