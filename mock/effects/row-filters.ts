// A value that a filter wants with its operator before it, as PostgREST has it: `eq.1`, `in.(1,2)`, `not.is.null`, `like.*milk*`.

import { type FilterOperator, type JsonObject, type JsonValue, readSteps } from '../../spec/index.ts';
import { toKeyText } from '../store/key-text.ts';
import { matchesFilter } from './list-compare.ts';

type Test = (value: JsonValue | undefined) => boolean;

/** By the word before the value; nothing that isn't there compares with anything, as in SQL. */
const COMPARED: Readonly<Record<string, FilterOperator>> = { gt: 'gt', gte: 'gte', lt: 'lt', lte: 'lte' };

/** What the value of an entity must be; `undefined`: the operator is none that is known, e.g. `fts` or `cs`. */
export function readRowFilter(text: string): Test | undefined {
	const at = text.indexOf('.');
	const [word, wanted] = [text.slice(0, at), text.slice(at + 1)];
	switch (word) {
		case 'not': {
			const test = readRowFilter(wanted);
			const isOfNull = wanted.startsWith('is.');
			return test && ((value) => (isOfNull || isThere(value)) && !test(value));
		}
		case 'eq':
			return (value) => isEqual(value, wanted);
		case 'neq':
			return (value) => isThere(value) && !isEqual(value, wanted);
		case 'in': {
			const list = readList(wanted);
			return (value) => list.some((one) => isEqual(value, one));
		}
		case 'is':
			return readState(wanted.toLowerCase());
		case 'like':
		case 'ilike': {
			const fold = (one: string): string => (word === 'like' ? one : one.toLowerCase());
			const pattern = fold(wanted).replaceAll('*', '%');
			return (value) => isThere(value) && matchesPattern(fold(toKeyText(value) ?? ''), pattern);
		}
		default: {
			const operator = at < 0 || !Object.hasOwn(COMPARED, word) ? undefined : COMPARED[word];
			return operator && ((value) => isThere(value) && matchesFilter(value, operator, wanted));
		}
	}
}

/**
 * Conditions joined, as in `or=(id.eq.1,and(done.is.true,id.gt.5))`; `joint`: `or`, `not.and` and their like. `find` gives the steps to
 * a column. `undefined`: something of it is not known.
 */
export function readRowLogic(
	joint: string,
	text: string,
	find: (column: string) => readonly string[] | undefined,
): ((entity: JsonObject) => boolean) | undefined {
	const [, not, word] = JOINT.exec(joint) ?? [];
	if (word === undefined || !text.startsWith('(') || !text.endsWith(')')) return undefined;
	const tests = splitConditions(text.slice(1, -1)).map((one) => readCondition(one, find));
	if (tests.length === 0 || tests.includes(undefined)) return undefined;
	const known = tests.filter((test) => test !== undefined);
	const holds = (entity: JsonObject): boolean =>
		word === 'or' ? known.some((test) => test(entity)) : known.every((test) => test(entity));
	return not === undefined ? holds : (entity) => !holds(entity);
}

/** What joins conditions: `or`, `and`, `not.or`, `not.and`. */
export const JOINT = /^(not\.)?(or|and)$/;
const JOINED = /^((?:not\.)?(?:or|and))(\(.*\))$/s;
const CONDITION = /^("(?:[^"\\]|\\.)+"|[^.]+)\.(.+)$/s;

function readCondition(
	text: string,
	find: (column: string) => readonly string[] | undefined,
): ((entity: JsonObject) => boolean) | undefined {
	const [, joint, inner] = JOINED.exec(text) ?? [];
	if (joint !== undefined && inner !== undefined) return readRowLogic(joint, inner, find);
	const [, name = '', condition = ''] = CONDITION.exec(text) ?? [];
	const steps = find(unquote(name));
	// What has a comma in it stands in quotes here.
	const test =
		steps &&
		readRowFilter(condition.replace(/^((?:not\.)?\w+\.)(".*")$/s, (_all, word, value) => word + unquote(value)));
	return test && ((entity) => test(readSteps(entity, steps)));
}

/** At the commas that stand in no brackets and no quotes. */
function splitConditions(text: string): string[] {
	const parts: string[] = [];
	let [depth, start, isQuoted] = [0, 0, false];
	for (let at = 0; at < text.length; at += 1) {
		const sign = text[at];
		if (sign === '\\') at += 1;
		else if (sign === '"') isQuoted = !isQuoted;
		else if (isQuoted) continue;
		else if (sign === '(') depth += 1;
		else if (sign === ')') depth -= 1;
		else if (sign === ',' && depth === 0) {
			parts.push(text.slice(start, at));
			start = at + 1;
		}
	}
	parts.push(text.slice(start));
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function unquote(text: string): string {
	return text.startsWith('"') && text.endsWith('"') && text.length > 1
		? text.slice(1, -1).replaceAll(/\\(.)/g, '$1')
		: text;
}

function isThere(value: JsonValue | undefined): value is JsonValue {
	return value !== undefined && value !== null;
}

function isEqual(value: JsonValue | undefined, wanted: string): boolean {
	// `eq` of lists splits at commas; what is sent here is one value.
	return isThere(value) && !matchesFilter(value, 'ne', wanted);
}

function readState(word: string): Test | undefined {
	switch (word) {
		case 'null':
		case 'unknown':
			return (value) => !isThere(value);
		case 'not_null':
			return isThere;
		case 'true':
		case 'false':
			return (value) => value === (word === 'true');
		default:
			return undefined;
	}
}

/** `(1,2,"a,b")` → `['1', '2', 'a,b']`; within quotes a backslash takes the next as it is. */
function readList(text: string): string[] {
	const inner = text.replace(/^\(|\)$/g, '');
	const parts = inner.match(/"(?:\\.|[^"\\])*"|[^,]+/g) ?? [];
	return parts.map(unquote);
}

/** `%` is any text, `_` any one character; the last `%` takes one more where the rest does not fit, so that nothing is tried twice. */
function matchesPattern(text: string, pattern: string): boolean {
	let [at, place, star, mark] = [0, 0, -1, 0];
	while (at < text.length) {
		const sign = pattern[place];
		if (sign === '%') [star, mark, place] = [place, at, place + 1];
		else if (sign !== undefined && (sign === '_' || sign === text[at])) [at, place] = [at + 1, place + 1];
		else if (star >= 0) [mark, at, place] = [mark + 1, mark + 1, star + 1];
		else return false;
	}
	while (pattern[place] === '%') place += 1;
	return place === pattern.length;
}
