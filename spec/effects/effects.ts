// `x-effect`: what an operation does to the state (spec/schemas/x-effect.schema.json), held against the resources
// of all documents and against the operation itself.

import type { Reporter } from '../read/findings.ts';
import { getOwn, isObject } from '../read/json.ts';
import { joinPointer, parsePointer } from '../read/pointer.ts';
import type { Parameter } from '../types/document.ts';
import type { Effect, EffectValue, Resource } from '../types/effect.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import { type EffectFail, type ExpressionReader, readEffectValue } from './effect-values.ts';
import { parseExpression } from './expressions.ts';

const VERBS = ['create', 'read', 'list', 'move', 'replace', 'patch', 'delete'] as const;
type Verb = (typeof VERBS)[number];

/** Which other keys each verb takes. */
const KEYS: Record<Verb, readonly string[]> = {
	create: ['set', 'refused'],
	read: ['key', 'missing'],
	list: ['items'],
	move: ['key', 'from', 'to', 'set', 'missing', 'refused'],
	replace: ['key', 'set', 'missing'],
	patch: ['key', 'set', 'missing'],
	delete: ['key', 'missing'],
};

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
	let good = true;
	const fail: EffectFail = (code, message, at, remedy) => {
		good = false;
		around.report({
			code: `document.effect.${code}`,
			severity: 'error',
			message,
			pointer: at,
			...(remedy && { remedy }),
		});
		return undefined;
	};
	if (value === 'none') return undefined;
	if (!isObject(value)) return fail('shape', 'x-effect must be an object, or the word none', pointer);

	const verbs = VERBS.filter((verb) => Object.hasOwn(value, verb));
	const verb = verbs[0];
	if (!verb || verbs.length > 1) {
		return fail('verb', 'x-effect needs exactly one verb', pointer, `choose one of ${VERBS.join(', ')}`);
	}
	checkKeys({ value, verb, pointer, fail });
	const resource = findResource({ value, verb, pointer, around, fail });
	const readExpression = createExpressionReader(around, fail);
	const key = KEYS[verb].includes('key')
		? readExpression(getOwn(value, 'key') ?? null, joinPointer(pointer, 'key'))
		: undefined;
	const missing = readStatus({ value, name: 'missing', pointer, around, fail });
	const refused = readStatus({ value, name: 'refused', pointer, around, fail });
	const set = readSettings({ value, pointer, resource, fail, readExpression });
	const move = verb === 'move' ? readMove({ value, pointer, resource, fail }) : undefined;
	const items = verb === 'list' ? readItems({ value, pointer, fail }) : undefined;
	if (!good || !resource) return undefined;

	const base = {
		resource: resource.name,
		...(missing !== undefined && { missing }),
		...(refused !== undefined && { refused }),
		pointer,
		inferred: false,
	};
	if (verb === 'create') return { ...base, kind: verb, set };
	if (verb === 'list') return { ...base, kind: verb, ...(items !== undefined && { items }), filters: [] };
	if (!key) return undefined;
	if (verb === 'move') return move && { ...base, kind: verb, key, ...move, set };
	if (verb === 'read' || verb === 'delete') return { ...base, kind: verb, key };
	return { ...base, kind: verb, key, set };
}

function checkKeys(args: { value: JsonObject; verb: Verb; pointer: Pointer; fail: EffectFail }): void {
	const known = KEYS[args.verb];
	for (const key of Object.keys(args.value)) {
		if (key === args.verb || known.includes(key) || key.startsWith('x-')) continue;
		const remedy = `known beside ${args.verb} are ${known.join(', ')}`;
		args.fail('unknown-key', `"${key}" does not go with ${args.verb}`, joinPointer(args.pointer, key), remedy);
	}
}

function findResource(args: {
	value: JsonObject;
	verb: Verb;
	pointer: Pointer;
	around: EffectSurroundings;
	fail: EffectFail;
}): Resource | undefined {
	const { around, fail } = args;
	const name = getOwn(args.value, args.verb);
	const at = joinPointer(args.pointer, args.verb);
	const resource = typeof name === 'string' ? around.resources.get(name) : undefined;
	if (!resource) {
		const known = [...around.resources.keys()].join(', ');
		const remedy = known ? `known are ${known}` : 'declare it in x-lifecycle at the root of the document';
		return fail('unknown-resource', `there is no resource ${JSON.stringify(name)}`, at, remedy);
	}
	for (const scope of resource.scope) {
		if (around.pathNames.includes(scope)) continue;
		fail(
			'scope',
			`the path has no {${scope}}, by which "${resource.name}" is scoped`,
			at,
			`put {${scope}} in the path`,
		);
	}
	if (args.verb === 'move' && resource.state === undefined) {
		fail('no-states', `"${resource.name}" has no states to move between`, at, 'give it state, initial and states');
	}
	return resource;
}

function createExpressionReader(around: EffectSurroundings, fail: EffectFail): ExpressionReader {
	return (text, pointer) => {
		if (typeof text !== 'string' || !text.startsWith('$')) {
			const remedy = 'write it as $request.path.NAME';
			return fail('expression', 'a runtime expression is needed here', pointer, remedy);
		}
		const result = parseExpression(text);
		if (!result.ok)
			return fail('expression', result.message, pointer, 'known are $request.path.NAME, $request.body#/…');
		const { expression } = result;
		if (expression.kind === 'path' && !around.pathNames.includes(expression.name)) {
			const known = around.pathNames.map((name) => `{${name}}`).join(', ') || 'no parameter';
			return fail('parameter', `the path has no {${expression.name}}`, pointer, `it has ${known}`);
		}
		if (expression.kind === 'query' || expression.kind === 'header') {
			const isIt = (parameter: Parameter): boolean =>
				parameter.in === expression.kind &&
				(parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name) === expression.name;
			if (!around.parameters().some(isIt)) {
				return fail('parameter', `the operation has no ${expression.kind} parameter "${expression.name}"`, pointer);
			}
		}
		if (expression.kind === 'body' && !around.hasBody) {
			return fail('body', 'the operation has no request body', pointer);
		}
		return expression;
	};
}

function readStatus(args: {
	value: JsonObject;
	name: 'missing' | 'refused';
	pointer: Pointer;
	around: EffectSurroundings;
	fail: EffectFail;
}): number | undefined {
	const status = getOwn(args.value, args.name);
	const at = joinPointer(args.pointer, args.name);
	if (status === undefined) return undefined;
	if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599) {
		return args.fail('status', `${args.name} must be a status from 100 to 599`, at);
	}
	const keys = args.around.statusKeys;
	if (![String(status), `${Math.floor(status / 100)}XX`, 'default'].some((key) => keys.includes(key))) {
		args.around.report({
			code: 'document.effect.undocumented-status',
			severity: 'warning',
			message: `the operation documents no ${status}`,
			remedy: `document it, or choose one of ${keys.join(', ')}`,
			pointer: at,
		});
	}
	return status;
}

function readSettings(args: {
	value: JsonObject;
	pointer: Pointer;
	resource: Resource | undefined;
	fail: EffectFail;
	readExpression: ExpressionReader;
}): Map<string, EffectValue> {
	const settings = new Map<string, EffectValue>();
	const value = getOwn(args.value, 'set');
	const pointer = joinPointer(args.pointer, 'set');
	if (value === undefined) return settings;
	if (!isObject(value)) args.fail('set', 'set must be a map of properties', pointer);
	for (const [name, entry] of isObject(value) ? Object.entries(value) : []) {
		const at = joinPointer(pointer, name);
		const setting = readEffectValue({
			value: entry,
			pointer: at,
			fail: args.fail,
			readExpression: args.readExpression,
		});
		if (!setting) continue;
		settings.set(name, setting);
		if (name === args.resource?.state && setting.kind === 'literal') {
			checkState({ state: setting.value, resource: args.resource, pointer: at, fail: args.fail });
		}
	}
	return settings;
}

function readMove(args: {
	value: JsonObject;
	pointer: Pointer;
	resource: Resource | undefined;
	fail: EffectFail;
}): { from: string[]; to: string } | undefined {
	const { resource, fail } = args;
	const from = getOwn(args.value, 'from');
	const to = getOwn(args.value, 'to');
	const at = joinPointer(args.pointer, 'from');
	if (!Array.isArray(from) || from.length === 0) return fail('from', 'move needs from, a list of states', at);
	if (!resource || resource.state === undefined) return undefined;
	for (const [index, state] of from.entries()) {
		checkState({ state, resource, pointer: joinPointer(at, index), fail });
	}
	checkState({ state: to, resource, pointer: joinPointer(args.pointer, 'to'), fail });
	return { from: from.filter((state) => typeof state === 'string'), to: String(to) };
}

function checkState(args: {
	state: JsonValue | undefined;
	resource: Resource;
	pointer: Pointer;
	fail: EffectFail;
}): void {
	if (typeof args.state === 'string' && args.resource.states.has(args.state)) return;
	const remedy = `choose one of ${[...args.resource.states.keys()].join(', ')}`;
	const shown = args.state === undefined ? 'nothing' : JSON.stringify(args.state);
	args.fail('unknown-state', `${shown} is no state of "${args.resource.name}"`, args.pointer, remedy);
}

function readItems(args: { value: JsonObject; pointer: Pointer; fail: EffectFail }): Pointer | undefined {
	const items = getOwn(args.value, 'items');
	if (items === undefined) return undefined;
	if (typeof items === 'string' && !items.startsWith('#') && parsePointer(items)) return items;
	return args.fail('items', 'items must be a JSON pointer', joinPointer(args.pointer, 'items'), 'e.g. /orders');
}
