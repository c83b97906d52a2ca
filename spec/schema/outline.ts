// What kind of value a schema describes, seen from afar: enough to know an entity, a list or a key when one is met.

import { viewItems } from './items.ts';
import { listProperties } from './properties.ts';
import { guessTypes, isNullAlone } from './types.ts';
import { decideUnions, once, type SchemaView } from './view.ts';

/** `other`: neither an object nor a list nor a scalar, or not to be told. `view` has its unions decided. */
export interface Outline {
	kind: 'object' | 'list' | 'scalar' | 'other';
	view: SchemaView;
}

/** The outline of a view; of each union the first alternative counts that is an object, a list or a scalar. */
export const outlineView = once((whole): Outline => {
	const view = decideUnions(whole, ({ keyword, branches }) =>
		keyword === 'if' ? undefined : branches.find((branch) => outlineView(branch).kind !== 'other'),
	);
	if (isNullAlone(view)) return { kind: 'other', view };
	const types = guessTypes(view);
	if (types.has('array')) return { kind: 'list', view };
	if (types.has('object')) return { kind: 'object', view };
	return { kind: types.size > 0 ? 'scalar' : 'other', view };
});

/** The properties of an object, as `outlineView` sees it; empty for anything else. */
export function outlineProperties(view: SchemaView): ReadonlyMap<string, SchemaView> {
	const outline = outlineView(view);
	return outline.kind === 'object' ? listProperties(outline.view) : new Map();
}

/** The items of a list, as `outlineView` sees it; `undefined` for anything else, and where nothing is said of them. */
export function outlineItems(view: SchemaView): SchemaView | undefined {
	const outline = outlineView(view);
	return outline.kind === 'list' ? viewItems(outline.view) : undefined;
}
