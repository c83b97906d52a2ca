// What was deleted and may be asked back, until there is too much of it.

import type { Clock } from '../time/clock.ts';
import type { EntityRecord, Removal, RemovedEntity } from './entity-store.ts';
import { foldKey } from './fold-key.ts';

/** Removals that are kept; the oldest is forgotten beyond that. */
const MAX_KEPT = 1000;

/** The removals of one session. `use` is told of the bytes that they take up, and give back. */
export class Trash {
	readonly #kept = new Map<string, { record: EntityRecord; removal: Removal; atMs: number }>();
	readonly #use: (difference: number) => void;
	readonly #clock: Pick<Clock, 'nowMs'>;

	constructor(clock: Pick<Clock, 'nowMs'>, use: (difference: number) => void) {
		this.#clock = clock;
		this.#use = use;
	}

	/** Keeps one, in the place of an older one of the same key. */
	keep(record: EntityRecord, removal: Removal): void {
		const name = nameRecord(record.resource, record.scope, record.key);
		this.#drop(name);
		this.#kept.set(name, { record, removal, atMs: this.#clock.nowMs() });
		this.#use(removal.bytes);
		if (this.#kept.size > MAX_KEPT) this.dropOldest();
	}

	/** The last removal of this key, which is kept no longer; `undefined`: there is none. */
	take(resource: string, scope: readonly string[], key: string): Removal | undefined {
		return this.#drop(nameRecord(resource, scope, key));
	}

	/** Those of a resource, in the order in which they were removed. */
	list(resource: string): RemovedEntity[] {
		return [...this.#kept.values()].filter(({ record }) => record.resource === resource);
	}

	/** False: there is none. */
	dropOldest(): boolean {
		const [oldest] = this.#kept.keys();
		return oldest !== undefined && this.#drop(oldest) !== undefined;
	}

	clear(): void {
		for (const name of [...this.#kept.keys()]) this.#drop(name);
	}

	#drop(name: string): Removal | undefined {
		const kept = this.#kept.get(name);
		if (!kept) return undefined;
		this.#kept.delete(name);
		this.#use(-kept.removal.bytes);
		return kept.removal;
	}
}

function nameRecord(resource: string, scope: readonly string[], key: string): string {
	return JSON.stringify([resource, scope, foldKey(key)]);
}
