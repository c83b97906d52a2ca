// The words by which answers tell of a page, in lower case, letters and digits only.

/** Where a link or a cursor leads. */
export type PageTarget = 'next' | 'previous' | 'first' | 'last' | 'self';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const TOTAL = words(
	'total totalcount totalitems totalitemscount totalresults totalelements totalrecords totalentries totalhits totalsize totalnumber totalrows totalmatches numtotal numfound nbhits hits found matches fullcount overallcount grandtotal itemstotal recordstotal recordsfiltered totalamountofitems odatacount',
);
/** The total where no other name says it, else what is on the page. */
export const COUNT = words(
	'count itemcount itemscount recordcount recordscount rowcount elementscount numitems length',
);
export const SHOWN = words(
	'numberofelements resultcount returned returnedcount currentitemcount countonpage pagecountitems displayed shown itemsonpage',
);
export const PAGES = words(
	'pages totalpages totalpage pagecount pagescount pagestotal pagetotal numpages numberofpages lastpage nbpages maxpage',
);
export const PAGE = words(
	'page pagenumber number currentpage current pageno pagenum pagenr pageindex currentpagenumber currentpageindex',
);
export const LIMIT = words(
	'limit size perpage pagesize per itemsperpage resultsperpage recordsperpage hitsperpage pagelimit maxresults maxperpage take top rows maxitems',
);
export const OFFSET = words('offset skip start startindex startat skipped skipcount pageoffset');
export const MORE = words(
	'hasmore more hasmoreitems hasmorepages hasmoreresults moreavailable istruncated truncated hasmoredata',
);
export const HAS_NEXT = words('hasnext hasnextpage hasnextpages nextpageexists next nextpage');
export const HAS_PREVIOUS = words(
	'hasprevious haspreviouspage hasprev hasprevpage previous prev prevpage previouspage',
);
export const FIRST = words('first isfirst firstpage isfirstpage');
export const LAST = words('last islast lastpage islastpage done complete iscomplete end isend');
export const EMPTY = words('empty isempty');

/** Objects that tell of the page. */
export const HOLDERS = words(
	'meta metadata pagemeta pageinfo paginginfo paginationinfo pagination paging page pages pager pageable paginator link links cursor cursors responsemetadata resultinfo searchmetadata listmeta pagedetails pagemetadata resultset info',
);

export const TARGETS: readonly [PageTarget, RegExp][] = [
	['next', /^(?:odata)?(?:next|nxt|forward)/],
	['previous', /^(?:previous|prev|back)/],
	['first', /^(?:first|start)/],
	['last', /^(?:last|final)/],
	['self', /^(?:self|current|this)/],
];
/** What links are called that stand in a list, or that no property names. */
export const RELATIONS: readonly (readonly [name: string, target: PageTarget])[] = [
	['self', 'self'],
	['first', 'first'],
	['prev', 'previous'],
	['next', 'next'],
	['last', 'last'],
];
export const URL_WORD = /(?:url|uri|link|href|path)s?$/;
export const CURSOR_WORD = /(?:cursor|token|marker|key|continuation|after|before|startingafter)$/;
/** Cursors that don't say that they lead on. */
export const NEXT_CURSORS = words(
	'cursor continuation continuationtoken continuationkey continue paginationtoken pagetoken pagecursor marker scrollid lastevaluatedkey lastkey bookmark token',
);
