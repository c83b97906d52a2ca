// The one place where findings and refusals become the problem that a client sees: the document's own answer first,
// a generated problem where the document has none.

import { describeWhy } from '../journal/reasons.ts';
import type { Answer, EntityMention, Finding, Step, Why } from '../model.ts';
import type { Visit } from '../visit.ts';
import { composeAnswer } from './compose.ts';
import { documentedAnswer } from './documented.ts';
import { createProblem } from './problem.ts';

/** Why a step lets a request go no further, and the status that it asks for. */
export interface Refusal {
	step: Step;
	/** The wanted status; the document may only have a relative of it. `aborted`: nobody is left to be answered. */
	status: number | 'aborted';
	findings?: readonly Finding[];
	note?: string;
	entity?: EntityMention;
	headers?: Record<string, string>;
}

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** The answer to a request that a step refused. */
export function refuse(visit: Visit, refusal: Refusal): Answer {
	const why = explain(visit, refusal);
	if (refusal.status === 'aborted') return emptyAnswer(0, { ...why, step: 'aborted' });
	if (refusal.status === 204) return { ...emptyAnswer(204, why), headers: { ...refusal.headers } };
	const answer = composeRefusal(visit, why, refusal.status) ?? problem(refusal.status, why);
	// Without an operation there is nothing that could have been documented.
	answer.why = answer.definition || !visit.plan ? why : { ...why, undocumented: true };
	if (refusal.headers) Object.assign(answer.headers, refusal.headers);
	return answer;
}

function composeRefusal({ plan, session }: Visit, why: Why, wanted: number): Answer | undefined {
	if (!plan || !session) return undefined;
	const documented = documentedAnswer(plan.operation, wanted);
	return documented && composeAnswer({ plan, session, status: documented.status, source: { kind: 'refusal', why } });
}

function problem(status: number, why: Why): Answer {
	return createProblem({ status, detail: describeWhy(why), findings: why.findings, why });
}

function explain(visit: Visit, { step, findings, note, entity }: Refusal): Why {
	const why: Why = { step, findings: findings ?? NO_FINDINGS };
	if (visit.plan) why.operationId = visit.plan.operation.id;
	if (note !== undefined) why.note = note;
	if (entity) why.entity = entity;
	if (visit.hit) why.cue = visit.hit.mention;
	return why;
}

function emptyAnswer(status: number, why: Why): Answer {
	return { status, headers: {}, body: undefined, value: undefined, why };
}

/** 500: our own answer doesn't fit the document, and is not sent as if it did. */
export function brokenAnswer(
	visit: Visit,
	{ answer, findings }: { answer: Answer; findings: readonly Finding[] },
): Answer {
	const note = `the mock's own answer (${answer.status}) does not fit the document`;
	return problem(500, { ...explain(visit, { step: 'prove', status: 500, findings, note }), undocumented: true });
}

/** 500: something that nobody expected; the stack is in the log, not here. */
export function crashAnswer(visit: Visit, error: unknown): Answer {
	// A schema that doesn't compile names its pointer; that is the user's to mend and may be said.
	const isOurs = error instanceof Error && error.name === 'SchemaError';
	const note = isOurs ? error.message : 'the mock failed on this request; its log has the details';
	return problem(500, { ...explain(visit, { step: 'compose', status: 500, note }), undocumented: true });
}
