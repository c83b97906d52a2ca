// AJV, read from disk when the first schema is compiled.

import { createRequire } from 'node:module';

/** What `ajv-parts.ts` has. */
export type AjvParts = typeof import('./ajv-parts.ts');

const require = createRequire(import.meta.url);
let parts: AjvParts | undefined;

/** The parts of AJV; the first call takes some milliseconds. */
export function loadAjv(): AjvParts {
	parts ??= require('./ajv-parts.ts') as AjvParts;
	return parts;
}
