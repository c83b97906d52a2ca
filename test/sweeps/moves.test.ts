// Every state × every move of the shipped documents, in the states that the control API puts the entities into.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { loadDocuments } from '../../spec/index.ts';
import { OPERATION_NAMES, OPERATIONS, type OperationName, requestOf, sendTo } from '../support/battery.ts';
import { call, startTestMock } from '../support/mock.ts';
import { PAIR } from '../support/pair.ts';

const { operations, resources } = await loadDocuments(PAIR);
const states = [...(resources.get('identification')?.states.keys() ?? [])];
const moves = operations.flatMap(({ id, effect }) => (effect?.kind === 'move' ? [{ id, ...effect }] : []));
const cases = states.flatMap((state) => moves.map((move) => [state, move.id, move] as const));
const session = 'moves';
const COLLECTION = `/__admin/sessions/${session}/resources/identification`;
let mock: RunningMock;
let done = 0;
beforeAll(async () => {
	mock = await startTestMock();
});
afterAll(() => {
	console.log(`${states.length} states × ${moves.length} moves: ${done} tried`);
});

/** Puts an identification into a state and tells its id. */
async function put(state: string): Promise<string> {
	const expires_at = { [state === 'EXPIRED' ? 'before' : 'after']: 'P1D' };
	const { status, json, text } = await call(mock, 'POST', COLLECTION, {
		body: { org_id: 'acme', status: state, configuration_name: 'LOW', expires_at },
	});
	expect(status, text).toBe(201);
	return (json as { identification_id: string }).identification_id;
}

const nameOf = (id: string): OperationName => OPERATION_NAMES.find((one) => OPERATIONS[one] === id) as OperationName;
const send = (name: OperationName, id: string) =>
	sendTo(`${mock.url}/v1`, requestOf(name, id), { headers: { 'x-mock-session': session } });

async function readState(id: string): Promise<string> {
	const { outcome, text } = await send('get', id);
	expect(outcome).toBe(200);
	return (JSON.parse(text) as { status: string }).status;
}

it('the documents have states and moves', () => {
	expect([states.length, moves.length]).toEqual([4, 2]);
});

describe.each(cases)('an entity that is %s, and %s', (state, operationId, move) => {
	// All but PENDING are final.
	const isAllowed = state === 'PENDING';
	it(isAllowed ? `becomes ${move.to} with 204, once` : 'is refused with 409 and stays as it is', async () => {
		const id = await put(state);
		expect(await readState(id)).toBe(state);
		const first = await send(nameOf(operationId), id);
		expect(first.outcome).toBe(isAllowed ? 204 : 409);
		expect(await readState(id)).toBe(isAllowed ? move.to : state);
		const again = await send(nameOf(operationId), id);
		expect(again.outcome).toBe(409);
		expect(again.headers.get('x-mock-reason')).toContain(isAllowed ? move.to : state);
		const other = await call(mock, 'GET', `${COLLECTION}/${id}`);
		expect(other.json).toMatchObject({ status: isAllowed ? move.to : state });
		done += 1;
	});
});

describe('an entity that the control API moves', () => {
	const pairs = states.flatMap((from) => states.map((to) => [from, to] as const));
	it.each(pairs)('from %s to %s is there at once', async (from, to) => {
		const id = await put(from);
		const reply = await call(mock, 'PATCH', `${COLLECTION}/${id}`, { body: { status: to } });
		expect(reply.status, reply.text).toBe(200);
		// What is pending and past its time expires when it is next looked at.
		const isOverdue = to === 'PENDING' && from === 'EXPIRED';
		expect(await readState(id)).toBe(isOverdue ? 'EXPIRED' : to);
	});
});

it('time moves what is pending, and nothing else', async () => {
	const ids = new Map<string, string>();
	for (const state of states) ids.set(state, await put(state));
	await call(mock, 'PUT', `/__admin/sessions/${session}/clock`, { body: { advance: 'P2D' } });
	for (const [state, id] of ids) expect(await readState(id)).toBe(state === 'PENDING' ? 'EXPIRED' : state);
});
