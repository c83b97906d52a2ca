// The sentences of schema findings.

import type { ErrorObject } from 'ajv/dist/2020.js';
import { escapePointerPart } from '../read/pointer.ts';
import { wasUndecided } from '../regex/pattern-limits.ts';
import { formatCount } from '../types/counts.ts';
import type { JsonValue } from '../types/json.ts';

/** What the branches of a union have against a value. */
export interface BranchVerdict {
	/** The errors of each branch that is made for the value's type. */
	likely: readonly (readonly ErrorObject[])[];
	/** The types that the other branches ask for. */
	types: readonly string[];
}

/** An enum with more values is cut short. */
const MAX_VALUES = 12;

/** The property that an error of its object is about. */
export function pointInside({ keyword, params, schema, data }: ErrorObject): string {
	const name =
		keyword === 'required'
			? params['missingProperty']
			: keyword === 'additionalProperties'
				? params['additionalProperty']
				: keyword === 'unevaluatedProperties'
					? params['unevaluatedProperty']
					: keyword === 'ownRequired'
						? (schema as string[]).find((one) => !Object.hasOwn(data as object, one))
						: undefined;
	return typeof name === 'string' ? `/${escapePointerPart(name)}` : '';
}

/** A predicate without a full stop, e.g. `must be at least 1`. `judge` looks into the branches of a union. */
export function wordError(error: ErrorObject, judge: (union: ErrorObject) => BranchVerdict): string {
	const { keyword, params, schema } = error;
	const limit = Number(params['limit']);
	switch (keyword) {
		case 'required':
		case 'ownRequired':
			return 'is required';
		case 'additionalProperties':
		case 'unevaluatedProperties':
		case 'false schema':
			return 'is not allowed here';
		case 'additionalItems':
		case 'items':
		case 'unevaluatedItems':
			return `must have at most ${formatCount(limit, 'item')}`;
		case 'withheld':
			return 'is write-only: answers must not hold it';
		case 'type':
			return `must be ${listTypes(schema).map(nameType).join(' or ')}`;
		case 'enum':
			return `must be one of ${listValues(schema as JsonValue[])}`;
		case 'const':
			return `must be ${show(schema as JsonValue)}`;
		case 'format':
			return `must be in the format ${String(schema)}`;
		case 'pattern':
			return wasUndecided(schema, error.data)
				? `could not be held to the pattern ${String(schema)} in time (50 ms for a text, 150 ms for a request)`
				: `must match the pattern ${String(schema)}`;
		case 'minLength':
			return `must be at least ${formatCount(limit, 'character')} long`;
		case 'maxLength':
			return `must be at most ${formatCount(limit, 'character')} long`;
		case 'minItems':
			return `must have at least ${formatCount(limit, 'item')}`;
		case 'maxItems':
			return `must have at most ${formatCount(limit, 'item')}`;
		case 'minProperties':
			return `must have at least ${limit} ${limit === 1 ? 'property' : 'properties'}`;
		case 'maxProperties':
			return `must have at most ${limit} ${limit === 1 ? 'property' : 'properties'}`;
		case 'minimum':
			return `must be at least ${limit}`;
		case 'maximum':
			return `must be at most ${limit}`;
		case 'exclusiveMinimum':
			return `must be more than ${limit}`;
		case 'exclusiveMaximum':
			return `must be less than ${limit}`;
		case 'multipleOf':
			return `must be a multiple of ${String(schema)}`;
		case 'uniqueItems':
			return 'must not hold the same item twice';
		case 'contains':
			return `must hold ${describeContains(error)} of the kind in contains`;
		case 'not':
			return 'must not fit the schema in not';
		case 'anyOf':
		case 'oneOf':
			return wordUnion(error, judge);
		default:
			return error.message ?? `does not fit ${keyword}`;
	}
}

/** Of a mistake in the name of a property, which one: `has the name A-1, which `. */
export function wordName({ propertyName }: ErrorObject): string {
	return propertyName === undefined ? '' : `has the name ${show(propertyName)}, which `;
}

function describeContains({ params }: ErrorObject): string {
	const least = `at least ${formatCount(Number(params['minContains'] ?? 1), 'item')}`;
	const most = params['maxContains'] as number | undefined;
	return most === undefined ? least : `${least} and at most ${most}`;
}

function wordUnion(error: ErrorObject, judge: (union: ErrorObject) => BranchVerdict): string {
	const passing = error.params['passingSchemas'];
	if (Array.isArray(passing)) {
		const [first, second] = passing.flat(9).sort() as [number, number];
		return `must fit exactly one of ${formatCount((error.schema as unknown[]).length, 'alternative')}, and fits ${first + 1} and ${second + 1}`;
	}
	const { likely, types } = judge(error);
	if (likely.length === 0 && types.length > 0) return `must be ${[...new Set(types)].map(nameType).join(' or ')}`;
	const nearest = likely.reduce((best, one) => (one.length < best.length ? one : best), likely[0] ?? []);
	const first = nearest.find(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf' && keyword !== 'oneOf');
	const hint = first && `${first.instancePath}${pointInside(first)} ${wordError(first, judge)}`.trim();
	const nearly = hint ? ` (nearest: ${hint})` : '';
	return `must fit one of ${formatCount((error.schema as unknown[]).length, 'alternative')}${nearly}`;
}

/** `type` as a list. */
export function listTypes(schema: unknown): string[] {
	return Array.isArray(schema) ? (schema as string[]) : [String(schema)];
}

function nameType(type: string): string {
	if (type === 'null') return 'null';
	return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function listValues(values: readonly JsonValue[]): string {
	const named = values.slice(0, MAX_VALUES).map(show).join(', ');
	return values.length > MAX_VALUES ? `${named} and ${values.length - MAX_VALUES} more` : named;
}

function show(value: JsonValue): string {
	if (typeof value === 'string' && value !== '') return value.length > 60 ? `${value.slice(0, 60)}…` : value;
	const text = JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
