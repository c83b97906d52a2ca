// The time of one session. Without a seed it is the machine's, from then on counted monotonically; under a seed it
// stands still until somebody moves it.

import { machine } from '../../spec/index.ts';
import { addDuration, EARLIEST_MS, LATEST_MS, subtractDuration } from './durations.ts';

/** The time of one session. */
export interface Clock {
	/** Epoch ms of this session; never goes backwards by itself. */
	nowMs(): number;
	readonly mode: 'real' | 'fixed';
	/** Sets the time; a real clock runs on from there. */
	set(epochMs: number): void;
	/** ISO 8601 duration, by the calendar (UTC); a minus in front: back. Throws RangeError for what is none. */
	advance(duration: string): void;
	/** Back to real time (or, under a seed, to the fixed start). */
	real(): void;
	toJSON(): { now: string; mode: 'real' | 'fixed'; offsetMs: number };
}

/** Where a seeded clock begins: 2026-06-01T09:00:00.000Z, epoch ms. */
export const FIXED_START_MS = Date.UTC(2026, 5, 1, 9);

/**
 * The machine's time, epoch ms: its wall clock when the process started plus the time that has passed since, so a
 * change of the system's clock while the process runs moves nothing here.
 */
export function readMachineMs(): number {
	return Math.floor(STARTED_AT_MS + machine.nowMs());
}
/** Asked for once: the platform reckons it anew each time. */
const STARTED_AT_MS = performance.timeOrigin;

/**
 * A session's clock. `startMs` is where it begins (default: the machine's time, or FIXED_START_MS under a seed).
 * `onMove` is called after each set, advance and real. set and advance throw a RangeError outside the years 0000 to
 * 9999, and advance also for a text that is no ISO 8601 duration (a minus in front: back in time); the time then stays as it was.
 */
export function createClock(args: {
	seeded: boolean;
	startMs?: number | undefined;
	readMs?: () => number;
	onMove?: (clock: Clock) => void;
}): Clock {
	const readMs = args.readMs ?? readMachineMs;
	let fixedMs = FIXED_START_MS;
	let offsetMs = 0;

	function nowMs(): number {
		if (args.seeded) return fixedMs;
		// A clock that was set to the last moment of the calendar stays there.
		return Math.min(readMs() + offsetMs, LATEST_MS);
	}
	function moveTo(epochMs: number): void {
		if (!(epochMs >= EARLIEST_MS && epochMs <= LATEST_MS)) {
			throw new RangeError('the clock goes from the year 0000 to the year 9999');
		}
		if (args.seeded) fixedMs = Math.trunc(epochMs);
		else offsetMs = Math.trunc(epochMs) - readMs();
	}
	const clock: Clock = {
		mode: args.seeded ? 'fixed' : 'real',
		nowMs,
		set(epochMs) {
			moveTo(epochMs);
			args.onMove?.(clock);
		},
		advance(duration) {
			const isBack = duration.startsWith('-');
			const target = isBack ? subtractDuration(nowMs(), duration.slice(1)) : addDuration(nowMs(), duration);
			if (target === undefined) {
				throw new RangeError(`${JSON.stringify(duration)} is no ISO 8601 duration, such as P7D or -PT0.5S`);
			}
			clock.set(target);
		},
		real() {
			fixedMs = FIXED_START_MS;
			offsetMs = 0;
			args.onMove?.(clock);
		},
		toJSON() {
			const now = nowMs();
			return {
				now: new Date(now).toISOString(),
				mode: clock.mode,
				offsetMs: args.seeded ? now - FIXED_START_MS : offsetMs,
			};
		},
	};
	if (args.startMs !== undefined) moveTo(args.startMs);
	return clock;
}
