// An entity on its way into the store, and what is known of its surroundings.

import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import type { Random } from '../../chance/random.ts';
import type { Generate } from '../keys.ts';
import type { BirthPlan } from './birth-plan.ts';
import type { Intake } from './intake-plan.ts';

/** Stored entities that others show inside themselves. */
export interface EntityLinks {
	/** Of the kind that the property is called after, the one with this key: `category`, `tags`. */
	find(property: string, key: JsonValue): JsonObject | undefined;
	/** The one above in the request's path, where the property is called after its kind: `todo` of a comment on a todo. */
	findOwner(property: string): JsonObject | undefined;
}

/** An entity on its way into the store. */
export interface Draft {
	plan: BirthPlan;
	/** The caller's own, not yet stored: it is written to. */
	entity: JsonObject;
	/** By which request it came; absent: what is there has been checked. */
	intake?: Intake | undefined;
	/** The entity that it takes the place of. */
	before?: JsonObject | undefined;
	/** `birth`; `whole`: the entity takes the place of `before` (PUT); `part`: it is `before` with some of it changed. */
	kind: 'birth' | 'whole' | 'part';
	/** E.g. `entity/order/42`: the same label, the same made-up data. */
	label: string;
	random: Random;
	nowMs: number;
	generate: Generate | undefined;
	/** Where the entity is read; `undefined`: nobody knows. */
	locate?: (() => string | undefined) | undefined;
	/** The stored entities that it may show inside itself; absent: none are known. */
	links?: EntityLinks | undefined;
	/** The entity's key was made for it, by what answers show of keys: it needs no second look. */
	isKeyMade?: boolean;
	/** What answers can't show of what was sent, by its names: it stayed as it was. Written when the draft is completed. */
	left?: readonly string[];
}
