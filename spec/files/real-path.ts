// Where a file lies once its links are followed.

import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The path of a file or folder without links. Where the file system has none for what is there (of Yarn's Plug'n'Play, whose packages lie
 * in archives below folders that are names alone), the path itself, absolute. Throws `ENOENT` where nothing is there.
 */
export function findRealPath(path: string): string {
	try {
		return realpathSync(path);
	} catch (error) {
		if (!existsSync(path)) throw error;
		return resolve(path);
	}
}
