// `$ref`s inside a loaded document. All of them are local by then (bundle.ts).

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { getString, isObject } from './json.ts';
import { formatPointer, parsePointer, resolveParts } from './pointer.ts';

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
	let reference = getString(start.value, '$ref');
	if (reference === undefined) return start;
	const seen = new Set<Pointer>();
	let { value, pointer } = start;
	for (; reference !== undefined; reference = getString(value, '$ref')) {
		const parts = reference.startsWith('#') ? parsePointer(reference) : undefined;
		if (!parts) return undefined;
		pointer = formatPointer(parts);
		const target = resolveParts(root, parts);
		if (target === undefined || seen.has(pointer)) return undefined;
		seen.add(pointer);
		value = target;
	}
	return { value, pointer };
}

/** The same for what must be an object. */
export function followToObject(root: JsonObject, start: Located): Located<JsonObject> | undefined {
	const found = followReferences(root, start);
	return found && isAtObject(found) ? found : undefined;
}

function isAtObject(found: Located): found is Located<JsonObject> {
	return isObject(found.value);
}
