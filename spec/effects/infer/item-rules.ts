// What is done on an item path: read, changed, deleted.

import { isPatchType } from '../../operations/json-media.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import { ANYTHING, type SchemaView } from '../../schema/view.ts';
import type { EffectValue, Expression } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import { isFreeObject, isPartOf } from './agreement.ts';
import type { Draft } from './draft.ts';
import { type Evidence, hasKey, isObjectView } from './evidence.ts';
import { type EntityPlace, findCalled, findEntity, findSentEntity } from './find-entity.ts';
import { type KeyHints, namesKey } from './find-key.ts';
import { findMethod, type PathOperation } from './path-tree.ts';
import { give, placeEntity, type RuleContext, readPath, refuse, sendAt, showAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { findSentEvent } from './verb-rules.ts';

/** The effects of an item path's operations. */
export function ruleItem(context: RuleContext, args: { draft: Draft; evidence: Evidence }): void {
	const { item } = args.evidence.family;
	for (const entry of item?.operations ?? []) {
		const name = entry.names.at(-1);
		if (name === undefined) continue;
		const hints = { ...args.evidence.hints, parameter: name };
		const on = { draft: args.draft, hints, entry };
		switch (entry.method) {
			case 'get':
				ruleRead(context, on);
				break;
			case 'head':
				give(context, { entry, draft: args.draft, parts: { kind: 'read', key: readPath(name) } });
				break;
			case 'put':
			case 'patch':
			case 'post':
				ruleChange(context, on);
				break;
			case 'delete':
				give(context, {
					entry,
					draft: args.draft,
					parts: { kind: 'delete', key: readItemKey(entry, name), ...showRemoved(on) },
				});
		}
	}
}

/** The key that the item's path ends in, or that a call has in its request. */
function readItemKey({ sentKey }: PathOperation, name: string): Expression {
	return sentKey ?? readPath(name);
}

/** A GET reads where its answer shows the entity, or an object whose schema is called as the noun. */
function ruleRead(context: RuleContext, args: { draft: Draft; hints: KeyHints; entry: PathOperation }): void {
	const { draft, entry } = args;
	const view = viewAnswer(entry);
	const isList = view && outlineView(view).kind === 'list';
	const place = !view
		? undefined
		: isList
			? placeOnly(view, args)
			: (placeEntity(view, args) ?? findCalled(view, args.hints.noun));
	if (place) {
		give(context, {
			entry,
			draft,
			parts: { kind: 'read', key: readItemKey(entry, entry.names.at(-1) as string), answer: place.pointer },
		});
		return;
	}
	const item = isList ? outlineItems(view) : undefined;
	if (item && draft.entity && isObjectView(item) && isPartOf(item, draft.entity)) {
		// Those of a user, say: `/trainings/{userId}`.
		give(context, { entry, draft, parts: { kind: 'list', filters: [] } });
		return;
	}
	refuse(
		context,
		entry,
		view ? `its answer shows no ${draft.key.join('.')} and nothing else that was sent` : 'its answer has no schema',
	);
}

/** The one in a list, where the path has its key: `GET /calls/{id}` answers `[call]`. */
function placeOnly(view: SchemaView, { draft, hints }: { draft: Draft; hints: KeyHints }): EntityPlace | undefined {
	const found = findEntity(view, hints);
	const { parameter = '', noun } = hints;
	return found && hasKey(found.view, draft.key) && namesKey(draft.key, { parameter, noun }) ? found : undefined;
}

/**
 * A PUT replaces (and makes the entity, unless something else turns out to do that), PATCH and POST patch, where what is sent is an
 * object that shares a property with the entity, or the answer shows its key; without a body, by the query parameters that are called like its properties.
 */
function ruleChange(context: RuleContext, args: { draft: Draft; hints: KeyHints; entry: PathOperation }): void {
	const { draft, hints, entry } = args;
	const { method } = entry;
	const key = readItemKey(entry, entry.names.at(-1) as string);
	const place = placeEntity(viewAnswer(entry), args);
	const answer = showAt(place);
	const sent = findSent(entry, { draft, hints, isShown: place !== undefined && hasKey(place.view, draft.key) });
	if (sent) {
		give(context, {
			entry,
			draft,
			parts: {
				kind: method === 'put' ? 'replace' : 'patch',
				key,
				set: entry.operation.requestBody
					? findSentEvent(entry, draft)
					: readQuery(entry, draft.entity, { takesAny: true }),
				...sendAt(sent),
				...answer,
				...(method === 'put' && { upsert: true }),
			},
		});
		return;
	}
	if (entry.operation.requestBody === undefined) {
		const set = readQuery(entry, draft.entity);
		if (set.size > 0) give(context, { entry, draft, parts: { kind: 'patch', key, set, ...answer } });
		else if (method === 'post') give(context, { entry, draft, parts: { kind: 'read', key, ...answer } });
		else if (isMadeBeside(entry)) give(context, { entry, draft, parts: { kind: 'patch', key, set, ...answer } });
		else refuse(context, entry, 'it takes no body');
		return;
	}
	refuse(context, entry, 'nothing that it takes is a property of the entity');
}

/** Where a POST on the collection makes them, a change without a described body has one all the same; else it may put its item where the path says. */
function isMadeBeside({ node }: PathOperation): boolean {
	return findMethod(node.parent, 'post') !== undefined;
}

/** The entity in what an operation takes, where that agrees with the draft's entity, or the answer does. A form may be of anything. */
export function findSent(
	entry: PathOperation,
	{ draft, hints, isShown }: { draft: Draft; hints: KeyHints; isShown?: boolean },
): EntityPlace | undefined {
	const { view, isForm } = viewSentBody(entry.operation);
	if (isForm) return { pointer: '', view: view as SchemaView };
	if (view && isJsonPatch(view)) return { pointer: '', view };
	const sent = view && findSentEntity(view, { noun: hints.noun, entity: draft.entity });
	return (sent?.isSure || isShown ? sent?.place : undefined) ?? takePatch(entry, view ?? ANYTHING);
}

/** What is a patch by its media type needs no schema that says so. */
function takePatch({ operation }: PathOperation, view: SchemaView): EntityPlace | undefined {
	const isPatch =
		operation.method === 'patch' && operation.requestBody?.mediaTypes.some(({ type }) => isPatchType(type));
	return isPatch ? { pointer: '', view } : undefined;
}

/** As `showDeleted`, but where the item is shown as the one in a list whatever is done with it (`{ data: [todo] }`), it is so when it is deleted. */
function showRemoved(on: { draft: Draft; hints: KeyHints; entry: PathOperation }): { answer?: Pointer } {
	const shown = placeEntity(viewAnswer(on.entry), on);
	const others = shown?.pointer.endsWith('/0') ? on.entry.node.operations : [];
	const isOne = others.some(
		(other) => other.method !== 'delete' && placeEntity(viewAnswer(other), on)?.pointer === shown?.pointer,
	);
	return isOne ? showAt(shown) : showDeleted(shown);
}

/** `{ answer }` of a delete: a list in its answer is of those that are left. */
export function showDeleted(place: EntityPlace | undefined): { answer?: Pointer } {
	return showAt(place?.pointer.endsWith('/0') ? undefined : place);
}

/**
 * Query parameters that are called like properties of the entity, as assignments; with `takesAny` all of them, where it may have any
 * property.
 */
export function readQuery(
	entry: PathOperation,
	entity: SchemaView | undefined,
	{ takesAny: mayTakeAny }: { takesAny: boolean } = { takesAny: false },
): Map<string, EffectValue> {
	const set = new Map<string, EffectValue>();
	const properties = entity ? outlineProperties(entity) : new Map<string, SchemaView>();
	const takesAny = mayTakeAny && entity !== undefined && isFreeObject(entity);
	for (const parameter of entry.operation.parameters) {
		if (parameter.in !== 'query' || !(takesAny || properties.has(parameter.name))) continue;
		const source = `$request.query.${parameter.name}`;
		set.set(parameter.name, { kind: 'expression', expression: { kind: 'query', name: parameter.name, source } });
	}
	return set;
}

/** A list of `{ op, path }` (RFC 6902). */
function isJsonPatch(view: SchemaView): boolean {
	const item = outlineItems(view);
	if (!item || !isObjectView(item)) return false;
	const names = outlineProperties(item);
	return names.has('op') && names.has('path');
}
