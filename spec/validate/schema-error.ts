// A schema that nothing can be held against.

import type { SchemaRef } from '../types/document.ts';
import type { Place } from '../types/finding.ts';
import type { Pointer } from '../types/json.ts';

/**
 * Thrown where a schema does not compile: it must never pass for "valid". The message names the pointer, e.g.
 * `/components/schemas/Order/minLength: must be a whole number from 0`.
 */
export class SchemaError extends Error {
	override readonly name = 'SchemaError';
	readonly code = 'schema.invalid';
	/** In the document. */
	readonly pointer: Pointer;
	/** What is wrong, without the pointer. */
	readonly reason: string;
	readonly #document: SchemaRef['document'];

	constructor(args: { document: SchemaRef['document']; pointer: Pointer; reason: string; cause?: unknown }) {
		super(`${nameSpot(args.document, args.pointer)}: ${args.reason}`, { cause: args.cause });
		this.pointer = args.pointer;
		this.reason = args.reason;
		this.#document = args.document;
	}

	/** Where it stands in the file. Slow. */
	get place(): Place {
		return this.#document.locate(this.pointer);
	}
}

const OF_OTHER_FILE = /^\/x-files\/\d+/;

/** The file, and where in it: of a part that another file has, that file. */
function nameSpot(document: SchemaRef['document'], pointer: Pointer): string {
	const mount = OF_OTHER_FILE.exec(pointer)?.[0];
	const file = mount === undefined ? undefined : document.locate(pointer).file;
	return file === undefined ? `${document.file} ${pointer || '/'}` : `${file} ${pointer.slice(mount?.length) || '/'}`;
}
