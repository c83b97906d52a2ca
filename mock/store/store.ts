// The entities of one session, in memory. Every call is synchronous, so each is atomic: of twenty requests that
// want to move one entity, the first to come finds it, the rest find it moved.

import type { JsonObject, Resource } from '../../spec/index.ts';
import type { Clock } from '../time/clock.ts';
import type { Written } from '../types/written.ts';
import { adoptResources } from './adopt-resources.ts';
import type { EntityRecord, EntityStore } from './entity-store.ts';
import { expireEntity, readExpiry, readState } from './expiry.ts';
import { TableOrigins } from './origins.ts';
import { createRemoval } from './removal.ts';
import { ResourceTable } from './resource-table.ts';
import { type EntityRoom, measureValue, noteSize } from './room.ts';
import type { StoredRecord } from './stored-record.ts';
import { Trash } from './trash.ts';

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
	onChange?: (change: EntityChange, record: EntityRecord) => void;
	/** Whether anybody wants to hear of many that go or come back together; absent: always. */
	isHeard?: () => boolean;
	/** Shared with other stores; absent: as much as there is. */
	room?: EntityRoom | undefined;
}): EntityStore {
	const { clock, onChange, isHeard = () => true, room } = args;
	let { resources } = args;
	let tables = new Map<string, ResourceTable>();
	/** Of resources that are gone, or others by now; a request that began with one still finds it. */
	let aside = new Map<string, ResourceTable>();
	const origins = new Map<string, TableOrigins>();
	/** The record that others make room for. */
	let growing: EntityRecord | undefined;

	function use(table: ResourceTable, difference: number): void {
		table.bytes += difference;
		store.bytes += difference;
		if (room) room.bytes += difference;
	}

	/** `needed`: must not be forgotten for its own sake. */
	function makeRoom(needed?: EntityRecord): void {
		if (!room || room.bytes <= room.maxBytes) return;
		growing = needed;
		room.onFull();
		growing = undefined;
	}

	function openTable(name: string): ResourceTable | undefined {
		let table = tables.get(name);
		const resource = resources.get(name);
		if (!table && resource) {
			table = new ResourceTable(resource, args.maxEntities);
			tables.set(name, table);
		}
		return table;
	}

	function report(kind: EntityChange['kind'], record: EntityRecord, before?: JsonObject, after?: JsonObject): void {
		if (!onChange) return;
		const change: EntityChange = { kind, resource: record.resource, key: record.key, scope: record.scope };
		if (before) change.before = before;
		if (after) change.after = after;
		onChange(change, record);
	}

	function replaceEntity(table: ResourceTable, record: EntityRecord, entity: JsonObject): void {
		const size = measureValue(entity);
		noteSize(entity, size);
		use(table, size - (record as StoredRecord).bytes);
		(record as StoredRecord).bytes = size;
		record.entity = entity;
		record.expiresAtMs = readExpiry(table.resource, entity);
		table.noteChange(record as StoredRecord);
	}

	/** A state may expire into one that has expired as well; two that expire into each other must not go on for ever. */
	function applyExpiry(table: ResourceTable, record: StoredRecord, nowMs: number): StoredRecord {
		for (let steps = table.resource.states.size; record.expiresAtMs <= nowMs && steps > 0; steps -= 1) {
			const before = record.entity;
			replaceEntity(table, record, expireEntity(table.resource, before));
			report('expired', record, before, record.entity);
		}
		return record;
	}

	function expireAll(table: ResourceTable): ResourceTable {
		const nowMs = clock.nowMs();
		if (table.soonestMs <= nowMs) {
			for (const record of table.list(undefined)) applyExpiry(table, record, nowMs);
			table.findSoonest();
		}
		return table;
	}

	const trash = new Trash(clock, (difference) => {
		store.bytes += difference;
		if (room) room.bytes += difference;
	});
	const removal = createRemoval({
		trash,
		tables: () => tables,
		resources: () => resources,
		findOrigins: (resource) => origins.get(resource),
		noteRemoval({ resource, scope, key }, isOwner) {
			const own = isOwner ? openOrigins(resource) : origins.get(resource);
			own?.noteRemoval(scope, key, isOwner);
		},
		take(table, records) {
			const taken = table.removeAll(records);
			use(table, -taken.bytes);
			if (isHeard()) for (const record of taken.records) report('removed', record, record.entity);
			return taken;
		},
		putBack(resource, removed) {
			const table = tables.get(resource);
			if (!table) return;
			const { records, bytes: size } = table.putBack(removed);
			use(table, size);
			if (isHeard()) for (const record of records) report('created', record, undefined, record.entity);
			makeRoom(records.at(-1));
		},
	});

	function openOrigins(resource: string): TableOrigins {
		const own = origins.get(resource) ?? new TableOrigins();
		origins.set(resource, own);
		return own;
	}

	function leaveRoom(): void {
		trash.clear();
		if (room) room.bytes -= store.bytes;
		store.bytes = 0;
		for (const table of tables.values()) table.bytes = 0;
	}

	const store: Written<EntityStore, 'cleared' | 'bytes' | 'forgotten' | 'outnumbered'> = {
		cleared: 0,
		bytes: 0,
		forgotten: 0,
		outnumbered: 0,
		create({ resource, scope, key, entity, facts }) {
			const open = openTable(resource);
			const table = open?.resource.scope.length === scope.length ? open : (aside.get(resource) ?? open);
			if (!table) throw new TypeError(`there is no resource ${JSON.stringify(resource)}`);
			if (scope.length !== table.resource.scope.length) {
				throw new TypeError(`${resource} has ${table.resource.scope.length} scope values, not ${scope.length}`);
			}
			const size = measureValue(entity);
			const added = table.add({ scope, key, entity, facts, bytes: size });
			if (!added) return undefined;
			noteSize(entity, size);
			const { record, evicted } = added;
			use(table, size - (evicted?.bytes ?? 0));
			if (evicted) {
				store.outnumbered += 1;
				report('evicted', evicted, evicted.entity);
			}
			report('created', record, undefined, entity);
			makeRoom(record);
			return record;
		},
		find(resource, scope, key) {
			const table = tables.get(resource);
			const record = table?.find(scope, key);
			return table && record ? applyExpiry(table, record, clock.nowMs()) : undefined;
		},
		findAnywhere(resource, key) {
			const table = tables.get(resource);
			const record = table?.findAnywhere(key);
			return table && record ? applyExpiry(table, record, clock.nowMs()) : undefined;
		},
		list(resource, scope) {
			const table = tables.get(resource);
			return table ? expireAll(table).list(scope) : [];
		},
		findAlike(resource, steps, value) {
			const table = tables.get(resource);
			return table ? expireAll(table).findAlike(steps, value) : [];
		},
		update(record, entity) {
			const table = tables.get(record.resource);
			if (!table || !record.alive) return;
			const before = record.entity;
			replaceEntity(table, record, entity);
			report('updated', record, before, entity);
			makeRoom(record);
		},
		hasScope: (resource, scope) => tables.get(resource)?.hasScope(scope) ?? false,
		remove: (record) => removal.remove([record]),
		removeAll: (records) => removal.remove(records),
		revive(resource, scope, key) {
			trash.take(resource, scope, key)?.putBack();
			return tables.get(resource)?.find(scope, key);
		},
		listRemoved: (resource) => trash.list(resource),
		forgetRemoved(records) {
			for (const { resource, scope, key } of records) trash.take(resource, scope, key);
		},
		counts() {
			const counts: Record<string, Record<string, number>> = Object.create(null);
			for (const [name, table] of tables) {
				const byState: Record<string, number> = Object.create(null);
				for (const record of expireAll(table).list(undefined)) {
					const state = readState(table.resource, record.entity) ?? '';
					byState[state] = (byState[state] ?? 0) + 1;
				}
				counts[name] = byState;
			}
			return counts;
		},
		origins: openOrigins,
		clear() {
			store.cleared += 1;
			for (const table of tables.values()) table.clear();
			origins.clear();
			aside.clear();
			leaveRoom();
		},
		forgetOldest() {
			if (trash.dropOldest()) return true;
			for (const table of [...tables.values()].sort((one, other) => other.bytes - one.bytes)) {
				const record = table.oldest(growing);
				if (!record) continue;
				table.remove(record);
				use(table, -record.bytes);
				store.forgotten += 1;
				report('evicted', record, record.entity);
				return true;
			}
			return false;
		},
		leaveRoom,
		adopt(others, misfit) {
			const { maxEntities } = args;
			const adopted = adoptResources(
				{ current: tables, aside },
				{ before: resources, resources: others, maxEntities, misfit },
			);
			resources = others;
			tables = new Map(adopted.current);
			aside = new Map(adopted.aside);
			leaveRoom();
			for (const table of tables.values()) for (const one of table.list(undefined)) use(table, one.bytes);
			makeRoom();
			return adopted.setAside;
		},
		largestNumber: (resource) => tables.get(resource)?.largest ?? 0,
		reserveNumber(resource, number) {
			const table = openTable(resource);
			if (table) table.largest = Math.max(table.largest, number);
		},
	};
	return store;
}
