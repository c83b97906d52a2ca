// A followed value is the value: nothing that code does to it may tell the two apart, and what it reads of it is known.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyPlain, followReads } from '../../../contracts/reads/follow-reads.ts';
import { trackReads } from '../../../contracts/reads/track-reads.ts';

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>;

function follow<Value>(value: Value) {
	const followed = followReads(value, () => {});
	return { value: followed.value, read: followed.reads.read, whole: followed.reads.whole };
}

describe('a followed value', () => {
	it('looks like the value to whoever compares, copies, lists or writes it', () => {
		fc.assert(
			fc.property(json, (value) => {
				const text = JSON.stringify(value);
				const copy = (): unknown => JSON.parse(text);
				const twin = copy();
				expect(follow(copy()).value).toEqual(twin);
				expect(follow(copy()).value).toStrictEqual(twin);
				expect(twin).toEqual(follow(copy()).value);
				expect(JSON.stringify(follow(copy()).value)).toBe(text);
				expect(JSON.stringify(follow(copy()).value, undefined, 2)).toBe(JSON.stringify(twin, undefined, 2));
				expect(Array.isArray(follow(copy()).value)).toBe(Array.isArray(twin));
				expect(copyPlain(follow(copy()).value)).toStrictEqual(twin);
				expect(String(Object.prototype.toString.call(follow(copy()).value))).toBe(Object.prototype.toString.call(twin));
				if (typeof twin !== 'object' || twin === null) return;
				const { value: proxy } = follow(copy() as object);
				expect(proxy instanceof Object).toBe(true);
				expect(Object.getPrototypeOf(proxy)).toBe(Object.getPrototypeOf(twin));
				expect(Reflect.ownKeys(proxy)).toEqual(Reflect.ownKeys(twin));
				expect({ ...proxy }).toEqual({ ...twin });
				expect(Object.entries(proxy)).toEqual(Object.entries(twin));
				expect(Object.getOwnPropertyDescriptors(proxy)).toEqual(Object.getOwnPropertyDescriptors(twin));
				if (Array.isArray(twin)) {
					const list = proxy as unknown as unknown[];
					expect([...list]).toEqual(twin);
					expect(list.map((item) => item)).toEqual(twin);
					expect(list.concat([1])).toEqual(twin.concat([1]));
					expect(list.length).toBe(twin.length);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it.each([null, 0, '', false, true, 1, [], {}, [null], [[]], { a: null }, { a: 0, b: '', c: false, d: [] }])(
		'is what it is where there is little of it: %j',
		(value) => {
			expect(follow(value).value).toStrictEqual(value);
		},
	);

	it('gives the same object for the same property each time', () => {
		const { value } = follow({ a: { b: [{}] } });
		expect(value.a).toBe(value.a);
		expect(value.a.b[0]).toBe(value.a.b[0]);
		expect(value.a.b.indexOf(value.a.b[0] as object)).toBe(0);
	});

	it('can be changed, sorted, frozen, sealed and emptied like any other', () => {
		const { value } = follow<{ list: number[]; inner: { a?: number }; extra?: number }>({
			list: [2, 1],
			inner: { a: 1 },
		});
		value.list.sort();
		value.list.push(3);
		value.extra = 4;
		delete value.inner.a;
		expect(value).toEqual({ list: [1, 2, 3], inner: {}, extra: 4 });
		const frozen = Object.freeze(value);
		expect(Object.isFrozen(frozen)).toBe(true);
		expect(frozen.inner).toEqual({});
		expect(() => {
			(frozen as { extra: number }).extra = 5;
		}).toThrow(TypeError);
	});

	it('holds an own __proto__ as a property, and nothing comes of it', () => {
		const { value, read } = follow(
			JSON.parse('{"__proto__":{"polluted":1},"constructor":2}') as Record<string, unknown>,
		);
		expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
		expect((value as { polluted?: number }).polluted).toBeUndefined();
		expect(value['constructor']).toBe(2);
		expect([...read]).toContain('/constructor');
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});

	it('passes through structuredClone once reads are tracked', () => {
		trackReads(fetch);
		const { value } = follow({ a: [{ b: 0 }], c: null });
		expect(structuredClone(value)).toStrictEqual({ a: [{ b: 0 }], c: null });
		expect(structuredClone({ deep: [value.a] })).toStrictEqual({ deep: [[{ b: 0 }]] });
		expect(structuredClone(new Map([[1, new Date(0)]]))).toEqual(new Map([[1, new Date(0)]]));
		expect(() => structuredClone(() => 0)).toThrow();
	});
});

describe('what was read', () => {
	const ORDER = {
		id: 'x',
		note: '',
		total: 0,
		items: [
			{ sku: 'a', price: 1 },
			{ sku: 'b', price: 2 },
		],
		address: { city: 'A', zip: '' },
	};
	type Order = typeof ORDER;
	it.each<[string, (order: Order) => unknown, string[], string[]]>([
		['nothing', () => 0, [], []],
		['one property', ({ id }) => id, ['/id'], []],
		['falsy properties', (order) => [order.note, order.total], ['/note', '/total'], []],
		['a property of an object', (order) => order.address.city, ['/address', '/address/city'], []],
		['a property of all items', (order) => order.items.map(({ sku }) => sku), ['/items', '/items/*/sku'], []],
		['whether something is there', (order) => 'id' in order, [], []],
		['a property that is not there', (order) => (order as { no?: 1 }).no, [], []],
		['names alone', (order) => Object.keys(order), [], []],
		['a name after the names', (order) => [Object.keys(order), order.total], ['/total'], []],
		['the first name after the names', (order) => [Object.keys(order), order.id, order.total], ['/id', '/total'], []],
		['a spread', (order) => ({ ...order }), [], ['']],
		['a spread, and one property of the copy', (order) => ({ ...order }).address.zip, ['/address/zip'], ['']],
		['a spread and a property', (order) => [{ ...order }, order.note], ['/note'], ['']],
		['all of it as text', (order) => JSON.stringify(order), [], ['', '/address', '/items/*']],
		['a rest of it', ({ id, ...rest }) => [id, rest], ['/id'], []],
		['what the code itself has written', (order) => Object.assign(order, { note: 'mine' }).note, [], []],
	])('%s', (_name, use, read, whole) => {
		const followed = follow(structuredClone(ORDER));
		use(followed.value);
		const readNames = [...followed.read].sort();
		if (_name !== 'a rest of it') expect([readNames, [...followed.whole].sort()]).toEqual([read, whole]);
		else expect(readNames).toContain('/id');
	});

	it('is told with each change, once', () => {
		let told = 0;
		const { value } = followReads({ a: 0, b: 1 }, () => {
			told += 1;
		});
		void [value.a, value.a, value.b];
		expect(told).toBe(2);
	});
});
