// What an entity shows of those below it: `tracks: [...]`, `track_ids: [...]`, `track_count: 3` of an album. They are what is stored there when somebody looks.

import {
	collectEntitySchemas,
	findNamedProperty,
	getOwn,
	guessTypes,
	isObject,
	isOffspring,
	isPartOf,
	isSameNoun,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type Owner,
	type Resource,
	readLimits,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { readKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { type BirthPlan, planBirth } from './birth/birth-plan.ts';
import { convertScalar } from './birth/fit-value.ts';
import { listCounted, listOwnCounts, type OwnCount } from './counted-lists.ts';
import type { EffectContext } from './effect-context.ts';
import { findLinkedAll, type LinkedList, listLinkedLists, showLinkedAll } from './linked-lists.ts';
import { findLinkedEntity, type LinkedObject, listLinkedObjects, showLinked } from './linked-objects.ts';

/** Shows an entity with what is below it. */
export interface Embedding {
	/** The same object until the entity, or what is below it, changes. */
	show(session: Session, record: EntityRecord): JsonObject;
}

/** A property that tells of the children of an entity. */
interface Told {
	property: string;
	/** In the object that the property is. */
	inside?: string;
	as: 'count' | 'list' | 'keys';
	view: SchemaView;
	child: Resource;
	/** Those below an entity; the same list until one of them changes. */
	find(session: Session, record: EntityRecord): readonly EntityRecord[];
}

const NOBODY: readonly EntityRecord[] = Object.freeze([]);
const plans = new WeakMap<BirthPlan, Embedding | null>();

/** How entities of a resource show what is below them; `undefined`: they show nothing of it. Found out with the first one. */
export function planEmbedding(context: EffectContext, birth: BirthPlan): Embedding | undefined {
	let plan = plans.get(birth);
	if (plan === undefined) {
		const told = birth.view ? listTold(context, birth, birth.view) : [];
		const own = birth.view ? listOwnCounts(context, birth.resource, birth.view) : [];
		const counts = own.filter(({ property }) => told.every((one) => one.property !== property));
		const linked = birth.view ? listLinkedObjects(context, birth, birth.view) : [];
		const lists = birth.view ? listLinkedLists(context, birth, birth.view) : [];
		const linkedLists = lists.filter(({ property }) => told.every((one) => one.property !== property));
		const isAny = [told, counts, linked, linkedLists].some(({ length }) => length > 0);
		plan = isAny ? createEmbedding(told, { counts, linked, linkedLists }) : null;
		plans.set(birth, plan);
	}
	return plan ?? undefined;
}

function createEmbedding(
	unordered: readonly Told[],
	args: { counts: readonly OwnCount[]; linked: readonly LinkedObject[]; linkedLists: readonly LinkedList[] },
): Embedding {
	const { counts, linked, linkedLists } = args;
	const told = unordered.toSorted((one, other) => Number(one.as === 'count') - Number(other.as === 'count'));
	const shown = new WeakMap<EntityRecord, { entity: JsonObject; below: readonly unknown[]; whole: JsonObject }>();
	return {
		show(session, record) {
			const { entity } = record;
			const below: unknown[] = told.map((one) => one.find(session, record));
			for (const one of linked) below.push(findLinkedEntity(session, record, one));
			for (const one of linkedLists) below.push(findLinkedAll(session, record, one));
			const known = shown.get(record);
			if (known?.entity === entity && known.below.every((one, index) => one === below[index])) return known.whole;
			const all = tellAll(entity, below);
			const whole = all ? { ...entity, ...all } : entity;
			shown.set(record, { entity, below, whole });
			return whole;
		},
	};

	function tellAll(entity: JsonObject, below: readonly unknown[]): JsonObject | undefined {
		let all: JsonObject | undefined;
		/** How many are listed, by the kind of them: as many are counted. */
		const listed = new Map<Resource, number>();
		for (const [index, one] of told.entries()) {
			const { property, inside, child } = one;
			const holder = getOwn(all, property) ?? getOwn(entity, property);
			if (inside !== undefined && !isObject(holder)) continue;
			const stored = inside === undefined ? holder : getOwn(holder, inside);
			const own = (below[index] as readonly EntityRecord[] | undefined) ?? NOBODY;
			const value =
				one.as === 'count'
					? tellCount({ stored, below: own, listed: listed.get(child), isPart: inside !== undefined })
					: tellList(one, stored, own);
			const list = value ?? stored;
			if (one.as === 'list' && Array.isArray(list)) listed.set(child, list.length);
			if (value === undefined) continue;
			all ??= {};
			setOwn(all, property, inside === undefined ? value : { ...(holder as JsonObject), [inside]: value });
		}
		for (const { property, list } of counts) {
			const items = getOwn(all, list) ?? getOwn(entity, list);
			if (!Array.isArray(items) || getOwn(entity, property) === items.length) continue;
			all ??= {};
			setOwn(all, property, items.length);
		}
		for (const [index, one] of linked.entries()) {
			const shown = showLinked(entity, one, below[told.length + index] as JsonObject | null | undefined);
			if (shown === undefined) continue;
			all ??= {};
			setOwn(all, one.property, shown);
		}
		for (const [index, one] of linkedLists.entries()) {
			const shown = showLinkedAll(one, below[told.length + linked.length + index] as JsonObject[] | undefined);
			if (shown !== undefined) all = { ...all, [one.property]: shown };
		}
		return all;
	}
}

/** `undefined`: what is stored stays; a number that somebody has given, as long as nothing is there to count. `isPart`: it can't have been given. */
function tellCount(args: {
	stored: JsonValue | undefined;
	below: readonly EntityRecord[];
	/** As many are listed beside it. */
	listed: number | undefined;
	isPart: boolean;
}): JsonValue | undefined {
	const { stored, below, listed = below.length, isPart } = args;
	if (isPart) return listed;
	return listed === 0 || (below.length === 0 && stored !== 0) ? undefined : listed;
}

function tellList(
	{ as, view, child }: Told,
	stored: JsonValue | undefined,
	below: readonly EntityRecord[],
): JsonValue | undefined {
	if (below.length === 0) return undefined;
	const items = viewItems(view);
	const keys = below.map(({ entity, key }) => readKey(child, entity) ?? key);
	const shown: JsonValue[] =
		as === 'list'
			? below.map(({ entity }) => entity)
			: keys.flatMap((key) => convertScalar(key, items ? guessTypes(items) : new Set()) ?? []);
	const known = new Set(keys.map(toKeyText));
	// What came with the entity itself stands before what was made below it.
	const own = Array.isArray(stored)
		? stored.filter((one) => !known.has(toKeyText(isObject(one) ? readKey(child, one) : one)))
		: [];
	return [...own, ...shown].slice(0, readLimits(view).maxItems);
}

function listTold(context: EffectContext, birth: BirthPlan, entity: SchemaView): Told[] {
	const { resource } = birth;
	const told: Told[] = [];
	for (const { nouns, isCount, ...place } of listPlaces(context, resource, entity)) {
		for (const child of context.resources.values()) {
			const isOwn = child === resource && nouns.some(isOffspring);
			if (!isOwn && (child === resource || !nouns.some((noun) => isSameNoun(noun, child.name)))) continue;
			// Whose they are is known before how they are made, which takes longer to find out.
			const find = findBelow(context, { resource, child });
			const as = !find || isCount ? 'count' : tellItems(place.view, planBirth(context, child));
			if (find && as && planBirth(context, child).isCreatable) told.push({ ...place, as, child, find });
		}
	}
	return told;
}

/** A property that may tell of children, and what these may be called. */
type Place = Pick<Told, 'property' | 'inside' | 'view'> & { nouns: readonly string[]; isCount: boolean };

/** Numbers and lists of an entity, and of the objects in it that no request sends: `_count: { tracks }`, `tracks: { items, total }`. */
function listPlaces(context: EffectContext, resource: Resource, entity: SchemaView): Place[] {
	const { requests } = collectEntitySchemas(resource, context.operations);
	const places: Place[] = [];
	const add = ({ view, ...at }: Pick<Told, 'property' | 'inside' | 'view'>): void => {
		const { property, inside } = at;
		const types = guessTypes(view);
		const isCount = types.has('integer') || types.has('number');
		const name = inside ?? property;
		const isWhole = inside !== undefined && WRAPPED.test(normalizeName(inside));
		const nouns = isWhole ? [property] : isCount ? listCounted(name) : [name, ...listKeysOf(name)];
		if (nouns.length > 0 && (isCount || types.has('array'))) places.push({ ...at, view, nouns, isCount });
	};
	for (const [property, view] of listPossibleProperties(entity)) {
		if (property === resource.key) continue;
		add({ property, view });
		const isSent = requests.some((sent) => listPossibleProperties(sent).has(property));
		if (isSent || !guessTypes(view).has('object')) continue;
		const members = listPossibleProperties(view);
		// What has a key is another entity, which tells of itself.
		if (members.has(resource.key)) continue;
		for (const [inside, inner] of members) add({ property, inside, view: inner });
	}
	return places;
}

/** A list and its length, in an object that is called as what is in it. */
const WRAPPED = /^(?:items|data|nodes|results|entries|records|list|total(?:_count|_items)?|count)$/;
/** `track_ids`, `trackIds` */
function listKeysOf(property: string): string[] {
	const noun = /^(.+)_(?:ids|keys|uuids)$/.exec(normalizeName(property))?.[1];
	return noun === undefined ? [] : [noun];
}

/** Whole entities where the items are of the children's shape; keys where they are texts or numbers. */
function tellItems(view: SchemaView, { view: child }: BirthPlan): 'list' | 'keys' | undefined {
	const items = viewItems(view);
	const types = items ? guessTypes(items) : undefined;
	if (!items || !types || !child) return undefined;
	if (types.has('object')) return isPartOf(items, child) ? 'list' : undefined;
	return types.has('string') || types.has('integer') ? 'keys' : undefined;
}

/** Those that stand below an entity in their paths, else those that say whose they are: `album_id`. */
export function findBelow(
	context: EffectContext,
	{ resource, child }: { resource: Resource; child: Resource },
): Told['find'] | undefined {
	const owner = child.owners?.find((one) => one.resource === resource.name && !one.isKey);
	if (owner) return findOwned(child, owner);
	if (child.scope.length > 0) return undefined;
	const { view } = planBirth(context, child);
	const [key = '', deeper] = resource.keyPath ?? [resource.key];
	const isOwn = child === resource;
	const isSent = (property: string): boolean =>
		collectEntitySchemas(child, context.operations).requests.some((sent) => listPossibleProperties(sent).has(property));
	const about = {
		name: isOwn ? 'parent_id' : key,
		noun: isOwn ? 'parent' : resource.name,
		key: child.keyPath ?? [child.key],
	};
	const property = view && !deeper ? findNamedProperty(view, about) : undefined;
	if (property !== undefined && isSent(property)) return groupBy(child, (record) => getOwn(record.entity, property));
	const holder = isOwn && view ? findParentObject(view, resource.key) : undefined;
	if (holder === undefined) return undefined;
	return groupBy(child, ({ entity }) => {
		const parent = getOwn(entity, holder);
		return isObject(parent) ? readKey(resource, parent) : undefined;
	});
}

/** `parent: { id, name }` of what is sent with a `parent_id`. */
function findParentObject(view: SchemaView, key: string): string | undefined {
	return [...listPossibleProperties(view)].find(
		([name, one]) => normalizeName(name) === 'parent' && listPossibleProperties(one).has(key),
	)?.[0];
}

function findOwned(child: Resource, { at, binding }: Owner): Told['find'] | undefined {
	if (at !== undefined) {
		if (at !== child.scope.length - 1) return undefined;
		return ({ store }, { scope, key }) => {
			const below = store.list(child.name, [...scope, key]);
			return below.length === 0 ? NOBODY : below;
		};
	}
	if (!binding) return undefined;
	const { name, property } = binding;
	return groupBy(
		child,
		({ facts, entity }) => facts?.[name] ?? (property === undefined ? undefined : getOwn(entity, property)),
	);
}

/** The children of each, told once for each state of all of them. */
function groupBy(child: Resource, readOwner: (record: EntityRecord) => JsonValue | undefined): Told['find'] {
	const groups = new WeakMap<readonly EntityRecord[], Map<string | undefined, EntityRecord[]>>();
	return ({ store }, { key }) => {
		const all = store.list(child.name);
		if (all.length === 0) return NOBODY;
		let group = groups.get(all);
		if (!group) {
			group = Map.groupBy(all, (record) => toKeyText(readOwner(record)));
			groups.set(all, group);
		}
		return group.get(key) ?? NOBODY;
	};
}
