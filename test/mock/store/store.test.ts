import { describe, expect, test } from 'vitest';
import { ResourceTable } from '../../../mock/store/resource-table.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { ORDER } from '../effects/orders.ts';
import { openStore } from './stores.ts';

describe('an entity', () => {
	test('is found under its own scope and key only', () => {
		const { store, put } = openStore();
		const record = put('1', { total: 0 });
		expect(record?.entity).toEqual({ total: 0 });
		expect(store.find('order', ['acme'], '1')).toBe(record);
		for (const scope of [['other'], [''], [], ['acme', 'acme'], ['Acme']]) {
			expect(store.find('order', scope, '1')).toBeUndefined();
		}
		for (const key of ['', '01', '1 ', '2']) expect(store.find('order', ['acme'], key)).toBeUndefined();
		expect(store.find('nothing', ['acme'], '1')).toBeUndefined();
		expect(store.findAnywhere('order', '1')).toBe(record);
		expect(store.findAnywhere('order', '2')).toBeUndefined();
		expect(store.findAnywhere('note', '1')).toBeUndefined();
	});

	test('takes its key once in a scope, and once in each scope', () => {
		const { put } = openStore();
		expect(put('1')).toBeDefined();
		expect(put('1')).toBeUndefined();
		expect(put('1', {}, ['other'])).toBeDefined();
	});

	test.each(['__proto__', 'constructor', 'toString', '', '0', 'false', 'null', 'hasOwnProperty'])(
		'may be called %j',
		(key) => {
			const { store, put } = openStore();
			expect(store.find('order', ['acme'], key)).toBeUndefined();
			put(key, { key }, [key]);
			expect(store.find('order', [key], key)?.entity).toEqual({ key });
			expect(store.list('order', [key])).toHaveLength(1);
			expect(({} as JsonObject)['polluted']).toBeUndefined();
		},
	);

	test('with a uuid for a key is found in upper case too; other keys keep their case', () => {
		const { store, put } = openStore();
		put('4f5c1f0e-7a53-4d0b-9a35-2d3a6f8f1c01');
		put('ABC');
		expect(store.find('order', ['acme'], '4F5C1F0E-7A53-4D0B-9A35-2D3A6F8F1C01')?.key).toBe(
			'4f5c1f0e-7a53-4d0b-9a35-2d3a6f8f1c01',
		);
		expect(put('4F5C1F0E-7A53-4D0B-9A35-2D3A6F8F1C01')).toBeUndefined();
		expect(store.find('order', ['acme'], 'abc')).toBeUndefined();
	});

	test('is replaced, never written to', () => {
		const { store, put, changes } = openStore();
		const entity = Object.freeze({ status: 'NEW' });
		const record = put('1', entity);
		if (!record) throw new Error('not created');
		store.update(record, { status: 'PAID' });
		expect(entity).toEqual({ status: 'NEW' });
		expect(store.find('order', ['acme'], '1')?.entity).toEqual({ status: 'PAID' });
		expect(changes.at(-1)).toEqual({
			kind: 'updated',
			resource: 'order',
			key: '1',
			scope: ['acme'],
			before: { status: 'NEW' },
			after: { status: 'PAID' },
		});
	});

	test('that is removed is gone, and its key is free; nothing more happens to the old record', () => {
		const { store, put, changes } = openStore();
		const record = put('1');
		if (!record) throw new Error('not created');
		store.remove(record);
		store.remove(record);
		store.update(record, { late: true });
		expect(record.alive).toBe(false);
		expect(record.entity).toEqual({});
		expect(store.list('order')).toEqual([]);
		expect(put('1')).toBeDefined();
		expect(changes.map((change) => change.kind)).toEqual(['created', 'removed', 'created']);
	});

	test('of a store that was cleared is not written into the fresh one', () => {
		const { store, put } = openStore();
		const record = put('1');
		if (!record) throw new Error('not created');
		store.clear();
		put('1', { fresh: true });
		store.update(record, { stale: true });
		store.remove(record);
		expect(store.find('order', ['acme'], '1')?.entity).toEqual({ fresh: true });
	});
});

test('scopes of several values are not confused, whatever they hold', () => {
	const resources = new Map([['order', { ...ORDER, scope: ['a', 'b'] }]]);
	const { store, put } = openStore({ resources });
	const scopes = [
		['x,y', 'z'],
		['x', 'y,z'],
		['x"', 'y'],
		['x', '"y'],
		['', ''],
		['["x","y"]', ''],
	];
	for (const scope of scopes) expect(put('1', { scope }, scope)).toBeDefined();
	for (const scope of scopes) expect(store.find('order', scope, '1')?.entity).toEqual({ scope });
	expect(store.list('order')).toHaveLength(scopes.length);
});

test('an unknown resource and an incomplete scope are errors of the caller', () => {
	const { store } = openStore();
	expect(() => store.create({ resource: 'nothing', scope: [], key: '1', entity: {} })).toThrow(TypeError);
	expect(() => store.create({ resource: 'order', scope: [], key: '1', entity: {} })).toThrow(TypeError);
	expect(store.list('nothing')).toEqual([]);
	expect(store.list('order', [])).toEqual([]);
	expect(store.largestNumber('nothing')).toBe(0);
});

describe('the bound', () => {
	test.each([1, 2, 3, 10])('of %d keeps the newest', (maxEntities) => {
		const { store, put, changes } = openStore({ maxEntities });
		const first = put('0', {}, ['x']);
		for (let number = 1; number < 25; number += 1) put(String(number), {}, [number % 2 ? 'x' : 'y']);
		const kept = store.list('order').map((record) => record.key);
		expect(kept).toEqual(Array.from({ length: maxEntities }, (_, index) => String(25 - maxEntities + index)));
		expect(first?.alive).toBe(false);
		expect(changes.filter((change) => change.kind === 'evicted')).toHaveLength(25 - maxEntities);
		expect(store.find('order', ['x'], '0')).toBeUndefined();
	});

	test('is each resource’s own', () => {
		const { store, put } = openStore({ maxEntities: 1 });
		put('1');
		store.create({ resource: 'note', scope: [], key: '1', entity: {} });
		expect(store.list('order')).toHaveLength(1);
		expect(store.list('note', [])).toHaveLength(1);
	});

	test('holds after deletions, and the order of creation stays', () => {
		const { store, put } = openStore({ maxEntities: 3 });
		for (const key of ['a', 'b', 'c']) put(key);
		for (const key of ['a', 'c']) {
			const record = store.find('order', ['acme'], key);
			if (record) store.remove(record);
		}
		put('d');
		put('e', {}, ['other']);
		expect(store.list('order').map((record) => record.key)).toEqual(['d', 'e']);
		store.clear();
		put('f');
		expect(store.list('order').map((record) => record.key)).toEqual(['f']);
	});
});

test('a scope without entities costs nothing', () => {
	const table = new ResourceTable(ORDER, 10);
	for (let number = 0; number < 1000; number += 1) table.add({ scope: [`shop-${number}`], key: '1', entity: {} });
	expect(table.scopeCount).toBe(10);
	for (const record of table.list(undefined)) table.remove(record);
	expect(table.scopeCount).toBe(0);
});

test('lists come in the order of creation, across scopes', () => {
	const { store, put } = openStore();
	put('2', {}, ['b']);
	put('1', {}, ['a']);
	put('3', {}, ['b']);
	expect(store.list('order').map((record) => record.key)).toEqual(['2', '1', '3']);
	expect(store.list('order', ['b']).map((record) => record.key)).toEqual(['2', '3']);
	expect(store.list('order', ['c'])).toEqual([]);
});

test('counts tell resources and states, also those with the names of Object’s own', () => {
	const { store, put } = openStore();
	put('1', { status: 'NEW' });
	put('2', { status: 'NEW' });
	put('3', { status: '__proto__' });
	put('4', {});
	store.create({ resource: 'note', scope: [], key: 'x', entity: { status: 'NEW' } });
	expect(JSON.stringify(store.counts())).toBe('{"order":{"NEW":2,"__proto__":1,"":1},"note":{"":1}}');
	store.clear();
	expect(store.counts()).toEqual({ order: {}, note: {} });
});

test('the largest number ever used as a key is remembered, also over clear', () => {
	const { store, put } = openStore();
	expect(store.largestNumber('order')).toBe(0);
	for (const key of ['7', '41', '3', 'x', '1e9', '-50', '999999999999999999999']) put(key);
	expect(store.largestNumber('order')).toBe(41);
	store.clear();
	expect(store.largestNumber('order')).toBe(41);
	store.reserveNumber('order', 100);
	store.reserveNumber('order', 0);
	store.reserveNumber('note', 5);
	store.reserveNumber('nothing', 5);
	expect([store.largestNumber('order'), store.largestNumber('note')]).toEqual([100, 5]);
});
