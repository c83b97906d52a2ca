// Changes that do nobody harm: none of them may be an error.

import type { JsonObject } from '../../../../spec/index.ts';
import { at, CREATE, GET, LIST, type Mutant, operation, rename, request, response, schema, set } from './mutant.ts';

const HARMLESS_ROWS: readonly Omit<Mutant, 'kind'>[] = [
	{ name: 'nothing', change: () => undefined },
	{
		name: 'the answer gets an optional property',
		change: (pair) => set(schema(pair, 'Order', 'properties'), 'weight', { type: 'number' }),
	},
	{
		name: 'the answer gets a required property',
		change: (pair) => {
			schema(pair, 'Order', 'properties')['weight'] = { type: 'number' };
			(schema(pair, 'Order')['required'] as string[]).push('weight');
		},
	},
	{
		name: 'the request gets an optional property',
		change: (pair) => set(schema(pair, 'NewOrder', 'properties'), 'gift', { type: 'boolean' }),
	},
	{
		name: 'a request property becomes optional',
		change: (pair) => set(schema(pair, 'NewOrder'), 'required', ['item']),
	},
	{
		name: 'a request enum gains a value',
		change: (pair) => set(schema(pair, 'NewOrder', 'properties', 'priority'), 'enum', ['LOW', 'HIGH', 'NOW']),
	},
	{
		name: 'a response enum loses a value',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'status'), 'enum', ['NEW', 'PAID']),
	},
	{
		name: 'a nullable property is never null any more',
		change: (pair) => set(schema(pair, 'OrderList', 'properties', 'next'), 'type', 'string'),
	},
	{
		name: 'a list gets a maximum',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'lines'), 'maxItems', 50),
	},
	{
		name: 'a response object is closed',
		change: (pair) => set(schema(pair, 'Order'), 'additionalProperties', false),
	},
	{
		name: 'a schema is split by allOf',
		change: (pair) => {
			const { required, properties } = schema(pair, 'Order') as { required: string[]; properties: JsonObject };
			const { id, ...others } = properties;
			const all = [
				{ required: ['id'], properties: { id } },
				{ type: 'object', required, properties: others },
			];
			at(pair.document, 'components', 'schemas')['Order'] = { allOf: all } as unknown as JsonObject;
		},
	},
	{
		name: 'the ids are readOnly',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'id'), 'readOnly', true),
	},
	{
		name: 'a required request property is readOnly',
		change: (pair) => {
			schema(pair, 'NewOrder', 'properties')['id'] = { type: 'string', readOnly: true };
			schema(pair, 'NewOrder')['required'] = ['id', 'item', 'quantity'];
		},
	},
	{
		name: 'an optional query parameter is added',
		change: (pair) => {
			const parameters = operation(pair, '/orders', 'get')['parameters'] as object[];
			parameters.push({ name: 'shop', in: 'query', schema: { type: 'string' } });
		},
	},
	{
		name: 'a path parameter is renamed',
		change: (pair) => {
			rename(at(pair.document, 'paths'), '/orders/{id}', '/orders/{order_id}');
			at(pair.document, 'paths', '/orders/{order_id}', 'parameters', 0)['name'] = 'order_id';
		},
	},
	{
		name: 'an operation is added',
		change: (pair) => {
			at(pair.document, 'paths')['/orders/{id}/lines'] = {
				get: {
					parameters: [{ name: 'id', in: 'path', required: true, schema: {} }],
					responses: { '204': { description: 'none' } },
				},
			};
		},
	},
	{
		name: 'another media type is served as well',
		change: (pair) => {
			at(operation(pair, '/orders/{id}', 'get'), 'responses', '200', 'content')['text/csv'] = {
				schema: { type: 'string' },
			};
		},
	},
	{
		name: 'another status is documented',
		change: (pair) => set(at(operation(pair, '/orders/{id}', 'get'), 'responses'), '410', { description: 'gone' }),
	},
	{
		name: 'a status is documented by its range',
		change: (pair) => rename(at(operation(pair, '/orders/{id}', 'delete'), 'responses'), '409', '4XX'),
	},
	{ name: 'credentials are no longer asked for', change: (pair) => set(pair.document, 'security', []) },
	{
		name: 'either kind of credentials will do',
		change: (pair) => {
			at(pair.document, 'components', 'securitySchemes')['key'] = { type: 'apiKey', in: 'header', name: 'X-Key' };
			pair.document['security'] = [{ key: [] }, { token: [] }];
		},
	},
	{ name: 'the version of the document changes', change: (pair) => set(at(pair.document, 'info'), 'version', '2') },
	{
		name: 'the pact expects less',
		change: (pair) => void delete response(pair, GET, 'body', 'content')['total'],
	},
	{
		name: 'the interactions come in another order',
		change: (pair) => {
			(at(pair.pact, 'interactions') as unknown as object[]).reverse();
		},
	},
	{
		name: 'header names are written in another case',
		change: (pair) => rename(request(pair, CREATE, 'headers'), 'Content-Type', 'CONTENT-TYPE'),
	},
	{
		name: 'the media type has a charset',
		change: (pair) => set(response(pair, GET, 'headers'), 'Content-Type', ['application/json; charset=utf-8']),
	},
	{
		name: 'the query comes in another order',
		change: (pair) => set(request(pair, LIST), 'query', { limit: ['10'], status: ['NEW'] }),
	},
	{
		name: 'a trace header is sent',
		change: (pair) =>
			set(request(pair, GET, 'headers'), 'traceparent', ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01']),
	},
	{
		name: 'an interaction expects a 400 for a body that is wrong',
		change: (pair) => {
			const refused = structuredClone(at(pair.pact, 'interactions', CREATE));
			refused['description'] = 'create nothing';
			at(refused, 'request', 'body')['content'] = { item: '' };
			refused['response'] = { status: 400 };
			(at(pair.pact, 'interactions') as unknown as object[]).push(refused);
		},
	},
	{
		name: 'an interaction expects a 404',
		change: (pair) => {
			const missing = structuredClone(at(pair.pact, 'interactions', GET));
			missing['description'] = 'get an unknown order';
			missing['response'] = { status: 404 };
			missing['providerStates'] = [];
			at(missing, 'request', 'headers')['Accept'] = ['application/json, application/problem+json'];
			(at(pair.pact, 'interactions') as unknown as object[]).push(missing);
		},
	},
	{
		name: 'an unfinished interaction is pending',
		change: (pair) => {
			at(pair.pact, 'interactions', GET)['pending'] = true;
			response(pair, GET)['status'] = 299;
		},
	},
];

export const HARMLESS: readonly Mutant[] = HARMLESS_ROWS.map((row) => ({ kind: 'harmless', ...row }));
