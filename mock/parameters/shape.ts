// What a schema says about the kind of value it wants, as far as text has to be turned into one.

import { type JsonObject, type JsonValue, resolvePointer, type SchemaRef } from '../../spec/index.ts';

/** The types that a schema lets pass, and those of its members. Empty `types`: anything. */
export interface Shape {
	types: ReadonlySet<string>;
	items: Shape | undefined;
	properties: ReadonlyMap<string, Shape>;
	/** Other properties than the named ones may come: their shape, or `undefined` when they may not. */
	additional: Shape | undefined;
}

const ANY: Shape = { types: new Set(), items: undefined, properties: new Map(), additional: undefined };
/** How deep `$ref`, `allOf`, `oneOf` and `anyOf` are followed: circular schemas end here. */
const MAX_DEPTH = 12;

/** Reads the shape of a schema; follows references and compositions to a bounded depth. Never throws. */
export function readShape(schema: SchemaRef | undefined): Shape {
	return schema === undefined ? ANY : shapeOf(schema.document.root, schema.value, 0);
}

function shapeOf(root: JsonObject, schema: JsonValue | undefined, depth: number): Shape {
	if (depth > MAX_DEPTH || typeof schema !== 'object' || schema === null || Array.isArray(schema)) return ANY;
	const types = new Set<string>();
	const properties = new Map<string, Shape>();
	let items: Shape | undefined;
	let additional: Shape | undefined;
	const take = (part: Shape): void => {
		for (const type of part.types) types.add(type);
		for (const [name, shape] of part.properties) if (!properties.has(name)) properties.set(name, shape);
		items ??= part.items;
		additional ??= part.additional;
	};
	const type = schema['type'];
	if (typeof type === 'string') types.add(type);
	else if (Array.isArray(type)) for (const one of type) types.add(String(one));
	if (schema['items'] !== undefined) items = shapeOf(root, schema['items'], depth + 1);
	const declared = schema['properties'];
	if (typeof declared === 'object' && declared !== null && !Array.isArray(declared)) {
		for (const [name, value] of Object.entries(declared)) properties.set(name, shapeOf(root, value, depth + 1));
	}
	const rest = schema['additionalProperties'];
	if (rest === undefined ? types.has('object') : rest !== false) {
		additional = typeof rest === 'object' ? shapeOf(root, rest, depth + 1) : ANY;
	}
	if (typeof schema['$ref'] === 'string') take(shapeOf(root, resolvePointer(root, schema['$ref']), depth + 1));
	for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
		const parts = schema[keyword];
		if (Array.isArray(parts)) for (const part of parts) take(shapeOf(root, part, depth + 1));
	}
	if (types.size === 0) {
		for (const value of valuesOf(schema)) types.add(typeOfValue(value));
		if (types.size === 0 && properties.size > 0) types.add('object');
		if (types.size === 0 && items) types.add('array');
	}
	return { types, items, properties, additional };
}

function valuesOf(schema: JsonObject): JsonValue[] {
	if (schema['const'] !== undefined) return [schema['const']];
	return Array.isArray(schema['enum']) ? schema['enum'] : [];
}

function typeOfValue(value: JsonValue): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Text to the value that the shape asks for: `'42'` → 42 where a number may stand, `'true'` → true, else the text.
 * Text that fits no wanted type stays text, so that the schema says what is wrong with it.
 */
export function coerceText(text: string, shape: Shape): JsonValue {
	const { types } = shape;
	if (types.size === 0) return text;
	if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) {
		const number = Number(text);
		if (Number.isFinite(number)) return number;
	}
	if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
	if (types.has('null') && (text === 'null' || (text === '' && !types.has('string')))) return null;
	return text;
}
