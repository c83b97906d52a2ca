// From the entities of the documents as they were to those of the documents as they are now.

import type { Resource } from '../../spec/index.ts';
import type { Misfit, SetAside } from './entity-store.ts';
import { ResourceTable } from './resource-table.ts';
import type { StoredRecord } from './stored-record.ts';

/** Names whose entities are kept aside; the oldest are forgotten beyond that. */
const MAX_ASIDE = 100;

/** What a session has of each resource, and what it has set aside. */
export interface Tables {
	current: ReadonlyMap<string, ResourceTable>;
	aside: ReadonlyMap<string, ResourceTable>;
}

/**
 * New tables for other resources. What stood aside before is tried again. A table aside is that of the resource as it was, so that
 * a request that began with it ends with it.
 */
export function adoptResources(
	{ current, aside }: Tables,
	args: {
		before: ReadonlyMap<string, Resource>;
		resources: ReadonlyMap<string, Resource>;
		maxEntities: number;
		misfit: Misfit;
	},
): Tables & { setAside: SetAside[] } {
	const { before, resources, maxEntities } = args;
	const setAside: SetAside[] = [];
	const nextCurrent = new Map<string, ResourceTable>();
	const nextAside = new Map<string, ResourceTable>();
	for (const name of new Set([...aside.keys(), ...before.keys()])) {
		const resource = resources.get(name);
		const last = before.get(name) ?? aside.get(name)?.resource;
		if (!last) continue;
		const kept = resource && new ResourceTable(resource, maxEntities);
		const left = new ResourceTable(last, maxEntities);
		for (const table of [current.get(name), aside.get(name)]) {
			if (!table) continue;
			for (const record of table.list(undefined)) {
				const why = kept ? judge(record, table.resource, kept.resource, args.misfit) : GONE;
				if (kept && why === undefined && kept.add(record)) continue;
				// A key that was given anew meanwhile is the new entity's.
				if (isAlike(table.resource, left.resource)) left.add(record);
				if (table === current.get(name)) setAside.push({ resource: name, key: record.key, why: why ?? TAKEN });
			}
			for (const one of [kept, left]) if (one) one.largest = Math.max(one.largest, table.largest);
		}
		if (kept) nextCurrent.set(name, kept);
		if (!kept || left.scopeCount > 0 || !isAlike(left.resource, kept.resource)) nextAside.set(name, left);
	}
	for (const name of [...nextAside.keys()].slice(0, Math.max(0, nextAside.size - MAX_ASIDE))) nextAside.delete(name);
	return { current: nextCurrent, aside: nextAside, setAside };
}

const GONE = 'no operation stores it any more';
const TAKEN = 'its key is taken';

function judge(record: StoredRecord, before: Resource, now: Resource, misfit: Misfit): string | undefined {
	if (before.key !== now.key) return `its key is ${now.key} now, not ${before.key}`;
	if (!isAlike(before, now)) return `it belongs to ${now.scope.join(', ') || 'no scope'} now`;
	return misfit(now, record.entity);
}

/** Whether entities are told apart in the same way. */
function isAlike(a: Resource, b: Resource): boolean {
	return (
		a.key === b.key && a.scope.length === b.scope.length && a.scope.every((name, index) => name === b.scope[index])
	);
}
