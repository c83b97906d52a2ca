// What an answer tells of the page of a list, in the type that its schema has for it.

import {
	guessTypes,
	isNullable,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type PageFact,
	type PageMember,
	RELATIONS,
	readLimits,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../spec/index.ts';
import { fitsView } from '../effects/birth/fit-value.ts';
import type { ListPage } from '../types/list-page.ts';
import { findCursor, findEdge, findStart, findUrl, numberPage } from './page-links.ts';

/** Writes what the members tell into an object, nested ones alike; what is there already stays. `isStrict`: only what fits. */
export function fillPage(
	target: JsonObject,
	members: readonly PageMember[],
	told: { page: ListPage; isStrict: boolean },
): void {
	for (const { name, view, isRequired, fact, members: inner } of members) {
		if (inner) {
			const own = Object.hasOwn(target, name) ? target[name] : undefined;
			const held: JsonObject = typeof own === 'object' && own !== null && !Array.isArray(own) ? own : {};
			fillPage(held, inner, told);
			if (own === held || isRequired || Object.keys(held).length > 0) {
				const isLead = inner.every(({ fact: one }) => one && 'target' in one);
				const isVain = isLead && Object.keys(held).length === 0;
				setOwn(target, name, isVain && isNullable(view) ? null : held);
			}
		} else if (fact && !Object.hasOwn(target, name)) {
			const value = tellFact(fact, told.page, { view, isRequired });
			if (value !== undefined && (!told.isStrict || fitsView(view, value))) setOwn(target, name, value);
		}
	}
}

/** The value as the schema has it; null, or `undefined` where there is nothing to tell. */
function tellFact(
	fact: PageFact,
	page: ListPage,
	{ view, isRequired }: { view: SchemaView; isRequired: boolean },
): JsonValue | undefined {
	const value = readFact(fact, page, view);
	if (value !== undefined) return toType(value, view);
	if (isNullable(view)) return null;
	return isRequired ? tellNothing(fact, page, view) : undefined;
}

function toType(value: JsonValue, view: SchemaView): JsonValue {
	const types = guessTypes(view);
	const isNumberToo = types.has('integer') || types.has('number');
	if (typeof value === 'number') return isNumberToo ? value : String(value);
	if (typeof value === 'string' && isNumberToo && !types.has('string') && /^-?\d+$/.test(value)) return Number(value);
	return value;
}

/** Where the schema has no way to say that there is no other page: what leads to none. */
function tellNothing(fact: PageFact, page: ListPage, view: SchemaView): JsonValue | undefined {
	const { minLength, formats, min } = readLimits(view);
	const types = guessTypes(view);
	if (types.has('string') && minLength === 0 && formats.length === 0) return '';
	if (!types.has('string') && min <= 0) return 0;
	if (!('target' in fact)) return undefined;
	// Behind the last page there is an empty one; a made-up address would lead anywhere.
	const beyond = { ...page, total: page.start + page.shown + 1 };
	return readFact(fact, beyond) ?? (fact.kind === 'url' ? findUrl(page, { target: 'self' }) : undefined);
}

/** What is known of the page; `undefined`: there is none such, e.g. no next page. */
export function readFact(fact: PageFact, page: ListPage, view?: SchemaView): JsonValue | undefined {
	const { total, start, shown, limit, paging } = page;
	// Without a request nothing leads on, whatever there is.
	const goesOn = start + shown < total && page.request !== undefined;
	switch (fact.kind) {
		case 'total':
			return total;
		case 'shown':
			return shown;
		case 'remaining':
			return Math.max(0, total - start - shown);
		case 'pages':
			return Number.isFinite(limit) && limit > 0 ? Math.ceil(total / limit) : total > 0 ? 1 : 0;
		case 'page':
			return numberPage(page, start);
		case 'limit':
			return Number.isFinite(limit) ? limit : atLeast(shown, view);
		case 'offset':
			return start + (paging.firstOffset ?? 0);
		case 'from':
			return shown === 0 ? undefined : start + 1;
		case 'to':
			return shown === 0 ? undefined : start + shown;
		case 'hasMore':
			return page.isBackward ? start > 0 : goesOn;
		case 'hasNext':
			return goesOn;
		case 'hasPrevious':
			return start > 0 && total > 0;
		case 'isFirst':
			return start === 0;
		case 'isLast':
			return !goesOn;
		case 'isEmpty':
			return shown === 0;
		case 'isSorted':
			return page.isSorted;
		case 'isUnsorted':
			return !page.isSorted;
		case 'constant':
			return fact.value;
		case 'relations':
			return view && listRelations(page, view);
		default:
			return readLead(fact, page);
	}
}

function atLeast(count: number, view: SchemaView | undefined): number {
	return view ? Math.max(count, readLimits(view).min) : count;
}

function readLead(fact: Extract<PageFact, { target: unknown }>, page: ListPage): JsonValue | undefined {
	switch (fact.kind) {
		case 'edge':
			return findEdge(page, fact.target);
		case 'edgeKey':
			if (page.shown === 0) return undefined;
			return page.keyAt(fact.target === 'next' ? page.start + page.shown - 1 : page.start);
		case 'cursor':
			return findCursor(page, fact.target);
		case 'url':
			return fact.mayBeCursor && page.style === 'cursor' ? findCursor(page, fact.target) : findUrl(page, fact);
		default: {
			const start = findStart(page, fact.target);
			if (start === undefined) return undefined;
			if (fact.kind === 'offsetNumber' || page.style === 'offset') return start + (page.paging.firstOffset ?? 0);
			return page.style === 'cursor' ? findCursor(page, fact.target) : numberPage(page, start);
		}
	}
}

/** `[{ "rel": "next", "href": … }]` */
function listRelations(page: ListPage, view: SchemaView): JsonValue | undefined {
	const items = viewItems(view);
	if (!items) return undefined;
	const members = listPossibleProperties(items);
	return RELATIONS.flatMap(([rel, target]) => {
		const href = findUrl(page, { target });
		return href === undefined ? [] : [{ rel, href, ...(members.has('method') && { method: 'GET' }) }];
	});
}
