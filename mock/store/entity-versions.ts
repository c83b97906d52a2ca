// The older versions of an entity: they stand in it, in the order in which they were, and no answer shows them there.

import { getOwn, isObject, type JsonObject, type JsonValue, type Resource, setOwn } from '../../spec/index.ts';
import { toKeyText } from './key-text.ts';

/** The property that holds them. */
export const OLDER = 'x-older-versions';
/** Of one entity; the oldest are forgotten beyond that. */
const MAX_OLDER = 100;

type Counted = Pick<Resource, 'versions'>;

/** Numbers a new entity (of a resource that counts versions) as the first of its versions. */
export function beginVersions({ versions }: Counted, entity: JsonObject): void {
	if (versions === undefined) return;
	setOwn(entity, versions, 1);
	delete entity[OLDER];
}

/** Numbers the entity as the one that follows on `before`, which it keeps. */
export function nextVersion({ versions }: Counted, entity: JsonObject, before: JsonObject): void {
	if (versions === undefined) return;
	const { [OLDER]: older, ...last } = before;
	const number = getOwn(before, versions);
	setOwn(entity, versions, (typeof number === 'number' ? number : 1) + 1);
	entity[OLDER] = [...(Array.isArray(older) ? older : []), last].slice(-MAX_OLDER);
}

/** The version of this number, the newest where it says none; `undefined`: there is none such. */
export function findVersion(
	{ versions }: Counted,
	entity: JsonObject,
	wanted: JsonValue | undefined,
): JsonObject | undefined {
	const text = toKeyText(wanted);
	if (versions === undefined || text === undefined) return entity;
	const older = getOwn(entity, OLDER);
	return [entity, ...(Array.isArray(older) ? older.filter(isObject) : [])].find(
		(one) => toKeyText(getOwn(one, versions)) === text,
	);
}
