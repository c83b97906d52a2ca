// The conditions of an effect on its way to a request: what in them is an expression gets its value first.

import { type Accepts, compileCondition, isObject, type JsonValue, parseExpression, setOwn } from '../../spec/index.ts';
import { compileExpression, type EffectRequest } from './expressions.ts';

/** What a value must be like for a request; `undefined`: the request has no value for what is asked. */
export type Wanted = (request: EffectRequest) => Accepts | undefined;

type Resolve = (request: EffectRequest) => JsonValue | undefined;

/** Gets a condition ready; `1` is `"1"` in it, as in paths. */
export function compileWanted(wanted: JsonValue): Wanted {
	if (!speaksOfRequest(wanted)) {
		const accepts = compileCondition(wanted, { asText: true });
		return () => accepts;
	}
	const resolve = compileResolve(wanted);
	// What a request says is a value, whatever it looks like.
	const isValue = typeof wanted === 'string';
	return (request) => {
		const value = resolve(request);
		if (value === undefined) return undefined;
		return compileCondition(isValue ? { equals: value } : value, { asText: true });
	};
}

function speaksOfRequest(wanted: JsonValue): boolean {
	if (typeof wanted === 'string') return wanted.startsWith('$');
	if (Array.isArray(wanted)) return wanted.some(speaksOfRequest);
	return isObject(wanted) && Object.entries(wanted).some(([name, one]) => name !== 'matches' && speaksOfRequest(one));
}

function compileResolve(wanted: JsonValue): Resolve {
	if (typeof wanted === 'string' && wanted.startsWith('$')) {
		const parsed = parseExpression(wanted);
		return parsed.ok ? compileExpression(parsed.expression) : () => undefined;
	}
	if (Array.isArray(wanted)) {
		const items = wanted.map(compileResolve);
		return (request) => items.map((resolve) => resolve(request)).filter((one) => one !== undefined);
	}
	if (!isObject(wanted)) return () => wanted;
	const members = Object.entries(wanted).map(([name, one]): [string, Resolve] => [
		name,
		name === 'matches' ? () => one : compileResolve(one),
	]);
	return (request) => {
		const resolved = {};
		for (const [name, resolve] of members) {
			const value = resolve(request);
			if (value === undefined) return undefined;
			setOwn(resolved, name, value);
		}
		return resolved;
	};
}
