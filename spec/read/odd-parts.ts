// Bodies, answers and media types that leave out a level: a schema where a media type is to be, or media types without `content`.

import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getOwn, getString, isObject, setOwn } from './json.ts';
import type { Shape } from './structure.ts';

const NONE: readonly Report[] = [];
/** By these a schema is known where none belongs. */
export const SCHEMA_SIGNS: readonly string[] = ['type', 'properties', 'items', 'allOf', 'oneOf', 'anyOf'];
/** Fields of a body and an answer that say nothing of their content. */
export const BESIDE_CONTENT: readonly string[] = ['description', 'summary', 'required', 'headers', 'links', 'content'];
/** No schema has any of them. */
const OF_OTHERS: readonly string[] = ['content', 'schema', 'headers', 'links', 'encoding'];
/** Fields of a media type. */
const OF_MEDIA_TYPE: ReadonlySet<string> = new Set(['example', 'examples', 'encoding', 'schema', 'itemSchema']);

/** Finds what a reference of the document leads to. */
export type Resolve = (reference: string) => JsonValue | undefined;

/** Whether a reference is to one of the schemas of its document, or of another, by where that stands. */
export function namesSchema(reference: JsonValue | undefined): boolean {
	return typeof reference === 'string' && /^[^#]*#\/(?:components\/schemas|definitions)\/[^/#]+$/.test(reference);
}

/** Puts in the level that a part leaves out, in place; where the part has it, nothing is changed. */
export function mendLevels(part: JsonObject, shape: Shape, resolve: Resolve | undefined): readonly Report[] {
	if (shape === 'mediaType') return mendMediaType(part, resolve);
	if (shape === 'header') return mendHeader(part, resolve);
	return shape === 'requestBody' || shape === 'response' ? mendContent(part, resolve) : NONE;
}

/** Among the schemas there may stand whole answers and bodies as well. */
function isSchema(part: JsonObject, resolve: Resolve | undefined): boolean {
	const { $ref: reference } = part;
	if (typeof reference !== 'string') return SCHEMA_SIGNS.some((word) => Object.hasOwn(part, word));
	if (!namesSchema(reference)) return false;
	// What another file has among its schemas is taken for one.
	if (!reference.startsWith('#')) return true;
	const target = resolve?.(reference);
	return isObject(target ?? null) && !OF_OTHERS.some((word) => Object.hasOwn(target as JsonObject, word));
}

function mendHeader(part: JsonObject, resolve: Resolve | undefined): readonly Report[] {
	const { $ref: reference } = part;
	if (typeof reference !== 'string' || !isSchema(part, resolve)) return NONE;
	delete part['$ref'];
	part['schema'] = { $ref: reference };
	return [describe('a schema stands in the place of a header: it is read as its schema', 'write it under schema')];
}

function mendMediaType(part: JsonObject, resolve: Resolve | undefined): readonly Report[] {
	if (Object.hasOwn(part, 'schema') || Object.hasOwn(part, 'itemSchema') || !isSchema(part, resolve)) return NONE;
	const schema: JsonObject = {};
	for (const key of Object.keys(part)) {
		if (OF_MEDIA_TYPE.has(key) || key.startsWith('x-')) continue;
		setOwn(schema, key, part[key] ?? null);
		delete part[key];
	}
	part['schema'] = schema;
	return [describe('a schema stands in the place of a media type: it is read as its schema', 'write it under schema')];
}

function mendContent(part: JsonObject, resolve: Resolve | undefined): readonly Report[] {
	if (Object.hasOwn(part, 'content')) return NONE;
	const types = Object.keys(part).filter(
		(key) => key.includes('/') && !key.startsWith('x-') && isObject(part[key] ?? null),
	);
	const content: JsonObject = {};
	for (const type of types) {
		setOwn(content, type, part[type] ?? null);
		delete part[type];
	}
	if (types.length > 0) {
		part['content'] = content;
		return [describe(`${types.join(', ')} stands without content: it is read as that`, 'write it under content')];
	}
	const schema = getOwn(part, 'schema') ?? (isSchema(part, resolve) ? takeRest(part) : undefined);
	if (!isObject(schema)) return NONE;
	delete part['schema'];
	part['content'] = { 'application/json': { schema } };
	const what = getString(schema, '$ref') ?? 'a schema';
	return [describe(`${what} stands without a media type: it is read as that of JSON`, 'write it under content')];
}

function takeRest(part: JsonObject): JsonObject {
	const schema: JsonObject = {};
	for (const key of Object.keys(part)) {
		// `required` of a schema is a list, `description` is of either.
		if (BESIDE_CONTENT.includes(key) && !(key === 'required' && Array.isArray(part[key]))) continue;
		if (key.startsWith('x-')) continue;
		setOwn(schema, key, part[key] ?? null);
		delete part[key];
	}
	return schema;
}

function describe(message: string, remedy: string): Report {
	return { code: 'document.level', severity: 'warning', message, remedy, pointer: '' };
}
