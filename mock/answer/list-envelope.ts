// A list as an answer shows it: bare, or in the object that the answer's schema puts around it.

import {
	formatPointer,
	getOwn,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	type Pointer,
	parsePointer,
	readPageMetadata,
	type SchemaView,
	setOwn,
	viewEntries,
	viewItems,
} from '../../spec/index.ts';
import type { ListPage } from '../types/list-page.ts';
import { fillPage } from './page-values.ts';
import { tellFailures, tellSuccess } from './tell-success.ts';

/** The view of the list's items, wherever in the answer the list stands. */
export function viewListItems(
	view: SchemaView,
	{ pointer, byKey = false }: { pointer?: Pointer | undefined; byKey?: boolean },
): SchemaView | undefined {
	let found: SchemaView | undefined = view;
	for (const token of byKey ? (parsePointer(pointer ?? '') ?? []) : tokensOf(view, pointer))
		found = found && listPossibleProperties(found).get(token);
	return found && (byKey ? viewEntries(found) : viewItems(found));
}

/** `[…]`, or `{ "items": […], "total": 60 }` with the list at `pointer`, and all that the schema tells of the page around it. */
export function wrapList(args: {
	items: readonly JsonValue[];
	/** Of the items, in their order, where they are an object and not a list. */
	keys?: readonly string[] | undefined;
	total: number;
	/** Absent: the list is whole. */
	page?: ListPage | undefined;
	/** What the schema can't show of the page is left out: slower, asked for only where the whole does not fit. */
	isStrict?: boolean;
	view: SchemaView;
	pointer?: Pointer | undefined;
	/** Of the answer; absent: nothing is told of it. */
	status?: number;
	/** Keys that were asked for and are not there; absent: none. */
	absent?: readonly JsonValue[];
	/** Numbers beside the list, or around what it lies in; absent: none. */
	counts?: readonly { place: Pointer; value: number }[];
}): JsonValue {
	const { items, total, view, pointer, page = pageOfAll(items.length, total), isStrict = false } = args;
	const tokens = args.keys ? (parsePointer(pointer ?? '') ?? []) : tokensOf(view, pointer);
	const many = args.keys ? putUnderKeys(items, args.keys) : [...items];
	if (tokens.length === 0) return many;
	const wrapper: JsonObject = {};
	let inner = wrapper;
	for (const token of tokens.slice(0, -1)) {
		const next: JsonObject = {};
		setOwn(inner, token, next);
		inner = next;
	}
	setOwn(inner, tokens.at(-1) as string, many);
	fillPage(wrapper, readPageMetadata(view, tokens), { page, isStrict });
	for (const { place, value } of args.counts ?? []) {
		const steps = parsePointer(place) ?? [];
		const holder = steps.slice(0, -1).reduce<JsonValue | undefined>(getOwn, wrapper);
		if (isObject(holder)) setOwn(holder, steps.at(-1) as string, value);
	}
	const required = listAlwaysRequired(view);
	for (const [name, member] of listPossibleProperties(view)) {
		if (Object.hasOwn(wrapper, name)) continue;
		const told = args.status === undefined ? undefined : tellSuccess({ name, view: member, status: args.status });
		const isTold = args.absent !== undefined || required.has(name);
		const failures = told === undefined && isTold ? tellFailures({ name, view: member }, args.absent) : undefined;
		if (told !== undefined || failures !== undefined) setOwn(wrapper, name, told ?? (failures as JsonValue));
		else if (required.has(name) && guessTypes(member).has('null')) setOwn(wrapper, name, null);
	}
	return orderAs(wrapper, view);
}

function putUnderKeys(items: readonly JsonValue[], keys: readonly string[]): JsonObject {
	const object: JsonObject = {};
	for (const [index, item] of items.entries()) setOwn(object, keys[index] as string, item);
	return object;
}

/** With the properties in the document's order. */
function orderAs(wrapper: JsonObject, view: SchemaView): JsonObject {
	const ordered: JsonObject = {};
	for (const name of listPossibleProperties(view).keys()) {
		if (Object.hasOwn(wrapper, name)) setOwn(ordered, name, wrapper[name] as JsonValue);
	}
	for (const name of Object.keys(wrapper)) {
		if (!Object.hasOwn(ordered, name)) setOwn(ordered, name, wrapper[name] as JsonValue);
	}
	return ordered;
}

/** One that nobody asked for. */
export function pageOfAll(shown: number, total: number): ListPage {
	return {
		...{ total, shown, start: 0, limit: Infinity, paging: {}, isBackward: false, isSorted: false },
		request: undefined,
		keyAt: () => undefined,
	};
}

/** Where in the answer the list stands. */
export function findListPlace(view: SchemaView, pointer: Pointer | undefined): Pointer {
	return formatPointer(tokensOf(view, pointer));
}

/** Where the list stands; without a pointer the answer itself, or its only list. */
function tokensOf(view: SchemaView, pointer: Pointer | undefined): string[] {
	if (pointer !== undefined) return parsePointer(pointer) ?? [];
	if (guessTypes(view).has('array')) return [];
	for (const [name, member] of listPossibleProperties(view)) if (guessTypes(member).has('array')) return [name];
	return [];
}
