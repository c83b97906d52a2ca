// What a family's operations show: the entity in their answers and requests, and the key on which these agree.

import { remember } from '../../operations/operations.ts';
import { outlineProperties, outlineView } from '../../schema/outline.ts';
import { guessTypes, isNullAlone } from '../../schema/types.ts';
import type { SchemaView } from '../../schema/view.ts';
import type { Pointer } from '../../types/json.ts';
import { countShared, isCalled, isFreeObject, isPartOf, listPlainNames, nameOfSchema } from './agreement.ts';
import { assumeBare, findBareBelow } from './assume-bare.ts';
import { type Family, findOnCollection, findRead, nameOfItem } from './families.ts';
import { findManyByKey } from './find-by-key.ts';
import { type EntityPlace, findEntity, findPair, findSentEntity } from './find-entity.ts';
import { findKey, findLabel, findNames, type KeyHints } from './find-key.ts';
import { findInRow, findMany } from './find-many.ts';
import { findOpen, findOpenMany, nameFreeKey, placeFreeMany } from './find-open.ts';
import { findMethod, type PathOperation } from './path-tree.ts';
import { viewAnswer, viewSentBody } from './seen-bodies.ts';
import { isSameNoun, plainWord } from './words.ts';

/** A place in the answer of one operation. */
export interface Shown {
	entry: PathOperation;
	place: EntityPlace;
}

/** What the family's operations show. */
export interface Evidence {
	family: Family;
	hints: KeyHints;
	read: Shown | undefined;
	/** The answer of POST on the collection, where it shows the entity. */
	created: Shown | undefined;
	/** Of PUT, PATCH or POST on the item. */
	changed: Shown | undefined;
	/** `byKey`: the many are an object, each under its key; `within`: where in each of them the entity lies. */
	list: { entry: PathOperation; pointer: Pointer; item: SchemaView; within?: Pointer; byKey?: boolean } | undefined;
	/** The key's steps; `isHidden`: no schema shows one. */
	key: { path: readonly string[]; isHidden: boolean } | undefined;
	/** The fullest of the entity's schemas. */
	entity: SchemaView | undefined;
	/** What the entity's schemas are called. */
	schemas: ReadonlySet<string>;
	/** What makes them, where that stands below another thing and nothing is described. */
	madeBelow?: PathOperation;
}

const CHANGES: ReadonlySet<string> = new Set(['put', 'patch', 'delete']);

/** Looks at each operation of the family. `key`: the one that a declared resource has. */
export function studyFamily(family: Family, declared?: { key: readonly string[] }): Evidence {
	const parameter = nameOfItem(family);
	const madeBelow = findBareBelow(family);
	const create = findOnCollection(family, 'post') ?? madeBelow;
	const taken = listTaken(family, create);
	const isChanged = family.item?.operations.some(({ method }) => CHANGES.has(method)) === true;
	const named = { ...(parameter !== undefined && { parameter }), ...(taken && { taken }) };
	const hints: KeyHints = { noun: family.noun, isChanged, ...named };
	const evidence = { ...study(family, { create, hints, declared }), ...(madeBelow && { madeBelow }) };
	const { key, entity } = evidence;
	const [called] = key?.isHidden && entity ? findNames(entity) : [];
	// Then it is found in lists and envelopes by what it is called.
	return called ? { ...evidence, ...study(family, { create, hints: { ...hints, called }, declared }), key } : evidence;
}

function study(
	family: Family,
	args: { create: PathOperation | undefined; hints: KeyHints; declared: { key: readonly string[] } | undefined },
): Evidence {
	const { create, hints, declared } = args;
	const silent = assumeBare(family, create);
	const read = showOne(findRead(family), hints, { isList: false });
	const created = showOne(create, hints, { isList: true });
	const changed = (['put', 'patch', 'post'] as const)
		.map((method) => showOne(findMethod(family.item, method), hints, { isList: true }))
		.find(Boolean);
	const known = [read, created, changed].flatMap((shown) => (shown ? [shown.place.view] : []));
	const listing = findOnCollection(family, 'get');
	const listed = showMany(listing, { hints, known }) ?? showSent(listing, { hints, create, known });
	const views = [...known, ...(listed ? [listed.item] : [])];
	const given = declared?.key ?? family.key;
	const found = given ? { path: given, isHidden: false } : agreeOnKey(views, { family, hints, create, silent });
	const entity = views[0] ?? (found && 'entity' in found ? found.entity : undefined);
	const list =
		listed ??
		(entity &&
			(showMany(listing, { hints, known: [entity] }) ?? showOpenMany(listing, { hints, entity, item: family.item })));
	const schemas = new Set([...known, ...(list ? [list.item] : [])].flatMap((view) => nameOfSchema(view) ?? []));
	return {
		family,
		hints,
		read,
		created,
		changed,
		list,
		key: found && { path: found.path, isHidden: found.isHidden },
		entity,
		schemas,
	};
}

/** The property at the end of these steps is declared, and neither an object nor a list. */
export function hasKey(view: SchemaView, path: readonly string[]): boolean {
	let inner: SchemaView | undefined = view;
	for (const step of path) inner = inner && outlineProperties(inner).get(step);
	if (inner === undefined || path.length === 0) return false;
	const { kind } = outlineView(inner);
	return kind === 'scalar' || kind === 'other';
}

/** The schema is that of an object. */
export function isObjectView(view: SchemaView): boolean {
	return outlineView(view).kind === 'object';
}

/** Nothing is said of the answer's body, or there is none, or it is null. */
export function saysNothing(view: SchemaView | undefined): boolean {
	if (!view) return true;
	return isNullAlone(view) || (outlineView(view).kind === 'other' && guessTypes(view).size === 0);
}

/** What a create sends, and what else the path names, for who asks; `undefined`: nothing says what is sent. */
function listTaken(family: Family, create: PathOperation | undefined): KeyHints['taken'] {
	const body = create && viewSentBody(create.operation).view;
	if (!create || (create.operation.requestBody && !body)) return undefined;
	return remember(() => {
		const sent = body ? [body, ...outlineProperties(body).values()].flatMap((view) => [...listPlainNames(view)]) : [];
		const [entry] = family.item?.operations ?? [];
		return new Set([...sent, ...(entry?.names.slice(0, -1).map((name) => plainWord(name ?? '')) ?? [])]);
	});
}

function showOne(
	entry: PathOperation | undefined,
	hints: KeyHints,
	{ isList }: { isList: boolean },
): Shown | undefined {
	const view = entry && viewAnswer(entry);
	if (!entry || !view) return undefined;
	const place = findEntity(view, { ...hints, parameter: entry.names.at(-1) ?? hints.parameter });
	if (!place) return undefined;
	// Of a GET, a list is a list (`/trainings/{userId}` may have many), unless it is called as the noun: `{ invoices: [one] }`.
	const parts = place.pointer.split('/');
	if (!isList && parts.at(-1) === '0' && !isSameNoun(parts.at(-2) ?? '', hints.noun)) return undefined;
	return { entry, place };
}

/** The many that an operation shows, where they are called as the noun, have its key, or are like what is known. */
export function showMany(
	entry: PathOperation | undefined,
	{ hints, known }: { hints: KeyHints; known: readonly SchemaView[] },
): Evidence['list'] {
	const view = entry && viewAnswer(entry);
	if (!entry || !view) return undefined;
	const { noun } = hints;
	const isLike = (item: SchemaView): boolean => known.some((view) => isPartOf(item, view));
	const isIt = (item: SchemaView): boolean =>
		isObjectView(item) && (findKey(item, hints) !== undefined || isLike(item));
	const count = (one: SchemaView): number => Math.max(...known.map((view) => countShared(one, view).shared));
	const findWithin = (row: SchemaView): EntityPlace | undefined => {
		if (!isObjectView(row)) return undefined;
		if (known.length === 0) {
			const isIt = (one: SchemaView): boolean => isCalled(one, noun) && findKey(one, hints)?.isStrong === true;
			const inner = findInRow(row, { noun, isIt });
			return inner && !findKey(row, hints) ? inner : undefined;
		}
		const inner = findInRow(row, { noun, isIt: (one) => isLike(one) && findKey(one, hints) !== undefined });
		if (!inner || !isLike(row) || findKey(row, hints) === undefined) return inner;
		return count(row) >= count(inner.view) ? undefined : inner;
	};
	const found = findMany(view, { noun, isNamed: known.length === 0, isIt, findWithin });
	if (found) return { entry, ...found };
	const byKey = findManyByKey(view, { noun, isIt: (item) => isObjectView(item) && isLike(item) });
	return byKey && { entry, ...byKey, byKey: true };
}

/** The many of an answer that calls them otherwise (`{ documents }` of purchases), where what is sent to make one is a part of each, and nothing else shows one. */
function showSent(
	entry: PathOperation | undefined,
	{ hints, create, known }: { hints: KeyHints; create: PathOperation | undefined; known: readonly SchemaView[] },
): Evidence['list'] {
	if (!entry || !create || known.length > 0 || !saysNothing(viewAnswer(create))) return undefined;
	const { view, isForm } = viewSentBody(create.operation);
	const shown = view && !isForm && isObjectView(view) ? viewAnswer(entry) : undefined;
	const isIt = (item: SchemaView): boolean =>
		view !== undefined && isObjectView(item) && findKey(item, hints) !== undefined && isPartOf(view, item);
	const found = shown && findMany(shown, { noun: hints.noun, isIt });
	return found && { entry, ...found };
}

function showOpenMany(
	entry: PathOperation | undefined,
	{ hints, entity, item }: { hints: KeyHints; entity: SchemaView; item: Family['item'] },
): Evidence['list'] {
	const view = entry && viewAnswer(entry);
	const pointer =
		view && (findOpenMany(view, hints.noun) ?? (item && placeFreeMany(view, entry, (one) => isPartOf(one, entity))));
	return entry && pointer !== undefined ? { entry, pointer, item: entity } : undefined;
}

/** The key that reading and creating show both, else the one that most of the schemas show. */
function agreeOnKey(
	views: readonly SchemaView[],
	args: { family: Family; hints: KeyHints; create: PathOperation | undefined; silent: SchemaView | undefined },
): AgreedKey | undefined {
	const { hints, silent } = args;
	if (silent) return { path: [nameFreeKey(hints)], isHidden: false, entity: silent };
	const keys = views.flatMap((view) => {
		const found = findKey(view, hints);
		return found ? [found.path] : [];
	});
	const counted = keys.map((path) => ({ path, count: views.filter((view) => hasKey(view, path)).length }));
	const first = views.slice(0, 2);
	const best =
		counted.find(({ path }) => first.every((view) => hasKey(view, path))) ??
		counted.sort((one, other) => other.count - one.count)[0];
	// A name that says where the entity stands has the key in it.
	if (best && findForm(args.family, best.path)) return { path: ['id'], isHidden: true };
	if (best) return { path: best.path, isHidden: false };
	return findSentKey(args);
}

/** The form of a property that the item's path is written by: `/v1/{name=projects/*\/things/*}`. */
export function findForm({ item }: Family, [property = '', deeper]: readonly string[]): string | undefined {
	if (deeper !== undefined) return undefined;
	return item?.operations.map(({ operation }) => operation.pathForms?.get(property)).find((form) => form !== undefined);
}

/** A key, and the entity where nothing else shows one. */
interface AgreedKey {
	path: readonly string[];
	isHidden: boolean;
	entity?: SchemaView;
}

/**
 * Where no answer shows a key by its name: the client's, in what it sends; a label (`name`) that reading shows and that nobody sends,
 * so that it must be the path's; in objects that declare nothing the name that the path has for it; else none that anybody sees.
 */
function findSentKey(args: {
	family: Family;
	hints: KeyHints;
	create: PathOperation | undefined;
}): AgreedKey | undefined {
	const { family, hints, create } = args;
	// Where nothing reads one, what changes it shows it: a subscription of which its maker keeps the address.
	const read = findMethod(family.item, 'get') ?? (create && findMethod(family.item, 'put'));
	const view = read && viewAnswer(read);
	if (!view || !isObjectView(view)) return findOpenKey(args);
	for (const entry of [create, findMethod(family.item, 'put')]) {
		const body = entry && viewSentBody(entry.operation).view;
		const alike = body && findPair(view, body, hints.noun);
		if (!entry || !alike) continue;
		const { shown, sent } = alike;
		const own = findKey(sent, hints);
		if (own) return { path: own.path, isHidden: false, entity: shown };
		if (isFreeObject(sent) && isFreeObject(shown))
			return { path: [nameFreeKey(hints)], isHidden: false, entity: shown };
		const label = entry.method === 'put' ? findLabel(shown, sent) : undefined;
		return { path: [label ?? 'id'], isHidden: label === undefined, entity: shown };
	}
	// What is made of nothing that is sent (an upload, a draft) is what reading shows.
	const made = create && create.operation.requestBody === undefined ? viewAnswer(create) : undefined;
	const isSame = made !== undefined && nameOfSchema(made) !== undefined && nameOfSchema(made) === nameOfSchema(view);
	if (isSame && !findOpen(view, hints.noun)) return { path: ['id'], isHidden: true, entity: view };
	return findOpenKey(args);
}

/** Where answers say nothing of the entity, it is what requests send, and its key: theirs, else called as the path calls it. */
function findOpenKey({ family, hints, create }: Parameters<typeof findSentKey>[0]): AgreedKey | undefined {
	const read = findMethod(family.item, 'get');
	const got = read && viewAnswer(read);
	const listing = findOnCollection(family, 'get');
	const many = listing && viewAnswer(listing);
	const made = create && !read && !listing && findMethod(family.item, 'delete') ? viewAnswer(create) : undefined;
	const isOpen =
		[got, made].some((view) => view !== undefined && findOpen(view, hints.noun) !== undefined) ||
		(many !== undefined && findOpenMany(many, hints.noun) !== undefined) ||
		(many !== undefined && family.item !== undefined && isFreeObject(many));
	if (!isOpen) return undefined;
	for (const entry of [create, findMethod(family.item, 'put')]) {
		const body = entry && viewSentBody(entry.operation).view;
		const sent = body && findSentEntity(body, { noun: hints.noun, entity: undefined })?.place.view;
		if (!sent || isFreeObject(sent)) continue;
		const own = findKey(sent, hints);
		return { path: own?.path ?? [nameFreeKey(hints)], isHidden: false, entity: sent };
	}
	return undefined;
}
