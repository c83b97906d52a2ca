// Whether two schemas speak of the same kind of thing: the same component, or enough of the same properties.

import { getOwn } from '../../read/json.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes, isNullAlone } from '../../schema/types.ts';
import { once, type SchemaView } from '../../schema/view.ts';
import { plainWord, toSingular } from './words.ts';

/**
 * What a schema is called, wherever it is used: the place of the first one that holds for the value, is no mere reference
 * and stands in no operation (but in `components`, or in a file). `undefined`: it is nobody else's.
 */
export const nameOfSchema = once((whole): string | undefined => {
	const { view } = outlineView(whole);
	const named = view.parts.find(
		({ pointer, value }) => !pointer.startsWith('/paths/') && getOwn(value, '$ref') === undefined,
	);
	return named && `${named.document.file} ${named.pointer}`;
});

/** The names of an object's properties, comparable; empty: none are declared. */
export const listPlainNames = once(
	(view): ReadonlySet<string> => new Set([...outlineProperties(view).keys()].map(plainWord)),
);

/** How many of the properties of `one` the other has too, by their names, of how many. */
export function countShared(one: SchemaView, other: SchemaView): { shared: number; of: number } {
	const names = listPlainNames(one);
	const others = listPlainNames(other);
	return { shared: [...names].filter((name) => others.has(name)).length, of: names.size };
}

/** Both are objects, and half of the properties of `one` are properties of the other; or they are the same schema. */
export function isPartOf(one: SchemaView, other: SchemaView): boolean {
	const identity = nameOfSchema(one);
	if (identity !== undefined && identity === nameOfSchema(other)) return true;
	const { shared, of } = countShared(one, other);
	return shared > 0 && shared * 2 >= of;
}

/** It has nothing of the entity but what all have, a key and a status: the job that makes entities, say. */
export function isBeside(
	one: SchemaView,
	{ entity, key }: { entity: SchemaView | undefined; key: readonly string[] },
): boolean {
	if (!entity || nameOfSchema(one) === nameOfSchema(entity)) return false;
	const all = new Set(['status', ...key.map(plainWord)]);
	const own = listPlainNames(entity);
	return [...listPlainNames(one)].every((name) => all.has(name) || !own.has(name));
}

/** The schema's name has the noun in it: `CollectionInfo` for `collections`. */
export function isCalled(view: SchemaView, noun: string): boolean {
	const name = nameOfSchema(view)?.split('/').at(-1) ?? '';
	const one = plainWord(toSingular(noun));
	return one.length > 2 && plainWord(name).includes(one);
}

/** Nothing at all is said of the value, or only that it is an object: any entity may stand there. */
export function isOpenView(view: SchemaView): boolean {
	const { kind, view: decided } = outlineView(view);
	if (kind === 'object') return isFreeObject(view);
	return kind === 'other' && guessTypes(decided).size === 0 && !isNullAlone(decided);
}

/** An object that declares no properties at all: any entity may be in it. */
export function isFreeObject(view: SchemaView): boolean {
	return outlineView(view).kind === 'object' && listPlainNames(view).size === 0;
}
