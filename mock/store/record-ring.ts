// The order of creation, bounded. A ring rather than a Map's own order: finding the first key of a Map that is always deleted from at its
// front means walking over all that was deleted.

import type { StoredRecord } from './stored-record.ts';

/** Records in order of creation; `size`: how many at most. */
export class RecordRing {
	readonly #size: number;
	readonly #slots: (StoredRecord | undefined)[] = [];
	#next = 0;

	constructor(size: number) {
		this.#size = Math.max(1, size);
	}

	/** How many slots were ever used. */
	get length(): number {
		return this.#slots.length;
	}

	/** The slot of the next to come. */
	get next(): number {
		return this.#next;
	}

	/** Who has to make room for the next to come, if anybody. */
	get last(): StoredRecord | undefined {
		return this.#slots[this.#next];
	}

	/** Puts one in as the newest. */
	add(record: StoredRecord): void {
		this.#slots[this.#next] = record;
		this.#next = (this.#next + 1) % this.#size;
	}

	/** Puts one in its slot again, which is free. */
	putBack(record: StoredRecord): void {
		this.#slots[record.slot] = record;
	}

	/** Whether a slot was used and is no more. */
	isFree(slot: number): boolean {
		return slot < this.#slots.length && this.#slots[slot] === undefined;
	}

	remove({ slot }: StoredRecord): void {
		this.#slots[slot] = undefined;
	}

	/** Slots from the oldest one. */
	ageOf({ slot }: StoredRecord): number {
		return (slot - this.#next + this.#size) % this.#size;
	}

	/** The one that was created before all others, but for this one. */
	oldest(but: unknown): StoredRecord | undefined {
		for (let step = 0; step < this.#slots.length; step += 1) {
			const record = this.#slots[(this.#next + step) % this.#slots.length];
			if (record && record !== but) return record;
		}
		return undefined;
	}

	/** The oldest first. */
	list(): StoredRecord[] {
		const records: StoredRecord[] = [];
		for (let step = 0; step < this.#slots.length; step += 1) {
			const record = this.#slots[(this.#next + step) % this.#slots.length];
			if (record) records.push(record);
		}
		return records;
	}

	clear(): void {
		for (const record of this.#slots) if (record) record.alive = false;
		this.#slots.length = 0;
		this.#next = 0;
	}
}
