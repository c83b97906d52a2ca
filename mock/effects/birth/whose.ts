// Who is signed in, of each session, and what a new entity says of whose it is.

import { guessTypes, type JsonObject, MAKERS, OWNERS, setOwn } from '../../../spec/index.ts';
import type { Session } from '../../session/session.ts';
import type { EntityRecord, EntityStore } from '../../store/entity-store.ts';
import { normalizeName } from '../../text/normalize-name.ts';
import { typeAs } from './bindings.ts';
import type { BirthPlan } from './birth-plan.ts';

interface Signed {
	key: string;
	/** As the store counted it: nobody is signed in after a reset. */
	cleared: number;
}

/** By resource. */
const known = new WeakMap<EntityStore, Map<string, Signed>>();

/** Notes who is signed in from now on. */
export function signIn({ store }: Session, { resource, key }: EntityRecord): void {
	const signed = known.get(store) ?? new Map<string, Signed>();
	known.set(store, signed);
	signed.set(resource, { key, cleared: store.cleared });
}

/** The key of who is signed in, of the users that this resource has; `undefined`: nobody is. */
export function findSigned({ store }: Session, resource: string): string | undefined {
	const signed = known.get(store)?.get(resource);
	return signed?.cleared === store.cleared ? signed.key : undefined;
}

/** Somebody is signed in, of whatever resource. */
export function isAnySigned({ store }: Session): boolean {
	return [...(known.get(store)?.values() ?? [])].some(({ cleared }) => cleared === store.cleared);
}

/**
 * What a new entity says of whose it is, where nobody has said that: `userId`, `author_id`, a number that is called `author`. `isMade`: what it says is made up, or an example's.
 */
export function tellWhose({ store }: Session, entity: JsonObject, birth: BirthPlan, isMade = false): void {
	const signed = known.get(store);
	if (!signed) return;
	for (const [resource, { key, cleared }] of signed) {
		if (cleared !== store.cleared || resource === birth.resource.name) continue;
		for (const property of findWhose(birth, resource)) {
			const isSaid = !isMade && Object.hasOwn(entity, property);
			const value = isSaid ? undefined : typeAs(key, { plan: birth, property });
			if (value !== undefined) setOwn(entity, property, value);
		}
	}
}

/**
 * Who is signed in, where a property of another resource's entity is called as those are whose it is: `author`, `createdBy`. `undefined`: nobody is.
 * `kind`: the resource that the property is called after.
 */
export function findSignedCalled(
	session: Session,
	{ property, of, kind }: { property: string; of: string; kind: string | undefined },
): JsonObject | undefined {
	const signed = known.get(session.store);
	const name = normalizeName(property);
	for (const resource of signed?.keys() ?? []) {
		if (resource === of || (kind !== undefined && kind !== resource)) continue;
		const key = [resource, ...OWNERS, ...MAKERS].includes(name) ? findSigned(session, resource) : undefined;
		if (key !== undefined) return session.store.findAnywhere(resource, key)?.entity;
	}
	return undefined;
}

const whose = new WeakMap<BirthPlan, Map<string, readonly string[]>>();

function findWhose(birth: BirthPlan, resource: string): readonly string[] {
	const found = whose.get(birth) ?? new Map<string, readonly string[]>();
	whose.set(birth, found);
	let names = found.get(resource);
	if (!names) {
		const wanted = [resource, ...OWNERS].map((name) => `${name}_id`);
		const makers = MAKERS.map((name) => `${name}_id`);
		const { key, scope } = birth.resource;
		names = [...birth.membersOf({}).values()].flatMap(({ name, view, isSent }) => {
			const names = isSent ? wanted : [...wanted, ...makers];
			const isNumber = guessTypes(view).has('integer') && names.includes(`${normalizeName(name)}_id`);
			const isIt = isNumber || names.includes(normalizeName(name));
			return isIt && name !== key && !scope.includes(name) ? [name] : [];
		});
		found.set(resource, names);
	}
	return names;
}
