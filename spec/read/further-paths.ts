// Paths that stand beside `paths`: `x-ms-paths`, whose keys have a query in them (AutoRest's extensions to OpenAPI).

import type { JsonObject, Pointer } from '../types/json.ts';
import { getObject, setOwn } from './json.ts';
import { joinPointer } from './pointer.ts';

const FURTHER = 'x-ms-paths';

/** Brings them among the paths, in place; one that is there already stays. `onMove` is told whence. */
export function joinFurtherPaths(root: JsonObject, onMove: (to: Pointer, from: Pointer) => void): void {
	const further = getObject(root, FURTHER);
	if (!further) return;
	const paths = getObject(root, 'paths') ?? {};
	for (const [path, item] of Object.entries(further)) {
		if (path.startsWith('x-') || Object.hasOwn(paths, path)) continue;
		setOwn(paths, path, item);
		onMove(joinPointer('/paths', path), joinPointer('', FURTHER, path));
	}
	root['paths'] = paths;
}
