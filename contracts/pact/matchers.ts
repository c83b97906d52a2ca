// One matcher of a pact, as any version writes it.

import { getList, getOwn, getString, type JsonValue } from '../../spec/index.ts';
import type { ArrayVariant, Matcher, StatusClass } from './pact-types.ts';

const STATUS_CLASSES: readonly string[] = [
	'info',
	'success',
	'redirect',
	'clientError',
	'serverError',
	'nonError',
	'error',
] satisfies StatusClass[];

/**
 * Reads `{ "match": "type", "min": 1 }` and its kin, also V2's forms without `match` (`{ "regex": "…" }`, `{ "min": 1 }`).
 * What isn't known, or lacks what it needs, is `{ kind: 'unknown' }` with its name. Never throws.
 */
export function readMatcher(value: JsonValue, readVariant: (variant: JsonValue) => ArrayVariant): Matcher {
	const named = getString(value, 'match') ?? getString(value, 'pact:matcher:type') ?? guessName(value);
	switch (named) {
		case 'equality':
			return { kind: 'equality' };
		case 'type':
		case 'min':
		case 'max':
		case 'min-type':
		case 'max-type':
		case 'minmax':
		case 'min-max-type':
			return { kind: 'type', ...readBound(value, 'min'), ...readBound(value, 'max') };
		case 'regex': {
			const pattern = getString(value, 'regex');
			return pattern === undefined ? broken('regex without its pattern') : { kind: 'regex', pattern };
		}
		case 'integer':
		case 'decimal':
		case 'number':
		case 'boolean':
		case 'null':
		case 'values':
		case 'semver':
			return { kind: named };
		case 'notEmpty':
		case 'not-empty':
			return { kind: 'notEmpty' };
		case 'date':
		case 'time':
			return { kind: named, ...readFormat(value, named) };
		case 'datetime':
		case 'timestamp':
			return { kind: 'datetime', ...readFormat(value, named) };
		case 'include': {
			const text = getOwn(value, 'value');
			return text === undefined || (typeof text === 'object' && text !== null)
				? broken('include without its value')
				: { kind: 'include', text: String(text) };
		}
		case 'eachKey':
		case 'each-key':
			return { kind: 'eachKey', rules: getList(value, 'rules').map((rule) => readMatcher(rule, readVariant)) };
		case 'eachValue':
		case 'each-value':
			return { kind: 'eachValue', rules: getList(value, 'rules').map((rule) => readMatcher(rule, readVariant)) };
		case 'arrayContains':
		case 'array-contains':
			return { kind: 'arrayContains', variants: getList(value, 'variants').map(readVariant) };
		case 'contentType':
		case 'content-type': {
			const type = getString(value, 'value');
			return type === undefined ? broken('contentType without its value') : { kind: 'contentType', type };
		}
		case 'statusCode':
		case 'status-code':
			return readStatus(getOwn(value, 'status'));
		default:
			return named === undefined ? broken('a matcher without a name') : { kind: 'unknown', name: named };
	}
}

function broken(name: string): Matcher {
	return { kind: 'unknown', name, isBroken: true };
}

function guessName(value: JsonValue): string | undefined {
	for (const name of ['regex', 'date', 'time', 'timestamp', 'datetime']) {
		if (getString(value, name) !== undefined) return name;
	}
	return typeof getOwn(value, 'min') === 'number' || typeof getOwn(value, 'max') === 'number' ? 'type' : undefined;
}

function readBound(value: JsonValue, name: 'min' | 'max'): { min?: number; max?: number } {
	const bound = getOwn(value, name);
	return typeof bound === 'number' ? { [name]: bound } : {};
}

function readFormat(value: JsonValue, name: string): { format?: string } {
	const format = getString(value, 'format') ?? getString(value, name);
	return format === undefined ? {} : { format };
}

function readStatus(status: JsonValue | undefined): Matcher {
	if (typeof status === 'string' && STATUS_CLASSES.includes(status)) {
		return { kind: 'statusCode', status: status as StatusClass };
	}
	const listed = (Array.isArray(status) ? status : [status]).filter((one) => typeof one === 'number');
	return listed.length > 0 ? { kind: 'statusCode', status: listed } : broken('statusCode without a status');
}
