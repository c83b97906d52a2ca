import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateValue } from '../../../mock/answer/generate.ts';
import { compileSchema, type JsonObject, type JsonValue, viewSchema } from '../../../spec/index.ts';
import { prepareForLint } from '../../../spec/validate/validator.ts';
import { refTo } from '../../spec/schema-document.ts';
import { cpuMs } from '../../support/cpu.ts';

const NOW_MS = Date.parse('2026-01-15T09:00:00Z');

function generate(
	schema: JsonValue,
	others: JsonObject = {},
	options: Partial<Parameters<typeof generateValue>[0]> = {},
) {
	return generateValue({
		view: viewSchema(refTo(schema, others)),
		seed: 1,
		nowMs: NOW_MS,
		direction: 'response',
		...options,
	});
}

const TREE = {
	type: 'object',
	required: ['name'],
	properties: {
		name: { type: 'string' },
		parent: { $ref: '#/components/schemas/Tree' },
		children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
	},
};
const CELL = { type: 'object', properties: { x: { type: 'integer' } } };
const VIEWED = { allOf: [CELL, { type: 'object', properties: { view: { type: 'object', required: ['kind'] } } }] };
/** A board whose cells say more than those of another board: who fits one fits both, but for a cell with a strange view. */
const boards = (...cells: JsonObject[]): JsonObject => ({
	oneOf: cells.map((items) => ({
		type: 'object',
		properties: { name: { type: 'string' }, cells: { type: 'array', items } },
	})),
});
const PETS: JsonObject = {
	Pet: {
		oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
		discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: '#/components/schemas/Dog' } },
	},
	Base: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } },
	Cat: {
		allOf: [{ $ref: '#/components/schemas/Base' }, { required: ['lives'], properties: { lives: { type: 'integer' } } }],
	},
	Dog: {
		allOf: [{ $ref: '#/components/schemas/Base' }, { required: ['bark'], properties: { bark: { type: 'boolean' } } }],
	},
};

describe('a value is generated for', () => {
	const schemas: [what: string, schema: JsonValue, others?: JsonObject][] = [
		['anything', true],
		['an empty schema', {}],
		['null', { type: 'null' }],
		['a boolean', { type: 'boolean' }],
		['falsy constants', { enum: [0, '', false, null] }],
		['const 0', { const: 0 }],
		['const null', { const: null }],
		['an empty string', { type: 'string', maxLength: 0 }],
		['a list of types', { type: ['integer', 'null'] }],
		['a whole number in a narrow range', { type: 'integer', minimum: 7, maximum: 7 }],
		['exclusive limits', { type: 'integer', exclusiveMinimum: 1, exclusiveMaximum: 3 }],
		['a narrow fraction', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.001 }],
		['negative numbers', { type: 'number', maximum: -5 }],
		['multiples', { type: 'number', multipleOf: 0.01, minimum: 0.05, maximum: 0.09 }],
		['two multiples', { allOf: [{ type: 'integer', multipleOf: 4 }, { multipleOf: 6 }] }],
		['a wide whole number', { type: 'integer', minimum: 1e12 }],
		['int32', { type: 'integer', format: 'int32', minimum: 2_147_483_647 }],
		['a pattern', { type: 'string', pattern: '^[A-Z]{2}\\d{3,5}(-[a-f]+)?$' }],
		['a pattern with a length', { type: 'string', pattern: '^[a-z]+$', minLength: 30, maxLength: 31 }],
		['a pattern without anchors', { type: 'string', pattern: 'x', minLength: 12 }],
		['a pattern with a lookahead', { type: 'string', pattern: '^(?=.*\\d)[a-z\\d]{12,}$' }],
		['a format and a pattern', { type: 'string', format: 'uuid', pattern: '^[0-9a-f-]{36}$' }],
		['a unicode class', { type: 'string', pattern: '^\\p{Lu}\\p{Ll}+$' }],
		['a long string', { type: 'string', minLength: 5000 }],
		['a list', { type: 'array', items: { type: 'string' }, minItems: 3, maxItems: 3 }],
		['a list without items', { type: 'array' }],
		['unique items', { type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true, minItems: 3 }],
		[
			'prefix items',
			{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
		],
		['contains', { type: 'array', items: { type: 'integer' }, contains: { const: 5 }, minContains: 2 }],
		['a nullable union', { oneOf: [{ type: 'null' }, { type: 'string' }] }],
		['exactly one of', { oneOf: [{ type: 'integer' }, { type: 'number', maximum: 3 }] }],
		['exactly one of two that ask for the same', { oneOf: [{ type: 'string', title: 'a' }, { type: 'string' }] }],
		[
			'exactly one of two lengths',
			{
				oneOf: [
					{ type: 'string', maxLength: 10 },
					{ type: 'string', minLength: 5 },
				],
			},
		],
		[
			'exactly one of two lists',
			{
				oneOf: [
					{ type: 'array', minItems: 1 },
					{ type: 'array', items: { type: 'string' } },
				],
			},
		],
		[
			'exactly one of two ranges',
			{
				oneOf: [
					{ type: 'integer', minimum: 3 },
					{ type: 'integer', maximum: 2000 },
				],
			},
		],
		[
			'exactly one of three lengths',
			{
				oneOf: [
					{ type: 'string', minLength: 2 },
					{ type: 'string', maxLength: 4 },
					{ type: 'string', maxLength: 9 },
				],
			},
		],
		['exactly one of two that differ deep inside', boards(CELL, VIEWED)],
		['the same two the other way round', boards(VIEWED, CELL)],
		[
			'allOf',
			{ allOf: [{ properties: { a: { type: 'string' } } }, { required: ['a'], properties: { a: { maxLength: 2 } } }] },
		],
		[
			'one of two required',
			{ type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }], properties: { a: { type: 'null' } } },
		],
		[
			'if and then',
			JSON.parse(
				'{"type":"object","properties":{"a":{"enum":[1,2]}},"required":["a"],"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]}}',
			),
		],
		['a map', { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 3 }],
		[
			'a map with patterns',
			{
				type: 'object',
				patternProperties: { '^x-': { type: 'integer' } },
				additionalProperties: false,
				minProperties: 2,
			},
		],
		['names with a rule', { type: 'object', propertyNames: { pattern: '^[a-z]{4}$' }, minProperties: 2 }],
		['few properties', { type: 'object', properties: { a: true, b: true, c: true }, maxProperties: 1 }],
		['required without a description', { type: 'object', required: ['a', 'b'] }],
		[
			'dependent properties',
			{ type: 'object', properties: { a: true, b: true }, required: ['a'], dependentRequired: { a: ['b'] } },
		],
		['dependent schemas', { type: 'object', required: ['a'], dependentSchemas: { a: { required: ['c'] } } }],
		[
			'a closed composition',
			{ allOf: [{ properties: { a: { type: 'string' } } }], properties: { b: true }, unevaluatedProperties: false },
		],
		[
			'inherited names',
			JSON.parse(
				'{"type":"object","required":["__proto__","constructor"],"properties":{"__proto__":{"type":"integer"}}}',
			),
		],
		['a circle', TREE, { Tree: TREE }],
		['a discriminator', { $ref: '#/components/schemas/Pet' }, PETS],
		['a self reference that says nothing', { $ref: '#/components/schemas/Subject' }],
		['nullable, as OpenAPI 3.0 has it', { type: 'string', nullable: true }],
		['not', { type: 'integer', minimum: 1, maximum: 3, not: { const: 2 } }],
		['a short email', { type: 'string', format: 'email', maxLength: 6 }],
		['a long email', { type: 'string', format: 'email', minLength: 150 }],
		['an email of one length', { type: 'string', format: 'email', minLength: 20, maxLength: 20 }],
		['a short address', { type: 'string', format: 'uri', maxLength: 11 }],
		['the shortest address', { type: 'string', format: 'uri', maxLength: 4 }],
		['a long address', { type: 'string', format: 'uri', minLength: 300 }],
		['a short address of four bytes', { type: 'string', format: 'ipv4', maxLength: 7 }],
		['a short address of sixteen bytes', { type: 'string', format: 'ipv6', maxLength: 3 }],
		['a moment with milliseconds', { type: 'string', format: 'date-time', minLength: 24, maxLength: 24 }],
		['a moment with an offset', { type: 'string', format: 'date-time', minLength: 25, maxLength: 25 }],
		['a moment of a length', { type: 'string', format: 'date-time', minLength: 26, maxLength: 28 }],
		['a long time', { type: 'string', format: 'time', minLength: 13 }],
		['a short time', { type: 'string', format: 'time', maxLength: 9 }],
		['a short duration', { type: 'string', format: 'duration', maxLength: 3 }],
		['a long duration', { type: 'string', format: 'duration', minLength: 6 }],
		['a short host', { type: 'string', format: 'hostname', maxLength: 5 }],
		['a long host', { type: 'string', format: 'hostname', minLength: 100, maxLength: 110 }],
		['base64 of a length', { type: 'string', format: 'byte', minLength: 100 }],
		['short base64', { type: 'string', contentEncoding: 'base64', maxLength: 4 }],
		['digits of a length', { type: 'string', format: 'int64', minLength: 18, maxLength: 18 }],
		['a uuid that begins so', { type: 'string', format: 'uuid', pattern: '^ab' }],
		['a uuid of a version', { type: 'string', format: 'uuid', pattern: '^.{14}7' }],
		['a pattern with a back-reference', { type: 'string', pattern: '^([a-z]+)-\\1$' }],
		['a pattern with a named one', { type: 'string', pattern: '^(?<mark>["\'])[a-z]{2,4}\\k<mark>$' }],
		['a pattern with a group in another', { type: 'string', pattern: '^((a|b)c)\\2\\1$' }],
		['a password', { type: 'string', pattern: '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w\\s]).{8,}$' }],
		[
			'one of two required',
			{
				type: 'object',
				properties: { a: { type: 'string' }, b: { type: 'string' } },
				oneOf: [{ required: ['a'] }, { required: ['b'] }],
			},
		],
		[
			'one of several sets of required',
			{
				type: 'object',
				properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } },
				oneOf: [{ required: ['a', 'b'] }, { required: ['b', 'c'] }, { required: ['a', 'c'] }],
			},
		],
		[
			'branches of which one allows more',
			{
				oneOf: [
					{ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
					{
						type: 'object',
						properties: { a: { type: 'string' }, b: { type: 'integer' } },
						additionalProperties: false,
					},
				],
			},
		],
		[
			'branches that take each other’s objects',
			{
				oneOf: [
					{ type: 'object', properties: { a: { type: 'string' } } },
					{ type: 'object', properties: { b: { type: 'string' } } },
				],
			},
		],
		[
			'such branches one level deeper',
			{
				type: 'object',
				required: ['in'],
				properties: {
					in: {
						oneOf: [
							{ type: 'object', properties: { a: { type: 'boolean' } } },
							{ type: 'object', properties: { b: { type: 'integer' } } },
						],
					},
				},
			},
		],
		['not a type', { not: { type: 'string' } }],
		['not one of two types', { type: ['string', 'integer'], not: { type: 'string' } }],
		['not from a number on', { type: 'integer', not: { minimum: 5 } }],
		['not up to a number', { type: 'number', not: { type: 'number', maximum: 5000 } }],
		['not so short', { type: 'string', not: { maxLength: 40 } }],
		['not so long', { type: 'array', minItems: 1, items: { type: 'string' }, not: { minItems: 2 } }],
		['not some values', { type: 'string', enum: ['a', 'b', 'c'], not: { enum: ['a', 'b'] } }],
		[
			'not a property',
			{ type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, not: { required: ['a'] } },
		],
		[
			'not a property of two',
			{
				type: 'object',
				properties: { a: { type: 'string' }, b: { type: 'string' } },
				not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
			},
		],
		[
			'not two properties together',
			{
				type: 'object',
				required: ['a'],
				properties: { a: { type: 'string' }, b: { type: 'string' } },
				not: { required: ['a', 'b'] },
			},
		],
	];
	const variants = [undefined, 'minimal', 'maximal', 'seeded', 'sample'] as const;
	test.each(schemas)('%s', (_what, schema, others) => {
		const validate = compileSchema(refTo(schema, others), 'response');
		for (const variant of variants) {
			for (const seed of [0, 1, 4_294_967_295]) {
				const made = generate(schema, others, { variant, seed });
				expect(made).toMatchObject({ ok: true });
				expect(made.ok && validate(made.value)).toEqual([]);
			}
		}
	});

	const formats =
		'date-time date time duration uuid email hostname ipv4 ipv6 uri url uri-reference uri-template json-pointer json-pointer-uri-fragment relative-json-pointer regex byte base64url char password binary made-up';
	test.each(formats.split(' '))('the format %s', (format) => {
		expect(generate({ type: 'string', format })).toMatchObject({ ok: true });
	});
});

describe('what cannot be generated is said with its pointer', () => {
	test.each<[schema: JsonValue, pointer: string]>([
		[false, '/components/schemas/Subject'],
		[{ type: 'object', required: ['a'], properties: { a: false } }, '/components/schemas/Subject/properties/a'],
		[{ type: 'integer', minimum: 3, maximum: 2 }, '/components/schemas/Subject'],
		[{ type: 'string', minLength: 1e9 }, '/components/schemas/Subject'],
		[{ type: 'array', minItems: 1e9 }, '/components/schemas/Subject'],
		[{ type: 'object', minProperties: 1e9 }, '/components/schemas/Subject'],
		[{ allOf: [{ type: 'string' }, { type: 'integer' }] }, '/components/schemas/Subject'],
		[{ type: 'strang' }, '/components/schemas/Subject/type'],
		[{ type: 'array', items: { const: 1 }, uniqueItems: true, minItems: 2 }, '/components/schemas/Subject'],
		[
			{ type: 'object', required: ['me'], properties: { me: { $ref: '#/components/schemas/Subject' } } },
			'/components/schemas/Subject/properties/me',
		],
	])('%j', (schema, pointer) => {
		const made = generate(schema);
		expect(made).toMatchObject({ ok: false, pointer });
		expect(!made.ok && made.reason).toMatch(/\w/);
	});

	test('in a bounded time, however wide the schema branches', () => {
		const wide: JsonObject = { type: 'object', properties: {}, required: [] };
		for (let index = 0; index < 20; index += 1) {
			(wide['properties'] as JsonObject)[`p${index}`] = {
				type: 'array',
				minItems: 20,
				items: { $ref: '#/components/schemas/Next' },
			};
			(wide['required'] as string[]).push(`p${index}`);
		}
		const startedMs = cpuMs();
		const made = generate(wide, { Next: { ...wide, properties: { ...(wide['properties'] as JsonObject) } } });
		expect(made).toMatchObject({ ok: false });
		expect(cpuMs() - startedMs).toBeLessThan(3000);
	});

	test('at the least, where there is no time for more', () => {
		const names = Array.from({ length: 8 }, (_, index) => `p${index}`);
		const levels = Array.from({ length: 6 }, (_, depth): [string, JsonObject] => {
			const items: JsonObject = depth === 5 ? { type: 'integer' } : { $ref: `#/components/schemas/Level${depth + 1}` };
			const properties = Object.fromEntries(names.map((name) => [name, { type: 'array', items }]));
			return [`Level${depth}`, { type: 'object', required: names, properties }];
		});
		const [[, first] = ['', {}], ...others] = levels;
		const made = generate(first, Object.fromEntries(others), { maxMs: 0 });
		expect(made).toMatchObject({ ok: true, value: { p0: expect.any(Array) } });
	});
});

describe('generated data', () => {
	const person = {
		type: 'object',
		required: ['email', 'city', 'country_code', 'phone', 'createdAt', 'expires_at', 'price', 'order_id'],
		properties: {
			email: { type: 'string', format: 'email' },
			city: { type: 'string' },
			country_code: { type: 'string', pattern: '^[A-Z]{2}$' },
			phone: { type: 'string', maxLength: 20 },
			createdAt: { type: 'string', format: 'date-time' },
			expires_at: { type: 'string', format: 'date-time' },
			price: { type: 'number' },
			order_id: { type: 'string' },
		},
	};

	test('is the same for the same seed, and another for another', () => {
		expect(generate(person)).toEqual(generate(person));
		expect(generate(person)).not.toEqual(generate(person, {}, { seed: 2 }));
	});

	test('suits the names of its properties, and the time it is made at', () => {
		const made = generate(person);
		const value = (made.ok ? made.value : {}) as Record<string, string>;
		expect(value['email']).toMatch(/@example\./);
		expect(value['phone']).toMatch(/^\+1555/);
		expect(value['order_id']).toMatch(/^[\da-f]{8}-/);
		const created = Date.parse(value['createdAt'] as string);
		expect(NOW_MS - created).toBeGreaterThan(0);
		expect(NOW_MS - created).toBeLessThan(32 * 86_400_000);
		expect(Date.parse(value['expires_at'] as string)).toBeGreaterThan(NOW_MS);
	});

	test('takes examples and defaults that fit, unless it is to be dynamic', () => {
		const schema = {
			type: 'object',
			required: ['a', 'b', 'c', 'd'],
			properties: {
				a: { type: 'string', examples: ['', 'x'] },
				b: { type: 'integer', default: 0 },
				c: { type: 'boolean', example: false },
				d: { type: ['string', 'null'], examples: [null] },
			},
		};
		expect(generate(schema)).toEqual({ ok: true, value: { a: '', b: 0, c: false, d: null } });
		expect(generate(schema, {}, { dynamic: true })).not.toEqual(generate(schema));
		const wrong = { type: 'integer', example: 'no number' };
		expect(generate(wrong)).toMatchObject({ ok: true, value: expect.any(Number) });
	});

	test('loses no more than the examples that do not fit', () => {
		const late = { type: 'string', format: 'date-time', example: '2026-01-15T09:00:00' };
		const named = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, { type: 'object', properties: { at: late } }]);
		const properties = { ...Object.fromEntries(named), name: { type: 'string', example: 'Ada' } };
		// No time for another attempt that has examples.
		const made = generate({ type: 'object', properties }, {}, { maxMs: -1 });
		expect(made).toMatchObject({ ok: true, value: { name: 'Ada', f: { at: expect.stringMatching(/Z$/) } } });
	});

	test('is about as large as it is to be, where everything holds everything', () => {
		const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
		const many = (name: string) => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } });
		const properties = Object.fromEntries(names.map((name) => [name.toLowerCase(), many(name)]));
		const schemas = Object.fromEntries(names.map((name) => [name, { type: 'object', properties }]));
		const made = generate({ $ref: '#/components/schemas/A' }, schemas, { usualValues: 100 });
		const text = JSON.stringify(made.ok && made.value);
		expect([made.ok, text.length > 100, text.length < 5000]).toEqual([true, true, true]);
	});

	test('has its moments in their order', () => {
		const moment = { type: 'string', format: 'date-time' };
		const day = { type: 'string', format: 'date' };
		const names = { createdAt: moment, updatedAt: moment, end_date: day, start_date: day, valid_from: day };
		for (let seed = 1; seed <= 20; seed++) {
			const made = generate({ type: 'object', properties: names }, {}, { seed });
			const value = (made.ok && made.value) as Record<string, string>;
			expect(Object.keys(value)).toEqual(Object.keys(names));
			expect((value['createdAt'] as string) <= (value['updatedAt'] as string)).toBe(true);
			expect((value['start_date'] as string) <= (value['end_date'] as string)).toBe(true);
		}
		const last = { ...day, example: '2020-01-01' };
		const told = { type: 'object', properties: { start_date: day, end_date: last } };
		expect(generate(told)).toMatchObject({ value: { end_date: '2020-01-01' } });
		expect(generate(told, {}, { dynamic: true })).not.toMatchObject({ value: { end_date: '2020-01-01' } });
		for (let seed = 1; seed <= 20; seed++) {
			const made = generate(told, {}, { dynamic: true, seed });
			const value = (made.ok && made.value) as Record<string, string>;
			expect((value['start_date'] as string) <= (value['end_date'] as string)).toBe(true);
		}
	});

	test.each([
		['min_price', 'max_price'],
		['priceMax', 'priceMin'].reverse(),
		['from', 'to'],
		['lower', 'upper'],
		['rangeStart', 'rangeEnd'],
	])('has %s at %s at most', (least, most) => {
		const properties = { [most as string]: { type: 'number' }, [least as string]: { type: 'number' } };
		for (let seed = 1; seed <= 20; seed++) {
			const made = generate({ type: 'object', required: [least, most], properties }, {}, { seed });
			const value = (made.ok && made.value) as Record<string, number>;
			expect(value[least as string]).toBeLessThanOrEqual(value[most as string] as number);
		}
	});

	test('keeps bounds within their own limits', () => {
		const properties = { min: { type: 'integer', minimum: 50 }, max: { type: 'integer', maximum: 40 } };
		const made = generate({ type: 'object', required: ['min', 'max'], properties });
		const { min, max } = (made.ok && made.value) as Record<string, number>;
		expect([Number(min) >= 50, Number(max) <= 40]).toEqual([true, true]);
	});

	test('comes bare or full, as the variant says', () => {
		const schema = {
			type: 'object',
			required: ['a', 'n'],
			properties: {
				a: { type: 'array', items: { type: 'integer' } },
				n: { type: ['string', 'null'] },
				o: { type: 'integer' },
			},
		};
		expect(generate(schema, {}, { variant: 'minimal' })).toEqual({ ok: true, value: { a: [], n: null } });
		const full = generate(schema, {}, { variant: 'maximal' });
		expect(full).toEqual({
			ok: true,
			value: { a: [expect.any(Number), expect.any(Number)], n: expect.any(String), o: expect.any(Number) },
		});
	});

	test('leaves out what its direction leaves out', () => {
		const schema = {
			type: 'object',
			required: ['id', 'secret'],
			properties: { id: { type: 'string', readOnly: true }, secret: { type: 'string', writeOnly: true } },
		};
		expect(Object.keys((generate(schema) as { value: object }).value)).toEqual(['id']);
		expect(Object.keys((generate(schema, {}, { direction: 'request' }) as { value: object }).value)).toEqual([
			'secret',
		]);
	});

	test('ends a circle by leaving out what may be left out', () => {
		const made = generate(TREE, { Tree: TREE }, { variant: 'maximal' });
		expect(JSON.stringify(made).length).toBeLessThan(2000);
	});
});

/** Schemas of a bounded size with every keyword that the generator knows. */
const { schema: anySchema } = fc.letrec<{ schema: JsonValue }>((tie) => {
	const count = fc.integer({ min: 0, max: 4 });
	const name = fc.constantFrom('a', 'b', 'email', '__proto__', 'constructor', 'created_at');
	const optional = <T>(shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<T> =>
		fc.record(shape, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<T>;
	const object = fc
		.tuple(
			fc.array(fc.tuple(name, tie('schema')), { maxLength: 4 }),
			optional<JsonObject>({
				required: fc.uniqueArray(name, { maxLength: 3 }),
				additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
				minProperties: count,
				maxProperties: count,
			}),
		)
		.map(([entries, rest]) => ({ type: 'object', properties: Object.fromEntries(entries) as JsonObject, ...rest }));
	const list = optional<JsonObject>({
		items: tie('schema'),
		prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
		minItems: count,
		maxItems: count,
		uniqueItems: fc.boolean(),
		contains: tie('schema'),
	}).map((rest) => ({ type: 'array', ...rest }));
	const text = optional<JsonObject>({
		minLength: count,
		maxLength: count,
		format: fc.constantFrom('uuid', 'date', 'email', 'duration'),
		pattern: fc.constantFrom('^[a-z]*$', '^\\d{2,3}$', 'x', '^(a|bc)+$'),
		examples: fc.array(fc.constantFrom('', 'abc', 0), { maxLength: 1 }),
	}).map((rest) => ({ type: 'string', ...rest }));
	const number = optional<JsonObject>({
		type: fc.constantFrom('integer', 'number'),
		minimum: fc.integer({ min: -5, max: 5 }),
		exclusiveMaximum: fc.integer({ min: -5, max: 9 }),
		multipleOf: fc.constantFrom(1, 0.5, 3),
	});
	const union = fc.tuple(
		fc.constantFrom('oneOf', 'anyOf', 'allOf'),
		fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
	);
	return {
		schema: fc.oneof(
			{ maxDepth: 3, depthSize: 'small' },
			fc.constantFrom<JsonValue>(
				true,
				{},
				{ type: 'null' },
				{ type: 'boolean' },
				{ enum: [0, '', false, null] },
				{ const: [] },
			),
			text,
			number,
			fc.constant({ $ref: '#/components/schemas/Subject' }),
			object,
			list,
			union.map(([keyword, branches]) => ({ [keyword]: branches }) as JsonObject),
			tie('schema').map((inner) => ({ not: inner }) as JsonObject),
		) as fc.Arbitrary<JsonValue>,
	};
});

test('whatever the schema, a generated value fits it, or the generator says that it found none', {
	timeout: 60_000,
}, () => {
	let made = 0;
	let refused = 0;
	fc.assert(
		fc.property(anySchema, fc.integer(), (schema, seed) => {
			const copy = JSON.parse(JSON.stringify(schema)) as JsonValue;
			const found = generate(copy, {}, { seed, variant: seed % 2 === 0 ? 'seeded' : undefined });
			if (found.ok) {
				made += 1;
				const ref = refTo(copy);
				prepareForLint(ref.document);
				expect(compileSchema(ref, 'response')(JSON.parse(JSON.stringify(found.value)))).toEqual([]);
			} else {
				refused += 1;
				expect(found.pointer).toMatch(/^\/components/);
			}
		}),
		{ numRuns: 300 },
	);
	expect(made).toBeGreaterThan(refused);
});
