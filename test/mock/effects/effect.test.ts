import { describe, expect, test } from 'vitest';
import { applyEffect, checkEffect, findNamed } from '../../../mock/effects/effect.ts';
import type { JsonValue } from '../../../spec/index.ts';
import { effectOf, NOTE, OPERATIONS, operationOf, path, planOf, settings } from './orders.ts';
import { entityOf, openWorld, put } from './world.ts';

describe('an entity that is not there', () => {
	const names = ['read', 'replace', 'patch', 'remove'] as const;

	test.each(names)('%s says so, and changes nothing', (name) => {
		const { run, session } = openWorld();
		put(session, '42');
		for (const [shop, key] of [
			['acme', '43'],
			['other', '42'],
			['acme', '__proto__'],
			['acme', 'constructor'],
			['', ''],
		] as const) {
			const result = run(name, { path: { shop, order_id: key }, body: {} });
			expect(result).toMatchObject({ kind: 'missing', status: 404, mention: { key, outcome: 'missing' } });
		}
		expect(run(name, { path: { shop: 'acme' } })).toMatchObject({
			kind: 'missing',
			note: 'the request names no order',
		});
		expect(session.store.list('order')).toHaveLength(1);
	});

	test('is named in the note, cut where it is long', () => {
		const { run } = openWorld();
		expect(run('read', { path: { shop: 'acme', order_id: '43' } })).toMatchObject({ note: 'there is no order 43' });
		const long = run('read', { path: { shop: 'acme', order_id: 'x'.repeat(5000) } });
		expect(long.kind === 'missing' && long.note.length).toBeLessThan(150);
	});

	test('has no state', () => {
		const { args } = openWorld();
		expect(findNamed(args('read', { path: { shop: 'acme', order_id: '43' } }))?.state).toBeUndefined();
		expect(findNamed(args('create', { path: { shop: 'acme' } }))?.state).toBeUndefined();
		expect(findNamed(args('list', { path: { shop: 'acme' } }))?.state).toBeUndefined();
		expect(findNamed(args('plain'))?.state).toBeUndefined();
	});
});

describe('the scope', () => {
	test('is read by name, else by position, without the key', () => {
		const { run, session, args } = openWorld();
		put(session, '42');
		expect(findNamed(args('pay', { path: { name: 'acme', id: '42' } }))?.state).toBe('NEW');
		expect(run('pay', { path: { name: 'other', id: '42' } }).kind).toBe('missing');
	});

	test('is left open where the path has none', () => {
		const { run, session } = openWorld();
		put(session, '42', {}, 'other');
		expect(entityOf(run('anywhere', { path: { order_id: '42' } }))['shop']).toBe('other');
		expect(run('anywhere', { path: { order_id: '43' } }).kind).toBe('missing');
	});

	test('of what is created comes from the body where the path has none', () => {
		const create = operationOf({
			id: 'createLoose',
			pathTemplate: '/orders',
			effect: effectOf({ kind: 'create', resource: 'order', set: new Map() }),
		});
		const { run, session } = openWorld({ createLoose: create });
		run('createLoose', { body: { shop: 'acme', order_id: '1' } });
		run('createLoose', { body: { order_id: '2' } });
		expect(session.store.find('order', ['acme'], '1')).toBeDefined();
		expect(session.store.find('order', [''], '2')).toBeDefined();
	});

	test('takes numbers as they are written', () => {
		const { run } = openWorld();
		run('create', { path: { shop: 7 }, body: { order_id: 0 } });
		expect(entityOf(run('read', { path: { shop: '7', order_id: '0' } }))).toMatchObject({ shop: 7, order_id: 0 });
	});

	test('finds a uuid in upper case', () => {
		const { run } = openWorld();
		const entity = entityOf(run('create', { path: { shop: 'acme' } }));
		const order_id = String(entity['order_id']).toUpperCase();
		expect(entityOf(run('read', { path: { shop: 'acme', order_id } }))).toBe(entity);
	});
});

describe('replace and patch', () => {
	const parts = (sent: JsonValue) => ({ path: { shop: 'acme', order_id: '42' }, body: sent });

	test('replace keeps key, scope and state, and nothing else', () => {
		const { run, session } = openWorld();
		put(session, '42', { status: 'PAID', total: 5 });
		expect(entityOf(run('replace', parts({ order_id: '43', shop: 'other', note: '' })))).toEqual({
			order_id: '42',
			shop: 'acme',
			status: 'PAID',
			note: '',
		});
		expect(session.store.find('order', ['acme'], '43')).toBeUndefined();
	});

	test.each<[string, JsonValue, string]>([
		['replace', 'SHIPPED', 'SHIPPED'],
		['patch', 'SHIPPED', 'SHIPPED'],
		['replace', 'UNKNOWN', 'PAID'],
		['patch', 'UNKNOWN', 'PAID'],
		['patch', null, 'PAID'],
		['replace', null, 'PAID'],
		['replace', '', 'PAID'],
		['replace', 0, 'PAID'],
	])('%s with the state %j leads to %s: only declared states are taken', (name, status, expected) => {
		const { run, session } = openWorld();
		put(session, '42', { status: 'PAID' });
		expect(entityOf(run(name, parts({ status })))['status']).toBe(expected);
	});

	test('what the effect sets never moves an entity to another key or scope', () => {
		const set = settings({
			order_id: { kind: 'literal', value: '43' },
			shop: { kind: 'literal', value: 'other' },
			total: { kind: 'literal', value: 0 },
		});
		const operation = operationOf({
			id: 'touch',
			pathTemplate: '/shops/{shop}/orders/{order_id}/touch',
			effect: effectOf({ kind: 'patch', resource: 'order', key: path('order_id'), set }),
		});
		const { run, session } = openWorld({ touch: operation });
		put(session, '42');
		expect(entityOf(run('touch', parts({})))).toEqual({ order_id: '42', shop: 'acme', status: 'NEW', total: 0 });
	});

	test('patch merges; key and scope stay', () => {
		const { run, session } = openWorld();
		put(session, '42', { total: 5, customer: { name: 'A', city: 'B' } });
		const sent = { order_id: null, shop: 'x', total: null, customer: { city: 'C' }, note: 0 };
		const result = run('patch', parts(sent));
		expect(entityOf(result)).toEqual({
			order_id: '42',
			shop: 'acme',
			status: 'NEW',
			customer: { name: 'A', city: 'C' },
			note: 0,
		});
		expect(result).toMatchObject({ mention: { outcome: 'patched', from: 'NEW', to: 'NEW' } });
	});

	test.each<[JsonValue]>([[null], [0], [''], [false], [[]], ['x']])('patch with %j changes nothing', (sent) => {
		const { run, session } = openWorld();
		const before = put(session, '42', { total: 5 })?.entity;
		expect(entityOf(run('patch', parts(sent)))).toEqual(before);
	});
});

test('delete removes, once', () => {
	const { run, session } = openWorld();
	const entity = put(session, '42')?.entity;
	const parts = { path: { shop: 'acme', order_id: '42' } };
	expect(run('remove', parts)).toEqual({
		kind: 'gone',
		mention: { resource: 'order', key: '42', outcome: 'deleted', from: 'NEW', before: entity },
	});
	expect(run('remove', parts).kind).toBe('missing');
});

test('an operation without an effect, and one on an unknown resource, are stateless', () => {
	const lost = operationOf({
		id: 'lost',
		pathTemplate: '/x',
		effect: effectOf({ kind: 'list', resource: 'nothing', filters: [] }),
	});
	const { run, args } = openWorld({ lost });
	for (const name of ['plain', 'lost']) {
		expect(run(name)).toEqual({ kind: 'stateless' });
		expect(checkEffect(args(name))).toEqual([]);
	}
	expect(applyEffect({ ...args('plain'), plan: planOf(OPERATIONS.plain) })).toEqual({ kind: 'stateless' });
	expect(() => applyEffect({ ...args('plain'), plan: planOf(OPERATIONS.read) })).toThrow(TypeError);
});

test('a resource without states is read and removed', () => {
	const { session, run } = openWorld({
		readNote: operationOf({
			id: 'readNote',
			pathTemplate: '/notes/{id}',
			effect: effectOf({ kind: 'read', resource: NOTE.name, key: path('id') }),
		}),
	});
	session.store.create({ resource: 'note', scope: [], key: '0', entity: { id: 0 } });
	expect(run('readNote', { path: { id: 0 } })).toMatchObject({ kind: 'entity', entity: { id: 0 } });
	const read = run('readNote', { path: { id: 0 } });
	expect(read.kind === 'entity' && read.mention.from).toBeUndefined();
});
