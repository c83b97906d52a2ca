// Paths as people type them.

import { isAbsolute, relative } from 'node:path';

/** A path from the working folder, where that is shorter; a document given as a value is left as it is. */
export function keepLocal<Source>(source: Source): Source | string {
	if (typeof source !== 'string' || !isAbsolute(source)) return source;
	const local = relative(process.cwd(), source);
	return local !== '' && local.length < source.length ? local : source;
}
