// The words by which the query parameters of lists are known, in lower case, letters and digits only.

import type { FilterOperator, QueryPlace } from '../types/lists.ts';

/** What a query parameter is to a list. */
export type ListRole =
	| 'limit'
	| 'offset'
	| 'page'
	| 'after'
	| 'before'
	| 'sort'
	| 'direction'
	| 'descending'
	| 'ascending'
	| 'search'
	| 'conditions';

const ROLES: readonly [ListRole, string][] = [
	[
		'limit',
		'limit perpage pagesize size count maxresults top take first pagelimit resultsperpage itemsperpage recordsperpage perpagecount maxitems maxpagesize maxrecords maxkeys numresults rows max',
	],
	['offset', 'offset skip start startindex startat from pageoffset skipcount startrow firstresult startposition'],
	['page', 'page pagenumber pageno pagenum pageindex pagenr currentpage'],
	[
		'after',
		'cursor continue after startingafter startafter nexttoken pagetoken nextcursor nextpagetoken nextpagecursor continuationtoken continuation aftercursor pagecursor pageafter cursortoken paginationtoken marker lastkey lastevaluatedkey exclusivestartkey afterid sinceid lastid scrollid bookmark next',
	],
	[
		'before',
		'before endingbefore endbefore beforecursor beforeid pagebefore prevcursor previouscursor prevtoken previoustoken maxid untilid',
	],
	[
		'sort',
		'sort sortby orderby sorting ordering order sortfield sortkey sortcolumn sortproperty sortname sorts orderfield ordercolumn',
	],
	['direction', 'sortorder sortdirection sortdir direction dir orderdirection orderdir orderbydirection sorttype sord'],
	['descending', 'desc descending reverse sortdesc isdescending orderdesc'],
	['ascending', 'asc ascending sortasc isascending orderasc'],
	[
		'search',
		'q query search searchterm searchquery searchtext searchstring searchkeyword searchvalue keyword keywords term text find fulltext freetext match phrase filter filtertext globalfilter s',
	],
	['conditions', 'filters where criteria conditions'],
];

const ROLE_OF: ReadonlyMap<string, ListRole> = new Map(
	ROLES.flatMap(([role, words]) => words.split(' ').map((word) => [word, role] as const)),
);

/** Properties by which an object is told from others of its kind. */
export const IDENTIFIERS: readonly string[] =
	'id _id uuid guid gid sid uid username name slug key code login email value'.split(' ');

/** Words that are as likely the name of a property. */
const WEAK = new Set(
	'size count first top take continue start from max rows after before next marker bookmark order direction dir desc asc reverse ascending descending term text find match phrase keyword keywords filter s order criteria conditions lastid sinceid'.split(
		' ',
	),
);

/** The cursors that are the key of an entity. */
const KEYS = new Set(
	'startingafter startafter endingbefore endbefore afterid beforeid sinceid maxid untilid lastid lastkey lastevaluatedkey exclusivestartkey'.split(
		' ',
	),
);

/** The role of a parameter of this name; `undefined`: none. */
export function findRole(plain: string): ListRole | undefined {
	return ROLE_OF.get(plain);
}

/** Whether a property of the same name is the better reading. */
export function isWeakWord(plain: string): boolean {
	return WEAK.has(plain);
}

/** Whether a cursor of this name is the key of an entity. */
export function isKeyCursor(plain: string): boolean {
	return KEYS.has(plain);
}

/** `page[…]`, `pagination[…]`: what stands inside belongs to the pages. */
export function isPagingWord(plain: string): boolean {
	return /^(?:page|pages|paging|pagination|paginate|pageable|pager)$/.test(plain);
}

/** `filter[…]`: what stands inside is a filter. */
export function isFilterWord(plain: string): boolean {
	return /^(?:filter|filters|filterby|where|criteria|conditions|f)$/.test(plain);
}

const OPERATORS: readonly [FilterOperator, string][] = [
	['eq', 'eq equal equals exact iexact is'],
	['ne', 'ne neq not notequal notequals isnot exclude excluding'],
	['gt', 'gt after greaterthan morethan above over'],
	['gte', 'gte ge min minimum from since start atleast onorafter greaterthanorequal'],
	['lt', 'lt before lessthan below under'],
	['lte', 'lte le max maximum to until till end through atmost onorbefore lessthanorequal'],
	['in', 'in anyof oneof any'],
	['nin', 'nin notin noneof'],
	['like', 'like ilike contains icontains containing substring match matches search co has'],
	['starts', 'startswith istartswith startingwith beginswith prefix sw'],
	['ends', 'endswith iendswith endingwith suffix ew'],
	['null', 'isnull null isempty'],
	['present', 'exists present isset notnull isnotnull'],
	['between', 'between range'],
];

const OPERATOR_OF: ReadonlyMap<string, FilterOperator> = new Map(
	OPERATORS.flatMap(([operator, words]) => words.split(' ').map((word) => [word, operator] as const)),
);

/** The operator that a word stands for, as in `price_gte`, `price[$gte]`; `undefined`: none. */
export function findOperator(word: string): FilterOperator | undefined {
	return OPERATOR_OF.get(toPlain(word));
}

/** A name without case and separators: `createdAt` and `created_at` are the same. */
export function toPlain(name: string): string {
	return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The words of a name as they are written: `minPrice` and `min_price` → two. */
export function toWords(name: string): string[] {
	return name
		.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
		.split(/[^a-zA-Z0-9]+/)
		.filter((word) => word !== '');
}

/** How a place in the query is called: `limit`, `page[size]`. */
export function nameQueryPlace(place: QueryPlace): string {
	if (typeof place === 'string') return place;
	const [parameter, ...path] = place;
	return `${parameter}${path.map((step) => `[${step}]`).join('')}`;
}
