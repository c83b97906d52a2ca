// A schema as one text, to tell whether two say the same.

import {
	inlineSchema,
	isObject,
	type JsonObject,
	type JsonValue,
	NOTE_KEYWORDS,
	type SchemaRef,
	writeCanonicalJson,
} from '../../../spec/index.ts';

/** Keywords that hold for no value. */
const ANNOTATIONS: ReadonlySet<string> = new Set([...NOTE_KEYWORDS, '$id', '$anchor']);

const written = new WeakMap<JsonObject, string>();

/** The schema with its references followed and its annotations left out, in one order of keys. */
export function writeSchemaText(schema: SchemaRef): string {
	const { value } = schema;
	const known = isObject(value) ? written.get(value) : undefined;
	if (known !== undefined) return known;
	const text = writeCanonicalJson(dropAnnotations(inlineSchema(schema)));
	if (isObject(value)) written.set(value, text);
	return text;
}

function dropAnnotations(schema: JsonValue): JsonValue {
	if (Array.isArray(schema)) return schema.map(dropAnnotations);
	if (!isObject(schema)) return schema;
	const kept = Object.entries(schema).filter(([key]) => !ANNOTATIONS.has(key) && !key.startsWith('x-'));
	return Object.fromEntries(
		kept.map(([key, value]) => [key, isMap(key) && isObject(value) ? mapValues(value) : keepOrDrop(key, value)]),
	);
}

/** Names of properties are no keywords. */
const isMap = (key: string): boolean =>
	/^(properties|patternProperties|\$defs|dependentSchemas|definitions)$/.test(key);

function mapValues(map: Readonly<Record<string, JsonValue>>): JsonValue {
	return Object.fromEntries(Object.entries(map).map(([name, inner]) => [name, dropAnnotations(inner)]));
}

function keepOrDrop(key: string, value: JsonValue): JsonValue {
	return key === 'enum' || key === 'const' ? value : dropAnnotations(value);
}
