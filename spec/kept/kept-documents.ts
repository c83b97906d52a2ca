// What a start needs of documents that were loaded before: as JSON, so that it is known without reading them.

import { isObject } from '../read/json.ts';
import type { Method } from '../types/document.ts';
import type { Effect, Stateless } from '../types/effect.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import type { Resource } from '../types/resource.ts';

/** One document, as `npm run read-ahead` writes it (`.ci/keep-documents.ts`). */
export interface KeptDocument {
	/** The names of its file and of those that it refers to, all in one folder. */
	files: readonly string[];
	title: string;
	version: string;
	basePaths: readonly string[];
	/** Maps in it are `{ "$map": [[key, value]] }`. */
	resources: JsonValue;
	operations: readonly KeptOperation[];
}

/** One operation: its place, and what it does to the state. */
export interface KeptOperation {
	id: string;
	method: Method;
	pathTemplate: string;
	pointer: Pointer;
	summary?: string;
	description?: string;
	tags: readonly string[];
	/** As the document's `resources`; absent: it has none. */
	effect?: JsonValue;
	/** Why it has no effect. */
	stateless?: Stateless;
}

/** The resources of a document that was kept. */
export function readKeptResources({ resources }: KeptDocument): Resource[] {
	return unpackMaps(resources) as Resource[];
}

/** The effect of an operation that was kept; `undefined`: it has none. */
export function readKeptEffect({ effect }: KeptOperation): Effect | undefined {
	return effect === undefined ? undefined : (unpackMaps(effect) as Effect);
}

/** The one property of an object that stands for a map: its entries. */
export const MAP = '$map';

/** In place: the value is nobody else's. */
function unpackMaps(value: JsonValue): unknown {
	if (Array.isArray(value)) {
		for (let index = 0; index < value.length; index++) {
			const inner = value[index];
			if (typeof inner === 'object') value[index] = unpackMaps(inner as JsonValue) as JsonValue;
		}
		return value;
	}
	if (!isObject(value)) return value;
	const entries = value[MAP];
	if (entries !== undefined) return new Map(unpackMaps(entries) as [string, unknown][]);
	for (const key of Object.keys(value)) {
		const inner = value[key];
		if (typeof inner === 'object') value[key] = unpackMaps(inner) as JsonValue;
	}
	return value;
}
