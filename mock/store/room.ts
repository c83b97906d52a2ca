// The room that entities may take up: counted roughly, shared by all sessions of a mock.

import type { JsonValue } from '../../spec/index.ts';

/** What the entities of all sessions take up together, and may. */
export interface EntityRoom {
	/** In use now. */
	bytes: number;
	readonly maxBytes: number;
	/** Called when more is in use than may be. */
	onFull: () => void;
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
	for (const name of Object.keys(value)) bytes += name.length + measureValue(value[name] as JsonValue);
	return bytes;
}
