// One entity of a scenario, from its description to what the store keeps.

import {
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	type Pointer,
	type Resource,
	type SchemaRef,
	setOwn,
} from '../../spec/index.ts';
import type { Finding, Random } from '../model.ts';
import { readState, writeDateTime } from './expiry.ts';
import { type ReportGiven, resolveValues } from './given-values.ts';
import { type Generate, type KeyType, toKeyText } from './ids.ts';
import { createRandom } from './random.ts';
import { findPropertySchema } from './schema-lookup.ts';
import { readSetting, type Setting } from './settings.ts';

/** An entity that is ready for the store. */
export interface PreparedEntity {
	resource: string;
	scope: readonly string[];
	/** `undefined`: the store's next number. */
	key: string | undefined;
	keyType: KeyType;
	entity: JsonObject;
}

/** What is known of a resource, looked up once. */
export interface GivenPattern {
	resource: Resource;
	/** What who reads an entity sees. */
	schema: SchemaRef | undefined;
	keyType: KeyType;
	/** What its creation sets. */
	settings: readonly Setting[];
}

/** Tells what does not fit in a value; pointers are relative to it. */
export type CheckValue = (schema: SchemaRef, value: JsonValue) => readonly Finding[];

/** A description on its way. */
export interface Draft {
	pattern: GivenPattern;
	/** The entity's properties; or `{ generate, with }`. */
	properties: JsonObject;
	/** Of several from one description, which one this is; counts from 0. */
	turn: number;
	/** Unique in the scenario, e.g. `given/busy-shop/order/3`: what is made by chance depends on it alone. */
	label: string;
	pointer: Pointer;
	random: Random;
	nowMs: number;
	report: ReportGiven;
}

/** How many entities a description stands for; `undefined`: it is one, and no `{ generate, with }`. */
export function readTimes(properties: JsonObject): number | undefined {
	const times = getOwn(properties, 'generate');
	return typeof times === 'number' ? times : undefined;
}

/** The entity, complete: its state, what its creation would set, its scope and key. Reports what does not fit. */
export function completeDraft(
	draft: Draft,
	tools: { generate: Generate | undefined; check: CheckValue | undefined },
): PreparedEntity {
	const { resource, keyType } = draft.pattern;
	const entity = readTimes(draft.properties) === undefined ? readWritten(draft) : makeEntity(draft, tools.generate);
	giveState(entity, draft);
	giveDefaults(entity, draft);
	const scope = readScope(entity, draft);
	const key = giveKey(entity, draft, tools.generate);
	if (tools.check) checkProperties(entity, draft, tools.check);
	return { resource: resource.name, scope, key, keyType, entity };
}

/** Where the scenario file has the entity's properties, or one of them. */
function pointTo({ properties, pointer }: Draft, ...names: readonly string[]): Pointer {
	return readTimes(properties) === undefined ? joinPointer(pointer, ...names) : joinPointer(pointer, 'with', ...names);
}

function readWritten({ properties, pointer, nowMs, report }: Draft): JsonObject {
	return resolveValues({ properties, pointer, nowMs, report });
}

/** Generated from the schema, without what the scenario or the mock itself knows better: key, scope and moments. */
function makeEntity(draft: Draft, generate: Generate | undefined): JsonObject {
	const { pattern, random, label, turn, nowMs, report } = draft;
	const given = getOwn(draft.properties, 'with');
	const pointer = pointTo(draft);
	const values = isObject(given) ? resolveValues({ properties: given, pointer, nowMs, turn, report }) : {};
	const made = pattern.schema && generate?.(pattern.schema, random.seedFor(label), nowMs);
	if (made?.ok === false) {
		const message = `nothing can be generated at ${made.pointer || 'its root'}: ${made.reason}`;
		report({ code: 'scenario.given.schema', message, pointer: draft.pointer });
	}
	const entity: JsonObject = made?.ok && isObject(made.value) ? { ...made.value } : {};
	const moments = pattern.settings.filter(({ value }) => value.kind === 'after' || value.kind === 'now');
	for (const name of [pattern.resource.key, ...pattern.resource.scope, ...moments.map((setting) => setting.name)]) {
		delete entity[name];
	}
	for (const name of Object.keys(values)) setOwn(entity, name, getOwn(values, name) as JsonValue);
	return entity;
}

function giveState(entity: JsonObject, draft: Draft): void {
	const { resource } = draft.pattern;
	if (resource.state === undefined || resource.initial === undefined) return;
	const written = getOwn(entity, resource.state);
	if (written === undefined) setOwn(entity, resource.state, resource.initial);
	else if (!resource.states.has(readState(resource, entity) ?? '')) {
		const message = `${JSON.stringify(written)} is no state of ${resource.name}: ${[...resource.states.keys()].join(', ')}`;
		draft.report({ code: 'scenario.given.state', message, pointer: pointTo(draft, resource.state) });
	}
}

function giveDefaults(entity: JsonObject, { pattern: { resource, settings }, nowMs }: Draft): void {
	const state = readState(resource, entity);
	for (const setting of settings) {
		if (getOwn(entity, setting.name) !== undefined) continue;
		// Who is in the state that follows an expiry has expired, so its moment is not still to come.
		const hasPassed = [...resource.states.values()].some(
			({ expires }) => expires?.at === setting.name && expires.to === state,
		);
		const value = hasPassed ? writeDateTime(nowMs) : readSetting({ setting, request: undefined, nowMs });
		if (value !== undefined) setOwn(entity, setting.name, value);
	}
}

function readScope(entity: JsonObject, draft: Draft): string[] {
	const { resource } = draft.pattern;
	return resource.scope.map((name) => {
		const text = toKeyText(getOwn(entity, name));
		if (text === undefined) {
			const message = `the scope ${name} of ${resource.name} is missing, or no text or number`;
			draft.report({ code: 'scenario.given.scope', message, pointer: pointTo(draft, name) });
		}
		return text ?? '';
	});
}

function giveKey(entity: JsonObject, draft: Draft, generate: Generate | undefined): string | undefined {
	const { label, random, nowMs, report, pattern } = draft;
	const { resource, keyType } = pattern;
	const written = getOwn(entity, resource.key);
	if (written !== undefined) {
		const text = toKeyText(written);
		if (text) return text;
		const message = `the key ${resource.key} of ${resource.name} is empty, or no text or number`;
		report({ code: 'scenario.given.key', message, pointer: pointTo(draft, resource.key) });
		return undefined;
	}
	if (keyType.kind === 'integer') return undefined;
	const made = keyType.kind === 'generated' ? generate?.(keyType.schema, random.seedFor(label), nowMs) : undefined;
	const key =
		made?.ok && typeof made.value === 'string' ? made.value : createRandom(random.seedFor(label), label).uuid();
	setOwn(entity, resource.key, key);
	return key;
}

/** Only what is there is checked, property by property: a scenario need not give what it does not care about. */
function checkProperties(entity: JsonObject, draft: Draft, check: CheckValue): void {
	const { schema } = draft.pattern;
	if (!schema) return;
	for (const name of Object.keys(entity)) {
		const property = findPropertySchema(schema, name);
		if (!property) continue;
		for (const finding of check(property, getOwn(entity, name) as JsonValue)) {
			const pointer = `${pointTo(draft, name)}${finding.pointer ?? ''}`;
			draft.report({ ...finding, code: 'scenario.given.schema', pointer });
		}
	}
}
