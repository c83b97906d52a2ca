// All that is asked of one value: the view of its schemas with a branch of each union chosen.

import {
	decideUnions,
	getObject,
	getOwn,
	isObject,
	type JsonType,
	type JsonValue,
	joinPointer,
	type Limits,
	listExamples,
	listProperties,
	listRequired,
	listValues,
	type NamedHeir,
	nameHeir,
	type Pointer,
	readDiscriminator,
	readItems,
	readLimits,
	readTypes,
	type SchemaRef,
	type SchemaView,
	stepInto,
	type Union,
	viewSchemas,
} from '../../../spec/index.ts';
import type { Generation } from './context.ts';
import { findStrange, listLeft } from './estrange.ts';
import { narrowLimits, type Others, readNots } from './nots.ts';

/** Everything that is asked of one value. Where several schemas limit the same thing, the tighter limit. */
export interface MergedSchema extends Limits {
	view: SchemaView;
	/** Where the first of the schemas stands. */
	pointer: Pointer;
	/** A schema that nothing fits. */
	never: boolean;
	/** `undefined`: any, but for `excludedTypes`. */
	types: ReadonlySet<JsonType> | undefined;
	excludedTypes: ReadonlySet<string>;
	/** Properties that stay out, so that a `not` or another branch of a union doesn't fit as well. */
	avoided: ReadonlySet<string>;
	/** What `const` and `enum` leave; `undefined`: anything. */
	values: readonly JsonValue[] | undefined;
	/** `example`, `examples` and `default`, in that order of preference. */
	examples: readonly JsonValue[];
	prefix: readonly SchemaView[];
	items: SchemaView | undefined;
	contains: readonly { schema: SchemaRef; min: number }[];
	required: ReadonlySet<string>;
	properties: ReadonlyMap<string, SchemaView>;
	namePatterns: readonly string[];
	/** Properties that nobody names may come, and something is asked of them. */
	hasAdditional: boolean;
	closed: boolean;
	propertyNames: readonly SchemaRef[];
	/** Schemas that hold where a property is there. */
	dependents: ReadonlyMap<string, readonly SchemaRef[]>;
	dependentRequired: ReadonlyMap<string, readonly string[]>;
}

/** Chooses a branch of a union, or one of the two ways of a condition. */
export type Choose = (branches: readonly SchemaView[]) => SchemaView | undefined;

/** Decides the unions of a view and gathers what is asked then. */
export function mergeView(
	whole: SchemaView,
	{ choose, caution }: { choose: Choose; caution: Generation['caution'] },
): MergedSchema {
	// Most schemas leave nothing to be decided, and are asked for again and again.
	const isDecided = caution === 'none' && whole.unions.length === 0 && whole.conditions.length === 0;
	const known = isDecided ? decided.get(whole) : undefined;
	if (known) return known;
	const merged = mergeDecided(whole, { choose, caution });
	if (isDecided) decided.set(whole, merged);
	return merged;
}

const decided = new WeakMap<SchemaView, MergedSchema>();

function mergeDecided(
	whole: SchemaView,
	{ choose, caution }: { choose: Choose; caution: Generation['caution'] },
): MergedSchema {
	const others: Others[] = [];
	const view = decideUnions(whole, (union) => {
		const first = choose(union.branches);
		if (caution === 'none' || union.keyword !== 'oneOf' || !first) return chooseNamed(union, first);
		const strange = caution === 'estrange' ? findStrange(union, first) : undefined;
		const branch = chooseNamed(union, strange?.branch ?? first);
		others.push(...listLeft(union, branch).map(listRequired));
		return strange && branch === strange.branch ? strange.view : branch;
	});
	const heir = caution === 'none' ? nameHeir(view) : undefined;
	if (heir) return mergeView(enterHeir(whole, heir), { choose, caution });
	const nots = readNots(view);
	const { prefix, rest } = readItems(view);
	const limits = narrowLimits(readLimits(view), nots.limits);
	const required = listRequired(view);
	const types = readTypes(view);
	const values = listValues(view);
	const isRestClosed = rest?.parts.some(({ value }) => value === false) === true;
	return {
		...limits,
		maxItems: isRestClosed ? Math.min(limits.maxItems, prefix.length) : limits.maxItems,
		view,
		pointer: view.roots[0]?.pointer ?? '',
		never: view.parts.some(({ value }) => value === false),
		types: types && nots.types.size > 0 ? new Set([...types].filter((type) => !nots.types.has(type))) : types,
		excludedTypes: nots.types,
		avoided: chooseAvoided([...nots.names, ...others], required),
		values: nots.values.size > 0 ? values?.filter((one) => !nots.values.has(JSON.stringify(one))) : values,
		examples: listExamples(view),
		prefix,
		items: rest,
		required,
		properties: listProperties(view),
		...readRest(view),
	};
}

/** A branch that goes by a name asks for that name in the property of the discriminator. */
function chooseNamed({ keyword, holder }: Union, branch: SchemaView | undefined): SchemaView | undefined {
	const named = keyword === 'if' || !branch ? undefined : readDiscriminator(holder);
	const name = named?.branches.find(({ schema }) => schema.value === branch?.roots[0]?.value)?.names[0];
	if (!named || !branch || name === undefined || named.keyword !== keyword) return branch;
	return viewSchemas([...branch.roots, askForName(holder, named.property, name)]);
}

/** All that holds for one value, with what its discriminator leaves to say. */
function enterHeir(whole: SchemaView, { base, property, name, schema }: NamedHeir): SchemaView {
	return viewSchemas([...whole.roots, ...(schema ? [schema] : []), askForName(base, property, name)]);
}

/** By the schema that has the discriminator. The same schema each time, so that the view of it is the same one too. */
const askedNames = new WeakMap<object, Map<string, SchemaRef>>();

function askForName(holder: SchemaRef, property: string, name: string): SchemaRef {
	const { document, pointer } = holder;
	const known = askedNames.get(holder.value as object) ?? new Map<string, SchemaRef>();
	askedNames.set(holder.value as object, known);
	const asked = known.get(name) ?? {
		document,
		pointer: joinPointer(pointer, 'discriminator'),
		value: { properties: { [property]: { const: name } }, required: [property] },
	};
	known.set(name, asked);
	return asked;
}

/** Of each group of names the first that need not be there. */
function chooseAvoided(groups: readonly Others[], required: ReadonlySet<string>): ReadonlySet<string> {
	const avoided = new Set<string>();
	for (const group of groups) {
		const names = [...group];
		if (names.some((name) => avoided.has(name))) continue;
		const free = names.find((name) => !required.has(name));
		if (free !== undefined) avoided.add(free);
	}
	return avoided;
}

/** What only the making of objects and lists asks about. */
function readRest({
	parts,
}: SchemaView): Pick<
	MergedSchema,
	'contains' | 'namePatterns' | 'hasAdditional' | 'closed' | 'propertyNames' | 'dependents' | 'dependentRequired'
> {
	const dependents = new Map<string, SchemaRef[]>();
	const dependentRequired = new Map<string, readonly string[]>();
	for (const part of parts) {
		for (const name of Object.keys(getObject(part.value, 'dependentSchemas') ?? {})) {
			dependents.set(name, [...(dependents.get(name) ?? []), stepInto(part, 'dependentSchemas', name)]);
		}
		for (const [name, names] of Object.entries(getObject(part.value, 'dependentRequired') ?? {})) {
			if (Array.isArray(names)) dependentRequired.set(name, names.map(String));
		}
	}
	const others = parts.map(
		({ value }) => getOwn(value, 'additionalProperties') ?? getOwn(value, 'unevaluatedProperties'),
	);
	return {
		contains: parts
			.filter(({ value }) => isObject(getOwn(value, 'contains')))
			.map((part) => {
				const min = getOwn(part.value, 'minContains');
				return { schema: stepInto(part, 'contains'), min: typeof min === 'number' ? min : 1 };
			}),
		namePatterns: parts.flatMap(({ value }) => Object.keys(getObject(value, 'patternProperties') ?? {})),
		hasAdditional: others.some(isObject),
		closed: others.includes(false),
		propertyNames: parts
			.filter(({ value }) => isObject(getOwn(value, 'propertyNames')))
			.map((part) => stepInto(part, 'propertyNames')),
		dependents,
		dependentRequired,
	};
}
