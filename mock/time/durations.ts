// The end of a duration, reckoned from a moment by the calendar (UTC). Weeks, days and smaller units are plain
// arithmetic in UTC and are done here; months and years go to Temporal.

import { type Duration, parseDuration } from '../../spec/index.ts';
import { loadTemporal } from './temporal.ts';

/** 0000-01-01T00:00:00.000Z: nothing here goes before it. */
export const EARLIEST_MS = Date.parse('0000-01-01T00:00:00.000Z');
/** 9999-12-31T23:59:59.999Z: the last moment that a date-time (RFC 3339) can write. */
export const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The moment that lies a duration after `nowMs` (epoch ms), e.g. `addDuration(0, 'PT36H')` is 129600000.
 * `undefined`: the text is no ISO 8601 duration. `Infinity` and `-Infinity`: beyond the years 0000 to 9999.
 * A month after 31 January is the last day of February. Never throws.
 */
export function addDuration(nowMs: number, iso: string): number | undefined {
	const duration = readDuration(iso);
	return duration && moveBy({ nowMs, duration, sign: 1 });
}

/** The moment that lies a duration before `nowMs`; all else as `addDuration` has it. */
export function subtractDuration(nowMs: number, iso: string): number | undefined {
	const duration = readDuration(iso);
	return duration && moveBy({ nowMs, duration, sign: -1 });
}

/**
 * Whether a duration from `nowMs` is longer than zero and ends at most `max` (a duration) from now; both ends are
 * reckoned by the calendar, so P1M is 31 days in July. `atMs` is its end, epoch ms; the message completes
 * "the value …". Without `max`, the year 9999 is the limit. Never throws.
 */
export function checkDuration(args: {
	nowMs: number;
	iso: string;
	max?: string | undefined;
}): { ok: true; atMs: number } | { ok: false; message: string } {
	const atMs = addDuration(args.nowMs, args.iso);
	if (atMs === undefined) return { ok: false, message: 'must be an ISO 8601 duration, such as P7D or PT36H' };
	if (atMs <= args.nowMs) return { ok: false, message: 'must be longer than zero' };
	const limitMs = args.max === undefined ? undefined : addDuration(args.nowMs, args.max);
	if (limitMs !== undefined && atMs > limitMs) return { ok: false, message: `must end at most ${args.max} from now` };
	if (atMs > LATEST_MS) return { ok: false, message: 'must end before the year 10000' };
	return { ok: true, atMs };
}

/** Durations that were read before: a client sends few different ones. */
const known = new Map<string, Duration>();
const MAX_KNOWN = 100;

function readDuration(iso: string): Duration | undefined {
	const before = known.get(iso);
	if (before) return before;
	const duration = parseDuration(iso);
	if (!duration) return undefined;
	if (known.size >= MAX_KNOWN) known.clear();
	known.set(iso, duration);
	return duration;
}

function moveBy(args: { nowMs: number; duration: Duration; sign: 1 | -1 }): number {
	const { nowMs, sign } = args;
	const { years, months, ms } = args.duration;
	if (years === 0 && months === 0) return boundToCalendar(nowMs + sign * ms);
	const { Instant } = loadTemporal();
	try {
		const now = Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO('UTC');
		const date = now.add({ years: sign * years, months: sign * months });
		return boundToCalendar(date.epochMilliseconds + sign * ms);
	} catch (error) {
		// The grammar is checked: a RangeError can only mean that the numbers are out of every calendar's range.
		if (error instanceof RangeError) return sign * Infinity;
		throw error;
	}
}

function boundToCalendar(ms: number): number {
	if (ms > LATEST_MS) return Infinity;
	return ms < EARLIEST_MS ? -Infinity : ms;
}
