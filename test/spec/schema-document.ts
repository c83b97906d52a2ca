// A document small enough for a test of schemas: nothing but components.

import type { ApiDocument, JsonObject, JsonValue, SchemaRef } from '../../spec/index.ts';

/** A document whose `components/schemas` are these. */
export function documentOf(schemas: JsonObject, file = 'api.yaml'): ApiDocument {
	return {
		file,
		title: 'test',
		version: '1',
		root: { openapi: '3.1.0', components: { schemas } },
		basePaths: [''],
		operations: [],
		resources: new Map(),
		locate: (pointer) => ({ file, line: 1, column: 1, pointer }),
		findings: [],
	};
}

/** The component schema `name` of a document. */
export function schemaOf(document: ApiDocument, name: string): SchemaRef {
	const schemas = (document.root['components'] as JsonObject)['schemas'] as JsonObject;
	return { document, pointer: `/components/schemas/${name}`, value: schemas[name] as JsonValue };
}

/** One schema in a document of its own, with others beside it. */
export function refTo(schema: JsonValue, others: JsonObject = {}): SchemaRef {
	return schemaOf(documentOf({ ...others, Subject: schema }), 'Subject');
}
