// What all documents of a mock together say of one resource's entities: how they are shown, how they are sent, who makes them.

import { findAnswerSchema } from '../operations/json-media.ts';
import { joinPointer } from '../read/pointer.ts';
import { viewAt } from '../schema/at-pointer.ts';
import { viewItems } from '../schema/items.ts';
import { outlineProperties, outlineView } from '../schema/outline.ts';
import { listPossibleProperties, viewEntries } from '../schema/properties.ts';
import { type SchemaView, viewSchema } from '../schema/view.ts';
import type { Operation } from '../types/document.ts';
import type { Effect } from '../types/effect.ts';
import type { Pointer } from '../types/json.ts';
import type { Resource } from '../types/resource.ts';

/** The schemas of a resource's entities, over all operations that show, take or make one. */
export interface EntitySchemas {
	/** By which an entity is shown, the fullest first: read, create, replace, patch and move answers, then the items of lists. */
	representations: readonly SchemaView[];
	/** By which it is sent: the bodies of creates, then those of changes, each where the entity lies in it. */
	requests: readonly SchemaView[];
	/** Some operation makes one (a create, or an upsert); else the resource is never empty. */
	isCreatable: boolean;
}

/** Whose answers show most of an entity. */
const FULLEST: readonly Effect['kind'][] = ['read', 'create', 'replace', 'patch', 'move', 'list'];
/** Whose bodies hold one. */
const SENDING: readonly Effect['kind'][] = ['create', 'replace', 'patch'];

const collected = new WeakMap<readonly Operation[], Map<Resource, EntitySchemas>>();

/** The schemas of a resource's entities, out of the operations of all documents; looked for once for each list of operations. */
export function collectEntitySchemas(resource: Resource, operations: readonly Operation[]): EntitySchemas {
	const known = collected.get(operations) ?? new Map<Resource, EntitySchemas>();
	collected.set(operations, known);
	const schemas = known.get(resource) ?? collect(resource, operations);
	known.set(resource, schemas);
	return schemas;
}

function collect(resource: Resource, operations: readonly Operation[]): EntitySchemas {
	// What speaks of a list inside an entity takes none, and may show its elements alone.
	const own = operations.filter(({ effect }) => effect?.resource === resource.name && !effect.part?.shows);
	const sending = own.filter(({ effect }) => !effect?.part);
	const inOrder = (kinds: readonly Effect['kind'][], among: readonly Operation[]): Operation[] =>
		kinds.flatMap((kind) => among.filter(({ effect }) => effect?.kind === kind));
	return {
		representations: [...new Set(inOrder(FULLEST, own).flatMap((operation) => viewShown(operation, resource) ?? []))],
		requests: [...new Set(inOrder(SENDING, sending).flatMap((operation) => viewSent(operation) ?? []))],
		isCreatable: operations.some(({ effect }) =>
			[effect, ...(effect?.followUps ?? [])].some((one) => one?.resource === resource.name && makesOne(one)),
		),
	};
}

function makesOne(effect: Effect): boolean {
	return effect.kind === 'create' || ('upsert' in effect && effect.upsert === true);
}

/** The entity in an operation's request, as the first of its media types has it that describes one; `undefined`: none does. */
export function viewSent({ effect, requestBody }: Operation): SchemaView | undefined {
	for (const { schema } of requestBody?.mediaTypes ?? []) {
		const view = schema && viewAt(viewSchema(schema), effect?.request ?? '');
		if (view && outlineView(view).kind === 'object') return view;
	}
	return undefined;
}

/** The entity in an operation's success answer, of lists an item; `undefined`: it shows none, or nothing is said of it. */
function viewShown(operation: Operation, resource: Resource): SchemaView | undefined {
	const { effect } = operation;
	const schema = findAnswerSchema(operation);
	if (!effect || !schema) return undefined;
	const view = viewSchema(schema);
	if (effect.kind === 'list') {
		if (effect.counted !== undefined) return undefined;
		const list = viewAt(view, effect.items ?? '');
		const row = list && (effect.byKey ? viewEntries(outlineView(list).view) : viewItems(list));
		return row && viewAt(row, effect.item ?? '');
	}
	const place = findEntityPlace({ effect, view, resource });
	const shown = place === undefined ? undefined : viewAt(view, place);
	return shown && outlineView(shown).kind === 'object' ? shown : undefined;
}

/**
 * Where the entity lies in a success answer of this view: where the effect says, else where its key is shown, at the top or one
 * level below; `undefined`: nowhere, but a declared effect is taken at its word. What is inferred says it, or shows none.
 */
function findEntityPlace(args: { effect: Effect; view: SchemaView; resource: Resource }): Pointer | undefined {
	const { effect, view, resource } = args;
	if (effect.answer !== undefined || effect.inferred) return effect.answer;
	const step = resource.keyPath?.[0] ?? resource.key;
	const properties = outlineProperties(view);
	if (properties.has(step) || properties.size === 0) return '';
	for (const [name, member] of properties) {
		if (listPossibleProperties(member).has(step)) return joinPointer('', name);
	}
	return '';
}
