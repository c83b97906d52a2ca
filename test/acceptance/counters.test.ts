// Numbers that count what is done to an entity, and what is in its lists.

import { expect, it } from 'vitest';
import { inferSketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = {
	Post: '{id:int,title,liked:bool,likesCount:int,views:int,ratings:int}',
	NewPost: '{title,ratings:int}',
	Cart: '{id:int,items:[Item],itemCount:int,totalItems:int}',
	Item: '{id:int,sku,quantity:int}',
	Team: '{id:int,name,tags:[text],tagsCount:int,total_tags:int,size_count:int}',
};

it.each<[string, string[], Call[]]>([
	[
		'of what is done to it, once where a flag says so, and never below nothing',
		[
			'POST /posts <NewPost >201 Post => create post',
			'GET /posts/{id} >Post => read post',
			'GET /posts ?likesCount:int >[Post] => list post',
			'POST /posts/{id}/like >Post => patch post set liked,likesCount',
			'DELETE /posts/{id}/like >204 => patch post set liked,likesCount unseen',
			'POST /posts/{id}/view >204 => patch post set views unseen',
			'POST /posts/{id}/rating >204 => read post unseen',
		],
		[
			'POST /posts {"title":"a","ratings":3} > 201 {"id":1,"likesCount":0,"views":0}',
			'POST /posts/1/like > 200 {"liked":true,"likesCount":1}',
			'POST /posts/1/like > 200 {"likesCount":1}',
			'GET /posts?likesCount=1 > 200 [{"id":1}]',
			'DELETE /posts/1/like > 204',
			'DELETE /posts/1/like > 204',
			'GET /posts/1 > 200 {"liked":false,"likesCount":0}',
			'POST /posts/1/view > 204',
			'POST /posts/1/view > 204',
			'POST /posts/1/rating > 204',
			'GET /posts/1 > 200 {"views":2,"ratings":3}',
		],
	],
	[
		'of a list inside it',
		[
			'POST /carts >201 Cart => create cart',
			'GET /carts/{id} >Cart => read cart',
			'POST /carts/{id}/items <{sku,quantity:int} >Cart => patch cart add items',
			'DELETE /carts/{id}/items/{itemId} >204 => patch cart by $request.path.id unseen remove items',
		],
		[
			'POST /carts > 201 {"id":1,"itemCount":0}',
			'POST /carts/1/items {"sku":"a","quantity":5} > 200 {"itemCount":1}',
			'POST /carts/1/items {"sku":"b","quantity":5} > 200 {"itemCount":2,"items":[{"id":1},{"id":2}]}',
			'DELETE /carts/1/items/1 > 204',
			'GET /carts/1 > 200 {"itemCount":1,"totalItems":0}',
		],
	],
	[
		'of a list that is sent with it',
		['POST /teams <{name,tags:[text]} >201 Team => create team', 'GET /teams >[Team] => list team'],
		[
			'POST /teams {"name":"a","tags":["x","y"]} > 201 {"tagsCount":2,"total_tags":2,"size_count":0}',
			'GET /teams > 200 [{"tagsCount":2,"total_tags":2}]',
		],
	],
])('%s', async (_name, lines, calls) => {
	const sketch = { lines, schemas: SCHEMAS };
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
