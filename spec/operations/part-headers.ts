// The headers that the parts of a multipart body have (Encoding Object, OpenAPI 3.1.1 §4.8.15).

import { getObject, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { resolveReference, stepInto } from '../schema/references.ts';
import type { MediaType, SchemaRef } from '../types/document.ts';

/** A header of a part, e.g. `X-Checksum`. */
export interface PartHeader {
	/** As it is written. */
	name: string;
	required: boolean;
	explode: boolean;
	schema: SchemaRef;
}

/**
 * Property → the headers that its parts have by `encoding`. Those without a schema are left out, and so is `Content-Type`, which
 * `contentType` describes. Empty: no part has any. Never throws.
 */
export function listPartHeaders({ schema, pointer, encoding }: MediaType): ReadonlyMap<string, readonly PartHeader[]> {
	const found = new Map<string, readonly PartHeader[]>();
	if (!schema || !encoding) return found;
	for (const property of Object.keys(encoding)) {
		const headers = getObject(getObject(encoding, property), 'headers') ?? {};
		const list = Object.entries(headers).flatMap(([name, value]): PartHeader[] => {
			if (name.toLowerCase() === 'content-type') return [];
			const at = joinPointer(pointer, 'encoding', property, 'headers', name);
			const own: SchemaRef = { document: schema.document, pointer: at, value };
			const reference = getString(value, '$ref');
			const header = reference === undefined ? own : resolveReference(own, reference);
			if (!header || !isObject(header.value) || getOwn(header.value, 'schema') === undefined) return [];
			return [
				{
					name,
					required: getOwn(header.value, 'required') === true,
					explode: getOwn(header.value, 'explode') === true,
					schema: stepInto(header, 'schema'),
				},
			];
		});
		if (list.length > 0) found.set(property, list);
	}
	return found;
}
