// Schemas that stand otherwise than JSON Schema has them: by the name of a type alone (`name: string`), lists as maps, maps as lists.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getString, isObject, setOwn } from './json.ts';
import { type Refer, readTypeWord } from './odd-types.ts';
import type { Tell } from './odd-values.ts';
import { joinPointer } from './pointer.ts';

/** Keywords that hold a list of schemas. */
export const UNIONS: readonly string[] = ['allOf', 'oneOf', 'anyOf'];
/** By these a schema is known among others. */
const SIGNS = ['$ref', 'type', 'properties', 'items', ...UNIONS];
const NONE: readonly Report[] = [];

/** Whether a schema, or one of several, is a word. */
export function holdsWord(value: JsonValue): boolean {
	return Array.isArray(value) ? value.some((one) => typeof one === 'string') : typeof value === 'string';
}

/** Whether it is neither a schema nor a list of them. */
export function holdsNoSchema(value: JsonValue): boolean {
	return Array.isArray(value) ? !value.every(isSchema) : !isSchema(value) && value !== null;
}

function isSchema(value: JsonValue): boolean {
	return isObject(value) || typeof value === 'boolean';
}

function readWord(value: JsonValue | undefined, refer: Refer | undefined): JsonObject | undefined {
	return typeof value === 'string' ? readTypeWord(value, refer) : undefined;
}

/** Reads what schemas stand in a schema otherwise than they should, in place. */
export function mendSchemas(schema: JsonObject, tell: Tell, refer: Refer | undefined): void {
	const { items, properties } = schema;
	const [first] = Array.isArray(items) && items.length === 1 ? items : [items];
	const item = readWord(first, refer);
	if (item) {
		schema['items'] = item;
		tell('/items', `"${String(first)}" is no schema: it is read as ${JSON.stringify(item)}`, 'write it as a schema');
	}
	for (const keyword of UNIONS) {
		const value = schema[keyword];
		if (Array.isArray(value) && holdsNoSchema(value)) {
			const read = value.map((one) => readWord(one, refer) ?? one).filter(isSchema);
			if (read.length > 0) schema[keyword] = read;
			else delete schema[keyword];
			const told = read.length < value.length ? 'what is no schema is left out' : 'each is read as what it names';
			tell(`/${keyword}`, `a word is no schema: ${told}`, 'write them as schemas');
		}
		if (!isObject(value ?? null)) continue;
		const isOne = SIGNS.some((sign) => Object.hasOwn(value as JsonObject, sign));
		schema[keyword] = isOne ? [value as JsonValue] : Object.values(value as JsonObject);
		tell(`/${keyword}`, `is no list of schemas: it is read as one of ${isOne ? 'it' : 'those in it'}`, 'write a list');
	}
	if (Array.isArray(properties)) listProperties(schema, properties, tell);
	else if (isObject(properties ?? null)) nameTypes(properties as JsonObject, tell, refer);
}

function nameTypes(properties: JsonObject, tell: Tell, refer: Refer | undefined): void {
	for (const [name, property] of Object.entries(properties)) {
		if (isSchema(property) || property === null || name === '$ref') continue;
		const meant = readWord(property, refer) ?? {};
		setOwn(properties, name, meant);
		const message = `"${String(property)}" is no schema: it is read as ${JSON.stringify(meant)}`;
		tell(joinPointer('/properties', name), message, 'write it as a schema');
	}
}

/** `[{ id: { type: integer } }]` and `[{ name: id, type: integer }]`. */
function listProperties(schema: JsonObject, listed: readonly JsonValue[], tell: Tell): void {
	const properties: JsonObject = {};
	for (const one of listed) {
		if (!isObject(one)) continue;
		const name = getString(one, 'name');
		const isNamed = name !== undefined && SIGNS.some((sign) => Object.hasOwn(one, sign));
		const { name: _name, ...rest } = one;
		for (const [key, value] of Object.entries(isNamed ? { [name]: rest } : one)) setOwn(properties, key, value);
	}
	schema['properties'] = properties;
	tell('/properties', 'is no map of properties: those of the list are read as such', 'write them as a map by name');
}

/** `schema: string` of a media type, a parameter or a header. In place. */
export function mendSchemaWord(part: JsonObject, refer: Refer | undefined): readonly Report[] {
	const { schema } = part;
	const meant = readWord(schema, refer);
	if (!meant) return NONE;
	part['schema'] = meant;
	const message = `"${String(schema)}" is no schema: it is read as ${JSON.stringify(meant)}`;
	return [
		{ code: 'document.schema-word', severity: 'warning', message, remedy: 'write it as a schema', pointer: '/schema' },
	];
}
