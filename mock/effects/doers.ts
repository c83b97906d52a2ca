// What who is signed in has done to an entity: `POST /users/2/follow`, as lists of followers show it.

import { type JsonObject, setOwn } from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import { findSigned } from './birth/whose.ts';
import type { EffectResult } from './effect-result.ts';
import type { Run } from './spot.ts';

/** Notes, or takes back, that who is signed in did this to the entity; nobody is: nothing is known of who did. */
export function noteDoer({ compiled, session, context }: Run, result: EffectResult): void {
	const { done } = compiled.effect;
	const record = result.kind === 'entity' ? result.record : undefined;
	const key = done && findSigned(session, done.by);
	const holder = done && context.resources.get(done.resource);
	const people = done && context.resources.get(done.by);
	if (!record || !holder || !people || key === undefined || result.kind !== 'entity') return;
	const { store } = session;
	const known = store.find(holder.name, [record.key], key);
	const isAdded = done.does === 'add';
	if (isAdded === (known !== undefined)) return;
	if (known) store.remove(known);
	else {
		const who = store.findAnywhere(people.name, key);
		const entity: JsonObject = {};
		setOwn(entity, holder.scope[0] ?? '', readKey(compiled.resource, record.entity) ?? record.key);
		setOwn(entity, holder.key, (who && readKey(people, who.entity)) ?? key);
		store.create({ resource: holder.name, scope: [record.key], key, entity });
	}
	const besides = `${isAdded ? 'created' : 'deleted'} ${holder.name} ${record.key} ${key}`;
	result.mention.besides = [...(result.mention.besides ?? []), besides];
}
