// Moments in the forms in which schemas have them: date-times, dates, seconds, milliseconds.

import { guessTypes, type JsonValue, listExamples, readLimits, type SchemaView } from '../../../spec/index.ts';
import { writeDateTime } from '../../store/expiry.ts';
import { LOOSE_DATE_TIMES, MAIL_DATES } from '../../time/date-formats.ts';

/** How a schema has a moment; the last two count from 1970. */
export type MomentForm = 'date-time' | 'date' | 'mail-date' | 'seconds' | 'milliseconds';

/** The form that a schema asks for; `undefined`: it is of no moment. Numbers are milliseconds by their example or as `int64`. */
export function findMomentForm(view: SchemaView): MomentForm | undefined {
	const types = guessTypes(view);
	const { formats } = readLimits(view);
	if (types.has('string')) {
		if (formats.includes('date')) return 'date';
		if (formats.some((format) => MAIL_DATES.has(format))) return 'mail-date';
		const isMoment = formats.every((format) => format === 'date-time' || LOOSE_DATE_TIMES.has(format));
		return isMoment ? 'date-time' : undefined;
	}
	if (!types.has('integer') && !types.has('number')) return undefined;
	const [example] = listExamples(view);
	const isLong = typeof example === 'number' ? example > 1e11 : formats.includes('int64');
	return isLong ? 'milliseconds' : 'seconds';
}

/** A moment as a property has it, e.g. `2026-06-01T09:00:00.000Z`. */
export function writeMoment(form: MomentForm, epochMs: number): JsonValue {
	switch (form) {
		case 'date-time':
			return writeDateTime(Math.floor(epochMs));
		case 'date':
			return writeDateTime(Math.floor(epochMs)).slice(0, 10);
		case 'mail-date':
			return new Date(epochMs).toUTCString();
		case 'seconds':
			return Math.floor(epochMs / 1000);
		case 'milliseconds':
			return Math.floor(epochMs);
	}
}

/** Years 1973 to 5138 as seconds; what is larger is milliseconds. */
const [MIN_SECONDS, MAX_SECONDS] = [1e8, 1e11];
const DATE = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}[\d:.]*(?:[Zz]|[+-]\d{2}:?\d{2})?)?$/;

/** A moment that was sent, in epoch ms: a date (its first moment, UTC), a date-time, seconds or milliseconds; `undefined`: it is none. */
export function readMoment(value: JsonValue): number | undefined {
	if (typeof value === 'number') {
		if (value < MIN_SECONDS || value > 8.64e15) return undefined;
		return value < MAX_SECONDS ? value * 1000 : value;
	}
	const ms = typeof value === 'string' && DATE.test(value) ? Date.parse(value) : Number.NaN;
	return Number.isNaN(ms) ? undefined : ms;
}
