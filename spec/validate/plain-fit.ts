// Values that fit, or don't, at a glance: a schema is looked through for one value, where to compile it would take a hundred times as long.
// For who asks thousands of schemas about a value or two each; whatever isn't plain is left to the compiled check (validator.ts).
// Each look says true (it fits), false (it doesn't), or undefined (who knows).

import { getOwn, isObject } from '../read/json.ts';
import { compilePattern } from '../regex/patterns.ts';
import { judgeReference } from '../schema/cycles.ts';
import { type Direction, isWithheld, listWithheld } from '../schema/directions.ts';
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
/** Schemas that one value is held to, at most: unions inside unions would multiply. */
const MAX_SCHEMAS = 20_000;

/** Whether a value surely fits a view in a direction; `false`: it may fit or not. Never throws. */
export function fitsSurely(view: SchemaView, value: JsonValue, direction: Direction): boolean {
	const left = { schemas: MAX_SCHEMAS };
	return view.roots.every((schema) => look(schema, value, { direction, depth: 0, withheld: NO_NAMES, left }) === true);
}

/**
 * Whether a value surely doesn't fit a view in a direction, of a schema that compiles; `false`: it may fit or not. Never throws. E.g. `{}`
 * where `id` is required.
 */
export function failsSurely(view: SchemaView, value: JsonValue, direction: Direction): boolean {
	const left = { schemas: MAX_SCHEMAS };
	return view.roots.some((schema) => look(schema, value, { direction, depth: 0, withheld: NO_NAMES, left }) === false);
}

/** Whether a value is of another type than a view asks for. `false`: it may fit or not. Never throws. */
export function isOfOtherType(view: SchemaView, value: JsonValue): boolean {
	return view.roots.some((schema) => {
		const { value: asked } = followSchema(schema);
		const type = getOwn(asked, 'type');
		return type !== undefined && !admitsType(asked, { type, value });
	});
}

/** `true`: it fits; `false`: it doesn't; `undefined`: it may fit or not. */
type Verdict = boolean | undefined;

interface Glance {
	direction: Direction;
	depth: number;
	/** Names that need not be there, from the schemas around for the same value. */
	withheld: ReadonlySet<string>;
	left: { schemas: number };
}

type Look = (asked: { schema: SchemaRef; given: JsonValue; value: JsonValue; glance: Glance }) => Verdict;

const NO_NAMES: ReadonlySet<string> = new Set();

function look(schema: SchemaRef, value: JsonValue, { direction, depth, withheld, left }: Glance): Verdict {
	const { value: asked } = schema;
	if (!isObject(asked)) return typeof asked === 'boolean' ? asked : undefined;
	left.schemas -= 1;
	if (depth > MAX_DEPTH || left.schemas < 0) return undefined;
	const isNarrowed = Object.hasOwn(asked, 'required') || Object.hasOwn(asked, 'allOf');
	const own = isNarrowed ? listWithheld(viewSchema(schema), direction) : NO_NAMES;
	const glance = {
		direction,
		depth: depth + 1,
		withheld: own.size === 0 ? withheld : new Set([...withheld, ...own]),
		left,
	};
	return all(Object.keys(asked), (keyword) => {
		if (REMARKS.has(keyword) || keyword.startsWith('x-')) return true;
		const given = asked[keyword];
		return given === undefined ? undefined : LOOKS.get(keyword)?.({ schema, given, value, glance });
	});
}

/** False as soon as one of them says no. */
function all<One>(list: readonly One[], judge: (one: One, index: number) => Verdict): Verdict {
	let verdict: Verdict = true;
	for (const [index, one] of list.entries()) {
		const its = judge(one, index);
		if (its === false) return false;
		if (its === undefined) verdict = undefined;
	}
	return verdict;
}

/** What is inside of the value is held to a schema of its own. */
function lookInside(schema: SchemaRef, value: JsonValue, glance: Glance): Verdict {
	return look(schema, value, { ...glance, withheld: NO_NAMES });
}

/** A bound of texts, numbers, lists or objects; of values of other kinds it asks nothing. */
function bound(
	measure: (value: JsonValue) => number | undefined,
	isWithin: (one: number, limit: number) => boolean,
): Look {
	return ({ given, value }) => {
		if (typeof given !== 'number') return undefined;
		const measured = measure(value);
		return measured === undefined || isWithin(measured, given);
	};
}

const numberOf = (value: JsonValue) => (typeof value === 'number' ? value : undefined);
const lengthOf = (value: JsonValue) => (typeof value === 'string' ? countCharacters(value) : undefined);
const countOf = (value: JsonValue) => (Array.isArray(value) ? value.length : undefined);
const sizeOf = (value: JsonValue) => (isObject(value) ? Object.keys(value).length : undefined);
const atLeast = (one: number, limit: number): boolean => one >= limit;
const atMost = (one: number, limit: number): boolean => one <= limit;

const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>([
	['type', ({ schema, given, value }) => admitsType(schema.value, { type: given, value })],
	['enum', ({ given, value }) => (Array.isArray(given) && isScalar(value) ? given.includes(value) : undefined)],
	['const', ({ given, value }) => (isScalar(value) ? given === value : undefined)],
	['minimum', bound(numberOf, atLeast)],
	['maximum', bound(numberOf, atMost)],
	['exclusiveMinimum', bound(numberOf, (one, limit) => one > limit)],
	['exclusiveMaximum', bound(numberOf, (one, limit) => one < limit)],
	['multipleOf', lookAtMultiple],
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
		({ schema, given, value, glance }) =>
			Array.isArray(given)
				? all(given, (_, index) => look(stepInto(schema, 'allOf', index), value, glance))
				: undefined,
	],
	['anyOf', lookAtUnion('anyOf')],
	['oneOf', lookAtUnion('oneOf')],
	// A base names its heirs: the value is asked nothing. Beside a union it chooses.
	['discriminator', ({ schema: { value } }) => (hasOwn(value, 'oneOf') || hasOwn(value, 'anyOf') ? undefined : true)],
]);

/** Pairs of surrogates are one. */
function countCharacters(text: string): number {
	let count = 0;
	for (const _character of text) count += 1;
	return count;
}

function admitsType(asked: JsonValue | undefined, { type, value }: { type: JsonValue; value: JsonValue }): boolean {
	if (value === null && getOwn(asked, 'nullable') === true) return true;
	return (Array.isArray(type) ? type : [type]).some((one) => isOfType(value, one));
}

function lookAtMultiple({ given, value }: Parameters<Look>[0]): Verdict {
	if (typeof given !== 'number' || given <= 0) return undefined;
	return typeof value !== 'number' || isMultipleOf(value, given);
}

function lookAtPattern({ given, value }: Parameters<Look>[0]): Verdict {
	const pattern = typeof given === 'string' ? compilePattern(given) : undefined;
	if (!pattern) return undefined;
	return typeof value !== 'string' || pattern.test(value);
}

function lookAtFormat({ given, value }: Parameters<Look>[0]): Verdict {
	if (typeof given !== 'string') return undefined;
	const format = loadFormats().get(given);
	// One that nobody checks.
	if (format === undefined || format === true) return true;
	if (typeof format === 'string') return undefined;
	if (format instanceof RegExp) return typeof value !== 'string' || format.test(value);
	if (typeof format === 'function') return typeof value !== 'string' || format(value) === true;
	if (typeof value !== (format.type ?? 'string')) return true;
	const { validate } = format;
	if (validate instanceof RegExp) return validate.test(String(value));
	return typeof validate === 'function' ? (validate as (value: JsonValue) => unknown)(value) === true : undefined;
}

function lookAtRequired({ given, value, glance }: Parameters<Look>[0]): Verdict {
	if (!isObject(value)) return true;
	if (!Array.isArray(given)) return undefined;
	return all(given, (name) => {
		if (typeof name !== 'string') return undefined;
		return Object.hasOwn(value, name) || glance.withheld.has(name);
	});
}

function lookAtProperties({ schema, given, value, glance }: Parameters<Look>[0]): Verdict {
	if (!isObject(value)) return true;
	if (!isObject(given)) return undefined;
	return all(Object.keys(value), (name) => {
		if (!Object.hasOwn(given, name)) return true;
		const property = stepInto(schema, 'properties', name);
		// What stays out must not be there.
		if (glance.direction === 'response' && isWithheld(viewSchema(property), 'response')) return false;
		return lookInside(property, value[name] as JsonValue, glance);
	});
}

function lookAtOthers({ schema, given, value, glance }: Parameters<Look>[0]): Verdict {
	if (!isObject(value)) return true;
	// Patterns have a say too.
	if (hasOwn(schema.value, 'patternProperties')) return undefined;
	const declared = getOwn(schema.value, 'properties');
	const others = Object.keys(value).filter((name) => !hasOwn(declared, name));
	if (typeof given === 'boolean') return given || others.length === 0;
	const other = stepInto(schema, 'additionalProperties');
	return all(others, (name) => lookInside(other, value[name] as JsonValue, glance));
}

function lookAtItems({ schema, given, value, glance }: Parameters<Look>[0]): Verdict {
	if (!Array.isArray(value)) return true;
	if (Array.isArray(given) || hasOwn(schema.value, 'prefixItems')) return undefined;
	const item = stepInto(schema, 'items');
	return all(value, (one) => lookInside(item, one, glance));
}

function lookAtReference({ schema, value, glance }: Parameters<Look>[0]): Verdict {
	return all(listReferences(schema), ({ target }) =>
		target !== undefined && judgeReference(schema, target) === 'whole' ? lookInside(target, value, glance) : undefined,
	);
}

/** Of an `anyOf` one that surely fits; of a `oneOf` one, where all others surely don't. */
function lookAtUnion(keyword: 'anyOf' | 'oneOf'): Look {
	return ({ schema, given, value, glance }) => {
		if (!Array.isArray(given)) return undefined;
		let fitting = 0;
		let isSure = true;
		for (const index of given.keys()) {
			const verdict = look(stepInto(schema, keyword, index), value, glance);
			if (verdict === undefined) isSure = false;
			if (verdict !== true) continue;
			if (keyword === 'anyOf') return true;
			fitting += 1;
		}
		if (!isSure) return undefined;
		// Several may ask for the same, and count as one (alike.ts).
		return fitting > 1 ? undefined : fitting === 1;
	};
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
