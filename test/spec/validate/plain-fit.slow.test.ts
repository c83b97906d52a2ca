import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue, SchemaRef } from '../../../spec/index.ts';
import { viewSchema } from '../../../spec/schema/view.ts';
import { failsSurely, fitsSurely } from '../../../spec/validate/plain-fit.ts';
import { compileSchema, prepareForLint } from '../../../spec/validate/validator.ts';
import { refTo } from '../schema-document.ts';

const SCHEMAS: JsonObject = {
	Name: { type: 'string', maxLength: 3 },
	Secret: { type: 'string', writeOnly: true },
	Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } },
	Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }] },
};

const schema = (value: JsonValue): SchemaRef => refTo(value, SCHEMAS);

describe('at a glance', () => {
	it.each<[JsonValue, JsonValue, boolean]>([
		[true, 1, true],
		[false, 1, false],
		[{}, null, true],
		[{ type: 'integer', minimum: 1, exclusiveMaximum: 3 }, 2, true],
		[{ type: 'integer', minimum: 1, exclusiveMaximum: 3 }, 3, false],
		[{ type: ['string', 'null'] }, null, true],
		[{ type: 'string', nullable: true }, null, true],
		[{ type: 'string', enum: ['a', null] }, 'b', false],
		[{ const: { a: 1 } }, { a: 1 }, false],
		[{ minLength: 2, maxLength: 2 }, '😀😀', true],
		[{ pattern: '^a+$' }, 'aa', true],
		[{ pattern: '^a+$' }, 'ab', false],
		[{ format: 'date' }, '2026-02-30', false],
		[{ format: 'date-time' }, '2026-02-03T04:05:06Z', true],
		[{ format: 'int32' }, 2 ** 31, false],
		[{ format: 'password' }, 'x', true],
		[{ format: 'colour' }, 'x', true],
		[{ multipleOf: 0.1 }, 0.3, true],
		[{ type: 'array', items: { $ref: '#/components/schemas/Name' } }, ['abc'], true],
		[{ type: 'array', items: { $ref: '#/components/schemas/Name' } }, ['abcd'], false],
		[{ required: ['a'], properties: { a: { type: 'string' } } }, { a: 'x', b: 1 }, true],
		[{ required: ['toString'] }, {}, false],
		[{ properties: { a: {} }, additionalProperties: false }, { a: 1 }, true],
		[{ properties: { a: {} }, additionalProperties: false }, { b: 1 }, false],
		[{ properties: { a: {} }, additionalProperties: { type: 'integer' } }, { a: 'x', b: 1 }, true],
		[{ patternProperties: { a: true }, additionalProperties: false }, { a: 1 }, false],
		[{ properties: { a: { $ref: '#/components/schemas/Secret' } } }, { a: 'x' }, false],
		[{ $ref: '#/components/schemas/Node' }, { next: { next: {} } }, true],
		[{ $ref: '#/components/schemas/Node' }, { next: 1 }, false],
		[{ $ref: '#/components/schemas/Loop' }, 1, false],
		[{ $ref: '#/components/schemas/Nowhere' }, 1, false],
		[{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, 3, false],
		[{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, 3, true],
		[{ oneOf: [{ type: 'string' }, { type: 'null' }] }, null, true],
		[{ oneOf: [{ type: 'object' }, { type: 'object' }] }, {}, false],
		[{ not: { type: 'string' } }, 1, false],
		[{ uniqueItems: true }, [1, 2], false],
		[{ items: [{ type: 'string' }] }, [1], false],
	])('%j: that %j surely fits is %s', (asked, value, expected) => {
		expect(fitsSurely(viewSchema(schema(asked)), value, 'response')).toBe(expected);
	});

	it.each<[JsonValue, JsonValue, boolean]>([
		[false, 1, true],
		[{}, null, false],
		[{ type: 'string' }, 1, true],
		[{ type: 'string', nullable: true }, null, false],
		[{ enum: ['a', 'b'] }, 'c', true],
		[{ enum: [{ a: 1 }] }, { a: 2 }, false],
		[{ minimum: 1, exclusiveMinimum: true }, 1, false],
		[{ exclusiveMinimum: 1 }, 1, true],
		[{ format: 'date' }, '2026-02-30', true],
		[{ pattern: '^a+$' }, 'ab', true],
		[{ required: ['a'] }, {}, true],
		[{ required: ['a'], properties: { a: { $ref: '#/components/schemas/Secret' } } }, {}, false],
		[{ properties: { a: { $ref: '#/components/schemas/Secret' } } }, { a: 'x' }, true],
		[{ allOf: [{ required: ['a'] }], properties: { a: { writeOnly: true } } }, {}, false],
		[{ properties: { a: { items: { type: 'integer' } } } }, { a: [1, 'x'] }, true],
		[{ additionalProperties: false }, { a: 1 }, true],
		[{ patternProperties: { a: true }, additionalProperties: false }, { a: 1 }, false],
		[{ $ref: '#/components/schemas/Node' }, { next: { next: 1 } }, true],
		[{ $ref: '#/components/schemas/Loop' }, 1, false],
		[{ allOf: [{ not: {} }, { maximum: 2 }] }, 3, true],
		[{ anyOf: [{ type: 'string' }, { maximum: 2 }] }, 3, true],
		[{ anyOf: [{ not: {} }, { maximum: 2 }] }, 3, false],
		[{ oneOf: [{ type: 'string' }, { maximum: 2 }] }, 3, true],
		[{ oneOf: [{ type: 'object' }, { type: 'object' }] }, {}, false],
		[{ not: { type: 'string' } }, 'a', false],
	])('%j: that %j surely fails is %s', (asked, value, expected) => {
		expect(failsSurely(viewSchema(schema(asked)), value, 'response')).toBe(expected);
	});

	it('unions inside unions are not looked at for ever', () => {
		const branches = Array.from({ length: 30 }, () => ({ properties: { a: { $ref: '#/components/schemas/Deep' } } }));
		const one = refTo({ $ref: '#/components/schemas/Deep' }, { Deep: { oneOf: branches } });
		let value: JsonValue = 1;
		for (let level = 0; level < 30; level++) value = { a: value };
		expect(fitsSurely(viewSchema(one), value, 'response')).toBe(false);
		expect(failsSurely(viewSchema(one), value, 'response')).toBe(false);
	});

	it('what surely fits passes the compiled check as well, and what surely fails does not, whatever the schema', () => {
		const scalar = fc.constantFrom<JsonValue>(null, true, 0, 1, 1.5, -3, 2 ** 31, '', 'a', 'abcd', '2026-01-15');
		const value = fc.letrec<{ value: JsonValue }>((tie) => ({
			value: fc.oneof(
				{ maxDepth: 2 },
				scalar,
				fc.array(tie('value'), { maxLength: 2 }),
				fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), tie('value'), { maxKeys: 2 }),
			),
		})).value;
		const type = fc.constantFrom('string', 'integer', 'number', 'boolean', 'array', 'object', 'null');
		const name = fc.constantFrom('a', 'b', 'constructor');
		const entry = (keyword: string, given: fc.Arbitrary<JsonValue>) => fc.tuple(fc.constant(keyword), given);
		const asks = [
			entry('type', fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 2 }))),
			entry('nullable', fc.boolean()),
			entry('enum', fc.array(scalar, { minLength: 1, maxLength: 3 })),
			entry('minimum', fc.integer({ min: -1, max: 2 })),
			entry('exclusiveMinimum', fc.constantFrom(0, true)),
			entry('maxLength', fc.integer({ min: 0, max: 3 })),
			entry('minItems', fc.integer({ min: 0, max: 2 })),
			entry('maxProperties', fc.integer({ min: 0, max: 1 })),
			entry('format', fc.constantFrom('date', 'int32', 'byte', 'password', 'none')),
			entry('pattern', fc.constantFrom('^a', '[')),
			entry('required', fc.array(name, { maxLength: 1 })),
			entry('writeOnly', fc.constant(true)),
			entry('$ref', fc.constantFrom(...['Name', 'Secret', 'Loop', 'Node'].map((one) => `#/components/schemas/${one}`))),
			entry('discriminator', fc.constant({ propertyName: 'a' })),
		];
		const write = (entries: [string, JsonValue][]): JsonObject => Object.fromEntries(entries);
		const plain = fc.array(fc.oneof(...asks), { maxLength: 3 }).map(write);
		const deepen = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> => {
			const several = fc.array(inner, { minLength: 1, maxLength: 2 });
			const holding = [
				entry('properties', fc.dictionary(name, inner, { maxKeys: 2 })),
				entry('additionalProperties', fc.oneof(fc.boolean(), inner)),
				entry('items', inner),
				...['allOf', 'anyOf', 'oneOf'].map((keyword) => entry(keyword, several)),
			];
			return fc.array(fc.oneof(...asks, ...holding, ...holding), { maxLength: 3 }).map(write);
		};
		const any = deepen(deepen(plain));
		let sure = 0;
		let sureNot = 0;
		fc.assert(
			fc.property(any, value, fc.constantFrom('request', 'response'), (asked, given, direction) => {
				const one = schema(asked);
				const fits = fitsSurely(viewSchema(one), given, direction);
				const fails = failsSurely(viewSchema(one), given, direction);
				if (!fits && !fails) return;
				if (fits) sure += 1;
				else sureNot += 1;
				// Else the check would begin with a glance of its own.
				prepareForLint(one.document);
				try {
					expect(compileSchema(one, direction)(given).length === 0).toBe(fits);
				} catch (error) {
					// Another part of it is no schema, which lint tells anyway.
					if (!(error instanceof Error) || error.name !== 'SchemaError') throw error;
				}
			}),
			{ numRuns: 3000, seed: 7 },
		);
		expect(sure).toBeGreaterThan(200);
		expect(sureNot).toBeGreaterThan(200);
	});
});
