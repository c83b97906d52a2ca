// Patterns in the place of files: shells of Windows, and quotes, leave them as they are.

import { existsSync, globSync } from 'node:fs';
import { resolve } from 'node:path';

const ADDRESS = /^[a-z][a-z\d+.-]*:\/\//i;
const PATTERN = /[*?]|\[[^\]]+\]|\{[^}]*,[^}]*\}/;
/** Nobody's own files, and very many. */
const FOREIGN = new Set(['node_modules', '.git']);

/** Whether a place is a pattern rather than the name of what there is. Looks; never throws. */
export function isPattern(place: string): boolean {
	return PATTERN.test(place) && !ADDRESS.test(place) && !existsSync(place);
}

/**
 * `pacts/*.json` → the files and folders that it fits, by name; of `**` none below `node_modules`. What is no pattern, or fits nothing,
 * stays as it is.
 */
export function expandPattern(place: string): readonly string[] {
	if (!isPattern(place)) return [place];
	const found = globSync(place, { exclude: (name) => FOREIGN.has(name) }).sort();
	return found.length === 0 ? [place] : found;
}

/** What the places name, patterns expanded; a file that is named twice (`api.yaml`, `./api.yaml`, `*.yaml`) comes once. What is no text stays. */
export function expandAll<T>(places: readonly (string | T)[]): (string | T)[] {
	const named = new Map<unknown, string | T>();
	for (const place of places) {
		if (typeof place !== 'string') {
			named.set(place, place);
			continue;
		}
		for (const one of expandPattern(place)) {
			const id = ADDRESS.test(one) ? one : resolve(one);
			if (!named.has(id)) named.set(id, one);
		}
	}
	return [...named.values()];
}
