// Entities that are assigned to the one above in the path: `PUT /users/1/roles/2`, and the roles of a user.

import { getOwn, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import { bearAsked } from './birth/never-empty.ts';
import { findSigned } from './birth/whose.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';
import { renameScope } from './open-spot.ts';
import { findMissingParent } from './owners.ts';
import { findByKey } from './places.ts';
import { answerMissing, findNamed, mentionEntity, placeOf, type Spot, toScope } from './spot.ts';

type Assigned = NonNullable<CompiledEffect['assigned']>;

/** Those that are assigned to the entity above, in the order in which they were. */
export function listAssigned(spot: Spot, assigned: Assigned): readonly EntityRecord[] {
	const { holder, isReverse, keys, readScope, renamed } = assigned;
	if (isReverse) return listHolders(spot, assigned);
	const { compiled, session, request } = spot;
	if (keys !== undefined)
		return readHeld(findOwner(spot), keys).flatMap(
			(one) => session.store.findAnywhere(compiled.resource.name, toKeyText(one) ?? '') ?? [],
		);
	const scope = readScope(request);
	if (!scope) return [];
	return session.store
		.list(holder.name, toScope(renameScope(session, { renamed, scope })))
		.flatMap(({ key }) => session.store.findAnywhere(compiled.resource.name, key) ?? []);
}

/** Those that the entity above is assigned to. */
function listHolders(spot: Spot, { holder, keys, by }: Assigned): readonly EntityRecord[] {
	const { compiled, session, request } = spot;
	const { store } = session;
	const key =
		findOwner(spot)?.key ?? compiled.parent?.readKey(request) ?? (by === undefined ? by : findSigned(session, by));
	if (key === undefined) return [];
	if (keys !== undefined) {
		const all = store.list(compiled.resource.name);
		return all.filter((record) => readHeld(record, keys).some((one) => toKeyText(one) === key));
	}
	return store.list(holder.name).flatMap((one) => {
		const owner = one.key === key ? one.scope.at(-1) : undefined;
		return (owner !== undefined && store.findAnywhere(compiled.resource.name, owner)) || [];
	});
}

/** The entity above in the path. */
function findOwner({ compiled: { parent }, session, request }: Spot): EntityRecord | undefined {
	const key = parent?.readKey(request);
	if (!parent || key === undefined) return undefined;
	return findByKey(session, { resource: parent.resource, scope: undefined, key });
}

/** Who has them, where that is what is answered, as it is to be shown. */
export function showOwner(spot: Spot, { showsOwner }: Assigned): JsonObject | undefined {
	const owner = showsOwner ? findOwner(spot) : undefined;
	return owner && (spot.compiled.parent?.embedding()?.show(spot.session, owner) ?? owner.entity);
}

/** The keys of those that it has. */
function readHeld(owner: EntityRecord | undefined, property: string): readonly JsonValue[] {
	const held = owner && getOwn(owner.entity, property);
	return Array.isArray(held) ? held : [];
}

/** Puts these keys in the place of those that who has them shows. */
function writeHeld({ session }: Spot, owner: EntityRecord, property: string, held: JsonValue[]): void {
	const entity = { ...owner.entity };
	setOwn(entity, property, held);
	session.store.update(owner, entity);
}

/** Assigns an entity that is there, or takes it away again; why it can't be: who should have it isn't there, or hasn't got it. */
export function changeAssigned(
	spot: Spot,
	record: EntityRecord,
	{ holder, does, keys, readScope, renamed }: Assigned,
): { refusal: EffectResult } | { besides: string | undefined } {
	const refusal = findMissingParent(spot);
	if (refusal) return { refusal };
	if (keys !== undefined) {
		const isHeld = readHeld(findOwner(spot), keys).some((one) => toKeyText(one) === record.key);
		if (!isHeld && does !== 'add') return { refusal: answerMissing(spot, record.key) };
		if (does !== 'ask') changeHeld(spot, keys, { does, records: [record] });
		return { besides: undefined };
	}
	const { store } = spot.session;
	const values = renameScope(spot.session, { renamed, scope: readScope(spot.request) ?? [] });
	const scope = toScope(values);
	const known = store.find(holder.name, scope, record.key);
	const called = `${holder.name} ${[...scope, record.key].join(' ')}`;
	if (does === 'add' || does === 'set') {
		if (known) return { besides: undefined };
		const entity: JsonObject = {};
		for (const [index, name] of holder.scope.entries()) setOwn(entity, name, values[index] ?? '');
		setOwn(entity, holder.key, readKey(spot.compiled.resource, record.entity) ?? record.key);
		store.create({ resource: holder.name, scope, key: record.key, entity });
		return { besides: `created ${called}` };
	}
	if (!known) return { refusal: answerMissing(spot, record.key) };
	if (does === 'ask') return { besides: undefined };
	store.remove(known);
	return { besides: `deleted ${called}` };
}

/** Assigns, or takes away, all that the request names: all of them or none. What was assigned before goes where others are put in its place. */
export function changeManyAssigned(spot: Spot, assigned: Assigned): EffectResult {
	const { compiled, request } = spot;
	const records: EntityRecord[] = [];
	for (const key of compiled.readKeys?.(request) ?? []) {
		const record = findNamed(spot, key) ?? bearAsked(placeOf(spot), key);
		if (!record) return answerMissing(spot, key);
		records.push(record);
	}
	const refusal = findMissingParent(spot);
	if (refusal) return refusal;
	const { does } = assigned;
	const known = new Set(listAssigned(spot, assigned).map(({ key }) => key));
	const absent = does === 'remove' ? records.find(({ key }) => !known.has(key)) : undefined;
	if (absent) return answerMissing(spot, absent.key);
	if (assigned.keys === undefined) {
		if (does === 'set') dropOthers(spot, assigned, new Set(records.map(({ key }) => key)));
		for (const record of records) changeAssigned(spot, record, assigned);
	} else changeHeld(spot, assigned.keys, { does, records });
	const mention = {
		...mentionEntity({ run: spot, key: records[0]?.key ?? '', outcome: 'read' }),
		...tellOthers(records),
	};
	const { answer } = compiled.effect;
	const owner = showOwner(spot, assigned);
	if (owner) return { kind: 'entity', mention, entity: owner };
	if (answer === undefined) return { kind: 'gone', mention };
	const items = listAssigned(spot, assigned).map(({ entity }) => entity);
	return { kind: 'list', mention, items, total: items.length, pointer: answer.slice(0, -'/0'.length) };
}

/** Takes away those that are not among these. */
function dropOthers({ session, request }: Spot, assigned: Assigned, kept: ReadonlySet<string>): void {
	const { holder, readScope, renamed } = assigned;
	const scope = toScope(renameScope(session, { renamed, scope: readScope(request) ?? [] }));
	session.store.removeAll(session.store.list(holder.name, scope).filter(({ key }) => !kept.has(key)));
}

/** The keys that who has them shows, after these were added, put in their place or taken away. */
function changeHeld(
	spot: Spot,
	property: string,
	{ does, records }: { does: Assigned['does']; records: readonly EntityRecord[] },
): void {
	const owner = findOwner(spot);
	if (!owner) return;
	const { resource } = spot.compiled;
	const named = new Map(records.map((record) => [record.key, readKey(resource, record.entity) ?? record.key]));
	const held = readHeld(owner, property);
	const others = held.filter((one) => !named.has(toKeyText(one) ?? ''));
	const kept = does === 'set' ? [] : does === 'remove' ? others : held;
	for (const one of kept) named.delete(toKeyText(one) ?? '');
	writeHeld(spot, owner, property, does === 'remove' ? others : [...kept, ...named.values()]);
}

function tellOthers({ length }: readonly EntityRecord[]): { others?: number } {
	return length > 1 ? { others: length - 1 } : {};
}
