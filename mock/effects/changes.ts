// What an effect makes of an entity. Pure: each gives a new object and writes to none.

import {
	getOwn,
	isObject,
	type JsonObject,
	type JsonValue,
	type Resource,
	readSteps,
	setOwn,
} from '../../spec/index.ts';
import { readKey, writeKey, writeSteps } from '../store/entity-key.ts';
import { beginVersions, nextVersion } from '../store/entity-versions.ts';
import { readState } from '../store/expiry.ts';
import { type Assignment, readAssignment } from './assignments.ts';
import type { EffectRequest } from './expressions.ts';
import { mergePatch } from './merge-patch.ts';

/** What a change knows of its surroundings. */
export interface ChangeContext {
	resource: Resource;
	assignments: readonly Assignment[];
	/** Absent for entities that come from a scenario. */
	request: EffectRequest | undefined;
	nowMs: number;
}

/** A new entity: the body's properties, the scope, the key, the initial state, then what the effect sets. */
export function buildEntity(
	context: ChangeContext,
	parts: { body: JsonValue | undefined; scope: readonly (JsonValue | undefined)[]; key: JsonValue },
): JsonObject {
	const { resource } = context;
	const entity = readSent(resource, parts.body);
	resource.scope.forEach((name, index) => {
		const value = parts.scope[index];
		// What no answer could show of the path is where the entity stands, and nothing of it.
		if (value === undefined) delete entity[name];
		else setOwn(entity, name, value);
	});
	writeKey(resource, entity, parts.key);
	if (resource.state !== undefined && resource.initial !== undefined) setOwn(entity, resource.state, resource.initial);
	applyAssignments(entity, context, undefined);
	beginVersions(resource, entity);
	return entity;
}

/** What was sent as properties: bytes are one of them. */
function readSent({ content }: Resource, body: JsonValue | undefined): JsonObject {
	if (isObject(body)) return { ...body };
	const entity: JsonObject = {};
	if (content !== undefined && typeof body === 'string') setOwn(entity, content, body);
	return entity;
}

/** The entity in another state, with what the effect sets. */
export function moveEntity(context: ChangeContext, before: JsonObject, to: string): JsonObject {
	const entity = { ...before };
	if (context.resource.state !== undefined) setOwn(entity, context.resource.state, to);
	applyAssignments(entity, context, before);
	return entity;
}

/** The entity with what is set on it, and nothing else. */
export function setOnEntity(context: ChangeContext, before: JsonObject): JsonObject {
	const entity = { ...before };
	applyAssignments(entity, context, before);
	return entity;
}

/** The body in the entity's place. Key and scope stay; so does the state, unless the body names a declared one. */
export function replaceEntity(context: ChangeContext, before: JsonObject, body: JsonValue | undefined): JsonObject {
	const entity = readSent(context.resource, body);
	return finishEntity(context, before, entity);
}

/**
 * The body merged into the entity (RFC 7396), by the rules of `replaceEntity`. A body that is no object changes nothing. `keepsNull`:
 * a property that null is meant to stay in, rather than to take away.
 */
export function patchEntity(
	context: ChangeContext,
	before: JsonObject,
	body: JsonValue | undefined,
	keepsNull: (name: string) => boolean = () => false,
): JsonObject {
	const entity = isObject(body) ? mergePatch(before, body) : { ...before };
	for (const name of isObject(body) ? Object.keys(body) : []) {
		if (getOwn(body, name) === null && keepsNull(name)) setOwn(entity, name, null);
	}
	return finishEntity(context, before, entity);
}

/** Puts back what no change may change: key and scope, and the state, unless it is a declared one; then what the effect sets. */
export function finishEntity(context: ChangeContext, before: JsonObject, entity: JsonObject): JsonObject {
	const { resource } = context;
	writeKey(resource, entity, readKey(resource, before));
	for (const name of resource.scope) keepProperty(entity, before, name);
	for (const name of resource.aliases ?? []) keepProperty(entity, before, name);
	if (resource.state !== undefined && !resource.states.has(readState(resource, entity) ?? '')) {
		keepProperty(entity, before, resource.state);
	}
	applyAssignments(entity, context, before);
	nextVersion(resource, entity, before);
	return entity;
}

function keepProperty(entity: JsonObject, before: JsonObject, name: string): void {
	const value = getOwn(before, name);
	if (value === undefined) delete entity[name];
	else setOwn(entity, name, value);
}

/** What is counted once is not counted again. */
function wasSo({ value }: Assignment, before: JsonObject | undefined): boolean {
	if (value.kind !== 'add' || !value.unless) return false;
	return (getOwn(before, value.unless.property) ?? false) === value.unless.value;
}

function applyAssignments(entity: JsonObject, context: ChangeContext, before: JsonObject | undefined): void {
	const { resource, assignments, request, nowMs } = context;
	for (const assignment of assignments) {
		// The key and the scope are where the entity stands in the store: who changes them makes another entity.
		if (assignment.name === resource.key || resource.scope.includes(assignment.name)) continue;
		if (before && resource.aliases?.includes(assignment.name)) continue;
		if (wasSo(assignment, before)) continue;
		const { steps } = assignment;
		if (assignment.value.kind === 'none') writeSteps(entity, steps, undefined);
		const base = readSteps(entity, steps) ?? readSteps(before, steps);
		const value = readAssignment({ assignment, request, nowMs, base });
		if (value !== undefined) writeSteps(entity, steps, value);
	}
}
