// Every operation of the control API, with every status that its document has for it.

import { beforeAll, describe, expect, it } from 'vitest';
import { openDispatcher, send } from '../../../mock/control/dispatch.ts';
import { HANDLERS } from '../../../mock/control/table.ts';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { OperationPlan } from '../../../mock/pipeline/operation-plan.ts';
import { compileSchema } from '../../../spec/index.ts';
import {
	type CallOptions,
	control,
	copyScenarios,
	loadRouter,
	ORDERS,
	OTHER_ID,
	seen,
	startOrders,
} from './support.ts';

let mock: RunningMock;
let guarded: RunningMock;
let plans: readonly OperationPlan[];
beforeAll(async () => {
	mock = await startOrders({ scenarios: copyScenarios(), upstream: 'http://127.0.0.1:1', forward: 'none' });
	guarded = await startOrders({ adminToken: 't' });
	plans = (await loadRouter()).plans;
});

const ENTITY = { shop: 'acme', order_id: OTHER_ID };
const FRESH = 'name: fresh\ntitle: Fresh\n';
const HAR = {
	log: { entries: [{ request: { method: 'GET', url: 'http://x/v1/tickets/t1' }, response: { status: 404 } }] },
};
const REQUEST = { id: 1, request: { method: 'GET', target: '/', headers: {} }, response: { status: 404 } };
/** A good call of each operation, in an order in which each is good. */
const GOOD: Readonly<Record<string, [call: string, options?: CallOptions]>> = {
	resetAll: ['POST /reset'],
	getHealth: ['GET /health'],
	getControlDocument: ['GET /openapi.json'],
	listScenarios: ['GET /scenarios'],
	getScenario: ['GET /scenarios/four-steps'],
	checkScenario: ['POST /check-scenario', { body: { name: 'fresh', text: 'name: fresh' } }],
	saveScenario: ['PUT /scenarios/fresh', { body: { text: FRESH } }],
	deleteScenario: ['DELETE /scenarios/fresh', { headers: { 'if-match': '*' } }],
	listOperations: ['GET /operations'],
	getOperation: ['GET /operations/getOrder'],
	checkCue: ['POST /check-cue', { body: {} }],
	makeAnswer: ['POST /operations/getOrder/answer', { body: { status: 200 } }],
	listResources: ['GET /resources'],
	listSessions: ['GET /sessions'],
	useScenario: ['PUT /sessions/s/scenario', { body: { name: 'paid-order' } }],
	resetSession: ['POST /sessions/s/reset'],
	getSession: ['GET /sessions/s'],
	createEntity: ['POST /sessions/s/resources/order', { body: ENTITY }],
	generateEntities: ['POST /sessions/s/generate', { body: { resource: 'order', count: 2, with: { shop: 'acme' } } }],
	changeEntities: ['POST /sessions/s/change', { body: { resource: 'order', set: { total: 1 } } }],
	listEntities: ['GET /sessions/s/resources/order'],
	getEntity: [`GET /sessions/s/resources/order/${OTHER_ID}`],
	patchEntity: [`PATCH /sessions/s/resources/order/${OTHER_ID}`, { body: { total: 0 } }],
	deleteEntity: [`DELETE /sessions/s/resources/order/${OTHER_ID}`],
	getClock: ['GET /sessions/s/clock'],
	setClock: ['PUT /sessions/s/clock', { body: { advance: 'PT0S' } }],
	setVariant: ['PUT /sessions/s/variant', { body: { form: 'minimal' } }],
	getSnapshot: ['GET /sessions/s/snapshot'],
	listTimeline: ['GET /sessions/s/timeline'],
	listUndo: ['GET /sessions/s/undo'],
	undo: ['POST /sessions/s/undo'],
	addCue: ['POST /sessions/s/cues', { body: { on: 'getOrder', reply: { status: 404 } } }],
	clearCues: ['DELETE /sessions/s/cues'],
	listRequests: ['GET /sessions/s/requests'],
	getRequest: ['GET /sessions/s/requests/1'],
	noteReads: ['POST /sessions/s/requests/1/reads', { body: { read: ['/status'], whole: [] } }],
	sendRequest: ['POST /sessions/s/send', { body: { operation: 'getOrder' } }],
	replayRequest: ['POST /sessions/s/requests/1/replay'],
	exportRequests: ['GET /sessions/s/requests.har'],
	importRequests: ['POST /sessions/s/import', { body: HAR }],
	recordSession: ['POST /sessions/s/record', { body: { name: 'recorded' } }],
	replaySnapshot: ['POST /sessions/replayed/replay', { body: { snapshot: { requests: [REQUEST] } } }],
	clearRequests: ['DELETE /sessions/s/requests'],
	changeProviderState: ['POST /provider-states', { body: { state: 'an order in trouble' } }],
	getUpstream: ['GET /upstream?session=s'],
	setUpstream: ['PUT /upstream', { body: { session: 's', operations: { getOrder: 'mock' } } }],
	getCoverage: ['GET /coverage'],
	deleteSession: ['DELETE /sessions/s'],
};
/** What each operation makes of what it can't do, by status. */
const BAD: Readonly<Record<string, [call: string, options?: CallOptions][]>> = {
	getScenario: [['GET /scenarios/none'], [`GET /scenarios/${'x'.repeat(201)}`]],
	checkScenario: [['POST /check-scenario', { body: { name: 'fresh' } }]],
	saveScenario: [
		['PUT /scenarios/four-steps', { body: { text: FRESH } }],
		['PUT /scenarios/four-steps', { body: { text: FRESH }, headers: { 'if-match': '"x"' } }],
		['PUT /scenarios/fresh', { body: { text: 'name: [' } }],
		['PUT /scenarios/saved', { body: { text: 'name: saved\ntitle: Saved\n' } }],
		['PUT /scenarios/saved', { body: { text: 'name: saved\ntitle: Again\n' }, headers: { 'if-match': '*' } }],
	],
	deleteScenario: [
		['DELETE /scenarios/none', { headers: { 'if-match': '*' } }],
		['DELETE /scenarios/saved'],
		['DELETE /scenarios/saved', { headers: { 'if-match': '"x"' } }],
		[`DELETE /scenarios/${'x'.repeat(201)}`],
	],
	listSessions: [['GET /sessions?limit=0']],
	getSession: [['GET /sessions/none'], ['GET /sessions/a%20b']],
	deleteSession: [['DELETE /sessions/none'], ['DELETE /sessions/a%20b']],
	useScenario: [
		['PUT /sessions/s/scenario', { body: { name: 'none' } }],
		['PUT /sessions/s/scenario', { body: { name: 0 } }],
		['PUT /sessions/s/scenario', { body: { name: 'paid-order', parameters: { total: -1 } } }],
	],
	resetSession: [['POST /sessions/a%20b/reset']],
	resetAll: [['POST /reset?session=s']],
	addCue: [
		['POST /sessions/s/cues', { body: { on: 'getOrder', reply: { status: 418 } } }],
		...Array.from({ length: 101 }, (): [string, CallOptions] => [
			'POST /sessions/many/cues',
			{ body: { on: '*', pass: true } },
		]),
	],
	clearCues: [['DELETE /sessions/none/cues'], ['DELETE /sessions/a%20b/cues']],
	listRequests: [['GET /sessions/none/requests'], ['GET /sessions/s/requests?limit=0']],
	getRequest: [['GET /sessions/none/requests/1'], ['GET /sessions/s/requests/0']],
	noteReads: [
		['POST /sessions/none/requests/1/reads', { body: { read: [], whole: [] } }],
		['POST /sessions/s/requests/1/reads', { body: { read: [0], whole: [] } }],
	],
	replayRequest: [['POST /sessions/none/requests/1/replay'], ['POST /sessions/s/requests/0/replay']],
	exportRequests: [['GET /sessions/none/requests.har'], ['GET /sessions/a%20b/requests.har']],
	importRequests: [['POST /sessions/s/import', { body: { log: { entries: [] } } }]],
	recordSession: [
		['POST /sessions/none/record', { body: { name: 'recorded' } }],
		['POST /sessions/cut/record', { body: { name: 'recorded' } }],
		['POST /sessions/s/record', { body: { name: 'No Name' } }],
	],
	replaySnapshot: [['POST /sessions/s/replay', { body: { snapshot: {} } }]],
	clearRequests: [['DELETE /sessions/none/requests'], ['DELETE /sessions/a%20b/requests']],
	listEntities: [['GET /sessions/none/resources/order'], ['GET /sessions/s/resources/order?limit=0']],
	createEntity: [
		['POST /sessions/s/resources/none', { body: ENTITY }],
		['POST /sessions/s/resources/order', { body: {} }],
		['POST /sessions/s/resources/order', { body: ENTITY }],
		['POST /sessions/s/resources/order', { body: ENTITY }],
	],
	getOperation: [['GET /operations/none'], [`GET /operations/${'x'.repeat(1001)}`]],
	makeAnswer: [
		['POST /operations/getOrder/answer', { body: {} }],
		['POST /operations/none/answer', { body: { status: 200 } }],
		['POST /operations/getOrder/answer', { body: { status: 200, mediaType: 'image/png' } }],
	],
	sendRequest: [
		['POST /sessions/s/send', { body: { operation: 'getOrder', header: { 'a b': '' } } }],
		['POST /sessions/s/send', { body: { operation: 'none' } }],
	],
	checkCue: [['POST /check-cue', { body: [] }]],
	generateEntities: [
		['POST /sessions/s/generate', { body: { resource: 'none', count: 1 } }],
		['POST /sessions/s/generate', { body: { resource: 'order', count: 1 } }],
	],
	changeEntities: [
		['POST /sessions/s/change', { body: { resource: 'none', set: null } }],
		['POST /sessions/s/change', { body: { resource: 'order', set: {} } }],
	],
	getEntity: [['GET /sessions/s/resources/order/none'], ['GET /sessions/a%20b/resources/order/none']],
	patchEntity: [
		['PATCH /sessions/s/resources/order/none', { body: {} }],
		[`PATCH /sessions/s/resources/order/${OTHER_ID}`, { body: { total: -1 } }],
		[`PATCH /sessions/s/resources/order/${OTHER_ID}`, { body: { shop: 'other' } }],
	],
	deleteEntity: [['DELETE /sessions/s/resources/order/none'], ['DELETE /sessions/a%20b/resources/order/none']],
	getClock: [['GET /sessions/none/clock'], ['GET /sessions/a%20b/clock']],
	setClock: [['PUT /sessions/s/clock', { body: {} }]],
	setVariant: [['PUT /sessions/s/variant', { body: { form: 'tiny' } }]],
	listTimeline: [['GET /sessions/none/timeline'], ['GET /sessions/s/timeline?since=-1']],
	listUndo: [['GET /sessions/none/undo'], ['GET /sessions/a%20b/undo']],
	undo: [['POST /sessions/none/undo'], ['POST /sessions/s/undo', { body: { step: 0 } }]],
	getSnapshot: [['GET /sessions/none/snapshot'], ['GET /sessions/a%20b/snapshot']],
	restoreSnapshot: [['PUT /sessions/s/snapshot', { body: {} }]],
	changeProviderState: [
		['POST /provider-states', { body: { state: 'none' } }],
		['POST /provider-states', { body: { state: 'an order that is already paid', params: { total: -1 } } }],
	],
	getUpstream: [['GET /upstream?session=']],
	setUpstream: [['PUT /upstream', { body: { operations: { none: 'mock' } } }]],
	getCoverage: [['GET /coverage?session=none'], ['GET /coverage?session=']],
};

describe('the table of handlers', () => {
	it('has every operation of the document, and no other', () => {
		expect([...HANDLERS.keys()].sort()).toEqual(plans.map(({ operation }) => operation.id).sort());
	});
});

describe('every operation × documented status', () => {
	it('is reached', async () => {
		for (const [id, [call, options]] of Object.entries(GOOD)) {
			if (id === 'listRequests')
				await fetch(`${mock.url}/v1/tickets`, { method: 'POST', headers: { 'x-mock-session': 's' } });
			const answer = await control(mock, call, options);
			expect([id, answer.status < 300]).toEqual([id, true]);
		}
		await reachSnapshotAndReset();
		await fetch(`${mock.url}/v1/tickets`, {
			method: 'POST',
			headers: { 'x-mock-session': 'cut', 'content-type': 'application/json' },
			body: JSON.stringify({ text: 'x'.repeat(20_000) }),
		});
		expect((await control(mock, 'POST /sessions/cut/requests/1/replay')).status).toBe(409);
		const without = await startOrders({ scenarios: undefined });
		expect((await control(without, 'PUT /scenarios/fresh', { body: { text: FRESH } })).status).toBe(409);
		await control(mock, 'PUT /sessions/s/scenario', { body: { name: null } });
		for (const [id, calls] of Object.entries(BAD)) {
			for (const [call, options] of calls)
				expect([id, (await control(mock, call, options)).status]).not.toEqual([id, 500]);
		}
		for (const { operation } of plans)
			await reachRefusals(operation.method, operation.pathTemplate, operation.requestBody !== undefined);
		await reachEvents();
		await reachMistakes();

		const wanted = plans.flatMap(({ operation }) =>
			[...operation.responses.keys()].map((status) => `${operation.id} ${status}`),
		);
		const missing = wanted.filter((one) => !seen.has(one));
		console.log(`${wanted.length} statuses of ${plans.length} operations, ${seen.size} seen`);
		expect(wanted.length).toBeGreaterThan(150);
		expect(missing).toEqual([]);
	});

	/** A session's own snapshot; and one that fits in all but its scenario; and a reset of what no longer fits. */
	async function reachSnapshotAndReset(): Promise<void> {
		await control(mock, 'PUT /sessions/s/scenario', { body: { name: 'paid-order' } });
		const { json } = await control(mock, 'GET /sessions/s/snapshot');
		await control(mock, 'PUT /sessions/s/snapshot', { body: json });
		const scenario = { ...json.scenario, name: 'none' };
		await control(mock, 'PUT /sessions/s/snapshot', { body: { ...json, scenario } });
		const unfit = { ...json.scenario, parameters: { ...json.scenario.parameters, total: -1 } };
		await control(mock, 'PUT /sessions/s/snapshot', { body: { ...json, scenario: unfit } });
		expect((await control(mock, 'POST /sessions/s/reset')).status).toBe(409);
	}

	/** 401, 403, 413 and 415 ask for nothing but the operation. */
	async function reachRefusals(method: string, template: string, hasBody: boolean): Promise<void> {
		const path = template
			.replace('/__admin', '')
			.replace('{id}', '1')
			.replaceAll(/\{\w+\}/g, 's');
		const call = `${method.toUpperCase()} ${path}`;
		// Whether the mock is up, it tells to everybody.
		expect((await control(guarded, call)).status).toBe(path === '/health' ? 200 : 401);
		expect((await control(mock, call, { headers: { origin: 'http://evil.example' } })).status).toBe(403);
		if (method === 'get') return;
		expect((await control(mock, call, { body: 'text', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
		if (!hasBody) return;
		const tooLarge = 'x'.repeat(/(?:snapshot|replay|import)$/.test(path) ? 17 * 1024 * 1024 : 1024 * 1024 + 1);
		expect((await control(mock, call, { body: tooLarge })).status).toBe(413);
	}

	async function reachEvents(): Promise<void> {
		const abort = new AbortController();
		const streams = await Promise.all(
			Array.from({ length: 32 }, () => fetch(`${mock.url}/__admin/events`, { signal: abort.signal })),
		);
		expect(streams.every(({ status }) => status === 200)).toBe(true);
		// Its body does not end; events.slow.test.ts holds what is in it to the document.
		seen.add('streamEvents 200');
		expect((await control(mock, 'GET /events')).status).toBe(503);
		abort.abort();
	}

	/** An answer of ours that is not what the document says becomes a 500 of every operation. */
	async function reachMistakes(): Promise<void> {
		const dispatcher = await openDispatcher();
		for (const plan of dispatcher.router.plans) {
			const { operation } = plan;
			const mistaken = send(plan, { kind: 'value', status: 201, value: 'never' });
			expect(mistaken.kind).toBe('send');
			if (mistaken.kind !== 'send') continue;
			const { status, body, headers } = mistaken.outgoing;
			const mediaType = operation.responses
				.get(String(status))
				?.mediaTypes.find(({ type }) => type === headers['Content-Type']);
			expect(mediaType?.schema && compileSchema(mediaType.schema, 'response')(JSON.parse(body ?? ''))).toEqual([]);
			expect(body).toContain('does not fit its document');
			seen.add(`${operation.id} ${status}`);
		}
	}
});

describe('what nobody expected', () => {
	it('is a 500 without a stack, told to the log, and the control API lives on (threat 51)', async () => {
		const reported: unknown[] = [];
		const broken = await startOrders({}, { report: (error) => void reported.push(error) });
		const { list } = broken.engine.sessions;
		broken.engine.sessions.list = () => {
			throw new Error('a secret of the inside');
		};
		const answer = await control(broken, 'GET /sessions');
		expect([answer.status, answer.text.includes('inside'), reported.length]).toEqual([500, false, 1]);
		broken.engine.sessions.list = list;
		expect((await control(broken, 'GET /sessions')).status).toBe(200);
	});

	it('is a 500 naming the pointer, where a schema of the user does not compile', async () => {
		const broken = await startOrders(
			{ documents: [ORDERS, UNSOUND], scenarios: undefined },
			{ report: () => undefined },
		);
		const answer = await control(broken, 'POST /sessions/a/resources/parcel', { body: { weight: 1 } });
		expect([answer.status, answer.json.detail]).toEqual([500, expect.stringContaining('/components/schemas/Parcel')]);
	});
});

const UNSOUND = {
	openapi: '3.1.0',
	info: { title: 'Parcels', version: '1' },
	'x-lifecycle': { parcel: { key: 'parcel_id' } },
	paths: {
		'/parcels/{parcel_id}': {
			get: {
				operationId: 'getParcel',
				'x-effect': { read: 'parcel', key: '$request.path.parcel_id' },
				parameters: [{ name: 'parcel_id', in: 'path', required: true, schema: { type: 'string' } }],
				responses: {
					'200': {
						description: 'It.',
						content: { 'application/json': { schema: { $ref: '#/components/schemas/Parcel' } } },
					},
				},
			},
		},
	},
	components: { schemas: { Parcel: { type: 'object', properties: { weight: { type: 'heavy' } } } } },
};
