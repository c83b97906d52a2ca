// Records as tables hold them, and the scopes that they stand in.

import type { EntityRecord } from './entity-store.ts';

/** A record of a table. */
export interface StoredRecord extends EntityRecord {
	facts?: EntityRecord['facts'];
	/** Its position in the ring. */
	slot: number;
	/** Its key as it is looked for. */
	readonly folded: string;
	partition: Partition;
	/** Roughly, of its entity. */
	bytes: number;
}

/** The entities of one scope, by their folded keys. */
export class Partition {
	/** Its scope as one text. */
	readonly place: string;
	/** One list for all of its records. */
	readonly scope: readonly string[];
	readonly records: Map<string, StoredRecord> = new Map();
	/** How many are about to be removed together. */
	leaving = 0;
	#listed: readonly StoredRecord[] | undefined;

	constructor(place: string, scope: readonly string[]) {
		this.place = place;
		this.scope = scope;
	}

	/** All of them, in order of creation: the same list until one changes. */
	list(): readonly StoredRecord[] {
		this.#listed ??= [...this.records.values()];
		return this.#listed;
	}

	noteChange(): void {
		this.#listed = undefined;
	}
}

/** One text for the values of a scope; all scopes of one table are of one length, so two never look alike. */
export function joinScope(scope: readonly string[]): string {
	return scope.length === 1 ? (scope[0] as string) : JSON.stringify(scope);
}
