// Values that fit at a glance: lint sees thousands of them, and compiling a schema for each takes most of its time.

import { getOwn, isObject } from '../read/json.ts';
import type { JsonValue } from '../types/json.ts';

/** Keywords that ask for nothing, and those that are looked at here. */
const KNOWN: ReadonlySet<string> = new Set([
	...['type', 'enum', 'title', 'description', 'example', 'examples', 'default', 'deprecated', 'externalDocs', 'xml'],
	...['readOnly', 'writeOnly', '$comment'],
]);

/** Whether a value surely fits a schema that has nothing but a type, an enum and remarks; `false`: it may fit or not. Never throws. */
export function fitsPlainly(schema: JsonValue, value: JsonValue): boolean {
	if (!isObject(schema)) return schema === true;
	for (const keyword of Object.keys(schema)) {
		if (!KNOWN.has(keyword) && !keyword.startsWith('x-')) return false;
	}
	const type = getOwn(schema, 'type');
	const choices = getOwn(schema, 'enum');
	if (choices !== undefined && !(Array.isArray(choices) && isScalar(value) && choices.includes(value))) return false;
	return type === undefined || isOfType(value, type);
}

function isOfType(value: JsonValue, type: JsonValue): boolean {
	switch (type) {
		case 'integer':
			return Number.isInteger(value);
		case 'number':
			return typeof value === 'number';
		case 'string':
		case 'boolean':
			return typeof value === type;
		case 'array':
			return Array.isArray(value);
		case 'object':
			return isObject(value);
		default:
			return false;
	}
}

function isScalar(value: JsonValue): boolean {
	return value === null || typeof value !== 'object';
}
