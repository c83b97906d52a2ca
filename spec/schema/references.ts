// Where the `$ref` of a schema leads: pointers, anchors and `$id`s inside one document (JSON Schema 2020-12 core §8.2).

import { getOwn, getString, isObject } from '../read/json.ts';
import { escapePointerPart, formatPointer, parsePointer, resolveParts } from '../read/pointer.ts';
import type { ApiDocument, SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';

/**
 * The schema that the reference `#/…` means in the document of `from`; `undefined` where it leads nowhere. Names by `$id` and anchors were
 * made such pointers when the files of the document were brought together.
 */
export function resolveReference({ document }: Pick<SchemaRef, 'document'>, reference: string): SchemaRef | undefined {
	const known = resolved.get(document)?.get(reference);
	if (known) return known;
	const parts = reference.startsWith('#') ? parsePointer(reference) : undefined;
	return parts && resolveFromRoot(document, reference, parts);
}

/** By what stands in the document: many references lead to few schemas. */
const resolved = new WeakMap<ApiDocument, Map<string, SchemaRef>>();

function resolveFromRoot(document: ApiDocument, reference: string, parts: readonly string[]): SchemaRef | undefined {
	const known = resolved.get(document) ?? new Map<string, SchemaRef>();
	resolved.set(document, known);
	const before = known.get(reference);
	if (before) return before;
	const pointer = formatPointer(parts);
	const value = resolveParts(document.root, parts);
	if (value === undefined) return undefined;
	const target: SchemaRef = { document, pointer, value };
	known.set(reference, target);
	return target;
}

/** A `$ref` or `$dynamicRef` of a schema, and where it leads; `undefined`: nowhere. */
export interface SchemaReference {
	keyword: '$ref' | '$dynamicRef';
	target: SchemaRef | undefined;
	/** Who calls from where decides what is meant (JSON Schema 2020-12 core §8.2.3.2); `target` is but the first of several. */
	isAmbiguous: boolean;
}

const NONE: readonly SchemaReference[] = [];
const followed = new WeakMap<JsonObject, { from: SchemaRef; references: readonly SchemaReference[] }>();

/** The references that a schema has, resolved once. A `$dynamicRef` means the `$dynamicAnchor` of that name in its document. */
export function listReferences(schema: SchemaRef): readonly SchemaReference[] {
	const { value } = schema;
	if (!isObject(value) || !(Object.hasOwn(value, '$ref') || Object.hasOwn(value, '$dynamicRef'))) return NONE;
	const known = followed.get(value);
	if (known && known.from.pointer === schema.pointer && known.from.document === schema.document)
		return known.references;
	const references = (['$ref', '$dynamicRef'] as const).flatMap((keyword): SchemaReference[] => {
		const reference = getOwn(value, keyword);
		if (reference === undefined) return [];
		const target = typeof reference === 'string' ? resolveReference(schema, reference) : undefined;
		if (keyword === '$ref') return [{ keyword, target, isAmbiguous: false }];
		const named = listAnchored(schema.document).get(String(reference)) ?? [];
		return [{ keyword, target: target ?? named[0], isAmbiguous: named.length > 1 }];
	});
	followed.set(value, { from: schema, references });
	return references;
}

/** By `#name`, in the document's order. */
const anchored = new WeakMap<ApiDocument, ReadonlyMap<string, readonly SchemaRef[]>>();
/** Values inside values are looked through so deep. */
const MAX_DEPTH = 200;

function listAnchored(document: ApiDocument): ReadonlyMap<string, readonly SchemaRef[]> {
	const known = anchored.get(document);
	if (known) return known;
	const found = new Map<string, SchemaRef[]>();
	const visit = (value: JsonValue, pointer: Pointer, depth: number): void => {
		if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
		const anchor = getString(value, '$dynamicAnchor') ?? getString(value, '$anchor');
		if (anchor !== undefined)
			found.set(`#${anchor}`, [...(found.get(`#${anchor}`) ?? []), { document, pointer, value }]);
		for (const [key, inner] of Object.entries(value)) visit(inner, `${pointer}/${escapePointerPart(key)}`, depth + 1);
	};
	visit(document.root, '', 0);
	anchored.set(document, found);
	return found;
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
		const { value } = current;
		if (!isObject(value) || typeof value['$ref'] !== 'string' || Object.keys(value).length > 1) return current;
		const [reference] = listReferences(current);
		if (!reference?.target) return current;
		current = reference.target;
	}
	// A circle of references: whoever compiles it deals with it where it starts.
	return schema;
}
