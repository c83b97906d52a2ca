// Examples as vendors write them: what is meant by one that doesn't fit its schema. Asked where an answer is made of an example, and
// where entities are; never for all examples of a document.

import { getOwn, isObject, setOwn } from '../read/json.ts';
import { resolvePointer } from '../read/pointer.ts';
import { viewItems } from '../schema/items.ts';
import { listPossibleProperties } from '../schema/properties.ts';
import { listAlwaysRequired } from '../schema/required.ts';
import { guessTypes } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';

/** What an Example Object has (OpenAPI 3.2 §4.19). */
const EXAMPLE_FIELDS: ReadonlySet<string> = new Set(['summary', 'description', 'value', 'dataValue']);
const SHARED = '#/components/examples/';
/** One slip inside of another, e.g. JSON written as text in a wrapper, and no more. */
const MAX_SLIPS = 3;

/**
 * What may be meant by an example, itself first: JSON written as text, `{ value: … }` or a reference in the place of the value, the only
 * one of a list, what an object of one name has (`{ "order": … }` for an order), and the other way round what an object of the schema
 * has around it. `isMeant` tells which of them it is. Never throws.
 */
export function listReadings(example: JsonValue, { view, root }: { view: SchemaView; root: JsonObject }): JsonValue[] {
	const readings = [example];
	for (let slips = 0, from = 0; slips < MAX_SLIPS && from < readings.length; slips += 1) {
		const known = readings.slice(from);
		from = readings.length;
		for (const one of known) readings.push(...unwrap(one, root));
	}
	return [...readings, ...readings.flatMap((one) => wrap(one, view))];
}

/**
 * Whether a value is what a schema speaks of: half of the names that it has are declared, and a list is one where lists are. Of an example
 * of something else only made-up data would be left.
 */
export function isMeant(value: JsonValue, view: SchemaView): boolean {
	const types = guessTypes(view);
	const items = viewItems(view);
	if (Array.isArray(value)) {
		if (types.size > 0 && !types.has('array')) return false;
		return items === undefined || value.every((item) => !isObject(item) || isMeant(item, items));
	}
	if (!isObject(value)) return false;
	// One of them for all of them.
	if (items && types.has('array')) return isMeant(value, items);
	const declared = new Set([...listPossibleProperties(view).keys(), ...listAlwaysRequired(view)]);
	const names = Object.keys(value);
	if (declared.size === 0) return types.size === 0 || types.has('object');
	return names.length > 0 && names.filter((name) => declared.has(name)).length * 2 >= names.length;
}

/** The object or list that a text is, as JSON; `undefined` for every other value. */
export function readJsonText(value: JsonValue | undefined): JsonValue | undefined {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined;
	try {
		return JSON.parse(value) as JsonValue;
	} catch {
		return undefined;
	}
}

function unwrap(value: JsonValue, root: JsonObject): JsonValue[] {
	const written = readJsonText(value);
	if (written !== undefined) return [written];
	if (Array.isArray(value)) return value.length === 1 ? [...value] : [];
	if (!isObject(value)) return [];
	const keys = Object.keys(value);
	const [only = ''] = keys;
	if (keys.length === 1 && only === '$ref') {
		const reference = value[only];
		const isShared = typeof reference === 'string' && reference.startsWith(SHARED);
		const shared = isShared ? resolvePointer(root, reference.slice(1)) : undefined;
		return isObject(shared) ? [getOwn(shared, 'value') ?? shared] : shared === undefined ? [] : [shared];
	}
	const held = keys.every((key) => EXAMPLE_FIELDS.has(key)) ? (value['value'] ?? value['dataValue']) : undefined;
	const inner = held ?? (keys.length === 1 ? value[only] : undefined);
	return held !== undefined || (typeof inner === 'object' && inner !== null) ? [inner as JsonValue] : [];
}

/** In the only property of an object's schema that speaks of it. */
function wrap(value: JsonValue, view: SchemaView): JsonValue[] {
	if (typeof value !== 'object' || value === null || isMeant(value, view) || guessTypes(view).has('array')) return [];
	const holders = [...listPossibleProperties(view)].filter(([, member]) => holds(member, value));
	const [[name] = [''], ...others] = holders;
	if (holders.length === 0 || others.length > 0) return [];
	const wrapped: JsonObject = {};
	setOwn(wrapped, name, value);
	return [wrapped];
}

function holds(view: SchemaView, value: JsonObject | JsonValue[]): boolean {
	const isList = guessTypes(view).has('array');
	const declared = listPossibleProperties(isList ? (viewItems(view) ?? view) : view);
	return declared.size > 0 && isList === Array.isArray(value) && isMeant(value, view);
}
