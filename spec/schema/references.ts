// Where the `$ref` of a schema leads.

import { getOwn, getString, isObject } from '../read/json.ts';
import { escapePointerPart, formatPointer, parsePointer, resolvePointer } from '../read/pointer.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';

/** The schema that `reference` means in the document of `from`, where all of them are pointers (read/bundle.ts); `undefined` where it leads nowhere. */
export function resolveReference({ document }: Pick<SchemaRef, 'document'>, reference: string): SchemaRef | undefined {
	const parts = reference.startsWith('#') ? parsePointer(reference) : undefined;
	const value = parts && resolvePointer(document.root, formatPointer(parts));
	return parts && value !== undefined ? { document, pointer: formatPointer(parts), value } : undefined;
}

/** A `$ref` or `$dynamicRef` of a schema, and where it leads; `undefined`: nowhere. */
export interface SchemaReference {
	keyword: '$ref' | '$dynamicRef';
	target: SchemaRef | undefined;
}

const NONE: readonly SchemaReference[] = [];
const followed = new WeakMap<JsonObject, { from: SchemaRef; references: readonly SchemaReference[] }>();

/**
 * The references that a schema has, resolved once. A `$dynamicRef` means the `$dynamicAnchor` or `$anchor` of that name in the
 * document; who calls from where, it doesn't ask (JSON Schema 2020-12 core §8.2.3.2).
 */
export function listReferences(schema: SchemaRef): readonly SchemaReference[] {
	const { value } = schema;
	if (!isObject(value) || !(Object.hasOwn(value, '$ref') || Object.hasOwn(value, '$dynamicRef'))) return NONE;
	const known = followed.get(value);
	if (known && known.from.pointer === schema.pointer && known.from.document === schema.document)
		return known.references;
	const references = (['$ref', '$dynamicRef'] as const).flatMap((keyword): SchemaReference[] => {
		const reference = getOwn(value, keyword);
		if (reference === undefined) return [];
		return [{ keyword, target: typeof reference === 'string' ? resolveReference(schema, reference) : undefined }];
	});
	followed.set(value, { from: schema, references });
	return references;
}

/** A schema's part, e.g. `stepInto(schema, 'properties', 'id')`; the caller knows that it is there. */
export function stepInto(schema: SchemaRef, ...keys: readonly (string | number)[]): SchemaRef {
	let value = schema.value;
	let { pointer } = schema;
	for (const key of keys) {
		value = (value as Record<string | number, JsonValue>)[key] as JsonValue;
		pointer += `/${escapePointerPart(String(key))}`;
	}
	return { document: schema.document, pointer, value };
}

/** Follows `$ref` alone (a schema that is nothing but a reference) to the schema that says something. */
export function followSchema(schema: SchemaRef): SchemaRef {
	let current = schema;
	for (let steps = 0; steps < 64; steps += 1) {
		const reference = getString(current.value, '$ref');
		if (reference === undefined || Object.keys(current.value as object).length > 1) return current;
		const target = resolveReference(current, reference);
		if (!target) return current;
		current = target;
	}
	// A circle of references: whoever compiles it deals with it where it starts.
	return schema;
}
