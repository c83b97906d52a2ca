// Those of a place that were deleted and may be brought back, as they are shown: with the moment at which they were deleted.

import { guessTypes, type JsonObject, listPossibleProperties, type QueryPlace, setOwn } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import { findMomentForm, type MomentForm, writeMoment } from './birth/moments.ts';
import { readPlace } from './list-places.ts';
import { findAmong } from './places.ts';
import { type Spot, toScope } from './spot.ts';

/** Where an entity tells that it was deleted. */
interface Marks {
	moments: readonly { property: string; form: MomentForm }[];
	flags: readonly string[];
}

const MOMENT = /^(?:soft_)?(?:deleted|removed|trashed|deletion)_(?:at|on|date|time|timestamp)$/;
const FLAG = /^(?:is_)?(?:soft_)?(?:deleted|removed|trashed)$/;
const known = new WeakMap<BirthPlan, Marks>();

/** The oldest removal first. */
export function listDeleted({ compiled, session, scope }: Spot): readonly EntityRecord[] {
	const { resource, birth } = compiled;
	const texts = scope && toScope(scope);
	return session.store.listRemoved(resource.name).flatMap(({ record, atMs }) => {
		if (texts && !texts.every((text, index) => text === record.scope[index])) return [];
		return [{ ...record, entity: markDeleted(record.entity, birth, atMs) }];
	});
}

/** The one that was deleted last of those that have this key, where the request asks for such (`includeDeleted=true`). */
export function findAskedDeleted(
	spot: Spot,
	place: QueryPlace | undefined,
	key: string | undefined,
): EntityRecord | undefined {
	if (place === undefined || key === undefined || readPlace(spot.request, place) !== true) return undefined;
	return findAmong(listDeleted(spot).toReversed(), { by: undefined, text: key });
}

function markDeleted(entity: JsonObject, birth: BirthPlan, atMs: number): JsonObject {
	let marks = known.get(birth);
	if (!marks) {
		marks = findMarks(birth);
		known.set(birth, marks);
	}
	const { moments, flags } = marks;
	if (moments.length === 0 && flags.length === 0) return entity;
	const marked = { ...entity };
	for (const { property, form } of moments) setOwn(marked, property, writeMoment(form, atMs));
	for (const flag of flags) setOwn(marked, flag, true);
	return marked;
}

function findMarks({ view }: BirthPlan): Marks {
	const all = view ? [...listPossibleProperties(view)] : [];
	return {
		moments: all.flatMap(([property, one]) => {
			const form = MOMENT.test(normalizeName(property)) ? findMomentForm(one) : undefined;
			return form ? [{ property, form }] : [];
		}),
		flags: all.flatMap(([property, one]) =>
			FLAG.test(normalizeName(property)) && guessTypes(one).has('boolean') ? [property] : [],
		),
	};
}
