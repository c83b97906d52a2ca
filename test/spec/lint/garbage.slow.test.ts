import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonObject, type JsonValue, StartupError } from '../../../spec/index.ts';
import { lintDocuments } from '../../../spec/lint/lint.ts';

const ODD: readonly JsonValue[] = [
	null,
	false,
	true,
	0,
	-1,
	'',
	'x',
	'$ref',
	[],
	[null],
	{},
	{ $ref: 5 },
	{ $ref: '#' },
];

/** A document that has something of everything. */
const FULL: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Orders', version: '1' },
	servers: [{ url: '/{base}', variables: { base: { default: 'v1' } } }],
	security: [{ key: [] }],
	'x-lifecycle': {
		order: {
			key: 'id',
			scope: ['shop'],
			state: 'status',
			initial: 'NEW',
			states: { NEW: { expires: { at: 'until', to: 'OLD' } }, OLD: {} },
		},
	},
	paths: {
		'/shops/{shop}/orders': {
			parameters: [
				{ name: 'shop', in: 'path', required: true, schema: { type: 'string' }, examples: { a: { value: '' } } },
			],
			get: {
				operationId: 'list',
				'x-effect': { list: 'order', items: '/orders' },
				parameters: [{ name: 'limit', in: 'query', content: { 'application/json': { schema: { default: 1 } } } }],
				responses: {
					200: {
						description: '',
						headers: { 'X-Total': { schema: { type: 'integer' }, example: 1 } },
						content: {
							'application/json': {
								schema: { properties: { orders: { type: 'array', items: { $ref: '#/components/schemas/Order' } } } },
								examples: { a: { value: { orders: [] } } },
							},
						},
						links: { next: { operationId: 'list' } },
					},
				},
				callbacks: { done: { '{$request.body#/url}': { post: { responses: {} } } } },
			},
			post: {
				operationId: 'create',
				tags: ['a'],
				security: [{}],
				'x-effect': { create: 'order', set: { until: { after: '$request.body#/in', default: 'P1D', max: 'P2D' } } },
				requestBody: {
					required: true,
					content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
				},
				responses: { '4XX': { $ref: '#/components/responses/Bad' }, default: { description: '' } },
			},
		},
	},
	components: {
		schemas: {
			Order: {
				type: 'object',
				allOf: [{ properties: { id: { type: 'string' } } }],
				discriminator: { propertyName: 'kind', mapping: { a: '#/components/schemas/Order' } },
				properties: { kind: { enum: ['a'], default: 'a' } },
				required: ['id'],
				examples: [{ id: '' }],
			},
		},
		responses: { Bad: { description: '' } },
		securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
	},
};

/** As a person or a program would read it: everything, places included. Anything but a StartupError is passed on. */
async function readAll(document: JsonValue): Promise<'read' | 'refused'> {
	try {
		const { findings } = await lintDocuments([document as JsonObject], {});
		for (const finding of findings) expect(finding.place.file).toBeTypeOf('string');
		return 'read';
	} catch (error) {
		if (error instanceof StartupError) return 'refused';
		throw error;
	}
}

/** The document without state declared, so that it is inferred. */
function withoutState(document: JsonObject): JsonObject {
	return JSON.parse(JSON.stringify(document), (key, value) => (key.startsWith('x-') ? undefined : value)) as JsonObject;
}

function* listPlaces(value: JsonValue, path: readonly string[] = []): Generator<readonly string[]> {
	if (path.length > 0) yield path;
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) yield* listPlaces(inner, [...path, key]);
}

function replaceAt(document: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
	const copy = structuredClone(document);
	let holder = copy as Record<string, JsonValue>;
	for (const key of path.slice(0, -1)) holder = holder[key] as JsonObject;
	holder[path.at(-1) as string] = value;
	return copy;
}

describe('documents of any shape', () => {
	it('reads the one that has something of everything', async () => {
		const { findings } = await lintDocuments([FULL], {});
		expect(findings.map(({ code, place }) => `${code} ${place.pointer}`)).toEqual([]);
	});

	it.each([
		null,
		false,
		true,
		0,
		1,
		'',
		[],
		{},
		[{}],
		'no such file',
		{ openapi: '3.1.0' },
		{ openapi: '3.1.0', paths: 5 },
	])('never fails with anything but a StartupError on %j', async (document) => {
		await expect(readAll(document as JsonValue)).resolves.toMatch(/read|refused/);
	});

	const older: JsonObject = { ...withoutState(FULL), openapi: undefined as unknown as null, swagger: '2.0' };
	// What is read alike in all of them is tried in every third place, in each document in others.
	const versions: readonly (readonly [string, JsonObject, takes: (place: number) => boolean])[] = [
		['3.1', FULL, () => true],
		['3.1 without declared state', withoutState(FULL), (place) => place % 3 === 0],
		['3.0', { ...FULL, openapi: '3.0.3' }, (place) => place % 3 === 1],
		['2.0', { ...older, definitions: { A: {} } }, (place) => place % 3 === 2],
	];
	for (const [name, document, takes] of versions) {
		it(`takes something odd in the places of a ${name} document`, async () => {
			const clean = JSON.parse(JSON.stringify(document)) as JsonObject;
			const places = [...listPlaces(clean)];
			expect(places.length).toBeGreaterThan(80);
			for (const [place, path] of places.entries()) {
				for (const odd of takes(place) ? ODD : []) await readAll(replaceAt(clean, path, odd));
			}
		}, 120_000);
	}

	it('takes any JSON in any place', async () => {
		const places = [...listPlaces(FULL)];
		const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...places), json, async (path, value) => {
				await readAll(replaceAt(FULL, path, value));
			}),
			{ numRuns: 300, seed: 20_260_115 },
		);
	}, 60_000);

	it('takes keys that every object inherits', async () => {
		const odd = JSON.parse(
			'{"__proto__": {"get": {}}, "constructor": {"get": 1}, "toString": null, "hasOwnProperty": []}',
		);
		for (const path of listPlaces(FULL)) await readAll(replaceAt(FULL, path, odd));
		expect(({} as { get?: unknown }).get).toBeUndefined();
	}, 60_000);
});
