// JSON Patch (RFC 6902): operations in order, all or nothing.

import {
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	parsePointer,
	setOwn,
} from '../../spec/index.ts';
import type { Finding } from '../types/finding.ts';

/** The patched value; or the finding about the operation that can't be done, and the status that it asks for (409: a `test` failed). */
export type PatchResult = { ok: true; value: JsonValue } | { ok: false; status: 400 | 409; finding: Finding };

/** Whether a body is a JSON Patch by its form, whatever its media type is called: a list of `{ op, path }`. */
export function isJsonPatch(body: JsonValue | undefined): boolean {
	const isOperation = (one: JsonValue): boolean =>
		getString(one, 'op') !== undefined && getString(one, 'path') !== undefined;
	return Array.isArray(body) && body.length > 0 && body.every(isOperation);
}

/** The target with the operations done in their order; a new value, the target is not written to. */
export function applyJsonPatch(target: JsonValue, operations: JsonValue | undefined): PatchResult {
	if (!Array.isArray(operations)) return fail('', 'must be a list of operations');
	let value = target;
	for (const [index, operation] of operations.entries()) {
		const done = applyOperation(value, operation, `/${index}`);
		if (!done.ok) return done;
		value = done.value;
	}
	return { ok: true, value };
}

function fail(pointer: string, message: string, status: 400 | 409 = 400): PatchResult & { ok: false } {
	return { ok: false, status, finding: { code: 'request.body.json-patch', message, in: 'body', pointer } };
}

function applyOperation(target: JsonValue, operation: JsonValue, at: string): PatchResult {
	const name = getString(operation, 'op') ?? '';
	const path = parsePath(getOwn(operation, 'path'));
	if (!path) return fail(`${at}/path`, 'must be a JSON pointer');
	const value = getOwn(operation, 'value');
	if (['add', 'replace', 'test'].includes(name) && value === undefined) return fail(`${at}/value`, 'is required');
	const from = name === 'move' || name === 'copy' ? parsePath(getOwn(operation, 'from')) : [];
	if (!from) return fail(`${at}/from`, 'must be a JSON pointer');
	const missing = (place: 'path' | 'from'): PatchResult =>
		fail(`${at}/${place}`, `leads nowhere: ${getString(operation, place)}`);
	switch (name) {
		case 'add':
			return done(add(target, path, value as JsonValue)) ?? missing('path');
		case 'remove':
			return done(remove(target, path)) ?? missing('path');
		case 'replace': {
			if (find(target, path) === undefined) return missing('path');
			return done(put(target, path, () => value as JsonValue)) ?? missing('path');
		}
		case 'test': {
			const found = find(target, path);
			if (found !== undefined && isSame(found, value as JsonValue)) return { ok: true, value: target };
			return fail(`${at}/value`, `is not what ${getString(operation, 'path')} holds`, 409);
		}
		case 'copy':
		case 'move': {
			const found = find(target, from);
			if (found === undefined) return missing('from');
			const isInside = path.length > from.length && from.every((token, index) => path[index] === token);
			if (name === 'move' && isInside) return fail(`${at}/from`, 'can’t be moved into itself');
			const rest = name === 'move' ? remove(target, from) : target;
			return (rest === undefined ? undefined : done(add(rest, path, found))) ?? missing('path');
		}
		default:
			return fail(`${at}/op`, 'must be one of add, remove, replace, move, copy, test');
	}
}

function done(value: JsonValue | undefined): PatchResult | undefined {
	return value === undefined ? undefined : { ok: true, value };
}

function parsePath(pointer: JsonValue | undefined): string[] | undefined {
	return typeof pointer === 'string' && !pointer.startsWith('#') ? parsePointer(pointer) : undefined;
}

/** The index that a token means in a list; `-` (the place behind its end) only where `isNew`. */
function indexOf(list: readonly JsonValue[], token: string, isNew: boolean): number | undefined {
	if (isNew && token === '-') return list.length;
	if (!/^(?:0|[1-9]\d*)$/.test(token)) return undefined;
	const index = Number(token);
	return index < list.length || (isNew && index === list.length) ? index : undefined;
}

function find(target: JsonValue, path: readonly string[]): JsonValue | undefined {
	let at: JsonValue | undefined = target;
	for (const token of path) {
		if (Array.isArray(at)) {
			const index = indexOf(at, token, false);
			at = index === undefined ? undefined : at[index];
		} else at = getOwn(at, token);
		if (at === undefined) return undefined;
	}
	return at;
}

/** The target with another value at a place that is there (`undefined`: none), copies made along the way. */
function put(
	target: JsonValue,
	path: readonly string[],
	change: (value: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
	const [token, ...rest] = path;
	if (token === undefined) return change(target);
	const inner = find(target, [token]);
	const changed = inner === undefined ? undefined : put(inner, rest, change);
	if (changed === undefined) return undefined;
	if (Array.isArray(target)) return target.with(Number(token), changed);
	const copy = { ...(target as JsonObject) };
	setOwn(copy, token, changed);
	return copy;
}

function add(target: JsonValue, path: readonly string[], value: JsonValue): JsonValue | undefined {
	const token = path.at(-1);
	if (token === undefined) return value;
	return put(target, path.slice(0, -1), (parent) => {
		if (Array.isArray(parent)) {
			const index = indexOf(parent, token, true);
			return index === undefined ? undefined : parent.toSpliced(index, 0, value);
		}
		if (!isObject(parent)) return undefined;
		const copy = { ...parent };
		setOwn(copy, token, value);
		return copy;
	});
}

function remove(target: JsonValue, path: readonly string[]): JsonValue | undefined {
	const token = path.at(-1);
	if (token === undefined || find(target, path) === undefined) return undefined;
	return put(target, path.slice(0, -1), (parent) => {
		if (Array.isArray(parent)) return parent.toSpliced(Number(token), 1);
		const copy = { ...(parent as JsonObject) };
		delete copy[token];
		return copy;
	});
}

/** Equal as JSON: the order of names in an object doesn't count (RFC 6902 §4.6). */
function isSame(one: JsonValue, other: JsonValue): boolean {
	if (Array.isArray(one)) {
		return (
			Array.isArray(other) &&
			one.length === other.length &&
			one.every((item, index) => isSame(item, other[index] as JsonValue))
		);
	}
	if (!isObject(one)) return one === other;
	const names = Object.keys(one);
	return (
		isObject(other) &&
		names.length === Object.keys(other).length &&
		names.every((name) => Object.hasOwn(other, name) && isSame(one[name] as JsonValue, other[name] as JsonValue))
	);
}
