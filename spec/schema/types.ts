// Which JSON types a value may have, null among them.

import { getObject, getOwn, isObject } from '../read/json.ts';
import type { SchemaRef } from '../types/document.ts';
import type { JsonValue } from '../types/json.ts';
import { readDiscriminator } from './discriminator.ts';
import { once, type SchemaView, type Union } from './view.ts';

/** The types of JSON Schema; whole numbers are of both `integer` and `number`. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

type Types = ReadonlySet<JsonType> | undefined;

const TYPES: ReadonlySet<string> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);
/** The sets of one type. */
const ALONE: ReadonlyMap<string, ReadonlySet<JsonType>> = new Map(
	[...TYPES].map((type) => [type, new Set([type as JsonType])]),
);
const NONE: ReadonlySet<JsonType> = new Set();
const OBJECT: ReadonlySet<JsonType> = new Set(['object']);
const ARRAY: ReadonlySet<JsonType> = new Set(['array']);

/**
 * The types that a value may have, by `type`, `enum`, `const` and the alternatives: every value that fits has one of them. Where
 * `number` stands, `integer` doesn't beside it unless the document says both. Empty: nothing fits; `undefined`: any type.
 */
export const readTypes = once((view): Types => {
	let types: Types;
	for (const { value } of view.parts) types = intersect(types, typesOf(value));
	for (const { branches } of view.unions) types = intersect(types, unite(branches.map(readTypes)));
	if (!types?.has('null') || isNullable(view)) return types;
	return new Set([...types].filter((type) => type !== 'null'));
});

/**
 * The types by which a value is read (a text of a query into a number, an answer into an object): those that the document names
 * anywhere, alternatives that name none left aside, else what `properties` or `items` speak of. Empty: nothing says it.
 */
export const guessTypes = once((view): ReadonlySet<JsonType> => {
	let types: Types;
	for (const { value } of view.parts) types = intersect(types, typesOf(value));
	for (const { branches } of view.unions) {
		const named = new Set(branches.flatMap((branch) => [...guessTypes(branch)]));
		if (named.size === 0) continue;
		const left = intersect(types, named);
		if (left && left.size > 0) types = left;
	}
	if (types?.has('null') && !isNullable(view)) types = new Set([...types].filter((type) => type !== 'null'));
	if (types && types.size > 0) return types;
	if (view.parts.some(({ value }) => getObject(value, 'properties'))) return OBJECT;
	const isList = ['items', 'prefixItems'].some((keyword) =>
		view.parts.some(({ value }) => getOwn(value, keyword) !== undefined),
	);
	return isList ? ARRAY : NONE;
});

/**
 * Whether null fits: only where every part and every union lets it through, as a validator has it. Exact, since no other keyword
 * than those that are looked at here speaks of null.
 */
export const isNullable = once(
	(view): boolean => view.parts.every((part) => partTakesNull(view, part)) && view.unions.every(unionTakesNull),
);

/** Nothing but null fits. */
export function isNullAlone(view: SchemaView): boolean {
	const types = readTypes(view);
	return types?.size === 1 && types.has('null');
}

/** The type of a value: `integer` for whole numbers. */
export function typeOfValue(value: JsonValue): JsonType {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value as 'boolean' | 'string' | 'object';
}

/** What one schema says by its own keywords. */
function typesOf(schema: JsonValue): Types {
	if (schema === false) return NONE;
	if (!isObject(schema)) return undefined;
	let types = namedTypes(schema);
	const constant = getOwn(schema, 'const');
	if (constant !== undefined) types = intersect(types, new Set([typeOfValue(constant)]));
	const values = getOwn(schema, 'enum');
	if (Array.isArray(values)) types = intersect(types, new Set(values.map(typeOfValue)));
	return types;
}

function namedTypes(schema: JsonValue): Types {
	const given = getOwn(schema, 'type');
	if (typeof given === 'string' && getOwn(schema, 'nullable') !== true) return ALONE.get(given);
	const names = (Array.isArray(given) ? given : [given]).filter((name) => TYPES.has(name as string)) as JsonType[];
	if (names.length === 0) return undefined;
	// OpenAPI 3.0's flag counts beside a type only.
	return new Set(getOwn(schema, 'nullable') === true ? [...names, 'null'] : names);
}

function intersect(a: Types, b: Types): Types {
	if (!a || !b) return a ?? b;
	const both = new Set<JsonType>();
	for (const type of a) {
		if (b.has(type) || (type === 'integer' && b.has('number'))) both.add(type);
		else if (type === 'number' && b.has('integer')) both.add('integer');
	}
	return both;
}

function unite(all: readonly Types[]): Types {
	const united = new Set<JsonType>();
	for (const types of all) {
		if (!types) return undefined;
		for (const type of types) united.add(type);
	}
	return united;
}

function partTakesNull(view: SchemaView, part: SchemaRef): boolean {
	const { value } = part;
	if (!isObject(value)) return value !== false;
	const types = namedTypes(value);
	const constant = getOwn(value, 'const');
	const values = getOwn(value, 'enum');
	if (types && !types.has('null')) return false;
	if (constant !== undefined && constant !== null) return false;
	if (Array.isArray(values) && !values.includes(null)) return false;
	const takes = (keyword: 'not' | 'if' | 'then' | 'else'): boolean =>
		getOwn(value, keyword) === undefined || isNullable(view.viewInside(part, keyword));
	if (getOwn(value, 'not') !== undefined && takes('not')) return false;
	return getOwn(value, 'if') === undefined || takes(takes('if') ? 'then' : 'else');
}

function unionTakesNull({ keyword, holder, branches }: Union): boolean {
	const named = readDiscriminator(holder);
	const among =
		named?.keyword === keyword
			? named.branches.filter(({ names }) => names.length === 0).map(({ view }) => view)
			: branches;
	const taking = among.filter((branch) => isNullable(branch)).length;
	return keyword === 'oneOf' ? taking === 1 : taking > 0;
}
