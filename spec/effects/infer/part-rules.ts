// What is done with the lists inside an entity that have paths of their own: `POST /carts/{id}/items`, `DELETE /posts/{id}/tags/{tag}`.

import { joinPointer, parsePointer } from '../../read/pointer.ts';
import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression, ListPart } from '../../types/effect.ts';
import type { Pointer } from '../../types/json.ts';
import { isPartOf } from './agreement.ts';
import type { Draft } from './draft.ts';
import { hasKey, isObjectView } from './evidence.ts';
import { findCalled } from './find-called.ts';
import { findAlike, findSentEntity, findSentMany } from './find-entity.ts';
import { findMany } from './find-many.ts';
import { findHolder, isText, listPartOperations, type Part } from './find-parts.ts';
import { findMethod, lastWord, type PathOperation } from './path-tree.ts';
import { give, type RuleContext, readHolderKey, readPath, refuse } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { isSameNoun } from './words.ts';

/** Gives the operations of the parts their effects on what has the list. */
export function ruleParts(context: RuleContext, parts: readonly Part[]): void {
	for (const part of parts) {
		const { holder } = part;
		const draft = 'isSingleton' in holder ? holder : context.drafts.find((one) => one.evidence.includes(holder));
		const emptied = draft?.node && findMethod(draft.node, 'delete');
		// `DELETE /cart` leaves an empty one; where the whole is changed as well, its own rules have spoken already.
		const whole = emptied && !context.given.has(emptied.operation) ? [emptied] : [];
		for (const entry of draft ? [...listPartOperations(part.family), ...whole] : [])
			ruleOne(context, { part, draft: draft as Draft, entry });
		for (const entry of draft ? listEmptying(part, parts) : [])
			ruleOne(context, { part, draft: draft as Draft, entry });
	}
}

const EMPTIES = ['clear', 'empty', 'all', 'clear-all'];

/** `POST /cart/items/clear`, and where there is no other such list `POST /cart/clear`. */
function listEmptying({ family }: Part, parts: readonly Part[]): PathOperation[] {
	const { prefix, collections } = family;
	const isOnly = parts.every((one) => one.family === family || one.family.prefix !== prefix);
	const nodes = [...collections, ...(isOnly ? [prefix] : [])].flatMap((node) =>
		EMPTIES.flatMap((word) => node.children.get(word) ?? []),
	);
	const isBare = ({ operation }: PathOperation): boolean => operation.requestBody === undefined;
	return nodes.flatMap(({ operations }) => operations.filter((entry) => entry.method !== 'get' && isBare(entry)));
}

interface On {
	part: Part;
	draft: Draft;
	entry: PathOperation;
}

function ruleOne(context: RuleContext, on: On): void {
	const { part, draft, entry } = on;
	const key = readHolderKey(on, part.family.prefix);
	const whole = findHolder(viewAnswer(entry), part);
	const does = key && (entry.method === 'get' ? findLook(on) : findChange(on));
	const called =
		does?.view && (does.does === 'add' || does.does === 'set') ? findCalled(context, part, does.view) : undefined;
	if (key && entry.method === 'get' && whole) {
		give(context, { entry, draft, parts: { kind: 'read', key, answer: whole.pointer } });
		return;
	}
	if (!key || !does) {
		refuse(
			context,
			entry,
			`what it does with the ${part.property} of ${draft.name || lastWord(part.family.prefix)} can't be told`,
		);
		return;
	}
	const { request, does: verb, name } = does;
	const other = whole ? undefined : findShown(on, verb);
	const { answer, shows } = other ?? { answer: whole?.pointer, shows: undefined };
	const own: ListPart = {
		property: part.property,
		does: verb,
		...(name && { name }),
		...(part.key && { key: part.key }),
		...(called && { called }),
		...(shows && { shows }),
	};
	const common = { key, part: own, ...(answer !== undefined && { answer }) };
	if (entry.method === 'get') give(context, { entry, draft, parts: { kind: 'read', ...common } });
	else
		give(context, { entry, draft, parts: { kind: 'patch', set: new Map(), ...(request && { request }), ...common } });
}

/** `view`: what an element is sent as. */
type Doing = Pick<ListPart, 'does' | 'name'> & { request?: Pointer; view?: SchemaView };

/** The element that the path names at its end, where it does. */
function findName({ part, entry }: On): Expression | undefined {
	const name = entry.node === part.family.item ? entry.names.at(-1) : undefined;
	return name === undefined ? undefined : readPath(name);
}

/** It stands on none of the list's own paths, and is no DELETE of the whole. */
function isEmptying({ part: { family }, entry: { node } }: On): boolean {
	return node !== family.item && node !== family.prefix && !family.collections.includes(node);
}

function findLook(on: On): Doing | undefined {
	const name = findName(on);
	const isShown = findShown(on, name ? 'read' : 'list') !== undefined;
	return isShown ? (name ? { does: 'read', name } : { does: 'list' }) : undefined;
}

function findChange(on: On): Doing | undefined {
	const { part, entry } = on;
	const { method } = entry;
	const name = findName(on);
	const sent = findSent(on);
	const isBare = entry.operation.requestBody === undefined;
	if (isEmptying(on)) return { does: 'clear' };
	if (name) {
		if (method === 'delete') return { does: 'remove', name };
		if (isBare) return method === 'patch' ? undefined : { does: 'put', name };
		if (!sent || isText(part.items)) return undefined;
		return { does: method === 'put' ? 'replace' : 'patch', name, ...sent };
	}
	if (method === 'delete') {
		if (!isBare) return sent && { does: 'drop', ...sent };
		const one = findQueryName(on);
		const isAsked = entry.operation.parameters.some((parameter) => parameter.in === 'query');
		return one ? { does: 'remove', name: one } : isAsked ? undefined : { does: 'clear' };
	}
	if (!sent) return undefined;
	if (method === 'post') return { does: 'add', ...sent };
	if (method !== 'put' && method !== 'patch') return undefined;
	if (sent.isMany) return { does: 'set', request: sent.request };
	const inside = part.key && hasKey(sent.view, part.key) ? joinPointer(sent.request, ...part.key) : undefined;
	const called: Expression | undefined =
		inside === undefined ? undefined : { kind: 'body', pointer: inside, source: `$request.body#${inside}` };
	return called && { does: 'patch', name: called, request: sent.request };
}

/** `DELETE /cart/items?productId=7` */
function findQueryName({ part, entry }: On): Expression | undefined {
	const own = entry.operation.parameters.filter((one) => one.in === 'query');
	const named = own.find(
		({ name }) => isSameNoun(name, part.key?.at(-1) ?? part.property) || isSameNoun(name, part.property),
	);
	return named && { kind: 'query', name: named.name, source: `$request.query.${named.name}` };
}

/** Where what is sent has an element, or several; `undefined`: nowhere. */
function findSent({ part, entry }: On): { request: Pointer; view: SchemaView; isMany: boolean } | undefined {
	const { view } = viewSentBody(entry.operation);
	if (!view) return undefined;
	return isText(part.items) ? findSentTexts(view, part) : findSentObjects(view, part);
}

function findSentObjects(view: SchemaView, { items, family, key }: Part): ReturnType<typeof findSent> {
	const many = findSentMany(view, { noun: family.noun, entity: items });
	if (many)
		return {
			request: joinPointer('', ...(parsePointer(many.pointer) ?? []).slice(0, -1)),
			view: many.view,
			isMany: true,
		};
	const list = outlineItems(view);
	if (list) return isText(list) && key ? { request: '', view: list, isMany: true } : undefined;
	const one = findSentEntity(view, { noun: family.noun, entity: items })?.place;
	return one && { request: one.pointer, view: one.view, isMany: false };
}

/** `"red"`, `["red"]`, `{ tag: "red" }`, `{ tags: ["red"] }`, and whatever the one property is called. */
function findSentTexts(view: SchemaView, { property, family }: Part): ReturnType<typeof findSent> {
	const take = (one: SchemaView, request: Pointer): ReturnType<typeof findSent> => {
		const list = outlineItems(one);
		if (list) return isText(list) ? { request, view: list, isMany: true } : undefined;
		return isText(one) ? { request, view: one, isMany: false } : undefined;
	};
	if (!isObjectView(view)) return take(view, '');
	const members = [...outlineProperties(view)];
	const named = members.find(([name]) => isSameNoun(name, property) || isSameNoun(name, family.noun));
	const chosen = named ?? (members.length === 1 ? members[0] : undefined);
	return chosen && take(chosen[1], joinPointer('', chosen[0]));
}

/** What the answer shows, where that is not the whole. */
function findShown(
	{ part, entry }: On,
	does: ListPart['does'],
): { answer: Pointer; shows: 'list' | 'element' } | undefined {
	const view = viewAnswer(entry);
	const { items, family } = part;
	if (!view) return undefined;
	const isElement = (one: SchemaView): boolean =>
		isText(items) ? outlineView(one).kind === 'scalar' : isObjectView(one) && isPartOf(one, items);
	const many = does === 'read' ? undefined : findMany(view, { noun: family.noun, isNamed: true, isIt: isElement });
	if (many) return { answer: many.pointer, shows: 'list' };
	const one = isText(items) || does === 'list' ? undefined : findAlike(view, items);
	return one && { answer: one.pointer, shows: 'element' };
}
