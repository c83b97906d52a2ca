// Objects.

import {
	findProperty,
	isWithheld,
	type JsonObject,
	type JsonValue,
	type SchemaRef,
	setOwn,
	viewSchemas,
} from '../../../spec/index.ts';
import { type Generation, giveUp, isRecursive } from './context.ts';
import { generateFromPattern } from './from-pattern.ts';
import type { MergedSchema } from './merge.ts';

/** How likely an optional property is in the `seeded` form. */
const SEEDED_CHANCE = 0.6;
/** No generated object is larger. */
const MAX_PROPERTIES = 1000;

/** An object that fits: all it must have, and of the rest as much as the variant asks for. */
export function makeObject(generation: Generation, schema: MergedSchema): JsonObject | undefined {
	const object: JsonObject = {};
	const required = listRequired(generation, schema);
	const chosen = new Set([...required, ...chooseOptional(generation, schema, required)]);
	// In the document's order, then what is required without being described.
	const names = [...[...schema.properties.keys()].filter((name) => chosen.has(name)), ...chosen];
	for (const name of new Set(names)) {
		if (Object.keys(object).length >= schema.maxProperties && !required.has(name)) continue;
		const known = generation.failure;
		const value = makeProperty(generation, schema, name);
		if (value !== undefined) setOwn(object, name, value);
		else if (required.has(name)) return giveUp(generation, schema.pointer, `its property ${name} can't be generated`);
		else generation.failure = known;
	}
	return fillUp(generation, schema, object);
}

function listRequired(generation: Generation, schema: MergedSchema): Set<string> {
	const required = new Set<string>();
	const open = [...schema.required];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		if (required.has(name) || isHidden(generation, schema, name)) continue;
		required.add(name);
		open.push(...(schema.dependentRequired.get(name) ?? []));
	}
	return required;
}

/** A property that this direction leaves out. */
function isHidden(generation: Generation, schema: MergedSchema, name: string): boolean {
	const property = schema.properties.get(name);
	return property !== undefined && isWithheld(property, generation.direction);
}

function chooseOptional(generation: Generation, schema: MergedSchema, required: ReadonlySet<string>): string[] {
	const { variant, numbers } = generation;
	if (variant === 'minimal') return [];
	const chosen: string[] = [];
	for (const [name, property] of schema.properties) {
		if (required.has(name) || isHidden(generation, schema, name)) continue;
		// What draws more after it stays out, unless it must be there.
		if (schema.dependents.has(name) || schema.dependentRequired.has(name)) continue;
		if (generation.room < 50 || isRecursive(generation, property)) continue;
		if (variant !== 'seeded' || numbers.next() < SEEDED_CHANCE) chosen.push(name);
	}
	return chosen;
}

function makeProperty(generation: Generation, schema: MergedSchema, name: string): JsonValue | undefined {
	const { view, forbiddenBy } = findProperty(schema.view, name);
	if (forbiddenBy) return giveUp(generation, schema.pointer, `requires ${name} and forbids it`);
	return generation.make(view, name);
}

/** Properties that nobody named, where so many are asked for, and one in a map so that it isn't empty. */
function fillUp(generation: Generation, schema: MergedSchema, object: JsonObject): JsonObject | undefined {
	const isMap = schema.properties.size === 0 && (schema.hasAdditional || schema.namePatterns.length > 0);
	const wanted = Math.max(
		schema.minProperties,
		isMap && generation.variant !== 'minimal' && generation.room > 50 ? 1 : 0,
	);
	const goal = Math.min(wanted, schema.maxProperties);
	if (goal > MAX_PROPERTIES) return giveUp(generation, schema.pointer, `asks for ${goal} properties`);
	for (const name of schema.properties.keys()) {
		if (Object.keys(object).length >= goal || isHidden(generation, schema, name)) break;
		if (Object.hasOwn(object, name)) continue;
		const value = makeProperty(generation, schema, name);
		if (value !== undefined) setOwn(object, name, value);
	}
	for (let tries = 0; Object.keys(object).length < goal && tries < goal * 4 + 8; tries += 1) {
		const name = inventName(generation, schema, tries);
		if (name === undefined || Object.hasOwn(object, name)) continue;
		const before = generation.failure;
		const value = makeProperty(generation, schema, name);
		if (value !== undefined) setOwn(object, name, value);
		else if (schema.minProperties === 0) {
			generation.failure = before;
			return object;
		}
	}
	const missing = schema.minProperties - Object.keys(object).length;
	return missing > 0 ? giveUp(generation, schema.pointer, `asks for ${missing} more properties`) : object;
}

function inventName(generation: Generation, schema: MergedSchema, index: number): string | undefined {
	const { numbers } = generation;
	if (schema.closed || (!schema.hasAdditional && schema.namePatterns.length > 0)) {
		if (schema.namePatterns.length === 0) return undefined;
		return generateFromPattern([numbers.pick(schema.namePatterns)], { minLength: 0, maxLength: 100, numbers });
	}
	if (schema.propertyNames.length === 0) return `key${index + 1}`;
	const name = generation.make(
		viewSchemas([...schema.propertyNames, { ...(schema.propertyNames[0] as SchemaRef), value: TEXT, pointer: '' }]),
		'',
	);
	return typeof name === 'string' ? name : undefined;
}

const TEXT = { type: 'string' };
