// What kind of value a schema describes, seen from afar: enough to know an entity, a list or a key when one is met.

import { isObject } from '../read/json.ts';
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
	const scalar = outlineScalar(whole);
	if (scalar) return scalar;
	const view = decideUnions(whole, ({ keyword, branches }) =>
		keyword === 'if' ? undefined : branches.find((branch) => outlineView(branch).kind !== 'other'),
	);
	if (isNullAlone(view)) return { kind: 'other', view };
	const types = guessTypes(view);
	if (types.has('array')) return { kind: 'list', view };
	if (types.has('object')) return { kind: 'object', view };
	return { kind: types.size > 0 ? 'scalar' : 'other', view };
});

/** Keywords that say nothing of a value's type: beside a scalar `type`, all there is to look at. */
const TYPELESS: ReadonlySet<string> = new Set([
	...['type', 'title', 'description', 'format', 'pattern', 'example', 'examples', 'default', 'deprecated'],
	...['minimum', 'maximum', 'minLength', 'maxLength', 'readOnly', 'writeOnly', 'contentEncoding'],
]);
const SCALARS: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean']);

/** Most of the schemas of a document are texts and numbers by a word of their own: no need to gather what else holds for them. */
function outlineScalar(view: SchemaView): Outline | undefined {
	const [root, another] = view.roots;
	if (!root || another || !isObject(root.value) || !SCALARS.has(root.value['type'])) return undefined;
	for (const keyword in root.value) if (!TYPELESS.has(keyword)) return undefined;
	return { kind: 'scalar', view };
}

const NO_PROPERTIES: ReadonlyMap<string, SchemaView> = new Map();

/** The properties of an object, as `outlineView` sees it; empty for anything else. */
export function outlineProperties(view: SchemaView): ReadonlyMap<string, SchemaView> {
	const outline = outlineView(view);
	return outline.kind === 'object' ? listProperties(outline.view) : NO_PROPERTIES;
}

/** The items of a list, as `outlineView` sees it; `undefined` for anything else, and where nothing is said of them. */
export function outlineItems(view: SchemaView): SchemaView | undefined {
	const outline = outlineView(view);
	return outline.kind === 'list' ? viewItems(outline.view) : undefined;
}
