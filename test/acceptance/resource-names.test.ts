// Resource names as gRPC transcoding writes them in paths: `/v1/{name=projects/*/things/*}`.

import { expect, it } from 'vitest';
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
