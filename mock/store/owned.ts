// Which entities stand below others, and so go with them.

import type { Owner, Resource } from '../../spec/index.ts';
import { getOwn, readSteps } from '../../spec/index.ts';
import type { EntityRecord } from './entity-store.ts';
import { foldKey } from './fold-key.ts';
import { toKeyText } from './key-text.ts';
import type { ResourceTable } from './resource-table.ts';
import type { StoredRecord } from './stored-record.ts';

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
export class Gone {
	/** Each with the scope that it stood in. */
	readonly places: readonly { scope: readonly string[]; text: string }[];
	readonly #table: ResourceTable;
	#texts: ReadonlySet<string> | undefined;

	/** `table`: what they were removed from. */
	constructor(records: readonly EntityRecord[], table: ResourceTable) {
		const { otherKeys = [] } = table.resource;
		this.#table = table;
		this.places = records.flatMap(({ scope, key, entity }) => [
			{ scope, text: key },
			...otherKeys.flatMap((steps) => {
				const text = toKeyText(readSteps(entity, steps));
				return text === undefined ? [] : { scope, text };
			}),
		]);
	}

	/** Without those that another entity has still, in another scope: then who is below is not told by the text alone. */
	get texts(): ReadonlySet<string> {
		this.#texts ??= this.#findTexts();
		return this.#texts;
	}

	#findTexts(): ReadonlySet<string> {
		const texts = new Set(this.places.map(({ text }) => text));
		if (this.#table.resource.scope.length > 0) for (const text of this.#table.findKeys(texts)) texts.delete(text);
		return texts;
	}
}

/** The records of a table that stand below those that are gone. Goes through all of the table only where no scope names them. */
export function findBelow(table: ResourceTable, owner: Owner, gone: Gone): readonly StoredRecord[] {
	const { at, binding, isKey } = owner;
	if (isKey) return findByKeys(table, [...gone.texts].map(foldKey));
	if (at === undefined) return binding ? findBound(table, binding, gone) : [];
	const [place] = gone.places;
	if (place && gone.places.length === 1 && place.scope.length === at && table.resource.scope.length === at + 1)
		return table.list([...place.scope, place.text]);
	const isBelow = testScope(at, gone);
	const below: StoredRecord[] = [];
	for (const { scope, records } of table.partitions) {
		if (isBelow(scope)) for (const record of records.values()) below.push(record);
	}
	return below;
}

function findByKeys(table: ResourceTable, folded: readonly string[]): StoredRecord[] {
	const found: StoredRecord[] = [];
	for (const { records } of table.partitions) {
		for (const key of folded) {
			const record = records.get(key);
			if (record) found.push(record);
		}
	}
	return found;
}

function findBound(table: ResourceTable, binding: NonNullable<Owner['binding']>, { texts }: Gone): StoredRecord[] {
	const bound: StoredRecord[] = [];
	if (texts.size === 0) return bound;
	for (const record of table.list(undefined)) {
		const text = readBound(record, binding);
		if (text !== undefined && texts.has(text)) bound.push(record);
	}
	return bound;
}

/** Whether a scope, or any list of texts that begins with one, leads through one of those that are gone. */
export function testScope(at: number, gone: Gone): (scope: readonly string[]) => boolean {
	const { places } = gone;
	const isWhole = places.every(({ scope }) => scope.length === at);
	if (!isWhole) return (scope) => at < scope.length && gone.texts.has(scope[at] as string);
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
