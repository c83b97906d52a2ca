// A JSON body as the pact has it: the properties that matter, stable values, and rules from the document's schema.

import {
	type Direction,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	readLimits,
	type SchemaRef,
	type SchemaView,
	setOwn,
	viewSchema,
} from '../../spec/index.ts';
import { deriveRule } from './derive-matchers.ts';
import { collectFacts, type Facts, listRequiredOf, viewItemOf, viewPropertyOf } from './facts.ts';
import { type Substitutions, stabilise } from './stable-value.ts';
import type { Generators, Rule, Rules } from './write-types.ts';

/** Which properties of an answer were read; `undefined`: nobody knows, so those that the document requires are kept. */
export type Reads = { read: ReadonlySet<string>; whole: ReadonlySet<string> } | undefined;

/** Among `whole`: nothing is known of any part of the body. */
export const EVERYTHING = '**';

export interface BodyArgs {
	value: JsonValue;
	schema: SchemaRef | undefined;
	direction: Direction;
	reads: Reads;
	substitutions: Substitutions;
	/** The examples of the media type: values of whole bodies. */
	examples: readonly JsonValue[];
}

/** A body's value with its rules; `hidden` are places (pointers) whose value may not be shown and has no stand-in. */
export interface DescribedBody {
	content: JsonValue;
	rules: Rules;
	generators: Generators;
	hidden: readonly string[];
}

interface Place {
	path: string;
	/** A JSON pointer, `*` for the items of a list. */
	pointer: string;
	name: string | undefined;
	/** Values of this place in the examples of the whole body. */
	examples: readonly JsonValue[];
}

/** Describes a body. Never throws. */
export function describeBody(args: BodyArgs): DescribedBody {
	const { direction, reads, substitutions } = args;
	const rules = new Map<string, Rule>();
	const generators = new Map<string, string>();
	const hidden: string[] = [];
	const top: Place = { path: '$', pointer: '', name: undefined, examples: args.examples };
	const content = visit(args.value, viewSchema(args.schema), top);
	return { content, rules, generators, hidden };

	function visit(value: JsonValue, view: SchemaView, place: Place): JsonValue {
		const facts = collectFacts(view, value, direction);
		if (Array.isArray(value)) return visitList(value, facts, place);
		if (isObject(value)) return visitObject(value, facts, place);
		return visitScalar(value, facts, place);
	}

	function visitObject(value: JsonObject, facts: Facts, place: Place): JsonObject {
		const kept: JsonObject = {};
		const required = direction === 'response' ? listRequiredOf(facts, direction) : undefined;
		const isFollowed = reads !== undefined && !reads.whole.has(EVERYTHING) && !reads.whole.has(place.pointer);
		for (const name of Object.keys(value).sort()) {
			const pointer = joinPointer(place.pointer, name);
			const isKept =
				!required || (isFollowed ? reads.read.has(pointer) : required.has(name) || reads?.read.has(pointer));
			if (!isKept) continue;
			const path = stepPath(place.path, name);
			if (path === undefined) continue;
			const examples = place.examples.flatMap((one) =>
				isObject(one) && Object.hasOwn(one, name) ? [one[name] as JsonValue] : [],
			);
			const inner = visit(value[name] as JsonValue, viewPropertyOf(facts, name), {
				path,
				pointer,
				name,
				examples,
			});
			setOwn(kept, name, inner);
		}
		// That null may come here as well can't be said: engines disagree on `null` beside an object or a list.
		return kept;
	}

	function visitList(value: readonly JsonValue[], facts: Facts, place: Place): JsonValue[] {
		const isTuple = viewItemOf(facts, 0).isTuple;
		const { minItems: min } = readLimits(facts.view);
		if (!isTuple) rules.set(place.path, { combine: 'AND', matchers: [{ match: 'type', min }] });
		const items = value.map((item, index) => {
			const own = viewItemOf(facts, index);
			const step = isTuple ? String(index) : '*';
			const examples = place.examples.flatMap((one) => (Array.isArray(one) ? one.slice(0, 1) : []));
			const inner: Place = {
				path: `${place.path}[${step}]`,
				pointer: `${place.pointer}/*`,
				name: place.name,
				examples,
			};
			return visit(item, own.item, inner);
		});
		if (isTuple || items.length < 2) return items;
		// All items obey one rule, so one item shows it; as many as the document asks for.
		const merged = items.reduce((all, item) => mergeValues(all, item));
		return Array.from({ length: Math.max(1, min) }, () => merged);
	}

	function visitScalar(value: JsonValue, facts: Facts, place: Place): JsonValue {
		const isStrict = direction === 'response' && value !== null && reads?.read.has(place.pointer) === true;
		const rule = deriveRule(value, facts, { isStrict });
		if (rule) rules.set(place.path, rule);
		const known = typeof value === 'string' ? substitutions.find(value, place.name) : undefined;
		if (known) {
			if (direction === 'request') generators.set(place.path, `\${${known.parameter}}`);
			return known.stable;
		}
		const stable = stabilise(value, withExamples(facts, place.examples), direction);
		if (stable === undefined) hidden.push(place.pointer);
		return stable ?? null;
	}
}

/** The examples of the whole body count where the schema has none of its own. */
function withExamples(facts: Facts, examples: readonly JsonValue[]): Facts {
	return facts.examples.length > 0 ? facts : { ...facts, examples };
}

/** Both values in one, the same whichever comes first: all properties, the first in the order of their JSON else. */
export function mergeValues(a: JsonValue, b: JsonValue): JsonValue {
	if (isObject(a) && isObject(b)) {
		const merged: JsonObject = {};
		for (const name of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
			const [left, right] = [Object.hasOwn(a, name), Object.hasOwn(b, name)];
			const value = left && right ? mergeValues(a[name] as JsonValue, b[name] as JsonValue) : left ? a[name] : b[name];
			setOwn(merged, name, value as JsonValue);
		}
		return merged;
	}
	if (Array.isArray(a) && Array.isArray(b)) {
		if (a.length === b.length) return a.map((item, index) => mergeValues(item, b[index] as JsonValue));
		return a.length > b.length ? a : b;
	}
	if (a === null) return b;
	if (b === null) return a;
	return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

/** `$.a`, `$['a-b']`; `undefined` for a name that a JSON path of a pact can't hold. */
function stepPath(path: string, name: string): string | undefined {
	if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `${path}.${name}`;
	return name === '' || /['\\]/.test(name) ? undefined : `${path}['${name}']`;
}
