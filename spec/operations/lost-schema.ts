// Schemas that lead nowhere: they are told where documents are read, and cost an operation no more than what they would ask for.

import { getOwn, isObject } from '../read/json.ts';
import { listReferences } from '../schema/references.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonValue } from '../types/json.ts';

/** The schema of a parameter or a body; `undefined` where all of it is a reference to nothing, or to what is no schema, so that anything fits. */
export function dropLost(schema: SchemaRef | undefined): SchemaRef | undefined {
	if (!schema || getOwn(schema.value, '$ref') === undefined) return schema;
	return listReferences(schema).some(({ target }) => !target || !isSchema(target.value)) ? undefined : schema;
}

function isSchema(value: JsonValue): boolean {
	return isObject(value) || typeof value === 'boolean';
}
