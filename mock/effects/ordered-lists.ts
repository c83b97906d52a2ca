// Lists in an order that requests change: each entity tells its place.

import { getOwn, type JsonObject, type Resource, setOwn } from '../../spec/index.ts';
import type { EntityRecord } from '../store/entity-store.ts';

type Ordered = NonNullable<Resource['ordered']>;

/** By their places; what has none comes last, as it was made. */
export function putInOrder(records: readonly EntityRecord[], { property }: Ordered): readonly EntityRecord[] {
	const placed = records.map((record) => ({ record, place: readPlace(record, property) ?? Infinity }));
	return placed.sort((a, b) => (a.place === b.place ? 0 : a.place - b.place)).map(({ record }) => record);
}

/** Puts a new entity behind those that are there, where it doesn't say otherwise. */
export function takeLastPlace(
	entity: JsonObject,
	{ ordered: { property, first }, records }: { ordered: Ordered; records: readonly EntityRecord[] },
): void {
	if (Object.hasOwn(entity, property)) return;
	let last = first - 1;
	for (const record of records) last = Math.max(last, readPlace(record, property) ?? last);
	setOwn(entity, property, last + 1);
}

function readPlace({ entity }: EntityRecord, property: string): number | undefined {
	const place = getOwn(entity, property);
	return typeof place === 'number' ? place : undefined;
}
