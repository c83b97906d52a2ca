// A mock's operations with their effects, and one session to run them in.

import { applyEffect, compileEffect } from '../../../mock/effects/effect.ts';
import type { EffectContext } from '../../../mock/effects/effect-context.ts';
import type { EffectResult } from '../../../mock/effects/effect-result.ts';
import type { OperationPlan } from '../../../mock/pipeline/operation-plan.ts';
import type { Session } from '../../../mock/session/session.ts';
import type { EntityRecord } from '../../../mock/store/entity-store.ts';
import type { JsonObject, Operation } from '../../../spec/index.ts';
import { openSessions } from '../session/sessions.ts';
import { OPERATIONS, planOf, RESOURCES, requestOf } from './orders.ts';

type Parts = Parameters<typeof requestOf>[1];

/** The operations of the orders API and further ones; `run('read', { path })` runs one's effect. */
export function openWorld(extra: Record<string, Operation> = {}) {
	const all: Record<string, Operation> = { ...OPERATIONS, ...extra };
	const world: EffectContext = { resources: RESOURCES, operations: Object.values(all) };
	const session = openSessions({ options: { maxEntities: 1000 } }).get('default');
	const plans = new Map<string, OperationPlan>();
	for (const [name, operation] of Object.entries(all)) {
		const plan = planOf(operation);
		compileEffect(plan, world);
		plans.set(name, plan);
	}
	const args = (name: string, parts: Parts = {}) => {
		const plan = plans.get(name) as OperationPlan;
		return { plan, session, request: requestOf(plan, parts) };
	};
	const run = (name: string, parts?: Parts) => applyEffect(args(name, parts));
	return { session, run, args };
}

export function entityOf(result: EffectResult): JsonObject {
	if (result.kind !== 'entity') throw new Error(`not an entity: ${result.kind}`);
	return result.entity;
}

/** Puts an order into the store, in the state NEW unless the entity says otherwise. */
export function put(session: Session, key: string, entity: JsonObject = {}, shop = 'acme'): EntityRecord | undefined {
	return session.store.create({
		resource: 'order',
		scope: [shop],
		key,
		entity: { shop, order_id: key, status: 'NEW', ...entity },
	});
}
