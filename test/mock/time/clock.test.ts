import { describe, expect, test } from 'vitest';
import { createClock, FIXED_START_MS, readMachineMs } from '../../../mock/time/clock.ts';
import { EARLIEST_MS, LATEST_MS } from '../../../mock/time/durations.ts';

const iso = (text: string): number => Date.parse(text);

describe('a clock under a seed', () => {
	test('begins at 2026-06-01T09:00:00.000Z and stands still', () => {
		const clock = createClock({ seeded: true });
		expect(clock.mode).toBe('fixed');
		expect(clock.toJSON()).toEqual({ now: '2026-06-01T09:00:00.000Z', mode: 'fixed', offsetMs: 0 });
		expect(clock.nowMs()).toBe(clock.nowMs());
	});

	test('stays where it is set, and goes back to the fixed start', () => {
		const clock = createClock({ seeded: true });
		clock.set(iso('2030-01-01T00:00:00Z'));
		expect(clock.toJSON().now).toBe('2030-01-01T00:00:00.000Z');
		clock.real();
		expect(clock.nowMs()).toBe(FIXED_START_MS);
	});

	test('can begin elsewhere', () => {
		expect(createClock({ seeded: true, startMs: 0 }).nowMs()).toBe(0);
	});
});

describe('a clock without a seed', () => {
	test('runs with the machine, and runs on from where it is set', () => {
		let machineMs = 1000;
		const clock = createClock({ seeded: false, readMs: () => machineMs });
		expect(clock.mode).toBe('real');
		expect(clock.nowMs()).toBe(1000);
		clock.set(iso('2026-01-15T09:00:00Z'));
		machineMs += 250;
		expect(clock.toJSON().now).toBe('2026-01-15T09:00:00.250Z');
		clock.real();
		expect(clock.toJSON()).toEqual({ now: '1970-01-01T00:00:01.250Z', mode: 'real', offsetMs: 0 });
	});

	test('can begin elsewhere, and runs on from there', () => {
		let machineMs = 1000;
		const clock = createClock({ seeded: false, startMs: 0, readMs: () => machineMs });
		machineMs = 1005;
		expect(clock.nowMs()).toBe(5);
	});

	test("does not move when the system's clock jumps 400 days, either way", () => {
		const realNow = Date.now;
		const before = readMachineMs();
		try {
			for (const days of [400, -400]) {
				Date.now = () => realNow() + days * 86_400_000;
				expect(Math.abs(readMachineMs() - before)).toBeLessThan(60_000);
				expect(readMachineMs()).toBeGreaterThanOrEqual(before);
			}
		} finally {
			Date.now = realNow;
		}
	});

	test('never goes backwards by itself, and counts whole milliseconds', () => {
		const clock = createClock({ seeded: false });
		let last = clock.nowMs();
		for (let turn = 0; turn < 10_000; turn += 1) {
			const now = clock.nowMs();
			expect(now).toBeGreaterThanOrEqual(last);
			last = now;
		}
		expect(Number.isInteger(last)).toBe(true);
		expect(Math.abs(last - Date.now())).toBeLessThan(60_000);
	});

	test('stops at the end of the calendar rather than leave it', () => {
		let machineMs = 0;
		const clock = createClock({ seeded: false, readMs: () => machineMs });
		clock.set(LATEST_MS);
		machineMs = 10;
		expect(clock.toJSON().now).toBe('9999-12-31T23:59:59.999Z');
	});
});

describe('advance', () => {
	test.each([
		['P8D', '2026-06-09T09:00:00.000Z'],
		['P1M', '2026-07-01T09:00:00.000Z'],
		['P1Y', '2027-06-01T09:00:00.000Z'],
		['PT0S', '2026-06-01T09:00:00.000Z'],
		['-P1D', '2026-05-31T09:00:00.000Z'],
	])('%s leads to %s', (duration, now) => {
		const clock = createClock({ seeded: true });
		clock.advance(duration);
		expect(clock.toJSON().now).toBe(now);
	});

	test.each(['', 'P', '7 days', 'P1000000Y', '-P1000000Y', 'P8000Y', '-P2027Y'])(
		'%j is a RangeError, the time stays',
		(duration) => {
			const clock = createClock({ seeded: true });
			expect(() => clock.advance(duration)).toThrow(RangeError);
			expect(clock.nowMs()).toBe(FIXED_START_MS);
		},
	);
});

test.each([Number.NaN, Infinity, -Infinity, EARLIEST_MS - 1, LATEST_MS + 1])('setting %d is a RangeError', (ms) => {
	const clock = createClock({ seeded: true });
	expect(() => clock.set(ms)).toThrow(RangeError);
	expect(clock.nowMs()).toBe(FIXED_START_MS);
});

test.each([EARLIEST_MS, 0, LATEST_MS])('setting %d is allowed', (ms) => {
	const clock = createClock({ seeded: true });
	clock.set(ms);
	expect(clock.nowMs()).toBe(ms);
});

test('whoever wants to know hears of each move', () => {
	const heard: string[] = [];
	const clock = createClock({ seeded: true, onMove: (moved) => heard.push(moved.toJSON().now) });
	clock.set(0);
	clock.advance('P1D');
	clock.real();
	expect(heard).toEqual(['1970-01-01T00:00:00.000Z', '1970-01-02T00:00:00.000Z', '2026-06-01T09:00:00.000Z']);
});
