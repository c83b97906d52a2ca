// The forms of an answer: each is legal, each is what its name says, and what a list holds is the state's to say.

import { describe, expect, test } from 'vitest';
import { validateResponse } from '../../../../mock/answer/validate-response.ts';
import { startMock } from '../../../../mock/index.ts';
import type { OperationPlan } from '../../../../mock/pipeline/operation-plan.ts';
import type { AnswerVariant } from '../../../../mock/types/answer-variant.ts';
import type { JsonObject, JsonValue } from '../../../../spec/index.ts';
import { control, startOrders } from '../../control/support.ts';
import { compose, planOf, planWith, READ, sessionWith } from '../answers.ts';

const text = { type: 'string' };
const nullable = { type: ['string', 'null'] };

/** The answer for a stored entity, in a form; proved, so that no form is ever illegal. */
function shape(plan: OperationPlan, entity: JsonObject, variant: AnswerVariant): JsonValue | undefined {
	const before = JSON.stringify(entity);
	const answer = compose(plan, { kind: 'entity', entity, mention: READ }, { session: sessionWith(variant) });
	expect(validateResponse(plan, answer)).toEqual([]);
	expect(answer.status).toBe(200);
	expect(JSON.stringify(entity)).toBe(before);
	return answer.value;
}

const ORDER = {
	type: 'object',
	required: ['id', 'gift', 'tags'],
	properties: {
		id: text,
		gift: nullable,
		tags: { type: 'array', items: text },
		note: text,
		total: { type: ['number', 'null'] },
		lines: {
			type: 'array',
			minItems: 1,
			items: {
				type: 'object',
				required: ['sku'],
				properties: { sku: { type: 'string', enum: ['A', 'B'] }, size: nullable },
			},
		},
	},
};
const FULL = {
	id: '1',
	gift: '',
	tags: [''],
	note: '',
	total: 0,
	lines: [
		{ sku: 'A', size: 'M' },
		{ sku: 'A', size: null },
	],
};

describe('an entity', () => {
	const cases: readonly [AnswerVariant, JsonObject][] = [
		['minimal', { id: '1', gift: null, tags: [] }],
		['sparse', { id: '1', gift: '', tags: [''] }],
		[
			'nulls',
			{
				...FULL,
				gift: null,
				total: null,
				lines: [
					{ sku: 'A', size: null },
					{ sku: 'A', size: null },
				],
			},
		],
		['seeded', FULL],
		[
			{ form: 'enum', pointer: '/lines/*/sku', value: 'B' },
			{
				...FULL,
				lines: [
					{ sku: 'B', size: 'M' },
					{ sku: 'B', size: null },
				],
			},
		],
		[{ form: 'enum', pointer: '/none/x', value: 'B' }, FULL],
		[{ form: 'enum', pointer: '/lines/*/sku', value: 'C' }, FULL],
		[{ form: 'enum', pointer: '', value: 'C' }, FULL],
	];
	test.each(cases)('in the form %j', async (variant, shown) => {
		expect(shape(await planOf(ORDER), FULL, variant)).toEqual(shown);
	});

	test('in the form maximal has everything, long', async () => {
		const value = shape(
			await planOf(ORDER),
			{ id: '1', gift: 'g', tags: [], lines: [{ sku: 'A' }] },
			'maximal',
		) as typeof FULL;
		expect(Object.keys(value).sort()).toEqual(Object.keys(FULL).sort());
		expect([value.id, value.gift.length, value.tags.length, value.lines.length]).toEqual(['1', 200, 3, 3]);
		expect(value.lines.every(({ size }) => size !== undefined)).toBe(true);
	});

	test('has the same form each time', async () => {
		const plan = await planOf(ORDER);
		for (const variant of ['minimal', 'sparse', 'nulls', 'maximal'] as const) {
			expect(shape(plan, { id: '1' }, variant)).toEqual(shape(plan, { id: '1' }, variant));
		}
	});
});

describe('what the schema wants is put back', () => {
	const bare = { type: 'object', properties: { a: text, b: text } };
	const cases: readonly [what: string, schema: JsonObject, entity: JsonObject, AnswerVariant, JsonValue][] = [
		['at least one property', { ...bare, minProperties: 1 }, { a: '', b: '' }, 'minimal', { a: '', b: '' }],
		['one of two', { ...bare, anyOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: '' }, 'sparse', { a: '' }],
		[
			'what another one needs',
			{ ...bare, required: ['a'], dependentRequired: { a: ['b'] } },
			{ a: '', b: '' },
			'minimal',
			{ a: '', b: '' },
		],
		[
			'no null, by allOf',
			{ allOf: [{ type: 'object', required: ['a'], properties: { a: nullable } }, { properties: { a: text } }] },
			{ a: '' },
			'minimal',
			{ a: '' },
		],
		[
			'items',
			{ type: 'object', required: ['l'], properties: { l: { type: 'array', minItems: 2 } } },
			{ l: [0, '', null] },
			'minimal',
			{ l: [0, ''] },
		],
		['a whole that is nothing but optional', bare, { a: '', b: '' }, 'minimal', {}],
		[
			'what nobody declared',
			{ type: 'object', additionalProperties: true, properties: { a: text } },
			{ a: '', x: 0 },
			'minimal',
			{ x: 0 },
		],
		[
			'the branch of a union',
			{
				oneOf: [
					{ type: 'object', required: ['kind', 'a'], properties: { kind: { const: 'a' }, a: text } },
					{ type: 'object', required: ['kind', 'b'], properties: { kind: { const: 'b' }, b: text } },
				],
			},
			{ kind: 'a', a: '' },
			'minimal',
			{ kind: 'a', a: '' },
		],
		[
			'a length',
			{ type: 'object', properties: { a: { type: 'string', maxLength: 3 } } },
			{ a: 'x' },
			'maximal',
			{ a: 'x x' },
		],
		[
			'an odd name',
			JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"},"toString":{"type":"string"}}}'),
			JSON.parse('{"__proto__":"x","toString":"y"}'),
			'minimal',
			{},
		],
	];
	test.each(cases)('%s', async (_, schema, entity, variant, shown) => {
		expect(shape(await planOf(schema), entity, variant)).toEqual(shown);
	});

	test('and circles end', async () => {
		const node: JsonObject = {
			type: 'object',
			required: ['name'],
			properties: { name: text, next: { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] } },
		};
		const plan = await planOf({ $ref: '#/components/schemas/Node' }, { Node: node });
		const entity = { name: 'a', next: { name: 'b' } };
		expect(shape(plan, entity, 'minimal')).toEqual({ name: 'a' });
		expect(shape(plan, entity, 'nulls')).toEqual({ name: 'a', next: null });
		expect(JSON.stringify(shape(plan, entity, 'maximal')).length).toBeLessThan(50_000);
	});
});

describe('other answers', () => {
	test('a list keeps its items, each in the form', async () => {
		const plan = await planOf({
			type: 'object',
			required: ['orders', 'next'],
			properties: { orders: { type: 'array', items: ORDER }, next: nullable },
		});
		const source = { kind: 'list', items: [FULL], total: 1, mention: { ...READ, outcome: 'listed' } } as const;
		const answer = compose(plan, source, { session: sessionWith('minimal') });
		expect(answer.value).toEqual({ orders: [{ id: '1', gift: null, tags: [] }], next: null });
		const none = compose(plan, { ...source, items: [], total: 0 }, { session: sessionWith('maximal') });
		expect(none.value).toMatchObject({ orders: [] });
	});

	test('examples and scripted bodies come in the form, too; an error and another status do not', async () => {
		const content = { 'application/json': { schema: ORDER, example: FULL } };
		const plan = await planWith({ '200': { description: '', content }, '409': { description: '', content } });
		const session = sessionWith('sparse');
		expect(compose(plan, { kind: 'stateless' }, { session }).value).toEqual({ id: '1', gift: '', tags: [''] });
		expect(compose(plan, { kind: 'reply', body: FULL }, { session }).value).toEqual({ id: '1', gift: '', tags: [''] });
		expect(compose(plan, { kind: 'reply', body: FULL }, { session, status: 409 }).value).toEqual(FULL);
		expect(compose(plan, { kind: 'reply', body: 'no order' }, { session }).value).toBe('no order');
	});
});

describe('a session', () => {
	test('has a form until it is told otherwise, or dropped', async () => {
		await using mock = await startMock({ port: 0, seed: 1 });
		const session = mock.session('forms');
		await session.use('happy-path');
		const id = '1d0a6c52-8a0e-4b57-9f6e-3b1f0c5a7e01';
		const read = async (): Promise<string[]> => {
			const url = `${session.baseUrl}/v1/orgs/acme/identifications/identity_document/${id}`;
			const response = await fetch(url, { headers: { Authorization: 'Bearer x' } });
			expect(response.status).toBe(200);
			return Object.keys((await response.json()) as object);
		};
		const plain = await read();
		expect(await session.setVariant('minimal')).toMatchObject({ variant: { form: 'minimal' } });
		expect(await read()).toHaveLength(4);
		await session.reset();
		expect(await read()).toHaveLength(4);
		expect(await session.setVariant(null)).not.toHaveProperty('variant');
		expect(await read()).toEqual(plain);
		await session.setVariant({ form: 'enum', pointer: '/status', value: 'EXPIRED' });
		expect(await read()).toEqual(plain);
	});

	test.each([
		[{ form: 'minimal' }, 200],
		[{ form: 'sparse' }, 200],
		[{ form: 'nulls' }, 200],
		[{ form: 'maximal' }, 200],
		[{ form: 'seeded' }, 200],
		[{ form: 'enum', pointer: '/a/*', value: null }, 200],
		[{ form: 'enum', pointer: '', value: 0 }, 200],
		[{ form: 'alternative', pointer: '/a', value: false }, 200],
		[{ form: null }, 200],
		[{ form: 'enum' }, 400],
		[{ form: 'enum', pointer: 'a', value: 0 }, 400],
		[{ form: 'tiny' }, 400],
		[{ form: '' }, 400],
		[{}, 400],
		[[], 400],
		[null, 400],
	])('is told over HTTP by %j → %i', async (body, status) => {
		const mock = await startOrders();
		const answer = await control(mock, 'PUT /sessions/forms/variant', { body });
		expect(answer.status).toBe(status);
		if (status !== 200) return;
		const { form } = body as { form: string | null };
		expect(answer.json.variant?.form ?? null).toBe(form);
	});
});

test('every form of every success answer of the shipped documents is listed, and legal', async () => {
	await using mock = await startMock({ port: 0, seed: 1 });
	const id = '1d0a6c52-8a0e-4b57-9f6e-3b1f0c5a7e01';
	const base = '/v1/orgs/acme/identifications/identity_document';
	let count = 0;
	for (const [method, path, status] of [
		['POST', base, 200],
		['GET', `${base}/${id}`, 200],
		['DELETE', `${base}/${id}`, 204],
	] as const) {
		const listed = await mock.variants({ method, path, status });
		expect(listed).toBeDefined();
		for (const { variant, isState } of listed?.variants ?? []) {
			const session = mock.session();
			await session.drop();
			await session.use('happy-path');
			await session.setVariant(variant);
			const body = method === 'POST' ? { headers: { 'Content-Type': 'application/json' }, body: '{}' } : {};
			const headers = { Authorization: 'Bearer x', ...body.headers };
			const response = await fetch(mock.url + path, { ...body, method, headers });
			const value = (await response.json()) as JsonObject;
			expect([variant, response.status]).toEqual([variant, status]);
			if (typeof variant !== 'string') {
				const found = variant.pointer
					.split('/')
					.slice(1)
					.reduce<JsonValue>((one, key) => (one as JsonObject)[key] as JsonValue, value);
				expect(found).toBe(variant.value);
				expect(isState).toBe(variant.pointer === '/status');
			}
			count += 1;
		}
	}
	expect(count).toBeGreaterThan(12);
	expect(await mock.variants({ method: 'GET', path: '/none', status: 200 })).toBeUndefined();
	expect(await mock.variants({ method: 'DELETE', path: `${base}/${id}`, status: 204 })).toMatchObject({ variants: [] });
});

test('the kinds of a union and of a list of types are forms of their own', async () => {
	const card = { type: 'object', required: ['kind', 'last4'], properties: { kind: { const: 'card' }, last4: text } };
	const iban = { type: 'object', required: ['kind', 'iban'], properties: { kind: { const: 'iban' }, iban: text } };
	const list = async (schema: JsonValue): Promise<JsonValue[]> => {
		const paths = {
			'/o': { get: { responses: { '200': { description: '', content: { 'application/json': { schema } } } } } },
		};
		const document = { openapi: '3.1.0', info: { title: 'o', version: '1' }, paths } as unknown as JsonObject;
		await using mock = await startMock({ documents: [document], port: 0, log: 'silent' });
		const listed = await mock.variants({ method: 'GET', path: '/o', status: 200 });
		return (listed?.variants ?? []).flatMap(({ variant }) =>
			typeof variant !== 'string' && variant.form === 'alternative' ? [variant.value] : [],
		);
	};
	const within = (schema: JsonValue): JsonObject => ({ type: 'object', required: ['a'], properties: { a: schema } });
	expect(await list(within({ oneOf: [card, iban, { type: 'null' }] }))).toMatchObject([
		{ kind: 'card' },
		{ kind: 'iban' },
	]);
	expect(await list(within({ type: ['number', 'string', 'null'] }))).toEqual(['text', '7', 1.5, 7]);
	expect(await list(within({ type: ['integer', 'string'], minLength: 2 }))).toEqual(['text', 7]);
	for (const schema of [
		text,
		nullable,
		card,
		{ oneOf: [card, { type: 'null' }] },
		{ type: ['integer', 'number'] },
		{},
		true,
		{ enum: [0, ''] },
	] as JsonValue[]) {
		expect([schema, await list(within(schema))]).toEqual([schema, []]);
	}
});
