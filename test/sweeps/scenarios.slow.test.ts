// Every scenario of the identification with identity document, and of any operation, played end to end with what its title says.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { type OperationName, PLAYS, requestOf, type Scene, sendTo } from '../support/battery.ts';
import { BASE, call, startTestMock } from '../support/mock.ts';
import { PAIR_SCENARIOS } from '../support/pair.ts';

let mock: RunningMock;
let played = 0;
beforeAll(async () => {
	mock = await startTestMock();
});
afterAll(() => {
	console.log(`${PAIR_SCENARIOS.length} scenarios, ${played} calls`);
});

/** Uses a scenario in a session and tells its identification's id. */
async function use(name: string, session: string): Promise<string> {
	const { status, json, text } = await call(mock, 'PUT', `/__admin/sessions/${session}/scenario`, { body: { name } });
	expect(status, text).toBe(200);
	return (json as { scenario: { parameters: { identification_id: string } } }).scenario.parameters.identification_id;
}

const send = (
	operation: OperationName,
	{ id, session, patienceMs }: { id: string; session: string; patienceMs?: number },
) =>
	sendTo(`${mock.url}/v1`, requestOf(operation, id), {
		headers: { 'x-mock-session': session },
		...(patienceMs !== undefined && { patienceMs }),
	});

async function playAct(name: string, scenes: readonly Scene[], session: string): Promise<void> {
	const id = await use(name, session);
	for (const [index, [operation, outcome, body]] of scenes.entries()) {
		const patience = outcome === 'hang' ? { patienceMs: 300 } : {};
		const reply = await send(operation, { id, session, ...patience });
		const where = `${name}, call ${index + 1}: ${operation}: ${reply.headers.get('x-mock-reason')}`;
		expect(reply.outcome, where).toBe(outcome);
		if (body) expect(JSON.parse(reply.text), where).toMatchObject(body);
		if (name === 'slow') {
			expect(reply.tookMs).toBeGreaterThan(990);
			expect(reply.tookMs).toBeLessThan(4500);
		}
		played += 1;
	}
}

it('every scenario of any operation, or of these, has a play, and no play is of another', () => {
	expect(Object.keys(PLAYS).sort()).toEqual([...PAIR_SCENARIOS].sort());
});

describe.each(Object.entries(PLAYS))('%s', (name, acts) => {
	it.each(acts.map((scenes, act) => [act, scenes] as const))('plays act %i as its title says', async (act, scenes) => {
		await playAct(name, scenes, `${name}-${act}`);
	});
});

it('does the same again after a reset of its session', { timeout: 60_000 }, async () => {
	for (const [name, acts] of Object.entries(PLAYS)) {
		if (name === 'slow' || name === 'hang') continue;
		const session = `again-${name}`;
		await playAct(name, acts[0] ?? [], session);
		expect((await call(mock, 'POST', `/__admin/sessions/${session}/reset`)).status).toBe(200);
		const { scenario } = (await call(mock, 'GET', `/__admin/sessions/${session}`)).json as {
			scenario: { name: string };
		};
		expect(scenario.name).toBe(name);
		await playAct(name, acts[0] ?? [], session);
	}
});

describe('busy-organization', () => {
	it('has sixty identifications in all four states, and what each may do follows from its state', async () => {
		const session = 'busy';
		await use('busy-organization', session);
		const { json } = await call(mock, 'GET', `/__admin/sessions/${session}/resources/identification?limit=100`);
		const { entities } = json as { entities: { identification_id: string; status: string }[] };
		const count: Record<string, number> = {};
		for (const { status } of entities) count[status] = (count[status] ?? 0) + 1;
		expect(count).toEqual({ PENDING: 24, VALIDATED: 18, CANCELLED: 9, EXPIRED: 9 });
		expect(new Set(entities.map(({ identification_id }) => identification_id)).size).toBe(60);
		for (const { identification_id: id, status } of entities) {
			const read = await send('get', { id, session });
			expect([read.outcome, (JSON.parse(read.text) as { status: string }).status]).toEqual([200, status]);
			const cancelled = await send('cancel', { id, session });
			expect(cancelled.outcome, `${status} ${id}`).toBe(status === 'PENDING' ? 204 : 409);
		}
	});
});

describe('actor-and-flat-fields-disagree', () => {
	it('refuses an identification with an actor and a name beside it, and no other', async () => {
		const session = 'disagree';
		await use('actor-and-flat-fields-disagree', session);
		const actor = {
			name: 'James',
			last_name: 'Smith',
			identity_document: { document_number: '12345678A', document_type: 'IDENTITY_CARD', country: 'ES' },
		};
		const ask = async (body: object): Promise<number> => (await call(mock, 'POST', BASE, { body, session })).status;
		expect(await ask({ actor, name: 'James' })).toBe(400);
		expect(await ask({ actor, configuration_name: 'HIGH' })).toBe(200);
		expect(await ask({ name: 'James' })).toBe(200);
	});
});

describe('a scenario named for one request', () => {
	it('speaks for that request alone, on the session’s own state', async () => {
		const session = 'visited';
		const id = await use('happy-path', session);
		const headers = { 'x-mock-session': session, 'x-mock-scenario': 'server-error' };
		const visited = await sendTo(`${mock.url}/v1`, requestOf('cancel', id), { headers });
		expect(visited.outcome).toBe(500);
		expect((await send('get', { id, session })).text).toContain('PENDING');
		expect((await send('cancel', { id, session })).outcome).toBe(204);
		const unknown = await sendTo(`${mock.url}/v1`, requestOf('get', id), {
			headers: { 'x-mock-session': session, 'x-mock-scenario': 'server-eror' },
		});
		expect([unknown.outcome, unknown.headers.get('x-mock-reason')]).toEqual([
			400,
			expect.stringContaining('server-error'),
		]);
	});
});
