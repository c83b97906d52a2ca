// Entities that are assigned to the one above in the path: `PUT /users/1/roles/2`, and the roles of a user.

import type { JsonObject, Resource } from '../../spec/index.ts';
import { setOwn } from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { bearAsked } from './birth/never-empty.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';
import { renameScope } from './open-spot.ts';
import { findMissingParent } from './owners.ts';
import { findByKey } from './places.ts';
import { answerMissing, findNamed, mentionEntity, placeOf, type Spot, toScope } from './spot.ts';

type Assigned = NonNullable<CompiledEffect['assigned']>;

/** Those that are assigned to the entity above, in the order in which they were. */
export function listAssigned(spot: Spot, { holder, isReverse, readScope, renamed }: Assigned): readonly EntityRecord[] {
	if (isReverse) return listHolders(spot, holder);
	const { compiled, session, request } = spot;
	const scope = readScope(request);
	if (!scope) return [];
	return session.store
		.list(holder.name, toScope(renameScope(session, { renamed, scope })))
		.flatMap(({ key }) => session.store.findAnywhere(compiled.resource.name, key) ?? []);
}

/** Those that the entity above is assigned to. */
function listHolders({ compiled, session, request }: Spot, holder: Resource): readonly EntityRecord[] {
	const { parent } = compiled;
	const text = parent?.readKey(request);
	if (!parent || text === undefined) return [];
	const { store } = session;
	const key = findByKey(session, { resource: parent.resource, scope: undefined, key: text })?.key ?? text;
	return store.list(holder.name).flatMap((one) => {
		const owner = one.key === key ? one.scope.at(-1) : undefined;
		return (owner !== undefined && store.findAnywhere(compiled.resource.name, owner)) || [];
	});
}

/** Assigns an entity that is there, or takes it away again; why it can't be: who should have it isn't there, or hasn't got it. */
export function changeAssigned(
	spot: Spot,
	record: EntityRecord,
	{ holder, does, readScope, renamed }: Assigned,
): { refusal: EffectResult } | { besides: string | undefined } {
	const refusal = findMissingParent(spot);
	if (refusal) return { refusal };
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
	const { compiled, session, request } = spot;
	const records: EntityRecord[] = [];
	for (const key of compiled.readKeys?.(request) ?? []) {
		const record = findNamed(spot, key) ?? bearAsked(placeOf(spot), key);
		if (!record) return answerMissing(spot, key);
		records.push(record);
	}
	const refusal = findMissingParent(spot);
	if (refusal) return refusal;
	const { store } = session;
	const { holder, does, readScope, renamed } = assigned;
	const scope = toScope(renameScope(session, { renamed, scope: readScope(request) ?? [] }));
	const held = store.list(holder.name, scope);
	const keys = new Set(records.map(({ key }) => key));
	const kept = new Set(held.map(({ key }) => key));
	const absent = does === 'remove' ? records.find(({ key }) => !kept.has(key)) : undefined;
	if (absent) return answerMissing(spot, absent.key);
	if (does === 'set') store.removeAll(held.filter(({ key }) => !keys.has(key)));
	for (const record of records) changeAssigned(spot, record, assigned);
	const mention = {
		...mentionEntity({ run: spot, key: records[0]?.key ?? '', outcome: 'read' }),
		...tellOthers(records),
	};
	const { answer } = compiled.effect;
	if (answer === undefined) return { kind: 'gone', mention };
	const items = listAssigned(spot, assigned).map(({ entity }) => entity);
	return { kind: 'list', mention, items, total: items.length, pointer: answer.slice(0, -'/0'.length) };
}

function tellOthers({ length }: readonly EntityRecord[]): { others?: number } {
	return length > 1 ? { others: length - 1 } : {};
}
