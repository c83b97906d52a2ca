// What the keywords of a schema may hold (JSON Schema 2020-12).

import { isObject } from '../read/json.ts';
import { nearest } from '../read/nearest.ts';
import type { JsonValue } from '../types/json.ts';

type Shape = (value: JsonValue) => string | undefined;

const TYPES: ReadonlySet<JsonValue> = new Set([
	'null',
	'boolean',
	'number',
	'integer',
	'string',
	'array',
	'object',
] as JsonValue[]);
const aNumber: Shape = (value) => (typeof value === 'number' ? undefined : 'must be a number');
const aCount: Shape = (value) =>
	Number.isInteger(value) && (value as number) >= 0 ? undefined : 'must be a whole number from 0';
const aFlag: Shape = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const aText: Shape = (value) => (typeof value === 'string' ? undefined : 'must be a string');
const names: Shape = (value) =>
	Array.isArray(value) && value.every((name) => typeof name === 'string') ? undefined : 'must be a list of names';
const aType: Shape = (value) =>
	(Array.isArray(value) ? value.length > 0 && value.every((type) => TYPES.has(type)) : TYPES.has(value))
		? undefined
		: `must be one of ${[...TYPES].join(', ')}, or a list of them; it is ${tellType(value)}`;

/** `"strng" (did you mean string?)` */
function tellType(value: JsonValue): string {
	const shown = JSON.stringify(value);
	if (typeof value !== 'string') return shown.slice(0, 60);
	const [near] = nearest(value, [...TYPES] as string[], 1);
	return `${shown.slice(0, 60)}${near === undefined ? '' : ` (did you mean ${near}?)`}`;
}

/** Keywords that hold no schema, by what they may hold. A keyword that is neither here nor above is an annotation. */
const PLAIN: Readonly<Record<string, Shape>> = {
	type: aType,
	enum: (value) => (Array.isArray(value) && value.length > 0 ? undefined : 'must be a list of at least one value'),
	const: () => undefined,
	multipleOf: (value) => (typeof value === 'number' && value > 0 ? undefined : 'must be a number above 0'),
	maximum: aNumber,
	minimum: aNumber,
	exclusiveMaximum: aNumber,
	exclusiveMinimum: aNumber,
	maxLength: aCount,
	minLength: aCount,
	pattern: aText,
	format: aText,
	maxItems: aCount,
	minItems: aCount,
	uniqueItems: aFlag,
	maxContains: aCount,
	minContains: aCount,
	maxProperties: aCount,
	minProperties: aCount,
	required: names,
	dependentRequired: (value) =>
		isObject(value) && Object.values(value).every((list) => names(list) === undefined)
			? undefined
			: 'must be a map of lists of names',
};

/** The names of the keywords in `PLAIN` order; each is checked by `checkKeyword`. */
export const PLAIN_KEYWORDS: readonly string[] = Object.keys(PLAIN);

/** What is wrong with the value of a plain keyword, e.g. `must be a number`; `undefined`: nothing. */
export function checkKeyword(keyword: string, value: JsonValue): string | undefined {
	return PLAIN[keyword]?.(value);
}
