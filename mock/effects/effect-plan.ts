// An operation's effect, compiled: where its request names the entity, and what it writes.

import {
	type Effect,
	type Expression,
	getOwn,
	isObject,
	type JsonValue,
	type Operation,
	parsePointer,
	type Resource,
} from '../../spec/index.ts';
import { readKey as readSentKey } from '../store/entity-key.ts';
import { toKeyText } from '../store/key-text.ts';
import { compileAssignments } from './assignments.ts';
import { compileBindings } from './birth/bindings.ts';
import { planBirth } from './birth/birth-plan.ts';
import { convertEnvelopes } from './birth/envelopes.ts';
import { type Intake, NOTHING_SENT, planIntake } from './birth/intake-plan.ts';
import type { CompiledEffect, FollowUp } from './compiled-effect.ts';
import type { EffectContext } from './effect-context.ts';
import { planEmbedding } from './embedded.ts';
import { planTags } from './entity-tag.ts';
import { compileExpression, type EffectRequest, type ReadValue } from './expressions.ts';
import { compileOwners, compileRenamed, NO_OWNERS } from './owners.ts';
import { compileGuards } from './plan-guards.ts';
import { type CompiledUnique, compileUniques } from './plan-uniques.ts';
import { matchScope } from './scope-parts.ts';

/** The operation's effect, compiled; `undefined` where it has none, or one on an unknown resource. */
export function compileOperationEffect(operation: Operation, context: EffectContext): CompiledEffect | undefined {
	return operation.effect && compileEffectOf(operation.effect, { operation, context, isFirst: true });
}

/** An effect of the operation; `undefined` where its resource is unknown. */
function compileEffectOf(
	effect: Effect,
	{ operation, context, isFirst }: { operation: Operation; context: EffectContext; isFirst: boolean },
): CompiledEffect | undefined {
	const resource = context.resources.get(effect.resource);
	if (!resource) return undefined;
	const assignments = 'set' in effect ? compileAssignments(effect.set) : [];
	const isThrough = effect.kind === 'read' && (effect.through !== undefined || effect.latest === true);
	const key = 'key' in effect && !isThrough ? effect.key : effect.kind === 'create' ? effect.copies : undefined;
	const readKey: ReadValue = key ? compileExpression(key) : () => undefined;
	const parts = matchScope(resource, operation, { isExact: !isFirst });
	if (!isFirst) lendScope(parts, resource);
	let followUps: readonly FollowUp[] | undefined;
	const birth = planBirth(context, resource);
	const owners = isFirst ? compileOwners(resource, context) : NO_OWNERS;
	let intake: Intake | undefined;
	const askIntake = (): Intake => {
		intake ??= isFirst ? planIntake(operation, birth) : NOTHING_SENT;
		return intake;
	};
	const readSent = compileBody(effect);
	let uniques: readonly CompiledUnique[] | null | undefined;
	// No getters: every request reads these properties, and of a literal with one V8 makes a hash table.
	return {
		effect,
		resource,
		assignments,
		birth,
		lastPlace: undefined,
		intake: askIntake,
		embedding: () => planEmbedding(context, birth),
		tags: () => planTags(context, birth),
		uniques: () => {
			if (uniques === undefined)
				uniques = (isFirst && compileUniques(operation, { resource, context, intake: askIntake() })) || null;
			return uniques ?? undefined;
		},
		bindings: compileBindings(effect.bindings ?? []),
		readVersion: effect.version && compileExpression(effect.version),
		guards: compileGuards(effect, { operation, context }),
		speaksOfEntity: speaksOfEntity(effect),
		followUps: () => {
			followUps ??= effect.followUps ? compileFollowUps(effect.followUps, { operation, context }) : NONE;
			return followUps;
		},
		parent: effect.parent && compileParent(effect.parent, context),
		current: compileCurrent(effect, { operation, context }),
		owners,
		renamed: compileRenamed(owners, birth),
		assigned: effect.assigned && compileAssigned(effect.assigned, { operation, context }),
		part: effect.part && { ...effect.part, readName: effect.part.name && compileExpression(effect.part.name) },
		readBody: isFirst ? (request) => convertEnvelopes(readSent(request), askIntake().envelopes) : compileMadeOf(effect),
		readKeys: 'keys' in effect && effect.keys ? compileKeys(effect.keys, resource) : undefined,
		keyAssignment: assignments.find(
			({ name, steps }) => name === resource.key || (resource.keyPath && steps.join('.') === resource.key),
		),
		readKey: (request) => writeKeyText(readKey(request)),
		readScope: (request) => readParts(parts, request),
		readKnownScope:
			(resource.told ?? resource.keyParts) && ((request) => parts.map((read) => toKeyText(read?.(request)))),
	};
}

/** A list or an object in a path is one name as well: `1,2`. */
function writeKeyText(value: JsonValue | undefined): string | undefined {
	if (typeof value !== 'object' || value === null) return toKeyText(value);
	return Object.values(value).map(toKeyText).join(',');
}

const NONE: readonly FollowUp[] = Object.freeze([]);

/** What the operation's path does not tell is as the first effect's entity has it. */
function lendScope(parts: (ReadValue | undefined)[], resource: Resource): void {
	for (const [index, name] of resource.scope.entries()) {
		parts[index] ??= ({ entity }) => getOwn(entity, name) ?? (resource.told?.has(name) ? '' : undefined);
	}
}

function speaksOfEntity(effect: Effect): boolean {
	const text = JSON.stringify([
		effect.needs,
		effect.unless,
		effect.if,
		[...('set' in effect ? effect.set.values() : [])],
		[...(effect.else?.set.values() ?? [])],
	]);
	return text.includes('"$entity');
}

/** A list of keys, or of objects that have them; one of them, or several with commas between them. */
function compileKeys(keys: Expression, resource: Resource): NonNullable<CompiledEffect['readKeys']> {
	const read = compileExpression(keys);
	return (request) => {
		const value = read(request);
		if (value === undefined) return undefined;
		const all = Array.isArray(value) ? value : [value];
		const texts = all.flatMap((one) => toKeyText(isObject(one) ? readSentKey(resource, one) : one) ?? []);
		return new Set(texts.flatMap((text) => (keys.kind === 'query' ? text.split(',') : [text])));
	};
}

function compileParent(
	{ resource: name, key }: NonNullable<Effect['parent']>,
	context: EffectContext,
): CompiledEffect['parent'] {
	const resource = context.resources.get(name);
	if (!resource) return undefined;
	const read = compileExpression(key);
	const birth = planBirth(context, resource);
	return {
		resource,
		birth,
		embedding: () => planEmbedding(context, birth),
		readKey: (request) => toKeyText(read(request)),
	};
}

function compileCurrent(
	{ current: resource, ...effect }: Effect,
	args: { operation: Operation; context: EffectContext },
): CompiledEffect['current'] {
	if (resource === undefined) return undefined;
	let opened: CompiledEffect | undefined;
	return {
		resource,
		open: () => {
			opened ??= compileEffectOf({ ...effect, resource }, { ...args, isFirst: true });
			return opened;
		},
	};
}

function compileAssigned(
	{ resource: name, does, isReverse = false, showsOwner = false, keys, by }: NonNullable<Effect['assigned']>,
	{ operation, context }: { operation: Operation; context: EffectContext },
): CompiledEffect['assigned'] {
	const holder = context.resources.get(name);
	if (!holder) return undefined;
	const parts = matchScope(holder, operation, { isExact: false });
	const renamed = compileRenamed(compileOwners(holder, context), planBirth(context, holder));
	return { holder, does, isReverse, by, showsOwner, keys, renamed, readScope: (request) => readParts(parts, request) };
}

function readParts(
	parts: readonly (ReadValue | undefined)[],
	request: EffectRequest,
): readonly JsonValue[] | undefined {
	const values: JsonValue[] = [];
	for (const read of parts) {
		const value = read?.(request);
		if (value === undefined) return undefined;
		values.push(value);
	}
	return values;
}

/** Those whose resource is there. */
function compileFollowUps(
	effects: readonly Effect[],
	around: { operation: Operation; context: EffectContext },
): readonly FollowUp[] {
	return effects.flatMap((effect) => {
		const compiled = compileEffectOf(effect, { ...around, isFirst: false });
		if (!compiled) return [];
		const link = (effect.link ?? []).map(({ place, property }) => ({ steps: parsePointer(place) ?? [], property }));
		return [{ compiled, readList: effect.of && compileExpression(effect.of), link }];
	});
}

/** The entity that is sent: the body, or what lies in it. */
function compileBody({ request }: Effect): ReadValue {
	return request ? compileExpression({ kind: 'body', pointer: request, source: '' }) : ({ body }) => body;
}

/** An effect after the first is sent no entity: what it makes has what the request has where it says, else the element that it is made of. */
function compileMadeOf({ request }: Effect): ReadValue {
	const read = request === undefined ? undefined : compileExpression({ kind: 'body', pointer: request, source: '' });
	return (scene) => read?.(scene) ?? (isObject(scene.element) ? scene.element : {});
}
