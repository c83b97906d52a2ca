// One timer for many things that are waited for.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPatience } from '../../../mock/time/patience.ts';

let machine: NonNullable<Parameters<typeof createPatience>[1]>;
beforeEach(() => {
	vi.useFakeTimers();
	machine = { setInterval, clearInterval, nowMs: () => performance.now() };
});
afterEach(() => void vi.useRealTimers());

describe('patience of 800 ms', () => {
	it.each<[string, (ms: number) => number | undefined, number | undefined]>([
		['ends with what never moves', () => 0, 800],
		['begins anew with each progress', (ms) => Math.min(ms, 500), 1300],
		['never ends with what is not to blame', () => undefined, undefined],
		['begins when what was not to blame stands still', (ms) => (ms < 1000 ? undefined : 7), 1800],
		['never ends with what goes on', (ms) => ms, undefined],
	])('%s', (_name, progress, stillAfterMs) => {
		const begun = performance.now();
		const stills: number[] = [];
		createPatience(800, machine).begin({
			readProgress: () => progress(performance.now() - begun),
			onStill: () => stills.push(performance.now() - begun),
		});
		vi.advanceTimersByTime(5000);
		expect(stills).toHaveLength(stillAfterMs === undefined ? 0 : 1);
		if (stillAfterMs === undefined) return;
		expect(stills[0]).toBeGreaterThanOrEqual(stillAfterMs);
		expect(stills[0]).toBeLessThanOrEqual(stillAfterMs + 100);
	});

	it('hears of none that has ended, also where one ends another, and leaves no timer behind', () => {
		const patience = createPatience(800, machine);
		const told: string[] = [];
		const second = { end: (): void => {} };
		const first = patience.begin({
			readProgress: () => 0,
			onStill: () => {
				told.push('first');
				second.end();
			},
		});
		const other = patience.begin({ readProgress: () => 0, onStill: () => told.push('second') });
		second.end = () => other.end();
		const ended = patience.begin({ readProgress: () => 0, onStill: () => told.push('ended') });
		patience.begin({ readProgress: () => 0, onStill: () => told.push('last') });
		ended.end();
		ended.end();
		vi.advanceTimersByTime(2000);
		expect(told).toEqual(['first', 'last']);
		first.end();
		expect(vi.getTimerCount()).toBe(0);
	});
});
