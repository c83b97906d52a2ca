// What people call an operation: its id, or its method and path.

import { describe, expect, it } from 'vitest';
import { loadDocuments } from '../../../spec/index.ts';
import { findNamed, tellUnnamed } from '../../../spec/operations/find-named.ts';
import { makeDocument } from '../read/documents.ts';

const named = (operationId?: string) => ({
	...(operationId && { operationId }),
	responses: { 200: { description: '' } },
});
const { operations } = await loadDocuments([
	makeDocument(
		{
			'/orders': { get: named('listOrders'), post: named('createOrder') },
			'/orders/{id}': { get: named('getOrder') },
			'/orders/mine': { get: named('getMine') },
			'/a': { get: named('GET /b') },
			'/b': { get: named() },
			'/c': { get: named('first') },
		},
		{ servers: [{ url: '/v1' }] },
	),
	makeDocument({ '/c': { get: named('second') }, '/c/{x}': { get: named('other') } }, { servers: [{ url: '/v2' }] }),
]);

describe('an operation', () => {
	it.each([
		['getOrder', 'getOrder'],
		['GET /orders/{id}', 'getOrder'],
		['get /orders/{id}', 'getOrder'],
		[' GET  /orders/{id} ', 'getOrder'],
		['GET /orders/{orderId}', 'getOrder'],
		['GET /v1/orders/{id}', 'getOrder'],
		['GET /v1/orders/{orderId}', 'getOrder'],
		['GET /orders/mine', 'getMine'],
		['POST /orders', 'createOrder'],
		// An id counts before a path.
		['GET /b', 'GET /b'],
		['GET /v1/b', 'GET /b (2)'],
		['GET /v2/c', 'second'],
	])('%j is %s', (name, id) => {
		expect(findNamed(name, operations).operation?.id).toBe(id);
	});

	it.each([
		['getOrdr', 'No document has the operation "getOrdr": did you mean "getOrder"?'],
		['GET /orders/7', 'No document has the operation "GET /orders/7": did you mean "getOrder"?'],
		['GET /ordrs', 'No document has the operation "GET /ordrs": did you mean "listOrders"'],
		['DELETE /orders', 'No document has the operation "DELETE /orders": did you mean '],
		['/orders', 'No document has the operation "/orders": '],
		['', 'No document has the operation "": known: listOrders'],
		['constructor', 'No document has the operation "constructor": known: '],
		['GET /c', '"GET /c" is the name of 2 operations: write "first" of '],
		['x'.repeat(101), `No document has the operation "${'x'.repeat(100)}": known: `],
	])('%j is told', (name, text) => {
		const found = findNamed(name, operations);
		expect(found.operation === undefined && tellUnnamed(found)).toContain(text);
	});
});
