// The provider's document has moved on, to the consumer's harm.

import type { JsonObject } from '../../../../spec/index.ts';
import { at, type Mutant, makeOptional, operation, rename, schema, set } from './mutant.ts';

const LIST_PATH = '/orders';
const ONE_PATH = '/orders/{id}';

const HARMFUL_TO_ANSWERS_ROWS: readonly Omit<Mutant, 'kind'>[] = [
	{
		name: 'a response property becomes optional',
		change: (pair) => makeOptional(schema(pair, 'Order'), 'status'),
		code: 'matcher.narrower.absent',
	},
	{
		name: 'a response property becomes nullable',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'total'), 'type', ['number', 'null']),
		code: 'matcher.narrower.null',
	},
	{
		name: 'an object becomes nullable by anyOf',
		change: (pair) =>
			set(schema(pair, 'Order', 'properties'), 'payment', {
				anyOf: [{ $ref: '#/components/schemas/Card' }, { type: 'null' }],
			}),
		code: 'matcher.narrower.null',
	},
	{
		name: 'an enum gains a value',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'status'), 'enum', ['NEW', 'PAID', 'SENT', 'LOST']),
		code: 'matcher.narrower.enum',
	},
	{
		name: 'the media type becomes a vendor’s',
		change: (pair) =>
			rename(
				at(operation(pair, ONE_PATH, 'get'), 'responses', '200', 'content'),
				'application/json',
				'application/vnd.orders+json',
			),
		code: 'response.content-type.undocumented',
	},
	{
		name: 'a response property is removed',
		change: (pair) => {
			delete schema(pair, 'Order', 'properties')['paid'];
			makeOptional(schema(pair, 'Order'), 'paid');
		},
		code: 'response.body.unknown-property',
		isError: true,
	},
	{
		name: 'a response property is renamed',
		change: (pair) => renameRequired(schema(pair, 'Order'), 'paid', 'isPaid'),
		code: 'response.body.unknown-property',
		isError: true,
	},
	{
		name: 'a property of the items of a list is removed',
		change: (pair) => {
			delete schema(pair, 'Line', 'properties')['quantity'];
			makeOptional(schema(pair, 'Line'), 'quantity');
		},
		code: 'response.body.unknown-property',
		isError: true,
	},
	{
		name: 'a property of the items of a list is renamed',
		change: (pair) => renameRequired(schema(pair, 'Line'), 'item', 'article'),
		code: 'response.body.unknown-property',
		isError: true,
	},
	{
		name: 'the list of an answer is renamed',
		change: (pair) => renameRequired(schema(pair, 'OrderList'), 'orders', 'items'),
		code: 'response.body.unknown-property',
		isError: true,
	},
	{
		name: 'a property of one branch of a union is renamed',
		change: (pair) => renameRequired(schema(pair, 'Card'), 'last4', 'digits'),
		code: 'response.body.unknown-property',
		isError: true,
	},
	{
		name: 'a response property is removed from a closed object',
		change: (pair) => {
			delete schema(pair, 'Order', 'properties')['paid'];
			makeOptional(schema(pair, 'Order'), 'paid');
			schema(pair, 'Order')['additionalProperties'] = false;
		},
		code: 'response.body.unknown-property',
	},
	{
		name: 'a number becomes a string',
		change: (pair) => set(schema(pair, 'Order', 'properties'), 'total', { type: 'string' }),
		code: 'response.body.invalid',
	},
	{
		name: 'a number may be a string as well',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'total'), 'type', ['number', 'string']),
		code: 'matcher.narrower.type',
	},
	{
		name: 'an id is no uuid any more',
		change: (pair) => void delete schema(pair, 'Order', 'properties', 'id')['format'],
		code: 'matcher.narrower.value',
	},
	{
		name: 'an integer becomes a number',
		change: (pair) => set(schema(pair, 'Line', 'properties', 'quantity'), 'type', 'number'),
		code: 'matcher.narrower.value',
	},
	{
		name: 'a list may be empty',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'lines'), 'minItems', 0),
		code: 'matcher.narrower.length',
	},
	{
		name: 'a list is wrapped in an object',
		change: (pair) => set(schema(pair, 'Order', 'properties'), 'lines', { type: 'object', properties: { items: {} } }),
		code: 'response.body.invalid',
	},
	{
		name: 'a date-time becomes a date',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'created_at'), 'format', 'date'),
		code: 'response.body.invalid',
	},
	{
		name: 'a pattern changes',
		change: (pair) => set(schema(pair, 'Card', 'properties', 'last4'), 'pattern', '^\\d{6}$'),
		code: 'response.body.invalid',
	},
	{
		name: 'a union gains a form',
		change: (pair) => {
			schema(pair, 'Order', 'properties', 'payment')['oneOf'] = [
				{ $ref: '#/components/schemas/Card' },
				{
					type: 'object',
					required: ['kind', 'iban'],
					properties: { kind: { const: 'iban' }, iban: { type: 'string' } },
				},
			];
		},
		code: 'matcher.narrower.type',
	},
	{
		name: 'a response property becomes writeOnly',
		change: (pair) => set(schema(pair, 'Order', 'properties', 'total'), 'writeOnly', true),
		code: 'response.body.invalid',
	},
	{
		name: 'the answer is wrapped',
		change: (pair) => {
			const list = schema(pair, 'OrderList');
			list['required'] = ['data'];
			list['properties'] = { data: { type: 'object', properties: list['properties'] ?? {} } };
			list['additionalProperties'] = false;
		},
		code: 'response.body.unknown-property',
	},
	{
		name: '201 becomes 200',
		change: (pair) => rename(at(operation(pair, LIST_PATH, 'post'), 'responses'), '201', '200'),
		code: 'response.status.undocumented',
	},
	{
		name: '409 is no longer documented',
		change: (pair) => void delete at(operation(pair, ONE_PATH, 'delete'), 'responses')['409'],
		code: 'response.status.undocumented',
	},
	{
		name: 'an error loses its body',
		change: (pair) => void delete at(operation(pair, ONE_PATH, 'delete'), 'responses', '409')['content'],
		code: 'response.body.undocumented',
	},
	{
		name: 'a response header is removed',
		change: (pair) => void delete at(operation(pair, LIST_PATH, 'post'), 'responses', '201')['headers'],
		code: 'response.header.undocumented',
	},
	{
		name: 'a response header changes its type',
		change: (pair) =>
			set(at(operation(pair, LIST_PATH, 'post'), 'responses', '201', 'headers', 'X-Order-Number'), 'schema', {
				type: 'boolean',
			}),
		code: 'response.header.invalid',
	},
	{
		name: 'a response header becomes optional',
		change: (pair) =>
			void delete at(operation(pair, LIST_PATH, 'post'), 'responses', '201', 'headers', 'X-Order-Number')['required'],
		code: 'matcher.narrower.header',
	},
];

export const HARMFUL_TO_ANSWERS: readonly Mutant[] = HARMFUL_TO_ANSWERS_ROWS.map((row) => ({
	kind: 'harmful',
	...row,
}));

const HARMFUL_TO_REQUESTS_ROWS: readonly Omit<Mutant, 'kind'>[] = [
	{
		name: 'the request gets a required property',
		change: (pair) => set(schema(pair, 'NewOrder'), 'required', ['item', 'quantity', 'currency']),
		code: 'request.body.invalid',
	},
	{
		name: 'a request enum loses the value that is sent',
		change: (pair) => set(schema(pair, 'NewOrder', 'properties', 'priority'), 'enum', ['LOW']),
		code: 'request.body.invalid',
	},
	{
		name: 'a request enum loses a value that may be sent',
		change: (pair) => set(schema(pair, 'NewOrder', 'properties', 'priority'), 'enum', ['HIGH']),
		code: 'matcher.wider',
		isError: true,
	},
	{
		name: 'a minimum rises',
		change: (pair) => set(schema(pair, 'NewOrder', 'properties', 'quantity'), 'minimum', 5),
		code: 'request.body.invalid',
	},
	{
		name: 'a request property is renamed',
		change: (pair) => rename(schema(pair, 'NewOrder', 'properties'), 'priority', 'urgency'),
		code: 'request.body.unknown-property',
		isError: true,
	},
	{
		name: 'a request property is removed',
		change: (pair) => void delete schema(pair, 'NewOrder', 'properties')['priority'],
		code: 'request.body.unknown-property',
		isError: true,
	},
	{
		name: 'a request property is renamed in a closed object',
		change: (pair) => {
			rename(schema(pair, 'NewOrder', 'properties'), 'priority', 'urgency');
			schema(pair, 'NewOrder')['additionalProperties'] = false;
		},
		code: 'request.body.invalid',
	},
	{
		name: 'the request media type changes',
		change: (pair) =>
			rename(at(operation(pair, LIST_PATH, 'post'), 'requestBody', 'content'), 'application/json', 'application/xml'),
		code: 'request.content-type.not-accepted',
	},
	{
		name: 'the operation takes no body any more',
		change: (pair) => void delete operation(pair, LIST_PATH, 'post')['requestBody'],
		code: 'request.body.unexpected',
	},
	{
		name: 'the path changes',
		change: (pair) => rename(at(pair.document, 'paths'), LIST_PATH, '/purchases'),
		code: 'request.path.unknown',
	},
	{
		name: 'the method changes',
		change: (pair) => rename(at(pair.document, 'paths', ONE_PATH), 'delete', 'post'),
		code: 'request.method.unknown',
	},
	{
		name: 'the base path changes',
		change: (pair) => set(pair.document, 'servers', [{ url: 'https://api.example.com/v2' }]),
		code: 'request.path.unknown',
	},
	{
		name: 'a path parameter becomes an integer',
		change: (pair) => set(at(pair.document, 'paths', ONE_PATH, 'parameters', 0), 'schema', { type: 'integer' }),
		code: 'request.path.invalid',
	},
	{
		name: 'a query parameter is renamed',
		change: (pair) => set(at(operation(pair, LIST_PATH, 'get'), 'parameters', 0), 'name', 'state'),
		code: 'request.query.unknown',
	},
	{
		name: 'a query enum loses the value that is sent',
		change: (pair) => set(at(operation(pair, LIST_PATH, 'get'), 'parameters', 0, 'schema'), 'enum', ['PAID']),
		code: 'request.query.invalid',
	},
	{
		name: 'a maximum of a query parameter falls',
		change: (pair) => set(at(operation(pair, LIST_PATH, 'get'), 'parameters', 1, 'schema'), 'maximum', 5),
		code: 'request.query.invalid',
	},
	{
		name: 'a query parameter becomes required',
		change: (pair) => {
			const parameters = operation(pair, LIST_PATH, 'get')['parameters'] as object[];
			parameters.push({ name: 'shop', in: 'query', required: true, schema: { type: 'string' } });
		},
		code: 'request.query.missing',
	},
	{
		name: 'a header is renamed and required',
		change: (pair) => {
			const header = at(operation(pair, LIST_PATH, 'post'), 'parameters', 0);
			header['name'] = 'X-Request-Key';
			header['required'] = true;
		},
		code: 'request.header.missing',
	},
	{
		name: 'a header gets a format',
		change: (pair) =>
			set(at(operation(pair, LIST_PATH, 'post'), 'parameters', 0), 'schema', { type: 'string', format: 'uuid' }),
		code: 'request.header.invalid',
	},
	{
		name: 'another kind of credentials is asked for',
		change: (pair) =>
			set(at(pair.document, 'components', 'securitySchemes'), 'token', {
				type: 'apiKey',
				in: 'header',
				name: 'X-Key',
			}),
		code: 'request.authorization.missing',
	},
];

export const HARMFUL_TO_REQUESTS: readonly Mutant[] = HARMFUL_TO_REQUESTS_ROWS.map((row) => ({
	kind: 'harmful',
	...row,
}));

function renameRequired(owner: JsonObject, from: string, to: string): void {
	rename(at(owner, 'properties'), from, to);
	set(
		owner,
		'required',
		(owner['required'] as string[]).map((name) => (name === from ? to : name)),
	);
}
