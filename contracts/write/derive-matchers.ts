// Matchers derived from what a schema says about a value: as wide as the schema, never wider, never narrower where Pact can say it.

import { collectFacts, type Facts, listTypes } from '../../mock/inner.ts';
import { DURATION_PATTERN, findKeyword, isObject, type JsonValue, listValues, readLimits } from '../../spec/index.ts';
import type { Matcher, Rule } from './write-types.ts';

const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const DATE = '\\d{4}-\\d{2}-\\d{2}';
const TIME = '\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})';
/** RFC 3339; Pact's own `datetime` matcher refuses milliseconds that its format does not name. */
const FORMATS: ReadonlyMap<string, string> = new Map([
	['uuid', UUID],
	['date-time', `${DATE}[Tt ]${TIME}`],
	['date', DATE],
	['time', TIME],
	['duration', DURATION_PATTERN],
	['email', '[^@\\s]+@[^@\\s]+\\.[^@\\s]+'],
	['uri', '[A-Za-z][A-Za-z0-9+.-]*:\\S+'],
]);
const PLAIN: ReadonlyMap<string, Matcher> = new Map<string, Matcher>([
	['integer', { match: 'integer' }],
	['number', { match: 'number' }],
	['boolean', { match: 'boolean' }],
]);

/** Any characters, line ends as well. `(.|\n)*` says the same, and Java's stack has no room for it from some thousand characters on. */
const ANYTHING = '[\\s\\S]*';
const ANY_TEXT = `^${ANYTHING}$`;

/** For a text as a whole, whatever is in it: of a body that is no JSON pact-jvm takes a regular expression, and compares all else. */
export const ANY_BODY: Rule = { combine: 'AND', matchers: [{ match: 'regex', regex: ANY_TEXT }] };

/** The rule for a value in a JSON body; `undefined`: it must be as it stands (`const`, objects). */
export function deriveRule(value: JsonValue, facts: Facts, { isStrict }: { isStrict: boolean }): Rule | undefined {
	const matchers = joinMatchers([facts, ...facts.others.map((one) => collectFacts(one, value, 'response'))], value);
	if (matchers.length === 0) return undefined;
	const mayBeNull = facts.isNullable && !isStrict;
	const namesNull = matchers.some(({ match }) => match === 'null');
	if ((mayBeNull || value === null) && !namesNull) {
		return { combine: 'OR', matchers: [...matchers, { match: 'null' }] };
	}
	return { combine: matchers.length > 1 ? 'OR' : 'AND', matchers };
}

/** A union takes what any of its branches takes; one that has objects or lists in it can't be said. */
function joinMatchers(all: readonly Facts[], value: JsonValue): Matcher[] {
	const [own, ...others] = all.map((facts) => deriveMatchers(value, facts));
	const known = new Map((own ?? []).map((matcher) => [JSON.stringify(matcher), matcher]));
	if (known.size > 0) for (const matcher of others.flat()) known.set(JSON.stringify(matcher), matcher);
	// Whichever branch a value was of, the rule is the same.
	return [...known.values()].sort((a, b) => compareRegex(a['regex'], b['regex']));
}

function compareRegex(a: JsonValue | undefined, b: JsonValue | undefined): number {
	if (typeof a !== 'string' || typeof b !== 'string') return 0;
	return a < b ? -1 : a > b ? 1 : 0;
}

function deriveMatchers(value: JsonValue, facts: Facts): Matcher[] {
	if (isObject(value) || Array.isArray(value)) return [];
	if (findKeyword(facts.view, 'const') !== undefined) return value === null ? [{ match: 'null' }] : [];
	const values = listValues(facts.view);
	if (values) return deriveEnum(values, value);
	const types = listTypes(facts);
	const described = types.length > 0 ? types : [typeOf(value)];
	return described.flatMap((type) => deriveOfType(type, facts, value));
}

function deriveOfType(type: string, facts: Facts, value: JsonValue): Matcher[] {
	const plain = PLAIN.get(type);
	if (plain) return [plain];
	if (type !== 'string') return type === 'null' ? [{ match: 'null' }] : [{ match: 'type' }];
	const regex = stringRegex(facts);
	if (regex !== undefined) return [{ match: 'regex', regex: `^${regex}$` }];
	// The type that `type` means is that of the value beside it.
	return [typeof value === 'string' ? { match: 'type' } : { match: 'regex', regex: ANY_TEXT }];
}

function deriveEnum(values: readonly JsonValue[], value: JsonValue): Matcher[] {
	const texts = values.filter((one) => typeof one === 'string');
	if (typeof value === 'string' || (value === null && texts.length > 0)) {
		return [{ match: 'regex', regex: `^${oneOf(texts)}$` }];
	}
	const others = values.filter((one) => one !== null && one !== value);
	if (others.length === 0) return [];
	if (typeof value === 'number') return [{ match: Number.isInteger(value) ? 'integer' : 'number' }];
	return typeof value === 'boolean' ? [{ match: 'boolean' }] : [];
}

/** A regular expression for the value as text: in a path, a query or a header; `undefined`: any text will do. */
export function deriveTextRegex(facts: Facts): string | undefined {
	const constant = findKeyword(facts.view, 'const');
	if (constant !== undefined) return escapeRegex(String(constant));
	const values = listValues(facts.view);
	if (values) return oneOf(values.filter((one) => one !== null).map(String));
	const [type] = listTypes(facts);
	if (type === 'integer') return '(0|-?[1-9]\\d*)';
	if (type === 'number') return '-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?';
	if (type === 'boolean') return '(true|false)';
	return type === undefined || type === 'string' ? stringRegex(facts) : undefined;
}

function stringRegex(facts: Facts): string | undefined {
	const { formats, patterns } = readLimits(facts.view);
	const known = FORMATS.get(formats[0] ?? '');
	if (known !== undefined) return known;
	return patterns[0] === undefined ? undefined : anchorPattern(patterns[0]);
}

/**
 * A schema's pattern is searched for, a pact's must match all of the text. `undefined` for what Pact's regular expressions
 * (Rust's) don't have: looking around, and references back.
 */
function anchorPattern(pattern: string): string | undefined {
	if (/\(\?[=!<]|\\[1-9k]|\\c|\[\^?\]|\(\?:?\)|(?<!\\)\\\//.test(pattern)) return undefined;
	try {
		new RegExp(pattern, 'u');
	} catch {
		return undefined;
	}
	const isAlternative = pattern.includes('|');
	const starts = pattern.startsWith('^') && !isAlternative;
	const ends = /(^|[^\\])(\\\\)*\$$/.test(pattern) && !isAlternative;
	if (isAlternative) return `${ANYTHING}(${pattern})${ANYTHING}`;
	const core = pattern.slice(starts ? 1 : 0, ends ? -1 : undefined);
	return `${starts ? '' : ANYTHING}${core}${ends ? '' : ANYTHING}`;
}

function oneOf(texts: readonly string[]): string {
	return `(${[...new Set(texts)].sort().map(escapeRegex).join('|')})`;
}

export function escapeRegex(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function typeOf(value: JsonValue): string {
	if (value === null) return 'null';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}
