// The entities of a session: the interface of the store.

import type { JsonObject, JsonValue, Resource } from '../../spec/index.ts';

/** A stored entity. `entity` is replaced as a whole on each change, never written to. */
export interface EntityRecord {
	readonly resource: string;
	readonly key: string;
	/** The values of the scope's path parameters, in order. */
	readonly scope: readonly string[];
	/** What its creation fixed and no property shows, by name, e.g. `{ site_id: 'a' }`; absent: nothing. */
	readonly facts?: Readonly<Record<string, string>> | undefined;
	entity: JsonObject;
	/** When the session's clock moves it on, in epoch ms; `Infinity`: never. */
	expiresAtMs: number;
	/** False once deleted or evicted. */
	alive: boolean;
}

/** One that was removed, and when by the session's clock, in epoch ms. */
export interface RemovedEntity {
	record: EntityRecord;
	atMs: number;
}

/** The entities of one session. All calls are synchronous, so each is atomic. Time comes from the session's clock. */
export interface EntityStore {
	/** Stores; `undefined` when the key is taken. Beyond the bound the oldest is forgotten. */
	create(args: {
		resource: string;
		scope: readonly string[];
		key: string;
		entity: JsonObject;
		facts?: Readonly<Record<string, string>> | undefined;
	}): EntityRecord | undefined;
	/** Expiry is applied before it is handed out. */
	find(resource: string, scope: readonly string[], key: string): EntityRecord | undefined;
	/** In order of creation; without `scope`, all partitions. The same list until one of them changes, then another one. */
	list(resource: string, scope?: readonly string[]): readonly EntityRecord[];
	/**
	 * Those that may have a value at a place, e.g. `['email']`, whatever their scope, in order of creation; whoever asks compares. Takes as
	 * long as there are such, not as there are entities.
	 */
	findAlike(resource: string, steps: readonly string[], value: JsonValue): readonly EntityRecord[];
	/** Whether a scope holds any entity of the resource. */
	hasScope(resource: string, scope: readonly string[]): boolean;
	/** By key alone, whatever its scope (control API). */
	findAnywhere(resource: string, key: string): EntityRecord | undefined;
	/** Puts another value in place of the record's entity. */
	update(record: EntityRecord, entity: JsonObject): void;
	/** Removes it, and all that stands below it. */
	remove(record: EntityRecord): Removal;
	/** The same for many at once. */
	removeAll(records: readonly EntityRecord[]): Removal;
	/** Puts back what was removed under this key last, where its resource is one that is brought back, with what went along; `undefined`: there is none. */
	revive(resource: string, scope: readonly string[], key: string): EntityRecord | undefined;
	/** Those that were removed and may be brought back, the oldest removal first. */
	listRemoved(resource: string): readonly RemovedEntity[];
	/** From now on they can't be brought back. */
	forgetRemoved(records: readonly EntityRecord[]): void;
	/** By resource and state (`''` for resources without states). */
	counts(): Record<string, Record<string, number>>;
	/** The largest number that was ever a key of this resource, also of one that is gone; 0: none. */
	largestNumber(resource: string): number;
	/** Counts this number, and all below it, as used (restore). */
	reserveNumber(resource: string, number: number): void;
	/** What is known of how the entities of a resource came to be without being asked for. */
	origins(resource: string): Origins;
	clear(): void;
	/** How often it was cleared: what began before a reset must not write behind it. */
	readonly cleared: number;
	/** What its entities take up, roughly. */
	readonly bytes: number;
	/** How many were forgotten because the room for all entities was full. */
	readonly forgotten: number;
	/** How many gave way to newer ones of their resource, of which `maxEntities` are kept. */
	readonly outnumbered: number;
	/** Forgets the oldest entity of the resource that takes up most; false: there is none. */
	forgetOldest(): boolean;
	/** Takes up no room any more: the session is gone. `adopt` counts it again. */
	leaveRoom(): void;
	/**
	 * Goes over to other resources. Entities stay where the resource of their name has the same key and scope, and `misfit` has
	 * nothing against them; the others are set aside, and come back as soon as they fit again. `clear` forgets them.
	 */
	adopt(resources: ReadonlyMap<string, Resource>, misfit: Misfit): SetAside[];
}

/** What became of a removal. */
export interface Removal {
	/** What stood below and went with them, those above first; empty: nothing. */
	readonly along: readonly EntityRecord[];
	/** Of all that was removed, roughly. */
	readonly bytes: number;
	/** Puts all of it back where it stood, but for what has a key that is taken by now, or whose resource is gone. */
	putBack(): void;
}

/** What keeps an entity from being one of this resource; `undefined`: it fits. */
export type Misfit = (resource: Resource, entity: JsonObject) => string | undefined;

/** An entity that no longer fits, and why. */
export interface SetAside {
	resource: string;
	key: string;
	why: string;
}

/** Whether the entities of a place (a partition of a resource) were given, or made up because nobody could create any. */
export type Origin = 'generated' | 'given';

/** The origins of one resource's entities; forgotten when the store is cleared. */
export interface Origins {
	/** `undefined`: nobody has looked at the place yet. */
	find(place: string): Origin | undefined;
	/** Some place has entities that were made up. */
	readonly hasGenerated: boolean;
	/** Beyond 10,000 places the oldest is forgotten. */
	note(place: string, origin: Origin): void;
	/** An entity of this key was removed, so that it must not come into being again by itself. */
	wasRemoved(scope: readonly string[], key: string): boolean;
	/** All of it as JSON, and back; `undefined`: there is nothing to tell. */
	toJSON(): JsonObject | undefined;
	restore(told: JsonValue | undefined): void;
}
