// When the clock moves an entity on, and where to.

import type { JsonObject } from '../../spec/index.ts';
import { getOwn, type Resource, setOwn } from '../../spec/index.ts';

// RFC 3339 §5.6. Date.parse alone would also read local times and much else.
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

// What was written last is read next, when it is stored; and moments of one second begin alike.
let lastText = '';
let lastMs = 0;
let lastSecond = Number.NaN;
let secondText = '';
const MILLISECONDS: readonly string[] = Array.from({ length: 1000 }, (_, ms) => `${String(ms).padStart(3, '0')}Z`);

/** The moment that a date-time (RFC 3339) names, epoch ms; `undefined` for anything else. */
export function readDateTime(value: unknown): number | undefined {
	if (typeof value !== 'string' || value === '') return undefined;
	if (value === lastText) return lastMs;
	if (!DATE_TIME.test(value)) return undefined;
	const ms = Date.parse(value.toUpperCase());
	return Number.isNaN(ms) ? undefined : ms;
}

/** A moment (epoch ms, a whole number) as a date-time in UTC, e.g. `2026-06-01T09:00:00.000Z`. */
export function writeDateTime(ms: number): string {
	const second = Math.floor(ms / 1000);
	if (second !== lastSecond) {
		secondText = new Date(second * 1000).toISOString().slice(0, -4);
		lastSecond = second;
	}
	lastText = secondText + MILLISECONDS[ms - second * 1000];
	lastMs = ms;
	return lastText;
}

/** The state that the entity shows; `undefined` for resources without states, or where it shows none. */
export function readState(resource: Resource, entity: JsonObject): string | undefined {
	if (resource.state === undefined) return undefined;
	const state = getOwn(entity, resource.state);
	return typeof state === 'string' ? state : undefined;
}

/** When the entity leaves its state by itself, epoch ms; `Infinity`: never, or it has no date-time there. */
export function readExpiry(resource: Resource, entity: JsonObject): number {
	const state = readState(resource, entity);
	if (state === undefined) return Infinity;
	const expires = resource.states.get(state)?.expires;
	return (expires && readDateTime(getOwn(entity, expires.at))) ?? Infinity;
}

/** The entity in the state that follows by expiry: a new object. */
export function expireEntity(resource: Resource, entity: JsonObject): JsonObject {
	const state = readState(resource, entity);
	const expires = state === undefined ? undefined : resource.states.get(state)?.expires;
	if (!expires || resource.state === undefined) return entity;
	const moved = { ...entity };
	setOwn(moved, resource.state, expires.to);
	return moved;
}
