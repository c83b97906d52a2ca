// The entities of one session, in memory. Every call is synchronous, so each is atomic: of twenty requests that
// want to move one entity, the first to come finds it, the rest find it moved.

import type { Resource } from '../../spec/index.ts';
import type { Clock, EntityRecord, EntityStore, JsonObject } from '../model.ts';
import { expireEntity, readExpiry, readState } from './expiry.ts';
import { Shelf, type StoredRecord } from './shelf.ts';

/** What has happened to an entity. `evicted`: it was the oldest, and room was needed. */
export interface EntityChange {
	kind: 'created' | 'updated' | 'expired' | 'removed' | 'evicted';
	resource: string;
	key: string;
	scope: readonly string[];
	/** Absent for `created`. */
	before?: JsonObject;
	/** Absent for `removed` and `evicted`. */
	after?: JsonObject;
}

/**
 * An empty store for the entities of the given resources. It keeps the newest `maxEntities` of each resource.
 * Expiry is applied to what is handed out, when it is handed out. `onChange` hears of each change after it is made;
 * it must not throw. Creating an entity of an unknown resource, or with an incomplete scope, throws a TypeError;
 * finding or listing one finds nothing.
 */
export function createStore(args: {
	maxEntities: number;
	clock: Pick<Clock, 'nowMs'>;
	resources: ReadonlyMap<string, Resource>;
	onChange?: (change: EntityChange) => void;
}): EntityStore {
	const { clock, resources, onChange } = args;
	const shelves = new Map<string, Shelf>();

	function openShelf(name: string): Shelf | undefined {
		let shelf = shelves.get(name);
		const resource = resources.get(name);
		if (!shelf && resource) {
			shelf = new Shelf(resource, args.maxEntities);
			shelves.set(name, shelf);
		}
		return shelf;
	}

	function report(kind: EntityChange['kind'], record: EntityRecord, before?: JsonObject, after?: JsonObject): void {
		if (!onChange) return;
		const change: EntityChange = { kind, resource: record.resource, key: record.key, scope: record.scope };
		if (before) change.before = before;
		if (after) change.after = after;
		onChange(change);
	}

	function replaceEntity(shelf: Shelf, record: EntityRecord, entity: JsonObject): void {
		record.entity = entity;
		record.expiresAtMs = readExpiry(shelf.resource, entity);
	}

	/** A state may expire into one that has expired as well; two that expire into each other must not go on for ever. */
	function applyExpiry(shelf: Shelf, record: StoredRecord, nowMs: number): StoredRecord {
		for (let steps = shelf.resource.states.size; record.expiresAtMs <= nowMs && steps > 0; steps -= 1) {
			const before = record.entity;
			replaceEntity(shelf, record, expireEntity(shelf.resource, before));
			report('expired', record, before, record.entity);
		}
		return record;
	}

	function listShelf(shelf: Shelf, scope: readonly string[] | undefined): StoredRecord[] {
		const nowMs = clock.nowMs();
		const records = shelf.list(scope);
		for (const record of records) applyExpiry(shelf, record, nowMs);
		return records;
	}

	return {
		create({ resource, scope, key, entity }) {
			const shelf = openShelf(resource);
			if (!shelf) throw new TypeError(`there is no resource ${JSON.stringify(resource)}`);
			if (scope.length !== shelf.resource.scope.length) {
				throw new TypeError(`${resource} has ${shelf.resource.scope.length} scope values, not ${scope.length}`);
			}
			const added = shelf.add({ scope, key, entity });
			if (!added) return undefined;
			const { record, evicted } = added;
			if (evicted) report('evicted', evicted, evicted.entity);
			report('created', record, undefined, entity);
			return record;
		},
		find(resource, scope, key) {
			const shelf = shelves.get(resource);
			const record = shelf?.find(scope, key);
			return shelf && record ? applyExpiry(shelf, record, clock.nowMs()) : undefined;
		},
		findAnywhere(resource, key) {
			const shelf = shelves.get(resource);
			const record = shelf?.findAnywhere(key);
			return shelf && record ? applyExpiry(shelf, record, clock.nowMs()) : undefined;
		},
		list(resource, scope) {
			const shelf = shelves.get(resource);
			return shelf ? listShelf(shelf, scope) : [];
		},
		update(record, entity) {
			const shelf = shelves.get(record.resource);
			if (!shelf || !record.alive) return;
			const before = record.entity;
			replaceEntity(shelf, record, entity);
			report('updated', record, before, entity);
		},
		remove(record) {
			const shelf = shelves.get(record.resource);
			if (!shelf || !record.alive) return;
			shelf.remove(record as StoredRecord);
			report('removed', record, record.entity);
		},
		counts() {
			const counts: Record<string, Record<string, number>> = Object.create(null);
			for (const [name, shelf] of shelves) {
				const byState: Record<string, number> = Object.create(null);
				for (const record of listShelf(shelf, undefined)) {
					const state = readState(shelf.resource, record.entity) ?? '';
					byState[state] = (byState[state] ?? 0) + 1;
				}
				counts[name] = byState;
			}
			return counts;
		},
		clear() {
			for (const shelf of shelves.values()) shelf.clear();
		},
		largestNumber: (resource) => shelves.get(resource)?.largest ?? 0,
		reserveNumber(resource, number) {
			const shelf = openShelf(resource);
			if (shelf) shelf.largest = Math.max(shelf.largest, number);
		},
	};
}
