// A snapshot goes without passwords; on its way back they come from the entities that the session still holds.

import {
	getObject,
	getOwn,
	type JsonObject,
	type JsonValue,
	type Pointer,
	type Resource,
	resolvePointer,
	setOwn,
} from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { readKey } from '../store/entity-key.ts';
import { toKeyText } from '../store/key-text.ts';
import { BLOT } from '../text/blot.ts';
import { fillBlots } from './hide-passwords.ts';
import type { Redaction } from './redact.ts';

/** The snapshot with the passwords of its entities blotted out. */
export function hidePasswordsOfEntities(snapshot: JsonObject, redaction: Redaction): JsonObject {
	const entities: JsonObject = {};
	for (const [name, list] of Object.entries(getObject(snapshot, 'entities') ?? {})) {
		setOwn(entities, name, redaction.entity(list, name));
	}
	return { ...snapshot, entities };
}

/** The snapshot with the passwords of those entities that the session holds; others stay blotted out. */
export function bringPasswordsBack(
	snapshot: JsonObject,
	{ session, resources }: { session: Session | undefined; resources: ReadonlyMap<string, Resource> },
): JsonObject {
	const lists = getObject(snapshot, 'entities');
	if (!session || !lists || !JSON.stringify(lists).includes(BLOT)) return snapshot;
	const entities: JsonObject = {};
	for (const [name, list] of Object.entries(lists)) {
		const resource = resources.get(name);
		const isKnown = resource !== undefined && Array.isArray(list);
		setOwn(entities, name, isKnown ? list.map((one) => fillBlots(one, findHeld(session, resource, one))) : list);
	}
	return { ...snapshot, entities };
}

/** Whether a finding is about a password that was blotted out: nobody can mend that, and it harms nothing. */
export function isBlotted(entity: JsonObject, pointer: Pointer | undefined): boolean {
	return resolvePointer(entity, pointer ?? '') === BLOT;
}

function findHeld(session: Session, resource: Resource, entity: JsonValue): JsonObject | undefined {
	const key = resource.hiddenKey ? getOwn(entity, resource.key) : readKey(resource, entity);
	const keyText = toKeyText(key);
	const scope = resource.scope.map((name) => toKeyText(getOwn(entity, name)) ?? '');
	return keyText === undefined ? undefined : session.store.find(resource.name, scope, keyText)?.entity;
}
