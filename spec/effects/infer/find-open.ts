// Where an answer that says little may show an entity: nothing at all is said of it, or of what lies in its envelope.

import { joinPointer } from '../../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Pointer } from '../../types/json.ts';
import { isFreeObject, isOpenView } from './agreement.ts';
import { type EntityPlace, isEnvelope } from './find-entity.ts';

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
	const members = [...outlineProperties(place.view)].filter(([name]) => isEnvelope(name, args.noun));
	const found = members.flatMap(([name, view]) => {
		const inner = { pointer: joinPointer(place.pointer, name), view };
		return findOpenIn(inner, { ...args, depth: args.depth + 1 }) ?? [];
	});
	return found.length === 1 ? found[0] : undefined;
}
