// Loops over all parts of a document, in short runs: a loop that runs long is compiled by V8 while it runs, with all that it calls, and
// again whenever it meets something new; for large documents that cost more than the walk itself.

const RUN = 32;

/** Takes values from the end of a list until none is left; `visit` may add some. */
export function drainInRuns<Value>(values: Value[], visit: (value: Value) => void): void {
	while (values.length > 0) drainRun(values, visit);
}

function drainRun<Value>(values: Value[], visit: (value: Value) => void): void {
	for (let left = RUN; left > 0 && values.length > 0; left--) visit(values.pop() as Value);
}

/** Visits all values of a list, in order. */
export function visitInRuns<Value>(values: readonly Value[], visit: (value: Value) => void): void {
	for (let from = 0; from < values.length; from += RUN) visitRun(values, from, visit);
}

function visitRun<Value>(values: readonly Value[], from: number, visit: (value: Value) => void): void {
	const end = Math.min(from + RUN, values.length);
	for (let index = from; index < end; index++) visit(values[index] as Value);
}
