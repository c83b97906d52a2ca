// Entities of one collection that are assigned to those of another by a path with both names, `PUT /users/{id}/roles/{roleId}`, or by a
// path and what is sent: `POST /courses/{id}/students` with `{ studentId }`, `POST /chats/{id}/members` with `{ member_ids }`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listValues } from '../../schema/values.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Expression } from '../../types/effect.ts';
import type { Resource } from '../../types/resource.ts';
import { SELVES } from './account-rules.ts';
import { isPartOf, nameOfSchema } from './agreement.ts';
import type { Draft } from './draft.ts';
import type { Evidence } from './evidence.ts';
import { findOnCollection } from './families.ts';
import { type EntityPlace, findAlike, findEntity, listAnswerObjects } from './find-entity.ts';
import { findMany } from './find-many.ts';
import { listItemsAbove } from './find-owners.ts';
import { findKeysOf } from './find-parts.ts';
import { findSentKey, findSentKeys } from './find-sent-keys.ts';
import { findNamedProperty } from './named-property.ts';
import { endsInName, findMethod, listNames, type PathNode, type PathOperation } from './path-tree.ts';
import { type EffectParts, type Given, listAt, type RuleContext, readPath, showAt } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { isSameNoun, plainWord, toSingular } from './words.ts';

/** The key of none: they are named by what is sent. */
const NOBODY: Expression = { kind: 'constant', value: '', source: '' };

/**
 * The roles of a user are those that were assigned, where roles have a collection of their own, nothing is made below users, and a PUT or
 * POST names both. So are the users of a role then, where a list of them stands below it. Takes the place of what other rules gave these operations; the answer are the resources that hold the
 * assignments.
 */
export function ruleAssignments(context: RuleContext, taken: ReadonlyMap<string, Resource>): Resource[] {
	const holders: Resource[] = [];
	const held = new Map<Resource, string>();
	const names = new Set([...taken.keys(), ...context.drafts.map(({ name }) => name)]);
	for (const draft of context.drafts) {
		const homes = draft.isSingleton ? [] : draft.evidence.filter((evidence) => isHome(evidence, draft));
		for (const evidence of homes.length > 0 ? draft.evidence : []) {
			const { prefix } = evidence.family;
			const adding = homes.includes(evidence) && homes.length === 1 ? [] : findAdding(evidence, draft);
			const [first] = adding.filter(({ entry }) => !context.isSettled(entry.operation));
			const owners = listItemsAbove(prefix, { draft, items: context.index.byItem });
			// The nearest name is that of who has them; `/me/starred` is everybody's.
			const isOwned = isBelow(evidence)
				? owners[0]?.step === prefix.steps.length - 1
				: isMine(prefix) ||
					homes.some((home) => makesSome(home) && !isSameNoun(home.family.noun, evidence.family.noun));
			if (!first || !isOwned || showsOwner(draft, first.entry)) continue;
			const holder = makeHolder(first, { draft, owners, names });
			names.add(holder.name);
			holders.push(holder);
			const keys = findHeldKeys(context, evidence, draft);
			if (keys !== undefined) held.set(holder, keys);
			giveEffects(context, { draft, evidence, adding, holder: holder.name, keys });
		}
	}
	for (const holder of holders) giveReverse(context, holder, held.get(holder));
	return holders;
}

/** Those that one of them is assigned to: `GET /students/{id}/courses`. */
function giveReverse(context: RuleContext, { name, scope, owners = [] }: Resource, keys: string | undefined): void {
	const given = owners.find(({ isKey }) => isKey)?.resource;
	const to = owners.find(({ at }) => at === scope.length - 1)?.resource;
	const draft = context.drafts.find((one) => one.name === to);
	for (const { family, list } of draft?.evidence ?? []) {
		if (!draft || !list || findOnCollection(family, 'post') || context.isSettled(list.entry.operation)) continue;
		const [above] = listItemsAbove(family.prefix, { draft, items: context.index.byItem });
		if (above?.name !== given || above?.step !== family.prefix.steps.length - 1) continue;
		const parts: EffectParts = {
			kind: 'list',
			...listAt(list),
			filters: [],
			assigned: { resource: name, does: 'ask', isReverse: true, ...(keys !== undefined && { keys }) },
		};
		if (!showsOwner(draft, list.entry)) context.given.set(list.entry.operation, { entry: list.entry, draft, parts });
	}
}

/** Where who has them shows their keys: `member_ids` of a chat. */
function findHeldKeys({ index }: RuleContext, { family }: Evidence, draft: Draft): string | undefined {
	const entity = index.byItem.get(family.prefix)?.entity;
	return entity && (findKeysOf(entity, family.noun) ?? findKeysOf(entity, draft.name));
}

/** Where the answer shows who has them, by the name of its schema. */
function findOwnerShown(
	{ index }: RuleContext,
	{ family }: Evidence,
	view: SchemaView | undefined,
): EntityPlace | undefined {
	const entity = index.byItem.get(family.prefix)?.entity;
	const name = entity && nameOfSchema(entity);
	return name === undefined || !view
		? undefined
		: listAnswerObjects(view).find((one) => nameOfSchema(one.view) === name);
}

/** What adds one, and where it has the key, if that is sent; or several, by `keys`, in the place of all that there were if it is a PUT. */
interface Adding {
	entry: PathOperation;
	key?: Expression;
	keys?: Expression;
}

/** What shows whose it is belongs to one for good. */
function showsOwner({ entity, key }: Draft, entry: PathOperation): boolean {
	const names = listNames(entry);
	const owners = endsInName(entry.node) ? names.slice(0, -1) : names;
	return entity !== undefined && owners.some((owner) => findNamedProperty(entity, { ...owner, key }) !== undefined);
}

function isBelow({ family }: Evidence): boolean {
	return family.prefix.steps.includes(undefined);
}

/** A collection of all of them, each named by one name; one that only lists them is it as long as nothing is added there. */
function isHome(evidence: Evidence, draft: Draft): boolean {
	if (isBelow(evidence) || !isSingle(evidence)) return false;
	if (evidence.read !== undefined || makesSome(evidence)) return true;
	return evidence.list !== undefined && !isMine(evidence.family.prefix) && findAdding(evidence, draft).length === 0;
}

/** `/me`, `/users/current`: what stands there is of who is asking. */
function isMine({ steps }: PathNode): boolean {
	const word = plainWord(steps.at(-1) ?? '');
	return SELVES.has(word) || word === 'my';
}

function makesSome({ family }: Evidence): boolean {
	return findOnCollection(family, 'post') !== undefined;
}

function isSingle({ family: { item, prefix } }: Evidence): boolean {
	return item === undefined || item.steps.length === prefix.steps.length + 2;
}

/** What adds one by its path alone, or by its key in what is sent; empty: entities are made there, or there is nothing to see of it. */
function findAdding(evidence: Evidence, draft: Draft): Adding[] {
	const { family, list } = evidence;
	if (!list || !isSingle(evidence)) return [];
	const on = { draft, noun: family.noun };
	const create = findOnCollection(family, 'post');
	const key = create && findSentKey(create, on);
	const several = (['post', 'put'] as const).flatMap((method) => {
		const entry = key && method === 'post' ? undefined : findOnCollection(family, method);
		const keys = entry && findSentKeys(entry, on);
		return entry && keys ? [{ entry, keys }] : [];
	});
	if (create && !key && several[0]?.entry !== create) return [];
	const byPath = (['put', 'post'] as const).flatMap((method) => {
		const entry = findMethod(family.item, method);
		return entry && saysNothingOf(entry, draft) ? [{ entry }] : [];
	});
	return [...(create && key ? [{ entry: create, key }] : []), ...several, ...byPath];
}

/** What is sent, if anything, is of the assignment: `{ role }`. */
function saysNothingOf({ operation }: PathOperation, { entity }: Draft): boolean {
	if (operation.requestBody === undefined) return true;
	const { view, isForm } = viewSentBody(operation);
	if (!view || isForm || !entity || operation.method !== 'put') return false;
	const sent = [...outlineProperties(view)];
	return sent.length > 0 && !sent.some(([name, member]) => isOwn(member, outlineProperties(entity).get(name)));
}

/** A role in a chat is none of a user's roles, though both are called so: they have other values. */
function isOwn(sent: SchemaView, own: SchemaView | undefined): boolean {
	if (!own) return false;
	const [values, known] = [sent, own].map((view) => listValues(outlineView(view).view));
	return !values || !known || values.every((value) => known.includes(value));
}

function makeHolder(
	{ entry, key, keys }: Adding,
	args: { draft: Draft; owners: ReturnType<typeof listItemsAbove>; names: ReadonlySet<string> },
): Resource {
	const { draft, owners } = args;
	const own = listNames(entry).map(({ name, noun }) =>
		plainWord(name) === 'id' ? `${plainWord(toSingular(noun))}_${name}` : name,
	);
	// The name of the one that is added is in what is sent.
	if (key?.kind === 'body') own.push(nameSent(key.pointer.slice(1), draft));
	if (keys) own.push(`${draft.name}_${draft.key[0]}`);
	const plain = `${owners[0]?.name ?? nameHolder(entry.node, draft)}_${draft.name}`;
	let name = plain;
	for (let number = 2; args.names.has(name); number += 1) name = `${plain}_${number}`;
	return {
		name,
		key: own.at(-1) ?? '',
		scope: own.slice(0, -1),
		states: new Map(),
		owners: [...owners.map(({ name: resource, at }) => ({ resource, at })), { resource: draft.name, isKey: true }],
		inferred: true,
		pointer: entry.outline.pathItem.pointer,
	};
}

/** `starred` of `/me/starred`, `current` of `/users/current/players`. */
function nameHolder(node: PathNode, { name }: Draft): string {
	const words = node.steps.filter((step) => step !== undefined);
	return (isSameNoun(words.at(-1) ?? '', name) && words.at(-2)) || (words.at(-1) ?? '');
}

function nameSent(sent: string, { name, key }: Draft): string {
	return plainWord(sent) === plainWord(key[0] ?? '') ? `${name}_${sent}` : sent;
}

function giveEffects(
	context: RuleContext,
	args: {
		draft: Draft;
		evidence: Evidence;
		adding: readonly Adding[];
		holder: string;
		keys: string | undefined;
	},
): void {
	const { draft, evidence, adding, holder: resource, keys: held } = args;
	const by = { resource, ...(held !== undefined && { keys: held }) };
	const { family, list } = evidence;
	const put = (entry: PathOperation, parts: EffectParts): void => {
		const given: Given = { entry, draft, parts };
		if (!context.isSettled(entry.operation)) context.given.set(entry.operation, given);
	};
	const give = (entry: PathOperation, key: Expression, does: 'add' | 'remove' | 'ask'): void => {
		const view = viewAnswer(entry);
		const whole = findOwnerShown(context, evidence, view);
		if (whole) {
			put(entry, { kind: 'read', key, answer: whole.pointer, assigned: { ...by, does, showsOwner: true } });
			return;
		}
		const shown = view && (draft.entity ? findAlike(view, draft.entity) : findEntity(view, evidence.hints));
		put(entry, { kind: 'read', key, ...showAt(shown), assigned: { ...by, does } });
	};
	const giveMany = (entry: PathOperation, keys: Expression, does: 'add' | 'set' | 'remove'): void => {
		const view = viewAnswer(entry);
		const isIt = (item: SchemaView): boolean => draft.entity !== undefined && isPartOf(item, draft.entity);
		const many = view && findMany(view, { noun: family.noun, isIt });
		const whole = findOwnerShown(context, evidence, view);
		const answer = whole ? { answer: whole.pointer } : many && { answer: joinPointer(many.pointer, 0) };
		const shows = whole && { showsOwner: true as const };
		put(entry, { kind: 'read', key: NOBODY, keys, ...answer, assigned: { ...by, does, ...shows } });
	};
	for (const { entry, key, keys } of adding) {
		if (key) give(entry, key, 'add');
		if (keys) giveMany(entry, keys, entry.method === 'put' ? 'set' : 'add');
	}
	const taking = findOnCollection(family, 'delete');
	const taken = taking && findSentKeys(taking, { draft, noun: family.noun });
	if (taking && taken) giveMany(taking, taken, 'remove');
	for (const entry of family.item?.operations ?? []) {
		const name = entry.names.at(-1);
		const does = adding.some((one) => one.entry === entry) ? 'add' : DOES[entry.method];
		if (name !== undefined && does) give(entry, readPath(name), does);
	}
	if (list) {
		put(list.entry, { kind: 'list', ...listAt(list), filters: [], assigned: { ...by, does: 'ask' } });
	}
}

const DOES: Readonly<Partial<Record<PathOperation['method'], 'remove' | 'ask'>>> = {
	get: 'ask',
	head: 'ask',
	delete: 'remove',
};
