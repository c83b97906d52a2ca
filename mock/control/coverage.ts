// Which of the documented answers were given at least once, and which of them consumers' pacts expect.

import type { JsonObject, StatusKey } from '../../spec/index.ts';
import { statusKeyOf } from '../../spec/index.ts';
import type { OperationPlan } from '../pipeline/operation-plan.ts';
import type { Session } from '../session/session.ts';
import { answer, type ControlCall, type Reply, refuseCall } from './call.ts';
import type { ExpectedAnswer, PactCoverage } from './pact-coverage.ts';
import { renderFindings } from './problem.ts';

/** How often each documented answer was given, and how many answers were faults. */
interface Counts {
	of(plan: OperationPlan, key: StatusKey): number;
	faults(plan: OperationPlan): number;
}

/** `getCoverage` */
export async function getCoverage({ engine, checked, readPacts }: ControlCall): Promise<Reply> {
	const pacts = await readPacts?.(engine.documents);
	const { plans } = engine.router;
	const name = checked.query.get('session');
	if (name === undefined) {
		return answer(renderCoverage({ plans, pacts, count: COUNTED }));
	}
	const session = engine.sessions.peek(String(name));
	if (!session) return refuseCall(404, `There is no session ${JSON.stringify(name)}: nobody has used it yet.`);
	return answer(renderCoverage({ plans, pacts, count: countJournal(session, plans) }));
}

const COUNTED: Counts = {
	of: ({ exercised }, key) => exercised.get(key) ?? 0,
	faults: ({ faults }) => faults,
};

function renderCoverage(args: {
	plans: readonly OperationPlan[];
	pacts: PactCoverage | undefined;
	count: Counts;
}): JsonObject {
	const { plans, pacts, count } = args;
	const expected = pacts && indexExpected(pacts.expected);
	let total = 0;
	let exercised = 0;
	let expectedTotal = 0;
	const operations = plans.map((plan) => {
		const { operation } = plan;
		const statuses = [...operation.responses.keys()].map((status) => {
			const entry = { status, count: count.of(plan, status) };
			if (!expected) return entry;
			const { interactions = 0, consumers = [] } = expected.get(operation.id)?.get(status) ?? {};
			if (interactions > 0) expectedTotal += 1;
			return { ...entry, interactions, consumers: [...consumers] };
		});
		total += statuses.length;
		exercised += statuses.filter((entry) => entry.count > 0).length;
		return {
			operationId: operation.id,
			method: operation.method.toUpperCase(),
			path: operation.pathTemplate,
			tags: [...operation.tags],
			statuses,
			faults: count.faults(plan),
		};
	});
	return { operations, total, exercised, ...(pacts && { pacts: renderPacts(pacts, expectedTotal) }) };
}

function renderPacts({ read, findings }: PactCoverage, exercised: number): JsonObject {
	return { exercised, read: read.map((pact) => ({ ...pact })), findings: renderFindings(findings) };
}

function indexExpected(expected: readonly ExpectedAnswer[]): Map<string, Map<StatusKey, ExpectedAnswer>> {
	const index = new Map<string, Map<StatusKey, ExpectedAnswer>>();
	for (const one of expected) {
		const byStatus = index.get(one.operationId) ?? new Map<StatusKey, ExpectedAnswer>();
		index.set(one.operationId, byStatus.set(one.status, one));
	}
	return index;
}

/** Counts what the session's journal still has. */
function countJournal({ journal }: Session, plans: readonly OperationPlan[]): Counts {
	const operations = new Map(plans.map(({ operation }) => [operation.id, operation]));
	const counts = new Map<string, Map<StatusKey, number>>();
	const faults = new Map<string, number>();
	for (const { operationId, answer: given, wasCut, isImported } of journal.list()) {
		if (isImported) continue;
		const operation = operationId === undefined ? undefined : operations.get(operationId);
		if (operation && given.fault !== undefined) {
			faults.set(operation.id, (faults.get(operation.id) ?? 0) + 1);
			continue;
		}
		// Who has gone away has not seen it.
		if (wasCut || given.status === 0) continue;
		const key = operation && (given.definition?.key ?? statusKeyOf(operation, given.status));
		if (!operation || key === undefined) continue;
		const byKey = counts.get(operation.id) ?? new Map<StatusKey, number>();
		byKey.set(key, (byKey.get(key) ?? 0) + 1);
		counts.set(operation.id, byKey);
	}
	return {
		of: ({ operation }, key) => counts.get(operation.id)?.get(key) ?? 0,
		faults: ({ operation }) => faults.get(operation.id) ?? 0,
	};
}
