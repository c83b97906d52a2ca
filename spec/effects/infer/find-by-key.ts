// The many in an answer where they are an object, each under its key: `{ "7": { "id": 7 } }`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { viewEntries } from '../../schema/properties.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Pointer } from '../../types/json.ts';
import { isEnvelope } from './find-entity.ts';

/** How many envelopes may lie one in the other. */
const MAX_ENVELOPES = 2;

/** The body, or the one object in its envelope, whose undeclared properties are all taken (`isIt`); `undefined`: there is none. */
export function findManyByKey(
	view: SchemaView,
	args: { noun: string; isIt(item: SchemaView): boolean },
): { pointer: Pointer; item: SchemaView } | undefined {
	return findIn({ pointer: '', view }, { ...args, depth: 0 });
}

function findIn(
	{ pointer, view }: { pointer: Pointer; view: SchemaView },
	args: { noun: string; depth: number; isIt(item: SchemaView): boolean },
): { pointer: Pointer; item: SchemaView } | undefined {
	const item = viewEntries(outlineView(view).view);
	if (item && args.isIt(item)) return { pointer, item };
	if (args.depth === MAX_ENVELOPES) return undefined;
	const members = [...outlineProperties(view)].filter(([name]) => isEnvelope(name, args.noun));
	const found = members.flatMap(
		([name, inner]) =>
			findIn({ pointer: joinPointer(pointer, name), view: inner }, { ...args, depth: args.depth + 1 }) ?? [],
	);
	return found.length === 1 ? found[0] : undefined;
}
