// Which part of a document is what. Only the places named here hold references and schemas: everything else
// (examples, defaults, enums, extensions, descriptions) is data, whatever it looks like.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { isObject } from './json.ts';
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

const NO_PARTS: readonly StructurePart[] = Object.freeze([]);

/** What a shape holds, worked out once: a large document has hundreds of thousands of parts. */
interface Layout {
	/** Of a list or a map: what each of its members is. */
	list?: Kind;
	map?: Kind;
	/** In the order of the table. */
	fields: ReadonlyMap<string, Field>;
}
interface Field {
	shape: Shape;
	rank: number;
}
const layouts = new Map<Shape, Layout>();
const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

function layOut(shape: Shape): Layout {
	let layout = layouts.get(shape);
	if (!layout) {
		if (shape.endsWith('[]')) layout = { list: shape.slice(0, -2) as Kind, fields: NO_FIELDS };
		else if (shape.endsWith('{}')) layout = { map: shape.slice(0, -2) as Kind, fields: NO_FIELDS };
		else if (shape === 'callback') layout = { map: 'pathItem', fields: NO_FIELDS };
		else {
			const fields = Object.entries(FIELDS[shape as Kind]);
			layout = { fields: new Map(fields.map(([field, inner], rank) => [field, { shape: inner, rank }])) };
		}
		layouts.set(shape, layout);
	}
	return layout;
}

/** The parts directly inside a part, in order. A reference has none but what stands beside it. */
export function listParts(part: StructurePart): readonly StructurePart[] {
	const { value, shape, pointer } = part;
	if (typeof value !== 'object' || value === null) return NO_PARTS;
	if (shape === 'schema|[]') {
		return listParts({ value, shape: Array.isArray(value) ? 'schema[]' : 'schema', pointer });
	}
	const { list, map, fields } = layOut(shape);
	if (list) {
		return Array.isArray(value)
			? value.map((item, index) => ({ value: item, shape: list, pointer: joinPointer(pointer, index) }))
			: NO_PARTS;
	}
	if (!isObject(value)) return NO_PARTS;
	if (map) return listEntries(value, map, pointer);
	// An object has few members, and the table many fields.
	const found: { field: string; shape: Shape; rank: number }[] = [];
	for (const field of Object.keys(value)) {
		const known = fields.get(field);
		if (known) found.push({ field, ...known });
	}
	if (found.length === 0) return NO_PARTS;
	if (found.length > 1) found.sort((one, other) => one.rank - other.rank);
	return found.map(({ field, shape: inner }) => ({
		value: value[field] as JsonValue,
		shape: inner,
		pointer: joinPointer(pointer, field),
	}));
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
