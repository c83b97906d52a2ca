// Every shipped scenario keeps its promise on an identification that the app has made itself: used before, or after it was made.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { OPERATION_NAMES, type Outcome, PLAYS, requestOf, type Scene, sendTo } from '../support/battery.ts';
import { call, create, startTestMock } from '../support/mock.ts';

let mock: RunningMock;
let played = 0;
beforeAll(async () => {
	mock = await startTestMock();
});
afterAll(() => {
	console.log(`${Object.keys(PLAYS).length} scenarios in both orders, ${played} calls`);
});

/** What the script counts, the making of the identification counts as well. */
const AFTER_CREATE: Readonly<Record<string, readonly Scene[]>> = {
	flaky: [
		['get', 200],
		['get', 500],
		['get', 200],
		['cancel', 204],
		['get', 500],
	],
};

async function send(operation: Scene[0], args: { id: string; session: string; outcome?: Outcome }) {
	played += 1;
	return sendTo(`${mock.url}/v1`, requestOf(operation, args.id), {
		headers: { 'x-mock-session': args.session },
		...(args.outcome === 'hang' && { patienceMs: 300 }),
	});
}

async function play(scenes: readonly Scene[], { id, session, name }: { id: string; session: string; name: string }) {
	for (const [operation, outcome, body] of scenes) {
		const reply = await send(operation, { id, session, outcome });
		const where = `${name}: ${operation}: ${reply.headers.get('x-mock-reason')}`;
		expect(reply.outcome, where).toBe(outcome);
		if (body) expect(JSON.parse(reply.text), where).toMatchObject(body);
	}
}

async function use(session: string, body: object): Promise<void> {
	const reply = await call(mock, 'PUT', `/__admin/sessions/${session}/scenario`, { body });
	expect(reply.status, reply.text).toBe(200);
}

const ACTS = Object.entries(PLAYS).flatMap(([name, acts]) => acts.map((scenes, act) => [name, act, scenes] as const));

describe.each(ACTS)('%s, act %i', (name, act, scenes) => {
	it('keeps its promise on what was there before', async () => {
		const session = `entity-first-${name}-${act}`;
		const id = await create(mock, session);
		await use(session, { name, keep: true });
		await play(scenes, { id, session, name });
	});

	it('keeps its promise on what is made while it is in use', async () => {
		const session = `scenario-first-${name}-${act}`;
		await use(session, { name });
		const [outcome] = scenes.filter(([operation]) => operation === 'create').map(([, made]) => made);
		const made = await send('create', { id: '', session, ...(outcome === 'hang' && { outcome }) });
		// Where none can be made, that is the promise.
		expect([200, outcome]).toContain(made.outcome);
		if (made.outcome !== 200) return;
		const { identification_id: id } = JSON.parse(made.text) as { identification_id: string };
		await play(AFTER_CREATE[name] ?? scenes, { id, session, name });
	});

	it('keeps its promise on the one that it is applied to', async () => {
		const session = `one-${name}-${act}`;
		const other = await create(mock, session);
		const id = await create(mock, session);
		await use(session, { name, entity: { resource: 'identification', key: id } });
		await play(scenes, { id, session, name });
		const own = scenes.some(([operation, outcome]) => operation === 'cancel' && outcome !== 204);
		if (!own) return;
		const left = await send('cancel', { id: other, session });
		expect(left.outcome, `${name}: ${left.headers.get('x-mock-reason')}`).toBe(204);
	});
});

it('has a play for every call of the API', () => {
	const called = new Set(ACTS.flatMap(([, , scenes]) => scenes.map(([operation]) => operation)));
	expect([...called].sort()).toEqual([...OPERATION_NAMES].sort());
});
