import { describe, expect, test } from 'vitest';
import { isAcceptable } from '../../../mock/answer/compose.ts';
import { validateResponse } from '../../../mock/answer/validate-response.ts';
import type { OperationPlan } from '../../../mock/pipeline/operation-plan.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { compose, composeEntity, planOf, planWith, READ, requestWith, sessionWith } from './answers.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };

async function show(schema: JsonValue, entity: JsonObject, schemas: JsonObject = {}): Promise<JsonValue | undefined> {
	const plan = await planOf(schema, schemas);
	const answer = composeEntity(plan, entity);
	expect(answer.body).toBe(JSON.stringify(answer.value));
	expect(validateResponse(plan, answer)).toEqual([]);
	return answer.value;
}

test('an entity that is asked for again is shown without being looked at again; once it has changed, as it is then', async () => {
	const plan = await planOf({ type: 'object', properties: { id: text, qty: whole } });
	const entity: JsonObject = { id: '1', qty: 1, note: 'x' };
	const [first, again] = [composeEntity(plan, entity), composeEntity(plan, entity)];
	expect([first.body, again.body]).toEqual(['{"id":"1","qty":1}', '{"id":"1","qty":1}']);
	expect(again.value).toBe(first.value);
	expect(composeEntity(plan, { ...entity, qty: 2 }).body).toBe('{"id":"1","qty":2}');
	expect(composeEntity(plan, entity).body).toBe('{"id":"1","qty":1}');
});

describe('an entity is shown as the schema declares it', () => {
	const entity = JSON.parse(
		'{"id":"1","qty":0,"note":"","paid":false,"gone":null,"lines":[],"secret":"s"}',
	) as JsonObject;
	const all = {
		id: text,
		qty: whole,
		note: text,
		paid: { type: 'boolean' },
		gone: { type: 'null' },
		lines: { type: 'array' },
	};
	const cases: [what: string, schema: JsonValue, shown: JsonValue, schemas?: JsonObject][] = [
		[
			'falsy values included',
			{ type: 'object', properties: all },
			{ id: '1', qty: 0, note: '', paid: false, gone: null, lines: [] },
		],
		['only what is declared', { properties: { id: text } }, { id: '1' }],
		['nothing declared: whole', { type: 'object' }, entity],
		['no schema to speak of: whole', true, entity],
		['a map: whole', { type: 'object', additionalProperties: true }, entity],
		['open beside what is declared: whole', { properties: { id: text }, additionalProperties: true }, entity],
		['closed', { properties: { id: text }, additionalProperties: false }, { id: '1' }],
		[
			'behind a reference',
			{ $ref: '#/components/schemas/Order' },
			{ id: '1' },
			{ Order: { properties: { id: text } } },
		],
		[
			'by all parts of allOf',
			{ allOf: [{ $ref: '#/components/schemas/A' }, { properties: { qty: whole } }] },
			{ id: '1', qty: 0 },
			{ A: { properties: { id: text } } },
		],
		[
			'without what is write-only',
			{ properties: { id: text, secret: { type: 'string', writeOnly: true } }, required: ['id', 'secret'] },
			{ id: '1' },
		],
		[
			'whole, but without what is write-only',
			{ properties: { secret: { type: 'string', writeOnly: true } }, additionalProperties: true },
			{ id: '1', qty: 0, note: '', paid: false, gone: null, lines: [] },
		],
		[
			'by the branch that fits',
			{
				oneOf: [
					{ properties: { id: text, note: whole }, additionalProperties: false },
					{ properties: { id: text, qty: whole }, required: ['qty'], additionalProperties: false },
				],
			},
			{ id: '1', qty: 0 },
		],
		[
			'in the property that wraps it',
			{ required: ['data'], properties: { data: { properties: { id: text } } } },
			{ data: { id: '1' } },
		],
	];
	test.each(cases)('%s', async (_what, schema, shown, schemas) => {
		expect(await show(schema, entity, schemas)).toEqual(shown);
	});

	test('nested objects and lists alike, through circles', async () => {
		const tree = {
			properties: {
				id: text,
				child: { $ref: '#/components/schemas/Tree' },
				many: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
			},
		};
		const value = { id: '1', x: 1, child: { id: '2', x: 2, child: { id: '3', x: 3 } }, many: [{ id: '4', x: 4 }] };
		expect(await show({ $ref: '#/components/schemas/Tree' }, value, { Tree: tree })).toEqual({
			id: '1',
			child: { id: '2', child: { id: '3' } },
			many: [{ id: '4' }],
		});
	});

	test('an own __proto__ stays an own property', async () => {
		const schema = JSON.parse('{"properties":{"__proto__":{"type":"object"},"id":{"type":"string"}}}') as JsonValue;
		const shown = await show(schema, JSON.parse('{"__proto__":{"status":"paid"},"id":"1"}') as JsonObject);
		expect(JSON.stringify(shown)).toBe('{"__proto__":{"status":"paid"},"id":"1"}');
		expect(({} as JsonObject)['status']).toBeUndefined();
	});
});

describe('what is required and missing is filled in', () => {
	const schema = {
		type: 'object',
		required: ['id', 'made_at', 'state', 'lines'],
		properties: {
			id: { type: 'string', format: 'uuid' },
			made_at: { type: 'string', format: 'date-time' },
			state: { type: 'string', default: 'NEW' },
			lines: { type: 'array', items: { type: 'object', required: ['qty'], properties: { qty: whole, sku: text } } },
			note: text,
		},
	};

	test('the same each time, and the stored entity is not written to', async () => {
		const plan = await planOf(schema);
		const entity = Object.freeze({ lines: Object.freeze([Object.freeze({ sku: 'a' })]) }) as unknown as JsonObject;
		const answer = composeEntity(plan, entity);
		expect(answer.value).toMatchObject({ state: 'NEW', lines: [{ sku: 'a', qty: expect.any(Number) }] });
		expect(Object.hasOwn(answer.value as JsonObject, 'note')).toBe(false);
		expect(composeEntity(plan, entity).body).toBe(answer.body);
		expect(composeEntity(plan, entity, sessionWith(undefined, 2)).body).not.toBe(answer.body);
		expect(validateResponse(plan, answer)).toEqual([]);
	});

	test('even where nothing else is declared', async () => {
		const entity = Object.freeze({ id: '1' }) as JsonObject;
		expect(composeEntity(await planOf({ type: 'object', required: ['x'] }), entity).value).toEqual({
			id: '1',
			x: null,
		});
	});

	test('more or less, as the variant of the session says', async () => {
		const plan = await planOf(schema);
		const entity = {
			id: '4f5c1f0e-7a53-4d0b-9a35-2d3a6f8f1c01',
			made_at: '2026-01-01T00:00:00Z',
			state: 'OLD',
			lines: [],
			note: '',
		};
		expect(composeEntity(plan, entity, sessionWith('minimal')).value).toEqual({ ...entity, note: undefined });
		const { note: _, ...bare } = entity;
		expect(composeEntity(plan, bare, sessionWith('maximal')).value).toHaveProperty('note');
		expect(composeEntity(plan, bare, sessionWith('seeded')).value).toEqual(bare);
	});

	test('what cannot be made is said, with its pointer', async () => {
		const plan = await planOf({ type: 'object', required: ['a'], properties: { a: { not: {} } } });
		const answer = composeEntity(plan, {});
		expect(answer.status).toBe(500);
		expect(answer.why.note).toContain(
			'/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema/properties/a',
		);
		expect(answer.definition).toBeUndefined();
	});
});

describe('a list', () => {
	const item = { type: 'object', required: ['id'], properties: { id: text } };
	const items = [
		{ id: '1', x: 0 },
		{ id: '2', x: 0 },
	];
	const list = (pointer?: string) =>
		({ kind: 'list', items, total: 60, mention: { ...READ, outcome: 'listed' }, ...(pointer && { pointer }) }) as const;
	const shown = [{ id: '1' }, { id: '2' }];

	test('comes bare where the schema is an array', async () => {
		const plan = await planOf({ type: 'array', items: item });
		expect(compose(plan, list()).value).toEqual(shown);
	});

	test('comes in its wrapper, with the count of all, and no link to pages that are not there', async () => {
		const plan = await planOf({
			type: 'object',
			required: ['orders', 'total_count', 'next', 'has_more', 'kind'],
			properties: {
				orders: { type: 'array', items: item },
				total_count: whole,
				next: { type: ['string', 'null'], format: 'uri' },
				has_more: { type: 'boolean' },
				kind: { type: 'string', enum: ['list'] },
				total: text,
			},
		});
		for (const pointer of [undefined, '/orders']) {
			const answer = compose(plan, list(pointer));
			expect(answer.value).toEqual({ orders: shown, total_count: 60, next: null, has_more: false, kind: 'list' });
			expect(validateResponse(plan, answer)).toEqual([]);
		}
		expect(compose(plan, { ...list(), items: [], total: 0 }).value).toMatchObject({ orders: [], total_count: 0 });
	});
});

describe('without an entity', () => {
	const NONE = { kind: 'stateless' } as const;
	const examples = { examples: { first: { value: { id: 'a' } }, empty: { value: { id: '' } } } };
	const schema = {
		type: 'object',
		required: ['id'],
		properties: { id: { type: 'string', examples: ['of the schema'] } },
	};

	test('the first example speaks, or the one that is asked for', async () => {
		const plan = await planOf(schema, {}, examples);
		expect(compose(plan, NONE).value).toEqual({ id: 'a' });
		expect(compose(plan, { kind: 'reply', example: 'empty' }).value).toEqual({ id: '' });
		expect(compose(plan, { kind: 'reply', body: { id: 'given' } }).value).toEqual({ id: 'given' });
	});

	test.each<JsonValue>([0, '', false, null, []])('a cue may give %j as its body', async (body) => {
		const answer = compose(await planOf(true), { kind: 'reply', body });
		expect([answer.value, answer.body]).toEqual([body, JSON.stringify(body)]);
	});

	test('data is generated where there is no example, or where it is to be dynamic', async () => {
		const named = { ...schema, required: ['label'], properties: { label: schema.properties.id } };
		expect(compose(await planOf(named), NONE).value).toEqual({ label: 'of the schema' });
		const plan = await planOf(schema, {}, examples);
		const seeded = compose(plan, { kind: 'reply', dynamic: true, seed: 'x' });
		expect(seeded.value).not.toEqual({ id: 'a' });
		expect(seeded.value).not.toEqual({ id: 'of the schema' });
		expect(compose(plan, { kind: 'reply', dynamic: true, seed: 'x' }).value).toEqual(seeded.value);
		expect(compose(plan, NONE, { dynamic: true }).value).not.toEqual({ id: 'a' });
	});

	test('generated data shows the id of the path, where the schema lets it stand', async () => {
		expect(compose(await planOf(schema), NONE).value).toEqual({ id: '1' });
		const whole = { ...schema, properties: { id: { type: 'integer' } } };
		expect(compose(await planOf(whole), NONE).value).toEqual({ id: 1 });
		const large = { ...schema, properties: { id: { type: 'integer', minimum: 100 } } };
		expect(compose(await planOf(large), NONE).value).not.toEqual({ id: 1 });
		const wrapped = { type: 'object', required: ['data'], properties: { data: schema } };
		expect(compose(await planOf(wrapped), NONE).value).toEqual({ data: { id: '1' } });
	});

	test('a seed of one request leaves the next as it was', async () => {
		const plan = await planOf({ type: 'object', required: ['n'], properties: { n: whole } });
		const before = compose(plan, NONE).body;
		compose(plan, { kind: 'reply', dynamic: true, seed: 'other' });
		expect(compose(plan, NONE).body).toBe(before);
	});
});

describe('bodies', () => {
	test.each(['204', '304'])('of a %s: none, whatever is documented', async (status) => {
		const plan = await planWith({ [status]: { description: '', content: { 'application/json': { schema: text } } } });
		const answer = compose(plan, { kind: 'stateless' }, { status: Number(status) });
		expect([answer.status, answer.body, answer.value]).toEqual([Number(status), undefined, undefined]);
	});

	test('an answer without content has none, and no Content-Type', async () => {
		const answer = compose(await planWith({ '200': { description: '' } }), {
			kind: 'entity',
			mention: READ,
			entity: { id: 1 },
		});
		expect([answer.body, answer.headers]).toEqual([undefined, {}]);
	});

	const bodies: [type: string, example: JsonValue, body: string | Buffer, sent: string][] = [
		['text/plain', '', '', 'text/plain; charset=utf-8'],
		['text/plain', 'hello', 'hello', 'text/plain; charset=utf-8'],
		['application/xml', '<a/>', '<a/>', 'application/xml'],
		['application/octet-stream', 'ÿ', Buffer.from([255]), 'application/octet-stream'],
		[
			'application/x-www-form-urlencoded',
			{ a: 0, b: ['', 'x y'] },
			'a=0&b=&b=x+y',
			'application/x-www-form-urlencoded',
		],
		['application/vnd.api+json', { a: null }, '{"a":null}', 'application/vnd.api+json'],
	];
	test.each(bodies)('of %s: %j', async (type, example, body, sent) => {
		const plan = await planWith({ '200': { description: '', content: { [type]: { example } } } });
		const answer = compose(plan, { kind: 'stateless' });
		expect(answer.body).toEqual(body);
		expect(answer.headers['Content-Type']).toBe(sent);
	});

	test('XML is made by its schema', async () => {
		const plan = await planWith({
			'200': { description: '', content: { 'application/xml': { schema: { type: 'object' } } } },
		});
		const answer = compose(plan, { kind: 'stateless' });
		expect([answer.status, answer.body]).toEqual([200, '<?xml version="1.0" encoding="UTF-8"?><root/>']);
	});

	test('the media type is the one that Accept asks for', async () => {
		const plan = await planWith({
			'200': {
				description: '',
				content: { 'application/json': { example: { a: 1 } }, 'text/plain': { example: 'a' } },
			},
		});
		expect(compose(plan, { kind: 'stateless' }, { accept: 'text/plain' }).body).toBe('a');
		expect(compose(plan, { kind: 'stateless' }, { accept: '*/*' }).body).toBe('{"a":1}');
		const head = (accept: string) => isAcceptable(plan, requestWith(plan, { accept }).request);
		expect([head('text/*'), head('image/png'), head('*/*;q=0')]).toEqual([true, false, false]);
	});
});

describe('an undocumented status', () => {
	test('is a problem', async () => {
		const answer = compose(await planOf(text), { kind: 'stateless' }, { status: 418 });
		expect(answer).toMatchObject({
			status: 418,
			why: { undocumented: true },
			value: { type: 'about:blank', status: 418 },
		});
		expect(answer.definition).toBeUndefined();
	});
});

describe('headers', () => {
	const withHeaders = (headers: JsonObject): Promise<OperationPlan> =>
		planWith({ '200': { description: '', headers } });
	test('are sent, required or not', async () => {
		const plan = await withHeaders({
			'X-Required': { required: true, schema: { type: 'integer', minimum: 5, maximum: 5 } },
			'X-Example': { schema: text, example: 'e' },
			'X-Default': { schema: { type: 'integer', default: 0 } },
			'X-List': { required: true, schema: { type: 'array', items: text, example: ['a', 'b'] } },
			'X-Optional': { schema: text },
			'Content-Type': { required: true, schema: text },
		});
		const answer = compose(plan, { kind: 'stateless' });
		expect(answer.headers).toEqual({
			'x-required': '5',
			'x-example': 'e',
			'x-default': '0',
			'x-list': 'a,b',
			'x-optional': expect.stringMatching(/./),
		});
		expect(validateResponse(plan, answer)).toEqual([]);
	});
});
