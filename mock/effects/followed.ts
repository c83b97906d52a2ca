// What an entity shows of others, or of what else it shows: it is as it is when somebody looks.

import type { JsonValue } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';

/** A property of the entity, as it is shown so far. */
export type ReadShown = (property: string) => JsonValue | undefined;

/** A property that follows others. */
export interface Followed {
	property: string;
	/** The others that it follows, as one value as long as they stay as they are; absent: it follows the entity alone. */
	find?(session: Session, record: EntityRecord): unknown;
	/** How it is shown; `undefined`: as it is stored. `found`: what `find` has found. */
	tell(read: ReadShown, found: unknown): JsonValue | undefined;
}
