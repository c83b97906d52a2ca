// What a resource's entities look like to who reads one.

import { findAnswerSchema, type Operation, type Resource, type SchemaView, viewSchema } from '../../spec/index.ts';

/** The view of the answer of the first operation that reads an entity; `undefined`: none does, or none answers JSON. */
export function findReadView(resource: Resource, operations: readonly Operation[]): SchemaView | undefined {
	for (const operation of operations) {
		if (operation.effect?.kind !== 'read' || operation.effect.resource !== resource.name) continue;
		const schema = findAnswerSchema(operation);
		if (schema) return viewSchema(schema);
	}
	return undefined;
}
