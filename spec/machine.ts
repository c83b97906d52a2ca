// The machine's own timers and clocks.

// Not imported: Node would make all that the module offers into exports, which takes a start longer than to take five of them.
const timers = process.getBuiltinModule('node:timers');

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
	nowMs: performance.now.bind(performance),
	dateMs: Date.now,
});
