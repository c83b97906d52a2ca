// Who is signed in: `GET /me` shows who registered or signed in last, and what is changed there is changed among the users.

import { expect, it } from 'vitest';
import { drawSketch, inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const ANN = '{"name":"ann","email":"a@b.c","password":"p"}';
const BOB = '{"name":"bob","email":"b@b.c","password":"p"}';
const LOGIN = (name: string) => `{"email":"${name}@b.c","password":"p"}`;
const USERS = ['GET /users >[User] => list user', 'GET /users/{id} >User => read user'];
const USER = { User: '{id:int,name,email}' };

it.each<[string, Sketch, Call[]]>([
	[
		'one of the users, by a register and a login that answer tokens',
		{
			lines: [
				'POST /register <{name,email,password} >201 {token,user:User} => create user at /user signs in',
				'POST /login <{email,password} >{token,user:User} => read user by $request.body#/email as email at /user signs in',
				'GET /me >User => read me by me current user',
				'PATCH /me <{name} >User => patch me by me current user',
				'DELETE /me >204 => delete me by me current user',
				...USERS,
			],
			schemas: USER,
		},
		[
			`POST /login ${LOGIN('a')} > 200`,
			`POST /register ${ANN} > 201 {"user":{"id":1,"name":"ann"}}`,
			'GET /me > 200 {"id":1,"name":"ann","email":"a@b.c"}',
			'PATCH /me {"name":"bea"} > 200 {"id":1,"name":"bea"}',
			'GET /users > 200 [{"id":1,"name":"bea"}]',
			`POST /register ${BOB} > 201`,
			'GET /me > 200 {"id":2,"name":"bob"}',
			`POST /login ${LOGIN('a')} > 200 {"user":{"id":1,"name":"bea","email":"a@b.c"}}`,
			'GET /me > 200 {"id":1,"name":"bea"}',
			'DELETE /me > 204',
			'GET /users > 200 [{"id":2}]',
			'GET /me > 404',
			`POST /login ${LOGIN('b')} > 200`,
			'GET /me > 200 {"id":2}',
		],
	],
	[
		'one of the users, by a session that is created, and by nothing else that is created for one',
		{
			lines: [
				'POST /users <{name,email,password} >201 User => create user',
				'POST /sessions <{email,password} >User => read user by $request.body#/email as email signs in',
				'POST /password-reset <{email} >User => none',
				...USERS,
			],
			schemas: USER,
			more: {
				'POST /sessions': { operationId: 'createSession', summary: 'Create a session' },
				'POST /password-reset': {
					operationId: 'createPasswordReset',
					summary: 'Creates a password reset for the user',
				},
			},
		},
		[
			`POST /users ${ANN} > 201 {"id":1}`,
			`POST /sessions ${LOGIN('a')} > 200 {"id":1,"name":"ann"}`,
			'GET /users > 200 [{"id":1}]',
		],
	],
	[
		'who is no member of a board, though the board has members',
		{
			lines: [
				'POST /auth/register <{name,email,password} >{token,user:User} => create user at /user signs in',
				'POST /auth/login <{email,password} >{token,user:User} => read user by $request.body#/email as email at /user signs in',
				'GET /auth/me >User => read user every current user',
				'GET /boards >[{id:int}] => list board',
				'POST /boards <{name} >201 {id:int,name} => create board',
				'GET /boards/{id}/members >[Member] => list member below board',
				'POST /boards/{id}/members <{email} >201 Member => create member',
				'DELETE /boards/{id}/members/{userId} >204 => delete member',
			],
			schemas: { ...USER, Member: '{userId:int,name,email,boardId:int}' },
		},
		[
			`POST /auth/register ${ANN} > 200 {"user":{"id":1,"name":"ann"}}`,
			'GET /auth/me > 200 {"id":1,"name":"ann","email":"a@b.c"}',
			'POST /boards {"name":"b"} > 201',
			'POST /boards/1/members {"email":"b@b.c"} > 201 {"boardId":1}',
			`POST /auth/login ${LOGIN('a')} > 200 {"user":{"id":1,"name":"ann"}}`,
		],
	],
	[
		'one of the users, told by the query of a register and a login',
		{
			lines: [
				'POST /register ?email! ?password! ?name >{token,user:User} => create user set email,name at /user signs in',
				'POST /login ?email! ?password! >{token,user:User} => read user by $request.query.email as email at /user signs in',
				'GET /me >User => read user every current user',
				...USERS,
			],
			schemas: USER,
		},
		[
			'POST /register?email=a@b.c&password=p&name=ann > 200 {"user":{"id":1,"name":"ann"}}',
			'POST /register?email=b@b.c&password=p&name=bob > 200 {"user":{"id":2}}',
			'POST /login?email=a@b.c&password=p > 200 {"user":{"id":1,"name":"ann","email":"a@b.c"}}',
			'GET /me > 200 {"id":1}',
			'GET /users > 200 [{"id":1},{"id":2}]',
		],
	],
	[
		'one of the users, where nothing but the login shows who',
		{
			lines: [
				'POST /auth/register <{name,email,password} >{token,user:User} => create user at /user signs in',
				'POST /auth/login <{email,password} >{token,user:User} => read user by $request.body#/email as email at /user signs in',
				...USERS,
			],
			schemas: USER,
		},
		[
			`POST /auth/register ${ANN} > 200 {"user":{"id":1}}`,
			`POST /auth/register ${BOB} > 200 {"user":{"id":2}}`,
			`POST /auth/login ${LOGIN('a')} > 200 {"user":{"id":1,"name":"ann"}}`,
			'GET /users > 200 [{"id":1},{"id":2}]',
		],
	],
	[
		'who signs in by a name that the entity has, or by an e-mail that is called so',
		{
			lines: [
				'POST /users/signup <{name,email,password} >201 User => create user signs in',
				'POST /login/access-token <form:{username,password} >{access_token} => read user by $request.body#/username as email unseen signs in',
				'GET /users/me >User => read user every current user',
				...USERS,
			],
			schemas: USER,
		},
		[
			`POST /users/signup ${ANN} > 201 {"id":1}`,
			`POST /users/signup ${BOB} > 201 {"id":2}`,
			'GET /users/me > 200 {"id":2}',
			'POST /login/access-token form username=a%40b.c&password=p > 200',
			'GET /users/me > 200 {"id":1,"name":"ann"}',
		],
	],
	[
		'who is made by others, and signs in',
		{
			lines: [
				'POST /users <{name,email,password} >201 User => create user',
				'POST /auth/login <{email,password} >{token} => read user by $request.body#/email as email unseen signs in',
				'GET /auth/me >{data:User} => read user every at /data current user',
				...USERS,
			],
			schemas: USER,
		},
		[
			`POST /users ${ANN} > 201 {"id":1}`,
			'GET /auth/me > 200',
			`POST /auth/login ${LOGIN('a')} > 200`,
			`POST /users ${BOB} > 201 {"id":2}`,
			'GET /auth/me > 200 {"data":{"id":1,"name":"ann"}}',
		],
	],
	[
		'where no collection shows any of them',
		{
			lines: [
				'POST /auth/register <{name,email,password} >201 User => create user signs in',
				'POST /auth/login <{email,password} >{token} => read user by $request.body#/email as email unseen signs in',
				'GET /auth/me >User => read user every current user',
			],
			schemas: USER,
		},
		[
			`POST /auth/register ${ANN} > 201 {"id":1,"name":"ann"}`,
			'GET /auth/me > 200 {"id":1,"name":"ann"}',
			`POST /auth/register ${BOB} > 201 {"id":2}`,
			`POST /auth/login ${LOGIN('a')} > 200`,
			'GET /auth/me > 200 {"id":1,"email":"a@b.c"}',
		],
	],
	[
		'whose what is made then is, where nobody says otherwise',
		{
			lines: [
				'POST /auth/register <{name,email,password} >201 {token} => create user unseen signs in',
				'GET /auth/me >User => read user every current user',
				'PUT /auth/profile <{name} >User => patch user every current user',
				...USERS,
				'POST /notes <{text,userId:int} >201 Note => create note',
				'GET /notes >[Note] => list note',
				'GET /cart >Cart => read cart by cart',
				'POST /cart/items <{sku} >Cart => patch cart by cart add items',
			],
			schemas: {
				...USER,
				Cart: '{userId:int,total:int,items:[{sku}]}',
				Note: '{id:int,text,userId:int,authorId:int,author:User}',
			},
		},
		[
			'POST /notes {"text":"z","userId":9} > 201 {"userId":9}',
			`POST /auth/register ${ANN} > 201`,
			`POST /auth/register ${BOB} > 201`,
			'PUT /auth/profile {"name":"bea"} > 200 {"id":2,"name":"bea","email":"b@b.c"}',
			'POST /notes {"text":"a"} > 201 {"id":2,"userId":2,"authorId":2,"author":{"id":2,"name":"bea"}}',
			'POST /notes {"text":"b","userId":1} > 201 {"id":3,"userId":1,"authorId":2}',
			'GET /auth/me > 200 {"id":2,"name":"bea"}',
			'GET /cart > 200 {"userId":2}',
			'POST /cart/items {"sku":"a"} > 200 {"userId":2,"items":[{"sku":"a"}]}',
		],
	],
	[
		'the only one that the document has',
		{
			lines: [
				'POST /users <{user:{username,email,password}} >201 {user:User} => replace user by user from /user at /user or new',
				'POST /users/login <{user:{email,password}} >{user:User} => patch user by user from /user at /user',
				'GET /user >{user:User} => read user by user at /user',
				'PUT /user <{user:User} >{user:User} => replace user by user from /user at /user or new',
			],
			schemas: { User: '{email,token,username,bio}' },
		},
		[
			'POST /users {"user":{"username":"ann","email":"a@b.c","password":"p"}} > 201 {"user":{"username":"ann","email":"a@b.c"}}',
			'GET /user > 200 {"user":{"username":"ann","email":"a@b.c"}}',
			`POST /users/login {"user":${LOGIN('a')}} > 200 {"user":{"username":"ann"}}`,
			'PUT /user {"user":{"username":"ann","email":"a@b.c","bio":"b"}} > 200 {"user":{"bio":"b"}}',
			'GET /user > 200 {"user":{"username":"ann","bio":"b"}}',
		],
	],
	[
		'nobody, where nothing tells who it is',
		{
			lines: [
				'POST /users <{name,email} >201 User => create user',
				'GET /me >User => none',
				'GET /users/{id}/profile >{bio} => none',
				...USERS,
			],
			schemas: USER,
		},
		['POST /users {"name":"ann","email":"a@b.c"} > 201', 'GET /me > 200'],
	],
])('is %s', async (_title, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('is told beside a token, in one object', async () => {
	const lines = [
		'POST /register <{name,email,password} >201 {token,id:int,email} => create user unseen signs in',
		'POST /login <{email,password} >{token,id:int,name} => read user unseen signs in',
		'GET /me >User => read user every current user',
		...USERS,
	];
	const mock = await startTestMock({ documents: [drawSketch({ lines, schemas: USER }).document], seed: 1 });
	const post = async (path: string, body: string): Promise<unknown> => {
		const headers = { 'Content-Type': 'application/json' };
		return await (await fetch(`${mock.url}${path}`, { method: 'POST', headers, body })).json();
	};
	const token = expect.any(String);
	expect(await post('/register', ANN)).toEqual({ token, id: 1, email: 'a@b.c' });
	expect(await post('/login', LOGIN('a'))).toEqual({ token, id: 1, name: 'ann' });
});

it('goes on with a token, and is forgotten by a reset', async () => {
	const lines = [
		'POST /register <{name,email,password} >201 {token,user:User} => create user at /user signs in',
		'POST /login <{email,password} >{token,refreshToken,user:User} => read user at /user signs in',
		'GET /me >User => read user every current user',
		...USERS,
	];
	const mock = await startTestMock({ documents: [drawSketch({ lines, schemas: USER }).document], seed: 1 });
	const call = async (method: string, path: string, body?: string): Promise<unknown> => {
		const headers = { 'Content-Type': 'application/json' };
		const answer = await fetch(`${mock.url}${path}`, { method, ...(body !== undefined && { headers, body }) });
		return answer.status === 204 ? undefined : await answer.json();
	};
	const token = expect.any(String);
	expect(await call('POST', '/register', ANN)).toMatchObject({ token, user: { name: 'ann' } });
	expect(await call('POST', '/login', LOGIN('a'))).toMatchObject({ token, refreshToken: token, user: { name: 'ann' } });
	expect(await call('GET', '/me')).toMatchObject({ name: 'ann' });
	await call('POST', '/__admin/sessions/default/reset');
	expect(await call('GET', '/me')).not.toMatchObject({ name: 'ann' });
});

it('who is signed in is the author of what they make, also where no path lists users, and where nobody is shown the e-mail', async () => {
	const schemas = {
		User: '{id!:int,username!,bio}',
		Post: '{id!:int,text!,author!:User,editor!:User}',
	};
	const lines = [
		'POST /auth/register <{username!,email!,password!} >201 {token,user:User} => create user at /user signs in',
		'POST /auth/login <{email!,password!} >{token,user:User} => read user by $request.body#/email as email at /user signs in',
		'GET /users/{username} >User => read user',
		'GET /users/{username}/followers >[User] => list user',
		'GET /me >User => read user every current user',
		'POST /posts <{text!} >201 Post => create post',
		'GET /posts/{id} >Post => read post',
	];
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /auth/register {"username":"ann","email":"a@b.c","password":"p"} > 201 {"user":{"username":"ann"}}',
		'POST /auth/register {"username":"bob","email":"b@b.c","password":"p"} > 201 {"user":{"username":"bob"}}',
		'POST /posts {"text":"x"} > 201 {"author":{"username":"bob"}}',
		'POST /auth/login {"email":"a@b.c","password":"p"} > 200 {"user":{"username":"ann"}}',
		'GET /me > 200 {"username":"ann"}',
		'POST /posts {"text":"y"} > 201 {"id":2,"author":{"username":"ann"}}',
		'GET /posts/2 > 200 {"author":{"username":"ann"}}',
		'GET /users/bob > 200 {"username":"bob"}',
		'GET /users/eve > 404',
	]);
});

it('who is signed in is no author of those that are kept by themselves', async () => {
	const schemas = {
		User: '{id!:int,username!}',
		Author: '{id!:int,name!}',
		Book: '{id!:int,title!,author!:Author,owner!:User}',
	};
	const lines = [
		'POST /auth/register <{username!,password!} >201 {token,user:User} => create user at /user signs in',
		'GET /me >User => read user every current user',
		'GET /users/{id} >User => read user',
		'POST /authors <{name!} >201 Author => create author',
		'GET /authors/{id} >Author => read author',
		'POST /books <{title!} >201 Book => create book',
		'GET /books/{id} >Book => read book',
	];
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	const mock = await startTestMock({ documents: [drawSketch({ lines, schemas }).document], seed: 1 });
	const send = async (path: string, body: object): Promise<unknown> =>
		(
			await fetch(mock.url + path, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			})
		).json();
	await send('/auth/register', { username: 'ann', password: 'p' });
	const book = await send('/books', { title: 'a' });
	expect(book).toMatchObject({ owner: { id: 1, username: 'ann' } });
	expect(book).not.toMatchObject({ author: { id: 1 } });
});
