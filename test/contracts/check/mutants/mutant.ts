// One way in which a consumer and a provider can come apart, or a change that does no harm.

import type { ContractCode } from '../../../../contracts/finding.ts';
import type { JsonObject, JsonValue } from '../../../../spec/index.ts';

/** The pair that a mutant changes in place. */
export interface Pair {
	document: JsonObject;
	pact: JsonObject;
}

export interface Mutant {
	name: string;
	/**
	 * `verify`: only a provider that runs can show it; check must not call it an error by mistake. `weaker`: nothing is broken, but the pact
	 * says less than it might, or relies on what its provider state has to keep: a warning.
	 */
	kind: 'harmful' | 'harmless' | 'verify' | 'weaker';
	/** Of what is `weaker`: why it is no harm. */
	reason?: string;
	change(pair: Pair): void;
	/** A code that must be among the findings. */
	code?: ContractCode;
	/** It must be an error of that code, so that it is red with the defaults. */
	isError?: true;
}

/** What stands at a path of keys; fails when it isn't there, so that no mutant changes nothing. */
export function at(value: JsonValue, ...keys: readonly (string | number)[]): JsonObject {
	let current: JsonValue | undefined = value;
	for (const key of keys) current = (current as Record<string | number, JsonValue> | undefined)?.[key];
	if (typeof current !== 'object' || current === null) throw new Error(`nothing at ${keys.join('/')}`);
	return current as JsonObject;
}

/** A schema of the document's components. */
export function schema(pair: Pair, name: string, ...keys: readonly string[]): JsonObject {
	return at(pair.document, 'components', 'schemas', name, ...keys);
}

/** An operation of the document. */
export function operation(pair: Pair, path: string, method: string): JsonObject {
	return at(pair.document, 'paths', path, method);
}

export const LIST = 0;
export const CREATE = 1;
export const GET = 2;
export const CANCEL = 3;
export const CONFLICT = 4;

export function request(pair: Pair, index: number, ...keys: readonly (string | number)[]): JsonObject {
	return at(pair.pact, 'interactions', index, 'request', ...keys);
}

export function response(pair: Pair, index: number, ...keys: readonly (string | number)[]): JsonObject {
	return at(pair.pact, 'interactions', index, 'response', ...keys);
}

/** The body rules of a response. */
export function rules(pair: Pair, index: number): JsonObject {
	return response(pair, index, 'matchingRules', 'body');
}

/** One matcher as a rule. */
export function rule(...matchers: JsonObject[]): JsonObject {
	return { combine: 'AND', matchers };
}

/** Renames a key and keeps its value. */
export function rename(object: JsonObject, from: string, to: string): void {
	if (!Object.hasOwn(object, from)) throw new Error(`no ${from}`);
	object[to] = object[from] as JsonValue;
	delete object[from];
}

/** Takes a name out of a schema's `required`. */
export function makeOptional(of: JsonObject, name: string): void {
	of['required'] = (of['required'] as string[]).filter((one) => one !== name);
}

/** Sets a property of an object that is there. */
export function set(object: JsonObject, key: string, value: unknown): void {
	object[key] = value as JsonValue;
}
