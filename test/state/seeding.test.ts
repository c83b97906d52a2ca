import { describe, expect, test } from 'vitest';
import { createRandom } from '../../mock/chance/random.ts';
import type { EffectContext } from '../../mock/effects/effect.ts';
import { type CheckValue, createFixtures, type Given, putFixtures } from '../../mock/fixtures/fixtures.ts';
import type { JsonObject, JsonValue, Operation, SchemaRef } from '../../spec/index.ts';
import { documentWith, effectOf, OPERATIONS, operationOf, path, pathParameter, RESOURCES } from './orders.ts';
import { openSessions } from './sessions.ts';

const NOW = Date.parse('2026-06-01T09:00:00Z');
const SCHEMA: SchemaRef = {
	document: documentWith({}),
	pointer: '/components/schemas/Order',
	value: {
		type: 'object',
		properties: { order_id: {}, status: {}, total: { type: 'number' }, note: { type: 'string' } },
	},
};

/** Stands in for the generator: what it makes of a whole entity shows the seed, each property by itself is `made`. */
const generate: EffectContext['generate'] = (_schema, seed, _nowMs, { name } = {}) => ({
	ok: true,
	value: name !== undefined ? 'made' : {
		order_id: 'from-schema',
		shop: 'from-schema',
		status: 'SHIPPED',
		open_until: 'from-schema',
		priority: 'LOW',
		total: seed,
	},
});

/** Stands in for the validator: only `type` counts. */
const check: CheckValue = ({ roots }, value) => {
	const schema = roots[0]?.value;
	const type = (schema as { type?: string }).type;
	return type === undefined || typeof value === type ? [] : [{ code: 'x', message: `must be ${type}`, pointer: '' }];
};

function readOrder(): Operation {
	const mediaTypes = [{ type: 'application/json', pointer: '', examples: [], schema: SCHEMA }];
	return {
		...OPERATIONS.read,
		responses: new Map([['200', { key: '200', description: '', pointer: '', headers: [], mediaTypes }]]),
	};
}

const NOTES = operationOf({
	id: 'getNote',
	pathTemplate: '/notes/{id}',
	parameters: [pathParameter('id', { type: 'integer' })],
	effect: effectOf({ kind: 'read', resource: 'note', key: path('id') }),
});

function open(part: Partial<EffectContext> = {}) {
	const world: EffectContext = {
		resources: RESOURCES,
		operations: [OPERATIONS.create, readOrder(), NOTES],
		generate,
		...part,
	};
	const fixtures = createFixtures({ context: world, check });
	const prepare = (given: Given, scenario = 'busy', session = 'default') =>
		fixtures.prepare({ scenario, given, random: createRandom(1, session), nowMs: NOW });
	const one = (properties: JsonObject) => prepare({ order: [{ shop: 'acme', ...properties }] }).entities[0]?.entity;
	return { world, fixtures, prepare, one };
}

describe('an entity of a scenario', () => {
	test('is kept as it is written where it is complete', () => {
		const { prepare } = open();
		const entity = {
			shop: 'acme',
			order_id: 'n1',
			status: 'PAID',
			open_until: '2026-01-01T00:00:00Z',
			priority: '',
			total: 0,
			note: '',
			more: null,
		};
		const { findings, entities } = prepare({ order: [entity] });
		expect(findings).toEqual([]);
		expect(entities).toEqual([{ resource: 'order', scope: ['acme'], key: 'n1', keyType: { kind: 'uuid' }, entity }]);
	});

	test('is given a key, the initial state and what its creation would set', () => {
		expect(open().one({})).toEqual({
			shop: 'acme',
			order_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			status: 'NEW',
			open_until: '2026-06-01T10:00:00.000Z',
			priority: 'NORMAL',
			note: 'made',
			total: 'made',
		});
	});

	test('that has expired already is not to expire later', () => {
		expect(open().one({ status: 'LAPSED' })).toMatchObject({
			status: 'LAPSED',
			open_until: '2026-06-01T09:00:00.000Z',
		});
	});

	test('may name moments, reckoned from now', () => {
		expect(open().one({ open_until: { after: 'P1M' }, seen_at: { before: 'P1D' }, total: 0 })).toMatchObject({
			open_until: '2026-07-01T09:00:00.000Z',
			seen_at: '2026-05-31T09:00:00.000Z',
		});
		const plain = {
			range: { after: 'P1D', before: 'P1D' },
			nested: { other: 'P1D' },
			empty: {},
			list: [{ after: 'P1D' }],
		};
		expect(open().one(plain)).toMatchObject(plain);
	});

	test('has the key that it had before, in each session one of its own', () => {
		const { prepare } = open();
		const given = { order: [{ shop: 'acme' }, { shop: 'acme' }] };
		const keys = [prepare(given), prepare(given, 'other'), prepare(given, 'busy', 'qa')].flatMap(({ entities }) =>
			entities.map((entity) => entity.key),
		);
		expect(new Set(keys).size).toBe(6);
		expect(prepare(given).entities.map((entity) => entity.key)).toEqual(keys.slice(0, 2));
	});

	test('keeps an own __proto__ as a plain property', () => {
		const entity = open().one(JSON.parse('{"__proto__":{"status":"PAID"}}'));
		expect(Object.hasOwn(entity ?? {}, '__proto__')).toBe(true);
		expect(entity?.['status']).toBe('NEW');
	});

	test('takes the next number where keys are numbers, after those that are given', () => {
		const { world, fixtures } = open();
		const session = openSessions().get('a');
		const given: Given = { note: [{ id: 41 }, {}, { id: 0 }, {}] };
		const { random, clock } = session;
		const { findings, entities } = fixtures.prepare({ scenario: 'busy', given, random, nowMs: clock.nowMs() });
		putFixtures({ session, resources: world.resources, entities });
		expect(findings).toEqual([]);
		expect(session.store.list('note').map((record) => [record.key, record.entity])).toEqual([
			['41', { id: 41 }],
			['42', { id: 42 }],
			['0', { id: 0 }],
			['43', { id: 43 }],
		]);
	});
});

describe('generated entities', () => {
	test('come from the schema by the seed, but for key, scope and moments; `with` goes first, lists in turn', () => {
		const { prepare } = open();
		const given = {
			order: [{ generate: 3, with: { shop: 'acme', status: ['NEW', 'PAID'], note: '', seen_at: { before: 'P1D' } } }],
		};
		const { findings, entities } = prepare(given);
		expect(findings).toEqual([]);
		expect(entities.map(({ entity }) => entity['status'])).toEqual(['NEW', 'PAID', 'NEW']);
		expect(new Set(entities.map(({ entity }) => entity['total'])).size).toBe(3);
		expect(entities[0]?.entity).toEqual({
			shop: 'acme',
			order_id: entities[0]?.key,
			status: 'NEW',
			open_until: '2026-06-01T10:00:00.000Z',
			priority: 'LOW',
			total: createRandom(1, 'default').seedFor('given/busy/order/0'),
			note: '',
			seen_at: '2026-05-31T09:00:00.000Z',
		});
		expect(prepare(given)).toEqual({ findings, entities });
	});

	test('have a state of the document where the schema made one, else the initial one', () => {
		const { prepare } = open();
		expect(prepare({ order: [{ generate: 1, with: { shop: 'a' } }] }).entities[0]?.entity['status']).toBe('SHIPPED');
		const without = open({ operations: [OPERATIONS.create] });
		expect(without.prepare({ order: [{ generate: 1, with: { shop: 'a' } }] }).entities[0]?.entity['status']).toBe(
			'NEW',
		);
	});

	test('tell where nothing can be generated', () => {
		const failing = open({ generate: () => ({ ok: false, pointer: '/total', reason: 'no number fits' }) });
		expect(failing.prepare({ order: [{ generate: 5, with: { shop: 'a' } }] }).findings).toEqual([
			{
				code: 'scenario.given.schema',
				message: 'nothing can be generated at /total: no number fits',
				pointer: '/given/order/0',
			},
		]);
	});
});

describe('what does not fit', () => {
	test.each<[string, string, string, JsonValue]>([
		['scenario.given.state', '/given/order/1/status', 'order', { shop: 'a', status: 'UNKNOWN' }],
		['scenario.given.state', '/given/order/1/status', 'order', { shop: 'a', status: '' }],
		['scenario.given.state', '/given/order/1/status', 'order', { shop: 'a', status: null }],
		['scenario.given.state', '/given/order/1/status', 'order', { shop: 'a', status: 0 }],
		['scenario.given.scope', '/given/order/1/shop', 'order', { status: 'NEW' }],
		['scenario.given.scope', '/given/order/1/shop', 'order', { shop: null }],
		['scenario.given.scope', '/given/order/1/with/shop', 'order', { generate: 2 }],
		[
			'scenario.given.state',
			'/given/order/1/with/status',
			'order',
			{ generate: 2, with: { shop: 'a', status: ['NEW', 0] } },
		],
		['scenario.given.schema', '/given/order/1/with/total', 'order', { generate: 2, with: { shop: 'a', total: '' } }],
		['scenario.given.key', '/given/order/1/order_id', 'order', { shop: 'a', order_id: '' }],
		['scenario.given.key', '/given/order/1/order_id', 'order', { shop: 'a', order_id: null }],
		['scenario.given.key', '/given/order/1/order_id', 'order', { shop: 'a', order_id: {} }],
		['scenario.given.duplicate', '/given/order/1', 'order', { shop: 'acme', order_id: 'N0' }],
		['scenario.given.duplicate', '/given/order/1', 'order', { generate: 2, with: { shop: 'x', order_id: 'same' } }],
		['scenario.given.property', '/given/order/1/x', 'order', { shop: 'a', x: { after: '7 days' } }],
		['scenario.given.property', '/given/order/1/x', 'order', { shop: 'a', x: { before: '' } }],
		['scenario.given.property', '/given/order/1/x', 'order', { shop: 'a', x: { after: 0 } }],
		['scenario.given.property', '/given/order/1/x', 'order', { shop: 'a', x: { after: 'P1000000Y' } }],
		[
			'scenario.given.property',
			'/given/order/1/with/x',
			'order',
			{ generate: 2, with: { shop: 'a', x: { after: 'P' } } },
		],
		['scenario.given.schema', '/given/order/1/total', 'order', { shop: 'a', total: '0' }],
		['scenario.given.schema', '/given/order/1/note', 'order', { shop: 'a', note: null }],
		['scenario.given.unknown-resource', '/given/__proto__', '__proto__', {}],
		['scenario.given.unknown-resource', '/given/no~1thing', 'no/thing', {}],
	])('%s at %s', (code, pointer, resource, entity) => {
		const given = JSON.parse(
			`{${JSON.stringify(resource)}:${JSON.stringify([{ shop: 'acme', order_id: 'N0' }, entity])}}`,
		);
		const { findings } = open().prepare(given);
		expect(findings).toEqual([{ code, pointer, message: expect.any(String) }]);
	});
});
