// The document of the folder that a command is run in, where none is named.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandArguments } from './command.ts';

/** In the order in which they are taken. */
const NAMES: readonly string[] = ['openapi', 'swagger'].flatMap((name) =>
	['yaml', 'yml', 'json'].map((extension) => `${name}.${extension}`),
);

/** The documents in a folder that go by the usual names, the one that is taken first; empty: there is none. */
export function findDocuments(folder: string): string[] {
	return NAMES.filter((name) => existsSync(join(folder, name)));
}

/** The document of the working folder, for a command that names none; `undefined`: there is none. Says which where there are several. */
export function takeOwnDocuments(terminal?: Pick<CommandArguments['terminal'], 'warn'>): readonly string[] | undefined {
	const found = findDocuments(process.cwd());
	const choice = describeChoice(found);
	if (choice !== undefined) terminal?.warn(`stunt-double: ${choice}`);
	return found.length > 0 ? found.slice(0, 1) : undefined;
}

/** One line about what was taken of several; `undefined` where there was nothing to choose. */
function describeChoice([taken, ...others]: readonly string[]): string | undefined {
	if (taken === undefined || others.length === 0) return undefined;
	const verb = others.length === 1 ? 'is' : 'are';
	return `${taken} is taken; ${others.join(', ')} ${verb} in this folder as well (name the documents to choose others)`;
}
