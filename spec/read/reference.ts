// `$ref`s inside a loaded document. All of them are local by then (bundle.ts).

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { getString, isObject } from './json.ts';
import { formatPointer, parsePointer, resolvePointer } from './pointer.ts';

/** A value and where it really stands. */
export interface Located<T extends JsonValue = JsonValue> {
	value: T;
	pointer: Pointer;
}

/**
 * Follows the `$ref` of a value, and that of its target, to the end; a value without one is returned as it is.
 * `undefined` where a reference leads nowhere or back to itself.
 */
export function followReferences(root: JsonObject, start: Located): Located | undefined {
	const seen = new Set<Pointer>();
	let { value, pointer } = start;
	for (let reference = getString(value, '$ref'); reference !== undefined; reference = getString(value, '$ref')) {
		const parts = reference.startsWith('#') ? parsePointer(reference) : undefined;
		if (!parts) return undefined;
		pointer = formatPointer(parts);
		const target = resolvePointer(root, pointer);
		if (target === undefined || seen.has(pointer)) return undefined;
		seen.add(pointer);
		value = target;
	}
	return { value, pointer };
}

/** The same for what must be an object. */
export function followToObject(root: JsonObject, start: Located): Located<JsonObject> | undefined {
	const found = followReferences(root, start);
	return found && isObject(found.value) ? { value: found.value, pointer: found.pointer } : undefined;
}
