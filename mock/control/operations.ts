// What can be called, each with a call that fits.

import { describeEffect, type JsonObject, type Operation, type Resource } from '../../spec/index.ts';
import type { MockOptions } from '../options/mock-options.ts';
import type { OperationPlan } from '../pipeline/operation-plan.ts';
import { createSampleCall } from '../sample/sample-call.ts';
import { answer, type ControlCall, type Reply } from './call.ts';

/** `listOperations` */
export function listOperations({ engine: { router, options, resources } }: ControlCall): Reply {
	return answer({ operations: router.plans.map((plan) => renderOperation(plan, { auth: options.auth, resources })) });
}

function renderOperation(
	{ operation }: OperationPlan,
	{ auth, resources }: { auth: MockOptions['auth']; resources: ReadonlyMap<string, Resource> },
): JsonObject {
	const { id, method, pathTemplate, responses } = operation;
	const sample = createSampleCall(operation, auth);
	return {
		operationId: id,
		method: method.toUpperCase(),
		path: pathTemplate,
		...(operation.summary !== undefined && { summary: operation.summary }),
		tags: [...operation.tags],
		statuses: [...responses.keys()],
		...renderEffect(operation, resources),
		sample: { ...sample, headers: sample.headers.map((header) => [...header]) },
	};
}

/** What the operation does to the state, or why nothing, with the lines that would give it an effect. */
function renderEffect(operation: Operation, resources: ReadonlyMap<string, Resource>): JsonObject {
	const { effect, document } = operation;
	const resource = effect && resources.get(effect.resource);
	if (effect && resource) {
		const { kind, inferred } = effect;
		return { effect: { kind, resource: resource.name, inferred, does: describeEffect(effect, resource) } };
	}
	const found = document.explainStateless?.(operation);
	return found ? { reason: found.reason, ...(found.lines !== '' && { lines: found.lines }) } : {};
}
