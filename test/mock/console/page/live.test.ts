// How soon the page comes back to a mock that was away: with a clock of its own, and a page that is seen or not.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** Typed for browsers alone, so that only its address stands here. */
const LIVE = new URL('../../../../mock/console/page/live.ts', import.meta.url).href;
/** When the page asked, in milliseconds since its stream broke. */
let asked: number[];
let seen: EventTarget & { hidden: boolean };
let stop: AbortController;

beforeEach(async () => {
	vi.useFakeTimers();
	asked = [];
	seen = Object.assign(new EventTarget(), { hidden: false });
	stop = new AbortController();
	vi.stubGlobal('document', Object.assign(seen, { baseURI: 'http://mock/__admin/' }));
	vi.stubGlobal('location', new URL('http://mock/__admin/'));
	vi.stubGlobal('sessionStorage', { getItem: () => null });
	vi.stubGlobal('fetch', () => {
		asked.push(Date.now() - startedAt);
		return Promise.reject(new TypeError('Failed to fetch'));
	});
	const startedAt = Date.now();
	const { follow } = (await import(LIVE)) as { follow(args: object): Promise<void> };
	void follow({ onEvent: () => undefined, onLink: () => undefined, signal: stop.signal });
	await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => {
	stop.abort();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const gaps = (): number[] => asked.slice(1).map((at, index) => at - (asked[index] ?? 0));

it('asks each second while the mock may be on its way back, and less often once it was stopped', async () => {
	await vi.advanceTimersByTimeAsync(59_000);
	expect(Math.max(...gaps())).toBe(1000);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(gaps().at(-1)).toBe(5000);
});

it('asks at once when somebody comes back to the page', async () => {
	await vi.advanceTimersByTimeAsync(200_000);
	const show = (isSeen: boolean): void => {
		seen.hidden = !isSeen;
		seen.dispatchEvent(new Event('visibilitychange'));
	};
	show(false);
	await vi.advanceTimersByTimeAsync(1);
	const before = asked.length;
	show(true);
	await vi.advanceTimersByTimeAsync(1);
	expect(asked.length).toBe(before + 1);
	await vi.advanceTimersByTimeAsync(1);
	expect(asked.length).toBe(before + 1);
});
