// Words of a schema that JSON Schema has otherwise (`type: int`, `required: true`), read as their writer most likely means them.

import { readForeignSyntax } from '../regex/foreign-syntax.ts';
import { compilePattern } from '../regex/patterns.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import type { Report } from './findings.ts';
import { getList, getObject, getOwn, isObject, setOwn } from './json.ts';
import { findSlip } from './nearest.ts';
import { mendFormat } from './odd-formats.ts';
import { mendKeywords } from './odd-keywords.ts';
import { mendSchemas } from './odd-schemas.ts';
import { type Refer, readTypeWord, TYPES } from './odd-types.ts';
import { mendValues, type Tell, takeKeywords } from './odd-values.ts';
import { joinPointer } from './pointer.ts';

/** Keywords that hold numbers, and those that hold yes or no (or a schema). */
const NUMBERS: ReadonlySet<string> = new Set([
	...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
	...['minItems', 'maxItems', 'minContains', 'maxContains', 'minProperties', 'maxProperties'],
]);
const FLAGS: ReadonlySet<string> = new Set([
	...['uniqueItems', 'nullable', 'readOnly', 'writeOnly', 'deprecated', 'additionalProperties', 'exclusiveMinimum'],
	'exclusiveMaximum',
]);
/** Keywords that hold no text. */
export const NO_TEXTS: ReadonlySet<string> = new Set([...NUMBERS, ...FLAGS]);

/**
 * Mends the words of a schema that are none of JSON Schema’s, in place, and tells it (`document.schema-word`), with pointers from the
 * schema on.
 */
export function mendWords(value: JsonObject, refer?: Refer): readonly Report[] {
	const reports: Report[] = [];
	const tell: Tell = (pointer, message, remedy, severity = 'warning') => {
		reports.push({ code: 'document.schema-word', severity, message, remedy, pointer });
	};
	const type = value['type'];
	if (typeof type === 'string' && !TYPES.has(type)) mendType(value, type, { tell, refer });
	else if (Array.isArray(type)) mendTypes(value, type, tell);
	mendTexts(value, tell);
	if (typeof value['pattern'] === 'string') mendPattern(value, value['pattern'], tell);
	mendEnum(value, tell);
	mendFormat(value, tell);
	const { properties } = value;
	// Where each is a word, a `type` among them is a property as well.
	if (isObject(properties) && !Object.values(properties).every(isTypeWord)) takeKeywords(value, properties, tell);
	mendSchemas(value, tell, refer);
	mendKeywords(value, tell, refer);
	mendValues(value, tell);
	if (isObject(value['properties'])) {
		takeNameless(value, value['properties'], tell);
		requireNames(value, tell);
		releaseNames(value, value['properties'], tell);
	}
	mendRequired(value, tell);
	return reports;
}

function isTypeWord(value: JsonValue): boolean {
	return typeof value === 'string' && readTypeWord(value) !== undefined;
}

function mendRequired(schema: JsonObject, tell: Tell): void {
	const { required } = schema;
	if (required === undefined || Array.isArray(required)) return;
	const isText = typeof required === 'string' && readFlag(required) === undefined;
	const flags = isObject(required) ? Object.keys(required).filter((name) => readFlag(required[name])) : [];
	const names = isText ? splitNames(required) : flags;
	if (names.length > 0) schema['required'] = names;
	else delete schema['required'];
	const reading = names.length > 0 ? JSON.stringify(names) : 'absent';
	tell('/required', `is no list of names: it is read as ${reading}`, 'list the names of properties, or remove it');
}

/** `a, b` and `a|b`, where a list belongs. */
function splitNames(text: string): string[] {
	return text
		.split(/[,|]/)
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** `{ ACTIVE: active }` by its values; `{ active: Who may sign in }` and `{ 1: Active }` by its keys. A reference is no map of them. */
function readMap(map: JsonObject): JsonValue[] {
	if (Object.hasOwn(map, '$ref')) return [];
	const [keys, values] = [Object.keys(map), Object.values(map)];
	const holds = (list: readonly JsonValue[], form: RegExp): boolean => list.some((one) => form.test(String(one)));
	const isDescribed = holds(values, /\s/) && !holds(keys, /\s/);
	const isNumbered = !holds(keys, /^(?!-?\d+$)/) && holds(values, /^(?!-?\d+$)/);
	return isDescribed || isNumbered ? keys : values;
}

function mendEnum(schema: JsonObject, tell: Tell): void {
	const { enum: values } = schema;
	if (values === undefined || (Array.isArray(values) && values.length > 0)) return;
	const read = typeof values === 'string' ? splitNames(values) : isObject(values) ? readMap(values) : [];
	const isRead = read.length > 0 && read.every((one) => typeof one !== 'object');
	if (isRead) {
		schema['enum'] = read;
		tell('/enum', `is no list of values: it is read as ${JSON.stringify(read)}`, 'list the values');
	} else {
		delete schema['enum'];
		const what = Array.isArray(values) ? 'a list of no values' : 'is no list of values';
		tell('/enum', `${what}: it is read as absent`, 'list the values, or remove it');
	}
}

function mendType(schema: JsonObject, type: string, { tell, refer }: { tell: Tell; refer: Refer | undefined }): void {
	const named = readTypeWord(type, refer);
	// What has properties is no text, though it is called `Date` and has its own name for its type.
	const isText = named === undefined || named['type'] === 'string';
	const isObjects = isText && isObject(schema['properties'] ?? null);
	const known = isObjects ? { type: 'object' } : (named ?? guessType(schema));
	const meant: JsonObject | undefined = known ?? readSlip(type);
	if (meant === undefined) return;
	delete schema['type'];
	for (const [key, value] of Object.entries(meant)) schema[key] ??= value;
	const read = meant['type'] ?? meant['$ref'] ?? meant['anyOf'];
	const word = typeof read === 'string' ? read : read === undefined ? 'absent' : JSON.stringify(read);
	const key = ['$ref', 'anyOf'].find((one) => meant[one] !== undefined);
	const remedy = read === undefined ? 'remove it' : `write ${key ?? word}`;
	const message = `${JSON.stringify(type)} is no type of JSON Schema: it is read as ${word}`;
	tell('/type', message, remedy, known ? 'warning' : 'error');
}

/** `[string, point]` as the types among them, where there is one. */
function mendTypes(schema: JsonObject, types: readonly JsonValue[], tell: Tell): void {
	const meant = types.flatMap((one) => {
		if (TYPES.has(one)) return [one];
		const named = typeof one === 'string' ? (readTypeWord(one) ?? readSlip(one))?.['type'] : undefined;
		return typeof named === 'string' ? [named] : [];
	});
	if (meant.length === 0 || (meant.length === types.length && meant.every((one, index) => one === types[index])))
		return;
	schema['type'] = [...new Set(meant)];
	const read = JSON.stringify(schema['type']);
	tell('/type', `${JSON.stringify(types)} has what is no type of JSON Schema: it is read as ${read}`, `write ${read}`);
}

/** `strng` */
function readSlip(word: string): JsonObject | undefined {
	const meant = findSlip(word, NAMES);
	return meant === undefined ? undefined : { type: meant };
}

const NAMES = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'];

/** Of a word that nobody knows, by what stands beside it. */
function guessType({ items, additionalProperties }: JsonObject): JsonObject | undefined {
	if (isObject(items ?? null)) return { type: 'array' };
	return isObject(additionalProperties ?? null) ? { type: 'object' } : undefined;
}

/** Numbers, and yes or no, in quotes. */
function mendTexts(schema: JsonObject, tell: Tell): void {
	for (const keyword in schema) {
		const text = schema[keyword];
		if (typeof text !== 'string') continue;
		const meant = readQuoted(keyword, text.trim());
		if (meant === undefined) continue;
		schema[keyword] = meant;
		tell(`/${keyword}`, `${JSON.stringify(text)} is a text: it is read as ${meant}`, 'write it without quotes');
	}
}

function readQuoted(keyword: string, text: string): number | boolean | undefined {
	if (FLAGS.has(keyword) && (text === 'true' || text === 'false')) return text === 'true';
	return NUMBERS.has(keyword) && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** As languages write it that have regular expressions as literals. Between its slashes nothing could ever begin. */
const LITERAL = /^\/(\^.*\$)\/([gimsuvy]*)$/s;

function mendPattern(schema: JsonObject, pattern: string, tell: Tell): void {
	const [, inner, flags = ''] = LITERAL.exec(pattern) ?? [];
	if (inner !== undefined) {
		const meant = flags.includes('i') ? `(?i)${inner}` : inner;
		schema['pattern'] = meant;
		tell('/pattern', `the slashes are no part of the pattern: it is read as ${meant}`, 'remove them');
		return;
	}
	const meant = readForeignSyntax(pattern);
	if (meant !== undefined && compilePattern(meant)) {
		schema['pattern'] = meant;
		tell('/pattern', `${pattern} has the syntax of another language: it is read as ${meant}`, 'write that');
	} else if (!isNative(pattern) && !compilePattern(pattern)) {
		delete schema['pattern'];
		tell('/pattern', `is no regular expression: ${pattern}: it is read as absent`, 'mend it');
	} else if (keepsOutAll(schema['enum'], pattern)) {
		delete schema['pattern'];
		tell('/pattern', `no value of enum fits ${pattern}: it is read as absent`, 'mend it, or the values');
	}
}

function keepsOutAll(values: JsonValue | undefined, pattern: string): boolean {
	if (!Array.isArray(values) || values.length === 0) return false;
	const compiled = compilePattern(pattern);
	return compiled !== undefined && values.every((value) => typeof value === 'string' && !compiled.test(value));
}

/** Asked of each pattern; to compile it for good costs more. */
function isNative(pattern: string): boolean {
	try {
		return new RegExp(pattern) instanceof RegExp;
	} catch {
		return false;
	}
}

/** An object in the place of its properties, as annotations nest it: `{ properties: { '': { properties: { … } } } }`. */
function takeNameless(schema: JsonObject, properties: JsonObject, tell: Tell): void {
	const inner = properties[''];
	const names = getObject(inner, 'properties');
	if (!names || Object.keys(properties).length > 1) return;
	schema['properties'] = names;
	const required = [...getList(schema, 'required'), ...getList(inner, 'required')];
	if (required.length > 0) schema['required'] = required;
	tell(
		'/properties/',
		'a property without a name, and no other: it is read as the object that has it',
		'write its properties in its place',
	);
}

function readFlag(value: JsonValue | undefined): boolean | undefined {
	return value === 'true' ? true : value === 'false' ? false : typeof value === 'boolean' ? value : undefined;
}

/** `required: true` of a property itself, as drafts up to 3 had it. */
function requireNames(schema: JsonObject, tell: Tell): void {
	for (const [name, property] of Object.entries(getObject(schema, 'properties') ?? {})) {
		const said = readFlag(getOwn(property, 'required'));
		if (said === undefined || !isObject(property)) continue;
		delete property['required'];
		if (said) {
			const names = getList(schema, 'required');
			if (!names.includes(name)) setOwn(schema, 'required', [...names, name]);
		}
		const reading = said ? 'it is read as required by the object that has it' : 'it is read as absent';
		tell(
			joinPointer('/properties', name, 'required'),
			`required: ${said} of a property is a word of older drafts: ${reading}`,
			said ? 'list the name under required of that object' : 'remove it',
		);
	}
}

/** `required` names what the same schema keeps out: no value could ever fit. */
function releaseNames(schema: JsonObject, properties: JsonObject, tell: Tell): void {
	if (schema['additionalProperties'] !== false || Object.hasOwn(schema, 'patternProperties')) return;
	const names = getList(schema, 'required');
	const possible = names.filter((name) => typeof name !== 'string' || Object.hasOwn(properties, name));
	if (possible.length === names.length) return;
	const lost = names.filter((name) => !possible.includes(name)).join(', ');
	if (possible.length > 0) schema['required'] = possible;
	else delete schema['required'];
	tell(
		'/required',
		`${lost} is required, and kept out by additionalProperties: false: it is read as not required`,
		'describe it under properties, or take it out of required',
	);
}
