// A document as others write them: a hundred operations in twenty tags, without a word of this mock's own.

import type { JsonObject } from '../../spec/index.ts';

/** Things that a shipping company's API has, each with five operations. */
const THINGS = [
	...['carrier', 'warehouse', 'driver', 'vehicle', 'route', 'shipment', 'parcel', 'pallet', 'container', 'customer'],
	...['contract', 'tariff', 'invoice', 'payment', 'claim', 'pickup', 'delivery', 'manifest', 'label'],
];
/** A shipment's way, forth and back. */
const STATES = ['DRAFT', 'BOOKED', 'PICKED_UP', 'IN_TRANSIT', 'AT_HUB', 'OUT_FOR_DELIVERY', 'DELIVERED', 'FAILED'];
const ACTIONS = ['book', 'pickup', 'deliver', 'fail', 'cancel'];

/** Twenty tags, a hundred operations; `/shipments` have eight states. */
export function describeForeign(): JsonObject {
	const paths = Object.assign({}, ...THINGS.map(describeThing)) as JsonObject;
	for (const action of ACTIONS) {
		paths[`/shipments/{id}/${action}`] = {
			post: {
				operationId: `${action}Shipment`,
				tags: ['shipment actions'],
				summary: `A shipment: ${action}`,
				parameters: [ID],
				responses: { '200': show('shipment', 'It is done.'), ...refuse('404', '409', '500') },
			},
		};
	}
	const schemas = Object.assign({}, ...THINGS.map((thing) => ({ [thing]: describeEntity(thing) }))) as JsonObject;
	return {
		openapi: '3.1.0',
		info: { title: 'Shipping', version: '4.2' },
		paths,
		components: {
			schemas: { ...schemas, problem: PROBLEM },
			securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
		},
		security: [{ key: [] }],
	};
}

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const PROBLEM = {
	type: 'object',
	required: ['title', 'status'],
	properties: { title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } },
};

function describeThing(thing: string): JsonObject {
	const noun = thing.slice(0, 1).toUpperCase() + thing.slice(1);
	const tags = [thing];
	const body = { required: true, content: json(`#/components/schemas/${thing}`) };
	return {
		[`/${plural(thing)}`]: {
			get: {
				operationId: `list${noun}s`,
				tags,
				summary: `List the ${thing}s`,
				parameters: [
					{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
					{ name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0 } },
					{ name: 'status', in: 'query', schema: { type: 'string' } },
				],
				responses: { '200': list(thing), ...refuse('400', '401') },
			},
			post: {
				operationId: `create${noun}`,
				tags,
				summary: `Make a ${thing}`,
				requestBody: body,
				responses: { '201': show(thing, 'It is made.'), ...refuse('400', '401', '409', '422') },
			},
		},
		[`/${plural(thing)}/{id}`]: {
			parameters: [ID],
			get: {
				operationId: `get${noun}`,
				tags,
				summary: `Show a ${thing}`,
				responses: { '200': show(thing, 'It is this.'), ...refuse('401', '404') },
			},
			patch: {
				operationId: `update${noun}`,
				tags,
				summary: `Change a ${thing}`,
				requestBody: body,
				responses: { '200': show(thing, 'It is changed.'), ...refuse('400', '401', '404', '409', '422') },
			},
			delete: {
				operationId: `delete${noun}`,
				tags,
				summary: `Take a ${thing} away`,
				responses: { '204': { description: 'It is gone.' }, ...refuse('401', '404', '409') },
			},
		},
	};
}

function describeEntity(thing: string): JsonObject {
	return {
		type: 'object',
		required: ['name'],
		properties: {
			id: { type: 'string', format: 'uuid', readOnly: true },
			name: { type: 'string', minLength: 1, maxLength: 80 },
			reference: { type: 'string', maxLength: 40 },
			status: { type: 'string', enum: thing === 'shipment' ? STATES : ['ACTIVE', 'PAUSED', 'CLOSED'] },
			weight_kg: { type: 'number', minimum: 0, maximum: 30_000 },
			is_fragile: { type: 'boolean' },
			pickup_date: { type: 'string', format: 'date' },
			created_at: { type: 'string', format: 'date-time', readOnly: true },
			address: {
				type: 'object',
				required: ['street', 'city'],
				properties: {
					street: { type: 'string' },
					city: { type: 'string' },
					postal_code: { type: 'string', pattern: '^[0-9]{5}$' },
					country: { type: 'string', enum: ['ES', 'FR', 'DE', 'PT', 'IT'] },
				},
			},
		},
	};
}

function plural(thing: string): string {
	return thing.endsWith('y') ? `${thing.slice(0, -1)}ies` : `${thing}s`;
}

function json(ref: string): JsonObject {
	return { 'application/json': { schema: { $ref: ref } } };
}

function show(thing: string, description: string): JsonObject {
	return { description, content: json(`#/components/schemas/${thing}`) };
}

function list(thing: string): JsonObject {
	const schema = {
		type: 'object',
		required: ['items', 'total'],
		properties: {
			items: { type: 'array', items: { $ref: `#/components/schemas/${thing}` } },
			total: { type: 'integer' },
		},
	};
	return { description: 'They are these.', content: { 'application/json': { schema } } };
}

function refuse(...statuses: readonly string[]): JsonObject {
	const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } };
	return Object.fromEntries(statuses.map((status) => [status, { description: `A ${status}.`, content }]));
}
