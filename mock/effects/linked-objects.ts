// The other entity that one shows beside its id: `category` beside `categoryId`. It is what is stored there when somebody looks.

import {
	collectEntitySchemas,
	getOwn,
	guessTypes,
	isNullable,
	isObject,
	isPartOf,
	type JsonObject,
	type JsonValue,
	listPossibleProperties,
	type Resource,
	type SchemaView,
	setOwn,
} from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { readKey, stepsToKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { type BirthPlan, planBirth } from './birth/birth-plan.ts';
import { fitsView } from './birth/fit-value.ts';
import { findResourceCalled, findResourceShown } from './called-resources.ts';
import type { EffectContext } from './effect-context.ts';
import type { Followed, ReadShown } from './followed.ts';
import { listByOwnId } from './other-keys.ts';

/** A property that shows another entity, and the one beside it that has its key. */
interface LinkedObject {
	property: string;
	/** Absent: the key is in the object itself, as requests send no more than that. */
	from?: string;
	resource: Resource;
	view: SchemaView;
}

/** Of an entity's objects those that no request sends, and that are called as a key beside them, or in requests: `author` and `author_id`. */
export function listLinkedObjects(context: EffectContext, { resource }: BirthPlan, entity: SchemaView): Followed[] {
	const properties = listPossibleProperties(entity);
	const byName = new Map([...properties.keys()].map((name) => [normalizeName(name), name]));
	const { requests } = collectEntitySchemas(resource, context.operations);
	return [...properties].flatMap(([property, view]): Followed[] => {
		if (!guessTypes(view).has('object')) return [];
		const names = KEYS.map((key) => `${normalizeName(property)}_${key}`);
		const from = names.map((name) => byName.get(name)).find(Boolean);
		if (!(from === undefined ? sendsKey(requests, { property, names }) : sendsNone(requests, property))) return [];
		const found = findShown(context, { property, view });
		// A thing is in no other one's place, though it may stand deeper in the same.
		const isElsewhere = found?.scope.some((name, index) => (resource.scope[index] ?? name) !== name) ?? true;
		if (!found || isElsewhere || (resource.scope.length === 0 && found.scope.length > 0)) return [];
		if (from === undefined && !listPossibleProperties(view).has(found.key)) return [];
		return [follow({ property, ...(from !== undefined && { from }), resource: found, view })];
	});
}

function follow(linked: LinkedObject): Followed {
	return {
		property: linked.property,
		find: (session, record) => findLinkedEntity(session, record, linked),
		tell: (read, found) => showLinked(read, linked, found as JsonObject | null | undefined),
	};
}

const KEYS = ['id', 'uuid', 'key'];

function sendsNone(requests: readonly SchemaView[], property: string): boolean {
	return requests.every((sent) => !listPossibleProperties(sent).has(property));
}

/** Requests send the key of it, under its name or as `author_id`, and never the object. */
function sendsKey(
	requests: readonly SchemaView[],
	{ property, names }: { property: string; names: readonly string[] },
): boolean {
	let isKey = false;
	for (const sent of requests) {
		for (const [name, view] of listPossibleProperties(sent)) {
			if (name !== property && !names.includes(normalizeName(name))) continue;
			if (guessTypes(view).has('object')) return false;
			isKey = true;
		}
	}
	return isKey;
}

/** What it is called after, where that is of its shape; else what has its schema. */
function findShown(
	context: EffectContext,
	{ property, view }: { property: string; view: SchemaView },
): Resource | undefined {
	const called = findResourceCalled(context, property);
	const shape = called && planBirth(context, called).view;
	if (shape && isPartOf(view, shape)) return called;
	return findResourceShown(context, view);
}

/** The entity that is meant; null: the key is none. `undefined`: nobody made it. */
function findLinkedEntity(
	session: Session,
	record: EntityRecord,
	{ property, from, resource }: LinkedObject,
): JsonObject | null | undefined {
	const { entity } = record;
	const key = from === undefined ? readKey(resource, getOwn(entity, property)) : getOwn(entity, from);
	return key === null ? null : findStored(session, record, { key, resource });
}

/** The entity of that key that is in the other one's place, or deeper below it; `undefined`: nobody made it. */
export function findStored(
	{ store }: Session,
	{ scope }: EntityRecord,
	{ key, resource }: { key: JsonValue | undefined; resource: Resource },
): JsonObject | undefined {
	const text = toKeyText(key);
	if (text === undefined) return undefined;
	const isIn = (one: EntityRecord): boolean => scope.every((value, index) => (one.scope[index] ?? value) === value);
	if (resource.scope.length <= scope.length) {
		const named = store.find(resource.name, scope.slice(0, resource.scope.length), text);
		return (named ?? listByOwnId(store, resource, key ?? null).find(isIn))?.entity;
	}
	const deeper = store.findAnywhere(resource.name, text);
	return deeper && isIn(deeper) ? deeper.entity : undefined;
}

/** As the entity shows it; `undefined`: as it is stored. */
function showLinked(
	read: ReadShown,
	{ property, from, resource, view }: LinkedObject,
	linked: JsonObject | null | undefined,
): JsonValue | undefined {
	if (linked === null) return isNullable(view) ? null : undefined;
	const stored = read(property);
	const own: JsonObject = {};
	for (const name of listPossibleProperties(view).keys()) {
		const value = getOwn(linked, name);
		if (value !== undefined) setOwn(own, name, value);
	}
	if (linked) return fitsView(view, own) ? own : undefined;
	if (from === undefined) return undefined;
	// One that nobody made has the key that is told, whatever else is made up of it.
	const [key, deeper] = stepsToKey(resource);
	const told = read(from);
	if (!isObject(stored) || key === undefined || deeper || told === undefined) return undefined;
	if (toKeyText(readKey(resource, stored)) === toKeyText(told)) return undefined;
	const named = { ...stored };
	setOwn(named, key, told);
	return fitsView(view, named) ? named : undefined;
}
