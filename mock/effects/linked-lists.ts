// The other entities that one shows beside their ids: `tags: [{ id, name }]` beside `tag_ids`. They are what is stored there when somebody looks.

import {
	collectEntitySchemas,
	getOwn,
	guessTypes,
	isPartOf,
	isSameNoun,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type Resource,
	type SchemaView,
	setOwn,
	viewItems,
} from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { type BirthPlan, planBirth } from './birth/birth-plan.ts';
import { fitsView } from './birth/fit-value.ts';
import { findResourceCalled } from './called-resources.ts';
import type { EffectContext } from './effect-context.ts';
import type { Followed } from './followed.ts';

/** A property that shows other entities, and the one beside it that has their keys. */
interface LinkedList {
	property: string;
	from: string;
	resource: Resource;
	view: SchemaView;
	/** What one of them shows. */
	names: readonly string[];
}

/** Of an entity's lists those that no request sends, of the shape of what they are called after. */
export function listLinkedLists(context: EffectContext, { resource }: BirthPlan, entity: SchemaView): Followed[] {
	const properties = [...listPossibleProperties(entity)];
	return properties.flatMap(([property, view]): Followed[] => {
		const items = guessTypes(view).has('array') ? viewItems(view) : undefined;
		if (!items || !guessTypes(items).has('object')) return [];
		const from = properties.find(([name, one]) => isOfKeys(name, one, property))?.[0];
		const linked = from === undefined ? undefined : findResourceCalled(context, property);
		const shape = linked && linked !== resource && linked.scope.length === 0 && planBirth(context, linked).view;
		if (from === undefined || !linked || !shape || !isPartOf(items, shape)) return [];
		const { requests } = collectEntitySchemas(resource, context.operations);
		if (requests.some((sent) => listPossibleProperties(sent).has(property))) return [];
		const names = [...listPossibleProperties(items).keys()];
		return [follow({ property, from, resource: linked, view, names })];
	});
}

function follow(linked: LinkedList): Followed {
	return {
		property: linked.property,
		find: (session, record) => findLinkedAll(session, record, linked),
		tell: (_read, found) => showLinkedAll(linked, found as readonly JsonObject[] | undefined),
	};
}

/** `tag_ids` of `tags` */
function isOfKeys(name: string, view: SchemaView, property: string): boolean {
	const noun = /^(.+)_(?:ids|keys|uuids)$/.exec(normalizeName(name))?.[1];
	const items = noun !== undefined && isSameNoun(noun, property) ? viewItems(view) : undefined;
	return items !== undefined && !guessTypes(items).has('object');
}

const found = new WeakMap<JsonObject, Map<string, readonly JsonObject[]>>();

/** Those that are meant and stored, as one list as long as they stay as they are; `undefined`: nobody made any of them. */
function findLinkedAll(
	{ store }: Session,
	{ entity }: EntityRecord,
	{ property, from, resource }: LinkedList,
): readonly JsonObject[] | undefined {
	const keys = getOwn(entity, from);
	if (!Array.isArray(keys)) return undefined;
	const all = keys.flatMap((key): JsonObject[] => {
		const one = store.find(resource.name, [], toKeyText(key) ?? '');
		return one ? [one.entity] : [];
	});
	if (all.length === 0 && keys.length > 0) return undefined;
	const known = found.get(entity) ?? new Map<string, readonly JsonObject[]>();
	found.set(entity, known);
	const before = known.get(property);
	if (before?.length === all.length && before.every((one, index) => one === all[index])) return before;
	known.set(property, all);
	return all;
}

/** As the entity shows them; `undefined`: as it is stored. */
function showLinkedAll({ names, view }: LinkedList, linked: readonly JsonObject[] | undefined): JsonValue | undefined {
	const shown = linked?.map((one) => {
		const own: JsonObject = {};
		for (const name of names) {
			const value = getOwn(one, name);
			if (value !== undefined) setOwn(own, name, value);
		}
		return own;
	});
	return shown && fitsView(view, shown) ? shown : undefined;
}
