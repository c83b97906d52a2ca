import { symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	type ApiDocument,
	compileSchema,
	type JsonObject,
	type JsonValue,
	loadDocument,
	resolvePointer,
	SchemaError,
	type SchemaRef,
} from '../../../spec/index.ts';
import { catchRefusal, makeDocument, readOperation, readTolerantly, writeFolder } from './documents.ts';

const OK = { 200: { description: '' } };
const withSchema = (schema: JsonValue): JsonObject =>
	makeDocument({
		'/orders': { get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } } },
	});

/** The value at the end of a chain of references. */
function follow(document: ApiDocument, reference: JsonValue | undefined): JsonValue | undefined {
	let value = reference;
	for (let steps = 0; steps < 10 && typeof value === 'object' && value !== null && '$ref' in value; steps++) {
		value = resolvePointer(document.root, String(value['$ref']));
	}
	return value;
}
function answerSchema(document: ApiDocument): JsonValue | undefined {
	return document.operations[0]?.responses.get('200')?.mediaTypes[0]?.schema?.value;
}

describe('references that leave the folder', () => {
	const folder = writeFolder({
		'secret.yaml': 'type: string',
		'api/inside/leaf.yaml': { $ref: '../../secret.yaml' },
	});
	symlinkSync(join(folder, 'secret.yaml'), join(folder, 'api', 'linked.yaml'));
	symlinkSync(folder, join(folder, 'api', 'up'));

	it.each([
		'/etc/hostname',
		'../secret.yaml',
		'../../../../../../etc/hostname',
		'inside/../../secret.yaml',
		'..%2Fsecret.yaml',
		'../does-not-exist.yaml',
		'file:///etc/hostname',
		'FILE:///etc/hostname#/a',
		'C:\\secret.yaml',
		'\\\\host\\secret.yaml',
		'linked.yaml',
		'up/secret.yaml',
		'inside/leaf.yaml',
	])('refuses %s with the pointer (threat 55)', async (reference) => {
		const path = join(folder, 'api', 'orders.yaml');
		const { writeFileSync } = await import('node:fs');
		writeFileSync(path, JSON.stringify(withSchema({ $ref: reference })));
		const error = await catchRefusal(() => loadDocument(path));
		expect(error.code).toBe('document.reference-outside');
		expect(error.place?.pointer).toContain('$ref');
		expect(error.line).toContain(reference === 'inside/leaf.yaml' ? 'leaf.yaml' : 'orders.yaml:1:');
	});

	it('refuses every file for a document that stands in no folder', async () => {
		const error = await catchRefusal(() => loadDocument(withSchema({ $ref: './order.yaml' })));
		expect(error.code).toBe('document.reference-outside');
	});

	it('reads files for a document given as a value with a folder', async () => {
		const directory = writeFolder({ 'order.yaml': 'type: string' });
		const document = await loadDocument(withSchema({ $ref: './order.yaml' }), { directory });
		expect(follow(document, answerSchema(document))).toEqual({ type: 'string' });
	});
});

describe('remote references', () => {
	it('never asks another host by default (threat 56)', async () => {
		let hits = 0;
		const canary = createServer((_request, response) => {
			hits++;
			response.end('{}');
		});
		await new Promise<void>((done) => canary.listen(0, '127.0.0.1', done));
		const { port } = canary.address() as AddressInfo;
		for (const reference of [`http://127.0.0.1:${port}/x`, `HTTP://127.0.0.1:${port}/x#/a`, `//127.0.0.1:${port}/x`]) {
			const path = join(writeFolder({ 'orders.json': withSchema({ $ref: reference }) }), 'orders.json');
			expect((await catchRefusal(() => loadDocument(path))).code).toBe('document.reference-remote');
		}
		expect(hits).toBe(0);
		canary.close();
	});

	it('fetches them where that is allowed, and what they refer to in turn', async () => {
		const files: Record<string, string> = {
			'/order.yaml': 'type: object\nproperties: { item: { $ref: "items/item.json#/$defs/Item" } }',
			'/items/item.json': '{"$defs": {"Item": {"$ref": "#/$defs/Name"}, "Name": {"type": "string"}}}',
		};
		const server = createServer((request, response) => {
			response.statusCode = files[request.url ?? ''] ? 200 : 404;
			response.end(files[request.url ?? '']);
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const document = await loadDocument(withSchema({ $ref: `${base}/order.yaml` }), { allowRemoteRefs: true });
		const order = follow(document, answerSchema(document)) as { properties: { item: JsonValue } };
		expect(follow(document, order.properties.item)).toEqual({ type: 'string' });
		const missing = await catchRefusal(() =>
			loadDocument(withSchema({ $ref: `${base}/nothing` }), { allowRemoteRefs: true }),
		);
		expect(missing.code).toBe('document.reference-remote');
		expect(missing.message).toContain('404');
		server.close();
	});

	it('follows what a discriminator names there, beside what it names here', async () => {
		const files: Record<string, string> = {
			'/cat.json': '{"title": "cat"}',
			'/more.json': '{"Dog": {"title": "dog"}, "Bird": {"title": "bird"}}',
		};
		const server = createServer((request, response) => response.end(files[request.url ?? '']));
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const mapping = {
			own: 'fish.json',
			cat: `${base}/cat.json`,
			dog: `${base}/more.json#/Dog`,
			bird: `${base}/more.json#/Bird`,
			lost: '#/components/schemas/Lost',
		};
		const directory = writeFolder({ 'fish.json': '{"title": "fish"}' });
		const schema = { type: 'object', discriminator: { propertyName: 'kind', mapping } };
		const { documents } = await readTolerantly(withSchema(schema), { allowRemoteRefs: true, directory });
		server.close();
		const [document] = documents as [ApiDocument];
		const found = (answerSchema(document) as { discriminator: { mapping: Record<string, string> } }).discriminator;
		const { lost, ...others } = found.mapping;
		for (const [name, reference] of Object.entries(others))
			expect(follow(document, { $ref: reference })).toEqual({ title: name === 'own' ? 'fish' : name });
		expect(lost).toBe(mapping.lost);
		expect(document.findings.map(({ code }) => code)).toEqual(['document.reference']);
	});
});

describe('references inside the folder', () => {
	it('brings files in, with what they refer to relative to themselves, and back', async () => {
		const folder = writeFolder({
			'orders.yaml': {
				...makeDocument({ '/orders': { $ref: 'paths/orders.yaml' } }),
				components: { schemas: { Id: { type: 'integer' } } },
			},
			'paths/orders.yaml': {
				get: { operationId: 'listOrders', responses: { 200: { $ref: '../responses/all.yaml#/List' } } },
			},
			'responses/all.yaml': {
				List: {
					description: 'all',
					content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/Order' } } } },
				},
				Order: { properties: { id: { $ref: '../orders.yaml#/components/schemas/Id' }, next: { $ref: '#/Order' } } },
			},
		});
		const document = await loadDocument(join(folder, 'orders.yaml'));
		const schema = answerSchema(document) as { items: JsonValue };
		const order = follow(document, schema.items) as { properties: { id: JsonValue; next: JsonValue } };
		expect(order.properties.id).toEqual({ $ref: '#/components/schemas/Id' });
		expect(follow(document, order.properties.next)).toBe(order);
		expect(document.files).toHaveLength(3);
		const pointer = document.operations[0]?.pointer ?? '';
		expect(pointer).toMatch(/^\/x-files\/\d+\/get$/);
		expect(document.locate(pointer).file).toBe(join(folder, 'paths', 'orders.yaml'));
		expect(document.locate('/paths/~1orders').file).toBe(join(folder, 'orders.yaml'));
	});

	it('leaves text files that only extensions and plain text speak of alone (threat 55)', async () => {
		const folder = writeFolder({
			'docs/getting-started.md': '# Hello\n\n- [a: b\n',
			'orders.json': {
				...makeDocument({ '/orders': { get: { responses: OK, description: '$ref: /etc/hostname' } } }),
				'x-topics': [{ title: 'Start', content: { $ref: './docs/getting-started.md' } }],
				'x-secret': { $ref: '/etc/hostname' },
				tags: [{ name: 'a', description: { $ref: '../x.md' } }],
			},
		});
		const document = await loadDocument(join(folder, 'orders.json'));
		expect(document.findings).toEqual([]);
		expect(document.files).toHaveLength(1);
	});

	it('reports a text file in the place of a schema', async () => {
		const folder = writeFolder({ 'a.md': '# Hello [', 'orders.json': withSchema({ $ref: 'a.md' }) });
		const [mistake] = (await loadDocument(join(folder, 'orders.json'))).findings;
		expect(mistake).toMatchObject({ code: 'document.reference', message: expect.stringContaining('"a.md"') });
	});

	it('takes what looks like a reference for data in examples, defaults, enums and constants', async () => {
		const data = { $ref: '/etc/hostname' };
		const schema = { example: data, examples: [data], default: data, enum: [data], const: data };
		const document = await loadDocument(
			makeDocument({
				'/orders': {
					get: {
						responses: {
							200: {
								description: '',
								content: { 'application/json': { schema, example: data, examples: { a: { value: data } } } },
							},
						},
					},
				},
			}),
		);
		expect(answerSchema(document)).toEqual(schema);
		expect(document.operations[0]?.responses.get('200')?.mediaTypes[0]?.examples[0]?.value).toEqual(data);
	});

	it('takes properties, responses and schemas that are named like data for what they are', async () => {
		const names = ['example', 'default', 'enum', 'const', 'x-order', 'examples', 'value'];
		const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#/nowhere' }]));
		const { findings } = await readTolerantly({
			...makeDocument({ '/orders': { get: { responses: { default: { $ref: '#/nowhere' } } } } }),
			components: { schemas: { default: { properties }, 'x-rate': { $ref: '#/nowhere' } } },
		});
		expect(findings.filter((finding) => finding.code === 'document.reference')).toHaveLength(names.length + 2);
	});
});

describe('references inside the document', () => {
	it.each([
		['a missing component', '#/components/schemas/Nothing'],
		['a pointer into a string', '#/info/title/x'],
		['a missing anchor', '#nothing'],
		['a value of another kind', '#/info/title'],
		['an inherited property', '#/components/constructor'],
		['__proto__', '#/__proto__'],
		['a bad escape', '#/components/%E0%A4%A'],
		['an unknown urn', 'urn:example:order'],
		['a file that is not there', './nothing.yaml'],
	])('reports %s with the pointer', async (_name, reference) => {
		const path = join(writeFolder({ 'orders.json': withSchema({ $ref: reference }) }), 'orders.json');
		const document = await loadDocument(path);
		const pointer = '/paths/~1orders/get/responses/200/content/application~1json/schema';
		expect(document.findings).toMatchObject([{ code: 'document.reference', severity: 'error', place: { pointer } }]);
		// The answer is held to no schema, and says so.
		const { lost, schema } = document.operations[0]?.responses.get('200')?.mediaTypes[0] ?? {};
		expect([lost, schema]).toEqual([expect.stringContaining(reference.replace('./', '')), undefined]);
		const value = { $ref: reference };
		expect(() => compileSchema({ document, value, pointer }, 'response')).toThrow(SchemaError);
	});

	it.each([
		['itself', { A: { $ref: '#/components/schemas/A' } }],
		['each other', { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } }],
		['its own properties', { A: { properties: { a: { $ref: '#/components/schemas/A' } } } }],
		['itself by allOf', { A: { allOf: [{ $ref: '#/components/schemas/A' }] } }],
	])('loads schemas that refer to %s (threat 57)', async (_name, schemas) => {
		const document = await loadDocument({
			...withSchema({ $ref: '#/components/schemas/A' }),
			components: { schemas },
		});
		expect(answerSchema(document)).toEqual({ $ref: '#/components/schemas/A' });
	});

	it.each(['parameters', 'requestBody', 'responses'])(
		'reports %s that refer to themselves (threat 57)',
		async (field) => {
			const pointer = `#/paths/~1orders/get/${field}${field === 'parameters' ? '/0' : field === 'responses' ? '/200' : ''}`;
			const loop = { $ref: pointer };
			const value = field === 'parameters' ? [loop] : field === 'responses' ? { 200: loop } : loop;
			const { operations, documents } = await readTolerantly(makeDocument({ '/orders': { get: { [field]: value } } }));
			void [operations[0]?.parameters, operations[0]?.requestBody, operations[0]?.responses];
			expect(documents[0]?.findings).not.toEqual([]);
		},
	);

	it('understands anchors, ids and fragments inside an id', async () => {
		const document = await loadDocument({
			...withSchema({ $ref: '#order' }),
			components: {
				schemas: {
					Order: { $anchor: 'order', properties: { item: { $ref: 'https://orders.test/item' } } },
					Item: {
						$id: 'https://orders.test/item',
						properties: { name: { $ref: '#/$defs/Name' }, maker: { $ref: 'maker#/$defs/Name' } },
						$defs: { Name: { type: 'string' } },
					},
					Maker: { $id: 'https://orders.test/maker', $defs: { Name: { type: 'integer' } } },
				},
			},
		});
		const order = follow(document, answerSchema(document)) as { properties: Record<string, JsonValue> };
		const item = follow(document, order.properties['item']) as { $id?: string; properties: Record<string, JsonValue> };
		expect(follow(document, item.properties['name'])).toEqual({ type: 'string' });
		expect(follow(document, item.properties['maker'])).toEqual({ type: 'integer' });
		expect(item.$id).toBeUndefined();
	});

	it('follows discriminator mappings to files and leaves names as they are', async () => {
		const folder = writeFolder({
			'orders.json': withSchema({
				discriminator: {
					propertyName: 'kind',
					mapping: { a: 'gift.yaml', b: 'Plain', c: '#/components/schemas/Plain' },
				},
			}),
			'gift.yaml': 'type: object',
		});
		const document = await loadDocument(join(folder, 'orders.json'), { tolerant: true });
		const schema = answerSchema(document) as { discriminator: { mapping: Record<string, string> } };
		expect(resolvePointer(document.root, schema.discriminator.mapping['a'] ?? '')).toEqual({ type: 'object' });
		expect(schema.discriminator.mapping['b']).toBe('Plain');
		expect(document.findings.map((finding) => finding.message)).toEqual([
			'"#/components/schemas/Plain" leads to nothing',
		]);
	});

	it('tells names of a mapping that are of no schema, at the name itself', async () => {
		const mapping = { a: 'Plain', b: 'Plian', c: '#/components/schemas/Plian', d: 'Zebra' };
		const schema = { type: 'object', discriminator: { propertyName: 'kind', mapping } };
		const components = { schemas: { Plain: { type: 'object' } } };
		const { findings } = await loadDocument({ ...withSchema(schema), components }, { tolerant: true });
		const named = /\/schema\/discriminator\/mapping\/(\w)$/;
		const told = findings.map(({ place: { pointer = '' }, severity, message, remedy }) => [
			named.exec(pointer)?.[1],
			severity,
			`${message}: ${remedy}`,
		]);
		expect(told).toEqual([
			['b', 'warning', 'no schema of the document has the name "Plian": did you mean "Plain"?'],
			['c', 'error', '"#/components/schemas/Plian" leads to nothing: did you mean "#/components/schemas/Plain"?'],
			['d', 'warning', 'no schema of the document has the name "Zebra": known: Plain'],
		]);
	});

	it('reads a slash in a name that is written as %2F, where that leads to something', async () => {
		const folder = writeFolder({
			'orders.json': {
				...makeDocument({
					'/orders': { $ref: 'parts.json#/paths/%2Forders' },
					'/orders/{id}': { $ref: 'parts.json#/paths/%2forders%2F%7Bid%7D' },
					'/same': { $ref: '#/components/pathItems/a%2Fb' },
				}),
				components: { pathItems: { 'a/b': { get: { operationId: 'same', responses: OK } } } },
			},
			'parts.json': {
				paths: {
					'/orders': { get: { operationId: 'list', responses: OK } },
					'/orders/{id}': { get: { operationId: 'one', responses: OK } },
				},
			},
		});
		const { operations, findings } = await loadDocument(join(folder, 'orders.json'));
		expect(operations.map(({ id }) => id)).toEqual(['list', 'one', 'same']);
		expect(findings.filter(({ code }) => code.startsWith('document.reference'))).toEqual([]);
	});

	it('puts in whole maps of properties that stand elsewhere', async () => {
		const folder = writeFolder({
			'orders.json': withSchema({ properties: { $ref: 'parts.yaml#/order' } }),
			'parts.yaml': 'order: { id: { $ref: "#/name" }, $ref: { type: boolean } }\nname: { type: string }',
		});
		const document = await loadDocument(join(folder, 'orders.json'));
		const { properties } = answerSchema(document) as { properties: Record<string, JsonValue> };
		expect(follow(document, properties['id'])).toEqual({ type: 'string' });
		expect(properties['$ref']).toEqual({ type: 'boolean' });
	});

	it('takes a map that refers to another one for no schema', async () => {
		const folder = writeFolder({
			'orders.json': withSchema({ properties: { $ref: 'parts.yaml#/sound' } }),
			'parts.yaml': 'part: { type: { type: string } }\nsound: { $ref: "#/part", length: { type: integer } }',
		});
		const document = await loadDocument(join(folder, 'orders.json'));
		const ref = document.operations[0]?.responses.get('200')?.mediaTypes[0]?.schema as SchemaRef;
		const validate = compileSchema(ref, 'response');
		expect([validate({ type: 'a' }), validate({ type: 1 }).length]).toEqual([[], 1]);
		expect(document.findings).toEqual([]);
	});

	it.each([
		['of another file', { properties: { $ref: 'parts.yaml#/Order' } }],
		['that is a file', { properties: { $ref: 'order.yaml' } }],
		['beside others', { allOf: [{ $ref: 'order.yaml' }], properties: { $ref: 'parts.yaml#/Order' } }],
		['anywhere in the document', { properties: { $ref: '#/x-models/Order' } }],
	])('puts a schema %s that stands in the place of properties among what is composed', async (_name, schema) => {
		const order = 'type: object\nrequired: [id]\nproperties: { id: { $ref: "parts.yaml#/Id" } }';
		const model = { properties: { id: { type: 'string' } }, required: ['id'] };
		const folder = writeFolder({
			'orders.json': { ...withSchema(schema), 'x-models': { Order: model } },
			'order.yaml': order,
			'parts.yaml': `Order:\n  ${order.replaceAll('\n', '\n  ')}\nId: { type: string }`,
		});
		const document = await loadDocument(join(folder, 'orders.json'));
		const ref = document.operations[0]?.responses.get('200')?.mediaTypes[0]?.schema as SchemaRef;
		const validate = compileSchema(ref, 'response');
		expect([validate({ id: 'a' }), validate({}).length > 0, validate({ id: 1 }).length > 0]).toEqual([[], true, true]);
		expect(document.findings).toEqual([
			expect.objectContaining({
				code: 'document.schema-word',
				message: expect.stringContaining('no map of properties'),
			}),
		]);
	});

	it('follows what is written with the backslashes of Windows, where no file is called so', async () => {
		const folder = writeFolder({
			'orders.json': makeDocument({ '/orders': { $ref: 'paths\\orders.yaml' } }),
			'paths/orders.yaml': 'get: { responses: { 200: { $ref: "..\\\\answers.yaml#/Good" } } }',
			'answers.yaml': 'Good: { description: Good. }',
		});
		const { operations, findings } = await loadDocument(join(folder, 'orders.json'));
		expect(operations[0]?.responses.get('200')?.description).toBe('Good.');
		expect(findings.map(({ code, remedy }) => `${code}: ${remedy}`)).toEqual([
			'document.reference-backslash: write "paths/orders.yaml"',
			'document.reference-backslash: write "../answers.yaml#/Good"',
		]);
	});

	it('lets no backslashes out of the folder', async () => {
		const folder = writeFolder({
			'secret.yaml': 'type: string',
			'api/orders.json': withSchema({ $ref: '..\\secret.yaml' }),
		});
		const refusal = await catchRefusal(() => loadDocument(join(folder, 'api', 'orders.json')));
		expect(refusal.code).toBe('document.reference-outside');
	});

	it('never writes to a document that is given as a value', async () => {
		const document = withSchema({ $id: 'https://orders.test/order', $ref: '#/$defs/a', $defs: { a: true } });
		const before = structuredClone(document);
		await loadDocument(document);
		expect(document).toEqual(before);
	});

	it('follows references of operations, parameters and bodies', async () => {
		const operation = await readOperation({
			...makeDocument({ '/orders/{id}': { post: { $ref: '#/components/pathItems/Order/post' } } }),
			components: {
				pathItems: {
					Order: {
						post: {
							operationId: 'postOrder',
							parameters: [{ $ref: '#/components/parameters/Id' }],
							requestBody: { $ref: '#/components/requestBodies/Order' },
							responses: OK,
						},
					},
				},
				parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } } },
				requestBodies: { Order: { required: true, content: { 'application/json': { schema: true } } } },
			},
		});
		expect(operation.id).toBe('postOrder');
		expect(operation.parameters[0]?.pointer).toBe('/components/parameters/Id');
		expect(operation.requestBody).toMatchObject({ required: true, pointer: '/components/requestBodies/Order' });
	});
});

describe('references to schemas of schemas', () => {
	it.each([
		'http://json-schema.org/draft-04/schema#',
		'http://json-schema.org/draft-06/schema#',
		'http://json-schema.org/draft-07/schema#',
		'https://json-schema.org/draft-07/schema',
		'https://json-schema.org/draft/2019-09/schema',
		'https://json-schema.org/draft/2020-12/schema',
	])('%s is read without being fetched', async ($ref) => {
		const document = await loadDocument(withSchema({ type: 'object', properties: { schema: { $ref } } }));
		expect(document.findings).toEqual([]);
		const schema = document.operations[0]?.responses.get('200')?.mediaTypes[0]?.schema as SchemaRef;
		const judge = (value: JsonValue): number => compileSchema(schema, 'response')({ schema: value }).length;
		expect(judge({ type: 'object', properties: { a: { type: 'string', minLength: 1 }, b: {} } })).toBe(0);
		expect(judge({ type: 'strng' })).toBeGreaterThan(0);
		expect(judge({ properties: { a: { type: 'object', properties: { b: { minLength: -1 } } } } })).toBeGreaterThan(0);
		expect(judge([])).toBeGreaterThan(0);
		expect(judge({ exclusiveMinimum: true }) === 0).toBe($ref.includes('draft-04'));
	});

	it('a part of one is found as well, and what is none is refused as ever', async () => {
		const part = { $ref: 'http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger' };
		const document = await loadDocument(withSchema(part));
		const schema = document.operations[0]?.responses.get('200')?.mediaTypes[0]?.schema as SchemaRef;
		expect([0, -1].map((value) => compileSchema(schema, 'response')(value).length)).toEqual([0, 1]);
		for (const $ref of ['https://json-schema.org/draft/2020-12/meta/nothing', 'https://json-schema.org/other'])
			expect(await catchRefusal(() => loadDocument(withSchema({ $ref })))).toMatchObject({
				code: 'document.reference-remote',
			});
	});
});

it('a reference into nothing is told once, whatever stands there', async () => {
	const lost = (kind: string): JsonObject => ({ $ref: `#/components/${kind}/Lost` });
	const document = makeDocument({
		'/a': {
			parameters: [lost('parameters')],
			get: {
				responses: {
					200: {
						description: '',
						headers: { 'x-a': lost('headers') },
						content: { 'application/json': { schema: lost('schemas'), examples: { a: lost('examples') } } },
					},
				},
				callbacks: { done: lost('callbacks') },
			},
			put: { requestBody: lost('requestBodies'), responses: { 200: lost('responses') } },
		},
		'/b': lost('pathItems'),
	});
	const { documents } = await readTolerantly(document);
	const [{ operations, findings }] = documents as [ApiDocument];
	for (const operation of operations)
		void [operation.parameters, operation.requestBody, operation.responses, operation.callbacks];
	expect(findings.map(({ place }) => place.pointer).sort()).toEqual(
		[...new Set(findings.map(({ place }) => place.pointer))].sort(),
	);
	expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['document.reference']));
});
