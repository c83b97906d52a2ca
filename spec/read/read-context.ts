// What every part of the reader needs at hand.

import type { ApiDocument, SchemaRef } from '../types/document.ts';
import type { JsonValue, Pointer } from '../types/json.ts';
import type { Reporter } from './findings.ts';

/** The document that is being read, and where to report its mistakes. */
export interface ReadContext {
	document: ApiDocument;
	report: Reporter;
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
