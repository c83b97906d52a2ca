// Lists that show entities of one kind below one another (`GET /categories/tree`): those that are below none of the list, each with those below it.

import type { JsonObject } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';

/** How many may stand one below the other; what is deeper is left out. */
const MAX_DEPTH = 30;

/** What a tree is grown of. */
interface TreeArgs {
	session: Session;
	/** The property that shows those below. */
	property: string;
	findBelow(session: Session, record: EntityRecord): readonly EntityRecord[];
	show?: ((record: EntityRecord) => JsonObject) | undefined;
}

/**
 * The roots among records, in their order, and how each is shown with all that is below it: `{ id: 1, children: [{ id: 2, children: [] }] }`.
 * What is not among the records is left out; of those that stand in a circle the first is a root.
 */
export function growTree(
	records: readonly EntityRecord[],
	args: TreeArgs,
): { roots: readonly EntityRecord[]; show(record: EntityRecord): JsonObject } {
	const { session, property, findBelow } = args;
	const places = new Map(records.map((record, index) => [record, index]));
	const branches = new Map<EntityRecord, readonly EntityRecord[]>();
	const placed = new Set<EntityRecord>();
	for (const record of records) {
		const own = findBelow(session, record).filter((one) => one !== record && places.has(one));
		branches.set(
			record,
			own.toSorted((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0)),
		);
		for (const one of own) placed.add(one);
	}
	const roots = records.filter((record) => !placed.has(record));
	const reached = new Set<EntityRecord>();
	const reach = (first: EntityRecord): void => {
		const open = [first];
		for (let record = open.pop(); record; record = open.pop()) {
			if (reached.has(record)) continue;
			reached.add(record);
			for (const one of branches.get(record) ?? []) open.push(one);
		}
	};
	for (const root of roots) reach(root);
	for (const record of reached.size < records.length ? records : []) {
		if (reached.has(record)) continue;
		roots.push(record);
		reach(record);
	}
	return { roots, show: (record) => showBranch(record, new Set()) };

	function showBranch(record: EntityRecord, above: ReadonlySet<EntityRecord>): JsonObject {
		const own = branches.get(record) ?? [];
		const within = new Set(above).add(record);
		const below = above.size < MAX_DEPTH ? own.filter((one) => !within.has(one)) : [];
		return {
			...(args.show?.(record) ?? record.entity),
			[property]: below.map((one) => showBranch(one, within)),
		};
	}
}
