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
	return OF_OTHER_FILE.test(pointer) ? writePointer(document, pointer) : `${document.file} ${pointer || '/'}`;
}

/** A place for people: of the document itself the pointer alone, of a file that it refers to that file as well: `parts.yaml /Pet`. */
export function writePointer(document: SchemaRef['document'], pointer: Pointer): string {
	const mount = OF_OTHER_FILE.exec(pointer)?.[0];
	return mount === undefined ? pointer : `${document.locate(pointer).file} ${pointer.slice(mount.length) || '/'}`;
}
