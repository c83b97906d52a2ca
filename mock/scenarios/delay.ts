// Delays of cues and scenarios: `250ms`, `2s`, `{ min: 1s, max: 3s }`, `{ p50: 200ms, p95: 1s }`.

import { getOwn, isObject, type JsonValue } from '../../spec/index.ts';
import type { Random } from '../chance/random.ts';

/** A longer delay is a mistake: whoever means for ever writes `fault: hang`. */
export const MAX_DELAY_MS = 60 * 60 * 1000;

/** How long answers take: evenly between two ends, or as real ones do, around a median. */
export type Latency =
	| { kind: 'range'; minMs: number; maxMs: number }
	| { kind: 'percentiles'; p50Ms: number; p95Ms: number; maxMs: number };

/** 95 of 100 values of a normal distribution are less than so many standard deviations above its mean. */
const Z_95 = 1.6448536;
/** The longest delay, in lengths of `p95`, where it is not given. */
const TAIL = 10;

/** Milliseconds of `250ms` or `1.5s`; `undefined` for what is no delay. */
export function parseDelay(value: JsonValue | undefined): number | undefined {
	const [, number, unit] = (typeof value === 'string' && /^([0-9]+(?:\.[0-9]+)?)(ms|s)$/.exec(value)) || [];
	return number === undefined ? undefined : Number(number) * (unit === 's' ? 1000 : 1);
}

/** A delay as it is written; `undefined` for what is none. Absent: no delay. */
export function readLatency(value: JsonValue | undefined): Latency | undefined {
	if (value === undefined) return { kind: 'range', minMs: 0, maxMs: 0 };
	if (isObject(value) && Object.hasOwn(value, 'p50')) {
		const [p50Ms, p95Ms] = [parseDelay(getOwn(value, 'p50')), parseDelay(getOwn(value, 'p95'))];
		if (p50Ms === undefined || p95Ms === undefined) return undefined;
		const maxMs = parseDelay(getOwn(value, 'max')) ?? Math.min(p95Ms * TAIL, MAX_DELAY_MS);
		return { kind: 'percentiles', p50Ms, p95Ms, maxMs };
	}
	const minMs = parseDelay(isObject(value) ? getOwn(value, 'min') : value);
	const maxMs = parseDelay(isObject(value) ? getOwn(value, 'max') : value);
	return minMs === undefined || maxMs === undefined ? undefined : { kind: 'range', minMs, maxMs };
}

/** Whole milliseconds, by the random numbers. A range without extent takes none of them. */
export function drawLatency(latency: Latency, random: Random): number {
	const { maxMs } = latency;
	if (latency.kind === 'range') {
		const { minMs } = latency;
		return minMs === maxMs ? minMs : Math.min(maxMs, minMs + Math.floor(random.next() * (maxMs - minMs + 1)));
	}
	const { p50Ms, p95Ms } = latency;
	if (p50Ms <= 0) return Math.min(maxMs, random.next() < 0.5 ? 0 : Math.round(random.next() * p95Ms));
	// Box and Muller's normal number, as the exponent of a log-normal one.
	const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
	return Math.min(maxMs, Math.round(p50Ms * Math.exp((Math.log(p95Ms / p50Ms) / Z_95) * normal)));
}
