// A schema as one value, its references followed: for who shows it, and has no document beside it.

import { getString, isObject, setOwn } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import { resolveReference } from './references.ts';

/** Levels of one schema; below, anything is allowed. */
const MAX_DEPTH = 16;
/** Objects and lists of one schema. */
const MAX_NODES = 5000;

/**
 * The schema without references: what stands beside one counts before what it leads to. Where it leads back into itself, and beyond 16
 * levels or 5,000 parts, stands `true`, which allows anything.
 */
export function inlineSchema(schema: SchemaRef): JsonValue {
	let left = MAX_NODES;
	const walk = (ref: SchemaRef, trail: readonly string[], depth: number): JsonValue => {
		const { value } = ref;
		if (typeof value !== 'object' || value === null) return value;
		left -= 1;
		if (left < 0 || depth > MAX_DEPTH) return true;
		const at = (key: string | number, inner: JsonValue): SchemaRef => ({
			document: ref.document,
			pointer: joinPointer(ref.pointer, key),
			value: inner,
		});
		if (Array.isArray(value)) return value.map((item, index) => walk(at(index, item), trail, depth + 1));
		const reference = getString(value, '$ref');
		const target = reference === undefined ? undefined : resolveReference(ref, reference);
		if (target && trail.includes(target.pointer)) return true;
		const copy: JsonObject = {};
		if (target) {
			const led = walk(target, [...trail, target.pointer], depth + 1);
			if (isObject(led)) for (const [key, one] of Object.entries(led)) setOwn(copy, key, one);
		}
		for (const [key, inner] of Object.entries(value))
			if (key !== '$ref' || !target) setOwn(copy, key, walk(at(key, inner), trail, depth + 1));
		return copy;
	};
	return walk(schema, [schema.pointer], 0);
}
