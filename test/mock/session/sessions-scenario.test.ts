import { describe, expect, test } from 'vitest';
import { createFixtures, putFixtures } from '../../../mock/fixtures/fixtures.ts';
import { createEvents, type MockEvent } from '../../../mock/journal/events.ts';
import type { SessionsArgs } from '../../../mock/session/sessions.ts';
import { OPERATIONS, RESOURCES } from '../effects/orders.ts';
import { activate, openSessions, scenarioOf } from './sessions.ts';

const order = (key: string) => ({ resource: 'order', scope: ['acme'], key, entity: { order_id: key, status: 'NEW' } });

describe('a scenario', () => {
	const fixtures = createFixtures({ context: { resources: RESOURCES, operations: Object.values(OPERATIONS) } });
	const prepareFixtures: NonNullable<SessionsArgs['prepareFixtures']> = ({ active, ...rest }) => {
		if (!active) return undefined;
		const { scenario } = active;
		const { findings, entities } = fixtures.prepare({ scenario: scenario.name, given: scenario.given, ...rest });
		return { findings, put: (session) => putFixtures({ session, resources: RESOURCES, entities }) };
	};
	const open = (start?: ReturnType<typeof scenarioOf>) => {
		const heard: MockEvent[] = [];
		const events = createEvents((error) => {
			throw error;
		});
		events.listen((event) => heard.push(event));
		const unfit: string[] = [];
		const sessions = openSessions({
			events,
			prepareFixtures,
			...(start && { startScenario: () => activate(start) }),
			onUnfitStart: (session, findings) => unfit.push(`${session.name}: ${findings[0]?.code}`),
		});
		return { sessions, heard, unfit };
	};
	const paid = scenarioOf({
		name: 'paid',
		clockMs: Date.parse('2026-01-15T09:00:00Z'),
		given: { order: [{ shop: 'acme', order_id: '7', status: 'PAID', until: { after: 'P1D' } }] },
	});
	const broken = scenarioOf({ name: 'broken', given: { order: [{ order_id: '7' }] } });

	test('begins with its clock and its entities, and nothing of before but the journal and the counters', () => {
		const { sessions } = open();
		const session = sessions.get('a');
		const { journal } = session;
		session.random.uuid();
		session.store.create(order('1'));
		session.requestScripts.set('other', activate(paid));
		expect(sessions.useScenario(session, activate(paid))).toEqual([]);
		expect(session.store.list('order').map((record) => record.entity)).toEqual([
			{
				shop: 'acme',
				order_id: '7',
				status: 'PAID',
				until: '2026-01-16T09:00:00.000Z',
				open_until: '2026-01-15T10:00:00.000Z',
				priority: 'NORMAL',
			},
		]);
		expect(session.clock.toJSON().now).toBe('2026-01-15T09:00:00.000Z');
		expect(session.scenario?.scenario.name).toBe('paid');
		expect(session.requestScripts.size).toBe(0);
		expect(session.journal).toBe(journal);
		expect(session.random.counter).toBe(1);
	});

	test('is left by using none', () => {
		const { sessions } = open();
		const session = sessions.get('a');
		sessions.useScenario(session, activate(paid));
		sessions.useScenario(session, undefined);
		expect(session.scenario).toBeUndefined();
		expect(session.store.list('order')).toEqual([]);
		expect(session.clock.toJSON().now).toBe('2026-06-01T09:00:00.000Z');
	});

	test('that does not fit changes nothing', () => {
		const { sessions, heard } = open();
		const session = sessions.get('a');
		sessions.useScenario(session, activate(paid));
		session.clock.advance('P1D');
		heard.length = 0;
		expect(sessions.useScenario(session, activate(broken))).toMatchObject([
			{ code: 'scenario.given.scope', pointer: '/given/order/0/shop' },
		]);
		expect(session.scenario?.scenario.name).toBe('paid');
		expect(session.store.list('order')).toHaveLength(1);
		expect(session.clock.toJSON().now).toBe('2026-01-16T09:00:00.000Z');
		expect(heard).toEqual([]);
	});

	test('is begun again by a reset: state, clock and script', () => {
		const { sessions } = open();
		const session = sessions.get('a');
		sessions.useScenario(session, activate(paid));
		session.scenario?.restore([3, 1]);
		session.clock.advance('P1D');
		session.store.create(order('8'));
		const counter = session.random.counter;
		expect(sessions.resetSession(session)).toEqual([]);
		expect(session.scenario?.counters()).toEqual([0, 0]);
		expect(session.clock.toJSON().now).toBe('2026-01-15T09:00:00.000Z');
		expect(session.store.list('order').map((record) => record.key)).toEqual(['7']);
		expect(session.random.counter).toBeGreaterThanOrEqual(counter);
	});

	test('comes from its file anew where the mock can do so; one that is broken by then leaves all as it is', () => {
		let next = broken;
		const sessions = openSessions({
			prepareFixtures,
			renewScenario: () => activate(next),
		});
		const session = sessions.get('a');
		sessions.useScenario(session, activate(paid));
		session.scenario?.restore([3, 1]);
		expect(sessions.resetSession(session)).toHaveLength(1);
		expect(session.scenario?.counters()).toEqual([3, 1]);
		next = scenarioOf({ name: 'paid', given: {} });
		expect(sessions.resetSession(session)).toEqual([]);
		expect(session.store.list('order')).toEqual([]);
	});

	test('can be where every session starts; one that does not fit is told, and the session starts without', () => {
		const good = open(paid);
		expect(good.sessions.get('a').store.list('order')).toHaveLength(1);
		expect(good.unfit).toEqual([]);
		const bad = open(broken);
		expect(bad.sessions.get('a').scenario).toBeUndefined();
		expect(bad.unfit).toEqual(['a: scenario.given.scope']);
	});

	test('is told to who listens', () => {
		const { sessions, heard } = open();
		const session = sessions.get('a');
		sessions.useScenario(session, activate(paid, { shop: 'acme' }));
		sessions.resetSession(session);
		sessions.drop('a');
		const types = heard.map((event) => event.type);
		expect(types.filter((type) => type.startsWith('session.'))).toEqual([
			'session.created',
			'session.used',
			'session.reset',
			'session.dropped',
		]);
		expect(heard).toContainEqual({
			type: 'session.used',
			session: 'a',
			scenario: 'paid',
			parameters: { shop: 'acme' },
		});
		expect(heard.find((event) => event.type === 'entity.changed')).toMatchObject({
			session: 'a',
			change: { kind: 'created' },
		});
		expect(heard.find((event) => event.type === 'clock.moved')).toMatchObject({
			session: 'a',
			clock: { mode: 'fixed' },
		});
	});
});
