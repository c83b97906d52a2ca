// Which keywords of a schema hold schemas (JSON Schema 2020-12 core §10, §11).

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
