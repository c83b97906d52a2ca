// Which properties must be there.

import { getList } from '../read/json.ts';
import { type Direction, listWithheld } from './directions.ts';
import { isNullAlone } from './types.ts';
import { once, type SchemaView } from './view.ts';

/** The names that `required` has, as written; alternatives are left out. */
export const listRequired = once((view): ReadonlySet<string> => {
	const names = new Set<string>();
	for (const { value } of view.parts) {
		for (const name of getList(value, 'required')) if (typeof name === 'string') names.add(name);
	}
	return names;
});

/** The same without what is withheld in that direction: `readOnly` in requests, `writeOnly` in responses. */
export function listRequiredIn(view: SchemaView, direction: Direction): ReadonlySet<string> {
	const withheld = listWithheld(view, direction);
	const names = listRequired(view);
	return withheld.size === 0 ? names : new Set([...names].filter((name) => !withheld.has(name)));
}

/** The names that must be there whichever alternatives a value is of; an alternative that is null alone has no say. */
export const listAlwaysRequired = once((view): ReadonlySet<string> => {
	const own = listRequired(view);
	if (view.unions.length === 0) return own;
	const names = new Set(own);
	for (const { branches } of view.unions) {
		const [first, ...others] = branches.filter((branch) => !isNullAlone(branch)).map(listAlwaysRequired);
		for (const name of first ?? []) if (others.every((list) => list.has(name))) names.add(name);
	}
	return names;
});
