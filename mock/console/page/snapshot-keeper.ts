// The last snapshots of the sessions that were looked at: all that is left of them when the mock is started anew.

import { call } from './client.ts';
import type { Snapshot } from './control-types.ts';

/** After a change, so long is waited for others. */
const WAIT_MS = 2000;
/** A snapshot is taken no more often than this, and no more often than a small part of the time goes by with it. */
const REST_MS = 10_000;
const SHARE = 50;
/** Sessions with more entities are too large to be read again and again. */
const MAX_ENTITIES = 5000;
const MAX_SESSIONS = 10;

/** A session as it was. */
export interface Held {
	snapshot: Snapshot;
	/** On the page's own clock, epoch ms. */
	atMs: number;
}

/** Keeps one snapshot of a session, for as long as the page is open. */
export class SnapshotKeeper {
	readonly #held = new Map<string, Held>();
	readonly #lost = new Map<string, Held>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#notBeforeMs = 0;
	#wanted = '';

	/** The session may be another than it was; `entities`: how many it has. */
	touch(session: string, entities: number): void {
		if (entities > MAX_ENTITIES) return;
		this.#wanted = session;
		this.#timer ??= setTimeout(() => void this.#take(), Math.max(WAIT_MS, this.#notBeforeMs - Date.now()));
	}

	/** The mock was started anew: what is held is of one that is gone. */
	lose(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		for (const [session, held] of this.#held) this.#lost.set(session, held);
		this.#held.clear();
	}

	/** A session as it was before the mock was started anew; `undefined`: nothing is held, or it was put back or let go. */
	findLost(session: string): Held | undefined {
		return this.#lost.get(session);
	}

	/** It is not offered any more. */
	letGo(session: string): void {
		this.#lost.delete(session);
	}

	async #take(): Promise<void> {
		const session = this.#wanted;
		const beganMs = Date.now();
		const result = await call('getSnapshot', { path: { session } });
		this.#timer = undefined;
		this.#notBeforeMs = Date.now() + Math.max(REST_MS, SHARE * (Date.now() - beganMs));
		if (!result.ok) return;
		this.#held.delete(session);
		this.#held.set(session, { snapshot: result.value, atMs: beganMs });
		const [oldest] = this.#held.keys();
		if (this.#held.size > MAX_SESSIONS && oldest !== undefined) this.#held.delete(oldest);
	}
}
