// Prism as the referee: it finds nothing in the mock's answers over all scenarios and all documented statuses, and it
// does find what is off the document on purpose. Requests are well-formed: Prism answers the others itself.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { Operation } from '../../spec/index.ts';
import {
	type BatteryReply,
	OPERATION_NAMES,
	OPERATIONS,
	type OperationName,
	PLAYS,
	requestOf,
	sendTo,
} from '../support/battery.ts';
import { call, create, startTestMock } from '../support/mock.ts';
import { PAIR, pairScenarios } from '../support/pair.ts';
import { type Referee, readVerdict, startReferee } from './prism.ts';

const folder = mkdtempSync(join(tmpdir(), 'referee-'));
const referees = new Map<string, Referee>();
const judged = new Map<string, number>();
let mock: RunningMock;

beforeAll(async () => {
	cpSync(pairScenarios(), folder, { recursive: true });
	writeFileSync(
		join(folder, 'off-the-document.yaml'),
		`name: off-the-document
title: Answers that no document has
script:
  - on: ${OPERATIONS.get}
    reply: { status: 200, body: { status: LOST } }
    offSpec: true
  - on: ${OPERATIONS.create}
    reply: { status: 503, body: { errors: [{}] } }
    offSpec: true
`,
	);
	mock = await startTestMock({ scenarios: folder });
	await Promise.all(
		PAIR.map(async (document) => referees.set(document, await startReferee(document, `${mock.url}/v1`))),
	);
}, 60_000);
afterAll(async () => {
	await Promise.all([...referees.values()].map((referee) => referee.stop()));
	rmSync(folder, { recursive: true, force: true });
	const total = [...judged.values()].reduce((sum, count) => sum + count, 0);
	console.log(`${total} answers judged by Prism, of ${judged.size} operations and statuses`);
});

const operationOf = (name: OperationName): Operation =>
	mock.engine.router.plans.find(({ operation }) => operation.id === OPERATIONS[name])?.operation as Operation;

/** Through the referee of the operation's own document. */
async function send(
	name: OperationName,
	id: string,
	headers: Record<string, string> = {},
	body?: object,
): Promise<BatteryReply> {
	const referee = referees.get(operationOf(name).document.file) as Referee;
	const request = { ...requestOf(name, id), ...(body && { body }) };
	return sendTo(referee.url, request, { headers });
}

/** Nothing found, and the answer is the mock's own. */
function expectNothing(name: OperationName, reply: BatteryReply, outcome: number): void {
	expect(readVerdict(reply), `${name} ${outcome}`).toBeUndefined();
	expect([reply.outcome, reply.headers.get('x-mock-session') !== null]).toEqual([outcome, true]);
	const kind = `${name} ${outcome}`;
	judged.set(kind, (judged.get(kind) ?? 0) + 1);
}

/** Uses a scenario in a session and tells its identification's id. */
async function use(name: string, session: string): Promise<string> {
	const { status, json, text } = await call(mock, 'PUT', `/__admin/sessions/${session}/scenario`, { body: { name } });
	expect(status, text).toBe(200);
	return (json as { scenario: { parameters: { identification_id: string } } }).scenario.parameters.identification_id;
}

describe('Prism finds nothing', () => {
	const plays = Object.entries(PLAYS).filter(([, acts]) =>
		acts.flat().every(([, outcome]) => typeof outcome === 'number'),
	);
	// What `slow` sends is what `happy-path` sends.
	it.each(plays.filter(([name]) => name !== 'slow'))('in scenario %s', async (name, acts) => {
		for (const [act, scenes] of acts.entries()) {
			const session = `${name}-${act}`;
			const id = await use(name, session);
			for (const [operation, outcome] of scenes) {
				expectNothing(operation, await send(operation, id, { 'x-mock-session': session }), outcome as number);
			}
		}
	});

	it.each(OPERATION_NAMES)('in any documented status and example of %s', async (name) => {
		const id = await create(mock);
		const { responses } = operationOf(name);
		expect(responses.size).toBeGreaterThan(3);
		for (const [key, { mediaTypes }] of responses) {
			const status = key === 'default' ? 503 : Number(key);
			for (const more of ['', ', dynamic=true', ', dynamic=true, seed=7']) {
				expectNothing(name, await send(name, id, { prefer: `code=${status}${more}` }), status);
			}
			for (const { name: example } of mediaTypes.flatMap(({ examples }) => examples)) {
				expectNothing(name, await send(name, id, { prefer: `code=${status}, example=${example}` }), status);
			}
		}
	});

	it('in what becomes of every example of a request', async () => {
		const examples = operationOf('create').requestBody?.mediaTypes.flatMap((mediaType) => mediaType.examples) ?? [];
		expect(examples.length).toBeGreaterThan(3);
		for (const { value } of examples) {
			const made = await send('create', '', {}, value as object);
			expectNothing('create', made, 200);
			const { identification_id: id } = JSON.parse(made.text) as { identification_id: string };
			expectNothing('get', await send('get', id), 200);
			expectNothing('cancel', await send('cancel', id), 204);
			expectNothing('get', await send('get', id), 200);
			expectNothing('validate', await send('validate', id), 409);
		}
	});

	it('in sixty generated identifications', async () => {
		await use('busy-organization', 'sixty');
		const { json } = await call(mock, 'GET', '/__admin/sessions/sixty/resources/identification?limit=100');
		const { entities } = json as { entities: { identification_id: string }[] };
		expect(entities.length).toBe(60);
		for (const { identification_id: id } of entities) {
			expectNothing('get', await send('get', id, { 'x-mock-session': 'sixty' }), 200);
		}
	});

	it('left out: every documented status of every operation was judged', () => {
		const keys = OPERATION_NAMES.flatMap((name) =>
			[...operationOf(name).responses.keys()].map((key) => `${name} ${key}`),
		);
		expect(keys.length).toBe(22);
		expect(keys.filter((key) => !judged.has(key.replace('default', '503')))).toEqual([]);
	});
});

describe('Prism does find', () => {
	it.each([
		['get', 'a body that is not the document’s'],
		['create', 'a body of another shape than the default answer’s'],
	] as const)('in %s: %s', async (name, _what) => {
		await use('off-the-document', 'off');
		const reply = await send(name, '00000000-0000-4000-8000-00000000000f', { 'x-mock-session': 'off' });
		expect(reply.outcome).toBe(500);
		expect(reply.text).toContain('errors#VIOLATIONS');
		expect(readVerdict(reply)).toMatch(/"location":\["response","body"/);
		expect(() => expectNothing(name, reply, reply.outcome as number)).toThrow();
	});
});
