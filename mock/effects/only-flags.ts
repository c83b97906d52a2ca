// Flags that one of a place has: where an address becomes the default one, that which was it is it no longer.

import { getOwn, guessTypes, isObject, setOwn, toPlain, withoutVerb } from '../../spec/index.ts';
import { isInScope } from '../store/entity-scope.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { nameEntity } from '../text/name-entity.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { isMadeUp } from './birth/bindings.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import { findResourceCalled } from './called-resources.ts';
import type { EffectContext } from './effect-context.ts';
import type { EffectResult } from './effect-result.ts';
import type { Run } from './spot.ts';
import { MAX_BESIDES } from './tell-along.ts';

/** The flags of a resource that one has, and the properties that say whose its entities are: of each of them one. */
interface OnlyFlags {
	flags: readonly string[];
	owners: readonly string[];
}

const NONE: OnlyFlags = Object.freeze({ flags: [], owners: [] });
const FIRST = ['default', 'primary', 'main'];
/** Who has things, where the document has no resource of them. */
const PEOPLE = /^(?:user|owner|account|customer|member|tenant|organization|org|company)$/;
const plans = new WeakMap<BirthPlan, OnlyFlags>();

/**
 * Takes such a flag from the others of the place where the request gave it to one: by `set-default`, or by `isDefault: true` in what was
 * sent. What the document declares is done by what it declares.
 */
export function leaveToOne({ context, compiled, session, request }: Run, result: EffectResult): void {
	const { resource, effect, birth } = compiled;
	if (result.kind !== 'entity' || !result.record || !('set' in effect) || !resource.inferred) return;
	const { flags, owners } = planOnly(context, birth);
	if (flags.length === 0) return;
	const { record, mention } = result;
	const sent = compiled.readBody(request);
	for (const flag of flags) {
		const isGiven = effect.set.has(flag) || (isObject(sent) && getOwn(sent, flag) === true);
		if (!isGiven || getOwn(record.entity, flag) !== true) continue;
		for (const other of session.store.findAlike(resource.name, [flag], true)) {
			if (other === record || !isBeside(other, record, owners)) continue;
			const entity = { ...other.entity };
			setOwn(entity, flag, false);
			session.store.update(other, entity);
			const told = `patched ${nameEntity({ resource: resource.name, key: other.key })}`;
			mention.besides = [...(mention.besides ?? []), told].slice(0, MAX_BESIDES);
		}
	}
}

function isBeside(other: EntityRecord, record: EntityRecord, owners: readonly string[]): boolean {
	const { facts = {} } = record;
	return (
		isInScope(other, record.scope) &&
		Object.keys(facts).every((name) => isMadeUp(name) || other.facts?.[name] === facts[name]) &&
		owners.every((name) => getOwn(other.entity, name) === getOwn(record.entity, name))
	);
}

function planOnly(context: EffectContext, birth: BirthPlan): OnlyFlags {
	let plan = plans.get(birth);
	if (!plan) {
		plan = birth.resource.singleton ? NONE : findOnly(context, birth);
		plans.set(birth, plan);
	}
	return plan;
}

function findOnly(context: EffectContext, { resource, membersOf }: BirthPlan): OnlyFlags {
	const noun = toPlain(resource.name);
	const says = FIRST.flatMap((word) => [word, word + noun]);
	const members = [...membersOf({})];
	const flags = members.flatMap(([name, { view }]) =>
		says.includes(withoutVerb(toPlain(name))) && guessTypes(view).has('boolean') ? [name] : [],
	);
	if (flags.length === 0) return NONE;
	const owners = members.flatMap(([name]) => {
		const [, whose] = /^(\w+)_(?:id|uuid|key)$/.exec(normalizeName(name)) ?? [];
		return whose && (PEOPLE.test(whose) || findResourceCalled(context, whose)) ? [name] : [];
	});
	return { flags, owners };
}
