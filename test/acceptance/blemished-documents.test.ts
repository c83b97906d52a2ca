// Documents with a blemish, served: what it costs, and that nothing else suffers.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

it('an answer whose schema leads nowhere shows what is stored, and says so', async () => {
	const nowhere = {
		description: '',
		content: { 'application/json': { schema: { $ref: '#/components/schemas/Nope' } } },
	};
	const sent = {
		content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } } },
	};
	const paths = {
		'/infos': { post: { requestBody: sent, responses: { 201: nowhere } } },
		'/infos/{id}': { get: { responses: { 200: nowhere } } },
		'/status': { get: { responses: { 200: nowhere } } },
	};
	const document = { openapi: '3.0.3', info: { title: 'A', version: '1' }, paths };
	await using mock = await startMock({ documents: [document as JsonObject], port: 0 });
	const made = await fetch(`${mock.url}/infos`, {
		method: 'POST',
		body: '{"name":"a"}',
		headers: { 'Content-Type': 'application/json' },
	});
	const { id } = (await made.json()) as { id: string };
	const read = await fetch(`${mock.url}/infos/${id}`);
	expect([made.status, read.status, await read.json()]).toEqual([201, 200, { id, name: 'a' }]);
	expect(read.headers.get('x-mock-reason')).toContain("the answer's schema leads nowhere: #/components/schemas/Nope");
	expect((await fetch(`${mock.url}/status`)).status).toBe(200);
});

it('an answer whose schema leads nowhere by way of another is told by where it ends', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'blemished-'));
	writeFileSync(join(folder, 'parts.json'), JSON.stringify({ A: { $ref: '#/Missing' } }));
	const show = ($ref: string) => ({
		get: { responses: { 200: { description: 'a', content: { 'application/json': { schema: { $ref } } } } } },
	});
	const paths = {
		'/a': show('parts.json#/A'),
		'/b': show('#/components/schemas/B'),
		'/c': show('#/components/schemas/C'),
	};
	const schemas = { B: { $ref: '#/components/schemas/C' }, C: { $ref: 'schemas/c.yaml' } };
	const file = join(folder, 'api.json');
	writeFileSync(
		file,
		JSON.stringify({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths, components: { schemas } }),
	);
	await using mock = await startMock({ documents: [file], port: 0 });
	for (const [path, end] of [
		['/a', '#/Missing'],
		['/b', 'schemas/c.yaml'],
		['/c', 'schemas/c.yaml'],
	]) {
		const answer = await fetch(mock.url + path);
		expect([answer.status, answer.headers.get('x-mock-reason')]).toEqual([
			200,
			expect.stringContaining(`the answer's schema leads nowhere: ${end}`),
		]);
	}
	rmSync(folder, { recursive: true });
});

it('an answer whose schema leads nowhere shows what there is: the entity, or the example', async () => {
	const lost = { $ref: '#/components/schemas/Cat' };
	const show = (schema: JsonObject, example?: JsonObject) => ({
		description: '',
		content: { 'application/json': { schema, ...(example && { example }) } },
	});
	const sent = { type: 'object', properties: { name: { type: 'string' } } };
	const id = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
	const paths = {
		'/cats': {
			post: { requestBody: { content: { 'application/json': { schema: sent } } }, responses: { 201: show(lost) } },
			get: { responses: { 200: show({ type: 'array', items: lost }) } },
		},
		'/cats/{id}': {
			parameters: id,
			get: { responses: { 200: show(lost), 404: show({ $ref: '#/components/schemas/Lost' }) } },
		},
		'/sum': { get: { responses: { 200: show(lost, { cats: 3 }) } } },
	};
	await using mock = await startMock({
		documents: [{ openapi: '3.0.3', info: { title: 'Cats', version: '1' }, paths }],
		port: 0,
	});
	const call = async (path: string, init?: RequestInit) => {
		const answer = await fetch(mock.url + path, init);
		return [answer.status, await answer.json()];
	};
	const headers = { 'Content-Type': 'application/json' };
	const tom = { id: 1, name: 'Tom' };
	expect([
		await call('/cats', { method: 'POST', body: '{"name":"Tom"}', headers }),
		await call('/cats'),
		await call('/cats/1'),
		await call('/cats/2'),
		await call('/sum'),
	]).toEqual([
		[201, tom],
		[200, [tom]],
		[200, tom],
		[404, expect.objectContaining({ detail: expect.stringContaining('there is no cat 2') })],
		[200, { cats: 3 }],
	]);
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

it('a parameter of a path whose schema leads nowhere costs none of its operations', async () => {
	const parameters = [{ name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/Id' } }];
	const paths = { '/a/{id}': { parameters, get: NOTHING, put: NOTHING, delete: NOTHING } };
	const answers = await ask(paths, [
		['GET', '/a/1'],
		['PUT', '/a/1'],
		['DELETE', '/a/1'],
	]);
	expect(answers).toEqual([
		[204, ''],
		[204, ''],
		[204, ''],
	]);
});

it.each<[string, JsonObject, unknown]>([
	['an example', { $ref: '#/components/examples/Tom' }, { name: 'Tom', value: 7 }],
	['the value of one', { $ref: '#/components/examples/Tom/value' }, { name: 'Tom', value: 7 }],
	['nothing', { $ref: '#/components/examples/Tim' }, { $ref: '#/components/examples/Tim' }],
	['a list', { $ref: '#/components/examples/Both/value' }, [1, 2]],
	['a reference', { $ref: '#/components/examples/Alias' }, { name: 'Tom', value: 7 }],
	['itself', { $ref: '#/components/examples/Loop' }, { $ref: '#/components/examples/Loop' }],
])('an example that refers to %s is read as what it means', async (_what, example, shown) => {
	for (const openapi of ['3.0.3', '3.1.0']) {
		const show = (content: JsonObject) => ({
			get: { responses: { 200: { description: '', content: { 'application/json': content } } } },
		});
		const paths = { '/cat': show({ schema: {}, example }), '/own': show({ schema: { example } }) };
		const examples = {
			Tom: { summary: 'a cat', value: { name: 'Tom', value: 7 } },
			Both: { value: [1, 2] },
			Alias: { $ref: '#/components/examples/Tom' },
			Loop: { $ref: '#/components/examples/Loop' },
		};
		const components = { examples };
		await using mock = await startMock({
			documents: [{ openapi, info: { title: 'Cats', version: '1' }, paths, components }],
			port: 0,
		});
		for (const path of ['/cat', '/own'])
			expect(await (await fetch(mock.url + path)).json(), openapi + path).toEqual(shown);
	}
});
