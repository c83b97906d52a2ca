// Entities of one collection that are assigned to those of another by a path with both names: `PUT /users/{id}/roles/{roleId}`.

import type { Resource } from '../../types/effect.ts';
import type { Draft } from './draft.ts';
import type { Evidence } from './evidence.ts';
import { findOnCollection } from './families.ts';
import { findAlike, findEntity } from './find-entity.ts';
import { listItemsAbove } from './find-owners.ts';
import { findNamedProperty } from './named-property.ts';
import { findMethod, lastWord, listNames, type PathOperation } from './path-tree.ts';
import { type EffectParts, type Given, listAt, type RuleContext, readPath, showAt } from './rule-context.ts';
import { viewAnswer } from './seen-bodies.ts';
import { isSameNoun, plainWord, toSingular } from './words.ts';

/**
 * The roles of a user are those that were assigned, where roles have a collection of their own, nothing is made below users, and a PUT or
 * POST without a body names both. Takes the place of what other rules gave these operations; the answer are the resources that hold the
 * assignments.
 */
export function ruleAssignments(context: RuleContext, taken: ReadonlyMap<string, Resource>): Resource[] {
	const holders: Resource[] = [];
	const names = new Set([...taken.keys(), ...context.drafts.map(({ name }) => name)]);
	for (const draft of context.drafts) {
		const homes = draft.isSingleton ? [] : draft.evidence.filter(isHome);
		for (const evidence of homes.length > 0 ? draft.evidence : []) {
			const { prefix } = evidence.family;
			const adding = homes.includes(evidence) && homes.length === 1 ? [] : findAdding(evidence);
			const [first] = adding.filter(({ operation }) => !context.isSettled(operation));
			const owners = listItemsAbove(prefix, { draft, items: context.index.byItem });
			// The nearest name is that of who has them; `/me/starred` is everybody's.
			const isOwned = isBelow(evidence)
				? owners[0]?.step === prefix.steps.length - 1
				: homes.some((home) => makesSome(home) && !isSameNoun(home.family.noun, evidence.family.noun));
			if (!first || !isOwned || showsOwner(draft, first)) continue;
			const holder = makeHolder(first, { draft, owners, names });
			names.add(holder.name);
			holders.push(holder);
			giveEffects(context, { draft, evidence, adding, holder: holder.name });
		}
	}
	return holders;
}

/** What shows whose it is belongs to one for good. */
function showsOwner({ entity, key }: Draft, entry: PathOperation): boolean {
	const owners = listNames(entry).slice(0, -1);
	return entity !== undefined && owners.some((owner) => findNamedProperty(entity, { ...owner, key }) !== undefined);
}

function isBelow({ family }: Evidence): boolean {
	return family.prefix.steps.includes(undefined);
}

/** A collection of all of them, each named by one name. */
function isHome(evidence: Evidence): boolean {
	return !isBelow(evidence) && isSingle(evidence) && (evidence.read !== undefined || makesSome(evidence));
}

function makesSome({ family }: Evidence): boolean {
	return findOnCollection(family, 'post') !== undefined;
}

function isSingle({ family: { item, prefix } }: Evidence): boolean {
	return item === undefined || item.steps.length === prefix.steps.length + 2;
}

/** What adds one by its path alone; empty: entities are made there, or there is nothing to see of it. */
function findAdding(evidence: Evidence): PathOperation[] {
	const { family, list } = evidence;
	if (!family.item || !list || !isSingle(evidence) || makesSome(evidence)) return [];
	return (['put', 'post'] as const).flatMap((method) => {
		const entry = findMethod(family.item, method);
		return entry && entry.operation.requestBody === undefined ? [entry] : [];
	});
}

function makeHolder(
	entry: PathOperation,
	args: { draft: Draft; owners: ReturnType<typeof listItemsAbove>; names: ReadonlySet<string> },
): Resource {
	const { draft, owners } = args;
	const own = listNames(entry).map(({ name, noun }) =>
		plainWord(name) === 'id' ? `${plainWord(toSingular(noun))}_${name}` : name,
	);
	const plain = `${owners[0]?.name ?? lastWord(entry.node)}_${draft.name}`;
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

function giveEffects(
	context: RuleContext,
	args: { draft: Draft; evidence: Evidence; adding: readonly PathOperation[]; holder: string },
): void {
	const { draft, evidence, adding, holder: resource } = args;
	const { family, list } = evidence;
	const put = (entry: PathOperation, parts: EffectParts): void => {
		const given: Given = { entry, draft, parts };
		if (!context.isSettled(entry.operation)) context.given.set(entry.operation, given);
	};
	for (const entry of family.item?.operations ?? []) {
		const name = entry.names.at(-1);
		if (name === undefined) continue;
		const does = adding.includes(entry) ? 'add' : DOES[entry.method];
		if (!does) continue;
		const view = viewAnswer(entry);
		const shown = view && (draft.entity ? findAlike(view, draft.entity) : findEntity(view, evidence.hints));
		put(entry, { kind: 'read', key: readPath(name), ...showAt(shown), assigned: { resource, does } });
	}
	if (list) {
		put(list.entry, { kind: 'list', ...listAt(list), filters: [], assigned: { resource, does: 'ask' } });
	}
}

const DOES: Readonly<Partial<Record<PathOperation['method'], 'remove' | 'ask'>>> = {
	get: 'ask',
	head: 'ask',
	delete: 'remove',
};
