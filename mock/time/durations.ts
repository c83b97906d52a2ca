// ISO 8601 durations, reckoned from a moment by the calendar (UTC). Weeks, days and smaller units are plain
// arithmetic in UTC and are done here; months and years, signs and fractions go to Temporal.

import { loadTemporal } from './temporal.ts';

/** 0000-01-01T00:00:00.000Z: nothing here goes before it. */
export const EARLIEST_MS = Date.parse('0000-01-01T00:00:00.000Z');
/** 9999-12-31T23:59:59.999Z: the last moment that a date-time (RFC 3339) can write. */
export const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/** Longer texts are not looked at. */
const MAX_LENGTH = 100;
// Seven digits a unit keep every sum below 2^53, so the arithmetic is exact.
const PLAIN = /^P(?=[\dT])(?:(\d{1,7})W)?(?:(\d{1,7})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,7})S)?)?$/;
// What Temporal.Duration.from() reads: a fraction only on the last of the time units.
const ISO_8601 =
	/^[+-]?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+[.,]\d{1,9}H|(?:\d+H)?\d+[.,]\d{1,9}M|(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d{1,9})?S)?))?$/i;

/**
 * The moment that lies a duration after `nowMs` (epoch ms), e.g. `addDuration(0, 'PT36H')` is 129600000.
 * `undefined`: the text is no ISO 8601 duration. `Infinity` and `-Infinity`: beyond the years 0000 to 9999.
 * A month after 31 January is the last day of February. Never throws.
 */
export function addDuration(nowMs: number, iso: string): number | undefined {
	if (iso.length > MAX_LENGTH) return undefined;
	const plainMs = known.get(iso) ?? readPlain(iso);
	if (plainMs !== undefined) return boundToCalendar(nowMs + plainMs);
	return ISO_8601.test(iso) ? addByCalendar(nowMs, iso) : undefined;
}

/** The duration turned round: `P7D` becomes `-P7D`, and back. */
export function negateDuration(iso: string): string {
	if (iso.startsWith('-')) return iso.slice(1);
	return `-${iso.startsWith('+') ? iso.slice(1) : iso}`;
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

/** Plain durations that were read before, with their length: a client sends few different ones. */
const known = new Map<string, number>();
const MAX_KNOWN = 100;

/** The length of a duration in weeks, days and smaller units, in ms; `undefined` for any other text. */
function readPlain(iso: string): number | undefined {
	const match = PLAIN.exec(iso);
	if (!match) return undefined;
	const ms =
		Number(match[1] ?? 0) * WEEK_MS +
		Number(match[2] ?? 0) * DAY_MS +
		Number(match[3] ?? 0) * HOUR_MS +
		Number(match[4] ?? 0) * MINUTE_MS +
		Number(match[5] ?? 0) * SECOND_MS;
	if (known.size >= MAX_KNOWN) known.clear();
	known.set(iso, ms);
	return ms;
}

function addByCalendar(nowMs: number, iso: string): number {
	const { Instant, Duration } = loadTemporal();
	try {
		const now = Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO('UTC');
		return boundToCalendar(now.add(Duration.from(iso)).epochMilliseconds);
	} catch (error) {
		// The grammar is checked: a RangeError can only mean that the numbers are out of every calendar's range.
		if (error instanceof RangeError) return iso.startsWith('-') ? -Infinity : Infinity;
		throw error;
	}
}

function boundToCalendar(ms: number): number {
	if (ms > LATEST_MS) return Infinity;
	return ms < EARLIEST_MS ? -Infinity : ms;
}
