// The one place where findings and refusals become the problem that a client sees: the document's own answer first,
// a generated problem where the document has none.

import { documentedAnswer } from '../../spec/index.ts';
import { describeWhy } from '../journal/reasons.ts';
import type { CueHit } from '../session/active-scenario.ts';
import type { Session } from '../session/session.ts';
import type { Answer, UpstreamMention, Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { Refusal } from '../types/refusal.ts';
import type { MockRequest, RequestSecrets } from '../types/request.ts';
import type { AnswerPlanned } from './answer-plan.ts';
import { composeAnswer } from './compose.ts';
import { createProblem } from './problem.ts';

/** What is known of a request when it is refused; each part absent before its step. */
export interface RefusedRequest {
	readonly request?: Pick<MockRequest, 'path' | 'headers'>;
	readonly plan: AnswerPlanned | undefined;
	readonly session: Session | undefined;
	/** The cue that let the request pass. */
	readonly cueHit: CueHit | undefined;
	/** What of the request nobody is told; absent: nothing is known of it yet. */
	readonly secrets?: RequestSecrets | undefined;
}

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** The answer to a request that a step refused. */
export function refuse(refused: RefusedRequest, refusal: Refusal): Answer {
	const why = explain(refused, refusal);
	if (refusal.status === 'aborted') return emptyAnswer(0, { ...why, step: 'aborted' });
	if (refusal.status === 204) return { ...emptyAnswer(204, why), headers: { ...refusal.headers } };
	const composed = composeRefusal(refused, why, refusal.status);
	// Its status and its cause are true all the same.
	if (composed && !composed.answer.definition) {
		const unmade = { ...why, unmade: composed.answer.why.note ?? describeWhy(composed.answer.why), undocumented: true };
		const told = problem(composed.status, unmade);
		return { ...told, headers: { ...told.headers, ...refusal.headers } };
	}
	const answer = composed?.answer ?? problem(refusal.status, why);
	if (answer.why.lost !== undefined) why.lost = answer.why.lost;
	// Without an operation there is nothing that could have been documented.
	answer.why = answer.definition || !refused.plan ? why : { ...why, undocumented: true };
	if (refusal.headers) Object.assign(answer.headers, refusal.headers);
	return answer;
}

function composeRefusal(
	{ plan, session, request }: RefusedRequest,
	why: Why,
	wanted: number,
): { status: number; answer: Answer } | undefined {
	if (!plan || !session) return undefined;
	const documented = documentedAnswer(plan.operation, wanted);
	if (!documented) return undefined;
	const { status } = documented;
	const asked = request && { path: request.path, accept: request.headers.accept };
	const source = { kind: 'refusal', why, ...asked } as const;
	return { status, answer: composeAnswer({ plan, session, status, source }) };
}

function problem(status: number, why: Why): Answer {
	return createProblem({ status, detail: describeWhy(why), findings: why.findings, why });
}

function explain(refused: RefusedRequest, { step, findings, note, entity }: Refusal): Why {
	const why: Why = { step, findings: findings ?? NO_FINDINGS };
	if (refused.plan) why.operationId = refused.plan.operation.id;
	if (note !== undefined) why.note = note;
	if (entity) why.entity = entity;
	if (refused.cueHit) why.cue = refused.cueHit.mention;
	keepSecrets(why, refused.secrets);
	return why;
}

/** Has a why tell none of these. */
export function keepSecrets(why: Why, secrets: RequestSecrets | undefined): void {
	if (!secrets) return;
	const { key = '' } = (secrets.hasSecretKey && why.entity) || {};
	const texts = key === '' ? secrets.texts : [...secrets.texts, key];
	if (texts.length > 0) why.secrets = texts;
}

function emptyAnswer(status: number, why: Why): Answer {
	return { status, headers: {}, body: undefined, value: undefined, why };
}

/** 500: our own answer doesn't fit the document, and is not sent as if it did. */
export function brokenAnswer(
	refused: RefusedRequest,
	{ answer, findings }: { answer: Answer; findings: readonly Finding[] },
): Answer {
	const note = `the mock's own answer (${answer.status}) does not fit the document`;
	return problem(500, { ...explain(refused, { step: 'prove', status: 500, findings, note }), undocumented: true });
}

/** 502 or 504: the upstream gave no answer that could be passed on. */
export function failedAnswer(
	refused: RefusedRequest,
	{ status, reason }: { status: 502 | 504; reason: string },
): Answer {
	const upstream: UpstreamMention = { outcome: 'failed', reason };
	return problem(status, {
		...explain(refused, { step: 'forward', status, note: reason }),
		upstream,
	});
}

/** 500 under `--errors`: what the upstream answered does not fit the document, and is not passed on. */
export function unfitAnswer(
	refused: RefusedRequest,
	came: { status: number; findings: readonly Finding[]; mention: UpstreamMention },
): Answer {
	const { status, findings, mention } = came;
	const note = `the upstream's answer (${status}) does not fit the document`;
	return problem(500, { ...explain(refused, { step: 'prove', status: 500, findings, note }), upstream: mention });
}

/** 500: something that nobody expected; the stack is in the log, not here. */
export function crashAnswer(refused: RefusedRequest, error: unknown): Answer {
	// A schema that doesn't compile names its pointer; that is the user's to mend and may be said.
	const isOurs = error instanceof Error && error.name === 'SchemaError';
	const note = isOurs ? error.message : 'the mock failed on this request; its log has the details';
	return problem(500, { ...explain(refused, { step: 'compose', status: 500, note }), undocumented: true });
}
