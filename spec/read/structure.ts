// Which part of a document is what. Only the places named here hold references and schemas: everything else
// (examples, defaults, enums, extensions, descriptions) is data, whatever it looks like.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { getOwn, isObject } from './json.ts';
import { joinPointer } from './pointer.ts';

/** The kinds of objects in an OpenAPI document, Swagger 2.0's places included. */
export type Kind =
	| 'document'
	| 'components'
	| 'pathItem'
	| 'operation'
	| 'parameter'
	| 'header'
	| 'requestBody'
	| 'response'
	| 'mediaType'
	| 'encoding'
	| 'example'
	| 'link'
	| 'callback'
	| 'securityScheme'
	| 'schema';

/** What stands in a field: one, a map of them, a list of them; `schema|[]` is either one or a list. */
export type Shape = Kind | `${Kind}{}` | `${Kind}[]` | 'schema|[]';

const OPERATIONS: Record<string, Shape> = {
	get: 'operation',
	put: 'operation',
	post: 'operation',
	delete: 'operation',
	options: 'operation',
	head: 'operation',
	patch: 'operation',
	trace: 'operation',
	query: 'operation',
};
const PARAMETER: Record<string, Shape> = { schema: 'schema', content: 'mediaType{}', examples: 'example{}' };

const FIELDS: Record<Kind, Readonly<Record<string, Shape>>> = {
	document: {
		paths: 'pathItem{}',
		webhooks: 'pathItem{}',
		components: 'components',
		definitions: 'schema{}',
		parameters: 'parameter{}',
		responses: 'response{}',
	},
	components: {
		schemas: 'schema{}',
		responses: 'response{}',
		parameters: 'parameter{}',
		examples: 'example{}',
		requestBodies: 'requestBody{}',
		headers: 'header{}',
		securitySchemes: 'securityScheme{}',
		links: 'link{}',
		callbacks: 'callback{}',
		pathItems: 'pathItem{}',
		mediaTypes: 'mediaType{}',
	},
	pathItem: { ...OPERATIONS, parameters: 'parameter[]', additionalOperations: 'operation{}' },
	operation: {
		parameters: 'parameter[]',
		requestBody: 'requestBody',
		responses: 'response{}',
		callbacks: 'callback{}',
	},
	parameter: PARAMETER,
	header: PARAMETER,
	requestBody: { content: 'mediaType{}' },
	response: { headers: 'header{}', content: 'mediaType{}', links: 'link{}', schema: 'schema' },
	mediaType: {
		schema: 'schema',
		itemSchema: 'schema',
		examples: 'example{}',
		encoding: 'encoding{}',
		itemEncoding: 'encoding',
		prefixEncoding: 'encoding[]',
	},
	encoding: { headers: 'header{}' },
	example: {},
	link: {},
	callback: {},
	securityScheme: {},
	schema: {
		properties: 'schema{}',
		patternProperties: 'schema{}',
		$defs: 'schema{}',
		definitions: 'schema{}',
		dependentSchemas: 'schema{}',
		items: 'schema|[]',
		prefixItems: 'schema[]',
		allOf: 'schema[]',
		anyOf: 'schema[]',
		oneOf: 'schema[]',
		not: 'schema',
		if: 'schema',
		// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nobody awaits this table
		then: 'schema',
		else: 'schema',
		contains: 'schema',
		additionalProperties: 'schema',
		additionalItems: 'schema',
		propertyNames: 'schema',
		unevaluatedItems: 'schema',
		unevaluatedProperties: 'schema',
		contentSchema: 'schema',
	},
};

/** The fields of a kind that hold parts, and what stands in each. */
export function listFields(kind: Shape): Readonly<Record<string, Shape>> {
	return FIELDS[kind as Kind] ?? {};
}

/** A value that stands at a place of the table. */
export interface StructurePart {
	value: JsonValue;
	shape: Shape;
	pointer: Pointer;
}

/** The parts directly inside a part, in order. A reference has none but what stands beside it. */
export function listParts(part: StructurePart): StructurePart[] {
	const { value, shape, pointer } = part;
	if (shape === 'schema|[]') {
		return listParts({ value, shape: Array.isArray(value) ? 'schema[]' : 'schema', pointer });
	}
	if (shape.endsWith('[]')) {
		const inner = shape.slice(0, -2) as Kind;
		return Array.isArray(value)
			? value.map((item, index) => ({ value: item, shape: inner, pointer: joinPointer(pointer, index) }))
			: [];
	}
	if (!isObject(value)) return [];
	if (shape.endsWith('{}') || shape === 'callback') {
		return listEntries(value, shape === 'callback' ? 'pathItem' : (shape.slice(0, -2) as Kind), pointer);
	}
	const parts: StructurePart[] = [];
	for (const [field, inner] of Object.entries(FIELDS[shape as Kind])) {
		const child = getOwn(value, field);
		if (child !== undefined) parts.push({ value: child, shape: inner, pointer: joinPointer(pointer, field) });
	}
	return parts;
}

function listEntries(value: JsonObject, kind: Kind, pointer: Pointer): StructurePart[] {
	const parts: StructurePart[] = [];
	for (const key of Object.keys(value)) {
		// In a map of names `x-rate` may be a header or a property; among paths and callbacks it is an extension.
		if (kind === 'pathItem' && key.startsWith('x-')) continue;
		const child = value[key] as JsonValue;
		if (key === '$ref' && typeof child === 'string') continue;
		parts.push({ value: child, shape: kind, pointer: joinPointer(pointer, key) });
	}
	return parts;
}
