import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EntityRoom, isLarge, measureValue } from '../../../mock/store/room.ts';
import { createStore } from '../../../mock/store/store.ts';
import { createClock } from '../../../mock/time/clock.ts';
import type { JsonValue } from '../../../spec/index.ts';
import { RESOURCES } from '../effects/orders.ts';

function openRoom(maxBytes = 1e9) {
	const room: EntityRoom = {
		bytes: 0,
		maxBytes,
		onFull() {
			while (room.bytes > maxBytes && store.forgetOldest());
		},
	};
	const store = createStore({ maxEntities: 3, clock: createClock({ seeded: true }), resources: RESOURCES, room });
	const put = (key: string, text = '') => store.create({ resource: 'order', scope: ['acme'], key, entity: { text } });
	return { room, store, put };
}

test.each<[JsonValue, number]>([
	[null, 16],
	[1, 16],
	['', 16],
	['abc', 19],
	[[], 16],
	[['a', 'b'], 50],
	[{ name: 'a' }, 37],
	[{ a: { b: [true] } }, 66],
])('%j takes up about %d bytes', (value, bytes) => {
	expect(measureValue(value)).toBe(bytes);
});

test('what is counted is what is there, whatever is done', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(50))), (steps) => {
			const { room, store, put } = openRoom();
			for (const [kind, key, size] of steps) {
				const record = store.find('order', ['acme'], String(key));
				if (kind < 2) put(String(key), 'x'.repeat(size));
				else if (kind === 2 && record) store.update(record, { text: 'y'.repeat(size), more: 1 });
				else if (kind === 3 && record) store.remove(record);
				else if (kind === 4) store.adopt(RESOURCES, () => undefined);
			}
			const there = store.list('order').reduce((sum, { entity }) => sum + measureValue(entity), 0);
			expect([store.bytes, room.bytes]).toEqual([there, there]);
			store.clear();
			expect([store.bytes, room.bytes]).toEqual([0, 0]);
		}),
		{ numRuns: 300 },
	);
});

test('what was removed and comes back takes up its room again', () => {
	const { room, store, put } = openRoom();
	const record = put('1', 'abc');
	if (!record) throw new Error('it was created');
	const removal = store.remove(record);
	expect(room.bytes).toBe(0);
	removal.putBack();
	expect(store.find('order', record.scope, record.key)?.entity).toEqual(record.entity);
	expect(room.bytes).toBe(measureValue({ text: 'abc' }));
});

test('beyond the room the oldest go, of the resource that takes up most', () => {
	const { store, put } = openRoom(250);
	store.create({ resource: 'note', scope: [], key: '1', entity: { id: 1 } });
	for (const key of ['1', '2', '3']) put(key, 'x'.repeat(50));
	expect(store.list('order').map(({ key }) => key)).toEqual(['2', '3']);
	expect(store.list('note')).toHaveLength(1);
	expect(store.forgotten).toBe(1);
});

test('what grows by a change makes room as well, and is not forgotten for it', () => {
	const { store, put } = openRoom(250);
	const [first] = ['1', '2', '3'].map((key) => put(key, 'x'.repeat(20)));
	if (!first) throw new Error('it was created');
	store.update(first, { text: 'y'.repeat(150) });
	expect(store.list('order').map(({ key }) => key)).toEqual(['1', '3']);
	expect(store.forgotten).toBe(1);
	store.update(first, { text: 'y'.repeat(900) });
	expect(store.list('order').map(({ key }) => key)).toEqual(['1']);
});

test('what is created is not forgotten for its own sake, however large', () => {
	const { store, put } = openRoom(250);
	put('1', 'x'.repeat(20));
	put('2', 'x'.repeat(900));
	expect(store.list('order').map(({ key }) => key)).toEqual(['2']);
	put('3', 'x');
	expect(store.list('order').map(({ key }) => key)).toEqual(['3']);
});

test('what is put back makes room as well', () => {
	const { store, put } = openRoom(250);
	const record = put('1', 'x'.repeat(120));
	if (!record) throw new Error('it was created');
	const removal = store.remove(record);
	put('2', 'x'.repeat(80));
	put('3', 'x'.repeat(20));
	removal.putBack();
	expect(store.list('order').map(({ key }) => key)).toEqual(['1', '3']);
});

test('a large entity is known by itself, a small one is not', () => {
	const { store } = openRoom();
	const [small, large] = [{ text: 'x'.repeat(16_000) }, { text: 'x'.repeat(17_000) }];
	const record = store.create({ resource: 'order', scope: ['acme'], key: '1', entity: small });
	expect([isLarge(small), isLarge(undefined), isLarge({})]).toEqual([false, false, false]);
	if (record) store.update(record, large);
	expect(isLarge(large)).toBe(true);
});
