// What the upstream told of entities is stored: the mock can move them, fail them, let them expire and list them afterwards.

import { isEqual, isObject, type JsonObject, type JsonValue, setOwn } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { writeKey } from '../store/entity-key.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { readState } from '../store/expiry.ts';
import type { EntityMention, Outcome } from '../types/answer.ts';
import type { CheckedRequest } from '../types/request.ts';
import { writeBindings } from './birth/bindings.ts';
import { completeDraft } from './birth/complete.ts';
import { checkShown, fitValue, type MakeValue } from './birth/fit-value.ts';
import { namePlace, openPlace, typeKey } from './birth/never-empty.ts';
import { moveEntity } from './changes.ts';
import type { EffectPlanned } from './compiled-effect.ts';
import { openEffect } from './effect.ts';
import { changeRecord, type ItemEffect } from './item-verbs.ts';
import { openSpot } from './open-spot.ts';
import { changeContextOf, findNamed, mentionEntity, placeOf, readPlace, type Spot } from './spot.ts';
import { tellAlong } from './tell-along.ts';
import { listToldEntities, readToldKey } from './told-entities.ts';

/** An exchange with the upstream. */
export interface ToldExchange {
	plan: EffectPlanned;
	session: Session;
	request: CheckedRequest;
	status: number;
	/** The answer's body, where it was read. */
	value: JsonValue | undefined;
}

/** Records that the upstream told of: it may say as well that they are gone. */
const told = new WeakSet<EntityRecord>();

/**
 * Stores the entities that a success shows, over what was known of them; does to the one that the request names what a success without
 * a body means; takes away those that are gone (deleted, or 404 for one that the upstream had told of). The mention says what came of
 * it; `undefined`: the answer tells nothing of entities.
 */
export function rememberAnswer({ plan, session, request, status, value }: ToldExchange): EntityMention | undefined {
	const slot = openEffect(plan);
	if (!slot?.compiled) return undefined;
	const { context, compiled } = slot;
	const { effect } = compiled;
	const spot = openSpot({ context, compiled, session, request });
	if (status === 404 || status === 410) return forget(spot);
	if (status === 409 || status === 423) return mentionRefused(spot);
	if (status < 200 || status >= 300) return undefined;
	if (effect.kind === 'delete') return removeNamed(spot, 'deleted');
	if (effect.kind === 'clear') return removeMany(spot);
	const entities = listToldEntities({ compiled, request, value });
	if (effect.kind === 'list') {
		// Where the upstream has said what there is, nothing is made up beside it.
		noteGiven(spot);
		for (const { key, entity } of entities) keep(spot, key, entity);
		return mentionEntity({ run: spot, key: '', outcome: 'listed' });
	}
	const [first, ...others] = entities;
	if (!first)
		return effect.kind === 'create' ? keepSent(spot, readToldKey(compiled, value)) : changeNamed(spot, effect);
	noteGiven(spot);
	const mention = keep(spot, first.key, first.entity);
	for (const { key, entity } of others) keep(spot, key, entity);
	if (mention && others.length > 0) mention.others = others.length;
	return mention;
}

/** Opens a place before anything is put there, so that it counts as given. */
function noteGiven(spot: Spot): void {
	const { compiled, session, scope } = spot;
	const origins = session.store.origins(compiled.resource.name);
	if (scope) {
		const place = namePlace(placeOf(spot));
		if (origins.find(place) === undefined) origins.note(place, 'given');
	}
	openPlace(placeOf(spot));
}

const OUTCOMES: Readonly<Record<Exclude<Spot['compiled']['effect']['kind'], 'list' | 'clear'>, Outcome>> = {
	create: 'created',
	read: 'read',
	move: 'moved',
	replace: 'replaced',
	patch: 'patched',
	delete: 'deleted',
};

/** Puts what is shown over what is known; what an answer of the mock would need, and nobody has shown, is filled in. */
function keep(spot: Spot, key: string, shown: JsonObject): EntityMention | undefined {
	const { compiled, session } = spot;
	const { resource, effect } = compiled;
	const known = findNamed(spot, key);
	const before = known?.entity;
	const kind = effect.kind === 'list' || effect.kind === 'clear' ? 'read' : effect.kind;
	if (known && before && told.has(known) && isShownBy(before, shown)) {
		const state = readState(resource, before);
		return mentionEntity({ run: spot, key, outcome: OUTCOMES[kind], from: state, to: state, before, after: before });
	}
	const entity: JsonObject = { ...before, ...shown };
	const texts = spot.scope ? readPlace(compiled, spot.scope) : undefined;
	complete(spot, key, entity);
	if (known) session.store.update(known, entity);
	const scope = texts?.texts ?? resource.scope.map((name) => String(entity[name] ?? ''));
	const facts = known ? undefined : writeBindings(entity, { bound: spot.bound, plan: compiled.birth });
	const record = known ?? session.store.create({ resource: resource.name, scope, key, entity, facts });
	if (record) told.add(record);
	const from = before && readState(resource, before);
	const to = readState(resource, entity);
	return mentionEntity({ run: spot, key, outcome: OUTCOMES[kind], from, to, ...(before && { before }), after: entity });
}

/** Whether what is known already says all that is shown: most clients read the same again and again. */
function isShownBy(known: JsonObject, shown: JsonObject): boolean {
	for (const name of Object.keys(shown)) {
		if (!Object.hasOwn(known, name) || !isEqual(known[name] as JsonValue, shown[name] as JsonValue)) return false;
	}
	return true;
}

/** What doesn't fit is converted where that is plain; what is missing and must be there is made, once. */
function complete(spot: Spot, key: string, entity: JsonObject): void {
	const { compiled, session, context } = spot;
	const { birth, resource } = compiled;
	const { random, clock } = session;
	const nowMs = clock.nowMs();
	const label = `entity/${resource.name}/${key}`;
	const typed = typeKey(key, birth);
	if (typed !== undefined) writeKey(resource, entity, typed);
	if (!birth.view || checkShown(birth.view, entity).length === 0) return;
	for (const [name, member] of birth.membersOf(entity)) {
		const own = entity[name];
		if (own === undefined || !Object.hasOwn(entity, name) || checkShown(member.view, own).length === 0) continue;
		const make: MakeValue = (view, inner, place) => {
			const made = context.generate?.(view, random.seedFor(`${label}/${name}${place}`), nowMs, { name: inner });
			return made?.ok ? made.value : undefined;
		};
		const fitted = fitValue(own, member.view, { make });
		if (fitted !== undefined) setOwn(entity, name, fitted);
	}
	const whole = { ...entity };
	completeDraft({ plan: birth, entity: whole, kind: 'birth', label, random, nowMs, generate: context.generate });
	for (const { name, isRequired } of birth.membersOf(entity).values()) {
		if (isRequired && !Object.hasOwn(entity, name) && Object.hasOwn(whole, name)) {
			setOwn(entity, name, whole[name] as JsonValue);
		}
	}
}

/** A create that answers the key alone, or nothing: what was sent, by that key. */
function keepSent(spot: Spot, key: string | undefined): EntityMention | undefined {
	const { compiled, request } = spot;
	const body = compiled.readBody(request);
	if (key === undefined || !isObject(body)) return undefined;
	const { resource } = compiled;
	const entity: JsonObject = { ...body };
	if (resource.state !== undefined && resource.initial !== undefined && entity[resource.state] === undefined) {
		setOwn(entity, resource.state, resource.initial);
	}
	return keep(spot, key, entity);
}

/** A success without an entity: the one that is known has been changed as the operation says. */
function changeNamed(spot: Spot, effect: ItemEffect): EntityMention | undefined {
	const record = findRecordOf(spot);
	if (!record || effect.kind === 'read') return undefined;
	if (effect.kind === 'move') {
		const before = record.entity;
		const entity = moveEntity(changeContextOf(spot), before, effect.to);
		spot.session.store.update(record, entity);
		const { resource } = spot.compiled;
		const from = readState(resource, before);
		return mentionEntity({ run: spot, key: record.key, outcome: 'moved', from, to: effect.to, before, after: entity });
	}
	const changed = changeRecord(spot, record, effect);
	return changed.kind === 'entity' ? changed.mention : undefined;
}

function removeNamed(spot: Spot, outcome: Outcome): EntityMention | undefined {
	const key = spot.compiled.readKey(spot.request);
	const record = findRecordOf(spot);
	if (!record) return key === undefined ? undefined : mentionEntity({ run: spot, key, outcome });
	const removal = spot.session.store.remove(record);
	const before = record.entity;
	const from = readState(spot.compiled.resource, before);
	return tellAlong(mentionEntity({ run: spot, key: record.key, outcome, from, before }), removal);
}

function removeMany({ compiled, session, request, scope, ...rest }: Spot): EntityMention {
	const wanted = compiled.readKeys?.(request);
	const texts = scope && readPlace(compiled, scope).texts;
	const records = session.store.list(compiled.resource.name, texts);
	const isAll = compiled.readKeys === undefined;
	const removal = session.store.removeAll(isAll ? records : records.filter(({ key }) => wanted?.has(key)));
	const run = { compiled, session, request, context: rest.context };
	return tellAlong(mentionEntity({ run, key: '', outcome: 'cleared' }), removal);
}

/** One that the upstream had told of, and hasn't any more. What only the mock knows stays. */
function forget(spot: Spot): EntityMention | undefined {
	const key = spot.compiled.readKey(spot.request);
	if (key === undefined) return undefined;
	const record = findRecordOf(spot);
	if (record && told.has(record)) spot.session.store.remove(record);
	return mentionEntity({ run: spot, key, outcome: 'missing', ...(record && { before: record.entity }) });
}

/** One whose state forbids what was asked, as far as its state is known. */
function mentionRefused(spot: Spot): EntityMention | undefined {
	const record = findRecordOf(spot);
	const { effect, resource } = spot.compiled;
	if (!record || effect.kind === 'create' || effect.kind === 'list') return undefined;
	const { key, entity: before } = record;
	return mentionEntity({ run: spot, key, outcome: 'refused', from: readState(resource, before), before });
}

function findRecordOf(spot: Spot): EntityRecord | undefined {
	const key = spot.compiled.readKey(spot.request);
	return key === undefined ? undefined : findNamed(spot, key);
}
