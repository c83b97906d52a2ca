// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a scenario writes a parameter
import { describe, expect, it } from 'vitest';
import type { Random } from '../../../mock/chance/random.ts';
import { activateScenario } from '../../../mock/scenarios/activate-scenario.ts';
import { takeCue } from '../../../mock/scenarios/cue.ts';
import type { ActiveScenario } from '../../../mock/session/active-scenario.ts';
import type { CheckedRequest } from '../../../mock/types/request.ts';
import type { Scenario } from '../../../mock/types/scenario.ts';
import type { JsonObject, JsonValue, Operation } from '../../../spec/index.ts';
import { loadGood, OPERATIONS } from './stage.ts';

const RANDOM = { next: () => 0.5 } as Random;
const BY_ID = new Map(OPERATIONS.map((operation) => [operation.id, operation]));

function scenarioOf(script: readonly JsonObject[], parameters: Scenario['parameters'] = {}): Scenario {
	const source = { name: 'test', title: 'Test', script: [...script] };
	const served = { statuses: [], faults: [] };
	return { ...source, file: 'test.yaml', states: [], parameters, given: {}, source, findings: [], serves: served };
}

function activate(script: readonly JsonObject[], parameters?: Scenario['parameters']): ActiveScenario {
	const active = activateScenario(scenarioOf(script, parameters));
	if (Array.isArray(active)) throw new Error(JSON.stringify(active));
	return active;
}

interface RequestParts {
	path?: Record<string, JsonValue>;
	query?: Record<string, JsonValue>;
	header?: Record<string, JsonValue>;
	headers?: CheckedRequest['request']['headers'];
	body?: JsonValue;
}

function requestFor(id: string, parts: RequestParts = {}): CheckedRequest {
	const headers = parts.headers ?? {};
	return {
		request: { method: 'GET', target: '/', path: '/', query: '', headers, rawHeaders: [] },
		operation: BY_ID.get(id) as Operation,
		path: new Map(Object.entries(parts.path ?? {})),
		query: new Map(Object.entries(parts.query ?? {})),
		header: new Map(Object.entries(parts.header ?? {})),
		cookie: new Map(),
		body: parts.body,
	};
}

const NO_ENTITY = (): undefined => undefined;
const REPLY = { status: 404 };

/** The index of the cue that answers, or undefined. */
function ask(active: ActiveScenario, id: string, parts?: RequestParts, state?: string): number | undefined {
	const named = { resource: 'order', key: '7', scope: ['acme'], state, entity: {} };
	return active.next(requestFor(id, parts), RANDOM, () => (state === undefined ? undefined : named))?.mention.index;
}

describe('a script', () => {
	it('knows operations by their methods and paths, in files and by parameters', () => {
		expect(loadGood('named-by-path').script.map(({ on }) => on)).toEqual(['getOrder', ['getOrder']]);
		const active = activate([{ on: '${which}', reply: REPLY }], { which: 'GET /shops/{shop}/orders/{id}' });
		expect([ask(active, 'cancelOrder'), ask(active, 'getOrder')]).toEqual([undefined, 0]);
	});

	it('lets the first cue speak that fits and is not used up', () => {
		const active = activate([
			{ on: 'getOrder', reply: REPLY, times: 2 },
			{ on: ['cancelOrder', 'getOrder'], reply: REPLY, times: 1 },
			{ on: '*', pass: true },
		]);
		const order = ['getOrder', 'cancelOrder', 'getOrder', 'getOrder', 'cancelOrder', 'listOrders'];
		expect(order.map((id) => ask(active, id))).toEqual([0, 1, 0, 2, 2, 2]);
		expect(active.progress()).toEqual([
			{ index: 0, on: ['getOrder'], used: 2, times: 2, exhausted: true, next: false },
			{ index: 1, on: ['cancelOrder', 'getOrder'], used: 1, times: 1, exhausted: true, next: false },
			{ index: 2, on: ['*'], used: 3, exhausted: false, next: true },
		]);
	});

	it('counts, for every: n, the requests that the cue would fit, and fits each n-th', () => {
		const active = activate([
			{ on: 'getOrder', when: { path: { order_id: 'a' } }, every: 3, times: 2, reply: REPLY },
			{ on: '*', pass: true },
		]);
		const a = { path: { order_id: 'a' } };
		const b = { path: { order_id: 'b' } };
		expect([a, b, a, b, a, a, a, a, a, a, a].map((parts) => ask(active, 'getOrder', parts))).toEqual([
			1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1,
		]);
	});

	it('gives each of 40,000 requests of 8 callers the one next step, in order', async () => {
		const active = activate([1, 2, 3, 4].map(() => ({ on: 'getOrder', reply: REPLY, times: 10_000 })));
		const taken: number[] = [];
		const work = async (): Promise<void> => {
			for (let turn = 0; turn < 5000; turn++) {
				taken.push(ask(active, 'getOrder') ?? -1);
				if (turn % 100 === 0) await null;
			}
		};
		await Promise.all(Array.from({ length: 8 }, work));
		expect(taken).toEqual(Array.from({ length: 40_000 }, (_, index) => Math.floor(index / 10_000)));
		expect(ask(active, 'getOrder')).toBeUndefined();
	});

	it('keeps its counters over a snapshot, and begins again with none', () => {
		const script: JsonObject[] = [
			{ on: 'getOrder', reply: REPLY, times: 2 },
			{ on: 'getOrder', every: 2, pass: true },
		];
		const first = activate(script);
		for (let turn = 0; turn < 3; turn++) ask(first, 'getOrder');
		expect(first.counters()).toEqual([2, 0, 0, 1]);
		const second = activate(script);
		second.restore(first.counters());
		expect(ask(second, 'getOrder')).toBe(1);
		second.restore([]);
		expect(ask(second, 'getOrder')).toBe(0);
		second.restore([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]);
		expect(second.counters()).toEqual([0, 0, 0, 0]);
	});

	it('means with * the operations whose document has the reply', () => {
		const active = activate([{ on: '*', reply: { status: 409 } }]);
		expect(['cancelOrder', 'getOrder', 'createOrder', 'listOrders'].map((id) => ask(active, id))).toEqual([
			0,
			0,
			undefined,
			undefined,
		]);
		const off = activate([{ on: '*', offSpec: true, reply: { status: 409 } }]);
		expect(ask(off, 'listOrders')).toBe(0);
		const fault = activate([{ on: '*', reply: { fault: 'reset' } }]);
		expect(ask(fault, 'listOrders')).toBe(0);
	});

	it.each<[JsonObject, RequestParts, boolean]>([
		[{ path: { order_id: 1 } }, { path: { order_id: '1' } }, true],
		[{ path: { order_id: '1' } }, { path: { order_id: 1 } }, true],
		[{ path: { order_id: '01' } }, { path: { order_id: 1 } }, false],
		[{ path: { order_id: 'a', shop: 'b' } }, { path: { order_id: 'a', shop: 'c' } }, false],
		[{ path: { constructor: 'a' } }, { path: {} }, false],
		[{ query: { open: true } }, { query: { open: 'true' } }, true],
		[{ query: { open: false } }, { query: { open: false } }, true],
		[{ query: { open: false } }, {}, false],
		[{ query: { open: null } }, {}, false],
		[{ query: { open: null } }, { query: { open: 'null' } }, false],
		[{ query: { open: null } }, { query: { open: null } }, true],
		[{ query: { limit: 0 } }, { query: { limit: 0 } }, true],
		[{ query: { limit: 0 } }, { query: { limit: '' } }, false],
		[{ query: { limit: '' } }, { query: { limit: '' } }, true],
		[{ query: { limit: 1 } }, { query: { limit: [1] } }, false],
		[{ query: { limit: '[object Object]' } }, { query: { limit: {} } }, false],
		[{ header: { 'X-TRACE': 7 } }, { header: { 'x-trace': '7' } }, true],
		[{ header: { Authorization: 'Bearer a' } }, { headers: { authorization: 'Bearer a' } }, true],
		[{ header: { 'X-Trace': 'a' } }, { header: { 'x-trace': 'b' }, headers: { 'x-trace': 'a' } }, false],
		[{ header: { accept: 'a, b' } }, { headers: { accept: ['a', 'b'] } }, true],
		[{ header: { toString: 'a' } }, {}, false],
		[{ body: { '/a': 1 } }, { body: { a: 1 } }, true],
		[{ body: { '/a': 1 } }, { body: { a: '1' } }, false],
		[{ body: { '/a': null } }, { body: { a: null } }, true],
		[{ body: { '/a': null } }, { body: {} }, false],
		[{ body: { '/a': 0 } }, { body: { a: false } }, false],
		[{ body: { '/a': [] } }, { body: { a: {} } }, false],
		[{ body: { '/a': { b: 1, c: 2 } } }, { body: { a: { c: 2, b: 1 } } }, true],
		[{ body: { '/a': { b: 1 } } }, { body: { a: { b: 1, c: 2 } } }, false],
		[{ body: { '/a': { b: 1, c: 2 } } }, { body: { a: { b: 1 } } }, false],
		[{ body: { '/a': [1, 2] } }, { body: { a: [1] } }, false],
		[{ body: { '/a': [{}, null] } }, { body: { a: [{}, null] } }, true],
		[{ body: { '/a/1': 'x' } }, { body: { a: ['y', 'x'] } }, true],
		[{ body: { '/a/01': 'x' } }, { body: { a: ['y', 'x'] } }, false],
		[{ body: { '/a/length': 2 } }, { body: { a: ['y', 'x'] } }, false],
		[{ body: { '/constructor': 1 } }, { body: {} }, false],
		[{ body: { '': '' } }, { body: '' }, true],
		[{ body: { '': null } }, { body: null }, true],
		[{ body: { '': null } }, {}, false],
	])('with when %j and the request %j fits: %s', (when, parts, expected) => {
		const active = activate([{ on: 'getOrder', when, reply: REPLY }]);
		expect(ask(active, 'getOrder', parts) === 0).toBe(expected);
	});

	it.each<[JsonValue, string | undefined, boolean]>([
		['OPEN', 'OPEN', true],
		[['PAID', 'OPEN'], 'OPEN', true],
		['OPEN', 'PAID', false],
		['OPEN', undefined, false],
		['undefined', undefined, false],
		['__proto__', '__proto__', true],
		['constructor', undefined, false],
	])('asked for state %j of an entity in state %s fits: %s', (state, actual, expected) => {
		const active = activate([{ on: 'getOrder', when: { state }, reply: REPLY }]);
		expect(ask(active, 'getOrder', {}, actual) === 0).toBe(expected);
	});

	it('looks for the entity only when everything else fits', () => {
		const active = activate([{ on: 'getOrder', when: { state: 'OPEN', path: { order_id: 'a' } }, reply: REPLY }]);
		let looks = 0;
		const named = () => {
			looks++;
			return { resource: 'order', key: 'a', scope: ['acme'], state: 'OPEN', entity: {} };
		};
		active.next(requestFor('getOrder', { path: { order_id: 'b' } }), RANDOM, named);
		expect(looks).toBe(0);
		active.next(requestFor('getOrder', { path: { order_id: 'a' } }), RANDOM, named);
		expect(looks).toBe(1);
	});

	it.each<[JsonValue | undefined, number, number]>([
		[undefined, 0.5, 0],
		['0ms', 0.5, 0],
		['250ms', 0.5, 250],
		['1.5s', 0.5, 1500],
		[{ min: '1s', max: '3s' }, 0, 1000],
		[{ min: '1s', max: '3s' }, 0.5, 2000],
		[{ min: '1s', max: '3s' }, 0.999999, 3000],
		[{ min: '0.5ms', max: '0.7ms' }, 0.999999, 0.7],
	])('with the delay %j and the random number %d waits %d ms', (delay, number, expected) => {
		const active = activate([{ on: 'getOrder', pass: true, ...(delay !== undefined && { delay }) }]);
		const hit = active.next(requestFor('getOrder'), { next: () => number } as Random, NO_ENTITY);
		expect(hit?.delayMs).toBe(expected);
	});

	it('says in its hit what the cue says', () => {
		const active = activate([
			{ on: 'getOrder', times: 1, reply: { status: 200, body: null, headers: { 'X-A': 0 } } },
			{ on: 'getOrder', times: 1, offSpec: true, reply: { status: 418, example: 'a', mediaType: 'text/plain' } },
			{ on: 'getOrder', times: 1, reply: { fault: 'truncate' } },
			{ on: 'getOrder', times: 1, pass: true },
		]);
		const hits = [1, 2, 3, 4].map(() => active.next(requestFor('getOrder'), RANDOM, NO_ENTITY));
		const common = { pass: false, offSpec: false, delayMs: 0 };
		expect(hits).toEqual([
			{
				...common,
				mention: { scenario: 'test', index: 0 },
				reply: { status: 200, body: null, headers: { 'X-A': '0' } },
			},
			{
				...common,
				mention: { scenario: 'test', index: 1 },
				reply: { status: 418, example: 'a', mediaType: 'text/plain' },
				offSpec: true,
			},
			{ ...common, mention: { scenario: 'test', index: 2 }, fault: 'truncate' },
			{ ...common, mention: { scenario: 'test', index: 3 }, pass: true },
		]);
	});
});

describe('the parameters of a scenario', () => {
	const script = [
		{ on: 'getOrder', when: { path: { order_id: '${id}' } }, reply: { status: 404, headers: { a: '${id}' } } },
	];
	const scenario = scenarioOf(script, { id: 'a', other: null });
	const use = (parameters: Record<string, unknown>): ActiveScenario => {
		const active = activateScenario(scenario, parameters);
		if (Array.isArray(active)) throw new Error(JSON.stringify(active));
		return active;
	};

	it('have their defaults where nothing else is given', () => {
		expect(use({}).parameters).toEqual({ id: 'a', other: null });
		expect(use({ id: undefined }).parameters).toEqual({ id: 'a', other: null });
		expect(ask(use({}), 'getOrder', { path: { order_id: 'a' } })).toBe(0);
	});

	it.each<[JsonValue, JsonValue, boolean]>([
		['b', 'b', true],
		[0, '0', true],
		['', '', true],
		[false, 'false', true],
		[null, 'null', false],
		['a', 'b', false],
	])('%j is compared with %j in a path: %s', (id, inPath, expected) => {
		expect(ask(use({ id }), 'getOrder', { path: { order_id: inPath } }) === 0).toBe(expected);
	});

	it('are kept when the scenario does not know them, and noted', () => {
		const active = use(JSON.parse('{"id":"b","__proto__":"x","constructor":1,"list":[1]}'));
		expect(Object.entries(active.parameters)).toEqual([
			['id', 'b'],
			['other', null],
			['__proto__', 'x'],
			['constructor', 1],
		]);
		expect(active.notes?.map(({ message }) => message)).toEqual([
			'test has no parameter __proto__',
			'test has no parameter constructor',
			'test has no parameter list',
		]);
		expect(use({}).notes).toEqual([]);
	});

	it.each([[[]], [{}], [() => 1]])('of the value %j are refused', (id) => {
		expect(activateScenario(scenario, { id })).toMatchObject([{ code: 'scenario.parameter.type' }]);
	});

	it.each(['a\r\nSet-Cookie: b', 'a\u0000', '\u2028', '😀'])('never smuggle %j into a header', (id) => {
		expect(activateScenario(scenario, { id })).toMatchObject([{ code: 'scenario.cue.header' }]);
	});

	it('that make the scenario too large are refused', () => {
		expect(activateScenario(scenario, { id: 'x'.repeat(9 * 1024 * 1024) })).toMatchObject([
			{ code: 'scenario.parameter.too-large' },
		]);
	});

	it('do not change the scenario', () => {
		use({ id: 'b' });
		expect(scenario.parameters).toEqual({ id: 'a', other: null });
		expect(scenario.script).toEqual(script);
	});
});

describe('using a scenario', () => {
	it('with mistakes gives the mistakes', () => {
		const place = { file: 'a.yaml', line: 3, column: 5, pointer: '/script' };
		const findings = [{ code: 'scenario.value', severity: 'error' as const, message: 'is wrong', place }];
		expect(activateScenario({ ...scenarioOf([]), findings })).toEqual([
			{ code: 'scenario.value', message: 'a.yaml:3:5: is wrong', pointer: '/script' },
		]);
	});

	it('with warnings works', () => {
		const place = { file: 'a.yaml', line: 3, column: 5 };
		const findings = [{ code: 'scenario.value', severity: 'warning' as const, message: 'is odd', place }];
		expect(activateScenario({ ...scenarioOf([]), findings })).toMatchObject({ notes: [] });
	});

	it('evaluates nothing that its text holds', () => {
		const active = activateScenario(loadGood('literal'));
		if (Array.isArray(active)) throw new Error('refused');
		expect(active.next(requestFor('createOrder'), RANDOM, NO_ENTITY)?.reply?.body).toEqual([
			'${process.env.HOME}',
			"{{constructor.constructor('return process')()}}",
			'$(id) `id` <%= 1 %> #{1} ${ a } ${} $a',
			'${b}',
			'x1x',
			1,
		]);
	});
});

describe('takeCue', () => {
	it('asks the requestScript script in place of the session’s', () => {
		const own = activate([{ on: '*', pass: true }]);
		const requestScript = activate([{ on: 'listOrders', pass: true }]);
		const session = { scenario: own, random: RANDOM, cues: [] };
		const request = requestFor('getOrder');
		expect(takeCue({ session, request, named: NO_ENTITY })?.mention.index).toBe(0);
		expect(takeCue({ session, request, requestScript, named: NO_ENTITY })).toBeUndefined();
		expect(
			takeCue({ session: { scenario: undefined, random: RANDOM, cues: [] }, request, named: NO_ENTITY }),
		).toBeUndefined();
	});
});
