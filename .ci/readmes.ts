// Writes the tables of the READMEs anew: `npm run readmes`, after each change of a flag, an export, a method or a key of scenario files.

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillTables } from './readme-tables.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Every README, by its name from the root: the first page, and one of each room that has something to tell to users. */
export const READMES: readonly string[] = [
	'README.md',
	...globSync('{mock,scenarios,spec,contracts}/**/README.md', { cwd: ROOT }).sort(),
];

/** The text of a README. */
export function readReadme(name: string): string {
	return readFileSync(`${ROOT}${name}`, 'utf8');
}

if (import.meta.main) {
	for (const name of READMES) {
		const text = readReadme(name);
		const filled = fillTables(text);
		if (filled !== text) writeFileSync(`${ROOT}${name}`, filled);
	}
}
