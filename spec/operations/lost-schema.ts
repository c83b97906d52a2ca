// Schemas that lead nowhere: they are told where documents are read, and cost an operation no more than what they would ask for.

import { getOwn } from '../read/json.ts';
import { viewSchema } from '../schema/view.ts';
import type { SchemaRef } from '../types/document.ts';

/** The schema of a parameter or a request's body; `undefined` where all of it is a reference to nothing, so that anything fits. */
export function dropLost(schema: SchemaRef | undefined): SchemaRef | undefined {
	if (getOwn(schema?.value, '$ref') === undefined) return schema;
	return viewSchema(schema).unresolved.some((one) => one === schema) ? undefined : schema;
}
