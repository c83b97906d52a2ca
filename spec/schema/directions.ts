// `readOnly` and `writeOnly`: which properties count in which direction (OpenAPI 3.1.1 §4.8.24, JSON Schema validation §9.4).

import { getList, getObject, getOwn, getString } from '../read/json.ts';
import type { SchemaRef } from '../types/document.ts';
import { resolveReference, stepInto } from './references.ts';

/** Which way a value goes: to the API, or back from it. */
export type Direction = 'request' | 'response';

const MAX_DEPTH = 20;

/** True where a property of this schema stays out in that direction: readOnly in requests, writeOnly in responses. */
export function isWithheld(schema: SchemaRef, direction: Direction, depth = 0): boolean {
	if (getOwn(schema.value, direction === 'request' ? 'readOnly' : 'writeOnly') === true) return true;
	return depth < MAX_DEPTH && listConjuncts(schema).some((part) => isWithheld(part, direction, depth + 1));
}

/** The names that need not be there in that direction though `required` lists them, `$ref` and `allOf` looked into. */
export function listWithheld(schema: SchemaRef, direction: Direction, depth = 0): Set<string> {
	const names = new Set<string>();
	for (const name of Object.keys(getObject(schema.value, 'properties') ?? {})) {
		if (isWithheld(stepInto(schema, 'properties', name), direction)) names.add(name);
	}
	if (depth < MAX_DEPTH) {
		for (const part of listConjuncts(schema)) {
			for (const name of listWithheld(part, direction, depth + 1)) names.add(name);
		}
	}
	return names;
}

/** The schemas that hold as well wherever this one does: the target of `$ref`, and `allOf`. */
export function listConjuncts(schema: SchemaRef): SchemaRef[] {
	const reference = getString(schema.value, '$ref');
	const target = reference === undefined ? undefined : resolveReference(schema, reference);
	const parts = getList(schema.value, 'allOf').map((_, index) => stepInto(schema, 'allOf', index));
	return target ? [target, ...parts] : parts;
}
