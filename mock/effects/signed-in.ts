// Who is signed in, of each session: the user that registered or signed in last.

import { type JsonObject, setOwn } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord, EntityStore } from '../store/entity-store.ts';
import { normalizeName } from '../text/normalize-name.ts';
import { typeAs } from './birth/bindings.ts';
import type { BirthPlan } from './birth/birth-plan.ts';
import type { CompiledEffect, EffectSlot } from './compiled-effect.ts';
import type { EffectResult } from './effect-result.ts';

interface Signed {
	key: string;
	/** As the store counted it: nobody is signed in after a reset. */
	cleared: number;
}

/** By resource. */
const known = new WeakMap<EntityStore, Map<string, Signed>>();

/** Notes who is signed in from now on. */
function signIn({ store }: Session, { resource, key }: EntityRecord): void {
	const signed = known.get(store) ?? new Map<string, Signed>();
	known.set(store, signed);
	signed.set(resource, { key, cleared: store.cleared });
}

/**
 * The effect as this session's requests have it: where it is about who is signed in, it is done to that one. `undefined`: nobody is, and
 * the document has nothing else that could be meant.
 */
export function effectFor({ compiled }: EffectSlot, { store }: Session): CompiledEffect | undefined {
	const current = compiled?.current;
	if (!compiled || !current) return compiled;
	const signed = known.get(store)?.get(current.resource);
	if (signed?.cleared !== store.cleared) return compiled.resource.singleton ? compiled : undefined;
	const base = current.open();
	if (!base) return compiled;
	const own = Object.create(base) as CompiledEffect;
	own.readKey = () => signed.key;
	return own;
}

/** What a new entity says of whose it is, where nobody has said that: `userId`, `author_id`. */
export function tellWhose({ store }: Session, entity: JsonObject, birth: BirthPlan): void {
	const signed = known.get(store);
	if (!signed) return;
	for (const [resource, { key, cleared }] of signed) {
		if (cleared !== store.cleared || resource === birth.resource.name) continue;
		for (const property of findWhose(birth, resource)) {
			const value = Object.hasOwn(entity, property) ? undefined : typeAs(key, { plan: birth, property });
			if (value !== undefined) setOwn(entity, property, value);
		}
	}
}

const whose = new WeakMap<BirthPlan, Map<string, readonly string[]>>();

function findWhose(birth: BirthPlan, resource: string): readonly string[] {
	const found = whose.get(birth) ?? new Map<string, readonly string[]>();
	whose.set(birth, found);
	let names = found.get(resource);
	if (!names) {
		const wanted = [resource, 'owner', 'author', 'creator', 'created_by'].map((name) => `${name}_id`);
		const { key, scope } = birth.resource;
		names = [...birth.membersOf({}).keys()].filter(
			(name) => name !== key && !scope.includes(name) && wanted.includes(normalizeName(name)),
		);
		found.set(resource, names);
	}
	return names;
}

/** Where somebody signs in whom nobody has made, nothing is known of them. */
export function noteSigned(session: Session, result: EffectResult): EffectResult {
	if (result.kind === 'missing') return { kind: 'stateless' };
	if (result.kind === 'entity' && result.record) signIn(session, result.record);
	return result;
}
