// `read` of one that no path names: of another entity by what one shows of it (`GET /posts/7/author` of a post with an `authorId`), of the last of a place.

import { isObject, type JsonValue, readSteps } from '../../spec/index.ts';
import { toKeyText } from '../store/key-text.ts';
import { selectRecords } from './collection-verbs.ts';
import type { EffectResult } from './effect-result.ts';
import { changeRecord, type ItemEffect } from './item-verbs.ts';
import { listByOwnId } from './other-keys.ts';
import { findMissingOwner, findMissingParent } from './owners.ts';
import { findByKey } from './places.ts';
import { answerMissing, findNamed, type Spot } from './spot.ts';

/** The one that is meant. Of a key that nobody has nothing is known; where there is no key there is none of it. */
export function readThrough(spot: Spot, effect: ItemEffect, through: readonly string[]): EffectResult {
	const orphan = findMissingParent(spot);
	if (orphan) return orphan;
	const { session, request } = spot;
	const { parent, resource } = spot.compiled;
	const above = parent?.readKey(request);
	const own =
		parent && above !== undefined ? findByKey(session, { ...parent, scope: undefined, key: above }) : undefined;
	const shown: JsonValue | undefined = own && readSteps(own.entity, through);
	const key = isObject(shown) ? undefined : toKeyText(shown);
	if (key === undefined) return request.operation.responses.has('404') ? answerMissing(spot) : { kind: 'stateless' };
	const record = findNamed(spot, key) ?? listByOwnId(session.store, resource, shown ?? null)[0];
	return record ? changeRecord(spot, record, effect) : { kind: 'stateless' };
}

/** The one that was made last, of those that stand there. */
export function readLatest(spot: Spot, effect: ItemEffect): EffectResult {
	const orphan = findMissingOwner(spot);
	if (orphan) return orphan;
	const record = selectRecords(spot, true).at(-1);
	return record ? changeRecord(spot, record, effect) : answerMissing(spot);
}
