// What a list is asked for by: pages, order, filters, text.

/** Where in the query a value stands: a parameter, or a property of one that is an object, e.g. `['page', 'size']`. */
export type QueryPlace = string | readonly string[];

/** How a list is cut into pages, by the document's own query parameters. */
export interface Paging {
	limit?: QueryPlace;
	/** Other parameters that say the same, e.g. `page_size` beside `per_page`. */
	otherLimits?: readonly QueryPlace[];
	defaultLimit?: number;
	/** No page is longer, whatever is asked. */
	maxLimit?: number;
	offset?: QueryPlace;
	/** The offset of the first entity; absent: 0. */
	firstOffset?: number;
	page?: QueryPlace;
	/** The number of the first page; absent: 1. */
	firstPage?: number;
	/** A cursor: the page begins behind what it names. */
	after?: QueryPlace;
	/** A cursor: the page ends before what it names. */
	before?: QueryPlace;
	/** What cursors look like: the key of an entity, or a number; absent: a text that only the mock understands. */
	cursor?: 'key' | 'number';
}

/** How two values are compared in a filter; `like` is any text inside, whatever its case. */
export type FilterOperator =
	| 'eq'
	| 'ne'
	| 'gt'
	| 'gte'
	| 'lt'
	| 'lte'
	| 'in'
	| 'nin'
	| 'like'
	| 'starts'
	| 'ends'
	| 'null'
	| 'present'
	| 'between';

/** A parameter of the query (or of the path) that is compared with a property of the entity. */
export interface ListFilter {
	parameter: string;
	/** Absent: the query. */
	from?: 'path';
	/** Where in the parameter, which is an object then, the value stands. */
	path?: readonly string[];
	property: string;
	/** The way to a nested property, e.g. `['owner', 'name']`. */
	steps?: readonly string[];
	/** Absent: equal. */
	operator?: FilterOperator;
	/** The operator stands before the value, as PostgREST has it: `eq.1`. */
	isPrefixed?: boolean;
	/** False asks for nothing: `unreadOnly=false`. */
	isSwitch?: boolean;
	/** Only requests have the property: of entities of which nobody has said it nothing is known, and they stay. */
	isUnshown?: boolean;
}

/** The query parameters that put a list in order. */
export interface ListSort {
	/** What to sort by, e.g. `-title` or `title,desc`. */
	by?: QueryPlace;
	/** `asc` or `desc`. */
	direction?: QueryPlace;
	/** True: descending. */
	descending?: QueryPlace;
	/** True: ascending. */
	ascending?: QueryPlace;
	/** A parameter for each property, e.g. `order[title]=asc`. */
	properties?: readonly { place: QueryPlace; property: string }[];
}

/** What an operation's query parameters say of a list beside its filters. */
export interface ListParameters {
	paging?: Paging;
	sort?: ListSort;
	/** Text that is looked for in all texts of an entity. */
	search?: readonly QueryPlace[];
	/** Objects that hold a filter for each property: `filter[title]=a`. */
	conditions?: readonly QueryPlace[];
	/** True: those that were deleted are of it as well. */
	withDeleted?: QueryPlace;
}
