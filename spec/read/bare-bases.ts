// Properties that a base knows no more of than that they are an object, and that what is made of it describes as something else: the `data` of an envelope,
// `allOf: [{ properties: { data: { type: object } } }, { properties: { data: { type: array, … } } }]`. By the letter nothing fits both.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { getObject, getOwn, isObject } from './json.ts';
import { followReferences } from './reference.ts';

/** What may stand beside `type` in what says nothing else. */
const NOTES: ReadonlySet<string> = new Set([
	'type',
	'title',
	'description',
	'nullable',
	'example',
	'examples',
	'default',
]);

/** Bare properties, and what else they may be. */
export type Widened = Map<JsonObject, Set<JsonValue>>;

/**
 * Finds such properties in the schemas of one `allOf` (`parts`), and notes the types that the others give them. The name of the first; `undefined`: there is none. What is
 * found is written by `writeWidened`, when all of the document is known: one base is in many envelopes.
 */
export function findBareProperties(
	root: JsonObject,
	parts: ReadonlySet<JsonObject>,
	widened: Widened,
): string | undefined {
	if (parts.size < 2) return undefined;
	let found: string | undefined;
	for (const part of parts) {
		const properties = getObject(part, 'properties');
		for (const name in properties) {
			const property = properties[name];
			if (!isObject(property) || !isBare(property)) continue;
			const added = listOthers(root, { property, name, part, parts });
			if (added.size === 0) continue;
			found ??= name;
			widened.set(property, new Set([...(widened.get(property) ?? []), ...added]));
		}
	}
	return found;
}

/** `type: [object, array]`, in place. */
export function writeWidened(widened: Widened): void {
	for (const [property, added] of widened) property['type'] = [...listTypes(property['type']), ...added];
}

/** It is an object, and nothing more. */
function isBare(property: JsonObject): boolean {
	const type = property['type'];
	if (type !== 'object' && !Array.isArray(type)) return false;
	const types = listTypes(type);
	return (
		types.includes('object') && types.every((type) => type === 'object' || type === 'null') && hasNotesAlone(property)
	);
}

function hasNotesAlone(property: JsonObject): boolean {
	for (const keyword of Object.keys(property)) if (!NOTES.has(keyword) && !keyword.startsWith('x-')) return false;
	return true;
}

function listOthers(
	root: JsonObject,
	{
		property,
		name,
		part,
		parts,
	}: { property: JsonObject; name: string; part: JsonObject; parts: ReadonlySet<JsonObject> },
): Set<JsonValue> {
	const own = listTypes(property['type']);
	const added = new Set<JsonValue>();
	for (const other of parts) {
		const value = other === part ? undefined : getOwn(getObject(other, 'properties'), name);
		if (value === undefined) continue;
		const meant = getOwn(value, '$ref') === undefined ? value : followReferences(root, { value, pointer: '' })?.value;
		const types = listTypes(getOwn(meant, 'type'));
		if (types.some((type) => type !== 'null' && own.includes(type))) continue;
		for (const type of types) if (!own.includes(type)) added.add(type);
	}
	return added;
}

function listTypes(type: JsonValue | undefined): readonly JsonValue[] {
	return Array.isArray(type) ? type : type === undefined ? [] : [type];
}
