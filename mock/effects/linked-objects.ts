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
	nameOfSchema,
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
import { findResourceCalled } from './called-resources.ts';
import type { EffectContext } from './effect-context.ts';

/** A property that shows another entity, and the one beside it that has its key. */
export interface LinkedObject {
	property: string;
	from: string;
	resource: Resource;
	view: SchemaView;
}

/** Of an entity's objects those that no request sends, and that are called as a key beside them: `author` and `author_id`. */
export function listLinkedObjects(context: EffectContext, { resource }: BirthPlan, entity: SchemaView): LinkedObject[] {
	const properties = listPossibleProperties(entity);
	const byName = new Map([...properties.keys()].map((name) => [normalizeName(name), name]));
	const { requests } = collectEntitySchemas(resource, context.operations);
	return [...properties].flatMap(([property, view]): LinkedObject[] => {
		if (!guessTypes(view).has('object')) return [];
		const from = ['id', 'uuid', 'key'].map((key) => byName.get(`${normalizeName(property)}_${key}`)).find(Boolean);
		if (from === undefined || requests.some((sent) => listPossibleProperties(sent).has(property))) return [];
		const found = findShown(context, { property, view });
		// A thing is in no other one's place.
		if (!found || found.scope.some((name, index) => resource.scope[index] !== name)) return [];
		return [{ property, from, resource: found, view }];
	});
}

/** What it is called after, where that is of its shape; else what has its schema. */
function findShown(
	context: EffectContext,
	{ property, view }: { property: string; view: SchemaView },
): Resource | undefined {
	const called = findResourceCalled(context, property);
	const shape = called && planBirth(context, called).view;
	if (shape && isPartOf(view, shape)) return called;
	const schema = nameOfSchema(view);
	if (schema === undefined) return undefined;
	const isIt = (one: Resource): boolean => {
		const own = one.singleton ? undefined : planBirth(context, one).view;
		return own !== undefined && nameOfSchema(own) === schema;
	};
	return [...context.resources.values()].find(isIt);
}

/** The entity that is meant; null: the key is none. `undefined`: nobody made it. */
export function findLinkedEntity(
	{ store }: Session,
	{ entity, scope }: EntityRecord,
	{ from, resource }: LinkedObject,
): JsonObject | null | undefined {
	const key = getOwn(entity, from);
	if (key === null) return null;
	const text = toKeyText(key);
	return text === undefined
		? undefined
		: store.find(resource.name, scope.slice(0, resource.scope.length), text)?.entity;
}

/** As the entity shows it; `undefined`: as it is stored. */
export function showLinked(
	entity: JsonObject,
	{ property, from, resource, view }: LinkedObject,
	linked: JsonObject | null | undefined,
): JsonValue | undefined {
	if (linked === null) return isNullable(view) ? null : undefined;
	const stored = getOwn(entity, property);
	const own: JsonObject = {};
	for (const name of listPossibleProperties(view).keys()) {
		const value = getOwn(linked, name);
		if (value !== undefined) setOwn(own, name, value);
	}
	if (linked) return fitsView(view, own) ? own : undefined;
	// One that nobody made has the key that is told, whatever else is made up of it.
	const [key, deeper] = stepsToKey(resource);
	const told = getOwn(entity, from);
	if (!isObject(stored) || key === undefined || deeper || told === undefined) return undefined;
	if (toKeyText(readKey(resource, stored)) === toKeyText(told)) return undefined;
	const named = { ...stored };
	setOwn(named, key, told);
	return fitsView(view, named) ? named : undefined;
}
