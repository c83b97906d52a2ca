// What was there before the first of some exchanges, and which keys were given away in them: found in the answers by the operations' effects.

import {
	getOwn,
	type JsonObject,
	type JsonValue,
	listAllNames,
	listProperties,
	type Resource,
	setOwn,
} from '../../spec/index.ts';
import { planBirth } from '../effects/birth/birth-plan.ts';
import { typeKey } from '../effects/birth/never-empty.ts';
import type { CompiledEffect } from '../effects/compiled-effect.ts';
import type { EffectContext } from '../effects/effect-context.ts';
import { toScope } from '../effects/spot.ts';
import { listToldEntities, readToldKey } from '../effects/told-entities.ts';
import { readKey, writeKey } from '../store/entity-key.ts';
import { fits } from './facts.ts';
import type { Observation } from './observe.ts';

/** An entity of the recorded time. */
export interface SeenEntity {
	resource: Resource;
	key: string;
	/** What answers showed of it when it was first seen, completed by what later ones showed. */
	entity: JsonObject;
	/** It was created in one of the exchanges. */
	isBorn: boolean;
}

/** What answers say of the state. */
export interface SeenState {
	/** In the order in which they were first seen. */
	entities: readonly SeenEntity[];
	/** By resource, the keys of what was created, in order; those that the client sent itself are left out. */
	keys: ReadonlyMap<string, readonly string[]>;
}

/** Goes through exchanges in their order; the scope of what is seen comes from the requests. */
export function gatherState(observations: readonly Observation[], context: EffectContext): SeenState {
	const entities = new Map<string, SeenEntity>();
	const keys = new Map<string, string[]>();
	const see = (args: { resource: Resource; scope: readonly JsonValue[] | undefined; key: string }): SeenEntity => {
		const { resource, scope, key } = args;
		const place = JSON.stringify([resource.name, scope && toScope(scope), key]);
		const known = entities.get(place) ?? findInAnyScope(entities, args);
		if (known) return known;
		const seen: SeenEntity = { resource, key, entity: {}, isBorn: false };
		for (const [index, name] of resource.scope.entries()) {
			const value = scope?.[index];
			if (value !== undefined) setOwn(seen.entity, name, value);
		}
		entities.set(place, seen);
		return seen;
	};
	for (const observation of observations) {
		const { effect, status, checked } = observation;
		if (!effect || status < 200 || status >= 300) continue;
		const scope = effect.readScope(checked);
		if (effect.parent) noteParent(effect, { checked, see });
		const told = listTold(observation, effect);
		for (const { key, entity } of told) {
			const before = entities.size;
			const seen = see({ resource: effect.resource, scope, key });
			const isFirst = entities.size > before;
			if (isFirst && makes(effect, status)) {
				seen.isBorn = true;
				if (!isSent(observation, effect, key))
					keys.set(effect.resource.name, [...(keys.get(effect.resource.name) ?? []), key]);
			}
			complete(seen, { shown: entity, context, effect, isFirst });
		}
	}
	return { entities: [...entities.values()], keys };
}

/** Entities that the answer shows; else the one that the request names. */
function listTold(
	{ checked, body, exchange }: Observation,
	effect: CompiledEffect,
): { key: string; entity: JsonObject }[] {
	const told = listToldEntities({ compiled: effect, request: checked, value: body });
	if (told.length > 0 || effect.effect.kind === 'list') return [...told];
	const location = String(exchange.response.headers['location'] ?? '').split('?')[0];
	const named = readToldKey(effect, body) ?? effect.readKey(checked);
	const key = named ?? (effect.effect.kind === 'create' && location ? location.split('/').at(-1) : undefined);
	return key === undefined || key === '' ? [] : [{ key, entity: {} }];
}

/** Below `/orders/7` there are lines because the order is there. */
function noteParent(
	effect: CompiledEffect,
	{ checked, see }: { checked: Observation['checked']; see: (args: Parent) => SeenEntity },
): void {
	const key = effect.parent?.readKey(checked);
	if (!effect.parent || key === undefined || effect.parent.resource.scope.length > 0) return;
	see({ resource: effect.parent.resource, scope: [], key });
}

interface Parent {
	resource: Resource;
	scope: readonly JsonValue[] | undefined;
	key: string;
}

/** A path may leave out the scope; then the entity is one that is known already, wherever. */
function findInAnyScope(
	entities: ReadonlyMap<string, SeenEntity>,
	{ resource, scope, key }: Parent,
): SeenEntity | undefined {
	if (scope !== undefined) return undefined;
	return [...entities.values()].find((one) => one.resource.name === resource.name && one.key === key);
}

function makes({ effect }: CompiledEffect, status: number): boolean {
	return effect.kind === 'create' || ('upsert' in effect && effect.upsert === true && status === 201);
}

function isSent({ checked }: Observation, effect: CompiledEffect, key: string): boolean {
	const sent = effect.effect.kind === 'create' ? readKey(effect.resource, effect.readBody(checked)) : key;
	return sent !== undefined && String(sent) === key;
}

/** Adds what is not known of it yet, as far as the document has it; before a move, it was in a state that may be moved. */
function complete(
	{ resource, key, entity }: SeenEntity,
	args: { shown: JsonObject; context: EffectContext; effect: CompiledEffect; isFirst: boolean },
): void {
	const { shown, context, effect, isFirst } = args;
	const { effect: done } = effect;
	const birth = planBirth(context, resource);
	const properties = birth.view ? listProperties(birth.view) : undefined;
	const names = birth.view && listAllNames(birth.view);
	for (const name of Object.keys(shown)) {
		const value = getOwn(shown, name) as JsonValue;
		if (getOwn(entity, name) !== undefined || (names && !names.has(name))) continue;
		const property = properties?.get(name);
		if (!property || fits(property, value, 'response')) setOwn(entity, name, value);
	}
	if (isFirst && done.kind === 'move' && resource.state !== undefined) {
		const [from = resource.initial] = done.from;
		if (from !== undefined) setOwn(entity, resource.state, from);
	}
	if (resource.hiddenKey) setOwn(entity, resource.key, key);
	else if (readKey(resource, entity) === undefined) writeKey(resource, entity, typeKey(key, birth) ?? key);
}
