// What declared resources stand below, as far as their paths say so.

import { expect, test } from 'vitest';
import { loadDocument, type Owner, type Resource } from '../../../spec/index.ts';
import { type DeclaredOperation, declare } from '../../mock/effects/declared.ts';

const shown = { type: 'object', properties: { id: { type: 'string' }, shop: { type: 'string' } } };
const effects = (declared: Record<string, object>): Record<string, DeclaredOperation> =>
	Object.fromEntries(
		Object.entries(declared).map(([line, effect]) => [line, { effect: effect as DeclaredOperation['effect'], shown }]),
	);

const SHOPS = {
	'POST /shops': { create: 'shop' },
	'DELETE /shops/{id}': { delete: 'shop', key: '$request.path.id' },
};
const ORDERS = {
	'POST /shops/{shop}/orders': { create: 'order' },
	'GET /shops/{shop}/orders/{id}': { read: 'order', key: '$request.path.id' },
};
const SCOPED = { key: 'id', scope: ['shop'] };
const BOUND = { bindings: { shop: '$request.path.shop' } };
const OF_SHOP = { resource: 'shop', at: 0 };
const BY_SHOP = { resource: 'shop', binding: { name: 'shop', property: 'shop' } };

test.each<[string, Partial<Resource> & { key: string }, Record<string, object>, readonly Owner[] | undefined]>([
	['what its scope names by its place in the path', SCOPED, { ...SHOPS, ...ORDERS }, [OF_SHOP]],
	['nothing, where it says that it stays', { ...SCOPED, stays: true }, { ...SHOPS, ...ORDERS }, undefined],
	['nothing, where nobody keeps what the scope names', SCOPED, ORDERS, undefined],
	[
		'nothing, where the scope may name one of two',
		SCOPED,
		{
			...SHOPS,
			...ORDERS,
			'PUT /clients/{id}': { replace: 'client', key: '$request.path.id' },
			'GET /clients/{shop}/orders': { list: 'order' },
		},
		undefined,
	],
	[
		'nothing, where the path names it by another of its names',
		SCOPED,
		{
			...ORDERS,
			'POST /shops': { create: 'shop' },
			'DELETE /shops/{code}': { delete: 'shop', key: { code: '$request.path.code' } },
		},
		undefined,
	],
	[
		'what binds it where it is made',
		{ key: 'id' },
		{
			...SHOPS,
			'POST /shops/{shop}/orders': { create: 'order', ...BOUND },
			'GET /orders/{id}': { read: 'order', key: '$request.path.id' },
		},
		[BY_SHOP],
	],
	[
		'the same, and stays where all of them are listed',
		{ key: 'id' },
		{ ...SHOPS, 'POST /shops/{shop}/orders': { create: 'order', ...BOUND }, 'GET /orders': { list: 'order' } },
		[{ ...BY_SHOP, stays: true }],
	],
	[
		'what its parent is said to be',
		{ key: 'id' },
		{
			'POST /shops': { create: 'shop' },
			'POST /at/{shop}/orders': { create: 'order', ...BOUND },
			'GET /at/{shop}/orders': { list: 'order', ...BOUND, parent: { resource: 'shop', key: '$request.path.shop' } },
		},
		[BY_SHOP],
	],
])('stands below %s', async (_name, order, operations, owners) => {
	const lifecycle = { shop: { key: 'id', aliases: ['code'] }, client: { key: 'id' }, order };
	const { resources } = await loadDocument(declare(lifecycle as never, effects(operations)));
	expect(resources.get('order')?.owners).toEqual(owners);
});
