// Resources by the properties of others that are called after them, or have their schema.

import { guessTypes, isSameNoun, nameOfSchema, type Resource, type SchemaView, viewItems } from '../../spec/index.ts';
import { planBirth } from './birth/birth-plan.ts';
import type { EffectContext } from './effect-context.ts';

const called = new WeakMap<EffectContext, Map<string, Resource | undefined>>();
const alike = new WeakMap<EffectContext, Map<string, Resource | undefined>>();

/** The resource that a property is called after; `undefined`: there is none. */
export function findResourceCalled(context: EffectContext, property: string): Resource | undefined {
	const known = called.get(context) ?? new Map<string, Resource | undefined>();
	called.set(context, known);
	if (!known.has(property))
		known.set(
			property,
			[...context.resources.values()].find(({ name }) => isSameNoun(name, property)),
		);
	return known.get(property);
}

/** The resource whose entities have the schema of what a property shows, or of the elements of its list: `User` of `author`; `undefined`: there is none. */
export function findResourceShown(context: EffectContext, view: SchemaView): Resource | undefined {
	const one = (guessTypes(view).has('array') && viewItems(view)) || view;
	const schema = nameOfSchema(one);
	if (schema === undefined) return undefined;
	const known = alike.get(context) ?? new Map<string, Resource | undefined>();
	alike.set(context, known);
	if (!known.has(schema)) known.set(schema, findOfSchema(context, schema));
	return known.get(schema);
}

function findOfSchema(context: EffectContext, schema: string): Resource | undefined {
	const isIt = (one: Resource): boolean => {
		const own = one.singleton ? undefined : planBirth(context, one).view;
		return own !== undefined && nameOfSchema(own) === schema;
	};
	return [...context.resources.values()].find(isIt);
}
