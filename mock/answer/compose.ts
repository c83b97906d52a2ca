// Step 7 of the pipeline: the answer, out of the entity, else the document's example, else generated data.

import { createRequire } from 'node:module';
import {
	ANYTHING,
	findDefinition,
	isJsonType,
	type JsonValue,
	type MediaType,
	type Negotiated,
	negotiateMediaType,
} from '../../spec/index.ts';
import type { EffectResult } from '../effects/effect-result.ts';
import { describeWhy } from '../journal/reasons.ts';
import type { Session } from '../session/session.ts';
import type { Answer, Why } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import type { CheckedRequest, MockRequest } from '../types/request.ts';
import {
	chooseMediaType,
	isOpaqueType,
	listOtherMediaTypes,
	setBody,
	setWrittenBody,
	takesText,
} from './answer-body.ts';
import { composeHeaders } from './answer-headers.ts';
import type { AnswerPlanned } from './answer-plan.ts';
import { type AnswerPlan, type LazySchema, planAnswer } from './answer-plan.ts';
import { completeEntity, type Generated, generateBody, hashSeed } from './complete-entity.ts';
import { describeRefusal } from './error-body.ts';
import { findListPlace, viewListItems, wrapList } from './list-envelope.ts';
import { generateItems, readItems, showItems } from './make-items.ts';
import { findMatchingExample } from './matching-example.ts';
import { isOwnedHeader, setHeader } from './owned-headers.ts';
import { createProblem, describeProblem, isBodiless, PROBLEM_TYPE } from './problem.ts';
import { projectEntity } from './project-entity.ts';
import { fewBytes, findSampleBytes, readExampleBytes } from './sample-bytes.ts';
import { isStructuredType } from './serialize.ts';
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
		setBody(answer, { value: source.body, type: source.mediaType ?? 'application/json', view: ANYTHING });
	if (answerPlan.headers.length > 0) {
		const total = source.kind === 'list' ? source.total : undefined;
		composeHeaders({ answer, plan, session, request, mention, total }, answerPlan.headers);
	}
	if (source.kind === 'reply' && source.headers) addScripted(answer, source.headers);
	return answer;
}

/** What a cue says; of the headers that are the server's own the type alone. */
function addScripted(answer: Answer, headers: Readonly<Record<string, string>>): void {
	for (const [name, value] of Object.entries(headers)) {
		const lower = name.toLowerCase();
		if (lower === 'content-type') setHeader(answer.headers, 'Content-Type', value);
		else if (!isOwnedHeader(lower)) setHeader(answer.headers, name, value);
	}
}

/** A value that is yet to be written, a body as it goes out, or what could not be made. */
type Made = Generated | { ok: true; written: string | Uint8Array };

/** Fills in the answer's body; or the answer that is sent because none could be made. */
function composeBody(args: ComposeArgs, answer: Answer, answerPlan: AnswerPlan): Answer | undefined {
	const { source, request, plan } = args;
	const named = source.kind === 'reply' ? source.mediaType : undefined;
	const first = chooseMediaType(answerPlan, named, request?.request);
	const reason = fillBody(args, answer, { answerPlan, negotiated: first });
	if (reason === undefined) return undefined;
	const note = `no ${first.type} can be made: ${reason}; give the document an example of ${plan.operation.id}`;
	if (named === undefined) {
		const { taken, others } = listOtherMediaTypes(answerPlan, first, request?.request);
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

/** Fills in the body in this media type; or tells why it can't be. */
function fillBody(
	args: ComposeArgs,
	answer: Answer,
	{ answerPlan, negotiated }: { answerPlan: AnswerPlan; negotiated: Negotiated },
): string | undefined {
	const { mediaType, type, contentType } = negotiated;
	const schema = answerPlan.bodies.get(mediaType) as LazySchema;
	const made = makeValue(args, { answer, schema, mediaType, type, items: answerPlan.items.get(mediaType) });
	if (!made.ok) return `${made.reason} (${made.pointer})`;
	answer.mediaType = mediaType;
	if ('written' in made) {
		setWrittenBody(answer, made.written, contentType);
		return undefined;
	}
	const { view } = schema;
	const value =
		args.session.variant === undefined ? made.value : varyValue(args, { answer, schema, type, value: made.value });
	return setBody(answer, { value, type: contentType, view }) ? undefined : 'its value is no text';
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

function makeValue(
	args: ComposeArgs,
	place: { answer: Answer; schema: LazySchema; mediaType: MediaType; type: string; items: LazySchema | undefined },
): Made {
	const { answer, schema, mediaType, type, items } = place;
	const { plan, session, source } = args;
	let made: Made;
	switch (source.kind) {
		case 'entity':
			if (!isStructuredType(type)) break;
			if (items) return showItems([source.entity], { items, session, label: () => labelOf(source.mention) });
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
			if (!isStructuredType(type)) break;
			const label = (index: number): string => labelOf(source.mention, index);
			if (items) return showItems(source.items, { items, session, label });
			const listed: JsonValue[] = [];
			const view = viewListItems(schema.view, source.pointer);
			for (const item of source.items) {
				const shown = view
					? completeEntity({
							value: projectEntity(item, view),
							view,
							session,
							label: label(listed.length),
						})
					: undefined;
				if (shown && !shown.ok) return shown;
				listed.push(shown ? shown.value : item);
			}
			const value = wrapList({ ...source, items: listed, view: schema.view });
			return completeEntity({ value, view: schema.view, session, label: labelOf(source.mention) });
		}
		case 'reply':
			if (source.body !== undefined) return { ok: true, value: source.body };
			break;
		case 'refusal':
			if (type === PROBLEM_TYPE) {
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
	const example = isDynamic ? undefined : chooseExample(args, { ...place, name: reply?.example });
	const tell = (value: JsonValue, isGenerated: boolean): Made => ({
		ok: true,
		value: source.kind === 'refusal' ? tellRefusal(source.why, { answer, schema, type, value, isGenerated }) : value,
	});
	if (example) return 'value' in example ? tell(example.value, false) : example;
	if (isOpaqueType(type)) {
		const sample = findSampleBytes(type) ?? (schema.schema ? undefined : fewBytes());
		if (sample) return { ok: true, written: sample };
		if (!takesText(schema.view)) return { ok: false, reason: 'its value is no text', pointer: mediaType.pointer };
	}
	// Examples that don't fit their own schema are left out, and the journal says so.
	const hasMisfits = !isDynamic && mediaType.examples.length > 0;
	if (hasMisfits) answer.why.note = 'the document’s example does not fit its schema; the body is generated';
	const seed =
		reply?.seed !== undefined
			? hashSeed(reply.seed)
			: isDynamic
				? Math.floor(session.random.next() * 2 ** 32)
				: session.random.seedFor(`answer/${plan.operation.id}/${answer.status}`);
	made = items
		? generateItems(items, { session, seed, dynamic: isDynamic })
		: generateBody({ schema, mediaType, session, seed, dynamic: isDynamic });
	// What can't be generated may still have an example; the proof has the last word on it.
	const last = made.ok ? undefined : mediaType.examples[0];
	if (last) return { ok: true, value: last.value };
	return made.ok ? tell(made.value, true) : made;
}

/** What a refusal says in the form of the document's own error body. */
function tellRefusal(
	why: Why,
	args: { answer: Answer; schema: LazySchema; type: string; value: JsonValue; isGenerated: boolean },
): JsonValue {
	const { answer, schema, type, value: template, isGenerated } = args;
	if (!isJsonType(type)) return template;
	const { view, validate } = schema;
	return describeRefusal({ template, view, validate, status: answer.status, why, isGenerated });
}

/**
 * The example of this name, whether it fits or not; without a name, the one that the request is made after, else the first that fits
 * its schema. A text of a type that isn't JSON is the body itself (OpenAPI 3.1.1 §4.8.14).
 */
function chooseExample(
	{ plan, request }: ComposeArgs,
	args: {
		mediaType: MediaType;
		schema: LazySchema;
		type: string;
		items: LazySchema | undefined;
		name: string | undefined;
	},
): Made | undefined {
	const { mediaType, schema, type, items, name } = args;
	const { examples } = mediaType;
	if (examples.length === 0) return undefined;
	const matching = request && name === undefined ? findMatchingExample(mediaType, plan.operation, request) : -1;
	const named = name === undefined ? examples[matching] : examples.find((one) => one.name === name);
	const meant = named ?? examples[0];
	if (typeof meant?.value === 'string' && !isJsonType(type)) {
		const text = meant.value;
		if (isOpaqueType(type)) {
			const bytes = readExampleBytes(text, type) ?? (named ? Buffer.from(text, 'latin1') : undefined);
			return bytes && { ok: true, written: bytes };
		}
		if (isStructuredType(type) || !takesText(schema.view)) return { ok: true, written: text };
	}
	if (items) {
		const list = meant && readItems(meant.value, items);
		return list && { ok: true, value: list };
	}
	const chosen = named ?? examples[schema.findFitting(examples)];
	return chosen && { ok: true, value: chosen.value };
}

function labelOf({ resource, key }: { resource: string; key: string }, index?: number): string {
	return `entity/${resource}/${key}${index === undefined ? '' : `/${index}`}`;
}

/** The document has no answer of this status: what the cue gives, or a problem. */
function composeUndocumented({ status, source, why }: { status: number; source: AnswerSource; why: Why }): Answer {
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
	return createProblem({
		status,
		detail: describeWhy(told),
		findings: told.findings,
		why: { ...told, undocumented: true },
	});
}
