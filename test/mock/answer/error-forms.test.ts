// The error bodies of well-known APIs and frameworks, each asked for what is wrong with a field, with no field, and with nothing but the path.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mock, startMock } from '../../../mock/index.ts';
import type { JsonObject, JsonValue } from '../../../spec/index.ts';

const text: JsonObject = { type: 'string' };
const whole: JsonObject = { type: 'integer' };
const some = (properties: JsonObject): JsonObject => ({ type: 'object', properties });
const all = (properties: JsonObject): JsonObject => ({ ...some(properties), required: Object.keys(properties) });
const list = (items: JsonValue): JsonObject => ({ type: 'array', items });
const words = (...values: string[]): JsonObject => ({ type: 'string', enum: values });

const BOTH = 'body /title is required; body /rows/1/n must be an integer';
const NOTHING = 'body is required';

interface Form {
	schema?: JsonObject;
	example?: JsonValue;
	/** Two fields are wrong. */
	fields: unknown;
	/** There is no body at all. Absent: not asked for. */
	nothing?: unknown;
	/** There is no such thing. */
	missing?: unknown;
}

const forms: Record<string, Form> = {
	'google.rpc.Status': {
		schema: some({
			error: some({
				code: whole,
				message: text,
				status: words('INVALID_ARGUMENT', 'NOT_FOUND'),
				details: list(some({ fieldViolations: list(some({ field: text, description: text })), reason: text })),
			}),
		}),
		fields: {
			error: {
				code: 400,
				message: BOTH,
				status: 'INVALID_ARGUMENT',
				details: [
					{
						fieldViolations: [
							{ field: 'title', description: 'is required' },
							{ field: 'rows.1.n', description: 'must be an integer' },
						],
						reason: BOTH,
					},
				],
			},
		},
	},
	'an envelope whose contents may be null': {
		schema: all({ resultCode: whole, resultMsg: text, data: { type: ['object', 'null'], properties: { id: whole } } }),
		fields: { resultCode: 400, resultMsg: BOTH, data: null },
		missing: { resultCode: 404, resultMsg: expect.stringMatching(/^there is no /), data: null },
	},
	'an envelope whose contents may be left out, and are errors': {
		schema: all({ errcode: whole, errmsg: text, payload: list(some({ field: text, message: text })) }),
		fields: {
			errcode: 400,
			errmsg: BOTH,
			payload: [
				{ field: 'title', message: 'is required' },
				{ field: 'rows.1.n', message: 'must be an integer' },
			],
		},
	},
	"ASP.NET's ModelState": {
		schema: some({ Message: text, ModelState: { type: 'object', additionalProperties: list(text) } }),
		fields: { Message: BOTH, ModelState: { title: ['is required'], 'rows.1.n': ['must be an integer'] } },
	},
	'RFC 7807, with parameters of which there must be one, as 3GPP has it': {
		schema: some({
			title: text,
			status: whole,
			detail: text,
			cause: text,
			invalidParams: { ...list({ ...some({ param: text, reason: text }), required: ['param'] }), minItems: 1 },
		}),
		fields: {
			title: 'Bad Request',
			status: 400,
			detail: BOTH,
			cause: BOTH,
			invalidParams: [
				{ param: 'title', reason: 'is required' },
				{ param: 'rows.1.n', reason: 'must be an integer' },
			],
		},
		nothing: { title: 'Bad Request', status: 400, detail: NOTHING, cause: NOTHING },
	},
	'a problem that must name a field': {
		schema: all({ detail: text, violations: { ...list(all({ field: text, message: text })), minItems: 1 } }),
		fields: {
			detail: BOTH,
			violations: [
				{ field: 'title', message: 'is required' },
				{ field: 'rows.1.n', message: 'must be an integer' },
			],
		},
		nothing: { detail: NOTHING, violations: [{ field: 'body', message: 'is required' }] },
	},
	'a list of texts for each field, by name (Rails)': {
		schema: some({ title: list(text), qty: { ...list(text), example: ['is not a number'] }, rows: list(text) }),
		fields: { title: ['is required'], rows: ['must be an integer'] },
	},
	'an object for each field (Mongoose)': {
		schema: some({
			message: text,
			errors: { type: 'object', additionalProperties: some({ name: text, message: text, path: text }) },
		}),
		fields: {
			message: BOTH,
			errors: {
				title: { name: 'bad_request', message: 'is required', path: '/title' },
				'rows.1.n': { name: 'bad_request', message: 'must be an integer', path: '/rows/1/n' },
			},
		},
		nothing: { message: NOTHING, errors: {} },
	},
	'a place in one text (Huma)': {
		schema: some({ detail: text, errors: list(some({ message: text, location: text, value: {} })) }),
		fields: {
			detail: BOTH,
			errors: [
				{ message: 'body /title is required', location: 'body.title' },
				{ message: 'body /rows/1/n must be an integer', location: 'body.rows.1.n' },
			],
		},
		nothing: { detail: NOTHING, errors: [{ message: NOTHING, location: 'body' }] },
	},
	'a loc that is a text': {
		schema: list(all({ loc: text, error: text })),
		fields: [
			{ loc: 'title', error: 'is required' },
			{ loc: 'rows.1.n', error: 'must be an integer' },
		],
		nothing: [{ loc: 'body', error: 'is required' }],
	},
	'fields and their errors in capitals': {
		schema: some({ ErrorMessage: text, InvalidFields: list(some({ FieldName: text, FieldError: text })) }),
		fields: {
			ErrorMessage: BOTH,
			InvalidFields: [
				{ FieldName: 'title', FieldError: 'is required' },
				{ FieldName: 'rows.1.n', FieldError: 'must be an integer' },
			],
		},
	},
	'names of fields as keys (Hapi)': {
		schema: some({ message: text, validation: some({ keys: list(text) }) }),
		fields: { message: BOTH, validation: { keys: ['title', 'rows.1.n'] } },
	},
	'Google, as its older APIs have it': {
		schema: some({
			error: some({
				code: whole,
				message: text,
				errors: list(some({ message: text, domain: text, reason: text, location: text })),
			}),
		}),
		fields: {
			error: {
				errors: [
					{ message: 'body /title is required', reason: 'request.body.required', location: 'body.title' },
					{ message: 'body /rows/1/n must be an integer', reason: 'request.body.type', location: 'body.rows.1.n' },
				],
			},
		},
		missing: { error: { errors: [{ reason: 'not_found' }] } },
	},
	Kubernetes: {
		schema: some({ kind: text, status: text, message: text, reason: text, code: whole }),
		fields: { message: BOTH, reason: 'request.body.required', code: 400 },
		missing: { message: 'there is no thing 9', reason: 'not_found', code: 404 },
	},
	'JSON:API of codes and fields': {
		schema: all({ errors: list(all({ code: text, field: text })) }),
		fields: {
			errors: [
				{ code: 'request.body.required', field: 'title' },
				{ code: 'request.body.type', field: 'rows.1.n' },
			],
		},
		nothing: { errors: [{ code: 'request.body.required', field: 'body' }] },
		missing: { errors: [{ code: 'not_found', field: '' }] },
	},
	'Microsoft, whose target may be left out': {
		schema: some({
			error: some({
				code: text,
				message: text,
				target: text,
				details: list(some({ code: text, message: text, target: text })),
			}),
		}),
		fields: { error: { target: 'title', details: [{ target: 'title' }, { target: 'rows.1.n' }] } },
		nothing: {
			error: {
				code: 'request.body.required',
				message: NOTHING,
				details: [{ code: 'request.body.required', message: 'is required' }],
			},
		},
	},
	AWS: {
		schema: some({ __type: text, Message: text, Type: words('Receiver', 'Sender') }),
		fields: { __type: 'bad_request', Message: BOTH, Type: 'Sender' },
		missing: { __type: 'not_found', Message: 'there is no thing 9', Type: 'Sender' },
	},
	'AWS, with its fields': {
		schema: some({
			message: text,
			fieldList: list(all({ path: text, message: text })),
			reason: words('unknownOperation', 'cannotParse', 'fieldValidationFailed', 'other'),
		}),
		fields: {
			reason: 'fieldValidationFailed',
			fieldList: [
				{ path: '/title', message: 'is required' },
				{ path: '/rows/1/n', message: 'must be an integer' },
			],
		},
		missing: { message: 'there is no thing 9', fieldList: [], reason: 'other' },
	},
	Stripe: {
		schema: some({
			error: some({ type: words('idempotency_error', 'api_error', 'invalid_request_error'), param: text }),
		}),
		fields: { error: { type: 'invalid_request_error', param: 'title' } },
		nothing: { error: { type: 'invalid_request_error' } },
		missing: { error: { type: 'invalid_request_error' } },
	},
	PayPal: {
		schema: some({
			name: text,
			message: text,
			details: list(
				all({ field: text, value: text, location: words('query', 'body', 'path'), issue: text, description: text }),
			),
		}),
		fields: {
			name: 'bad_request',
			details: [
				{ field: 'title', location: 'body', issue: 'request.body.required', description: 'is required' },
				{ field: 'rows.1.n', location: 'body', issue: 'request.body.type', description: 'must be an integer' },
			],
		},
	},
	'issues by field': {
		schema: some({ error: some({ message: text, details: list(some({ field: text, issue: text })) }) }),
		fields: {
			error: {
				message: BOTH,
				details: [
					{ field: 'title', issue: 'is required' },
					{ field: 'rows.1.n', issue: 'must be an integer' },
				],
			},
		},
	},
	'express-validator': {
		schema: some({ errors: list(some({ type: text, msg: text, path: text, location: text, value: text })) }),
		fields: {
			errors: [
				{ msg: 'is required', location: 'body' },
				{ msg: 'must be an integer', location: 'body' },
			],
		},
		missing: { errors: [{ type: 'not_found', msg: 'there is no thing 9' }] },
	},
	Zod: {
		schema: some({
			issues: list(some({ code: text, path: list({ oneOf: [text, whole] }), message: text, received: text })),
		}),
		fields: {
			issues: [
				{ code: 'request.body.required', path: ['title'], message: 'is required' },
				{ code: 'request.body.type', path: ['rows', 1, 'n'], message: 'must be an integer' },
			],
		},
		missing: { issues: [{ code: 'not_found', message: 'there is no thing 9' }] },
	},
	Salesforce: {
		schema: list(some({ message: text, errorCode: text, fields: list(text) })),
		fields: [
			{ errorCode: 'request.body.required', fields: ['title'] },
			{ errorCode: 'request.body.type', fields: ['rows.1.n'] },
		],
		missing: [{ errorCode: 'not_found', fields: [] }],
	},
	'fields by their names': {
		schema: some({ message: text, fields: list(text) }),
		fields: { message: BOTH, fields: ['title', 'rows.1.n'] },
		missing: { message: 'there is no thing 9', fields: [] },
	},
	SAP: {
		schema: some({ error: some({ code: text, message: some({ lang: text, value: text }) }) }),
		fields: { error: { code: 'request.body.required', message: { value: BOTH } } },
		missing: { error: { code: 'not_found', message: { value: 'there is no thing 9' } } },
	},
	FHIR: {
		schema: some({
			issue: list(
				all({
					severity: words('warning', 'fatal', 'error'),
					code: words('structure', 'invalid', 'not-found'),
					details: some({ text }),
					diagnostics: text,
					expression: list(text),
				}),
			),
		}),
		fields: {
			issue: [
				{
					severity: 'error',
					code: 'invalid',
					details: { text: 'body /title is required' },
					diagnostics: 'is required',
					expression: ['title'],
				},
				{
					severity: 'error',
					code: 'invalid',
					details: { text: 'body /rows/1/n must be an integer' },
					diagnostics: 'must be an integer',
					expression: ['rows.1.n'],
				},
			],
		},
		missing: {
			issue: [
				{
					severity: 'error',
					code: 'not-found',
					details: { text: 'there is no thing 9' },
					diagnostics: 'there is no thing 9',
				},
			],
		},
	},
	'Spring, with its field errors': {
		schema: some({ status: whole, errors: list(some({ field: text, defaultMessage: text, rejectedValue: {} })) }),
		fields: {
			status: 400,
			errors: [
				{ field: 'title', defaultMessage: 'is required' },
				{ field: 'rows.1.n', defaultMessage: 'must be an integer' },
			],
		},
	},
	'errors that are a text or a map': {
		schema: some({ errors: { oneOf: [text, { type: 'object', additionalProperties: list(text) }] } }),
		fields: { errors: BOTH },
		missing: { errors: 'there is no thing 9' },
	},
	'Django REST, any field': {
		schema: { type: 'object', additionalProperties: list(text) },
		fields: { title: ['is required'], 'rows.1.n': ['must be an integer'] },
		nothing: { detail: [NOTHING] },
		missing: { detail: ['there is no thing 9'] },
	},
	'Django REST, these fields': {
		schema: some({ title: list(text), rows: list(text), kind: list(text), non_field_errors: list(text), detail: text }),
		fields: { title: ['is required'], rows: ['must be an integer'], detail: BOTH },
		nothing: { non_field_errors: [NOTHING], detail: NOTHING },
	},
	OAuth: {
		schema: some({ error: words('unauthorized_client', 'invalid_request'), error_description: text }),
		fields: { error: 'invalid_request', error_description: BOTH },
		missing: { error: 'invalid_request', error_description: 'there is no thing 9' },
	},
	'the path that was asked for': {
		schema: some({ message: text, path: text }),
		fields: { message: BOTH },
		missing: { message: 'there is no thing 9', path: '/the-path-that-was-asked-for/9' },
	},
	'pointers as an example has them': {
		example: { errors: [{ detail: 'too young', pointer: '#/age' }] },
		fields: {
			errors: [
				{ detail: 'is required', pointer: '#/title' },
				{ detail: 'must be an integer', pointer: '#/rows/1/n' },
			],
		},
	},
	'paths as an example has them': {
		example: { errors: [{ message: 'too young', path: '$.people[0].age' }] },
		fields: {
			errors: [
				{ message: 'is required', path: '$.title' },
				{ message: 'must be an integer', path: '$.rows[1].n' },
			],
		},
	},
	'fields in brackets as an example has them': {
		example: { errors: [{ message: 'too young', field: 'people[0].age' }] },
		fields: {
			errors: [
				{ message: 'is required', field: 'title' },
				{ message: 'must be an integer', field: 'rows[1].n' },
			],
		},
	},
	'paths with dots as an example has them': {
		example: { errors: [{ message: 'too young', path: 'people.0.age' }] },
		fields: {
			errors: [
				{ message: 'is required', path: 'title' },
				{ message: 'must be an integer', path: 'rows.1.n' },
			],
		},
	},
};

/** `JSON:API of …` → a path of words. */
function pathOf(name: string): string {
	return `/${name.toLowerCase().replace(/[^a-z]+/g, '-')}`;
}

function describeForm([name, { schema, example }]: [string, Form]): [string, JsonObject][] {
	const body = all({ title: { type: 'string', minLength: 3 }, rows: list(all({ n: whole })) });
	const media = { ...(schema && { schema }), ...(example !== undefined && { example }) };
	const bad = { default: { description: 'bad', content: { 'application/json': media } } };
	const ok = { description: 'ok', content: { 'application/json': { schema: all({ id: whole, title: text }) } } };
	const id = { name: 'id', in: 'path', required: true, schema: whole };
	const requestBody = { required: true, content: { 'application/json': { schema: { ...body, required: ['title'] } } } };
	const path = pathOf(name);
	const create = { requestBody, responses: { 201: ok, ...bad }, 'x-effect': { create: 'thing' } };
	const read = { responses: { 200: ok, ...bad }, 'x-effect': { read: 'thing', key: '$request.path.id' } };
	return [
		[path, { post: create }],
		[`${path}/{id}`, { parameters: [id], get: read }],
	];
}

describe('a refusal keeps the error body of', () => {
	let mock: Mock;
	beforeAll(async () => {
		const document = {
			openapi: '3.1.0',
			info: { title: 'T', version: '1' },
			'x-lifecycle': { thing: { key: 'id' } },
			paths: Object.fromEntries(Object.entries(forms).flatMap(describeForm)),
		};
		mock = await startMock({ documents: [document], port: 0, seed: 1 });
	});
	afterAll(() => mock.close());

	/** What is said, with `undefined` for each property that must not be there. */
	async function ask(path: string, body?: string): Promise<unknown> {
		const headers = { 'content-type': 'application/json' };
		const answer = await fetch(mock.url + path, body === undefined ? {} : { method: 'POST', headers, body });
		return answer.json();
	}

	it.each(Object.entries(forms))('%s', async (name, { fields, nothing, missing }) => {
		const path = pathOf(name);
		expect(await ask(path, '{"rows":[{"n":1},{"n":"x"}]}')).toMatchObject(fields as object);
		if (nothing !== undefined) expect(await ask(path, '')).toEqual(nothing);
		if (missing !== undefined) expect(await ask(`${path}/9`)).toMatchObject(missing as object);
	});

	it.each<[string, string, string]>([
		['Microsoft, whose target may be left out', '/9', 'target'],
		['Stripe', '/9', 'param'],
		['express-validator', '/9', 'location'],
		['express-validator', '/9', 'value'],
		['Zod', '/9', 'path'],
		['Zod', '', 'received'],
		['Django REST, these fields', '', 'kind'],
	])('%s without what would mislead: %s %s', async (name, path, property) => {
		const told = await ask(pathOf(name) + path, path === '' ? '{}' : undefined);
		expect(JSON.stringify(told)).not.toContain(`"${property}"`);
	});
});
