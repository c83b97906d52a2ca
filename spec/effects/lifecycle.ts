// `x-lifecycle`: the kinds of things that a document's API stores (spec/schemas/x-lifecycle.schema.json).

import type { Reporter } from '../read/findings.ts';
import { getOwn, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { Resource, StateDefinition } from '../types/effect.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';

const POINTER = '/x-lifecycle';
const RESOURCE_KEYS = ['key', 'scope', 'state', 'initial', 'states'];

/** The resources of a document, by name; mistakes are reported as `document.lifecycle.…`, a faulty resource is left out. */
export function readLifecycle(root: JsonObject, report: Reporter): Map<string, Resource> {
	const resources = new Map<string, Resource>();
	const value = getOwn(root, 'x-lifecycle');
	if (value === undefined) return resources;
	if (!isObject(value)) {
		reportMistake(report, { code: 'shape', message: 'x-lifecycle must be a map of resources', pointer: POINTER });
		return resources;
	}
	for (const [name, entry] of Object.entries(value)) {
		if (name.startsWith('x-')) continue;
		const resource = readResource({ name, entry, pointer: joinPointer(POINTER, name), report });
		if (resource) resources.set(name, resource);
	}
	return resources;
}

function readResource(args: {
	name: string;
	entry: JsonValue;
	pointer: Pointer;
	report: Reporter;
}): Resource | undefined {
	const { name, entry, pointer } = args;
	let good = true;
	const fail = (code: string, message: string, at = pointer, remedy?: string): undefined => {
		good = false;
		reportMistake(args.report, { code, message, pointer: at, ...(remedy && { remedy }) });
		return undefined;
	};
	if (!isObject(entry)) return fail('shape', `the resource "${name}" must be an object`);
	for (const key of Object.keys(entry)) {
		if (RESOURCE_KEYS.includes(key) || key.startsWith('x-')) continue;
		fail('unknown-key', `"${key}" is unknown here`, joinPointer(pointer, key), `known are ${RESOURCE_KEYS.join(', ')}`);
	}
	const key = readName(entry, 'key');
	if (key === undefined)
		fail('key', `the resource "${name}" needs a key`, pointer, 'name the property that tells its entities apart');
	const scope = readScope(entry, (message) => fail('scope', message, joinPointer(pointer, 'scope')));
	const given = ['state', 'initial', 'states'].filter((part) => Object.hasOwn(entry, part));
	if (given.length > 0 && given.length < 3) {
		fail(
			'incomplete',
			`"${name}" has ${given.join(' and ')} alone`,
			pointer,
			'give state, initial and states together',
		);
	}
	const states = readStates({ entry, pointer, fail });
	const state = readName(entry, 'state');
	const initial = readName(entry, 'initial');
	if (given.length === 3) {
		if (state === undefined) fail('state', 'state must name a property', joinPointer(pointer, 'state'));
		if (initial === undefined || !states.has(initial)) {
			const remedy = `choose one of ${[...states.keys()].join(', ')}`;
			fail('initial', 'initial is none of the states', joinPointer(pointer, 'initial'), remedy);
		}
		if (state !== undefined && (state === key || scope.includes(state))) {
			fail('state', `"${state}" can't show the state and name the entity as well`, joinPointer(pointer, 'state'));
		}
	}
	if (!good || key === undefined) return undefined;
	return {
		name,
		key,
		scope,
		...(state !== undefined && { state }),
		...(initial !== undefined && { initial }),
		states,
		inferred: false,
		pointer,
	};
}

function readScope(entry: JsonObject, fail: (message: string) => void): string[] {
	const value = getOwn(entry, 'scope');
	if (value === undefined) return [];
	const names = Array.isArray(value) ? value.filter((name) => typeof name === 'string' && name !== '') : [];
	if (!Array.isArray(value) || names.length < value.length) fail('scope must be a list of path parameters');
	if (new Set(names).size < names.length) fail('scope names a path parameter twice');
	return names as string[];
}

function readStates(args: {
	entry: JsonObject;
	pointer: Pointer;
	fail(code: string, message: string, at: Pointer, remedy?: string): undefined;
}): Map<string, StateDefinition> {
	const states = new Map<string, StateDefinition>();
	const value = getOwn(args.entry, 'states');
	const pointer = joinPointer(args.pointer, 'states');
	if (value === undefined) return states;
	if (!isObject(value)) {
		args.fail('states', 'states must be a map', pointer);
		return states;
	}
	const names = Object.keys(value).filter((name) => !name.startsWith('x-'));
	if (names.length === 0) args.fail('states', 'there must be at least one state', pointer);
	for (const name of names) {
		const at = joinPointer(pointer, name);
		const state = getOwn(value, name);
		if (!isObject(state)) {
			args.fail(
				'states',
				`the state "${name}" must be an object`,
				at,
				'write {} for a state that only operations leave',
			);
			continue;
		}
		for (const key of Object.keys(state)) {
			if (key !== 'expires' && !key.startsWith('x-')) {
				args.fail('unknown-key', `"${key}" is unknown here`, joinPointer(at, key), 'known is expires');
			}
		}
		const expires = readExpiry({ state, name, names, pointer: joinPointer(at, 'expires'), fail: args.fail });
		states.set(name, { name, ...(expires && { expires }) });
	}
	return states;
}

function readExpiry(args: {
	state: JsonObject;
	name: string;
	names: readonly string[];
	pointer: Pointer;
	fail(code: string, message: string, at: Pointer, remedy?: string): undefined;
}): { at: string; to: string } | undefined {
	const value = getOwn(args.state, 'expires');
	if (value === undefined) return undefined;
	if (!isObject(value)) return args.fail('expires', 'expires must be { at, to }', args.pointer);
	for (const key of Object.keys(value)) {
		if (key === 'at' || key === 'to' || key.startsWith('x-')) continue;
		args.fail('unknown-key', `"${key}" is unknown here`, joinPointer(args.pointer, key), 'known are at and to');
	}
	const at = readName(value, 'at');
	const to = readName(value, 'to');
	if (at === undefined) return args.fail('expires', 'expires.at must name a property', args.pointer);
	if (to === undefined || !args.names.includes(to)) {
		const remedy = `choose one of ${args.names.join(', ')}`;
		return args.fail('expires', 'expires.to is none of the states', joinPointer(args.pointer, 'to'), remedy);
	}
	if (to === args.name) return args.fail('expires', `"${to}" can't expire to itself`, joinPointer(args.pointer, 'to'));
	return { at, to };
}

function readName(object: JsonObject, key: string): string | undefined {
	const value = getOwn(object, key);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function reportMistake(
	report: Reporter,
	args: { code: string; message: string; pointer: Pointer; remedy?: string },
): void {
	report({ ...args, code: `document.lifecycle.${args.code}`, severity: 'error' });
}
