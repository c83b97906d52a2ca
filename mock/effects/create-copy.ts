// `POST /cards/7/duplicate`: another one like the one that is there.

import { isObject } from '../../spec/index.ts';
import { writeKey } from '../store/entity-key.ts';
import { NOTHING_SENT } from './birth/intake-plan.ts';
import { createEntity } from './create-entity.ts';
import type { EffectResult } from './effect-result.ts';
import { mergePatch } from './merge-patch.ts';
import { answerMissing, findNamed, type Spot } from './spot.ts';

/** Makes it of all that the other one shows but its key, and of what tells of its own making; with what was sent over that. */
export function createCopy(spot: Spot): EffectResult {
	const { compiled, request } = spot;
	const key = compiled.readKey(request);
	const known = key === undefined ? undefined : findNamed(spot, key);
	if (!known) return answerMissing(spot, key);
	const sent = compiled.readBody(request);
	const like = { ...known.entity };
	writeKey(compiled.resource, like, undefined);
	for (const { name, fill } of compiled.birth.membersOf(like).values())
		if (fill.kind === 'now' || fill.kind === 'tag') delete like[name];
	const body = isObject(sent) ? mergePatch(like, sent) : like;
	const made = { ...compiled, intake: () => NOTHING_SENT, readBody: () => body };
	return createEntity({ ...spot, compiled: made, scope: spot.scope ?? known.scope }, undefined);
}
