// Where an answer that says little may show an entity: nothing at all is said of it, or of what lies in its envelope.

import { isObject } from '../../read/json.ts';
import { joinPointer } from '../../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import { viewEntries } from '../../schema/properties.ts';
import { listExamples } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { JsonValue, Pointer } from '../../types/json.ts';
import { isFreeObject, isOpenView } from './agreement.ts';
import { type EntityPlace, isEnvelope } from './find-entity.ts';
import type { KeyHints } from './find-key.ts';
import { lastWord, type PathOperation } from './path-tree.ts';
import { plainWord, toSingular } from './words.ts';

/** How many envelopes may lie one in the other. */
const MAX_ENVELOPES = 2;

/**
 * The place for one entity: the body itself, or the one member that is called as the noun or as envelopes call it: `{ code, message, data }`
 * with a `data` of anything. `undefined`: all is described.
 */
export function findOpen(view: SchemaView, noun: string): EntityPlace | undefined {
	return findOpenIn({ pointer: '', view }, { noun, depth: 0, isIt: isOpenView });
}

/** The place for many: the body or the one list in its envelope, where nothing is said of its items; `undefined`: there is none. */
export function findOpenMany(view: SchemaView, noun: string): Pointer | undefined {
	return findOpenIn({ pointer: '', view }, { noun, depth: 0, isIt: isOpenList })?.pointer;
}

/**
 * Where the many stand in an answer that is any object, as generators write a map that is made by hand: where an example has a list of
 * objects, else in the member that most call so; in one that is called as the path where all members are lists of `isIt`. `undefined`: it is none.
 */
export function placeFreeMany(
	view: SchemaView,
	{ operation: { responses }, node }: PathOperation,
	isIt: (item: SchemaView) => boolean,
): Pointer | undefined {
	if (!isFreeObject(view)) return undefined;
	const members = viewEntries(outlineView(view).view);
	if (members && !isOpenView(members)) {
		// `{ "students": [{ … }] }` as a map of lists.
		const item = outlineItems(members);
		return item && isIt(item) ? joinPointer('', lastWord(node)) : undefined;
	}
	const shown = [...responses].flatMap(([key, { mediaTypes }]) =>
		key.startsWith('2') ? mediaTypes.flatMap(({ examples }) => examples.map(({ value }) => value)) : [],
	);
	for (const example of [...shown, ...listExamples(view)]) {
		if (!isObject(example)) continue;
		const name = Object.keys(example).find((one) => isListOfObjects(example[one]));
		if (name !== undefined) return joinPointer('', name);
	}
	return '/data';
}

function isListOfObjects(value: JsonValue | undefined): boolean {
	return Array.isArray(value) && value.length > 0 && value.every((one) => isObject(one));
}

function isOpenList(view: SchemaView): boolean {
	if (outlineView(view).kind !== 'list') return isOpenView(view) && !isFreeObject(view);
	const items = outlineItems(view);
	return items === undefined || isOpenView(items);
}

function findOpenIn(
	place: EntityPlace,
	args: { noun: string; depth: number; isIt(view: SchemaView): boolean },
): EntityPlace | undefined {
	if (args.isIt(place.view)) return place;
	if (args.depth === MAX_ENVELOPES) return undefined;
	const all = [...outlineProperties(place.view)];
	const named = all.filter(([name]) => isEnvelope(name, args.noun));
	// All that HAL puts there is what was asked for, whatever that is called.
	const members = named.length === 0 && all.length === 1 && place.pointer.endsWith('/_embedded') ? all : named;
	const found = members.flatMap(([name, view]) => {
		const inner = { pointer: joinPointer(place.pointer, name), view };
		return findOpenIn(inner, { ...args, depth: args.depth + 1 }) ?? [];
	});
	return found.length === 1 ? found[0] : undefined;
}

/** What the key of an object is called that declares nothing: as the path calls it, without the noun. */
export function nameFreeKey({ noun, parameter }: KeyHints): string {
	const one = plainWord(toSingular(noun));
	const plain = plainWord(parameter ?? 'id');
	return plain.startsWith(one) && plain.length > one.length ? plain.slice(one.length) : 'id';
}
