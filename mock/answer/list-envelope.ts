// A list as an answer shows it: bare, or in the object that the answer's schema puts around it.

import type { JsonObject, JsonValue, Pointer } from '../../spec/index.ts';
import { formatPointer, parsePointer } from '../../spec/index.ts';
import { putOwn } from '../request/parameters/styles.ts';
import type { Shape } from '../request/shape.ts';

/** Names under which APIs tell how many there are on all pages, in lower case without separators. */
const TOTALS = new Set(['total', 'totalcount', 'totalitems', 'totalresults', 'totalelements', 'count']);
/** Names under which they tell that further pages follow. */
const MORE = new Set(['more', 'hasmore', 'hasnext', 'hasnextpage']);

/** The shape of the list's items, wherever in the answer the list stands. */
export function findItemShape(shape: Shape, pointer: Pointer | undefined): Shape | undefined {
	let found: Shape | undefined = shape;
	for (const token of tokensOf(shape, pointer)) found = found?.properties.get(token);
	return found?.items;
}

/** `[…]`, or `{ "items": […], "total": 60 }` with the list at `pointer`; other properties are left to be filled in. */
export function wrapList(args: {
	items: readonly JsonValue[];
	total: number;
	shape: Shape;
	pointer?: Pointer | undefined;
}): JsonValue {
	const { items, total, shape, pointer } = args;
	const tokens = tokensOf(shape, pointer);
	if (tokens.length === 0) return [...items];
	const wrapper: JsonObject = {};
	let inner = wrapper;
	for (const token of tokens.slice(0, -1)) {
		const next: JsonObject = {};
		putOwn(inner, token, next);
		inner = next;
	}
	putOwn(inner, tokens.at(-1) as string, [...items]);
	for (const [name, member] of shape.properties) {
		if (Object.hasOwn(wrapper, name)) continue;
		const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
		const isNumber = member.types.has('integer') || member.types.has('number');
		if (isNumber && TOTALS.has(plain)) putOwn(wrapper, name, total);
		else if (member.types.has('boolean') && MORE.has(plain)) putOwn(wrapper, name, false);
		// A made-up link to a next page would be followed for ever.
		else if (shape.required.has(name) && member.types.has('null')) putOwn(wrapper, name, null);
	}
	return wrapper;
}

/** Where in the answer the list stands. */
export function findListPlace(shape: Shape, pointer: Pointer | undefined): Pointer {
	return formatPointer(tokensOf(shape, pointer));
}

/** Where the list stands; without a pointer the answer itself, or its only list. */
function tokensOf(shape: Shape, pointer: Pointer | undefined): string[] {
	if (pointer !== undefined) return parsePointer(pointer) ?? [];
	if (shape.types.has('array') || shape.properties.size === 0) return [];
	const lists = [...shape.properties].filter(([, member]) => member.types.has('array')).map(([name]) => name);
	return lists.slice(0, 1);
}
