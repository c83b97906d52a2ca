// A value of each kind that a place may have: the branches of a union, the types of a type list.

import { compileView, guessTypes, isObject, type JsonValue, type SchemaView } from '../../../spec/index.ts';
import { generateValue } from '../generate.ts';

/** Values of one place. */
const MAX_ALTERNATIVES = 8;
/** Made-up times lie around this one: the same values in every run. */
const NOW_MS = Date.UTC(2026, 0, 15, 9);
/** One of each type, for schemas that say no more than the type. */
const SAMPLES: readonly (readonly [type: string, values: readonly JsonValue[]])[] = [
	['string', ['text', '7']],
	['number', [1.5, 7]],
	['integer', [7]],
	['boolean', [true]],
	['array', [[]]],
	['object', [{}]],
];

/** A legal value of each kind, null aside; empty: there is one kind only. Throws SchemaError for a schema that doesn't compile. */
export function listAlternatives(view: SchemaView): JsonValue[] {
	const branches = view.unions.flatMap((union) => union.branches);
	const made = branches.length > 0 ? branches.flatMap(makeBranch) : listSamples(guessTypes(view));
	if (made.length < 2) return [];
	const validate = compileView(view, 'response');
	const legal = new Map(
		made.filter((value) => validate(value).length === 0).map((value) => [JSON.stringify(value), value]),
	);
	return legal.size > 1 ? [...legal.values()].slice(0, MAX_ALTERNATIVES) : [];
}

function makeBranch(view: SchemaView): JsonValue[] {
	const made = generateValue({ view, seed: 1, nowMs: NOW_MS, direction: 'response', variant: 'maximal' });
	return made.ok && made.value !== null ? [made.value] : [];
}

function listSamples(types: ReadonlySet<string>): JsonValue[] {
	// A whole number is a number.
	const kinds = new Set([...types].map((type) => (type === 'integer' ? 'number' : type)));
	kinds.delete('null');
	return kinds.size < 2 ? [] : SAMPLES.flatMap(([type, values]) => (types.has(type) ? [...values] : []));
}

/** An object or a list: of which kind it is, a provider state may say. */
export function isStructured(value: JsonValue): boolean {
	return isObject(value) || Array.isArray(value);
}
