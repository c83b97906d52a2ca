// What every part of the reader needs at hand.

import type { ApiDocument, SchemaRef } from '../types/document.ts';
import type { JsonObject, Pointer } from '../types/json.ts';
import type { Reporter } from './findings.ts';
import { getOwn, getString, isObject } from './json.ts';
import { joinPointer } from './pointer.ts';
import { followToObject, type Located } from './reference.ts';

/** The document that is being read, and where to report its mistakes. */
export interface ReadContext {
	document: ApiDocument;
	report: Reporter;
}

/** Where the references of a document lead, by their text. */
const followed = new WeakMap<ReadContext, Map<string, Located<JsonObject> | undefined>>();

/** `followToObject` in the document that is being read, which does not change any more: many parts refer to few. */
export function followOnce(context: ReadContext, start: Located): Located<JsonObject> | undefined {
	const reference = getString(start.value, '$ref');
	if (reference === undefined) return followToObject(context.document.root, start);
	const known = followed.get(context) ?? new Map<string, Located<JsonObject> | undefined>();
	followed.set(context, known);
	if (known.has(reference)) return known.get(reference);
	const found = followToObject(context.document.root, start);
	known.set(reference, found);
	return found;
}

/** What was read of parts that many operations refer to, by their pointers. */
const shared = new WeakMap<ReadContext, Map<string, unknown>>();

/** Reads a part once, however many refer to it: `read` is asked anew only where the part stands in one place alone (`isReferred`). */
export function readShared<Part>(
	context: ReadContext,
	{ kind, pointer, isReferred }: { kind: string; pointer: Pointer; isReferred: boolean },
	read: () => Part,
): Part {
	if (!isReferred) return read();
	const known = shared.get(context) ?? new Map<string, unknown>();
	shared.set(context, known);
	const name = `${kind} ${pointer}`;
	if (known.has(name)) return known.get(name) as Part;
	const part = read();
	known.set(name, part);
	return part;
}

/** The schema that a parameter, header or media type has under a name; `undefined` where it has none, or what is no schema (reported). */
export function readSchema(
	context: ReadContext,
	holder: Located<JsonObject>,
	field: 'schema' | 'itemSchema',
): SchemaRef | undefined {
	const value = getOwn(holder.value, field);
	if (value === undefined) return undefined;
	const pointer = joinPointer(holder.pointer, field);
	if (typeof value === 'boolean' || isObject(value)) return { document: context.document, pointer, value };
	context.report({
		code: 'document.schema.shape',
		severity: 'error',
		message: 'a schema must be an object, true or false',
		pointer,
	});
	return undefined;
}
