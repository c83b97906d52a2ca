// Where a request stands in a session: the entity that it names, the place that it looks at, and what is said of both.

import type { JsonObject, JsonValue } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import type { EntityRecord } from '../store/entity-store.ts';
import { toKeyText } from '../store/key-text.ts';
import type { EntityMention } from '../types/answer.ts';
import { type BoundValue, isBound, typeAs } from './birth/bindings.ts';
import type { Place } from './birth/never-empty.ts';
import type { ChangeContext } from './changes.ts';
import type { CompiledEffect } from './compiled-effect.ts';
import { noteMissing } from './describe-refusal.ts';
import type { EffectContext } from './effect-context.ts';
import type { EffectResult } from './effect-result.ts';
import type { EffectRequest } from './expressions.ts';
import { findAmong, findByKey, selectAlike, selectPlace } from './places.ts';

/** A compiled effect on its way through a session, for one request. */
export interface Run {
	context: EffectContext;
	compiled: CompiledEffect;
	session: Session;
	request: EffectRequest;
}

/** Where a request looks, and what it fixes. */
export interface Spot extends Run {
	scope: readonly JsonValue[] | undefined;
	bound: readonly BoundValue[];
}

/** Nothing is fixed; shared. */
export const UNBOUND: readonly BoundValue[] = [];

/** The place of a request, as entities are born there. */
export function placeOf({ context, session, compiled, scope, bound }: Spot): Place {
	return { context, session, plan: compiled.birth, scope, bound };
}

/** The entity of a key, where the request looks. */
export function findNamed({ compiled, session, request, scope, bound }: Spot, key: string): EntityRecord | undefined {
	const { resource } = compiled;
	const texts = scope && readPlace(compiled, scope).texts;
	const known = texts ? undefined : compiled.readKnownScope?.(request);
	const { by } = compiled.effect;
	const place = { resource, scope: texts, known, isOpen: true };
	const record =
		by !== undefined
			? findAmong(selectAlike(session, place, { steps: [by], value: key }), { by, text: key })
			: known
				? findAmong(selectPlace(session, place), { by, text: key })
				: findByKey(session, { resource, scope: texts, key });
	return record && isBound(record, bound, false) ? record : undefined;
}

/** The scope's values as the store knows them, and as the entity shows them. Most requests have those of the one before. */
export function readPlace(
	compiled: CompiledEffect,
	scope: readonly JsonValue[],
): NonNullable<CompiledEffect['lastPlace']> {
	const { lastPlace, resource, birth } = compiled;
	if (lastPlace?.scope.every((value, index) => value === scope[index])) return lastPlace;
	const shown = scope.map((value, index) => {
		const property = resource.scope[index] as string;
		// What a request leaves out is no value of the entity.
		const mayLack = value === '' && (resource.told?.has(property) || resource.keyParts?.includes(property));
		return mayLack ? undefined : typeAs(value, { plan: birth, property });
	});
	compiled.lastPlace = { scope, texts: toScope(scope), shown };
	return compiled.lastPlace;
}

/** The scope's values as the store knows them. */
export function toScope(values: readonly JsonValue[]): string[] {
	return values.map((value) => toKeyText(value) ?? '');
}

/** There is none of this key. */
export function answerMissing(run: Spot, key = ''): EffectResult {
	const mention = mentionEntity({ run, key, outcome: 'missing' });
	return {
		kind: 'missing',
		mention,
		status: run.compiled.effect.missing ?? 404,
		note: noteMissing(mention, run.session),
	};
}

/** What the answer and the journal say of an entity; every place is there from the start, for thousands of these are kept. */
export function mentionEntity(args: {
	run: Run;
	key: string;
	outcome: EntityMention['outcome'];
	from?: string | undefined;
	to?: string | undefined;
	before?: JsonObject;
	after?: JsonObject;
}): EntityMention {
	const { run, key, outcome, from, to, before, after } = args;
	return { resource: run.compiled.resource.name, key, outcome, from, to, before, after };
}

/** What a change knows of its surroundings. */
export function changeContextOf({ compiled, session, request }: Run): ChangeContext {
	return { resource: compiled.resource, assignments: compiled.assignments, request, nowMs: session.clock.nowMs() };
}
