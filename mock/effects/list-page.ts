// Lists: filtered and cut into pages by the document's own query parameters.

import type { JsonObject, JsonValue } from '../../spec/index.ts';
import { type Effect, getOwn, type Paging } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import type { CheckedRequest } from '../types/request.ts';

type ListEffect = Extract<Effect, { kind: 'list' }>;

/** The entities of one page, and how many there are on all pages. */
export function selectPage(
	records: readonly EntityRecord[],
	{ effect, request }: { effect: ListEffect; request: CheckedRequest },
): { items: readonly JsonObject[]; total: number } {
	const filters = effect.filters
		.map((filter) => ({ property: filter.property, wanted: request.query.get(filter.parameter) }))
		.filter((filter) => filter.wanted !== undefined);
	const items: JsonObject[] = [];
	for (const { entity } of records) {
		if (filters.every((filter) => isWanted(getOwn(entity, filter.property), filter.wanted))) items.push(entity);
	}
	return { items: cutPage(items, effect.paging, request), total: items.length };
}

/** Equal as texts; of a list of wanted values, one is enough. */
function isWanted(value: JsonValue | undefined, wanted: JsonValue | undefined): boolean {
	if (Array.isArray(wanted)) return wanted.some((one) => isWanted(value, one));
	if (value === null || value === undefined) return value === wanted;
	const text = toKeyText(value);
	return text !== undefined && text === toKeyText(wanted);
}

function cutPage(
	items: readonly JsonObject[],
	paging: Paging | undefined,
	request: CheckedRequest,
): readonly JsonObject[] {
	if (!paging) return items;
	const limit = readCount(paging.limit, request) ?? paging.defaultLimit ?? Infinity;
	const page = readCount(paging.page, request);
	// The first page begins at 0 also where there is no limit, and a page 0 is taken for the first.
	const skipped = page === undefined || page <= 1 ? 0 : (page - 1) * limit;
	const start = skipped + (readCount(paging.offset, request) ?? 0);
	return items.slice(start, start + limit);
}

/** A whole number from 0 up; `undefined` where the request gives none. */
function readCount(parameter: string | undefined, request: CheckedRequest): number | undefined {
	if (parameter === undefined) return undefined;
	const value = request.query.get(parameter);
	if (value === undefined || value === null || value === '') return undefined;
	const count = Math.trunc(Number(value));
	return Number.isNaN(count) ? undefined : Math.max(0, count);
}
