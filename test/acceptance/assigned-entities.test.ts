// Entities that are assigned to others by a path with both names: they show what they are, and stay what they are.

import { it } from 'vitest';
import type { Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = { User: '{id:int,name}', Role: '{id:int,title}', Article: '{slug,title}' };
const PLAIN = [
	'GET /users >[User] => list user',
	'POST /users <{name} >201 User => create user',
	'GET /users/{id} >User => read user',
	'DELETE /users/{id} >204 => delete user',
	'GET /roles >[Role] => list role',
	'POST /roles <Role >201 Role => create role',
	'GET /roles/{id} >Role => read role',
	'PUT /roles/{id} <{title} >Role => replace role',
	'DELETE /roles/{id} >204 => delete role',
];
const MADE: Call[] = [
	'POST /users {"name":"a"} > 201 {"id":1}',
	'POST /users {"name":"b"} > 201 {"id":2}',
	'POST /roles {"id":1,"title":"c"} > 201',
	'POST /roles {"id":2,"title":"d"} > 201',
];

it.each<[string, Sketch, Call[]]>([
	[
		'by PUT and DELETE',
		{
			lines: [
				...PLAIN,
				'GET /users/{userId}/roles >[Role] => list role ask user_role below user',
				'PUT /users/{userId}/roles/{roleId} >204 => read role unseen add user_role below user',
				'DELETE /users/{userId}/roles/{roleId} >204 => read role unseen remove user_role below user',
			],
			schemas: SCHEMAS,
		},
		[
			...MADE,
			'GET /users/1/roles > 200 []',
			'PUT /users/1/roles/2 > 204',
			'PUT /users/1/roles/2 > 204',
			'GET /users/1/roles > 200 [{"id":2,"title":"d"}]',
			'GET /users/2/roles > 200 []',
			'PUT /roles/2 {"title":"e"} > 200',
			'GET /users/1/roles > 200 [{"id":2,"title":"e"}]',
			'PUT /users/1/roles/9 > 404',
			'PUT /users/9/roles/1 > 404',
			'GET /users/9/roles > 404',
			'DELETE /users/1/roles/2 > 204',
			'DELETE /users/1/roles/2 > 404',
			'GET /users/1/roles > 200 []',
			'GET /roles/2 > 200 {"title":"e"}',
			'GET /roles > 200 [{"id":1},{"id":2}]',
		],
	],
	[
		'by POST, asked for one by one, until either is gone',
		{
			lines: [
				...PLAIN,
				'GET /users/{userId}/roles >{roles:[Role]} => list role at /roles ask user_role below user',
				'POST /users/{userId}/roles/{id} >Role => read role add user_role below user',
				'GET /users/{userId}/roles/{id} >Role => read role ask user_role below user',
				'DELETE /users/{userId}/roles/{id} >204 => read role unseen remove user_role below user',
			],
			schemas: SCHEMAS,
		},
		[
			...MADE,
			'GET /users/1/roles/1 > 404',
			'POST /users/1/roles/1 > 200 {"id":1,"title":"c"}',
			'POST /users/1/roles/2 > 200 {"id":2}',
			'GET /users/1/roles/1 > 200 {"title":"c"}',
			'GET /users/2/roles/1 > 404',
			'DELETE /roles/1 > 204',
			'GET /users/1/roles > 200 {"roles":[{"id":2}]}',
			'POST /roles {"id":1,"title":"new"} > 201',
			'GET /users/1/roles > 200 {"roles":[{"id":2}]}',
			'DELETE /users/1 > 204',
			'GET /users/1/roles/2 > 404',
			'GET /roles/2 > 200',
		],
	],
	[
		'by the key that is sent, and seen from either side',
		{
			lines: [
				...PLAIN,
				'GET /users/{id}/roles >[Role] => list role ask user_role below user',
				'POST /users/{id}/roles <{roleId:int,note} >204 => read role by $request.body#/roleId unseen add user_role below user',
				'DELETE /users/{id}/roles/{roleId} >204 => read role unseen remove user_role below user',
				'GET /roles/{id}/users >{users:[User]} => list user at /users ask user_role below role',
			],
			schemas: SCHEMAS,
		},
		[
			...MADE,
			'GET /users/1/roles > 200 []',
			'POST /users/1/roles {"roleId":2} > 204',
			'POST /users/2/roles {"roleId":2} > 204',
			'POST /users/1/roles {"roleId":9} > 404',
			'POST /users/9/roles {"roleId":2} > 404',
			'GET /users/1/roles > 200 [{"id":2,"title":"d"}]',
			'GET /roles/2/users > 200 {"users":[{"id":1,"name":"a"},{"id":2,"name":"b"}]}',
			'GET /roles/1/users > 200 {"users":[]}',
			'DELETE /users/1/roles/2 > 204',
			'GET /users/1/roles > 200 []',
			'GET /roles/2 > 200 {"title":"d"}',
			'GET /roles/2/users > 200 {"users":[{"id":2,"name":"b"}]}',
			'DELETE /users/2 > 204',
			'GET /roles/2/users > 200 {"users":[]}',
		],
	],
	[
		'to nobody in particular',
		{
			lines: [
				'GET /articles >[Article] => list article',
				'POST /articles <Article >201 Article => create article',
				'GET /articles/{slug} >Article => read article',
				'GET /me/starred >[Article] => list article ask starred_article',
				'PUT /me/starred/{slug} >204 => read article unseen add starred_article',
				'DELETE /me/starred/{slug} >204 => read article unseen remove starred_article',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /articles {"slug":"x","title":"a"} > 201',
			'GET /me/starred > 200 []',
			'PUT /me/starred/x > 204',
			'GET /me/starred > 200 [{"title":"a"}]',
			'DELETE /me/starred/x > 204',
			'GET /me/starred > 200 []',
			'GET /articles/x > 200',
		],
	],
	[
		'to nobody, by a key that is sent, with an answer about that',
		{
			lines: [
				'GET /articles >[Article] => list article',
				'POST /articles <Article >201 Article => create article',
				'GET /articles/{slug} >Article => read article',
				'GET /starred >[Article] => list article ask starred_article',
				'POST /starred <{slug} >201 {id:int,slug,since} => read article unseen add starred_article',
				'DELETE /starred/{slug} >204 => read article unseen remove starred_article',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /articles {"slug":"x","title":"a"} > 201',
			'POST /starred {"slug":"y"} > 404',
			'POST /starred {"slug":"x"} > 201 {"slug":"x"}',
			'GET /starred > 200 [{"title":"a"}]',
			'DELETE /starred/x > 204',
			'GET /starred > 200 []',
		],
	],
	[
		'but not what shows whose it is',
		{
			lines: [
				...PLAIN,
				'GET /users/{userId}/roles >[Role] => list role with userId=path.userId below user',
				'PUT /users/{userId}/roles/{roleId} >204 => none',
			],
			schemas: { ...SCHEMAS, Role: '{id:int,title,userId:int}' },
		},
		[...MADE, 'POST /roles {"id":3,"title":"f","userId":1} > 201', 'GET /users/1/roles > 200 [{"id":3}]'],
	],
])('%s', async (_name, sketch, calls) => {
	await playSketch(sketch, calls);
});
