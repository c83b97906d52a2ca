// How entities came to be that nobody asked for, and which of them are gone for good.

import { getList, getObject, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import type { Origin, Origins } from './entity-store.ts';
import { foldKey } from './fold-key.ts';

/** Places, and keys that were removed: callers name them, so they are bounded. */
const MAX_NAMES = 10_000;

/** What a table remembers of its origins. */
export class TableOrigins implements Origins {
	readonly #places = new Map<string, Origin>();
	readonly #removed = new Set<string>();

	hasGenerated = false;

	find(place: string): Origin | undefined {
		return this.#places.get(place);
	}

	note(place: string, origin: Origin): void {
		this.#places.set(place, origin);
		this.hasGenerated ||= origin === 'generated';
		dropOldest(this.#places);
	}

	wasRemoved(scope: readonly string[], key: string): boolean {
		return this.#removed.has(nameKey(scope, key));
	}

	/** `isOwner`: others stand below it. Costs nothing where neither that is so nor an entity ever came into being by itself. */
	noteRemoval(scope: readonly string[], key: string, isOwner: boolean): void {
		if (this.#places.size === 0 && !isOwner) return;
		this.#removed.add(nameKey(scope, key));
		dropOldest(this.#removed);
	}

	/** Forgets places, and keys removed from them, whose texts are of one that is gone: where there is one again, they begin afresh. */
	forget(isGone: (texts: readonly string[]) => boolean): void {
		this.forgetPlaces(isGone);
		for (const name of this.#removed) if (isGone(JSON.parse(name) as string[])) this.#removed.delete(name);
	}

	/** The same for places alone. */
	forgetPlaces(isGone: (texts: readonly string[]) => boolean): void {
		for (const name of this.#places.keys()) if (isGone(JSON.parse(name) as string[])) this.#places.delete(name);
	}

	toJSON(): JsonObject | undefined {
		if (this.#places.size === 0 && this.#removed.size === 0) return undefined;
		const places: JsonObject = {};
		for (const [place, origin] of this.#places) setOwn(places, place, origin);
		return { places, removed: [...this.#removed] };
	}

	restore(told: JsonValue | undefined): void {
		this.clear();
		for (const [place, origin] of Object.entries(getObject(told, 'places') ?? {})) {
			if (origin === 'generated' || origin === 'given') this.note(place, origin);
		}
		for (const name of getList(told, 'removed')) if (typeof name === 'string') this.#removed.add(name);
		dropOldest(this.#removed);
	}

	clear(): void {
		this.#places.clear();
		this.#removed.clear();
		this.hasGenerated = false;
	}
}

function nameKey(scope: readonly string[], key: string): string {
	return JSON.stringify([...scope, foldKey(key)]);
}

function dropOldest(names: Map<string, unknown> | Set<string>): void {
	for (const name of names.keys()) {
		if (names.size <= MAX_NAMES) return;
		names.delete(name);
	}
}
