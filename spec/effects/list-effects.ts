// How an operation lists: where the list stands in its answer, and what its own query parameters say of pages and
// filters. For declared lists and inferred ones alike.

import { findSentSchema } from '../operations/entity-bodies.ts';
import { findAnswerSchema } from '../operations/json-media.ts';
import { joinPointer, parsePointer } from '../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../schema/outline.ts';
import { viewEntries } from '../schema/properties.ts';
import { type SchemaView, viewSchema } from '../schema/view.ts';
import type { Operation } from '../types/document.ts';
import type { Pointer } from '../types/json.ts';
import type { ListFilter, ListParameters } from '../types/lists.ts';
import { ParameterReader } from './list-parameters.ts';
import { findRole, isWeakWord, toPlain } from './list-words.ts';
import { HOLDERS, PAGE } from './page-words.ts';
import { tellsZero } from './query-places.ts';
import { filtersRows } from './row-filters.ts';

const WRAPPERS = ['items', 'data', 'results', 'entries', 'values', 'records', 'content', 'list'];

/** The list in an answer: where it stands and what its items look like. */
export interface AnsweredList {
	/** `''`: the answer itself. */
	pointer: Pointer;
	item: SchemaView | undefined;
	/** It is an object, each item under its key. */
	byKey?: boolean;
}

/** The list that an operation answers with (`noun`: what the path calls them): at `declared`, else the body itself, else the one list in an object around it. */
export function findAnsweredList(
	operation: Operation,
	args: { noun: string; declared?: Pointer | undefined },
): AnsweredList | undefined {
	const { declared } = args;
	const schema = findAnswerSchema(operation);
	let view = schema && viewSchema(schema);
	if (declared !== undefined) {
		for (const part of parsePointer(declared) ?? []) view = view && outlineProperties(view).get(part);
		if (view && isList(view)) return { pointer: declared, item: outlineItems(view) };
		const item = view && viewEntries(outlineView(view).view);
		return item && { pointer: declared, item, byKey: true };
	}
	if (!view) return undefined;
	if (isList(view)) return { pointer: '', item: outlineItems(view) };
	const lists = [...outlineProperties(view)]
		.filter(([, property]) => isList(property))
		.map(([name, property]) => ({ name, item: outlineItems(property) }));
	const named = [args.noun, ...WRAPPERS].map((name) => lists.find((list) => list.name === name));
	const best = lists.length === 1 ? lists[0] : named.find((list) => list !== undefined);
	return best && { pointer: joinPointer('', best.name), item: best.item };
}

/**
 * Pages, order, search and filters by the operation's query parameters, of a POST and a QUERY by its body as well. `item`: what the list's items look like; `entity`: what is
 * shown of one elsewhere, where lists show less; `sent`: what creates take.
 */
export function readListParameters(
	operation: Operation,
	views: {
		item: SchemaView | undefined;
		entity?: SchemaView | undefined;
		sent?: SchemaView | undefined;
		/** Its body asks too, whatever its method. */
		isAsked?: boolean;
	},
): ListParameters & { filters: ListFilter[] } {
	// What a search takes beside a create of the same name steers it as often as not.
	const sent = asksByBody(operation.method) ? undefined : views.sent;
	const isPaged = countsPages(operation);
	const reader = new ParameterReader({ ...views, sent, isPaged, isPrefixed: filtersRows(operation.document) });
	for (const parameter of operation.parameters) {
		if (parameter.in === 'query' || parameter.in === 'querystring') reader.readParameter(parameter);
	}
	// `POST /orders/search` with `{ status, page, size }`.
	const schema = views.isAsked || asksByBody(operation.method) ? findSentSchema(operation) : undefined;
	for (const [name, view] of schema ? outlineProperties(viewSchema(schema)) : []) reader.readAsked(name, view);
	const answer = findAnswerSchema(operation);
	return reader.finish(answer !== undefined && countsFromZero(viewSchema(answer)));
}

/** Pages are asked for by their number, and by no word that is plainly how many one has: `?page=0&size=20` beside books that have a `size`. */
function countsPages({ parameters }: Operation): boolean {
	const asked = parameters.flatMap(({ in: place, name }) => (place === 'query' ? [toPlain(name)] : []));
	return (
		asked.some((plain) => findRole(plain) === 'page') &&
		!asked.some((plain) => findRole(plain) === 'limit' && !isWeakWord(plain))
	);
}

/** What an operation of this method lists, its body can say: `POST /orders/search`, `QUERY /orders` (OpenAPI 3.2, a safe method with a body). */
export function asksByBody(method: Operation['method']): boolean {
	return method === 'post' || method === 'query';
}

function isList(view: SchemaView): boolean {
	return outlineView(view).kind === 'list';
}

/** The answer's pages count from 0: they are Spring's, or what it says of their number tells it. */
export function countsFromZero(answer: SchemaView): boolean {
	if (showsSpringPage(answer)) return true;
	const names = outlineProperties(answer);
	const holders = [...names].flatMap(([name, view]) => (HOLDERS.has(toPlain(name)) ? [outlineProperties(view)] : []));
	return [names, ...holders].some((members) =>
		[...members].some(([name, view]) => PAGE.has(toPlain(name)) && tellsZero(outlineView(view).view)),
	);
}

/** `Page` and `PagedModel` of Spring, which count from 0: `{ content, totalElements, number }`, `{ page: { totalElements, number } }`. */
function showsSpringPage(answer: SchemaView): boolean {
	const names = outlineProperties(answer);
	const page = names.get('page');
	return [names, page && outlineProperties(page)].some((all) => all?.has('totalElements') && all.has('number'));
}
