// Patterns in the place of files: shells of Windows, and quotes, leave them as they are.

import { existsSync, globSync } from 'node:fs';

const PATTERN = /[*?]|\[[^\]]+\]|\{[^}]*,[^}]*\}/;
/** Nobody's own files, and very many. */
const FOREIGN = new Set(['node_modules', '.git']);

/** Whether a place is a pattern rather than the name of what there is. Looks; never throws. */
export function isPattern(place: string): boolean {
	return PATTERN.test(place) && !/^[a-z][a-z\d+.-]*:\/\//i.test(place) && !existsSync(place);
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
