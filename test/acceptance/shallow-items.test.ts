// Items that are made below others and have a path of their own: `DELETE /comments/{id}` beside `/posts/{postId}/comments`.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const POSTS = [
	'POST /posts <{title} >201 Post => create post',
	'GET /posts/{id} >Post => read post',
	'POST /posts/{postId}/comments <{text} >201 Comment => create comment with postId=path.postId',
	'GET /posts/{postId}/comments >[Comment] => list comment with postId=path.postId below post',
];
const SCHEMAS = { Post: '{id:int,title}', Comment: '{id:int,postId:int,parentId:int,text,likes:int}' };
const MADE: Call[] = [
	'POST /posts {"title":"a"} > 201',
	'POST /posts {"title":"b"} > 201',
	'POST /posts/1/comments {"text":"c"} > 201 {"id":1}',
	'POST /posts/2/comments {"text":"d"} > 201 {"id":2}',
];

it.each<[string, Sketch, Call[]]>([
	[
		'where nothing shows them',
		{
			lines: [
				...POSTS,
				'PATCH /comments/{commentId} <{text} >204 => patch comment unseen',
				'DELETE /comments/{commentId} >204 => delete comment',
				'POST /comments/{commentId}/like >204 => patch comment set likes unseen',
			],
			schemas: SCHEMAS,
		},
		[
			...MADE,
			'PATCH /comments/2 {"text":"e"} > 204',
			'POST /comments/2/like > 204',
			'GET /posts/2/comments > 200 [{"id":2,"text":"e","likes":1}]',
			'DELETE /comments/2 > 204',
			'GET /posts/2/comments > 200 []',
			'DELETE /comments/2 > 404',
			'GET /posts/1/comments > 200 [{"text":"c"}]',
		],
	],
	[
		'and another of its own kind, which a word in the plural makes',
		{
			lines: [
				'GET /categories >[Category] => list category',
				'POST /categories <{name} >201 Category => create category',
				'GET /categories/{id} >Category => read category',
				'POST /categories/{id}/children <{name} >201 Category => create category with parent_id=path.id',
				'POST /categories/{id}/rename <{name} >201 Category => patch category',
			],
			schemas: { Category: '{id:int,name,parent_id:int}' },
		},
		[
			'POST /categories {"name":"a"} > 201 {"id":1}',
			'POST /categories/1/children {"name":"b"} > 201 {"id":2,"name":"b","parent_id":1}',
			'POST /categories/2/rename {"name":"c"} > 201 {"id":2,"name":"c"}',
			'POST /categories/9/children {"name":"d"} > 404',
			'GET /categories > 200 [{"id":1,"name":"a"},{"id":2,"name":"c","parent_id":1}]',
		],
	],
	[
		'with others of their kind below them',
		{
			lines: [
				...POSTS,
				'DELETE /comments/{id} >204 => delete comment',
				'POST /comments/{id}/replies <{text} >201 Comment => create comment with parentId=path.id',
				'GET /comments/{id}/replies >[Comment] => list comment with parentId=path.id',
			],
			schemas: SCHEMAS,
		},
		[
			...MADE,
			'POST /comments/2/replies {"text":"r"} > 201 {"id":3,"parentId":2}',
			'GET /comments/2/replies > 200 [{"id":3,"text":"r"}]',
			'GET /comments/1/replies > 200 []',
		],
	],
	[
		'where actions alone stand below them, and others that go with them',
		{
			lines: [
				...POSTS,
				'POST /comments/{id}/duplicate >201 Comment => create comment',
				'POST /comments/{commentId}/like >204 => patch comment set likes unseen',
				'POST /comments/{commentId}/flags <{why} >201 Flag => create flag',
				'GET /comments/{commentId}/flags >[Flag] => list flag below comment',
			],
			schemas: { ...SCHEMAS, Flag: '{id:int,why}' },
		},
		[
			...MADE,
			'POST /comments/2/like > 204',
			'POST /comments/2/duplicate > 201 {"id":3,"postId":2,"text":"d","likes":1}',
			'GET /posts/2/comments > 200 [{"id":2,"likes":1},{"id":3}]',
			'POST /comments/9/flags {"why":"x"} > 404',
			'POST /comments/2/flags {"why":"x"} > 201 {"id":1}',
			'GET /comments/2/flags > 200 [{"id":1}]',
			'GET /comments/9/flags > 404',
			'POST /comments/9/duplicate > 404',
		],
	],
	[
		'called by the last word of their noun, with what a verb adds to them',
		{
			lines: [
				'POST /cash-registers <{name} >201 Register => create cash-register',
				'GET /cash-registers >[Register] => list cash-register',
				'POST /cash-registers/{register_id}/lock >204 => patch cash-register set is_locked unseen',
				'POST /cash-registers/{register_id}/add-item <{price:int} >Item => create item',
				'DELETE /cash-registers/{register_id}/items/{item_id} >204 => delete item',
			],
			schemas: { Register: '{id:int,name,is_locked:bool,items:[Item]}', Item: '{id:int,price:int}' },
		},
		[
			'POST /cash-registers {"name":"a"} > 201 {"id":1,"items":[]}',
			'POST /cash-registers/1/lock > 204',
			'POST /cash-registers/1/add-item {"price":3} > 200 {"id":1,"price":3}',
			'GET /cash-registers > 200 [{"is_locked":true,"items":[{"id":1,"price":3}]}]',
			'DELETE /cash-registers/1/items/1 > 204',
			'GET /cash-registers > 200 [{"items":[]}]',
			'POST /cash-registers/9/lock > 404',
		],
	],
	[
		'not of another kind, nor of two that are called so',
		{
			lines: [
				...POSTS.map((line) => line.replace(' with postId=path.postId', '')),
				'POST /photos <{title} >201 Post => create photo',
				'GET /photos/{id} >Post => read photo',
				'POST /photos/{id}/comments <{caption} >201 {id:int,caption} => create photo_comment',
				'GET /photos/{id}/comments >[{id:int,caption}] => list photo_comment below photo',
				'DELETE /comments/{id} >204 => none',
				'DELETE /likes/{id} >204 => none',
			],
			schemas: SCHEMAS,
		},
		[...MADE, 'DELETE /comments/2 > 204', 'GET /posts/2/comments > 200 [{"id":2}]'],
	],
])('are one with them: %s', async (_title, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
