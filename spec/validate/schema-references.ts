// Where the `$ref` of a schema leads.

import type { JsonValue, SchemaRef } from '../model.ts';
import { getString } from '../read/json.ts';
import { escapePointerPart, formatPointer, parsePointer, resolvePointer } from '../read/pointer.ts';

/** The schema that `reference` means in the document of `from`, where all of them are pointers (read/bundle.ts); `undefined` where it leads nowhere. */
export function resolveReference({ document }: Pick<SchemaRef, 'document'>, reference: string): SchemaRef | undefined {
	const parts = reference.startsWith('#') ? parsePointer(reference) : undefined;
	const value = parts && resolvePointer(document.root, formatPointer(parts));
	return parts && value !== undefined ? { document, pointer: formatPointer(parts), value } : undefined;
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
