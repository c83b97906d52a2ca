// `$id` and `$anchor` (JSON Schema 2020-12 §8.2): looked up only when a reference speaks of them.

import type { JsonValue, Pointer } from '../types/json.ts';
import { getString } from './json.ts';
import { joinPointer, parsePointer, resolvePointer } from './pointer.ts';
import { listParts, type Shape, type StructurePart } from './structure.ts';

/** Where names given inside a file stand. */
export interface SchemaNames {
	/** By `$id` as written and made absolute, without an empty fragment. */
	ids: ReadonlyMap<string, Pointer>;
	/** By `$anchor` or `$dynamicAnchor`; those of a resource by its pointer as well, e.g. `/components/schemas/A#anchor`. */
	anchors: ReadonlyMap<string, Pointer>;
}

/** The nearest schema around a reference that has an `$id`. */
export interface SchemaResource {
	/** Absolute where the `$id`s around it allow it. */
	id: string;
	pointer: Pointer;
}

/** The schema as a resource of its own, if it has an `$id`; else the one around it (JSON Schema 2020-12 core §8.2.1). */
export function enterResource(
	schema: JsonValue,
	pointer: Pointer,
	around: SchemaResource | undefined,
): SchemaResource | undefined {
	const id = getString(schema, '$id');
	return id === undefined ? around : { id: resolveId(id, around), pointer };
}

/** The nearest resource around what stands at `pointer`. */
export function findResource(root: JsonValue, pointer: Pointer): SchemaResource | undefined {
	let resource: SchemaResource | undefined;
	let value: JsonValue | undefined = root;
	let at = '';
	for (const part of parsePointer(pointer) ?? []) {
		value = typeof value === 'object' && value !== null ? (value as Record<string, JsonValue>)[part] : undefined;
		if (value === undefined) break;
		at = joinPointer(at, part);
		resource = enterResource(value, at, resource);
	}
	return resource;
}

function resolveId(id: string, around: SchemaResource | undefined): string {
	return around && URL.canParse(id, around.id) ? new URL(id, around.id).href : id;
}

/** Collects the names of all schemas of a file. */
export function collectSchemaNames(root: JsonValue, shape: Shape): SchemaNames {
	const ids = new Map<string, Pointer>();
	const anchors = new Map<string, Pointer>();
	const seen = new Set<JsonValue>();
	const queue: (StructurePart & { around?: SchemaResource | undefined })[] = [{ value: root, shape, pointer: '' }];
	for (let part = queue.pop(); part; part = queue.pop()) {
		if (typeof part.value !== 'object' || seen.has(part.value)) continue;
		seen.add(part.value);
		const around = part.shape === 'schema' ? enterResource(part.value, part.pointer, part.around) : part.around;
		for (const inner of listParts(part)) queue.push({ ...inner, around });
		if (part.shape !== 'schema') continue;
		const id = getString(part.value, '$id');
		if (id !== undefined && around) {
			for (const name of [id, around.id]) ids.set(name.replace(/#$/, ''), part.pointer);
		}
		for (const keyword of ['$anchor', '$dynamicAnchor']) {
			const anchor = getString(part.value, keyword);
			if (anchor === undefined) continue;
			for (const name of [anchor, `${around?.pointer ?? ''}#${anchor}`]) {
				if (!anchors.has(name)) anchors.set(name, part.pointer);
			}
		}
	}
	return { ids, anchors };
}

/**
 * The pointer that a reference means by an `$id` of its own file, or by the fragment of the schema resource around it;
 * `undefined` where it speaks of neither.
 */
export function findByName(args: {
	reference: string;
	root: JsonValue;
	names(): SchemaNames;
	resource: SchemaResource | undefined;
}): Pointer | undefined {
	const { reference, resource } = args;
	if (reference.startsWith('#')) {
		if (!resource) return undefined;
		const fragment = decodeFragment(reference.slice(1));
		if (!parsePointer(reference)) return args.names().anchors.get(`${resource.pointer}#${fragment}`);
		const pointer = resource.pointer + fragment;
		return resolvePointer(args.root, pointer) === undefined ? undefined : pointer;
	}
	// A plain relative reference is a file unless an `$id` around it says otherwise.
	if (!resource && !/^[a-z][a-z0-9+.-]+:/i.test(reference)) return undefined;
	const [address = '', fragment = ''] = reference.split('#', 2);
	const { ids, anchors } = args.names();
	const absolute = resource && URL.canParse(address, resource.id) ? new URL(address, resource.id).href : address;
	const base = ids.get(address) ?? ids.get(absolute);
	if (base === undefined) return undefined;
	return fragment === '' || fragment.startsWith('/')
		? base + decodeFragment(fragment)
		: (anchors.get(`${base}#${fragment}`) ?? anchors.get(fragment));
}

/** `/a%7Bb%7D` → `/a{b}`; as it is where it can't be decoded. */
export function decodeFragment(fragment: string): string {
	try {
		return decodeURIComponent(fragment);
	} catch {
		return fragment;
	}
}
