// Objects.

import {
	type Direction,
	findKeyword,
	findProperty,
	guessTypes,
	isWithheld,
	type JsonObject,
	type JsonValue,
	listValues,
	readLimits,
	type SchemaRef,
	type SchemaView,
	setOwn,
	viewSchemas,
} from '../../../spec/index.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import { type Generation, giveUp, isRecursive } from './context.ts';
import { generateFromPattern } from './from-pattern.ts';
import type { MergedSchema } from './merge.ts';
import { orderBounds } from './order-bounds.ts';

/** How likely an optional property is in the `seeded` form. */
const SEEDED_CHANCE = 0.6;
/** No generated object is larger. */
const MAX_PROPERTIES = 1000;

/** An object that fits: all it must have, and of the rest as much as the variant asks for. */
export function makeObject(generation: Generation, schema: MergedSchema): JsonObject | undefined {
	const object: JsonObject = {};
	const plan = planObject(schema, generation.direction);
	const { required } = plan;
	const left = leaveOut(generation, schema, plan);
	let count = 0;
	for (const name of plan.names) {
		const isRequired = required.has(name);
		if (!isRequired && (count >= schema.maxProperties || left.has(name))) continue;
		const known = generation.failure;
		const value = makeProperty(generation, schema, name);
		if (value !== undefined) {
			setOwn(object, name, value);
			count += 1;
		} else if (isRequired) return giveUp(generation, schema.pointer, `its property ${name} can't be generated`);
		else generation.failure = known;
	}
	orderBounds(object, schema);
	return fillUp(generation, schema, object);
}

/** What may stand in an object, whatever the seed. */
interface ObjectPlan {
	required: ReadonlySet<string>;
	/** What need not be there, in the document's order; without what draws more after it. */
	optional: ReadonlyMap<string, SchemaView>;
	/** Both, in the document's order; then what is required without being described. */
	names: readonly string[];
}

const plans: Record<Direction, WeakMap<MergedSchema, ObjectPlan>> = { request: new WeakMap(), response: new WeakMap() };

function planObject(schema: MergedSchema, direction: Direction): ObjectPlan {
	const known = plans[direction].get(schema);
	if (known) return known;
	const required = listRequired(schema, direction);
	const optional = new Map(
		[...schema.properties].filter(
			([name]) =>
				!required.has(name) &&
				!schema.avoided.has(name) &&
				!isHidden(schema, name, direction) &&
				!schema.dependents.has(name) &&
				!schema.dependentRequired.has(name),
		),
	);
	const described = [...schema.properties.keys()].filter((name) => required.has(name) || optional.has(name));
	const plan = { required, optional, names: [...new Set([...described, ...required])] };
	plans[direction].set(schema, plan);
	return plan;
}

function listRequired(schema: MergedSchema, direction: Direction): Set<string> {
	const required = new Set<string>();
	const open = [...schema.required];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		if (required.has(name) || isHidden(schema, name, direction)) continue;
		required.add(name);
		open.push(...(schema.dependentRequired.get(name) ?? []));
	}
	return required;
}

/** A property that this direction leaves out. */
function isHidden(schema: MergedSchema, name: string, direction: Direction): boolean {
	const property = schema.properties.get(name);
	return property !== undefined && isWithheld(property, direction);
}

const NONE: ReadonlySet<string> = new Set();

/** The optional properties that are not made this time. */
function leaveOut(generation: Generation, schema: MergedSchema, plan: ObjectPlan): ReadonlySet<string> {
	const { variant, numbers } = generation;
	const { optional } = plan;
	if (optional.size === 0) return NONE;
	if (variant === 'minimal') return new Set(optional.keys());
	if (variant === 'sample') {
		const chosen = new Set(choosePlain(generation, schema, plan));
		return new Set([...optional.keys()].filter((name) => !chosen.has(name)));
	}
	let left: Set<string> | undefined;
	for (const [name, property] of optional) {
		if (generation.room >= generation.leanBelow && !isRecursive(generation, property)) {
			if (variant !== 'seeded' || numbers.next() < SEEDED_CHANCE) continue;
		}
		left ??= new Set();
		left.add(name);
	}
	return left ?? NONE;
}

/** Beside what is required, at most so many properties in a sample. */
const SAMPLE_PROPERTIES = 3;
/** What an API makes up itself, or what names another entity, or the request. */
const ID = /(?:^|_)(?:id|ids|uuid|guid|etag|sid|nonce)$|(?:^|_)idempotency_(?:key|token)$/;
const PLAIN: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean']);

/** A few plain properties where little is required, one of them a text that may be changed. */
function choosePlain(generation: Generation, schema: MergedSchema, { required, optional }: ObjectPlan): string[] {
	const chosen: string[] = [];
	const isChangeable = (name: string): boolean =>
		!ID.test(normalizeName(name)) && isFreeText(findProperty(schema.view, name).view);
	let hasText = [...required].some(isChangeable);
	const candidates = [...optional].filter(
		([name, view]) =>
			!ID.test(normalizeName(name)) && findKeyword(view, 'deprecated') !== true && !isRecursive(generation, view),
	);
	for (const [name, view] of candidates) {
		const isText = isFreeText(view);
		const isPlain = [...guessTypes(view)].some((type) => PLAIN.has(type));
		const room = SAMPLE_PROPERTIES - required.size - chosen.length;
		// The last place is kept for a text.
		if (!isPlain || (isText ? hasText && room <= 0 : room <= (hasText ? 0 : 1))) continue;
		chosen.push(name);
		hasText ||= isText;
	}
	if (hasText) return chosen;
	// An envelope, or `attributes`: what it holds is what may be changed.
	const holder = candidates.find(([name, view]) => !chosen.includes(name) && guessTypes(view).has('object'));
	const inner = holder ?? (chosen.length + required.size > 0 ? undefined : candidates[0]);
	return inner ? [...chosen, inner[0]] : chosen;
}

/** Any text will do, also where it may be null or something else instead: of a date or null, none will. */
function isFreeText(view: SchemaView): boolean {
	const { formats, patterns } = readLimits(view);
	if (!guessTypes(view).has('string') || listValues(view) || formats.length + patterns.length > 0) return false;
	return view.unions.every(
		({ keyword, branches }) =>
			keyword === 'if' || branches.every((branch) => !guessTypes(branch).has('string') || isFreeText(branch)),
	);
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
		isMap && generation.variant !== 'minimal' && generation.room >= generation.leanBelow ? 1 : 0,
	);
	const goal = Math.min(wanted, schema.maxProperties);
	if (goal <= 0 && schema.minProperties === 0) return object;
	if (goal > MAX_PROPERTIES) return giveUp(generation, schema.pointer, `asks for ${goal} properties`);
	for (const name of schema.properties.keys()) {
		if (Object.keys(object).length >= goal) break;
		if (Object.hasOwn(object, name) || schema.avoided.has(name)) continue;
		if (isHidden(schema, name, generation.direction)) continue;
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
