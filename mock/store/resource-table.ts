// One resource's entities in one session: partitions by scope, and a ring that remembers the order of creation.

import type { JsonObject, Resource } from '../../spec/index.ts';
import type { EntityRecord } from './entity-store.ts';
import { readExpiry } from './expiry.ts';
import { foldKey } from './fold-key.ts';

export interface StoredRecord extends EntityRecord {
	facts?: EntityRecord['facts'];
	/** Its position in the ring. */
	slot: number;
	/** Its key as it is looked for. */
	readonly folded: string;
	readonly partition: Partition;
	/** Roughly, of its entity. */
	bytes: number;
}

/** The entities of one scope, by their folded keys. */
class Partition {
	readonly place: string;
	/** One list for all of its records. */
	readonly scope: readonly string[];
	readonly records = new Map<string, StoredRecord>();
	#listed: readonly StoredRecord[] | undefined;

	constructor(place: string, scope: readonly string[]) {
		this.place = place;
		this.scope = scope;
	}

	/** All of them, in order of creation: the same list until one changes. */
	list(): readonly StoredRecord[] {
		this.#listed ??= [...this.records.values()];
		return this.#listed;
	}

	noteChange(): void {
		this.#listed = undefined;
	}
}

const WHOLE_NUMBER = /^\d{1,15}$/;

/** The entities of one resource; bounded by `maxEntities`: beyond it, each creation forgets the oldest one. */
export class ResourceTable {
	readonly resource: Resource;
	readonly #maxEntities: number;
	readonly #partitions = new Map<string, Partition>();
	// A ring rather than the Map's own order: finding the first key of a Map that is always deleted from at its
	// front means walking over all that was deleted.
	readonly #ring: (StoredRecord | undefined)[] = [];
	#next = 0;
	#listed: readonly StoredRecord[] | undefined;
	/** What its entities take up, roughly; counted by its owner. */
	bytes = 0;
	/** None expires before, in epoch ms. */
	soonestMs = Infinity;
	/** The largest number that was ever a key here; 0: none yet. It outlives `clear`. */
	largest = 0;

	constructor(resource: Resource, maxEntities: number) {
		this.resource = resource;
		this.#maxEntities = Math.max(1, maxEntities);
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
		if (this.#partitions.get(place)?.records.has(folded)) return undefined;
		const evicted = this.#ring[this.#next];
		if (evicted) this.remove(evicted);
		const partition = this.#openPartition(place, scope);
		const record: StoredRecord = {
			resource: this.resource.name,
			key,
			scope: partition.scope,
			facts,
			entity,
			expiresAtMs: readExpiry(this.resource, entity),
			alive: true,
			slot: this.#next,
			folded,
			partition,
			bytes,
		};
		partition.records.set(folded, record);
		this.noteChange(record);
		this.#ring[this.#next] = record;
		this.#next = (this.#next + 1) % this.#maxEntities;
		this.#noteNumber(key);
		return { record, evicted };
	}

	remove(record: StoredRecord): void {
		const { place, records } = record.partition;
		records.delete(record.folded);
		if (records.size === 0) this.#partitions.delete(place);
		this.#ring[record.slot] = undefined;
		record.alive = false;
		this.noteChange(record);
	}

	/** Puts removed records back where they stood, else behind all others; without those whose key is taken, or that there is no room for. */
	putBack(removed: readonly StoredRecord[]): StoredRecord[] {
		const touched = new Set<Partition>();
		const back = removed.flatMap((one) => this.#putInSlot(one, touched) ?? []);
		for (const { records } of touched) {
			const inOrder = [...records.values()].sort((a, b) => this.#ageOf(a) - this.#ageOf(b));
			records.clear();
			for (const one of inOrder) records.set(one.folded, one);
		}
		return back;
	}

	#putInSlot(removed: StoredRecord, touched: Set<Partition>): StoredRecord | undefined {
		const { slot, scope, folded } = removed;
		const isFree = slot < this.#ring.length && this.#ring[slot] === undefined;
		// Nothing else is forgotten to make room for it.
		if (!isFree) return this.#ring[this.#next] ? undefined : this.add(removed)?.record;
		const place = joinScope(scope);
		if (this.#partitions.get(place)?.records.has(folded)) return undefined;
		const partition = this.#openPartition(place, scope);
		const record = { ...removed, partition, alive: true };
		this.#ring[slot] = record;
		partition.records.set(folded, record);
		touched.add(partition);
		this.noteChange(record);
		return record;
	}

	/** Slots from the oldest one. */
	#ageOf({ slot }: StoredRecord): number {
		return (slot - this.#next + this.#maxEntities) % this.#maxEntities;
	}

	/** The one that was created before all others, but for this one. */
	oldest(but?: EntityRecord): StoredRecord | undefined {
		for (let step = 0; step < this.#ring.length; step += 1) {
			const record = this.#ring[(this.#next + step) % this.#ring.length];
			if (record && record !== but) return record;
		}
		return undefined;
	}

	/** In order of creation; without `scope`, all of them. */
	list(scope: readonly string[] | undefined): readonly StoredRecord[] {
		if (scope) {
			if (scope.length !== this.resource.scope.length) return [];
			const partition = this.#partitions.get(joinScope(scope));
			return partition?.list() ?? [];
		}
		this.#listed ??= this.#listAll();
		return this.#listed;
	}

	/** The scopes that hold an entity. */
	listScopes(): (readonly string[])[] {
		return [...this.#partitions.values()].map(({ scope }) => scope);
	}

	/** Whether a scope holds an entity. */
	hasScope(scope: readonly string[]): boolean {
		return this.#partitions.has(joinScope(scope));
	}

	/** A record is not what it was: lists are made anew. */
	noteChange(record: StoredRecord): void {
		this.#listed = undefined;
		record.partition.noteChange();
		if (record.alive && record.expiresAtMs < this.soonestMs) this.soonestMs = record.expiresAtMs;
	}

	/** Looks for the next to expire. */
	findSoonest(): void {
		let soonest = Infinity;
		for (const { expiresAtMs } of this.list(undefined)) if (expiresAtMs < soonest) soonest = expiresAtMs;
		this.soonestMs = soonest;
	}

	#listAll(): StoredRecord[] {
		const records: StoredRecord[] = [];
		for (let step = 0; step < this.#ring.length; step += 1) {
			const record = this.#ring[(this.#next + step) % this.#ring.length];
			if (record) records.push(record);
		}
		return records;
	}

	clear(): void {
		for (const record of this.#ring) if (record) record.alive = false;
		this.#partitions.clear();
		this.#ring.length = 0;
		this.#next = 0;
		this.#listed = undefined;
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

/** One text for the values of a scope; all scopes of one table are of one length, so two never look alike. */
function joinScope(scope: readonly string[]): string {
	return scope.length === 1 ? (scope[0] as string) : JSON.stringify(scope);
}
