// Every sample that the mock offers is accepted by the mock that offers it, however the document describes the request.

import { describe, expect, it } from 'vitest';
import { startMock } from '../../../mock/index.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';

interface Sample {
	method: string;
	target: string;
	headers: [string, string][];
	body?: string;
}

const text: JsonObject = { type: 'string' };
const json = (schema: JsonValue, beside: JsonObject = {}): JsonObject => ({
	required: true,
	content: { 'application/json': { schema, ...beside } },
});
const content = (type: string, schema: JsonValue, beside: JsonObject = {}): JsonObject => ({
	required: true,
	content: { [type]: { schema, ...beside } },
});
const query = (schema: JsonValue, beside: JsonObject = {}): JsonObject => ({
	parameters: [{ name: 'q', in: 'query', required: true, schema, ...beside }],
});
const path = (schema: JsonValue, beside: JsonObject = {}): JsonObject => ({
	parameters: [{ name: 'id', in: 'path', required: true, schema, ...beside }],
});
const CAT = { type: 'object', required: ['kind', 'lives'], properties: { kind: text, lives: { type: 'integer' } } };
const DOG = {
	type: 'object',
	required: ['kind', 'tricks'],
	properties: { kind: text, tricks: { type: 'array', items: text, minItems: 1 } },
};

const STYLED: JsonObject = {
	type: 'object',
	required: ['where', 'ids'],
	properties: {
		where: {
			type: 'object',
			required: ['city'],
			properties: { city: { type: 'string', enum: ['a=b & c'] }, floor: { type: 'integer' } },
		},
		ids: { type: 'array', minItems: 2, items: { type: 'integer' } },
	},
};

async function trySample(
	operation: JsonObject,
	components: JsonObject = {},
): Promise<{ status: number; sample: Sample }> {
	const method = operation['requestBody'] ? 'post' : 'get';
	const isItem = JSON.stringify(operation).includes('"in":"path"');
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			[isItem ? '/things/{id}' : '/things']: {
				[method]: { responses: { '204': { description: 'ok' } }, ...operation },
			},
		},
		components: { schemas: { Cat: CAT, Dog: DOG, ...components } },
	};
	await using mock = await startMock({ documents: [document], port: 0 });
	const listed = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as { operations: { sample: Sample }[] };
	const { sample } = listed.operations[0] as { sample: Sample };
	const response = await fetch(mock.url + sample.target, {
		method: sample.method,
		headers: sample.headers,
		...(sample.body !== undefined && { body: sample.body }),
	});
	return { status: response.status, sample };
}

describe('a parameter of a sample fits', () => {
	it.each<[string, JsonObject]>([
		['a list of an enum', query({ type: 'array', items: { type: 'string', enum: ['available', 'sold'] } })],
		[
			'a list that is not exploded',
			query({ type: 'array', minItems: 2, items: { type: 'integer' } }, { explode: false }),
		],
		[
			'values between spaces',
			query({ type: 'array', minItems: 2, items: text }, { style: 'spaceDelimited', explode: false }),
		],
		[
			'values between pipes',
			query({ type: 'array', minItems: 2, items: text }, { style: 'pipeDelimited', explode: false }),
		],
		[
			'a deep object',
			query({ type: 'object', required: ['a'], properties: { a: { type: 'integer' } } }, { style: 'deepObject' }),
		],
		['an exploded object', query({ type: 'object', required: ['a'], properties: { a: { type: 'integer' } } })],
		[
			'an object of names and values',
			query({ type: 'object', required: ['a'], properties: { a: text } }, { explode: false }),
		],
		['a boolean that must be false', query({ type: 'boolean', enum: [false] })],
		['a number between bounds', query({ type: 'number', exclusiveMinimum: 0, maximum: 0.5 })],
		['whole numbers by steps', query({ type: 'integer', minimum: 7, multipleOf: 5 })],
		['a const', query({ const: 'a b&c' })],
		['an example that does not fit', query({ type: 'integer', example: 'all' }, { example: 'all' })],
		['JSON', { parameters: [{ name: 'q', in: 'query', required: true, content: json(CAT)['content'] as JsonObject }] }],
		['a pattern in the path', path({ type: 'string', pattern: '^[a-f\\d]{24}$' })],
		['a pattern with an escaped slash', path({ type: 'string', pattern: '^v\\d+/x$' })],
		['a uuid in the path', path({ type: 'string', format: 'uuid' })],
		[
			'a path of style label',
			path({ type: 'array', minItems: 2, items: { type: 'integer' } }, { style: 'label', explode: true }),
		],
		[
			'a path of style matrix',
			path({ type: 'object', required: ['a'], properties: { a: text } }, { style: 'matrix', explode: true }),
		],
		[
			'a header with a pattern',
			{
				parameters: [
					{ name: 'X-Key', in: 'header', required: true, schema: { type: 'string', pattern: '^[A-Z]{3}-\\d$' } },
				],
			},
		],
		[
			'a header of a list',
			{
				parameters: [
					{ name: 'X-Ids', in: 'header', required: true, schema: { type: 'array', items: { type: 'integer' } } },
				],
			},
		],
		[
			'a cookie',
			{ parameters: [{ name: 'c', in: 'cookie', required: true, schema: { type: 'string', minLength: 12 } }] },
		],
	])('%s', async (_title, operation) => {
		expect(await trySample(operation)).toMatchObject({ status: 204 });
	});
});

describe('the body of a sample fits', () => {
	const union: JsonObject = { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] };
	it.each<[string, JsonObject]>([
		[
			'a pattern',
			json({ type: 'object', required: ['a'], properties: { a: { type: 'string', pattern: '^\\+\\d{7,15}$' } } }),
		],
		[
			'objects joined',
			json({
				allOf: [
					{ $ref: '#/components/schemas/Cat' },
					{ required: ['b'], properties: { b: { type: 'string', enum: ['x'] } } },
				],
			}),
		],
		[
			'a discriminator',
			json({
				...union,
				discriminator: {
					propertyName: 'kind',
					mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
				},
			}),
		],
		['a union', json(union)],
		[
			'required objects inside each other',
			json({
				type: 'object',
				required: ['a'],
				properties: {
					a: {
						type: 'object',
						required: ['b'],
						properties: { b: { type: 'object', required: ['c'], properties: { c: { type: 'number', maximum: -1 } } } },
					},
				},
			}),
		],
		[
			'a required list that may not be empty',
			json({
				type: 'object',
				required: ['a'],
				properties: { a: { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'integer' } } },
			}),
		],
		[
			'bounds of a text',
			json({
				type: 'object',
				required: ['a', 'b'],
				properties: { a: { type: 'string', minLength: 200 }, b: { type: 'string', maxLength: 2 } },
			}),
		],
		['an example that does not fit', json(CAT, { example: { kind: 1 } })],
		[
			'an example of a property that does not fit',
			json({
				type: 'object',
				required: ['a', 'b'],
				properties: { a: { type: 'string', pattern: '^z$', example: 'y' }, b: { ...text, example: 'kept' } },
			}),
		],
		['an example that lacks something', json({ ...CAT, example: { kind: 'cat' } })],
		[
			'one of two sets',
			json({ type: 'object', properties: { a: text, b: text }, oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
		],
		['nothing that is asked for', json({ type: 'object' })],
		['anything at all', json(true)],
		['a number', json({ type: 'integer', minimum: 3 })],
		['a range of types', content('*/*', CAT)],
		['merge patches', content('application/merge-patch+json', CAT)],
		[
			'a form',
			content('application/x-www-form-urlencoded', {
				type: 'object',
				required: ['n', 'tags'],
				properties: { n: { type: 'integer' }, tags: { type: 'array', items: text } },
			}),
		],
		[
			'a form of which nothing is required',
			content('application/x-www-form-urlencoded', { type: 'object', properties: { a: text, b: text } }),
		],
		[
			'a form with an object',
			content('application/x-www-form-urlencoded', { type: 'object', required: ['o'], properties: { o: CAT } }),
		],
		[
			'a multipart with a file',
			content('multipart/form-data', {
				type: 'object',
				required: ['file', 'n'],
				properties: { file: { type: 'string', format: 'binary' }, n: { type: 'integer' }, o: CAT },
			}),
		],
		[
			'a multipart of files',
			content('multipart/form-data', {
				type: 'object',
				required: ['files'],
				properties: { files: { type: 'array', minItems: 2, items: { type: 'string', format: 'binary' } } },
			}),
		],
		...['image/*', '*/*', 'application/*', 'image/*, text/csv'].map((contentType): [string, JsonObject] => [
			`a multipart with a part of the type ${contentType}`,
			content(
				'multipart/form-data',
				{ type: 'object', required: ['image'], properties: { image: { type: 'string', format: 'binary' } } },
				{ encoding: { image: { contentType } } },
			),
		]),
		...[
			{ style: 'deepObject', explode: true },
			{ style: 'form', explode: false },
			{ style: 'form', explode: true },
			{ style: 'pipeDelimited', explode: false },
		].map((style): [string, JsonObject] => [
			`a multipart with fields of the style ${JSON.stringify(style)}`,
			content('multipart/form-data', STYLED, { encoding: { where: style, ids: style } }),
		]),
		['XML', content('application/xml', CAT)],
		[
			'XML of properties whose names no element may have',
			content('application/xml', {
				type: 'object',
				xml: { name: 'the whole' },
				required: ['@id', 'first name', '2nd', 'ids/all'],
				properties: {
					'@id': { type: 'integer', xml: { attribute: true } },
					'first name': text,
					'2nd': { type: 'object', required: ['$v'], properties: { $v: { type: 'boolean' } } },
					'ids/all': { type: 'array', minItems: 2, items: { type: 'integer' } },
				},
			}),
		],
		[
			'a map in XML',
			content('application/xml', {
				type: 'object',
				required: ['counts', 'lists'],
				properties: {
					counts: { type: 'object', minProperties: 2, additionalProperties: { type: 'integer' } },
					lists: {
						type: 'object',
						minProperties: 1,
						additionalProperties: { type: 'array', minItems: 1, items: { type: 'boolean' } },
					},
				},
			}),
		],
		['lines of JSON', content('application/x-ndjson', CAT)],
		['a type with a parameter', content('application/json; version=2', CAT)],
		['of which the document says nothing', { required: true, content: {} }],
		['plain text', content('text/plain', { type: 'string', minLength: 3 })],
		['bytes', content('application/octet-stream', { type: 'string', format: 'binary' })],
		['bytes without a schema', { required: true, content: { 'application/octet-stream': {} } }],
	])('%s', async (_title, requestBody) => {
		expect(await trySample({ requestBody })).toMatchObject({ status: 204 });
	});

	it.each<JsonObject>([{}, { type: 'string' }, { type: 'array', items: {} }])(
		'a file by its contentType: %j',
		async (file) => {
			const schema = { type: 'object', required: ['file'], properties: { file } };
			const encoding = { file: { contentType: 'image/png' } };
			const { sample } = await trySample({ requestBody: content('multipart/form-data', schema, { encoding }) });
			expect(sample?.body).toMatch(/name="file"; filename="example"\r\nContent-Type: image\/png/);
		},
	);

	it.each(['multipart/form-data', 'application/x-www-form-urlencoded'])(
		'objects in a list, deep in %s',
		async (type) => {
			const row = {
				type: 'object',
				required: ['k', 'l'],
				properties: { k: { type: 'integer' }, l: { type: 'array', items: text } },
			};
			const rows = { type: 'array', minItems: 2, items: row };
			const schema = {
				type: 'object',
				required: ['d'],
				properties: { d: { type: 'object', required: ['rows'], properties: { rows } } },
			};
			const encoding = { d: { style: 'deepObject', explode: true } };
			expect(await trySample({ requestBody: content(type, schema, { encoding }) })).toMatchObject({ status: 204 });
			expect(await trySample(query(schema, { style: 'deepObject' }))).toMatchObject({ status: 204 });
		},
	);

	it('JSON before forms, a form before a type of which none fits', async () => {
		const both = {
			required: true,
			content: {
				'multipart/form-data': { schema: CAT },
				'application/x-www-form-urlencoded': { schema: CAT },
				'application/json': {
					schema: { ...CAT, properties: { ...CAT.properties, kind: { allOf: [{ const: 1 }, { const: 2 }] } } },
				},
			},
		};
		const { status, sample } = await trySample({ requestBody: both });
		expect([status, sample.headers]).toEqual([204, [['Content-Type', 'application/x-www-form-urlencoded']]]);
	});
});

describe('a sample is worth trying', () => {
	const schema = {
		type: 'object',
		properties: {
			id: text,
			owner_id: text,
			createdAt: { type: 'string', readOnly: true },
			done: { type: 'boolean' },
			priority: { type: 'integer' },
			size: { type: 'integer' },
			title: text,
			state: { type: 'string', enum: ['OPEN'] },
		},
	};

	it('changes a plain text, and leaves ids to the API', async () => {
		const { sample } = await trySample({ requestBody: json(schema) });
		expect(JSON.parse(sample.body ?? '')).toMatchObject({ title: 'Example title' });
		expect(sample.body).not.toMatch(/id"|createdAt/);
	});

	it('also inside an envelope', async () => {
		const { sample } = await trySample({ requestBody: json({ type: 'object', properties: { todo: schema } }) });
		expect(JSON.parse(sample.body ?? '')).toMatchObject({ todo: { title: 'Example title' } });
	});

	it('is the same in every run', async () => {
		const requestBody = json({
			type: 'object',
			required: ['id'],
			properties: { id: { type: 'string', format: 'uuid' } },
		});
		expect((await trySample({ requestBody })).sample).toEqual((await trySample({ requestBody })).sample);
	});
});

describe('an object that is spread over the query', () => {
	const page = { type: 'object', properties: { page: { type: 'integer' }, sort: { type: 'array', items: text } } };
	const send = async (schema: JsonValue, search: string, beside: JsonObject = {}): Promise<number> => {
		const document: JsonObject = {
			openapi: '3.1.0',
			info: { title: 'T', version: '1' },
			paths: { '/things': { get: { ...query(schema, beside), responses: { '204': { description: 'ok' } } } } },
		};
		await using mock = await startMock({ documents: [document], port: 0 });
		return (await fetch(`${mock.url}/things${search}`)).status;
	};

	it.each<[string, JsonValue, string, number, JsonObject?]>([
		['nothing, where no property is required', page, '', 204],
		['nothing, as a deep object', page, '', 204, { style: 'deepObject' }],
		['a part of it', page, '?page=0', 204],
		['nothing, where a property is required', { ...page, required: ['page'] }, '', 400],
		['nothing, where one must be there', { ...page, minProperties: 1 }, '', 400],
		['nothing, where it stands in one parameter', page, '', 400, { explode: false }],
	])('takes %s', async (_title, schema, search, status, beside) => {
		expect(await send(schema, search, beside)).toBe(status);
	});
});

describe('the samples of a document go together', () => {
	const int: JsonObject = { type: 'integer' };
	const named = (name: string, schema: JsonObject): JsonObject => ({ name, in: 'path', required: true, schema });
	const ok = (schema: JsonObject): JsonObject => ({
		responses: { 200: { description: '', content: { 'application/json': { schema } } }, 404: { description: '' } },
	});
	const RULE = { type: 'object', required: ['name'], properties: { name: text, tag: text } };

	async function trySamples(paths: JsonObject) {
		const document: JsonObject = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths };
		await using mock = await startMock({ documents: [document], port: 0 });
		const listed = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as {
			operations: { sample: Sample }[];
		};
		const tried: [target: string, status: number, reason: string, body: string | undefined][] = [];
		for (const { sample } of listed.operations) {
			const { method, headers, target, body } = sample;
			const answer = await fetch(mock.url + target, { method, headers, ...(body !== undefined && { body }) });
			tried.push([`${method} ${target}`, answer.status, answer.headers.get('x-mock-reason') ?? '', body]);
		}
		return tried;
	}

	it('where paths differ in their names alone, each to the one whose parameters take it', async () => {
		const tried = await trySamples({
			'/orders/{id}': { get: { operationId: 'byId', parameters: [named('id', int)], ...ok({ const: 'id' }) } },
			'/orders/{number}': {
				get: {
					operationId: 'byNumber',
					parameters: [named('number', { type: 'string', pattern: '^N-\\d+$' })],
					...ok({ const: 'number' }),
				},
			},
		});
		expect(tried).toEqual([
			[expect.stringMatching(/^GET \/orders\/\d+$/), 200, '', undefined],
			[expect.stringMatching(/^GET \/orders\/N-\d+$/), 200, '', undefined],
		]);
	});

	it('where paths hold what no request line may', async () => {
		const paths = { '/the menu\u200e/{id}': { get: { parameters: [named('id', text)], ...ok(text) } } };
		expect(await trySamples(paths)).toEqual([
			[expect.stringMatching(/^GET \/the%20menu%E2%80%8E\/[^ ]+$/), 200, '', undefined],
		]);
	});

	it('where nothing is said of what is kept: something is sent', async () => {
		const bare: JsonObject = { responses: { 200: { description: '' } } };
		const tried = await trySamples({
			'/todos': { post: bare },
			'/todos/{id}': { parameters: [named('id', text)], get: bare },
		});
		expect(tried[0]).toEqual(['POST /todos', 200, '', '{"name":"Example name"}']);
	});

	it('where a change may name its entity once more: it does not', async () => {
		const body = (schema: JsonObject): JsonObject => ({ requestBody: json(schema) });
		const item = { parameters: [named('ruleName', text)] };
		const tried = await trySamples({
			'/rules': { post: { ...body(RULE), ...ok(RULE) } },
			'/rules/{ruleName}': {
				...item,
				get: ok(RULE),
				put: { ...body({ type: 'object', properties: { name: text, tag: text } }), ...ok(RULE) },
				patch: { ...body(RULE), ...ok(RULE) },
			},
		});
		const bodies = tried.map(([, , , sent]) => sent && Object.keys(JSON.parse(sent)));
		expect(bodies).toEqual([['name', 'tag'], undefined, ['tag'], ['name', 'tag']]);
	});

	it('where what is to be stored may be left out: it is sent, with a text that may be changed', async () => {
		const day: JsonObject = { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] };
		const kind: JsonObject = { anyOf: [{ enum: ['a', 'b'] }, { type: 'null' }] };
		const order: JsonObject = { type: 'object', properties: { due: day, start: day, kind, end: day, note: text } };
		const shown: JsonObject = { type: 'object', properties: { id: text, ...(order['properties'] as JsonObject) } };
		const sent = { type: 'object', properties: { idempotency_key: text, order } };
		const answer = ok({ type: 'object', properties: { order: shown } });
		const tried = await trySamples({
			'/orders': { post: { requestBody: json(sent), ...answer } },
			'/orders/{id}': { parameters: [named('id', text)], get: answer, patch: { requestBody: json(sent), ...answer } },
		});
		for (const at of [0, 2]) {
			const body = JSON.parse(tried[at]?.[3] ?? '') as JsonObject;
			expect(body).toEqual({ order: expect.objectContaining({ note: 'Example note' }) });
		}
	});

	it('where it must name the version that it knows: any will do', async () => {
		const condition = { name: 'If-Match', in: 'header', required: true, schema: text, example: '"33a64df5"' };
		const tried = await trySamples({
			'/orders': {
				post: { requestBody: json({ type: 'object' }), ...ok({ type: 'object', properties: { id: text } }) },
			},
			'/settings': { put: { parameters: [condition], requestBody: json(CAT), ...ok(CAT) }, get: ok(CAT) },
		});
		expect(tried.map(([, status]) => status)).toEqual([200, 200, 200]);
	});

	it.each([
		['', {}],
		[', beside an id', { id: text }],
	])('where only `attributes` can be changed: they are sent%s', async (_name, keys) => {
		const attributes = { type: 'object', properties: { title: text } };
		const article = {
			type: 'object',
			required: ['type', ...Object.keys(keys)],
			properties: { type: { enum: ['articles'] }, ...keys, attributes },
		};
		const shown = { type: 'object', properties: { id: text, ...article.properties } };
		const data = (schema: JsonObject): JsonObject => ({ type: 'object', properties: { data: schema } });
		const tried = await trySamples({
			'/articles': { post: { requestBody: json(data(article)), ...ok(data(shown)) } },
			'/articles/{id}': { parameters: [named('id', text)], get: ok(data(shown)) },
		});
		expect(JSON.parse(tried[0]?.[3] ?? '')).toMatchObject({
			data: { type: 'articles', attributes: { title: 'Example title' } },
		});
	});

	it.each(['application/json', 'application/json-patch+json'])(
		'as an operation of a JSON Patch in %s',
		async (type) => {
			const todo: JsonObject = { type: 'object', properties: { id: text, title: text } };
			const operations: JsonObject = {
				type: 'array',
				items: {
					type: 'object',
					required: ['op', 'path'],
					properties: { op: text, path: text, from: text, value: {} },
				},
			};
			const answer = ok(todo);
			const tried = await trySamples({
				'/todos': { post: { requestBody: json({ type: 'object', properties: { title: text } }), ...answer } },
				'/todos/{id}': {
					parameters: [named('id', text)],
					get: answer,
					patch: { requestBody: content(type, operations), ...answer },
				},
			});
			expect(tried[2]?.[3]).toBe('[{"op":"add","path":"/title","value":"Example title"}]');
		},
	);
});

describe('two bounds of one thing in a query', () => {
	const day = { type: 'string', format: 'date' };
	const moment = { type: 'string', format: 'date-time' };
	it.each<[least: string, most: string, schema: JsonObject]>([
		['from', 'to', day],
		['start_date', 'end_date', day],
		['createdAfter', 'createdBefore', moment],
		['min_price', 'max_price', { type: 'number' }],
		['filter[since]', 'filter[until]', moment],
	])('%s comes before %s', async (least, most, schema) => {
		for (const names of [
			[least, most],
			[most, least],
		]) {
			const parameters = names.map((name) => ({ name, in: 'query', required: true, schema }));
			const { status, sample } = await trySample({ parameters });
			const asked = new URL(sample.target, 'http://a.test').searchParams;
			const [first, second] = [least, most].map((name) => asked.get(name) ?? '');
			expect([...asked.keys()]).toEqual(names);
			const isNumber = schema['type'] === 'number';
			expect(isNumber ? Number(first) <= Number(second) : String(first) <= String(second), sample.target).toBe(true);
			expect(status).toBe(204);
		}
	});
});
