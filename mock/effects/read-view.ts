// What a resource's entities look like to who looks at one.

import { collectEntitySchemas, type Operation, type Resource, type SchemaView } from '../../spec/index.ts';

/** The fullest view in which answers show an entity; `undefined`: none shows one. */
export function findReadView(resource: Resource, operations: readonly Operation[]): SchemaView | undefined {
	return collectEntitySchemas(resource, operations).representations[0];
}
