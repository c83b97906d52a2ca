// What no two entities of a place may have alike (`a user with this email already exists`): asked before one is made or changed.

import { getOwn, isObject, type JsonObject, type JsonValue, joinPointer, readSteps, setOwn } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { nameEntity } from '../text/name-entity.ts';
import { isBound } from './birth/bindings.ts';
import type { EffectResult } from './effect-result.ts';
import { selectAlike } from './places.ts';
import type { UniquePart } from './plan-uniques.ts';
import { mentionEntity, type Spot } from './spot.ts';

/** Why the entity may not be as it is now: another one of the place has the same. `own`: the one that is changed; absent: it is made. */
export function refuseAlike(spot: Spot, entity: JsonObject, own: EntityRecord | undefined): EffectResult | undefined {
	const { resource } = spot.compiled;
	const uniques = spot.compiled.uniques();
	if (!uniques) return undefined;
	const sent = spot.compiled.readBody(spot.request);
	for (const { names, within, status } of uniques) {
		const told = names.filter((part) => isTold(readSteps(sent, part.sent)));
		const isAsked = own ? told.some((part) => !isAlike(own.entity, entity, part)) : told.length === names.length;
		const mayMove = own && within.some((part) => !isAlike(own.entity, entity, part));
		if (!(isAsked || mayMove) || !names.every((part) => isTold(readSteps(entity, part.stored)))) continue;
		const parts = [...names, ...within];
		const other = listAlike(spot, entity, names[0] as UniquePart).find(
			(record) => record !== own && parts.every((part) => isAlike(record.entity, entity, part)),
		);
		if (!other) continue;
		const mention = mentionEntity({ run: spot, key: other.key, outcome: 'exists' });
		const { place } = spot.compiled.intake();
		return {
			kind: 'refused',
			mention,
			status,
			note: `${nameEntity({ resource: resource.name, key: other.key })} has the same ${names.map(({ sent: [...steps] }) => steps.at(-1)).join(' and ')}`,
			findings: names.map((part) => ({
				code: 'request.body.unique',
				message: 'must be unique',
				in: 'body',
				pointer: place + joinPointer('', ...part.sent),
			})),
		};
	}
	return undefined;
}

/** The one that has the same as what is sent, by one of the rules: which a create changes that says so. */
export function findSame(spot: Spot): EntityRecord | undefined {
	const sent = spot.compiled.readBody(spot.request);
	for (const { names, within } of spot.compiled.uniques() ?? []) {
		const parts = [...names, ...within];
		const told = parts.map((part) => readSteps(sent, part.sent));
		if (!told.every(isTold)) continue;
		const shown: JsonObject = {};
		for (const [index, { stored }] of parts.entries()) {
			const [first = '', ...rest] = stored;
			if (rest.length === 0) setOwn(shown, first, told[index] as JsonValue);
		}
		const same = listAlike(spot, shown, names[0] as UniquePart).find(({ entity }) =>
			parts.every((part) => isAlike(entity, shown, part)),
		);
		if (same) return same;
	}
	return undefined;
}

/** Those of the same place that may have the same. */
function listAlike(spot: Spot, entity: JsonObject, { stored }: UniquePart): readonly EntityRecord[] {
	const { compiled, session, request, scope, bound } = spot;
	const { resource } = compiled;
	const known = scope ? undefined : compiled.readKnownScope?.(request);
	const place = { resource, scope: scope?.map(String), known, isOpen: false };
	const records = selectAlike(session, place, { steps: stored, value: readSteps(entity, stored) ?? null });
	return bound.length === 0 ? records : records.filter((record) => isBound(record, bound, true));
}

function isTold(value: JsonValue | undefined): boolean {
	return value !== undefined && value !== null && value !== '';
}

/** What is told by its id is the same where that is. */
function isAlike(one: JsonObject, other: JsonObject, { stored }: UniquePart): boolean {
	const [left, right] = [readSteps(one, stored) ?? null, readSteps(other, stored) ?? null];
	if (left === right) return true;
	if (!isObject(left) || !isObject(right)) return false;
	const id = getOwn(left, 'id');
	return id === undefined ? JSON.stringify(left) === JSON.stringify(right) : id === getOwn(right, 'id');
}
