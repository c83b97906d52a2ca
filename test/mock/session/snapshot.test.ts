import { describe, expect, test } from 'vitest';
import { restoreSession, snapshotSession } from '../../../mock/session/snapshot.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { RESOURCES } from '../effects/orders.ts';
import { activate, openSessions, scenarioOf } from './sessions.ts';

const PAID = scenarioOf({ name: 'paid', parameters: { shop: 'acme' } });

function open(options: { seed?: number | undefined } = {}) {
	const sessions = openSessions({ options });
	const session = sessions.get('qa');
	const put = (order_id: JsonValue, status = 'NEW', shop = 'acme') =>
		session.store.create({
			resource: 'order',
			scope: [shop],
			key: String(order_id),
			entity: { shop, order_id, status },
		});
	const snapshot = (): JsonObject => JSON.parse(JSON.stringify(snapshotSession(session, RESOURCES)));
	const restore = (value: JsonValue, extra = {}) =>
		restoreSession({
			session,
			snapshot: value,
			resources: RESOURCES,
			maxEntities: 100,
			resolveScenario: (name, parameters) => (name === 'paid' ? activate(PAID, parameters) : undefined),
			...extra,
		});
	return { sessions, session, put, snapshot, restore };
}

function filled() {
	const world = open();
	const { session, sessions, put } = world;
	sessions.useScenario(session, activate(PAID, { shop: 'corner' }));
	session.scenario?.restore([2, 1]);
	put('b', 'PAID');
	put(0);
	put('a', 'NEW', 'other');
	session.store.create({ resource: 'note', scope: [], key: '7', entity: { id: 7 } });
	session.clock.advance('P1D');
	session.random.uuid();
	return world;
}

test('a snapshot is the whole world as JSON', () => {
	expect(filled().snapshot()).toEqual({
		format: 'stunt-double-snapshot',
		version: 1,
		session: 'qa',
		seed: 1,
		counter: 1,
		clock: { now: '2026-06-02T09:00:00.000Z', mode: 'fixed', offsetMs: 86_400_000 },
		scenario: { name: 'paid', parameters: { shop: 'corner' }, counters: [2, 1] },
		numbers: { note: 7 },
		entities: {
			order: [
				{ shop: 'acme', order_id: 'b', status: 'PAID' },
				{ shop: 'acme', order_id: 0, status: 'NEW' },
				{ shop: 'other', order_id: 'a', status: 'NEW' },
			],
			note: [{ id: 7 }],
		},
	});
});

test('a session without anything has a snapshot too, and takes it back', () => {
	const { snapshot, restore, session } = open();
	const empty = snapshot();
	expect(empty).toMatchObject({ counter: 0, scenario: null, numbers: {}, entities: {} });
	session.store.create({ resource: 'note', scope: [], key: '1', entity: { id: 1 } });
	expect(restore(empty)).toEqual([]);
	expect(session.store.list('note')).toEqual([]);
});

test('what is restored is the world as it was; ids and numbers go on', () => {
	const { snapshot } = filled();
	const taken = snapshot();
	const { session, restore, snapshot: again, put } = open();
	put('stranger');
	session.random.skipTo(100);
	session.requestScripts.set('x', activate(PAID));
	const { journal } = session;
	expect(restore(taken)).toEqual([]);
	expect(again()).toEqual({ ...taken, counter: 100 });
	expect(session.requestScripts.size).toBe(0);
	expect(session.journal).toBe(journal);
	expect(session.store.largestNumber('note')).toBe(7);
});

test('the counter is brought forward, so that an id of the snapshot is not given out again', () => {
	const { session, restore, snapshot } = open();
	const first = session.random.uuid();
	const taken = snapshot();
	const fresh = open();
	expect(fresh.restore(taken)).toEqual([]);
	expect(fresh.session.random.uuid()).not.toBe(first);
	expect(restore(taken)).toEqual([]);
});

test('a real clock runs on from the snapshot’s time', () => {
	const { restore, session } = open({ seed: undefined });
	expect(restore(filled().snapshot())).toEqual([]);
	expect(session.clock.mode).toBe('real');
	expect(Math.abs(session.clock.nowMs() - Date.parse('2026-06-02T09:00:00Z'))).toBeLessThan(60_000);
});

test('an entity without its key or scope is given them back', () => {
	const { session, put, snapshot } = open();
	const record = put('a');
	if (record) session.store.update(record, { status: 'NEW' });
	expect(snapshot()['entities']).toEqual({ order: [{ status: 'NEW', order_id: 'a', shop: 'acme' }] });
});

describe('what does not fit is told, and nothing is changed', () => {
	const change = (part: JsonObject): JsonObject => ({ ...filled().snapshot(), ...part });
	const order = (entity: JsonValue): JsonObject => change({ entities: { order: [entity] } });

	test.each<[string, string, JsonValue]>([
		['snapshot.format', '/format', null],
		['snapshot.format', '/format', 0],
		['snapshot.format', '/format', ''],
		['snapshot.format', '/format', []],
		['snapshot.format', '/format', {}],
		['snapshot.format', '/format', change({ format: 'other' })],
		['snapshot.version', '/version', change({ version: 0 })],
		['snapshot.version', '/version', change({ version: 2 })],
		['snapshot.clock', '/clock/now', change({ clock: null })],
		['snapshot.clock', '/clock/now', change({ clock: { now: '' } })],
		['snapshot.clock', '/clock/now', change({ clock: { now: '9999-12-31T23:59:59-10:00' } })],
		['snapshot.counter', '/counter', change({ counter: -1 })],
		['snapshot.counter', '/counter', change({ counter: 0.5 })],
		['snapshot.counter', '/counter', change({ counter: null })],
		['snapshot.counter', '/counter', change({ counter: 2 ** 53 })],
		['snapshot.scenario', '/scenario', change({ scenario: '' })],
		['snapshot.scenario', '/scenario', change({ scenario: { name: 'paid' } })],
		['snapshot.scenario', '/scenario', change({ scenario: { name: 'paid', parameters: { a: [] }, counters: [0, 0] } })],
		[
			'snapshot.scenario',
			'/scenario/name',
			change({ scenario: { name: 'constructor', parameters: {}, counters: [] } }),
		],
		['snapshot.scenario', '/scenario/counters', change({ scenario: { name: 'paid', parameters: {}, counters: [0] } })],
		[
			'snapshot.scenario',
			'/scenario/counters',
			change({ scenario: { name: 'paid', parameters: {}, counters: [0, -1] } }),
		],
		['snapshot.numbers', '/numbers', change({ numbers: [] })],
		['snapshot.numbers', '/numbers', change({ numbers: { nothing: 1 } })],
		['snapshot.numbers', '/numbers', change({ numbers: { note: '1' } })],
		['snapshot.entities', '/entities', change({ entities: null })],
		['snapshot.entities', '/entities/order', change({ entities: { order: {} } })],
		['snapshot.entities', '/entities/order', change({ entities: { order: Array(101).fill({}) } })],
		['snapshot.resource', '/entities/__proto__', change({ entities: JSON.parse('{"__proto__":[]}') })],
		['snapshot.entity', '/entities/order/0', order(null)],
		['snapshot.entity', '/entities/order/0', order([])],
		['snapshot.entity', '/entities/order/0', order({ shop: 'a', status: 'NEW' })],
		['snapshot.entity', '/entities/order/0', order({ order_id: '1', status: 'NEW' })],
		['snapshot.entity', '/entities/order/0', order({ shop: 'a', order_id: '', status: 'NEW' })],
		['snapshot.state', '/entities/order/0/status', order({ shop: 'a', order_id: '1' })],
		['snapshot.state', '/entities/order/0/status', order({ shop: 'a', order_id: '1', status: '' })],
		['snapshot.duplicate', '/entities/note/1', change({ entities: { note: [{ id: 1 }, { id: '1' }] } })],
	])('%s at %s: %#', (code, pointer, value) => {
		const { session, restore, snapshot, put } = open();
		put('mine');
		session.random.uuid();
		const before = snapshot();
		expect(restore(value)).toEqual([{ code, pointer, message: expect.any(String), in: 'body' }]);
		expect(snapshot()).toEqual(before);
	});

	test('also by the check that is passed in', () => {
		const { restore } = open();
		const check = () => [{ code: 'x', message: 'must be more', pointer: '/total' }];
		expect(restore(change({ entities: { note: [{ id: 1 }] } }), { check })).toEqual([
			{ code: 'snapshot.entity', message: 'must be more', in: 'body', pointer: '/entities/note/0/total' },
		]);
	});

	test('in a hundred findings at most', () => {
		const broken = change({ entities: { note: Array(100).fill(null), order: Array(100).fill(null) } });
		expect(open().restore(broken)).toHaveLength(100);
	});
});
