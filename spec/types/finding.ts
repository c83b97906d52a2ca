// What is wrong in a document or a scenario file, as data.

import type { Pointer } from './json.ts';

/** A place in a file; line and column count from 1. */
export interface Place {
	file: string;
	line: number;
	column: number;
	/** Where in the parsed value, when known. */
	pointer?: Pointer;
}

/** A mistake (or a doubt) in a document or a scenario file, as `lint` reports it. */
export interface FileFinding {
	/** Stable and dotted, e.g. `document.effect.unknown-resource`. Never reused for another meaning. */
	code: string;
	severity: 'error' | 'warning';
	/** What is wrong, one sentence without a closing full stop. */
	message: string;
	/** What to do about it, one sentence; absent only when the message says it already. */
	remedy?: string;
	place: Place;
}
