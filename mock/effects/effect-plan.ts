// An operation's effect, compiled: where its request names the entity, and what it writes.

import type { Effect, Expression, JsonValue, Operation, Resource } from '../../spec/index.ts';
import { toKeyText } from '../store/key-text.ts';
import type { CheckedRequest } from '../types/request.ts';
import { type Assignment, compileAssignments } from './assignments.ts';
import { type CompiledBinding, compileBindings } from './birth/bindings.ts';
import { type BirthPlan, planBirth } from './birth/birth-plan.ts';
import { type Intake, planIntake } from './birth/intake-plan.ts';
import type { EffectContext } from './effect-context.ts';
import { compileExpression, type ReadValue } from './expressions.ts';

/** An operation with the place of its effect. */
export interface EffectPlanned {
	readonly operation: Operation;
	/** `undefined`: `compileEffect` has not seen it. */
	effect: EffectSlot | undefined;
}

/** An operation's effect before and after its first request, which compiles it. */
export interface EffectSlot {
	context: EffectContext;
	compiled: CompiledEffect | undefined;
	isCompiled: boolean;
}

/** An operation's effect, ready for requests. */
export interface CompiledEffect {
	effect: Effect;
	resource: Resource;
	assignments: readonly Assignment[];
	/** The effect's own value for the key of what it creates. */
	keyAssignment: Assignment | undefined;
	/** How its entities are born. */
	birth: BirthPlan;
	/** What the request says of the entity that it sends; looked up with the first one. */
	readonly intake: Intake;
	bindings: readonly CompiledBinding[];
	/** The entity that must be there for the effect to have any. */
	parent: { resource: Resource; birth: BirthPlan; readKey(request: CheckedRequest): string | undefined } | undefined;
	/** The entity in the request's body. */
	readBody(request: CheckedRequest): JsonValue | undefined;
	/** The keys that a request to delete many names; absent: it names none. */
	readKeys: ((request: CheckedRequest) => ReadonlySet<string>) | undefined;
	/** The key that a request names; `undefined`: it names none. */
	readKey(request: CheckedRequest): string | undefined;
	/** What the last request's scope came to. */
	lastPlace?:
		| { scope: readonly JsonValue[]; texts: readonly string[]; shown: readonly (JsonValue | undefined)[] }
		| undefined;
	/** The values of the scope as the request has them; `undefined`: the operation's path does not tell the scope. */
	readScope(request: CheckedRequest): readonly JsonValue[] | undefined;
	/** As much of the scope as the operation tells; absent: where its path does not tell it, it is looked for everywhere. */
	readKnownScope: ((request: CheckedRequest) => readonly (string | undefined)[]) | undefined;
}

/** The operation's effect, compiled; `undefined` where it has none, or one on an unknown resource. */
export function compileOperationEffect(operation: Operation, context: EffectContext): CompiledEffect | undefined {
	const { effect } = operation;
	const resource = effect && context.resources.get(effect.resource);
	if (!effect || !resource) return undefined;
	const assignments = 'set' in effect ? compileAssignments(effect.set) : [];
	const readKey: ReadValue = 'key' in effect ? compileExpression(effect.key) : () => undefined;
	const parts = matchScope(resource, operation);
	const birth = planBirth(context, resource);
	let intake: Intake | undefined;
	return {
		effect,
		resource,
		assignments,
		birth,
		lastPlace: undefined,
		get intake() {
			intake ??= planIntake(operation, birth);
			return intake;
		},
		bindings: compileBindings(effect.bindings ?? []),
		parent: effect.parent && compileParent(effect.parent, context),
		readBody: effect.request
			? compileExpression({ kind: 'body', pointer: effect.request, source: '' })
			: ({ body }) => body,
		readKeys: effect.kind === 'clear' && effect.keys ? compileKeys(effect.keys) : undefined,
		keyAssignment: assignments.find((assignment) => assignment.name === resource.key),
		readKey: (request) => toKeyText(readKey(request)),
		readScope: (request) => readParts(parts, request),
		readKnownScope: resource.told && ((request) => parts.map((read) => toKeyText(read?.(request)))),
	};
}

/** A list of keys, one of them, or several with commas between them. */
function compileKeys(keys: Expression): (request: CheckedRequest) => ReadonlySet<string> {
	const read = compileExpression(keys);
	return (request) => {
		const value = read(request);
		const texts = (Array.isArray(value) ? value : [value]).flatMap((one) => toKeyText(one) ?? []);
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
	return { resource, birth: planBirth(context, resource), readKey: (request) => toKeyText(read(request)) };
}

/**
 * Where requests hold the parts of the scope, in its order. By name first; a scope value that the operation's path does
 * not name is taken from the first of its parameters, from the left, that is neither the key nor another scope value:
 * `/shops/{shop}/orders/{id}` and `/shops/{name}/orders/{id}` have the same scope. `undefined`: there is none left.
 */
function matchScope(resource: Resource, operation: Operation): readonly (ReadValue | undefined)[] {
	const names = Array.from(operation.pathTemplate.matchAll(/\{([^{}]+)\}/g), (match) => match[1] as string);
	const { effect } = operation;
	const keyName = effect && 'key' in effect && effect.key.kind === 'path' ? effect.key.name : undefined;
	const left = names.filter((name) => name !== keyName && !resource.scope.includes(name));
	return resource.scope.map((property) => {
		const told = resource.told?.get(property);
		if (told && !names.includes(property)) return compileTold(told, operation);
		const name = names.includes(property) ? property : left.shift();
		return name === undefined ? undefined : ({ path }) => path.get(name);
	});
}

/** A header or a query parameter; one that the request leaves out is empty. `undefined`: the operation has none such. */
function compileTold(told: Expression, operation: Operation): ReadValue | undefined {
	const name = 'name' in told ? told.name : '';
	const isDeclared = operation.parameters.some(
		(one) => one.in === told.kind && (told.kind === 'header' ? one.name.toLowerCase() : one.name) === name,
	);
	const read = isDeclared ? compileExpression(told) : undefined;
	return read && ((request) => read(request) ?? '');
}

function readParts(
	parts: readonly (ReadValue | undefined)[],
	request: CheckedRequest,
): readonly JsonValue[] | undefined {
	const values: JsonValue[] = [];
	for (const read of parts) {
		const value = read?.(request);
		if (value === undefined) return undefined;
		values.push(value);
	}
	return values;
}
