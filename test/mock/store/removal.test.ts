// What goes with what is removed, what comes back, and what is kept for that.

import { expect, test } from 'vitest';
import { type EntityRoom, measureValue } from '../../../mock/store/room.ts';
import { createStore } from '../../../mock/store/store.ts';
import type { Owner, Resource } from '../../../spec/index.ts';
import { cpuMs } from '../../support/cpu.ts';

function makeResource(name: string, more: Partial<Resource>): [string, Resource] {
	return [name, { name, key: 'id', scope: [], states: new Map(), inferred: true, pointer: '', ...more }];
}

/** Shelves with books in them, the books with notes; `owners`: of the notes. */
function openShelves({ maxBytes = 1e9, owners }: { maxBytes?: number; owners: readonly Owner[] }) {
	const scope = owners.some(({ at }) => at !== undefined) ? ['shelf', 'book'] : [];
	const resources = new Map([
		makeResource('shelf', { isRevived: true }),
		makeResource('book', { scope: ['shelf'], owners: [{ resource: 'shelf', at: 0 }] }),
		makeResource('note', { scope, owners }),
	]);
	const room: EntityRoom = { bytes: 0, maxBytes, onFull: () => void store.forgetOldest() };
	const clock = { nowMs: () => 0 };
	const store = createStore({ maxEntities: 20_000, clock, resources, room });
	const put = (resource: string, where: readonly string[], key: string, facts?: Record<string, string>) =>
		store.create({ resource, scope: where, key, entity: { id: key }, facts });
	for (const shelf of ['a', 'b']) {
		put('shelf', [], shelf);
		for (const book of ['1', '2']) put('book', [shelf], book);
	}
	const count = () => ['shelf', 'book', 'note'].map((name) => store.list(name).length);
	const remove = (resource: string, where: readonly string[], key: string) => {
		const record = store.find(resource, where, key);
		if (!record) throw new Error('it is there');
		return store.remove(record);
	};
	return { room, store, put, count, remove };
}

test.each<[string, readonly Owner[]]>([
	['by each level', [{ resource: 'book', at: 1 }]],
	['by the first alone', [{ resource: 'shelf', at: 0 }]],
])('what is below goes along and comes back in its order, told %s', (_name, owners) => {
	const { store, put, count, remove } = openShelves({ owners });
	for (const key of ['x', 'y', 'z']) for (const shelf of ['a', 'b']) put('note', [shelf, '1'], key);
	const before = store.list('note', ['a', '1']).map(({ key }) => key);
	const removal = remove('shelf', [], 'a');
	expect(removal.along.map(({ resource }) => resource)).toEqual(['book', 'book', 'note', 'note', 'note']);
	expect(count()).toEqual([1, 2, 3]);
	removal.putBack();
	expect(count()).toEqual([2, 4, 6]);
	expect(store.list('note', ['a', '1']).map(({ key }) => key)).toEqual(before);
});

test('what is bound to a key that another one has as well, elsewhere, stays', () => {
	const { put, count, remove } = openShelves({ owners: [{ resource: 'book', binding: { name: 'book' } }] });
	put('note', [], 'x', { book: '1' });
	remove('book', ['a'], '1');
	expect(count()).toEqual([2, 3, 1]);
	remove('book', ['b'], '1');
	expect(count()).toEqual([2, 2, 0]);
});

test('what stays is bound to nobody, until the one that it was bound to is back', () => {
	const owners = [{ resource: 'shelf', binding: { name: 'shelf' }, stays: true }];
	const { store, put, remove } = openShelves({ owners });
	put('note', [], 'x', { shelf: 'a' });
	const removal = remove('shelf', [], 'a');
	expect(store.find('note', [], 'x')?.facts).toBeUndefined();
	removal.putBack();
	expect(store.find('note', [], 'x')?.facts).toEqual({ shelf: 'a' });
});

test('what may be asked back counts against the room, with what went along, and is the first to go', () => {
	const { room, store, count, remove } = openShelves({ owners: [] });
	const all = 6 * measureValue({ id: 'a' });
	remove('shelf', [], 'a');
	expect([room.bytes, store.bytes]).toEqual([all, all]);
	expect(store.revive('shelf', [], 'a')?.key).toBe('a');
	expect([room.bytes, ...count()]).toEqual([all, 2, 4, 0]);
	remove('shelf', [], 'a');
	expect(store.forgetOldest()).toBe(true);
	expect([room.bytes, ...count()]).toEqual([all / 2, 1, 2, 0]);
	expect(store.revive('shelf', [], 'a')).toBeUndefined();
	remove('shelf', [], 'b');
	store.clear();
	expect([room.bytes, store.bytes]).toEqual([0, 0]);
	expect(store.revive('shelf', [], 'b')).toBeUndefined();
});

test('ten thousand below one are looked for in its place alone', () => {
	const { put, count, remove } = openShelves({ owners: [{ resource: 'book', at: 1 }] });
	for (let index = 0; index < 10_000; index += 1) put('note', ['a', '1'], String(index));
	const before = cpuMs();
	remove('book', ['a'], '1').putBack();
	expect(count()).toEqual([2, 4, 10_000]);
	// Each of them sorted anew would take seconds.
	expect(cpuMs() - before).toBeLessThan(1500);
});

test('what comes back stands where it stood among those that stayed, and is the same as before', () => {
	const owners = [{ resource: 'shelf', binding: { name: 'shelf' } }];
	const { store, put, remove } = openShelves({ owners });
	for (const [index, shelf] of ['a', 'b', 'a', 'b', 'b', 'a'].entries()) put('note', [], String(index), { shelf });
	const [first] = store.list('note');
	const removal = remove('shelf', [], 'a');
	expect(removal.bytes).toBe(6 * measureValue({ id: 'a' }));
	expect([first?.alive, store.list('note').map(({ key }) => key)]).toEqual([false, ['1', '3', '4']]);
	put('note', [], '6', { shelf: 'b' });
	removal.putBack();
	removal.putBack();
	expect([first?.alive, store.list('note').map(({ key }) => key)]).toEqual([true, ['0', '1', '2', '3', '4', '5', '6']]);
	expect(store.list('note', [])).toEqual(store.list('note'));
});

test('thousands in a scope each, with what is bound to them, are not looked for one by one', () => {
	const row = makeResource('row', { scope: ['shelf', 'place'], owners: [{ resource: 'shelf', at: 0 }] });
	const tag = makeResource('tag', { owners: [{ resource: 'row', binding: { name: 'row' } }] });
	const resources = new Map([makeResource('shelf', {}), row, tag]);
	const store = createStore({ maxEntities: 30_000, clock: { nowMs: () => 0 }, resources });
	const shelf = store.create({ resource: 'shelf', scope: [], key: 'a', entity: {} });
	if (!shelf) throw new Error('it is there');
	for (let index = 0; index < 5000; index += 1) {
		const key = String(index);
		for (const place of ['a', 'b'])
			store.create({ resource: 'row', scope: [place, key], key: place + key, entity: {} });
		if (index % 10 === 0) store.create({ resource: 'tag', scope: [], key, entity: {}, facts: { row: `a${key}` } });
	}
	const before = cpuMs();
	expect(store.remove(shelf).along).toHaveLength(5500);
	// Each looked for in each scope takes 400 ms, all of them together 10 ms.
	expect(cpuMs() - before).toBeLessThan(150);
});
