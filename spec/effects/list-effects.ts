// How an operation lists: where the list stands in its answer, and what its own query parameters say of pages and
// filters. For declared lists and inferred ones alike.

import { findAnswerSchema } from '../operations/json-media.ts';
import { joinPointer, parsePointer } from '../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../schema/outline.ts';
import { guessTypes } from '../schema/types.ts';
import { findKeyword } from '../schema/values.ts';
import { type SchemaView, viewSchema } from '../schema/view.ts';
import type { Operation, Parameter } from '../types/document.ts';
import type { ListFilter, Paging } from '../types/effect.ts';
import type { Pointer } from '../types/json.ts';

const LIMITS = ['limit', 'perpage', 'pagesize', 'size', 'count', 'maxresults', 'top', 'take', 'first'];
const OFFSETS = ['offset', 'skip', 'start', 'startindex'];
const PAGES = ['page', 'pagenumber', 'pageno'];
const WRAPPERS = ['items', 'data', 'results', 'entries', 'values', 'records', 'content', 'list'];

/** The list in an answer: where it stands and what its items look like. */
export interface AnsweredList {
	/** `''`: the answer itself. */
	pointer: Pointer;
	item: SchemaView | undefined;
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
		return view && isList(view) ? { pointer: declared, item: outlineItems(view) } : undefined;
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

/** Pages and filters by the operation's query parameters; a filter is a parameter that is named like a plain property. */
export function readListParameters(
	operation: Operation,
	item: SchemaView | undefined,
): { paging?: Paging; filters: ListFilter[] } {
	const paging: Paging = {};
	const filters: ListFilter[] = [];
	for (const parameter of operation.parameters) {
		if (parameter.in !== 'query') continue;
		const plain = parameter.name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
		if (isCount(parameter) && LIMITS.includes(plain) && paging.limit === undefined) {
			paging.limit = parameter.name;
			const otherwise = findKeyword(outlineView(viewSchema(parameter.schema)).view, 'default');
			if (typeof otherwise === 'number') paging.defaultLimit = otherwise;
		} else if (isCount(parameter) && OFFSETS.includes(plain) && paging.offset === undefined) {
			paging.offset = parameter.name;
		} else if (isCount(parameter) && PAGES.includes(plain) && paging.page === undefined) {
			paging.page = parameter.name;
		} else if (item && isPlainProperty(item, parameter.name)) {
			filters.push({ parameter: parameter.name, property: parameter.name });
		}
	}
	const hasPaging = paging.limit !== undefined || paging.offset !== undefined || paging.page !== undefined;
	return { ...(hasPaging && { paging }), filters };
}

function isList(view: SchemaView): boolean {
	return outlineView(view).kind === 'list';
}

function isCount(parameter: Parameter): boolean {
	const { kind, view } = outlineView(viewSchema(parameter.schema ?? parameter.content?.schema));
	const types = guessTypes(view);
	return kind === 'scalar' && (types.has('integer') || types.has('number'));
}

function isPlainProperty(item: SchemaView, name: string): boolean {
	const property = outlineProperties(item).get(name);
	return property !== undefined && outlineView(property).kind === 'scalar';
}
