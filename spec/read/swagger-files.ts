// Swagger 2.0 over several files: what the upgrader changes, it changes in the document itself alone.

import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { copyJson, getObject, getOwn, getString, isObject, setOwn } from './json.ts';
import { joinPointer } from './pointer.ts';
import { followReferences } from './reference.ts';

/**
 * Brings paths, parameters and responses of other files, or of other places than those of the document for them, to where they are referred
 * to, in place. `onMove` is told whence: that of `/paths/~1a` stood at `/x-files/0`.
 */
export function gatherSwaggerParts(root: JsonObject, onMove: (to: Pointer, from: Pointer) => void): void {
	const bring = (holder: JsonObject | JsonValue[], args: { key: string; at: Pointer; home?: string }): void => {
		const value = (holder as JsonObject)[args.key] ?? null;
		const reference = getString(value, '$ref');
		if (reference === undefined || (args.home !== undefined && isAmong(reference, args.home))) return;
		const target = followReferences(root, { value, pointer: '' });
		if (!target || !isObject(target.value) || !isObject(value)) return;
		const { $ref: _left, ...beside } = value;
		const to = joinPointer(args.at, args.key);
		setOwn(holder as JsonObject, args.key, { ...copyJson(target.value), ...(args.home === undefined && beside) });
		onMove(to, target.pointer);
	};
	const bringAll = (holder: JsonValue | undefined, name: string, at: Pointer): void => {
		const parts = getOwn(holder, name);
		if (typeof parts !== 'object' || parts === null) return;
		const home = `#/${name}/`;
		for (const key of Object.keys(parts)) bring(parts as JsonObject, { key, at: joinPointer(at, name), home });
	};
	bringAll(root, 'parameters', '');
	bringAll(root, 'responses', '');
	const paths = getObject(root, 'paths') ?? {};
	for (const path of Object.keys(paths)) {
		bring(paths, { key: path, at: '/paths' });
		const item = getObject(paths, path);
		if (!item) continue;
		const at = joinPointer('/paths', path);
		bringAll(item, 'parameters', at);
		for (const method of Object.keys(item)) {
			bringAll(item[method], 'parameters', joinPointer(at, method));
			bringAll(item[method], 'responses', joinPointer(at, method));
		}
	}
}

/** `#/parameters/Id` is among `#/parameters/`; `#/parameters/Id/schema` is not. */
function isAmong(reference: string, home: string): boolean {
	return reference.startsWith(home) && !reference.includes('/', home.length);
}

/** What a schema of another file says in words of Swagger 2.0, in place; those of the document have been upgraded. */
export function upgradeSwaggerSchema(schema: JsonObject): void {
	const { discriminator, 'x-nullable': nullable, required } = schema;
	if (typeof discriminator === 'string') {
		schema['discriminator'] = { propertyName: discriminator };
		// Swagger 2.0 wants the property there (Schema Object, `discriminator`).
		const names = Array.isArray(required) ? required : [];
		if (!names.includes(discriminator)) schema['required'] = [...names, discriminator];
	}
	if (typeof nullable === 'boolean') {
		delete schema['x-nullable'];
		if (nullable) schema['nullable'] = true;
	}
}
