// A blemish costs a warning and at most the operation that has it; never the whole document.

import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	compileSchema,
	type FileFinding,
	type JsonObject,
	type JsonValue,
	lintDocuments,
	loadDocument,
	loadDocuments,
	type Operation,
	type SchemaRef,
} from '../../../spec/index.ts';
import { makeDocument, makeOperation, readTolerantly, writeFolder } from './documents.ts';

const JSON_OF = (schema: JsonValue): JsonObject => ({
	responses: { 200: { description: '', content: { 'application/json': { schema } } } },
});

/** A document whose one answer has this schema. */
function withSchema(schema: JsonValue, schemas: JsonObject = {}): JsonObject {
	return makeDocument({ '/orders': { get: JSON_OF(schema) } }, { components: { schemas } });
}

function answerSchema(operation: Operation | undefined): SchemaRef {
	return operation?.responses.get('200')?.mediaTypes[0]?.schema as SchemaRef;
}

const codesOf = (findings: readonly FileFinding[]): string[] => findings.map(({ code }) => code);

describe('a reference that passes through another', () => {
	const schemas = {
		Order: {
			properties: {
				item: { $ref: '#/components/schemas/Item' },
				list: { items: { $ref: '#/components/schemas/Item' } },
			},
		},
		Item: { properties: { code: { type: 'string' }, maker: { $ref: '#/components/schemas/Maker' } } },
		Maker: { properties: { age: { type: 'integer' } } },
	};

	it.each([
		['one', '#/components/schemas/Order/properties/item/properties/code', 'string', 'Item/properties/code'],
		[
			'one in a list',
			'#/components/schemas/Order/properties/list/items/properties/code',
			'string',
			'Item/properties/code',
		],
		[
			'two',
			'#/components/schemas/Order/properties/item/properties/maker/properties/age',
			'integer',
			'Maker/properties/age',
		],
	])('is followed, with a doubt: %s', async (_name, $ref, type, target) => {
		const { operations, findings } = await loadDocuments([withSchema({ $ref }, schemas)]);
		expect(findings).toMatchObject([
			{
				code: 'document.reference-through',
				severity: 'warning',
				remedy: `write "#/components/schemas/${target}"`,
				place: { pointer: '/paths/~1orders/get/responses/200/content/application~1json/schema' },
			},
		]);
		expect(answerSchema(operations[0]).value).toEqual({ $ref: `#/components/schemas/${target}` });
		expect(compileSchema(answerSchema(operations[0]), 'response')(type === 'string' ? 0 : '')).toHaveLength(1);
	});

	it('is told as it can be written: with the file that has the target', async () => {
		const folder = writeFolder({
			'orders.json': withSchema({ $ref: 'my parts/order.json#/properties/item/properties/code' }),
			'my parts/order.json': { properties: { item: { $ref: 'deep/item.json#/of~1it' } } },
			'my parts/deep/item.json': {
				'of/it': {
					properties: { code: { $ref: '../order.json#/properties/item/properties/size' }, size: { type: 'string' } },
				},
			},
		});
		const { findings } = await loadDocuments([join(folder, 'orders.json')]);
		expect(findings.map(({ remedy, place }) => [basename(place.file ?? ''), remedy])).toEqual([
			['orders.json', 'write "my%20parts/deep/item.json#/of~1it/properties/code"'],
			['item.json', 'write "#/of~1it/properties/size"'],
		]);
	});

	it('is followed into other files, whose own references stay theirs', async () => {
		const folder = writeFolder({
			'orders.json': withSchema({ $ref: 'parts/order.json#/properties/item/properties/code' }),
			'parts/order.json': { properties: { item: { $ref: 'item.json#/Item' } } },
			'parts/item.json': { Item: { properties: { code: { $ref: '#/Code' } } }, Code: { type: 'boolean' } },
		});
		const { operations, findings } = await loadDocuments([join(folder, 'orders.json')]);
		expect(codesOf(findings)).toEqual(['document.reference-through']);
		expect(compileSchema(answerSchema(operations[0]), 'response')('')).toHaveLength(1);
	});

	it('and a schema that can’t be compiled there is told with that file', async () => {
		const folder = writeFolder({
			'orders.json': withSchema({ $ref: 'parts/order.json#/Order' }),
			'parts/order.json': { Order: { properties: { size: { type: 'tuple' } } } },
		});
		const { operations } = await loadDocuments([join(folder, 'orders.json')]);
		expect(() => compileSchema(answerSchema(operations[0]), 'response')).toThrow(
			`${join(folder, 'parts/order.json')} /Order/properties/size/type: must be one of`,
		);
	});

	it('is followed in parameters, bodies, responses and paths', async () => {
		const through = { $ref: '#/components/pathItems/A' };
		const { operations, findings } = await loadDocuments([
			makeDocument(
				{
					'/a': { $ref: '#/components/pathItems/A' },
					'/b': {
						get: {
							parameters: [{ $ref: '#/paths/~1a/post/parameters/0' }],
							requestBody: { $ref: '#/paths/~1a/post/requestBody' },
							responses: { 200: { $ref: '#/paths/~1a/post/responses/200' } },
						},
					},
					'/c': { get: { $ref: '#/paths/~1a/post' } },
				},
				{
					components: {
						pathItems: {
							A: {
								post: {
									parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
									requestBody: { content: { 'application/json': {} } },
									responses: { 200: { description: 'ok' } },
								},
							},
							B: through,
						},
					},
				},
			),
		]);
		expect(new Set(codesOf(findings))).toEqual(new Set(['document.reference-through']));
		const [, b, c] = operations;
		expect([b?.parameters[0]?.name, b?.requestBody?.mediaTypes.length, b?.responses.get('200')?.description]).toEqual([
			'q',
			1,
			'ok',
		]);
		expect(c?.parameters[0]?.name).toBe('q');
	});

	it.each([
		['nothing behind it', '#/components/schemas/Order/properties/item/properties/nothing'],
		['a circle', '#/components/schemas/Round/properties/x'],
	])('costs only what needs it where it leads to nothing: %s', async (_name, $ref) => {
		const round = { Round: { $ref: '#/components/schemas/Turn' }, Turn: { $ref: '#/components/schemas/Round' } };
		const document = withSchema({ $ref }, { ...schemas, ...round });
		expect(codesOf((await loadDocuments([document])).findings)).toEqual(['document.reference']);
	});

	it('is followed in a document of an older version', async () => {
		const older = {
			...withSchema({ $ref: '#/components/schemas/Order/properties/item/properties/code' }, schemas),
			openapi: '3.0.3',
		};
		const { operations, findings } = await loadDocuments([older]);
		expect(codesOf(findings)).toEqual(['document.reference-through']);
		expect(compileSchema(answerSchema(operations[0]), 'response')(0)).toHaveLength(1);
	});
});

describe('$id with references behind references', () => {
	it.each<[string, JsonObject, unknown]>([
		['in items', { type: 'array', items: { $ref: '#/$defs/money' } }, [{ amount: 'x' }]],
		['in allOf', { allOf: [{ $ref: '#/$defs/money' }] }, { amount: 'x' }],
		['in additionalProperties', { additionalProperties: { $ref: '#/$defs/money' } }, { a: { amount: 'x' } }],
		['by the whole name', { $ref: 'order#/$defs/money' }, { amount: 'x' }],
	])('is the base of all that stands in it: %s', async (_name, schema, wrong) => {
		const $defs = {
			money: { type: 'object', properties: { amount: { $ref: '#/$defs/amount' } } },
			amount: { $ref: '#/$defs/number' },
			number: { type: 'integer' },
		};
		const order = { $id: 'https://orders.test/order', ...schema, $defs };
		const { operations, findings } = await loadDocuments([
			withSchema({ $ref: '#/components/schemas/Order' }, { Order: order }),
		]);
		expect(findings).toEqual([]);
		expect(compileSchema(answerSchema(operations[0]), 'response')(wrong)).toHaveLength(1);
	});

	it('resolves one $id against the one around it', async () => {
		const order = {
			$id: 'https://orders.test/schemas/order',
			properties: { item: { $ref: 'item' }, other: { $ref: '/schemas/item' } },
			$defs: { any: { $id: 'item', $ref: '#/$defs/code', $defs: { code: { type: 'string' } } } },
		};
		const { operations, findings } = await loadDocuments([withSchema(order)]);
		expect(findings).toEqual([]);
		expect(compileSchema(answerSchema(operations[0]), 'response')({ item: 0, other: 0 })).toHaveLength(2);
	});
});

describe('what is no field of a path item', () => {
	it.each([
		['3.1.0', makeOperation({})],
		['3.0.3', { ...makeOperation({}), openapi: '3.0.3' }],
		['2.0', { swagger: '2.0', info: { title: 'T', version: '1' }, paths: makeOperation({})['paths'] }],
	])('a method in capitals is read as it is meant, another word is left out (%s)', async (_, document) => {
		const [path, item] = Object.entries((document as JsonObject)['paths'] as JsonObject)[0] as [string, JsonObject];
		const paths = { [path]: { GET: item['get'], gett: {}, 'x-own': 1 } };
		const { operations, findings } = await loadDocuments([{ ...document, paths } as JsonObject]);
		expect(operations.map(({ id }) => id)).toEqual(['GET /orders/{id}']);
		expect(findings.filter(({ code }) => code === 'document.path-item.field')).toMatchObject([
			{ severity: 'warning', message: '"GET" is no field of a path: it is read as "get"' },
			{
				severity: 'warning',
				message: '"gett" is no field of a path: it is left out',
				remedy: expect.stringContaining('"get"'),
			},
		]);
	});
});

describe('words with nothing behind them', () => {
	const empty = (word: string) => ({
		code: 'document.empty',
		severity: 'warning',
		message: expect.stringContaining(`"${word}"`),
	});

	it.each(['security', 'requestBody', 'parameters', 'responses', 'tags', 'servers', 'operationId', 'callbacks'])(
		'an operation with an empty %s is one without',
		async (word) => {
			const { operations, findings } = await loadDocuments([makeOperation({ [word]: null })]);
			expect(findings).toMatchObject([{ ...empty(word), place: { pointer: `/paths/~1orders~1{id}/get/${word}` } }]);
			const [operation] = operations;
			expect([operation?.id, operation?.security, operation?.requestBody]).toEqual(['GET /orders/{id}', [], undefined]);
		},
	);

	it('a header that no client can send is not asked for', async () => {
		const components = { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'API Key' } } };
		const { operations, findings } = await loadDocuments([makeOperation({ security: [{ key: [] }] }, { components })]);
		expect(operations[0]?.security).toEqual([]);
		expect(codesOf(findings)).toEqual(['document.security.unknown-scheme']);
	});

	it('an operation with an empty security has that of the document', async () => {
		const components = { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'k' } } };
		const [operation] = (
			await loadDocuments([makeOperation({ security: null }, { components, security: [{ key: [] }] })])
		).operations;
		expect(operation?.security).toMatchObject([[{ name: 'key' }]]);
	});

	it.each(['security', 'servers', 'tags', 'components', 'webhooks', 'paths'])(
		'a document with an empty %s is one without',
		async (word) => {
			const { findings } = await loadDocuments([{ ...makeOperation({}), [word]: null }]);
			expect(findings).toMatchObject([empty(word)]);
		},
	);

	it('an answer, a media type, a header and a schema that are only named are there', async () => {
		const responses = {
			200: { description: '', headers: { 'X-A': null }, content: { 'application/json': null } },
			404: null,
		};
		const { operations, findings } = await loadDocuments([
			makeOperation({ responses }, { components: { schemas: { A: null } } }),
		]);
		expect(codesOf(findings)).toEqual(Array(4).fill('document.empty'));
		const good = operations[0]?.responses.get('200');
		expect([good?.headers[0]?.name, good?.mediaTypes[0]?.type]).toEqual(['x-a', 'application/json']);
		expect(operations[0]?.responses.get('404')?.mediaTypes).toEqual([]);
	});

	it('an operation and a path that are only named are there', async () => {
		const { operations, findings } = await loadDocuments([makeDocument({ '/a': { get: null }, '/b': null })]);
		expect(operations.map(({ id }) => id)).toEqual(['GET /a']);
		expect(findings).toMatchObject([empty('/b'), empty('get')]);
	});

	it('keywords of a schema say nothing, at any depth', async () => {
		const schema = {
			type: 'object',
			required: null,
			properties: { a: { type: 'integer', minimum: null, enum: null, items: null }, b: null },
		};
		const { operations, findings } = await loadDocuments([withSchema(schema)]);
		expect(new Set(codesOf(findings))).toEqual(new Set(['document.empty']));
		const validate = compileSchema(answerSchema(operations[0]), 'response');
		expect([validate({ a: 0, b: null }), validate({ a: '' }).length]).toEqual([[], 1]);
	});

	it.each<[JsonValue, unknown, unknown]>([
		[null, null, 'x'],
		[['string', null], null, 0],
	])('the type %j without quotes is that of null', async (type, right, wrong) => {
		const { operations, findings } = await loadDocuments([withSchema({ type })]);
		expect(findings).toMatchObject([{ code: 'document.empty', remedy: 'put it in quotes' }]);
		const validate = compileSchema(answerSchema(operations[0]), 'response');
		expect([validate(right).length, validate(wrong).length]).toEqual([0, 1]);
	});

	it.each<[why: string, schema: JsonObject, right: unknown, wrong: unknown, pointer: string]>([
		['a list of no values', { type: 'string', enum: [] }, 'x', 0, '/enum'],
		['a type of another language', { type: 'int' }, 0, 'x', '/type'],
		['a list of types with one of another language', { type: ['string', 'point'] }, 'x', 1, '/type'],
		['a list of types by other words', { type: ['bool', 'null'] }, true, 'x', '/type'],
		['a set', { type: 'set', items: { type: 'integer' } }, [1], ['x'], '/type'],
		['an unknown type of items', { type: 'bag', items: { type: 'integer' } }, [1], ['x'], '/type'],
		[
			'an unknown type of values by name',
			{ type: 'hash', additionalProperties: { type: 'integer' } },
			{ a: 1 },
			{ a: 'x' },
			'/type',
		],
		[
			'one with a format',
			{ properties: { at: { type: 'datetime' } } },
			{ at: '2026-01-01T00:00:00Z' },
			{ at: 'x' },
			'/properties/at/type',
		],
		['a type of a content management system', { type: 'uid' }, 'x', 0, '/type'],
		[
			'a format in capitals',
			{ type: 'string', format: 'UUID' },
			'52c9585e-f345-4964-aa28-a45c64b2b2eb',
			'a',
			'/format',
		],
		['a format with a capital', { type: 'string', format: 'eMail' }, 'a@example.com', 'a', '/format'],
		['a type in capitals', { type: 'String' }, '', 0, '/type'],
		['required: true of itself', { properties: { a: { required: true } } }, { a: 0 }, {}, '/properties/a/required'],
		[
			'required: false of itself',
			{ type: 'object', properties: { a: { required: false } } },
			{},
			0,
			'/properties/a/required',
		],
		['a number in quotes', { type: 'integer', maximum: '5' }, 5, 6, '/maximum'],
		[
			'no in quotes',
			{ properties: { a: {} }, additionalProperties: 'false' },
			{ a: 0 },
			{ b: 0 },
			'/additionalProperties',
		],
		['any', { properties: { a: { type: 'any' } }, required: ['a'] }, { a: 0 }, {}, '/properties/a/type'],
		['no regular expression', { type: 'string', pattern: '([a-z' }, 'x', 0, '/pattern'],
		['a pattern of no value', { type: 'string', enum: ['USER'], pattern: 'user|group' }, 'USER', 'user', '/pattern'],
		['a regular expression between slashes', { type: 'string', pattern: '/^[a-z]+$/i' }, 'aB', '/a/', '/pattern'],
		['anchors of other languages', { type: 'string', pattern: '\\A[a-z]+\\Z' }, 'abc', 'abcZ', '/pattern'],
		['one of them alone', { type: 'string', pattern: '^[a-z]+\\z' }, 'abc', 'ABC', '/pattern'],
		['properties without braces', { type: 'string', pattern: '^[\\pL\\pN]+$' }, 'é1', '-', '/pattern'],
		['properties of Java', { type: 'string', pattern: '^[\\p{Alnum}_-]+$' }, 'a_1', 'é', '/pattern'],
		[
			'properties of Java that begin with Is',
			{ type: 'string', pattern: '^\\p{IsAlphabetic}+$' },
			'é',
			'1',
			'/pattern',
		],
		['blocks of .NET', { type: 'string', pattern: '^\\p{IsGreek}+$' }, 'α', 'a', '/pattern'],
		['scripts by their names', { type: 'string', pattern: '^\\p{Cyrillic}+$' }, 'ж', 'a', '/pattern'],
		['a property turned round', { type: 'string', pattern: '^\\p{^L}$' }, '1', 'a', '/pattern'],
		['blanks of Perl', { type: 'string', pattern: '^a\\h+[\\h-]$' }, 'a \t-', 'ahh', '/pattern'],
		['hexadecimal digits of Ruby', { type: 'string', pattern: '^\\h{4}$' }, '09aF', 'hhhh', '/pattern'],
		['ends of lines', { type: 'string', pattern: '^a\\Rb$' }, 'a\r\nb', 'aRb', '/pattern'],
		['a quoted part', { type: 'string', pattern: '^\\Qa.b\\E$' }, 'a.b', 'axb', '/pattern'],
		['possessive repetitions', { type: 'string', pattern: '^[a-z]++\\d{2}+$' }, 'a12', 'a', '/pattern'],
		['a group that is not gone back into', { type: 'string', pattern: '^(?>a|b)c$' }, 'bc', 'c', '/pattern'],
		['a comment', { type: 'string', pattern: '^\\d{3}(?#area)$' }, '123', '12', '/pattern'],
		['names of Python', { type: 'string', pattern: '^(?P<y>\\d{2})-(?P=y)$' }, '20-20', '20-21', '/pattern'],
		['names of .NET', { type: 'string', pattern: "^(?'y'\\d)$" }, '1', 'x', '/pattern'],
		['no least count', { type: 'string', pattern: '^\\d{,3}$' }, '12', '1234', '/pattern'],
		['code points in braces', { type: 'string', pattern: '^[\\x{4e00}-\\x{9fa5}]+$' }, '漢', 'a', '/pattern'],
		['classes of POSIX', { type: 'string', pattern: '^[[:digit:]_]+$' }, '1_', 'a', '/pattern'],
		['classes cut with another', { type: 'string', pattern: '^[a-z&&[^b]]+$' }, 'ac', 'abc', '/pattern'],
		['a bracket that comes first in a class', { type: 'string', pattern: '^[]a]+$' }, 'a]', 'b', '/pattern'],
		[
			'an object without a name in the place of properties',
			{ type: 'object', properties: { '': { type: 'object', properties: { a: {} }, required: ['a'] } } },
			{ a: 0 },
			{},
			'/properties/',
		],
		['a type of another language', { type: 'dateOnly' }, '2026-01-15', '15/01/2026', '/type'],
		[
			'required and kept out',
			{ type: 'object', properties: { a: {} }, required: ['a', 'b'], additionalProperties: false },
			{ a: 0 },
			{},
			'/required',
		],
		['a format in the place of a type', { type: 'email' }, 'a@x.org', 'a', '/type'],
		['a flag in the place of names', { type: 'object', required: true }, {}, 0, '/required'],
		['numbers for texts', { type: 'string', enum: [1, 2] }, '1', '3', '/enum'],
		['one number among texts', { type: 'string', enum: ['latest', 2] }, '2', '3', '/enum'],
		['yes and no for texts', { type: 'string', enum: [true, false, null] }, 'true', 'x', '/enum'],
		['texts for numbers', { type: 'integer', enum: ['-1', '1'] }, -1, 0, '/enum'],
		['texts for fractions', { type: 'number', enum: ['0.5'] }, 0.5, 0.7, '/enum'],
		['texts for yes and no', { type: 'boolean', enum: ['true'] }, true, false, '/enum'],
		['values of items', { type: 'array', items: { type: 'string' }, enum: ['a', 'b'] }, ['b', 'a'], ['c'], '/enum'],
		['values of items of which nothing is said', { type: 'array', enum: ['a'] }, ['a'], ['c'], '/enum'],
		[
			'required among the properties',
			{ type: 'object', properties: { a: {}, required: ['a'] } },
			{ a: 0 },
			{},
			'/properties/required',
		],
		['a type among the properties', { properties: { a: {}, type: 'object' } }, { a: 0 }, 'x', '/properties/type'],
		['a length below 0', { type: 'string', minLength: -1 }, '', 0, '/minLength'],
		['a length that is no whole number', { type: 'string', maxLength: 1.5 }, 'abc', 0, '/maxLength'],
		['a word for a number of elements', { type: 'array', maxItems: 'x' }, [1, 2], 'a', '/maxItems'],
		['a map for a bound', { type: 'integer', minimum: { value: 1 } }, 0, 'a', '/minimum'],
		['a step of 0', { type: 'integer', multipleOf: 0 }, 7, 'a', '/multipleOf'],
		['a step below 0', { type: 'integer', multipleOf: -5 }, 7, 'a', '/multipleOf'],
		['a word for a flag', { type: 'array', uniqueItems: 'often' }, [1, 1], 'a', '/uniqueItems'],
		['a number for a pattern', { type: 'string', pattern: 5 }, 'a', 0, '/pattern'],
		['a list for a format', { type: 'string', format: ['date'] }, 'a', 0, '/format'],
		['numbers among required names', { type: 'object', required: [1, 'a'] }, { 1: 0, a: 0 }, { 1: 0 }, '/required'],
		['maps among required names', { type: 'object', required: [{ a: 0 }, 'b'] }, { b: 0 }, {}, '/required'],
		['a type of an editor', { type: 'richtext' }, 'a', 1, '/type'],
		[
			'alternatives among the properties',
			{ properties: { a: {}, allOf: [{ required: ['a'] }] } },
			{ a: 1 },
			{},
			'/properties/allOf',
		],
		['a type with a semicolon', { type: 'string;' }, 'a', 1, '/type'],
		['a word for items', { type: 'array', items: 'what is in it' }, [1], 'a', '/items'],
		['a word for a property', { type: 'object', properties: { a: 'type string' } }, { a: 1 }, 1, '/properties/a'],
		['a number for a property', { type: 'object', properties: { a: 5 } }, { a: 1 }, 1, '/properties/a'],
		[
			'a word for further properties',
			{ type: 'object', additionalProperties: 'none' },
			{ a: 1 },
			1,
			'/additionalProperties',
		],
		['a word for what is not', { type: 'object', not: 'this' }, {}, 1, '/not'],
		['nothing among what all is', { allOf: [{ type: 'object' }, null] }, {}, 1, '/allOf'],
		['a word among alternatives', { oneOf: [{ type: 'object' }, 'or nothing'] }, {}, 1, '/oneOf'],
		[
			'a list for names that depend',
			{ type: 'object', dependentRequired: { a: 'b' } },
			{ a: 1 },
			1,
			'/dependentRequired',
		],
	])('what means something elsewhere is read as it is meant there: %s', async (_why, schema, right, wrong, pointer) => {
		const { operations, findings } = await loadDocuments([withSchema(schema)]);
		const at = `/paths/~1orders/get/responses/200/content/application~1json/schema${pointer}`;
		expect(findings).toMatchObject([{ code: 'document.schema-word', severity: 'warning', place: { pointer: at } }]);
		const validate = compileSchema(answerSchema(operations[0]), 'response');
		expect([validate(right).length, validate(wrong).length]).toEqual([0, 1]);
	});

	it('a mistyped type is the one that is meant, and a mistake', async () => {
		const { operations, findings } = await loadDocuments([withSchema({ type: 'interger' })]);
		expect(findings).toMatchObject([{ code: 'document.schema-word', severity: 'error', remedy: 'write integer' }]);
		const validate = compileSchema(answerSchema(operations[0]), 'response');
		expect([validate(1).length, validate('x').length]).toEqual([0, 1]);
	});

	it.each<JsonObject>([
		{ type: 'string', enum: ['1', 'true', null] },
		{ type: 'integer', enum: [1, 2] },
		{ type: ['string', 'integer'], enum: ['a', 1] },
		{ type: 'object', properties: { required: { type: 'array' }, enum: true } },
		{ type: 'array', enum: [['a'], []] },
	])('values that fit are left alone: %j', async (schema) => {
		const { operations, findings } = await loadDocuments([withSchema(schema)]);
		expect(findings).toEqual([]);
		expect(operations[0]?.responses.get('200')?.mediaTypes[0]?.schema?.value).toEqual(schema);
	});

	it.each<JsonObject>([
		{ type: 'integer', enum: ['one', 'two'] },
		{ type: 'integer', enum: ['1.5'] },
		{ type: 'object', enum: ['a'] },
		{ type: 'string', enum: [{ value: 'a' }] },
	])('what nobody can know the meaning of stays: %j', async (schema) => {
		const { operations } = await loadDocuments([withSchema(schema)]);
		expect(operations[0]?.responses.get('200')?.mediaTypes[0]?.schema?.value).toEqual(schema);
	});

	it('a default goes with the values, and what they are read as is told', async () => {
		const numbers = { type: 'string', enum: [1, 1.5, 2, 3, 4], default: 2 };
		const lists = { type: 'array', items: { type: 'string' }, enum: ['a', 'b'], default: 'a' };
		const { operations, findings } = await loadDocuments([withSchema({ properties: { numbers, lists } })]);
		expect(answerSchema(operations[0]).value).toEqual({
			properties: {
				numbers: { type: 'string', enum: ['1', '1.5', '2', '3', '4'], default: '2' },
				lists: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, default: ['a'] },
			},
		});
		expect(findings.map(({ message }) => message)).toEqual([
			'no value of enum is of type array: it is read as that of its items',
			'1, 1.5, 2 and 2 more of enum are not of type string: they are read as "1", "1.5", "2" …',
		]);
	});

	it('words of data and of parameters stay what they are', async () => {
		const schema = {
			type: 'object',
			properties: { type: { const: 'int' }, required: { default: { required: true } } },
		};
		const parameter = { name: 'q', in: 'query', required: true, schema: { example: { type: 'int' } } };
		const { operations, findings } = await loadDocuments([
			makeDocument({ '/orders': { get: { ...JSON_OF(schema), parameters: [parameter] } } }),
		]);
		expect(findings).toEqual([]);
		expect(answerSchema(operations[0]).value).toEqual(schema);
		expect(operations[0]?.parameters[0]?.required).toBe(true);
	});

	it('null that is data stays what it is', async () => {
		const schema = { const: null, default: null, enum: [null], example: null, 'x-note': null };
		const example = { schema: { properties: { security: schema } }, example: { security: null, required: null } };
		const responses = { 200: { description: '', content: { 'application/json': example } } };
		const document = await loadDocument(makeOperation({ responses, 'x-note': null }));
		expect(document.findings).toEqual([]);
		expect(document.operations[0]?.responses.get('200')?.mediaTypes[0]?.examples[0]?.value).toEqual(example.example);
	});

	it('are told at their own place', async () => {
		const text =
			'openapi: 3.1.0\ninfo: { title: t, version: "1" }\nsecurity:\npaths:\n  /a: { get: { responses: { 204: { description: ok } } } }\n';
		const path = join(writeFolder({ 'a.yaml': text }), 'a.yaml');
		expect((await loadDocument(path)).findings[0]?.place).toMatchObject({ file: path, line: 3, column: 1 });
	});
});

describe('YAML that most readers take', () => {
	const around = (description: string, beside = ''): string =>
		`openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n  /a:\n    get:\n      summary: ${description}\n      operationId: one${beside}\n      responses: { 204: { description: ok } }\n`;
	const QUOTE = 'a text in quotes goes on in a line that is not indented';
	const FLOW = 'a list or map in brackets goes on in a line that is not indented';
	const COMMENT = 'a comment begins with no space before it';

	it.each<[string, string, string, string, [message: string, line: number][]]>([
		['single quotes', "'one\n      two'", '', 'one two', [[QUOTE, 6]]],
		['quotes in them', "'it''s\n      \"two\"'", '', 'it\'s "two"', [[QUOTE, 6]]],
		['double quotes', '"one \\"\n  two\n\n      three"', '', 'one " two three', [[QUOTE, 6]]],
		['Windows', "'one\r\n      two'", '', 'one two', [[QUOTE, 6]]],
		['a comment', "'one'# two", '', 'one', [[COMMENT, 6]]],
		[
			'both',
			"'one\n      two'",
			"\n      tags: ['x']#y",
			'one two',
			[
				[QUOTE, 6],
				[COMMENT, 9],
			],
		],
		['a map', 'one\n      x-m: {\n        a: 1 # }\n      }', '', 'one', []],
		[
			'a map that ends with its key',
			"one\n      x-m:\n        {\n        a: '}',\n      b: [1\n    ]\n    }",
			'',
			'one',
			[[FLOW, 8]],
		],
		['a list that ends before its key', "one\n      tags: [x, # ]\n 'y'\n]", '', 'one', [[FLOW, 7]]],
		[
			'two lists and a text',
			"'one\n      two'\n      tags: [\n     x\n     ]\n      x-m: [\n a\n ]",
			'',
			'one two',
			[
				[FLOW, 8],
				[FLOW, 11],
				[QUOTE, 6],
			],
		],
		['what is indented', "'one\n       two'", '', 'one two', []],
	])('is read, with a warning: %s', async (_name, text, beside, summary, told) => {
		const path = join(writeFolder({ 'a.yaml': around(text, beside) }), 'a.yaml');
		const document = await loadDocument(path);
		expect(document.operations[0]).toMatchObject({ id: 'one', summary });
		expect(document.findings.map(({ message, place }) => [message, place?.line])).toEqual(told);
		expect(document.findings.every(({ code }) => code === 'document.yaml')).toBe(true);
	});

	it('keeps what stands in brackets', async () => {
		const text = "one\n      tags: [ a, # no\n    'b c',\n http://d,\n\n]";
		const path = join(writeFolder({ 'a.yaml': around(text) }), 'a.yaml');
		expect((await loadDocument(path)).operations[0]?.tags).toEqual(['a', 'b c', 'http://d']);
	});

	it.each(['one\n      tags: [a,\n  b', 'one\n      tags: [a,\n  b }'])(
		'is refused as ever where a bracket is missing: %j',
		async (text) => {
			const path = join(writeFolder({ 'a.yaml': around(text) }), 'a.yaml');
			await expect(loadDocument(path)).rejects.toMatchObject({ code: 'document.syntax' });
		},
	);

	it.each(["'one\n      two", "'one", "'one'' two", '"one'])(
		'is refused as ever where a quote is missing: %j',
		async (text) => {
			const path = join(writeFolder({ 'a.yaml': around(text) }), 'a.yaml');
			await expect(loadDocument(path)).rejects.toMatchObject({ code: 'document.syntax' });
		},
	);
});

describe('a key given twice', () => {
	it('in a document, or a file that it refers to, costs a warning', async () => {
		const folder = writeFolder({
			'orders.json': JSON.stringify(withSchema({ $ref: 'order.json' })).replace('"title"', '"title":"Old","title"'),
			'order.json': '{ "type": "string",\n  "type": "integer" }',
		});
		const { operations, findings } = await loadDocuments([join(folder, 'orders.json')]);
		expect(findings).toMatchObject([
			{ code: 'document.duplicate-key', place: { file: join(folder, 'orders.json'), line: 1 } },
			{ code: 'document.duplicate-key', place: { file: join(folder, 'order.json'), line: 2, column: 3 } },
		]);
		expect(compileSchema(answerSchema(operations[0]), 'response')('')).toHaveLength(1);
	});
});

describe('examples in files of their own', () => {
	const withExample = (type: string, externalValue: string, more: JsonObject = {}): JsonObject =>
		makeDocument({
			'/orders': {
				get: { responses: { 200: { description: '', content: { [type]: { examples: { e: { externalValue } } } } } } },
			},
			...more,
		});
	const files = {
		'parts/one.json': '{ "n": 0 }',
		'parts/one.yaml': 'n: false\n',
		'note.xml': '<n>ä</n>',
		'bad.json': '{',
	};

	it.each<[string, string, JsonValue]>([
		['application/json', 'parts/one.json', { n: 0 }],
		['application/vnd.orders+json', './parts/one.yaml', { n: false }],
		['application/xml', 'note.xml', '<n>ä</n>'],
		['text/plain', 'parts/one.json', '{ "n": 0 }'],
	])('are read: %s from %s', async (type, address, value) => {
		const folder = writeFolder({ ...files, 'orders.json': withExample(type, address) });
		const document = await loadDocument(join(folder, 'orders.json'));
		expect(document.findings).toEqual([]);
		expect(document.operations[0]?.responses.get('200')?.mediaTypes[0]?.examples).toMatchObject([{ name: 'e', value }]);
		expect(document.files?.some((file) => file.endsWith(address.replace('./', '')))).toBe(true);
	});

	it.each([
		['a file that is not there', 'nothing.json'],
		['one outside of the folder', '../secret.json'],
		['another host', 'https://orders.test/one.json'],
		['no JSON', 'bad.json'],
	])('are left out, with a warning: %s', async (_name, address) => {
		const folder = writeFolder({
			...files,
			'secret.json': '{}',
			'api/bad.json': '{',
			'api/orders.json': withExample('application/json', address),
		});
		const document = await loadDocument(join(folder, 'api/orders.json'));
		expect(document.findings).toMatchObject([{ code: 'document.example.external', severity: 'warning' }]);
		expect(document.operations[0]?.responses.get('200')?.mediaTypes[0]?.examples).toEqual([]);
	});
});

describe('mistakes of an overlay', () => {
	const ORDERS =
		'openapi: 3.1.0\ninfo: { title: t, version: "1" }\nx-lifecycle: { job: { key: id } }\npaths:\n  /jobs:\n    post: { responses: { 200: { description: ok } } }\n';
	const overlay = (actions: string): string => `overlay: 1.0.0\ninfo: { title: o, version: "1" }\nactions:\n${actions}`;

	it.each([
		[
			'an effect',
			'  - target: $.paths["/jobs"].post\n    update:\n      x-effect: { creates: job }\n',
			6,
			'document.effect',
		],
		[
			'a word inside of one',
			'  - target: $.paths["/jobs"].post\n    update: { x-effect: { create: job } }\n  - target: $.paths["/jobs"].post["x-effect"]\n    update:\n      sets: 1\n',
			8,
			'document.effect',
		],
		[
			'a resource',
			'  - target: $["x-lifecycle"]\n    update:\n      other:\n        kex: id\n',
			7,
			'document.lifecycle',
		],
		[
			'a reference',
			'  - target: $.paths["/jobs"].post\n    update:\n      requestBody: { $ref: "#/nowhere" }\n',
			6,
			'document.reference',
		],
		[
			'a copy',
			'  - target: $.paths["/jobs"]\n    update: { get: { x-effect: { creates: job } } }\n  - target: $.paths["/jobs"].post\n    copy: $.paths["/jobs"].get\n',
			7,
			'document.effect',
		],
	])('are told where they are written: %s', async (name, actions, line, code) => {
		const folder = writeFolder({
			'orders.yaml': ORDERS,
			'more.overlay.yaml': overlay(name === 'a copy' ? actions.replace('1.0.0', '1.1.0') : actions),
		});
		const file = join(folder, 'more.overlay.yaml');
		const { findings } = await lintDocuments([join(folder, 'orders.yaml')], { overlays: [file] });
		const found = findings
			.filter((finding) => finding.code.startsWith(code))
			.map(({ place }) => [place.file, place.line]);
		expect(found).toContainEqual([file, line]);
	});

	it('are told there in a document of an older version, and beside those of the document itself', async () => {
		const folder = writeFolder({
			'orders.yaml': ORDERS.replace('3.1.0', '3.0.3').replace('responses', 'x-effect: { moves: job }, responses'),
			'more.overlay.yaml': overlay(
				'  - target: $.paths["/jobs"]\n    update:\n      get:\n        x-effect: { reads: job }\n',
			),
		});
		const { findings } = await readTolerantly(join(folder, 'orders.yaml'), {
			overlays: [join(folder, 'more.overlay.yaml')],
		});
		const places = findings.map(({ place }) => `${place.file.slice(folder.length + 1)}:${place.line}`);
		expect(new Set(places)).toEqual(new Set(['orders.yaml:6', 'more.overlay.yaml:7']));
	});
});
