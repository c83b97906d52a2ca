// The room that entities may take up: counted roughly, shared by all sessions of a mock.

import type { JsonObject, JsonValue } from '../../spec/index.ts';

/** What the entities of all sessions take up together, and may. */
export interface EntityRoom {
	/** In use now. */
	bytes: number;
	readonly maxBytes: number;
	/** Called when more is in use than may be. */
	onFull: () => void;
}

/** An entity that takes up more is kept by nothing but the store that counts it. */
const LARGE_BYTES = 16 * 1024;
const large = new WeakSet<JsonObject>();
let hasLarge = false;

/** Remembers the size of an entity that is stored. */
export function noteSize(entity: JsonObject, bytes: number): void {
	if (bytes <= LARGE_BYTES) return;
	large.add(entity);
	hasLarge = true;
}

/** Whether what is, or was, stored takes up more than 16 KiB. */
export function isLarge(entity: JsonObject | undefined): boolean {
	return hasLarge && entity !== undefined && large.has(entity);
}

/** An object's own, and a number's, beside their texts. */
const VALUE_BYTES = 16;

/** Bytes that a value takes up, roughly: one for each character, and a constant for each value. */
export function measureValue(value: JsonValue): number {
	if (typeof value === 'string') return VALUE_BYTES + value.length;
	if (typeof value !== 'object' || value === null) return VALUE_BYTES;
	let bytes = VALUE_BYTES;
	if (Array.isArray(value)) {
		for (const item of value) bytes += measureValue(item);
		return bytes;
	}
	for (const name in value) bytes += name.length + measureValue(value[name] as JsonValue);
	return bytes;
}
