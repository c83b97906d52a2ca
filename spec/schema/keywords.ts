// Which keywords of a schema hold schemas (JSON Schema 2020-12 core §10, §11), and which judge nothing.

/** Keywords that hold one schema for a part of the value. */
export const PART_KEYWORDS: readonly string[] = [
	'items',
	'additionalProperties',
	'propertyNames',
	'contains',
	'unevaluatedItems',
	'unevaluatedProperties',
];
/** Keywords that hold one schema for the same value. */
export const SAME_KEYWORDS: readonly string[] = ['not', 'if', 'then', 'else'];
/** Keywords that hold a list of schemas for the same value. */
export const UNION_KEYWORDS: readonly string[] = ['anyOf', 'oneOf'];
/** Keywords that judge no value (JSON Schema 2020-12 validation §9; OpenAPI 3.1.1 §4.8.24). */
export const NOTE_KEYWORDS: readonly string[] = [
	'title',
	'description',
	'example',
	'examples',
	'default',
	'deprecated',
	'externalDocs',
	'xml',
	'$comment',
];
