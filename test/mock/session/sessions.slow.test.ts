import { describe, expect, test } from 'vitest';
import { noJournal, openSessions } from './sessions.ts';

const order = (key: string) => ({ resource: 'order', scope: ['acme'], key, entity: { order_id: key, status: 'NEW' } });

describe('a session', () => {
	test('is made on first use, and is the same one after', () => {
		const sessions = openSessions();
		expect(sessions.peek('qa')).toBeUndefined();
		const session = sessions.get('qa');
		expect(sessions.get('qa')).toBe(session);
		expect(sessions.peek('qa')).toBe(session);
		expect(session).toMatchObject({ name: 'qa', open: 0, scenario: undefined, lastRequestAtMs: undefined });
		expect(sessions.count()).toBe(1);
	});

	test.each([
		'a',
		'default',
		'__proto__',
		'constructor',
		'A.b_c~d-9',
		'0',
		'x'.repeat(100),
		'...',
		'..a',
		'.a',
		'a.',
		`${'.'.repeat(100)}`,
	])('may be called %j', (name) => {
		const sessions = openSessions();
		expect(sessions.peek(name)).toBeUndefined();
		expect(sessions.get(name).name).toBe(name);
	});

	test.each(['', ' ', '.', '..', `${'.'.repeat(101)}`, 'a b', 'a/b', 'ä', 'a\n', 'x'.repeat(101)])(
		'is never called %j',
		(name) => {
			const sessions = openSessions();
			expect(() => sessions.get(name)).toThrow(RangeError);
			expect(sessions.count()).toBe(0);
		},
	);

	test('has a world of its own', () => {
		const sessions = openSessions();
		const [a, b] = [sessions.get('a'), sessions.get('b')];
		a.store.create(order('1'));
		a.clock.advance('P1D');
		expect(b.store.list('order')).toEqual([]);
		expect(b.clock.toJSON().now).toBe('2026-06-01T09:00:00.000Z');
		expect(a.random.uuid()).not.toBe(b.random.uuid());
		expect(a.journal).not.toBe(b.journal);
	});

	test('makes its parts when they are asked for, once', () => {
		let journals = 0;
		const sessions = openSessions({
			createJournal: () => {
				journals += 1;
				return noJournal();
			},
		});
		const session = sessions.get('a');
		expect(journals).toBe(0);
		expect(session.journal).toBe(session.journal);
		expect(session.store).toBe(session.store);
		expect(session.clock).toBe(session.clock);
		expect(session.random).toBe(session.random);
		expect(journals).toBe(1);
	});

	test('has the same ids in two runs of one seed, and others under another seed', () => {
		const draw = (seed: number | undefined) => {
			const { random } = openSessions({ options: { seed } }).get('qa');
			return [random.uuid(), random.uuid()];
		};
		expect(draw(1)).toEqual(draw(1));
		expect(draw(0)).not.toEqual(draw(1));
		expect(draw(undefined)).not.toEqual(draw(undefined));
	});

	test('has a real clock without a seed, and a fixed one under any seed, 0 included', () => {
		expect(openSessions({ options: { seed: undefined } }).get('a').clock.mode).toBe('real');
		expect(openSessions({ options: { seed: 0 } }).get('a').clock.mode).toBe('fixed');
	});
});

describe('beyond the most sessions', () => {
	const names = (sessions: ReturnType<typeof openSessions>) => sessions.list().map((session) => session.name);

	test('the one that was not used for the longest time is dropped', () => {
		const sessions = openSessions({ options: { maxSessions: 3 } });
		for (const name of ['a', 'b', 'c', 'a', 'd']) sessions.get(name);
		expect(names(sessions)).toEqual(['d', 'a', 'c']);
		sessions.peek('c');
		sessions.get('e');
		expect(names(sessions)).toEqual(['e', 'd', 'a']);
	});

	test('open ones stay, even if there are more of them than allowed', () => {
		const sessions = openSessions({ options: { maxSessions: 2 } });
		for (const name of ['a', 'b', 'c']) sessions.get(name).open = 1;
		expect(sessions.count()).toBe(3);
		const b = sessions.peek('b');
		if (b) b.open = 0;
		sessions.get('d');
		expect(names(sessions).sort()).toEqual(['a', 'c', 'd']);
	});

	test('100,000 names leave no more than allowed', () => {
		const sessions = openSessions({ options: { maxSessions: 50 } });
		for (let number = 0; number < 100_000; number += 1) sessions.get(`s${number}`).random.uuid();
		expect(sessions.count()).toBe(50);
		expect(sessions.list()[0]?.name).toBe('s99999');
	});

	test('one is allowed', () => {
		const sessions = openSessions({ options: { maxSessions: 1 } });
		sessions.get('a');
		sessions.get('b');
		expect(names(sessions)).toEqual(['b']);
	});
});

describe('drop', () => {
	test('forgets the session, but a later one of its name never repeats its ids', () => {
		const sessions = openSessions();
		const first = sessions.get('a');
		const ids = [first.random.uuid(), first.random.uuid()];
		first.store.create(order('41'));
		expect(sessions.drop('a')).toBe(true);
		expect(sessions.drop('a')).toBe(false);
		expect(sessions.peek('a')).toBeUndefined();
		const second = sessions.get('a');
		expect(second).not.toBe(first);
		expect(second.store.list('order')).toEqual([]);
		expect(second.store.largestNumber('order')).toBe(41);
		expect(ids).not.toContain(second.random.uuid());
		expect(second.random.counter).toBe(3);
	});

	test('of all: every session begins anew, with new ids', () => {
		const sessions = openSessions();
		const first = sessions.get('a').random.uuid();
		sessions.get('b');
		sessions.resetAll();
		expect(sessions.count()).toBe(0);
		expect(sessions.get('a').random.uuid()).not.toBe(first);
	});
});

test('a reset while a request waits leaves the fresh store alone', () => {
	const sessions = openSessions();
	const session = sessions.get('a');
	const record = session.store.create(order('1'));
	sessions.resetSession(session);
	session.store.create(order('1'));
	if (record) session.store.update(record, { stale: true });
	expect(session.store.find('order', ['acme'], '1')?.entity).toEqual({ order_id: '1', status: 'NEW' });
});

test('lets the journal of a session go that is dropped for good, and not of one that can be brought back', () => {
	const cleared: string[] = [];
	let made = 0;
	const sessions = openSessions({
		createJournal: () => {
			made += 1;
			const name = `journal ${made}`;
			return { ...noJournal(), clear: () => void cleared.push(name) };
		},
	});
	void sessions.get('a').journal;
	void sessions.get('b').journal;
	sessions.setAside('a');
	expect(cleared).toEqual([]);
	sessions.drop('b');
	expect(cleared).toEqual(['journal 2']);
	sessions.history.forget('a');
	expect(cleared).toEqual(['journal 2', 'journal 1']);
});

describe('room for sessions and their entities', () => {
	test('a session that had to make room is told, if it held any entity, and so is its successor', () => {
		const dropped: string[] = [];
		const sessions = openSessions({ options: { maxSessions: 2 }, onMakeRoom: ({ name }) => dropped.push(name) });
		sessions.get('a').store.create(order('1'));
		for (const name of ['b', 'c', 'd']) sessions.get(name);
		expect(dropped).toEqual(['a']);
		expect(sessions.get('a').isSuccessor).toBe(true);
		expect(sessions.get('b').isSuccessor).toBe(false);
	});

	test('one that was dropped by hand has no successor', () => {
		const sessions = openSessions();
		sessions.get('a').store.create(order('1'));
		sessions.drop('a');
		expect(sessions.get('a').isSuccessor).toBe(false);
	});

	test('the session that holds most forgets its oldest', () => {
		const sessions = openSessions({ maxEntityBytes: 400 });
		const [few, many] = [sessions.get('few'), sessions.get('many')];
		few.store.create(order('1'));
		for (let key = 1; key < 9; key += 1) many.store.create(order(String(key)));
		expect(few.store.list('order')).toHaveLength(1);
		expect(many.store.list('order').map(({ key }) => key)).toEqual(['4', '5', '6', '7', '8']);
		expect([few.store.forgotten, many.store.forgotten]).toEqual([0, 3]);
		sessions.setAside('many');
		for (let key = 2; key < 6; key += 1) few.store.create(order(String(key)));
		expect(few.store.list('order')).toHaveLength(5);
	});
});
