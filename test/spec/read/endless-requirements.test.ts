// Required properties that lead back to where they stand.

import { describe, expect, it } from 'vitest';
import { compileSchema, type JsonObject, type JsonValue, loadDocuments } from '../../../spec/index.ts';
import { resolvePointer } from '../../../spec/read/pointer.ts';

const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const holding = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
	type: 'object',
	required: Object.keys(properties),
	properties,
	...more,
});

async function load(schemas: JsonObject) {
	const document = { openapi: '3.0.3', info: { title: 'Orders', version: '1' }, paths: {}, components: { schemas } };
	const { documents, findings } = await loadDocuments([document]);
	const root = documents[0]?.root as JsonObject;
	const required = (name: string): JsonValue | undefined =>
		resolvePointer(root, `/components/schemas/${name}/required`);
	const told = findings.map(({ code, place }) => `${code} ${place?.pointer}`);
	return { required, told };
}

const ID: JsonObject = { id: { type: 'string' } };

describe('what is required without end', () => {
	it('is read as not required, and told', async () => {
		const { required, told } = await load({
			Food: holding({ ...ID, category: { allOf: [to('Category')] } }),
			Category: holding({ ...ID, food: to('Food') }),
			Node: holding({ next: to('Node') }),
			Order: holding({ food: to('Food') }),
		});
		expect(['Food', 'Category', 'Node', 'Order'].map(required)).toEqual([['id'], ['id'], undefined, ['food']]);
		expect(told.toSorted()).toEqual([
			'document.endless /components/schemas/Category/required',
			'document.endless /components/schemas/Food/required',
			'document.endless /components/schemas/Node/required',
		]);
	});

	it('is found through bases and objects inside', async () => {
		const { required } = await load({
			Base: holding({ owner: to('Heir') }),
			Heir: { allOf: [to('Base'), holding(ID)] },
			Outer: holding({ inner: holding({ outer: to('Outer') }) }),
		});
		expect([required('Base'), required('Outer/properties/inner'), required('Heir/allOf/1')]).toEqual([
			undefined,
			undefined,
			['id'],
		]);
	});

	it.each<[string, JsonObject]>([
		['null', { ...to('Node'), nullable: true }],
		['null among types', { type: ['object', 'null'], allOf: [to('Node')] }],
		['a list', { type: 'array', items: to('Node') }],
		['an alternative', { oneOf: [to('Node'), holding(ID)] }],
		['a map', { type: 'object', additionalProperties: to('Node') }],
	])('stays where it can end: %s', async (_how, next) => {
		const { required, told } = await load({ Node: holding({ next }) });
		expect([required('Node'), told.filter((one) => one.includes('endless'))]).toEqual([['next'], []]);
	});
});

describe('additionalProperties: false beside a reference', () => {
	it('is of what is referred to', async () => {
		const closed = { additionalProperties: false };
		const schema = { ...to('Order'), ...closed };
		const document = {
			openapi: '3.0.3',
			info: { title: 'Orders', version: '1' },
			paths: {
				'/orders': {
					get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } },
				},
			},
			components: { schemas: { Order: { type: 'object', properties: ID, ...closed } } },
		};
		const { operations } = await loadDocuments([document]);
		const answer = operations[0]?.responses.get('200')?.mediaTypes[0]?.schema;
		if (!answer) throw new Error('no schema');
		const validate = compileSchema(answer, 'response');
		expect([validate({ id: 'a' }).length, validate({ id: 1 }).length, validate({ other: 1 }).length]).toEqual([
			0, 1, 1,
		]);
	});
});
