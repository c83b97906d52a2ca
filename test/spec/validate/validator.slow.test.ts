import { describe, expect, test } from 'vitest';
import { compileSchema, type JsonObject, type JsonValue, SchemaError } from '../../../spec/index.ts';
import { lintSchema } from '../../../spec/validate/validator.ts';
import { cpuMs } from '../../support/cpu.ts';
import { documentOf, refTo, schemaOf } from '../schema-document.ts';

function check(
	schema: JsonValue,
	value: unknown,
	others: JsonObject = {},
	direction: 'request' | 'response' = 'request',
) {
	const validate = compileSchema(refTo(schema, others), direction);
	// The first values are looked through, the others met by what is compiled: both say the same.
	const [first, , third] = [value, value, value].map(validate);
	expect(first).toEqual(third);
	return third ?? [];
}

/** `code pointer message` */
function tell(...args: Parameters<typeof check>): string[] {
	return check(...args).map(({ code, pointer, message }) => `${code} ${pointer} ${message}`);
}

describe('a value that fits', () => {
	const fits: [schema: JsonValue, value: JsonValue][] = [
		[true, 0],
		[{}, null],
		[{ type: 'integer' }, 0],
		[{ type: 'string' }, ''],
		[{ type: 'boolean' }, false],
		[{ type: 'null' }, null],
		[{ type: 'array' }, []],
		[{ type: 'object' }, {}],
		[{ type: ['string', 'null'] }, null],
		[{ type: 'string', nullable: true }, null],
		[{ const: 0 }, 0],
		[{ enum: [0, '', false, null, []] }, []],
		[{ multipleOf: 0.01 }, 19.99],
		[{ minimum: 1, exclusiveMinimum: true }, 2],
		[{ type: 'array', items: [{ type: 'string' }], additionalItems: { type: 'integer' } }, ['a', 1]],
		[{ type: 'object', dependencies: { a: ['b'] } }, {}],
		[{ $schema: 'https://nobody.test/dialect', $id: 'https://a.test/b', type: 'string' }, 'x'],
		[{ 'x-anything': {}, example: 1, xml: {}, externalDocs: {} }, 'y'],
		[{ uniqueItems: true }, [{ a: 1, b: 2 }, { a: 2, b: 1 }, 1, '1', [], null]],
		[{ type: 'string', pattern: '^[A-Z]{2}$' }, 'ES'],
		[{ unevaluatedProperties: false, allOf: [{ properties: { a: true } }] }, { a: 1 }],
		[{ unevaluatedProperties: false, if: { patternProperties: { '^a': true } } }, { ab: 1 }],
	];
	test.each(fits)('%j takes %j, and nothing is allocated to say so', (schema, value) => {
		const validate = compileSchema(refTo(schema), 'request');
		for (const _time of [1, 2, 3])
			expect(validate(value)).toBe(compileSchema(refTo({ type: 'null' }), 'response')(null));
		expect(validate(value)).toEqual([]);
	});
});

test('a ring of schemas that is too large to be compiled takes what surely fits, the first time and the last', () => {
	const count = 1500;
	const ring: JsonObject = {};
	for (let index = 0; index < count; index += 1) {
		const next = { type: 'array', items: { $ref: `#/components/schemas/Thing${(index + 1) % count}` } };
		ring[`Thing${index}`] = { type: 'object', properties: { parts: next } };
	}
	const validate = compileSchema(refTo({ $ref: '#/components/schemas/Thing0' }, ring), 'response');
	for (const _time of [1, 2, 3, 4]) expect(validate({ parts: [] })).toEqual([]);
	for (const _time of [1, 2]) expect(() => validate({ parts: 1 })).toThrow(SchemaError);
	expect(validate({ parts: [] })).toEqual([]);
});

describe('a value that does not fit is told in one sentence, with its place', () => {
	const cases: [schema: JsonValue, value: JsonValue, told: string[]][] = [
		[false, 0, ['false  is not allowed here']],
		[{ type: 'integer' }, null, ['type  must be an integer']],
		[{ type: ['string', 'null'] }, 0, ['type  must be a string or null']],
		[{ type: 'object', required: ['a', 'b/c'] }, {}, ['required /a is required', 'required /b~1c is required']],
		[{ enum: ['NEW', 'PAID', 0, ''] }, 'OLD', ['enum  must be one of NEW, PAID, 0, ""']],
		[
			{ enum: Array.from({ length: 30 }, (_, index) => index) },
			-1,
			['enum  must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 18 more'],
		],
		[{ const: false }, 0, ['const  must be false']],
		[{ const: 'x'.repeat(80) }, 0, [`const  must be ${'x'.repeat(60)}…`]],
		[{ minimum: 1 }, 0, ['minimum  must be at least 1']],
		[{ maximum: 1 }, 2, ['maximum  must be at most 1']],
		[{ exclusiveMinimum: 0 }, 0, ['exclusiveMinimum  must be more than 0']],
		[{ maximum: 0, exclusiveMaximum: true }, 0, ['exclusiveMaximum  must be less than 0']],
		[{ multipleOf: 5 }, 3, ['multipleOf  must be a multiple of 5']],
		[{ minLength: 1 }, '', ['minLength  must be at least 1 character long']],
		[{ maxLength: 2 }, 'abc', ['maxLength  must be at most 2 characters long']],
		[{ pattern: '^a$' }, '', ['pattern  must match the pattern ^a$']],
		[{ minItems: 1 }, [], ['minItems  must have at least 1 item']],
		[{ maxItems: 0 }, [0], ['maxItems  must have at most 0 items']],
		[
			{ uniqueItems: true },
			[
				{ a: 1, b: 2 },
				{ b: 2, a: 1 },
			],
			['uniqueItems  must not hold the same item twice'],
		],
		[{ minProperties: 1 }, {}, ['minProperties  must have at least 1 property']],
		[{ maxProperties: 2 }, { a: 1, b: 2, c: 3 }, ['maxProperties  must have at most 2 properties']],
		[
			{ properties: { a: true }, additionalProperties: false },
			{ b: 0 },
			['additionalProperties /b is not allowed here'],
		],
		[
			{ allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
			{ b: 0 },
			['unevaluatedProperties /b is not allowed here'],
		],
		[{ prefixItems: [true], items: false }, [1, 2], ['items  must have at most 1 item']],
		[{ prefixItems: [true], unevaluatedItems: false }, [1, 2], ['unevaluatedItems  must have at most 1 item']],
		[{ contains: { const: 1 } }, [], ['contains  must hold at least 1 item of the kind in contains']],
		[
			{ contains: { const: 1 }, maxContains: 1 },
			[1, 1],
			['contains  must hold at least 1 item and at most 1 of the kind in contains'],
		],
		[{ not: { type: 'null' } }, null, ['not  must not fit the schema in not']],
		[
			{ propertyNames: { maxLength: 1 } },
			{ ab: 1, a: 1, abc: 1 },
			[
				'maxLength  has the name ab, which must be at most 1 character long',
				'maxLength  has the name abc, which must be at most 1 character long',
			],
		],
		[
			{ properties: { o: { propertyNames: { enum: ['x', 'y'] } } } },
			{ o: { z: 1 } },
			['enum /o has the name z, which must be one of x, y'],
		],
		[
			{ dependentRequired: { a: ['b', 'constructor'] } },
			{ a: 0 },
			['required /constructor is required', 'required /b is required'],
		],
		[{ dependentSchemas: { a: { required: ['b'] } } }, { a: null }, ['required /b is required']],
		[
			{ dependencies: { a: ['b'], c: { required: ['d'] } } },
			{ a: 1, c: 1 },
			['required /b is required', 'required /d is required'],
		],
		[{ items: { type: 'string' } }, ['', 0], ['type /1 must be a string']],
		[{ properties: { '': { type: 'string' } } }, { '': 0 }, ['type / must be a string']],
		[{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 0, ['anyOf  must be a string or null']],
		[
			{ oneOf: [{ required: ['a'] }, { required: ['b'] }] },
			{ a: 1, b: 1 },
			['oneOf  must fit exactly one of 2 alternatives, and fits 1 and 2'],
		],
		[
			{ oneOf: [{ required: ['a'] }, { required: ['b', 'c'] }] },
			{},
			['oneOf  must fit one of 2 alternatives (nearest: /a is required)'],
		],
		[{ oneOf: [{ type: 'object', required: ['a'] }, { type: 'null' }] }, {}, ['required /a is required']],
		[{ properties: { x: { anyOf: [{ type: 'null' }, { minimum: 3 }] } } }, { x: 0 }, ['minimum /x must be at least 3']],
	];
	test.each(cases)('%j and %j', (schema, value, told) => {
		expect(tell(schema, value)).toEqual(told);
	});

	test('if, then and else speak for themselves', () => {
		const schema = JSON.parse(
			'{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}',
		) as JsonValue;
		expect(tell(schema, { a: 1 })).toEqual(['required /b is required']);
		expect(tell(schema, {})).toEqual(['required /c is required']);
	});

	test('the schema is named where it stands, behind references and compositions', () => {
		const others = { Line: { allOf: [{ type: 'object', properties: { quantity: { minimum: 1 } } }] } };
		const schema = { properties: { lines: { items: { $ref: '#/components/schemas/Line' } } } };
		expect(check(schema, { lines: [{ quantity: 1 }, { quantity: 0 }] }, others)).toEqual([
			{
				code: 'minimum',
				message: 'must be at least 1',
				pointer: '/lines/1/quantity',
				schemaPointer: '/components/schemas/Line/allOf/0/properties/quantity/minimum',
			},
		]);
	});

	test('no more than twenty findings, none of them twice', () => {
		const schema = { items: { type: 'string' }, allOf: [{ items: { type: 'string' } }] };
		const findings = check(schema, new Array(1000).fill(0));
		expect(findings).toHaveLength(20);
		expect(new Set(findings.map(({ pointer }) => pointer)).size).toBe(20);
	});

	test('unions inside unions come to an end', () => {
		let schema: JsonObject = { type: 'object', required: ['deep'] };
		for (let depth = 0; depth < 6; depth += 1) schema = { oneOf: [schema, { type: 'null' }] };
		expect(check(schema, {})).toHaveLength(1);
	});
});

describe('references', () => {
	test('may be circular, have siblings, be percent-encoded and lead anywhere', () => {
		const tree = {
			properties: { child: { $ref: '#/components/schemas/Tree', maxProperties: 1 }, n: { type: 'integer' } },
		};
		const others = { Tree: tree, 'a b/c': { type: 'integer' } };
		expect(tell({ $ref: '#/components/schemas/Tree' }, { child: { child: { n: '' } } }, others)).toEqual([
			'type /child/child/n must be an integer',
		]);
		expect(tell({ $ref: '#/components/schemas/Tree' }, { child: { a: 1, b: 2 } }, others)).toEqual([
			'maxProperties /child must have at most 1 property',
		]);
		expect(tell({ $ref: '#/components/schemas/a%20b~1c' }, '', others)).toEqual(['type  must be an integer']);
		expect(tell({ $ref: '#/components/schemas/Tree/properties/n' }, '', others)).toEqual(['type  must be an integer']);
		expect(tell({ $dynamicRef: '#/components/schemas/Tree/properties/n' }, '', others)).toEqual([
			'type  must be an integer',
		]);
	});

	const loops: [what: string, schema: JsonValue, others: JsonObject][] = [
		['itself', { $ref: '#/components/schemas/Subject' }, {}],
		[
			'each other',
			{ $ref: '#/components/schemas/B' },
			{ B: { $ref: '#/components/schemas/C' }, C: { $ref: '#/components/schemas/Subject' } },
		],
		[
			'each other in allOf',
			{ allOf: [{ $ref: '#/components/schemas/B' }] },
			{ B: { allOf: [{ $ref: '#/components/schemas/Subject' }] } },
		],
		['its own branch', { anyOf: [{ $ref: '#/components/schemas/Subject' }, { type: 'null' }] }, {}],
		['its own negation', { not: { $ref: '#/components/schemas/Subject' } }, {}],
	];
	test.each(loops)('that mean %s without end do not hang', (_what, schema, others) => {
		expect(() => check(schema, {}, others)).not.toThrow();
		expect(() => check(schema, null, others)).not.toThrow();
	});

	const nowhere = ['#/components/schemas/Nobody', 'https://elsewhere.test/x', '#nobody', '#/%zz', ''];
	test.each(nowhere)('that lead nowhere (%j) are an error with a pointer, every time', (reference) => {
		const subject = refTo({ $ref: reference });
		for (let time = 0; time < 2; time += 1) {
			expect(() => compileSchema(subject, 'request')).toThrow(
				expect.objectContaining({ code: 'schema.invalid', pointer: '/components/schemas/Subject/$ref' }),
			);
		}
	});

	test.each(nowhere)('that lead nowhere (%j) cost no more than what they would say', (reference) => {
		const rest = { b: { type: 'integer' }, list: { type: 'array', items: { $ref: reference }, maxItems: 1 } };
		const validate = compileSchema(
			refTo({ required: ['b'], properties: { a: { $ref: reference }, ...rest } }),
			'request',
		);
		expect(validate({ a: 1, b: 1, list: ['x'] })).toEqual([]);
		expect(validate({ a: 'x', b: 'x', list: [1, 2] })).toMatchObject([{ pointer: '/b' }, { pointer: '/list' }]);
		expect(validate({ a: 1 })).toMatchObject([{ code: 'required' }]);
	});

	test.each([0, null])('that are none (%j) are an error with a pointer, every time', (reference) => {
		const subject = refTo({ properties: { a: { $ref: reference } } });
		for (let time = 0; time < 2; time += 1) {
			expect(() => compileSchema(subject, 'request')).toThrow(
				expect.objectContaining({ code: 'schema.invalid', pointer: '/components/schemas/Subject/properties/a/$ref' }),
			);
		}
	});
});

describe('a schema that is none never counts as valid', () => {
	const broken: [schema: JsonValue, pointer: string][] = [
		[{ type: 'strang' }, '/type'],
		[{ type: [] }, '/type'],
		[{ enum: [] }, '/enum'],
		[{ minLength: -1 }, '/minLength'],
		[{ minLength: '3' }, '/minLength'],
		[{ minimum: '0' }, '/minimum'],
		[{ multipleOf: 0 }, '/multipleOf'],
		[{ required: 'id' }, '/required'],
		[{ required: [0] }, '/required'],
		[{ uniqueItems: 1 }, '/uniqueItems'],
		[{ pattern: '(' }, '/pattern'],
		[{ pattern: 0 }, '/pattern'],
		[{ patternProperties: { '[': true } }, '/patternProperties/['],
		[{ properties: { a: 'string' } }, '/properties/a'],
		[{ properties: { a: null } }, '/properties/a'],
		[{ allOf: [0] }, '/allOf/0'],
		[{ dependentRequired: { a: 'b' } }, '/dependentRequired'],
		[0, ''],
		[null, ''],
	];
	test.each(broken)('%j', (schema, pointer) => {
		const error = (() => {
			try {
				compileSchema(refTo(schema), 'request');
				return undefined;
			} catch (thrown) {
				return thrown;
			}
		})();
		expect(error).toBeInstanceOf(SchemaError);
		expect((error as SchemaError).pointer).toBe(`/components/schemas/Subject${pointer}`);
		expect((error as SchemaError).message).toContain('api.yaml /components/schemas/Subject');
		expect((error as SchemaError).place).toMatchObject({ line: 1 });
	});

	test('a good schema beside a broken one works, before and after', () => {
		const document = documentOf({
			Good: { type: 'string' },
			Bad: { properties: { g: { $ref: '#/components/schemas/Good' }, x: { type: 'x' } } },
		});
		expect(() => compileSchema(schemaOf(document, 'Bad'), 'request')).toThrow(SchemaError);
		expect(compileSchema(schemaOf(document, 'Good'), 'request')('')).toEqual([]);
		expect(() => compileSchema(schemaOf(document, 'Bad'), 'request')).toThrow(SchemaError);
	});
});

describe('readOnly and writeOnly', () => {
	const account = {
		type: 'object',
		required: ['id', 'secret', 'name'],
		properties: {
			id: { type: 'string', readOnly: true },
			secret: { $ref: '#/components/schemas/Secret' },
			name: { type: 'string' },
		},
	};
	const others = { Secret: { type: 'string', writeOnly: true } };
	const cases: [direction: 'request' | 'response', value: JsonObject, told: string[]][] = [
		['request', { secret: '', name: '' }, []],
		['request', { id: '', secret: '', name: '' }, []],
		['request', { id: '' }, ['required /secret is required', 'required /name is required']],
		['response', { id: '', name: '' }, []],
		['response', { name: '' }, ['required /id is required']],
		['response', { id: '', name: '', secret: '' }, ['writeOnly /secret is write-only: answers must not hold it']],
	];
	test.each(cases)('%s %j', (direction, value, told) => {
		expect(tell(account, value, others, direction)).toEqual(told);
	});

	test('required in one part of allOf counts the flag in another', () => {
		const schema: JsonValue = { allOf: [{ properties: { id: { readOnly: true } } }, { required: ['id', 'b'] }] };
		expect(tell(schema, {})).toEqual(['required /b is required']);
		expect(tell(schema, {}, {}, 'response')).toEqual(['required /id is required', 'required /b is required']);
	});

	test('required in what a part of allOf refers to counts the flag beside it', () => {
		const named: JsonObject = {
			Full: { type: 'object', required: ['id', 'b'], properties: { id: { type: 'string' }, b: { type: 'string' } } },
			Named: {
				allOf: [{ $ref: '#/components/schemas/Full' }, { properties: { own: { $ref: '#/components/schemas/Named' } } }],
			},
		};
		const flags = { properties: { id: { readOnly: true } } };
		for (const name of ['Full', 'Named']) {
			const reference = { $ref: `#/components/schemas/${name}` };
			const schemas: JsonObject[] = [
				{ allOf: [flags, reference] },
				{ allOf: [reference, flags] },
				{ ...reference, ...flags },
			];
			for (const schema of schemas) {
				expect(tell(schema, {}, named)).toEqual(['required /b is required']);
				expect(tell(schema, { b: 1 }, named)).toEqual(['type /b must be a string']);
				expect(tell(schema, {}, named, 'response')).toEqual(['required /id is required', 'required /b is required']);
			}
			expect(tell(reference, {}, named)).toEqual(['required /id is required', 'required /b is required']);
		}
	});
});

describe('alternatives of a oneOf that ask for the same', () => {
	const others: JsonObject = {
		Role: { type: 'string', description: 'of the list', 'x-known': ['A'] },
		Ref: { type: 'object', required: ['type', 'id'], properties: { id: { type: 'string', example: '1' } } },
		Title: { type: 'object', required: ['id', 'type'], properties: { id: { title: 'key', type: 'string' } } },
	};
	test.each<[schema: JsonObject, right: JsonValue, wrong: JsonValue, told: string]>([
		[
			{
				oneOf: [
					{ title: 'role', $ref: '#/components/schemas/Role' },
					{ type: 'string', title: 'id' },
				],
			},
			'x',
			0,
			'oneOf  must be a string',
		],
		[
			{ oneOf: ['Ref', 'Title', 'Role'].map((name) => ({ $ref: `#/components/schemas/${name}` })) },
			{ id: 'a', type: 'b' },
			{ id: 0, type: 'b' },
			'type /id must be a string',
		],
	])('count as one: %j', (schema, right, wrong, told) => {
		expect(tell(schema, right, others)).toEqual([]);
		expect(tell(schema, wrong, others)).toEqual([told]);
		expect(lintSchema(refTo(schema, others))).toMatchObject([
			{ code: 'schema.repeated', severity: 'warning', place: { pointer: '/components/schemas/Subject/oneOf/1' } },
		]);
	});

	const pet = {
		type: 'object',
		required: ['type'],
		properties: { type: { type: 'string' }, name: { type: 'string' } },
	};
	const named: JsonObject = {
		First: { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } },
		Second: { type: 'object', properties: { id: { type: 'integer' }, firstName: { type: 'string' } } },
		Pet: pet,
		Cat: {
			allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', properties: { meows: { type: 'boolean' } } }],
		},
		Dog: {
			allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', properties: { barks: { type: 'boolean' } } }],
		},
		Id: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string' } } },
		Closed: { ...pet, additionalProperties: false },
		Kinds: { type: 'object', required: ['type'], properties: { type: { enum: ['a'] } } },
	};
	const of = (...names: string[]): JsonObject => ({
		oneOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
	});
	const lists = (...names: string[]): JsonObject => ({
		oneOf: names.map((name) => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } })),
	});
	test.each<[schema: JsonObject, right: JsonValue[], wrong: JsonValue[]]>([
		[of('First', 'Second'), [{}, { id: 1, name: 'a' }, { id: 1, firstName: 'a' }], [{ id: 'x' }, 1]],
		[lists('First', 'Second'), [[], [{ id: 1, name: 'a' }], [{ firstName: 'a' }]], [[{ id: 'x' }], {}]],
		[
			of('Pet', 'Cat', 'Dog'),
			[{ type: 'a' }, { type: 'a', barks: true }, { type: 'a', meows: true }],
			[{}, { name: 'a' }],
		],
		[of('Cat', 'Dog', 'Pet'), [{ type: 'a' }, { type: 'a', meows: true }], [{}]],
		[of('Kinds', 'Pet'), [{ type: 'a' }, { type: 'b' }], [{ name: 'b' }]],
		[
			{ oneOf: [{ type: 'string', format: 'uuid' }, { type: 'string' }] },
			['a', '5cc34857-feb9-4c32-8d64-2d8d2a2c2d52'],
			[1],
		],
		[{ oneOf: [{ type: 'string' }, { type: 'string', enum: ['a', 'b'] }] }, ['a', 'x'], [1]],
	])('that fit whatever another asks for count as one with it: %j', (schema, right, wrong) => {
		for (const value of right) expect(tell(schema, value, named)).toEqual([]);
		for (const value of wrong) expect(tell(schema, value, named)).not.toEqual([]);
	});

	test.each<[schema: JsonObject, wrong: JsonValue]>([
		[{ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1, b: 1 }],
		[
			{
				oneOf: [
					{ type: 'integer', minimum: 1 },
					{ type: 'integer', maximum: 9 },
				],
			},
			5,
		],
		[of('Pet', 'Id'), { id: 1, name: 'a', type: 'b' }],
		[{ oneOf: [{ type: 'integer' }, { minimum: 2 }] }, 3],
	])('are several where neither is of the other: %j', (schema, wrong) => {
		expect(tell(schema, wrong, named)).not.toEqual([]);
	});

	test('keep their own where what is closed tells them apart', () => {
		expect(tell(of('Closed', 'Cat'), { type: 'a', meows: true }, named)).toEqual([]);
	});

	const one = (name: string): JsonObject => {
		const [type = '', format] = name.split('/');
		return format === undefined ? { type } : { type, format };
	};
	test.each<[branches: string[], right: JsonValue[], wrong: JsonValue[]]>([
		[['number/float', 'number/double'], [5, 5.5, 1e39], ['5']],
		[['number/double', 'number/float'], [5, 1e39], ['5']],
		[
			['integer', 'number'],
			[5, 5.5],
			['5', null],
		],
		[['number', 'integer', 'string'], [5, 5.5, 'x'], [true]],
		[
			['integer/int32', 'integer/int64'],
			[5, 2 ** 40],
			[5.5, 2 ** 70],
		],
		[['integer/int64', 'integer/int32', 'number/float', 'number/double', 'number'], [5, 2 ** 70, 0.5], [null]],
		[['string', 'integer/int32', 'integer'], [5, 2 ** 40, 'x'], [5.5]],
	])('count as one where numbers differ in their width alone: %j', (branches, right, wrong) => {
		const schema: JsonObject = { oneOf: branches.map(one) };
		for (const value of right) expect(tell(schema, value), String(value)).toEqual([]);
		for (const value of wrong) expect(tell(schema, value), String(value)).not.toEqual([]);
	});

	test('are two where numbers differ in more than their width', () => {
		const schema: JsonObject = { oneOf: [{ type: 'integer' }, { type: 'number', minimum: 2 }] };
		expect(tell(schema, 5)).toEqual(['oneOf  must fit exactly one of 2 alternatives, and fits 1 and 2']);
		expect(tell(schema, 1)).toEqual([]);
		expect(lintSchema(refTo(schema))).toEqual([]);
	});

	test('are two where properties have the names of remarks', () => {
		const having = (name: string): JsonObject => ({ required: [name], properties: { [name]: {} } });
		const schema: JsonObject = { oneOf: [having('title'), having('description')] };
		expect(tell(schema, { title: 1, description: 2 })).toEqual([
			'oneOf  must fit exactly one of 2 alternatives, and fits 1 and 2',
		]);
		expect(lintSchema(refTo(schema))).toEqual([]);
	});
});

describe('a discriminator', () => {
	const pets: JsonObject = {
		Pet: {
			type: 'object',
			required: ['kind'],
			properties: { kind: { type: 'string' } },
			oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
			discriminator: { propertyName: 'kind' },
		},
		Cat: {
			allOf: [
				{ $ref: '#/components/schemas/Pet' },
				{ required: ['lives'], properties: { lives: { type: 'integer' } } },
			],
		},
		Dog: {
			allOf: [{ $ref: '#/components/schemas/Pet' }, { required: ['bark'], properties: { bark: { type: 'boolean' } } }],
		},
	};
	const pet = { $ref: '#/components/schemas/Pet' };

	test('without mapping goes by the names of the schemas; heirs that refer back to their base do not hang', () => {
		expect(tell(pet, { kind: 'Cat', lives: 0 }, pets)).toEqual([]);
		expect(tell(pet, { kind: 'Cat' }, pets)).toEqual(['required /lives is required']);
		expect(tell(pet, { kind: 'cow' }, pets)).toEqual(['enum /kind must be one of Cat, Dog']);
		expect(tell(pet, {}, pets)).toEqual(['required /kind is required']);
		expect(tell(pet, 0, pets)).toEqual(['type  must be an object']);
		expect(tell({ $ref: '#/components/schemas/Cat' }, { kind: 'Cat' }, pets)).toEqual(['required /lives is required']);
	});

	test.each([
		['pointers', { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' }],
		['names', { cat: 'Cat', dog: 'Dog' }],
	])('with a mapping to %s', (_what, mapping) => {
		const others = {
			...pets,
			Pet: { ...(pets['Pet'] as JsonObject), discriminator: { propertyName: 'kind', mapping } },
		};
		expect(tell(pet, { kind: 'dog', bark: false }, others)).toEqual([]);
		expect(tell(pet, { kind: 'dog' }, others)).toEqual(['required /bark is required']);
		expect(tell(pet, { kind: 'Dog', bark: false }, others)).toEqual(['enum /kind must be one of cat, dog']);
	});

	test('goes by const where the branches stand inline, and leaves branches without a name to themselves', () => {
		const schema: JsonValue = {
			anyOf: [
				{ type: 'object', properties: { kind: { const: 'a' } }, required: ['x'] },
				{ type: 'object', properties: { kind: { enum: ['b'] } }, required: ['y'] },
				{ type: 'null' },
			],
			discriminator: { propertyName: 'kind' },
		};
		expect(tell(schema, { kind: 'a' })).toEqual(['required /x is required']);
		expect(tell(schema, { kind: 'b', y: 0 })).toEqual([]);
		expect(tell(schema, null)).toEqual([]);
		expect(tell(schema, 0)).toEqual(['anyOf  must be null']);
	});

	test('goes by what the property may be, also where another schema says it', () => {
		const kinds = { Kinds: { type: 'string', enum: ['big', 'small'] }, Big: { const: 'big' } };
		const branch = (kind: JsonValue, needed: string): JsonObject => ({
			type: 'object',
			required: ['kind', needed],
			properties: { kind },
		});
		const refs = [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }];
		const schema = { oneOf: refs, discriminator: { propertyName: 'kind' } };
		const all = {
			...kinds,
			A: branch({ $ref: '#/components/schemas/Kinds' }, 'x'),
			B: branch({ enum: ['none'] }, 'y'),
		};
		expect(tell(schema, { kind: 'none' }, all)).toEqual(['required /y is required']);
		const one = { ...all, A: branch({ $ref: '#/components/schemas/Big' }, 'x') };
		expect(tell(schema, { kind: 'big' }, one)).toEqual(['required /x is required']);
		const none = { ...all, B: branch({ $ref: '#/components/schemas/Kinds' }, 'y') };
		expect(tell(schema, { kind: 'small', x: 0 }, none)).toEqual([]);
	});

	test.each<JsonValue>([{}, { propertyName: 0 }, 'kind', { propertyName: 'kind', mapping: { a: 0 } }])(
		'that is none (%j) changes nothing',
		(discriminator) => {
			const schema = { oneOf: [{ type: 'string' }, { type: 'integer' }], discriminator };
			expect(tell(schema, 0)).toEqual([]);
			expect(tell(schema, null)).toEqual(['oneOf  must be a string or an integer']);
		},
	);
});

describe('names that every object inherits', () => {
	const schema = JSON.parse(
		'{"type":"object","required":["__proto__","constructor"],"additionalProperties":false,' +
			'"properties":{"__proto__":{"type":"string"},"constructor":{"type":"integer"},"toString":{"type":"null"}}}',
	) as JsonValue;
	test.each([
		['{}', ['required /__proto__ is required', 'required /constructor is required']],
		['{"__proto__":"","constructor":0}', []],
		['{"__proto__":0,"constructor":0}', ['type /__proto__ must be a string']],
		['{"__proto__":"","constructor":0,"toString":0}', ['type /toString must be null']],
		['{"__proto__":"","constructor":0,"valueOf":0}', ['additionalProperties /valueOf is not allowed here']],
	])('%s', (text, told) => {
		expect(tell(schema, JSON.parse(text))).toEqual(told);
	});

	test('an own __proto__ is a property like any other', () => {
		expect(tell({ additionalProperties: false }, JSON.parse('{"__proto__":{}}'))).toEqual([
			'additionalProperties /__proto__ is not allowed here',
		]);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});
});

describe('bounds', () => {
	test('a megabyte of objects is checked for uniqueness in time that grows with it', () => {
		const items = Array.from({ length: 40_000 }, (_, index) => ({ id: index, name: 'order' }));
		const validate = compileSchema(refTo({ uniqueItems: true }), 'request');
		const startedMs = cpuMs();
		expect(validate(items)).toEqual([]);
		expect(validate([...items, { name: 'order', id: 0 }])).toHaveLength(1);
		expect(cpuMs() - startedMs).toBeLessThan(2000);
	});

	test('half a million wrong items do not take seconds', () => {
		const validate = compileSchema(refTo({ items: { type: 'string' } }), 'request');
		const startedMs = cpuMs();
		expect(validate(new Array(500_000).fill(1))).toHaveLength(20);
		expect(cpuMs() - startedMs).toBeLessThan(3000);
	});

	test.each<[string, JsonValue]>([
		['behind a reference', { items: { $ref: '#/components/schemas/Tree' } }],
		['in a union', { items: { oneOf: [{ $ref: '#/components/schemas/Tree' }, { type: 'string' }] } }],
		['behind a discriminator', { items: { $ref: '#/components/schemas/Named' } }],
	])('nor do 20,000 wrong ones %s, whose schema refers to itself', (_place, schema) => {
		const tree = {
			type: 'object',
			required: ['kind'],
			properties: { kind: { const: 1 }, left: { $ref: '#/components/schemas/Tree' } },
		};
		const named = {
			oneOf: [{ $ref: '#/components/schemas/Tree' }],
			discriminator: { propertyName: 'kind', mapping: { tree: '#/components/schemas/Tree' } },
		};
		const validate = compileSchema(refTo(schema, { Tree: tree, Named: named }), 'request');
		const startedMs = cpuMs();
		expect(validate(new Array(20_000).fill({ kind: 'tree', left: 1 }))).toHaveLength(20);
		expect(cpuMs() - startedMs).toBeLessThan(2000);
	});

	test('a schema is compiled once for each direction', () => {
		const subject = refTo({ type: 'string' });
		expect(compileSchema(subject, 'request')).toBe(compileSchema(subject, 'request'));
		expect(compileSchema({ ...subject }, 'request')).toBe(compileSchema(subject, 'request'));
		expect(compileSchema(subject, 'response')).not.toBe(compileSchema(subject, 'request'));
	});
});

describe('lint', () => {
	test('warns of formats that nobody checks and patterns with a time limit, once', () => {
		const subject = refTo({
			properties: { a: { format: 'made-up' }, b: { pattern: '(?=(a+)+$)' }, c: { format: 'password' } },
		});
		expect(lintSchema(subject).map(({ code, severity, place }) => [code, severity, place.pointer])).toEqual([
			['schema.format', 'warning', '/components/schemas/Subject/properties/a/format'],
			['schema.pattern', 'warning', '/components/schemas/Subject/properties/b/pattern'],
		]);
		expect(lintSchema(subject)).toEqual([]);
	});

	test('reports a schema that is none, and a circle that says nothing', () => {
		expect(lintSchema(refTo({ type: 'x' }))).toMatchObject([{ code: 'schema.invalid', severity: 'error' }]);
		expect(lintSchema(refTo({ $ref: '#/components/schemas/Subject' }))).toMatchObject([{ code: 'schema.circular' }]);
		expect(lintSchema(refTo({ type: 'string' }))).toEqual([]);
	});
});
