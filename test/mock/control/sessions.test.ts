// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario writes a parameter
// Sessions and scenarios over the control API.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import { control, copyScenarios, OTHER_ID, order, PAID_ID, STEPS_ID, startOrders } from './support.ts';

let mock: RunningMock;
beforeAll(async () => {
	mock = await startOrders();
});

describe('health and document', () => {
	it('tells what is loaded', async () => {
		const { json } = await control(mock, 'GET /health');
		expect(json).toMatchObject({
			status: 'up',
			version: expect.stringMatching(/^\d+\.\d+\.\d+/),
			documents: [{ title: 'Orders', version: '1.2.3', operations: 6 }],
			counts: { operations: 6, scenarios: 5 },
		});
	});

	it('gives the document of the control API', async () => {
		const { json } = await control(mock, 'GET /openapi.json');
		expect(json.info.title).toContain('control API');
		expect(Object.keys(json.paths)).toContain('/__admin/health');
	});

	it('answers HEAD as GET, without the body', async () => {
		const whole = await control(mock, 'GET /scenarios');
		const head = await control(mock, 'HEAD /scenarios');
		expect([head.status, head.text]).toEqual([200, '']);
		expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(whole.text)));
	});

	it.each<[string, number, RegExp]>([
		['POST /', 404, /openapi\.json/],
		['GET /console/none.js', 404, /openapi\.json/],
		['GET /session', 404, /GET \/__admin\/sessions/],
		['GET /sessions/a/request', 404, /\/__admin\/sessions\/\{session\}\/requests/],
		['GET /health/', 404, /health/],
		['PATCH /health', 405, /GET, HEAD, OPTIONS/],
		['DELETE /scenarios', 405, /GET/],
		['GET /%E0%A4%A', 400, /UTF-8/],
		['GET /sessions/a%00b', 400, /NUL/],
	])('%s is %i', async (call, status, detail) => {
		const answer = await control(mock, call);
		expect([answer.status, answer.json.detail]).toEqual([status, expect.stringMatching(detail)]);
		if (status === 405) expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
	});
});

describe('scenarios', () => {
	it('are listed by name with what they serve', async () => {
		const { json } = await control(mock, 'GET /scenarios');
		expect(json.scenarios.map(({ name }: { name: string }) => name)).toEqual([
			'always-new',
			'always-old',
			'four-steps',
			'paid-order',
			'slow-orders',
		]);
		expect(json.scenarios[2]).toEqual({
			name: 'four-steps',
			title: 'Four answers, one after the other',
			description: 'Each is given as often as its cue says, and never again.',
			states: ['an order that fails in four ways', 'an order in trouble'],
			parameters: { shop: 'acme', order_id: STEPS_ID },
			valid: true,
			file: 'four-steps.yaml',
			serves: { statuses: [404, 409, 503], faults: ['reset'] },
			gives: [{ resource: 'order', count: 1, key: '${order_id}', state: 'OPEN' }],
			cues: expect.arrayContaining([{ on: ['cancelOrder'], conditional: false, passes: false, times: 2 }]),
		});
	});

	it('are shown one by one with their script', async () => {
		const { json } = await control(mock, 'GET /scenarios/four-steps');
		expect(json.given).toEqual({ order: 1 });
		expect(json.script[1]).toEqual({ on: 'cancelOrder', reply: { status: 409 }, times: 2 });
	});

	it.each(['four-step', '__proto__', 'constructor', 'toString', '%2e%2e%2fetc'])('%s is 404', async (name) => {
		const shown = await control(mock, `GET /scenarios/${name}`);
		expect([shown.status, shown.json.detail]).toEqual([404, expect.stringContaining('"four-steps"')]);
		const used = await control(mock, 'PUT /sessions/none/scenario', { body: { name: decodeURIComponent(name) } });
		expect([used.status, used.json.detail]).toEqual([404, expect.stringContaining('"four-steps"')]);
		expect((await control(mock, 'GET /sessions/none')).status).toBe(404);
	});

	it('is used for one session, and for no other', async () => {
		const used = await control(mock, 'PUT /sessions/qa/scenario', { body: { name: 'paid-order' } });
		expect(used.json).toMatchObject({
			name: 'qa',
			scenario: { name: 'paid-order', parameters: { shop: 'acme', order_id: PAID_ID, total: 0 }, script: [] },
			clock: { now: '2026-01-15T09:00:00.000Z', mode: 'fixed' },
			entities: { order: { PAID: 1 } },
		});
		const path = `/v1/shops/acme/orders/${PAID_ID}`;
		expect((await order(mock, `DELETE ${path}`, { session: 'qa' })).status).toBe(409);
		expect((await order(mock, `DELETE ${path}`)).status).toBe(404);
	});

	it('takes parameters, falsy ones as well', async () => {
		const body = { name: 'paid-order', parameters: { shop: '', total: 0, order_id: OTHER_ID } };
		const { json } = await control(mock, 'PUT /sessions/parameters/scenario', { body });
		expect(json.scenario.parameters).toEqual({ shop: '', total: 0, order_id: OTHER_ID });
		const odd = { name: 'paid-order', parameters: { colour: null, ['__proto__']: 'x' } };
		const noted = await control(mock, 'PUT /sessions/parameters/scenario', { body: odd });
		expect(noted.json.scenario.notes[0].message).toContain('colour');
		expect(({} as { x?: unknown }).x).toBeUndefined();
	});

	it('that gives what does not fit leaves the session as it was', async () => {
		await control(mock, 'PUT /sessions/unfit/scenario', { body: { name: 'paid-order' } });
		const body = { name: 'paid-order', parameters: { total: -1 } };
		const refused = await control(mock, 'PUT /sessions/unfit/scenario', { body });
		expect([refused.status, refused.json.findings[0].pointer]).toEqual([409, '/given/order/0/total']);
		expect((await control(mock, 'GET /sessions/unfit')).json.scenario.parameters.total).toBe(0);
		// A session that would only be there because of the call is not.
		expect((await control(mock, 'PUT /sessions/never/scenario', { body })).status).toBe(409);
		expect((await control(mock, 'GET /sessions/never')).status).toBe(404);
	});

	it('is none any more after the name null', async () => {
		await control(mock, 'PUT /sessions/ended/scenario', { body: { name: 'paid-order' } });
		const { json } = await control(mock, 'PUT /sessions/ended/scenario', { body: { name: null } });
		expect([json.scenario, json.entities.order]).toEqual([null, {}]);
	});

	it.each<[string, unknown]>([
		['no body', undefined],
		['an empty body', ''],
		['broken JSON', '{'],
		['a list', []],
		['null', null],
		['false', false],
		['no name', {}],
		['an empty name', { name: '' }],
		['a number for a name', { name: 0 }],
		['a list for a parameter', { name: 'paid-order', parameters: { shop: [] } }],
		['parameters that are none', { name: 'paid-order', parameters: 'acme' }],
		['a further property', { name: 'paid-order', parameter: {} }],
		['nesting without end', `{"name":${'['.repeat(5000)}`],
	])('%s is 400', async (_name, body) => {
		const answer = await control(mock, 'PUT /sessions/bad/scenario', { body: body as string });
		expect([answer.status, answer.json.findings.length > 0]).toEqual([400, true]);
	});

	it('with mistakes is listed with their places, and can not be used', async () => {
		const scenarios = copyScenarios();
		const changing = await startOrders({ scenarios });
		writeFileSync(
			join(scenarios, 'half-written.yaml'),
			'name: half-written\ntitle: Half\nscript:\n  - on: payOrdr\n    reply: { status: 409 }\n',
		);
		changing.engine.scenarios.reload();
		const { json } = await control(changing, 'GET /scenarios/half-written');
		expect(json).toMatchObject({ valid: false, findings: [{ code: 'scenario.cue.unknown-operation', line: 4 }] });
		const used = await control(changing, 'PUT /sessions/a/scenario', { body: { name: 'half-written' } });
		expect([used.status, used.json.detail, used.json.findings[0]]).toEqual([
			409,
			expect.stringMatching(/half-written\.yaml:4:\d+: /),
			expect.objectContaining({ line: 4, file: expect.stringContaining('half-written.yaml') }),
		]);
	});
});

describe('sessions', () => {
	it('are listed with the one used last first, and no more than asked for', async () => {
		await control(mock, 'POST /reset');
		for (const name of ['a', 'b', 'c']) await control(mock, `POST /sessions/${name}/reset`);
		const { json } = await control(mock, 'GET /sessions');
		expect(json.sessions.map(({ name }: { name: string }) => name)).toEqual(['c', 'b', 'a', 'default']);
		const first = await control(mock, 'GET /sessions?limit=1');
		expect([first.json.sessions.length, first.json.total]).toEqual([1, 4]);
	});

	it.each(['limit=0', 'limit=1001', 'limit=-1', 'limit=', 'limit=x', 'limit=1&limit=2'])('%s is 400', async (query) => {
		expect((await control(mock, `GET /sessions?${query}`)).status).toBe(400);
	});

	it.each(['%20', 'a%2Fb', '%F0%9F%98%80', 'x'.repeat(101)])('%s is no name', async (name) => {
		expect((await control(mock, `GET /sessions/${name}`)).status).toBe(400);
		expect((await control(mock, `POST /sessions/${name}/reset`)).status).toBe(400);
	});

	it.each(['__proto__', 'constructor', 'toString'])('%s is a name like any other', async (name) => {
		expect((await control(mock, `GET /sessions/${name}`)).status).toBe(404);
		expect((await control(mock, `POST /sessions/${name}/reset`)).json.name).toBe(name);
		expect((await control(mock, `DELETE /sessions/${name}`)).status).toBe(204);
	});

	it('go back to the start of their scenario', async () => {
		await control(mock, 'PUT /sessions/back/scenario', { body: { name: 'four-steps' } });
		const path = `/v1/shops/acme/orders/${STEPS_ID}`;
		expect((await order(mock, `DELETE ${path}`, { session: 'back' })).status).toBe(404);
		const before = (await control(mock, 'GET /sessions/back')).json;
		expect(before.scenario.script[0]).toEqual({
			index: 0,
			on: ['cancelOrder'],
			used: 1,
			times: 1,
			exhausted: true,
			next: false,
		});
		expect(before.scenario.script[1].next).toBe(true);
		const after = (await control(mock, 'POST /sessions/back/reset')).json;
		expect(after.scenario.script[0]).toMatchObject({ used: 0, exhausted: false, next: true });
		expect((await order(mock, `DELETE ${path}`, { session: 'back' })).status).toBe(404);
	});

	it('are forgotten one by one', async () => {
		await order(mock, `GET /v1/shops/acme/orders/${OTHER_ID}`, { session: 'gone' });
		expect((await control(mock, 'GET /sessions/gone')).json).toMatchObject({ exchanges: 1, open: 0 });
		expect((await control(mock, 'DELETE /sessions/gone')).status).toBe(204);
		expect((await control(mock, 'GET /sessions/gone')).status).toBe(404);
		expect((await control(mock, 'DELETE /sessions/gone')).status).toBe(404);
	});

	it('are all dropped by the reset of everything, and the coverage with them', async () => {
		await order(mock, `GET /v1/shops/acme/orders/${OTHER_ID}`, { session: 'many' });
		expect((await control(mock, 'GET /coverage')).json.exercised).toBeGreaterThan(0);
		const { json } = await control(mock, 'POST /reset');
		expect([json.total, json.sessions[0].name]).toEqual([1, 'default']);
		expect((await control(mock, 'GET /coverage')).json.exercised).toBe(0);
	});

	it('begin anew with the scenario of the start', async () => {
		const started = await startOrders({ scenario: 'paid-order' });
		await control(started, 'PUT /sessions/default/scenario', { body: { name: null } });
		const { json } = await control(started, 'POST /reset');
		expect(json.sessions[0].scenario.name).toBe('paid-order');
	});
});
