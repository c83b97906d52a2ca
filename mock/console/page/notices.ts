// What was said last: what was done, with the way back where there is one, or what was wrong.

import { call, type Result } from './client.ts';
import type { Problem } from './control-types.ts';

/** What was done, or what was wrong, for the person at the page. */
export interface Notice {
	kind: 'done' | 'problem';
	text: string;
	problem?: Problem;
	/** The step that a button takes back. */
	undo?: { session: string; step: number };
	/** It goes once the mock answers again. */
	isOfLink?: boolean;
}

/** How long it is told that something was done. */
const SHOWN_MS = 10_000;
/** The same with a way back: long enough to see what it did. */
const UNDO_MS = 20_000;

/** One notice at a time. */
export class Notices {
	current: Notice | undefined;
	readonly #onChange: () => void;
	#hiding: ReturnType<typeof setTimeout> | undefined;

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	/** `undefined`: nothing any more. */
	say(notice: Notice | undefined): void {
		this.current = notice;
		clearTimeout(this.#hiding);
		// What was refused stays until it is closed: it may have to be read twice.
		if (notice?.kind === 'done') this.#hiding = setTimeout(() => this.say(undefined), notice.undo ? UNDO_MS : SHOWN_MS);
		this.#onChange();
	}

	/** Says what was done; where that can be taken back, once it is known as what. `since`: the last step before it. */
	async sayDone(text: string, { session, since }: { session: string; since: number }): Promise<void> {
		const notice: Notice = { kind: 'done', text };
		this.say(notice);
		const result = await call('listTimeline', { path: { session }, query: { since } });
		const step = result.ok ? result.value.steps.at(-1) : undefined;
		if (this.current !== notice || !step?.undoable) return;
		this.say({ ...notice, undo: { session, step: step.id } });
	}

	/** Says why a call was refused. */
	sayRefused({ status, problem }: Extract<Result<never>, { ok: false }>): void {
		this.say({ kind: 'problem', text: problem.detail, problem, ...(status === 0 && { isOfLink: true }) });
	}

	/** The mock answers again: that it did not is told no longer. */
	clearLink(): void {
		if (this.current?.isOfLink) this.say(undefined);
	}
}
