// Reading values of unknown shape without surprises: only own properties, `__proto__` inert.

import type { JsonObject, JsonValue } from '../types/json.ts';

/** True for a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property `key` of an object; `undefined` where it is absent or `value` is no object. Never throws. */
export function getOwn(value: JsonValue | undefined, key: string): JsonValue | undefined {
	return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** What lies behind some steps, e.g. `['address', 'zip']`; `undefined`: nothing. Never throws. */
export function readSteps(value: JsonValue | undefined, steps: readonly string[]): JsonValue | undefined {
	let found = value;
	for (const step of steps) found = getOwn(found, step);
	return found;
}

/** The own property as an object, else `undefined`. */
export function getObject(value: JsonValue | undefined, key: string): JsonObject | undefined {
	const found = getOwn(value, key);
	return isObject(found) ? found : undefined;
}

/** The own property as a list, else an empty one. */
export function getList(value: JsonValue | undefined, key: string): readonly JsonValue[] {
	const found = getOwn(value, key);
	return Array.isArray(found) ? found : [];
}

/** The own property as a string, else `undefined`. */
export function getString(value: JsonValue | undefined, key: string): string | undefined {
	const found = getOwn(value, key);
	return typeof found === 'string' ? found : undefined;
}

/** Gives `object` an own property, also one named `__proto__`. */
export function setOwn(object: JsonObject, key: string, value: JsonValue): void {
	if (key === '__proto__') {
		Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
	} else {
		object[key] = value;
	}
}

/** A deep copy that shares nothing with `value`, an own `__proto__` included. */
export function copyJson<T extends JsonValue>(value: T): T;
export function copyJson(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map((item) => copyJson(item));
	if (!isObject(value)) return value;
	const copy: JsonObject = {};
	for (const key of Object.keys(value)) setOwn(copy, key, copyJson(value[key] as JsonValue));
	return copy;
}
