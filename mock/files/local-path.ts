// Paths as people type them.

import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A path from the working folder, where that is shorter; a document given as a value is left as it is. */
export function keepLocal<Source>(source: Source): Source | string {
	if (typeof source !== 'string' || !isAbsolute(source)) return source;
	const local = relative(process.cwd(), source);
	return local !== '' && local.length < source.length ? local : source;
}

/** The way from a folder to the working folder that holds it, with `/`: `..` for `scenarios`, `.` for the working folder itself; `..` for one elsewhere. */
export function findRoot(folder: string): string {
	const way = relative(resolve(folder), process.cwd()).split(sep);
	return way.every((part) => part === '..') ? way.join('/') : way.join('') === '' ? '.' : '..';
}
