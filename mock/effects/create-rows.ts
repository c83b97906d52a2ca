// `POST /todos` as PostgREST has it: one row or a list of them, and what becomes of those that are there already.

import type { JsonValue } from '../../spec/index.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import { createAll } from './create-each.ts';
import { createEntity } from './create-entity.ts';
import type { EffectResult } from './effect-result.ts';
import type { Spot } from './spot.ts';

const RESOLUTION = /(?:^|[,;\s])resolution\s*=\s*"?(merge|ignore)-duplicates\b/i;

/** Makes an entity of each row that was sent, all of them or none. `Prefer: resolution=merge-duplicates` changes those that are there, `ignore-duplicates` leaves them. */
export function createRows(spot: Spot, effect: CompiledEffect['effect'] & { kind: 'create' }): EffectResult {
	const { body, request } = spot.request;
	const word = RESOLUTION.exec(String(request.headers['prefer'] ?? ''))?.[1]?.toLowerCase();
	if (!Array.isArray(body) && word === undefined) return createEntity(spot, undefined);
	const elements: readonly JsonValue[] = Array.isArray(body) ? body : body === undefined ? [] : [body];
	const taken = word === 'merge' ? 'change' : word === 'ignore' ? 'leave' : 'refuse';
	return createAll(spot, { effect, elements, taken, place: Array.isArray(body) ? '/0' : '' });
}
