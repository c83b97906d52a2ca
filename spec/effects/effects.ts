// `x-effect`: what an operation does to the state, held against the resources of all documents and against the
// operation itself. What it must look like says effect-shape.ts.

import { getList, getObject, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { Effect, EffectValue, Expression } from '../types/effect.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { Resource } from '../types/resource.ts';
import { readBindings, readKey, readParent } from './clauses.ts';
import { checkStatus } from './documented-status.ts';
import { EFFECT, VERBS, type Verb } from './effect-shape.ts';
import { type EffectFail, type ExpressionReader, readEffectValue } from './effect-values.ts';
import { createExpressionReader, type EffectSurroundings, hasParameter, type Known } from './expression-reader.ts';
import { readGuards } from './guards.ts';
import { checkExtension } from './misfits.ts';

const VERB_NAMES = Object.keys(VERBS) as Verb[];

/**
 * The effect of an operation, those after it in its `followUps`. Mistakes are reported as `document.effect.…`; of a faulty effect nothing
 * is left.
 */
export function readEffect(value: JsonValue, pointer: Pointer, around: EffectSurroundings): Effect | undefined {
	if (value === 'none') return undefined;
	const { report } = around;
	const isGood = checkExtension(EFFECT, { value, pointer, name: 'x-effect', report, prefix: 'document.effect' });
	if (!Array.isArray(value)) return readOne({ value, pointer, around, isGood, isFirst: true });
	const effects = value.map((one, index) =>
		readOne({ value: one, pointer: joinPointer(pointer, index), around, isGood, isFirst: index === 0 }),
	);
	const [first, ...followUps] = effects.filter((effect) => effect !== undefined);
	if (!first || followUps.length < effects.length - 1) return undefined;
	return followUps.length === 0 ? first : { ...first, followUps };
}

interface OneEffect {
	value: JsonValue;
	pointer: Pointer;
	around: EffectSurroundings;
	/** What is of its form. */
	isGood: boolean;
	/** It answers; those after it are done where they can be. */
	isFirst: boolean;
}

function readOne({ value, pointer, around, isGood, isFirst }: OneEffect): Effect | undefined {
	let good = isGood;
	const fail: EffectFail = (code, message, at, remedy) => {
		good = false;
		const advice = remedy === undefined ? {} : { remedy };
		around.report({ code: `document.effect.${code}`, severity: 'error', message, pointer: at, ...advice });
		return undefined;
	};
	const [verb, ...others] = VERB_NAMES.filter((name) => isObject(value) && Object.hasOwn(value, name));
	if (!isObject(value) || !verb || others.length > 0) return undefined;

	// What is not of its form is told by now: the rest is read as far as it is.
	const resource = findResource({ name: getString(value, verb), verb, pointer, around, fail });
	const each = readEach({ value, verb, pointer, around, fail, isFirst });
	// Who makes an entity, or looks at many, has none to speak of.
	const hasEntity = !isFirst || !['create', 'list', 'clear'].includes(verb);
	const known: Known = { entity: hasEntity, element: each.of !== undefined };
	const readExpression = createExpressionReader(around, fail, known);
	const { key, ...named } = readKey({
		value: getOwn(value, 'key'),
		at: joinPointer(pointer, 'key'),
		resource,
		readExpression,
		fail,
	});
	const keys = readExpression(getOwn(value, 'keys'), joinPointer(pointer, 'keys'));
	const bindings = readBindings(value, { pointer, readExpression });
	const parent = readParent(value, { pointer, readExpression, around, fail });
	const set = readSettings({ value, pointer, resource, fail, readExpression });
	if (isFirst && Object.hasOwn(value, 'link')) {
		fail(
			'link',
			'the first effect has nobody to tell',
			joinPointer(pointer, 'link'),
			'put it in an effect after the first',
		);
	}
	const guards = readGuards(value, { pointer, around, fail, known });
	if (verb === 'move' && resource) checkMove({ value, pointer, resource, fail });
	for (const name of ['missing', 'refused']) {
		checkStatus({ status: getOwn(value, name), pointer: joinPointer(pointer, name), around });
	}
	if (!good || !resource) return undefined;

	const takes: readonly string[] = VERBS[verb].takes;
	// The form has what the verb needs, each key of its type.
	return {
		...pickPlainKeys(value),
		kind: verb,
		resource: resource.name,
		pointer,
		inferred: false,
		...(key && { key }),
		...named,
		...(keys && { keys }),
		...(bindings.length > 0 && { bindings }),
		...(parent && { parent }),
		...each,
		...guards,
		...(takes.includes('set') && { set }),
		...(verb === 'list' && { filters: [] }),
	} as Effect;
}

/** The keys whose values count as they are written. */
function pickPlainKeys(value: JsonObject): JsonObject {
	const names = ['missing', 'refused', 'from', 'to', 'items', 'item', 'request', 'answer', 'upsert'];
	return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

function findResource(args: {
	name: string | undefined;
	verb: Verb;
	pointer: Pointer;
	around: EffectSurroundings;
	fail: EffectFail;
}): Resource | undefined {
	const { name, around, fail } = args;
	const at = joinPointer(args.pointer, args.verb);
	if (!name) return undefined;
	const resource = around.resources.get(name);
	if (!resource) {
		const known = [...around.resources.keys()].join(', ');
		const remedy = known ? `known are ${known}` : 'declare it in x-lifecycle at the root of the document';
		return fail('unknown-resource', `there is no resource ${JSON.stringify(name)}`, at, remedy);
	}
	for (const scope of resource.scope) {
		if (around.pathNames.includes(scope) || resource.told?.has(scope)) continue;
		const message = `the path has no {${scope}}, by which "${resource.name}" is scoped`;
		fail('scope', message, at, `put {${scope}} in the path`);
	}
	if (args.verb === 'create') checkTold(resource, { at, around });
	if (args.verb === 'move' && resource.state === undefined) {
		fail('no-states', `"${resource.name}" has no states to move between`, at, 'give it state, initial and states');
	}
	return resource;
}

/** A creation that can't be told where the entity stands makes one that everybody sees. */
function checkTold(resource: Resource, { at, around }: { at: Pointer; around: EffectSurroundings }): void {
	for (const [property, told] of resource.told ?? []) {
		if (around.pathNames.includes(property) || !('name' in told) || hasParameter(around, told)) continue;
		around.report({
			code: 'document.effect.scope',
			severity: 'warning',
			message: `the operation has no ${told.kind} parameter "${told.name}", by which "${resource.name}" is scoped`,
			remedy: 'declare it; without it everybody sees what is created',
			pointer: at,
		});
	}
}

/** A list that is sent, one that is told by another expression, or none. */
function readEach(args: {
	value: JsonObject;
	verb: Verb;
	pointer: Pointer;
	around: EffectSurroundings;
	fail: EffectFail;
	isFirst: boolean;
}): { each?: true; request?: Pointer; of?: Expression } {
	const { value, pointer, around, fail, isFirst } = args;
	const each = getOwn(value, 'each');
	const at = joinPointer(pointer, 'each');
	const place = getString(value, 'request') ?? '';
	if (each === true) {
		if (!isFirst) fail('each', 'an effect after the first names its list', at, 'write each: $request.body#/POINTER');
		const remedy = `write request: ${place === '/' ? '' : place}/0`;
		const message = '`request` must be the first element of the list that is sent';
		if (isFirst && !/\/0$/.test(place)) fail('each', message, at, remedy);
		return { each };
	}
	if (typeof each !== 'string') return {};
	const of = createExpressionReader(around, fail, { entity: !isFirst, element: false })(each, at);
	if (!isFirst || !of) return of ? { of } : {};
	if (args.verb === 'create' && of.kind === 'body') return { each: true, request: `${of.pointer}/0` };
	return fail('each', 'the first effect can only make one of each element of a list that is sent', at) ?? {};
}

function readSettings(args: {
	value: JsonObject;
	pointer: Pointer;
	resource: Resource | undefined;
	fail: EffectFail;
	readExpression: ExpressionReader;
}): Map<string, EffectValue> {
	const { resource, fail, readExpression } = args;
	const settings = new Map<string, EffectValue>();
	for (const [name, value] of Object.entries(getObject(args.value, 'set') ?? {})) {
		const pointer = joinPointer(args.pointer, 'set', name);
		const setting = readEffectValue({ value, pointer, fail, readExpression });
		if (!setting) continue;
		settings.set(name, setting);
		if (resource && name === resource.state && setting.kind === 'literal') {
			checkState({ state: setting.value, resource, pointer, fail });
		}
	}
	return settings;
}

function checkMove(args: { value: JsonObject; pointer: Pointer; resource: Resource; fail: EffectFail }): void {
	const { value, pointer, resource, fail } = args;
	if (resource.state === undefined) return;
	for (const [index, state] of getList(value, 'from').entries()) {
		if (typeof state === 'string') checkState({ state, resource, pointer: joinPointer(pointer, 'from', index), fail });
	}
	const to = getString(value, 'to');
	if (to) checkState({ state: to, resource, pointer: joinPointer(pointer, 'to'), fail });
}

function checkState(args: { state: JsonValue; resource: Resource; pointer: Pointer; fail: EffectFail }): void {
	if (typeof args.state === 'string' && args.resource.states.has(args.state)) return;
	const remedy = `choose one of ${[...args.resource.states.keys()].join(', ')}`;
	const message = `${JSON.stringify(args.state)} is no state of "${args.resource.name}"`;
	args.fail('unknown-state', message, args.pointer, remedy);
}
