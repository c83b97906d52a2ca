// Whether an entity is one of some that a path means: those in a state, with a flag, of today.

import { type Effect, getOwn, type JsonObject, type JsonValue } from '../../spec/index.ts';
import { writeDateTime } from '../store/expiry.ts';
import type { Clock } from '../time/clock.ts';
import { readMoment } from './birth/moments.ts';

type Only = NonNullable<Effect['only']>;

/** It has the value; a moment without its time is that of the whole day. */
export function isOnly(entity: JsonObject, { property, value, when }: Only, { clock }: { clock: Clock }): boolean {
	const own = getOwn(entity, property);
	if (when !== undefined) return own !== undefined && isThen(own, when, clock.nowMs());
	// A flag that nobody has given is not set.
	return value === undefined ? own !== undefined && own !== null : value === false ? !own : own === value;
}

const DAY_LENGTH = 10;

function isThen(own: JsonValue, when: NonNullable<Only['when']>, nowMs: number): boolean {
	const ownMs = readMoment(own);
	if (ownMs === undefined) return false;
	const today = readDay(nowMs);
	if (when === 'today') return readDay(ownMs) === today;
	const isDay = typeof own === 'string' && own.length === DAY_LENGTH;
	const isAhead = isDay ? readDay(ownMs) >= today : ownMs >= nowMs;
	return when === 'ahead' ? isAhead : !isAhead;
}

function readDay(epochMs: number): string {
	return writeDateTime(epochMs).slice(0, DAY_LENGTH);
}
