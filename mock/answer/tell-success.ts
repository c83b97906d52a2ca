// What stands beside an entity or a list in an envelope: `{ success: true, code: 200, message: 'OK', data: … }`.

import {
	findKeyword,
	guessTypes,
	isObject,
	type JsonValue,
	listExamples,
	listPossibleProperties,
	listValues,
	type SchemaView,
	setOwn,
} from '../../spec/index.ts';
import { fitsView } from '../effects/birth/fit-value.ts';
import { writeDateTime } from '../store/expiry.ts';
import { tellFailedRows, tellRows } from './tell-rows.ts';

const SUCCESS = /^(?:is_?)?(?:success|successful|ok)$/i;
const GONE = /^(?:is_?)?(?:deleted|removed|destroyed)$/i;
const GONE_AT = /^(?:deleted|removed|destroyed)_?(?:at|on|time|timestamp)$/i;
const STATUS =
	/^(?:status|status_?code|code|http_?status|err_?no|(?:err|error|ret|rtn|return|res|resp|response|result)_?code)$/i;
const MESSAGE =
	/^(?:message|msg|status_?text|(?:status|err|ret|rtn|return|res|resp|response|result)_?(?:message|msg))$/i;
/** What an envelope has its contents in. */
const CONTENT = /^(?:data|result|payload|body)$/i;
const GOOD = /^(?:success|succeeded|successful|ok|good)$/i;

/** The truth about success, by the names that envelopes have for it; what the document says before our own. `undefined`: it is none of them. */
export function tellSuccess({
	name,
	view,
	status,
}: {
	name: string;
	view: SchemaView;
	status: number;
}): JsonValue | undefined {
	const isStatus = STATUS.test(name);
	const isSuccess = SUCCESS.test(name);
	if (!isStatus && !isSuccess && !MESSAGE.test(name)) return undefined;
	const types = guessTypes(view);
	if (isSuccess && types.has('boolean')) return true;
	const good = listValues(view)?.find((value) => typeof value === 'string' && GOOD.test(value));
	if (good !== undefined) return good;
	const said = [findKeyword(view, 'default'), ...listExamples(view)].find(
		(value) => value !== undefined && fitsView(view, value),
	);
	if (said !== undefined) return said;
	return isStatus && (types.has('integer') || types.has('number')) && fitsView(view, status) ? status : undefined;
}

const COUNTED = '(?:_?(?:count|rows|items|records|total|documents))?$';
const COUNTS: Readonly<Record<string, string>> = {
	cleared: 'deleted|removed|destroyed',
	deleted: 'deleted|removed|destroyed',
	// What an action did to them is called after it: `archivedCount`.
	patched: '(?!fail|skip|unchang|ignor|delet|remov|creat|insert|add|import|expect|request)[a-z]{2,}ed|read',
	created: 'created|inserted|added|imported',
};
const FAILED = new RegExp(`^(?:failed|failures?|errors?|skipped|not_?found|missing)${COUNTED}`, 'i');
const ABSENT = /^(?:not_?found|missing|failed|skipped)(?:_?(?:ids|keys))?$/i;

const KEYS = /^(?:(?:deleted|removed|updated|modified|created|inserted|affected|new)_?)?(?:ids|keys)$/i;

/**
 * What a success says of what went wrong, by the names that answers about many have for it: nothing, `[]` or 0, else the keys that were `absent`, or how many they are.
 * `undefined`: it is none of them.
 */
export function tellFailures(
	{ name, view }: { name: string; view: SchemaView },
	absent: readonly JsonValue[] = [],
): JsonValue | undefined {
	if (!FAILED.test(name))
		return ABSENT.test(name) && absent.length > 0 && fitsView(view, [...absent]) ? [...absent] : undefined;
	return [[...absent], absent.length, []].find((one) => fitsView(view, one));
}

/** A made-up answer with what it says of many as that was done: `{ deleted: 2, failed: 0, ids: [1, 2] }`. `outcome`: as it is mentioned; `absent`: the keys that were asked for and not there. */
export function tellMany(
	value: JsonValue,
	args: { view: SchemaView; outcome: string; keys: readonly JsonValue[]; absent?: readonly JsonValue[] | undefined },
): JsonValue {
	const words = COUNTS[args.outcome];
	if (words === undefined) return value;
	const done = new RegExp(
		`^(?:(?:total|num|number_?of)_?)?(?:${words}|(?:rows_?)?affected|processed|succeeded|count)${COUNTED}`,
		'i',
	);
	const rows = Array.isArray(value)
		? tellRows(args.view, value, { keys: args.keys, absent: args.absent ?? [], words: done })
		: undefined;
	return rows && fitsView(args.view, rows) ? rows : tellInside(value, { ...args, done, depth: 0 });
}

/** How many envelopes an answer about many may lie in. */
const MAX_ENVELOPES = 2;

function tellInside(
	value: JsonValue,
	args: Parameters<typeof tellMany>[1] & { done: RegExp; depth: number },
): JsonValue {
	const { view, keys, absent = [], done, depth } = args;
	if (!isObject(value)) return value;
	const told = { ...value };
	for (const [name, member] of listPossibleProperties(view)) {
		const own = value[name];
		let truth: JsonValue | undefined;
		if (isObject(own) && depth < MAX_ENVELOPES) truth = tellInside(own, { ...args, view: member, depth: depth + 1 });
		else if (typeof own === 'number')
			truth = done.test(name) ? keys.length : FAILED.test(name) ? absent.length : undefined;
		else if (Array.isArray(own) && KEYS.test(name)) truth = [...keys];
		else if (Array.isArray(own) && ABSENT.test(name) && fitsView(member, [...absent])) truth = [...absent];
		else if (Array.isArray(own))
			truth = FAILED.test(name)
				? tellFailedRows(member, own, absent)
				: tellRows(member, own, { keys, absent, words: done });
		if (truth !== undefined && fitsView(member, truth)) setOwn(told, name, truth);
	}
	return told;
}

/**
 * A made-up answer of success with its own flags as they are then, `{ success: true }`, and `{ deleted: true, deletedAt }` where something is gone; where it is an envelope also with
 * the status of the answer: `{ code: 200, message }`.
 */
export function tellDone(
	value: JsonValue,
	{ view, status, isGone, nowMs }: { view: SchemaView; status: number; isGone: boolean; nowMs: number },
): JsonValue {
	if (!isObject(value)) return value;
	let told = value;
	const isEnvelope = Object.keys(value).some((name) => MESSAGE.test(name) || SUCCESS.test(name) || CONTENT.test(name));
	for (const [name, member] of listPossibleProperties(view)) {
		const isNumber = isEnvelope && typeof value[name] === 'number' && STATUS.test(name);
		const isFlag = value[name] === false && (SUCCESS.test(name) || (isGone && GONE.test(name)));
		const isMoment = isGone && typeof value[name] === 'string' && GONE_AT.test(name);
		const now = isMoment ? writeDateTime(nowMs) : '';
		const moment = isMoment ? [now, now.slice(0, 10)].find((one) => fitsView(member, one)) : undefined;
		const truth = isNumber ? tellSuccess({ name, view: member, status }) : isFlag || moment;
		if (truth === undefined || truth === value[name] || !fitsView(member, truth)) continue;
		if (told === value) told = { ...value };
		setOwn(told, name, truth);
	}
	return told;
}
