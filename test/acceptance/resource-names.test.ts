// Resource names as gRPC transcoding writes them in paths: `/v1/{name=projects/*/things/*}`.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { playSketch } from './play-sketch.ts';

const SKETCH = {
	lines: [
		'GET /v1/{parent=projects/*}/things >{things:[Thing],nextPageToken} => list thing',
		'POST /v1/{parent=projects/*}/things ?thingId <Thing >Thing => create thing',
		'GET /v1/{name=projects/*/things/*} >Thing => read thing',
		'PATCH /v1/{thing.name=projects/*/things/*} <Thing >Thing => patch thing',
		'PUT /v1/{name=projects/*/things/*} <Thing >Thing => replace thing',
		'DELETE /v1/{name=projects/*/things/*} >204 => delete thing',
		'GET /v1/{parent=projects/*/things/*}/parts >{parts:[Part]} => list part',
		'POST /v1/{parent=projects/*/things/*}/parts ?partId <Part >Part => create part',
		'GET /v1/{name=projects/*/things/*/parts/*} >Part => read part',
	],
	schemas: { Thing: '{name,title}', Part: '{name,size:int}' },
};

it('entities are found by their names, and show them', async () => {
	const name = 'projects/p/things/t';
	await playSketch(SKETCH, [
		`POST /v1/projects/p/things?thingId=t {"title":"a"} > 200 {"name":"${name}","title":"a"}`,
		'POST /v1/projects/q/things?thingId=t {"name":"mine","title":"b"} > 200 {"name":"projects/q/things/t"}',
		`GET /v1/${name} > 200 {"name":"${name}","title":"a"}`,
		`PATCH /v1/${name} {"name":"${name}","title":"c"} > 200 {"name":"${name}","title":"c"}`,
		`PUT /v1/${name} {"title":"d"} > 200 {"name":"${name}","title":"d"}`,
		`GET /v1/projects/p/things > 200 {"things":[{"name":"${name}"}]}`,
		`POST /v1/${name}/parts?partId=x {"size":3} > 200 {"name":"${name}/parts/x","size":3}`,
		`GET /v1/${name}/parts/x > 200 {"size":3}`,
		`DELETE /v1/${name} > 204`,
		`GET /v1/${name} > 404`,
		`GET /v1/${name}/parts/x > 404`,
		'GET /v1/projects/q/things/t > 200 {"title":"b"}',
	]);
});

it('nothing else than the name tells the key', async () => {
	const mock = await startTestMock({ documents: [drawSketch(SKETCH).document], seed: 1 });
	const headers = { 'Content-Type': 'application/json' };
	const made = await fetch(`${mock.url}/v1/projects/p/things`, { method: 'POST', headers, body: '{"title":"a"}' });
	const { name, ...others } = (await made.json()) as { name: string };
	expect([name, others]).toEqual([expect.stringMatching(/^projects\/p\/things\/[^/]+$/), { title: 'a' }]);
	expect((await fetch(`${mock.url}/v1/${name}`)).status).toBe(200);
});

it('names with a pattern of several segments, as grpc-gateway writes them, are read so', async () => {
	const { document } = drawSketch({
		lines: [
			'GET /v1/{parent}/things >{things:[Thing],nextPageToken} => none',
			'POST /v1/{parent}/things <Thing >Thing => none',
			'GET /v1/{name} >Thing => none',
			'PATCH /v1/{thing.name} <Thing >Thing => none',
			'DELETE /v1/{name} >200 {} => none',
			'POST /v1/{name}:archive <{} >Thing => none',
			'GET /v1/{name_1} >Part => none',
			'POST /v1/{parent_1}/parts <Part >Part => none',
		],
		schemas: { Thing: '{name,title}', Part: '{name,size:int}' },
	});
	const patterns: Record<string, string> = {
		parent: 'projects/[^/]+',
		name: 'projects/[^/]+/things/[^/]+',
		'thing.name': 'projects/[^/]+/things/[^/]+',
		parent_1: 'projects/[^/]+/things/[^/]+',
		name_1: 'projects/[^/]+/things/[^/]+/parts/[^/]+',
	};
	for (const [path, item] of Object.entries(document['paths'] as Record<string, JsonObject>)) {
		const name = /\{([^{}]+)\}/.exec(path)?.[1] ?? '';
		for (const operation of Object.values(item) as JsonObject[])
			operation['parameters'] = [
				{ name, in: 'path', required: true, schema: { type: 'string', pattern: patterns[name] ?? '' } },
			];
	}
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const send = async (method: string, path: string, body?: JsonObject): Promise<[number, JsonObject]> => {
		const headers = { 'Content-Type': 'application/json' };
		const sent = await fetch(`${mock.url}${path}`, { method, ...(body && { headers, body: JSON.stringify(body) }) });
		return [sent.status, (await sent.json()) as JsonObject];
	};
	const [, { name }] = await send('POST', '/v1/projects/p/things', { title: 'a' });
	expect(name).toMatch(/^projects\/p\/things\/[^/]+$/);
	expect(await send('GET', `/v1/${String(name)}`)).toEqual([200, { name, title: 'a' }]);
	expect(await send('PATCH', `/v1/${String(name)}`, { title: 'b' })).toEqual([200, { name, title: 'b' }]);
	expect(await send('POST', `/v1/${String(name)}:archive`, {})).toEqual([200, { name, title: 'b' }]);
	expect(await send('GET', '/v1/projects/p/things')).toMatchObject([200, { things: [{ name, title: 'b' }] }]);
	const [, part] = await send('POST', `/v1/${String(name)}/parts`, { size: 3 });
	expect(await send('GET', `/v1/${String(part['name'])}`)).toEqual([200, { name: part['name'], size: 3 }]);
	expect((await send('DELETE', `/v1/${String(name)}`))[0]).toBe(200);
	expect((await send('GET', `/v1/${String(name)}`))[0]).toBe(404);
	expect((await send('GET', '/v1/others/1'))[0]).toBe(404);
});
