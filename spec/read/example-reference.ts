// Examples that are references, which mean nothing inside of a value.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { EXTERNAL_TEXT } from './external-examples.ts';
import { getString, isObject } from './json.ts';
import { formatPointer, joinPointer, parsePointer, resolveParts } from './pointer.ts';
import type { Located } from './reference.ts';

/** What an Example Object has (OpenAPI 3.2 §4.19). */
export const EXAMPLE_FIELDS: ReadonlySet<string> = new Set([
	...['summary', 'description', 'value', 'externalValue', 'dataValue', 'serializedValue', '$ref', EXTERNAL_TEXT],
]);
/** Where it has its value, the first that is there. */
export const VALUE_KEYS = ['value', 'dataValue', 'serializedValue'];
/** References to references are followed so far. */
const MAX_STEPS = 8;

/** What `{ $ref: '#/components/examples/Tom' }` stands for, and where that is; `undefined`: it is a value of its own, or leads nowhere. */
export function followExample(root: JsonValue, example: JsonValue): Located | undefined {
	let found: Located | undefined;
	let value = example;
	for (let step = 0; step < MAX_STEPS; step++) {
		const reference = getString(value, '$ref');
		if (reference?.startsWith('#/') !== true || Object.keys(value as JsonObject).length > 1) return found;
		const parts = parsePointer(reference);
		const target = parts && resolveParts(root, parts);
		if (!parts || target === undefined) return undefined;
		const pointer = formatPointer(parts);
		const key = isObject(target) ? findValueKey(target) : undefined;
		value = key === undefined ? target : ((target as JsonObject)[key] as JsonValue);
		found = { value, pointer: key === undefined ? pointer : joinPointer(pointer, key) };
	}
	return undefined;
}

/** Where an Example Object has its value; `undefined`: it is none. */
function findValueKey(target: JsonObject): string | undefined {
	const isExample = Object.keys(target).every((one) => EXAMPLE_FIELDS.has(one) || one.startsWith('x-'));
	return isExample ? VALUE_KEYS.find((one) => Object.hasOwn(target, one)) : undefined;
}
