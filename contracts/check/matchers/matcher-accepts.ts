// The values that a matcher takes (Pact specification V4, "Matching rules"), as far as one value shows it.

import { compilePattern, isObject, type JsonValue } from '../../../spec/index.ts';
import type { Matcher } from '../../pact/index.ts';
import type { ActiveRule } from './find-rule.ts';
import { compileDateFormat } from './java-date-format.ts';

/** What a place of a pact says: its example, and the rule that holds there, if any. */
export interface Expectation {
	example: JsonValue;
	rule: ActiveRule | undefined;
}

/** Whether the place takes a value; lists and objects by their kind and length only. `undefined`: nobody here can say. */
export function accepts({ example, rule }: Expectation, value: JsonValue): boolean | undefined {
	if (!rule) return isSameKind(example, value);
	// What a matcher says of a list or an object, the engines hold its members to: null and scalars are of another kind.
	if (!isScalar(example) && example !== null && nameType(example) !== nameType(value)) return false;
	const verdicts = rule.matchers.map((matcher) => judge(matcher, example, value));
	if (rule.combine === 'OR') {
		return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
	}
	return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
}

/** True where only the example itself will do. */
export function isPinned({ rule }: Expectation): boolean {
	return rule === undefined || rule.matchers.every(({ kind }) => kind === 'equality');
}

/** Equality; of lists and objects only the kind (their members are looked at one by one). */
function isSameKind(example: JsonValue, value: JsonValue): boolean {
	if (Array.isArray(example)) return Array.isArray(value);
	if (isObject(example)) return isObject(value);
	return example === value;
}

/** `null`, `boolean`, `number`, `string`, `array`, `object`. */
export function nameType(value: JsonValue): string {
	return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

const NUMBER = '(?:0|[1-9]\\d*)';
const SEMVER = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-[\\dA-Za-z.-]+)?(?:\\+[\\dA-Za-z.-]+)?$`);
/** What is meant where a matcher names no format. */
const DEFAULT_FORMATS: Readonly<Record<'date' | 'time' | 'datetime', string>> = {
	date: 'yyyy-MM-dd',
	time: 'HH:mm:ss',
	datetime: "yyyy-MM-dd'T'HH:mm:ssXXX",
};

function judge(matcher: Matcher, example: JsonValue, value: JsonValue): boolean | undefined {
	switch (matcher.kind) {
		case 'equality':
			return isSameKind(example, value);
		case 'values':
			return isScalar(example) || example === null ? example === value : nameType(example) === nameType(value);
		case 'type':
		case 'eachKey':
		case 'eachValue':
			return nameType(example) === nameType(value);
		case 'regex':
			return isScalar(value) && testWhole(matcher.pattern, String(value));
		case 'integer':
			return typeof value === 'number' && Number.isInteger(value);
		case 'decimal':
			return typeof value === 'number' && !Number.isInteger(value);
		case 'number':
			return typeof value === 'number';
		case 'boolean':
			return typeof value === 'boolean' || value === 'true' || value === 'false';
		case 'null':
			return value === null;
		case 'semver':
			return typeof value === 'string' && SEMVER.test(value);
		case 'notEmpty':
			return isNotEmpty(value) && (isScalar(example) || example === null || nameType(example) === nameType(value));
		case 'include':
			return isScalar(value) && String(value).includes(matcher.text);
		case 'date':
		case 'time':
		case 'datetime':
			return typeof value === 'string' && testDate(matcher, value);
		case 'arrayContains':
			return Array.isArray(value);
		case 'contentType':
		case 'statusCode':
		case 'unknown':
			return undefined;
		default:
			return matcher satisfies never;
	}
}

function isScalar(value: JsonValue): boolean {
	return typeof value !== 'object' && value !== null;
}

function isNotEmpty(value: JsonValue): boolean {
	if (value === null || value === '') return false;
	return Array.isArray(value) ? value.length > 0 : !isObject(value) || Object.keys(value).length > 0;
}

/** Pact's verifier holds a whole text to the pattern. `undefined` for a pattern that nobody understands. */
function testWhole(pattern: string, text: string): boolean | undefined {
	return compilePattern(`^(?:${pattern})$`)?.test(text);
}

const dates = new Map<string, RegExp | undefined>();

function testDate(matcher: { kind: 'date' | 'time' | 'datetime'; format?: string }, text: string): boolean | undefined {
	const format = matcher.format || DEFAULT_FORMATS[matcher.kind];
	if (!dates.has(format)) {
		if (dates.size > 1000) dates.clear();
		dates.set(format, compileDateFormat(format));
	}
	return dates.get(format)?.test(text);
}
