// From a schema and a value to what the pact says of it: as wide as the schema, and with nothing real in it.

import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeInteractions } from '../../../contracts/write/compose-interactions.ts';
import { deriveTextRegex } from '../../../contracts/write/derive-matchers.ts';
import { describeBody, type Reads } from '../../../contracts/write/describe-body.ts';
import { mergeValues } from '../../../contracts/write/share-values.ts';
import { collectFacts } from '../../../mock/record/facts.ts';
import {
	type ApiDocument,
	type JsonObject,
	type JsonValue,
	loadDocument,
	type SchemaRef,
	viewSchema,
} from '../../../spec/index.ts';

const FILE = join(import.meta.dirname, 'fixtures', 'shop.openapi.yaml');
let document: ApiDocument;
beforeAll(async () => {
	document = await loadDocument(FILE);
});

async function schemaOf(value: JsonObject | boolean): Promise<SchemaRef> {
	const root = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {},
		components: { schemas: { S: value as JsonValue } },
	};
	return { document: await loadDocument(root), pointer: '/components/schemas/S', value: value as JsonValue };
}

function describeValue(
	value: JsonValue,
	schema: SchemaRef | undefined,
	reads?: Reads,
	direction: 'request' | 'response' = 'response',
) {
	return describeBody({ value, schema, direction, reads, substitutions: { find: () => undefined }, examples: [] });
}

const AND = (match: object) => ({ combine: 'AND', matchers: [match] });
const OR = (...matchers: object[]) => ({ combine: 'OR', matchers });
const REGEX = (regex: string) => ({ match: 'regex', regex });

describe('a value by its schema', () => {
	it.each<[string, JsonObject, JsonValue, JsonValue, object | undefined]>([
		['a text', { type: 'string' }, 'real', 'text', AND({ match: 'type' })],
		['an empty text', { type: 'string', maxLength: 0 }, '', '', AND({ match: 'type' })],
		['a text with an example', { type: 'string', examples: ['shown'] }, 'real', 'shown', AND({ match: 'type' })],
		[
			'an example that does not fit',
			{ type: 'string', maxLength: 4, examples: ['shown'] },
			'real',
			'text',
			AND({ match: 'type' }),
		],
		['an empty example', { type: 'string', examples: [''] }, 'real', '', AND({ match: 'type' })],
		['a whole number', { type: 'integer' }, 7, 1, AND({ match: 'integer' })],
		['zero', { type: 'integer', examples: [0] }, 7, 0, AND({ match: 'integer' })],
		['a number', { type: 'number' }, 7.25, 1.5, AND({ match: 'number' })],
		['a number with a least', { type: 'integer', minimum: 500 }, 700, 500, AND({ match: 'integer' })],
		['true', { type: 'boolean' }, true, true, AND({ match: 'boolean' })],
		['false', { type: 'boolean' }, false, true, AND({ match: 'boolean' })],
		['a false example', { type: 'boolean', examples: [false] }, true, false, AND({ match: 'boolean' })],
		['null', { type: ['string', 'null'] }, null, null, OR(REGEX('^[\\s\\S]*$'), { match: 'null' })],
		['a text that may be null', { type: ['string', 'null'] }, 'real', 'text', OR({ match: 'type' }, { match: 'null' })],
		['nothing but null', { type: 'null' }, null, null, AND({ match: 'null' })],
		[
			'nullable of OpenAPI 3.0',
			{ type: 'string', nullable: true },
			'real',
			'text',
			OR({ match: 'type' }, { match: 'null' }),
		],
		[
			'anyOf with null',
			{ anyOf: [{ type: 'integer' }, { type: 'null' }] },
			0,
			1,
			OR({ match: 'integer' }, { match: 'null' }),
		],
		['several types', { type: ['string', 'integer'] }, 'real', 'text', OR({ match: 'type' }, { match: 'integer' })],
		[
			'a union',
			{ oneOf: [{ type: 'string', enum: ['a'] }, { type: 'integer' }, { type: 'null' }] },
			'a',
			'a',
			OR(REGEX('^(a)$'), { match: 'integer' }, { match: 'null' }),
		],
		['an enum', { type: 'string', enum: ['b', 'a', 'c.d'] }, 'b', 'b', AND(REGEX('^(a|b|c\\.d)$'))],
		['an enum with the empty text', { type: 'string', enum: ['', 'a'] }, '', '', AND(REGEX('^(|a)$'))],
		['an enum with null', { enum: ['a', null] }, 'a', 'a', OR(REGEX('^(a)$'), { match: 'null' })],
		['a constant', { const: 0 }, 0, 0, undefined],
		['a false constant', { const: false }, false, false, undefined],
		['one of one number', { type: 'integer', enum: [0] }, 0, 0, undefined],
		['one of one boolean', { type: 'boolean', enum: [false] }, false, false, undefined],
		['a pattern', { type: 'string', pattern: '^[A-Z]{2}$' }, 'ES', 'XX', AND(REGEX('^[A-Z]{2}$'))],
		[
			'a pattern that may stand anywhere',
			{ type: 'string', pattern: '[0-9]' },
			'a1',
			'1',
			AND(REGEX('^[\\s\\S]*[0-9][\\s\\S]*$')),
		],
		['a pattern that Pact does not have', { type: 'string', pattern: '^(?=a)a$' }, 'a', 'a', AND({ match: 'type' })],
		[
			'a date-time',
			{ type: 'string', format: 'date-time' },
			'2031-01-01T00:00:00.123Z',
			'2026-01-15T09:00:00Z',
			AND(expect.objectContaining({ match: 'regex' })),
		],
		['no schema', {}, 'real', 'text', AND({ match: 'type' })],
	])('%s', async (_name, schema, value, content, rule) => {
		const described = describeValue(value, await schemaOf(schema));
		expect([described.content, described.rules.get('$')]).toEqual([content, rule]);
	});

	it.each([
		['duration', ['P7D', 'PT2H', 'P1Y2M3DT4H5M6S', 'P2W'], ['P', 'PT', '7D', 'P1H', '']],
		['uuid', ['4f5c1f0e-7a53-4d0b-9a35-2d3a6f8f1c01'], ['4f5c1f0e', '']],
		['date-time', ['2026-01-15T09:00:00Z', '2026-01-15T09:00:00.123+01:00'], ['2026-01-15', '']],
		['date', ['2026-01-15'], ['2026-01-15T09:00:00Z', '']],
	])('the expression for the format %s takes what has it', async (format, good, bad) => {
		const schema = await schemaOf({ type: 'string', format });
		const regex = new RegExp(`^${deriveTextRegex(collectFacts(viewSchema(schema), '', 'request'))}$`);
		expect([good.map((text) => regex.test(text)), bad.map((text) => regex.test(text))]).toEqual([
			good.map(() => true),
			bad.map(() => false),
		]);
	});
});

describe('null', () => {
	const city: JsonObject = { type: 'object', required: ['city'], properties: { city: { type: 'string' } } };
	const holder = (inner: JsonObject, more: JsonObject = {}): JsonObject => ({
		type: 'object',
		required: ['it'],
		properties: { it: inner },
		...more,
	});

	it.each<[string, JsonObject, JsonValue, object | undefined]>([
		['an object that may be null', holder({ ...city, type: ['object', 'null'] }), { city: 'Rome' }, undefined],
		['an object or null', holder({ anyOf: [city, { type: 'null' }] }), { city: 'Rome' }, undefined],
		['a nullable object of 3.0', holder({ ...city, nullable: true }), { city: 'Rome' }, undefined],
		['a list that may be null', holder({ type: ['array', 'null'] }), [], AND({ match: 'type', min: 0 })],
		[
			'a list or null',
			holder({ oneOf: [{ type: 'array', minItems: 1 }, { type: 'null' }] }),
			[1],
			AND({ match: 'type', min: 1 }),
		],
		['a text that may be null', holder({ type: ['string', 'null'] }), 'a', OR({ match: 'type' }, { match: 'null' })],
		[
			'null, where an object may stand',
			holder({ ...city, type: ['object', 'null'] }),
			null,
			OR({ match: 'type' }, { match: 'null' }),
		],
		[
			'a text, beside a part that refuses null',
			holder({ type: ['string', 'null'] }, { allOf: [{ properties: { it: { type: 'string' } } }] }),
			'a',
			AND({ match: 'type' }),
		],
		[
			'a text, beside an untyped part',
			holder({ type: 'string' }, { allOf: [{ properties: { it: {} } }] }),
			'a',
			AND({ match: 'type' }),
		],
		[
			'a nullable text, beside an untyped part',
			holder({ type: ['string', 'null'] }, { allOf: [{ properties: { it: {} } }] }),
			'a',
			OR({ match: 'type' }, { match: 'null' }),
		],
	])('%s', async (_name, schema, it, rule) => {
		const { rules } = describeValue({ it }, await schemaOf(schema));
		expect(rules.get('$.it')).toEqual(rule);
	});

	it('is not taken where an untyped part stands beside a typed one', async () => {
		const links = { properties: { links: { type: 'object' } } };
		const { rules } = describeValue({ city: 'Rome', links: {} }, await schemaOf({ allOf: [city, links] }));
		expect(rules.get('$')).toBeUndefined();
	});
});

describe('an object', () => {
	const order: JsonObject = {
		order_id: 7,
		customer: 'Somebody',
		created_at: '2031-01-01T00:00:00Z',
		express: false,
		weight: 0,
		count: 0,
		note: null,
		lines: [{ sku: 'ES-1' }, { sku: 'ES-2', more: '' }],
		tags: [],
		discount: null,
		kind: { b: '' },
		zero: 0,
		empty: '',
		off: false,
		extra: 'e',
	};
	const schema = (): SchemaRef => ({
		document,
		pointer: '/components/schemas/Order',
		value: (document.root['components'] as { schemas: JsonObject } & JsonObject).schemas['Order'] as JsonValue,
	});

	it('keeps what is required, falsy or not, and shows one item of a list', () => {
		const { content, rules, hidden } = describeValue(order, schema());
		expect(content).toEqual({
			order_id: 1,
			customer: 'text',
			created_at: '2026-01-15T09:00:00Z',
			express: true,
			weight: 1,
			count: 1,
			note: null,
			lines: [{ sku: 'XX-0' }],
			tags: [],
			discount: null,
			kind: {},
			zero: 0,
			empty: '',
			off: false,
		});
		expect(hidden).toEqual([]);
		expect(Object.fromEntries(rules)).toMatchObject({
			'$.lines': AND({ match: 'type', min: 1 }),
			'$.lines[*].sku': AND(REGEX('^[A-Z]{2}-\\d+$')),
			'$.tags': AND({ match: 'type', min: 0 }),
		});
		expect(rules.has('$.zero')).toBe(false);
	});

	it.each<[string, string[], string[], JsonValue]>([
		['nothing', [], [], {}],
		['one required property', ['/order_id'], [], { order_id: 1 }],
		['an optional one', ['/extra'], [], { extra: 'more' }],
		['an object without its parts', ['/kind'], [], { kind: {} }],
		['a part of the items', ['/lines', '/lines/*/more'], [], { lines: [{ more: 'text' }] }],
		['what is not there', ['/nothing'], [], {}],
		['a nested object as a whole', ['/lines', '/kind'], ['/kind', '/lines/*'], { kind: {}, lines: [{ sku: 'XX-0' }] }],
		['the part of one branch', ['/kind', '/kind/b'], [], { kind: { b: '' } }],
	])('of which %s was read holds that', (_name, read, whole, content) => {
		expect(describeValue(order, schema(), { read: new Set(read), whole: new Set(whole) }).content).toEqual(content);
	});

	it('whose properties are called like those of every object keeps them', async () => {
		const names = ['__proto__', 'constructor', 'toString'];
		const value = JSON.parse('{"__proto__":0,"constructor":"","toString":false}') as JsonValue;
		const { content } = describeValue(value, await schemaOf({ type: 'object', required: names }));
		expect(Object.keys(content as object).sort()).toEqual(names.sort());
		expect(({} as { polluted?: true }).polluted).toBeUndefined();
	});

	it('of a request keeps all of it, and hides what is personal', () => {
		const { content } = describeValue(
			{ customer: 'Real Person 12345678Z', express: false, count: 0, note: '' },
			{
				document,
				pointer: '/components/schemas/NewOrder',
				value: (document.root['components'] as { schemas: JsonObject } & JsonObject).schemas['NewOrder'] as JsonValue,
			},
			undefined,
			'request',
		);
		expect(content).toEqual({ customer: 'text', express: false, count: 0, note: '' });
	});
});

describe('two values in one', () => {
	it.each<[JsonValue, JsonValue, JsonValue]>([
		[{ a: 0 }, { b: '' }, { a: 0, b: '' }],
		[null, false, false],
		[[], [1], [1]],
		[{ a: null }, { a: { b: 0 } }, { a: { b: 0 } }],
		[1, 2, 1],
		['', 'a', ''],
	])('%j and %j are %j, whichever comes first', (a, b, merged) => {
		expect([mergeValues(a, b), mergeValues(b, a)]).toEqual([merged, merged]);
	});
});

it('no exchanges are no interactions', () => {
	expect(composeInteractions([], { documents: [document], scenarios: [] })).toEqual({
		interactions: [],
		refused: [],
		leftOut: [],
		notes: [],
		saysNothing: [],
		wanted: [],
	});
});

describe('an heir that is named by the discriminator of its base', () => {
	const PET = {
		type: 'object',
		required: ['petType', 'name'],
		properties: { petType: { type: 'string' }, name: { type: 'string' } },
	};
	const CAT: JsonObject = {
		allOf: [
			{ $ref: '#/components/schemas/Pet' },
			{ type: 'object', required: ['born'], properties: { born: { type: 'string', format: 'date' } } },
		],
	};
	const describeHeir = async (direction: 'request' | 'response', value: JsonValue, mapping?: JsonObject) => {
		const discriminator: JsonObject = { propertyName: 'petType', ...(mapping && { mapping }) };
		const Pet: JsonObject = { ...PET, discriminator };
		const schemas: JsonObject = { Pet, Cat: CAT, Dog: CAT };
		const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, components: { schemas } };
		const document = await loadDocument(root);
		const pointer = '/components/schemas/Pet';
		return describeValue(value, { document, pointer, value: Pet }, undefined, direction);
	};
	const TOM = { name: 'Tom', born: '2020-02-03', lives: 9 };

	it.each<[string, string, JsonObject | undefined]>([
		['by the mapping', 'cat', { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' }],
		['by its own name', 'Cat', undefined],
	])('%s is sent as its schema says', async (_, petType, mapping) => {
		const { content, rules } = await describeHeir('request', { ...TOM, petType }, mapping);
		expect(content).toEqual({ ...TOM, born: '2026-01-15', petType });
		expect(rules.get('$.petType')).toEqual(AND(REGEX(`^${petType}$`)));
		expect(rules.get('$.born')).toEqual(AND(REGEX('^\\d{4}-\\d{2}-\\d{2}$')));
	});

	it('is expected by its name, and with what all heirs have', async () => {
		const one = await describeHeir('response', { ...TOM, petType: 'Cat' });
		expect(one.content).toEqual({ name: 'text', petType: 'Cat' });
		expect(one.rules.get('$.petType')).toEqual(AND({ match: 'type' }));
	});

	it('is none by a name that no schema has', async () => {
		const one = await describeHeir('response', { ...TOM, petType: 'Cow' });
		expect(one.content).toEqual({ name: 'text', petType: 'text' });
		const sent = await describeHeir('request', { ...TOM, petType: 'Cow' });
		expect(sent.rules.get('$.petType')).toEqual(AND({ match: 'type' }));
	});
});
