// What every part of the reader needs at hand.

import type { ApiDocument, SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { Reporter } from './findings.ts';
import { getString } from './json.ts';
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

/** The schema of a parameter, header or media type; `undefined` where `value` is no schema (reported). */
export function readSchema(
	context: ReadContext,
	value: JsonValue | undefined,
	pointer: Pointer,
): SchemaRef | undefined {
	if (value === undefined) return undefined;
	if (typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value))) {
		return { document: context.document, pointer, value };
	}
	context.report({
		code: 'document.schema.shape',
		severity: 'error',
		message: 'a schema must be an object, true or false',
		pointer,
	});
	return undefined;
}
