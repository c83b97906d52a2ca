// How a file is called in its repository, which is where a CI shows what was found in it.

import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * The path of a file below the root of the repository, with slashes: `packages/shop/api.yaml`. Without a root, below the working folder.
 * `undefined`: it is an address, a stream, or lies elsewhere.
 */
export function nameInRepository(file: string, root = process.cwd()): string | undefined {
	if (file === '' || file === '-' || /^[a-z][a-z\d+.-]+:\/\//i.test(file)) return undefined;
	const path = relative(root, resolve(file));
	if (path === '' || isAbsolute(path) || path.split(sep)[0] === '..') return undefined;
	return path.replaceAll(sep, '/');
}
