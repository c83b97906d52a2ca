// What was done to the chosen session past its requests, and what of it can be taken back.

import { call } from './client.ts';
import type { Step } from './control-types.ts';
import { Reading } from './live-value.ts';

/** The steps of one session at a time. */
export class HistoryBook {
	readonly #reading: Reading<readonly Step[]>;
	/** The last step that was heard of, by session: its reading may come later. */
	readonly #last = new Map<string, number>();
	#version = 0;
	#of = '';

	/** `onChange` hears of each reading. */
	constructor(onChange: () => void) {
		this.#reading = new Reading(onChange);
	}

	/** Oldest first. */
	get steps(): readonly Step[] {
		return this.#reading.value ?? [];
	}

	/** Those that can be taken back, the last one first. */
	get undoable(): readonly Step[] {
		return this.steps.filter(({ undoable }) => undoable).reverse();
	}

	/** The last step of a session that the page knows of; 0: none. */
	lastOf(session: string): number {
		return Math.max(this.#last.get(session) ?? 0, this.#of === session ? (this.steps.at(-1)?.id ?? 0) : 0);
	}

	/** Takes note of a step that was taken, or taken back. */
	hear(session: string, step: Step): void {
		this.#last.set(session, step.id);
		this.#version++;
	}

	/** Whatever was known may have become another. */
	touch(): void {
		this.#version++;
	}

	/** Asks for the steps of a session; the same again is nothing. `isThere`: somebody has used it, so it can have steps. */
	ask(session: string, isThere: boolean): void {
		this.#of = session;
		this.#reading.ask({
			of: session,
			version: `${this.#version} ${isThere}`,
			read: async () => {
				if (!isThere && !this.#last.has(session)) return [];
				const result = await call('listTimeline', { path: { session } });
				return result.ok ? result.value.steps : [];
			},
		});
	}
}
