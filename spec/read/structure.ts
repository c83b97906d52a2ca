// Which part of a document is what. Only the places named here hold references and schemas: everything else
// (examples, defaults, enums, extensions, descriptions) is data, whatever it looks like.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
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
		'x-ms-paths': 'pathItem{}',
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

/** What a shape holds, worked out once: a large document has hundreds of thousands of parts. All of one form, which makes looking faster. */
interface Layout {
	/** Of a list or a map: what each of its members is. */
	list: Kind | undefined;
	map: Kind | undefined;
	/** In the order of the table. */
	fields: ReadonlyMap<string, Field>;
}
interface Field {
	shape: Shape;
	rank: number;
}
const layouts = new Map<Shape, Layout>();

function layOut(shape: Shape): Layout {
	let layout = layouts.get(shape);
	if (!layout) {
		const map = isMap(shape) ? ((shape === 'callback' ? 'pathItem' : shape.slice(0, -2)) as Kind) : undefined;
		const list = shape.endsWith('[]') ? (shape.slice(0, -2) as Kind) : undefined;
		const fields = list || map ? [] : Object.entries(FIELDS[shape as Kind]);
		layout = {
			list,
			map,
			fields: new Map(fields.map(([field, inner], rank): [string, Field] => [field, { shape: inner, rank }])),
		};
		layouts.set(shape, layout);
	}
	return layout;
}

/** Whether a shape has its parts under names that are no words of OpenAPI. */
export function isMap(shape: Shape): boolean {
	return shape.endsWith('{}') || shape === 'callback';
}

/** Takes a part: its value, its shape, and the key under which it stands in the one that holds it. */
export type VisitPart = (value: JsonValue, shape: Shape, key: string | number) => void;

/** Tells the parts directly inside a part, in order. A reference has none but what stands beside it. */
export function eachPart(value: JsonValue, shape: Shape, visit: VisitPart): void {
	if (typeof value !== 'object' || value === null) return;
	if (shape === 'schema|[]') {
		eachPart(value, Array.isArray(value) ? 'schema[]' : 'schema', visit);
		return;
	}
	const { list, map, fields } = layOut(shape);
	if (Array.isArray(value)) {
		if (list) for (let index = 0; index < value.length; index++) visit(value[index] as JsonValue, list, index);
		return;
	}
	if (map) eachEntry(value, map, visit);
	else eachField(value, fields, visit);
}

/** The parts directly inside a part, in order. A reference has none but what stands beside it. */
export function listParts({ value, shape, pointer }: StructurePart): readonly StructurePart[] {
	let parts: StructurePart[] | undefined;
	eachPart(value, shape, (inner, kind, key) => {
		parts ??= [];
		parts.push({ value: inner, shape: kind, pointer: joinPointer(pointer, key) });
	});
	return parts ?? NO_PARTS;
}

/** An object has few members, and the table many fields. */
function eachField(value: JsonObject, fields: ReadonlyMap<string, Field>, visit: VisitPart): void {
	let first: string | undefined;
	let found: string[] | undefined;
	for (const field in value) {
		if (!fields.has(field)) continue;
		if (first === undefined) first = field;
		else {
			found ??= [first];
			found.push(field);
		}
	}
	if (first === undefined) return;
	const rank = (field: string): number => (fields.get(field) as Field).rank;
	for (const field of found?.sort((one, other) => rank(one) - rank(other)) ?? [first]) {
		visit(value[field] as JsonValue, (fields.get(field) as Field).shape, field);
	}
}

function eachEntry(value: JsonObject, kind: Kind, visit: VisitPart): void {
	for (const key of Object.keys(value)) {
		// In a map of names `x-rate` may be a header or a property; among paths and callbacks it is an extension.
		if (kind === 'pathItem' && key.startsWith('x-')) continue;
		const child = value[key] as JsonValue;
		if (key === '$ref' && typeof child === 'string') continue;
		visit(child, kind, key);
	}
}
