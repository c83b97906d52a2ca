// What a dropped session leaves behind, so that one of the same name goes on where it stopped and no id comes twice.

import type { Resource } from '../../spec/index.ts';
import type { Session } from './session.ts';

interface Remainder {
	/** It had to make room for others. */
	isForRoom: boolean;
	counter: number;
	numbers: readonly (readonly [resource: string, largest: number])[];
}

/** How many names are remembered at least; at most twice as many. */
const REMEMBERED = 10_000;

/** The counters of sessions that are gone. */
export interface RetiredCounters {
	/** `isForRoom`: it was dropped to make room for others. */
	keep(session: Session, isForRoom?: boolean): void;
	/** Moves the counters of a new session to where the last one of its name stopped; true: that one had to make room. */
	giveBack(session: Session): boolean;
}

/** An empty memory. It forgets whole generations, the older first, so it stays small whatever the names. */
export function createRetiredCounters(parts: { readonly resources: ReadonlyMap<string, Resource> }): RetiredCounters {
	let recent = new Map<string, Remainder>();
	let older = new Map<string, Remainder>();
	return {
		keep(session, isForRoom = false) {
			const numbers: [string, number][] = [];
			for (const name of parts.resources.keys()) {
				const largest = session.store.largestNumber(name);
				if (largest > 0) numbers.push([name, largest]);
			}
			if (session.random.counter === 0 && numbers.length === 0 && !isForRoom) return;
			if (recent.size >= REMEMBERED) {
				older = recent;
				recent = new Map();
			}
			recent.set(session.name, { isForRoom, counter: session.random.counter, numbers });
		},
		giveBack(session) {
			const left = recent.get(session.name) ?? older.get(session.name);
			if (!left) return false;
			session.random.skipTo(left.counter);
			for (const [resource, largest] of left.numbers) session.store.reserveNumber(resource, largest);
			return left.isForRoom;
		},
	};
}
