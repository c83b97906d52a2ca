// `deprecated` and `x-sunset`: what goes away, and when.

import { getOwn, getString, type JsonValue } from '../../spec/index.ts';

/** A day that has not come yet; anything else is none. */
export function isAhead(day: JsonValue | undefined, today: Date): boolean {
	return typeof day === 'string' && Date.parse(day) > today.getTime();
}

/** What a part of a document says of its own end. */
export interface Sunset {
	isDeprecated: boolean;
	/** As written, e.g. `2026-12-31`. */
	day: string | undefined;
}

/** Reads it of an operation or a parameter. */
export function readSunset(value: JsonValue | undefined): Sunset {
	return { isDeprecated: getOwn(value, 'deprecated') === true, day: getString(value, 'x-sunset') };
}
