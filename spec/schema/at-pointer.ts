// What a schema says of the value at a place inside.

import { parsePointer } from '../read/pointer.ts';
import type { Pointer } from '../types/json.ts';
import { viewItem } from './items.ts';
import { listPossibleProperties } from './properties.ts';
import { guessTypes } from './types.ts';
import type { SchemaView } from './view.ts';

/**
 * The view of what lies at `pointer` in a value of this view, e.g. `/data/attributes`, `/articles/0`; `''`: the view itself.
 * Alternatives are looked into. `undefined`: nothing is said of that place, or the pointer is none.
 */
export function viewAt(view: SchemaView, pointer: Pointer): SchemaView | undefined {
	let found: SchemaView | undefined = view;
	for (const token of parsePointer(pointer) ?? [undefined]) {
		if (!found || token === undefined) return undefined;
		const isIndex: boolean = /^(?:0|[1-9]\d*)$/.test(token) && guessTypes(found).has('array');
		found = isIndex ? viewItem(found, Number(token)) : listPossibleProperties(found).get(token);
	}
	return found;
}
