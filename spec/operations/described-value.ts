// What describes the value of a parameter or a header: its schema, or its content (OpenAPI 3.1.1 §4.8.12.3).

import type { MediaType, SchemaRef } from '../types/document.ts';

/**
 * Its schema, where it has one or its content is text or anything (`text/plain`, or a range of media types), which has no form of its own; else
 * its content, which is written as its media type has it. Empty: any text.
 */
export function describeValue(
	schema: SchemaRef | undefined,
	content: MediaType | undefined,
): { schema?: SchemaRef; content?: MediaType } {
	if (schema) return { schema };
	if (!content) return {};
	const isPlain = content.type.endsWith('/*') || content.type === 'text/plain';
	return isPlain && content.schema ? { schema: content.schema } : { content };
}
