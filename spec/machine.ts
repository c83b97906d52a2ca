// The machine's own timers and clocks.

import { performance as clock } from 'node:perf_hooks';
import * as timers from 'node:timers';

/**
 * The machine's timers and clocks, taken when this loads: a mock in the process of a test goes on in real time while that test has put others in their
 * place (`vi.useFakeTimers()`, Jest's `fakeTimers`), as one in another process would. `nowMs` counts from the start of the process.
 */
export const machine = Object.freeze({
	setTimeout: timers.setTimeout,
	clearTimeout: timers.clearTimeout,
	setInterval: timers.setInterval,
	clearInterval: timers.clearInterval,
	setImmediate: timers.setImmediate,
	clearImmediate: timers.clearImmediate,
	nowMs: clock.now.bind(clock),
	dateMs: Date.now,
});
