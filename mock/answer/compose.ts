// Step 7 of the pipeline: the answer, out of the entity, else the document's example, else generated data.

import { createRequire } from 'node:module';
import { findDefinition, isJsonType, type JsonValue, type MediaType } from '../../spec/index.ts';
import type { EffectResult } from '../effects/effect-result.ts';
import { describeWhy } from '../journal/reasons.ts';
import type { Session } from '../session/session.ts';
import type { Answer, Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckedRequest, MockRequest } from '../types/request.ts';
import { composeHeaders } from './answer-headers.ts';
import type { AnswerPlanned } from './answer-plan.ts';
import { type AnswerPlan, type LazySchema, planAnswer } from './answer-plan.ts';
import { completeEntity, type Generated, generateBody, hashSeed } from './complete-entity.ts';
import { describeRefusal } from './error-body.ts';
import { findListPlace, viewListItems, wrapList } from './list-envelope.ts';
import { type Negotiated, negotiateMediaType } from './negotiate.ts';
import { createProblem, describeProblem, isBodiless, PROBLEM_TYPE } from './problem.ts';
import { projectEntity } from './project-entity.ts';
import { serializeValue } from './serialize.ts';
import { successStatus } from './success.ts';

/** What an answer is made from. */
export type AnswerSource =
	| Exclude<EffectResult, { kind: 'missing' | 'refused' | 'exists' }>
	/** What a cue or `Prefer` asks for. */
	| {
			kind: 'reply';
			example?: string | undefined;
			body?: JsonValue | undefined;
			headers?: Readonly<Record<string, string>> | undefined;
			mediaType?: string | undefined;
			dynamic?: boolean | undefined;
			seed?: string | undefined;
	  }
	/** A step refused the request. */
	| { kind: 'refusal'; why: Why };

interface ComposeArgs {
	plan: AnswerPlanned;
	session: Session;
	/** Absent where the request was refused before it was checked. */
	request?: CheckedRequest;
	/** Default: the status of the happy path. */
	status?: number;
	source: AnswerSource;
	/** Generate data rather than use examples (`--dynamic`). */
	dynamic?: boolean;
}

const require = createRequire(import.meta.url);
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
	const status = args.status ?? successStatus(plan);
	const mention = 'mention' in source ? source.mention : undefined;
	const why: Why = { step: 'sent', operationId: plan.operation.id, findings: NO_FINDINGS };
	if (mention) why.entity = mention;
	if (args.status === undefined && status >= 400) {
		why.step = 'compose';
		why.note = `the document has no success answer; ${status} is the first that it has`;
	}
	const definition = findDefinition(plan.operation, status);
	if (!definition) return composeUndocumented({ status, source, why });
	const answerPlan = planAnswer(plan, definition);
	const answer: Answer = { status, headers: {}, body: undefined, value: undefined, definition, why };
	if (definition.mediaTypes.length > 0 && !isBodiless(status)) {
		const failure = composeBody(args, answer, answerPlan);
		if (failure) return failure;
	} else if (source.kind === 'reply' && source.body !== undefined)
		setBody(answer, { value: source.body, type: source.mediaType ?? 'application/json' });
	if (answerPlan.headers.length > 0)
		composeHeaders({ answer, headers: answerPlan.headers, plan, session, request, mention });
	if (source.kind === 'reply' && source.headers) Object.assign(answer.headers, source.headers);
	return answer;
}

/** Fills in the answer's body; or the answer that is sent because none could be made. */
function composeBody(args: ComposeArgs, answer: Answer, answerPlan: AnswerPlan): Answer | undefined {
	const { source, request, plan, session } = args;
	const negotiated = chooseMediaType(answerPlan, source, request?.request);
	const { mediaType, type } = negotiated;
	const schema = answerPlan.bodies.get(mediaType) as LazySchema;
	const made = makeValue(args, { answer, schema, mediaType });
	if (!made.ok) {
		const note = `no ${type} can be made: ${made.reason} (${made.pointer}); give the document an example`;
		if (source.kind === 'refusal') return explainRefusal(source.why, { status: answer.status, note });
		return createProblem({
			status: 500,
			detail: note,
			why: { ...answer.why, step: 'compose', note, undocumented: true },
		});
	}
	answer.mediaType = mediaType;
	const value =
		session.variant === undefined ? made.value : varyValue(args, { answer, schema, type, value: made.value });
	if (setBody(answer, { value, type })) return undefined;
	const note = `no ${type} can be made from a value that is no text; give the document an example of ${plan.operation.id}`;
	return createProblem({
		status: 500,
		detail: note,
		why: { ...answer.why, step: 'compose', note, undocumented: true },
	});
}

/** A refusal whose documented body can't be made is told all the same. */
function explainRefusal(told: Why, { status, note }: { status: number; note: string }): Answer {
	const detail = describeWhy(told);
	const before = told.note === undefined && !told.entity ? '' : `${describeWhy({ ...told, findings: NO_FINDINGS })}; `;
	return createProblem({ status, detail, findings: told.findings, why: { ...told, note: before + note } });
}

/** The success answer in the form that the session asks for. */
function varyValue(
	{ plan, session, source, request }: ComposeArgs,
	{ answer, schema, type, value }: { answer: Answer; schema: LazySchema; type: string; value: JsonValue },
): JsonValue {
	const { variant } = session;
	const isSuccess = answer.status >= 200 && answer.status < 300;
	if (variant === undefined || !isSuccess || source.kind === 'refusal' || !isJsonType(type)) return value;
	const { applyVariant } = require('./variant/apply.ts') as typeof import('./variant/apply.ts');
	const mention = 'mention' in source ? source.mention : undefined;
	return applyVariant({
		value,
		schema,
		variant,
		session,
		label: `variant/${plan.operation.id}/${mention?.key ?? ''}`,
		list: source.kind === 'list' ? findListPlace(schema.view, source.pointer) : undefined,
		fixed: new Set([...(mention ? [mention.key] : []), ...(request?.path.values() ?? [])]),
	});
}

function chooseMediaType(
	{ definition }: AnswerPlan,
	source: AnswerSource,
	request: MockRequest | undefined,
): Negotiated {
	const offered = definition.mediaTypes;
	const wanted = source.kind === 'reply' ? source.mediaType?.toLowerCase() : undefined;
	const named = wanted === undefined ? undefined : offered.find(({ type }) => type === wanted);
	if (named) return { mediaType: named, type: named.type };
	// A refusal is told in any type: an error that can't be read is better than none.
	return negotiateMediaType(offered, request?.headers.accept) ?? (negotiateMediaType(offered, undefined) as Negotiated);
}

function setBody(answer: Answer, { value, type }: { value: JsonValue; type: string }): boolean {
	const body = serializeValue(value, type);
	if (body === undefined) return false;
	answer.value = value;
	answer.body = body;
	answer.headers['Content-Type'] = type.startsWith('text/') ? `${type}; charset=utf-8` : type;
	return true;
}

function makeValue(
	args: ComposeArgs,
	{ answer, schema, mediaType }: { answer: Answer; schema: LazySchema; mediaType: MediaType },
): Generated {
	const { plan, session, source } = args;
	let made: Generated;
	switch (source.kind) {
		case 'entity':
			if (!isJsonType(mediaType.type)) break;
			made = completeEntity({
				value: projectEntity(source.entity, schema.view),
				view: schema.view,
				session,
				label: labelOf(source.mention),
			});
			// A guess at what an operation does is dropped where its answer is of another kind than what was sent.
			if (plan.operation.effect?.inferred && (!made.ok || !schema.fits(made.value))) break;
			return made;
		case 'list': {
			if (!isJsonType(mediaType.type)) break;
			const items: JsonValue[] = [];
			const view = viewListItems(schema.view, source.pointer);
			for (const item of source.items) {
				const shown = view
					? completeEntity({
							value: projectEntity(item, view),
							view,
							session,
							label: labelOf(source.mention, items.length),
						})
					: undefined;
				if (shown && !shown.ok) return shown;
				items.push(shown ? shown.value : item);
			}
			const value = wrapList({ ...source, items, view: schema.view });
			return completeEntity({ value, view: schema.view, session, label: labelOf(source.mention) });
		}
		case 'reply':
			if (source.body !== undefined) return { ok: true, value: source.body };
			break;
		case 'refusal':
			if (mediaType.type === PROBLEM_TYPE) {
				const value = describeProblem({
					status: answer.status,
					detail: describeWhy(source.why),
					findings: source.why.findings,
				});
				if (schema.fits(value)) return { ok: true, value };
			}
			break;
		default:
	}
	const reply = source.kind === 'reply' ? source : undefined;
	const isDynamic = reply?.dynamic ?? (reply?.example === undefined && args.dynamic === true);
	const refusal = source.kind === 'refusal' && isJsonType(mediaType.type) ? source.why : undefined;
	const tellRefusal = (template: JsonValue, isGenerated: boolean): Generated => {
		if (!refusal) return { ok: true, value: template };
		const { view, validate } = schema;
		const { status } = answer;
		return { ok: true, value: describeRefusal({ template, view, validate, status, why: refusal, isGenerated }) };
	};
	const example = isDynamic ? undefined : chooseExample({ mediaType, schema, name: reply?.example });
	if (example) return tellRefusal(example.value, false);
	// Examples that don't fit their own schema are left out, and the journal says so.
	const hasMisfits = !isDynamic && mediaType.examples.length > 0;
	if (hasMisfits) answer.why.note = 'the document’s example does not fit its schema; the body is generated';
	const seed =
		reply?.seed !== undefined
			? hashSeed(reply.seed)
			: isDynamic
				? Math.floor(session.random.next() * 2 ** 32)
				: session.random.seedFor(`answer/${plan.operation.id}/${answer.status}`);
	made = generateBody({ schema, mediaType, session, seed, dynamic: isDynamic });
	// What can't be generated may still have an example; the proof has the last word on it.
	const last = made.ok ? undefined : mediaType.examples[0];
	if (last) return { ok: true, value: last.value };
	return made.ok ? tellRefusal(made.value, true) : made;
}

/** The example of this name, whether it fits or not; without a name, the first that fits its schema. */
function chooseExample(args: {
	mediaType: MediaType;
	schema: LazySchema;
	name: string | undefined;
}): { value: JsonValue } | undefined {
	const { mediaType, schema, name } = args;
	const named = name === undefined ? undefined : mediaType.examples.find((one) => one.name === name);
	return named ?? mediaType.examples[schema.findFitting(mediaType.examples)];
}

function labelOf({ resource, key }: { resource: string; key: string }, index?: number): string {
	return `entity/${resource}/${key}${index === undefined ? '' : `/${index}`}`;
}

/** The document has no answer of this status: what the cue gives, or a problem. */
function composeUndocumented({ status, source, why }: { status: number; source: AnswerSource; why: Why }): Answer {
	if (source.kind === 'reply') {
		const answer: Answer = {
			status,
			headers: { ...source.headers },
			body: undefined,
			value: undefined,
			why: { ...why, undocumented: true },
		};
		if (source.body !== undefined && !isBodiless(status))
			setBody(answer, { value: source.body, type: source.mediaType ?? 'application/json' });
		return answer;
	}
	const told = source.kind === 'refusal' ? source.why : why;
	return createProblem({
		status,
		detail: describeWhy(told),
		findings: told.findings,
		why: { ...told, undocumented: true },
	});
}
