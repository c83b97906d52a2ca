// What an answer about many says of each of them: `results: [{ id: 1, success: true }, { id: 9, success: false, error: 'not found' }]`.

import {
	findKeyword,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	listValues,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../spec/index.ts';
import { fitsView } from '../effects/birth/fit-value.ts';

const FLAG = /^(?:is_?)?(?:success|successful|succeeded|ok)$/i;
const STATUS = /^(?:status|status_?code|code|http_?status|result|outcome)$/i;
const ERROR = /^(?:error|errors|reason|message|msg|error_?message|error_?code|failure|failure_?reason|detail)$/i;
const KEY = /^(?:_?id|uuid|key)$|[a-z]_?[Ii]d$/;
const GOOD = /^(?:success|succeeded|successful|ok|good|done|completed?)$/i;
const BAD = /^(?:fail|failed|failure|error|errored|not_?found|missing|skipped|rejected)$/i;

/** What was done: the keys of those that it was done to, and of those that were not there. */
interface Done {
	keys: readonly JsonValue[];
	absent: readonly JsonValue[];
	/** What else says that it was done, e.g. `deleted`. */
	words: RegExp;
	isFailed?: boolean;
}

/** A row with more is an entity. */
const MAX_MEMBERS = 6;

/**
 * The rows of a list whose objects have a key and something that says how it went with that one; `made`: the list as it was made up. `undefined`: they are no
 * such rows, or nothing that is true fits them.
 */
export function tellRows(
	list: SchemaView,
	made: readonly JsonValue[],
	{ keys, absent, words, isFailed = false }: Done,
): JsonValue[] | undefined {
	const view = viewItems(list);
	const members = view && [...listPossibleProperties(view)];
	const sample = [...keys, ...absent][0];
	if (!view || !members) return undefined;
	const named = members.filter(
		([name, member]) => KEY.test(name) && (sample === undefined || fitsView(member, sample)),
	);
	const key = named.find(([name]) => /^_?id$/i.test(name)) ?? (named.length === 1 ? named[0] : undefined);
	if (!key || members.length > MAX_MEMBERS || !members.some(([name, member]) => isVerdict(name, member, isFailed)))
		return undefined;
	const required = listAlwaysRequired(view);
	const like = made.find(isObject);
	const make = (value: JsonValue, isDone: boolean): JsonObject => {
		const row: JsonObject = {};
		for (const [name, member] of members) {
			const own = like?.[name];
			const told = name === key[0] ? value : tellMember(name, member, { isDone, words, like: own });
			const kept = told ?? (required.has(name) ? findNothing(member, own) : undefined);
			if (kept !== undefined) setOwn(row, name, kept);
		}
		return row;
	};
	return [...keys.map((one) => make(one, true)), ...absent.map((one) => make(one, false))];
}

/** Of those that failed alone there is nothing to say where none did. */
export function tellFailedRows(
	list: SchemaView,
	made: readonly JsonValue[],
	absent: readonly JsonValue[],
): JsonValue[] {
	return (absent.length > 0 && tellRows(list, made, { keys: [], absent, words: GOOD, isFailed: true })) || [];
}

/** `isFailed`: the list is of what failed, so that a message says why. */
function isVerdict(name: string, view: SchemaView, isFailed: boolean): boolean {
	if (ERROR.test(name)) return isFailed || /err|fail/i.test(name);
	const types = guessTypes(view);
	if (FLAG.test(name)) return types.has('boolean');
	const isBad = (value: JsonValue): boolean => typeof value === 'string' && BAD.test(value);
	return STATUS.test(name) && (types.has('integer') || listValues(view)?.some(isBad) === true);
}

/** `undefined`: nothing true is known to say. */
function tellMember(
	name: string,
	view: SchemaView,
	{ isDone, words, like }: { isDone: boolean; words: RegExp; like: JsonValue | undefined },
): JsonValue | undefined {
	const types = guessTypes(view);
	if (FLAG.test(name) && types.has('boolean')) return isDone;
	if (STATUS.test(name)) {
		const said = listValues(view)?.filter((value) => typeof value === 'string') ?? [];
		const good = said.find((value) => GOOD.test(value)) ?? said.find((value) => words.test(value));
		const word = isDone
			? good
			: (said.find((value) => /^not_?found$|^missing$/i.test(value)) ?? said.find((value) => BAD.test(value)));
		if (word !== undefined) return word;
		const status = isDone ? 200 : 404;
		if ((types.has('integer') || types.has('number')) && fitsView(view, status)) return status;
		return undefined;
	}
	if (!ERROR.test(name) || isDone) return undefined;
	if (types.has('string') && listValues(view) === undefined && fitsView(view, NOT_FOUND)) return NOT_FOUND;
	return like;
}

const NOT_FOUND = 'not found';

/** What says nothing; where there is no such value, what was made up. */
function findNothing(view: SchemaView, made: JsonValue | undefined): JsonValue | undefined {
	const nothing = [null, findKeyword(view, 'default'), '', []].find((one) => one !== undefined && fitsView(view, one));
	return nothing === undefined ? made : nothing;
}
