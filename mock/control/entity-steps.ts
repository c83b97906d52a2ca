// The way back from what was done to one entity by hand.

import type { JsonObject } from '../../spec/index.ts';
import type { TakeBack } from '../session/history.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord, Removal } from '../store/entity-store.ts';
import { measureValue } from '../store/room.ts';

/** Puts a deleted entity back where it stood, with what went along. A scenario in use is not asked once more. */
export function undoDelete(session: Session, record: EntityRecord, removal: Removal | undefined): TakeBack {
	return {
		bytes: removal?.bytes ?? measureValue(record.entity),
		run() {
			const { settle } = session;
			session.settle = undefined;
			removal?.putBack();
			session.settle = settle;
		},
	};
}

/** Puts what an entity was before in its place, as far as it is still there. */
export function undoChange(session: Session, record: EntityRecord, before: JsonObject): TakeBack {
	return {
		bytes: measureValue(before),
		run() {
			const now = findAgain(session, record);
			if (now) session.store.update(now, before);
		},
	};
}

/** Takes an added entity away again; `undefined`: it is gone already. */
export function undoAdd(session: Session, record: EntityRecord | undefined): TakeBack | undefined {
	if (!record) return undefined;
	return {
		bytes: measureValue(record.entity),
		run: () => session.store.remove(findAgain(session, record) ?? record),
	};
}

/** The record in the place of one that may have been put away, and come back, since. */
function findAgain({ store }: Session, { resource, scope, key }: EntityRecord): EntityRecord | undefined {
	return store.find(resource, scope, key);
}
