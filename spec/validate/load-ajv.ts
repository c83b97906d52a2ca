// AJV and its formats, each read from disk when it is first needed: of most schemas only the formats are.

import { createRequire } from 'node:module';

/** What `ajv-parts.ts` has. */
export type AjvParts = typeof import('./ajv-parts.ts');
type Formats = typeof import('./ajv-formats.ts');

const require = createRequire(import.meta.url);
let parts: AjvParts | undefined;

/** The parts of AJV; the first call takes some milliseconds. */
export function loadAjv(): AjvParts {
	parts ??= require('./ajv-parts.ts') as AjvParts;
	return parts;
}

/** The formats that AJV's authors wrote; the first call takes a millisecond. */
export function loadFullFormats(): Formats['fullFormats'] {
	return (require('./ajv-formats.ts') as Formats).fullFormats;
}
