// `x-lifecycle`: the kinds of things that a document's API stores. What it must look like says lifecycle-shape.ts.

import type { Reporter } from '../read/findings.ts';
import { getList, getObject, getOwn, getString, isObject } from '../read/json.ts';
import { joinPointer } from '../read/pointer.ts';
import type { Expression } from '../types/effect.ts';
import type { JsonObject, JsonValue, Pointer } from '../types/json.ts';
import type { Resource, StateDefinition } from '../types/resource.ts';
import { parseExpression } from './expressions.ts';
import { LIFECYCLE } from './lifecycle-shape.ts';
import { checkExtension } from './misfits.ts';

const POINTER = '/x-lifecycle';

type Fail = (code: string, message: string, pointer: Pointer, remedy?: string) => void;

/** The resources of a document, by name; mistakes are reported as `document.lifecycle.…`, a faulty resource is left out. */
export function readLifecycle(root: JsonObject, report: Reporter): Map<string, Resource> {
	const resources = new Map<string, Resource>();
	const value = getOwn(root, 'x-lifecycle');
	if (value === undefined) return resources;
	const faulty = new Set<Pointer>();
	checkExtension(LIFECYCLE, {
		value,
		pointer: POINTER,
		name: 'x-lifecycle',
		prefix: 'document.lifecycle',
		report(mistake) {
			faulty.add(mistake.pointer);
			report(mistake);
		},
	});
	for (const [name, entry] of isObject(value) ? Object.entries(value) : []) {
		const pointer = joinPointer(POINTER, name);
		const isFaulty = [...faulty].some((place) => place === pointer || place.startsWith(`${pointer}/`));
		if (name.startsWith('x-') || !isObject(entry)) continue;
		const resource = readResource({ name, entry, pointer, report });
		if (resource && !isFaulty) resources.set(name, resource);
	}
	return resources;
}

/** What is not of its form is told by now: the rest is read as far as it is. */
function readResource(args: {
	name: string;
	entry: JsonObject;
	pointer: Pointer;
	report: Reporter;
}): Resource | undefined {
	const { name, entry, pointer } = args;
	let good = true;
	const fail: Fail = (code, message, at, remedy) => {
		good = false;
		const advice = remedy === undefined ? {} : { remedy };
		args.report({ code: `document.lifecycle.${code}`, severity: 'error', message, pointer: at, ...advice });
	};
	const key = getString(entry, 'key') ?? '';
	const { scope, told } = readScope(getList(entry, 'scope'));
	const aliases = getList(entry, 'aliases').filter((one) => typeof one === 'string');
	for (const [index, alias] of aliases.entries()) {
		if (alias !== key && alias !== getString(entry, 'state') && !scope.includes(alias)) continue;
		fail('aliases', `"${alias}" has another meaning already`, joinPointer(pointer, 'aliases', index));
	}
	const [versions, content] = ['versions', 'content'].map((one) => getString(entry, one));
	for (const [one, property] of [
		['versions', versions],
		['content', content],
	] as const) {
		if (property === undefined || ![key, getString(entry, 'state'), ...aliases, ...scope].includes(property)) continue;
		fail(one, `"${property}" has another meaning already`, joinPointer(pointer, one));
	}
	const states = readStates(getObject(entry, 'states') ?? {}, { pointer: joinPointer(pointer, 'states'), fail });
	const state = getString(entry, 'state');
	const initial = getString(entry, 'initial');
	if (initial && states.size > 0 && !states.has(initial)) {
		const remedy = `choose one of ${[...states.keys()].join(', ')}`;
		fail('initial', 'initial is none of the states', joinPointer(pointer, 'initial'), remedy);
	}
	if (state && (state === key || scope.includes(state))) {
		fail('state', `"${state}" can't show the state and name the entity as well`, joinPointer(pointer, 'state'));
	}
	if (!good) return undefined;
	return {
		name,
		key,
		...(key.includes('.') && { keyPath: key.split('.') }),
		...(getOwn(entry, 'singleton') === true && { singleton: true }),
		...(getOwn(entry, 'stays') === true && { stays: true }),
		...(aliases.length > 0 && { aliases }),
		...(versions !== undefined && { versions }),
		...(content !== undefined && { content }),
		scope,
		...(told.size > 0 && { told }),
		...(state !== undefined && { state }),
		...(initial !== undefined && { initial }),
		states,
		inferred: false,
		pointer,
	};
}

/** The properties in their order, and where requests tell those that no path does. */
function readScope(parts: readonly JsonValue[]): { scope: string[]; told: Map<string, Expression> } {
	const scope: string[] = [];
	const told = new Map<string, Expression>();
	for (const part of parts) {
		if (typeof part === 'string') scope.push(part);
		for (const [property, text] of isObject(part) ? Object.entries(part) : []) {
			scope.push(property);
			const result = parseExpression(String(text));
			if (result.ok) told.set(property, result.expression);
		}
	}
	return { scope, told };
}

function readStates(value: JsonObject, args: { pointer: Pointer; fail: Fail }): Map<string, StateDefinition> {
	const names = Object.keys(value).filter((name) => !name.startsWith('x-'));
	return new Map(
		names.map((name) => {
			const expires = getObject((getOwn(value, name) ?? {}) as JsonValue, 'expires');
			if (!expires) return [name, { name }];
			const [at, to] = [getString(expires, 'at') ?? '', getString(expires, 'to') ?? ''];
			const pointer = joinPointer(args.pointer, name, 'expires', 'to');
			if (to === name) args.fail('expires', `"${to}" can't expire to itself`, pointer);
			else if (to !== '' && !names.includes(to)) {
				args.fail('expires', 'expires.to is none of the states', pointer, `choose one of ${names.join(', ')}`);
			}
			return [name, { name, expires: { at, to } }];
		}),
	);
}
