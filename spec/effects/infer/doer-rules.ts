// What is done to an entity by who is signed in, where lists show by whom, or to which: `POST /users/{id}/follow`, `GET /users/{id}/followers` and `/following`.

import type { Resource } from '../../types/resource.ts';
import { SELVES } from './account-rules.ts';
import type { Draft } from './draft.ts';
import { findOnCollection } from './families.ts';
import { endsInName, findMethod, lastWord, listNames, type PathNode, type PathOperation } from './path-tree.ts';
import { PEOPLE } from './register-rules.ts';
import { type Given, type RuleContext, readPath } from './rule-context.ts';
import { isSameNoun, plainWord, toSingular } from './words.ts';

/** What those are called who did it, where no ending tells. */
const DOERS: Readonly<Record<string, readonly string[]>> = {
	join: ['members', 'participants', 'attendees', 'players'],
	attend: ['attendees', 'participants'],
	rsvp: ['attendees', 'participants', 'guests'],
	register: ['attendees', 'participants', 'registrants'],
	enroll: ['students', 'enrollees', 'participants'],
	star: ['stargazers'],
	clap: ['clappers'],
};
/** What takes it back, besides `unfollow` and a DELETE. */
const UNDONE: Readonly<Record<string, string>> = { join: 'leave', attend: 'leave', enroll: 'unenroll' };
/** What those are called to which it was done. */
const DONE: Readonly<Record<string, readonly string[]>> = { follow: ['followings', 'followees', 'followed'] };

/** An action on one entity, and what shows who did it. */
interface Done {
	verb: string;
	node: PathNode;
	item: PathNode;
	draft: Draft;
	people: Draft;
	does: readonly { given: Given; does: 'add' | 'remove' }[];
}

/** Adds to actions and lists what holds who did it to which; the answer are the resources that hold it. `taken`: names that others have. */
export function ruleDoers(context: RuleContext, taken: ReadonlyMap<string, Resource>): Resource[] {
	const holders: Resource[] = [];
	const names = new Set([...taken.keys(), ...context.drafts.map(({ name }) => name)]);
	const signed = [...context.given.values()].find(({ parts }) => parts.signsIn)?.draft;
	for (const given of [...context.given.values()]) joinIn(context, given);
	if (!signed) return holders;
	for (const given of context.given.values()) {
		const done = findDone(context, given, signed);
		const lists = done ? listShowing(context, done) : [];
		if (!done || lists.length === 0) continue;
		const holder = makeHolder(done, names);
		names.add(holder.name);
		holders.push(holder);
		const by = done.people.name;
		for (const one of done.does)
			one.given.parts = { ...one.given.parts, done: { resource: holder.name, does: one.does, by } };
		for (const { given: list, above, isReverse } of lists) {
			const { only, ...parts } = list.parts;
			list.parts = {
				...parts,
				// While nobody is signed in, it is of all that are marked.
				...(!above && only && { only }),
				...(above && { parent: above }),
				assigned: { resource: holder.name, does: 'ask', ...(isReverse && { isReverse, by }) },
			} as Given['parts'];
		}
	}
	return holders;
}

/** `POST /tickets/{id}/watchers` that takes nothing makes no user, as those are made elsewhere of what is sent, and a DELETE there, or of one of them (`/watchers/{userId}`), takes away none: somebody joins them, or leaves. */
function joinIn(context: RuleContext, { entry, draft, parts }: Given): void {
	const { node } = entry;
	const owner = node.parent && context.index.byItem.get(node.parent);
	if (parts.kind !== 'create' || !owner || owner === draft) return;
	const isSomebody = isCalledOtherwise(draft, node);
	// What answers one makes it, unless that is somebody, who was there before.
	if (parts.answer !== undefined && !isSomebody) return;
	const isElsewhere = draft.evidence.some(({ family }) => {
		const made = findOnCollection(family, 'post');
		return made?.operation.requestBody !== undefined && !family.collections.includes(node);
	});
	if (entry.operation.requestBody !== undefined || !isElsewhere || context.isSettled(entry.operation)) return;
	const items = isSomebody ? [...node.children.values()].filter(endsInName) : [];
	for (const one of [entry, ...[node, ...items].map((place) => findMethod(place, 'delete'))]) {
		const name = one?.names[node.steps.length - 2];
		if (!one || name === undefined || one.operation.requestBody !== undefined || context.isSettled(one.operation))
			continue;
		if (context.given.get(one.operation)?.parts.assigned) continue;
		if (one === entry && parts.answer !== undefined) context.given.delete(one.operation);
		else context.given.set(one.operation, { entry: one, draft: owner, parts: { kind: 'read', key: readPath(name) } });
	}
}

/** Users that are called `watchers` here. */
function isCalledOtherwise({ evidence }: Draft, node: PathNode): boolean {
	const nouns = evidence.flatMap(({ family }) => (family.collections.includes(node) ? [] : [family.noun]));
	const isPeople = nouns.some((noun) => PEOPLE.includes(plainWord(toSingular(noun))));
	return isPeople && !nouns.some((noun) => isSameNoun(noun, lastWord(node)));
}

/** `POST /posts/{id}/like` that takes nothing, with what takes it back. */
function findDone(context: RuleContext, given: Given, people: Draft): Done | undefined {
	const { entry, draft } = given;
	const { node } = entry;
	const item = node.parent;
	if (!isAction(given) || !item || !endsInName(item) || context.index.byItem.get(item) !== draft) return undefined;
	if ((entry.method !== 'post' && entry.method !== 'put') || listNames(entry).length !== 1) return undefined;
	const word = plainWord(lastWord(node));
	// `/watchers`, which shows them as well.
	const verb = findMethod(node, 'get') ? word.replace(/(?:er)?s$/, '') : word;
	const undoing = [findMethod(node, 'delete')];
	for (const child of item.children.values()) {
		if (endsInName(child) || ![`un${verb}`, UNDONE[verb]].includes(plainWord(lastWord(child)))) continue;
		undoing.push(findMethod(child, 'post'), findMethod(child, 'put'), findMethod(child, 'delete'));
	}
	const undone = undoing.flatMap((one) => (one && context.given.get(one.operation)) || []).filter(isAction);
	const does = [{ given, does: 'add' as const }, ...undone.map((one) => ({ given: one, does: 'remove' as const }))];
	return { verb, node, item, draft, people, does };
}

function isAction({ entry, parts }: Given): boolean {
	const isOne = parts.kind === 'read' || parts.kind === 'patch' || parts.kind === 'move';
	return isOne && !parts.assigned && !parts.part && !parts.done && entry.operation.requestBody === undefined;
}

interface Showing {
	given: Given;
	above: { resource: string; key: ReturnType<typeof readPath> } | undefined;
	isReverse: boolean;
}

/** The lists of who did it to one of them, and of those to which one did it. */
function listShowing(context: RuleContext, { verb, node: own, item, draft, people }: Done): Showing[] {
	const doer = verb.endsWith('e') ? `${verb}rs` : `${verb}ers`;
	const doers = [doer, `${verb}s`, ...(DOERS[verb] ?? [])];
	const done = [nameDone(verb), verb.endsWith('e') ? `${verb}d` : `${verb}ed`, `${verb}s`, ...(DONE[verb] ?? [])];
	const found = findLists(context, item, { words: doers, draft: people, own }).map((one) => ({
		...one,
		isReverse: false,
	}));
	const items = people.evidence.flatMap(({ family }) => family.item ?? []);
	const selves = [...items.flatMap(({ parent }) => (parent ? [...parent.children.values()] : [])), ...findSelves(item)];
	const mine = new Set([
		...items,
		...selves.filter((node) => !endsInName(node) && SELVES.has(plainWord(lastWord(node)))),
	]);
	const isSame = draft === people;
	for (const node of mine) {
		const words = isSame ? done.filter((word) => !doers.includes(word)) : done;
		for (const one of findLists(context, node, { words, draft })) found.push({ ...one, isReverse: true });
	}
	return found;
}

function nameDone(verb: string): string {
	return verb.endsWith('e') ? `${verb.slice(0, -1)}ing` : `${verb}ing`;
}

/** `/me` beside the collection. */
function findSelves(item: PathNode): PathNode[] {
	const root = item.parent?.parent;
	return root ? [...root.children.values()] : [];
}

/** Lists of these right below a node. */
function findLists(
	context: RuleContext,
	node: PathNode,
	{ words, draft, own }: { words: readonly string[]; draft: Draft; own?: PathNode },
): Omit<Showing, 'isReverse'>[] {
	return [...node.children.values()].flatMap((child) => {
		const entry = words.includes(plainWord(child.steps.at(-1) ?? '')) ? findMethod(child, 'get') : undefined;
		const given = entry && context.given.get(entry.operation);
		const isIt = given?.draft === draft && given.parts.kind === 'list' && given.parts.counted === undefined;
		if (!entry || !isIt || given.parts.assigned || (child !== own && findMethod(child, 'post'))) return [];
		return [{ given, above: readAbove(context, node, entry) }];
	});
}

function readAbove({ index }: RuleContext, node: PathNode, entry: PathOperation): Showing['above'] {
	const name = endsInName(node) ? entry.names.at(-2) : undefined;
	const above = index.byItem.get(node);
	return name === undefined || !above ? undefined : { resource: above.name, key: readPath(name) };
}

/** `user_follow: [{ user_id: 2, by_user_id: 1 }]` */
function makeHolder({ verb, draft, people, does }: Done, names: ReadonlySet<string>): Resource {
	const plain = `${draft.name}_${verb}`;
	let name = plain;
	for (let number = 2; names.has(name); number += 1) name = `${plain}_${number}`;
	const isSame = draft === people;
	return {
		name,
		key: `${isSame ? 'by_' : ''}${people.name}_id`,
		scope: [`${draft.name}_id`],
		states: new Map(),
		owners: [{ resource: draft.name, at: 0 }, ...(isSame ? [] : [{ resource: people.name, isKey: true as const }])],
		inferred: true,
		pointer: does[0]?.given.entry.outline.pathItem.pointer ?? '',
	};
}
