import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addDuration, checkDuration, EARLIEST_MS, LATEST_MS, subtractDuration } from '../../../mock/time/durations.ts';

const NOW = Date.parse('2026-06-01T09:00:00Z');
const DAY = 86_400_000;

/** What Temporal says, in the terms of addDuration. */
function addByTemporal(nowMs: number, iso: string): number | undefined {
	let duration: Temporal.Duration;
	try {
		duration = Temporal.Duration.from(iso);
	} catch {
		return undefined;
	}
	try {
		const end = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO('UTC').add(duration).epochMilliseconds;
		if (end > LATEST_MS) return Infinity;
		return end < EARLIEST_MS ? -Infinity : end;
	} catch {
		return duration.sign < 0 ? -Infinity : Infinity;
	}
}

describe('durations at most P30D from 2026-06-01T09:00Z', () => {
	test.each([
		['P7D', 7 * DAY],
		['P4W', 28 * DAY],
		['P1M', 30 * DAY],
		['PT36H', 1.5 * DAY],
		['P1DT12H', 1.5 * DAY],
		['P30D', 30 * DAY],
		['PT1S', 1000],
		['PT1.5S', 1500],
		['PT1,5S', 1500],
		['PT0.0019S', 1],
		['P2W1DT1M', 15 * DAY + 60_000],
		['PT720H', 30 * DAY],
		['P0Y7D', 7 * DAY],
	])('%s is right', (iso, ms) => {
		expect(checkDuration({ nowMs: NOW, iso, max: 'P30D' })).toEqual({ ok: true, atMs: NOW + ms });
	});

	test.each([
		['P31D', /at most P30D/],
		['P30DT1S', /at most P30D/],
		['P5W', /at most P30D/],
		['P1000000Y', /at most P30D/],
		['P99999999999999999999D', /at most P30D/],
		['P9999999W', /at most P30D/],
		['PT0S', /longer than zero/],
		['P0D', /longer than zero/],
		['PT0.0001S', /longer than zero/],
		['-P1D', /ISO 8601/],
		['+P1D', /ISO 8601/],
		['p7d', /ISO 8601/],
		['P', /ISO 8601/],
		['PT', /ISO 8601/],
		['P1DT', /ISO 8601/],
		['P1D7', /ISO 8601/],
		['P1H', /ISO 8601/],
		['P1.5D', /ISO 8601/],
		['PT0,5H', /ISO 8601/],
		['PT1.5H3M', /ISO 8601/],
		['P1D1W', /ISO 8601/],
		['7 days', /ISO 8601/],
		[' P7D', /ISO 8601/],
		['P7D\n', /ISO 8601/],
		['0', /ISO 8601/],
		['', /ISO 8601/],
		['null', /ISO 8601/],
		[`P${'1'.repeat(200)}D`, /ISO 8601/],
	])('%j is refused', (iso, message) => {
		expect(checkDuration({ nowMs: NOW, iso, max: 'P30D' })).toEqual({
			ok: false,
			message: expect.stringMatching(message),
		});
	});
});

test('a month is as long as the calendar makes it: too long in July, when 30 days are the most', () => {
	const july = Date.parse('2026-07-01T00:00:00Z');
	expect(checkDuration({ nowMs: july, iso: 'P1M', max: 'P30D' }).ok).toBe(false);
	expect(checkDuration({ nowMs: july, iso: 'P1M', max: 'P1M' }).ok).toBe(true);
	expect(addDuration(Date.parse('2026-01-31T00:00:00Z'), 'P1M')).toBe(Date.parse('2026-02-28T00:00:00Z'));
	expect(addDuration(Date.parse('2028-02-29T00:00:00Z'), 'P1Y')).toBe(Date.parse('2029-02-28T00:00:00Z'));
});

test('without a limit, the year 9999 is the limit', () => {
	expect(checkDuration({ nowMs: NOW, iso: 'P7000Y' }).ok).toBe(true);
	expect(checkDuration({ nowMs: NOW, iso: 'P8000Y' })).toEqual({
		ok: false,
		message: 'must end before the year 10000',
	});
	expect(checkDuration({ nowMs: NOW, iso: 'P8000Y', max: 'P9000Y' }).ok).toBe(false);
	expect(addDuration(NOW, 'P8000Y')).toBe(Infinity);
	expect(subtractDuration(NOW, 'P2027Y')).toBe(-Infinity);
	expect(subtractDuration(NOW, 'P99999999999999999999M')).toBe(-Infinity);
	expect(addDuration(EARLIEST_MS, 'PT0S')).toBe(EARLIEST_MS);
});

const amount = fc.oneof(
	fc.nat(40).map(String),
	fc.constantFrom('0', '00', '007', '1000000', '9999999', '10000000', '12345678901'),
);
const unit = (letter: string, number: fc.Arbitrary<string> = amount): fc.Arbitrary<string> =>
	fc.option(number, { nil: undefined }).map((count) => (count === undefined ? '' : `${count}${letter}`));
const fraction = fc
	.tuple(amount, fc.constantFrom('.', ','), fc.stringMatching(/^\d{1,9}$/))
	.map((parts) => parts.join(''));
const wellFormed = fc
	.tuple(
		unit('Y'),
		unit('M'),
		unit('W'),
		unit('D'),
		fc.option(
			fc.tuple(unit('H'), unit('M'), unit('S', fc.oneof(amount, fraction))).map((parts) => `T${parts.join('')}`),
			{ nil: '' },
		),
	)
	.map((parts) => `P${parts.join('')}`);
const nearlyFormed = fc.stringMatching(/^P?([\d.,]{0,3}[YMWDTHS]){0,5}$/);
const moment = fc.oneof(
	fc.integer({ min: EARLIEST_MS, max: LATEST_MS }),
	fc.constantFrom(NOW, 0, LATEST_MS, EARLIEST_MS),
);

describe('beside Temporal', () => {
	test('every duration ends at the same moment, forwards and backwards', () => {
		fc.assert(
			fc.property(moment, wellFormed, (nowMs, iso) => {
				expect(addDuration(nowMs, iso)).toBe(expected(nowMs, iso));
				expect(subtractDuration(nowMs, iso)).toBe(expected(nowMs, `-${iso}`));
			}),
			{ numRuns: 3000 },
		);
	});

	test('what is no duration there is none here', () => {
		fc.assert(
			fc.property(fc.oneof(nearlyFormed, fc.string()), (iso) => {
				expect(addDuration(NOW, iso)).toBe(isUnlike(iso) ? undefined : expected(NOW, iso));
			}),
			{ numRuns: 3000 },
		);
	});
});

/** What Temporal reads beyond the grammar: signs, lower case, fractions of hours and minutes. */
function isUnlike(iso: string): boolean {
	return /^[+-]|[a-z]|[.,]\d+[HM]/.test(iso);
}

/** Numbers that Temporal can't hold are no duration to it; here they are durations that end out of every calendar. */
function expected(nowMs: number, iso: string): number | undefined {
	// What is finer than a millisecond is cut off here; Temporal rounds down, which backwards is away from now.
	const whole = iso.replace(/([.,]\d{3})\d+/, '$1');
	const byTemporal = addByTemporal(nowMs, whole);
	if (byTemporal !== undefined) return byTemporal;
	const small = whole.replaceAll(/\d{10,}/g, '1');
	if (small === whole || addByTemporal(nowMs, small) === undefined) return undefined;
	return iso.startsWith('-') ? -Infinity : Infinity;
}
