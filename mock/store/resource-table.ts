// One resource's entities in one session: partitions by scope, and a ring that remembers the order of creation.

import type { JsonObject, JsonValue, Resource } from '../../spec/index.ts';
import type { EntityRecord } from './entity-store.ts';
import { readExpiry } from './expiry.ts';
import { foldKey } from './fold-key.ts';
import { PropertyIndex } from './property-index.ts';
import { RecordRing } from './record-ring.ts';
import { joinScope, Partition, type StoredRecord } from './stored-record.ts';

/** Records that were removed, or put back, together. */
export interface Taken {
	records: readonly StoredRecord[];
	/** Roughly, of all of them. */
	bytes: number;
}

const WHOLE_NUMBER = /^\d{1,15}$/;
const NONE: readonly StoredRecord[] = Object.freeze([]);

/** The entities of one resource; bounded by `maxEntities`: beyond it, each creation forgets the oldest one. */
export class ResourceTable {
	readonly resource: Resource;
	readonly #partitions = new Map<string, Partition>();
	readonly #ring: RecordRing;
	#listed: readonly StoredRecord[] | undefined;
	/** By the place in its entities; absent: nobody has looked for a value yet. */
	#indexes: Map<string, PropertyIndex> | undefined;
	/** What its entities take up, roughly; counted by its owner. */
	bytes = 0;
	/** None expires before, in epoch ms. */
	soonestMs = Infinity;
	/** The largest number that was ever a key here; 0: none yet. It outlives `clear`. */
	largest = 0;

	constructor(resource: Resource, maxEntities: number) {
		this.resource = resource;
		this.#ring = new RecordRing(maxEntities);
	}

	/** How many scopes hold an entity. */
	get scopeCount(): number {
		return this.#partitions.size;
	}

	find(scope: readonly string[], key: string): StoredRecord | undefined {
		if (scope.length !== this.resource.scope.length) return undefined;
		return this.#partitions.get(joinScope(scope))?.records.get(foldKey(key));
	}

	findAnywhere(key: string): StoredRecord | undefined {
		const folded = foldKey(key);
		for (const partition of this.#partitions.values()) {
			const record = partition.records.get(folded);
			if (record) return record;
		}
		return undefined;
	}

	/** Also the record that had to make room, if any; `undefined`: the key is taken. The scope must be complete. */
	add(args: {
		scope: readonly string[];
		key: string;
		entity: JsonObject;
		facts?: Readonly<Record<string, string>> | undefined;
		bytes?: number;
	}): { record: StoredRecord; evicted: StoredRecord | undefined } | undefined {
		const { scope, key, entity, facts, bytes = 0 } = args;
		const place = joinScope(scope);
		const folded = foldKey(key);
		const known = this.#partitions.get(place);
		if (known?.records.has(folded)) return undefined;
		const evicted = this.#ring.last;
		if (evicted) this.remove(evicted);
		// What was removed may have been the last one there.
		const partition = known && known.records.size > 0 ? known : this.#openPartition(place, scope);
		const record: StoredRecord = {
			resource: this.resource.name,
			key,
			scope: partition.scope,
			facts,
			entity,
			expiresAtMs: readExpiry(this.resource, entity),
			alive: true,
			slot: this.#ring.next,
			folded,
			partition,
			bytes,
		};
		partition.records.set(folded, record);
		this.noteChange(record);
		this.#ring.add(record);
		this.#noteNumber(key);
		return { record, evicted };
	}

	remove(record: StoredRecord): void {
		if (!record.alive) return;
		const { partition, folded } = record;
		this.#takeOut(record);
		partition.noteChange();
		partition.records.delete(folded);
		if (partition.records.size === 0) this.#partitions.delete(partition.place);
		this.#listed = undefined;
	}

	/** From everywhere but its partition. */
	#takeOut(record: StoredRecord): void {
		record.alive = false;
		this.#ring.remove(record);
		if (this.#indexes) for (const index of this.#indexes.values()) index.forget(record);
	}

	/** Removes many at once, and tells which of them were there. A scope of which all go is left as a whole. */
	removeAll(records: readonly StoredRecord[]): Taken {
		const gone: StoredRecord[] = [];
		const left: Partition[] = [];
		let bytes = 0;
		for (const record of records) {
			if (!record.alive) continue;
			const { partition } = record;
			this.#takeOut(record);
			if (partition.leaving === 0) left.push(partition);
			partition.leaving += 1;
			bytes += record.bytes;
			gone.push(record);
		}
		const parted = left.filter((partition) => !this.#leave(partition));
		if (parted.length > 0) for (const { partition, folded } of gone) partition.records.delete(folded);
		if (gone.length > 0) this.#listed = undefined;
		return { records: gone, bytes };
	}

	/** False: some of its entities stay. */
	#leave(partition: Partition): boolean {
		const { records, leaving, place } = partition;
		partition.leaving = 0;
		partition.noteChange();
		if (leaving < records.size) return false;
		records.clear();
		this.#partitions.delete(place);
		return true;
	}

	/** Puts removed records back where they stood, else behind all others; without those whose key is taken, or that there is no room for. */
	putBack(removed: readonly StoredRecord[]): Taken {
		const back: StoredRecord[] = [];
		let bytes = 0;
		const unordered = new Set<Partition>();
		let last: Partition | undefined;
		let lastAge = -1;
		for (const one of removed) {
			const record = this.#putInSlot(one);
			if (!record) continue;
			back.push(record);
			bytes += record.bytes;
			const age = this.#ring.ageOf(record);
			const { partition } = record;
			const follows = partition === last ? age > lastAge : partition.records.size === 1;
			if (!follows) unordered.add(partition);
			last = partition;
			lastAge = age;
		}
		if (unordered.size > 0) this.#putInOrder(unordered);
		return { records: back, bytes };
	}

	#putInOrder(partitions: ReadonlySet<Partition>): void {
		const inOrder = this.list(undefined);
		for (const { records } of partitions) records.clear();
		for (const record of inOrder)
			if (partitions.has(record.partition)) record.partition.records.set(record.folded, record);
	}

	#putInSlot(removed: StoredRecord): StoredRecord | undefined {
		const { scope, folded } = removed;
		if (removed.alive || scope.length !== this.resource.scope.length) return undefined;
		// Nothing else is forgotten to make room for it.
		if (!this.#ring.isFree(removed.slot)) return this.#ring.last ? undefined : this.add(removed)?.record;
		const partition = this.#openPartition(removed.partition.place, scope);
		if (partition.records.has(folded)) return undefined;
		removed.partition = partition;
		removed.alive = true;
		this.#ring.putBack(removed);
		partition.records.set(folded, removed);
		this.noteChange(removed);
		return removed;
	}

	/** The one that was created before all others, but for this one. */
	oldest(but?: EntityRecord): StoredRecord | undefined {
		return this.#ring.oldest(but);
	}

	/** In order of creation; without `scope`, all of them. */
	list(scope: readonly string[] | undefined): readonly StoredRecord[] {
		if (scope) {
			if (scope.length !== this.resource.scope.length) return [];
			const partition = this.#partitions.get(joinScope(scope));
			return partition?.list() ?? [];
		}
		this.#listed ??= this.#ring.list();
		return this.#listed;
	}

	/** The scopes that hold an entity, with all of it. */
	get partitions(): Iterable<Partition> {
		return this.#partitions.values();
	}

	/**
	 * Those that may have a value at a place of their entity, in order of creation; whoever asks compares: see `PropertyIndex`. The first
	 * look at a place reads every entity, later ones none.
	 */
	findAlike(steps: readonly string[], value: JsonValue): readonly StoredRecord[] {
		const place = JSON.stringify(steps);
		this.#indexes ??= new Map();
		let index = this.#indexes.get(place);
		if (!index) {
			index = new PropertyIndex(steps);
			for (const record of this.list(undefined)) index.note(record);
			this.#indexes.set(place, index);
		}
		const found = index.find(value);
		if (!found) return NONE;
		const records = [...found];
		return records.length === 1
			? records
			: records.sort((one, other) => this.#ring.ageOf(one) - this.#ring.ageOf(other));
	}

	/** Those of some keys that an entity has, in whatever scope. */
	findKeys(keys: ReadonlySet<string>): string[] {
		if (keys.size * this.#partitions.size <= this.#ring.length)
			return [...keys].filter((key) => this.findAnywhere(key) !== undefined);
		const folded = new Set(this.list(undefined).map((record) => record.folded));
		return [...keys].filter((key) => folded.has(foldKey(key)));
	}

	/** Whether a scope holds an entity. */
	hasScope(scope: readonly string[]): boolean {
		return this.#partitions.has(joinScope(scope));
	}

	/** A record is not what it was: lists are made anew. */
	noteChange(record: StoredRecord): void {
		this.#listed = undefined;
		record.partition.noteChange();
		if (this.#indexes && record.alive) for (const index of this.#indexes.values()) index.note(record);
		if (record.alive && record.expiresAtMs < this.soonestMs) this.soonestMs = record.expiresAtMs;
	}

	/** Looks for the next to expire. */
	findSoonest(): void {
		let soonest = Infinity;
		for (const { expiresAtMs } of this.list(undefined)) if (expiresAtMs < soonest) soonest = expiresAtMs;
		this.soonestMs = soonest;
	}

	clear(): void {
		this.#ring.clear();
		this.#partitions.clear();
		this.#listed = undefined;
		this.#indexes = undefined;
		this.soonestMs = Infinity;
	}

	#openPartition(place: string, scope: readonly string[]): Partition {
		let partition = this.#partitions.get(place);
		if (!partition) {
			partition = new Partition(place, scope);
			this.#partitions.set(place, partition);
		}
		return partition;
	}

	#noteNumber(key: string): void {
		if (key.length > 15 || !WHOLE_NUMBER.test(key)) return;
		this.largest = Math.max(this.largest, Number(key));
	}
}
