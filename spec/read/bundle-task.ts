// What a bundle has still to visit: parts of its files, each in its shape.

import type { Place } from '../types/finding.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { BundledFile, ReachedPart } from './bundled-file.ts';
import type { Report } from './findings.ts';
import { getList, getString, isObject, setOwn } from './json.ts';
import { joinPointer } from './pointer.ts';
import { followReferences } from './reference.ts';
import type { SchemaResource } from './schema-ids.ts';
import type { Shape } from './structure.ts';

/** A part to be visited. Where it stands is worked out when somebody asks: hardly one in a thousand is spoken of. */
export interface Task {
	value: JsonValue;
	shape: Shape;
	/** The part that holds it under `key`, else its own pointer. */
	above: Task | Pointer;
	key: string | number;
	file: BundledFile;
	resource: SchemaResource | undefined;
	/** What `readMarks` says of it, where it was asked. */
	marks: number | undefined;
}

/** A task that begins at a pointer of its file. */
export function startTask({
	pointer,
	resource,
	...rest
}: Pick<Task, 'value' | 'shape' | 'file'> & { pointer: Pointer; resource?: SchemaResource | undefined }): Task {
	return { ...rest, above: pointer, key: '', resource, marks: undefined };
}

/** Where it stands in its own file. */
export function pointTo({ above, key }: Task): Pointer {
	return typeof above === 'string' ? above : joinPointer(pointTo(above), key);
}

/** Where it stands in the whole bundle. */
export function placeInBundle(task: Task): Pointer {
	return task.file.mount + pointTo(task);
}

/** The list of this name that counts for a part: its own, else that of what holds it, else that of the document. */
export function listAbove(task: Task, name: string, root: JsonObject): readonly JsonValue[] {
	for (let at: Task | Pointer = task; typeof at !== 'string'; at = at.above) {
		const list = getList(at.value, name);
		if (list.length > 0) return list;
	}
	return getList(root, name);
}

/** Where a member of it is in the text of its file. */
export function placeOf(task: Task, key: string): Place {
	const pointer = joinPointer(pointTo(task), key);
	return { ...task.file.source.locate(pointer), pointer: task.file.mount + pointer };
}

/** A `$dynamicRef` to a pointer is a `$ref` (JSON Schema 2020-12 core §8.2.3.2): only anchors are dynamic. */
export function settleDynamic(schema: JsonObject): void {
	const reference = getString(schema, '$dynamicRef');
	if (reference === undefined || Object.hasOwn(schema, '$ref') || !/^[^#]*(?:#(?:\/|$)|$)/.test(reference)) return;
	delete schema['$dynamicRef'];
	schema['$ref'] = reference;
}

/** Puts the entries of a map in the place of the reference to it; its own entries stay. */
export function inlineMap(root: JsonObject, map: JsonObject): void {
	const target = followReferences(root, { value: map, pointer: '' })?.value;
	delete map['$ref'];
	if (!isObject(target)) return;
	for (const [key, value] of Object.entries(target)) if (!Object.hasOwn(map, key)) setOwn(map, key, value);
}

/**
 * `properties: { $ref: 'pets.yaml#/Pet' }`, a schema in the place of a map of properties: the reference is put into the `allOf` of what holds
 * the map, where the part is to be visited, and told. `undefined`: it leads to a map.
 */
export function takeWhole(
	map: Task,
	reference: string,
	{ pointer, value }: ReachedPart,
): { part: Task; report: Report } | undefined {
	const { above, file, resource } = map;
	if (map.key !== 'properties' || typeof above === 'string' || !isObject(above.value)) return undefined;
	if (!/^\/(?:components\/schemas|definitions)\/[^/]+$/.test(pointer) && !holdsKeywords(value)) return undefined;
	delete (map.value as JsonObject)['$ref'];
	const parts = getList(above.value, 'allOf');
	const part = { $ref: reference };
	above.value['allOf'] = [...parts, part];
	const place = joinPointer(pointTo(above), 'allOf', parts.length);
	return {
		part: startTask({ file, value: part, shape: 'schema', pointer: place, resource }),
		report: {
			code: 'document.schema-word',
			severity: 'warning',
			message: `${reference} is a schema, and no map of properties: it is read as one of allOf`,
			remedy: 'put it there',
			pointer: '/$ref',
		},
	};
}

/** Whether something is a schema, and no map of them: properties are schemas, and none of them a text or a list. A map may refer to another one. */
function holdsKeywords(value: JsonValue): boolean {
	if (!isObject(value)) return false;
	return Object.keys(value).some(
		(key) => key !== '$ref' && (typeof value[key] === 'string' || Array.isArray(value[key])),
	);
}

/** Whether a value can be what a shape is of. */
export function isFitting(value: JsonValue, shape: Shape): boolean {
	if (shape.endsWith('[]')) return Array.isArray(value) || (shape === 'schema|[]' && isObject(value));
	return isObject(value) || (shape === 'schema' && typeof value === 'boolean');
}
