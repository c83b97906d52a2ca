// OpenAPI 3.0 becomes 3.1 part by part, in place: a schema is known by where it stands, so that data stays as it is, and nothing is
// copied of documents that have megabytes of it.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { visitInRuns } from './in-runs.ts';
import { getList, getObject, getOwn, isObject } from './json.ts';
import type { Shape } from './structure.ts';

/** A value that has a place in the table of `structure.ts`. */
export type ShapedPart = readonly [part: object, shape: Shape];

/**
 * Changes the parts of a document of OpenAPI 3.0 to what they are in 3.1; those of one document all at once, each once; what has no word
 * of `listOldWords` may be left out. Never throws.
 */
export function upgradeParts(parts: readonly ShapedPart[]): void {
	const schemas: JsonObject[] = [];
	/** Their media types say what they are. */
	const wholeBodies = new Set<JsonValue>();
	visitInRuns(parts, (shaped) => {
		// Not taken apart by `[part, shape]`: that would make an iterator for each.
		const part = shaped[0];
		const shape = shaped[1];
		if (!isObject(part)) return;
		if (shape === 'schema') schemas.push(part);
		else if (shape === 'parameter' || shape === 'header' || shape === 'mediaType') {
			nameExample(part);
			const schema = shape === 'mediaType' ? getObject(part, 'schema') : undefined;
			if (schema) wholeBodies.add(schema);
		}
	});
	visitInRuns(schemas, nameNulls);
	visitInRuns(schemas, (schema) => upgradeSchema(schema, wholeBodies.has(schema)));
}

const UNIONS = ['oneOf', 'anyOf'] as const;
/** Keywords that only describe: beside them `nullable` is all that a schema says. */
const REMARKS: ReadonlySet<string> = new Set([
	...['nullable', 'title', 'description', 'deprecated', 'default', 'example', 'examples', 'externalDocs'],
	...['readOnly', 'writeOnly'],
]);

function nameNulls(schema: JsonObject): void {
	for (const keyword of UNIONS) for (const branch of getList(schema, keyword)) nameNull(branch);
}

/** `{ nullable: true }` among alternatives is how some exporters write "or null". */
function nameNull(branch: JsonValue): void {
	if (!isObject(branch) || getOwn(branch, 'nullable') !== true) return;
	if (!Object.keys(branch).every((key) => REMARKS.has(key) || key.startsWith('x-'))) return;
	delete branch['nullable'];
	branch['type'] = 'null';
}

/** One example, and no others beside it (OpenAPI 3.0.3 §4.7.12.1), becomes one with a name. */
function nameExample(holder: JsonObject): void {
	const example = getOwn(holder, 'example');
	if (example === undefined) return;
	delete holder['example'];
	holder['examples'] = { default: { value: example } };
}

/** The words of a schema that mean something else in 3.1, or nothing. */
const OLD: ReadonlySet<string> = new Set([
	...['nullable', 'exclusiveMinimum', 'exclusiveMaximum', 'example', 'examples', 'contentEncoding'],
	// Their alternatives may be of nothing but `nullable`.
	...['oneOf', 'anyOf'],
]);
/** The formats of bytes: they are none in 3.1. */
export const OLD_FORMATS: ReadonlySet<JsonValue> = new Set<JsonValue>(['binary', 'base64', 'byte']);

/**
 * The words of a part without which there is nothing to change in it; a schema may also have one of `OLD_FORMATS`, or a `type` beside a
 * reference.
 */
export function listOldWords(shape: Shape): Iterable<string> {
	if (shape === 'schema') return OLD;
	if (shape === 'mediaType') return ['example', 'schema'];
	return shape === 'parameter' || shape === 'header' ? ['example'] : [];
}

function upgradeSchema(schema: JsonObject, isWholeBody: boolean): void {
	const nullable = getOwn(schema, 'nullable');
	if (nullable === true) admitNull(schema);
	if (nullable !== undefined) delete schema['nullable'];
	setBound(schema, 'minimum', 'exclusiveMinimum');
	setBound(schema, 'maximum', 'exclusiveMaximum');
	listExamples(schema);
	if (speaksOfText(schema)) readFormat(schema, isWholeBody);
	// `byte` was a format, and is checked as one.
	if (getOwn(schema, 'contentEncoding') === 'base64' && getOwn(schema, 'format') === undefined) {
		schema['format'] = 'byte';
	}
	// Beside a reference it never counted, and today it would contradict what is referred to.
	if (getOwn(schema, '$ref') !== undefined) delete schema['type'];
}

/**
 * By the letter of 3.0 it counts beside a `type` alone, and not for an `enum` without null; all who write it there mean "or null" as well:
 * generated clients send it.
 */
function admitNull(schema: JsonObject): void {
	const type = getOwn(schema, 'type');
	const reference = getOwn(schema, '$ref');
	const [allOf, anyOf, oneOf] = ['allOf', 'anyOf', 'oneOf'].map((keyword) => getOwn(schema, keyword));
	const orNull = (...meant: JsonValue[]): void => {
		schema['anyOf'] = [...meant, { type: 'null' }];
	};
	if (type !== undefined) {
		schema['type'] = [...(Array.isArray(type) ? type : [type]), 'null'];
		const values = getOwn(schema, 'enum');
		if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...values, null];
	} else if (typeof reference === 'string') {
		delete schema['$ref'];
		orNull({ $ref: reference });
	} else if (Array.isArray(allOf)) {
		delete schema['allOf'];
		orNull(allOf.length === 1 ? (allOf[0] as JsonValue) : { allOf });
	} else if (Array.isArray(anyOf)) orNull(...anyOf);
	else if (Array.isArray(oneOf)) {
		const discriminator = getOwn(schema, 'discriminator');
		delete schema['oneOf'];
		delete schema['discriminator'];
		// Beside the others of a oneOf, null would be refused as soon as one of them allows it too.
		orNull({ oneOf, ...(discriminator !== undefined && { discriminator }) });
	}
}

function setBound(schema: JsonObject, bound: string, exclusive: string): void {
	const isExclusive = getOwn(schema, exclusive);
	if (typeof isExclusive !== 'boolean') return;
	const value = getOwn(schema, bound);
	delete schema[exclusive];
	if (!isExclusive || value === undefined) return;
	delete schema[bound];
	schema[exclusive] = value;
}

function listExamples(schema: JsonObject): void {
	const example = getOwn(schema, 'example');
	const examples = getOwn(schema, 'examples');
	if (example !== undefined) {
		delete schema['example'];
		schema['examples'] = [example];
	} else if (isObject(examples)) {
		schema['examples'] = Object.values(examples).map((one) => getOwn(one, 'value') ?? one);
	}
}

function speaksOfText(schema: JsonObject): boolean {
	const type = getOwn(schema, 'type');
	return type === 'string' || (Array.isArray(type) && type.includes('string'));
}

/** Bytes: raw ones have a media type, and no type of JSON; written ones an encoding. */
function readFormat(schema: JsonObject, isWholeBody: boolean): void {
	const format = getOwn(schema, 'format');
	if (format === 'binary') {
		delete schema['format'];
		delete schema['type'];
		if (!isWholeBody) schema['contentMediaType'] ??= 'application/octet-stream';
	} else if (format === 'base64' || format === 'byte') {
		delete schema['format'];
		schema['contentEncoding'] = 'base64';
	}
}
