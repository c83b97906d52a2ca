// The values of `format` that are checked: JSON Schema 2020-12 validation §7.3 and the OpenAPI format registry.

import type { Format } from 'ajv';
import { isDuration } from '../durations/durations.ts';
import { loadFullFormats } from './load-ajv.ts';

/** A longer text is no e-mail address, URI or the like; keeps costly expressions short. */
const MAX_LENGTH = 8192;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const BASE64 = /^[A-Za-z\d+/]*={0,2}$/;
const BASE64URL = /^[A-Za-z\d_-]*={0,2}$/;
/** Single precision (IEEE 754): (2 − 2^−23) · 2^127. */
const LARGEST_FLOAT = (2 - 2 ** -23) * 2 ** 127;
/** Where the library's expression is costly or too generous, or OpenAPI has a format of its own. */
const OWN: Readonly<Record<string, Format>> = {
	uuid: UUID,
	duration: isDuration,
	byte: (text: string) => text.length % 4 === 0 && BASE64.test(text),
	base64url: BASE64URL,
	url: (text: string) => text.length <= MAX_LENGTH && /^(?:https?|ftp):\/\//i.test(text) && URL.canParse(text),
	char: (text: string) => [...text].length === 1,
	int8: checkInteger(-(2 ** 7), 2 ** 7 - 1),
	int16: checkInteger(-(2 ** 15), 2 ** 15 - 1),
	uint8: checkInteger(0, 2 ** 8 - 1),
	uint16: checkInteger(0, 2 ** 16 - 1),
	uint32: checkInteger(0, 2 ** 32 - 1),
	// The largest of both is no double: readers of JSON take it for the one below (whole-numbers.ts).
	uint64: { type: 'number', validate: (value: number) => Number.isInteger(value) && value >= 0 && value < 2 ** 64 },
	int64: {
		type: 'number',
		validate: (value: number) => Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63,
	},
	// Its range alone: most decimal fractions are no single float, and are meant all the same.
	float: { type: 'number', validate: (value: number) => Math.abs(value) <= LARGEST_FLOAT },
};
/** An offset from UTC as RFC 3339 §5.6 has it; the library takes `+0200` and `+02` too. */
const OFFSET = /(?:z|[+-]\d\d:\d\d)$/i;
const WITH_OFFSET: ReadonlySet<string> = new Set(['date-time', 'time']);
/** Moments as nearly all are written: in UTC, no day that only some months have. The library takes four times as long over each. */
const PLAIN_MOMENT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;
/** Names that say what a text is for, and forbid nothing. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['password', 'binary', 'html', 'commonmark', 'double']);
const UNBOUNDED: ReadonlySet<string> = new Set(['byte', 'base64url', 'int32']);

/** The library's that documents ask for most: known without loading it. */
const COMMON: ReadonlySet<string> = new Set(['date-time', 'date', 'email', 'int32', 'uri', 'hostname', 'ipv4', 'ipv6']);

let formats: ReadonlyMap<string, Format> | undefined;

/** The checked formats by name, for AJV. The library is loaded on the first call. */
export function loadFormats(): ReadonlyMap<string, Format> {
	if (formats) return formats;
	const all = new Map<string, Format>();
	for (const [name, format] of Object.entries({ ...loadFullFormats(), ...OWN }) as [string, Format][]) {
		if (ANNOTATIONS.has(name)) continue;
		const bounded = UNBOUNDED.has(name) || name in OWN ? format : limitLength(format);
		all.set(name, WITH_OFFSET.has(name) ? asksForOffset(bounded) : bounded);
	}
	const isMoment = all.get('date-time') as (text: string) => boolean;
	all.set('date-time', (text: string) => PLAIN_MOMENT.test(text) || isMoment(text));
	formats = all;
	return all;
}

/** True for a format that is checked, or known to forbid nothing; all others are ignored and worth a warning. */
export function isKnownFormat(name: string): boolean {
	return ANNOTATIONS.has(name) || COMMON.has(name) || Object.hasOwn(OWN, name) || loadFormats().has(name);
}

function checkInteger(min: number, max: number): Format {
	return { type: 'number', validate: (value: number) => Number.isInteger(value) && value >= min && value <= max };
}

function asksForOffset(format: Format): Format {
	return typeof format === 'function' ? (text: string) => OFFSET.test(text) && format(text) === true : format;
}

function limitLength(format: Format): Format {
	if (format instanceof RegExp) return (text: string) => text.length <= MAX_LENGTH && format.test(text);
	if (typeof format === 'function') return (text: string) => text.length <= MAX_LENGTH && format(text);
	if (typeof format !== 'object' || !('validate' in format) || format.type === 'number') return format;
	return limitLength(format.validate as Format);
}
