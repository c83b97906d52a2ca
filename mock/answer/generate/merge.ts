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

/** Everything that is asked of one value. Where several schemas limit the same thing, the tighter limit. */
export interface MergedSchema extends Limits {
	view: SchemaView;
	/** Where the first of the schemas stands. */
	pointer: Pointer;
	/** A schema that nothing fits. */
	never: boolean;
	/** `undefined`: any. */
	types: ReadonlySet<JsonType> | undefined;
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
export function mergeView(whole: SchemaView, choose: Choose): MergedSchema {
	const view = decideUnions(whole, (union) => chooseNamed(union, choose(union.branches)));
	const { prefix, rest } = readItems(view);
	const limits = readLimits(view);
	const isRestClosed = rest?.parts.some(({ value }) => value === false) === true;
	return {
		...limits,
		maxItems: isRestClosed ? Math.min(limits.maxItems, prefix.length) : limits.maxItems,
		view,
		pointer: view.roots[0]?.pointer ?? '',
		never: view.parts.some(({ value }) => value === false),
		types: readTypes(view),
		values: listValues(view),
		examples: listExamples(view),
		prefix,
		items: rest,
		required: listRequired(view),
		properties: listProperties(view),
		...readRest(view),
	};
}

/** A branch that goes by a name asks for that name in the property of the discriminator. */
function chooseNamed({ keyword, holder }: Union, branch: SchemaView | undefined): SchemaView | undefined {
	const named = keyword === 'if' || !branch ? undefined : readDiscriminator(holder);
	const name = named?.branches.find(({ view }) => view === branch)?.names[0];
	if (!named || !branch || name === undefined || named.keyword !== keyword) return branch;
	const { document } = holder;
	const value = { properties: { [named.property]: { const: name } }, required: [named.property] };
	return viewSchemas([...branch.roots, { document, pointer: joinPointer(holder.pointer, 'discriminator'), value }]);
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
