// The headers that tell of a list's page: `Link` (RFC 8288), `X-Total-Count` and its kin.

import { guessTypes, type JsonValue, type PageFact, type SchemaView, toPlain } from '../../spec/index.ts';
import type { ListPage } from '../types/list-page.ts';
import { findUrl } from './page-links.ts';
import { readFact } from './page-values.ts';

const FACTS: readonly [PageFact, string][] = [
	[{ kind: 'total' }, 'total totalcount totalitems totalresults totalelements totalrecords count itemcount'],
	[{ kind: 'pages' }, 'totalpages pagecount pages numpages'],
	[{ kind: 'page' }, 'page currentpage pagenumber pageindex'],
	[{ kind: 'limit' }, 'perpage pagesize limit itemsperpage'],
	[{ kind: 'offset' }, 'offset'],
	[{ kind: 'hasMore' }, 'hasmore more'],
	[{ kind: 'hasNext' }, 'hasnext hasnextpage'],
	[{ kind: 'hasPrevious' }, 'hasprev hasprevious hasprevpage haspreviouspage'],
	[{ kind: 'pageNumber', target: 'next' }, 'nextpage'],
	[{ kind: 'pageNumber', target: 'previous' }, 'prevpage previouspage'],
	[{ kind: 'cursor', target: 'next' }, 'nextcursor cursor nexttoken nextpagetoken continuationtoken continuation'],
	[{ kind: 'cursor', target: 'previous' }, 'prevcursor previouscursor'],
	[{ kind: 'url', target: 'next' }, 'nexturl nextlink'],
	[{ kind: 'url', target: 'previous' }, 'prevurl prevlink previousurl previouslink'],
];

const FACT_OF: ReadonlyMap<string, PageFact> = new Map(
	FACTS.flatMap(([fact, words]) => words.split(' ').map((word) => [word, fact] as const)),
);

/** The value of a documented header of a list; `undefined`: it tells nothing of the page, or there is nothing to tell. */
export function readPageHeader(name: string, page: ListPage, view: SchemaView): JsonValue | undefined {
	if (name === 'link') return formatLinks(page);
	if (name === 'content-range') return formatRange(page);
	if (/^(?:x-)?pagination$/.test(name)) return formatPagination(page, view);
	const plain = toPlain(name.replace(/^x-(?:(?:wp|pagination|paging|page-info)-)?|^(?:pagination|paging)-/, ''));
	const isShort = /^(?:page|limit|count|offset|more|cursor|pages|total)$/.test(plain);
	// `Limit` alone may be anything; `X-Limit` and `Pagination-Limit` are the page's.
	if (isShort && plain === toPlain(name) && plain !== 'total') return undefined;
	const fact = FACT_OF.get(plain);
	if (!fact) return undefined;
	const value = readFact(fact, page);
	// GitLab's way to say that there is no next page.
	if (value === undefined) return guessTypes(view).has('string') ? '' : undefined;
	return value;
}

function formatLinks(page: ListPage): string | undefined {
	const links = (
		[
			['first', 'first'],
			['prev', 'previous'],
			['next', 'next'],
			['last', 'last'],
		] as const
	).flatMap(([rel, target]) => {
		// Nobody can name the last page of a list that is followed cursor by cursor.
		if (target === 'last' && page.style === 'cursor') return [];
		const url = findUrl(page, { target });
		return url === undefined ? [] : [`<${url}>; rel="${rel}"`];
	});
	return links.length > 0 ? links.join(', ') : undefined;
}

/** `items 0-9/57`; of an empty page `items` with a star and `/57` (RFC 9110 §14.4). */
function formatRange({ start, shown, total }: ListPage): string {
	return shown === 0 ? `items */${total}` : `items ${start}-${start + shown - 1}/${total}`;
}

/** One header with all of it, as JSON. */
function formatPagination(page: ListPage, view: SchemaView): string | undefined {
	if (!guessTypes(view).has('string')) return undefined;
	const tell = (kind: 'total' | 'limit' | 'page' | 'pages' | 'hasNext' | 'hasPrevious'): JsonValue =>
		readFact({ kind }, page) ?? null;
	return JSON.stringify({
		totalCount: tell('total'),
		pageSize: tell('limit'),
		currentPage: tell('page'),
		totalPages: tell('pages'),
		hasNext: tell('hasNext'),
		hasPrevious: tell('hasPrevious'),
	});
}
