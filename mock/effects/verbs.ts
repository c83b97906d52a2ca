// What each kind of effect does to the store: create, list, read, move, replace, patch, delete, clear.

import {
	findDefinition,
	getOwn,
	isNullable,
	isObject,
	type JsonObject,
	type JsonValue,
	type Operation,
} from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { readKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { readState } from '../store/expiry.ts';
import { toKeyText } from '../store/key-text.ts';
import type { EntityMention } from '../types/answer.ts';
import type { CheckedRequest } from '../types/request.ts';
import { readAssignment } from './assignments.ts';
import { type BoundValue, isBound, readBindings, typeAs, writeBindings } from './birth/bindings.ts';
import { completeDraft, touchUpdated } from './birth/complete.ts';
import { bearAsked, isBornByItself, openPlace, type Place, typeKey } from './birth/never-empty.ts';
import { buildEntity, type ChangeContext, finishEntity, moveEntity, patchEntity, replaceEntity } from './changes.ts';
import { noteExists, noteMissing, noteRefused } from './describe-refusal.ts';
import type { EffectContext } from './effect-context.ts';
import type { CompiledEffect } from './effect-plan.ts';
import type { EffectResult } from './effect-result.ts';
import { applyJsonPatch, isJsonPatchType } from './json-patch.ts';
import { createKey } from './keys.ts';
import { selectPage } from './list-page.ts';
import { findByOtherKey } from './other-keys.ts';

/** A compiled effect on its way through a session, for one request. */
export interface Run {
	context: EffectContext;
	compiled: CompiledEffect;
	session: Session;
	request: CheckedRequest;
}

/** Where a request looks, and what it fixes. */
interface Spot extends Run {
	scope: readonly JsonValue[] | undefined;
	bound: readonly BoundValue[];
}

const UNBOUND: readonly BoundValue[] = [];

/** Does what the effect says. */
export function runEffect(run: Run): EffectResult {
	const { context, compiled, session, request } = run;
	const { effect, bindings, birth } = compiled;
	const bound = bindings.length === 0 ? UNBOUND : readBindings(bindings, request);
	const spot: Spot = { context, compiled, session, request, scope: compiled.readScope(request), bound };
	if (isBornByItself(context, birth)) openPlace(placeOf(spot));
	switch (effect.kind) {
		case 'create':
			return createEntity(spot, undefined);
		case 'list':
			return listEntities(spot, effect);
		case 'clear':
			return clearEntities(spot, effect);
		default:
			return actOnRecord(spot, effect);
	}
}

function placeOf({ context, session, compiled, scope, bound }: Spot): Place {
	return { context, session, plan: compiled.birth, scope, bound };
}

/**
 * The entity that the request names, if it is there. Where the operation's path does not tell the scope, it is looked
 * for in all of them.
 */
export function findRecord({ compiled, session, request }: Omit<Run, 'context'>): EntityRecord | undefined {
	const key = compiled.readKey(request);
	return key === undefined ? undefined : findNamed({ compiled, session, request }, key, compiled.readScope(request));
}

function findNamed(
	{ compiled, session, request }: Omit<Run, 'context'>,
	key: string,
	scope: readonly JsonValue[] | undefined,
): EntityRecord | undefined {
	const { resource } = compiled;
	const texts = scope && readPlace(compiled, scope).texts;
	const record =
		(texts ? session.store.find(resource.name, texts, key) : session.store.findAnywhere(resource.name, key)) ??
		findByOtherKey(session, { resource, scope: texts, key });
	if (!record || compiled.bindings.length === 0) return record;
	return isBound(record, readBindings(compiled.bindings, request), false) ? record : undefined;
}

type ItemEffect = Exclude<CompiledEffect['effect'], { kind: 'create' | 'list' | 'clear' }>;

function actOnRecord(spot: Spot, effect: ItemEffect): EffectResult {
	const key = spot.compiled.readKey(spot.request);
	const record = key === undefined ? undefined : (findNamed(spot, key, spot.scope) ?? bearAsked(placeOf(spot), key));
	if (!record) return 'upsert' in effect && effect.upsert && key ? createEntity(spot, key) : answerMissing(spot, key);
	switch (effect.kind) {
		case 'read':
			return answerChange({ run: spot, record, outcome: 'read', before: record.entity });
		case 'move':
			return moveRecord(spot, record, effect);
		case 'delete':
			return deleteRecord(spot, record);
		default:
			return changeRecord(spot, record, effect.kind);
	}
}

/** `key`: the one that the path of an upsert has. */
function createEntity(spot: Spot, key: string | undefined): EffectResult {
	const { compiled, session, bound, context } = spot;
	const { resource, effect, birth, intake } = compiled;
	const { random, store } = session;
	const change = changeContextOf(spot);
	const { nowMs, request } = change;
	const given = key === undefined ? readGivenKey(compiled, change) : typeKey(key, birth);
	if (key !== undefined && given === undefined) return answerMissing(spot, key);
	const { generate } = context;
	const named = given ?? createKey({ type: birth.keyType, resource: resource.name, random, store, nowMs, generate });
	const body = request && compiled.readBody(request);
	const scope = spot.scope ?? resource.scope.map((name) => getOwn(body, name) ?? '');
	const place = readPlace(compiled, scope);
	const entity = buildEntity(change, { body, scope: place.shown, key: named });
	const facts = bound.length === 0 ? undefined : writeBindings(entity, { bound, plan: birth });
	const text = String(named);
	const findings = completeDraft({
		plan: birth,
		entity,
		intake,
		before: undefined,
		kind: 'birth',
		label: `entity/${resource.name}/${text}`,
		random,
		nowMs,
		generate,
		isKeyMade: given === undefined && birth.keyType.kind !== 'generated',
	});
	if (findings.length > 0) return { kind: 'unfit', status: 400, findings };
	const { forgotten } = store;
	if (store.create({ resource: resource.name, scope: place.texts, key: text, entity, facts })) {
		const to = readState(resource, entity);
		const mention = mentionEntity({ run: spot, key: text, outcome: 'created', to, after: entity });
		if (store.forgotten > forgotten) mention.forgotten = store.forgotten - forgotten;
		return { kind: 'entity', mention, entity };
	}
	const mention = mentionEntity({ run: spot, key: text, outcome: 'exists' });
	return { kind: 'exists', mention, status: effect.refused ?? 409, note: noteExists(mention) };
}

/** The scope's values as the store knows them, and as the entity shows them. Most requests have those of the one before. */
function readPlace(compiled: CompiledEffect, scope: readonly JsonValue[]): NonNullable<CompiledEffect['lastPlace']> {
	const { lastPlace, resource, birth } = compiled;
	if (lastPlace?.scope.every((value, index) => value === scope[index])) return lastPlace;
	const shown = scope.map((value, index) => typeAs(value, { plan: birth, property: resource.scope[index] as string }));
	compiled.lastPlace = { scope, texts: toScope(scope), shown };
	return compiled.lastPlace;
}

/** Those of the place that the request's bindings hold. */
function selectRecords({ compiled, session, scope, bound }: Spot): readonly EntityRecord[] {
	const records = session.store.list(compiled.resource.name, scope && toScope(scope));
	return bound.length === 0 ? records : records.filter((record) => isBound(record, bound, true));
}

function listEntities(spot: Spot, effect: CompiledEffect['effect'] & { kind: 'list' }): EffectResult {
	const records = selectRecords(spot);
	const orphan = records.length === 0 ? findMissingParent(spot) : undefined;
	if (orphan) return orphan;
	const { resource, birth } = spot.compiled;
	const source = { effect, key: resource.key, entity: birth.view };
	const page = selectPage(records, { ...source, request: spot.request });
	const misfit = page.wrongCursor === undefined ? undefined : refuseCursor(spot.request.operation, page.wrongCursor);
	if (misfit) return misfit;
	const mention = mentionEntity({ run: spot, key: '', outcome: 'listed' });
	const result: EffectResult = { kind: 'list', mention, ...page };
	if (effect.items !== undefined) result.pointer = effect.items;
	return result;
}

/** Where the document has a 400 for it; else the page is empty. */
function refuseCursor(operation: Operation, parameter: string): EffectResult | undefined {
	const definition = findDefinition(operation, 400);
	if (!definition || definition.key === 'default') return undefined;
	const message = 'names no place in the list';
	return {
		kind: 'unfit',
		status: 400,
		findings: [{ code: 'request.query.cursor', message, in: 'query', pointer: parameter }],
	};
}

/** Deletes many at once; those that aren't there count as gone. */
function clearEntities(spot: Spot, effect: CompiledEffect['effect'] & { kind: 'clear' }): EffectResult {
	const { session, compiled } = spot;
	const records = selectRecords(spot);
	const orphan = records.length === 0 ? findMissingParent(spot) : undefined;
	if (orphan) return orphan;
	const wanted = compiled.readKeys?.(spot.request);
	const isAll = effect.keys === undefined;
	for (const record of records) if (isAll || wanted?.has(record.key)) session.store.remove(record);
	return { kind: 'gone', mention: mentionEntity({ run: spot, key: '', outcome: 'cleared' }) };
}

/** 404 for the comments of a todo that isn't there; what nobody can create is taken to be there. */
function findMissingParent(spot: Spot): EffectResult | undefined {
	const { compiled, request, session, context } = spot;
	const { parent, effect } = compiled;
	const key = parent?.readKey(request);
	if (!parent || key === undefined || !parent.birth.isCreatable) return undefined;
	const { name, scope } = parent.resource;
	openPlace({ context, session, plan: parent.birth, scope: scope.length === 0 ? [] : undefined, bound: UNBOUND });
	if (session.store.findAnywhere(name, key)) return undefined;
	if (findByOtherKey(session, { resource: parent.resource, scope: undefined, key })) return undefined;
	const mention: EntityMention = { resource: name, key, outcome: 'missing' };
	return { kind: 'missing', mention, status: effect.missing ?? 404, note: noteMissing(mention, session) };
}

function deleteRecord(run: Spot, record: EntityRecord): EffectResult {
	run.session.store.remove(record);
	const from = readState(run.compiled.resource, record.entity);
	const mention = mentionEntity({ run, key: record.key, outcome: 'deleted', from, before: record.entity });
	return { kind: 'gone', mention };
}

function changeRecord(run: Spot, record: EntityRecord, kind: 'replace' | 'patch'): EffectResult {
	const { compiled, request } = run;
	const change = changeContextOf(run);
	const before = record.entity;
	let entity: JsonObject;
	if (kind === 'replace') entity = replaceEntity(change, before, compiled.readBody(request));
	else if (isJsonPatchType(request.request.headers['content-type'])) {
		const patched = applyJsonPatch(before, request.body);
		if (!patched.ok) return { kind: 'unfit', status: patched.status, findings: [patched.finding] };
		entity = finishEntity(change, before, isObject(patched.value) ? { ...patched.value } : {});
	} else entity = patchEntity(change, before, compiled.readBody(request), (name) => keepsNull(run, name));
	return storeChange({ run, record, entity, kind: kind === 'replace' ? 'whole' : 'part' });
}

/** Null in a patch takes a property away, but where answers must have it, and may have it as null; or where the patch says no more than JSON. */
function keepsNull({ compiled, request }: Spot, name: string): boolean {
	const member = compiled.birth.membersOf({}).get(name);
	if (!member || !isNullable(member.view)) return false;
	const type = request.request.headers['content-type'];
	return member.isRequired || typeof type !== 'string' || !type.startsWith('application/merge-patch+json');
}

function moveRecord(run: Spot, record: EntityRecord, effect: ItemEffect & { kind: 'move' }): EffectResult {
	const before = record.entity;
	const from = readState(run.compiled.resource, before);
	if (from === undefined || !effect.from.includes(from)) {
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
	const draft = { plan: compiled.birth, entity, before, nowMs, random: session.random, generate: context.generate };
	if (kind !== 'move') {
		const label = `entity/${compiled.resource.name}/${record.key}`;
		const findings = completeDraft({ ...draft, intake: compiled.intake, kind, label });
		if (findings.length > 0) return { kind: 'unfit', status: 400, findings };
	}
	touchUpdated(draft);
	session.store.update(record, entity);
	return answerChange({ run, record, outcome: OUTCOMES_OF[kind], before });
}

const OUTCOMES_OF = { whole: 'replaced', part: 'patched', move: 'moved' } as const;

function answerMissing(run: Spot, key = ''): EffectResult {
	const mention = mentionEntity({ run, key, outcome: 'missing' });
	return {
		kind: 'missing',
		mention,
		status: run.compiled.effect.missing ?? 404,
		note: noteMissing(mention, run.session),
	};
}

function answerChange(args: {
	run: Spot;
	record: EntityRecord;
	outcome: EntityMention['outcome'];
	before: JsonObject;
}): EffectResult {
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
	return { kind: 'entity', mention, entity: record.entity };
}

function mentionEntity(args: {
	run: Run;
	key: string;
	outcome: EntityMention['outcome'];
	from?: string | undefined;
	to?: string | undefined;
	before?: JsonObject;
	after?: JsonObject;
}): EntityMention {
	const { run, key, outcome, from, to, before, after } = args;
	return { resource: run.compiled.resource.name, key, outcome, from, to, before, after };
}

function changeContextOf({ compiled, session, request }: Run): ChangeContext {
	return { resource: compiled.resource, assignments: compiled.assignments, request, nowMs: session.clock.nowMs() };
}

/** The key that the effect or the client chose; an empty one names nothing, so it is none. */
function readGivenKey(compiled: CompiledEffect, { request, nowMs }: ChangeContext): string | number | undefined {
	const { resource, intake, keyAssignment } = compiled;
	const body = request && compiled.readBody(request);
	const sent =
		(keyAssignment && readAssignment({ assignment: keyAssignment, request, nowMs })) ?? readKey(resource, body);
	const value = sent ?? (intake.keyName === undefined ? undefined : getOwn(body, intake.keyName));
	return typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : undefined;
}

function toScope(values: readonly JsonValue[]): string[] {
	return values.map((value) => toKeyText(value) ?? '');
}
