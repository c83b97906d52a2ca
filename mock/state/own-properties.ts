// Objects that hold anybody's property names, `__proto__` among them.

import type { JsonObject, JsonValue } from '../model.ts';

/** Whether a value is a JSON object (no array, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own property; `undefined` where it has none of that name, whatever its prototype has. */
export function readOwn(object: JsonObject, name: string): JsonValue | undefined {
	return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Writes an own property of any name: `__proto__` becomes a plain property. */
export function writeOwn(object: JsonObject, name: string, value: JsonValue): void {
	if (name !== '__proto__') object[name] = value;
	else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
