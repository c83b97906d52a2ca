// Texts (headers, parameters) as the values that their schemas speak of.

import type { JsonValue, SchemaRef } from '../../spec/index.ts';
import { getOwn } from '../../spec/index.ts';
import { viewSchemas } from './language/view.ts';

/** `"42"` is 42 where the schema has numbers, `"true"` is true where it has booleans, and lists are split at commas. */
export function readText(text: string, schema: SchemaRef): JsonValue {
	const types = viewSchemas([schema], 'response').parts.flatMap(({ value }) => getOwn(value, 'type') ?? []);
	if (types.includes('string')) return text;
	if ((types.includes('integer') || types.includes('number')) && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) {
		return Number(text);
	}
	if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
	return types.includes('array') ? text.split(',').map((item) => item.trim()) : text;
}
