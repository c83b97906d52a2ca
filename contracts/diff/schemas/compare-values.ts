// Types, null, lists of values, formats and patterns of two schemas.

import {
	findKeyword,
	isNullable,
	type JsonType,
	type JsonValue,
	listValues,
	readLimits,
	readTypes,
	type SchemaView,
	showValue,
	writeCanonicalJson,
} from '../../../spec/index.ts';
import type { SchemaChange, SchemaChangeKind } from './schema-changes.ts';
import { findHome, findSaying } from './schema-places.ts';

const SCALARS: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean']);
/** Which format takes all that another takes. */
const WIDER_FORMATS: Readonly<Record<string, string>> = { int32: 'int64', float: 'double' };

/** `isDisjoint`: no value is of both, so that nothing more is to be compared. */
export interface ComparedTypes {
	changes: SchemaChange[];
	isDisjoint: boolean;
}

/** Compares types and null; `isText`: the values are written as texts (parameters), so that a text takes any scalar. */
export function compareTypes(before: SchemaView, after: SchemaView, isText: boolean): ComparedTypes {
	const changes: SchemaChange[] = [];
	const add = (kind: SchemaChangeKind, words: string): void => {
		changes.push({ kind, words, before: findSaying(before, 'type'), after: findSaying(after, 'type') });
	};
	const [old, now] = [listTypes(before), listTypes(after)];
	const [wasPossible, isPossible] = [old?.length !== 0 || isNullable(before), now?.length !== 0 || isNullable(after)];
	if (wasPossible !== isPossible) {
		add(
			isPossible ? 'takes-something' : 'refuses-everything',
			isPossible ? 'may come now' : 'can have no value any more',
		);
		return { changes, isDisjoint: true };
	}
	const lost =
		old === undefined ? (now === undefined ? [] : ['anything']) : old.filter((type) => !takes(now, type, isText));
	const won =
		now === undefined ? (old === undefined ? [] : ['anything']) : now.filter((type) => !takes(old, type, isText));
	if (lost.length > 0 || won.length > 0) {
		const kind = lost.length === 0 ? 'type-widened' : won.length === 0 ? 'type-narrowed' : 'type-changed';
		add(kind, `is ${nameTypes(now)} now, it was ${nameTypes(old)}`);
	}
	if (isNullable(before) !== isNullable(after) && old?.length !== 0 && now?.length !== 0 && old && now) {
		const isAllowed = isNullable(after);
		add(isAllowed ? 'null-allowed' : 'null-refused', isAllowed ? 'may be null now' : 'may no longer be null');
	}
	const isDisjoint =
		old !== undefined && now !== undefined && lost.length === old.length && won.length === now.length && old.length > 0;
	return { changes, isDisjoint };
}

function listTypes(view: SchemaView): readonly JsonType[] | undefined {
	const types = readTypes(view);
	return types && [...types].filter((type) => type !== 'null');
}

function takes(types: readonly JsonType[] | undefined, type: JsonType, isText: boolean): boolean {
	if (!types || types.includes(type) || (type === 'integer' && types.includes('number'))) return true;
	return isText && types.includes('string') && SCALARS.has(type);
}

const NAMES: Readonly<Record<JsonType, string>> = {
	null: 'null',
	boolean: 'a boolean',
	integer: 'an integer',
	number: 'a number',
	string: 'a string',
	array: 'a list',
	object: 'an object',
};

function nameTypes(types: readonly JsonType[] | undefined): string {
	return !types ? 'anything' : types.length === 0 ? 'null' : types.map((type) => NAMES[type]).join(' or ');
}

/** Compares `enum` and `const`. */
export function compareEnums(before: SchemaView, after: SchemaView): SchemaChange[] {
	const [old, now] = [listTexts(before), listTexts(after)];
	if (!old && !now) return [];
	const at = { before: findEnum(before), after: findEnum(after) };
	if (!old) return [{ kind: 'enum-added', words: `can only be ${nameValues([...(now ?? [])])} now`, ...at }];
	if (!now) return [{ kind: 'enum-removed', words: `can be others than ${nameValues([...old])} now`, ...at }];
	const removed = [...old].filter((one) => !now.has(one));
	const added = [...now].filter((one) => !old.has(one));
	return [
		...(removed.length > 0
			? [{ kind: 'enum-value-removed' as const, words: `can no longer be ${nameValues(removed)}`, ...at }]
			: []),
		...(added.length > 0
			? [{ kind: 'enum-value-added' as const, words: `can be ${nameValues(added)} as well`, ...at }]
			: []),
	];
}

/** Null counts by itself. */
function listTexts(view: SchemaView): ReadonlySet<string> | undefined {
	const values = listValues(view);
	return values && new Set(values.filter((value) => value !== null).map((value) => writeCanonicalJson(value)));
}

function findEnum(view: SchemaView): SchemaChange['before'] {
	const enumerating = findSaying(view, 'enum');
	return enumerating === findHome(view) ? findSaying(view, 'const') : enumerating;
}

function nameValues(values: readonly string[]): string {
	const shown = values.slice(0, 5).map((value) => showValue(JSON.parse(value) as JsonValue, 40));
	return values.length > shown.length
		? `${shown.join(', ')} and ${values.length - shown.length} more`
		: shown.join(', ');
}

/** Compares `format`, `pattern` and `default`. */
export function compareTexts(before: SchemaView, after: SchemaView): SchemaChange[] {
	const [old, now] = [readLimits(before), readLimits(after)];
	return [
		...compareFormats(before, after, [join(old.formats), join(now.formats)]),
		...comparePatterns(before, after, [join(old.patterns), join(now.patterns)]),
		...compareDefaults(before, after),
	];
}

function join(texts: readonly string[]): string | undefined {
	return texts.length === 0 ? undefined : [...new Set(texts)].sort().join(' and ');
}

type TextPair = readonly [old: string | undefined, now: string | undefined];

function compareFormats(before: SchemaView, after: SchemaView, [old, now]: TextPair): SchemaChange[] {
	if (old === now) return [];
	const kind: SchemaChangeKind =
		old === undefined
			? 'format-added'
			: now === undefined
				? 'format-removed'
				: WIDER_FORMATS[old] === now
					? 'format-widened'
					: WIDER_FORMATS[now] === old
						? 'format-narrowed'
						: 'format-changed';
	const words =
		now === undefined ? `need no longer be a ${old}` : `is a ${now} now${old === undefined ? '' : `, it was a ${old}`}`;
	return [{ kind, words, before: findSaying(before, 'format'), after: findSaying(after, 'format') }];
}

function comparePatterns(before: SchemaView, after: SchemaView, [old, now]: TextPair): SchemaChange[] {
	if (old === now) return [];
	const kind = old === undefined ? 'pattern-added' : now === undefined ? 'pattern-removed' : 'pattern-changed';
	const words =
		now === undefined
			? `need no longer match ${old}`
			: `must match ${now} now${old === undefined ? '' : `, before ${old}`}`;
	return [{ kind, words, before: findSaying(before, 'pattern'), after: findSaying(after, 'pattern') }];
}

function compareDefaults(before: SchemaView, after: SchemaView): SchemaChange[] {
	const [old, now] = [findKeyword(before, 'default'), findKeyword(after, 'default')];
	if (old === undefined && now === undefined) return [];
	if (old !== undefined && now !== undefined && writeCanonicalJson(old) === writeCanonicalJson(now)) return [];
	const words =
		now === undefined
			? `has no default any more, it was ${showValue(old)}`
			: `is ${showValue(now)} where it is left out${old === undefined ? '' : `, before ${showValue(old)}`}`;
	return [
		{ kind: 'default-changed', words, before: findSaying(before, 'default'), after: findSaying(after, 'default') },
	];
}
