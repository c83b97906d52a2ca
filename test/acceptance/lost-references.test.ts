// References that lead nowhere, and those that stand in the place of an example, where none means anything.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startMock } from '../../mock/index.ts';
import type { JsonObject } from '../../spec/index.ts';

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
	const reasons: string[] = [];
	const call = async (path: string, init?: RequestInit) => {
		const answer = await fetch(mock.url + path, init);
		reasons.push(answer.headers.get('x-mock-reason') ?? '');
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
	// A list of what leads nowhere is a list all the same.
	expect(reasons.map((reason) => /leads nowhere: (\S+)/.exec(reason)?.[1])).toEqual([
		lost.$ref,
		undefined,
		lost.$ref,
		'#/components/schemas/Lost',
		lost.$ref,
	]);
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

it('a parameter of a path whose schema leads nowhere costs none of its operations', async () => {
	const parameters = [{ name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/Id' } }];
	const done = { responses: { 204: { description: 'done' } } };
	const document = {
		openapi: '3.1.0',
		info: { title: 'A', version: '1' },
		paths: { '/a/{id}': { parameters, get: done, put: done, delete: done } },
	};
	await using mock = await startMock({ documents: [document], port: 0 });
	for (const method of ['GET', 'PUT', 'DELETE'])
		expect((await fetch(`${mock.url}/a/1`, { method })).status, method).toBe(204);
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
