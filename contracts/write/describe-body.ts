// A JSON body as the pact has it: the properties that matter, stable values, and rules from the document's schema.

import {
	collectFacts,
	type Facts,
	isListedByAll,
	listAlternatives,
	listRequiredOf,
	type Substitutions,
	stabilise,
	viewItemOf,
	viewPropertyOf,
	widenFacts,
} from '../../mock/inner.ts';
import {
	type Direction,
	findHeirProperty,
	guessTypes,
	isObject,
	type JsonObject,
	type JsonValue,
	joinPointer,
	readLimits,
	readTypes,
	type SchemaRef,
	type SchemaView,
	setOwn,
	viewNamedHeir,
	viewSchema,
} from '../../spec/index.ts';
import { deriveRule, escapeRegex } from './derive-matchers.ts';
import { keepRulesOf, mergeValues, shareValues, stepPath } from './share-values.ts';
import type { Expect, Generators, Rule, Rules } from './write-types.ts';

/** Which properties of an answer were read; `undefined`: nobody knows. */
export type Reads = { read: ReadonlySet<string>; whole: ReadonlySet<string> } | undefined;

/** Among `whole`: nothing is known of any part of the body. */
export const EVERYTHING = '**';

export interface BodyArgs {
	value: JsonValue;
	schema: SchemaRef | undefined;
	direction: Direction;
	reads: Reads;
	/** Which properties of an answer are expected where nobody knows what was read; default: see `Expect`. */
	expect?: Expect | undefined;
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
	/** Objects (JSON pointers) of which the listed properties are expected, because nothing more is known. */
	guessed: readonly string[];
	/** Lists (JSON pointers) of whose items nothing is said: null stands beside objects or lists there, and no matcher takes both. */
	unsaid: readonly string[];
	/** Nulls (JSON pointers, `*` for the items of a list) where an object or a list may stand as well. */
	nulls: readonly string[];
}

interface Place {
	path: string;
	/** A JSON pointer, `*` for the items of a list. */
	pointer: string;
	name: string | undefined;
	/** Values of this place in the examples of the whole body. */
	examples: readonly JsonValue[];
	/** What other branches of the unions around it say of this place. */
	alternatives: readonly SchemaView[];
	/** What stands here names the heir that the object around it is (`petType: cat`). */
	namesHeir?: boolean;
}

/** Describes a body. Never throws. */
export function describeBody(args: BodyArgs): DescribedBody {
	const { direction, reads, expect, substitutions } = args;
	const rules = new Map<string, Rule>();
	const generators = new Map<string, string>();
	const hidden: string[] = [];
	const guessed = new Set<string>();
	const unsaid = new Set<string>();
	const nulls = new Set<string>();
	const top: Place = { path: '$', pointer: '', name: undefined, examples: args.examples, alternatives: [] };
	const content = visit(args.value, viewSchema(args.schema), top);
	return {
		content,
		rules: keepRulesOf(content, rules),
		generators,
		hidden,
		guessed: [...guessed].sort(),
		unsaid: [...unsaid].sort(),
		nulls: [...nulls].sort(),
	};

	function visit(value: JsonValue, written: SchemaView, place: Place): JsonValue {
		// What is sent is one heir. What comes may be any of them another time, so that what they have in common is expected.
		const view = direction === 'request' ? viewNamedHeir(written, value) : written;
		const facts = widenFacts(collectFacts(view, value, direction), place.alternatives, { value, direction });
		if (Array.isArray(value)) return visitList(value, facts, place);
		if (isObject(value)) return visitObject(value, facts, place);
		if (value === null && [view, ...place.alternatives].some(mayHoldMore)) nulls.add(place.pointer);
		return visitScalar(value, facts, place);
	}

	function visitObject(value: JsonObject, facts: Facts, place: Place): JsonObject {
		const kept: JsonObject = {};
		const heirProperty = findHeirProperty(facts.view, value);
		const isExpected = direction === 'response' ? chooseProperties(facts, place) : () => true;
		for (const name of Object.keys(value).sort()) {
			const pointer = joinPointer(place.pointer, name);
			const property = viewPropertyOf(facts, name);
			if (!isExpected(name, pointer) || (isAnything(property, direction) && reads?.read.has(pointer) !== true))
				continue;
			const path = stepPath(place.path, name);
			if (path === undefined) continue;
			const examples = place.examples.flatMap((one) =>
				isObject(one) && Object.hasOwn(one, name) ? [one[name] as JsonValue] : [],
			);
			const inner = visit(value[name] as JsonValue, property, {
				path,
				pointer,
				name,
				examples,
				alternatives: listAlternatives(facts, name),
				namesHeir: name === heirProperty,
			});
			setOwn(kept, name, inner);
		}
		// That null may come here as well can't be said: engines disagree on `null` beside an object or a list.
		return kept;
	}

	/** What was read of an object; where nobody knows that, what it must have, else what the document lists of it. */
	function chooseProperties(facts: Facts, { pointer }: Place): (name: string, at: string) => boolean {
		const isFollowed = reads !== undefined && !reads.whole.has(EVERYTHING) && !reads.whole.has(pointer);
		const isRead = (_name: string, at: string): boolean => reads?.read.has(at) === true;
		if (isFollowed || expect === 'read') return isRead;
		const required = listRequiredOf(facts, direction);
		if (expect === 'required' || (expect !== 'listed' && required.size > 0))
			return (name, at) => required.has(name) || isRead(name, at);
		guessed.add(pointer);
		return (name, at) => isListedByAll(facts, name) || isRead(name, at);
	}

	function visitList(value: readonly JsonValue[], facts: Facts, place: Place): JsonValue[] {
		const isTuple = viewItemOf(facts, 0).isTuple;
		const { minItems: min } = readLimits(facts.view);
		if (!isTuple) rules.set(place.path, { combine: 'AND', matchers: [{ match: 'type', min }] });
		const isMixed = !isTuple && value.includes(null) && value.some((item) => typeof item === 'object' && item !== null);
		if (isMixed && direction === 'response') {
			unsaid.add(place.pointer);
			return [];
		}
		const items = (isMixed ? value.filter((item) => item !== null) : value).map((item, index) => {
			const own = viewItemOf(facts, index);
			const step = isTuple ? String(index) : '*';
			const examples = place.examples.flatMap((one) => (Array.isArray(one) ? one.slice(0, 1) : []));
			const inner: Place = {
				path: `${place.path}[${step}]`,
				pointer: `${place.pointer}/*`,
				name: place.name,
				examples,
				alternatives: facts.others.flatMap((other) => viewItemOf({ ...facts, view: other }, index).item),
			};
			const described = visit(item, own.item, inner);
			// Each item of a tuple has its place.
			if (isTuple) nulls.delete(inner.pointer);
			return described;
		});
		if (isTuple || items.length < 2) return items;
		// All items obey one rule, so one item shows it; as many as the document asks for.
		const at = { pointer: `${place.pointer}/*`, isKept: (pointer: string) => reads?.read.has(pointer) === true };
		const merged = items.reduce((all, item) =>
			direction === 'response' ? shareValues(all, item, at) : mergeValues(all, item),
		);
		return Array.from({ length: Math.max(1, min) }, () => merged);
	}

	function visitScalar(value: JsonValue, facts: Facts, place: Place): JsonValue {
		const isStrict = direction === 'response' && value !== null && reads?.read.has(place.pointer) === true;
		const rule = place.namesHeir && direction === 'request' ? exactly(value) : deriveRule(value, facts, { isStrict });
		if (rule) rules.set(place.path, rule);
		if (place.namesHeir) return value;
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

/** A text that no other may stand for. */
function exactly(value: JsonValue): Rule {
	return { combine: 'AND', matchers: [{ match: 'regex', regex: `^${escapeRegex(String(value))}$` }] };
}

/** Of an answer, a value that may be of any type: no matcher takes it as it may come another time. */
function isAnything(view: SchemaView, direction: Direction): boolean {
	return (
		direction === 'response' && view.roots.length > 0 && readTypes(view) === undefined && guessTypes(view).size === 0
	);
}

function mayHoldMore(view: SchemaView): boolean {
	const types = guessTypes(view);
	return types.has('object') || types.has('array');
}

/** The examples of the whole body count where the schema has none of its own. */
function withExamples(facts: Facts, examples: readonly JsonValue[]): Facts {
	return facts.examples.length > 0 ? facts : { ...facts, examples };
}
