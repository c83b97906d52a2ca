// A document and a pact that fit each other: what every mutant starts from.

import type { JsonObject } from '../../../../spec/index.ts';

const ID = '3f2b8c1e-9a47-4d0b-8a35-2d3a6f8f1c01';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TIME = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})';

/** An orders API in OpenAPI 3.1, new with each call. */
export function createDocument(): JsonObject {
	const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
	const order = { $ref: '#/components/schemas/Order' };
	const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
	const problem = {
		description: 'no',
		content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
	};
	return structuredClone({
		openapi: '3.1.0',
		info: { title: 'Orders', version: '1' },
		servers: [{ url: 'https://api.example.com/v1' }],
		security: [{ token: [] }],
		paths: {
			'/orders': {
				get: {
					operationId: 'listOrders',
					parameters: [
						{ name: 'status', in: 'query', schema: { type: 'string', enum: ['NEW', 'PAID'] } },
						{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
					],
					responses: { '200': { description: 'ok', content: json({ $ref: '#/components/schemas/OrderList' }) } },
				},
				post: {
					operationId: 'createOrder',
					parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', minLength: 1 } }],
					requestBody: { required: true, content: json({ $ref: '#/components/schemas/NewOrder' }) },
					responses: {
						'201': {
							description: 'made',
							headers: { 'X-Order-Number': { required: true, schema: { type: 'integer' } } },
							content: json(order),
						},
						'400': problem,
					},
				},
			},
			'/orders/{id}': {
				parameters: [id],
				get: {
					operationId: 'getOrder',
					responses: { '200': { description: 'ok', content: json(order) }, '404': problem },
				},
				delete: {
					operationId: 'cancelOrder',
					responses: { '204': { description: 'gone' }, '404': problem, '409': problem },
				},
			},
		},
		components: {
			securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
			schemas: {
				NewOrder: {
					type: 'object',
					required: ['item', 'quantity'],
					properties: {
						item: { type: 'string', minLength: 1 },
						quantity: { type: 'integer', minimum: 1 },
						priority: { type: 'string', enum: ['LOW', 'HIGH'] },
						note: { type: ['string', 'null'] },
					},
				},
				Order: {
					type: 'object',
					required: ['id', 'status', 'total', 'paid', 'created_at', 'lines', 'payment'],
					properties: {
						id: { type: 'string', format: 'uuid' },
						status: { type: 'string', enum: ['NEW', 'PAID', 'SENT'] },
						total: { type: 'number' },
						paid: { type: 'boolean' },
						created_at: { type: 'string', format: 'date-time' },
						lines: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Line' } },
						payment: { oneOf: [{ $ref: '#/components/schemas/Card' }] },
						note: { type: 'string' },
					},
				},
				Line: {
					type: 'object',
					required: ['item', 'quantity'],
					properties: { item: { type: 'string' }, quantity: { type: 'integer' } },
				},
				Card: {
					type: 'object',
					required: ['kind', 'last4'],
					properties: { kind: { type: 'string', const: 'card' }, last4: { type: 'string', pattern: '^\\d{4}$' } },
				},
				OrderList: {
					type: 'object',
					required: ['orders', 'next'],
					properties: {
						orders: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
						next: { type: ['string', 'null'] },
					},
				},
				Problem: {
					type: 'object',
					required: ['title', 'status'],
					properties: { title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } },
				},
			},
		},
	}) as unknown as JsonObject;
}

const all = (...matchers: JsonObject[]): JsonObject => ({ combine: 'AND', matchers });
const any = (...matchers: JsonObject[]): JsonObject => ({ combine: 'OR', matchers });
const body = (content: JsonObject, contentType = 'application/json'): JsonObject => ({
	content,
	contentType,
	encoded: false,
});

const ORDER = {
	id: ID,
	status: 'NEW',
	total: 12.5,
	paid: false,
	created_at: '2026-01-15T09:00:00Z',
	lines: [{ item: 'pen', quantity: 2 }],
	payment: { kind: 'card', last4: '4242' },
};

function orderRules(base: string): JsonObject {
	return {
		[`${base}.id`]: all({ match: 'regex', regex: UUID }),
		[`${base}.status`]: all({ match: 'regex', regex: 'NEW|PAID|SENT' }),
		[`${base}.total`]: all({ match: 'number' }),
		[`${base}.paid`]: all({ match: 'boolean' }),
		[`${base}.created_at`]: all({ match: 'regex', regex: TIME }),
		[`${base}.lines`]: all({ match: 'type', min: 1 }),
		[`${base}.lines[*].item`]: all({ match: 'type' }),
		[`${base}.lines[*].quantity`]: all({ match: 'integer' }),
		[`${base}.payment.kind`]: all({ match: 'equality' }),
		[`${base}.payment.last4`]: all({ match: 'regex', regex: '\\d{4}' }),
	};
}

const HEADERS = { Accept: ['application/json'], Authorization: ['Bearer sample'] };
const PATH = { path: all({ match: 'regex', regex: `/v1/orders/${UUID}` }) };
const PROBLEM = {
	headers: { 'Content-Type': ['application/problem+json'] },
	body: body({ title: 'no', status: 409 }, 'application/problem+json'),
	matchingRules: { body: { '$.title': all({ match: 'type' }), '$.status': all({ match: 'integer' }) } },
};

/** What a consumer expects of it, Pact V4, new with each call: list, create, get, cancel, cancel refused. */
export function createPact(): JsonObject {
	const one = (description: string, parts: JsonObject): JsonObject => ({
		type: 'Synchronous/HTTP',
		description,
		pending: false,
		...parts,
	});
	return structuredClone({
		consumer: { name: 'web' },
		provider: { name: 'orders' },
		interactions: [
			one('list orders', {
				providerStates: [{ name: 'some orders', params: {} }],
				request: { method: 'GET', path: '/v1/orders', query: { status: ['NEW'], limit: ['10'] }, headers: HEADERS },
				response: {
					status: 200,
					headers: { 'Content-Type': ['application/json'] },
					body: body({ orders: [ORDER], next: 'abc' }),
					matchingRules: {
						body: {
							'$.orders': all({ match: 'type' }),
							...orderRules('$.orders[*]'),
							'$.next': any({ match: 'type' }, { match: 'null' }),
						},
					},
				},
			}),
			one('create an order', {
				request: {
					method: 'POST',
					path: '/v1/orders',
					headers: { ...HEADERS, 'Content-Type': ['application/json'], 'Idempotency-Key': ['k1'] },
					body: body({ item: 'pen', quantity: 2, priority: 'HIGH' }),
					matchingRules: { body: { '$.priority': all({ match: 'regex', regex: 'LOW|HIGH' }) } },
				},
				response: {
					status: 201,
					headers: { 'Content-Type': ['application/json'], 'X-Order-Number': ['17'] },
					body: body(ORDER),
					matchingRules: {
						body: orderRules('$'),
						header: { 'X-Order-Number': all({ match: 'regex', regex: '-?\\d+' }) },
					},
				},
			}),
			one('get an order', {
				providerStates: [{ name: 'an order', params: { id: ID } }],
				request: { method: 'GET', path: `/v1/orders/${ID}`, headers: HEADERS, matchingRules: PATH },
				response: {
					status: 200,
					headers: { 'Content-Type': ['application/json'] },
					body: body(ORDER),
					matchingRules: { body: orderRules('$') },
				},
			}),
			one('cancel an order', {
				providerStates: [{ name: 'an order', params: { id: ID } }],
				request: {
					method: 'DELETE',
					path: `/v1/orders/${ID}`,
					headers: { Authorization: ['Bearer sample'] },
					matchingRules: PATH,
				},
				response: { status: 204 },
			}),
			one('cancel an order that was sent', {
				providerStates: [{ name: 'an order that was sent', params: { id: ID } }],
				request: {
					method: 'DELETE',
					path: `/v1/orders/${ID}`,
					headers: { Authorization: ['Bearer sample'], Accept: ['application/problem+json'] },
					matchingRules: PATH,
				},
				response: { status: 409, ...PROBLEM },
			}),
		],
		metadata: { pactSpecification: { version: '4.0' } },
	}) as unknown as JsonObject;
}
