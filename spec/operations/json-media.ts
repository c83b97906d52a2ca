// JSON among media types, and the media type by which an operation takes and answers an entity: JSON, else a form or XML.

import type { MediaType, Operation, SchemaRef } from '../types/document.ts';
import { describeShown } from './example-shape.ts';

/**
 * Whether all of a media type is JSON: `application/json`, `text/json`, `application/problem+json; charset=utf-8`,
 * `application/*+json`. Not so `application/*`, which is more than JSON.
 */
export function isJsonType(type: string): boolean {
	if (type === 'application/json') return true;
	const essence = type.includes(';') ? (type.split(';', 1)[0] as string) : type;
	return /^(?:application\/json|text\/json|[^/\s]+\/[^/\s]+\+json)$/i.test(essence.trim());
}

/** Whether a media type, or a request's Content-Type, is JSON Patch (RFC 6902): a list of operations, which shows nothing of an entity. */
export function isJsonPatchType(type: string | readonly string[] | undefined): boolean {
	return typeof type === 'string' && /^application\/json-patch(?:-query)?\+json\s*(?:;|$)/i.test(type);
}

/** Whether a media type is a patch by its name: what it declares may be anything, e.g. `application/merge-patch+json` (RFC 7396). */
export function isPatchType(type: string): boolean {
	return isJsonPatchType(type) || /^application\/(?:[\w-]+-)?merge-patch\+json\s*(?:;|$)/i.test(type);
}

/** Types whose values are objects as JSON's are. */
const OBJECTS =
	/^(?:application|text)\/(?:xml|(?:x-)?yaml)$|\+(?:xml|yaml)$|^application\/x-www-form-urlencoded$|^multipart\/form-data$/;

/**
 * The media type that shows what an entity is: the JSON among them, else the first form or XML that has a schema. `undefined`:
 * none does.
 */
function findEntityMediaType(mediaTypes: readonly MediaType[]): MediaType | undefined {
	return findJsonMediaType(mediaTypes) ?? mediaTypes.find(({ type, schema }) => schema && OBJECTS.test(type));
}

/**
 * The JSON among media types: the first with a schema, else the first; where none is JSON, the first range that JSON falls into
 * (`*`+`/*`, `application/*`, OpenAPI 3.1.1 §4.8.14). `undefined`: no JSON.
 */
export function findJsonMediaType(mediaTypes: readonly MediaType[]): MediaType | undefined {
	const json = mediaTypes.filter(({ type }) => isJsonType(type));
	const found = json.find(({ schema }) => schema) ?? json[0];
	return found ?? mediaTypes.find(({ type }) => type === '*/*' || type === 'application/*');
}

/** The schema of what an operation answers with on success, or the shape of its example; JSON before others (200, 201, … then 2XX); `undefined`: none has one. */
export function findAnswerSchema(operation: Operation): SchemaRef | undefined {
	const keys = [...operation.responses.keys()].filter((key) => /^2(\d\d|XX)$/.test(key)).sort();
	for (const key of keys) {
		const found = findEntityMediaType(operation.responses.get(key)?.mediaTypes ?? []);
		const schema = found && describeShown(found, operation);
		if (schema) return schema;
	}
	return undefined;
}

/** The schema of what an operation takes, JSON before others; `undefined`: it takes none. */
export function findRequestSchema(operation: Operation): SchemaRef | undefined {
	const all = operation.requestBody?.mediaTypes ?? [];
	const entities = all.filter(({ type }) => !isJsonPatchType(type));
	return findEntityMediaType(entities.length > 0 ? entities : all)?.schema;
}
