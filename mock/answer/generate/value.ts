// One value for a set of schemas.

import {
	compileView,
	findKeyword,
	fitsSurely,
	isNullAlone,
	isObject,
	type JsonObject,
	type JsonType,
	type JsonValue,
	type Pointer,
	type SchemaRef,
	type SchemaView,
	setOwn,
	typeOfValue,
	viewSchemas,
} from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import { callFaker } from './call-faker.ts';
import { holdsContent } from './content.ts';
import { type Generation, giveUp, isRecursive } from './context.ts';
import { nameByParts, nameNoun } from './hints.ts';
import { makeList } from './lists.ts';
import { type MergedSchema, mergeView } from './merge.ts';
import { makeObject } from './objects.ts';
import { makeNumber, makeString } from './scalars.ts';

/** Schemas inside each other, at most. */
const MAX_DEPTH = 32;
/** A schema inside itself, at most: where it can't be avoided, more levels won't end it. */
const MAX_RECURSION = 3;

/** See `Generation.make`. */
export function makeValue(generation: Generation, view: SchemaView, name: string): JsonValue | undefined {
	const schema = mergeView(view, {
		choose: (branches) => chooseBranch(generation, branches),
		caution: generation.caution,
	});
	const making = readMaking(schema);
	const { pointers, more } = making;
	if (more) return makeValue(generation, viewSchemas([...view.roots, ...more]), name);
	generation.room -= 1;
	if (schema.never) return giveUp(generation, schema.pointer, 'nothing fits the schema false');
	if (generation.room < 0) return giveUp(generation, schema.pointer, 'asks for more values than one answer may hold');
	const entered = enter(generation, pointers);
	const value = entered
		? makeTyped(generation, schema, { name, making })
		: giveUp(generation, schema.pointer, 'contains itself without end');
	if (entered) leave(generation, pointers);
	return value;
}

/** What is asked of a schema for each value that is made of it. */
interface Making {
	/** Where it stands; none for what holds nothing else, and so can't be inside itself. */
	pointers: readonly Pointer[];
	/** What holds as well, because of a property that must be there. */
	more: readonly SchemaRef[] | undefined;
	types: readonly JsonType[] | undefined;
	/** The types of what is made: null only where nothing else may be. */
	wanted: readonly string[];
	/** What may be chosen of `values`. */
	choices: readonly JsonValue[];
	/** Its `x-faker`. */
	faker: JsonValue | undefined;
}
const makings = new WeakMap<MergedSchema, Making>();

function readMaking(schema: MergedSchema): Making {
	const before = makings.get(schema);
	if (before) return before;
	const { parts } = schema.view;
	const known = new Set(parts.map(({ value }) => value));
	const more = [...schema.required].flatMap((one) => schema.dependents.get(one) ?? []);
	const types = schema.types && [...schema.types];
	const isFlat = types?.every((type) => type !== 'object' && type !== 'array') && !holdsContent(schema.view);
	const filled = schema.values?.filter((value) => value !== null) ?? [];
	const making: Making = {
		pointers: isFlat ? [] : [...new Set(parts.map(({ pointer }) => pointer))],
		more: more.some(({ value }) => !known.has(value)) ? more : undefined,
		types,
		wanted: (types ?? [inferType(schema)]).filter((type) => type !== 'null'),
		choices: filled.length > 0 ? filled : (schema.values ?? []),
		faker: findKeyword(schema.view, 'x-faker'),
	};
	makings.set(schema, making);
	return making;
}

function enter(generation: Generation, pointers: readonly Pointer[]): boolean {
	if (generation.depth >= MAX_DEPTH) return false;
	for (const pointer of pointers) if ((generation.active.get(pointer) ?? 0) >= MAX_RECURSION) return false;
	generation.depth += 1;
	for (const pointer of pointers) generation.active.set(pointer, (generation.active.get(pointer) ?? 0) + 1);
	return true;
}

function leave(generation: Generation, pointers: readonly Pointer[]): void {
	generation.depth -= 1;
	for (const pointer of pointers) {
		const count = (generation.active.get(pointer) ?? 1) - 1;
		if (count === 0) generation.active.delete(pointer);
		else generation.active.set(pointer, count);
	}
}

function chooseBranch(generation: Generation, branches: readonly SchemaView[]): SchemaView | undefined {
	const nulls = branches.filter(isNullAlone);
	if (generation.variant === 'minimal' && nulls[0]) return nulls[0];
	const filled = branches.filter((one) => !nulls.includes(one));
	const flat = filled.filter((one) => !isRecursive(generation, one));
	const among = flat.length > 0 ? flat : nulls.length > 0 ? nulls : filled;
	// The first branch is the one that a reader expects, until it has been seen not to do.
	const fixed = generation.isFixed && generation.variant !== 'seeded';
	return fixed ? among[0] : generation.numbers.pick(among);
}

function makeTyped(
	generation: Generation,
	schema: MergedSchema,
	{ name, making }: { name: string; making: Making },
): JsonValue | undefined {
	const { variant, numbers } = generation;
	const { types, wanted } = making;
	const isTrusted = generation.useExamples && !isDistrusted(generation, schema);
	if (schema.values?.length === 0)
		return giveUp(generation, schema.pointer, 'its const and enum have no value in common');
	if (types?.length === 0) return giveUp(generation, schema.pointer, 'asks for two types at once');
	if (variant === 'minimal' && types?.includes('null') && (schema.values?.includes(null) ?? true)) return null;
	if (schema.values) {
		const example = isTrusted ? schema.examples.find((one) => schema.values?.includes(one)) : undefined;
		if (example !== undefined) return example;
		return numbers.pick(making.choices);
	}
	const [example] = schema.examples;
	if (isTrusted && example !== undefined && mayUse(example, variant) && isFitting(generation, schema, example))
		return isObject(example) ? completeExample(generation, schema, { example, name }) : example;
	const isAsked = making.faker !== undefined && !isDistrusted(generation, schema);
	const faked = isAsked ? callFaker(making.faker, generation.faker) : undefined;
	if (faked !== undefined && (!types || types.includes(typeOfValue(faked)) || types.includes('number'))) return faked;
	if (faked !== undefined && types?.includes('string') && typeof faked !== 'object') return String(faked);
	const type = wanted.length === 0 ? 'null' : generation.isFixed ? wanted[0] : numbers.pick(wanted);
	switch (type) {
		case 'null':
			return null;
		case 'boolean':
			return numbers.next() < 0.5;
		case 'integer':
		case 'number':
			return makeNumber(generation, schema, { name, whole: type === 'integer' });
		case 'array':
			return makeList(generation, schema, name);
		case 'object':
			return makeNamed(generation, schema, name);
		default:
			return makeString(generation, schema, name);
	}
}

/** With what is required and it lacks. */
function completeExample(
	generation: Generation,
	schema: MergedSchema,
	{ example, name }: { example: JsonObject; name: string },
): JsonValue {
	const missing = [...schema.required].filter((one) => !Object.hasOwn(example, one));
	const made = missing.length > 0 ? makeNamed(generation, schema, name) : undefined;
	if (!isObject(made)) return example;
	const whole = { ...example };
	for (const one of missing) if (Object.hasOwn(made, one)) setOwn(whole, one, made[one] as JsonValue);
	return whole;
}

/** An object whose `name` is to fit what it is: by its property, else by its schema's name. */
function makeNamed(generation: Generation, schema: MergedSchema, name: string): JsonValue | undefined {
	const before = generation.noun;
	generation.noun = nameByParts(schema) || normalizeName(name) || nameNoun(schema.view) || before;
	const object = makeObject(generation, schema);
	generation.noun = before;
	return object;
}

/** A form that says how full a value is makes its own objects and lists. */
function mayUse(example: JsonValue, variant: Generation['variant']): boolean {
	return variant === undefined || typeof example !== 'object' || example === null;
}

const fitting = new WeakMap<MergedSchema, boolean>();

/**
 * Whether the example of a single value fits: one moment without its zone, deep inside, would cost all that was made around it. Of lists
 * and objects it is seen when the whole is checked.
 */
function isFitting({ direction }: Generation, schema: MergedSchema, example: JsonValue): boolean {
	if (typeof example === 'object') return true;
	const before = fitting.get(schema);
	if (before !== undefined) return before;
	const fits = fitsSurely(schema.view, example, direction) || compileView(schema.view, direction)(example).length === 0;
	fitting.set(schema, fits);
	return fits;
}

/** An example of this schema was seen not to fit, here or deeper. */
function isDistrusted({ distrusted }: Generation, { view }: MergedSchema): boolean {
	if (distrusted.length === 0) return false;
	return view.parts.some(({ pointer }) => distrusted.some((one) => one === pointer || one.startsWith(`${pointer}/`)));
}

function inferType(schema: MergedSchema): string {
	const describesObject =
		schema.properties.size + schema.required.size + schema.namePatterns.length + (schema.hasAdditional ? 1 : 0);
	if (describesObject > 0 || schema.minProperties > 0 || schema.closed) return 'object';
	if (schema.items || schema.prefix.length + schema.contains.length + schema.minItems > 0) return 'array';
	if (schema.minLength > 0 || schema.patterns.length > 0) return 'string';
	const limits = [schema.min, schema.max, schema.exclusiveMin, schema.exclusiveMax];
	if (limits.some(Number.isFinite) || schema.multiples.length > 0) return 'number';
	return ['string', 'integer', 'boolean', 'object', 'array'].find((type) => !schema.excludedTypes.has(type)) ?? 'null';
}
