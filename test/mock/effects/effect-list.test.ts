import { describe, expect, test } from 'vitest';
import { getOwn, type JsonValue } from '../../../spec/index.ts';
import { effectOf, operationOf } from './orders.ts';
import { openWorld, put } from './world.ts';

describe('list', () => {
	const open = () => {
		const world = openWorld();
		for (let number = 0; number < 7; number += 1)
			put(world.session, String(number), { status: number % 2 ? 'PAID' : 'NEW' });
		put(world.session, 'x', {}, 'other');
		const list = (query: Record<string, JsonValue>) => {
			const result = world.run('list', { path: { shop: 'acme' }, query });
			if (result.kind !== 'list') throw new Error(result.kind);
			return { keys: result.items.map((item) => getOwn(item, 'order_id')).join(''), total: result.total, result };
		};
		return { ...world, list };
	};

	test.each<[Record<string, JsonValue>, string, number]>([
		[{}, '012', 7],
		[{ limit: 2 }, '01', 7],
		[{ limit: 0 }, '', 7],
		[{ limit: 100 }, '0123456', 7],
		[{ limit: 2, offset: 3 }, '34', 7],
		[{ offset: 0 }, '012', 7],
		[{ offset: 6 }, '6', 7],
		[{ offset: 7 }, '', 7],
		[{ page: 1 }, '012', 7],
		[{ page: 0 }, '012', 7],
		[{ page: 3 }, '6', 7],
		[{ page: 2, limit: 4 }, '456', 7],
		[{ page: 99 }, '', 7],
		[{ limit: '2' }, '01', 7],
		[{ limit: '' }, '012', 7],
		[{ limit: null }, '012', 7],
		[{ limit: 'x' }, '012', 7],
		[{ limit: -1 }, '', 7],
		[{ status: 'PAID' }, '135', 3],
		[{ status: 'PAID', limit: 1, offset: 1 }, '3', 3],
		[{ status: ['PAID', 'NEW'], limit: 9 }, '0123456', 7],
		[{ status: 'paid' }, '', 0],
		[{ status: '' }, '', 0],
		[{ status: [] }, '', 0],
		[{ unknown: 'x' }, '012', 7],
	])('%j → %s of %d', (query, keys, total) => {
		expect(open().list(query)).toMatchObject({ keys, total });
	});

	test('says where the items stand, and leaves other scopes out', () => {
		const { list } = open();
		expect(list({ limit: 100 }).result).toMatchObject({ pointer: '/orders', mention: { outcome: 'listed', key: '' } });
	});

	test('shows what has expired as expired', () => {
		const { list, session } = open();
		put(session, 'e', { open_until: '2026-06-01T09:00:01Z' });
		session.clock.advance('PT1S');
		expect(list({ status: 'LAPSED' }).keys).toBe('e');
	});

	test('filters by falsy values, among which is a flag that isn’t shown, and by no value of an object', () => {
		const filters = ['paid', 'count', 'customer'].map((name) => ({ parameter: name, property: name }));
		const operation = operationOf({
			id: 'listAll',
			pathTemplate: '/orders',
			effect: effectOf({ kind: 'list', resource: 'order', filters }),
		});
		const { run, session } = openWorld({ all: operation });
		put(session, 'a', { paid: false, count: 0, customer: {} });
		put(session, 'b', { paid: true, count: 1, customer: null });
		put(session, 'c', { paid: null }, 'other');
		put(session, 'd', {}, 'other');
		const keys = (query: Record<string, JsonValue>) => {
			const result = run('all', { query });
			return result.kind === 'list' ? result.items.map((item) => getOwn(item, 'order_id')) : undefined;
		};
		expect(keys({})).toEqual(['a', 'b', 'c', 'd']);
		expect(keys({ paid: false })).toEqual(['a', 'd']);
		expect(keys({ count: 0 })).toEqual(['a']);
		expect(keys({ customer: '[object Object]' })).toEqual([]);
		expect(keys({ customer: null })).toEqual(['b']);
	});

	test('has all on its first page where nothing limits a page', () => {
		const paging = { page: 'page' };
		const operation = operationOf({
			id: 'listAll',
			pathTemplate: '/shops/{shop}/orders',
			effect: effectOf({ kind: 'list', resource: 'order', paging, filters: [] }),
		});
		const { run, session } = openWorld({ all: operation });
		put(session, '1');
		const count = (page: number) => {
			const result = run('all', { path: { shop: 'acme' }, query: { page } });
			return result.kind === 'list' ? result.items.length : undefined;
		};
		expect([count(0), count(1), count(2)]).toEqual([1, 1, 0]);
	});
});
