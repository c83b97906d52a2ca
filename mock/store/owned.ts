// Which entities stand below others, and so go with them.

import type { Owner, Resource } from '../../spec/index.ts';
import { getOwn } from '../../spec/index.ts';
import type { EntityRecord } from './entity-store.ts';
import { toKeyText } from './key-text.ts';
import type { ResourceTable, StoredRecord } from './resource-table.ts';

/** A resource whose entities stand below those of another one. */
export interface Owned {
	resource: Resource;
	owner: Owner;
}

const indexes = new WeakMap<ReadonlyMap<string, Resource>, ReadonlyMap<string, readonly Owned[]>>();

/** What stands below the entities of each resource, by its name; found out once for all stores of these resources. */
export function indexOwned(resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, readonly Owned[]> {
	let index = indexes.get(resources);
	if (!index) {
		const all = [...resources.values()].flatMap((resource) =>
			(resource.owners ?? []).map((owner): Owned => ({ resource, owner })),
		);
		index = Map.groupBy(all, ({ owner }) => owner.resource);
		indexes.set(resources, index);
	}
	return index;
}

/** Entities of one resource that were removed, as paths name them. */
export interface Gone {
	/** Each with the scope that it stood in. */
	places: readonly { scope: readonly string[]; text: string }[];
	texts: ReadonlySet<string>;
}

/** `find`: whether another entity has the key still, in another scope; then who is below is not told by the key alone. */
export function nameGone(
	{ scope, otherKeys }: Pick<Resource, 'scope' | 'otherKeys'>,
	records: readonly EntityRecord[],
	find: (key: string) => boolean,
): Gone {
	const places = records.flatMap((record) =>
		[record.key, ...(otherKeys ?? []).flatMap((name) => toKeyText(getOwn(record.entity, name)) ?? [])].map((text) => ({
			scope: record.scope,
			text,
		})),
	);
	const texts = new Set(places.map(({ text }) => text));
	if (scope.length > 0) for (const text of texts) if (find(text)) texts.delete(text);
	return { places, texts };
}

/** The records of a table that stand below those that are gone. Goes through all of the table only where no scope names them. */
export function findBelow(table: ResourceTable, owner: Owner, gone: Gone): StoredRecord[] {
	const { at, binding, isKey } = owner;
	if (isKey) {
		const scopes = table.listScopes();
		return [...gone.texts].flatMap((text) => scopes.flatMap((scope) => table.find(scope, text) ?? []));
	}
	if (at !== undefined) {
		const scopes = table.resource.scope.length === at + 1 ? gone.places.map(({ scope, text }) => [...scope, text]) : [];
		if (scopes.length > 0 && scopes.every(({ length }) => length === at + 1))
			return scopes.flatMap((scope) => table.list(scope));
		const isBelow = testScope(at, gone);
		return table
			.listScopes()
			.filter(isBelow)
			.flatMap((scope) => table.list(scope));
	}
	return binding ? table.list(undefined).filter((record) => gone.texts.has(readBound(record, binding) ?? '')) : [];
}

/** Whether a scope, or any list of texts that begins with one, leads through one of those that are gone. */
export function testScope(at: number, { places, texts }: Gone): (scope: readonly string[]) => boolean {
	const isWhole = places.every(({ scope }) => scope.length === at);
	if (!isWhole) return (scope) => at < scope.length && texts.has(scope[at] as string);
	const prefixes = places.map(({ scope, text }) => [...scope, text]);
	const [first = []] = prefixes;
	// One is compared without a text made of each.
	if (prefixes.length === 1) return (scope) => first.every((text, index) => text === scope[index]);
	const whole = new Set(prefixes.map((prefix) => JSON.stringify(prefix)));
	return (scope) => whole.has(JSON.stringify(scope.slice(0, at + 1)));
}

function readBound(record: StoredRecord, { name, property }: NonNullable<Owner['binding']>): string | undefined {
	return record.facts?.[name] ?? (property === undefined ? undefined : toKeyText(getOwn(record.entity, property)));
}
