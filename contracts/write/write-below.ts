// Files of `pact write`, in folders that need not be there yet.

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartupError, tellUnwritten, writeWhole } from '../../spec/index.ts';

/** Writes a file whole or not at all, and makes its folder. Throws a StartupError `option.invalid` where that can't be. */
export function writeBelow(file: string, text: string): void {
	makeFolder(dirname(file));
	attempt(file, () => writeWhole(file, text));
}

/** Makes a folder with those above it; one that is there stays. Throws as `writeBelow` does. */
export function makeFolder(folder: string): void {
	attempt(folder, () => mkdirSync(folder, { recursive: true }));
}

function attempt(place: string, write: () => void): void {
	try {
		write();
	} catch (cause) {
		const message = `${place} can't be written (${tellUnwritten(cause)})`;
		throw new StartupError({ code: 'option.invalid', message, remedy: 'name another folder', cause });
	}
}
