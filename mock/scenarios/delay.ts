// Delays of cues: `250ms`, `2s`, `{ min: 1s, max: 3s }`.

import { getOwn, isObject, type JsonValue } from '../../spec/index.ts';

/** A longer delay is a mistake: whoever means for ever writes `fault: hang`. */
export const MAX_DELAY_MS = 60 * 60 * 1000;

/** Milliseconds of `250ms` or `1.5s`; `undefined` for what is no delay. */
export function parseDelay(value: JsonValue | undefined): number | undefined {
	const [, number, unit] = (typeof value === 'string' && /^([0-9]+(?:\.[0-9]+)?)(ms|s)$/.exec(value)) || [];
	return number === undefined ? undefined : Number(number) * (unit === 's' ? 1000 : 1);
}

/** Both ends of a delay, or of a range, in milliseconds; `undefined` for what is none. Absent: no delay. */
export function parseDelayRange(value: JsonValue | undefined): { minMs: number; maxMs: number } | undefined {
	if (value === undefined) return { minMs: 0, maxMs: 0 };
	const minMs = parseDelay(isObject(value) ? getOwn(value, 'min') : value);
	const maxMs = parseDelay(isObject(value) ? getOwn(value, 'max') : value);
	return minMs === undefined || maxMs === undefined ? undefined : { minMs, maxMs };
}
