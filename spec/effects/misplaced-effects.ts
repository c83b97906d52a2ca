// `x-effect` where it has nothing to say.

import { getOwn, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { JsonObject } from '../types/json.ts';

/** `x-effect` on a path or at the root may only be `none`. Tells where it is something else. */
export function listMisplacedEffects(root: JsonObject): string[] {
	const pointers: string[] = [];
	const check = (holder: unknown, pointer: string): void => {
		if (!isObject(holder)) return;
		const value = getOwn(holder, 'x-effect');
		if (value !== undefined && value !== 'none') pointers.push(joinPointer(pointer, 'x-effect'));
	};
	check(root, '');
	const paths = getOwn(root, 'paths');
	for (const [path, item] of Object.entries(isObject(paths) ? paths : {})) check(item, joinPointer('/paths', path));
	return pointers;
}
