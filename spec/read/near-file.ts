// Files that may be meant where one is not there, or is a folder.

import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearest } from './nearest.ts';

/** Files of a folder that are told in a line. */
const MAX_SUGGESTED = 3;
const MAX_LOOKED_AT = 50;
const BEGINNING_BYTES = 4096;

/** A file of nearly this name beside it. Reads the folder; never throws. */
export function suggestPath(file: string): string {
	const near = findNearFile(file);
	return near === undefined ? 'check the path' : `did you mean ${join(dirname(file), near)}?`;
}

/** The name of a file beside `file` that is nearly called so. Reads the folder; never throws. */
export function findNearFile(file: string): string | undefined {
	return nearest(basename(file), listTexts(dirname(file)), 1)[0];
}

/** What to name in the place of a folder: the documents in it. Reads it; never throws. */
export function suggestFiles(folder: string): string {
	const files = listTexts(folder)
		.slice(0, MAX_LOOKED_AT)
		.map((name) => join(folder, name))
		.filter(isDocument);
	if (files.length === 0) return 'name a file';
	return `name a file of it: ${files.slice(0, MAX_SUGGESTED).join(', ')}${files.length > MAX_SUGGESTED ? ', …' : ''}`;
}

/** By its beginning: the version stands first in nearly all of them. */
function isDocument(file: string): boolean {
	let opened: number | undefined;
	try {
		opened = openSync(file, 'r');
		const beginning = Buffer.alloc(BEGINNING_BYTES);
		const length = readSync(opened, beginning, 0, BEGINNING_BYTES, 0);
		return /(?:^|[{,\s])"?(?:openapi|swagger)"?\s*:/m.test(beginning.toString('latin1', 0, length));
	} catch {
		return false;
	} finally {
		if (opened !== undefined) closeSync(opened);
	}
}

/** The files of a folder that may be documents, by name. Never throws. */
function listTexts(folder: string): string[] {
	try {
		return readdirSync(folder)
			.filter((name) => /\.(?:ya?ml|json)$/i.test(name))
			.sort();
	} catch {
		return [];
	}
}
