// Kinds of one thing, as generators write inheritance: a base with a discriminator, and schemas that are made of it by `allOf`.

import { describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const pet = { $ref: '#/components/schemas/Pet' };
const heir = (properties: JsonObject): JsonObject => ({
	allOf: [pet, { type: 'object', required: Object.keys(properties), properties }],
});

function start(mapping?: JsonObject): Promise<RunningMock> {
	const discriminator: JsonObject = { propertyName: 'kind', ...(mapping && { mapping }) };
	const schemas: JsonObject = {
		Pet: {
			type: 'object',
			required: ['kind'],
			properties: { id: { type: 'integer' }, kind: { type: 'string' } },
			discriminator,
		},
		Cat: heir({ lives: { type: 'integer' } }),
		Dog: heir({ tricks: { type: 'array', items: { type: 'string' } } }),
		Puppy: {
			allOf: [{ $ref: '#/components/schemas/Dog' }, { type: 'object', properties: { weeks: { type: 'integer' } } }],
		},
		Shelter: { type: 'object', properties: { id: { type: 'integer' }, pets: { type: 'array', items: pet } } },
		Other: { type: 'object', properties: { secret: { type: 'string' } } },
	};
	const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
	const show = (schema: JsonObject): JsonObject => ({ description: 'Good.', ...json(schema) });
	const life = (schema: JsonObject): JsonObject => ({
		post: { requestBody: json(schema), responses: { '201': show(schema), '400': { description: 'Bad.' } } },
		get: { responses: { '200': show({ type: 'array', items: schema }) } },
	});
	const item = (schema: JsonObject): JsonObject => ({
		parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
		get: { responses: { '200': show(schema), '404': { description: 'None.' } } },
	});
	const shelter = { $ref: '#/components/schemas/Shelter' };
	const paths = {
		'/pets': life(pet),
		'/pets/{id}': item(pet),
		'/shelters': life(shelter),
		'/shelters/{id}': item(shelter),
		'/judge': { post: { requestBody: json(pet), responses: { '200': show(pet) } } },
	};
	return startTestMock({ documents: [describePaths(paths, { components: { schemas } })] });
}

describe.each<[string, JsonObject | undefined, string, string, string]>([
	['by the names of schemas', undefined, 'Cat', 'Dog', 'Puppy'],
	[
		'by a mapping',
		{ cat: '#/components/schemas/Cat', dog: 'Dog', pup: '#/components/schemas/Puppy' },
		'cat',
		'dog',
		'pup',
	],
])('an heir that a value names %s', (_by, mapping, cat, dog, puppy) => {
	it.each<[string, JsonObject]>([
		['one', { kind: cat, lives: 9 }],
		['another', { kind: dog, tricks: ['sit'] }],
		['an heir of an heir', { kind: puppy, tricks: [], weeks: 3 }],
	])('shows what was sent of it: %s', async (_name, sent) => {
		const mock = await start(mapping);
		const made = { id: 1, ...sent };
		expect(await call(mock, 'POST', '/pets', { body: sent })).toMatchObject({ status: 201, json: made });
		expect((await call(mock, 'GET', '/pets/1')).json).toEqual(made);
		expect((await call(mock, 'GET', '/pets')).json).toEqual([made]);
		await call(mock, 'POST', '/shelters', { body: { pets: [sent] } });
		expect((await call(mock, 'GET', '/shelters/1')).json).toEqual({ id: 1, pets: [sent] });
	});

	it('is that of an answer without state as well, whole and without what others have', async () => {
		const mock = await start(mapping);
		const { json: one } = await call(mock, 'POST', '/judge', { body: { kind: cat, lives: 9 } });
		expect(one).toEqual({ id: expect.any(Number), kind: cat, lives: 9 });
		const { json: other } = await call(mock, 'POST', '/judge', { body: { kind: dog } });
		expect(other).toEqual({ id: expect.any(Number), kind: dog, tricks: expect.any(Array) });
	});

	it.each(['Other', 'nobody', '', 'constructor', '../Cat'])('is none by the name %j', async (kind) => {
		const mock = await start(mapping);
		const reply = await call(mock, 'POST', '/pets', { body: { kind, secret: 's', lives: 9 } });
		expect(reply).toMatchObject({ status: 201, json: { id: 1, kind } });
		expect(reply.json).not.toHaveProperty('secret');
	});
});
