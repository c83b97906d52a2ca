// What the documents store, and what leads from state to state.

import type { JsonObject, Resource } from '../../spec/index.ts';
import type { OperationPlan } from '../pipeline/operation-plan.ts';
import { answer, type ControlCall, type Reply } from './call.ts';

/** `listResources` */
export function listResources({ engine, entities }: ControlCall): Reply {
	const { resources, router } = engine;
	return answer({
		resources: [...resources.values()].map((resource) => ({
			...renderResource(resource, router.plans),
			sample: entities.sampleOf(resource),
		})),
	});
}

function renderResource(resource: Resource, plans: readonly OperationPlan[]): JsonObject {
	const { name, key, aliases, versions, content, scope, state, initial, states } = resource;
	return {
		name,
		key,
		...(aliases && { aliases: [...aliases] }),
		...(versions !== undefined && { versions }),
		...(content !== undefined && { content }),
		scope: [...scope],
		...(state !== undefined && { state }),
		...(initial !== undefined && { initial }),
		states: [...states.keys()],
		moves: [...listMoves(resource, plans), ...listExpiries(resource)],
	};
}

function listMoves({ name }: Resource, plans: readonly OperationPlan[]): JsonObject[] {
	return plans.flatMap(({ operation: { id, effect } }) => {
		const effects = [effect, ...(effect?.followUps ?? [])];
		return effects.flatMap((one) =>
			one?.kind === 'move' && one.resource === name ? [{ from: [...one.from], to: one.to, operationId: id }] : [],
		);
	});
}

function listExpiries({ states }: Resource): JsonObject[] {
	return [...states.values()].flatMap(({ name, expires }) =>
		expires ? [{ from: [name], to: expires.to, at: expires.at }] : [],
	);
}
