import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';
import { lintDocuments } from '../../../spec/lint/lint.ts';
import { catchRefusal, makeDocument, makeOperation, writeFolder } from '../read/documents.ts';

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const answer = (mediaType: JsonValue) => ({ 200: { description: '', content: { 'application/json': mediaType } } });
async function lint(document: JsonObject | string) {
	const { findings } = await lintDocuments([document], {});
	return findings.map(({ code, severity, place }) => `${severity} ${code} ${place.pointer}`);
}

describe('lint', () => {
	it('has nothing to say about a good document', async () => {
		const responses = answer({ schema: { type: 'integer', examples: [0] }, example: 0, examples: { a: { value: 0 } } });
		expect(await lint(makeOperation({ parameters: [ID], responses }))).toEqual([]);
	});

	it.each(['application/json', 'text/json', 'application/json; charset=utf-8', 'application/problem+json; v=1'])(
		'reads an example of %s as JSON, as the mock does',
		async (type) => {
			const content = { [type]: { schema: { type: 'object' }, example: 'text' } };
			const responses = { 200: { description: '', content } };
			const found = await lint(makeOperation({ parameters: [ID], responses }));
			expect(found).toEqual([expect.stringContaining(' document.example.mismatch')]);
		},
	);

	it('tells examples that are references, and judges what they lead to', async () => {
		const reference = { $ref: '#/components/examples/Five' };
		const media = { schema: { type: 'integer', example: reference }, example: reference };
		const document = makeOperation({ parameters: [ID], responses: answer(media) });
		const at = '/paths/~1orders~1{id}/get/responses/200/content/application~1json';
		expect(await lint({ ...document, components: { examples: { Five: { value: 5 } } } })).toEqual([
			`warning document.example.reference ${at}/schema/example`,
			`warning document.example.reference ${at}/example`,
		]);
		expect(await lint({ ...document, components: { examples: { Five: { value: 'x' } } } })).toContain(
			'warning document.example.mismatch /components/examples/Five/value',
		);
	});

	it('leaves an example of another media type alone: it is text', async () => {
		const content = { 'text/csv': { schema: { type: 'object' }, example: 'a,b' } };
		expect(await lint(makeOperation({ parameters: [ID], responses: { 200: { description: '', content } } }))).toEqual(
			[],
		);
	});

	it.each<[string, JsonObject, string[]]>([
		['no operations', makeDocument({}), ['warning document.paths.empty /paths']],
		[
			'no responses',
			makeOperation({ parameters: [ID], responses: {} }),
			['warning document.response.none /paths/~1orders~1{id}/get'],
		],
		[
			'no success',
			makeOperation({ parameters: [ID], responses: { 400: { description: '' }, '5XX': { description: '' } } }),
			['warning document.response.no-success /paths/~1orders~1{id}/get/responses'],
		],
		['a redirect, which is one', makeOperation({ parameters: [ID], responses: { 303: { description: '' } } }), []],
		[
			'a default, which may be one',
			makeOperation({ parameters: [ID], responses: { default: { description: '' } } }),
			[],
		],
		[
			'an undescribed name in the path',
			makeOperation({}),
			['warning document.parameter.missing /paths/~1orders~1{id}/get'],
		],
		[
			'a resource that nobody uses',
			makeOperation({ parameters: [ID] }, { 'x-lifecycle': { order: { key: 'id' } } }),
			['warning document.lifecycle.unused /x-lifecycle/order'],
		],
		[
			'a broken reference',
			makeOperation({ parameters: [ID], responses: answer({ schema: { $ref: '#/x' } }) }),
			['error document.reference /paths/~1orders~1{id}/get/responses/200/content/application~1json/schema'],
		],
		[
			'an example that does not fit',
			makeOperation({
				parameters: [ID],
				responses: answer({ schema: { type: 'string' }, examples: { zero: { value: 0 } } }),
			}),
			[
				'warning document.example.mismatch /paths/~1orders~1{id}/get/responses/200/content/application~1json/examples/zero/value',
			],
		],
		[
			'an example of a parameter that does not fit',
			makeOperation({ parameters: [{ ...ID, example: null }] }),
			['warning document.example.mismatch /paths/~1orders~1{id}/get/parameters/0'],
		],
		[
			'an example of a header that does not fit',
			makeDocument({
				'/a': {
					get: {
						responses: { 204: { description: '', headers: { A: { schema: { type: 'integer' }, example: 'x' } } } },
					},
				},
			}),
			['warning document.example.mismatch /paths/~1a/get/responses/204/headers/A/example'],
		],
		[
			'a default that does not fit',
			makeDocument({ '/a': { get: { responses: answer({ schema: { type: 'string', default: 0 } }) } } }),
			['warning document.example.mismatch /paths/~1a/get/responses/200/content/application~1json/schema/default'],
		],
	])('reports %s', async (_name, document, expected) => {
		const found = await lint(document);
		for (const one of expected) expect(found).toContain(one);
		if (!expected[0]?.includes('reference')) expect(found).toEqual(expected);
	});

	it('says of the largest int64 that it is read as another number, not that it is none', async () => {
		const schema = '{"type": "integer", "format": "int64", "example": 9223372036854775807}';
		const text = JSON.stringify(makeOperation({ parameters: [ID], responses: answer({ schema: 'S' }) }));
		const folder = writeFolder({ 'a.json': text.replace('"S"', schema) });
		const { findings } = await lintDocuments([join(folder, 'a.json')]);
		expect(findings.map(({ code }) => code)).toEqual(['document.number']);
	});

	it.each<[string, JsonObject]>([
		['an answer', { responses: answer({ schema: { type: 'string' }, example: 0 }) }],
		['a body', { requestBody: { content: { 'application/json': { schema: { type: 'string' }, example: false } } } }],
		['a parameter', { parameters: [{ ...ID, example: null }] }],
		['a default', { responses: answer({ schema: { type: 'string', default: 0 } }) }],
	])('takes an example that does not fit for a mistake when it is strict: %s', async (_name, operation) => {
		const document = makeOperation({ parameters: [ID], ...operation });
		const severities = async (strict: boolean) =>
			(await lintDocuments([document], { strict })).findings.map(({ code, severity }) => `${severity} ${code}`);
		expect(await severities(false)).toEqual(['warning document.example.mismatch']);
		expect(await severities(true)).toEqual(['error document.example.mismatch']);
	});

	it('reports schemas that do not compile, also those that only components hold', async () => {
		const found = await lint(
			makeOperation({ parameters: [ID] }, { components: { schemas: { A: { type: 'nothing' } } } }),
		);
		expect(found).toEqual([expect.stringMatching(/^error schema\.\S+ \/components\/schemas\/A/)]);
	});

	it.each([
		['strng', '"strng" is no type of JSON Schema: it is read as string'],
		['constructor', 'it is "constructor"'],
		[['string', 'nul'], '["string","nul"] has what is no type of JSON Schema: it is read as ["string"]'],
	])('says what is meant by the type %j', async (type, message) => {
		const document = makeOperation({ parameters: [ID] }, { components: { schemas: { A: { type } } } });
		const { findings } = await lintDocuments([document]);
		expect(findings.map((finding) => finding.message.split('; ').pop())).toEqual([message]);
	});

	it('calls a default a default, and a property named so none', async () => {
		const schema = {
			type: 'object',
			properties: { a: { type: 'string', default: 0 }, default: { type: 'string', example: 0 } },
		};
		const { findings } = await lintDocuments([makeOperation({ parameters: [ID], responses: answer({ schema }) })]);
		expect(findings.map(({ message }) => message)).toEqual([
			expect.stringContaining('the default does not fit its schema'),
			expect.stringContaining('the example does not fit its schema'),
		]);
	});

	it('takes examples of readOnly and writeOnly properties in their own direction', async () => {
		const schema = {
			type: 'object',
			required: ['id', 'secret'],
			properties: { id: { type: 'string', readOnly: true }, secret: { type: 'string', writeOnly: true } },
		};
		const found = await lint(
			makeOperation({
				parameters: [ID],
				requestBody: { content: { 'application/json': { schema, example: { secret: '' } } } },
				responses: answer({ schema, example: { id: '' } }),
			}),
		);
		expect(found).toEqual([]);
	});

	it('leaves examples of other media types alone', async () => {
		const responses = {
			200: { description: '', content: { 'application/xml': { schema: { type: 'object' }, example: '<a/>' } } },
		};
		expect(await lint(makeOperation({ parameters: [ID], responses }))).toEqual([]);
	});

	it('goes through circles once (threat 57)', async () => {
		const schemas = {
			A: { properties: { b: { $ref: '#/components/schemas/B' } } },
			B: { properties: { a: { $ref: '#/components/schemas/A' } }, examples: [{ a: { b: {} } }] },
		};
		expect(await lint(makeOperation({ parameters: [ID] }, { components: { schemas } }))).toEqual([]);
	});

	it('goes on after a mistake, and says each thing once', async () => {
		const shared = { $ref: '#/components/parameters/Odd' };
		const item = { parameters: [shared], get: { responses: {} }, put: { responses: {} } };
		const found = await lint(
			makeDocument({ '/a': item, '/b': 5 }, { components: { parameters: { Odd: { name: 'q', in: 'nowhere' } } } }),
		);
		expect(found.filter((one) => one.includes('document.parameter.shape'))).toHaveLength(1);
		expect(found.filter((one) => one.includes('document.response.none'))).toHaveLength(2);
		expect(found).toContain('error document.paths.shape /paths/~1b');
	});

	it('gives line and column of the file as written', async () => {
		const folder = writeFolder({
			'orders.yaml': 'openapi: 3.1.0\ninfo: { title: a, version: b }\npaths:\n  /a:\n    get:\n      responses: {}\n',
		});
		const file = join(folder, 'orders.yaml');
		const { findings } = await lintDocuments([file], {});
		expect(findings[0]?.place).toEqual({ file, line: 5, column: 5, pointer: '/paths/~1a/get' });
	});

	it('can be given other tools', async () => {
		const tools = {
			lintSchema: () => [],
			checkValue: () => {
				throw new Error('does not compile');
			},
		};
		const document = makeOperation({ parameters: [{ ...ID, example: 5 }] });
		expect((await lintDocuments([document], { tools })).findings).toEqual([]);
	});

	it('ends in a StartupError for what can not be read at all', async () => {
		expect((await catchRefusal(() => lintDocuments(['nothing.yaml'], {}))).code).toBe('document.missing');
	});
});

describe('what must be unique', () => {
	const folder = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };
	const user = {
		type: 'object',
		properties: { id: { type: 'string' }, email: { type: 'string' }, badge: { type: 'integer', 'x-unique': true } },
	};
	const carry = (schema: object) => ({ 'application/json': { schema } });
	const make = (schema: object, conflict: string) => ({
		requestBody: { content: carry(schema) },
		responses: { 201: { description: 'Made', content: carry(schema) }, 409: { description: conflict } },
	});
	const change = (schema: object, conflict: object) => ({
		requestBody: { content: carry(schema) },
		responses: { 200: { description: 'Changed', content: carry(schema) }, ...conflict },
	});
	const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
	const paths = {
		'/users': { post: make(user, 'A user with this email already exists') },
		'/users/{id}': { parameters, patch: change(user, { 422: { description: 'The email is already taken' } }) },
		'/folders': {
			post: make(
				{ ...folder, properties: { ...folder.properties, parent_id: { type: 'string' } } },
				'a folder with the same name exists in the parent folder',
			),
		},
		'/folders/{id}': { parameters, put: change(folder, {}) },
	};

	it('is told for each operation that refuses it, with the answer', async () => {
		const { notes } = await lintDocuments([
			{ openapi: '3.1.0', info: { title: 'Desk', version: '1' }, paths },
		] as JsonObject[]);
		expect(notes.filter((note) => note.includes('unique'))).toEqual([
			'POST /users keeps user unique by email, else 409',
			'POST /users keeps user unique by badge, else 409',
			'PATCH /users/{id} keeps user unique by email, else 422',
			'PATCH /users/{id} keeps user unique by badge, else 422',
			'POST /folders keeps folder unique by name within parent_id, else 409',
		]);
	});
});

describe('a reference that leads to nothing', () => {
	const gone = { $ref: '#/components/gone' };
	const good = { 200: { description: '' } };
	it.each<[string, JsonObject, string]>([
		['of an answer', { responses: { ...good, 400: gone } }, '/responses/400'],
		['of a parameter', { responses: good, parameters: [ID, gone] }, '/parameters/1'],
		[
			'of an answer’s schema',
			{ responses: answer({ schema: gone }) },
			'/responses/200/content/application~1json/schema',
		],
		[
			'of an example',
			{ responses: answer({ examples: { a: gone } }) },
			'/responses/200/content/application~1json/examples/a',
		],
		['of a body', { responses: good, requestBody: gone }, '/requestBody'],
		['of a callback', { responses: good, callbacks: { a: gone } }, '/callbacks/a'],
	])('is told once: %s', async (_of, operation, at) => {
		const found = await lint(makeOperation({ parameters: [ID], ...operation }));
		expect(found).toEqual([`error document.reference /paths/~1orders~1{id}/get${at}`]);
	});

	it('is told once where it is a path, and says nothing of what is wrong beside it', async () => {
		const path = makeDocument({ '/a': gone, '/b': { get: { responses: { ...good, 400: 5 } } } });
		expect(await lint(path)).toEqual([
			'error document.reference /paths/~1a',
			'error document.response.shape /paths/~1b/get/responses/400',
		]);
	});
});

describe('the documents that ship', () => {
	it.each(['identity-document-admin', 'identity-document', 'control'])('have no mistakes: %s', async (name) => {
		const file = new URL(`../../../spec/${name}.openapi.yaml`, import.meta.url).pathname;
		const { findings, notes, loaded } = await lintDocuments([file], { infer: name !== 'control' });
		const admin = findings.filter((finding) => finding.code !== 'document.effect.unknown-resource');
		expect(admin).toEqual([]);
		expect(notes).toEqual([]);
		expect(loaded.operations.length).toBeGreaterThan(0);
	});
});
