// What the proxies of the benchmark hold both sides to, and what the upstream behind them answers.

const ORDER = {
	type: 'object',
	required: ['id', 'item', 'status', 'lines'],
	properties: {
		id: { type: 'integer', minimum: 1 },
		item: { type: 'string', maxLength: 40 },
		status: { type: 'string', enum: ['OPEN', 'PAID'] },
		lines: {
			type: 'array',
			items: {
				type: 'object',
				required: ['sku', 'count'],
				properties: { sku: { type: 'string' }, count: { type: 'integer' } },
			},
		},
	},
};
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

/** An API of orders: one read, one made. */
export const FORWARD_DOCUMENT = {
	openapi: '3.0.3',
	info: { title: 'Orders', version: '1' },
	paths: {
		'/orders': {
			post: {
				operationId: 'createOrder',
				requestBody: { required: true, ...json({ type: 'object', required: ['item'], properties: ORDER.properties }) },
				responses: { 201: { description: 'Created', ...json(ORDER) } },
			},
		},
		'/orders/{id}': {
			get: {
				operationId: 'getOrder',
				parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
				responses: { 200: { description: 'OK', ...json(ORDER) } },
			},
		},
	},
};

/** The one order of the upstream: about a kilobyte. */
export const ORDER_TEXT: string = JSON.stringify({
	id: 1,
	item: 'teapot',
	status: 'OPEN',
	lines: Array.from({ length: 25 }, (_, index) => ({ sku: `SKU-${1000 + index}`, count: index + 1 })),
});

/** What is made. */
export const ORDER_BODY: string = JSON.stringify({ item: 'teapot', lines: [{ sku: 'SKU-1000', count: 1 }] });
