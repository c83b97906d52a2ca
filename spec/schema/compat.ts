// What readers of schemas outside spec still ask for; goes with the last of them.

import { getList } from '../read/json.ts';
import type { SchemaRef } from '../types/document.ts';
import { type Direction, isWithheld as isViewWithheld } from './directions.ts';
import { listReferences, stepInto } from './references.ts';
import { viewSchema } from './view.ts';

/** See directions.ts. */
export function isWithheld(schema: SchemaRef, direction: Direction): boolean {
	return isViewWithheld(viewSchema(schema), direction);
}

/** The schemas that hold as well wherever this one does: the target of `$ref`, and `allOf`. */
export function listConjuncts(schema: SchemaRef): SchemaRef[] {
	const targets = listReferences(schema).flatMap(({ target }) => target ?? []);
	return [...targets, ...getList(schema.value, 'allOf').map((_, index) => stepInto(schema, 'allOf', index))];
}
