// What a part has that must be looked at more closely, told by one look at its keys. Nearly all parts of a large document have
// nothing, and all that reads them asks here instead of looking for itself.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { requiresReference } from './endless-requirements.ts';
import { isObject } from './json.ts';
import { isOddFormat } from './odd-formats.ts';
import { holdsNoName, isMeaningless, KEYWORDS } from './odd-keywords.ts';
import { isOddList } from './odd-parameters.ts';
import { BESIDE_CONTENT, namesSchema, SCHEMA_SIGNS } from './odd-parts.ts';
import { isOddPlace, isOddScheme } from './odd-places.ts';
import { holdsNoSchema, holdsWord, UNIONS } from './odd-schemas.ts';
import { isOddStatus } from './odd-statuses.ts';
import { TYPES } from './odd-types.ts';
import { holdsForeignValue } from './odd-values.ts';
import { NO_TEXTS } from './odd-words.ts';
import { holdsBody } from './older-words.ts';
import { isMap, listFields, type Shape } from './structure.ts';
import { listOldWords, OLD_FORMATS } from './upgrade-parts.ts';

/** Marks of a part; they are joined by `|`. */
export const MARKS = {
	/** Parts stand inside. */
	parts: 1,
	/** It refers to something: `$ref`, `$dynamicRef`, the mapping of a discriminator. */
	reference: 2,
	/** A schema with an `$id`. */
	id: 4,
	/** A word has nothing behind it. */
	empty: 8,
	/** A word of a schema that may be none of JSON Schema's, or of a path item that may be no field of it; what OpenAPI 3 writes otherwise. */
	odd: 16,
	/** A word that may mean something else in OpenAPI 3.0. */
	old: 32,
	/** An example that stands in a file of its own. */
	external: 64,
	/** A schema that is made of others: `allOf`, or what keeps out others beside a reference or alternatives. */
	composed: 8192,
	/** A schema that requires a property which is a reference. */
	requiring: 4_194_304,
} as const;

/** The words whose values decide. */
const TYPE = 128;
const TEXT = 256;
const REQUIRED = 512;
const ENUM = 1024;
const PROPERTIES = 2048;
const FORMAT = 4096;
const LIST = 16_384;
const SCHEMA_REFERENCE = 32_768;
const SCHEMAS = 65_536;
const UNION = 131_072;
const PLACE = 262_144;
const SCHEME = 524_288;
const ANSWERS = 1_048_576;
const KEYWORD = 2_097_152;
const JUDGED =
	TYPE |
	TEXT |
	REQUIRED |
	ENUM |
	PROPERTIES |
	FORMAT |
	LIST |
	SCHEMA_REFERENCE |
	SCHEMAS |
	UNION |
	PLACE |
	SCHEME |
	ANSWERS;
const BY_VALUE = JUDGED | KEYWORD;
/** What they hold under names that are none of their fields is odd. */
const HOLDERS: ReadonlySet<Shape> = new Set<Shape>(['pathItem', 'requestBody', 'response']);

/** What the keys of a shape's parts mark. */
interface Words {
	named: ReadonlyMap<string, number>;
	/** Of all other keys: in a map each name holds a part. */
	other: number;
}
const tables = new Map<Shape, Words>();

/** The marks of a part by its shape; 0: there is nothing to be done about it. */
export function readMarks(part: JsonObject, shape: Shape): number {
	let words = tables.get(shape);
	if (words === undefined) {
		words = { named: listWords(shape), other: isMap(shape) ? MARKS.parts : HOLDERS.has(shape) ? MARKS.odd : 0 };
		tables.set(shape, words);
	}
	const { named, other } = words;
	let marks = 0;
	let met = 0;
	for (const key in part) {
		const value = part[key] as JsonValue;
		if (value === null) marks |= MARKS.empty;
		const word = named.get(key) ?? other;
		if (word === 0) continue;
		met |= word;
		if ((word & JUDGED) !== 0) marks |= judge(word, value);
		if ((word & KEYWORD) !== 0 && !isUsual(word, value) && isMeaningless(key, value)) marks |= MARKS.odd;
	}
	if ((met & (MARKS.reference | UNION)) !== 0 && part['additionalProperties'] === false) marks |= MARKS.composed;
	if ((met & REQUIRED) !== 0 && (met & PROPERTIES) !== 0 && requiresReference(part)) marks |= MARKS.requiring;
	// A type beside a reference meant nothing.
	if ((met & TYPE) !== 0 && (met & MARKS.reference) !== 0) marks |= MARKS.old;
	if ((met & ENUM) !== 0 && (met & TYPE) !== 0 && holdsForeignValue(part)) marks |= MARKS.odd;
	if ((met & REQUIRED) !== 0 && part['additionalProperties'] === false && keepsOutRequired(part)) marks |= MARKS.odd;
	return marks | (met & ~BY_VALUE);
}

/** By far the most of these keywords: a `format` that is a text, `items` that are a schema. */
function isUsual(word: number, value: JsonValue): boolean {
	return typeof value === 'string' ? (word & FORMAT) !== 0 : typeof value === 'object' && (word & SCHEMAS) !== 0;
}

/** It requires what it doesn't describe, and lets nothing else in. */
function keepsOutRequired({ required, properties }: JsonObject): boolean {
	if (!Array.isArray(required) || !isObject(properties)) return false;
	for (const name of required) if (typeof name === 'string' && !Object.hasOwn(properties, name)) return true;
	return false;
}

function judge(word: number, value: JsonValue): number {
	if ((word & TYPE) !== 0) {
		if (typeof value === 'string') return TYPES.has(value) && value !== 'file' ? 0 : MARKS.odd;
		if (!Array.isArray(value)) return 0;
		return value.includes(null) ? MARKS.empty : value.every((one) => TYPES.has(one)) ? 0 : MARKS.odd;
	}
	if ((word & TEXT) !== 0) return typeof value === 'string' ? MARKS.odd : 0;
	if ((word & REQUIRED) !== 0) return Array.isArray(value) && !holdsNoName(value) ? 0 : MARKS.odd;
	if ((word & FORMAT) !== 0) return OLD_FORMATS.has(value) ? MARKS.old : isOddFormat(value) ? MARKS.odd : 0;
	if ((word & ENUM) !== 0) return Array.isArray(value) && value.length > 0 ? 0 : MARKS.odd;
	if ((word & SCHEMA_REFERENCE) !== 0) return namesSchema(value) ? MARKS.odd : 0;
	if ((word & SCHEMAS) !== 0) return holdsWord(value) ? MARKS.odd : 0;
	if ((word & PLACE) !== 0) return isOddPlace(value) ? MARKS.odd : 0;
	if ((word & SCHEME) !== 0) return isOddScheme(value) ? MARKS.odd : 0;
	if ((word & ANSWERS) !== 0) return isObject(value) && holdsOddAnswer(value) ? MARKS.odd : 0;
	if ((word & UNION) !== 0) return isObject(value) || holdsNoSchema(value) ? MARKS.odd : 0;
	if ((word & LIST) !== 0) return isOddList(value) || holdsBody(value) ? MARKS.odd : 0;
	if ((word & PROPERTIES) === 0) return 0;
	return Array.isArray(value) || (isObject(value) && hasOddProperty(value)) ? MARKS.odd : 0;
}

/** `200: OK`, and what is no status. */
function holdsOddAnswer(responses: JsonObject): boolean {
	for (const status in responses) if (typeof responses[status] === 'string' || isOddStatus(status)) return true;
	return false;
}

/** `required: true` of a property itself, one without a name, or what is no property. */
function hasOddProperty(properties: JsonObject): boolean {
	for (const name in properties) {
		const property = properties[name];
		if (isObject(property)) {
			const { required } = property;
			if (name === '' || typeof required === 'boolean' || typeof required === 'string') return true;
		} else if (typeof property !== 'boolean' && property !== null) return true;
	}
	return false;
}

function listWords(shape: Shape): ReadonlyMap<string, number> {
	const words = new Map<string, number>();
	const add = (names: Iterable<string>, mark: number): void => {
		for (const name of names) words.set(name, (words.get(name) ?? 0) | mark);
	};
	if (isMap(shape)) return words.set('$ref', MARKS.reference | MARKS.parts);
	add(['$ref'], MARKS.reference);
	add(Object.keys(listFields(shape)), MARKS.parts);
	add(listOldWords(shape), MARKS.old);
	if (shape === 'example') add(['externalValue'], MARKS.external);
	if (shape === 'parameter' || shape === 'header') add(['type'], MARKS.odd);
	if (shape === 'response' || shape === 'requestBody') add(BESIDE_CONTENT, 0);
	if (shape === 'response') add(['schema'], MARKS.odd);
	if (shape === 'operation') add(['responses'], ANSWERS);
	if (shape === 'parameter' || shape === 'securityScheme') add(['in'], PLACE);
	if (shape === 'securityScheme') add(['type'], SCHEME);
	if (shape === 'mediaType') add(SCHEMA_SIGNS, MARKS.odd);
	if (shape === 'mediaType' || shape === 'response' || shape === 'requestBody' || shape === 'header')
		add(['$ref'], SCHEMA_REFERENCE);
	if (shape === 'mediaType' || shape === 'parameter' || shape === 'header') add(['schema'], SCHEMAS);
	// The root of a document is looked at once.
	if (shape === 'document') add(['openapi'], MARKS.odd);
	if (shape === 'operation' || shape === 'pathItem') add(['parameters'], LIST);
	if (shape !== 'schema') return words;
	add(['$dynamicRef', 'discriminator'], MARKS.reference);
	add(['$id'], MARKS.id);
	add(['allOf'], MARKS.composed);
	add(['type'], TYPE);
	add([...NO_TEXTS, 'pattern'], TEXT);
	add(KEYWORDS, KEYWORD);
	add(['required'], REQUIRED);
	add(['enum'], ENUM);
	add(['format'], FORMAT);
	add(['properties'], PROPERTIES);
	add(['items'], SCHEMAS);
	add(UNIONS, UNION);
	return words;
}
