// Resources by the properties of others that are called after them.

import { isSameNoun, type Resource } from '../../spec/index.ts';
import type { EffectContext } from './effect-context.ts';

const called = new WeakMap<EffectContext, Map<string, Resource | undefined>>();

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
