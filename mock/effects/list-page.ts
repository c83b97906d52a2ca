// Lists: filtered, searched, put in order and cut into pages by the document's own query parameters.

import {
	type Effect,
	type FilterOperator,
	findOperator,
	isObject,
	type JsonObject,
	type JsonValue,
	type Paging,
	type QueryPlace,
	readFilterName,
} from '../../spec/index.ts';
import { parseRawQuery } from '../request/parameters/raw-query.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import type { ListPage, PageStyle } from '../types/list-page.ts';
import type { CheckedRequest } from '../types/request.ts';
import { holdsText, matchesFilter } from './list-compare.ts';
import { parseCursor } from './list-cursor.ts';
import { parameterOf, readPlace } from './list-places.ts';
import { isAside, type ListPlan, planList } from './list-plan.ts';
import { readSteps, sortRecords } from './list-sort.ts';

type ListEffect = Extract<Effect, { kind: 'list' }>;

/** One page of a list. */
export interface SelectedPage {
	items: readonly JsonObject[];
	/** On all pages. */
	total: number;
	page: ListPage;
	/** Parameters of the request that the list does not follow; absent: none. */
	unfollowed?: readonly string[];
	/** The parameter whose cursor names no place. */
	wrongCursor?: string;
}

/** The entities of the page that a request asks for; `key`: the property that names them. */
export function selectPage(
	records: readonly EntityRecord[],
	{ effect, request, key }: { effect: ListEffect; request: CheckedRequest; key: string },
): SelectedPage {
	const plan = planList(effect, request.operation, key);
	const isPlain = request.query.size === 0 && request.request.query === '';
	const unfollowed = new Set<string>();
	let matched = isPlain ? records : filterRecords(records, { plan, request, unfollowed });
	let isSorted = false;
	if (effect.sort && !isPlain) {
		const { sort } = effect;
		({ records: matched, isSorted } = sortRecords(matched, { sort, find: plan.find, request, unfollowed }));
	}
	const cut = cutPage(matched, { plan, request, unfollowed });
	if (!isPlain) listUnfollowed(plan, request, unfollowed);
	const shown = matched.slice(cut.start, cut.end);
	const page: ListPage = {
		total: matched.length,
		start: cut.start,
		shown: shown.length,
		limit: cut.limit,
		paging: plan.paging,
		style: cut.style,
		isBackward: cut.isBackward,
		isSorted,
		request,
		keyAt: (place) => matched[place]?.key,
	};
	return {
		items: shown.map(({ entity }) => entity),
		total: matched.length,
		page,
		...(unfollowed.size > 0 && { unfollowed: [...unfollowed] }),
		...(cut.wrongCursor !== undefined && { wrongCursor: cut.wrongCursor }),
	};
}

type Test = (entity: JsonObject) => boolean;

function filterRecords(
	records: readonly EntityRecord[],
	args: { plan: ListPlan; request: CheckedRequest; unfollowed: Set<string> },
): readonly EntityRecord[] {
	const { plan, request } = args;
	const tests: Test[] = [];
	for (const { parameter, path = [], steps, operator = 'eq' } of plan.filters) {
		const wanted = readPlace(request, [parameter, ...path]);
		if (wanted !== undefined) tests.push(compileFilter(steps, operator, wanted));
	}
	for (const place of plan.effect.conditions ?? []) tests.push(...readConditions(place, args));
	for (const place of plan.effect.search ?? []) {
		const text = readPlace(request, place);
		if (typeof text === 'string' && text.trim() !== '') tests.push(...readSearch(place, text.trim(), args));
	}
	return tests.length === 0 ? records : records.filter(({ entity }) => tests.every((test) => test(entity)));
}

/** `{ gte: 1, lt: 5 }` says how it is compared. */
function compileFilter(steps: readonly string[], operator: FilterOperator, wanted: JsonValue): Test {
	if (!isObject(wanted)) return (entity) => matchesFilter(readSteps(entity, steps), operator, wanted);
	const tests = Object.entries(wanted).map(([name, value]) => {
		const own = findOperator(name.replace(/^\$/, ''));
		return own ? compileFilter(steps, own, value ?? null) : compileFilter([...steps, name], operator, value ?? null);
	});
	return (entity) => tests.every((test) => test(entity));
}

/** `filter[title]=a`: one filter for each property. */
function readConditions(
	place: QueryPlace,
	{ plan, request, unfollowed }: { plan: ListPlan; request: CheckedRequest; unfollowed: Set<string> },
): Test[] {
	const wanted = readPlace(request, place);
	if (wanted === undefined) return [];
	return compileConditions(wanted, { plan, parameter: parameterOf(place), unfollowed });
}

function compileConditions(
	wanted: JsonValue,
	{ plan, parameter, unfollowed }: { plan: ListPlan; parameter: string; unfollowed: Set<string> },
): Test[] {
	const conditions = typeof wanted === 'string' ? parseObject(wanted) : wanted;
	if (!isObject(conditions)) {
		unfollowed.add(parameter);
		return [];
	}
	const tests: Test[] = [];
	for (const [name, value] of Object.entries(conditions)) {
		const filter = readFilterName(name, plan.find);
		if (filter && value !== undefined) tests.push(compileFilter(filter.steps, filter.operator ?? 'eq', value));
		else if (isObject(value) && plan.find(`${name}.${Object.keys(value)[0] ?? ''}`))
			tests.push(compileFilter([name], 'eq', value));
		else unfollowed.add(`${parameter}[${name}]`);
	}
	return tests;
}

function parseObject(text: string): JsonValue {
	if (!text.startsWith('{')) return text;
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return text;
	}
}

const COMPARISON =
	/^\s*([\w.]+)\s*(==|!=|>=|<=|>|<|=|:|\s(?:eq|ne|gt|ge|lt|le|co|sw|ew)\s)\s*(?:"([^"]*)"|'([^']*)'|(\S+))\s*$/i;
const SIGNS: Readonly<Record<string, FilterOperator>> = {
	'==': 'eq',
	'!=': 'ne',
	'>=': 'gte',
	'<=': 'lte',
	'>': 'gt',
	'<': 'lt',
	'=': 'eq',
	':': 'eq',
};

/** `filter=title eq "a" and price gt 5`; any other text is looked for in all texts. */
function readSearch(
	place: QueryPlace,
	text: string,
	{ plan, unfollowed }: { plan: ListPlan; unfollowed: Set<string> },
): Test[] {
	const parameter = parameterOf(place);
	if (text.startsWith('{')) return compileConditions(text, { plan, parameter, unfollowed });
	const tests: Test[] = [];
	for (const part of text.split(/\s+and\s+|;/i)) {
		const match = COMPARISON.exec(part);
		const steps = match && plan.find(match[1] as string);
		if (!match || !steps) return readFreeText(parameter, text, unfollowed);
		const sign = (match[2] as string).trim().toLowerCase();
		const operator = SIGNS[sign] ?? findOperator(sign) ?? 'eq';
		tests.push(compileFilter(steps, operator, match[3] ?? match[4] ?? (match[5] as string)));
	}
	return tests;
}

function readFreeText(parameter: string, text: string, unfollowed: Set<string>): Test[] {
	const isExpression =
		parameter.toLowerCase().includes('filter') && /[=<>]|\s(?:eq|ne|gt|ge|lt|le|co|sw)\s/i.test(text);
	if (!isExpression) return [(entity) => holdsText(entity, text)];
	unfollowed.add(parameter);
	return [];
}

interface Cut {
	start: number;
	end: number;
	limit: number;
	style: PageStyle | undefined;
	isBackward: boolean;
	wrongCursor?: string;
}

interface CutArgs {
	plan: ListPlan;
	request: CheckedRequest;
	unfollowed: Set<string>;
}

function cutPage(records: readonly EntityRecord[], args: CutArgs): Cut {
	const { plan, request } = args;
	const { paging } = plan;
	const limit = readLimit(args);
	const forward = { limit, isBackward: false };
	const cursor = readCursor(paging.after, request);
	const before = readCursor(paging.before, request);
	const cursorStyle = paging.after === undefined ? undefined : 'cursor';
	if (before !== undefined && paging.before !== undefined) {
		const place = findPlace(records, before, paging);
		if (place === undefined) return missCursor(records, { limit, parameter: parameterOf(paging.before) });
		return { start: Math.max(0, place - limit), end: place, limit, isBackward: true, style: cursorStyle };
	}
	if (cursor !== undefined && paging.after !== undefined) {
		const place = findPlace(records, cursor, paging);
		if (place === undefined) return missCursor(records, { limit, parameter: parameterOf(paging.after) });
		const start = paging.cursor === 'number' ? place : place + 1;
		return { ...forward, start, end: start + limit, style: 'cursor' };
	}
	const page = readCount(paging.page, request);
	const offset = readCount(paging.offset, request);
	const first = paging.firstPage ?? 1;
	// The first page begins at 0 also where there is no limit, and a page before the first is taken for it.
	const skipped = page === undefined || page <= first ? 0 : (page - first) * limit;
	const start = skipped + Math.max(0, (offset ?? 0) - (paging.firstOffset ?? 0));
	return { ...forward, start, end: start + limit, style: chooseStyle(paging, { page, offset }) };
}

function chooseStyle(
	paging: Paging,
	{ page, offset }: { page: number | undefined; offset: number | undefined },
): PageStyle | undefined {
	if (page !== undefined) return 'page';
	if (offset !== undefined) return 'offset';
	if (paging.page !== undefined) return 'page';
	if (paging.offset !== undefined) return 'offset';
	return paging.after === undefined ? undefined : 'cursor';
}

/** Where no parameter leads on from a page, nothing is cut that the answer says goes on. */
function readLimit({ plan, request, unfollowed }: CutArgs): number {
	const { paging } = plan;
	let asked = readCount(paging.limit, request);
	for (const place of paging.otherLimits ?? []) asked ??= readCount(place, request);
	const limit = Math.min(asked ?? paging.defaultLimit ?? Infinity, paging.maxLimit ?? Infinity);
	if (plan.isFollowable) return asked === undefined && paging.defaultLimit === undefined ? Infinity : limit;
	if (asked === undefined || (paging.after === undefined && !plan.promisesPages))
		return asked === undefined ? Infinity : limit;
	if (paging.limit !== undefined) unfollowed.add(parameterOf(paging.limit));
	return Infinity;
}

function missCursor(records: readonly EntityRecord[], { limit, parameter }: { limit: number; parameter: string }): Cut {
	const end = records.length;
	return { start: end, end, limit, style: 'cursor', isBackward: false, wrongCursor: parameter };
}

function readCursor(place: QueryPlace | undefined, request: CheckedRequest): string | undefined {
	const value = place === undefined ? undefined : readPlace(request, place);
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The place that a cursor names: of a key, else of what the mock handed out; `undefined`: none. */
function findPlace(records: readonly EntityRecord[], cursor: string, paging: Paging): number | undefined {
	if (paging.cursor === 'number') return /^\d+$/.test(cursor) ? Number(cursor) : undefined;
	const own = records.findIndex((record) => record.key === cursor);
	if (own >= 0) return own;
	const mark = parseCursor(cursor);
	if (!mark) return undefined;
	if (mark.place < 0) return -1;
	const found = records.findIndex((record) => record.key === mark.key);
	// It was deleted since: what came behind it stands in its place now.
	return found >= 0 ? found : mark.place - 1;
}

/** A whole number from 0 up; `undefined` where the request gives none. */
function readCount(place: QueryPlace | undefined, request: CheckedRequest): number | undefined {
	const value = place === undefined ? undefined : readPlace(request, place);
	if (value === undefined || value === null || value === '') return undefined;
	const count = Math.trunc(Number(value));
	return Number.isNaN(count) ? undefined : Math.max(0, count);
}

function listUnfollowed(plan: ListPlan, request: CheckedRequest, unfollowed: Set<string>): void {
	for (const [name, value] of request.query) {
		if (plan.handled.has(name) || isAside(name)) continue;
		if (!isObject(value)) unfollowed.add(name);
		else
			for (const member of Object.keys(value)) {
				const place = parameterOf([name, member]);
				if (!plan.handled.has(place)) unfollowed.add(place);
			}
	}
	if (!plan.known || request.request.query === '') return;
	for (const name of parseRawQuery(request.request.query).keys()) {
		const bare = name.toLowerCase();
		if (!plan.known.has(bare) && !plan.known.has(bare.replace(/\[.*$/, '')) && !isAside(name)) unfollowed.add(name);
	}
}
