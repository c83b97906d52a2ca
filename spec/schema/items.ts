// The elements of a list.

import { getList, getOwn } from '../read/json.ts';
import type { SchemaRef } from '../types/document.ts';
import { stepInto } from './references.ts';
import { once, type SchemaView, viewSchemas } from './view.ts';

/** What is said of the elements of a list. */
export interface ListItems {
	/** The first elements, which have schemas of their own (`prefixItems`); mostly empty. */
	prefix: readonly SchemaView[];
	/** All others; `undefined`: nothing is said of them. */
	rest: SchemaView | undefined;
}

/** What a view says of the elements of a list, alternatives left out. `items` as a list is understood as older drafts have it. */
export const readItems = once((view): ListItems => {
	const lists = view.parts.map((part) => {
		const isOld = Array.isArray(getOwn(part.value, 'items'));
		return { part, prefix: isOld ? 'items' : 'prefixItems', rest: isOld ? 'additionalItems' : 'items' };
	});
	const listRest = ({ part, rest }: (typeof lists)[number]): SchemaRef[] =>
		getOwn(part.value, rest) === undefined ? [] : [stepInto(part, rest)];
	const length = Math.max(0, ...lists.map(({ part, prefix }) => getList(part.value, prefix).length));
	const rest = lists.flatMap(listRest);
	return {
		prefix: Array.from({ length }, (_, index) =>
			viewSchemas(
				lists.flatMap((list) => {
					const isNamed = index < getList(list.part.value, list.prefix).length;
					return isNamed ? [stepInto(list.part, list.prefix, index)] : listRest(list);
				}),
			),
		),
		rest: rest.length > 0 ? viewSchemas(rest) : undefined,
	};
});

/** What the element at `index` must be; `undefined`: nothing is said of it. */
export function viewItem(view: SchemaView, index: number): SchemaView | undefined {
	const { prefix, rest } = readItems(view);
	return prefix[index] ?? rest;
}

/** What the elements of a list must be that have no schema of their own, as an alternative has it where only that speaks of them. */
export const viewItems = once((view): SchemaView | undefined => {
	const { rest } = readItems(view);
	if (rest) return rest;
	for (const { branches } of view.unions) {
		for (const branch of branches) {
			const items = viewItems(branch);
			if (items) return items;
		}
	}
	return undefined;
});
