// Threats 40 to 42 and 75: many at once, and the control API in the middle of it.

import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { control, copyScenarios, order, STEPS_ID, startOrders } from './support.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
afterAll(() => agent.destroy());
const ONE = `/v1/shops/acme/orders/${STEPS_ID}`;

/** A cancellation on one of eight connections that stay open; its status. */
function cancel(mock: { port: number }, session: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const headers = { authorization: 'Bearer x', 'x-mock-session': session };
		request({ agent, host: '127.0.0.1', port: mock.port, path: ONE, method: 'DELETE', headers }, (response) => {
			response.resume().once('end', () => resolve(response.statusCode ?? 0));
		})
			.once('error', reject)
			.end();
	});
}

function count(statuses: readonly number[]): Record<number, number> {
	const counts: Record<number, number> = {};
	for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

describe('a script of four steps under eight workers (threat 40)', () => {
	it('plays each step exactly as often as it says, in order', async () => {
		const scenarios = copyScenarios();
		const step = (status: number): string => `  - on: cancelOrder\n    reply: { status: ${status} }\n    times: 500\n`;
		writeFileSync(
			join(scenarios, 'many.yaml'),
			`name: many\ntitle: Five hundred of each\nscript:\n${[404, 409, 503, 500].map(step).join('')}`,
		);
		const mock = await startOrders({ scenarios, journal: 5000 });
		await control(mock, 'PUT /sessions/w/scenario', { body: { name: 'many' } });
		const worker = async (): Promise<number[]> => {
			const statuses: number[] = [];
			for (let turn = 0; turn < 250; turn++) statuses.push(await cancel(mock, 'w'));
			return statuses;
		};
		const statuses = (await Promise.all(Array.from({ length: 8 }, worker))).flat();
		expect(count(statuses)).toEqual({ 404: 500, 409: 500, 503: 500, 500: 500 });
		const { scenario } = (await control(mock, 'GET /sessions/w')).json;
		expect(scenario.script.map(({ used }: { used: number }) => used)).toEqual([500, 500, 500, 500]);
		const exchanges = mock.engine.sessions.peek('w')?.journal.list() ?? [];
		const steps = exchanges.map(({ answer }) => answer.why.cue?.index ?? -1);
		expect(steps).toEqual([...steps].sort((a, b) => a - b));
		expect(count(steps)).toEqual({ 0: 500, 1: 500, 2: 500, 3: 500 });
	});
});

describe('a scenario that is changed under way (threat 41)', () => {
	it('answers each request wholly by the old one or wholly by the new one, and the journal says which', async () => {
		const mock = await startOrders();
		await control(mock, 'PUT /sessions/s/scenario', { body: { name: 'always-old' } });
		const answers = Array.from({ length: 500 }, () => cancel(mock, 's'));
		const switches: Promise<unknown>[] = [];
		for (const name of ['always-new', 'always-old', 'always-new']) {
			switches.push(control(mock, 'PUT /sessions/s/scenario', { body: { name } }));
		}
		const statuses = await Promise.all(answers);
		await Promise.all(switches);
		const { json } = await control(mock, 'GET /sessions/s/requests?limit=1000');
		const pairs = json.requests.map(
			({ scenario, response }: { scenario: string; response: { status: number } }) => `${scenario} ${response.status}`,
		);
		expect(pairs.length).toBe(500);
		expect(new Set(pairs)).toEqual(new Set(['always-old 404', 'always-new 409']));
		expect(count(statuses)).toEqual(
			count(json.requests.map(({ response }: { response: { status: number } }) => response.status)),
		);
	});
});

describe('a reset while an answer waits (threat 42)', () => {
	it('lets it finish, and it writes nothing into the new world', async () => {
		const mock = await startOrders();
		await control(mock, 'PUT /sessions/s/scenario', { body: { name: 'slow-orders' } });
		const slow = order(mock, 'POST /v1/shops/acme/orders', { body: {}, session: 's' });
		await expect
			.poll(async () => (await control(mock, 'GET /sessions/s')).json)
			.toMatchObject({ exchanges: 1, open: 1 });
		expect((await control(mock, 'GET /sessions/s')).json.entities).toEqual({ order: { OPEN: 1 } });
		await control(mock, 'POST /sessions/s/reset');
		const answer = await slow;
		expect(answer.status).toBe(201);
		expect((await control(mock, 'GET /sessions/s')).json.entities).toEqual({ order: {} });
		expect((await order(mock, `GET /v1/shops/acme/orders/${answer.json.order_id}`, { session: 's' })).status).toBe(404);
		await expect.poll(async () => (await control(mock, 'GET /sessions/s')).json.open).toBe(0);
	});

	it('may drop its session, too', async () => {
		const mock = await startOrders();
		await control(mock, 'PUT /sessions/s/scenario', { body: { name: 'slow-orders' } });
		const slow = order(mock, 'POST /v1/shops/acme/orders', { body: {}, session: 's' });
		await expect.poll(async () => (await control(mock, 'GET /sessions/s')).json.exchanges).toBe(1);
		await control(mock, 'POST /reset');
		expect((await slow).status).toBe(201);
		expect((await control(mock, 'GET /sessions/s')).status).toBe(404);
	});
});

describe('a thousand control writes (threat 75)', () => {
	it('are all carried out, and the mock answers in between', async () => {
		const mock = await startOrders();
		const took: number[] = [];
		let isWriting = true;
		const reader = async (): Promise<void> => {
			while (isWriting) {
				const startedAt = performance.now();
				expect(await cancel(mock, 'reader')).toBe(404);
				took.push(performance.now() - startedAt);
			}
		};
		const writer = async (first: number): Promise<void> => {
			for (let turn = first; turn < 1000; turn += 10) {
				const body = { name: turn % 2 ? 'paid-order' : 'four-steps' };
				expect((await control(mock, `PUT /sessions/w${turn % 20}/scenario`, { body })).status).toBe(200);
			}
		};
		const reading = reader();
		await Promise.all(Array.from({ length: 10 }, (_, first) => writer(first)));
		isWriting = false;
		await reading;
		took.sort((a, b) => a - b);
		// The bound is 100 ms; this machine has others to serve as well.
		expect(took[Math.floor(took.length * 0.5)]).toBeLessThan(100);
		expect((await control(mock, 'GET /sessions?limit=1000')).json.total).toBe(21);
	});
});
