// What every part of the reader needs at hand.

import type { ApiDocument, SchemaRef } from '../types/document.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import type { Reporter } from './findings.ts';

/** The document that is being read, and where to report its mistakes. */
export interface ReadContext {
	document: ApiDocument;
	report: Reporter;
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
