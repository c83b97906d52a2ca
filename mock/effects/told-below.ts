// What an entity shows of those below it: `tracks: [...]`, `track_ids: [...]`, `track_count: 3` of an album, `last_message` of a room, `average_rating` of what is reviewed.

import {
	collectEntitySchemas,
	getOwn,
	guessTypes,
	isObject,
	isOffspring,
	isPartOf,
	isSameNoun,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type Resource,
	readLimits,
	type SchemaView,
	viewItems,
} from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { listAverages } from './averages.ts';
import { type BirthPlan, planBirth } from './birth/birth-plan.ts';
import { convertScalar, fitsView } from './birth/fit-value.ts';
import { findLatest } from './birth/follow-words.ts';
import { listCounted } from './counted-lists.ts';
import type { EffectContext } from './effect-context.ts';
import { type FindBelow, findBelow } from './find-below.ts';
import type { Followed, ReadShown } from './followed.ts';

/** A property that tells of the children of an entity. */
interface Told {
	property: string;
	/** In the object that the property is. */
	inside?: string;
	as: 'count' | 'list' | 'keys' | 'latest';
	view: SchemaView;
	child: Resource;
	find: FindBelow;
}

/** In the order in which they are told: as many are counted as are listed. */
export function listToldBelow(context: EffectContext, birth: BirthPlan, entity: SchemaView): Followed[] {
	const told = listTold(context, birth, entity);
	const [counts, lists] = [told.filter(({ as }) => as === 'count'), told.filter(({ as }) => as !== 'count')];
	const followed = [...lists, ...counts].map((one) => {
		const listed = lists.find(({ as, child }) => as === 'list' && child === one.child);
		return follow(one, listed);
	});
	const averages = listAverages(context, birth, entity);
	return [...followed, ...averages.filter(({ property }) => told.every((one) => one.property !== property))];
}

/** `listed`: the list of the same children that is shown beside it. */
function follow(told: Told, listed: Told | undefined): Followed {
	const { property, inside, as, find } = told;
	return {
		property,
		find,
		tell(read, found) {
			const holder = read(property);
			if (inside !== undefined && !isObject(holder)) return undefined;
			const stored = inside === undefined ? holder : getOwn(holder, inside);
			const below = found as readonly EntityRecord[];
			const list = as === 'count' && listed ? readTold(read, listed) : undefined;
			const isPart = inside !== undefined;
			const many = Array.isArray(list) ? list.length : below.length;
			const value =
				as === 'count'
					? tellCount({ stored, below, listed: many, isPart })
					: as === 'latest'
						? tellLatest(told, below)
						: tellList(told, stored, below);
			if (value === undefined || inside === undefined) return value;
			return { ...(holder as JsonObject), [inside]: value };
		},
	};
}

function readTold(read: ReadShown, { property, inside }: Told): JsonValue | undefined {
	const own = read(property);
	return inside === undefined ? own : getOwn(own, inside);
}

/** `undefined`: what is stored stays; a number that somebody has given, as long as nothing is there to count. `isPart`: it can't have been given. */
function tellCount(args: {
	stored: JsonValue | undefined;
	below: readonly EntityRecord[];
	/** So many are shown beside it. */
	listed: number;
	isPart: boolean;
}): JsonValue | undefined {
	const { stored, below, listed, isPart } = args;
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

function tellLatest({ view }: Told, below: readonly EntityRecord[]): JsonValue | undefined {
	const latest = below.at(-1)?.entity;
	return latest && fitsView(view, latest) ? latest : undefined;
}

function listTold(context: EffectContext, birth: BirthPlan, entity: SchemaView): Told[] {
	const { resource } = birth;
	const told: Told[] = [];
	for (const { nouns, of, ...place } of listPlaces(context, resource, entity)) {
		for (const child of context.resources.values()) {
			const isOwn = child === resource && nouns.some(isOffspring);
			if (!isOwn && (child === resource || !nouns.some((noun) => isSameNoun(noun, child.name)))) continue;
			// Whose they are is known before how they are made, which takes longer to find out.
			const find = findBelow(context, { resource, child });
			const as = find && tellAs(of, place.view, planBirth(context, child));
			if (find && as && planBirth(context, child).isCreatable) told.push({ ...place, as, child, find });
		}
	}
	return told;
}

/** A property that may tell of children, and what these may be called. */
type Place = Pick<Told, 'property' | 'inside' | 'view'> & {
	nouns: readonly string[];
	of: 'number' | 'list' | 'latest';
};

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
		if (nouns.length > 0 && (isCount || types.has('array')))
			places.push({ ...at, view, nouns, of: isCount ? 'number' : 'list' });
	};
	for (const [property, view] of listPossibleProperties(entity)) {
		if (property === resource.key) continue;
		add({ property, view });
		const isSent = requests.some((sent) => listPossibleProperties(sent).has(property));
		if (isSent || !guessTypes(view).has('object')) continue;
		const noun = findLatest(property);
		if (noun !== undefined) places.push({ property, view, nouns: [noun], of: 'latest' });
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

/** Whole entities where they are of the children's shape; keys where they are texts or numbers. */
function tellAs(of: Place['of'], view: SchemaView, { view: child }: BirthPlan): Told['as'] | undefined {
	if (of === 'number') return 'count';
	if (of === 'latest') return child && isPartOf(view, child) ? 'latest' : undefined;
	const items = viewItems(view);
	const types = items ? guessTypes(items) : undefined;
	if (!items || !types || !child) return undefined;
	if (types.has('object')) return isPartOf(items, child) ? 'list' : undefined;
	return types.has('string') || types.has('integer') ? 'keys' : undefined;
}
