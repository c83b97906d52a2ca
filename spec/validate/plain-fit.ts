// Values that fit at a glance: a schema is looked through for one value, where to compile it would take a hundred times as long.
// For who asks thousands of schemas about a value or two each; whatever isn't plain is left to the compiled check (validator.ts).

import { getOwn, isObject } from '../read/json.ts';
import { compilePattern } from '../regex/patterns.ts';
import { judgeReference } from '../schema/cycles.ts';
import { type Direction, isWithheld } from '../schema/directions.ts';
import { followSchema, listReferences, stepInto } from '../schema/references.ts';
import { type SchemaView, viewSchema } from '../schema/view.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';
import { loadFormats } from './formats.ts';
import { isMultipleOf } from './multiple-of.ts';

/** Keywords that ask for nothing. */
const REMARKS: ReadonlySet<string> = new Set([
	...['title', 'description', 'example', 'examples', 'default', 'deprecated', 'externalDocs', 'xml', 'nullable'],
	...['readOnly', 'writeOnly', '$comment', '$defs', 'definitions', '$anchor', '$schema'],
]);
/** Schemas inside each other, at most. */
const MAX_DEPTH = 60;

/** Whether a value surely fits a view in a direction; `false`: it may fit or not. Never throws. */
export function fitsSurely(view: SchemaView, value: JsonValue, direction: Direction): boolean {
	return view.roots.every((schema) => fits(schema, value, { direction, depth: 0 }));
}

/** Whether a value surely doesn't fit a view: it is of another type. `false`: it may fit or not. Never throws. */
export function failsSurely(view: SchemaView, value: JsonValue): boolean {
	return view.roots.some((schema) => isOfOtherType(schema, value));
}

interface Glance {
	direction: Direction;
	depth: number;
}

type Look = (asked: { schema: SchemaRef; given: JsonValue; value: JsonValue; glance: Glance }) => boolean;

function fits(schema: SchemaRef, value: JsonValue, { direction, depth }: Glance): boolean {
	const { value: asked } = schema;
	if (!isObject(asked)) return asked === true;
	if (depth > MAX_DEPTH) return false;
	const glance = { direction, depth: depth + 1 };
	for (const keyword of Object.keys(asked)) {
		if (REMARKS.has(keyword) || keyword.startsWith('x-')) continue;
		const given = asked[keyword];
		if (given === undefined || !LOOKS.get(keyword)?.({ schema, given, value, glance })) return false;
	}
	return true;
}

/** A bound of texts, numbers, lists or objects; of values of other kinds it asks nothing. */
function bound(
	measure: (value: JsonValue) => number | undefined,
	isWithin: (one: number, limit: number) => boolean,
): Look {
	return ({ given, value }) => {
		const measured = measure(value);
		return typeof given === 'number' && (measured === undefined || isWithin(measured, given));
	};
}

const numberOf = (value: JsonValue) => (typeof value === 'number' ? value : undefined);
const lengthOf = (value: JsonValue) => (typeof value === 'string' ? countCharacters(value) : undefined);
const countOf = (value: JsonValue) => (Array.isArray(value) ? value.length : undefined);
const sizeOf = (value: JsonValue) => (isObject(value) ? Object.keys(value).length : undefined);
const atLeast = (one: number, limit: number): boolean => one >= limit;
const atMost = (one: number, limit: number): boolean => one <= limit;

const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>([
	['type', lookAtType],
	['enum', ({ given, value }) => Array.isArray(given) && isScalar(value) && given.includes(value)],
	['const', ({ given, value }) => isScalar(value) && given === value],
	['minimum', bound(numberOf, atLeast)],
	['maximum', bound(numberOf, atMost)],
	['exclusiveMinimum', bound(numberOf, (one, limit) => one > limit)],
	['exclusiveMaximum', bound(numberOf, (one, limit) => one < limit)],
	['multipleOf', bound(numberOf, (one, divisor) => divisor > 0 && isMultipleOf(one, divisor))],
	['minLength', bound(lengthOf, atLeast)],
	['maxLength', bound(lengthOf, atMost)],
	['minItems', bound(countOf, atLeast)],
	['maxItems', bound(countOf, atMost)],
	['minProperties', bound(sizeOf, atLeast)],
	['maxProperties', bound(sizeOf, atMost)],
	['pattern', lookAtPattern],
	['format', lookAtFormat],
	['required', lookAtRequired],
	['properties', lookAtProperties],
	['additionalProperties', lookAtOthers],
	['items', lookAtItems],
	['$ref', lookAtReference],
	[
		'allOf',
		({ schema, given, value, glance }) => listOf(given, schema, 'allOf').every((one) => fits(one, value, glance)),
	],
	['anyOf', lookAtUnion('anyOf')],
	['oneOf', lookAtUnion('oneOf')],
	// A base names its heirs: the value is asked nothing. Beside a union it chooses.
	['discriminator', ({ schema: { value } }) => !hasOwn(value, 'oneOf') && !hasOwn(value, 'anyOf')],
]);

/** Pairs of surrogates are one. */
function countCharacters(text: string): number {
	let count = 0;
	for (const _character of text) count += 1;
	return count;
}

function lookAtType({ schema, given, value }: Parameters<Look>[0]): boolean {
	if (value === null && getOwn(schema.value, 'nullable') === true) return true;
	return (Array.isArray(given) ? given : [given]).some((type) => isOfType(value, type));
}

function lookAtPattern({ given, value }: Parameters<Look>[0]): boolean {
	return typeof value !== 'string' || (typeof given === 'string' && compilePattern(given)?.test(value) === true);
}

function lookAtFormat({ given, value }: Parameters<Look>[0]): boolean {
	if (typeof given !== 'string') return false;
	const format = loadFormats().get(given);
	// One that nobody checks.
	if (format === undefined || format === true) return true;
	if (typeof format === 'string') return false;
	if (format instanceof RegExp) return typeof value !== 'string' || format.test(value);
	if (typeof format === 'function') return typeof value !== 'string' || format(value) === true;
	if (typeof value !== (format.type ?? 'string')) return true;
	const { validate } = format;
	if (validate instanceof RegExp) return validate.test(String(value));
	return typeof validate === 'function' && (validate as (value: JsonValue) => unknown)(value) === true;
}

function lookAtRequired({ given, value }: Parameters<Look>[0]): boolean {
	if (!isObject(value)) return true;
	return Array.isArray(given) && given.every((name) => typeof name === 'string' && Object.hasOwn(value, name));
}

function lookAtProperties({ schema, given, value, glance }: Parameters<Look>[0]): boolean {
	if (!isObject(value)) return true;
	if (!isObject(given)) return false;
	return Object.keys(value).every((name) => {
		if (!Object.hasOwn(given, name)) return true;
		const property = stepInto(schema, 'properties', name);
		// What stays out must not be there.
		if (glance.direction === 'response' && isWithheld(viewSchema(property), 'response')) return false;
		return fits(property, value[name] as JsonValue, glance);
	});
}

function lookAtOthers({ schema, given, value, glance }: Parameters<Look>[0]): boolean {
	if (!isObject(value)) return true;
	// Patterns have a say too.
	if (hasOwn(schema.value, 'patternProperties')) return false;
	const declared = getOwn(schema.value, 'properties');
	const others = Object.keys(value).filter((name) => !hasOwn(declared, name));
	if (typeof given === 'boolean') return given || others.length === 0;
	const other = stepInto(schema, 'additionalProperties');
	return others.every((name) => fits(other, value[name] as JsonValue, glance));
}

function lookAtItems({ schema, given, value, glance }: Parameters<Look>[0]): boolean {
	if (!Array.isArray(value)) return true;
	if (Array.isArray(given) || hasOwn(schema.value, 'prefixItems')) return false;
	const item = stepInto(schema, 'items');
	return value.every((one) => fits(item, one, glance));
}

function lookAtReference({ schema, value, glance }: Parameters<Look>[0]): boolean {
	return listReferences(schema).every(
		({ target }) => target !== undefined && judgeReference(schema, target) === 'whole' && fits(target, value, glance),
	);
}

/** One that surely fits; of a `oneOf` all others must surely not. */
function lookAtUnion(keyword: 'anyOf' | 'oneOf'): Look {
	return ({ schema, given, value, glance }) => {
		const branches = listOf(given, schema, keyword);
		const left = keyword === 'oneOf' ? branches.filter((one) => !isOfOtherType(one, value)) : branches;
		if (keyword === 'oneOf' && left.length !== 1) return false;
		return left.some((one) => fits(one, value, glance));
	};
}

function isOfOtherType(schema: SchemaRef, value: JsonValue): boolean {
	const { value: asked } = followSchema(schema);
	const type = getOwn(asked, 'type');
	if (type === undefined || getOwn(asked, 'nullable') === true) return false;
	return !(Array.isArray(type) ? type : [type]).some((one) => isOfType(value, one));
}

function listOf(given: JsonValue, schema: SchemaRef, keyword: string): SchemaRef[] {
	return Array.isArray(given) ? given.map((_, index) => stepInto(schema, keyword, index)) : [];
}

function isOfType(value: JsonValue, type: JsonValue): boolean {
	switch (type) {
		case 'integer':
			return Number.isInteger(value);
		case 'number':
			return typeof value === 'number';
		case 'string':
		case 'boolean':
			return typeof value === type;
		case 'array':
			return Array.isArray(value);
		case 'object':
			return isObject(value);
		case 'null':
			return value === null;
		default:
			return false;
	}
}

function isScalar(value: JsonValue): boolean {
	return value === null || typeof value !== 'object';
}

function hasOwn(value: JsonValue | undefined, name: string): boolean {
	return isObject(value) && Object.hasOwn(value as JsonObject, name);
}
