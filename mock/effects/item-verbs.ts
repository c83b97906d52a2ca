// What is done with one entity that is there: read, move, replace, patch, delete.

import {
	getOwn,
	guessTypes,
	isJsonPatchType,
	isNullable,
	isObject,
	type JsonObject,
	type JsonValue,
	setOwn,
	viewSchema,
} from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { readState } from '../store/expiry.ts';
import type { EntityMention } from '../types/answer.ts';
import type { CheckedRequest } from '../types/request.ts';
import { changeAssigned, showOwner } from './assigned.ts';
import { listUnfollowed } from './assignments.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import { completeDraft, touchUpdated } from './birth/complete.ts';
import type { Draft } from './birth/draft.ts';
import { fitsWhole } from './birth/fit-value.ts';
import { writeResourceName } from './birth/resource-name.ts';
import { describeUpload } from './birth/uploads.ts';
import { finishEntity, moveEntity, patchEntity, replaceEntity } from './changes.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import { noteRefused } from './describe-refusal.ts';
import type { EffectResult } from './effect-result.ts';
import { linkEntities } from './entity-links.ts';
import { applyJsonPatch, isJsonPatch } from './json-patch.ts';
import { changePart } from './list-parts.ts';
import { changeObject } from './object-parts.ts';
import { changeContextOf, mentionEntity, type Spot } from './spot.ts';
import { refuseStale } from './stale-versions.ts';
import { tellAlong } from './tell-along.ts';
import { refuseAlike } from './unique-values.ts';

/** An effect on one entity. */
export type ItemEffect = Exclude<CompiledEffect['effect'], { kind: 'create' | 'list' | 'clear' }>;

/** Does to a record what the effect says. */
export function changeRecord(spot: Spot, record: EntityRecord, effect: ItemEffect): EffectResult {
	if (spot.compiled.part) return actOnPart(spot, record, spot.compiled.part);
	switch (effect.kind) {
		case 'read':
			if (spot.compiled.assigned) return answerAssigned(spot, record, spot.compiled.assigned);
			return answerChange({ run: spot, record, outcome: 'read', before: record.entity });
		case 'move':
			return moveRecord(spot, record, effect);
		case 'delete':
			return deleteRecord(spot, record);
		default:
			return rewriteRecord(spot, record, effect.kind);
	}
}

function answerAssigned(
	run: Spot,
	record: EntityRecord,
	assigned: NonNullable<CompiledEffect['assigned']>,
): EffectResult {
	const changed = changeAssigned(run, record, assigned);
	if ('refusal' in changed) return changed.refusal;
	const result = answerChange({ run, record, outcome: 'read', before: record.entity });
	if (result.kind === 'entity' && changed.besides !== undefined) result.mention.besides = [changed.besides];
	const owner = result.kind === 'entity' ? showOwner(run, assigned) : undefined;
	return owner && result.kind === 'entity' ? { kind: 'entity', mention: result.mention, entity: owner } : result;
}

/** An object inside the entity, changed or looked at; its answer is of the entity, or of the object. */
function actOnObject(run: Spot, record: EntityRecord, part: NonNullable<CompiledEffect['part']>): EffectResult {
	const changed = changeObject(run, record, part);
	if ('refusal' in changed) return changed.refusal;
	const { entity, removed } = changed;
	const before = record.entity;
	const result = entity
		? storeChange({ run, record, entity, kind: 'part' })
		: answerChange({ run, record, outcome: 'read', before });
	if (result.kind !== 'entity' || part.shows === undefined) return result;
	const own = getOwn(record.entity, part.property) ?? removed;
	return isObject(own) ? { kind: 'entity', mention: result.mention, entity: own } : result;
}

/** A list inside the entity, changed or looked at; its answer is of the entity, of the list or of one element. */
function actOnPart(run: Spot, record: EntityRecord, part: NonNullable<CompiledEffect['part']>): EffectResult {
	if (part.isObject) return actOnObject(run, record, part);
	const changed = changePart(run, record, part);
	if ('refusal' in changed) return changed.refusal;
	const { list, at, removed } = changed;
	const entity = { ...record.entity };
	if (list) setOwn(entity, part.property, list);
	const result = list
		? storeChange({ run, record, entity, kind: 'part' })
		: answerChange({ run, record, outcome: 'read', before: record.entity });
	if (result.kind !== 'entity' || part.shows === undefined) return result;
	const { mention } = result;
	const stored = getOwn(record.entity, part.property);
	const items = Array.isArray(stored) ? stored : [];
	if (part.shows === 'list')
		return { kind: 'list', mention, items, total: items.length, pointer: run.compiled.effect.answer ?? '' };
	const element = at === undefined ? removed : items[at];
	return isObject(element) ? { kind: 'entity', mention, entity: element } : result;
}

function deleteRecord(run: Spot, record: EntityRecord): EffectResult {
	const { store } = run.session;
	const removal = store.remove(record);
	if (run.compiled.effect.deleted) store.forgetRemoved([record]);
	const from = readState(run.compiled.resource, record.entity);
	const mention = mentionEntity({ run, key: record.key, outcome: 'deleted', from, before: record.entity });
	return { kind: 'gone', mention: tellAlong(mention, removal) };
}

/** ASP.NET's documents name JSON Patch beside JSON, and mean an object by both. */
function isListOfOperations({ request, body, operation }: CheckedRequest): boolean {
	if (isJsonPatch(body)) return true;
	if (!isJsonPatchType(request.headers['content-type'])) return false;
	const mediaTypes = operation.requestBody?.mediaTypes ?? [];
	const mayBeObject = mediaTypes.some(
		({ type, schema }) => isJsonPatchType(type) && guessTypes(viewSchema(schema)).has('object'),
	);
	return !(isObject(body) && mayBeObject);
}

function rewriteRecord(run: Spot, record: EntityRecord, kind: 'replace' | 'patch'): EffectResult {
	const { compiled, request } = run;
	const stale = refuseStale(run, record);
	if (stale) return stale;
	const change = changeContextOf(run);
	const before = record.entity;
	let entity: JsonObject;
	if (kind === 'replace') entity = replaceEntity(change, before, compiled.readBody(request));
	else if (isListOfOperations(request)) {
		const patched = applyJsonPatch(before, request.body);
		if (!patched.ok) return { kind: 'unfit', status: patched.status, findings: [patched.finding] };
		entity = finishEntity(change, before, isObject(patched.value) ? { ...patched.value } : {});
	} else {
		const sent = compiled.readBody(request);
		entity = patchEntity(change, before, sent, (name) => keepsNull(run, name));
		takeOtherForms(entity, { before, sent, birth: compiled.birth });
	}
	const { birth: plan } = compiled;
	const intake = compiled.intake();
	const { upload, body } = request;
	if (upload) describeUpload(entity, { upload, plan, intake, body });
	const result = storeChange({ run, record, entity, kind: kind === 'replace' ? 'whole' : 'part' });
	const unfollowed = listUnfollowed(compiled.assignments, request);
	return unfollowed && result.kind === 'entity' ? { ...result, unfollowed } : result;
}

/**
 * An object of another form (`{ kind: 'link', href }` onto a checklist) takes the place of what was there: each of them is whole by itself, and merged they would be
 * neither.
 */
function takeOtherForms(
	entity: JsonObject,
	args: { before: JsonObject; sent: JsonValue | undefined; birth: BirthPlan },
): void {
	const { before, sent, birth } = args;
	for (const [name, value] of isObject(sent) ? Object.entries(sent) : []) {
		const view = isObject(value) ? birth.membersOf({}).get(name)?.view : undefined;
		const [old, merged] = [getOwn(before, name), getOwn(entity, name)];
		if (!view || value === undefined || !isObject(old) || merged === undefined) continue;
		if (!fitsWhole(view, merged) && fitsWhole(view, value) && fitsWhole(view, old)) setOwn(entity, name, value);
	}
}

/** Null in a patch takes a property away, but where answers must have it, and may have it as null; or where the patch says no more than JSON. */
function keepsNull({ compiled, request }: Spot, name: string): boolean {
	const member = compiled.birth.membersOf({}).get(name);
	if (!member || !isNullable(member.view)) return false;
	const type = request.request.headers['content-type'];
	return member.isRequired || typeof type !== 'string' || !type.startsWith('application/merge-patch+json');
}

/** Whether the state lets the entity move. */
export function mayMove(
	{ compiled }: Pick<Spot, 'compiled'>,
	{ entity }: EntityRecord,
	effect: ItemEffect & { kind: 'move' },
): boolean {
	return effect.from.includes(readState(compiled.resource, entity) ?? '');
}

function moveRecord(run: Spot, record: EntityRecord, effect: ItemEffect & { kind: 'move' }): EffectResult {
	const before = record.entity;
	const from = readState(run.compiled.resource, before);
	if (!mayMove(run, record, effect)) {
		const mention = mentionEntity({ run, key: record.key, outcome: 'refused', from, to: effect.to, before });
		return { kind: 'refused', mention, status: effect.refused ?? 409, note: noteRefused(mention, effect.from) };
	}
	return storeChange({ run, record, entity: moveEntity(changeContextOf(run), before, effect.to), kind: 'move' });
}

/** Puts the changed entity, made whole, in the record; or tells why no answer could show it. */
function storeChange(args: {
	run: Spot;
	record: EntityRecord;
	entity: JsonObject;
	kind: 'whole' | 'part' | 'move';
}): EffectResult {
	const { run, record, entity, kind } = args;
	const { compiled, session, context } = run;
	const before = record.entity;
	const nowMs = session.clock.nowMs();
	const plan = compiled.birth;
	let left: readonly string[] | undefined;
	if (kind !== 'move') {
		writeResourceName(entity, { resource: compiled.resource, scope: record.scope, key: record.key });
		const label = `entity/${compiled.resource.name}/${record.key}`;
		const intake = compiled.intake();
		const { random } = session;
		const draft: Draft = {
			...{ plan, entity, before, nowMs, random, generate: context.generate },
			...{ intake, kind, label, links: linkEntities(run) },
		};
		const findings = completeDraft(draft);
		left = draft.left;
		if (findings.length > 0) return { kind: 'unfit', status: 400, findings };
		const alike = refuseAlike(run, entity, record);
		if (alike) return alike;
	}
	touchUpdated({ plan, entity, before, nowMs });
	const { forgotten } = session.store;
	session.store.update(record, entity);
	const changed = answerChange({ run, record, outcome: OUTCOMES_OF[kind], before });
	if (session.store.forgotten > forgotten) changed.mention.forgotten = session.store.forgotten - forgotten;
	if (left) changed.unfollowed = left;
	return changed;
}

const OUTCOMES_OF = { whole: 'replaced', part: 'patched', move: 'moved' } as const;

function answerChange(args: {
	run: Spot;
	record: EntityRecord;
	outcome: EntityMention['outcome'];
	before: JsonObject;
}): Extract<EffectResult, { kind: 'entity' }> {
	const { run, record, before } = args;
	const { resource } = run.compiled;
	const mention = mentionEntity({
		run,
		key: record.key,
		outcome: args.outcome,
		from: readState(resource, before),
		to: readState(resource, record.entity),
		before,
		after: record.entity,
	});
	return { kind: 'entity', mention, entity: record.entity, record };
}
