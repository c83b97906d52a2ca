// Entities that are assigned to the one above in the path: `PUT /users/1/roles/2`, and the roles of a user.

import type { JsonObject, Resource } from '../../spec/index.ts';
import { setOwn } from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';
import { renameScope } from './open-spot.ts';
import { findMissingParent } from './owners.ts';
import { findByKey } from './places.ts';
import { answerMissing, type Spot, toScope } from './spot.ts';

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
	if (does === 'add') {
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
