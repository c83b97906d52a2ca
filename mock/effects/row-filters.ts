// A value that a filter wants with its operator before it, as PostgREST has it: `eq.1`, `in.(1,2)`, `not.is.null`, `like.*milk*`.

import type { FilterOperator, JsonValue } from '../../spec/index.ts';
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
	return parts.map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll(/\\(.)/g, '$1') : part));
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
