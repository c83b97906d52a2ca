// Files of `pact write`, in folders that need not be there yet.

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf, StartupError, writeWhole } from '../../spec/index.ts';

/** Writes a file whole or not at all, and makes its folder. Throws a StartupError `option.invalid` where that can't be. */
export function writeBelow(file: string, text: string): void {
	try {
		mkdirSync(dirname(file), { recursive: true });
		writeWhole(file, text);
	} catch (cause) {
		const message = `${file} can't be written (${messageOf(cause)})`;
		throw new StartupError({ code: 'option.invalid', message, remedy: 'name another folder', cause });
	}
}
