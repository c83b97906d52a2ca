import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { body, effectOf, operationOf, path, pathParameter, settings } from './orders.ts';
import { entityOf, openWorld } from './world.ts';

describe('create', () => {
	test('keeps the body, the scope, a key, the initial state and what the effect sets', () => {
		const { run } = openWorld();
		const result = run('create', { path: { shop: 'acme' }, body: { total: 0, note: '', open_for: 'P7D' } });
		const entity = entityOf(result);
		expect(entity).toEqual({
			total: 0,
			note: '',
			open_for: 'P7D',
			shop: 'acme',
			order_id: expect.stringMatching(/^[0-9a-f]{8}-/),
			status: 'NEW',
			open_until: '2026-06-08T09:00:00.000Z',
			priority: 'NORMAL',
		});
		expect(result).toMatchObject({ mention: { resource: 'order', outcome: 'created', to: 'NEW', after: entity } });
		expect(entityOf(run('read', { path: { shop: 'acme', order_id: entity['order_id'] as string } }))).toBe(entity);
	});

	test.each<[JsonValue | undefined]>([[undefined], [null], [0], [''], [false], [[]], [[1]], ['text'], [{}]])(
		'takes the body %j as one without properties',
		(sent) => {
			const { run } = openWorld();
			const entity = entityOf(run('create', { path: { shop: 'acme' }, ...(sent !== undefined && { body: sent }) }));
			expect(Object.keys(entity).sort()).toEqual(['open_until', 'order_id', 'priority', 'shop', 'status']);
		},
	);

	test('overrides a state and a scope that the client sends, and leaves the body as it was', () => {
		const { run } = openWorld();
		const sent = Object.freeze({ status: 'SHIPPED', shop: 'other' });
		expect(entityOf(run('create', { path: { shop: 'acme' }, body: sent }))).toMatchObject({
			status: 'NEW',
			shop: 'acme',
		});
		expect(sent).toEqual({ status: 'SHIPPED', shop: 'other' });
	});

	test('keeps an own __proto__ as a plain property', () => {
		const { run } = openWorld();
		const entity = entityOf(
			run('create', { path: { shop: 'acme' }, body: JSON.parse('{"__proto__":{"status":"PAID"}}') }),
		);
		expect(Object.hasOwn(entity, '__proto__')).toBe(true);
		expect(Object.getPrototypeOf(entity)).toBe(Object.prototype);
		expect(entity['status']).toBe('NEW');
		expect(({} as JsonObject)['status']).toBeUndefined();
	});

	test.each<[JsonValue, string]>([
		['mine', 'mine'],
		[0, '0'],
		[42, '42'],
		['__proto__', '__proto__'],
	])('uses the key %j that the client chose; a second time it exists', (key, text) => {
		const { run } = openWorld();
		const parts = { path: { shop: 'acme' }, body: { order_id: key } };
		expect(entityOf(run('create', parts))['order_id']).toBe(key);
		expect(run('create', parts)).toEqual({
			kind: 'exists',
			status: 409,
			note: `order ${text} already exists`,
			mention: { resource: 'order', key: text, outcome: 'exists' },
		});
		expect(run('create', { ...parts, path: { shop: 'other' } }).kind).toBe('entity');
	});

	test.each<[JsonValue]>([[null], [''], [false], [[]], [{}]])('makes a key where the client sends %j', (key) => {
		const { run } = openWorld();
		expect(entityOf(run('create', { path: { shop: 'acme' }, body: { order_id: key } }))['order_id']).toMatch(
			/^[0-9a-f-]{36}$/,
		);
	});

	test('takes the key from what the effect sets, and asks for the status that it names', () => {
		const byNumber = operationOf({
			id: 'createByNumber',
			pathTemplate: '/shops/{shop}/orders',
			effect: {
				...effectOf({
					kind: 'create',
					resource: 'order',
					set: settings({ order_id: { kind: 'expression', expression: body('/number') } }),
				}),
				refused: 422,
			},
		});
		const { run } = openWorld({ byNumber });
		expect(entityOf(run('byNumber', { path: { shop: 'acme' }, body: { number: 'n1' } }))['order_id']).toBe('n1');
		expect(run('byNumber', { path: { shop: 'acme' }, body: { number: 'n1' } })).toMatchObject({
			kind: 'exists',
			status: 422,
		});
	});

	test('counts up where keys are numbers, and never uses one twice', () => {
		const notes = {
			createNote: operationOf({
				id: 'createNote',
				pathTemplate: '/notes',
				effect: effectOf({ kind: 'create', resource: 'note', set: new Map() }),
			}),
			removeNote: operationOf({
				id: 'removeNote',
				pathTemplate: '/notes/{id}',
				parameters: [pathParameter('id', { type: 'integer' })],
				effect: effectOf({ kind: 'delete', resource: 'note', key: path('id') }),
			}),
		};
		const { run } = openWorld(notes);
		expect(entityOf(run('createNote'))).toEqual({ id: 1 });
		expect(entityOf(run('createNote', { body: { id: 40 } }))).toEqual({ id: 40 });
		expect(entityOf(run('createNote'))).toEqual({ id: 41 });
		expect(run('removeNote', { path: { id: 41 } }).kind).toBe('gone');
		expect(entityOf(run('createNote'))).toEqual({ id: 42 });
	});

	test('200 at once give 200 keys', async () => {
		const { run, session } = openWorld();
		const made = await Promise.all(
			Array.from({ length: 200 }, async () => entityOf(run('create', { path: { shop: 'acme' } }))),
		);
		expect(new Set(made.map((entity) => entity['order_id'])).size).toBe(200);
		expect(session.store.list('order')).toHaveLength(200);
	});

	test('50 at once for one key of the client’s give one entity', async () => {
		const { run, session } = openWorld();
		const parts = { path: { shop: 'acme' }, body: { order_id: 'n1' } };
		const results = await Promise.all(Array.from({ length: 50 }, async () => run('create', parts).kind));
		expect(results.filter((kind) => kind === 'entity')).toHaveLength(1);
		expect(results.filter((kind) => kind === 'exists')).toHaveLength(49);
		expect(session.store.list('order')).toHaveLength(1);
	});
});
