import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type JsonObject, type JsonValue, loadDocument, resolvePointer } from '../../../spec/index.ts';
import { catchRefusal, makeDocument, writeFolder } from './documents.ts';

const older = (schemas: JsonObject, rest: JsonObject = {}): JsonObject => ({
	openapi: '3.0.3',
	info: { title: 'Orders', version: '1' },
	paths: {},
	components: { schemas },
	...rest,
});

describe('versions', () => {
	it.each<[JsonObject, string]>([
		[{ openapi: '3.1.0' }, '3.1.0'],
		[{ openapi: '3.1.2' }, '3.1.2'],
		[{ openapi: '3.2.0' }, '3.2.0'],
		[{ openapi: 3.1 }, '3.1'],
		[{ openapi: '3.0.0' }, '3.1.1'],
		[{ openapi: '3.0' }, '3.1.1'],
		[{ openapi: 3 }, '3.1.1'],
		[{ swagger: '2.0' }, '3.1.1'],
		[{ swagger: 2 }, '3.1.1'],
	])('reads %j as %s', async (version, inside) => {
		const document = await loadDocument({ ...version, info: { title: '', version: '' }, paths: {} });
		expect(String(document.root['openapi'])).toBe(inside);
	});

	it.each<[JsonObject, string]>([
		[{}, 'document.not-openapi'],
		[{ openapi: null }, 'document.not-openapi'],
		[{ openapi: {} }, 'document.not-openapi'],
		[{ openapi: '' }, 'document.version'],
		[{ openapi: '4.0.0' }, 'document.version'],
		[{ openapi: '3.10' }, 'document.version'],
		[{ openapi: '2.0' }, 'document.version'],
		[{ swagger: '1.2' }, 'document.version'],
		[{ asyncapi: '3.0.0' }, 'document.not-openapi'],
	])('refuses %j', async (version, code) => {
		expect((await catchRefusal(() => loadDocument(version))).code).toBe(code);
	});

	it('refuses a document that holds itself, as dereferencing makes them', async () => {
		const schema: JsonObject = { type: 'object' };
		schema['properties'] = { self: schema };
		const document = { openapi: '3.1.0', info: { title: 'Loop', version: '1' }, components: { schemas: { schema } } };
		const error = await catchRefusal(() => loadDocument(document));
		expect([error.code, error.remedy]).toEqual(['document.invalid', expect.stringContaining('bundle it')]);
	});
});

describe('OpenAPI 3.0 schemas', () => {
	const A = { $ref: '#/components/schemas/A' };
	it.each<[string, JsonObject, JsonObject]>([
		['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
		[
			'a nullable enum',
			{ type: 'string', enum: ['a'], nullable: true },
			{ type: ['string', 'null'], enum: ['a', null] },
		],
		['nullable: false', { type: 'string', nullable: false }, { type: 'string' }],
		['a nullable reference', { ...A, nullable: true }, { anyOf: [A, { type: 'null' }] }],
		['a type beside a reference, which never counted', { ...A, type: 'number' }, A],
		['a nullable allOf', { allOf: [A], nullable: true }, { anyOf: [A, { type: 'null' }] }],
		['a nullable anyOf', { anyOf: [A], nullable: true }, { anyOf: [A, { type: 'null' }] }],
		['a nullable oneOf', { oneOf: [A], nullable: true }, { anyOf: [{ oneOf: [A] }, { type: 'null' }] }],
		['an exclusive minimum', { minimum: 0, exclusiveMinimum: true }, { exclusiveMinimum: 0 }],
		['an exclusive minimum of nothing', { exclusiveMinimum: true }, {}],
		['an inclusive maximum', { maximum: 0, exclusiveMaximum: false }, { maximum: 0 }],
		['an example', { type: 'integer', example: 0 }, { type: 'integer', examples: [0] }],
		['an example of null', { type: 'string', example: null }, { type: 'string', examples: [null] }],
		['binary', { type: 'string', format: 'binary' }, { contentMediaType: 'application/octet-stream' }],
		['byte', { type: 'string', format: 'byte' }, { type: 'string', contentEncoding: 'base64', format: 'byte' }],
		['items', { items: { ...A, type: 'string' } }, { items: A }],
		[
			'bytes in a list',
			{ items: { type: 'string', format: 'byte' } },
			{ items: { type: 'string', contentEncoding: 'base64', format: 'byte' } },
		],
		['a list of types', { type: ['string'], nullable: true }, { type: ['string', 'null'] }],
		['null among alternatives', { oneOf: [{ nullable: true }, A] }, { oneOf: [{ type: 'null' }, A] }],
		['named examples of a schema', { examples: { one: { value: 1 } } }, { examples: [1] }],
		[
			'data that looks like a schema',
			{ default: { type: 'x', nullable: true } },
			{ default: { type: 'x', nullable: true } },
		],
		[
			'properties named like keywords',
			{ properties: { nullable: { type: 'boolean' }, example: { type: 'string', nullable: true } } },
			{ properties: { nullable: { type: 'boolean' }, example: { type: ['string', 'null'] } } },
		],
	])('come out right: %s', async (_name, schema, expected) => {
		const document = await loadDocument(older({ A: {}, Subject: schema }));
		expect(resolvePointer(document.root, '/components/schemas/Subject')).toEqual(expected);
	});

	it('come out right in files outside the document', async () => {
		const folder = writeFolder({
			'orders.json': older({ Order: { $ref: 'order.json' } }),
			'order.json': { type: 'string', nullable: true, example: 'x', exclusiveMinimum: true, minimum: 0 },
		});
		const document = await loadDocument(join(folder, 'orders.json'));
		const expected = { type: ['string', 'null'], examples: ['x'], exclusiveMinimum: 0 };
		expect(resolvePointer(document.root, '/x-files/0')).toEqual(expected);
	});
});

describe('upgrades', () => {
	it.each<JsonObject>([
		older({ A: { type: 'string', nullable: true } }, { 'x-lifecycle': { order: { key: 'id' } } }),
		{ swagger: '2.0', host: 'a.test', paths: {}, definitions: { A: { discriminator: 'kind' } } },
	])('leave the document that they are given as it is: %#', async (given) => {
		const before = structuredClone(given);
		expect((await loadDocument(given)).root['openapi']).toBe('3.1.1');
		expect(given).toEqual(before);
	});

	it('know a schema by its place: extensions and examples stay, webhooks come for lint', async () => {
		const data = { type: 'string', nullable: true, example: 1 };
		const schema = { type: 'string', example: 'x' };
		const json = { schema: { type: 'string', format: 'binary' }, example: data };
		const webhooks = { new: { post: { requestBody: { content: { 'application/json': { schema } } } } } };
		const get = { 'x-data': data, responses: { 200: { description: '', content: { 'application/json': json } } } };
		const given = older({}, { paths: { '/orders': { get } }, 'x-webhooks': webhooks });
		const { root } = await loadDocument(given);
		expect(resolvePointer(root, '/paths/~1orders/get/x-data')).toEqual(data);
		expect(resolvePointer(root, '/paths/~1orders/get/responses/200/content/application~1json')).toEqual({
			schema: {},
			examples: { default: { value: data } },
		});
		const at = '/webhooks/new/post/requestBody/content/application~1json/schema';
		expect(resolvePointer(root, at)).toEqual(schema);
		const whole = await loadDocument(given, { whole: true });
		expect(resolvePointer(whole.root, at)).toEqual({ type: 'string', examples: ['x'] });
	});

	it('read a part that YAML aliases share each time anew', async () => {
		const lines = [
			'swagger: "2.0"',
			'info: { title: a, version: b }',
			'paths:',
			'  /a: { get: { parameters: [&limit { name: limit, in: query, type: integer }], responses: {} } }',
			'  /b: { get: { parameters: [*limit], responses: {} } }',
		];
		const document = await loadDocument(join(writeFolder({ 'orders.yaml': lines.join('\n') }), 'orders.yaml'));
		const schemas = document.operations.map((operation) => operation.parameters[0]?.schema?.value);
		expect(schemas).toEqual([{ type: 'integer' }, { type: 'integer' }]);
	});

	it('keep x-lifecycle and x-effect to the letter', async () => {
		const effect = { create: 'order', set: { example: 0, nullable: { type: 'x', nullable: true } } };
		const lifecycle: JsonValue = { order: { key: 'example' } };
		const paths = { '/orders': { post: { 'x-effect': effect, responses: { 200: { description: '' } } } } };
		const document = await loadDocument(older({}, { paths, 'x-lifecycle': lifecycle }));
		expect(document.root['x-lifecycle']).toEqual(lifecycle);
		expect(resolvePointer(document.root, '/paths/~1orders/post/x-effect')).toEqual(effect);
		expect(document.operations[0]?.effect).toMatchObject({ kind: 'create', resource: 'order' });
	});

	it('make an OpenAPI document of a Swagger one, and find places in the file as written', async () => {
		const swagger = {
			swagger: '2.0',
			info: { title: 'Orders', version: '1' },
			basePath: '/v2/',
			consumes: ['application/json'],
			produces: ['application/json'],
			securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
			security: [{ key: [] }],
			definitions: { Order: { type: 'object', properties: { id: { type: 'string', 'x-nullable': true } } } },
			parameters: { Id: { name: 'id', in: 'path', required: true, type: 'string' } },
			paths: {
				'/orders/{id}': {
					put: {
						parameters: [
							{ $ref: '#/parameters/Id' },
							{ name: 'tags', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'pipes' },
							{ name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/Order' } },
						],
						responses: { 200: { description: '', schema: { $ref: '#/definitions/Order' } } },
					},
				},
			},
		};
		const file = join(writeFolder({ 'orders.json': JSON.stringify(swagger, null, 1) }), 'orders.json');
		const document = await loadDocument(file);
		const operation = document.operations[0];
		expect(document.basePaths).toEqual(['/v2', '']);
		expect(operation?.parameters.map(({ name, style, explode }) => [name, style, explode])).toEqual([
			['id', 'simple', false],
			['tags', 'pipeDelimited', false],
		]);
		expect(operation?.requestBody).toMatchObject({ required: true, mediaTypes: [{ type: 'application/json' }] });
		expect(operation?.security).toEqual([[{ name: 'key', type: 'apiKey', in: 'header', parameterName: 'X-Key' }]]);
		expect(resolvePointer(document.root, '/components/schemas/Order/properties/id')).toEqual({
			type: ['string', 'null'],
		});
		const place = document.locate('/components/schemas/Order/properties/id');
		expect(JSON.stringify(swagger, null, 1).split('\n')[place.line - 1]?.trim()).toBe('"id": {');
	});

	it('take the lists of forms for csv where nothing else is said, and tell what has no style', async () => {
		const list = (place: string, name: string, more: JsonObject = {}): JsonObject => ({
			...{ in: place, name, type: 'array', items: { type: 'integer' } },
			...more,
		});
		const parameters = [
			list('formData', 'plain'),
			list('formData', 'many', { collectionFormat: 'multi' }),
			list('query', 'tabs', { collectionFormat: 'tsv' }),
			list('header', 'X-Pipes', { collectionFormat: 'pipes' }),
			list('query', 'nested', { items: { type: 'array', items: { type: 'integer' } } }),
			list('query', 'spaces', { collectionFormat: 'ssv' }),
		];
		const post = { consumes: ['multipart/form-data'], parameters, responses: { 200: { description: '' } } };
		const info = { title: '', version: '' };
		const document = await loadDocument({ swagger: '2.0', info, paths: { '/a': { post } } });
		const [operation] = document.operations;
		expect(operation?.requestBody?.mediaTypes[0]?.encoding).toMatchObject({
			plain: { style: 'form', explode: false },
			many: { style: 'form', explode: true },
		});
		expect(operation?.parameters.map(({ name, style, explode }) => [name, style, explode])).toEqual([
			['tabs', 'form', false],
			['X-Pipes', 'simple', false],
			['nested', 'form', false],
			['spaces', 'spaceDelimited', false],
		]);
		expect(document.findings.map(({ severity, message }) => [severity, message])).toEqual([
			['warning', 'collectionFormat tsv has no style in OpenAPI 3: tabs is read as csv'],
			['warning', 'collectionFormat pipes has no style in OpenAPI 3: X-Pipes is read as csv'],
			['warning', 'lists in lists are not cut apart: each item of nested is a text'],
		]);
	});

	it.each<[JsonObject, string]>([
		[{ produces: [], consumes: [] }, 'application/json'],
		[{ produces: ['text/csv'], consumes: ['text/csv'] }, 'text/csv'],
	])('take an empty list of media types for none: %j', async (root, type) => {
		const post = {
			produces: [],
			consumes: [],
			parameters: [{ name: 'body', in: 'body', schema: { type: 'object' } }],
			responses: { 200: { description: '', schema: { type: 'string' } } },
		};
		const document = await loadDocument({
			swagger: '2.0',
			info: { title: '', version: '' },
			...root,
			paths: { '/a': { post } },
		});
		const [operation] = document.operations;
		expect(operation?.responses.get('200')?.mediaTypes.map((one) => one.type)).toEqual([type]);
		expect(operation?.requestBody?.mediaTypes.map((one) => one.type)).toEqual([type]);
	});

	it.each<[string, JsonObject, string, JsonObject]>([
		[
			'a body',
			{ body: { in: 'body', name: 'b', schema: { type: 'integer' } } },
			'application/json',
			{ type: 'integer' },
		],
		[
			'form fields',
			{ body: { $ref: '#/parameters/field' }, field: { in: 'formData', name: 'n', type: 'string', required: true } },
			'application/x-www-form-urlencoded',
			{ type: 'object', properties: { n: { type: 'string' } }, required: ['n'] },
		],
	])('takes %s that several operations refer to', async (_what, parameters, type, schema) => {
		const given = { parameters: [{ $ref: '#/parameters/body' }], responses: { 204: { description: '' } } };
		const { operations, findings } = await loadDocument({
			swagger: '2.0',
			info: { title: '', version: '' },
			consumes: [type],
			parameters,
			paths: { '/a': { post: given }, '/b': { parameters: given.parameters, put: { responses: given.responses } } },
		});
		expect(findings).toEqual([]);
		for (const { requestBody } of operations) {
			expect(requestBody?.mediaTypes.map((one) => [one.type, one.schema?.value])).toEqual([[type, schema]]);
		}
	});

	it('reads several bodies of one operation as one object, where none is an object, and tells it', async () => {
		const body = (name: string, rest: JsonObject): JsonObject => ({ in: 'body', name, ...rest });
		const responses = { 204: { description: '' } };
		const title = body('title', { required: true, schema: { type: 'string' }, maxLength: 9 });
		const { operations, findings } = await loadDocument({
			swagger: '2.0',
			info: { title: '', version: '' },
			paths: {
				'/a': { post: { parameters: [title, body('rank', { type: 'integer' })], responses } },
				'/b': { post: { parameters: [body('b', { schema: { type: 'object' } }), title], responses } },
			},
		});
		const [joined, first] = operations.map(({ requestBody }) => requestBody?.mediaTypes[0]?.schema?.value);
		expect(joined).toEqual({
			type: 'object',
			properties: { title: { type: 'string', maxLength: 9 }, rank: { type: 'integer' } },
			required: ['title'],
		});
		expect(first).toEqual({ type: 'object' });
		expect(findings.map(({ code, place }) => [code, place.pointer])).toEqual([
			['document.parameter.bodies', '/paths/~1a/post/parameters'],
		]);
	});

	it('are not done for a document of today', async () => {
		const nullable = { type: 'string', nullable: true };
		const document = await loadDocument({ ...makeDocument({}), components: { schemas: { A: nullable } } });
		expect(resolvePointer(document.root, '/components/schemas/A')).toEqual(nullable);
	});
});
