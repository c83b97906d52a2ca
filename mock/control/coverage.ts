// Which of the documented answers were given at least once.

import type { JsonObject } from '../../spec/index.ts';
import { statusKeyOf } from '../answer/documented.ts';
import type { OperationPlan, Session, StatusKey } from '../model.ts';
import { answer, type ControlCall, type Reply, refuseCall } from './call.ts';

type Count = (plan: OperationPlan, key: StatusKey) => number;

/** `getCoverage` */
export function getCoverage({ engine, checked }: ControlCall): Reply {
	const name = checked.query.get('session');
	if (name === undefined)
		return answer(renderCoverage(engine.router.plans, ({ exercised }, key) => exercised.get(key) ?? 0));
	const session = engine.sessions.peek(String(name));
	if (!session) return refuseCall(404, `There is no session ${JSON.stringify(name)}: nobody has used it yet.`);
	return answer(renderCoverage(engine.router.plans, countJournal(session, engine.router.plans)));
}

function renderCoverage(plans: readonly OperationPlan[], count: Count): JsonObject {
	let total = 0;
	let exercised = 0;
	const operations = plans.map((plan) => {
		const { operation } = plan;
		const statuses = [...operation.responses.keys()].map((status) => ({ status, count: count(plan, status) }));
		total += statuses.length;
		exercised += statuses.filter((entry) => entry.count > 0).length;
		return {
			operationId: operation.id,
			method: operation.method.toUpperCase(),
			path: operation.pathTemplate,
			statuses,
		};
	});
	return { operations, total, exercised };
}

/** Counts what the session's journal still has. */
function countJournal({ journal }: Session, plans: readonly OperationPlan[]): Count {
	const operations = new Map(plans.map(({ operation }) => [operation.id, operation]));
	const counts = new Map<string, Map<StatusKey, number>>();
	for (const { operationId, answer: given } of journal.list()) {
		const operation = operationId === undefined ? undefined : operations.get(operationId);
		const key = operation && (given.definition?.key ?? statusKeyOf(operation, given.status));
		if (!operation || key === undefined) continue;
		const byKey = counts.get(operation.id) ?? new Map<StatusKey, number>();
		byKey.set(key, (byKey.get(key) ?? 0) + 1);
		counts.set(operation.id, byKey);
	}
	return ({ operation }, key) => counts.get(operation.id)?.get(key) ?? 0;
}
