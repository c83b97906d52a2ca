// Every operation of the shipped documents, and every status that they document, reached by a scenario or a plain request.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { compileSchema, loadDocuments, type Operation } from '../../spec/index.ts';
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
import { PAIR } from '../support/pair.ts';

const { operations } = await loadDocuments(PAIR);
const overlay = new URL('../../spec/overlays/errors-with-body.overlay.yaml', import.meta.url).pathname;
const byId = new Map(operations.map((operation) => [operation.id, operation]));
const documented = operations.flatMap(({ id, responses }) => [...responses.keys()].map((key) => `${id} ${key}`));
const reached = new Set<string>();
const UNKNOWN = '00000000-0000-4000-8000-00000000000f';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock();
});
afterAll(() => {
	console.log(`${reached.size} of ${documented.length} documented statuses of ${operations.length} operations reached`);
});

/** Holds an answer to its operation's document and counts it. */
function judge(name: OperationName, reply: BatteryReply, known = byId): void {
	const operation = known.get(OPERATIONS[name]) as Operation;
	const { outcome, text } = reply;
	expect(outcome, `${name}: ${reply.headers.get('x-mock-reason')}`).toBeTypeOf('number');
	const key = [String(outcome), `${String(outcome)[0]}XX`, 'default'].find((one) => operation.responses.has(one));
	expect(key, `${operation.id} documents ${outcome}`).toBeDefined();
	const mediaTypes = operation.responses.get(key as string)?.mediaTypes ?? [];
	const type = (reply.headers.get('content-type') ?? '').split(';', 1)[0];
	if (mediaTypes.length === 0) expect([text, type]).toEqual(['', '']);
	else {
		const mediaType = mediaTypes.find((one) => one.type === type);
		expect(mediaType?.schema, `${operation.id} ${key} documents ${type}`).toBeDefined();
		if (mediaType?.schema) expect(compileSchema(mediaType.schema, 'response')(JSON.parse(text))).toEqual([]);
	}
	if (known === byId) reached.add(`${operation.id} ${key}`);
}

async function send(name: OperationName, id: string, headers: Record<string, string> = {}): Promise<BatteryReply> {
	const reply = await sendTo(`${mock.url}/v1`, requestOf(name, id), { headers });
	judge(name, reply);
	return reply;
}

describe('the documents', () => {
	it('have the operations that the sweeps know, and no other', () => {
		expect(operations.map(({ id }) => id).sort()).toEqual(Object.values(OPERATIONS).sort());
	});
});

describe('scenarios', () => {
	const plays = Object.entries(PLAYS).filter(([, acts]) =>
		acts.flat().every(([, outcome]) => typeof outcome === 'number'),
	);
	it.each(plays.filter(([name]) => name !== 'slow'))('%s answers what is documented', async (name, acts) => {
		for (const [act, scenes] of acts.entries()) {
			const session = `${name}-${act}`;
			const { json } = await call(mock, 'PUT', `/__admin/sessions/${session}/scenario`, { body: { name } });
			const { parameters } = (json as { scenario: { parameters: { identification_id: string } } }).scenario;
			for (const [operation] of scenes) {
				await send(operation, parameters.identification_id, { 'x-mock-session': session });
			}
		}
	});
});

describe('plain requests', () => {
	it.each(OPERATION_NAMES)('%s: refused by its input, its token and its state, without any scenario', async (name) => {
		const id = await create(mock);
		expect((await send(name, id, { authorization: '' })).outcome).toBe(401);
		if (name === 'create') {
			const request = { ...requestOf(name, id), body: { expires_in: 'P31D' } };
			const reply = await sendTo(`${mock.url}/v1`, request);
			judge(name, reply);
			expect(reply.outcome).toBe(400);
			return;
		}
		expect((await send(name, 'abc')).outcome).toBe(400);
		expect((await send(name, UNKNOWN)).outcome).toBe(404);
		expect((await send(name, id)).outcome).toBe(name === 'get' ? 200 : 204);
		expect((await send(name, id)).outcome).toBe(name === 'get' ? 200 : 409);
	});

	it.each(operations.map(({ id }) => id))(
		'%s: each of its statuses when the caller prefers it',
		async (operationId) => {
			const name = OPERATION_NAMES.find((one) => OPERATIONS[one] === operationId) as OperationName;
			for (const key of byId.get(operationId)?.responses.keys() ?? []) {
				const status = key === 'default' ? 418 : Number(key);
				const reply = await send(name, UNKNOWN, { prefer: `code=${status}` });
				expect(reply.outcome).toBe(status);
			}
		},
	);
});

describe('all of it', () => {
	it('was reached', () => {
		expect(documented.length).toBeGreaterThan(0);
		expect(documented.filter((one) => !reached.has(one))).toEqual([]);
	});

	it('is what the coverage of the control API says as well', async () => {
		const { json } = await call(mock, 'GET', '/__admin/coverage');
		expect(json).toMatchObject({ total: documented.length, exercised: documented.length });
	});
});

describe('with the overlay that gives errors a body', () => {
	it('every documented status has a body that fits', async () => {
		const overlaid = await startTestMock({ overlays: [overlay] });
		const known = new Map(overlaid.engine.router.plans.map(({ operation }) => [operation.id, operation]));
		const id = await create(overlaid);
		let count = 0;
		for (const name of OPERATION_NAMES) {
			for (const key of byId.get(OPERATIONS[name])?.responses.keys() ?? []) {
				const status = key === 'default' ? 503 : Number(key);
				const reply = await sendTo(`${overlaid.url}/v1`, requestOf(name, id), {
					headers: { prefer: `code=${status}` },
				});
				judge(name, reply, known);
				if (status >= 400) expect(JSON.parse(reply.text), `${name} ${status}`).toHaveProperty('errors');
				count += 1;
			}
		}
		expect(count).toBe(documented.length);
		for (const [request, status] of [
			[{ ...requestOf('create', id), body: { expires_in: '7 days' } }, 400],
			[{ ...requestOf('create', id), headers: { authorization: '' } }, 401],
			[requestOf('get', UNKNOWN), 404],
		] as const) {
			const reply = await sendTo(`${overlaid.url}/v1`, request);
			expect([reply.outcome, Object.keys(JSON.parse(reply.text))]).toEqual([status, ['errors']]);
		}
	});
});
