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
/** Fields of a media type. */
const OF_MEDIA_TYPE: ReadonlySet<string> = new Set(['example', 'examples', 'encoding', 'schema', 'itemSchema']);

/** Whether a reference leads to a schema, by its name. */
export function leadsToSchema(reference: JsonValue | undefined): boolean {
	return typeof reference === 'string' && /\/(?:schemas|definitions)\/[^/]+$/.test(reference);
}

/** Puts in the level that a part leaves out, in place; where the part has it, nothing is changed. */
export function mendLevels(part: JsonObject, shape: Shape): readonly Report[] {
	if (shape === 'mediaType') return mendMediaType(part);
	return shape === 'requestBody' || shape === 'response' ? mendContent(part) : NONE;
}

function isSchema(part: JsonObject): boolean {
	if (typeof part['$ref'] === 'string') return leadsToSchema(part['$ref']);
	return SCHEMA_SIGNS.some((word) => Object.hasOwn(part, word));
}

function mendMediaType(part: JsonObject): readonly Report[] {
	if (Object.hasOwn(part, 'schema') || Object.hasOwn(part, 'itemSchema') || !isSchema(part)) return NONE;
	const schema: JsonObject = {};
	for (const key of Object.keys(part)) {
		if (OF_MEDIA_TYPE.has(key) || key.startsWith('x-')) continue;
		setOwn(schema, key, part[key] ?? null);
		delete part[key];
	}
	part['schema'] = schema;
	return [describe('a schema stands in the place of a media type: it is read as its schema', 'write it under schema')];
}

function mendContent(part: JsonObject): readonly Report[] {
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
	const schema = getOwn(part, 'schema') ?? (isSchema(part) ? takeRest(part) : undefined);
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
