// Schemas that lead nowhere: they are told where documents are read, and cost an operation no more than what they would ask for.

import { getOwn, getString, isObject } from '../read/json.ts';
import { followSchema, listReferences } from '../schema/references.ts';
import type { ApiDocument, SchemaRef } from '../types/document.ts';
import type { JsonValue } from '../types/json.ts';

/** The schema of a parameter or a body; `undefined` where all of it is a reference to nothing, or to what is no schema, so that anything fits. */
export function dropLost(schema: SchemaRef | undefined): SchemaRef | undefined {
	return schema && findLost(schema) === undefined ? schema : undefined;
}

/** The reference to nothing, or to what is no schema, that all of a schema is, by way of others or by itself: `#/components/schemas/Nope`. */
export function findLost(schema: SchemaRef): string | undefined {
	if (getOwn(schema.value, '$ref') === undefined || !hasLost(schema.document)) return undefined;
	const last = followSchema(schema);
	if (!isSchema(last.value)) return `#${last.pointer}`;
	const isLost = listReferences(last).some(({ target }) => !target || !isSchema(target.value));
	return isLost ? (getString(last.value, '$ref') ?? JSON.stringify(getOwn(last.value, '$ref'))) : undefined;
}

const known = new WeakMap<ApiDocument, boolean>();

/** Whether any reference of a document leads nowhere, as is told when it is read: mostly none does, and nothing is followed. */
function hasLost(document: ApiDocument): boolean {
	let has = known.get(document);
	if (has === undefined) {
		has = document.findings.some(({ code }) => code === 'document.reference');
		known.set(document, has);
	}
	return has;
}

function isSchema(value: JsonValue): boolean {
	return isObject(value) || typeof value === 'boolean';
}
