// What the steps compile for an operation, each its own part, on the operation's first request.

import { type Operation, type StatusKey, statusKeyOf } from '../../spec/index.ts';
import type { AnswerPlanned } from '../answer/answer-plan.ts';
import type { EffectPlanned } from '../effects/compiled-effect.ts';
import type { Exchange } from '../journal/exchange.ts';
import { fitsPath } from '../request/check.ts';
import type { CheckPlanned } from '../request/check-plan.ts';
import { createRouter, type Router } from '../request/router.ts';
import type { SecretsPlanned } from '../request/secrets.ts';
import type { RepeatPlanned } from './repeated-requests.ts';

/**
 * An operation with what is compiled for it. The steps see their own part alone: the check `CheckPlan`, the answer its bodies and
 * headers, the effect its slot.
 */
export interface OperationPlan extends CheckPlanned, AnswerPlanned, EffectPlanned, SecretsPlanned, RepeatPlanned {
	readonly operation: Operation;
	/** Position among all operations of the mock. */
	readonly index: number;
	/** Coverage: how often each status key was answered. */
	readonly exercised: Map<StatusKey, number>;
	/** Coverage: how many of its answers were faults, on purpose. */
	faults: number;
}

/** A plan for each operation, nothing compiled yet. */
function planOperations(operations: readonly Operation[]): OperationPlan[] {
	return operations.map((operation, index) => ({
		operation,
		index,
		check: undefined,
		answers: undefined,
		success: undefined,
		readBy: undefined,
		effect: undefined,
		secrets: undefined,
		idempotency: undefined,
		exercised: new Map(),
		faults: 0,
	}));
}

/** The router of a mock: it hands back the plan of the operation that a request asks for. */
export type OperationRouter = Router<OperationPlan>;

/** Routes requests to these operations, a plan for each. */
export function routeOperations(operations: readonly Operation[]): OperationRouter {
	return createRouter(planOperations(operations), fitsPath);
}

/** Takes an answer out of the coverage that nobody has seen: its client went away before it came. */
export function uncountAnswer(plans: readonly OperationPlan[], { operationId, answer }: Exchange): void {
	const plan = operationId === undefined ? undefined : plans.find(({ operation }) => operation.id === operationId);
	const key = plan && (answer.definition?.key ?? statusKeyOf(plan.operation, answer.status) ?? String(answer.status));
	const count = (key !== undefined && plan?.exercised.get(key)) || 0;
	if (plan && key !== undefined && count > 0) plan.exercised.set(key, count - 1);
}
