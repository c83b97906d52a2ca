// Records by what they have at one place. A table makes an index when somebody looks there first, and keeps it with each change: a look
// at every entity for each one that is made, or named by its slug, takes as long as there are entities.

import { getOwn, isObject, type JsonValue, readSteps } from '../../spec/index.ts';
import { foldKey } from './fold-key.ts';
import { toKeyText } from './key-text.ts';
import type { StoredRecord } from './stored-record.ts';

/** The records of a table by the values of one property, which may lie deeper: `['address', 'zip']`. */
export class PropertyIndex {
	readonly #steps: readonly string[];
	readonly #records = new Map<string, Set<StoredRecord>>();
	readonly #texts = new Map<StoredRecord, string>();

	constructor(steps: readonly string[]) {
		this.#steps = steps;
	}

	/** The record is new here, or its entity is another one. */
	note(record: StoredRecord): void {
		const text = toText(readSteps(record.entity, this.#steps));
		if (this.#texts.get(record) === text) return;
		this.forget(record);
		if (text === undefined) return;
		this.#texts.set(record, text);
		const known = this.#records.get(text);
		if (known) known.add(record);
		else this.#records.set(text, new Set([record]));
	}

	forget(record: StoredRecord): void {
		const text = this.#texts.get(record);
		if (text === undefined) return;
		this.#texts.delete(record);
		const known = this.#records.get(text);
		known?.delete(record);
		if (known?.size === 0) this.#records.delete(text);
	}

	/** All that may have this value, in no order: texts and numbers that read alike are not told apart, nor are objects of one id. */
	find(value: JsonValue): ReadonlySet<StoredRecord> | undefined {
		const text = toText(value);
		return text === undefined ? undefined : this.#records.get(text);
	}
}

/** One text for what may be alike; `undefined`: null and what isn't there, which nobody looks for. */
function toText(value: JsonValue | undefined): string | undefined {
	const text = toKeyText(value);
	if (text !== undefined) return foldKey(text);
	if (value === undefined || value === null) return undefined;
	const id = isObject(value) ? toKeyText(getOwn(value, 'id')) : undefined;
	return id === undefined ? JSON.stringify(value) : `{${id}`;
}
