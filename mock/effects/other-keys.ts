// Entities by what a path may name them by besides their key: `/projects/my-project` where `/projects/7` means the same.

import { getOwn, type JsonValue, type Resource, readSteps } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { isInScope } from '../store/entity-scope.ts';
import type { EntityRecord, EntityStore } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';

/** The first that has this text in one of the resource's other keys; `scope`: where it is looked for, absent: everywhere. */
export function findByOtherKey(
	session: Session,
	args: { resource: Resource; scope: readonly string[] | undefined; key: string },
): EntityRecord | undefined {
	const { otherKeys, name } = args.resource;
	if (!otherKeys) return undefined;
	const { scope, key } = args;
	for (const one of otherKeys) {
		const found = session.store
			.findAlike(name, one, key)
			.find((record) => (!scope || isInScope(record, scope)) && toKeyText(readSteps(record.entity, one)) === key);
		if (found) return found;
	}
	return undefined;
}

/** Of what paths name by something else (`/categories/{slug}`) those that have this `id`, by which others refer to them. */
export function listByOwnId(store: EntityStore, { key, name }: Resource, id: JsonValue): readonly EntityRecord[] {
	if (key === 'id') return NONE;
	const text = toKeyText(id);
	return store.findAlike(name, ['id'], id).filter(({ entity }) => toKeyText(getOwn(entity, 'id')) === text);
}

const NONE: readonly EntityRecord[] = Object.freeze([]);
