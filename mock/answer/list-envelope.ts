// A list as an answer shows it: bare, or in the object that the answer's schema puts around it.

import {
	formatPointer,
	guessTypes,
	type JsonObject,
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	type Pointer,
	parsePointer,
	type SchemaView,
	viewItems,
} from '../../spec/index.ts';
import { putOwn } from '../request/parameters/styles.ts';

/** Names under which APIs tell how many there are on all pages, in lower case without separators. */
const TOTALS = new Set(['total', 'totalcount', 'totalitems', 'totalresults', 'totalelements', 'count']);
/** Names under which they tell that further pages follow. */
const MORE = new Set(['more', 'hasmore', 'hasnext', 'hasnextpage']);

/** The view of the list's items, wherever in the answer the list stands. */
export function viewListItems(view: SchemaView, pointer: Pointer | undefined): SchemaView | undefined {
	let found: SchemaView | undefined = view;
	for (const token of tokensOf(view, pointer)) found = found && listPossibleProperties(found).get(token);
	return found && viewItems(found);
}

/** `[…]`, or `{ "items": […], "total": 60 }` with the list at `pointer`; other properties are left to be filled in. */
export function wrapList(args: {
	items: readonly JsonValue[];
	total: number;
	view: SchemaView;
	pointer?: Pointer | undefined;
}): JsonValue {
	const { items, total, view, pointer } = args;
	const tokens = tokensOf(view, pointer);
	if (tokens.length === 0) return [...items];
	const wrapper: JsonObject = {};
	let inner = wrapper;
	for (const token of tokens.slice(0, -1)) {
		const next: JsonObject = {};
		putOwn(inner, token, next);
		inner = next;
	}
	putOwn(inner, tokens.at(-1) as string, [...items]);
	for (const [name, member] of listPossibleProperties(view)) {
		if (Object.hasOwn(wrapper, name)) continue;
		const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
		const types = guessTypes(member);
		const isNumber = types.has('integer') || types.has('number');
		if (isNumber && TOTALS.has(plain)) putOwn(wrapper, name, total);
		else if (types.has('boolean') && MORE.has(plain)) putOwn(wrapper, name, false);
		// A made-up link to a next page would be followed for ever.
		else if (listAlwaysRequired(view).has(name) && types.has('null')) putOwn(wrapper, name, null);
	}
	return wrapper;
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
