// Values of keywords that mean nothing there (`minLength: -1`, `multipleOf: 0`, `items: a word`), read as absent.

import type { JsonObject, JsonValue } from '../types/json.ts';
import { isObject } from './json.ts';
import { type Refer, readTypeWord } from './odd-types.ts';
import type { Tell } from './odd-values.ts';

/** What a value must be, and how that is said: `must be a number`. */
interface Kind {
	fits(value: JsonValue): boolean;
	must: string;
}

const COUNT: Kind = {
	fits: (value) => Number.isInteger(value) && (value as number) >= 0,
	must: 'a whole number from 0',
};
const LIMIT: Kind = { fits: (value) => typeof value === 'number', must: 'a number' };
const BOUND: Kind = { fits: (value) => typeof value === 'number' || typeof value === 'boolean', must: 'a number' };
const STEP: Kind = { fits: (value) => typeof value === 'number' && value > 0, must: 'a number above 0' };
const FLAG: Kind = { fits: (value) => typeof value === 'boolean', must: 'true or false' };
const TEXT: Kind = { fits: (value) => typeof value === 'string', must: 'a text' };
const SCHEMA: Kind = { fits: (value) => isObject(value) || typeof value === 'boolean', must: 'a schema' };
const SCHEMAS: Kind = { fits: (value) => Array.isArray(value) || SCHEMA.fits(value), must: 'a schema' };
const NAMES: Kind = {
	fits: (value) => isObject(value) && Object.values(value).every(isListOfNames),
	must: 'a map of lists of names',
};
const KINDS: ReadonlyMap<string, Kind> = new Map([
	...[
		'minLength',
		'maxLength',
		'minItems',
		'maxItems',
		'minContains',
		'maxContains',
		'minProperties',
		'maxProperties',
	].map((keyword) => [keyword, COUNT] as const),
	...['minimum', 'maximum'].map((keyword) => [keyword, LIMIT] as const),
	...['exclusiveMinimum', 'exclusiveMaximum'].map((keyword) => [keyword, BOUND] as const),
	['multipleOf', STEP],
	...['uniqueItems', 'nullable', 'readOnly', 'writeOnly'].map((keyword) => [keyword, FLAG] as const),
	...['pattern', 'format'].map((keyword) => [keyword, TEXT] as const),
	...['additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'].map(
		(keyword) => [keyword, SCHEMA] as const,
	),
	['items', SCHEMAS],
	['dependentRequired', NAMES],
]);

/** The keywords whose values are looked at. */
export const KEYWORDS: Iterable<string> = KINDS.keys();

/** Whether the value means nothing under the keyword. Null is nothing at all, which is mended elsewhere. Asked of each of them. */
export function isMeaningless(keyword: string, value: JsonValue): boolean {
	const kind = KINDS.get(keyword);
	return kind !== undefined && value !== null && !kind.fits(value);
}

/** Whether it is a list that holds something else than names. */
export function holdsNoName(required: JsonValue): boolean {
	return Array.isArray(required) && !isListOfNames(required);
}

/** Reads what means nothing as absent, and a word in the place of a schema as what it names, in place. */
export function mendKeywords(schema: JsonObject, tell: Tell, refer: Refer | undefined): void {
	for (const keyword of Object.keys(schema)) {
		const value = schema[keyword] as JsonValue;
		if (!isMeaningless(keyword, value)) continue;
		const kind = KINDS.get(keyword) as Kind;
		const named = kind.must === SCHEMA.must && typeof value === 'string' ? readTypeWord(value, refer) : undefined;
		if (named) schema[keyword] = named;
		else delete schema[keyword];
		const read = named ? JSON.stringify(named) : 'absent';
		tell(
			`/${keyword}`,
			`must be ${kind.must}, not ${show(value)}: it is read as ${read}`,
			`write ${kind.must}, or remove it`,
		);
	}
	mendNames(schema, tell);
}

/** `[1, a]` → `['1', 'a']`; what is no name is left out. */
function mendNames(schema: JsonObject, tell: Tell): void {
	const { required } = schema;
	if (!Array.isArray(required) || !holdsNoName(required)) return;
	const names = required.filter((name) => typeof name === 'string' || typeof name === 'number').map(String);
	if (names.length > 0) schema['required'] = names;
	else delete schema['required'];
	const read = names.length > 0 ? JSON.stringify(names) : 'absent';
	tell('/required', `must be a list of names: it is read as ${read}`, 'list the names of properties');
}

function isListOfNames(value: JsonValue): boolean {
	return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function show(value: JsonValue): string {
	const text = JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
