// Threats 65 to 67 over every operation of the control API's document: who is kept out, is kept out everywhere.

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { OperationPlan } from '../../../mock/pipeline/operation-plan.ts';
import { expectNothingGranted, readWorld, type Sent, send as sendTo } from './raw-calls.ts';
import { control, loadRouter, order, PAID_ID, startOrders } from './support.ts';

let mock: RunningMock;
let guarded: RunningMock;
let plans: readonly OperationPlan[];
beforeAll(async () => {
	mock = await startOrders({ upstream: 'http://127.0.0.1:1', forward: 'none' });
	guarded = await startOrders({ adminToken: 's3cret' });
	plans = (await loadRouter()).plans;
});
beforeEach(async () => {
	await control(mock, 'PUT /sessions/kept/scenario', { body: { name: 'paid-order' } });
	await order(mock, 'GET /v1/shops/acme/orders', { session: 'kept' });
});
const send = (method: string, target: string, sent: Partial<Sent> = {}) =>
	sendTo(method, target, { at: mock, ...sent });

const VALUES: Readonly<Record<string, string>> = {
	session: 'kept',
	scenario: 'four-steps',
	resource: 'order',
	key: PAID_ID,
	id: '1',
	operation: 'getOrder',
};
/** A body that each operation that takes one would take; what can't be told apart by its effect is left out. */
const BODIES: Readonly<Record<string, object>> = {
	useScenario: { name: 'four-steps' },
	addCue: { on: 'getOrder', reply: { status: 404 } },
	noteReads: { read: ['/status'], whole: [] },
	createEntity: { shop: 'acme', order_id: '00000000-0000-4000-8000-00000000000f' },
	patchEntity: { total: 7 },
	setClock: { advance: 'P1D' },
	setVariant: { form: 'minimal' },
	setUpstream: { session: 'kept', operations: { getOrder: 'mock' } },
	restoreSnapshot: {},
	saveScenario: { text: 'name: four-steps\ntitle: Four steps\n' },
	replaySnapshot: {
		snapshot: { requests: [{ id: 1, request: { method: 'GET', target: '/', headers: {} } }] },
	},
	importRequests: { log: { entries: [{ request: { method: 'GET', url: 'http://x/y' } }] } },
	recordSession: { name: 'recorded' },
	checkCue: {},
	makeAnswer: { status: 200 },
	sendRequest: { operation: 'getOrder' },
	generateEntities: { resource: 'order', count: 1, with: { shop: 'acme' } },
	changeEntities: { resource: 'order', set: { total: 3 } },
	checkScenario: { name: 'four-steps', text: '' },
	changeProviderState: { state: 'an order in trouble' },
};

/** What shows that the call has come through the guard, where it can't be good as it stands. */
const REACHED: Readonly<Record<string, number>> = {
	restoreSnapshot: 400,
	saveScenario: 428,
	deleteScenario: 428,
	recordSession: 409,
};

interface Target {
	id: string;
	method: string;
	/** Below `/__admin`. */
	path: string;
	body: string;
}

/** Every operation, as a call that would do something. */
function targets(): Target[] {
	return plans.map(({ operation: { id, method, pathTemplate } }) => ({
		id,
		method: method.toUpperCase(),
		path: pathTemplate.slice('/__admin'.length).replace(/\{(\w+)\}/g, (_whole, name: string) => VALUES[name] ?? 'x'),
		body: BODIES[id] ? JSON.stringify(BODIES[id]) : '',
	}));
}

const isSafe = ({ method }: Pick<Target, 'method'>): boolean => method === 'GET';

describe('every operation', () => {
	it('is one that does something, called by a program of this machine', async () => {
		for (const { id, method, path, body } of targets()) {
			await control(mock, 'PUT /sessions/kept/scenario', { body: { name: 'paid-order' } });
			await control(mock, 'DELETE /sessions/kept/requests');
			await order(mock, 'GET /v1/shops/acme/orders', { session: 'kept' });
			const exchange = mock.engine.sessions.get('kept').journal.list().at(-1)?.id;
			const whole = `/__admin${path.replace('/requests/1', `/requests/${exchange}`)}`;
			const reply = await send(method, whole, { body, contentType: body ? 'application/json' : undefined });
			expect([id, reply.status]).toEqual([id, REACHED[id] ?? expect.toSatisfy((one) => one < 300)]);
		}
	});

	const STRANGERS: [string, Record<string, string>][] = [
		['a page of another site', { Origin: 'http://evil.example' }],
		['a page without an origin', { Origin: 'null' }],
		['a call that a browser names cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
		['a call that a browser names same-site', { 'Sec-Fetch-Site': 'same-site' }],
		[
			'a form that goes here from elsewhere',
			{ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' },
		],
	];
	it.each(STRANGERS)('refuses %s, and is as it was (threat 65)', async (_who, headers) => {
		const before = readWorld(mock);
		let count = 0;
		for (const { id, method, path, body } of targets()) {
			const reply = await send(method, `/__admin${path}`, {
				headers,
				body,
				contentType: body ? 'application/json' : undefined,
			});
			expect([id, reply.status]).toEqual([id, 403]);
			expectNothingGranted(reply);
			count++;
		}
		expect(count).toBeGreaterThan(25);
		expect(readWorld(mock)).toBe(before);
	});

	const SIMPLE: [string, string][] = [
		['text/plain', 'text/plain'],
		['text/plain with parameters', 'text/plain;a=application/json'],
		['a form', 'application/x-www-form-urlencoded'],
		['a form with files', 'multipart/form-data; boundary=application/json'],
	];
	it.each(SIMPLE)('that changes something takes no body of %s (threat 66)', async (_name, contentType) => {
		const before = readWorld(mock);
		const changing = targets().filter((target) => !isSafe(target));
		expect(changing.length).toBeGreaterThan(10);
		for (const { id, method, path, body } of changing) {
			for (const sent of new Set([body, 'a=b'])) {
				const reply = await send(method, `/__admin${path}`, { body: sent, contentType });
				expect([id, sent, reply.status]).toEqual([id, sent, 415]);
			}
		}
		expect(readWorld(mock)).toBe(before);
	});

	it('that changes something can’t be called by GET or HEAD, nor by a method in disguise (threat 66)', async () => {
		const before = readWorld(mock);
		const readable = new Set(
			targets()
				.filter(isSafe)
				.map(({ path }) => path),
		);
		const changing = targets().filter((target) => !isSafe(target));
		for (const { id, method, path } of changing) {
			for (const by of ['GET', 'HEAD']) {
				const headers = { 'X-HTTP-Method-Override': method, 'X-HTTP-Method': method, 'X-Method-Override': method };
				const reply = await send(by, `/__admin${path}?_method=${method}`, { headers });
				if (!readable.has(path)) expect([id, by, reply.status]).toEqual([id, by, 405]);
			}
			const form = await send('POST', `/__admin${path}`, { body: `_method=${method}`, contentType: SIMPLE[2]?.[1] });
			expect([id, [405, 415].includes(form.status)]).toEqual([id, true]);
		}
		expect(readWorld(mock)).toBe(before);
	});

	it('that is read by GET or HEAD changes nothing, for sessions that are there and for others (threat 66)', async () => {
		const before = readWorld(mock);
		let heard = 0;
		const stop = mock.engine.events.listen(() => heard++);
		const reading = targets().filter(isSafe);
		for (const { path } of reading) {
			for (const by of ['GET', 'HEAD']) {
				await send(by, `/__admin${path}`);
				await send(by, `/__admin${path.replace('/kept', '/nobody')}`);
				await send(by, `/__admin${path}?session=nobody&requests=true`, {
					body: '{"name":"four-steps"}',
					contentType: 'application/json',
				});
			}
		}
		stop();
		expect(reading.length).toBeGreaterThan(10);
		expect([heard, readWorld(mock)]).toEqual([0, before]);
	});

	it('gives no leave to a preflight from elsewhere, whatever the mock’s own routes give (threat 67)', async () => {
		const asking = (method: string): Record<string, string> => ({
			Origin: 'http://evil.example',
			'Access-Control-Request-Method': method,
			'Access-Control-Request-Headers': 'content-type, authorization',
			'Access-Control-Request-Private-Network': 'true',
		});
		const own = await send('OPTIONS', '/v1/shops/acme/orders', { headers: asking('GET') });
		expect(own.text).toMatch(/access-control-allow-origin: http:\/\/evil\.example/i);
		for (const at of [mock, guarded]) {
			for (const { id, method, path } of targets()) {
				for (const start of ['/__admin', '/%5f%5fadmin', '/__session/kept/__admin']) {
					const reply = await send('OPTIONS', start + path, { at, headers: asking(method) });
					expect([id, start, reply.status]).toEqual([id, start, 403]);
					expectNothingGranted(reply);
				}
			}
			for (const path of ['/__admin', '/__admin/', '/__admin/console/main.js', '/__admin/nothing']) {
				const reply = await send('OPTIONS', path, { at, headers: asking('GET') });
				expect([path, reply.status]).toEqual([path, 403]);
				expectNothingGranted(reply);
			}
		}
	});
});
