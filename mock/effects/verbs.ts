// What an effect does to the store, by its kind: create, list and clear, and what is done with one entity; then what follows on it.

import type { JsonObject } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { findVersion } from '../store/entity-versions.ts';
import { changeManyAssigned } from './assigned.ts';
import { bearAsked, bearOffered, isBornByItself, openPlace } from './birth/never-empty.ts';
import { changeMany, type ManyEffect } from './change-many.ts';
import { actOnChosen, type ChosenEffect } from './chosen-rows.ts';
import { clearEntities, listEntities } from './collection-verbs.ts';
import { createBought } from './create-bought.ts';
import { createCopy } from './create-copy.ts';
import { createEach, upsertEntity } from './create-each.ts';
import { createEntity } from './create-entity.ts';
import { createRows } from './create-rows.ts';
import { findAskedDeleted } from './deleted-entities.ts';
import { noteDoer, withoutAgain } from './doers.ts';
import type { EffectResult } from './effect-result.ts';
import { runFollowUps } from './follow-ups.ts';
import { refuseByGuards } from './guards.ts';
import { changeRecord, type ItemEffect, mayMove } from './item-verbs.ts';
import { leaveToOne } from './only-flags.ts';
import { openSpot } from './open-spot.ts';
import { findMissingOwner } from './owners.ts';
import { refuseUnmet } from './preconditions.ts';
import { readLatest, readThrough } from './read-through.ts';
import { findDeleted, revive } from './revive.ts';
import { noteSigned } from './signed-in.ts';
import { answerMissing, findNamed, mentionEntity, placeOf, type Run, type Spot } from './spot.ts';

/** Does what the effect says, and what the operation does after it. */
export function runEffect(run: Run): EffectResult {
	const { signsIn, done } = run.compiled.effect;
	const first = signsIn ? noteSigned(run.session, runOne(run)) : runOne(done ? withoutAgain(run) : run);
	leaveToOne(run, first);
	if (done) noteDoer(run, first);
	return run.compiled.effect.followUps ? runFollowUps(run, { first, act: runOne }) : first;
}

function runOne(run: Run): EffectResult {
	const { compiled } = run;
	const { effect, birth } = compiled;
	const spot = openSpot(run);
	if (isBornByItself(run.context, birth)) {
		const orphan = findMissingOwner(spot);
		if (orphan) return orphan;
		openPlace(placeOf(spot));
	}
	switch (effect.kind) {
		case 'create':
			return (
				findMissingOwner(spot) ??
				refuseByGuards(spot, undefined) ??
				(effect.copies
					? createCopy(spot)
					: effect.takes
						? createBought(spot, effect.takes)
						: effect.each
							? createEach(spot, effect)
							: effect.rows
								? createRows(spot, effect)
								: effect.upsert
									? upsertEntity(spot)
									: createEntity(spot, undefined))
			);
		case 'list':
			return refuseByGuards(spot, undefined) ?? listEntities(spot, effect);
		case 'clear':
			return refuseByGuards(spot, undefined) ?? clearEntities(spot, effect);
		default:
			if (compiled.assigned && compiled.readKeys)
				return findMissingOwner(spot) ?? changeManyAssigned(spot, compiled.assigned);
			if (isOfMany(effect))
				return findMissingOwner(spot) ?? refuseByGuards(spot, undefined) ?? changeMany(spot, effect);
			return isOfChosen(effect)
				? (refuseByGuards(spot, undefined) ?? actOnChosen(spot, effect))
				: actOnRecord(spot, effect);
	}
}

function isOfMany(effect: ItemEffect): effect is ManyEffect {
	return 'many' in effect && effect.many === true;
}

function isOfChosen(effect: ItemEffect): effect is ChosenEffect {
	return 'chosenBy' in effect && effect.chosenBy !== undefined;
}

function answerOlder(run: Spot, { key }: EntityRecord, entity: JsonObject): EffectResult {
	return {
		kind: 'entity',
		entity,
		mention: mentionEntity({ run, key, outcome: 'read', before: entity, after: entity }),
	};
}

/** It adds to a list inside the entity that the mock's own sample names. */
function offersPart({ context, compiled, request }: Spot, key: string): boolean {
	return compiled.part?.does === 'add' && context.offers?.(request.operation, key) === true;
}

function actOnRecord(spot: Spot, effect: ItemEffect): EffectResult {
	if (effect.kind === 'read' && effect.through) return readThrough(spot, effect, effect.through);
	if (effect.kind === 'read' && effect.latest) return readLatest(spot, effect);
	const key = spot.compiled.readKey(spot.request);
	let record = key === undefined ? undefined : findNamed(spot, key);
	if (!record) {
		const orphan = findMissingOwner(spot);
		if (orphan) return orphan;
		const among = effect.kind === 'move' ? effect.from : undefined;
		record = key === undefined ? undefined : bearAsked(placeOf(spot), key, among);
		const back = (effect.revives || effect.deleted) && key !== undefined ? findDeleted(spot, key) : undefined;
		if (back) return effect.deleted ? changeRecord(spot, back, effect) : revive(spot, back, effect);
		const deleted = !record && effect.kind === 'read' ? findAskedDeleted(spot, effect.withDeleted, key) : undefined;
		if (deleted) return answerOlder(spot, deleted, deleted.entity);
		if (!record && key !== undefined && offersPart(spot, key)) {
			record = bearOffered(placeOf(spot), key);
			// A key of another kind than theirs, where the document says of the path no more than that it is a text.
			if (!record) return { kind: 'stateless' };
		}
	}
	const unmet = refuseUnmet(spot, record);
	if (unmet) return unmet;
	if (!record && 'upsert' in effect && effect.upsert) {
		return refuseByGuards(spot, undefined) ?? createEntity(spot, key === '' ? undefined : key);
	}
	if (!record) return answerMissing(spot, key);
	const { guards, speaksOfEntity, readVersion, resource } = spot.compiled;
	const entity = readVersion ? findVersion(resource, record.entity, readVersion(spot.request)) : record.entity;
	// What was is there to be read, and for nothing else.
	if (entity !== record.entity)
		return entity && effect.kind === 'read' ? answerOlder(spot, record, entity) : answerMissing(spot, key);
	if (!guards && !speaksOfEntity) return changeRecord(spot, record, effect);
	// Of several effects it is the first one's entity that is spoken of.
	const own = spot.request.entity ? spot : { ...spot, request: { ...spot.request, entity: record.entity } };
	const isRefusedAnyway = effect.kind === 'move' && !mayMove(own, record, effect);
	return (isRefusedAnyway ? undefined : refuseByGuards(own, record)) ?? changeRecord(own, record, effect);
}
