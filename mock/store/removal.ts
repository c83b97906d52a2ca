// Removing entities with all that stands below them, and putting it back.

import type { Resource } from '../../spec/index.ts';
import type { EntityRecord, Removal } from './entity-store.ts';
import type { TableOrigins } from './origins.ts';
import { findBelow, Gone, indexOwned, type Owned, testScope } from './owned.ts';
import type { ResourceTable, Taken } from './resource-table.ts';
import type { StoredRecord } from './stored-record.ts';
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
	/** Takes those of one table out of it, and tells of each; which of them were there. */
	take(table: ResourceTable, records: readonly StoredRecord[]): Taken;
	/** Puts those of one resource back, as far as they can be. */
	putBack(resource: string, records: readonly StoredRecord[]): void;
}

/** Records of one resource that are removed together. */
interface Part extends Taken {
	table: ResourceTable;
}

/** Those that stay without their owner, with what they had of it. */
type Loosened = Map<StoredRecord, EntityRecord['facts']>;

const NOTHING: readonly StoredRecord[] = Object.freeze([]);
const NO_PARTS: readonly Part[] = Object.freeze([]);

/** Removes records that are alive; what is below those that are removed goes with them, level by level. */
export function createRemoval(tools: RemovalTools): { remove(records: readonly EntityRecord[]): Removal } {
	function takePart(table: ResourceTable | undefined, records: readonly StoredRecord[]): readonly Part[] {
		if (!table || records.length === 0) return NO_PARTS;
		const taken = tools.take(table, records);
		return taken.records.length > 0 ? [{ table, ...taken }] : NO_PARTS;
	}

	/** Those of one resource that stand below some of another. What stays without its owner no longer belongs to one of that name. */
	function takeBelow({ resource, owner }: Owned, gone: Gone, loosened: Loosened): readonly Part[] {
		const table = tools.tables().get(resource.name);
		const below = table ? findBelow(table, owner, gone) : NOTHING;
		const { at, binding } = owner;
		if (owner.stays) {
			if (binding) loosen(below, binding.name, loosened);
			return NO_PARTS;
		}
		const origins = tools.findOrigins(resource.name);
		if (at !== undefined) origins?.forget(testScope(at, gone));
		else origins?.forgetPlaces((texts) => texts.some((text) => gone.texts.has(text)));
		return takePart(table, below);
	}

	function removeTogether(records: readonly EntityRecord[]): Removal {
		const owned = indexOwned(tools.resources());
		const byResource = Map.groupBy(records as readonly StoredRecord[], ({ resource }) => resource);
		const taken = [...byResource].flatMap(([name, own]) => takePart(tools.tables().get(name), own));
		for (const { table, records: own } of taken)
			for (const record of own) tools.noteRemoval(record, owned.has(table.resource.name));
		const loosened: Loosened = new Map();
		const along: Part[] = [];
		for (let level: readonly Part[] = taken; level.length > 0; ) {
			level = level.flatMap(({ table, records: own }) => {
				const below = owned.get(table.resource.name);
				if (!below) return NO_PARTS;
				const gone = new Gone(own, table);
				return below.flatMap((one) => takeBelow(one, gone, loosened));
			});
			along.push(...level);
		}
		const parts = [...taken, ...along];
		return {
			along: along.length === 1 && along[0] ? along[0].records : along.flatMap((part) => part.records),
			bytes: sumBytes(parts),
			putBack() {
				for (const { table, records: own } of parts) tools.putBack(table.resource.name, own);
				for (const [record, facts] of loosened) record.facts = facts;
			},
		};
	}

	/** Each that may be asked back is removed by itself, with what is its own. */
	function removeAndKeep(record: EntityRecord): Removal {
		const { alive } = record;
		const removal = removeTogether([record]);
		if (!alive) return removal;
		tools.trash.keep(record, removal);
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
				bytes: sumBytes(removals),
				putBack: () => {
					for (const removal of removals) removal.putBack();
				},
			};
		},
	};
}

function loosen(records: readonly StoredRecord[], name: string, loosened: Loosened): void {
	for (const record of records) {
		const { facts } = record;
		if (facts?.[name] === undefined) continue;
		loosened.set(record, facts);
		if (Object.keys(facts).length === 1) {
			record.facts = undefined;
			continue;
		}
		const { [name]: _, ...others } = facts;
		record.facts = others;
	}
}

function sumBytes(parts: readonly { bytes: number }[]): number {
	return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}
