// Coverage counts each block as it runs, which takes time and memory of its own: bounds of both are wider then.

/** Whether this run counts coverage. */
export const isCounted = process.env['NODE_V8_COVERAGE'] !== undefined;

/** A bound of time or memory, eight times as wide while coverage is counted. */
export function widen(bound: number): number {
	return isCounted ? bound * 8 : bound;
}
