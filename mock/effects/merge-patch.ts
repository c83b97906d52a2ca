// JSON Merge Patch (RFC 7396).

import type { JsonObject, JsonValue } from '../../spec/index.ts';
import { getOwn, isObject, setOwn } from '../../spec/index.ts';

/** Deeper objects of a patch are taken as they are. */
const MAX_DEPTH = 200;

/**
 * The target with the patch merged into it (RFC 7396 §2): null removes, objects merge, all else replaces. A new
 * object; neither argument is written to, and unchanged parts are shared. `__proto__` is a property like any other.
 */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
	return mergeObjects(target, patch, MAX_DEPTH);
}

function mergeObjects(target: JsonObject, patch: JsonObject, depth: number): JsonObject {
	const merged: JsonObject = { ...target };
	for (const name of Object.keys(patch)) {
		const value = getOwn(patch, name) as JsonValue;
		if (value === null) delete merged[name];
		else setOwn(merged, name, mergeValue(getOwn(merged, name), value, depth));
	}
	return merged;
}

function mergeValue(target: JsonValue | undefined, patch: JsonValue, depth: number): JsonValue {
	if (!isObject(patch) || depth <= 0) return patch;
	return mergeObjects(isObject(target) ? target : {}, patch, depth - 1);
}
