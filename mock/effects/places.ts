// The entities of a place, and the one of them that is named: by its key, by an alias, by what a path may have in the key's place.

import { getOwn, type JsonObject, type JsonValue, type Resource } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { readKey } from '../store/entity-key.ts';
import { findPublicScope, isInScope } from '../store/entity-scope.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { foldKey } from '../store/fold-key.ts';
import { toKeyText } from '../store/key-text.ts';
import { findByOtherKey } from './other-keys.ts';

/** What is named by the key of its own, or by what a path may have in its place. */
export function findByKey(
	session: Session,
	{ resource, scope, key }: { resource: Resource; scope: readonly string[] | undefined; key: string },
): EntityRecord | undefined {
	const { store } = session;
	const record = scope ? store.find(resource.name, scope, key) : store.findAnywhere(resource.name, key);
	const open = record || !scope ? undefined : findPublicScope(resource, scope);
	return record ?? (open && store.find(resource.name, open, key)) ?? findByOtherKey(session, { resource, scope, key });
}

/** Of these, the one that has this key, or (`by`) this alias. */
export function findAmong(
	records: readonly EntityRecord[],
	{ by, text }: { by: string | undefined; text: string },
): EntityRecord | undefined {
	const folded = foldKey(text);
	return records.find((record) => {
		const name = by === undefined ? record.key : toKeyText(getOwn(record.entity, by));
		return name !== undefined && foldKey(name) === folded;
	});
}

/** A place, as far as it is known: `scope`, else as much of one as `known` tells, else all places. */
export interface KnownPlace {
	resource: Resource;
	scope: readonly string[] | undefined;
	known: readonly (string | undefined)[] | undefined;
	/** With those that are everybody's. */
	isOpen: boolean;
}

/** The entities of a place, in order of creation; those that are everybody's come first. */
export function selectPlace(session: Session, place: KnownPlace): readonly EntityRecord[] {
	const { resource, scope, known } = place;
	const records = session.store.list(resource.name, scope);
	const open = findOpenScope(place);
	if (open) return [...session.store.list(resource.name, open), ...records];
	return scope || !known ? records : records.filter((record) => isKnownPlace(record, place));
}

/** Those of the place that may have this value, e.g. at `['email']`: see `EntityStore.findAlike`. */
export function selectAlike(
	session: Session,
	place: KnownPlace,
	{ steps, value }: { steps: readonly string[]; value: JsonValue },
): readonly EntityRecord[] {
	const { resource, scope, known } = place;
	const records = session.store.findAlike(resource.name, steps, value);
	if (!scope) return known ? records.filter((record) => isKnownPlace(record, place)) : records;
	const open = findOpenScope(place);
	const own = records.filter((record) => isInScope(record, scope));
	return open ? [...records.filter((record) => isInScope(record, open)), ...own] : own;
}

function findOpenScope({ resource, scope, isOpen }: KnownPlace): readonly string[] | undefined {
	return scope && isOpen ? findPublicScope(resource, scope) : undefined;
}

function isKnownPlace(record: EntityRecord, { resource, known = [], isOpen }: KnownPlace): boolean {
	return known.every((text, index) => {
		const own = record.scope[index];
		return (
			text === undefined ||
			text === own ||
			(isOpen && own === '' && resource.told?.has(resource.scope[index] as string))
		);
	});
}

/** The keys of some entities, as these show them; `undefined`: nothing shows them. */
export function listKeys(resource: Resource, entities: readonly JsonObject[]): JsonValue[] | undefined {
	return resource.hiddenKey ? undefined : entities.flatMap((entity) => readKey(resource, entity) ?? []);
}
