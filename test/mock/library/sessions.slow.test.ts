import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ControlError, type Mock, StartupError, startMock } from '../../../mock/index.ts';
import { BASE, CREATE, call, create } from '../../support/mock.ts';

interface Identification {
	identification_id: string;
	org_id: string;
	status: string;
}

let mock: Mock;
beforeAll(async () => {
	mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

async function refusalOf(asked: Promise<unknown>): Promise<ControlError> {
	const error = await asked.catch((reason: unknown) => reason);
	if (error instanceof ControlError) return error;
	throw new Error(`not refused: ${String(error)}`);
}

describe('a mock in a test', () => {
	it('tells where it listens', () => {
		expect(mock.url).toBe(`http://127.0.0.1:${mock.port}`);
		expect(mock.port).toBeGreaterThan(0);
		expect(mock.documents).toHaveLength(17);
	});

	it('rejects with a StartupError for what it can not start with', async () => {
		await expect(startMock({ port: mock.port })).rejects.toBeInstanceOf(StartupError);
		await expect(startMock({ port: -1 })).rejects.toMatchObject({ code: 'option.invalid' });
		await expect(startMock({ port: 0, documents: ['nowhere.yaml'] })).rejects.toMatchObject({
			code: 'document.missing',
		});
		await expect(startMock({ port: 0, scenario: 'slwo' })).rejects.toMatchObject({ code: 'scenario.unknown' });
	});

	it('is closed at the end of an `await using` block, and closing twice is harmless', async () => {
		let url: string;
		{
			await using shortLived = await startMock({ port: 0 });
			url = shortLived.url;
			expect(await create(shortLived)).toMatch(/-/);
			await shortLived.close();
		}
		await expect(call({ url }, 'GET', '/')).rejects.toThrow();
	});

	it('takes documents as values, and leaves them as they are', async () => {
		const document = {
			openapi: '3.1.0',
			info: { title: 'Orders', version: '1' },
			paths: { '/orders': { get: { responses: { '200': { description: 'All' } } } } },
		};
		const before = JSON.stringify(document);
		await using orders = await startMock({ port: 0, documents: [document] });
		expect((await call(orders, 'GET', '/orders')).status).toBe(200);
		expect(JSON.stringify(document)).toBe(before);
		expect(await orders.scenarios()).toEqual([]);
	});

	it('lists scenarios', async () => {
		const scenarios = await mock.scenarios();
		expect(scenarios.find(({ name }) => name === 'conflict-once')).toMatchObject({
			valid: true,
			parameters: { org_id: 'acme' },
			serves: { statuses: [409], faults: [] },
		});
	});

	it('counts what was answered', async () => {
		await using fresh = await startMock({ port: 0 });
		expect((await fresh.coverage()).exercised).toBe(0);
		await create(fresh);
		expect((await fresh.coverage()).exercised).toBe(1);
		await fresh.reset();
		expect((await fresh.coverage()).exercised).toBe(0);
	});
});

describe('a session', () => {
	it('is an isolated world, reached by its headers or its address', async () => {
		const [one, other] = [mock.session('one'), mock.session('other')];
		expect(one.headers).toEqual({ 'X-Mock-Session': 'one' });
		const byHeader = await call(mock, 'POST', BASE, { body: CREATE, headers: one.headers });
		const id = (byHeader.json as Identification).identification_id;
		expect((await call({ url: one.baseUrl }, 'DELETE', `${BASE}/${id}`)).status).toBe(204);
		expect((await call({ url: other.baseUrl }, 'DELETE', `${BASE}/${id}`)).status).toBe(404);
		expect((await one.requests()).map(({ response }) => response.status)).toEqual([200, 204]);
		expect((await other.requests()).map(({ response }) => response.status)).toEqual([404]);
	});

	it('without a name is the default one', async () => {
		expect(mock.session().name).toBe('default');
		expect(mock.session().baseUrl).toBe(`${mock.url}/__session/default`);
	});

	it.each(['', 'a b', 'a/b', 'ä', 'x'.repeat(101)])('has a name that fits a header: not %j', (name) => {
		expect(() => mock.session(name)).toThrow(RangeError);
	});

	it.each(['__proto__', 'constructor', 'toString'])('may be called %s', async (name) => {
		const session = mock.session(name);
		expect(await session.requests()).toEqual([]);
		await session.use('already-validated');
		expect((await session.state()).name).toBe(name);
		expect(await session.drop()).toBe(true);
	});

	it('that nobody has used is empty, not missing', async () => {
		const session = mock.session('fresh');
		expect(await session.requests()).toEqual([]);
		expect(await session.resources('identification').list()).toEqual([]);
		expect(await session.state()).toMatchObject({ scenario: null, entities: {}, exchanges: 0, lastRequestAt: null });
		expect(await session.drop()).toBe(true);
		expect(await session.drop()).toBe(false);
	});

	it('uses scenarios with parameters, and resets to their start', async () => {
		const session = mock.session('scenario');
		const state = await session.use('conflict-once', { org_id: 'shop' });
		expect(state.scenario).toMatchObject({
			name: 'conflict-once',
			parameters: { org_id: 'shop' },
			script: [{ used: 0 }],
		});
		const id = String(state.scenario?.parameters['identification_id']);
		const path = `/v1/orgs/shop/identifications/identity_document/${id}`;
		const statuses = [];
		for (let turn = 0; turn < 2; turn++)
			statuses.push((await call(mock, 'DELETE', path, { session: 'scenario' })).status);
		expect(statuses).toEqual([409, 204]);
		expect((await session.reset()).scenario?.script[0]?.used).toBe(0);
		expect((await call(mock, 'DELETE', path, { session: 'scenario' })).status).toBe(409);
	});

	it('stays as it was when a scenario is refused', async () => {
		const session = mock.session('refused');
		await session.use('already-validated');
		const unknown = await refusalOf(session.use('slwo'));
		expect(unknown).toMatchObject({ status: 404, name: 'ControlError', message: expect.stringContaining('"slow"') });
		const unfit = await refusalOf(session.use('conflict-once', { identification_id: { a: 1 } as never }));
		expect(unfit.status).toBe(400);
		expect(unfit.findings.length).toBeGreaterThan(0);
		expect((await session.state()).scenario?.name).toBe('already-validated');
	});

	it('finds requests by operation, status and order', async () => {
		const session = mock.session('journal');
		const id = await create(mock, 'journal');
		for (let turn = 0; turn < 3; turn++) await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'journal' });
		const find = async (filter: Parameters<typeof session.requests>[0]) =>
			(await session.requests(filter)).map((one) => one.id);
		expect(await find({})).toEqual([1, 2, 3, 4]);
		expect(await find({ status: 409 })).toEqual([3, 4]);
		expect(await find({ status: '2XX' })).toEqual([1, 2]);
		expect(await find({ operation: 'cancelIdentityDocumentIdentification', limit: 1 })).toEqual([4]);
		expect(await find({ since: 0 })).toEqual([1, 2, 3, 4]);
		expect(await find({ since: 3 })).toEqual([4]);
		expect(await find({ status: 500 })).toEqual([]);
		const [, , third] = await session.requests();
		expect(third).toMatchObject({
			request: { method: 'DELETE', headers: { authorization: '[redacted]' } },
			why: { step: 'effect', findings: [] },
		});
		await session.clearRequests();
		expect(await session.requests()).toEqual([]);
	});

	it('gives all its requests, also more than the control API gives at once', async () => {
		const session = mock.session('many');
		const body = { ...CREATE, name: 'x'.repeat(15_000) };
		for (let turn = 0; turn < 320; turn++) await create(mock, 'many', body);
		const { json } = await call(mock, 'GET', '/__admin/sessions/many/requests?limit=1000');
		expect((json as { requests: unknown[] }).requests.length).toBeLessThan(320);
		expect(await session.requests()).toHaveLength(320);
	});

	it('has a clock that can be moved', async () => {
		const session = mock.session('clock');
		const id = await create(mock, 'clock');
		const before = await session.clock.now();
		await session.clock.advance('P8D');
		expect((await session.clock.now()).getTime() - before.getTime()).toBeGreaterThanOrEqual(8 * 86_400_000);
		expect(await session.resources<Identification>('identification').get(id)).toMatchObject({ status: 'EXPIRED' });
		expect((await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'clock' })).status).toBe(409);
		const state = await session.clock.set(new Date('2026-01-15T09:00:00Z'));
		expect(state.clock.now).toMatch(/^2026-01-15T09:00:0/);
		await session.clock.set('2026-01-15T10:00:00+01:00');
		expect((await session.clock.now()).toISOString()).toMatch(/^2026-01-15T09:00:0/);
		await session.clock.real();
		expect(Math.abs((await session.clock.now()).getTime() - Date.now())).toBeLessThan(5000);
	});

	it.each(['', 'later', 'P', '8 days', '2026-01-15'])('has a clock that refuses to advance by %j', async (duration) => {
		const session = mock.session('clock-bad');
		expect((await refusalOf(session.clock.advance(duration))).status).toBe(400);
	});

	it('has a clock that refuses what is no time', async () => {
		const { clock } = mock.session('clock-bad');
		for (const now of ['', 'later', new Date(Number.NaN)]) expect((await refusalOf(clock.set(now))).status).toBe(400);
	});

	it('has entities that can be made, looked at, changed and removed', async () => {
		const identifications = mock.session('entities').resources<Identification>('identification');
		const made = await identifications.create({
			org_id: 'acme',
			status: 'VALIDATED',
			expires_at: new Date('2027-01-01T00:00:00Z'),
		});
		const id = made.identification_id;
		expect(made).toMatchObject({ org_id: 'acme', status: 'VALIDATED', expires_at: '2027-01-01T00:00:00.000Z' });
		expect((await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'entities' })).status).toBe(409);
		expect(await identifications.patch(id, { status: 'PENDING', note: undefined })).toMatchObject({
			status: 'PENDING',
		});
		expect(await identifications.list()).toHaveLength(1);
		expect((await refusalOf(identifications.create({ org_id: 'acme', identification_id: id }))).status).toBe(409);
		expect((await refusalOf(identifications.create({ org_id: 'acme', status: 'LOST' }))).status).toBe(400);
		expect((await refusalOf(identifications.create([]))).status).toBe(400);
		expect(await identifications.delete(id)).toBe(true);
		expect(await identifications.delete(id)).toBe(false);
		expect(await identifications.get(id)).toBeUndefined();
		expect((await refusalOf(identifications.patch(id, {}))).status).toBe(404);
	});

	it('gives out copies: what a test does to them changes nothing', async () => {
		const session = mock.session('copies');
		const identifications = session.resources<Identification & { tags?: unknown }>('identification');
		const made = await identifications.create({ org_id: 'acme' });
		made.status = 'LOST';
		const [listed] = await identifications.list();
		if (listed) listed.status = 'LOST';
		expect(await identifications.get(made.identification_id)).toMatchObject({ status: 'PENDING' });
	});

	it('knows no resource that no document has', async () => {
		const unknown = mock.session('unknown').resources('identifcation');
		for (const asked of [unknown.list(), unknown.get('1'), unknown.delete('1'), unknown.create({})]) {
			expect(await refusalOf(asked)).toMatchObject({
				status: 404,
				message: expect.stringContaining('"identification"'),
			});
		}
	});

	it('can be saved and restored, also into another session', async () => {
		const session = mock.session('saved');
		await session.use('conflict-once');
		const id = await create(mock, 'saved');
		const snapshot = await session.snapshot();
		await call(mock, 'DELETE', `${BASE}/${id}`, { session: 'saved' });
		const copy = mock.session('copy');
		expect((await copy.restore(snapshot)).scenario?.name).toBe('conflict-once');
		expect(await copy.resources('identification').get(id)).toMatchObject({ status: 'PENDING' });
		expect((await refusalOf(copy.restore({ format: 'other' }))).status).toBe(400);
		expect(await copy.resources('identification').get(id)).toMatchObject({ status: 'PENDING' });
	});
});

describe('provider states', () => {
	it('choose the scenario that serves them, in the session that is named', async () => {
		const [state = ''] = (await mock.scenarios()).find(({ name }) => name === 'already-validated')?.states ?? [];
		const values = await mock.providerState({ state, params: { org_id: 'shop' }, session: 'pact' });
		expect(values).toMatchObject({ org_id: 'shop' });
		expect((await mock.session('pact').state()).scenario?.name).toBe('already-validated');
		expect(await mock.providerState({ state, action: 'teardown', session: 'pact' })).toEqual({});
	});

	it('are refused when no scenario serves them', async () => {
		const { status, message } = await refusalOf(mock.providerState({ state: 'an order that is payed' }));
		expect(status).toBe(400);
		expect(message).toContain('Known: ');
	});
});

it('the default session is the one of whoever names none', async () => {
	await using own = await startMock({ port: 0 });
	await own.use('server-error');
	expect((await call(own, 'POST', BASE, { body: CREATE })).status).toBe(500);
	await own.reset();
	expect((await call(own, 'POST', BASE, { body: CREATE })).status).toBe(200);
});
