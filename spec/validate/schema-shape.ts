// What a schema says about the shape of values, as far as it can be seen without validating anything.

import { getList, getObject, getOwn, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import { followReferences, type Located } from '../read/reference.ts';
import type { MediaType, Operation, SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';

/** The outline of a schema. `other`: neither an object nor a list, or not to be told. */
export type SchemaShape =
	| { kind: 'object'; properties: ReadonlyMap<string, Located> }
	| { kind: 'list'; items: Located | undefined }
	| { kind: 'scalar'; types: readonly string[]; default?: JsonValue }
	| { kind: 'other' };

/** Steps through references and allOf; more is no schema that anybody reads. */
const MAX_DEPTH = 12;

/** Looks through references, `allOf` (joined) and `oneOf`/`anyOf` (the first that is an object or a list). */
export function readSchemaShape(root: JsonObject, schema: Located, depth = 0): SchemaShape {
	const found = depth > MAX_DEPTH ? undefined : followReferences(root, schema);
	if (!found || !isObject(found.value)) return { kind: 'other' };
	const { value, pointer } = found;
	const types = typesOf(value);
	if (types.includes('array') || Object.hasOwn(value, 'items')) {
		const items = getOwn(value, 'items');
		return {
			kind: 'list',
			items: items === undefined ? undefined : { value: items, pointer: joinPointer(pointer, 'items') },
		};
	}
	const properties = new Map<string, Located>();
	for (const [index, part] of getList(value, 'allOf').entries()) {
		const inner = readSchemaShape(root, { value: part, pointer: joinPointer(pointer, 'allOf', index) }, depth + 1);
		if (inner.kind === 'list') return inner;
		if (inner.kind === 'object') for (const entry of inner.properties) properties.set(...entry);
	}
	for (const [name, property] of Object.entries(getObject(value, 'properties') ?? {})) {
		properties.set(name, { value: property, pointer: joinPointer(pointer, 'properties', name) });
	}
	if (properties.size > 0 || types.includes('object')) return { kind: 'object', properties };
	for (const keyword of ['oneOf', 'anyOf']) {
		for (const [index, part] of getList(value, keyword).entries()) {
			const inner = readSchemaShape(root, { value: part, pointer: joinPointer(pointer, keyword, index) }, depth + 1);
			if (inner.kind !== 'other') return inner;
		}
	}
	const scalars = types.filter((type) => type !== 'null');
	if (scalars.length === 0 && !Object.hasOwn(value, 'enum')) return { kind: 'other' };
	const otherwise = getOwn(value, 'default');
	return { kind: 'scalar', types: scalars, ...(otherwise !== undefined && { default: otherwise }) };
}

/** The shape of the JSON that an operation answers with when all goes well; `other` where it answers with none. */
export function readAnswerShape(operation: Operation): SchemaShape {
	for (const [key, response] of operation.responses) {
		if (!key.startsWith('2')) continue;
		const shape = readContentShape(operation, response.mediaTypes);
		if (shape.kind !== 'other') return shape;
	}
	return { kind: 'other' };
}

/** The shape of the JSON that an operation takes. */
export function readRequestShape(operation: Operation): SchemaShape {
	return readContentShape(operation, operation.requestBody?.mediaTypes ?? []);
}

/** The shape of one schema. */
export function readShapeOf(schema: SchemaRef | undefined): SchemaShape {
	return schema ? readSchemaShape(schema.document.root, schema) : { kind: 'other' };
}

function readContentShape(operation: Operation, mediaTypes: readonly MediaType[]): SchemaShape {
	const json = mediaTypes.find(({ type }) => /^application\/json$|\+json$|^\*\/\*$|^application\/\*$/.test(type));
	return json?.schema ? readSchemaShape(operation.document.root, json.schema) : { kind: 'other' };
}

function typesOf(schema: JsonObject): string[] {
	const type = getOwn(schema, 'type');
	return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}
