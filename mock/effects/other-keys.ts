// Entities by what a path may name them by besides their key: `/projects/my-project` where `/projects/7` means the same.

import { type Resource, readSteps } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { isInScope } from '../store/entity-scope.ts';
import type { EntityRecord } from '../store/entity-store.ts';
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
