// Finding the schema of one property in a document, for keys and for the entities of a scenario.

import {
	formatPointer,
	getOwn,
	isObject,
	type JsonValue,
	joinPointer,
	type Operation,
	parsePointer,
	type Resource,
	resolvePointer,
	type SchemaRef,
} from '../../spec/index.ts';

/** How many `$ref` and `allOf` are followed, one inside the other. Circular schemas end here. */
const MAX_DEPTH = 20;

/** The schema that a chain of `$ref` leads to; `undefined` where it leads nowhere, or in a circle. */
export function followRefs(schema: SchemaRef): SchemaRef | undefined {
	let current = schema;
	for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
		const target = isObject(current.value) ? getOwn(current.value, '$ref') : undefined;
		if (typeof target !== 'string') return current;
		if (!target.startsWith('#')) return undefined;
		const value = resolvePointer(current.document.root, target);
		if (value === undefined) return undefined;
		current = { document: current.document, pointer: formatPointer(parsePointer(target) ?? []), value };
	}
	return undefined;
}

/** The schema of an object's property, looked for through `$ref` and `allOf`; `undefined` where it is not plain to see. */
export function findPropertySchema(schema: SchemaRef, name: string, depth = MAX_DEPTH): SchemaRef | undefined {
	const found = depth > 0 ? followRefs(schema) : undefined;
	if (!found || !isObject(found.value)) return undefined;
	const properties = getOwn(found.value, 'properties');
	const value = isObject(properties) ? getOwn(properties, name) : undefined;
	if (value !== undefined) {
		return { document: found.document, pointer: joinPointer(found.pointer, 'properties', name), value };
	}
	const parts = getOwn(found.value, 'allOf');
	if (!Array.isArray(parts)) return undefined;
	for (const [index, part] of parts.entries()) {
		const pointer = joinPointer(found.pointer, 'allOf', index);
		const inPart = findPropertySchema({ document: found.document, pointer, value: part }, name, depth - 1);
		if (inPart) return inPart;
	}
	return undefined;
}

/** The JSON schema of an operation's first success (200, 201, … then 2XX); `undefined`: it has none. */
export function findAnswerSchema(operation: Operation): SchemaRef | undefined {
	const keys = [...operation.responses.keys()].filter((key) => /^2(\d\d|XX)$/.test(key)).sort();
	for (const key of keys) {
		const schema = findJsonSchema(operation.responses.get(key)?.mediaTypes ?? []);
		if (schema) return schema;
	}
	return undefined;
}

/** The schema of the JSON media type among those given. */
export function findJsonSchema(mediaTypes: readonly { type: string; schema?: SchemaRef }[]): SchemaRef | undefined {
	return mediaTypes.find((mediaType) => /[/+]json$/.test(mediaType.type) && mediaType.schema)?.schema;
}

/** What a resource's entities look like to who reads one; `undefined`: no operation reads one and answers JSON. */
export function findReadSchema(resource: Resource, operations: readonly Operation[]): SchemaRef | undefined {
	for (const operation of operations) {
		if (operation.effect?.kind !== 'read' || operation.effect.resource !== resource.name) continue;
		const schema = findAnswerSchema(operation);
		if (schema) return schema;
	}
	return undefined;
}

/** A keyword of a schema, `$ref` followed, `allOf` looked into. */
export function findKeyword(schema: SchemaRef, keyword: string, depth = MAX_DEPTH): JsonValue | undefined {
	const found = depth > 0 ? followRefs(schema) : undefined;
	if (!found || !isObject(found.value)) return undefined;
	const own = getOwn(found.value, keyword);
	if (own !== undefined) return own;
	const parts = getOwn(found.value, 'allOf');
	if (!Array.isArray(parts)) return undefined;
	for (const part of parts) {
		const value = findKeyword({ document: found.document, pointer: found.pointer, value: part }, keyword, depth - 1);
		if (value !== undefined) return value;
	}
	return undefined;
}
