// What is the same, what is other, and where: beyond what oasdiff's rules are asked for in verdicts.test.ts.

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../contracts/diff/change.ts';
import { compareDocuments } from '../../../contracts/diff/compare-documents.ts';
import { type JsonObject, type JsonValue, loadDocuments } from '../../../spec/index.ts';

async function compare(old: JsonObject | string, now: JsonObject | string, today?: Date): Promise<Change[]> {
	const [before, after] = await Promise.all(
		[old, now].map(async (one) => (await loadDocuments([one], { infer: false, tolerant: true })).documents),
	);
	return compareDocuments({ before: before ?? [], after: after ?? [], ...(today && { today }) });
}

const tell = ({ severity, code, message }: Change): string => `${severity} ${code}: ${message}`;
const TEXT: JsonObject = { type: 'string' };
const json = (schema: JsonValue): JsonObject => ({ 'application/json': { schema } });
const answer = (schema: JsonValue): JsonObject => ({ description: 'ok', content: json(schema) });
const documentOf = (paths: JsonObject, more: JsonObject = {}): JsonObject => ({
	openapi: '3.1.0',
	info: { title: 'case', version: '1' },
	paths,
	...more,
});
const ofAnswer = (schema: JsonValue, schemas: JsonObject = {}): JsonObject =>
	documentOf({ '/a': { get: { responses: { 200: answer(schema) } } } }, { components: { schemas } });
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

describe('the same said otherwise is no change', () => {
	const Cat = object({ kind: { const: 'cat' }, lives: { type: 'integer' } }, { required: ['kind'] });
	const Dog = object({ kind: { const: 'dog' }, barks: { type: 'boolean' } }, { required: ['kind'] });

	it.each<[string, JsonObject, JsonObject]>([
		['a schema moved to the components', ofAnswer(object({ a: TEXT })), ofAnswer(ref('A'), { A: object({ a: TEXT }) })],
		[
			'a component was renamed',
			ofAnswer(ref('A'), { A: object({ a: TEXT }) }),
			ofAnswer(ref('B'), { B: object({ a: TEXT }) }),
		],
		[
			'allOf of one',
			ofAnswer({ allOf: [ref('A')] }, { A: object({ a: TEXT }) }),
			ofAnswer(ref('A'), { A: object({ a: TEXT }) }),
		],
		[
			'null by type and by anyOf',
			ofAnswer({ type: ['string', 'null'] }),
			ofAnswer({ anyOf: [TEXT, { type: 'null' }] }),
		],
		[
			'an object or null by oneOf',
			ofAnswer({ oneOf: [ref('A'), { type: 'null' }] }, { A: object({ a: TEXT }) }),
			ofAnswer({ ...object({ a: TEXT }), type: ['object', 'null'] }),
		],
		[
			'types by a list and by anyOf',
			ofAnswer({ type: ['string', 'integer'] }),
			ofAnswer({ anyOf: [TEXT, { type: 'integer' }] }),
		],
		[
			'values by enum and by oneOf',
			ofAnswer({ enum: ['a', 'b'] }),
			ofAnswer({ oneOf: [{ const: 'a' }, { const: 'b' }] }),
		],
		['const and an enum of one', ofAnswer({ const: 'a' }), ofAnswer({ enum: ['a'] })],
		[
			'whole numbers above 0 and from 1',
			ofAnswer({ type: 'integer', exclusiveMinimum: 0 }),
			ofAnswer({ type: 'integer', minimum: 1 }),
		],
		[
			'alternatives that moved to the components',
			ofAnswer({ oneOf: [Cat, Dog] }),
			ofAnswer({ oneOf: [ref('D'), ref('C')] }, { C: Cat, D: Dog }),
		],
		[
			'the order of required',
			ofAnswer(object({ a: TEXT, b: TEXT }, { required: ['a', 'b'] })),
			ofAnswer(object({ b: TEXT, a: TEXT }, { required: ['b', 'a'] })),
		],
		[
			'words for people',
			ofAnswer({ ...TEXT, description: 'a', examples: ['x'], title: 'A' }),
			ofAnswer({ ...TEXT, 'x-own': 1 }),
		],
		[
			'parameters of the path and of its operation',
			documentOf({ '/a': { parameters: [{ name: 'q', in: 'query', schema: TEXT }], get: { responses: {} } } }),
			documentOf({ '/a': { get: { parameters: [{ name: 'q', in: 'query', schema: TEXT }], responses: {} } } }),
		],
		[
			'names of headers in other letters',
			documentOf({ '/a': { get: { parameters: [{ name: 'X-Q', in: 'header', schema: TEXT }], responses: {} } } }),
			documentOf({ '/a': { get: { parameters: [{ name: 'x-q', in: 'header', schema: TEXT }], responses: {} } } }),
		],
		[
			'nullable of 3.0 and null of 3.1',
			{ ...ofAnswer({ type: 'string', nullable: true }), openapi: '3.0.3' },
			ofAnswer({ type: ['string', 'null'] }),
		],
	])('%s', async (_title, old, now) => {
		expect((await compare(old, now)).map(tell)).toEqual([]);
		expect((await compare(now, old)).map(tell)).toEqual([]);
	});

	const folder = 'test/fixtures/documents';
	it.each([
		'spec/identity-document.openapi.yaml',
		'spec/control.openapi.yaml',
		...readdirSync(folder)
			.filter((name) => /(?<!arazzo)\.(ya?ml|json)$/.test(name))
			.map((name) => `${folder}/${name}`),
	])('%s is no other than itself', async (file) => {
		expect(await compare(file, file)).toEqual([]);
	});
});

describe('what is other is told with its place', () => {
	const tree = (leaf: JsonObject): JsonObject => ({
		Node: object({
			value: leaf,
			left: ref('Node'),
			right: ref('Node'),
			children: { type: 'array', items: ref('Node') },
		}),
	});

	it('once in a schema that means itself', async () => {
		const changes = await compare(ofAnswer(ref('Node'), tree(TEXT)), ofAnswer(ref('Node'), tree({ type: 'integer' })));
		expect(changes.map(tell)).toEqual([
			'error response.body.type-changed: "value" in the 200 answer is an integer now, it was a string',
		]);
		expect(changes[0]?.new?.pointer).toBe('/components/schemas/Node/properties/value/type');
	});

	it('once for all operations that share it, on either way by its own weight', async () => {
		const share = (schema: JsonObject): JsonObject =>
			documentOf(
				{
					'/a': { get: { responses: { 200: answer({ type: 'array', items: ref('A') }) } } },
					'/a/{id}': {
						get: { responses: { 200: answer(ref('A')) } },
						put: { requestBody: { content: json(ref('A')) }, responses: {} },
					},
				},
				{ components: { schemas: { A: schema } } },
			);
		const changes = await compare(share(object({ a: TEXT })), share(object({ a: { ...TEXT, maxLength: 3 } })));
		expect(changes.map((one) => [tell(one), one.operations])).toEqual([
			[
				'info response.body.max-length-lowered: "[].a" in the 200 answer has at most 3 characters now, it had any number of characters',
				['GET /a', 'GET /a/{id}'],
			],
			[
				'error request.body.max-length-lowered: "a" in the request body has at most 3 characters now, it had any number of characters',
				['PUT /a/{id}'],
			],
		]);
	});

	const Cat = object({ kind: { const: 'cat' } }, { required: ['kind'] });
	const withLives = object({ kind: { const: 'cat' }, lives: TEXT }, { required: ['kind', 'lives'] });
	const Dog = object({ kind: { const: 'dog' } }, { required: ['kind'] });
	const callback = (body: JsonValue): JsonObject =>
		documentOf({
			'/a': {
				post: {
					responses: {},
					callbacks: {
						done: { '{$request.body#/url}': { post: { requestBody: { content: json(body) }, responses: {} } } },
					},
				},
			},
		});
	const form = (schema: JsonObject): JsonObject =>
		documentOf({
			'/a': { post: { requestBody: { content: { 'application/x-www-form-urlencoded': { schema } } }, responses: {} } },
		});
	const webhook = (schema: JsonObject): JsonObject =>
		documentOf(
			{},
			{
				webhooks: { done: { $ref: '#/components/pathItems/Done' } },
				components: { pathItems: { Done: { post: { requestBody: { content: json(schema) } } } } },
			},
		);
	const ofStatus = (responses: JsonObject): JsonObject => documentOf({ '/a': { get: { responses } } });

	it.each<[string, JsonObject, JsonObject, string[]]>([
		[
			'in an alternative that is told by a value',
			ofAnswer({ oneOf: [Cat, Dog] }),
			ofAnswer({ oneOf: [Dog, withLives] }),
			['info response.body.required-property-added: "lives" in the 200 answer is new, and must be there'],
		],
		[
			'an alternative beside what was alone',
			ofAnswer(Cat),
			ofAnswer({ oneOf: [Cat, Dog] }),
			['error response.body.alternative-added: The 200 answer can be kind "dog" as well'],
		],
		[
			'one alternative alone of several',
			ofAnswer({ oneOf: [Cat, Dog] }),
			ofAnswer(Cat),
			['info response.body.alternative-removed: The 200 answer can no longer be kind "dog"'],
		],
		[
			'a property that only some alternatives still have',
			ofAnswer(object({ a: TEXT }, { required: ['a'] })),
			ofAnswer({ anyOf: [object({ a: TEXT }, { required: ['a'] }), object({ b: TEXT }, { required: ['b'] })] }),
			['error response.body.alternative-added: The 200 answer can be another object as well'],
		],
		[
			'a property that was required in all alternatives and is in none',
			ofAnswer({ oneOf: [withLives, Dog] }),
			ofAnswer({ oneOf: [Cat, Dog] }),
			['error response.body.required-property-removed: "lives" in the 200 answer is gone'],
		],
		[
			'a property of a map that is read',
			ofAnswer({ type: 'object', additionalProperties: object({ a: TEXT }, { required: ['a'] }) }),
			ofAnswer({ type: 'object', additionalProperties: object({}) }),
			['error response.body.required-property-removed: "*.a" in the 200 answer is gone'],
		],
		[
			'a body that can have no value any more',
			ofAnswer(object({ a: TEXT })),
			ofAnswer(object({ a: false })),
			['info response.body.refuses-everything: "a" in the 200 answer can have no value any more'],
		],
		[
			'what is called back, as an answer',
			callback(object({ a: TEXT }, { required: ['a'] })),
			callback(object({})),
			['error callback.body.required-property-removed: "a" in the callback done is gone'],
		],
		[
			'a callback that is no longer made',
			callback(TEXT),
			documentOf({ '/a': { post: { responses: {} } } }),
			['error callback.removed: The callback done is no longer made'],
		],
		[
			'webhooks',
			documentOf({}, { webhooks: { a: {} } }),
			documentOf({}, { webhooks: { b: {} } }),
			[
				'error webhook.removed: The webhook a is no longer called',
				'info webhook.added: The webhook b is called as well',
			],
		],
		[
			'a number of a form that may be any text now',
			form(object({ a: { type: 'integer' } })),
			form(object({ a: TEXT })),
			[
				'info request.body.type-widened: "a" in the request body (application/x-www-form-urlencoded) is a string now, it was an integer',
			],
		],
		[
			'what a webhook sends, as an answer',
			webhook(object({ a: TEXT }, { required: ['a'] })),
			webhook(object({})),
			['error callback.body.required-property-removed: "a" in the webhook done is gone'],
		],
		[
			'a status that a range takes in',
			ofStatus({ 200: answer(object({ a: TEXT }, { required: ['a'] })) }),
			ofStatus({ '2XX': answer(object({})) }),
			[
				'error response.body.required-property-removed: "a" in the 200 answer is gone',
				'info response.status.added: 2XX may be answered as well',
			],
		],
		[
			'a media type by its parameters',
			ofStatus({ 200: { description: 'ok', content: { 'application/json; version=1': { schema: TEXT } } } }),
			ofStatus({ 200: { description: 'ok', content: { 'application/json; version=2': { schema: TEXT } } } }),
			[
				'error response.media-type.removed: application/json; version=1 is no longer served in the 200 answer',
				'info response.media-type.added: application/json; version=2 is also served in the 200 answer',
			],
		],
		[
			'a property that was not to be sent and must be now',
			documentOf({
				'/a': {
					put: {
						requestBody: { content: json(object({ a: { ...TEXT, readOnly: true } }, { required: ['a'] })) },
						responses: {},
					},
				},
			}),
			documentOf({
				'/a': { put: { requestBody: { content: json(object({ a: TEXT }, { required: ['a'] })) }, responses: {} } },
			}),
			['error request.body.required-property-added: "a" in the request body is new, and must be there'],
		],
		[
			'a property that went where others are refused',
			documentOf({
				'/a': {
					put: { requestBody: { content: json(object({ a: TEXT }, { additionalProperties: false })) }, responses: {} },
				},
			}),
			documentOf({
				'/a': { put: { requestBody: { content: json(object({}, { additionalProperties: false })) }, responses: {} } },
			}),
			['error request.body.removed-property-refused: "a" in the request body is refused now'],
		],
	])('%s', async (_title, old, now, told) => {
		expect((await compare(old, now)).map(tell)).toEqual(told);
	});

	it('with what it may be called now', async () => {
		const [gone] = await compare(
			ofAnswer(object({ name: TEXT }, { required: ['name'] })),
			ofAnswer(object({ title: TEXT }, { required: ['title'] })),
		);
		expect(gone?.remedy).toContain('"title"');
	});

	it.each([
		['2030-01-01', 'error operation.removed-before-sunset'],
		['2020-01-01', 'info operation.removed-deprecated'],
	])('by the day: an operation that was to stay until %s', async (day, told) => {
		const old = documentOf({ '/a': { get: { deprecated: true, 'x-sunset': day, responses: {} } } });
		const changes = await compare(old, documentOf({}), new Date('2026-01-01'));
		expect(changes.map(({ severity, code }) => `${severity} ${code}`)).toEqual([told]);
	});

	it('a deprecated property that went when its day had come breaks nobody', async () => {
		const old = (day: string): JsonObject =>
			ofAnswer(object({ a: { ...TEXT, deprecated: true, 'x-sunset': day } }, { required: ['a'] }));
		const judge = async (day: string) =>
			(await compare(old(day), ofAnswer(object({})), new Date('2026-01-01'))).map(({ severity }) => severity);
		expect([await judge('2025-12-31'), await judge('2026-12-31')]).toEqual([['info'], ['error']]);
	});

	it('the same in either order of calls', async () => {
		const [old, now] = [ofAnswer(ref('Node'), tree(TEXT)), ofAnswer(ref('Node'), tree({ type: 'integer' }))];
		expect(await compare(old, now)).toEqual(await compare(old, now));
	});
});
