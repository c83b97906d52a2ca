// Media types that are a sequence of items (OpenAPI 3.2.0 §4.14.3.1): events, and lines of JSON.

import { guessTypes } from '../schema/types.ts';
import { viewSchema } from '../schema/view.ts';
import type { MediaType, SchemaRef } from '../types/document.ts';

/** How the items of a sequence are parted: server-sent events, a line each (JSON Lines), or records (RFC 7464). */
export type Framing = 'events' | 'lines' | 'records';

/** The framing of a media type, in lower case without parameters; `undefined`: it is no sequence. */
export function findFraming(type: string): Framing | undefined {
	if (type === 'application/json') return undefined;
	if (type === 'text/event-stream') return 'events';
	if (/^application\/(?:jsonl|x-jsonl|jsonlines|x-jsonlines|ndjson|x-ndjson|stream\+json)$/.test(type)) return 'lines';
	return /^application\/(?:.*\+)?json-seq$/.test(type) ? 'records' : undefined;
}

/**
 * What each item of a sequence must be: `itemSchema`, else the schema of the whole where that is no list (as documents before 3.2
 * have it). `undefined`: the whole list has a schema, or there is none.
 */
export function findItemSchema({ itemSchema, schema }: MediaType): SchemaRef | undefined {
	if (itemSchema) return itemSchema;
	return schema && !guessTypes(viewSchema(schema)).has('array') ? schema : undefined;
}
