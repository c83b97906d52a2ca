// Entities that come into being by themselves: of resources that no operation can create, and with `--fill`.

import { guessTypes, isObject, type JsonObject, type JsonValue, setOwn } from '../../../spec/index.ts';
import type { Session } from '../../session/session.ts';
import { readKey, writeKey, writeSteps } from '../../store/entity-key.ts';
import type { EntityRecord } from '../../store/entity-store.ts';
import { readState } from '../../store/expiry.ts';
import { toKeyText } from '../../store/key-text.ts';
import { readAssignment } from '../assignments.ts';
import type { EffectContext } from '../effect-context.ts';
import { createKey } from '../keys.ts';
import { type BoundValue, isBound, typeAs, writeBindings } from './bindings.ts';
import type { BirthPlan } from './birth-plan.ts';
import { completeDraft, fitShown } from './complete.ts';
import type { Draft } from './draft.ts';
import { convertScalar, fitsView } from './fit-value.ts';
import { findSign } from './follow-words.ts';
import { nameNoun, pickMeant } from './make-missing.ts';
import { writeResourceName } from './resource-name.ts';
import { createSlug } from './slugs.ts';
import { tellWhose } from './whose.ts';

/** How many there are of what nobody can create, where nothing else is said. */
const A_FEW = 3;

/** A place whose entities are looked at: a partition of the store, or what is bound to something in it. */
export interface Place {
	context: EffectContext;
	session: Session;
	plan: BirthPlan;
	/** The values of the scope; `undefined`: the request does not tell it. */
	scope: readonly JsonValue[] | undefined;
	bound: readonly BoundValue[];
}

/** Whether there are places of this resource that entities come into being in by themselves. */
export function isBornByItself(context: EffectContext, plan: BirthPlan): boolean {
	return (!plan.isCreatable || (context.fill ?? 0) > 0) && !plan.resource.singleton;
}

/**
 * Looks at a place. The first time, entities come into being there, if the place is empty and they are to: of what nobody can create
 * a few, of everything so many as `fill` says. Costs nothing for resources that begin empty.
 */
export function openPlace(place: Place): void {
	const { context, session, plan, scope } = place;
	if (scope === undefined || !isBornByItself(context, plan)) return;
	const name = namePlace(place);
	const origins = session.store.origins(plan.resource.name);
	if (origins.find(name) !== undefined) return;
	const bound = plan.isCreatable ? [] : place.bound;
	const isEmpty = !session.store
		.list(plan.resource.name, toTexts(scope))
		.some((record) => isBound(record, bound, true));
	// Where somebody has said what there is, there is nothing else.
	origins.note(name, isEmpty || origins.hasGenerated ? 'generated' : 'given');
	if (!isEmpty) return;
	const count = context.fill || A_FEW;
	const examples = plan.isCreatable ? [] : plan.examples();
	let born = 0;
	for (const base of examples.slice(0, Math.max(count, 100))) if (bearEntity({ ...place, bound }, { base })) born += 1;
	for (; born < count; born += 1) bearEntity({ ...place, bound }, {});
}

/**
 * The entity of a key that was asked for, where nobody can create one: it exists from then on. `undefined`: there is none (somebody
 * said what there is; it was removed; the key is of another kind), or it is known already. `among`: the states that it may be in, absent: any.
 */
export function bearAsked(place: Place, key: string, among?: readonly string[]): EntityRecord | undefined {
	const { session, plan, scope } = place;
	const { singleton, isAbsent, name, inferred, states } = plan.resource;
	if (isAbsent || scope === undefined || (plan.isCreatable && !singleton)) return undefined;
	// Who declares states says in a scenario which entities are in them.
	if (!inferred && states.size > 0 && !singleton) return undefined;
	const origins = session.store.origins(name);
	const placeName = namePlace(place);
	if (singleton) origins.note(placeName, 'generated');
	if (origins.find(placeName) !== 'generated' || origins.wasRemoved(toTexts(scope), key)) return undefined;
	const base = singleton ? plan.examples()[0] : undefined;
	return (base && bearEntity(place, { key, base })) ?? bearEntity(place, { key, among });
}

/** The entity that the mock's own sample of a request names: what is tried first works, though nobody has made it. */
export function bearOffered(place: Place, key: string): EntityRecord | undefined {
	return place.scope === undefined ? undefined : bearEntity(place, { key });
}

function bearEntity(
	place: Place,
	args: { base?: JsonObject; key?: string; among?: readonly string[] | undefined },
): EntityRecord | undefined {
	const { context, session, plan, scope = [], bound } = place;
	const { resource } = plan;
	const { random, store, clock } = session;
	const nowMs = clock.nowMs();
	const shown = readKey(resource, args.base);
	const asked = args.key ?? toKeyText(shown);
	let key =
		asked === undefined
			? createKey({ type: plan.keyType, resource: resource.name, random, store, nowMs, generate: context.generate })
			: typeKey(asked, plan);
	if (key === undefined) return undefined;
	const label = `entity/${resource.name}/${String(key)}`;
	const entity: JsonObject = args.base ? { ...args.base } : makeEntity(place, { label, nowMs });
	if (asked === undefined) key = createSlug({ plan, body: entity, store }) ?? key;
	const text = String(key);
	writeKey(resource, entity, key);
	resource.scope.forEach((name, index) => {
		const value = typeAs(scope[index] as JsonValue, { plan, property: name });
		if (value === undefined) delete entity[name];
		else setOwn(entity, name, value);
	});
	writeResourceName(entity, { resource, scope: toTexts(scope), key: text });
	const facts = writeBindings(entity, { bound, plan });
	// What there is one of is of who asks for it.
	if (resource.singleton) tellWhose(session, entity, plan, true);
	const isUnknown = resource.states.size > 0 && !resource.states.has(readState(resource, entity) ?? '');
	const [other] = args.among?.includes(readState(resource, entity) ?? '') ? [] : (args.among ?? []);
	if (resource.state !== undefined && other !== undefined) setOwn(entity, resource.state, other);
	else if (resource.state !== undefined && isUnknown) delete entity[resource.state];
	const draft: Draft = { plan, entity, kind: 'birth', label, random, nowMs, generate: context.generate };
	const isUnfit = args.base && plan.view && !fitsView(plan.view, entity);
	if (isUnfit) fitShown(draft);
	completeDraft(draft);
	if (isUnfit && plan.view && !fitsView(plan.view, entity)) return undefined;
	const record = store.create({ resource: resource.name, scope: toTexts(scope), key: text, entity, facts });
	// A scenario may take away what comes to be.
	return record?.alive ? record : undefined;
}

/** Generated as a whole, without what is known better: moments of creation and change, and what a creation would set. */
function makeEntity({ context, session, plan }: Place, { label, nowMs }: { label: string; nowMs: number }): JsonObject {
	const noun = nameNoun(plan.resource);
	const made = plan.made && context.generate?.(plan.made, session.random.seedFor(label), nowMs, { noun });
	const entity: JsonObject = made?.ok && isObject(made.value) ? { ...made.value } : {};
	// Of a file that nobody has sent, who reads it is given one of the type that it is read as.
	for (const name of plan.files()) delete entity[name];
	// Nothing comes on top of what has nothing in it yet.
	const isEmpty = plan.grown().length > 0;
	for (const { name, view, common, fill, meant } of plan.membersOf(entity).values()) {
		const value = entity[name];
		if (fill.kind === 'now' || fill.kind === 'tag' || (isEmpty && findSign(name, view) !== undefined))
			delete entity[name];
		else if (typeof value !== 'string') continue;
		else if (meant) setOwn(entity, name, pickMeant({ random: session.random, label }, meant, name) as string);
		// Another answer knows more of it.
		else if (common !== view && !fitsView(common, value)) {
			const again = context.generate?.(common, session.random.seedFor(`${label}/${name}`), nowMs, { name, noun });
			if (again?.ok) setOwn(entity, name, again.value);
			else delete entity[name];
		}
	}
	for (const name of plan.grown()) {
		const view = plan.membersOf(entity).get(name)?.view;
		if (view && fitsView(view, [])) setOwn(entity, name, []);
	}
	for (const assignment of plan.assignments) {
		const value = readAssignment({ assignment, request: undefined, nowMs });
		if (value !== undefined) writeSteps(entity, assignment.steps, value);
	}
	return entity;
}

/** A key in the type in which answers show it; `undefined`: it can't be one. */
export function typeKey(key: string, { keyView, keyType }: BirthPlan): string | number | undefined {
	if (!keyView) return key;
	const typed = convertScalar(key, guessTypes(keyView));
	if (typeof typed === 'number' && keyType.kind === 'integer' && !Number.isSafeInteger(typed)) return undefined;
	return typeof typed === 'string' || typeof typed === 'number' ? typed : undefined;
}

/** One text for a place: what nobody can create is looked at by what it is bound to as well. */
export function namePlace({ plan, scope = [], bound }: Place): string {
	if (scope.length === 0 && (plan.isCreatable || bound.length === 0)) return '[]';
	return JSON.stringify([...toTexts(scope), ...(plan.isCreatable ? [] : bound.map(({ text }) => text))]);
}

function toTexts(scope: readonly JsonValue[]): string[] {
	return scope.map((value) => toKeyText(value) ?? '');
}
