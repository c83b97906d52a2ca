// How entities came to be that nobody asked for, and which of them are gone for good.

import { getList, getObject, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import type { Origin, Origins } from './entity-store.ts';
import { foldKey } from './fold-key.ts';

/** Places, and keys that were removed: callers name them, so they are bounded. */
const MAX_NAMES = 10_000;

/** A place or a key in it, and the texts that it is made of, as soon as they are asked for. */
interface Named {
	origin: Origin;
	texts?: readonly string[];
}

/** What a table remembers of its origins. */
export class TableOrigins implements Origins {
	readonly #places = new Map<string, Named>();
	/** Keys that were removed, each with its scope. */
	readonly #removed = new Map<string, readonly string[]>();

	hasGenerated = false;

	find(place: string): Origin | undefined {
		return this.#places.get(place)?.origin;
	}

	note(place: string, origin: Origin): void {
		this.#places.set(place, { origin });
		this.hasGenerated ||= origin === 'generated';
		dropOldest(this.#places);
	}

	wasRemoved(scope: readonly string[], key: string): boolean {
		return this.#removed.size > 0 && this.#removed.has(JSON.stringify(nameKey(scope, key)));
	}

	/** `isOwner`: others stand below it. Costs nothing where neither that is so nor an entity ever came into being by itself. */
	noteRemoval(scope: readonly string[], key: string, isOwner: boolean): void {
		if (this.#places.size === 0 && !isOwner) return;
		const texts = nameKey(scope, key);
		this.#removed.set(JSON.stringify(texts), texts);
		dropOldest(this.#removed);
	}

	/** Forgets places, and keys removed from them, whose texts are of one that is gone: where there is one again, they begin afresh. */
	forget(isGone: (texts: readonly string[]) => boolean): void {
		this.forgetPlaces(isGone);
		for (const [name, texts] of this.#removed) if (isGone(texts)) this.#removed.delete(name);
	}

	/** The same for places alone. */
	forgetPlaces(isGone: (texts: readonly string[]) => boolean): void {
		for (const [name, place] of this.#places) {
			place.texts ??= readTexts(name) ?? [];
			if (isGone(place.texts)) this.#places.delete(name);
		}
	}

	toJSON(): JsonObject | undefined {
		if (this.#places.size === 0 && this.#removed.size === 0) return undefined;
		const places: JsonObject = {};
		for (const [place, { origin }] of this.#places) setOwn(places, place, origin);
		return { places, removed: [...this.#removed.keys()] };
	}

	restore(told: JsonValue | undefined): void {
		this.clear();
		for (const [place, origin] of Object.entries(getObject(told, 'places') ?? {})) {
			if (origin === 'generated' || origin === 'given') this.note(place, origin);
		}
		for (const name of getList(told, 'removed')) {
			const texts = typeof name === 'string' ? readTexts(name) : undefined;
			if (texts) this.#removed.set(name as string, texts);
		}
		dropOldest(this.#removed);
	}

	clear(): void {
		this.#places.clear();
		this.#removed.clear();
		this.hasGenerated = false;
	}
}

/** `undefined`: it is none of ours, as a snapshot may have it. */
function readTexts(name: string): readonly string[] | undefined {
	try {
		const texts: unknown = JSON.parse(name);
		return Array.isArray(texts) && texts.every((text) => typeof text === 'string') ? texts : undefined;
	} catch {
		return undefined;
	}
}

function nameKey(scope: readonly string[], key: string): string[] {
	return [...scope, foldKey(key)];
}

function dropOldest(names: Map<string, unknown>): void {
	for (const name of names.keys()) {
		if (names.size <= MAX_NAMES) return;
		names.delete(name);
	}
}
