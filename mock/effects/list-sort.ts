// The order in which a request wants its list: `-title`, `title,desc`, `title:desc`, `title desc`, `title_desc`, several of them.

import {
	type FindProperty,
	isObject,
	type JsonValue,
	type ListSort,
	nameQueryPlace,
	readSteps,
} from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import type { CheckedRequest } from '../types/request.ts';
import { compareValues } from './list-compare.ts';
import { readPlace } from './list-places.ts';

interface SortKey {
	/** Empty: the order of creation. */
	steps: readonly string[];
	isDescending: boolean;
	/** Where what isn't there stands; absent: as compared. */
	nulls?: 'first' | 'last';
}

/** The records in the order that the request asks for; `unfollowed` gets the parameters that name no property. */
export function sortRecords(
	records: readonly EntityRecord[],
	args: { sort: ListSort; find: FindProperty; request: CheckedRequest; unfollowed: Set<string> },
): { records: readonly EntityRecord[]; isSorted: boolean } {
	const keys = readSortKeys(args);
	if (keys.length === 0) return { records, isSorted: false };
	const places = new Map(records.map((record, index) => [record, index]));
	const sorted = [...records].sort((a, b) => {
		for (const { steps, isDescending, nulls } of keys) {
			const order =
				steps.length === 0
					? (places.get(a) as number) - (places.get(b) as number)
					: compareValues(readSteps(a.entity, steps), readSteps(b.entity, steps));
			if (order === 0) continue;
			const missing = nulls ? compareMissing(readSteps(a.entity, steps), readSteps(b.entity, steps)) : 0;
			if (missing !== 0) return nulls === 'last' ? missing : -missing;
			return isDescending ? -order : order;
		}
		return 0;
	});
	return { records: sorted, isSorted: true };
}

/** What is there comes first. */
function compareMissing(a: JsonValue | undefined, b: JsonValue | undefined): number {
	return Number((a ?? null) === null) - Number((b ?? null) === null);
}

function readSortKeys(args: {
	sort: ListSort;
	find: FindProperty;
	request: CheckedRequest;
	unfollowed: Set<string>;
}): SortKey[] {
	const { sort, find, request, unfollowed } = args;
	const isDescending = readDirection(sort, request);
	const keys: SortKey[] = [];
	const wanted = sort.by === undefined ? undefined : readPlace(request, sort.by);
	const add = (key: SortKey | undefined, parameter: string): void => {
		if (key) keys.push(key);
		else unfollowed.add(parameter);
	};
	if (sort.by !== undefined && wanted !== undefined && wanted !== null && wanted !== '') {
		const parameter = nameQueryPlace(sort.by);
		for (const key of parseSort(wanted, { find, isDescending: isDescending ?? false })) add(key, parameter);
	} else if (isDescending !== undefined) keys.push({ steps: [], isDescending });
	for (const { place, property } of sort.properties ?? []) {
		const direction = readPlace(request, place);
		if (direction === undefined) continue;
		const steps = find(property);
		add(steps && { steps, isDescending: isDescendingWord(String(direction)) === true }, nameQueryPlace(place));
	}
	return keys;
}

/** `undefined`: the request asks for none. */
function readDirection(sort: ListSort, request: CheckedRequest): boolean | undefined {
	const direction = sort.direction === undefined ? undefined : readPlace(request, sort.direction);
	if (direction !== undefined) return isDescendingWord(String(direction));
	const descending = sort.descending === undefined ? undefined : readPlace(request, sort.descending);
	if (descending !== undefined) return descending === true || /^(?:true|1|yes|)$/i.test(String(descending));
	const ascending = sort.ascending === undefined ? undefined : readPlace(request, sort.ascending);
	return ascending === undefined ? undefined : ascending === false || /^(?:false|0|no)$/i.test(String(ascending));
}

const WORD = '(?:asc|desc|ascending|descending|ascend|descend)';
const SUFFIX = new RegExp(`^(.+?)[\\s:.|;_=-]+(${WORD})$`, 'i');
const CALL = new RegExp(`^(${WORD})\\((.+)\\)$`, 'i');
/** PostgREST: `due.desc.nullslast`. */
const NULLS = /^(.+)\.nulls(first|last)$/;
const CAMEL = /^(.+[a-z0-9])(Asc|Desc|Ascending|Descending|ASC|DESC)$/;

function isDescendingWord(word: string): boolean | undefined {
	if (/^(?:desc|descending|descend|-1|-|down|reverse)$/i.test(word.trim())) return true;
	return /^(?:asc|ascending|ascend|1|\+|up)$/i.test(word.trim()) ? false : undefined;
}

/** The keys in their order; `undefined` for one that names no property. */
function parseSort(
	wanted: JsonValue,
	args: { find: FindProperty; isDescending: boolean },
): readonly (SortKey | undefined)[] {
	if (isObject(wanted)) {
		return Object.entries(wanted).map(([name, direction]) =>
			resolveKey(name, args.find, isDescendingWord(String(direction)) ?? args.isDescending),
		);
	}
	const texts = (Array.isArray(wanted) ? wanted : [wanted]).flatMap((one) => String(one).split(','));
	const keys: (SortKey | undefined)[] = [];
	for (const text of texts) {
		const direction = isDescendingWord(text);
		const last = keys.at(-1);
		// Spring: `title,desc`.
		if (direction !== undefined && keys.length > 0) {
			if (last) keys[keys.length - 1] = { ...last, isDescending: direction };
		} else if (direction !== undefined) keys.push({ steps: [], isDescending: direction });
		else if (!/^ignorecase$/i.test(text.trim()) && text.trim() !== '') keys.push(parseKey(text.trim(), args));
	}
	return keys;
}

function parseKey(
	text: string,
	{ find, isDescending }: { find: FindProperty; isDescending: boolean },
): SortKey | undefined {
	const nulls = NULLS.exec(text);
	if (nulls) {
		const key = parseKey(nulls[1] as string, { find, isDescending });
		return key && { ...key, nulls: nulls[2] === 'first' ? 'first' : 'last' };
	}
	const whole = resolveKey(text, find, isDescending);
	if (whole && !/^[+-]/.test(text)) return whole;
	if (/^[+-]/.test(text)) return resolveKey(text.slice(1), find, text.startsWith('-'));
	const call = CALL.exec(text);
	if (call) return resolveKey(call[2] as string, find, isDescendingWord(call[1] as string) === true);
	const suffix = SUFFIX.exec(text) ?? CAMEL.exec(text);
	if (suffix) return resolveKey(suffix[1] as string, find, isDescendingWord(suffix[2] as string) === true);
	if (text.endsWith('-') || text.endsWith('+')) return resolveKey(text.slice(0, -1), find, text.endsWith('-'));
	if (/^(?:newest|latest|recent|most[_-]?recent)(?:[_-]?first)?$/i.test(text)) return { steps: [], isDescending: true };
	return /^(?:oldest|earliest)(?:[_-]?first)?$/i.test(text) ? { steps: [], isDescending: false } : undefined;
}

function resolveKey(name: string, find: FindProperty, isDescending: boolean): SortKey | undefined {
	const steps = find(name) ?? find(name.replace(/^.*[.[/]/, '').replace(/\]$/, ''));
	if (steps) return { steps, isDescending };
	// Creation is known of every entity, whether a property tells it or not.
	return /^(?:created|creation|created_?at|creation_?date|date_?created)$/i.test(name)
		? { steps: [], isDescending }
		: undefined;
}
