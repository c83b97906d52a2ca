// Step 6 of the pipeline: the state machine. Every call is synchronous, from the look to the change, so that of
// many requests for one entity only the first finds it as it was.

import { describeInexact, listPossibleProperties, parsePointer } from '../../spec/index.ts';
import type { NamedEntity } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import { readState } from '../store/expiry.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckedRequest } from '../types/request.ts';
import { checkAssignments, NO_FINDINGS } from './assignments.ts';
import type { CompiledEffect, EffectPlanned, EffectSlot } from './compiled-effect.ts';
import type { EffectContext } from './effect-context.ts';
import { compileOperationEffect } from './effect-plan.ts';
import type { EffectResult } from './effect-result.ts';
import { findRecord } from './open-spot.ts';
import { effectFor } from './signed-in.ts';
import { runEffect } from './verbs.ts';

export type { EffectContext } from './effect-context.ts';

/** A request on its way to its effect. */
export interface EffectArgs {
	/** One that `compileEffect` has seen. */
	plan: EffectPlanned;
	session: Session;
	request: CheckedRequest;
}

const STATELESS: EffectResult = Object.freeze({ kind: 'stateless' });

/**
 * Gives a plan its effect, in `plan.effect`; once for each plan, when the mock starts. Costs nothing: the effect is
 * compiled on the operation's first request. The context is the same for all plans of a mock.
 */
export function compileEffect(plan: EffectPlanned, context: EffectContext): void {
	plan.effect = { context, compiled: undefined, isCompiled: false };
}

/**
 * What does not fit in the durations that the effect would reckon from the request (`set: { after }`): not a
 * duration, not longer than zero, beyond its `max`. Belongs to step 4; changes nothing. Empty: all fit.
 */
export function checkEffect({ plan, session, request }: EffectArgs): readonly Finding[] {
	const compiled = openEffect(plan)?.compiled;
	if (!compiled) return NO_FINDINGS;
	if (request.inexact && compiled.effect.kind !== 'read') {
		const kept = request.inexact.find((one) => one.isDeclared || isShown(one.path, compiled));
		if (kept) return [findInexact(kept.written)];
	}
	const findings = checkOwn(compiled, request, session);
	if (!compiled.effect.followUps) return findings;
	return [...findings, ...compiled.followUps().flatMap((next) => checkOwn(next.compiled, request, session))];
}

function checkOwn({ assignments }: CompiledEffect, request: CheckedRequest, { clock }: Session): readonly Finding[] {
	return assignments.length === 0 ? NO_FINDINGS : checkAssignments({ assignments, request, clock });
}

/**
 * Does what the operation declares, and tells what it came to. A missing entity, a refused move and a key that is
 * taken are results with the status that the effect asks for (`missing`, `refused`), else 404 and 409.
 */
export function applyEffect({ plan, session, request }: EffectArgs): EffectResult {
	const slot = openEffect(plan);
	const compiled = slot && effectFor(slot, session);
	if (!compiled) return STATELESS;
	const result = runEffect({ context: slot.context, compiled, session, request });
	if (result.kind !== 'entity') return result;
	if (result.record) result.entity = compiled.embedding()?.show(session, result.record) ?? result.entity;
	const tags = compiled.tags();
	if (!tags) return result;
	const { entity } = result;
	result.version = { tag: tags.readTag(entity), changedMs: tags.readChanged(entity) };
	return result;
}

/** What is stored, for a request that only reads it; `undefined`: it would change something, or there is nothing. */
export function readStored(args: EffectArgs): (EffectResult & { kind: 'entity' | 'list' }) | undefined {
	const kind = args.plan.operation.effect?.kind;
	if (kind !== 'read' && kind !== 'list') return undefined;
	const result = applyEffect(args);
	return result.kind === 'entity' || result.kind === 'list' ? result : undefined;
}

/** The entity that the request names, as scripts ask for it; `undefined`: it names none that is there. */
export function findNamed({ plan, session, request }: EffectArgs): NamedEntity | undefined {
	const slot = openEffect(plan);
	const compiled = slot && effectFor(slot, session);
	if (!compiled) return undefined;
	const record = findRecord({ context: slot.context, compiled, session, request });
	if (!record) return undefined;
	const { resource, key, scope, entity } = record;
	return { resource, key, scope, entity, state: readState(compiled.resource, entity) };
}

/** Whether answers show the entity's property in which a place of the body lies, though no request declares it. */
function isShown(path: readonly (string | number)[], { birth, intake, resource }: CompiledEffect): boolean {
	const name = path[parsePointer(intake().place)?.length ?? 0];
	if (typeof name !== 'string' || !birth.view || name === resource.key) return true;
	return listPossibleProperties(birth.view).has(name);
}

/** What is stored is what was sent: an id never becomes another one. */
function findInexact(written: string): Finding {
	return { code: 'request.body.number', message: describeInexact(written), in: 'body', pointer: '' };
}

/** The operation's effect, compiled on its first use; `undefined`: it has none. */
export function openEffect(plan: EffectPlanned): EffectSlot | undefined {
	const slot = plan.effect;
	if (!slot) {
		if (plan.operation.effect) throw new TypeError(`compileEffect has not seen ${plan.operation.id}`);
		return undefined;
	}
	if (!slot.isCompiled) {
		slot.compiled = compileOperationEffect(plan.operation, slot.context);
		slot.isCompiled = true;
	}
	return slot;
}
