// The view of a schema beside the validator of the same schema: neither says what the other denies.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	compileSchema,
	compileView,
	decideUnions,
	findProperty,
	isObject,
	type JsonObject,
	type JsonType,
	type JsonValue,
	listAlwaysRequired,
	listPossibleProperties,
	listProperties,
	listValues,
	readLimits,
	readTypes,
	SchemaError,
	type SchemaView,
	typeOfValue,
	type Validate,
	viewItem,
	viewSchema,
} from '../../../spec/index.ts';
import { isNullable } from '../../../spec/schema/types.ts';
import { prepareForLint } from '../../../spec/validate/validator.ts';
import { refTo } from '../schema-document.ts';

const NAMES = ['a', 'b', '__proto__'];
const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];
const scalar: fc.Arbitrary<JsonValue> = fc.constantFrom(null, true, false, 0, 1, 1.5, '', 'a', 'ab');
const value = fc.letrec<{ any: JsonValue }>((tie) => ({
	any: fc.oneof(
		{ maxDepth: 2 },
		scalar,
		fc.array(tie('any'), { maxLength: 2 }),
		fc.array(fc.tuple(fc.constantFrom(...NAMES), tie('any')), { maxLength: 3 }).map((pairs) => toObject(pairs)),
	),
})).any;

function toObject(pairs: readonly (readonly [string, JsonValue])[]): JsonObject {
	return Object.fromEntries(pairs) as JsonObject;
}

/** Schemas of all keywords that a view reads, with references in circles. */
const schema = fc.letrec<{ any: JsonValue }>((tie) => {
	const inner = tie('any');
	const list = fc.array(inner, { minLength: 1, maxLength: 3 });
	const keyword: fc.Arbitrary<[string, JsonValue]> = fc.oneof(
		{ weight: 4, arbitrary: fc.tuple(fc.constant('type'), fc.constantFrom(...TYPES)) },
		{
			weight: 2,
			arbitrary: fc.tuple(
				fc.constant('type'),
				fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }),
			),
		},
		fc.tuple(fc.constant('nullable'), fc.boolean()),
		fc.tuple(fc.constant('enum'), fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 })),
		fc.tuple(fc.constant('const'), scalar),
		{
			weight: 3,
			arbitrary: fc.tuple(
				fc.constant('$ref'),
				fc.constantFrom('Subject', 'A', 'B').map((name) => `#/components/schemas/${name}`),
			),
		},
		{ weight: 2, arbitrary: fc.tuple(fc.constantFrom('allOf', 'oneOf', 'anyOf'), list) },
		fc.tuple(fc.constantFrom('not', 'if', 'then', 'else'), inner),
		{
			weight: 2,
			arbitrary: fc.tuple(
				fc.constant('properties'),
				fc.array(fc.tuple(fc.constantFrom(...NAMES), inner), { maxLength: 2 }).map((pairs) => toObject(pairs)),
			),
		},
		fc.tuple(
			fc.constant('patternProperties'),
			inner.map((one): JsonValue => ({ '^a': one })),
		),
		fc.tuple(fc.constantFrom('additionalProperties', 'items', 'unevaluatedProperties'), inner),
		fc.tuple(fc.constant('prefixItems'), list),
		fc.tuple(fc.constant('required'), fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 })),
		fc.tuple(fc.constantFrom('minItems', 'maxItems', 'minLength', 'minProperties', 'maxLength'), fc.nat(2)),
		fc.tuple(fc.constantFrom('minimum', 'maximum', 'exclusiveMinimum'), fc.nat(2)),
	);
	return {
		any: fc.oneof(
			{ maxDepth: 3 },
			{ weight: 1, arbitrary: fc.boolean() as fc.Arbitrary<JsonValue> },
			{ weight: 8, arbitrary: fc.array(keyword, { maxLength: 4 }).map((pairs) => toObject(pairs)) },
		),
	};
}).any;

const isOf = (types: ReadonlySet<JsonType>, one: JsonValue): boolean =>
	types.has(typeOfValue(one)) || (typeof one === 'number' && types.has('number'));

/** What a view says of a value that fits: the faults in it. */
function listFaults(view: SchemaView, one: JsonValue): string[] {
	const faults: string[] = [];
	const types = readTypes(view);
	if (types && !isOf(types, one)) faults.push(`is no ${[...types].join(' or ')}`);
	const values = listValues(view);
	if (values && !values.some((allowed) => JSON.stringify(allowed) === JSON.stringify(one))) faults.push('is no value');
	const limits = readLimits(view);
	if (typeof one === 'number' && (one < limits.min || one > limits.max || one <= limits.exclusiveMin))
		faults.push('bounds');
	if (typeof one === 'string' && (one.length < limits.minLength || one.length > limits.maxLength))
		faults.push('length');
	if (Array.isArray(one)) {
		if (one.length < limits.minItems || one.length > limits.maxItems) faults.push('number of items');
		one.forEach((item, index) => {
			if (!fits(viewItem(view, index), item)) faults.push(`item ${index}`);
		});
	}
	if (!isObject(one)) return faults;
	for (const name of listAlwaysRequired(view)) if (!Object.hasOwn(one, name)) faults.push(`${name} is required`);
	for (const name of Object.keys(one)) {
		const property = findProperty(view, name);
		if (property.forbiddenBy) faults.push(`${name} is forbidden`);
		if (!fits(property.view, one[name] as JsonValue)) faults.push(`property ${name}`);
		if (listProperties(view).has(name) && !listPossibleProperties(view).has(name)) faults.push(`${name} is impossible`);
	}
	return faults;
}

function fits(view: SchemaView | undefined, one: JsonValue): boolean {
	return !view || judge(compileView(view, 'request'), one) !== false;
}

/** `undefined`: AJV itself fails, as it does on patternProperties in some circles of references. */
function judge(validate: Validate, one: JsonValue): boolean | undefined {
	try {
		return validate(one).length === 0;
	} catch (error) {
		if (error instanceof TypeError) return undefined;
		throw error;
	}
}

test('a value that the validator takes is one that the view speaks of; null fits where the view says so, and only there', {
	timeout: 60_000,
}, () => {
	const counts = { compiled: 0, taken: 0, nulls: 0, decided: 0 };
	fc.assert(
		fc.property(schema, schema, schema, fc.array(value, { minLength: 4, maxLength: 8 }), (subject, a, b, values) => {
			const ref = refTo(subject, { A: a, B: b });
			const view = viewSchema(ref);
			// What is compiled is the judge here, from the first value on.
			prepareForLint(ref.document);
			let validate: Validate;
			try {
				validate = compileSchema(ref, 'request');
			} catch (error) {
				if (error instanceof SchemaError) return;
				throw error;
			}
			counts.compiled += 1;
			const takesNull = judge(validate, null);
			if (takesNull) counts.nulls += 1;
			if (takesNull !== undefined) expect(isNullable(view)).toBe(takesNull);
			for (const one of values) {
				if (!judge(validate, one)) continue;
				counts.taken += 1;
				expect(listFaults(view, one)).toEqual([]);
				// The branches that a value is of: with them the view says more, and nothing that is wrong.
				const decided = decideUnions(view, ({ keyword, branches }) =>
					keyword === 'if' ? undefined : branches.find((branch) => fits(branch, one)),
				);
				if (decided !== view) counts.decided += 1;
				expect(listFaults(decided, one)).toEqual([]);
			}
		}),
		{ numRuns: 1500, seed: 7 },
	);
	for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100);
});
