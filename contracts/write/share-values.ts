// Several values in one: what all of them have, or what any of them has.

import { isObject, type JsonObject, type JsonValue, joinPointer, setOwn } from '../../spec/index.ts';
import type { Rule, Rules } from './write-types.ts';

/** Both values in one, the same whichever comes first: all properties, the first in the order of their JSON else. */
export function mergeValues(a: JsonValue, b: JsonValue): JsonValue {
	return joinValues(a, b, { pointer: '', isKept: () => true });
}

/**
 * As `mergeValues`, but of objects only the properties that both have, or that `isKept` (by JSON pointer, `*` for items): what one
 * answer has and another hasn't can't be expected of every answer.
 */
export function shareValues(
	a: JsonValue,
	b: JsonValue,
	{ pointer, isKept }: { pointer: string; isKept: (pointer: string) => boolean },
): JsonValue {
	return joinValues(a, b, { pointer, isKept });
}

function joinValues(
	a: JsonValue,
	b: JsonValue,
	at: { pointer: string; isKept: (pointer: string) => boolean },
): JsonValue {
	const { pointer, isKept } = at;
	if (isObject(a) && isObject(b)) {
		const joined: JsonObject = {};
		for (const name of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
			const [left, right] = [Object.hasOwn(a, name), Object.hasOwn(b, name)];
			const inner = joinPointer(pointer, name);
			if (left && right)
				setOwn(joined, name, joinValues(a[name] as JsonValue, b[name] as JsonValue, { pointer: inner, isKept }));
			else if (isKept(inner)) setOwn(joined, name, (left ? a : b)[name] as JsonValue);
		}
		return joined;
	}
	if (Array.isArray(a) && Array.isArray(b)) {
		const inner = { pointer: `${pointer}/*`, isKept };
		if (a.length === b.length) return a.map((item, index) => joinValues(item, b[index] as JsonValue, inner));
		return a.length > b.length ? a : b;
	}
	if (a === null) return b;
	if (b === null) return a;
	return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

/** Only the rules of places that the value still has; none takes null beside an object or a list, on which engines disagree. */
export function keepRulesOf(content: JsonValue, rules: Rules): Rules {
	const places = new Map<string, boolean>();
	visit(content, '$');
	const kept = new Map<string, Rule>();
	for (const [place, rule] of rules) {
		const isContainer = places.get(place);
		if (isContainer === undefined) continue;
		const matchers = isContainer ? rule.matchers.filter(({ match }) => match !== 'null') : rule.matchers;
		if (matchers.length > 0) kept.set(place, matchers.length === rule.matchers.length ? rule : { ...rule, matchers });
	}
	return kept;

	function visit(value: JsonValue, path: string): void {
		places.set(path, typeof value === 'object' && value !== null);
		if (Array.isArray(value)) {
			for (const [index, item] of value.entries()) for (const step of ['*', index]) visit(item, `${path}[${step}]`);
		} else if (isObject(value)) {
			for (const name of Object.keys(value)) visit(value[name] as JsonValue, stepPath(path, name) ?? '');
		}
	}
}

/** `$.a`, `$['a-b']`; `undefined` for a name that a JSON path of a pact can't hold. */
export function stepPath(path: string, name: string): string | undefined {
	if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `${path}.${name}`;
	return name === '' || /['\\]/.test(name) ? undefined : `${path}['${name}']`;
}
