// Objects inside an entity that have a path of their own: `PUT /orders/{id}/address`, where an order shows its `address`.

import { joinPointer } from '../../read/pointer.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { listRequired } from '../../schema/required.ts';
import { isNullable } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { ListPart } from '../../types/effect.ts';
import { isFreeObject, isPartOf, nameOfSchema } from './agreement.ts';
import type { Draft } from './draft.ts';
import { type EntityPlace, findSentEntity, isEnvelope, listAnswerObjects } from './find-entity.ts';
import { findHolder } from './find-parts.ts';
import { endsInName, findMethod, lastWord, type PathNode, type PathOperation, type PathTree } from './path-tree.ts';
import { give, type RuleContext, readHolderKey, refuse } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { plainWord } from './words.ts';

/** A path that is of an object inside of what its parent shows. */
export interface Inside {
	node: PathNode;
	above: PathNode;
	/** What has the object. */
	entity: SchemaView;
	property: string;
	view: SchemaView;
}

/** The paths that are of an object inside of what is shown above them: called as a property, and of its shape wherever they show or take one. */
export function findInsides(tree: PathTree): Inside[] {
	const found = new Map(tree.nodes.flatMap((node) => (isPlace(node) ? [[node, findInside(node)] as const] : [])));
	// What lies deeper is of the object, and that is nothing of its own.
	return [...found.values()].filter((one) => one !== undefined && !found.get(one.above)) as Inside[];
}

/** It may be of an object inside of what its parent is of. */
function isPlace(node: PathNode): boolean {
	const { parent: above } = node;
	const isCollection = (node.children.get('')?.operations.length ?? 0) > 0;
	if (endsInName(node) || isCollection || !above || above.steps.length === 0) return false;
	// What has others to be read below it is a thing of its own.
	if ([...node.children.values()].some((child) => findMethod(child, 'get'))) return false;
	return node.operations.some(({ method }) => method === 'get' || method === 'put' || method === 'patch');
}

function findInside(node: PathNode): Inside | undefined {
	const above = node.parent as PathNode;
	const read = findMethod(above, 'get');
	const view = read && viewAnswer(read);
	const found = view && findObjectInside(view, plainWord(lastWord(node)));
	if (!found || !speaksOf(node, found.view)) return undefined;
	const inside = { node, above, ...found };
	return node.operations.every((entry) => findDeed(inside, entry)) ? inside : undefined;
}

/** The object inside of what an answer shows that is called so. Many paths may stand below one item, and most are of none of its properties. */
function findObjectInside(answer: SchemaView, word: string): Pick<Inside, 'entity' | 'property' | 'view'> | undefined {
	for (const { view: entity } of listAnswerObjects(answer)) {
		for (const [property, view] of outlineProperties(entity)) {
			if (plainWord(property) !== word || outlineView(view).kind !== 'object') continue;
			if (!isOfMany(property, view)) return { entity, property, view };
		}
	}
	return undefined;
}

/** `{ data: [...], has_more }` is a list of others, and so is what has a list that is called as itself. */
function isOfMany(property: string, view: SchemaView): boolean {
	return [...outlineProperties(view)].some(
		([name, one]) => isEnvelope(name, property) && outlineView(one).kind === 'list',
	);
}

/** Its GET, or else a change of it, is of the same shape. */
function speaksOf(node: PathNode, own: SchemaView): boolean {
	const read = findMethod(node, 'get');
	const shown = read && viewAnswer(read);
	if (read) return shown !== undefined && findSame(shown, own) !== undefined;
	const changes = node.operations.filter(({ method }) => method === 'put' || method === 'patch');
	return changes.some((entry) => findSent(entry, own) !== undefined);
}

function findSame(view: SchemaView, own: SchemaView): ReturnType<typeof listAnswerObjects>[number] | undefined {
	return listAnswerObjects(view).find((place) => isSame(place.view, own));
}

function isSame(one: SchemaView, own: SchemaView): boolean {
	// Of which nobody says what is in it, nothing else can be the same.
	if (isFreeObject(own)) return isFreeObject(one);
	const name = nameOfSchema(one);
	return (name !== undefined && name === nameOfSchema(own)) || (isPartOf(one, own) && isPartOf(own, one));
}

function findSent({ operation, node }: PathOperation, own: SchemaView) {
	const { view, isForm } = viewSentBody(operation);
	if (view && !isForm && isFreeObject(own)) return findSentFree(view, lastWord(node));
	const sent = view && !isForm ? findSentEntity(view, { noun: lastWord(node), entity: own }) : undefined;
	return sent?.isSure && isPartOf(sent.place.view, own) ? sent.place : undefined;
}

/** All of the body, or what is called so in it, of which nobody says what is in it. */
function findSentFree(view: SchemaView, word: string): Pick<EntityPlace, 'pointer' | 'view'> | undefined {
	if (isFreeObject(view)) return { pointer: '', view };
	const [name, member] = [...outlineProperties(view)].find(([one]) => plainWord(one) === plainWord(word)) ?? [];
	return name !== undefined && member && isFreeObject(member)
		? { pointer: joinPointer('', name), view: member }
		: undefined;
}

/** Gives their operations effects on what has the object; those whose parent turned out to be nothing that is stored. */
export function ruleInsides(context: RuleContext, insides: readonly Inside[]): Inside[] {
	return insides.filter((inside) => {
		const draft = context.drafts.find(
			({ node, evidence }) => node === inside.above || evidence.some(({ family }) => family.item === inside.above),
		);
		for (const entry of draft ? inside.node.operations : []) ruleOne(context, { inside, draft: draft as Draft, entry });
		return draft === undefined;
	});
}

interface On {
	inside: Inside;
	draft: Draft;
	entry: PathOperation;
}

function ruleOne(context: RuleContext, on: On): void {
	const { inside, draft, entry } = on;
	const { above, property } = inside;
	const key = readHolderKey(on, above);
	const does = findDeed(inside, entry);
	if (!key || !does) {
		refuse(context, entry, `what it does with the ${property} of ${lastWord(above)} can't be told`);
		return;
	}
	const view = viewAnswer(entry);
	const whole = findHolder(view, inside);
	const own = view && !whole ? findSame(view, inside.view) : undefined;
	const answer = whole?.pointer ?? own?.pointer;
	const part: ListPart = { property, isObject: true, does, ...(own && { shows: 'element' as const }) };
	const common = { key, part, ...(answer !== undefined && { answer }) };
	if (does === 'read') give(context, { entry, draft, parts: { kind: 'read', ...common } });
	else {
		const place = findSent(entry, inside.view);
		const request = place && place.pointer !== '' ? { request: place.pointer } : {};
		give(context, { entry, draft, parts: { kind: 'patch', set: new Map(), ...request, ...common } });
	}
}

/** What is done with the object; `undefined`: that can't be told, or what must be there can't be taken away. */
function findDeed({ entity, property, view }: Inside, entry: PathOperation): ListPart['does'] | undefined {
	switch (entry.method) {
		case 'get':
			return 'read';
		case 'delete':
			return !listRequired(entity).has(property) || isNullable(view) ? 'remove' : undefined;
		case 'put':
		case 'post':
		case 'patch':
			return findSent(entry, view) ? (entry.method === 'patch' ? 'patch' : 'replace') : undefined;
		default:
			return undefined;
	}
}
