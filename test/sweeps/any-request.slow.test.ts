// Random bodies and parameters on every shipped operation: never a 5xx that nobody asked for, always an answer of the
// document, and the mock answers afterwards.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { compileSchema, type Operation } from '../../spec/index.ts';
import { OPERATION_NAMES, OPERATIONS, type OperationName, requestOf } from '../support/battery.ts';
import { BASE, CREATE, call, create, startTestMock } from '../support/mock.ts';
import { sendRaw } from '../support/raw.ts';

let mock: RunningMock;
let id: string;
const statuses = new Map<string, number>();
beforeAll(async () => {
	mock = await startTestMock();
	id = await create(mock);
});
afterAll(() => {
	const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
	console.log(`${total} random requests: ${[...statuses].map(([key, count]) => `${key} × ${count}`).join(', ')}`);
});

const operationOf = (name: OperationName): Operation =>
	mock.engine.router.plans.find(({ operation }) => operation.id === OPERATIONS[name])?.operation as Operation;

/** Holds an answer to its operation: documented, or one of those that any server gives. */
function judge(name: OperationName, status: number, text: string): void {
	statuses.set(`${name} ${status}`, (statuses.get(`${name} ${status}`) ?? 0) + 1);
	expect(status, text).toBeLessThan(500);
	const { responses } = operationOf(name);
	const definition = responses.get(String(status)) ?? responses.get('default');
	expect(definition).toBeDefined();
	const [mediaType] = definition?.mediaTypes ?? [];
	if (!mediaType) expect(text).toBe('');
	else if (mediaType.schema) expect(compileSchema(mediaType.schema, 'response')(JSON.parse(text))).toEqual([]);
}

/** Bodies near the right one: a good one with any value at any of its places. */
const nearlyRight = fc
	.tuple(
		fc.constantFrom(
			'name',
			'last_name',
			'identity_document',
			'configuration_name',
			'expires_in',
			'scoring',
			'__proto__',
		),
		fc.constantFrom('', 'document_number', 'document_type', 'country', 'provider', 'constructor'),
		fc.jsonValue({ maxDepth: 3 }),
	)
	.map(([outer, inner, value]) => {
		const body = structuredClone(CREATE) as Record<string, unknown>;
		const put = (target: object, key: string): void =>
			void Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
		const member = body[outer];
		if (inner !== '' && typeof member === 'object' && member !== null && outer !== '__proto__') put(member, inner);
		else put(body, outer);
		return JSON.stringify(body);
	});
const bodies = fc.oneof(
	nearlyRight,
	fc.json({ maxDepth: 5 }),
	fc.string({ unit: 'grapheme', minLength: 1 }),
	fc.string({ unit: 'binary', minLength: 1 }),
	fc.constantFrom('null', '0', 'false', '""', '[]', '{}', '-0', '1e999', '{"name":null}', '\ufeff{}'),
);
const durations = fc.oneof(
	fc.stringMatching(/^[-+]?P(\d{1,4}[YMWD]){0,3}(T(\d{1,5}[HMS]){0,3})?$/),
	fc.string({ maxLength: 12 }),
);
const segments = fc.oneof(
	fc.string({ minLength: 1, maxLength: 40 }),
	fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
	fc.uuid(),
	fc.constantFrom('..', '.', '__proto__', 'constructor', '%', '{id}', 'a/b', '\u0000', '*', ':id'),
);
const headerValues = fc.oneof(
	fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,40}[\x21-\x7e])?$/),
	fc.constantFrom('', '0', ',', '88.52,-123.1', '0b7e4c1a-52c4-4f8e-8a55-6f0f5a1d9e20', 'f'.repeat(32)),
);
const RUNS = { numRuns: 300, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false };

describe('whatever is sent', () => {
	it('create: any body gets a documented answer', async () => {
		await fc.assert(
			fc.asyncProperty(bodies, async (body) => {
				const reply = await call(mock, 'POST', BASE, { body });
				judge('create', reply.status, reply.text);
				expect(reply.reason).toMatch(/^[\x20-\x7e]{0,400}$/);
				if (reply.status !== 200) expect(reply.reason).not.toBe('');
			}),
			RUNS,
		);
	});

	it('create: any duration is good or refused', async () => {
		await fc.assert(
			fc.asyncProperty(durations, async (expires_in) => {
				const reply = await call(mock, 'POST', BASE, { body: { ...CREATE, expires_in } });
				judge('create', reply.status, reply.text);
				if (reply.status === 200) {
					const { identification_id } = reply.json as { identification_id: string };
					const read = await call(mock, 'GET', `${BASE}/${identification_id}`);
					judge('get', read.status, read.text);
					const until = new Date((read.json as { expires_at: string }).expires_at).getTime();
					expect(until).toBeGreaterThan(Date.now() - 1000);
					expect(until).toBeLessThanOrEqual(Date.now() + 30 * 86_400_000);
				} else expect(reply.status).toBe(400);
			}),
			RUNS,
		);
	});

	it.each(OPERATION_NAMES)('%s: any path parameters, query and headers get a documented answer', async (name) => {
		const { method, path, headers, body } = requestOf(name, 'ID');
		const arbitrary = fc.record({
			org: fc.oneof(segments, fc.constant('acme')),
			key: fc.oneof(segments, fc.constant('known')),
			query: fc.string({ maxLength: 60 }),
			headers: fc.dictionary(
				fc.constantFrom('x-installation_id', 'x-fingerprint', 'x-location', 'accept', 'x-unknown', 'cookie', 'baggage'),
				headerValues,
			),
		});
		await fc.assert(
			fc.asyncProperty(arbitrary, async (given) => {
				const key = given.key === 'known' ? id : given.key;
				// A URL takes dots away before they are sent.
				fc.pre(![given.org, key].some((one) => /^\.{1,2}$/.test(one)));
				const encode = (text: string): string => encodeURIComponent(text.toWellFormed());
				const target = `/v1${path.replace('acme', encode(given.org)).replace('ID', encode(key))}`;
				// Those names choose a session, and a bad one is refused before any operation is.
				fc.pre(!/mock-session/.test(JSON.stringify(given.headers)));
				const reply = await call(mock, method, `${target}?${encodeURIComponent(given.query.toWellFormed())}`, {
					...(body && { body }),
					headers: { ...headers, ...given.headers },
				});
				// An encoded NUL names nothing, so no operation is chosen.
				if (reply.reason.startsWith('match'))
					expect([reply.status, target]).toEqual([400, expect.stringContaining('%00')]);
				else judge(name, reply.status, reply.text);
			}),
			RUNS,
		);
	});

	it('any bytes on a socket do no harm', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
				const start = `POST ${BASE} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nContent-Type: application/json\r\nContent-Length: ${bytes.length}\r\n\r\n`;
				const reply = await sendRaw(mock.port, [start, bytes], { quietMs: 5 });
				judge('create', reply.status, reply.text.split('\r\n\r\n')[1] ?? '');
			}),
			{ ...RUNS, numRuns: 60 },
		);
	});
});

describe('the mock afterwards', () => {
	it('answers as ever', async () => {
		const fresh = await create(mock);
		expect((await call(mock, 'DELETE', `${BASE}/${fresh}`)).status).toBe(204);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		expect(statuses.size).toBeGreaterThan(8);
	});
});
