// Removing entities with all that stands below them, and putting it back.

import type { Resource } from '../../spec/index.ts';
import type { EntityRecord, Removal } from './entity-store.ts';
import type { TableOrigins } from './origins.ts';
import { findBelow, type Gone, indexOwned, nameGone, type Owned, testScope } from './owned.ts';
import type { ResourceTable, StoredRecord } from './resource-table.ts';
import type { Trash } from './trash.ts';

/** What a removal is done with. */
export interface RemovalTools {
	/** For those that may be asked back. */
	trash: Trash;
	tables(): ReadonlyMap<string, ResourceTable>;
	resources(): ReadonlyMap<string, Resource>;
	findOrigins(resource: string): TableOrigins | undefined;
	/** Remembers that it was removed; `isOwner`: others stand below its kind. */
	noteRemoval(record: StoredRecord, isOwner: boolean): void;
	/** Takes one out of its table, and tells of it. */
	take(table: ResourceTable, record: StoredRecord): void;
	/** Puts those of one resource back, as far as they can be. */
	putBack(resource: string, records: readonly StoredRecord[]): void;
}

/** Those that stay without their owner, with what they had of it. */
type Loosened = Map<StoredRecord, EntityRecord['facts']>;

const NOTHING: readonly StoredRecord[] = Object.freeze([]);

/** Removes records that are alive; what is below those that are removed goes with them, level by level. */
export function createRemoval(tools: RemovalTools): { remove(records: readonly EntityRecord[]): Removal } {
	function takeAll(records: readonly EntityRecord[]): readonly StoredRecord[] {
		const taken: StoredRecord[] = [];
		for (const record of records as readonly StoredRecord[]) {
			const table = tools.tables().get(record.resource);
			if (!table || !record.alive) continue;
			tools.take(table, record);
			taken.push(record);
		}
		return taken;
	}

	/** Those of one resource that stand below some of another. What stays without its owner no longer belongs to one of that name. */
	function takeBelow({ resource, owner }: Owned, gone: Gone, loosened: Loosened): readonly StoredRecord[] {
		const table = tools.tables().get(resource.name);
		const below = table ? findBelow(table, owner, gone) : NOTHING;
		const { at, binding } = owner;
		if (owner.stays) {
			for (const record of below) {
				const { facts } = record;
				if (!binding || facts?.[binding.name] === undefined) continue;
				loosened.set(record, facts);
				const { [binding.name]: _, ...others } = facts;
				record.facts = Object.keys(others).length > 0 ? others : undefined;
			}
			return NOTHING;
		}
		const origins = tools.findOrigins(resource.name);
		if (at !== undefined) origins?.forget(testScope(at, gone));
		else origins?.forgetPlaces((texts) => texts.some((text) => gone.texts.has(text)));
		return takeAll(below);
	}

	function takeLevel(
		records: readonly StoredRecord[],
		owned: ReadonlyMap<string, readonly Owned[]>,
		loosened: Loosened,
	): readonly StoredRecord[] {
		return [...Map.groupBy(records, ({ resource }) => resource)].flatMap(([name, own]) => {
			const below = owned.get(name);
			const resource = tools.resources().get(name);
			if (!below || !resource) return NOTHING;
			const gone = nameGone(resource, own, (key) => tools.tables().get(name)?.findAnywhere(key) !== undefined);
			return below.flatMap((one) => takeBelow(one, gone, loosened));
		});
	}

	function removeTogether(records: readonly EntityRecord[]): Removal {
		const owned = indexOwned(tools.resources());
		const taken = takeAll(records);
		for (const record of taken) tools.noteRemoval(record, owned.has(record.resource));
		const loosened: Loosened = new Map();
		const along: StoredRecord[] = [];
		for (let level = takeLevel(taken, owned, loosened); level.length > 0; level = takeLevel(level, owned, loosened)) {
			for (const record of level) along.push(record);
		}
		return {
			along: along.length === 0 ? NOTHING : along,
			putBack() {
				for (const part of [taken, along])
					for (const [name, own] of Map.groupBy(part, ({ resource }) => resource)) tools.putBack(name, own);
				for (const [record, facts] of loosened) record.facts = facts;
			},
		};
	}

	/** Each that may be asked back is removed by itself, with what is its own. */
	function removeAndKeep(record: EntityRecord): Removal {
		const { alive } = record;
		const removal = removeTogether([record]);
		if (!alive) return removal;
		let { bytes } = record as StoredRecord;
		for (const one of removal.along) bytes += (one as StoredRecord).bytes;
		tools.trash.keep(record, { removal, bytes });
		return removal;
	}

	return {
		remove(records) {
			const resource = tools.resources().get(records[0]?.resource ?? '');
			if (!resource?.isRevived) return removeTogether(records);
			const removals = records.map(removeAndKeep);
			const [first] = removals;
			if (first && removals.length === 1) return first;
			return {
				along: removals.flatMap(({ along }) => along),
				putBack: () => {
					for (const removal of removals) removal.putBack();
				},
			};
		},
	};
}
