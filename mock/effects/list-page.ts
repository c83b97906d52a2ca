// Lists: filtered, searched, put in order and cut into pages by the document's own query parameters.

import {
	isObject,
	type JsonObject,
	nameQueryPlace,
	type Paging,
	type QueryPlace,
	readSteps,
} from '../../spec/index.ts';
import { parseRawQuery } from '../request/parameters/raw-query.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import type { ListPage, PageStyle } from '../types/list-page.ts';
import type { CheckedRequest } from '../types/request.ts';
import { filterRecords } from './list-conditions.ts';
import { parseCursor } from './list-cursor.ts';
import { type Narrowed, rememberNarrowed } from './list-memory.ts';
import { readPlace } from './list-places.ts';
import { isAside, type ListPlan, type ListSource, planList } from './list-plan.ts';
import { sortRecords } from './list-sort.ts';
import { JOINT } from './row-filters.ts';
import { readColumns, readRowRange } from './row-pages.ts';

const NOTHING: readonly string[] = [];

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

/** The entities of the page that a request asks for. */
export function selectPage(
	records: readonly EntityRecord[],
	args: ListSource & { request: CheckedRequest; show?: ((record: EntityRecord) => JsonObject) | undefined },
): SelectedPage {
	const { request, show, ...source } = args;
	const { effect } = source;
	const plan = planList(source, request.operation);
	const isAsked = request.query.size > 0 || request.request.query !== '' || request.body !== undefined;
	const isPlain = !isAsked && !plan.asksPath;
	const {
		matched,
		isSorted,
		unfollowed: missed,
	} = isPlain
		? { matched: plan.isHistory ? records.toReversed() : records, isSorted: false, unfollowed: NOTHING }
		: rememberNarrowed(records, { paging: plan.paging, request }, () => narrow(records, { plan, effect, request }));
	const unfollowed = new Set(missed);
	const cut = cutPage(matched, { plan, request, unfollowed });
	if (!isPlain) listUnfollowed(plan, request, unfollowed);
	const pick = plan.isPrefixed && !isPlain ? readColumns(request, plan.required) : undefined;
	if (pick) unfollowed.delete('select');
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
		items: shown.map((record) => {
			const entity = show ? show(record) : record.entity;
			return pick ? pick(entity) : entity;
		}),
		total: matched.length,
		page,
		...(unfollowed.size > 0 && { unfollowed: [...unfollowed] }),
		...(cut.wrongCursor !== undefined && { wrongCursor: cut.wrongCursor }),
	};
}

/** The records that the request's filters leave, in the order that it asks for. */
function narrow(
	records: readonly EntityRecord[],
	{ plan, effect, request }: { plan: ListPlan; effect: ListSource['effect']; request: CheckedRequest },
): Narrowed {
	const unfollowed = new Set<string>();
	const matched = filterRecords(records, { plan, request, unfollowed });
	const { sort } = effect;
	const sorted = sort
		? sortRecords(matched, { sort, find: plan.find, request, unfollowed })
		: { records: matched, isSorted: false };
	const isBackward = plan.isHistory && !sorted.isSorted;
	return {
		matched: isBackward ? sorted.records.toReversed() : sorted.records,
		isSorted: sorted.isSorted,
		unfollowed: [...unfollowed],
	};
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
		const place = findPlace(records, before, plan);
		if (place === undefined) return missCursor(records, { limit, parameter: nameQueryPlace(paging.before) });
		if (plan.isHistory) return { ...forward, start: place + 1, end: place + 1 + limit, style: undefined };
		return { start: Math.max(0, place - limit), end: place, limit, isBackward: true, style: cursorStyle };
	}
	if (cursor !== undefined && paging.after !== undefined) {
		const place = findPlace(records, cursor, plan);
		if (place === undefined) return missCursor(records, { limit, parameter: nameQueryPlace(paging.after) });
		const start = paging.cursor === 'number' ? place : place + 1;
		return { ...forward, start, end: start + limit, style: 'cursor' };
	}
	const page = readCount(paging.page, request);
	const offset = readCount(paging.offset, request);
	const range = plan.isPrefixed && offset === undefined && limit === Infinity ? readRowRange(request) : undefined;
	if (range) return { ...forward, ...range, style: 'offset' };
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
	if (paging.limit !== undefined) unfollowed.add(nameQueryPlace(paging.limit));
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
function findPlace(records: readonly EntityRecord[], cursor: string, plan: ListPlan): number | undefined {
	if (plan.paging.cursor === 'number') return /^\d+$/.test(cursor) ? Number(cursor) : undefined;
	const own = records.findIndex((record) => record.key === cursor);
	if (own >= 0) return own;
	for (const steps of plan.otherKeys) {
		const other = records.findIndex(({ entity }) => toKeyText(readSteps(entity, steps)) === cursor);
		if (other >= 0) return other;
	}
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
	const { body } = request;
	for (const [name, value] of isObject(body) ? [...request.query, ...Object.entries(body)] : request.query) {
		if (plan.handled.has(name) || isAside(name)) continue;
		if (!isObject(value)) unfollowed.add(name);
		else
			for (const member of Object.keys(value)) {
				const place = nameQueryPlace([name, member]);
				if (!plan.handled.has(place)) unfollowed.add(place);
			}
	}
	// Most requests ask for nothing but what the document knows.
	if (!plan.known || countPairs(request.request.query) <= request.query.size) return;
	for (const name of parseRawQuery(request.request.query).keys()) {
		const bare = name.toLowerCase();
		if (plan.isPrefixed && JOINT.test(bare)) continue;
		if (!plan.known.has(bare) && !plan.known.has(bare.replace(/\[.*$/, '')) && !isAside(name)) unfollowed.add(name);
	}
}

function countPairs(query: string): number {
	return query === '' ? 0 : query.split('&').length;
}
