// Schemas that are made of closed ones, as generators write inheritance: what closes the base keeps out what its heirs add.

import { describe, expect, it } from 'vitest';
import { compileSchema, type JsonObject, loadDocuments, type SchemaRef } from '../../../spec/index.ts';
import { makeDocument } from './documents.ts';

const text = { type: 'string' };
const base = { type: 'object', properties: { id: text }, additionalProperties: false };
const own = { type: 'object', properties: { name: text }, required: ['name'], additionalProperties: false };
const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

async function read(
	schemas: JsonObject,
	openapi = '3.0.3',
): Promise<{ judge: (schema: string, value: unknown) => string[]; messages: string[] }> {
	const paths = Object.fromEntries(
		Object.keys(schemas).map((name) => [
			`/${name}`,
			{ get: { responses: { 200: { description: '', content: { 'application/json': { schema: to(name) } } } } } },
		]),
	);
	const { operations, findings } = await loadDocuments([makeDocument(paths, { openapi, components: { schemas } })]);
	return {
		judge: (name, value) => {
			const operation = operations.find(({ pathTemplate }) => pathTemplate === `/${name}`);
			const schema = operation?.responses.get('200')?.mediaTypes[0]?.schema as SchemaRef;
			return compileSchema(schema, 'response')(value).map(({ pointer }) => pointer);
		},
		messages: findings.map(({ code, message }) => `${code} ${message}`),
	};
}

describe('a closed base with heirs', () => {
	it.each<[string, JsonObject]>([
		['both in allOf', { allOf: [to('Base'), own] }],
		['its own properties beside allOf', { allOf: [to('Base')], ...own }],
		['only the base is closed', { allOf: [to('Base'), { properties: { name: text }, required: ['name'] }] }],
		['what refers to the base is closed as well', { allOf: [{ ...to('Base'), additionalProperties: false }], ...own }],
		['only the heir is closed', { allOf: [{ $ref: '#/components/schemas/Open' }, own] }],
	])('takes what the heirs add, and nothing else: %s', async (_name, Heir) => {
		for (const openapi of ['3.0.3', '3.1.0']) {
			const { judge, messages } = await read(
				structuredClone({ Base: base, Open: { properties: { id: text } }, Heir }),
				openapi,
			);
			expect(judge('Heir', { id: 'a', name: 'b' })).toEqual([]);
			expect(judge('Heir', { id: 'a', name: 'b', other: 0 })).toEqual(['/other']);
			expect(judge('Heir', { id: 0, name: 'b' })).toEqual(['/id']);
			expect(messages).toEqual([expect.stringMatching(/^document\.closed-base .*keeps out/)]);
		}
	});

	it('of heirs of heirs the last one is closed', async () => {
		const { judge } = await read({
			Base: structuredClone(base),
			Heir: { allOf: [to('Base'), structuredClone(own)] },
			Late: { allOf: [to('Heir'), { type: 'object', properties: { age: text }, additionalProperties: false }] },
		});
		expect(judge('Late', { id: 'a', name: 'b', age: 'c' })).toEqual([]);
		expect(judge('Late', { id: 'a', name: 'b', age: 'c', other: 0 })).toEqual(['/other']);
		expect(judge('Heir', { id: 'a', name: 'b' })).toEqual([]);
	});

	it.each<[string, JsonObject]>([
		['one that is used alone', base],
		['one with a remark beside it', { allOf: [to('Base')], description: 'a base' }],
		['one whose other parts add nothing', { allOf: [to('Base'), { required: ['id'] }, { properties: { id: {} } }] }],
	])('closes as ever: %s', async (_name, Heir) => {
		const { judge, messages } = await read(structuredClone({ Base: base, Heir }));
		expect(judge('Heir', { id: 'a', name: 'b' })).toEqual(['/name']);
		expect(messages).toEqual([]);
	});

	it('is told once for a document', async () => {
		const heirs = Object.fromEntries(
			['A', 'B', 'C'].map((name) => [name, { allOf: [to('Base'), structuredClone(own)] }]),
		);
		const { messages } = await read({ Base: structuredClone(base), ...heirs });
		expect(messages).toHaveLength(1);
		expect(messages[0]).toContain('2 more');
	});
});

describe('what closes an object beside its alternatives', () => {
	const closed = (inner: JsonObject): JsonObject => ({ additionalProperties: false, ...inner });
	const cat = { type: 'object', properties: { lives: { type: 'integer' } }, required: ['lives'] };
	it.each<[string, JsonObject]>([
		['in it', closed({ type: 'object', properties: { id: text }, oneOf: [cat, own] })],
		['by reference', closed({ properties: { id: text }, anyOf: [to('Cat'), to('Own')] })],
		['around a reference', closed({ allOf: [{ properties: { id: text }, oneOf: [to('Cat'), to('Own')] }] })],
	])('lets in what they describe: %s', async (_where, Pet) => {
		const Own = { type: 'object', properties: { name: text }, required: ['name'] };
		const oneOf = [cat, Own];
		const schemas = { Cat: cat, Own, Pet: Pet['oneOf'] ? { ...Pet, oneOf } : Pet };
		const { judge, messages } = await read(structuredClone(schemas));
		expect(judge('Pet', { id: 'a', lives: 9 })).toEqual([]);
		expect(judge('Pet', { id: 'a', name: 'b' })).toEqual([]);
		expect(judge('Pet', { id: 'a', name: 'b', other: 0 })).toEqual(['/other']);
		expect(judge('Pet', { id: 'a' })).not.toEqual([]);
		expect(messages).toEqual([expect.stringMatching(/^document\.closed-base /)]);
	});

	it.each([true, false])(
		'is seen at once where each of many heirs is an alternative of the base, closed: %s',
		async (isClosed) => {
			const names = Array.from({ length: 1500 }, (_, index) => `Heir${index}`);
			const Base = {
				type: 'object',
				properties: { id: {} },
				oneOf: names.map(to),
				...(isClosed && { additionalProperties: false }),
			};
			const heirs = names.map((name) => [name, { allOf: [to('Base'), { properties: { [name]: {} } }] }]);
			const schemas: JsonObject = { Base, ...Object.fromEntries(heirs) };
			const start = performance.now();
			await loadDocuments([makeDocument({}, { components: { schemas } })]);
			expect(performance.now() - start).toBeLessThan(4000);
		},
	);

	it('is told as what it stands beside', async () => {
		const { messages } = await read({ Pet: closed({ properties: { id: {} }, anyOf: [{ properties: { name: {} } }] }) });
		expect(messages).toEqual([
			expect.stringMatching(/^document\.closed-base additionalProperties: false beside anyOf /),
		]);
	});

	it('stays where it describes all that they do', async () => {
		const Pet = closed({
			properties: { lives: {}, name: {} },
			oneOf: [{ required: ['lives'] }, { required: ['name'] }],
		});
		const { judge, messages } = await read({ Pet });
		expect([judge('Pet', { name: 'a' }), judge('Pet', { name: 'a', other: 0 }), messages]).toEqual([
			[],
			['/other'],
			[],
		]);
	});
});
