// What an effect does to the store, by its kind: create, list and clear, and what is done with one entity.

import { readBindings } from './birth/bindings.ts';
import { bearAsked, isBornByItself, openPlace } from './birth/never-empty.ts';
import { clearEntities, listEntities } from './collection-verbs.ts';
import { createEach } from './create-each.ts';
import { createEntity } from './create-entity.ts';
import type { EffectResult } from './effect-result.ts';
import { changeRecord, type ItemEffect } from './item-verbs.ts';
import { answerMissing, findNamed, placeOf, type Run, type Spot, UNBOUND } from './spot.ts';

/** Does what the effect says. */
export function runEffect(run: Run): EffectResult {
	const { context, compiled, session, request } = run;
	const { effect, bindings, birth } = compiled;
	const bound = bindings.length === 0 ? UNBOUND : readBindings(bindings, request);
	const spot: Spot = { context, compiled, session, request, scope: compiled.readScope(request), bound };
	if (isBornByItself(context, birth)) openPlace(placeOf(spot));
	switch (effect.kind) {
		case 'create':
			return effect.each ? createEach(spot, effect) : createEntity(spot, undefined);
		case 'list':
			return listEntities(spot, effect);
		case 'clear':
			return clearEntities(spot, effect);
		default:
			return actOnRecord(spot, effect);
	}
}

function actOnRecord(spot: Spot, effect: ItemEffect): EffectResult {
	const key = spot.compiled.readKey(spot.request);
	const record = key === undefined ? undefined : (findNamed(spot, key, spot.scope) ?? bearAsked(placeOf(spot), key));
	if (!record && 'upsert' in effect && effect.upsert) return createEntity(spot, key === '' ? undefined : key);
	if (!record) return answerMissing(spot, key);
	return changeRecord(spot, record, effect);
}
