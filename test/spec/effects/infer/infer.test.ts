import { describe, expect, it } from 'vitest';
import { type Effect, type JsonObject, type JsonValue, loadDocuments } from '../../../../spec/index.ts';
import { makeDocument } from '../../read/documents.ts';

const STRING = { type: 'string' };
const ORDER = {
	type: 'object',
	properties: { id: STRING, status: STRING, total: { type: 'integer' }, lines: { type: 'array' } },
};
const answer = (schema: JsonValue, status = '200') => ({
	responses: { [status]: { description: '', content: { 'application/json': { schema } } } },
});
const takes = (schema: JsonValue) => ({ requestBody: { content: { 'application/json': { schema } } } });
const GONE = { responses: { 204: { description: '' } } };
const query = (name: string, schema: JsonObject) => ({ name, in: 'query', schema });

interface Shop {
	collection?: string;
	item?: string;
	list?: JsonObject | undefined;
	create?: JsonObject | undefined;
	read?: JsonObject;
	rest?: JsonObject;
	onPath?: JsonObject;
}
function makeShop(shop: Shop = {}): JsonObject {
	const { collection = '/orders', item = '/orders/{id}' } = shop;
	const create = 'create' in shop ? shop.create : { ...takes(ORDER), ...answer(ORDER, '201') };
	const list = 'list' in shop ? shop.list : answer({ type: 'array', items: ORDER });
	return makeDocument(
		{
			[collection]: { ...shop.onPath, ...(list && { get: list }), ...(create && { post: create }) },
			[item]: {
				get: shop.read ?? answer(ORDER),
				put: { ...takes(ORDER), ...answer(ORDER) },
				patch: { ...takes(ORDER), ...answer(ORDER) },
				delete: GONE,
			},
		},
		shop.rest,
	);
}
async function infer(document: JsonObject, options = {}) {
	const { operations, resources, documents, findings } = await loadDocuments([document], options);
	expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
	const effects = new Map(operations.map(({ method, pathTemplate, effect }) => [`${method} ${pathTemplate}`, effect]));
	return { effects, resources, notes: documents[0]?.notes ?? [] };
}
const kinds = (effects: ReadonlyMap<string, Effect | undefined>) => [...effects.values()].map((effect) => effect?.kind);

describe('documents without state of their own', () => {
	it('have it inferred from collection and item paths, and say so', async () => {
		const { effects, resources, notes } = await infer(makeShop());
		const key = { kind: 'path', name: 'id', source: '$request.path.id' };
		expect(effects.get('post /orders')).toMatchObject({ kind: 'create', resource: 'order', inferred: true });
		expect(effects.get('get /orders')).toMatchObject({ kind: 'list', filters: [] });
		expect(effects.get('get /orders/{id}')).toMatchObject({ kind: 'read', key });
		expect(effects.get('put /orders/{id}')).toMatchObject({ kind: 'replace', key });
		expect(effects.get('patch /orders/{id}')).toMatchObject({ kind: 'patch', key });
		expect(effects.get('delete /orders/{id}')).toMatchObject({ kind: 'delete', key });
		expect([...resources.values()]).toMatchObject([{ name: 'order', key: 'id', scope: [], inferred: true }]);
		expect(notes).toHaveLength(6);
		expect(notes[0]).toBe('POST /orders creates order, keyed by id');
	});

	it('keep the names in the path before the collection apart, as its scope', async () => {
		const document = makeShop({ collection: '/shops/{shop}/orders', item: '/shops/{shop}/orders/{order_id}' });
		const { resources, effects } = await infer(document);
		expect(resources.get('order')).toMatchObject({ key: 'id', scope: ['shop'] });
		expect(effects.get('get /shops/{shop}/orders/{order_id}')).toMatchObject({ key: { name: 'order_id' } });
	});

	it.each([
		['/orders/{order_id}', ['id', 'order_id'], 'order_id'],
		['/orders/{orderId}', ['order_id', 'id'], 'order_id'],
		['/orders/{order}', ['id', 'name'], 'id'],
		['/orders/{order}', ['orderId', 'name'], 'orderId'],
		['/orders/{order_slug}', ['id', 'slug'], 'slug'],
		['/orders/{x}', ['uuid'], 'uuid'],
	])('take the key of %s out of %j: %s', async (item, names, key) => {
		const schema = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, STRING])) };
		const create = { ...takes(schema), ...answer(schema) };
		const { resources } = await infer(
			makeShop({ item, create, read: answer(schema), list: answer({ type: 'array', items: schema }) }),
		);
		expect([...resources.values()][0]?.key).toBe(key);
	});

	it.each<[string, JsonValue, object | undefined]>([
		['a list', { type: 'array', items: ORDER }, {}],
		['a list without a type', { items: ORDER }, {}],
		[
			'the only list in an object',
			{ properties: { total: { type: 'integer' }, found: { type: 'array', items: ORDER } } },
			{ items: '/found' },
		],
		[
			'the list named like the path',
			{ properties: { orders: { items: ORDER }, links: { items: STRING } } },
			{ items: '/orders' },
		],
		['the list named data', { properties: { links: { items: {} }, data: { items: ORDER } } }, { items: '/data' }],
		['a name that needs escaping', { properties: { 'a/b': { items: ORDER } } }, { items: '/a~1b' }],
		['a reference to a list', { $ref: '#/components/schemas/Orders' }, {}],
		[
			'a list by allOf',
			{ allOf: [{ properties: { data: { items: ORDER } } }, { properties: { page: {} } }] },
			{ items: '/data' },
		],
		['a list by oneOf', { oneOf: [{ type: 'null' }, { items: ORDER }] }, {}],
		['two lists of any name', { properties: { a: { items: ORDER }, b: { items: ORDER } } }, undefined],
		['a list of strings', { items: STRING }, undefined],
		['a list of other things', { items: { type: 'object', properties: { name: STRING } } }, undefined],
		['an object', { properties: { id: STRING } }, undefined],
		['anything', true, {}],
		['anything in an envelope', { properties: { data: {}, code: { type: 'integer' } } }, { items: '/data' }],
		['a list of anything', { properties: { content: { type: 'array' } } }, { items: '/content' }],
		['an object of anything', { type: 'object' }, { items: '/data' }],
		['one with an example', { type: 'object', examples: [{ count: 1, orders: [{ id: 'a' }] }] }, { items: '/orders' }],
	])('list by %s', async (_name, schema, expected) => {
		const components = { schemas: { Orders: { type: 'array', items: ORDER } } };
		const effect = (await infer(makeShop({ list: answer(schema), rest: { components } }))).effects.get('get /orders');
		if (expected === undefined) expect(effect).toBeUndefined();
		else expect(effect).toMatchObject({ kind: 'list', ...expected });
		if (expected && !('items' in expected)) expect(effect).not.toHaveProperty('items');
	});

	it.each<[JsonObject[], JsonObject]>([
		[[], { filters: [] }],
		[
			[query('limit', { type: 'integer', default: 20 }), query('offset', { type: 'integer' })],
			{ paging: { limit: 'limit', defaultLimit: 20, offset: 'offset' }, filters: [] },
		],
		[
			[query('per_page', { type: 'integer' }), query('page', { type: 'integer' })],
			{ paging: { limit: 'per_page', page: 'page' }, filters: [] },
		],
		[[query('pageSize', { type: ['integer', 'null'] })], { paging: { limit: 'pageSize' }, filters: [] }],
		[[query('page', { type: 'string' })], { filters: [] }],
		[
			[query('status', STRING), query('total', { type: 'integer' }), query('lines', STRING), query('sort', STRING)],
			{
				filters: [
					{ parameter: 'status', property: 'status' },
					{ parameter: 'total', property: 'total' },
				],
			},
		],
	])('page and filter by their own query parameters: %j', async (parameters, expected) => {
		const list = { ...answer({ type: 'array', items: ORDER }), parameters };
		const effect = (await infer(makeShop({ list }))).effects.get('get /orders') as Effect & { kind: 'list' };
		expect({ ...(effect.paging && { paging: effect.paging }), filters: effect.filters }).toEqual(expected);
	});

	it('stay stateless where the document says so', async () => {
		const { effects, resources, notes } = await infer(makeShop({ rest: { 'x-effect': 'none' } }));
		expect(kinds(effects).filter(Boolean)).toEqual([]);
		expect([resources.size, notes.length]).toEqual([0, 0]);
	});

	it.each<[string, Shop, string | undefined]>([
		['creation takes no object', { create: { ...takes(STRING), ...answer(ORDER) } }, undefined],
		['creation takes nothing and answers with the entity', { create: answer(ORDER) }, 'create'],
		['creation answers with a text', { create: { ...takes(ORDER), ...answer(STRING) } }, 'create'],
		['creation answers nothing', { create: { ...takes(ORDER), ...GONE } }, 'create'],
		[
			'the answer wraps the object',
			{ create: { ...takes(ORDER), ...answer({ properties: { data: ORDER } }) } },
			'create',
		],
		['the item has two names in its last part', { item: '/orders/{id}.{format}' }, 'create'],
	])('have this effect of POST where %s', async (_name, shop, kind) => {
		const { effects } = await infer(makeShop(shop));
		expect(effects.get('post /orders')?.kind).toBe(kind);
	});

	it('stay stateless on paths that are neither words nor one name', async () => {
		const { effects } = await infer(makeShop({ item: '/orders/{id}.{format}' }));
		expect(effects.get('get /orders/{id}.{format}')).toBeUndefined();
	});

	it('leave out operations and paths that say none', async () => {
		const list = { ...answer({ type: 'array', items: ORDER }), 'x-effect': 'none' };
		const { effects } = await infer(makeShop({ list }));
		expect(effects.get('get /orders')).toBeUndefined();
		expect(effects.get('get /orders/{id}')).toMatchObject({ kind: 'read' });
		const without = (await infer(makeShop({ onPath: { 'x-effect': 'none' } }))).effects;
		expect([without.get('get /orders'), without.get('post /orders')]).toEqual([undefined, undefined]);
		// What the items say by themselves is another matter.
		expect(without.get('put /orders/{id}')).toMatchObject({ kind: 'replace', upsert: true });
	});

	it('stay stateless when nobody wants it inferred', async () => {
		const { effects, notes } = await infer(makeShop(), { infer: false });
		expect(kinds(effects).filter(Boolean)).toEqual([]);
		expect(notes).toEqual([]);
	});

	it('give resources of the same name in other places another one', async () => {
		const second = makeShop({ collection: '/shops/{shop}/orders', item: '/shops/{shop}/orders/{id}' });
		const both = {
			...makeShop(),
			paths: { ...(makeShop()['paths'] as JsonObject), ...(second['paths'] as JsonObject) },
		};
		expect([...(await infer(both)).resources.keys()]).toEqual(['order', 'shop_order']);
	});

	it('share what two documents infer of the same path', async () => {
		const { resources, operations } = await loadDocuments([makeShop(), makeShop()]);
		expect([resources.size, operations.length]).toEqual([1, 12]);
		const elsewhere = makeDocument({ '/v2/orders': (makeShop()['paths'] as JsonObject)['/orders'] as JsonValue });
		expect([...(await loadDocuments([makeShop(), elsewhere])).resources.keys()]).toEqual(['order', 'v2_order']);
	});

	it.each(['maker first', 'reader first'])('share what one makes and the other reads: %s', async (order) => {
		const paths = makeShop()['paths'] as JsonObject;
		const maker = makeDocument({ '/orders': paths['/orders'] as JsonValue });
		const reader = makeDocument({ '/orders/{id}': paths['/orders/{id}'] as JsonValue });
		const loaded = await loadDocuments(order === 'maker first' ? [maker, reader] : [reader, maker]);
		expect([...loaded.resources.keys()]).toEqual(['order']);
		expect(loaded.operations.map(({ effect }) => effect?.resource)).toEqual(Array(6).fill('order'));
	});

	it('have it inferred beside what the document declares', async () => {
		const { effects, resources } = await infer(makeShop({ rest: { 'x-lifecycle': { thing: { key: 'id' } } } }));
		expect(kinds(effects).filter(Boolean)).toHaveLength(6);
		expect([...resources.keys()]).toEqual(['thing', 'order']);
	});

	it('use the resource that the document declares, by its name or by one of the effects', async () => {
		const lifecycle = { order: { key: 'id', state: 'status', initial: 'NEW', states: { NEW: {}, DONE: {} } } };
		const named = await infer(makeShop({ rest: { 'x-lifecycle': lifecycle } }));
		expect([...named.resources.values()]).toMatchObject([{ name: 'order', inferred: false, initial: 'NEW' }]);
		expect(kinds(named.effects)).toEqual(['list', 'create', 'read', 'replace', 'patch', 'delete']);

		const create = { ...takes(ORDER), ...answer(ORDER, '201'), 'x-effect': { create: 'parcel' } };
		const other = await infer(makeShop({ create, rest: { 'x-lifecycle': { parcel: { key: 'id' } } } }));
		expect([...other.effects.values()].map((effect) => effect?.resource)).toEqual(Array(6).fill('parcel'));
		expect(other.effects.get('post /orders')).toMatchObject({ inferred: false });
	});

	it('leave a declared resource alone whose key nothing shows', async () => {
		const { resources } = await infer(makeShop({ rest: { 'x-lifecycle': { order: { key: 'number' } } } }));
		expect([...resources.keys()]).toEqual(['order', 'order_2']);
	});
});

it('nothing of a path that is a name of anything; what is made below such a name is a collection there', async () => {
	const thing = { type: 'object', properties: { id: STRING, title: STRING } };
	const document = makeDocument({
		'/v1/{+parent}/things': {
			post: { ...takes(thing), ...answer(thing, '201') },
			get: answer({ type: 'array', items: thing }),
		},
		'/v1/{+name}': { get: answer(thing), delete: GONE },
	});
	const { documents, operations } = await loadDocuments([document]);
	expect(operations.map(({ effect }) => effect && `${effect.kind} ${effect.resource}`)).toEqual([
		'create thing',
		'list thing',
		undefined,
		undefined,
	]);
	const reason = documents[0]?.explainStateless?.(operations[2] as (typeof operations)[number])?.reason;
	expect(reason).toBe('its path is a name that may be of anything');
});
