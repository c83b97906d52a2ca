// Threats 37 to 39 and 43: many at once, and long runs. What the control API does in the middle of it (threats 40 to 42,
// 44, 45) stands in test/mock/control, how the program ends in program.process.test.ts.

import { Agent, request as send } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { BASE, CREATE, call, create, startTestMock } from '../support/mock.ts';
import { head, sendRaw } from '../support/raw.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 20 });
afterAll(() => agent.destroy());
const DEVICE = {
	'x-installation_id': '0b7e4c1a-52c4-4f8e-8a55-6f0f5a1d9e20',
	'x-fingerprint': '0'.repeat(32),
	'user-agent': 'x',
};
interface Seen {
	status: number;
	reason: string;
	text: string;
}

/** A call on one of twenty connections that stay open. */
function ask(
	{ port }: { port: number },
	{ method, path, session, body }: { method: string; path: string; session: string; body?: unknown },
): Promise<Seen> {
	return new Promise((resolve, reject) => {
		const text = body === undefined ? '' : JSON.stringify(body);
		const headers = {
			authorization: 'Bearer x',
			'x-mock-session': session,
			...DEVICE,
			...(text !== '' && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
		};
		send({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (chunk: string) => {
				text += chunk;
			});
			answer.once('end', () =>
				resolve({ status: answer.statusCode ?? 0, reason: String(answer.headers['x-mock-reason'] ?? ''), text }),
			);
		})
			.once('error', reject)
			.end(text);
	});
}

function count<Key extends string | number>(values: readonly Key[]): Record<Key, number> {
	const counts = {} as Record<Key, number>;
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}
const times = <Value>(number: number, make: (index: number) => Value): Value[] =>
	Array.from({ length: number }, (_, index) => make(index));
const statusesOf = (seen: readonly Seen[]): Record<number, number> => count(seen.map(({ status }) => status));

async function use(mock: RunningMock, name: string, session: string): Promise<string> {
	const { json } = await call(mock, 'PUT', `/__admin/sessions/${session}/scenario`, { body: { name } });
	return (json as { scenario: { parameters: { identification_id: string } } }).scenario.parameters.identification_id;
}

describe('twenty at once for one identification (threat 37)', () => {
	it('twenty cancels are one 204 and nineteen 409, and one move in the journal', async () => {
		const mock = await startTestMock();
		for (const session of times(5, (index) => `round-${index}`)) {
			const id = await create(mock, session);
			const seen = await Promise.all(times(20, () => ask(mock, { method: 'DELETE', path: `${BASE}/${id}`, session })));
			expect(statusesOf(seen)).toEqual({ 204: 1, 409: 19 });
			const outcomes = mock.engine.sessions
				.peek(session)
				?.journal.list()
				.map(({ answer }) => answer.why.entity?.outcome);
			expect(count(outcomes?.map(String) ?? [])).toEqual({ created: 1, moved: 1, refused: 19 });
		}
	});

	it('cancels and validations together move it once', async () => {
		const mock = await startTestMock();
		const session = 'both';
		const id = await create(mock, session);
		const seen = await Promise.all(
			times(20, (index) =>
				index % 2
					? ask(mock, { method: 'DELETE', path: `${BASE}/${id}`, session })
					: ask(mock, { method: 'POST', path: `${BASE}/${id}/validate`, session }),
			),
		);
		expect(statusesOf(seen)).toEqual({ 204: 1, 409: 19 });
	});

	it('twenty on one connection, one behind the other, are answered in order', async () => {
		const mock = await startTestMock();
		const id = await create(mock);
		const reply = await sendRaw(mock.port, head('DELETE', `${BASE}/${id}`).repeat(20), { quietMs: 300 });
		const statuses = [...reply.text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
		expect(statuses).toEqual(['204', ...times(19, () => '409')]);
	});

	it('a cue that speaks once or twice does so, whoever comes first', async () => {
		const mock = await startTestMock();
		const late = await use(mock, 'late-arrival', 'late');
		const found = await Promise.all(
			times(20, () => ask(mock, { method: 'GET', path: `${BASE}/${late}`, session: 'late' })),
		);
		expect(statusesOf(found)).toEqual({ 404: 2, 200: 18 });
		const once = await use(mock, 'conflict-once', 'once');
		const seen = await Promise.all(
			times(20, () => ask(mock, { method: 'DELETE', path: `${BASE}/${once}`, session: 'once' })),
		);
		expect(statusesOf(seen)).toEqual({ 204: 1, 409: 19 });
		expect(seen.filter(({ reason }) => reason.startsWith('cue ')).length).toBe(1);
		const third = await use(mock, 'flaky', 'flaky');
		const mixed = await Promise.all(
			times(300, () => ask(mock, { method: 'GET', path: `${BASE}/${third}`, session: 'flaky' })),
		);
		expect(statusesOf(mixed)).toEqual({ 200: 200, 500: 100 });
	});
});

describe('two hundred creations at once (threat 38)', () => {
	it('are two hundred identifications with ids of their own', async () => {
		const mock = await startTestMock({ seed: 7 });
		const seen = await Promise.all(
			times(200, () => ask(mock, { method: 'POST', path: BASE, session: 'many', body: CREATE })),
		);
		expect(statusesOf(seen)).toEqual({ 200: 200 });
		expect(new Set(seen.map(({ text }) => text)).size).toBe(200);
		const list = (await call(mock, 'GET', '/__admin/sessions/many/resources/identification?limit=1')).json;
		expect(list).toMatchObject({ total: 200 });
	});

	it('are in sessions of their own where they name one each, and old sessions make room', async () => {
		const mock = await startTestMock({ maxSessions: 20 });
		const seen = await Promise.all(
			times(200, (index) => ask(mock, { method: 'POST', path: BASE, session: `s${index}`, body: CREATE })),
		);
		expect(statusesOf(seen)).toEqual({ 200: 200 });
		expect(mock.engine.sessions.count()).toBeLessThanOrEqual(20);
		expect((await ask(mock, { method: 'POST', path: BASE, session: 's0', body: CREATE })).status).toBe(200);
	});
});

describe('fifty at once for one key that the callers choose (threat 39)', () => {
	const answers = (...statuses: number[]): object =>
		Object.fromEntries(statuses.map((status) => [status, { description: String(status) }]));
	const name = { name: 'name', in: 'path', required: true, schema: { type: 'string' } };
	const document = {
		openapi: '3.1.0',
		info: { title: 'Coupons', version: '1' },
		'x-lifecycle': { coupon: { key: 'name' } },
		paths: {
			'/coupons': {
				post: {
					operationId: 'createCoupon',
					'x-effect': { create: 'coupon' },
					requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
					responses: answers(201, 400, 409),
				},
			},
			'/coupons/{name}': {
				delete: {
					operationId: 'deleteCoupon',
					parameters: [name],
					'x-effect': { delete: 'coupon', key: '$request.path.name' },
					responses: answers(204, 404),
				},
			},
		},
	};
	const start = (): Promise<RunningMock> => startTestMock({ documents: [JSON.parse(JSON.stringify(document))] });
	const make = (mock: RunningMock) =>
		ask(mock, { method: 'POST', path: '/coupons', session: 's', body: { name: 'spring' } });

	it('one creation is 201 and the rest are 409', async () => {
		const mock = await start();
		expect(statusesOf(await Promise.all(times(50, () => make(mock))))).toEqual({ 201: 1, 409: 49 });
		expect(mock.engine.sessions.peek('s')?.store.list('coupon')).toHaveLength(1);
	});

	it('creations and deletions in turn never leave two', async () => {
		const mock = await start();
		const remove = () => ask(mock, { method: 'DELETE', path: '/coupons/spring', session: 's' });
		const seen = statusesOf(await Promise.all(times(100, (index) => (index % 2 ? remove() : make(mock)))));
		const left = (seen[201] ?? 0) - (seen[204] ?? 0);
		expect([0, 1]).toContain(left);
		expect(mock.engine.sessions.peek('s')?.store.list('coupon')).toHaveLength(left);
		expect((seen[201] ?? 0) + (seen[409] ?? 0)).toBe(50);
		expect((seen[204] ?? 0) + (seen[404] ?? 0)).toBe(50);
	});
});

describe('a long run (threat 43)', () => {
	it('keeps the journal within its cap and memory where it was', { timeout: 60_000 }, async () => {
		setFlagsFromString('--expose-gc');
		const collect = runInNewContext('gc') as () => void;
		const mock = await startTestMock({ journal: 200, maxEntities: 300 });
		const run = async (requests: number): Promise<number> => {
			const worker = async (): Promise<void> => {
				for (let turn = 0; turn < requests / 20; turn += 1) {
					const made = await ask(mock, { method: 'POST', path: BASE, session: 'long', body: CREATE });
					const { identification_id: id } = JSON.parse(made.text) as { identification_id: string };
					await ask(mock, { method: 'DELETE', path: `${BASE}/${id}`, session: 'long' });
				}
			};
			await Promise.all(times(10, worker));
			collect();
			return process.memoryUsage().heapUsed;
		};
		const before = await run(2000);
		const after = await run(8000);
		const session = mock.engine.sessions.peek('long');
		expect(session?.journal.length).toBe(200);
		expect((session?.journal.length ?? 0) + (session?.journal.dropped ?? 0)).toBe(10_000);
		expect(session?.store.list('identification').length).toBe(300);
		expect(after / before).toBeLessThan(1.3);
	});
});
