// What each kind of effect does to the store: create, list, read, move, replace, patch, delete.

import { getOwn, type JsonObject, type JsonValue } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { readState } from '../store/expiry.ts';
import { toKeyText } from '../store/key-text.ts';
import type { EntityMention } from '../types/answer.ts';
import type { CheckedRequest } from '../types/request.ts';
import { readAssignment } from './assignments.ts';
import { buildEntity, type ChangeContext, moveEntity, patchEntity, replaceEntity } from './changes.ts';
import { noteExists, noteMissing, noteRefused } from './describe-refusal.ts';
import type { CompiledEffect, EffectContext } from './effect-plan.ts';
import type { EffectResult } from './effect-result.ts';
import { createKey } from './keys.ts';
import { selectPage } from './list-page.ts';

/** A compiled effect on its way through a session, for one request. */
export interface Run {
	context: EffectContext;
	compiled: CompiledEffect;
	session: Session;
	request: CheckedRequest;
}

/** Does what the effect says. */
export function runEffect(run: Run): EffectResult {
	const { effect } = run.compiled;
	if (effect.kind === 'create') return createEntity(run);
	if (effect.kind === 'list') return listEntities(run, effect);
	const record = findRecord(run);
	if (!record) return answerMissing(run);
	switch (effect.kind) {
		case 'read':
			return answerChange({ run, record, outcome: 'read', before: record.entity });
		case 'move':
			return moveRecord(run, record, effect);
		case 'delete': {
			run.session.store.remove(record);
			const { resource } = run.compiled;
			const mention = mentionEntity({
				run,
				key: record.key,
				outcome: 'deleted',
				from: readState(resource, record.entity),
			});
			return { kind: 'gone', mention: { ...mention, before: record.entity } };
		}
		default: {
			const rewrite = effect.kind === 'replace' ? replaceEntity : patchEntity;
			const before = record.entity;
			run.session.store.update(record, rewrite(changeContextOf(run), before, run.request.body));
			return answerChange({ run, record, outcome: effect.kind === 'replace' ? 'replaced' : 'patched', before });
		}
	}
}

/**
 * The entity that the request names, if it is there. Where the operation's path does not tell the scope, it is looked
 * for in all of them.
 */
export function findRecord({ compiled, session, request }: Omit<Run, 'context'>): EntityRecord | undefined {
	const key = compiled.readKey(request);
	if (key === undefined) return undefined;
	const scope = compiled.readScope(request);
	const { name } = compiled.resource;
	return scope ? session.store.find(name, toScope(scope), key) : session.store.findAnywhere(name, key);
}

function createEntity(run: Run): EffectResult {
	const { compiled, session, request } = run;
	const { resource, effect } = compiled;
	const scope = compiled.readScope(request) ?? resource.scope.map((name) => getOwn(request.body, name) ?? '');
	const change = changeContextOf(run);
	const key =
		readGivenKey(compiled, change) ??
		createKey({
			type: compiled.keyType,
			resource: resource.name,
			random: session.random,
			store: session.store,
			nowMs: change.nowMs,
			generate: run.context.generate,
		});
	const entity = buildEntity(change, { body: request.body, scope, key });
	const text = String(key);
	if (session.store.create({ resource: resource.name, scope: toScope(scope), key: text, entity })) {
		const mention = mentionEntity({ run, key: text, outcome: 'created', to: readState(resource, entity) });
		mention.after = entity;
		return { kind: 'entity', mention, entity };
	}
	const mention = mentionEntity({ run, key: text, outcome: 'exists' });
	return { kind: 'exists', mention, status: effect.refused ?? 409, note: noteExists(mention) };
}

function listEntities(run: Run, effect: CompiledEffect['effect'] & { kind: 'list' }): EffectResult {
	const { compiled, session, request } = run;
	const scope = compiled.readScope(request);
	const records = session.store.list(compiled.resource.name, scope && toScope(scope));
	const page = selectPage(records, { effect, request, key: compiled.resource.key });
	const result: EffectResult = { kind: 'list', mention: mentionEntity({ run, key: '', outcome: 'listed' }), ...page };
	if (effect.items !== undefined) result.pointer = effect.items;
	return result;
}

function moveRecord(run: Run, record: EntityRecord, effect: CompiledEffect['effect'] & { kind: 'move' }): EffectResult {
	const before = record.entity;
	const from = readState(run.compiled.resource, before);
	if (from === undefined || !effect.from.includes(from)) {
		const mention = mentionEntity({ run, key: record.key, outcome: 'refused', from, to: effect.to });
		mention.before = before;
		return { kind: 'refused', mention, status: effect.refused ?? 409, note: noteRefused(mention, effect.from) };
	}
	run.session.store.update(record, moveEntity(changeContextOf(run), before, effect.to));
	return answerChange({ run, record, outcome: 'moved', before });
}

function answerMissing(run: Run): EffectResult {
	const key = run.compiled.readKey(run.request) ?? '';
	const mention = mentionEntity({ run, key, outcome: 'missing' });
	return { kind: 'missing', mention, status: run.compiled.effect.missing ?? 404, note: noteMissing(mention) };
}

function answerChange(args: {
	run: Run;
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
	});
	mention.before = before;
	mention.after = record.entity;
	return { kind: 'entity', mention, entity: record.entity };
}

function mentionEntity(args: {
	run: Run;
	key: string;
	outcome: EntityMention['outcome'];
	from?: string | undefined;
	to?: string | undefined;
}): EntityMention {
	const mention: EntityMention = { resource: args.run.compiled.resource.name, key: args.key, outcome: args.outcome };
	if (args.from !== undefined) mention.from = args.from;
	if (args.to !== undefined) mention.to = args.to;
	return mention;
}

function changeContextOf({ compiled, session, request }: Run): ChangeContext {
	return { resource: compiled.resource, assignments: compiled.assignments, request, nowMs: session.clock.nowMs() };
}

/** The key that the effect or the client chose; an empty one names nothing, so it is none. */
function readGivenKey(compiled: CompiledEffect, { request, nowMs }: ChangeContext): string | number | undefined {
	const value = compiled.keyAssignment
		? readAssignment({ assignment: compiled.keyAssignment, request, nowMs })
		: getOwn(request?.body, compiled.resource.key);
	return typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : undefined;
}

function toScope(values: readonly JsonValue[]): string[] {
	return values.map((value) => toKeyText(value) ?? '');
}
