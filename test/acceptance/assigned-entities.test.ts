// Entities that are assigned to others by a path with both names: they show what they are, and stay what they are.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
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
				'POST /starred <{slug} >201 {id:int,slug,since} => read article by $request.body#/slug unseen add starred_article',
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
		'several at once, by the keys that are sent, all of them or none',
		{
			lines: [
				...PLAIN,
				'GET /users/{userId}/roles >[Role] => list role ask user_role below user',
				'POST /users/{userId}/roles <{role_ids:[int],silent:bool} >204 => read role every by $request.body#/role_ids unseen add user_role below user',
				'PUT /users/{userId}/roles <{role_ids:[int]} >[Role] => read role every by $request.body#/role_ids at /0 set user_role below user',
				'DELETE /users/{userId}/roles/{roleId} >204 => read role unseen remove user_role below user',
			],
			schemas: SCHEMAS,
		},
		[
			...MADE,
			'POST /users/1/roles {"role_ids":[1,2]} > 204',
			'GET /users/1/roles > 200 [{"id":1},{"id":2}]',
			'POST /users/2/roles {"role_ids":[1,9]} > 404',
			'GET /users/2/roles > 200 []',
			'POST /users/9/roles {"role_ids":[1]} > 404',
			'DELETE /users/1/roles/1 > 204',
			'GET /users/1/roles > 200 [{"id":2}]',
			'PUT /users/1/roles {"role_ids":[1]} > 200 [{"id":1,"title":"c"}]',
			'GET /users/1/roles > 200 [{"id":1}]',
			'PUT /users/1/roles {"role_ids":[]} > 200 []',
			'GET /users/1/roles > 200 []',
			'GET /roles > 200 [{"id":1},{"id":2}]',
		],
	],
	[
		'and taken away again, by keys that are sent bare, or called as what they are',
		{
			lines: [
				...PLAIN,
				'GET /users/{userId}/roles >[Role] => list role ask user_role below user',
				'POST /users/{userId}/roles <[int] >201 => read role every by $request.body unseen add user_role below user',
				'DELETE /users/{userId}/roles <{roles:[int]} >204 => read role every by $request.body#/roles unseen remove user_role below user',
			],
			schemas: SCHEMAS,
		},
		[
			...MADE,
			'POST /users/1/roles [1,2] > 201',
			'DELETE /users/1/roles {"roles":[2]} > 204',
			'GET /users/1/roles > 200 [{"id":1}]',
			'GET /roles/2 > 200 {"title":"d"}',
		],
	],
	[
		'called otherwise where they are assigned, with a role of that place alone',
		{
			lines: [
				...PLAIN,
				'GET /chats >[Chat] => list chat',
				'POST /chats <{name} >201 Chat => create chat',
				'GET /chats/{id} >Chat => read chat',
				'GET /chats/{id}/members >{data:[User]} => list user at /data ask chat_user below chat',
				'POST /chats/{id}/members <{member_ids:[int]} >204 => read user every by $request.body#/member_ids unseen add chat_user below chat',
				'PUT /chats/{id}/members/{user_id} <{rank:editor|member} >204 => read user unseen add chat_user below chat',
				'DELETE /chats/{id}/members/{user_id} >204 => read user unseen remove chat_user below chat',
			],
			schemas: { ...SCHEMAS, User: '{id:int,name,rank:admin|guest}', Chat: '{id:int,name}' },
		},
		[
			...MADE,
			'POST /chats {"name":"x"} > 201 {"id":1}',
			'POST /chats/1/members {"member_ids":[2]} > 204',
			'GET /chats/1/members > 200 {"data":[{"id":2,"name":"b"}]}',
			'PUT /chats/1/members/2 {"rank":"editor"} > 204',
			'GET /users/2 > 200 {"rank":"guest"}',
			'DELETE /chats/1/members/2 > 204',
			'GET /chats/1/members > 200 {"data":[]}',
			'GET /users/2 > 200 {"name":"b"}',
		],
	],
	[
		'are those whose keys the one that has them shows, from either side',
		{
			lines: [
				...PLAIN,
				'GET /chats >[Chat] => list chat',
				'POST /chats <{name,member_ids:[int]} >201 Chat => create chat',
				'GET /chats/{id} >Chat => read chat',
				'PATCH /chats/{id} <{name,member_ids:[int]} >Chat => patch chat',
				'GET /chats/{id}/members >[User] => list user ask chat_user below chat',
				'POST /chats/{id}/members <{member_ids:[int]} >204 => read user every by $request.body#/member_ids unseen add chat_user below chat',
				'PUT /chats/{id}/members <{member_ids:[int]} >204 => read user every by $request.body#/member_ids unseen set chat_user below chat',
				'DELETE /chats/{id}/members/{user_id} >204 => read user unseen remove chat_user below chat',
				'GET /users/{id}/chats >[Chat] => list chat ask chat_user below user',
			],
			schemas: { ...SCHEMAS, Chat: '{id:int,name,member_ids!:[int]}' },
		},
		[
			...MADE,
			'POST /chats {"name":"x","member_ids":[1]} > 201 {"id":1,"member_ids":[1]}',
			'POST /chats {"name":"y"} > 201 {"id":2,"member_ids":[]}',
			'GET /chats/1/members > 200 [{"id":1,"name":"a"}]',
			'POST /chats/1/members {"member_ids":[2,1]} > 204',
			'GET /chats/1 > 200 {"member_ids":[1,2]}',
			'GET /chats/1/members > 200 [{"id":1},{"id":2}]',
			'GET /users/2/chats > 200 [{"id":1}]',
			'DELETE /chats/1/members/1 > 204',
			'DELETE /chats/1/members/1 > 404',
			'GET /chats/1 > 200 {"member_ids":[2]}',
			'GET /users/1/chats > 200 []',
			'PATCH /chats/1 {"member_ids":[1]} > 200 {"member_ids":[1]}',
			'GET /chats/1/members > 200 [{"id":1}]',
			'PUT /chats/1/members {"member_ids":[2]} > 204',
			'GET /chats > 200 [{"member_ids":[2]},{"member_ids":[]}]',
			'DELETE /users/2 > 204',
			'GET /chats/1/members > 200 []',
		],
	],
	[
		'and who has them is answered, as it is then',
		{
			lines: [
				...PLAIN,
				'GET /users/{userId}/roles >[Role] => list role ask user_role below user',
				'POST /users/{userId}/roles <{roleId:int} >201 {data:User} => read role by $request.body#/roleId at /data add user_role below user',
				'PUT /users/{userId}/roles <{roleIds:[int]} >User => read role every by $request.body#/roleIds set user_role below user',
				'DELETE /users/{userId}/roles/{roleId} >User => read role remove user_role below user',
			],
			schemas: { ...SCHEMAS, User: '{id:int,name}' },
		},
		[
			...MADE,
			'POST /users/2/roles {"roleId":1} > 201 {"data":{"id":2,"name":"b"}}',
			'PUT /users/2/roles {"roleIds":[1,2]} > 200 {"id":2,"name":"b"}',
			'DELETE /users/2/roles/1 > 200 {"id":2,"name":"b"}',
			'GET /users/2/roles > 200 [{"id":2,"title":"d"}]',
		],
	],
	[
		'to who is asking, of what is there by itself and nothing else lists but as a whole',
		{
			lines: [
				'GET /players >{players:[Player]} => list player at /players',
				'GET /users/current/players >[Player] => list player ask current_player',
				'POST /users/current/players/{playerId} >201 Player => read player add current_player',
				'DELETE /users/current/players/{playerId} >204 => read player unseen remove current_player',
			],
			schemas: { Player: '{id:int,name}' },
		},
		[
			'GET /users/current/players > 200 []',
			'GET /players > 200 {"players":[{},{},{}]}',
			'POST /users/current/players/1 > 201 {"id":1}',
			'GET /users/current/players > 200 [{"id":1}]',
			'DELETE /users/current/players/1 > 204',
			'GET /users/current/players > 200 []',
			'GET /players > 200 {"players":[{},{},{}]}',
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
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
