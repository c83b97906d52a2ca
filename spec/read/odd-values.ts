// Values of an `enum` that are of another type than their schema, as YAML makes them of texts without quotes, and keywords of an object
// that slipped in among its properties.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { isObject, setOwn } from './json.ts';

/** Notes what was mended, at a pointer inside the schema. */
export type Tell = (place: string, message: string, remedy: string, severity?: Report['severity']) => void;

/** What a value of a type is in JSON; other types are left alone. */
const IN_JSON: Readonly<Record<string, string>> = {
	string: 'string',
	integer: 'number',
	number: 'number',
	boolean: 'boolean',
	array: 'list',
};
/** Values that a message shows. */
const MAX_SHOWN = 3;
/** Keywords of an object that hold neither a schema nor a map (those of alternatives a list), so that among properties they can be nothing else. */
const KEYWORDS: ReadonlySet<string> = new Set([
	...['type', 'required', 'title', 'description', 'format', 'minProperties', 'maxProperties'],
	...['allOf', 'oneOf', 'anyOf'],
]);

/** Whether a value of the `enum` is not of the `type`. Asked of each schema that has both. */
export function holdsForeignValue({ type, enum: values }: JsonObject): boolean {
	const kind = typeof type === 'string' && Object.hasOwn(IN_JSON, type) ? IN_JSON[type] : undefined;
	if (kind === undefined || !Array.isArray(values)) return false;
	for (const value of values) if (value !== null && kindOf(value) !== kind) return true;
	return false;
}

/** Whether this is no schema, and no reference either: `{ properties: { required: ['a'] } }`. */
function isMisplaced(name: string, property: JsonValue | undefined): boolean {
	if (!KEYWORDS.has(name) || typeof property === 'boolean') return false;
	return property !== null && property !== undefined && !isObject(property);
}

/** Reads values as the type has them, where there is one way to do so; those of a list as its items'. */
export function mendValues(schema: JsonObject, tell: Tell): void {
	const { type, enum: values, default: preset } = schema;
	if (typeof type !== 'string' || !Array.isArray(values) || !holdsForeignValue(schema)) return;
	if (type === 'array') {
		mendListed(schema, values, tell);
		return;
	}
	const foreign = values.filter((value) => value !== null && kindOf(value) !== IN_JSON[type]);
	const meant = foreign.map((value) => convert(value, type));
	if (meant.includes(undefined)) return;
	schema['enum'] = values.map((value) => convert(value, type) ?? value);
	if (preset !== undefined && foreign.includes(preset)) schema['default'] = convert(preset, type) ?? preset;
	const more = foreign.length - MAX_SHOWN;
	const shown = foreign.slice(0, MAX_SHOWN).map(show).join(', ') + (more > 0 ? ` and ${more} more` : '');
	const read = meant.slice(0, MAX_SHOWN).map(show).join(', ') + (more > 0 ? ' …' : '');
	const [are, they] = foreign.length === 1 ? ['is', 'it is'] : ['are', 'they are'];
	tell(
		'/enum',
		`${shown} of enum ${are} not of type ${type}: ${they} read as ${read}`,
		type === 'string' ? 'write texts in quotes, or mend the type' : 'write them without quotes, or mend the type',
	);
}

/** `{ type: array, items: …, enum: [a, b] }`: each of a list is one of these. */
function mendListed(schema: JsonObject, values: readonly JsonValue[], tell: Tell): void {
	const { items = {}, default: preset } = schema;
	if (values.some(Array.isArray) || !isObject(items) || Object.hasOwn(items, 'enum')) return;
	delete schema['enum'];
	schema['items'] = { ...items, enum: [...values] };
	if (preset !== undefined && !Array.isArray(preset) && values.includes(preset)) schema['default'] = [preset];
	tell('/enum', 'no value of enum is of type array: it is read as that of its items', 'put it under items');
}

/** Gives the object what slipped in among its properties, where it doesn't say that itself. */
export function takeKeywords(schema: JsonObject, properties: JsonObject, tell: Tell): void {
	const names = Object.keys(properties);
	const taken = names.filter((name) => isMisplaced(name, properties[name]) && !Object.hasOwn(schema, name));
	if (taken.length === 0) return;
	const kept: JsonObject = {};
	for (const name of names) setOwn(taken.includes(name) ? schema : kept, name, properties[name] as JsonValue);
	schema['properties'] = kept;
	for (const name of taken) {
		tell(
			`/properties/${name}`,
			`${name} of properties is no schema: it is read as that of the object`,
			'indent it by less, so that it stands beside properties',
		);
	}
}

function convert(value: JsonValue, type: string): JsonValue | undefined {
	if (type === 'string') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
	if (typeof value !== 'string') return undefined;
	if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : undefined;
	const isNumber = (type === 'integer' ? /^-?\d{1,15}$/ : /^-?\d{1,15}(?:\.\d{1,15})?$/).test(value);
	return isNumber ? Number(value) : undefined;
}

function kindOf(value: JsonValue): string {
	return Array.isArray(value) ? 'list' : typeof value;
}

function show(value: JsonValue | undefined): string {
	return JSON.stringify(value ?? null);
}
