// The entity that stands above in a request's path: whether it is there, and what is answered where it is not.

import { isSameNoun, type JsonObject, type Resource } from '../../spec/index.ts';
import type { Session } from '../session/session.ts';
import { normalizeName } from '../text/normalize-name.ts';
import type { EntityMention } from '../types/answer.ts';
import { isBound } from './birth/bindings.ts';
import { type BirthPlan, planBirth } from './birth/birth-plan.ts';
import { openPlace, typeKey } from './birth/never-empty.ts';
import type { CompiledOwner, RenamedOwner } from './compiled-effect.ts';
import { noteMissing } from './describe-refusal.ts';
import type { EffectContext } from './effect-context.ts';
import type { EffectResult } from './effect-result.ts';
import { findByKey } from './places.ts';
import { type Spot, toScope, UNBOUND } from './spot.ts';

/** Nothing stands above; shared. */
export const NO_OWNERS: readonly CompiledOwner[] = Object.freeze([]);
const NONE_RENAMED: readonly RenamedOwner[] = Object.freeze([]);

/** What the resource's entities stand below, ready for requests, the nearest first. */
export function compileOwners({ owners }: Resource, context: EffectContext): readonly CompiledOwner[] {
	if (!owners) return NO_OWNERS;
	return owners.flatMap(({ resource: name, at, binding }) => {
		const resource = context.resources.get(name);
		return resource ? [{ resource, birth: planBirth(context, resource), at, binding: binding?.name }] : [];
	});
}

/** Those of a resource's owners that paths may name otherwise than by their key, the farthest first; `birth`: of what stands below. */
export function compileRenamed(owners: readonly CompiledOwner[], birth: BirthPlan): readonly RenamedOwner[] {
	const renamed = owners.filter(({ resource }) => resource.otherKeys);
	if (renamed.length === 0) return NONE_RENAMED;
	return renamed.map((owner) => ({ owner, shown: findShown(owner, birth) })).reverse();
}

/** `project_name` of a ticket shows the name of its project, whatever the path has. */
function findShown(
	{ resource: { otherKeys }, at, binding }: CompiledOwner,
	{ resource, membersOf }: BirthPlan,
): readonly string[] | undefined {
	const property = at === undefined ? binding : resource.scope[at];
	if (property === undefined || !membersOf({}).has(property)) return undefined;
	const name = normalizeName(property);
	return otherKeys?.find((steps) => name.endsWith(`_${normalizeName(steps.at(-1) ?? '')}`));
}

/** 404 for the comments of a todo that isn't there; what nobody can create is taken to be there. */
export function findMissingParent(spot: Spot): EffectResult | undefined {
	const { compiled, request, session } = spot;
	const { parent } = compiled;
	const key = parent?.readKey(request);
	if (!parent || key === undefined || !parent.birth.isCreatable) return undefined;
	const { resource, birth } = parent;
	openOwn(spot, birth);
	const owner = compiled.owners.find((one) => one.resource === resource);
	if (findByKey(session, { resource, scope: owner && scopeOf(owner, spot), key })) return undefined;
	return answerOrphan(spot, { resource, key });
}

/**
 * 404 for what would stand below an entity that isn't there: one that was removed, or that nobody made, where its resource is inferred (a
 * declared one says by `parent` what must be there); whether the document has a 404 for that or not, as for the entity itself. The parent in the mock's own sample of a create, and one that has something below it already, are taken to be there, as is what nobody
 * can create.
 */
export function findMissingOwner(spot: Spot): EffectResult | undefined {
	return findOwner(spot, !spot.compiled.resource.inferred);
}

/** The same for one that was removed alone. */
export function findRemovedOwner(spot: Spot): EffectResult | undefined {
	return findOwner(spot, true);
}

function findOwner(spot: Spot, isRemovedOnly: boolean): EffectResult | undefined {
	for (const owner of spot.compiled.owners) {
		const key = readOwner(owner, spot);
		if (key === undefined) continue;
		const { resource, birth } = owner;
		const scope = scopeOf(owner, spot);
		openOwn(spot, birth);
		if (findByKey(spot.session, { resource, scope, key })) return undefined;
		if (wasRemoved(spot.session, { resource, scope, key }))
			return maySample(spot, key, isRemovedOnly) ? undefined : answerOrphan(spot, { resource, key });
		// Of what nobody can create there is what is asked for, as far as what is above that is there.
		if (!birth.isCreatable) continue;
		return isRemovedOnly || !isUnknown(spot, key) ? undefined : answerOrphan(spot, { resource, key });
	}
	return undefined;
}

/** The entity above in the path whose kind is called so; where it isn't stored, its key alone. */
export function findOwnerCalled(spot: Spot, noun: string): JsonObject | undefined {
	for (const owner of spot.compiled.owners) {
		const { resource, birth } = owner;
		const key = isSameNoun(resource.name, noun) ? readOwner(owner, spot) : undefined;
		if (key === undefined) continue;
		const record = findByKey(spot.session, { resource, scope: scopeOf(owner, spot), key });
		const typed = record ? undefined : typeKey(key, birth);
		return record?.entity ?? (typed === undefined ? undefined : { [resource.key]: typed });
	}
	return undefined;
}

/** Where it stands, as far as the path tells that. */
function scopeOf({ resource, at }: CompiledOwner, { scope }: Spot): readonly string[] | undefined {
	return at === resource.scope.length ? toScope(scope?.slice(0, at) ?? []) : undefined;
}

function readOwner({ at, binding }: CompiledOwner, { scope, bound }: Spot): string | undefined {
	if (at === undefined) return bound.find(({ name }) => name === binding)?.text;
	const value = scope?.[at];
	return value === undefined ? undefined : toScope([value])[0];
}

function wasRemoved(
	{ store }: Session,
	{ resource, scope, key }: { resource: Resource; scope: readonly string[] | undefined; key: string },
): boolean {
	const place = scope ?? (resource.scope.length === 0 ? [] : undefined);
	return place !== undefined && store.origins(resource.name).wasRemoved(place, key);
}

/** A line to try makes something whatever was tried before; and a list that `holdsSome` shows it. */
function maySample({ compiled: { effect }, context, request }: Spot, key: string, holdsSome: boolean): boolean {
	return (holdsSome || effect.kind === 'create') && context.offers?.(request.operation, key) === true;
}

function isUnknown({ compiled, context, request, session, scope, bound }: Spot, key: string): boolean {
	if (context.offers?.(request.operation, key)) return false;
	const { name } = compiled.resource;
	if (scope && scope.length > 0) return !session.store.hasScope(name, toScope(scope));
	return !session.store.list(name).some((record) => isBound(record, bound, true));
}

/** With `fill`, the first look at a place finds some there. */
function openOwn({ context, session }: Spot, plan: BirthPlan): void {
	const scope = plan.resource.scope.length === 0 ? [] : undefined;
	openPlace({ context, session, plan, scope, bound: UNBOUND });
}

/** What would stand below an entity, or be made of it, that isn't there. */
export function answerOrphan(
	{ compiled, session }: Spot,
	{ resource, key }: { resource: Resource; key: string },
): EffectResult {
	const mention: EntityMention = { resource: resource.name, key, outcome: 'missing' };
	return { kind: 'missing', mention, status: compiled.effect.missing ?? 404, note: noteMissing(mention, session) };
}
