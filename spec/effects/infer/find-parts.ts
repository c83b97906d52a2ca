// Which families are no more than a list inside the entity above them: the items of a cart, the tags of a post.

import { outlineItems, outlineProperties, outlineView } from '../../schema/outline.ts';
import type { SchemaView } from '../../schema/view.ts';
import { isPartOf, nameOfSchema } from './agreement.ts';
import type { Draft } from './draft.ts';
import { type Evidence, hasKey, isObjectView } from './evidence.ts';
import type { Family } from './families.ts';
import { type EntityPlace, findSentEntity, listAnswerObjects } from './find-entity.ts';
import { findKey } from './find-key.ts';
import { endsInName, findMethod, type PathNode, type PathOperation } from './path-tree.ts';
import type { RuleContext } from './rule-context.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { addSingleton } from './singleton-rules.ts';
import { isSameNoun, plainWord, splitName, toSingular } from './words.ts';

/** A family whose entities are the elements of a list of another one's. */
export interface Part {
	family: Family;
	/** What has the list: an item with its family, or a thing of which there is one. */
	holder: Evidence | Draft;
	entity: SchemaView;
	/** The list, and what is in it. */
	property: string;
	items: SchemaView;
	/** The steps to what names an element; absent: they are texts or numbers, or nothing names them. */
	key?: readonly string[];
}

/**
 * The families of these that are parts. It takes a list of the entity above that is called as the family, and that the family speaks of
 * nothing else: what changes it answers with the entity above, or nothing of the family shows an element, or these are texts.
 */
export function findParts(context: RuleContext, all: readonly Evidence[]): Part[] {
	const items = new Map(all.flatMap((evidence) => (evidence.family.item ? [[evidence.family.item, evidence]] : [])));
	const singletons = new Map(context.drafts.map((draft) => [draft.node, draft]));
	let homes: ReadonlySet<string> | undefined;
	const isHome = ({ noun }: Family): boolean => {
		homes ??= new Set(all.flatMap(({ family }) => (isBelow(family) ? [] : [plainWord(toSingular(family.noun))])));
		return homes.has(plainWord(toSingular(noun)));
	};
	return all.flatMap((evidence) => {
		const { family } = evidence;
		const { prefix } = family;
		const above = items.get(prefix) ?? singletons.get(prefix) ?? findUnchanged(prefix);
		const list = above?.entity && !family.key && isFree(context, family) && findList(above.entity, family.noun);
		if (!above?.entity || !list) return [];
		const { entity } = above;
		const key = findElementKey(list.items, family);
		const isNamed = key !== undefined || isText(list.items) || !family.item;
		if (!isNamed || !isPart(evidence, { entity, ...list, isHome })) return [];
		const holder = 'read' in above && 'node' in above ? addSingleton(context, above) : above;
		return [{ family, holder, entity, ...list, ...(key && { key }) }];
	});
}

/** Texts or numbers. */
export function isText(items: SchemaView): boolean {
	return outlineView(items).kind === 'scalar';
}

/** Where an answer shows the entity that has the list. */
export function findHolder(
	view: SchemaView | undefined,
	{ entity, property }: Pick<Part, 'entity' | 'property'>,
): EntityPlace | undefined {
	const name = nameOfSchema(entity);
	const isIt = ({ view: shown }: EntityPlace): boolean =>
		name === undefined
			? outlineProperties(shown).has(property) && isPartOf(shown, entity) && isPartOf(entity, shown)
			: nameOfSchema(shown) === name;
	return view && listAnswerObjects(view).find(isIt);
}

/** All operations on the family's paths. */
export function listPartOperations({ item, collections }: Family): readonly PathOperation[] {
	return [...collections, ...(item ? [item] : [])].flatMap(({ operations }) => operations);
}

function isBelow({ prefix }: Family): boolean {
	return prefix.parent !== undefined;
}

/** Some operation writes, and none says itself what it does. */
function isFree(context: RuleContext, family: Family): boolean {
	const own = listPartOperations(family);
	return own.some(({ method }) => method !== 'get') && own.every(({ operation }) => !context.isSettled(operation));
}

/** `GET /cart`, which nothing changes but what is done with its lists. */
function findUnchanged(
	node: PathNode,
): { node: PathNode; read: PathOperation; shown: EntityPlace; entity: SchemaView } | undefined {
	const read = endsInName(node) ? undefined : findMethod(node, 'get');
	const view = read && viewAnswer(read);
	const shown = view && isObjectView(view) ? listAnswerObjects(view).at(-1) : undefined;
	return read && shown && { node, read, shown, entity: shown.view };
}

/** The keys of others in an entity, which are called as the noun: `tag_ids` of the tags. */
export function findKeysOf(entity: SchemaView, noun: string): string | undefined {
	for (const [property, view] of outlineProperties(entity)) {
		const items = isOfKeys(property, noun) ? outlineItems(view) : undefined;
		if (items && isText(items)) return property;
	}
	return undefined;
}

function isOfKeys(property: string, noun: string): boolean {
	const word = plainWord(toSingular(noun));
	const plain = plainWord(property);
	return plain.startsWith(word) && /^(?:ids|uuids|keys)$/.test(plain.slice(word.length));
}

/** The list of an entity that is called as the noun (`items`), or as the keys of such (`item_ids`), else the only one that is called so with another word before (`cartItems`). */
function findList(entity: SchemaView, noun: string): Pick<Part, 'property' | 'items'> | undefined {
	const word = plainWord(toSingular(noun));
	let other: Pick<Part, 'property' | 'items'> | undefined;
	for (const [property, view] of outlineProperties(entity)) {
		const isSame = isSameNoun(property, noun) || isOfKeys(property, noun);
		if (!isSame && (word.length < 3 || !plainWord(toSingular(property)).endsWith(word))) continue;
		const items = outlineItems(view);
		if (!items || !(isText(items) || isObjectView(items))) continue;
		if (isSame) return { property, items };
		if (other) return undefined;
		other = { property, items };
	}
	return other;
}

/** What the path's name means of an element: a property of that name, the id of the object that it is called after (`product` for `productId`), else the element's own key. */
function findElementKey(items: SchemaView, { item, noun, collections }: Family): readonly string[] | undefined {
	if (isText(items)) return undefined;
	const parameter = item?.operations[0]?.names.at(-1);
	const properties = outlineProperties(items);
	const plain = plainWord(parameter ?? '');
	const exact = [...properties.keys()].find((name) => plainWord(name) === plain);
	if (exact !== undefined && hasKey(items, [exact])) return [exact];
	const words = splitName(parameter ?? '')
		.slice(0, -1)
		.join('');
	const inner = [...properties].find(([name]) => words !== '' && plainWord(name) === words);
	const innerKey = inner && findKey(inner[1], { noun: inner[0], parameter: 'id' })?.path;
	if (inner && innerKey) return [inner[0], ...innerKey];
	const found = findKey(items, { noun, ...(parameter !== undefined && { parameter }) })?.path;
	return found ?? (parameter === undefined ? findAsked(items, collections) : undefined);
}

/** Where no path names one: the property by which a DELETE asks for it, else the only one that is called as keys of other things are. */
function findAsked(items: SchemaView, collections: Family['collections']): readonly string[] | undefined {
	const names = [...outlineProperties(items).keys()].filter((name) => hasKey(items, [name]));
	const asked = collections
		.flatMap((node) => findMethod(node, 'delete')?.operation.parameters ?? [])
		.flatMap((one) => (one.in === 'query' ? names.filter((name) => plainWord(name) === plainWord(one.name)) : []));
	const keys = asked.length > 0 ? asked : names.filter((name) => /(?:[a-z]_?[Ii][Dd]|sku|code)$/i.test(name));
	return keys.length === 1 ? keys : undefined;
}

function isPart(
	{ family, created, changed, read, list }: Evidence,
	about: Pick<Part, 'entity' | 'property' | 'items'> & { isHome(family: Family): boolean },
): boolean {
	const { entity, items, property, isHome } = about;
	const name = nameOfSchema(items);
	// Replies to a note are notes.
	if (name !== undefined && name === nameOfSchema(entity)) return false;
	const writing = listPartOperations(family).filter(({ method }) => method !== 'get');
	if (writing.some((entry) => findHolder(viewAnswer(entry), about))) return true;
	// The keys of others are its own; where these are listed there as what they are, they are assigned.
	if (isText(items) && isOfKeys(property, family.noun)) return !(created || changed || read || list);
	if (isHome(family) || changed || read) return false;
	// `/cards/{id}/idMembers` may answer whom the keys are of.
	if (created) return isText(items) && !list && /^ids?[A-Z_]/.test(property);
	if (isText(items)) return true;
	const adds = family.collections.flatMap((node) => findMethod(node, 'post') ?? []);
	return !list && adds.some((entry) => sendsElement(entry, { family, items }));
}

function sendsElement({ operation }: PathOperation, { family, items }: { family: Family; items: SchemaView }): boolean {
	const { view } = viewSentBody(operation);
	return view !== undefined && findSentEntity(view, { noun: family.noun, entity: items })?.isSure === true;
}
