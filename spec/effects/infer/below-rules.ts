// What is done beside collections and items: actions below an item, entities made or listed on other paths.

import { outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { EffectValue } from '../../types/effect.ts';
import { findFlagOf } from '../flags.ts';
import { type ItemAction, LOOKS, readItemAction } from './action-words.ts';
import { isFreeObject, isPartOf, listPlainNames, nameOfSchema } from './agreement.ts';
import { ruleAll } from './all-rules.ts';
import { ruleBulkChange, ruleBulkCreate, ruleBulkDelete } from './bulk-rules.ts';
import { ruleCopy } from './copy-rules.ts';
import type { Draft } from './draft.ts';
import { findItemElsewhere } from './elsewhere.ts';
import { isObjectView } from './evidence.ts';
import { isDownload } from './file-rules.ts';
import { findAmount } from './find-amount.ts';
import { findCounter } from './find-counter.ts';
import { findAlike } from './find-entity.ts';
import { namesKey } from './find-key.ts';
import { type FoundFlag, findFlag, findMoment } from './find-move.ts';
import { findPatched } from './find-patched.ts';
import { findPointed } from './find-pointed.ts';
import { findSettingsInside, findToggled, setDoneAt, setFlag } from './find-settings.ts';
import { ruleLatest } from './latest-rules.ts';
import { giveMove } from './move-rules.ts';
import { ruleExists, ruleNamed } from './named-rules.ts';
import { ruleClearSome, ruleCount } from './narrow-rules.ts';
import { ruleOrder } from './order-rules.ts';
import { type ItemAbove, ruleOtherCreate } from './other-creates.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathOperation, type PathTree } from './path-tree.ts';
import { rulePerson } from './person-rules.ts';
import { ruleReadBy } from './read-by.ts';
import { ruleRegistration } from './register-rules.ts';
import { give, placeEntity, type RuleContext, readPath, refuse, sendAt, showAt } from './rule-context.ts';
import { ruleSearch } from './search-rules.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { ruleThrough } from './through-rules.ts';
import { ruleUndone } from './undone-rules.ts';
import { endsInValue, findValue, ruleValueAtEnd } from './value-rules.ts';
import { findSentVerb } from './verb-rules.ts';
import { isSameNoun, plainWord, toSingular } from './words.ts';

/** Actions that bring back what was deleted. */
const REVIVALS = ['restore', 'undelete', 'recover', 'unarchive', 'untrash', 'undestroy', 'unremove'];
/** What a DELETE is called that leaves nothing to bring back. */
const FORCES = ['force', 'permanent', 'permanently', 'hard', 'purge', 'forever', 'destroy', 'forcedelete', 'trash'];
/** Words of paths behind which an action stands. */
const ACTIONS = ['action', 'actions', 'command', 'commands', 'operations'];

/** Gives effects to operations that no family's rules gave one. */
export function ruleOtherPaths(context: RuleContext, tree: PathTree): void {
	const singletons = new Set(context.drafts.map(({ node }) => node));
	for (const node of tree.nodes) {
		const item = hasItems(node) ? undefined : findItemAbove(context, node);
		for (const entry of node.operations) {
			if (context.given.has(entry.operation) || context.isSettled(entry.operation)) continue;
			if (ruleBulkDelete(context, { node, entry }) || ruleBulkCreate(context, { node, entry })) continue;
			if (ruleBulkChange(context, { node, entry }) || ruleOrder(context, { node, entry })) continue;
			if (ruleAll(context, { node, entry })) continue;
			if (ruleCount(context, { node, entry }) || ruleClearSome(context, { node, entry })) continue;
			if (ruleNamed(context, { node, entry }) || ruleExists(context, { node, entry, item })) continue;
			if (ruleLatest(context, { node, entry })) continue;
			if (ruleSearch(context, { node, entry }) || (!item && ruleReadBy(context, entry))) continue;
			if (endsInName(node)) {
				if (ruleUndone(context, { node, entry })) continue;
				if (item) ruleValueAtEnd(context, { node, entry, ...item });
				continue;
			}
			if (ruleOtherCreate(context, { node, entry, item })) continue;
			if (rulePerson(context, { node, entry, tree }) || ruleRegistration(context, { node, entry })) continue;
			if (singletons.has(node)) refuse(context, entry, 'whether it makes or changes it can not be told');
			else if (item) ruleBelowItem(context, { node, entry, ...item });
		}
	}
}

function findItemAbove({ index }: RuleContext, node: PathNode): ItemAbove | undefined {
	for (let above = node.parent; above; above = above.parent) {
		// What stands below a collection belongs to that: `/shops/{id}/orders/search`.
		if (hasItems(above)) return undefined;
		const at = above.steps.length - 1;
		const parameter = node.operations[0]?.names[at];
		const draft =
			index.byItem.get(above) ?? findUnshown(index, above, parameter) ?? findItemElsewhere(index, above, parameter);
		if (draft) return { draft, at };
		if (endsInName(above)) return undefined;
	}
	return undefined;
}

/** What an item path is of that has no operation itself: `/orders/{id}` of `POST /orders/{id}/close`, beside `/orders`. */
function findUnshown(index: RuleContext['index'], item: PathNode, parameter: string | undefined): Draft | undefined {
	if (!endsInName(item) || item.operations.length > 0 || !item.parent || parameter === undefined) return undefined;
	const draft = index.byCollection.get(item.parent);
	return draft && namesKey(draft.key, { parameter, noun: lastWord(item) }) ? draft : undefined;
}

function hasItems(node: PathNode): boolean {
	const named = endsInName(node) ? undefined : node.children.get('');
	return named !== undefined && named.operations.length > 0 && !endsInValue(named);
}

/**
 * Below an item: a GET that shows the item's own schema reads it, another one that documents 404, or answers the bytes that were sent, looks
 * for it where something makes it; POST, PUT, PATCH and DELETE are actions. An action moves where
 * its verb and one state plainly agree, patches where all that it takes are properties of the entity, else only looks for it.
 */
function ruleBelowItem(
	context: RuleContext,
	args: { node: PathNode; entry: PathOperation; draft: Draft; at: number },
): void {
	const { node, entry, draft } = args;
	const name = entry.names[args.at];
	if (name === undefined) return;
	const key = readPath(name);
	const { method } = entry;
	const view = viewAnswer(entry);
	const hints = { noun: lastWord(node.parent ?? node), parameter: name };
	if (method === 'get') {
		if (ruleThrough(context, args)) return;
		const own = view && draft.entity && findAlike(view, draft.entity);
		if (own && (isSameSchema(own.view, draft.entity) || isValueOf(own.view, draft.entity, lastWord(node)))) {
			give(context, { entry, draft, parts: { kind: 'read', key, answer: own.pointer } });
		} else if (
			context.made.has(draft) &&
			(entry.operation.responses.has('404') || isDownload(context, { entry, draft }))
		) {
			give(context, { entry, draft, parts: { kind: 'read', key } });
		} else refuse(context, entry, `its answer does not show ${draft.name}`);
		return;
	}
	if (method !== 'post' && method !== 'put' && method !== 'patch' && method !== 'delete') return;
	if (ruleCopy(context, { node, entry, draft, key, hints })) return;
	const isRevival = method !== 'delete' && REVIVALS.includes(plainWord(lastWord(node))) && isDeleted(context, draft);
	const revival = isRevival ? { revives: true } : {};
	const place = view && isObjectView(view) ? placeEntity(view, { draft, hints }) : undefined;
	const isIt = place && draft.entity && (isFreeObject(place.view) || isPartOf(place.view, draft.entity));
	const answer = { ...showAt(isIt ? place : undefined), ...revival };
	if (isOnList(node, draft) || LOOKS.includes(plainWord(lastWord(node)))) {
		give(context, { entry, draft, parts: { kind: 'read', key, ...answer } });
		return;
	}
	if (method === 'delete' && FORCES.includes(plainWord(lastWord(node))) && isDeleted(context, draft)) {
		give(context, { entry, draft, parts: { kind: 'delete', key, deleted: true } });
		return;
	}
	const action = readItemAction(listVerb(node.steps.slice(args.at + 1)));
	if (giveMove(context, { entry, draft, action, parts: { key, ...answer } })) return;
	const isBare = entry.operation.requestBody === undefined;
	const marked = isBare || takesWhole(context, args) ? findMarks(context, { draft, action, entry }) : undefined;
	if (marked) {
		const set = findTold(args, marked) ?? marked;
		give(context, { entry, draft, parts: { kind: 'patch', key, set, ...answer } });
		return;
	}
	const told = method === 'delete' ? undefined : (findAmount(args) ?? findSentVerb(node, entry, draft));
	const pointed = told ?? findPointed(args);
	if (pointed) {
		give(context, { entry, draft, parts: { kind: 'patch', key, ...pointed, ...answer } });
		return;
	}
	const sent = method === 'delete' ? undefined : findPatched(args, { showsIt: isIt === true });
	if (sent) {
		give(context, {
			entry,
			draft,
			parts: { kind: 'patch', key, set: new Map(), ...sendAt(sent), ...answer },
		});
		return;
	}
	const value = method === 'delete' ? undefined : findValue(args, { showsIt: isIt === true });
	if (value) give(context, { entry, draft, parts: { kind: 'patch', key, ...value, ...answer } });
	else give(context, { entry, draft, parts: { kind: 'read', key, ...answer } });
}

/** It takes what makes such an entity, which is no more than what generators write where an action has no body of its own. */
function takesWhole(
	{ given }: RuleContext,
	{ node, entry, draft }: { node: PathNode; entry: PathOperation; draft: Draft },
): boolean {
	const { view } = viewSentBody(entry.operation);
	const name = view && nameOfSchema(view);
	if (name === undefined) return false;
	// `PATCH /tasks/{id}/read` is what is sent as `read`.
	const isProperty = draft.entity !== undefined && listPlainNames(draft.entity).has(plainWord(lastWord(node)));
	if (isProperty && entry.method !== 'post') return false;
	if (draft.entity && name === nameOfSchema(draft.entity)) return true;
	for (const { draft: own, parts, entry: other } of given.values()) {
		const sent = own === draft && parts.kind === 'create' ? viewSentBody(other.operation).view : undefined;
		if (sent && name === nameOfSchema(sent)) return true;
	}
	return false;
}

/** Its query must say what a flag becomes that its word would set: `PATCH /users/{id}/set_active?active=false`. */
function findTold(
	args: { node: PathNode; entry: PathOperation; draft: Draft },
	marked: ReadonlyMap<string, EffectValue>,
): Map<string, EffectValue> | undefined {
	if (!args.entry.operation.parameters.some((one) => one.in === 'query' && one.required)) return undefined;
	const set = findValue(args, { showsIt: true })?.set;
	return set?.size === 1 && [...set.keys()].every((name) => marked.has(name)) ? set : undefined;
}

/** What an action by one word sets: a flag, or else a moment, and the number that counts it; what is toggled is turned over. */
function findMarks(
	context: RuleContext,
	{ draft, action, entry }: { draft: Draft; action: ItemAction; entry: PathOperation },
): Map<string, EffectValue> | undefined {
	const { toggled, isMarked } = action;
	const verb = action.verb === 'restore' && isThrownAway(draft) ? 'untrash' : action.verb;
	const isUndone = entry.method === 'delete';
	const turned = toggled === undefined || isUndone ? undefined : findToggled(toggled, draft);
	if (turned !== undefined) return new Map([[turned, { kind: 'not' }]]);
	if (verb === undefined || !draft.entity) return undefined;
	const flag = findFlag(verb, draft.entity, isUndone) ?? (isMarked ? findMarked(verb, draft.entity) : undefined);
	const marks = flag
		? setFlag(verb, draft, { property: flag.property, value: flag.to })
		: setDoneAt(verb, draft, isUndone);
	const counter = findCounter(context, { draft, verb, flag, isUndone });
	if (counter) return (marks ?? new Map()).set(...counter);
	return marks ?? (isUndone ? undefined : findSettingsInside(verb, draft, entry.operation));
}

/** It shows that it was put to the trash: `trashedAt`. */
function isThrownAway({ entity }: Draft): boolean {
	return (
		entity !== undefined && (findMoment('trashed', entity) ?? findFlagOf(entity, 'trashed')?.property) !== undefined
	);
}

function findMarked(word: string, entity: SchemaView): FoundFlag | undefined {
	const flag = findFlagOf(entity, plainWord(word));
	return flag && { property: flag.property, to: flag.value };
}

/** The words below an item that say what is done: `['close']` of `/actions/close`. */
function listVerb(steps: PathNode['steps']): string[] {
	const words = steps.filter((step) => step !== undefined);
	return words.length > 1 && ACTIONS.includes(plainWord(words[0] ?? '')) ? words.slice(1) : words;
}

/**
 * A GET on an item path whose answer is something else than the entity (a file, a text, its report) looks for it all the same where a
 * request makes it and the path has its key: what was deleted is not downloaded.
 */
export function ruleLookups(context: RuleContext): void {
	for (const draft of context.drafts) {
		for (const { family } of draft.evidence) {
			const entry = findMethod(family.item, 'get');
			const name = entry?.names.at(-1);
			const view = entry && viewAnswer(entry);
			const isList = view !== undefined && outlineView(view).kind === 'list';
			if (!entry || name === undefined || isList || !context.made.has(draft)) continue;
			if (namesKey(draft.key, { parameter: name, noun: family.noun })) {
				give(context, { entry, draft, parts: { kind: 'read', key: readPath(name) } });
			}
		}
	}
}

/** A request takes its entities away, so that there is something to bring back. */
function isDeleted({ given }: RuleContext, draft: Draft): boolean {
	for (const one of given.values())
		if (one.draft === draft && (one.parts.kind === 'delete' || one.parts.kind === 'clear')) return true;
	return false;
}

/** `/posts/{id}/comment` where a post has `comments`: the action adds to a list inside the entity. */
function isOnList(node: PathNode, draft: Draft): boolean {
	const word = toSingular(lastWord(node));
	return [...(draft.entity ? outlineProperties(draft.entity) : [])].some(
		([name, property]) => outlineView(property).kind === 'list' && isSameNoun(name, word),
	);
}

/** `{ balance, currency }` of `/accounts/{id}/balance`: a value of the entity that the path names, with more of it or not. */
function isValueOf(shown: SchemaView, entity: SchemaView | undefined, word: string): boolean {
	const plain = plainWord(word);
	const [name = '', own] =
		[...(entity ? outlineProperties(entity) : [])].find(([one]) => plainWord(one) === plain) ?? [];
	const value = outlineProperties(shown).get(name);
	const isAlike = own !== undefined && value !== undefined && outlineView(own).kind === outlineView(value).kind;
	return isAlike && isPartOf(shown, entity as SchemaView);
}

function isSameSchema(one: SchemaView, other: SchemaView | undefined): boolean {
	const identity = nameOfSchema(one);
	return identity !== undefined && other !== undefined && identity === nameOfSchema(other);
}
