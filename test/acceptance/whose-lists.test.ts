// Lists below who made their entities, or has them, where these say that by another name: `authorId` in `GET /users/{id}/posts`.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const USERS = [
	'POST /users <{email,password} >201 User => create user',
	'GET /users >[User] => list user',
	'GET /users/{id} >User => read user',
];
const MADE = [
	'POST /users {"email":"ann","password":"p"} > 201 {"id":1}',
	'POST /users {"email":"bob","password":"p"} > 201 {"id":2}',
];
const SESSIONS = [
	'POST /login <{email,password} >{token,user:User} => read user by $request.body#/email as email at /user signs in',
	'GET /me >User => read user every current user',
];
const listOf = (type: string, listed: string): string[] => [
	`GET /${type}s >[${type}] => list ${type}`,
	`GET /users/{id}/${type}s >[${type}] => list ${type}${listed} below user`,
];
/** Posts that show whose they are as no request says it. */
const postsThatShow = (shown: string): Sketch => ({
	lines: [
		...USERS,
		...SESSIONS,
		'POST /posts <{title} >201 post => create post',
		...listOf('post', ` with ${shown.split(':')[0]}=path.id`),
	],
	schemas: { User: '{id:int,email}', post: `{id:int,title,${shown}}` },
});

it.each<[string, Sketch, Call[]]>([
	...['authorId', 'author_id', 'ownerId', 'createdBy'].map((name): [string, Sketch, Call[]] => [
		`by ${name}, which is sent`,
		{
			lines: [
				...USERS,
				`POST /posts <{title,${name}:int} >201 post => create post`,
				...listOf('post', ` with ${name}=path.id`),
			],
			schemas: { User: '{id:int,email}', post: `{id:int,title,${name}:int}` },
		},
		[
			...MADE,
			`POST /posts {"title":"a","${name}":1} > 201`,
			`POST /posts {"title":"b","${name}":2} > 201`,
			`GET /users/2/posts > 200 [{"title":"b","${name}":2}]`,
			`GET /users/1/posts > 200 [{"title":"a"}]`,
			'GET /users/9/posts > 404',
		],
	]),
	[
		'by an object that shows them',
		{
			lines: [
				'POST /customers <{name} >201 User => create customer',
				'GET /customers/{id} >User => read customer',
				'POST /orders <{item,customerId:int} >201 Order => create order',
				'GET /orders >[Order] => list order',
				'GET /customers/{customerId}/orders >[Order] => list order with customer=path.customerId below customer',
			],
			schemas: { User: '{id:int,name}', Order: '{id:int,item,customer:User}' },
		},
		[
			'POST /customers {"name":"ann"} > 201',
			'POST /customers {"name":"bob"} > 201',
			'POST /orders {"item":"a","customerId":1} > 201 {"customer":{"id":1,"name":"ann"}}',
			'POST /orders {"item":"b","customerId":2} > 201',
			'GET /customers/2/orders > 200 [{"item":"b","customer":{"id":2,"name":"bob"}}]',
		],
	],
	...['authorId:int', 'author:int', 'author:User'].map((shown): [string, Sketch, Call[]] => [
		`by who is signed in, as ${shown}`,
		postsThatShow(shown),
		[
			...MADE,
			'POST /login {"email":"bob","password":"p"} > 200 {"user":{"id":2}}',
			'POST /posts {"title":"b"} > 201',
			'POST /login {"email":"ann","password":"p"} > 200',
			'POST /posts {"title":"a"} > 201',
			'GET /users/2/posts > 200 [{"title":"b"}]',
			'GET /users/1/posts > 200 [{"title":"a"}]',
		],
	]),
	...['authorId:int', 'userId:int', 'author:User'].map((shown): [string, Sketch, Call[]] => [
		`and what was made while nobody was signed in, with ${shown} that nobody can say`,
		postsThatShow(shown),
		[
			...MADE,
			'POST /posts {"title":"a"} > 201',
			'GET /users/1/posts > 200 [{"title":"a"}]',
			'POST /login {"email":"bob","password":"p"} > 200 {"user":{"id":2}}',
			'POST /posts {"title":"b"} > 201',
			'GET /users/1/posts > 200 [{"title":"a"}]',
			'GET /users/2/posts > 200 [{"title":"a"},{"title":"b"}]',
		],
	]),
	[
		'without those of nobody, where that can be said later',
		{
			lines: [
				...USERS,
				'POST /posts <{title} >201 post => create post',
				'PATCH /posts/{id} <{userId:int} >post => patch post',
				...listOf('post', ' with userId=path.id'),
			],
			schemas: { User: '{id:int,email}', post: '{id:int,title,userId:int}' },
		},
		[
			...MADE,
			'POST /posts {"title":"a"} > 201',
			'GET /users/1/posts > 200 []',
			'PATCH /posts/1 {"userId":1} > 200',
			'GET /users/1/posts > 200 [{"title":"a"}]',
			'GET /users/2/posts > 200 []',
		],
	],
])('of those that are theirs %s', async (_, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it.each<[string, string, string, string[]?]>([
	['nobody says whose they are', '{title}', '{id:int,title,author:User}'],
	[
		'an author is no user',
		'{title,authorId:int}',
		'{id:int,title,authorId:int}',
		['GET /authors/{id} >{id:int,penName} => read author'],
	],
	['it may be one or the other', '{title,buyerId:int,sellerId:int}', '{id:int,title,buyerId:int,sellerId:int}'],
	['others have them as well', '{title,ownerId:int}', '{id:int,title,ownerId:int,memberIds:[int]}'],
	['the name may be no id', '{title,author}', '{id:int,title,author}'],
	['somebody else sent them', '{title,createdBy:int,recipientId:int}', '{id:int,title,createdBy:int,recipientId:int}'],
])('all are listed where %s', async (_, sent, shown, more = []) => {
	const sketch = {
		lines: [...USERS, ...more, `POST /posts <${sent} >201 post => create post`, ...listOf('post', '')],
		schemas: { User: '{id:int,email}', post: shown },
	};
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
});
