// Step 7 of the pipeline: the answer, out of the entity, else the document's example, else generated data.

import { ANYTHING, findDefinition, type Negotiated, negotiateMediaType } from '../../spec/index.ts';
import { describeWhy } from '../journal/reasons.ts';
import type { Answer, ScriptedHeaders, Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { MockRequest } from '../types/request.ts';
import { chooseMediaType, isOpaqueType, listOtherMediaTypes, setBody, setWrittenBody } from './answer-body.ts';
import { composeHeaders } from './answer-headers.ts';
import type { AnswerPlanned } from './answer-plan.ts';
import { type AnswerPlan, planAnswer } from './answer-plan.ts';
import type { ComposeArgs } from './answer-source.ts';
import { fillBody } from './make-body.ts';
import { isOwnedHeader, setCookies, setHeader } from './owned-headers.ts';
import { findPreferredSuccess } from './preferred-success.ts';
import { createProblem, isBodiless } from './problem.ts';
import { fewBytes } from './sample-bytes.ts';
import { findTypeOfStored } from './stored-content.ts';
import { successOf, successStatus } from './success.ts';

const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** Whether the client takes what the happy path would send; `true` where nothing is sent. */
export function isAcceptable(plan: AnswerPlanned, { headers }: MockRequest): boolean {
	const { accept } = headers;
	if (accept === undefined || accept === '*/*') return true;
	const definition = findDefinition(plan.operation, successStatus(plan));
	if (!definition || definition.mediaTypes.length === 0) return true;
	return negotiateMediaType(definition.mediaTypes, accept) !== undefined;
}

/** The answer as the document has it for this status, not yet proved. `definition` is absent where the document has none. */
export function composeAnswer(args: ComposeArgs): Answer {
	const { plan, session, request, source } = args;
	const mention = 'mention' in source ? source.mention : undefined;
	const status = args.status ?? findPreferredSuccess(plan.operation, request) ?? successOf(plan, mention?.outcome);
	const why: Why = { step: 'sent', operationId: plan.operation.id, findings: NO_FINDINGS };
	if (mention) why.entity = mention;
	const page = source.kind === 'list' ? source.page : undefined;
	if ((source.kind === 'list' || source.kind === 'entity') && source.unfollowed) why.unfollowed = source.unfollowed;
	if (args.status === undefined && status >= 400) {
		why.step = 'compose';
		why.note = `the document has no success answer; ${status} is the first that it has`;
	}
	const definition = findDefinition(plan.operation, status);
	if (!definition) return composeUndocumented(args, { status, why });
	const answerPlan = planAnswer(plan, definition);
	// All that is filled in later has its place from the start: a journal holds thousands of these.
	const answer: Answer = {
		status,
		headers: {},
		body: undefined,
		value: undefined,
		definition,
		mediaType: undefined,
		delayMs: undefined,
		why,
	};
	if (definition.mediaTypes.length > 0 && !isBodiless(status)) {
		const failure = composeBody(args, answer, answerPlan);
		if (failure) return failure;
		const lost = answer.mediaType?.lost;
		if (lost !== undefined) why.lost = lost;
	} else if (source.kind === 'reply' && source.body !== undefined)
		setBody(answer, { value: source.body, type: source.mediaType ?? 'application/json', view: ANYTHING });
	const version = source.kind === 'entity' ? source.version : undefined;
	if (answerPlan.headers.length > 0 || mention?.outcome === 'created' || version || source.kind === 'list') {
		const total = source.kind === 'list' ? source.total : undefined;
		composeHeaders({ answer, plan, session, request, mention, total, page, version }, answerPlan.headers);
	}
	if (source.kind === 'reply' && source.headers) addScripted(answer, source.headers);
	return answer;
}

/** What a cue says; of the headers that are the server's own the type alone. Its cookies stand in the place of the document's. */
function addScripted(answer: Answer, headers: ScriptedHeaders): void {
	for (const [name, values] of Object.entries(headers)) {
		const lower = name.toLowerCase();
		const value = typeof values === 'string' ? values : values.join(', ');
		if (lower === 'content-type') setHeader(answer.headers, 'Content-Type', value);
		else if (lower === 'set-cookie') setCookies(answer, typeof values === 'string' ? [values] : values);
		else if (!isOwnedHeader(lower)) setHeader(answer.headers, name, value);
	}
}

/** For bytes that are stored the type that they are of, where the client takes it as well. */
function suitStored({ source, request, plan }: ComposeArgs, answerPlan: AnswerPlan, chosen: Negotiated) {
	if (source.kind !== 'entity' || !isOpaqueType(chosen.type)) return undefined;
	const { mediaTypes } = answerPlan.definition;
	const accept = request?.request.headers.accept;
	return findTypeOfStored(mediaTypes, { operation: plan.operation, entity: source.entity, accept });
}

/** Fills in the answer's body; or the answer that is sent because none could be made. */
function composeBody(args: ComposeArgs, answer: Answer, answerPlan: AnswerPlan): Answer | undefined {
	const { source, request, plan } = args;
	const named = source.kind === 'reply' ? source.mediaType : undefined;
	const accept = source.kind === 'refusal' ? source.accept : request?.request.headers.accept;
	const chosen = chooseMediaType(answerPlan, named, accept);
	const first = (source.kind === 'entity' && suitStored(args, answerPlan, chosen)) || chosen;
	const reason = fillBody(args, answer, { answerPlan, negotiated: first });
	if (reason === undefined) return undefined;
	const note = `no ${first.type} can be made: ${reason}; give the document an example of ${plan.operation.id}`;
	if (named === undefined) {
		const { taken, others } = listOtherMediaTypes(answerPlan, first, accept);
		// What can't be made is passed over for what can (RFC 9110 §12.5.1).
		for (const negotiated of taken)
			if (fillBody(args, answer, { answerPlan, negotiated }) === undefined) return undefined;
		if (isOpaqueType(first.type)) {
			setWrittenBody(answer, fewBytes(), first.contentType);
			answer.mediaType = first.mediaType;
			return undefined;
		}
		for (const negotiated of others) {
			if (fillBody(args, answer, { answerPlan, negotiated }) !== undefined) continue;
			if (source.kind === 'refusal') return undefined;
			return createProblem({ status: 406, detail: note, why: { ...answer.why, step: 'compose', note } });
		}
	}
	return createProblem({
		status: 500,
		detail: note,
		why: { ...answer.why, step: 'compose', note, undocumented: true },
	});
}

/** The operation documents no success, or no answer at all: nothing is said. */
function composeUntold({ plan }: ComposeArgs, { status, why }: { status: number; why: Why }): Answer {
	const isRefused = plan.operation.responses.size > 0;
	const note = isRefused ? 'the operation documents refusals alone' : 'the document has no answer of this operation';
	const told: Why = { ...why, note, undocumented: true };
	return { status, headers: {}, body: undefined, value: undefined, why: told };
}

/** The document has no answer of this status: what the cue gives, or a problem. */
function composeUndocumented(args: ComposeArgs, { status, why }: { status: number; why: Why }): Answer {
	const { source } = args;
	if (source.kind === 'reply') {
		const answer: Answer = {
			status,
			headers: {},
			body: undefined,
			value: undefined,
			why: { ...why, undocumented: true },
		};
		if (source.body !== undefined && !isBodiless(status))
			setBody(answer, { value: source.body, type: source.mediaType ?? 'application/json', view: ANYTHING });
		if (source.headers) addScripted(answer, source.headers);
		return answer;
	}
	const told = source.kind === 'refusal' ? source.why : why;
	if (source.kind !== 'refusal' && status < 400) return composeUntold(args, { status, why });
	return createProblem({
		status,
		detail: describeWhy(told),
		findings: told.findings,
		why: { ...told, undocumented: true },
	});
}
