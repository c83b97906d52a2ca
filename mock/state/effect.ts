// Step 6 of a request's life: the state machine. Every call is synchronous, from the look to the change, so that of
// many requests for one entity only the first finds it as it was.

import type { CheckedRequest, EffectResult, Finding, OperationPlan, Session } from '../model.ts';
import { type CompiledEffect, compileOperationEffect, type EffectWorld } from './effect-plan.ts';
import { readState } from './expiry.ts';
import { checkSettings, NO_FINDINGS } from './settings.ts';
import { findRecord, runEffect } from './verbs.ts';

export type { CompiledEffect, EffectWorld } from './effect-plan.ts';
export { evaluateExpression } from './expressions.ts';

/** A request on its way to its effect. */
export interface EffectArgs {
	/** One that `compileEffect` has seen. */
	plan: OperationPlan;
	session: Session;
	request: CheckedRequest;
}

/** What stands in `plan.effect`: the work is done when the first request asks for it. */
interface EffectSlot {
	world: EffectWorld;
	compiled: CompiledEffect | undefined;
	isCompiled: boolean;
}

const STATELESS: EffectResult = Object.freeze({ kind: 'stateless' });

/**
 * Gives a plan its effect, in `plan.effect`; once for each plan, when the mock starts. Costs nothing: the effect is
 * compiled on the operation's first request. The world is the same for all plans of a mock.
 */
export function compileEffect(plan: OperationPlan, world: EffectWorld): void {
	plan.effect = { world, compiled: undefined, isCompiled: false } satisfies EffectSlot;
}

/**
 * What does not fit in the durations that the effect would reckon from the request (`set: { after }`): not a
 * duration, not longer than zero, beyond its `max`. Belongs to step 4; changes nothing. Empty: all fit.
 */
export function checkEffect({ plan, session, request }: EffectArgs): readonly Finding[] {
	const compiled = openSlot(plan)?.compiled;
	if (!compiled || compiled.settings.length === 0) return NO_FINDINGS;
	return checkSettings({ settings: compiled.settings, request, clock: session.clock });
}

/**
 * Does what the operation declares, and tells what it came to. A missing entity, a refused move and a key that is
 * taken are results with the status that the effect asks for (`missing`, `refused`), else 404 and 409.
 */
export function applyEffect({ plan, session, request }: EffectArgs): EffectResult {
	const slot = openSlot(plan);
	return slot?.compiled ? runEffect({ world: slot.world, compiled: slot.compiled, session, request }) : STATELESS;
}

/** The state of the entity that the request names; `undefined`: it names none, or one without a state. */
export function stateOfRequest({ plan, session, request }: EffectArgs): string | undefined {
	const compiled = openSlot(plan)?.compiled;
	const record = compiled && findRecord({ compiled, session, request });
	return record && readState(compiled.resource, record.entity);
}

function openSlot(plan: OperationPlan): EffectSlot | undefined {
	const slot = plan.effect as EffectSlot | undefined;
	if (!slot) {
		if (plan.operation.effect) throw new TypeError(`compileEffect has not seen ${plan.operation.id}`);
		return undefined;
	}
	if (!slot.isCompiled) {
		slot.compiled = compileOperationEffect(plan.operation, slot.world);
		slot.isCompiled = true;
	}
	return slot;
}
