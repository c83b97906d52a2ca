// `x-effect`: what an operation does to the state, held against the resources of all documents and against the
// operation itself. What it must look like says effect-shape.ts.

import type { Reporter } from '../read/findings.ts';
import { getList, getObject, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { Parameter } from '../types/document.ts';
import type { Binding, Effect, EffectValue, Expression, Resource } from '../types/effect.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { EFFECT, VERBS, type Verb } from './effect-shape.ts';
import { type EffectFail, type ExpressionReader, readEffectValue } from './effect-values.ts';
import { parseExpression } from './expressions.ts';
import { checkExtension } from './misfits.ts';

const VERB_NAMES = Object.keys(VERBS) as Verb[];

/** What an effect is held against. */
export interface EffectSurroundings {
	resources: ReadonlyMap<string, Resource>;
	/** The names in the operation's path. */
	pathNames: readonly string[];
	hasBody: boolean;
	/** As written, e.g. `['200', '4XX', 'default']`. */
	statusKeys: readonly string[];
	/** Called only for expressions on the query or a header. */
	parameters(): readonly Parameter[];
	report: Reporter;
}

/** The effect of an operation. Mistakes are reported as `document.effect.…`; a faulty effect is `undefined`. */
export function readEffect(value: JsonValue, pointer: Pointer, around: EffectSurroundings): Effect | undefined {
	if (value === 'none') return undefined;
	let good = checkExtension(EFFECT, {
		value,
		pointer,
		name: 'x-effect',
		report: around.report,
		prefix: 'document.effect',
	});
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
	const readExpression = createExpressionReader(around, fail);
	const { key, by } = readKey({
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
	const place = getString(value, 'request') ?? '';
	if (getOwn(value, 'each') === true && !/\/0$/.test(place)) {
		const remedy = `write request: ${place === '/' ? '' : place}/0`;
		fail('each', '`request` must be the first element of the list that is sent', joinPointer(pointer, 'each'), remedy);
	}
	if (verb === 'move' && resource) checkMove({ value, pointer, resource, fail });
	for (const name of ['missing', 'refused']) checkStatus({ status: getOwn(value, name), name, pointer, around });
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
		...(by !== undefined && { by }),
		...(keys && { keys }),
		...(bindings.length > 0 && { bindings }),
		...(parent && { parent }),
		...(takes.includes('set') && { set }),
		...(verb === 'list' && { filters: [] }),
	} as Effect;
}

/** The keys whose values count as they are written. */
function pickPlainKeys(value: JsonObject): JsonObject {
	const names = ['missing', 'refused', 'from', 'to', 'items', 'request', 'answer', 'upsert', 'each'];
	return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

/** An expression, the key of the only one, or which alias it is that is named. */
function readKey(args: {
	value: JsonValue | undefined;
	at: Pointer;
	resource: Resource | undefined;
	readExpression: ExpressionReader;
	fail: EffectFail;
}): { key?: Expression | undefined; by?: string } {
	const { value, at, resource, readExpression, fail } = args;
	const constant = value === undefined ? undefined : getString(value, 'constant');
	if (constant !== undefined) return { key: { kind: 'constant', value: constant, source: constant } };
	const [name] = isObject(value) ? Object.keys(value) : [];
	if (name === undefined) {
		const key = readExpression(value, at);
		const alias = key?.kind === 'path' && resource?.aliases?.includes(key.name) ? key.name : undefined;
		return { key, ...(alias !== undefined && { by: alias }) };
	}
	const key = readExpression(getOwn(value, name), joinPointer(at, name));
	if (!resource || name === resource.key) return { key };
	if (resource.aliases?.includes(name)) return { key, by: name };
	const known = [resource.key, ...(resource.aliases ?? [])].join(', ');
	fail('key', `"${name}" names no ${resource.name}`, joinPointer(at, name), `choose one of ${known}`);
	return {};
}

function readBindings(
	value: JsonObject,
	{ pointer, readExpression }: { pointer: Pointer; readExpression: ExpressionReader },
): Binding[] {
	return Object.entries(getObject(value, 'bindings') ?? {}).flatMap(([property, text]) => {
		const from = readExpression(text, joinPointer(pointer, 'bindings', property));
		return from ? [{ name: property, property, from }] : [];
	});
}

function readParent(
	value: JsonObject,
	args: { pointer: Pointer; readExpression: ExpressionReader; around: EffectSurroundings; fail: EffectFail },
): Effect['parent'] {
	const { around, fail } = args;
	const given = getObject(value, 'parent');
	const resource = getString(given, 'resource');
	const at = joinPointer(args.pointer, 'parent');
	const key = given && args.readExpression(getOwn(given, 'key'), joinPointer(at, 'key'));
	if (resource === undefined || !key) return undefined;
	if (around.resources.has(resource)) return { resource, key };
	const known = [...around.resources.keys()].join(', ');
	const message = `there is no resource ${JSON.stringify(resource)}`;
	return fail('unknown-resource', message, joinPointer(at, 'resource'), known ? `known are ${known}` : undefined);
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

function hasParameter(around: EffectSurroundings, { kind, name }: { kind: string; name: string }): boolean {
	return around
		.parameters()
		.some((one) => one.in === kind && (kind === 'header' ? one.name.toLowerCase() : one.name) === name);
}

function createExpressionReader(around: EffectSurroundings, fail: EffectFail): ExpressionReader {
	return (text, pointer) => {
		const result = parseExpression(typeof text === 'string' ? text : '');
		if (!result.ok) return undefined;
		const { expression } = result;
		if (expression.kind === 'path' && !around.pathNames.includes(expression.name)) {
			const known = around.pathNames.map((name) => `{${name}}`).join(', ') || 'no parameter';
			return fail('parameter', `the path has no {${expression.name}}`, pointer, `it has ${known}`);
		}
		if (expression.kind === 'query' || expression.kind === 'header') {
			if (!hasParameter(around, expression)) {
				return fail('parameter', `the operation has no ${expression.kind} parameter "${expression.name}"`, pointer);
			}
		}
		if (expression.kind === 'body' && !around.hasBody) {
			return fail('body', 'the operation has no request body', pointer);
		}
		return expression;
	};
}

/** A status that the document doesn't have is answered all the same, hence a warning. */
function checkStatus(args: {
	status: JsonValue | undefined;
	name: string;
	pointer: Pointer;
	around: EffectSurroundings;
}): void {
	const { status, around } = args;
	// What is no status is told by its form.
	if (typeof status !== 'number' || !/^[1-5]\d\d$/.test(String(status))) return;
	const keys = around.statusKeys;
	if ([String(status), `${Math.floor(status / 100)}XX`, 'default'].some((key) => keys.includes(key))) return;
	around.report({
		code: 'document.effect.undocumented-status',
		severity: 'warning',
		message: `the operation documents no ${status}`,
		remedy: `document it, or choose one of ${keys.join(', ')}`,
		pointer: joinPointer(args.pointer, args.name),
	});
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
