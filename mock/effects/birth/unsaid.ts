// Whose a new entity is, where no request can say that and nobody is signed in: a value made up for it is nobody's.

import { type Binding, getOwn, type JsonObject } from '../../../spec/index.ts';
import type { Session } from '../../session/session.ts';
import { toKeyText } from '../../store/key-text.ts';
import type { EffectContext } from '../effect-context.ts';
import { nameMadeUp } from './bindings.ts';
import type { BirthPlan } from './birth-plan.ts';
import { isAnySigned } from './whose.ts';

const plans = new WeakMap<BirthPlan, readonly Binding[]>();
const NONE: readonly Binding[] = Object.freeze([]);

/** What lists below users ask of it, and nobody has said; nothing where somebody is signed in, whose it is. */
export function listUnsaid(
	context: EffectContext,
	{ birth, entity, session }: { birth: BirthPlan; entity: JsonObject; session: Session },
): readonly Binding[] {
	let plan = plans.get(birth);
	if (!plan) {
		plan = findOpen(context, birth);
		plans.set(birth, plan);
	}
	return plan.length === 0 || isAnySigned(session)
		? NONE
		: plan.filter(({ property }) => property !== undefined && !Object.hasOwn(entity, property));
}

/** Notes beside the entity what was made up for it. */
export function noteUnsaid(
	entity: JsonObject,
	unsaid: readonly Binding[],
	known: Record<string, string> | undefined,
): Record<string, string> | undefined {
	let facts = known;
	for (const { name, property = '', inside } of unsaid) {
		const shown = getOwn(entity, property);
		const text = toKeyText(inside === undefined ? shown : getOwn(shown, inside));
		if (text === undefined) continue;
		facts ??= Object.create(null) as Record<string, string>;
		facts[nameMadeUp(name)] = text;
	}
	return facts;
}

function findOpen({ operations }: EffectContext, { resource }: BirthPlan): readonly Binding[] {
	const found = operations.flatMap(({ effect }) => {
		const bindings = effect?.kind === 'list' && effect.resource === resource.name ? effect.bindings : undefined;
		return bindings?.filter(({ isTold, property }) => isTold && property !== undefined) ?? [];
	});
	return found.length === 0 ? NONE : found;
}
