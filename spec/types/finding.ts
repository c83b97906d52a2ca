// What is wrong in a document, a scenario file or a value, as data.

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

/** One thing about a value that does not fit its schema. */
export interface SchemaFinding {
	/** The keyword that it is about, e.g. `required`, `enum`, `type`, `additionalProperties`. Stable. */
	code: string;
	/** A predicate without a full stop, e.g. `must be one of NEW, PAID`, `is required`. */
	message: string;
	/** In the value; for a missing or surplus property its own pointer, e.g. `/items/0/quantity`. */
	pointer: Pointer;
	/** In the document, e.g. `/components/schemas/Order/required`. */
	schemaPointer: Pointer;
}
