// Parameters, bodies, paths and examples that stand where few look for them, or in a form that is none: what can be read is, and the
// rest costs itself alone.

import { beforeAll, expect, it } from 'vitest';
import { startMock } from '../../mock/index.ts';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { type JsonObject, type JsonValue, loadDocuments } from '../../spec/index.ts';
import { call, startTestMock } from '../support/mock.ts';

const NOTHING: JsonObject = { 204: { description: '' } };
const number = { type: 'integer' };
const paging = ['page', 'size'].map((name) => ({ in: 'query', name, schema: number }));
const current: JsonObject = {
	openapi: '3.0.3',
	info: { title: 'Lists', version: '1' },
	paths: {
		'lists/{id}': {
			parameters: { in: 'path', name: 'id', required: true, schema: number },
			get: { parameters: [paging, [{ in: 'query', name: 'q', schema: number }]], responses: NOTHING },
			put: {
				parameters: {
					page: { in: 'query', schema: { $ref: '#/components/schemas/Number' } },
					size: paging[1] as JsonObject,
				},
				responses: NOTHING,
			},
		},
		'/lists/{id}/plain': { get: { responses: NOTHING } },
		'lists/{id}/plain': { put: { responses: NOTHING } },
	},
	components: { schemas: { Number: number } },
};
const body = {
	in: 'body',
	name: 'b',
	required: true,
	schema: { type: 'object', required: ['n'], properties: { n: number } },
};
const field = (name: string): JsonObject => ({ in: 'formData', name, required: true, type: 'integer' });
const named = { type: 'object', properties: { n: number } };
const older: JsonObject = {
	swagger: '2.0',
	info: { title: 'Bodies', version: '1' },
	paths: {
		'/bodies': {
			description: 'A text',
			'x-note': null,
			post: { responses: NOTHING },
			parameters: [body],
			put: { responses: NOTHING },
			patch: { parameters: [{ in: 'query', name: 'q', type: 'integer' }], responses: NOTHING },
		},
		'/fields': {
			post: { responses: NOTHING },
			parameters: [field('f')],
			put: { parameters: [field('g')], responses: NOTHING },
			patch: { parameters: [{ ...field('f'), required: false }], responses: NOTHING },
		},
		'/typed': {
			get: {
				produces: ['application/json;charset=UTF-8'],
				responses: { 200: { description: '', schema: named, examples: { 'application/json': { n: 5 } } } },
			},
		},
	},
	'x-ms-paths': {
		'/blobs?comp=list': {
			get: { responses: { 200: { description: '', schema: { $ref: '#/definitions/List' } } } },
		},
		'/blobs?comp=meta': { get: { responses: { 200: { description: '', schema: { type: 'integer', enum: [7] } } } } },
	},
	definitions: { List: { type: 'string', enum: ['list'] } },
};
const pet = { $ref: '#/definitions/Pet' };
/** OpenAPI 3 by its first line, and in words of Swagger 2.0 from there on. */
const mixed: JsonObject = {
	...{ openapi: '3.0.0', info: { title: 'Pets', version: '1' }, basePath: '/api', produces: ['application/json'] },
	securityDefinitions: { key: { type: 'basic' } },
	paths: {
		'/pets': {
			get: {
				parameters: [
					{ in: 'query', name: 'limit', type: 'integer', minimum: 1 },
					{ in: 'query', name: 'ids', type: 'array', items: number, collectionFormat: 'csv' },
				],
				responses: { 200: { $ref: '#/components/responses/Pets' } },
			},
			post: {
				parameters: [{ in: 'body', name: 'b', required: true, schema: pet }],
				responses: { 201: { description: '', schema: pet, examples: { 'application/json': { id: 1, name: 'n' } } } },
			},
		},
		'/files': {
			post: {
				consumes: ['multipart/form-data'],
				parameters: [{ in: 'formData', name: 'f', type: 'file' }, field('n')],
				responses: { 204: { description: '', headers: { 'X-Count': { type: 'integer', enum: [5] } } } },
			},
			put: { security: [{ key: [] }], responses: NOTHING },
			patch: { parameters: [field('n')], responses: NOTHING },
		},
	},
	components: { responses: { Pets: { description: '', schema: { type: 'array', items: pet } } } },
	definitions: {
		Pet: { type: 'object', required: ['name'], properties: { id: number, name: { type: 'string' } } },
	},
};

let mock: RunningMock;
beforeAll(async () => {
	mock = await startTestMock({ documents: [current, older, mixed] });
});

it.each<[call: string, sent: JsonValue | string | undefined, status: number, said: string]>([
	['GET /lists/x', undefined, 400, 'path id must be an integer'],
	['GET /lists/1?page=a&q=b', undefined, 400, 'query page must be an integer; query q must be an integer'],
	['PUT /lists/1?page=a&size=b', undefined, 400, 'query page must be an integer; query size must be an integer'],
	['GET /lists/1?page=1', undefined, 204, ''],
	['PUT /lists/1/plain', undefined, 405, ''],
	['POST /bodies', {}, 400, 'body /n is required'],
	['PUT /bodies', {}, 400, 'body /n is required'],
	['PATCH /bodies?q=x', {}, 400, 'query q must be an integer; body /n is required'],
	['POST /fields', 'f=x', 400, 'body /f must be an integer'],
	['POST /fields', 'f=1', 204, ''],
	['PUT /fields', 'g=1', 400, 'body /f is required'],
	['PATCH /fields', '', 204, ''],
	['GET /typed', undefined, 200, '{"n":5}'],
	['GET /blobs?comp=list', undefined, 200, '"list"'],
	['GET /blobs?comp=meta', undefined, 200, '7'],
	['GET /api/pets?limit=0', undefined, 400, 'query limit must be at least 1'],
	['GET /pets?ids=1,x', undefined, 400, 'query ids/1 must be an integer'],
	['POST /pets', {}, 400, 'body /name is required'],
	['POST /pets', { name: 'a' }, 201, '"name":"a"'],
	['GET /pets', undefined, 200, '"name":"a"'],
	['POST /files', 'n=1', 415, 'send multipart/form-data'],
	['PATCH /files', 'n=x', 400, 'body /n must be an integer'],
	['PUT /files', undefined, 401, 'Basic'],
])('%s %j → %i %s', async (request, sent, status, said) => {
	const [method = '', path = ''] = request.split(' ');
	const isForm = typeof sent === 'string';
	const headers: Record<string, string> = isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
	const reply = await call(mock, method, path, { headers, ...(sent !== undefined && { body: sent }) });
	expect([reply.status, `${reply.reason} ${reply.text}`]).toEqual([status, expect.stringContaining(said)]);
});

const thing = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const json = (schema: JsonValue): JsonObject => ({ content: { 'application/json': { schema } } });
const withBody = (schema: JsonObject): JsonObject => ({ requestBody: json({ ...thing, ...schema }) });
const withName = (name: JsonValue, required: JsonValue = ['name']): JsonObject =>
	withBody({ required, properties: { name } });
const withQuery = (more: JsonObject): JsonObject => ({
	parameters: [{ name: 'q', in: 'query', required: true, schema: number, ...more }],
});
const withScheme = (scheme: JsonObject): JsonObject => ({ security: [{ key: [] }], 'x-scheme': scheme });

/** A schema that a header refers to stays what it is. */
const asHeader = {
	200: { description: '', headers: { 'X-A': { $ref: '#/components/schemas/Text' } } },
	400: 'A',
	401: 'B',
};
/** A body among the schemas is a body as it stands. */
const isWhole = ({ requestBody }: JsonObject): boolean => JSON.stringify(requestBody ?? '').includes('/Body');

/** What an operation says in a form that is none, and a call that is refused if it is read as it is meant. */
const meant: [operation: JsonObject, path: string, body: JsonValue, reason: string][] = [
	[{ requestBody: { content: { 'application/json': thing } } }, '', {}, '/name is required'],
	[
		{ requestBody: { content: { 'application/json': { $ref: '#/components/schemas/Thing' } } } },
		'',
		{},
		'/name is required',
	],
	[{ requestBody: { 'application/json': { schema: thing } } }, '', {}, '/name is required'],
	[{ requestBody: { required: true, schema: thing } }, '', {}, '/name is required'],
	[{ requestBody: thing }, '', {}, '/name is required'],
	[{ requestBody: { $ref: '#/components/schemas/Thing' } }, '', {}, '/name is required'],
	[{ requestBody: { $ref: '#/components/schemas/Body' } }, '', {}, '/name is required'],
	[{ requestBody: json({ $ref: '#/components/schemas/Text' }), responses: asHeader }, '', 5, 'must be a string'],
	[{ requestBody: { content: { json: { schema: thing } } } }, '', {}, '/name is required'],
	[{ requestBody: { content: { 'application/json, text/json': { schema: thing } } } }, '', {}, '/name is required'],
	[{ requestBody: json('string') }, '', {}, 'must be a string'],
	[withName('string'), '', { name: 5 }, '/name must be a string'],
	[
		withBody({ properties: { name: 'string', type: 'integer' } }),
		'',
		{ name: 'a', type: 'x' },
		'/type must be an integer',
	],
	[withName('#/components/schemas/Thing'), '', { name: {} }, '/name/name is required'],
	[withName('Thing'), '', { name: {} }, '/name/name is required'],
	[withName({ type: 'Thing[]' }), '', { name: [{}] }, '/name/0/name is required'],
	[withName({ type: 'string | null' }), '', { name: 5 }, '/name must be'],
	[withName({ type: 'Thing?' }), '', { name: {} }, '/name/name is required'],
	[withName({ type: 'Date' }), '', { name: '2026-01-01' }, '/name must be an object'],
	[withName({ type: 'array', items: 'Date' }), '', { name: [{ year: 'x' }] }, '/name/0/year must be an integer'],
	[withName({ type: 'string' }, { name: true }), '', {}, '/name is required'],
	[{ requestBody: json({ oneOf: ['Thing', 'integer'] }) }, '', {}, '/name is required'],
	[withName({ type: 'string[]' }), '', { name: [5] }, '/name/0 must be a string'],
	[withName({ type: 'Array<integer>' }), '', { name: ['x'] }, '/name/0 must be an integer'],
	[withName({ type: 'array', items: 'string' }), '', { name: [5] }, '/name/0 must be a string'],
	[withName({ type: 'array', items: ['string'] }), '', { name: [5] }, '/name/0 must be a string'],
	[withName({ type: 'string', enum: 'a, b' }), '', { name: 'c' }, '/name must be one of a, b'],
	[withName({ type: 'string', enum: { A: 'a', B: 'b' } }), '', { name: 'c' }, '/name must be one of a, b'],
	[withName({ type: 'string', enum: { a: 'The first', b: 'B' } }), '', { name: 'B' }, '/name must be one of a, b'],
	[withName({ type: 'integer', enum: { 1: 'A', 2: 'B' } }), '', { name: 3 }, '/name must be one of 1, 2'],
	[withName({ type: 'string' }, 'name'), '', {}, '/name is required'],
	[withName({ type: 'string', required: 'true' }, []), '', {}, '/name is required'],
	[{ requestBody: json({ allOf: thing }) }, '', {}, '/name is required'],
	[withBody({ properties: [{ name: { type: 'string' } }] }), '', { name: 5 }, '/name must be a string'],
	[withBody({ properties: [{ name: 'name', type: 'string' }] }), '', { name: 5 }, '/name must be a string'],
	[{ parameters: [{ in: 'Body', name: 'b', required: true, schema: 'Thing' }] }, '', {}, '/name is required'],
	[withQuery({ in: 'Query' }), '?q=x', {}, 'query q must be an integer'],
	[withQuery({ in: 'query ', schema: 'integer' }), '?q=x', {}, 'query q must be an integer'],
	[withQuery({ in: 'headers' }), '', {}, 'header q is required'],
	[withScheme({ type: 'apikey', in: 'Header', name: 'X-Key' }), '', {}, 'header X-Key API key is missing'],
	[withScheme({ type: 'basic' }), '', {}, 'Basic'],
];

it('of what is written in a form that is none, it is read as it is meant, with a warning', async () => {
	const reasons = meant.map(async ([{ 'x-scheme': key, ...operation }, path, body]) => {
		const schemes = key && { securitySchemes: { key } };
		const paths = { '/a': { post: { responses: { 200: 'OK' }, ...operation } } };
		const components = {
			schemas: {
				...{ Thing: thing, Body: { description: '', ...json(thing) }, Text: { type: 'string' } },
				// Called as what others call a type, and typed by its own name.
				Date: { type: 'Date', properties: { year: number } },
			},
			...schemes,
		};
		const root = { openapi: '3.1.0', info: { title: 'A', version: '1' }, servers: ['/v1'], paths, components };
		await using server = await startMock({ documents: [root], port: 0, log: 'silent' });
		const reply = await call(server, 'POST', `/v1/a${path}`, { body });
		const told = server.documents.flatMap(({ findings }) => findings.map(({ severity }) => severity));
		return [
			reply.status,
			reply.reason.replace(/^.*?: |; the document.*$/g, ''),
			told.length > (path === '' && isWhole(operation) ? 0 : 1) && !told.includes('error'),
		];
	});
	expect(await Promise.all(reasons)).toEqual(
		meant.map(([, , , reason]) => [
			expect.toSatisfy((status) => status === 400 || status === 401),
			expect.stringContaining(reason),
			true,
		]),
	);
});

it('of an answer its schema may be a word; a reference for the values of an enum and an address for a path are lost alone', async () => {
	const root = {
		...{ openapi: '3.1.0', info: { title: 'A', version: '1' } },
		paths: {
			'/a': {
				get: { responses: { 200: { description: '', schema: 'Thing' } } },
				post: withName({ enum: { $ref: '#/x' } }),
			},
			'http://b.test/b': { get: { responses: NOTHING } },
		},
		components: { schemas: { Thing: thing } },
	};
	await using server = await startMock({ documents: [root], port: 0, log: 'silent' });
	const reply = await call(server, 'GET', '/a');
	expect([reply.status, reply.text]).toEqual([200, expect.stringContaining('"name":')]);
	expect((await call(server, 'POST', '/a', { body: { name: 'any' } })).status).not.toBe(400);
	expect(server.documents[0]?.operations.length).toBe(2);
});

it('of a part of Swagger 2.0 that is none, it is lost alone', async () => {
	const parts: [holder: (root: JsonObject) => JsonValue, key: string, value: JsonValue, code: string][] = [];
	const at =
		(...steps: string[]) =>
		(root: JsonObject): JsonValue =>
			steps.reduce<JsonValue>((value, step) => (value as JsonObject)[step] ?? null, root);
	const operation = at('paths', '/a', 'get');
	for (const value of [[null], [{ name: 'x' }], ['x'], 5] as JsonValue[])
		for (const holder of [operation, at('paths', '/a')])
			parts.push([holder, 'parameters', value, 'document.parameter.shape']);
	for (const value of ['x', [null], { 200: 5, 'x-a': null, 'x-b': 'text' }])
		parts.push([operation, 'responses', value, 'document.response.shape']);
	for (const name of ['consumes', 'produces'])
		for (const holder of [operation, at()]) parts.push([holder, name, { a: 1 }, 'document.media-types.shape']);
	parts.push([at(), 'securityDefinitions', { key: null }, 'document.security.shape']);
	parts.push([at('paths'), '/b', [null], 'document.paths.shape']);
	const read = async ([holder, key, value]: (typeof parts)[number]) => {
		const root: JsonObject = {
			...{ swagger: '2.0', info: { title: 'A', version: '1' } },
			paths: { '/a': { get: { responses: { 200: { description: '' } } }, put: { responses: NOTHING } } },
		};
		(holder(root) as JsonObject)[key] = structuredClone(value);
		const { operations, findings } = await loadDocuments([root], { tolerant: true });
		return [operations.length, findings.map(({ code }) => code)];
	};
	const told = await Promise.all(parts.map(async (part) => [JSON.stringify(part.slice(1, 3)), ...(await read(part))]));
	expect(told).toEqual(parts.map(([, key, value, code]) => [JSON.stringify([key, value]), 2, [code]]));
});
