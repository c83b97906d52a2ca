// Part of step 7: the body of an answer in one media type, out of the entity, else the document’s example, else generated data.

import { createRequire } from 'node:module';
import {
	isJsonType,
	isObject,
	type JsonValue,
	type MediaType,
	type Negotiated,
	viewAt,
	writeJson,
	writePointer,
} from '../../spec/index.ts';
import { describeWhy } from '../journal/reasons.ts';
import { STATUS_CODES } from '../text/status-codes.ts';
import type { Answer, Why } from '../types/answer.ts';
import { addKey } from './add-key.ts';
import { isOpaqueType, setBody, setWrittenBody, takesEntities, takesText } from './answer-body.ts';
import type { AnswerPlan, LazySchema } from './answer-plan.ts';
import type { AnswerSource, ComposeArgs } from './answer-source.ts';
import { chooseExample } from './choose-example.ts';
import { completeEntity, type Generated, generateBody, hashSeed } from './complete-entity.ts';
import { disclaimEntity } from './disclaim-entity.ts';
import { echoRequest } from './echo.ts';
import { writeEntityFile } from './entity-file.ts';
import { describeRefusal } from './error-body.ts';
import { findListPlace, viewListItems, wrapList } from './list-envelope.ts';
import { generateItems, showItems } from './make-items.ts';
import { mendExample } from './mend-example.ts';
import { describeProblem, hasExtensions, PROBLEM_TYPE, saysNothing } from './problem.ts';
import { projectEntity } from './project-entity.ts';
import { fewBytes, findSampleBytes } from './sample-bytes.ts';
import { isStructuredType } from './serialize.ts';
import { isElsewhere, projectItems, showEntity, showValue } from './show-entity.ts';
import { findStoredBytes } from './stored-content.ts';
import { tellDone, tellMany } from './tell-success.ts';
import { wrapRows } from './wrap-rows.ts';
import { makeReply } from './written-reply.ts';

const require = createRequire(import.meta.url);

/** A value that is yet to be written, a body as it goes out, or what could not be made. */
type Made = Generated | { ok: true; written: string | Uint8Array; says?: JsonValue };

/** Fills in the body in this media type; or tells why it can't be. */
export function fillBody(
	args: ComposeArgs,
	answer: Answer,
	{ answerPlan, negotiated }: { answerPlan: AnswerPlan; negotiated: Negotiated },
): string | undefined {
	const { mediaType, type, contentType } = negotiated;
	const schema = answerPlan.bodies.get(mediaType) as LazySchema;
	const made = makeValue(args, { answer, schema, mediaType, type, items: answerPlan.items.get(mediaType) });
	if (!made.ok) return `${made.reason} (${writePointer(args.plan.operation.document, made.pointer)})`;
	answer.mediaType = mediaType;
	if ('written' in made) {
		setWrittenBody(answer, made.written, contentType);
		answer.value = made.says;
		return undefined;
	}
	const { view } = schema;
	const value =
		args.session.variant === undefined ? made.value : varyValue(args, { answer, schema, type, value: made.value });
	const written = isJsonType(type) ? writeShown(schema, value) : undefined;
	return setBody(answer, { value, type: contentType, view, written }) ? undefined : 'its value is no text';
}

/** As JSON, where it is the entity that was shown last. */
function writeShown({ shown, view }: LazySchema, value: JsonValue): string | undefined {
	if (shown?.value !== value) return undefined;
	shown.text ??= writeJson(value, view);
	return shown.text;
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
		list: source.kind === 'list' && !source.byKey ? findListPlace(schema.view, source.pointer) : undefined,
		fixed: new Set([...(mention ? [mention.key] : []), ...(request?.path.values() ?? [])]),
	});
}

function makeValue(
	args: ComposeArgs,
	place: { answer: Answer; schema: LazySchema; mediaType: MediaType; type: string; items: LazySchema | undefined },
): Made {
	const { answer, schema, mediaType, type, items } = place;
	const { plan, session, source, request } = args;
	const { effect } = plan.operation;
	switch (source.kind) {
		case 'entity':
		case 'gone': {
			const { mention } = source;
			const entity = source.kind === 'entity' ? source.entity : mention.before;
			const isStored = source.kind === 'entity' && !isStructuredType(type);
			const bytes = isStored ? findStoredBytes(plan.operation, source.entity) : undefined;
			if (bytes) return { ok: true, written: bytes };
			if (!takesEntities(type, schema.view) || !entity || (source.kind === 'gone' && effect?.answer === undefined))
				break;
			if (items) return showItems([entity], { items, session, label: () => labelOf(mention) });
			if (effect?.inferred && isElsewhere({ entity, effect, schema })) break;
			const shown = showEntity({ entity, mention, effect, schema, session, status: answer.status });
			if (shown?.note !== undefined) answer.why.note = shown.note;
			if (shown) {
				const done = { view: schema.view, status: answer.status, isGone: true, nowMs: session.clock.nowMs() };
				const value = source.kind === 'gone' ? tellDone(shown.value, done) : shown.value;
				return { ok: true, value: addKey(value, { plan, mention, schema }) };
			}
			// What was guessed is dropped where the answer can't show it; what is declared is proved, and told.
			if (!effect?.inferred) {
				const value = projectEntity(entity, schema.view);
				return completeEntity({ value, view: schema.view, session, label: labelOf(mention) });
			}
			disclaimEntity(answer);
			break;
		}
		case 'list': {
			if (!takesEntities(type, schema.view)) break;
			const label = (index: number): string => labelOf(source.mention, index);
			if (items) return showItems(source.items, { items, session, label });
			const { status } = answer;
			const list = makeList(args, { schema, status, isStrict: false });
			if (schema.fits(list.value)) return { ok: true, value: list.value };
			const strict = makeList(args, { schema, status, isStrict: true });
			if (strict.note !== undefined) answer.why.note = strict.note;
			return completeEntity({ value: strict.value, view: schema.view, session, label: labelOf(source.mention) });
		}
		case 'told': {
			const shown = showValue({ mention: source.mention, effect, schema, session, status: answer.status }, source);
			if (schema.fits(shown)) return { ok: true, value: shown };
			break;
		}
		case 'reply':
			if (source.body !== undefined) return makeReply(source.body, { mediaType, isSequence: items !== undefined });
			break;
		case 'refusal':
			if (isPlainProblem(type, { schema, mediaType })) {
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
	if (example && 'value' in example && source.kind === 'refusal')
		return tellError(args, { refusal: source, answer, schema, type, value: example.value, isGenerated: false });
	if (example) return example;
	if (isOpaqueType(type)) {
		const sample =
			findSampleBytes(type) ??
			(source.kind === 'entity' ? writeEntityFile(plan.operation, source.entity) : undefined) ??
			(schema.schema ? undefined : fewBytes());
		if (sample) return { ok: true, written: sample };
		if (!takesText(schema.view)) return { ok: false, reason: 'its value is no text', pointer: mediaType.pointer };
	}
	// Examples that don't fit their own schema are mended, else left out, and the journal says so.
	const hasMisfits = !isDynamic && mediaType.examples.length > 0;
	const label = `example/${plan.operation.id}/${answer.status}`;
	const mended = hasMisfits && !items ? mendExample(mediaType.examples, { schema, session, label }) : undefined;
	if (mended !== undefined) {
		answer.why.note = 'the document’s example does not fit its schema, and is mended';
		if (source.kind !== 'refusal' && answer.status < 400) return { ok: true, value: mended };
		const refusal = source.kind === 'refusal' ? source : causeOf(args, answer.status);
		return tellError(args, { refusal, answer, schema, type, value: mended, isGenerated: false });
	}
	if (hasMisfits) answer.why.note = 'the document’s example does not fit its schema; the body is generated';
	const seed =
		reply?.seed !== undefined
			? hashSeed(reply.seed)
			: isDynamic
				? Math.floor(session.random.next() * 2 ** 32)
				: session.random.seedFor(`answer/${plan.operation.id}/${answer.status}`);
	const made = items
		? generateItems(items, { session, seed, dynamic: isDynamic })
		: generateBody({ schema, mediaType, session, seed, dynamic: isDynamic });
	// What can't be generated may still have an example; the proof has the last word on it.
	const last = made.ok ? undefined : mediaType.examples[0];
	if (!made.ok) return last ? { ok: true, value: last.value } : made;
	if (source.kind === 'refusal' || (answer.status >= 400 && !items)) {
		const refusal = source.kind === 'refusal' ? source : causeOf(args, answer.status);
		return tellError(args, { refusal, answer, schema, type, value: made.value, isGenerated: true });
	}
	const mayEcho = !items && takesEntities(type, schema.view) && request && source.kind !== 'reply';
	if (!mayEcho) return made;
	const done = {
		view: schema.view,
		status: answer.status,
		isGone: source.kind === 'gone',
		nowMs: session.clock.nowMs(),
	};
	const told = answer.status < 300 ? tellDone(made.value, done) : made.value;
	const counted =
		source.kind === 'gone' && source.keys && answer.status < 300
			? tellMany(told, { ...source, keys: source.keys, view: schema.view, outcome: source.mention.outcome })
			: told;
	const echoed = echoRequest(counted, { view: schema.view, request, session });
	// Beside its token a login tells who signed in: `{ token, userId, name }`.
	const own = source.kind === 'entity' && effect?.signsIn ? projectEntity(source.entity, schema.view) : undefined;
	const named = isObject(own) && isObject(echoed) ? { ...echoed, ...own } : echoed;
	// What was said may be another alternative's than the rest.
	return { ok: true, value: named === counted || schema.fits(named) ? named : counted };
}

/** Whether an error is told as RFC 9457 has it: by its type, or because nothing is said of how it looks. */
function isPlainProblem(type: string, { schema, mediaType }: { schema: LazySchema; mediaType: MediaType }): boolean {
	if (type === PROBLEM_TYPE) return !hasExtensions(schema.view);
	return mediaType.examples.length === 0 && isJsonType(type) && (!schema.schema || saysNothing(schema.view));
}

type RefusalSource = AnswerSource & { kind: 'refusal' };

/** An error that was asked for has no other cause than its status. */
function causeOf({ plan, request }: ComposeArgs, status: number): RefusalSource {
	const note = STATUS_CODES[status] ?? `status ${status}`;
	const why: Why = { step: 'cue', operationId: plan.operation.id, findings: [], note };
	return { kind: 'refusal', why, ...(request && { path: request.request.path }) };
}

/** What an error says in the form of the document's own error body. */
function tellError(
	{ session }: ComposeArgs,
	args: {
		refusal: RefusalSource;
		answer: Answer;
		schema: LazySchema;
		type: string;
		value: JsonValue;
		isGenerated: boolean;
	},
): Generated {
	const { refusal, answer, schema, type, value: template, isGenerated } = args;
	const isPlain = typeof template === 'string' && type.startsWith('text/plain');
	if (!takesEntities(type, schema.view) && !isPlain) return { ok: true, value: template };
	const { view, validate } = schema;
	const { status } = answer;
	const nowMs = Math.floor(session.clock.nowMs());
	const { why, path } = refusal;
	return { ok: true, value: describeRefusal({ template, view, validate, status, why, isGenerated, path, nowMs }) };
}

/** The list in what the schema puts around it. `isStrict`: without the items that the schema can't show. */
function makeList(
	{ source, session, plan }: ComposeArgs,
	{ schema, status, isStrict }: { schema: LazySchema; status: number; isStrict: boolean },
): { value: JsonValue; note?: string } {
	if (source.kind !== 'list') throw new TypeError('only lists are listed');
	const row = viewListItems(schema.view, source);
	const view = row && source.within !== undefined ? viewAt(row, source.within) : row;
	const shown = projectItems({
		items: source.items,
		view,
		resource: source.mention.resource,
		session,
		shownKey: plan.operation.effect?.shownKey,
		isStrict,
	});
	const keys = source.byKey ? listKeys(source, shown.places) : undefined;
	const items = row && source.within !== undefined ? wrapRows(shown, { source, row, session }) : shown.items;
	const value = wrapList({ ...source, items, keys, view: schema.view, status, isStrict });
	return shown.note === undefined ? { value } : { value, note: shown.note };
}

/** The keys of the items, or of those of them that are shown. */
function listKeys({ items, page }: AnswerSource & { kind: 'list' }, places: Iterable<number> = items.keys()): string[] {
	return Array.from(places, (place) => page?.keyAt(page.start + place) ?? '');
}

function labelOf({ resource, key }: { resource: string; key: string }, index?: number): string {
	return `entity/${resource}/${key}${index === undefined ? '' : `/${index}`}`;
}
