// Schemas that nothing fits are named, with their place.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { lintDocuments } from '../../../spec/lint/lint.ts';

async function lint(
	schema: JsonObject,
	others: JsonObject = {},
): Promise<{ message: string; pointer: string | undefined }[]> {
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			'/a': { get: { responses: { '200': { description: 'ok', content: { 'application/json': { schema } } } } } },
		},
		components: { schemas: others },
	};
	const { findings } = await lintDocuments([document]);
	return findings
		.filter(({ code }) => code === 'schema.never')
		.map(({ message, place }) => ({ message, pointer: place?.pointer?.replace(/^.*\/schema/, '') }));
}

describe('a schema that nothing fits is named', () => {
	const closed = { type: 'object', properties: { a: {} }, additionalProperties: false };
	it.each<[string, JsonObject, string, string]>([
		[
			'an enum of texts under a number',
			{ type: 'integer', enum: ['one', 'two'] },
			'no value of enum is of type integer',
			'/enum',
		],
		['a const of another type', { type: 'integer', const: '1' }, 'no value of const is of type integer', '/const'],
		[
			'one level deeper',
			{ properties: { a: { type: 'integer', enum: ['one'] } } },
			'no value of enum',
			'/properties/a/enum',
		],
		[
			'two enums without a common value',
			{ allOf: [{ enum: ['a'] }, { enum: ['b'] }] },
			'no value is left of enum',
			'/allOf/0/enum',
		],
		[
			'a required property that is forbidden',
			{ ...closed, patternProperties: { '^a': {} }, required: ['zz'] },
			'requires "zz"',
			'/required',
		],
		['one that another schema forbids', { allOf: [closed, { required: ['b'] }] }, 'requires "b"', '/allOf/1/required'],
		['bounds the wrong way round', { type: 'integer', minimum: 5, maximum: 4 }, 'minimum 5 is above maximum 4', ''],
		[
			'bounds that leave nothing between them',
			{ type: 'number', exclusiveMinimum: 1, maximum: 1 },
			'exclusiveMinimum 1',
			'',
		],
		[
			'more items than there are, each once',
			{ type: 'array', uniqueItems: true, minItems: 3, items: { type: 'boolean' } },
			'asks for 3 items',
			'',
		],
		[
			'more items than an enum has',
			{ type: 'array', uniqueItems: true, minItems: 2, items: { enum: ['a'] } },
			'asks for 2 items',
			'',
		],
		['lengths', { type: 'string', minLength: 2, maxLength: 1 }, 'minLength 2 is above maxLength 1', ''],
	])('%s', async (_title, schema, message, pointer) => {
		expect(await lint(schema)).toEqual([{ message: expect.stringContaining(message), pointer }]);
	});

	it.each<[string, JsonObject]>([
		['as many items as there are', { type: 'array', uniqueItems: true, minItems: 2, items: { type: 'boolean' } }],
		['flags and nothing', { type: 'array', uniqueItems: true, minItems: 3, items: { type: ['boolean', 'null'] } }],
		['a number between', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.1 }],
		['a nullable enum', { type: ['string', 'null'], enum: ['a', null] }],
		['an enum of which some are of the type', { type: 'string', enum: [1, 'a'] }],
		['a required property that a pattern allows', { ...closed, patternProperties: { '^z': {} }, required: ['zz'] }],
		['equal bounds', { type: 'integer', minimum: 0, maximum: 0 }],
		['whole numbers as numbers', { type: 'number', enum: [1] }],
	])('but not %s', async (_title, schema) => {
		expect(await lint(schema)).toEqual([]);
	});
});
