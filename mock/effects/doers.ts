// What who is signed in has done to an entity: `POST /users/2/follow`, as lists of followers show it.

import { type JsonObject, setOwn } from '../../spec/index.ts';
import { readKey } from '../store/entity-key.ts';
import { findSigned } from './birth/whose.ts';
import type { EffectResult } from './effect-result.ts';
import { openSpot } from './open-spot.ts';
import { findNamed, type Run } from './spot.ts';

/** Nothing is counted again where who is signed in has done it before; what is taken back may have been done otherwise, as a scenario has it. */
export function withoutAgain(run: Run): Run {
	const { compiled, session, request } = run;
	const { done } = compiled.effect;
	const by = done?.does === 'add' ? findSigned(session, done.by) : undefined;
	const key = by === undefined ? undefined : compiled.readKey(request);
	const record = key === undefined ? undefined : findNamed(openSpot(run), key);
	if (!done || by === undefined || !record) return run;
	const isThere = session.store.find(done.resource, [record.key], by) !== undefined;
	return isThere ? { ...run, compiled: { ...compiled, assignments: [] } } : run;
}

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
