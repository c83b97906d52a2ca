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

type ReadVariant = (variant: JsonValue) => ArrayVariant;

/**
 * Reads `{ "match": "type", "min": 1 }` and its kin, also V2's forms without `match` (`{ "regex": "…" }`, `{ "min": 1 }`).
 * What isn't known, or lacks what it needs, is `{ kind: 'unknown' }` with its name. Never throws.
 */
export function readMatcher(value: JsonValue, readVariant: ReadVariant): Matcher {
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
			return readInner(value, 'eachKey', readVariant);
		case 'eachValue':
		case 'each-value':
			return readInner(value, 'eachValue', readVariant);
		case 'arrayContains':
		case 'array-contains':
			return Array.isArray(getOwn(value, 'variants'))
				? { kind: 'arrayContains', variants: getList(value, 'variants').map(readVariant) }
				: broken('arrayContains without its variants');
		case 'contentType':
		case 'content-type': {
			const type = getString(value, 'value');
			return type === undefined ? broken('contentType without its value') : { kind: 'contentType', type };
		}
		case 'statusCode':
		case 'status-code':
			return readStatus(getOwn(value, 'status'));
		default:
			return named === undefined || named === ''
				? broken('a matcher without a name')
				: { kind: 'unknown', name: named };
	}
}

/** What names or values are like: of matchers that can't be read, the first is what is wrong with it. */
function readInner(value: JsonValue, kind: 'eachKey' | 'eachValue', readVariant: ReadVariant): Matcher {
	const listed = getOwn(value, 'rules');
	if (listed !== undefined && !Array.isArray(listed)) return broken(`${kind} with rules that are no list`);
	const rules = (listed ?? []).map((rule) => readMatcher(rule, readVariant));
	return rules.find((rule) => rule.kind === 'unknown' && rule.isBroken) ?? { kind, rules };
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
