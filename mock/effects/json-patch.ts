// JSON Patch (RFC 6902): operations in order, all or nothing.

import {
	copyJson,
	getOwn,
	getString,
	isObject,
	type JsonObject,
	type JsonValue,
	parsePointer,
	setOwn,
} from '../../spec/index.ts';
import { measureValue } from '../store/room.ts';
import type { Finding } from '../types/finding.ts';

/** The patched value; or the finding about the operation that can't be done, and the status that it asks for (409: a `test` failed). */
export type PatchResult = { ok: true; value: JsonValue } | { ok: false; status: 400 | 409; finding: Finding };

/** Whether a body is a JSON Patch by its form, whatever its media type is called: a list of `{ op, path }`. */
export function isJsonPatch(body: JsonValue | undefined): boolean {
	const isOperation = (one: JsonValue): boolean =>
		getString(one, 'op') !== undefined && getString(one, 'path') !== undefined;
	return Array.isArray(body) && body.length > 0 && body.every(isOperation);
}

/** What copies may add in all, in bytes: a few of them in themselves would fill the memory. */
const MAX_COPIED = 1024 * 1024;
/** As deep as a body may be. */
const MAX_DEPTH = 200;

/** A document on its way from one operation to the next; nobody else holds any part of it, so it is written to. */
interface Patching {
	value: JsonValue;
	/** Bytes that may still be copied. */
	room: number;
}

/** The target with the operations done in their order; a new value, the target is not written to. */
export function applyJsonPatch(target: JsonValue, operations: JsonValue | undefined): PatchResult {
	if (!Array.isArray(operations)) return fail('', 'must be a list of operations');
	const patching: Patching = { value: copyJson(target), room: MAX_COPIED };
	for (const [index, operation] of operations.entries()) {
		const refused = applyOperation(patching, operation, `/${index}`);
		if (refused) return refused;
	}
	const { value } = patching;
	return isDeeper(value, MAX_DEPTH) ? fail('', `nests deeper than ${MAX_DEPTH} levels`) : { ok: true, value };
}

/** Whether a value nests deeper than `limit`; looks no deeper. */
function isDeeper(value: JsonValue, limit: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return limit === 0 || Object.values(value).some((one) => isDeeper(one, limit - 1));
}

function fail(pointer: string, message: string, status: 400 | 409 = 400): PatchResult & { ok: false } {
	return { ok: false, status, finding: { code: 'request.body.json-patch', message, in: 'body', pointer } };
}

/** `undefined`: done. */
function applyOperation(patching: Patching, operation: JsonValue, at: string): PatchResult | undefined {
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
			return add(patching, path, copyJson(value as JsonValue)) ? undefined : missing('path');
		case 'remove':
			return remove(patching, path) ? undefined : missing('path');
		case 'replace':
			return replace(patching, path, copyJson(value as JsonValue)) ? undefined : missing('path');
		case 'test': {
			const found = find(patching.value, path);
			if (found !== undefined && isSame(found, value as JsonValue)) return undefined;
			return fail(`${at}/value`, `is not what ${getString(operation, 'path')} holds`, 409);
		}
		case 'copy': {
			const found = find(patching.value, from);
			if (found === undefined) return missing('from');
			if (isDeeper(found, MAX_DEPTH)) return fail(`${at}/from`, `nests deeper than ${MAX_DEPTH} levels`);
			patching.room -= measureValue(found);
			if (patching.room < 0) return fail(at, `copies more than ${MAX_COPIED} bytes with those before it`);
			return add(patching, path, copyJson(found)) ? undefined : missing('path');
		}
		case 'move': {
			const found = find(patching.value, from);
			if (found === undefined) return missing('from');
			const isInside = path.length > from.length && from.every((token, index) => path[index] === token);
			if (isInside) return fail(`${at}/from`, 'can’t be moved into itself');
			return remove(patching, from) && add(patching, path, found) ? undefined : missing('path');
		}
		default:
			return fail(`${at}/op`, 'must be one of add, remove, replace, move, copy, test');
	}
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

/** What holds the place that a path leads to, and its name there; `undefined`: nothing does, or the path leads to the whole. */
function findHolder(
	value: JsonValue,
	path: readonly string[],
): { holder: JsonValue[] | JsonObject; token: string } | undefined {
	const token = path.at(-1);
	const holder = token === undefined ? undefined : find(value, path.slice(0, -1));
	return token === undefined || typeof holder !== 'object' || holder === null ? undefined : { holder, token };
}

/** False: the path leads nowhere, as in `replace` and `remove`. */
function add(patching: Patching, path: readonly string[], value: JsonValue): boolean {
	if (path.length === 0) {
		patching.value = value;
		return true;
	}
	const { holder, token = '' } = findHolder(patching.value, path) ?? {};
	if (!holder) return false;
	if (!Array.isArray(holder)) setOwn(holder, token, value);
	else {
		const index = indexOf(holder, token, true);
		if (index === undefined) return false;
		holder.splice(index, 0, value);
	}
	return true;
}

function replace(patching: Patching, path: readonly string[], value: JsonValue): boolean {
	if (path.length === 0 || find(patching.value, path) === undefined)
		return path.length === 0 && add(patching, path, value);
	const { holder, token = '' } = findHolder(patching.value, path) ?? {};
	if (Array.isArray(holder)) holder[Number(token)] = value;
	else if (holder) setOwn(holder, token, value);
	return true;
}

function remove(patching: Patching, path: readonly string[]): boolean {
	if (find(patching.value, path) === undefined) return false;
	const { holder, token = '' } = findHolder(patching.value, path) ?? {};
	if (!holder) return false;
	if (Array.isArray(holder)) holder.splice(Number(token), 1);
	else delete holder[token];
	return true;
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
