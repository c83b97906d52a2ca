// What a refusal says in the body that the document declares for it: filled property by property, by meaning.

import { describe, expect, it } from 'vitest';
import { type MockSession, startMock } from '../../../mock/index.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';

const text: JsonObject = { type: 'string' };
const object = (properties: JsonObject, beside: JsonObject = {}): JsonObject => ({
	type: 'object',
	required: Object.keys(properties),
	properties,
	...beside,
});
const list = (items: JsonValue, beside: JsonObject = {}): JsonObject => ({ type: 'array', items, ...beside });

/** JSON:API's `source`, of which nothing is required. */
const source = (names: readonly string[]): JsonObject => ({
	type: 'object',
	properties: Object.fromEntries(names.map((name) => [name, text])),
});

interface Asked {
	/** The error's media type, as the document has it. */
	media: JsonObject;
	/** The key under which it stands; default `default`. */
	key?: string;
	type?: string;
	body?: JsonValue;
}

/** What a POST without its title gets, or one with this body. */
async function refuse({
	media,
	key = 'default',
	type = 'application/json',
	body = {},
}: Asked): Promise<[number, unknown, string]> {
	const title = { type: 'string', minLength: 3 };
	const schema = {
		type: 'object',
		required: ['title'],
		properties: { title, rows: list(object({ n: { type: 'integer' } })) },
	};
	const document: JsonObject = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			'/things': {
				post: {
					requestBody: { required: true, content: { 'application/json': { schema } } },
					responses: { '201': { description: 'ok' }, [key]: { description: 'no', content: { [type]: media } } },
				},
			},
		},
	};
	await using mock = await startMock({ documents: [document], port: 0, seed: 1 });
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(`${mock.url}/things`, { method: 'POST', headers, body: JSON.stringify(body) });
	const told = type.includes('json') ? await response.json() : await response.text();
	return [response.status, told, response.headers.get('x-mock-reason') ?? ''];
}

const REASON = 'body /title is required';

describe('a refusal fills', () => {
	it.each<[string, JsonObject, unknown]>([
		[
			'a status, a message and the name of the error',
			object({ statusCode: { type: 'integer' }, message: text, error: text }),
			{ statusCode: 400, message: REASON, error: 'Bad Request' },
		],
		[
			'the fault of SOAP and Apigee',
			object({ fault: object({ faultcode: text, faultstring: text }) }),
			{ fault: { faultcode: 'request.body.required', faultstring: REASON } },
		],
		[
			'no input, which nobody knows here, beside loc and msg',
			object({
				detail: list(
					object(
						{ loc: list(text), msg: text, type: text },
						{
							properties: {
								loc: list(text),
								msg: text,
								type: text,
								input: {},
							},
						},
					),
				),
			}),
			{ detail: [{ loc: ['body', 'title'], msg: 'is required', type: 'required' }] },
		],
		[
			'a code and a message inside an error',
			object({ error: object({ code: text, message: text }) }),
			{ error: { code: 'request.body.required', message: REASON } },
		],
		['an error alone', object({ error: text }), { error: REASON }],
		['a code that is a number', object({ code: { type: 'integer' }, msg: text }), { code: 400, msg: REASON }],
		[
			'messages',
			object({ message: list(text), statusCode: { type: 'number' } }),
			{ message: [REASON], statusCode: 400 },
		],
		[
			'a list of errors',
			object({ errors: list(object({ code: text, title: text, details: text })) }),
			{ errors: [{ code: 'request.body.required', title: 'Bad Request', details: REASON }] },
		],
		[
			'errors with their pointers',
			object({ errors: list(object({ status: text, detail: text, source: object({ pointer: text }) })) }),
			{ errors: [{ status: '400', detail: 'is required', source: { pointer: '/title' } }] },
		],
		[
			'places by their steps',
			object({ detail: list(object({ loc: list({ anyOf: [text, { type: 'integer' }] }), msg: text, type: text })) }),
			{ detail: [{ loc: ['body', 'title'], msg: 'is required', type: 'required' }] },
		],
		[
			'a map of fields',
			object({ message: text, errors: { type: 'object', additionalProperties: list(text) } }),
			{ message: REASON, errors: { title: ['is required'] } },
		],
		[
			'a map of fields with one message',
			object({ errors: { type: 'object', additionalProperties: text } }),
			{ errors: { title: 'is required' } },
		],
		[
			'a map of the fields that it names',
			object({ message: text, errors: { type: 'object', properties: { title: list(text), rows: list(text) } } }),
			{ message: REASON, errors: { title: ['is required'] } },
		],
		[
			'a map of fields of which nothing is said, one level deeper',
			object({ error: object({ message: text, errors: { type: 'object' } }) }),
			{ error: { message: REASON, errors: { title: ['is required'] } } },
		],
		[
			'no map where no field of these may come',
			object({
				errors: { type: 'object', properties: { code: text, other: list(text) }, additionalProperties: false },
			}),
			{ errors: { code: 'request.body.required', other: expect.any(Array) } },
		],
		[
			'a map of fields that an example shows',
			object({ errors: { type: 'object', example: { email: ['is taken'], age: ['is too low'] } } }),
			{ errors: { title: ['is required'] } },
		],
		[
			'the one member that tells the place, where another would tell another place',
			object({ errors: list(object({ detail: text, source: source(['pointer', 'parameter', 'header']) })) }),
			{ errors: [{ detail: 'is required', source: { pointer: '/title' } }] },
		],
		[
			'what lies around the mistakes, once',
			object({
				error: object({
					message: text,
					details: list(object({ fieldViolations: list(object({ field: text, description: text })) })),
				}),
			}),
			{
				error: { message: REASON, details: [{ fieldViolations: [{ field: 'title', description: 'is required' }] }] },
			},
		],
		[
			'names of fields and their reasons',
			object({ 'invalid-params': list(object({ name: text, reason: text })) }),
			{ 'invalid-params': [{ name: 'title', reason: 'is required' }] },
		],
		[
			'places by the names of properties, and no value that was never sent',
			object({
				violations: list({
					type: 'object',
					properties: { propertyPath: text, message: text, rejectedValue: text },
				}),
			}),
			{ violations: [{ propertyPath: 'title', message: 'is required' }] },
		],
		[
			'paths by their steps',
			object({ issues: list(object({ path: list(text), message: text, code: text })) }),
			{ issues: [{ path: ['title'], message: 'is required', code: 'request.body.required' }] },
		],
		['a map that is the whole body', { type: 'object', additionalProperties: list(text) }, { title: ['is required'] }],
		[
			'an enum with the member that means the status',
			object({ code: { enum: ['NOT_FOUND', 'CONFLICT', 'INVALID_INPUT'] }, message: text }),
			{ code: 'INVALID_INPUT', message: REASON },
		],
		[
			'all that fits, and leaves what does not',
			object({
				errors: list(object({ code: { type: 'string', pattern: '^APP_\\d$', examples: ['APP_4'] }, details: text })),
			}),
			{ errors: [{ code: 'APP_4', details: REASON }] },
		],
		[
			'a message that may not be so long',
			object({ message: { type: 'string', maxLength: 5, examples: ['oops'] }, status: { type: 'integer' } }),
			{ message: 'oops', status: 400 },
		],
		['a text', text, REASON],
		['a list of texts', list(text), [REASON]],
		[
			'what is no success, and the kind of error',
			object({
				success: { type: 'boolean' },
				error: object({ type: text, code: { type: 'integer' }, message: text }),
			}),
			{ success: false, error: { type: 'bad_request', code: 400, message: REASON } },
		],
		[
			'when and where, as Spring does',
			object({
				timestamp: { type: 'string', format: 'date-time' },
				status: { type: 'integer' },
				error: text,
				path: text,
			}),
			{ timestamp: expect.stringMatching(/^20\d\d-/), status: 400, error: 'Bad Request', path: '/things' },
		],
	])('%s', async (_title, schema, expected) => {
		expect((await refuse({ media: { schema } })).slice(0, 2)).toEqual([400, expected]);
	});

	it.each<[string, string]>([
		['of its status', '400'],
		['of any', 'default'],
		['of a range', '4XX'],
	])('the example of an answer %s', async (_title, key) => {
		const example = { code: 'E_1', message: 'Name is missing', field: 'name', trace: 'kept' };
		expect((await refuse({ media: { example }, key })).slice(0, 2)).toEqual([
			400,
			{ code: 'request.body.required', message: REASON, field: 'title', trace: 'kept' },
		]);
	});

	it('the members that a problem has beside its own', async () => {
		const members = { type: text, title: text, status: { type: ['integer', 'null'] }, detail: text, instance: text };
		const errors = { type: 'object', additionalProperties: list(text) };
		const [status, body] = await refuse({
			media: { schema: { type: 'object', properties: { ...members, errors } } },
			type: 'application/problem+json',
		});
		expect([status, body]).toEqual([
			400,
			{
				type: 'about:blank',
				title: 'Bad Request',
				status: 400,
				detail: REASON,
				instance: '/things',
				errors: { title: ['is required'] },
			},
		]);
	});

	it('plain text', async () => {
		expect((await refuse({ media: { schema: text }, type: 'text/plain' })).slice(0, 2)).toEqual([400, REASON]);
	});

	it('an entry for each finding', async () => {
		const schema = object({ errors: list(object({ field: text, message: text })) });
		expect(
			(await refuse({ media: { schema }, body: { title: 'x', rows: [{ n: 1 }, { n: 'y' }] } })).slice(0, 2),
		).toEqual([
			400,
			{
				errors: [
					{ field: 'title', message: 'must be at least 3 characters long' },
					{ field: 'rows.1.n', message: 'must be an integer' },
				],
			},
		]);
	});

	it('one entry, where no more may stand', async () => {
		const schema = object({ errors: list(object({ field: text }), { maxItems: 1 }) });
		const [status, body] = await refuse({ media: { schema }, body: { rows: [{ n: 'y' }] } });
		expect([status, (body as { errors: unknown[] }).errors.length]).toEqual([400, 1]);
	});

	it('leaves numbers of an application as they are', async () => {
		const example = { code: 12345, message: 'x' };
		expect((await refuse({ media: { example } })).slice(0, 2)).toEqual([400, { code: 12345, message: REASON }]);
	});
});

it('a refusal whose body can not be made is told all the same', async () => {
	const schema = object({ a: { allOf: [{ const: 1 }, { const: 2 }] } });
	const [status, body, reason] = await refuse({ media: { schema }, key: '400' });
	expect([status, body]).toMatchObject([400, { status: 400, detail: expect.stringContaining(REASON) }]);
	expect(reason).toContain('no application/json can be made');
	expect(reason).toContain(REASON);
});

describe('an error that was asked for', () => {
	const problem = {
		type: 'object',
		properties: { title: text, status: { type: 'integer' }, detail: text, instance: text },
	};
	const error = object({ code: text, message: text, statusCode: { type: 'integer' }, path: text, timestamp: text });
	const fields = list(object({ field: text, message: text }));
	const answers = { 404: object({ message: text, errors: fields }), 409: problem, 429: object({ error }), 500: text };
	const told = (status: number, title: string) => ({ title, status, detail: title, instance: '/todos/1' });

	it.each<[string, (session: MockSession) => Promise<unknown>, object, number, JsonValue]>([
		['by the request', async () => undefined, { Prefer: 'code=409' }, 409, told(409, 'Conflict')],
		['dynamically', async () => undefined, { Prefer: 'code=409, dynamic=true' }, 409, told(409, 'Conflict')],
		['by a cue', (session) => session.cue('getTodo', 409), {}, 409, told(409, 'Conflict')],
		['by a scenario', (session) => session.use('error: getTodo 409'), {}, 409, told(409, 'Conflict')],
		['by a cue, of no field', (session) => session.cue('getTodo', 404), {}, 404, { message: 'Not Found', errors: [] }],
		['with a text', (session) => session.cue('getTodo', 500), {}, 500, 'Internal Server Error'],
		[
			'in an envelope',
			(session) => session.cue('getTodo', 429),
			{},
			429,
			{ error: { code: 'too_many_requests', message: 'Too Many Requests', statusCode: 429, path: expect.any(String) } },
		],
	])('%s says its status and what that is called', async (_, ask, headers, status, expected) => {
		const responses = Object.fromEntries(
			Object.entries(answers).map(([code, schema]) => [
				code,
				{ description: '', content: { 'application/json': { schema } } },
			]),
		);
		const operation = { operationId: 'getTodo', responses: { 200: { description: '' }, ...responses } };
		const id = { name: 'id', in: 'path', required: true, schema: text };
		const document = {
			openapi: '3.1.0',
			info: { title: 'Todos', version: '1' },
			paths: { '/todos/{id}': { parameters: [id], get: operation } },
		};
		await using mock = await startMock({ documents: [document], port: 0, seed: 1 });
		await ask(mock.session());
		const answer = await fetch(`${mock.url}/todos/1`, { headers: { ...headers } });
		expect([answer.status, await answer.json()]).toMatchObject([status, expected]);
	});
});

it('JSON:API’s source names a parameter as the query has it', async () => {
	const status = { type: 'object', properties: { status: { enum: ['open'] }, ids: list({ type: 'integer' }) } };
	const parameters = [
		{ name: 'filter', in: 'query', style: 'deepObject', explode: true, schema: status },
		{ name: 'embed[]', in: 'query', schema: list({ enum: ['author'] }) },
		{ name: 'page', in: 'query', schema: { type: 'integer' } },
	];
	const schema = object({ errors: list(object({ source: source(['pointer', 'parameter']) })) });
	const responses = {
		200: { description: 'ok' },
		400: { description: 'no', content: { 'application/vnd.api+json': { schema } } },
	};
	const paths = { '/todos': { get: { parameters, responses } } } as unknown as JsonObject;
	await using mock = await startMock({
		documents: [{ openapi: '3.1.0', info: { title: 'Todos', version: '1' }, paths }],
		port: 0,
	});
	const answer = await fetch(`${mock.url}/todos?filter[status]=x&filter[ids]=1&filter[ids]=b&embed[]=x&page=a`);
	const { errors } = (await answer.json()) as { errors: { source: { parameter: string } }[] };
	const told = errors.map((one) => one.source.parameter);
	expect(told.sort()).toEqual(['embed[]', 'filter[ids]', 'filter[status]', 'page']);
});
