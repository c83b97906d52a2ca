// Actions that bring an entity back after it was deleted: `POST /notes/1/restore`.

import type { EntityRecord } from '../store/entity-store.ts';
import { nameEntity } from '../text/name-entity.ts';
import type { EffectResult } from './effect-result.ts';
import { changeRecord, type ItemEffect, mayMove } from './item-verbs.ts';
import { readPlace, type Spot } from './spot.ts';

/** The entity of a key that was deleted last, back where it stood; `undefined`: none was, or it can't be told where. */
export function findDeleted({ compiled, session, scope }: Spot, key: string): EntityRecord | undefined {
	const { name, scope: parts } = compiled.resource;
	const texts = scope ? readPlace(compiled, scope).texts : [];
	return texts.length === parts.length ? session.store.revive(name, texts, key) : undefined;
}

/** What the action does to the entity that it has brought back; one whose state it may not move is only shown. */
export function revive(spot: Spot, record: EntityRecord, effect: ItemEffect): EffectResult {
	const isShown = effect.kind === 'move' && !mayMove(spot, record, effect);
	const result = changeRecord(spot, record, isShown ? { ...effect, kind: 'read' } : effect);
	if (result.kind === 'entity') result.mention.besides = [`brought back ${nameEntity(result.mention)}`];
	return result;
}
