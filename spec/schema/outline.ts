// What kind of value a schema describes, seen from afar: enough to know an entity, a list or a key when one is met.

import { isObject } from '../read/json.ts';
import type { JsonValue } from '../types/json.ts';
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
	const alone = outlineAlone(whole);
	if (alone) return alone;
	const view = decideUnions(whole, ({ keyword, branches }) =>
		keyword === 'if' ? undefined : branches.find((branch) => outlineView(branch).kind !== 'other'),
	);
	if (isNullAlone(view)) return { kind: 'other', view };
	const types = guessTypes(view);
	if (types.has('array')) return { kind: 'list', view };
	if (types.has('object')) return { kind: 'object', view };
	return { kind: types.size > 0 ? 'scalar' : 'other', view };
});

/** Keywords by which others have a say in a value's type: what has none of them is what its own `type` says. */
const JOINING: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'enum', 'const']);
const KINDS: ReadonlyMap<JsonValue | undefined, Outline['kind']> = new Map([
	...(['string', 'integer', 'number', 'boolean'] as const).map((type) => [type, 'scalar'] as const),
	['array', 'list'],
	['object', 'object'],
]);

/** Most of the schemas of a document say by a word of their own what they are: no need to gather what else holds for them. */
function outlineAlone(view: SchemaView): Outline | undefined {
	const [root, another] = view.roots;
	if (!root || another || !isObject(root.value)) return undefined;
	const { type } = root.value;
	const kind = KINDS.get(Array.isArray(type) && type.length === 2 && type[1] === 'null' ? type[0] : type);
	if (kind === undefined) return undefined;
	for (const keyword in root.value) if (JOINING.has(keyword)) return undefined;
	return { kind, view };
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
