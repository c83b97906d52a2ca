// What the rules have in common: they give an operation its effect, or say why not.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Operation } from '../../types/document.ts';
import type { Effect, Expression } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import type { Draft, DraftIndex } from './draft.ts';
import { hasKey } from './evidence.ts';
import { type EntityPlace, findAlike, findEntity } from './find-entity.ts';
import type { KeyHints } from './find-key.ts';
import { findOpen } from './find-open.ts';
import { lastWord, type PathNode, type PathOperation } from './path-tree.ts';

type Distribute<Whole> = Whole extends unknown ? Omit<Whole, 'resource' | 'inferred' | 'pointer'> : never;
/** An effect without what every inferred one has. */
export type EffectParts = Distribute<Effect>;

/** An operation with the effect that was inferred for it. */
export interface Given {
	entry: PathOperation;
	draft: Draft;
	parts: EffectParts;
}

/** What was found out so far. */
export interface RuleContext {
	drafts: Draft[];
	/** Of those that `ruleOtherPaths` may speak of. */
	index: DraftIndex;
	given: Map<Operation, Given>;
	/** Of which something makes entities. */
	made: Set<Draft>;
	/** Why an operation that was looked at has no effect: a sentence without a full stop. */
	reasons: Map<Operation, string>;
	/** It declares its effect itself, or wants none. */
	isSettled(operation: Operation): boolean;
}

/** Gives the operation an effect; the first that is given counts. */
export function give(context: RuleContext, given: Given): void {
	const { operation } = given.entry;
	if (context.isSettled(operation) || context.given.has(operation)) return;
	context.given.set(operation, given);
	if (given.parts.kind === 'create') context.made.add(given.draft);
}

/** Tells why the operation has none; the first reason counts. */
export function refuse(context: RuleContext, entry: PathOperation, reason: string): void {
	if (!context.reasons.has(entry.operation)) context.reasons.set(entry.operation, reason);
}

/** The effect as the operation has it. */
export function completeEffect({ entry, draft, parts }: Given): Effect {
	const pointer = joinPointer(entry.outline.operation.pointer, 'x-effect');
	return { ...parts, resource: draft.name, inferred: true, pointer };
}

/** The path parameter at the end, as an expression. */
export function readPath(name: string): Expression {
	return { kind: 'path', name, source: `$request.path.${name}` };
}

/** The key of what a path's part is of: `{id}` at that step of `/orders/{id}/address`, the word of what there is one of. `undefined`: the step has no name. */
export function readHolderKey(
	{ draft, entry }: Pick<Given, 'draft' | 'entry'>,
	holder: PathNode,
): Expression | undefined {
	const word = draft.node && lastWord(draft.node);
	if (word !== undefined) return { kind: 'constant', value: word, source: word };
	const name = entry.names[holder.steps.length - 1];
	return name === undefined ? undefined : readPath(name);
}

/** Where an answer shows the draft's entity: by its key, else by what it shares with it; an object that declares nothing may show it. */
export function placeEntity(
	view: SchemaView | undefined,
	{ draft, hints }: { draft: Draft; hints: KeyHints },
): EntityPlace | undefined {
	if (!view) return undefined;
	const found = findEntity(view, hints);
	if (found && hasKey(found.view, draft.key)) return found;
	const open = findOpen(view, hints.noun);
	const alike = draft.entity && findAlike(view, draft.entity);
	if (isPreferred(open, draft)) return open;
	// Whose key nobody shows is known by what it is called.
	return alike ?? (draft.isHidden ? found : undefined) ?? open;
}

/** `{ code, message, data }` is an envelope, even of an entity that has a message too; one with `data` of its own lies bare. */
function isPreferred(open: EntityPlace | undefined, { entity }: Draft): boolean {
	const [, name] = open?.pointer.split('/') ?? [];
	return name !== undefined && !(entity && outlineProperties(entity).has(name));
}

/** `{ items }` where the many are not the whole body, `{ item }` where the entity is not all of a row. */
export function listAt({ pointer, within }: { pointer: Pointer; within?: Pointer | undefined }): {
	items?: Pointer;
	item?: Pointer;
} {
	return { ...(pointer !== '' && { items: pointer }), ...(within !== undefined && { item: within }) };
}

/** `{ answer }` where the answer shows the entity. */
export function showAt(place: EntityPlace | undefined): { answer?: Pointer } {
	return place ? { answer: place.pointer } : {};
}

/** `{ request }` where the entity is not the whole body. */
export function sendAt(place: EntityPlace | undefined): { request?: Pointer } {
	return place && place.pointer !== '' ? { request: place.pointer } : {};
}
