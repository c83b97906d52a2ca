// What a question came to the last time, for as long as nothing has changed: clients turn the pages of one question.

import { nameQueryPlace, type Operation, type Paging, type QueryPlace } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import type { CheckedRequest } from '../types/request.ts';

/** The records that a question leaves, in its order, and the parameters that it could not follow. */
export interface Narrowed {
	matched: readonly EntityRecord[];
	isSorted: boolean;
	unfollowed: readonly string[];
}

/** Below, to look through the records again costs no more than to remember. */
const MIN_RECORDS = 50;
/** Questions to one list of records; the oldest is forgotten. */
const MAX_QUESTIONS = 20;

/** A store hands out the same list until something in it changes, and then another one. */
const answers = new WeakMap<readonly EntityRecord[], WeakMap<Operation, Map<string, Narrowed>>>();
const pagers = new WeakMap<Paging, ReadonlySet<string>>();

/** What `narrow` gives; asked anew where the records have changed or the request asks something else than which page. */
export function rememberNarrowed(
	records: readonly EntityRecord[],
	{ paging, request }: { paging: Paging; request: CheckedRequest },
	narrow: () => Narrowed,
): Narrowed {
	if (records.length < MIN_RECORDS) return narrow();
	const { body } = request;
	const asked = body === undefined ? '' : JSON.stringify(body);
	const question = `${request.request.path}?${askWithoutPage(request.request.query, paging)} ${asked}`;
	const byOperation = answers.get(records) ?? new WeakMap<Operation, Map<string, Narrowed>>();
	answers.set(records, byOperation);
	const known = byOperation.get(request.operation) ?? new Map<string, Narrowed>();
	byOperation.set(request.operation, known);
	const before = known.get(question);
	if (before) return before;
	const narrowed = narrow();
	if (known.size >= MAX_QUESTIONS) known.delete(known.keys().next().value as string);
	known.set(question, narrowed);
	return narrowed;
}

/** The request asks something of the entities themselves, and not only for a page. */
export function asksMore({ request }: CheckedRequest, paging: Paging): boolean {
	return askWithoutPage(request.query, paging) !== '';
}

/** The query less its pages; how a name is written doesn't matter: another spelling is another question. */
function askWithoutPage(query: string, paging: Paging): string {
	const names = listPagers(paging);
	return query
		.split('&')
		.filter((pair) => !names.has(pair.split('=', 1)[0] as string))
		.join('&');
}

function listPagers(paging: Paging): ReadonlySet<string> {
	let names = pagers.get(paging);
	if (!names) {
		const { limit, otherLimits = [], offset, page, after, before } = paging;
		const places = [limit, ...otherLimits, offset, page, after, before];
		names = new Set(places.filter((place): place is QueryPlace => place !== undefined).map(nameQueryPlace));
		pagers.set(paging, names);
	}
	return names;
}
