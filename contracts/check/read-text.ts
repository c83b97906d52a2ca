// Texts (headers, parameters) as the values that their schemas speak of.

import { guessTypes, type JsonValue, type SchemaRef, viewSchema } from '../../spec/index.ts';

/** `"42"` is 42 where the schema has numbers, `"true"` is true where it has booleans, and lists are split at commas. */
export function readText(text: string, schema: SchemaRef): JsonValue {
	const types = guessTypes(viewSchema(schema));
	if (types.has('string')) return text;
	if ((types.has('integer') || types.has('number')) && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) {
		return Number(text);
	}
	if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
	return types.has('array') ? text.split(',').map((item) => item.trim()) : text;
}
