// The conditions of a cue, made ready to be asked of every request.

import { getObject, getOwn, isObject, type JsonObject, type JsonValue, resolvePointer } from '../../spec/index.ts';
import type { CheckedRequest } from '../types/request.ts';

/** Whether a request fits; `stateOf` tells the state of the entity that it names. */
export type Fits = (request: CheckedRequest, stateOf: () => string | undefined) => boolean;

/**
 * Reads `when`. Parameters and headers are compared as text (`"1"` is `1`), values in the body exactly. Absent: everything
 * fits, which is `undefined`.
 */
export function compileWhen(when: JsonObject | undefined): Fits | undefined {
	const conditions: Fits[] = [];
	for (const [name, wanted] of Object.entries(getObject(when, 'path') ?? {})) {
		conditions.push(({ path }) => isSame(path.get(name), wanted));
	}
	for (const [name, wanted] of Object.entries(getObject(when, 'query') ?? {})) {
		conditions.push(({ query }) => isSame(query.get(name), wanted));
	}
	for (const [name, wanted] of Object.entries(getObject(when, 'header') ?? {})) {
		const lower = name.toLowerCase();
		conditions.push((request) => isSame(readHeader(request, lower), wanted));
	}
	for (const [pointer, wanted] of Object.entries(getObject(when, 'body') ?? {})) {
		conditions.push(({ body }) => {
			const value = body === undefined ? undefined : resolvePointer(body, pointer);
			return value !== undefined && isEqual(value, wanted);
		});
	}
	const state = getOwn(when, 'state');
	if (state !== undefined) {
		const wanted = new Set(Array.isArray(state) ? state : [state]);
		// Last, because it may have to look for the entity.
		conditions.push((_request, stateOf) => {
			const actual = stateOf();
			return actual !== undefined && wanted.has(actual);
		});
	}
	if (conditions.length === 0) return undefined;
	return (request, stateOf) => {
		for (const condition of conditions) if (!condition(request, stateOf)) return false;
		return true;
	};
}

// The typed parameter, else what was sent: a document says nothing of Authorization, Accept and the like.
function readHeader({ header, request }: CheckedRequest, name: string): JsonValue | undefined {
	const typed = header.get(name);
	if (typed !== undefined) return typed;
	const raw = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
	return Array.isArray(raw) ? raw.join(', ') : raw;
}

// As a person means it: 1 in a scenario is "1" in a path. Null is only null.
function isSame(actual: JsonValue | undefined, wanted: JsonValue): boolean {
	if (actual === wanted) return true;
	if (actual === undefined || typeof actual === 'object' || typeof wanted === 'object') return false;
	return String(actual) === String(wanted);
}

/** Deep equality of JSON values; the order of an object's members does not matter. */
export function isEqual(a: JsonValue, b: JsonValue): boolean {
	if (a === b) return true;
	if (Array.isArray(a) || Array.isArray(b)) {
		if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
		return a.every((item, index) => isEqual(item, b[index] as JsonValue));
	}
	if (!isObject(a) || !isObject(b)) return false;
	const names = Object.keys(a);
	if (names.length !== Object.keys(b).length) return false;
	return names.every((name) => Object.hasOwn(b, name) && isEqual(a[name] as JsonValue, b[name] as JsonValue));
}
