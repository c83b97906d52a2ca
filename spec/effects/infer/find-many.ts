// Where the many lie in an answer, and the entity in each of them.

import { joinPointer } from '../../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Pointer } from '../../types/json.ts';
import { ENVELOPES, type EntityPlace, isEnvelope, MAX_ENVELOPES } from './find-entity.ts';
import { shareView } from './meant-view.ts';
import { isSameNoun, plainWord, toSingular } from './words.ts';

/** What rows call what they are of, beside a score or a cursor. */
const ROW_HOLDERS: ReadonlySet<string> = new Set([...ENVELOPES, 'node', 'source', 'document', 'doc', 'entry']);

/**
 * The many in an answer: the body, or a list in it (one whose items are taken), in up to three envelopes. `isNamed`: only a list that
 * is called as the noun, as `isNoun` takes or as envelopes call it, since nothing else says that it is the answer's business.
 */
export function findMany(
	view: SchemaView,
	args: {
		noun: string;
		isNamed?: boolean;
		isNoun?(name: string): boolean;
		isIt(item: SchemaView): boolean;
		/** Where the entity lies in rows that have more than that; `undefined`: they are the entities. */
		findWithin?(row: SchemaView): EntityPlace | undefined;
	},
): { pointer: Pointer; item: SchemaView; within?: Pointer } | undefined {
	let level: (EntityPlace & { isOnly?: boolean; isFar?: boolean })[] = [{ pointer: '', view }];
	for (let depth = 0; depth <= MAX_ENVELOPES && level.length > 0; depth += 1) {
		const lists: { pointer: Pointer; item: SchemaView; name: string; within?: Pointer }[] = [];
		const next: typeof level = [];
		for (const place of level) {
			const { kind } = outlineView(place.view);
			const items = kind === 'list' ? outlineItems(place.view) : undefined;
			const item = items && shareView(items);
			const name = place.pointer.split('/').at(-1) ?? '';
			const isCalledSo = args.isNoun?.(name) ?? false;
			const mayBe = !(args.isNamed || place.isFar) || name === '' || isEnvelope(name, args.noun) || isCalledSo;
			const inner = item && mayBe ? args.findWithin?.(item) : undefined;
			if (inner) lists.push({ pointer: place.pointer, item: inner.view, name, within: inner.pointer });
			else if (item && mayBe && args.isIt(item)) lists.push({ pointer: place.pointer, item, name });
			// Of what lies in the body, only envelopes are opened, and an object that has all of it: `{ cursor: { hasMore, data } }`.
			const isFar = depth > 0 && !isEnvelope(name, args.noun);
			if (kind !== 'object' || (isFar && !place.isOnly)) continue;
			const holders = [...outlineProperties(place.view)].filter(
				([, property]) => outlineView(property).kind !== 'scalar',
			);
			const isAlone = depth === 0 && holders.length === 1;
			for (const [name, property] of holders) {
				// `{ artists: { items } }` of what is followed is of artists.
				const isOnly = isAlone && toSingular(name) === name;
				next.push({ pointer: joinPointer(place.pointer, name), view: property, isOnly, isFar });
			}
		}
		const best = lists.find(({ name }) => isEnvelope(name, args.noun));
		if (lists.length === 1) return lists[0];
		if (best) return best;
		if (lists.length > 1) return undefined;
		level = next;
	}
	return undefined;
}

/**
 * The entity in a row that has more than that, as `{ cursor, node }` or `{ score, movie }`: its one object property that is called as the
 * noun, or as rows call it, and is taken. `undefined`: there is none, or several.
 */
export function findInRow(
	row: SchemaView,
	{ noun, isIt, isNoun }: { noun: string; isIt(inner: SchemaView): boolean; isNoun?(name: string): boolean },
): EntityPlace | undefined {
	const found = [...outlineProperties(row)].filter(
		([name, view]) =>
			// First what is known without reading schemas: most have no such name.
			(isSameNoun(name, noun) || isNoun?.(name) || ROW_HOLDERS.has(plainWord(name))) &&
			outlineView(view).kind === 'object' &&
			isIt(shareView(view)),
	);
	const [one, another] = found;
	return one && !another ? { pointer: joinPointer('', one[0]), view: shareView(one[1]) } : undefined;
}
