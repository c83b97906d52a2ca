// Nulls where an object or a list may stand another time: no matcher takes both, so that nothing can be expected there.

import { isObject, type JsonObject, type JsonValue, joinPointer, setOwn } from '../../spec/index.ts';
import { keepRulesOf } from './share-values.ts';
import type { PactBody } from './write-types.ts';

/**
 * The body without the nulls at these places (JSON pointers, `*` for the items of a list), and which of them it had; no body where it is null as a
 * whole. A list of nulls becomes an empty one, which its matcher takes for any list.
 */
export function dropNulls(
	body: PactBody,
	places: ReadonlySet<string>,
): { body: PactBody | undefined; dropped: readonly string[] } {
	const dropped = new Set<string>();
	const content = visit(body.content, '');
	if (dropped.size === 0) return { body, dropped: [] };
	const kept = content === undefined ? undefined : { ...body, content, rules: keepRulesOf(content, body.rules) };
	return { body: kept, dropped: [...dropped].sort() };

	function visit(value: JsonValue, pointer: string): JsonValue | undefined {
		if (value === null && places.has(pointer)) {
			dropped.add(pointer);
			return undefined;
		}
		if (Array.isArray(value)) {
			const items = value.map((item) => visit(item, `${pointer}/*`));
			return items.includes(undefined) ? [] : (items as JsonValue[]);
		}
		if (!isObject(value)) return value;
		const kept: JsonObject = {};
		for (const [name, inner] of Object.entries(value)) {
			const left = visit(inner, joinPointer(pointer, name));
			if (left !== undefined) setOwn(kept, name, left);
		}
		return kept;
	}
}
