// A resource on its way: the families whose operations speak of the same kind of thing.

import type { SchemaView } from '../../schema/view.ts';
import type { Resource } from '../../types/resource.ts';
import { SEARCHES } from './action-words.ts';
import { countShared, isPartOf, nameOfSchema } from './agreement.ts';
import { findCollectionElsewhere } from './elsewhere.ts';
import { type Evidence, hasKey } from './evidence.ts';
import { findOnCollection } from './families.ts';
import { findSentEntity } from './find-entity.ts';
import { findStateOf } from './find-state-of.ts';
import { findBranches } from './find-tree.ts';
import { findListedBelow } from './listed-below.ts';
import { endsInName, findMethod, formatSteps, lastWord, type PathNode } from './path-tree.ts';
import { viewSentBody } from './seen-bodies.ts';
import { plainWord, toSingular } from './words.ts';

/** A resource before its operations have their effects. */
export interface Draft {
	name: string;
	/** Its key's steps. */
	key: readonly string[];
	isHidden: boolean;
	isSingleton: boolean;
	/** As a document declares it, or as another document's paths had it. */
	known: Resource | undefined;
	/** Of each family that shows it. */
	evidence: Evidence[];
	/** The fullest of its schemas. */
	entity: SchemaView | undefined;
	/** Of a singleton: where it lies. */
	node?: PathNode;
	/** Of a singleton: there is none until a request makes it. */
	isAbsent?: boolean;
	/** Of a file: the property that holds its bytes. */
	content?: string;
	/** What puts it in order. */
	ordered?: Resource['ordered'];
	/** It is listed below its collection alone. */
	isListedBelow?: boolean;
	/** What its actions move. */
	state?: { property: string; states: readonly string[] };
}

/**
 * Families that speak of the same thing make one draft: their entities have the same schema by name and the same key, and either
 * their nouns are the same or one of them alone could not both make and show an entity. Where the schemas have other names, the
 * nouns and the key must be the same, half of the properties on either side, and one of them must need the other. `findKnown`: the resource that a
 * document declares for a family.
 */
export function joinFamilies(
	all: readonly Evidence[],
	findKnown: (evidence: Evidence) => Resource | undefined,
): Draft[] {
	const index = indexDrafts([]);
	// A path that only makes, or only lists, is nothing of its own: `/login`, `/feed`.
	const open = all.filter((one) => one.key !== undefined && (one.family.item || one.list || isReadByQuery(one)));
	// But for what lists below it show.
	const below = findListedBelow(all, open);
	open.push(...below);
	const isRoot = findRoots(open);
	const order = (one: Evidence): number => (below.has(one) ? 0 : rank(one));
	for (const evidence of open.sort((one, other) => order(one) - order(other))) {
		const known = findKnown(evidence);
		const found = known ? index.byKnown.get(known) : findOwnDraft(index, evidence);
		const isApart = found && !known && !isRoot(evidence) && areApart(found, evidence);
		const draft = (isApart ? undefined : found) ?? {
			name: known?.name ?? '',
			key: evidence.key?.path ?? [],
			isHidden: evidence.key?.isHidden ?? false,
			isSingleton: false,
			known,
			evidence: [],
			entity: evidence.entity,
			...(below.has(evidence) && { isListedBelow: true }),
		};
		draft.evidence.push(evidence);
		addToIndex(index, { draft, evidence });
	}
	return [...index.all];
}

/** `GET /doc?id=1` of what another method on the path makes or changes. */
function isReadByQuery({ read, family: { collections } }: Evidence): boolean {
	return read !== undefined && collections.some(({ operations }) => operations.some(({ method }) => method !== 'get'));
}

/** Tells of a family whether one with its noun or its schemas stands below nobody: there each entity is known by its key alone. */
function findRoots(all: readonly Evidence[]): (evidence: Evidence) => boolean {
	const roots = all.filter(({ family }) => !isBelow(family));
	const nouns = new Set(roots.map(({ family }) => plainWord(toSingular(family.noun))));
	const schemas = new Set(roots.flatMap((one) => [...one.schemas]));
	return (evidence) =>
		nouns.has(plainWord(toSingular(evidence.family.noun))) || [...evidence.schemas].some((name) => schemas.has(name));
}

/** It stands below an item: `/boards/{id}/members`. */
export function isBelow({ prefix }: Evidence['family']): boolean {
	return prefix.steps.includes(undefined);
}

/**
 * Below different parents, and with keys that clients give, one key names two things: `u1` among the owners of a task and among those
 * of a bucket.
 */
function areApart(draft: Draft, evidence: Evidence): boolean {
	const place = formatSteps(evidence.family.prefix.steps);
	const others = draft.evidence.filter(({ family }) => isBelow(family) && formatSteps(family.prefix.steps) !== place);
	return others.length === draft.evidence.length && sendsKey(evidence) && others.every(sendsKey);
}

/** Its create has the key in what it sends, or a PUT makes what its path names. */
export function sendsKey({ family, key, entity }: Evidence): boolean {
	const create = findOnCollection(family, 'post');
	const body = create && viewSentBody(create.operation).view;
	const sent = body && findSentEntity(body, { noun: family.noun, entity })?.place.view;
	if (sent) return hasKey(sent, key?.path ?? []);
	return create === undefined && findMethod(family.item, 'put') !== undefined;
}

/** Drafts by what they are looked for. */
export interface DraftIndex {
	all: Set<Draft>;
	bySchema: Map<string, Set<Draft>>;
	/** By the plain singular. */
	byNoun: Map<string, Set<Draft>>;
	byCollection: Map<PathNode, Draft>;
	byItem: Map<PathNode, Draft>;
	byKnown: Map<Resource, Draft>;
}

/** The index of drafts; singletons are in none but `all`. */
export function indexDrafts(drafts: readonly Draft[]): DraftIndex {
	const index: DraftIndex = {
		all: new Set(drafts),
		bySchema: new Map(),
		byNoun: new Map(),
		byCollection: new Map(),
		byItem: new Map(),
		byKnown: new Map(),
	};
	for (const draft of drafts) for (const evidence of draft.evidence) addToIndex(index, { draft, evidence });
	return index;
}

/** Adds what a family shows of a draft. */
export function addToIndex(index: DraftIndex, { draft, evidence }: { draft: Draft; evidence: Evidence }): void {
	const { family, schemas } = evidence;
	index.all.add(draft);
	for (const name of schemas) addTo(index.bySchema, name, draft);
	addTo(index.byNoun, plainWord(toSingular(family.noun)), draft);
	for (const node of family.collections) if (!index.byCollection.has(node)) index.byCollection.set(node, draft);
	const above = family.item?.parent;
	// `/tasks` of `/tasks/{id}` has none of its own where tasks are made and listed below projects.
	const isBare = above !== undefined && above.operations.length === 0 && !endsInName(above);
	if (isBare && !index.byCollection.has(above)) index.byCollection.set(above, draft);
	if (family.item) index.byItem.set(family.item, draft);
	if (draft.known) index.byKnown.set(draft.known, draft);
}

function addTo(map: Map<string, Set<Draft>>, name: string, draft: Draft): void {
	const known = map.get(name) ?? new Set();
	known.add(draft);
	map.set(name, known);
}

/** The draft of which a schema is, by its name; of several the one that is called as the schema is. */
export function findDraftOfSchema({ bySchema }: DraftIndex, view: SchemaView): Draft | undefined {
	const name = nameOfSchema(view);
	const alike = [...((name !== undefined && bySchema.get(name)) || [])];
	return alike.find(({ evidence }) => evidence.some(({ family }) => isNamed(family.noun, name ?? ''))) ?? alike[0];
}

/** The draft of a collection above, where all that the list's items have, their key too, are properties of its entity: `/users/simple`. */
function findDraftAbove(index: DraftIndex, { family, list }: Evidence): Draft | undefined {
	const parent = family.collections[0]?.parent;
	const isTree = list !== undefined && findBranches(family.noun, list.item) !== undefined;
	const above =
		family.item || !parent
			? undefined
			: (index.byCollection.get(parent) ??
				findCollectionElsewhere(index, parent) ??
				(isTree ? findOnly(index.byNoun.get(plainWord(toSingular(lastWord(parent))))) : undefined));
	if (!list || !above?.entity || !hasKey(list.item, above.key)) return undefined;
	// `/orders/open` may show more of each.
	const isSlice = findStateOf(above.entity, plainWord(family.noun)) !== undefined;
	if (isSlice && isPartOf(list.item, above.entity)) return above;
	const { shared, of } = countShared(list.item, above.entity);
	if (isTree && shared > 1) return above;
	// What is found may be shown with how well it fits: `[{ id, title, rank }]`.
	if (SEARCHES.includes(plainWord(family.noun)) && shared > 1 && shared * 2 > of) return above;
	return shared === of && of > 1 ? above : undefined;
}

function findOnly(drafts: ReadonlySet<Draft> = new Set()): Draft | undefined {
	const [draft, another] = drafts;
	return another ? undefined : draft;
}

function findOwnDraft(index: DraftIndex, evidence: Evidence): Draft | undefined {
	const { schemas, entity, family } = evidence;
	const key = evidence.key?.path.join('/');
	// What nothing names there is named by what names it elsewhere: `/projects/{id}/invites` beside `/invites/{token}`.
	const shown = family.item ? undefined : (evidence.list?.item ?? evidence.created?.place.view);
	const hasSameKey = (draft: Draft): boolean =>
		draft.key.join('/') === key || (shown !== undefined && hasKey(shown, draft.key));
	const byNoun = index.byNoun.get(plainWord(toSingular(family.noun))) ?? new Set();
	const alike = [...new Set([...schemas].flatMap((name) => [...(index.bySchema.get(name) ?? [])]))].filter(hasSameKey);
	const sameNoun = alike.find((draft) => byNoun.has(draft));
	if (sameNoun || isComplete(evidence)) return sameNoun;
	const isAlike = (one: Draft): boolean =>
		one.entity !== undefined && entity !== undefined && isPartOf(entity, one.entity) && isPartOf(one.entity, entity);
	// `/series/latest` is of the series above, though `/books/latest` shows much the same of books.
	const parent = family.item ? undefined : family.collections[0]?.parent;
	const above = parent && index.byCollection.get(parent);
	if (above && alike.includes(above)) return above;
	const cousin = [...byNoun].find((draft) => hasSameKey(draft) && isAlike(draft));
	if (cousin) return cousin;
	const named = alike.find((draft) =>
		draft.evidence.some((one) => [...schemas].some((name) => isNamed(one.family.noun, name))),
	);
	return named ?? (alike.length === 1 ? alike[0] : findDraftAbove(index, evidence));
}

/** It makes entities and shows each. */
function isComplete({ created, changed, read }: Evidence): boolean {
	return read !== undefined && (created !== undefined || changed !== undefined);
}

/** Those that show most come first: they name what they share. */
function rank(evidence: Evidence): number {
	if (isComplete(evidence)) return 0;
	if (evidence.read) return evidence.list ? 1 : 2;
	return evidence.list ? 3 : 4;
}

function isNamed(noun: string, identity: string): boolean {
	return plainWord(identity.split('/').at(-1) ?? '') === plainWord(toSingular(noun));
}
