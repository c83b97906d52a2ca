// The entities of a session: the interface of the store.

import type { JsonObject, Resource } from '../../spec/index.ts';

/** A stored entity. `entity` is replaced as a whole on each change, never written to. */
export interface EntityRecord {
	readonly resource: string;
	readonly key: string;
	/** The values of the scope's path parameters, in order. */
	readonly scope: readonly string[];
	entity: JsonObject;
	/** When the session's clock moves it on, in epoch ms; `Infinity`: never. */
	expiresAtMs: number;
	/** False once deleted or evicted. */
	alive: boolean;
}

/** The entities of one session. All calls are synchronous, so each is atomic. Time comes from the session's clock. */
export interface EntityStore {
	/** Stores; `undefined` when the key is taken. Beyond the bound the oldest is forgotten. */
	create(args: {
		resource: string;
		scope: readonly string[];
		key: string;
		entity: JsonObject;
	}): EntityRecord | undefined;
	/** Expiry is applied before it is handed out. */
	find(resource: string, scope: readonly string[], key: string): EntityRecord | undefined;
	/** In order of creation; without `scope`, all partitions. */
	list(resource: string, scope?: readonly string[]): EntityRecord[];
	/** By key alone, whatever its scope (control API). */
	findAnywhere(resource: string, key: string): EntityRecord | undefined;
	/** Puts another value in place of the record's entity. */
	update(record: EntityRecord, entity: JsonObject): void;
	remove(record: EntityRecord): void;
	/** By resource and state (`''` for resources without states). */
	counts(): Record<string, Record<string, number>>;
	/** The largest number that was ever a key of this resource, also of one that is gone; 0: none. */
	largestNumber(resource: string): number;
	/** Counts this number, and all below it, as used (restore). */
	reserveNumber(resource: string, number: number): void;
	clear(): void;
	/**
	 * Goes over to other resources. Entities stay where the resource of their name has the same key and scope, and `misfit` has
	 * nothing against them; the others are set aside, and come back as soon as they fit again. `clear` forgets them.
	 */
	adopt(resources: ReadonlyMap<string, Resource>, misfit: Misfit): SetAside[];
}

/** What keeps an entity from being one of this resource; `undefined`: it fits. */
export type Misfit = (resource: Resource, entity: JsonObject) => string | undefined;

/** An entity that no longer fits, and why. */
export interface SetAside {
	resource: string;
	key: string;
	why: string;
}
