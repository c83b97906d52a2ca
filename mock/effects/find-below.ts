// Those that stand below an entity: in their paths, or as they say themselves.

import {
	collectEntitySchemas,
	findNamedProperty,
	getOwn,
	isObject,
	type JsonValue,
	listPossibleProperties,
	type Owner,
	type Resource,
	type SchemaView,
} from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { readKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { planBirth } from './birth/birth-plan.ts';
import type { EffectContext } from './effect-context.ts';

/** Those below an entity; the same list until one of them changes. */
export type FindBelow = (session: Session, record: EntityRecord) => readonly EntityRecord[];

const NOBODY: readonly EntityRecord[] = Object.freeze([]);

/** Those that stand below an entity in their paths, else those that say whose they are: `album_id`. */
export function findBelow(
	context: EffectContext,
	{ resource, child }: { resource: Resource; child: Resource },
): FindBelow | undefined {
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

function findOwned(child: Resource, { at, binding }: Owner): FindBelow | undefined {
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
function groupBy(child: Resource, readOwner: (record: EntityRecord) => JsonValue | undefined): FindBelow {
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
