// What create, list and item all must be told in the query keeps entities apart; who asks, and in which words, does not.

import { expect, it } from 'vitest';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const TASKS = { Todo: '{id:int,title!}' };

it.each<[string, string[], Call[]]>([
	[
		'whose they are',
		[
			'POST /todos ?tenant! <{title!} >201 Todo => create todo',
			'GET /todos ?tenant! >[Todo] => list todo',
			'GET /todos/{id} ?tenant! >Todo => read todo',
			'PATCH /todos/{id} ?tenant! <{title!} >Todo => patch todo',
			'DELETE /todos/{id} ?tenant! >204 => delete todo',
		],
		[
			'POST /todos?tenant=a {"title":"x"} > 201 {"id":1}',
			'POST /todos?tenant=b {"title":"y"} > 201 {"id":2}',
			'GET /todos?tenant=a > 200 [{"id":1}]',
			'GET /todos/1?tenant=b > 404',
			'PATCH /todos/1?tenant=b {"title":"z"} > 404',
			'DELETE /todos/1?tenant=b > 404',
			'PATCH /todos/1?tenant=a {"title":"z"} > 200 {"id":1,"title":"z"}',
			'DELETE /todos/1?tenant=a > 204',
			'GET /todos/2?tenant=b > 200 {"id":2,"title":"y"}',
		],
	],
	[
		'not where an item need not be told',
		[
			'POST /todos ?tenant! <{title!} >201 Todo => create todo',
			'GET /todos ?tenant! >[Todo] => list todo',
			'GET /todos/{id} ?tenant >Todo => read todo',
		],
		['POST /todos?tenant=a {"title":"x"} > 201', 'GET /todos/1 > 200', 'GET /todos/1?tenant=b > 200'],
	],
	[
		'not who asks, in which words',
		[
			'POST /todos ?access_token! ?lang <{title!} >201 Todo => create todo',
			'GET /todos ?access_token! ?lang >[Todo] => list todo',
			'GET /todos/{id} ?access_token! >Todo => read todo',
		],
		[
			'POST /todos?access_token=a&lang=en {"title":"x"} > 201',
			'GET /todos?access_token=b&lang=de > 200 [{"id":1}]',
			'GET /todos/1?access_token=b > 200 {"id":1}',
		],
	],
])('%s', async (_case, lines, calls) => {
	await playSketch({ lines, schemas: TASKS }, calls);
});

it('what was there before anybody asked is there for all', async () => {
	const lines = ['POST /todos ?tenant! <{title!} >201 Todo => create todo', 'GET /todos ?tenant! >[Todo] => list todo'];
	const { document } = drawSketch({ lines, schemas: TASKS });
	const mock = await startTestMock({ documents: [document], fill: 2 });
	for (const tenant of ['a', 'b']) {
		const listed = await fetch(`${mock.url}/todos?tenant=${tenant}`);
		expect(await listed.json()).toMatchObject([{ id: 1 }, { id: 2 }]);
	}
});

it.each([
	['beside the entity', '{id:int,title!}', 'X-Tenant-Id'],
	['in the entity', '{id:int,title!,tenant_id}', 'X-Tenant-Id'],
	['as a workspace', '{id:int,title!}', 'workspace-id'],
])('a required header that says whose they are keeps them apart: %s', async (_where, schema, header) => {
	const ids = ['POST /todos', 'GET /todos', 'GET /todos/{id}', 'DELETE /todos/{id}'];
	const parameters = [{ name: header, in: 'header', required: true, schema: { type: 'string' } }];
	const sketch = {
		lines: [
			'POST /todos <{title!} >201 Todo => create todo',
			'GET /todos >[Todo] => list todo',
			'GET /todos/{id} >Todo => read todo',
			'DELETE /todos/{id} >204 => delete todo',
		],
		schemas: { Todo: schema },
		more: Object.fromEntries(ids.map((id) => [id, { parameters }])),
	};
	const mock = await startTestMock({ documents: [drawSketch(sketch).document], seed: 1 });
	const send = (method: string, path: string, tenant: string): Promise<Response> =>
		fetch(`${mock.url}${path}`, {
			method,
			headers: { [header]: tenant, 'Content-Type': 'application/json' },
			...(method === 'POST' && { body: '{"title":"a"}' }),
		});
	expect((await send('POST', '/todos', 'a')).status).toBe(201);
	expect(await (await send('GET', '/todos', 'b')).json()).toEqual([]);
	expect(await (await send('GET', '/todos', 'a')).json()).toEqual([expect.objectContaining({ id: 1 })]);
	expect((await send('GET', '/todos/1', 'b')).status).toBe(404);
	expect((await send('DELETE', '/todos/1', 'b')).status).toBe(404);
	expect((await send('GET', '/todos/1', 'a')).status).toBe(200);
});
