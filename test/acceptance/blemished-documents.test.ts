// Documents with a blemish, served: what it costs, and that nothing else suffers.

import { describe, expect, it } from 'vitest';
import { startMock } from '../../mock/index.ts';
import type { JsonObject } from '../../spec/index.ts';

const NOTHING: JsonObject = { responses: { 204: { description: 'done' } } };

/** What each path of a document answers: status and reason. */
async function ask(
	paths: JsonObject,
	calls: readonly (readonly [method: string, path: string, headers?: Record<string, string>])[],
) {
	const document = { openapi: '3.1.0', info: { title: 'Orders', version: '1' }, paths };
	await using mock = await startMock({ documents: [document], port: 0 });
	return await Promise.all(
		calls.map(async ([method, path, headers = {}]) => {
			const answer = await fetch(mock.url + path, { method, headers, redirect: 'manual' });
			return [answer.status, answer.headers.get('x-mock-reason') ?? ''] as const;
		}),
	);
}

describe('a document with a blemish', () => {
	it.each<[string, JsonObject, number, RegExp]>([
		[
			'an answer whose schema leads nowhere',
			{ responses: { 200: { description: '', content: { 'application/json': { schema: { $ref: '#/nowhere' } } } } } },
			200,
			/the answer's schema leads nowhere: #\/nowhere/,
		],
		['a parameter that leads nowhere', { ...NOTHING, parameters: [{ $ref: '#/nowhere' }] }, 204, /^$/],
		[
			'a GET that requires a body',
			{ ...NOTHING, requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } } },
			204,
			/^$/,
		],
		[
			'a parameter whose schema leads nowhere',
			{ ...NOTHING, parameters: [{ name: 'q', in: 'query', required: true, schema: { $ref: '#/nowhere' } }] },
			204,
			/^$/,
		],
		[
			'a body whose schema leads nowhere',
			{ ...NOTHING, requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/' } } } } },
			204,
			/^$/,
		],
		...['X Tenant', 'X-Tenänt', 'X-Tenant:', ''].map((name): [string, JsonObject, number, RegExp] => [
			`a header that no client can send (${JSON.stringify(name)})`,
			{ ...NOTHING, parameters: [{ name, in: 'header', required: true, schema: { type: 'string' } }] },
			204,
			/^$/,
		]),
		...['X Limit', 'X-Limit:', 'X-"Limit"', ''].map((name): [string, JsonObject, number, RegExp] => [
			`a header that no answer can have (${JSON.stringify(name)})`,
			{ responses: { 204: { description: '', headers: { [name]: { required: true, schema: { const: '7' } } } } } },
			204,
			/^$/,
		]),
		[
			'an object as the example of a text',
			{
				responses: {
					200: {
						description: '',
						content: { 'application/json': { schema: { type: 'string' }, example: { data: [{ id: 1, name: 'a' }] } } },
					},
				},
			},
			200,
			/^$/,
		],
		['a scheme that nobody declares', { ...NOTHING, security: [{ nobody: [] }] }, 204, /^$/],
		['empty words', { ...NOTHING, security: null, requestBody: null }, 204, /^$/],
		['the id of another operation', { ...NOTHING, operationId: 'other' }, 204, /^$/],
	])('starts, and serves all the rest: %s', async (_name, operation, status, reason) => {
		const paths = { '/other': { get: { ...NOTHING, operationId: 'other' } }, '/blemished': { get: operation } };
		const [blemished, other] = await ask(paths, [
			['GET', '/blemished?q=x'],
			['GET', '/other'],
		]);
		expect(blemished).toEqual([status, expect.stringMatching(reason)]);
		expect(other).toEqual([204, '']);
	});

	it.each([
		['not allowed', { 405: { description: 'no' } }, 405],
		['gone', { 410: { description: 'gone' } }, 410],
		['gone, for who may know it', { 401: { description: 'who' }, 410: { description: 'gone' } }, 410],
		['the lowest of several', { 501: { description: 'not yet' }, 410: { description: 'gone' } }, 410],
	])('that never succeeds says so: %s', async (_name, responses, status) => {
		const [answer] = await ask({ '/orders': { post: { responses } } }, [['POST', '/orders']]);
		expect(answer).toEqual([status, expect.stringContaining('the document has no success answer')]);
	});

	it.each([
		['a status', { 400: { description: 'bad' } }],
		['several', { 401: { description: 'who' }, 404: { description: 'none' }, 500: { description: 'down' } }],
		['ranges', { '4XX': { description: 'bad' }, '5XX': { description: 'down' } }],
		['one of those that mean never, beside others', { 400: { description: 'bad' }, 405: { description: 'no' } }],
	])('that documents what it refuses, and has no state, succeeds all the same: %s', async (_name, responses) => {
		const paths = { '/reports/retry': { post: { responses } } };
		const [answer, preferred] = await ask(paths, [
			['POST', '/reports/retry'],
			['POST', '/reports/retry', { Prefer: `code=${Object.keys(responses)[0]?.replace('XX', '00')}` }],
		]);
		expect(answer).toEqual([200, expect.stringContaining('documents refusals alone')]);
		expect(preferred?.[0]).toBeGreaterThanOrEqual(400);
	});

	it('answers success where state says so and the document tells only what goes wrong', async () => {
		const errors = {
			responses: { 400: { description: 'bad' }, 404: { description: 'none' }, 503: { description: 'down' } },
		};
		const body = {
			content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } } },
		};
		const shown = {
			...body.content['application/json'].schema,
			properties: { id: { type: 'integer' }, name: { type: 'string' } },
		};
		const read = { responses: { 200: { description: '', content: { 'application/json': { schema: shown } } } } };
		const document = {
			openapi: '3.1.0',
			info: { title: 'Pets', version: '1' },
			paths: {
				'/pets': { post: { ...errors, requestBody: body } },
				'/pets/{id}': { get: read, put: { ...errors, requestBody: body }, delete: errors },
			},
		};
		await using mock = await startMock({ documents: [document], port: 0 });
		const call = (method: string, path: string, name?: string) =>
			fetch(mock.url + path, {
				method,
				...(name && { body: JSON.stringify({ name }), headers: { 'Content-Type': 'application/json' } }),
			});
		const made = await call('POST', '/pets', 'Rex');
		const path = made.headers.get('location') ?? '';
		const changed = await call('PUT', path, 'Max');
		const seen = (await (await call('GET', path)).json()) as JsonObject;
		const gone = await call('DELETE', path);
		const after = await call('GET', path);
		expect([made.status, changed.status, seen['name'], gone.status, after.status]).toEqual([201, 200, 'Max', 204, 404]);
	});
});

it.each<[string, JsonObject]>([
	['no schema', {}],
	['an empty schema', { schema: {} }],
	['an object', { schema: { type: 'object', description: 'what went wrong' } }],
	['an object by reference', { schema: { $ref: '#/components/schemas/Error' } }],
])('an error of which nothing is said tells what is wrong: %s', async (_what, content) => {
	const parameters = [{ name: 'q', in: 'query', required: true, schema: { type: 'integer' } }];
	const responses = { 200: { description: '' }, 400: { description: '', content: { 'application/json': content } } };
	const components = { schemas: { Error: { type: 'object' } } };
	const document = {
		openapi: '3.1.0',
		info: { title: 'Cats', version: '1' },
		paths: { '/cats': { get: { parameters, responses } } },
		components,
	};
	await using mock = await startMock({ documents: [document], port: 0 });
	const answer = await fetch(`${mock.url}/cats`);
	expect([answer.status, answer.headers.get('content-type'), await answer.json()]).toEqual([
		400,
		'application/json',
		expect.objectContaining({ status: 400, detail: 'query q is required' }),
	]);
});
