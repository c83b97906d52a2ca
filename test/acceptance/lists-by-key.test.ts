// Lists that are objects, each entity under its key: `{ "7": { "id": 7 } }`.

import { describe, expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

describe('a list that is an object', () => {
	it.each<[string, Sketch, Call[]]>([
		[
			'shows each entity under its key',
			{
				lines: [
					'POST /things <{name} >201 Thing => create thing',
					'GET /things ?name >{*:Thing} => list thing by key',
					'GET /things/{id} >Thing => read thing',
					'PATCH /things/{id} <{name} >Thing => patch thing',
					'DELETE /things/{id} >204 => delete thing',
				],
				schemas: { Thing: '{id:int,name}' },
			},
			[
				'GET /things > 200 {}',
				'POST /things {"name":"a"} > 201 {"id":1}',
				'POST /things {"name":"b"} > 201 {"id":2}',
				'GET /things > 200 {"1":{"id":1,"name":"a"},"2":{"id":2,"name":"b"}}',
				'GET /things?name=b > 200 {"2":{"id":2,"name":"b"}}',
				'PATCH /things/1 {"name":"c"} > 200',
				'DELETE /things/2 > 204',
				'GET /things > 200 {"1":{"id":1,"name":"c"}}',
			],
		],
		[
			'in an envelope, page by page',
			{
				lines: [
					'POST /users <{name} >201 User => create user',
					'GET /users ?page:int ?limit:int >{users:{*:User},total:int} => list user at /users by key',
					'GET /users/{userId} >User => read user',
				],
				schemas: { User: '{userId,name}' },
			},
			[
				'POST /users {"userId":"u1","name":"a"} > 201',
				'POST /users {"userId":"__proto__","name":"b"} > 201',
				'POST /users {"userId":"u3","name":"c"} > 201',
				'GET /users?limit=2 > 200 {"users":{"u1":{"name":"a"},"__proto__":{"name":"b"}},"total":3}',
				'GET /users?limit=2&page=2 > 200 {"users":{"u3":{"name":"c"}},"total":3}',
			],
		],
		[
			'of entities that do not show their key',
			{
				lines: [
					'PUT /flags/{name} <{on:bool} >Flag => replace flag or new',
					'GET /flags/{name} >Flag => read flag',
					'GET /flags >{*:Flag} => list flag by key',
					'DELETE /flags/{name} >204 => delete flag',
				],
				schemas: { Flag: '{on:bool,note}' },
			},
			[
				'PUT /flags/dark {"on":true} > 200 {"on":true}',
				'PUT /flags/beta {"on":false} > 200',
				'GET /flags > 200 {"dark":{"on":true},"beta":{"on":false}}',
				'DELETE /flags/dark > 204',
				'GET /flags > 200 {"beta":{"on":false}}',
			],
		],
		[
			'that a document declares',
			{
				lines: [
					'POST /things <{name} >201 Thing => create thing',
					'GET /things >{data:{*:Thing}} => list thing at /data by key',
					'GET /things/{id} >Thing => read thing',
				],
				schemas: { Thing: '{id:int,name}' },
				rest: { 'x-lifecycle': { thing: { key: 'id' } } },
				more: { 'GET /things': { 'x-effect': { list: 'thing', items: '/data' } } },
			},
			['POST /things {"name":"a"} > 201', 'GET /things > 200 {"data":{"1":{"name":"a"}}}'],
		],
		[
			'or not, where what is in it is something else',
			{
				lines: [
					'POST /things <{name} >201 Thing => create thing',
					'GET /things >{*:{count:int}} => none',
					'GET /things/{id} >Thing => read thing',
				],
				schemas: { Thing: '{id:int,name}' },
			},
			['POST /things {"name":"a"} > 201', 'GET /things/1 > 200 {"name":"a"}'],
		],
	])('%s', async (_name, sketch, calls) => {
		const { effects, expected } = await inferSketch(sketch);
		expect(effects).toEqual(expected);
		await playSketch(sketch, calls);
	});
});
