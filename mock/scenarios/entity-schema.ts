// What the documents say about the properties of an entity.

import { getObject, getOwn, isObject, type Operation, type Resource, type SchemaRef } from '../../spec/index.ts';
import { findReadSchema, followRefs } from '../effects/schema-lookup.ts';

/** `allOf` inside `allOf` is followed this far; circular ones end here. */
const MAX_DEPTH = 20;

/**
 * The names of the properties that a resource's entities have for who reads one; `undefined` where the schema leaves them
 * open (`oneOf`, `additionalProperties` with a schema, …), or no operation reads one.
 */
export function findPropertyNames(
	resource: Resource,
	operations: readonly Operation[],
): ReadonlySet<string> | undefined {
	const schema = findReadSchema(resource, operations);
	const names = new Set<string>();
	return schema && collectNames(schema, names, MAX_DEPTH) && names.size > 0 ? names : undefined;
}

/** Keywords by which a schema may have properties that `properties` doesn't name. */
const OPEN = ['oneOf', 'anyOf', 'if', 'not', 'patternProperties', 'dependentSchemas', '$dynamicRef', 'propertyNames'];

// False: the schema is open.
function collectNames(schema: SchemaRef, names: Set<string>, depth: number): boolean {
	const found = depth > 0 ? followRefs(schema) : undefined;
	if (!found || !isObject(found.value)) return false;
	const { value } = found;
	if (OPEN.some((keyword) => Object.hasOwn(value, keyword))) return false;
	const further = getOwn(value, 'additionalProperties');
	if (further === true || isObject(further)) return false;
	for (const name of Object.keys(getObject(value, 'properties') ?? {})) names.add(name);
	const parts = getOwn(value, 'allOf');
	return (Array.isArray(parts) ? parts : []).every((part) => {
		return collectNames({ document: found.document, pointer: found.pointer, value: part }, names, depth - 1);
	});
}
