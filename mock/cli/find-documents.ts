// The document of the folder that a command is run in, where none is named.

import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
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

/** A document says what it is at its root, mostly in its first line. */
const MARK = /^(?:[ \t]*[{,]?[ \t]*"|'?)(?:openapi|swagger)["']?[ \t]*:[ \t]*["']?[23]\.\d/m;
/** Bytes of a file that are looked at. */
const HEAD_BYTES = 4096;
/** Files of a folder that are looked at. */
const MAX_FILES = 200;

/** The files in a folder that look like OpenAPI documents, whatever they are called, by name; empty where the folder can't be read. */
export function findByContent(folder: string): string[] {
	return listFiles(folder)
		.filter((name) => /\.(?:ya?ml|json)$/i.test(name) && !/^package(?:-lock)?\.json$/.test(name))
		.sort()
		.slice(0, MAX_FILES)
		.filter((name) => MARK.test(readHead(join(folder, name))));
}

function listFiles(folder: string): string[] {
	try {
		// Nothing but files: whoever opens a pipe waits.
		const entries = readdirSync(folder, { withFileTypes: true });
		return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
	} catch {
		return [];
	}
}

function readHead(file: string): string {
	try {
		const handle = openSync(file, 'r');
		try {
			const bytes = Buffer.alloc(HEAD_BYTES);
			return bytes.toString('utf8', 0, readSync(handle, bytes, 0, HEAD_BYTES, 0));
		} finally {
			closeSync(handle);
		}
	} catch {
		return '';
	}
}

/** The document of the working folder, for a command that names none; `undefined`: there is none. Says which where there are several, or only others. */
export function takeOwnDocuments(terminal?: Pick<CommandArguments['terminal'], 'warn'>): readonly string[] | undefined {
	const found = findDocuments(process.cwd());
	const choice = found.length > 0 ? describeChoice(found) : terminal && describeOthers(findByContent(process.cwd()));
	if (choice !== undefined) terminal?.warn(`stunt-double: ${choice}`);
	return found.length > 0 ? found.slice(0, 1) : undefined;
}

/** One line about what was taken of several; `undefined` where there was nothing to choose. */
function describeChoice([taken, ...others]: readonly string[]): string | undefined {
	if (taken === undefined || others.length === 0) return undefined;
	const verb = others.length === 1 ? 'is' : 'are';
	return `${taken} is taken; ${others.join(', ')} ${verb} in this folder as well (name the documents to choose others)`;
}

/** One line about those that go by other names; `undefined` where there is none. */
function describeOthers(found: readonly string[]): string | undefined {
	if (found.length === 0) return undefined;
	const shown = found.length > 5 ? [...found.slice(0, 5), '…'] : found;
	const look = found.length === 1 ? 'looks like an OpenAPI document and is' : 'look like OpenAPI documents and are';
	return `warning: ${shown.join(', ')} ${look} not taken (name one to have it)`;
}
