// What is done to all entities that a request's filters choose: `PATCH /todos?done=is.false`, `DELETE /todos?id=in.(1,2)`.

import { type EffectValue, getOwn, type JsonObject, type ListFilter } from '../../spec/index.ts';
import { parseRawQuery } from '../request/parameters/raw-query.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import type { EntityMention } from '../types/answer.ts';
import type { Finding } from '../types/finding.ts';
import { compileAssignments } from './assignments.ts';
import { typeKey } from './birth/never-empty.ts';
import { selectRecords } from './collection-verbs.ts';
import { readElement } from './create-each.ts';
import type { EffectResult } from './effect-result.ts';
import { changeRecord, type ItemEffect } from './item-verbs.ts';
import { compileFilters } from './list-conditions.ts';
import { planFilters } from './list-plan.ts';
import { listKeys } from './places.ts';
import { JOINT } from './row-filters.ts';
import { answerMissing, mentionEntity, type Spot } from './spot.ts';
import { tellAlong } from './tell-along.ts';

const planned = new WeakMap<readonly ListFilter[], ReturnType<typeof planFilters>>();

/** An effect that is done to all that are chosen. */
export type ChosenEffect = Extract<ItemEffect, { chosenBy?: unknown }> & { chosenBy: readonly ListFilter[] };

/**
 * Does it to each, all of them or none; none is chosen: nothing is done. Where a filter asks for what can't be told here, nothing is done
 * either: that is unfit with 400, since without it more would be changed than was asked for.
 */
export function actOnChosen(spot: Spot, effect: ChosenEffect): EffectResult {
	const { compiled, session, request } = spot;
	const filters = planned.get(effect.chosenBy) ?? planFilters(effect.chosenBy);
	planned.set(effect.chosenBy, filters);
	const unfollowed = new Set(listUnknown(spot, effect.chosenBy));
	const tests = compileFilters({ filters, request, unfollowed });
	if (unfollowed.size > 0) return { kind: 'unfit', status: 400, findings: [...unfollowed].map(tellUnfollowed) };
	const all = selectRecords(spot, false).filter(({ entity }) => tests.every((test) => test(entity)));
	const { chosen, absent } = chooseNamed(spot, effect, all);
	const [missing] = absent;
	// Where the document has no answer for those that are not there, they are told of, or passed over.
	if (missing !== undefined && request.operation.responses.has('404')) return answerMissing(spot, missing);
	const others = chosen.length > 1 ? { others: chosen.length - 1 } : {};
	const key = chosen[0]?.key ?? '';
	if (effect.kind !== 'delete') {
		const isNamed = compiled.readKeys?.(request) !== undefined;
		const one = isNamed ? effect : turnTogether(effect, chosen);
		const on = one === effect ? spot : { ...spot, compiled: { ...compiled, assignments: compileAssignments(one.set) } };
		return changeAll(on, { effect: one, chosen, others, absent });
	}
	const removal = session.store.removeAll(chosen);
	const mention = { ...tellAlong(mentionEntity({ run: spot, key, outcome: 'deleted' }), removal), ...others };
	const items = chosen.map(({ entity }) => entity);
	const answer = answerChosen({ effect, mention, items });
	return answer.kind === 'gone' ? { ...answer, keys: listKeys(spot.compiled.resource, items) } : answer;
}

/** Those that the request names, and the keys of which there is none; where it names none, all of these that are not yet so. */
function chooseNamed(
	{ compiled, request }: Spot,
	effect: ChosenEffect,
	all: readonly EntityRecord[],
): { chosen: readonly EntityRecord[]; absent: readonly string[] } {
	const keys = compiled.readKeys?.(request);
	if (!keys) return { chosen: effect.named ? [] : all.filter(({ entity }) => !isDone(entity, effect)), absent: [] };
	const chosen = all.filter(({ key }) => keys.has(key));
	const found = new Set(chosen.map(({ key }) => key));
	return { chosen, absent: [...keys].filter((key) => !found.has(key)) };
}

/** It has what it would get, so that nothing is to be done. */
function isDone(entity: JsonObject, effect: ChosenEffect): boolean {
	if (effect.kind === 'delete' || effect.set.size === 0) return false;
	const values = [...effect.set];
	const isSo = ([name, value]: (typeof values)[number]): boolean => {
		const own = getOwn(entity, name) ?? null;
		if (value.kind === 'not') return false;
		if (value.kind === 'none') return own === undefined || own === null;
		if (value.kind === 'literal') return own === value.value || (!own && !value.value);
		return own !== null;
	};
	const fixed = values.filter(([, { kind }]) => kind === 'literal');
	return (fixed.length > 0 ? fixed : values).every(isSo);
}

/** What is turned over in all of them becomes one value: true, unless it is so of each already. */
function turnTogether<One extends { set: ReadonlyMap<string, EffectValue> }>(
	effect: One,
	chosen: readonly EntityRecord[],
): One {
	if (![...effect.set.values()].some(({ kind }) => kind === 'not')) return effect;
	const set = new Map<string, EffectValue>(
		Array.from(effect.set, ([name, value]) => [
			name,
			value.kind === 'not'
				? { kind: 'literal', value: chosen.some(({ entity }) => getOwn(entity, name) !== true) }
				: value,
		]),
	);
	return { ...effect, set };
}

function changeAll(
	spot: Spot,
	{
		effect,
		chosen,
		others,
		absent,
	}: {
		effect: ChosenEffect;
		chosen: readonly EntityRecord[];
		others: { others?: number };
		absent: readonly string[];
	},
): EffectResult {
	const { store } = spot.session;
	const items: JsonObject[] = [];
	const undo: (() => void)[] = [];
	// What an action takes says which are meant, and is nothing of theirs.
	const on =
		effect.kind !== 'delete' && effect.set.size > 0 ? { ...spot, compiled: readElement(spot.compiled, {}) } : spot;
	for (const record of chosen) {
		const before = record.entity;
		if (isDone(before, effect)) {
			items.push(before);
			continue;
		}
		const result = changeRecord(on, record, effect);
		if (result.kind === 'entity') {
			items.push(result.entity);
			undo.push(() => store.update(record, before));
			continue;
		}
		for (const takeBack of undo.reverse()) takeBack();
		return result;
	}
	const mention = { ...mentionEntity({ run: spot, key: chosen[0]?.key ?? '', outcome: 'patched' }), ...others };
	const answer = answerChosen({ effect, mention, items });
	if (answer.kind !== 'gone' || effect.kind === 'delete' || effect.set.size === 0) return answer;
	const { resource, birth } = spot.compiled;
	return {
		...answer,
		keys: listKeys(resource, items),
		...(absent.length > 0 && { absent: absent.map((key) => typeKey(key, birth) ?? key) }),
	};
}

/** All of them, where the answer shows a list. */
function answerChosen({
	effect: { answer },
	mention,
	items,
}: {
	effect: ChosenEffect;
	mention: EntityMention;
	items: readonly JsonObject[];
}): EffectResult {
	if (answer === undefined || !answer.endsWith('/0')) return { kind: 'gone', mention };
	return { kind: 'list', mention, items, total: items.length, pointer: answer.slice(0, -'/0'.length) };
}

/** What is asked beside the filters, and is no parameter of the operation. */
function listUnknown({ request }: Spot, filters: readonly ListFilter[]): string[] {
	const { query } = request.request;
	if (query === '') return [];
	const known = new Set(filters.map(({ parameter }) => parameter));
	for (const { in: place, name } of request.operation.parameters) {
		if (place === 'query') known.add(name);
	}
	return [...parseRawQuery(query).keys()].filter((name) => !known.has(name) && !JOINT.test(name));
}

function tellUnfollowed(parameter: string): Finding {
	const message = 'is a filter that the mock does not know';
	return { code: 'request.query.filter', message, in: 'query', pointer: parameter };
}
