// The clock of a session, and what it will do: when its next moment comes, the page looks again.

import { call } from './client.ts';
import type { Schedule } from './control-types.ts';
import { Reading } from './live-value.ts';
import { model } from './page-model.ts';

/** The longest that a browser's timer waits. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** The moment has come for sure. */
const LATE_MS = 50;

/** The schedule of the chosen session, as a view of it needs it. */
export class ScheduleReading {
	readonly #reading: Reading<Schedule>;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `onRead` hears of each reading. */
	constructor(onRead: () => void) {
		this.#reading = new Reading(() => {
			this.#await();
			onRead();
		});
	}

	get value(): Schedule | undefined {
		return this.#reading.value;
	}

	/** Asks for it as it is now; the same again is nothing. */
	ask(): void {
		const { session } = model.route;
		this.#reading.ask({
			of: session,
			version: [model.worldVersion, model.link, model.session !== undefined].join(' '),
			read: async () => {
				if (!model.session) return undefined;
				const result = await call('getClock', { path: { session } });
				return result.ok ? result.value : undefined;
			},
		});
	}

	/** No longer waits for a moment to come. */
	stop(): void {
		clearTimeout(this.#timer);
	}

	/** Time moves entities without a word: the mock does it, and tells it, when somebody looks. */
	#await(): void {
		clearTimeout(this.#timer);
		const { upcoming: [next] = [], mode, now } = this.value ?? {};
		if (!next || mode !== 'real' || now === undefined) return;
		const { session } = model.route;
		const waitMs = Date.parse(next.at) - Date.parse(now) + LATE_MS;
		if (waitMs > MAX_TIMER_MS) return;
		this.#timer = setTimeout(() => model.sessions.touch(session), waitMs);
	}
}
