// The values of a scenario's entities: moments reckoned from now, lists gone through in turn.

import {
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
	setOwn,
} from '../../spec/index.ts';
import type { Finding } from '../model.ts';
import { addDuration, negateDuration } from './durations.ts';
import { writeDateTime } from './expiry.ts';

/** Takes a finding at a place in the scenario file. */
export type ReportGiven = (finding: Finding & { pointer: Pointer }) => void;

/**
 * The properties as values: `{ after: P7D }` and `{ before: P1D }` become date-times, reckoned from `nowMs`. A new
 * object. With `turn`, a list gives its turn-th value, and starts again at its end.
 */
export function resolveValues(args: {
	properties: JsonObject;
	pointer: Pointer;
	nowMs: number;
	turn?: number;
	report: ReportGiven;
}): JsonObject {
	const { properties, turn, nowMs, report } = args;
	const values: JsonObject = {};
	for (const name of Object.keys(properties)) {
		const written = getOwn(properties, name) as JsonValue;
		const isList = turn !== undefined && Array.isArray(written) && written.length > 0;
		const value = isList ? (written[turn % written.length] as JsonValue) : written;
		const pointer = joinPointer(args.pointer, name);
		setOwn(values, name, resolveMoment({ value, pointer, nowMs, report }));
	}
	return values;
}

function resolveMoment(args: { value: JsonValue; pointer: Pointer; nowMs: number; report: ReportGiven }): JsonValue {
	const { value, pointer, nowMs, report } = args;
	if (!isObject(value) || Object.keys(value).length !== 1) return value;
	const after = getOwn(value, 'after');
	const before = getOwn(value, 'before');
	if (after === undefined && before === undefined) return value;
	const duration = after ?? before;
	const iso = typeof duration === 'string' ? duration : '';
	const atMs = addDuration(nowMs, after === undefined ? negateDuration(iso) : iso);
	if (atMs !== undefined && Number.isFinite(atMs)) return writeDateTime(atMs);
	const message =
		atMs === undefined
			? `${JSON.stringify(duration)} is no ISO 8601 duration, such as P7D or PT36H`
			: `${JSON.stringify(duration)} leads out of the years 0000 to 9999`;
	report({ code: 'scenario.given.property', message, pointer });
	return value;
}
