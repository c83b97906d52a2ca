// What a document tells of an answer by an example alone: no schema says anything, and what is shown is meant all the same.

import { followExample } from '../read/example-reference.ts';
import { getOwn, isObject } from '../read/json.ts';
import type { MediaType, Operation, SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import { readJsonText } from './meant-examples.ts';

/** So deep is an example looked into. */
const MAX_DEPTH = 8;
const LINK = /^_?(?:next|prev|previous|first|last)(?:$|_|[A-Z])/;
/** Keywords that say nothing of a value but what it is about, or that it is an object or a list. */
const SILENT = new Set(['type', 'description', 'title', 'example', 'examples', 'nullable']);

const shapes = new WeakMap<MediaType, SchemaRef | undefined>();

/**
 * The schema of a media type; where there is none, or one that says nothing (`{ type: object }`), the shape of its example. That is for
 * finding entities in it, never for judging what is there: an example doesn't say what else may come.
 */
export function describeShown(mediaType: MediaType, operation: Pick<Operation, 'document'>): SchemaRef | undefined {
	const { schema } = mediaType;
	if (schema && !isSilent(schema.value)) return schema;
	if (!shapes.has(mediaType)) shapes.set(mediaType, readShape(mediaType, operation));
	return shapes.get(mediaType) ?? schema;
}

function isSilent(schema: JsonValue): boolean {
	if (schema === true) return true;
	const mayHold = [getOwn(schema, 'type') ?? 'object'].flat().some((type) => type === 'object' || type === 'array');
	return mayHold && isObject(schema) && Object.keys(schema).every((key) => SILENT.has(key));
}

function readShape(
	{ schema, examples, pointer }: MediaType,
	{ document }: Pick<Operation, 'document'>,
): SchemaRef | undefined {
	const written = schema && getOwn(schema.value, 'example');
	const own = written && (followExample(document.root, written)?.value ?? written);
	const shown = [...examples.map(({ value }) => value), ...(own === undefined ? [] : [own])].map(
		(value) => readJsonText(value) ?? value,
	);
	const example = shown.find((value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0);
	if (example === undefined) return undefined;
	return { document, pointer: examples[0]?.pointer ?? schema?.pointer ?? pointer, value: shapeOf('', example, 0) };
}

function shapeOf(name: string, value: JsonValue, depth: number): JsonObject {
	if (depth > MAX_DEPTH) return {};
	// Of a page's last link that is all that an example may say; of anything else it may be of any type.
	if (value === null) return LINK.test(name) ? { type: ['string', 'null'] } : { examples: [null] };
	if (Array.isArray(value)) {
		const [first] = value;
		// A list of texts or numbers is shown as it stands; what is new has none of them yet.
		const isPlain = depth === 0 && first !== undefined && value.every((one) => typeof one !== 'object');
		const items = first !== undefined && { items: shapeOf('', first, depth + 1) };
		return { type: 'array', ...items, ...(isPlain && { examples: [value] }) };
	}
	if (typeof value === 'object') {
		const members = Object.entries(value).map(([key, one]): [string, JsonObject] => [
			key,
			shapeOf(key, one, depth + 1),
		]);
		return { type: 'object', properties: Object.fromEntries(members) };
	}
	// What names an entity is made anew for each.
	if (/(?:^|_)id$|Id$|ID$|^uuid$/.test(name)) return { type: typeof value === 'number' ? 'integer' : 'string' };
	const type = typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'number' : 'string';
	return { type: [type, 'null'], examples: [value] };
}
