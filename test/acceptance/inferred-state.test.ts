import { describe, it } from 'vitest';
import type { Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = { Todo: '{id:int,title,done:bool}', NewTodo: '{title,done:bool}' };
const PLAIN = [
	'GET /todos >[Todo] => list todo',
	'POST /todos <NewTodo >201 Todo => create todo',
	'GET /todos/{id} >Todo => read todo',
	'PUT /todos/{id} <NewTodo >Todo => replace todo',
	'DELETE /todos/{id} >204 => delete todo',
];

describe('what is inferred', () => {
	it.each<[string, Sketch, Call[]]>([
		[
			'answers of any media type',
			{
				lines: PLAIN,
				more: {
					'POST /todos': {
						responses: {
							201: { description: '', content: { '*/*': { schema: { $ref: '#/components/schemas/Todo' } } } },
						},
					},
					'GET /todos/{id}': {
						responses: {
							200: { description: '', content: { '*/*': { schema: { $ref: '#/components/schemas/Todo' } } } },
						},
					},
				},
			},
			[
				'POST /todos {"title":"a"} > 201 {"id":1,"title":"a"}',
				'GET /todos/1 > 200 {"id":1,"title":"a"}',
				'GET /todos > 200 [{"id":1,"title":"a"}]',
			],
		],
		[
			'envelopes',
			{
				lines: [
					'GET /todos >{data:[Todo],total:int} => list todo at /data',
					'POST /todos <NewTodo >201 {data:Todo} => create todo at /data',
					'GET /todos/{id} >{data:Todo} => read todo at /data',
				],
			},
			[
				'POST /todos {"title":"a"} > 201 {"data":{"id":1,"title":"a"}}',
				'GET /todos/1 > 200 {"data":{"id":1,"title":"a"}}',
				'GET /todos > 200 {"data":[{"title":"a"}],"total":1}',
				'GET /todos/999 > 404',
			],
		],
		[
			'envelopes in requests',
			{
				lines: [
					'POST /articles <{article:{title}} >201 {article:Article} => create article from /article at /article',
					'GET /articles/{slug} >{article:Article} => read article at /article',
				],
				schemas: { Article: '{slug,title}' },
			},
			[
				'POST /articles {"article":{"slug":"x","title":"a"}} > 201 {"article":{"title":"a"}}',
				'GET /articles/x > 200 {"article":{"slug":"x","title":"a"}}',
			],
		],
		[
			'paths that end in a slash',
			{
				lines: [
					'GET /todos/ >[Todo] => list todo',
					'POST /todos/ <NewTodo >201 Todo => create todo',
					'GET /todos/{id}/ >Todo => read todo',
				],
			},
			[
				'POST /todos/ {"title":"a"} > 201 {"id":1}',
				'GET /todos/1/ > 200 {"title":"a"}',
				'GET /todos/ > 200 [{"id":1}]',
			],
		],
		[
			'the other grammatical number',
			{
				lines: [
					'GET /todo >[Todo] => list todo',
					'POST /todo <NewTodo >201 Todo => create todo',
					'GET /todos/{id} >Todo => read todo',
				],
			},
			['POST /todo {"title":"a"} > 201 {"id":1}', 'GET /todos/1 > 200 {"title":"a"}', 'GET /todo > 200 [{"id":1}]'],
		],
		[
			'one kind of thing under two paths',
			{
				lines: ['POST /owners/{ownerId}/pets <{name} >201 Pet => create pet', 'GET /pets/{petId} >Pet => read pet'],
				schemas: { Pet: '{id:int,name}' },
			},
			[
				'POST /owners/1/pets {"name":"Rex"} > 201 {"id":1,"name":"Rex"}',
				'GET /pets/1 > 200 {"id":1,"name":"Rex"}',
				'GET /pets/2 > 404',
			],
		],
		[
			'a list in what there is alone in the answer',
			{
				lines: [
					'GET /todos >{d:{results:[Todo]}} => list todo at /d/results',
					'POST /todos <NewTodo >201 {d:Todo} => create todo at /d',
					'GET /todos/{id} >{d:Todo} => read todo at /d',
				],
			},
			['POST /todos {"title":"a"} > 201 {"d":{"id":1}}', 'GET /todos > 200 {"d":{"results":[{"id":1,"title":"a"}]}}'],
		],
		[
			'updates by a list of operations, whatever its media type is called',
			{ lines: [...PLAIN, 'PATCH /todos/{id} <[{op,path,value:any}] >Todo => patch todo'] },
			[
				'POST /todos {"title":"a"} > 201 {"id":1}',
				'PATCH /todos/1 [{"op":"replace","path":"/title","value":"b"}] > 200 {"id":1,"title":"b"}',
				'GET /todos/1 > 200 {"id":1,"title":"b"}',
			],
		],
		[
			'updates by POST',
			{ lines: [...PLAIN, 'POST /todos/{id} <NewTodo >Todo => patch todo'] },
			[
				'POST /todos {"title":"a"} > 201',
				'POST /todos/1 {"title":"b"} > 200 {"id":1,"title":"b"}',
				'GET /todos/1 > 200 {"title":"b"}',
				'POST /todos/9 {"title":"b"} > 404',
			],
		],
		[
			'PUT that makes the entity',
			{
				lines: PLAIN.filter((line) => !line.startsWith('POST')).map((line) =>
					line.replace('replace todo', 'replace todo or new'),
				),
			},
			[
				'PUT /todos/7 {"title":"a"} > 200 {"id":7,"title":"a"}',
				'GET /todos/7 > 200 {"id":7}',
				'GET /todos > 200 [{"id":7}]',
				'DELETE /todos/7 > 204',
				'GET /todos/7 > 404',
			],
		],
		[
			'creates whose answer is empty',
			{ lines: PLAIN.map((line) => line.replace('>201 Todo => create todo', '>201 => create todo unseen')) },
			[
				'POST /todos {"title":"a"} > 201',
				'GET /todos > 200 [{"id":1,"title":"a"}]',
				'GET /todos/1 > 200 {"id":1,"title":"a"}',
			],
		],
		[
			'forms',
			{ lines: PLAIN.map((line) => line.replace('POST /todos <', 'POST /todos <form:')) },
			[
				'POST /todos form title=a > 201 {"id":1,"title":"a"}',
				'GET /todos/1 > 200 {"title":"a"}',
				'GET /todos > 200 [{"id":1}]',
			],
		],
		[
			'actions',
			{
				lines: [
					...PLAIN,
					'POST /todos/{id}/touch >Todo => read todo',
					'POST /todos/{id}/close >State => move todo',
					'GET /todos/{id}/full >State => read todo',
				],
				schemas: { ...SCHEMAS, Todo: '{id:int,title,status:open|closed}', State: '{id:int,title,status:open|closed}' },
				more: {
					'POST /todos/{id}/close': {
						responses: {
							200: {
								description: '',
								content: { 'application/json': { schema: { $ref: '#/components/schemas/Todo' } } },
							},
							404: { description: '' },
							409: { description: '' },
						},
					},
				},
			},
			[
				'POST /todos {"title":"a"} > 201 {"status":"open"}',
				'POST /todos/1/touch > 200 {"id":1,"title":"a"}',
				'POST /todos/1/close > 200 {"id":1,"status":"closed"}',
				'GET /todos/1 > 200 {"status":"closed"}',
				'POST /todos/1/close > 409',
				'POST /todos/999/close > 404',
				'POST /todos/999/touch > 404',
			],
		],
		[
			'collections below an item',
			{
				lines: [
					...PLAIN,
					'GET /todos/{id}/comments >[Comment] => list comment',
					'POST /todos/{id}/comments <{text} >201 Comment => create comment',
				],
				schemas: { ...SCHEMAS, Comment: '{id:int,todo_id:int,text}' },
			},
			[
				'POST /todos {"title":"a"} > 201 {"id":1}',
				'POST /todos {"title":"b"} > 201 {"id":2}',
				'POST /todos/1/comments {"text":"hi"} > 201 {"todo_id":1,"text":"hi"}',
				'GET /todos/1/comments > 200 [{"todo_id":1,"text":"hi"}]',
				'GET /todos/2/comments > 200 []',
				'GET /todos/999/comments > 404',
			],
		],
		[
			'what the query tells',
			{
				lines: [
					'POST /todos ?site <NewTodo >201 Todo => create todo',
					'GET /todos ?site >[Todo] => list todo',
					'GET /todos/{id} >Todo => read todo',
				],
			},
			[
				'POST /todos?site=a {"title":"a"} > 201 {"id":1}',
				'GET /todos?site=a > 200 [{"id":1}]',
				'GET /todos?site=b > 200 []',
				'GET /todos > 200 [{"id":1}]',
			],
		],
		[
			'creates whose answer has the id under another name',
			{
				lines: PLAIN.map((line) =>
					line.replace('>201 Todo => create todo', '>201 {ok:bool,todoId:int} => create todo key at "/todoId"'),
				),
			},
			[
				'POST /todos {"title":"a"} > 201 {"todoId":1}',
				'GET /todos/1 > 200 {"id":1,"title":"a"}',
				'POST /todos {"title":"b"} > 201 {"todoId":2}',
			],
		],
		[
			'keys inside',
			{
				lines: ['POST /jobs <{metadata:{name},n:int} >201 Job => create job', 'GET /jobs/{name} >Job => read job'],
				schemas: { Job: '{metadata:{name},n:int}' },
			},
			[
				'POST /jobs {"metadata":{"name":"a"},"n":1} > 201 {"metadata":{"name":"a"},"n":1}',
				'GET /jobs/a > 200 {"n":1}',
				'GET /jobs/b > 404',
			],
		],
		[
			'a list of one',
			{ lines: PLAIN.map((line) => line.replace('>201 Todo => create todo', '>201 [Todo] => create todo at /0')) },
			['POST /todos {"title":"a"} > 201 [{"id":1,"title":"a"}]', 'GET /todos/1 > 200 {"id":1}'],
		],
		[
			'things of which there is one',
			{ lines: ['GET /me >Me => read me', 'PATCH /me <{name} >Me => patch me'], schemas: { Me: '{name,email}' } },
			['PATCH /me {"name":"Ann"} > 200 {"name":"Ann"}', 'GET /me > 200 {"name":"Ann"}'],
		],
		[
			'deletes of many',
			{ lines: [...PLAIN, 'DELETE /todos ?ids:[int] >204 => clear todo'] },
			[
				'POST /todos {"title":"a"} > 201',
				'POST /todos {"title":"b"} > 201',
				'POST /todos {"title":"c"} > 201',
				'DELETE /todos?ids=1&ids=3 > 204',
				'GET /todos > 200 [{"id":2}]',
			],
		],
		[
			'the key in the body',
			{ lines: [...PLAIN, 'PUT /todos <Todo >Todo => replace todo'] },
			[
				'POST /todos {"title":"a"} > 201',
				'PUT /todos {"id":1,"title":"b"} > 200 {"id":1,"title":"b"}',
				'GET /todos/1 > 200 {"title":"b"}',
			],
		],
		[
			'what is declared beside what is inferred',
			{
				lines: [...PLAIN, 'POST /todos/{id}/done >Todo => move todo'],
				schemas: { ...SCHEMAS, Todo: '{id:int,title,s:A|B}' },
				rest: { 'x-lifecycle': { todo: { key: 'id', state: 's', initial: 'A', states: { A: {}, B: {} } } } },
				more: {
					'POST /todos/{id}/done': { 'x-effect': { move: 'todo', key: '$request.path.id', from: ['A'], to: 'B' } },
				},
			},
			[
				'POST /todos {"title":"a"} > 201 {"id":1,"s":"A"}',
				'POST /todos/1/done > 200 {"s":"B"}',
				'GET /todos/1 > 200 {"s":"B"}',
				'GET /todos/999 > 404',
			],
		],
	])('is kept: %s', async (_name, sketch, calls) => {
		await playSketch({ schemas: SCHEMAS, ...sketch }, calls);
	});
});
