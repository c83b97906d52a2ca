// What is of who is signed in: `/users/me/posts`, `/orders/my`; and what is made is theirs.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const PEOPLE = [
	'POST /auth/register <{email!,password!} >201 User => create user signs in',
	'POST /auth/login <{email!,password!} >{token} => read user by $request.body#/email as email unseen signs in',
	'GET /users/me >User => read user every current user',
];
const enter = (how: string, name: string, status: number): string =>
	`POST /auth/${how} {"email":"${name}","password":"p"} > ${status}`;

it.each<[string, Sketch, Call[]]>([
	[
		'lists of one’s own show nothing of others',
		{
			lines: [
				...PEOPLE,
				'POST /posts <{title} >201 Post => create post',
				'GET /posts >[Post] => list post',
				'GET /users/me/posts >[Post] => list post mine by author',
				'POST /orders <{item} >201 Order => create order',
				'GET /orders/{id} >Order => read order',
				'GET /orders/my >[Order] => list order mine by user_id',
				'GET /my-orders >{items:[Order]} => list order at /items mine by user_id',
			],
			schemas: {
				User: '{id!:int,email!}',
				Post: '{id!:int,title,author!:User}',
				Order: '{id!:int,item,user_id!:int}',
			},
		},
		[
			'POST /orders {"item":"n"} > 201',
			'GET /orders/my > 200 [{"id":1}]',
			enter('register', 'ann', 201),
			enter('register', 'bob', 201),
			'POST /orders {"item":"b"} > 201 {"id":2,"user_id":2}',
			'POST /posts {"title":"b"} > 201 {"author":{"id":2,"email":"bob"}}',
			enter('login', 'ann', 200),
			'GET /orders/my > 200 []',
			'POST /orders {"item":"a"} > 201 {"id":3,"user_id":1}',
			'POST /posts {"title":"a"} > 201',
			'GET /orders/my > 200 [{"id":3}]',
			'GET /my-orders > 200 {"items":[{"id":3}]}',
			'GET /users/me/posts > 200 [{"title":"a"}]',
			'GET /posts > 200 [{"title":"b"},{"title":"a"}]',
		],
	],
	[
		'a message is sent by who is signed in, unless it says by whom',
		{
			lines: [
				...PEOPLE,
				'POST /messages <{text} >201 Message => create message',
				'GET /messages >[Message] => list message',
				'POST /transfers <{amount:int,senderId:int} >201 Transfer => create transfer',
				'GET /transfers/{id} >Transfer => read transfer',
				'GET /transfers >[Transfer] => list transfer',
			],
			schemas: {
				User: '{id!:int,email!}',
				Message: '{id!:int,text,sender!:User,uploadedBy:int}',
				Transfer: '{id!:int,amount:int,senderId:int}',
			},
		},
		[
			enter('register', 'ann', 201),
			enter('register', 'bob', 201),
			'POST /messages {"text":"x"} > 201 {"sender":{"id":2,"email":"bob"},"uploadedBy":2}',
			'POST /transfers {"amount":1,"senderId":1} > 201 {"senderId":1}',
		],
	],
	[
		'what a POST without a body starts is there',
		{
			lines: [
				'POST /quizzes <{title} >201 Quiz => create quizze',
				'GET /quizzes/{id} >Quiz => read quizze',
				'POST /quizzes/{quiz_id}/attempts >201 Attempt => create attempt with quiz_id=path.quiz_id',
				'GET /attempts/{id} >Attempt => read attempt',
				'POST /quizzes/{quiz_id}/start >201 Round => create round with quiz_id=path.quiz_id',
				'GET /rounds/{id} >Round => read round',
			],
			schemas: {
				Quiz: '{id!:int,title}',
				Attempt: '{id!:int,quiz_id!:int,status:in_progress|submitted}',
				Round: '{id!:int,quiz_id!:int}',
			},
		},
		[
			'POST /quizzes {"title":"a"} > 201 {"id":1}',
			'POST /quizzes/1/attempts > 201 {"id":1,"quiz_id":1,"status":"in_progress"}',
			'POST /quizzes/1/attempts > 201 {"id":2,"quiz_id":1}',
			'GET /attempts/2 > 200 {"id":2,"quiz_id":1}',
			'POST /quizzes/9/attempts > 404',
			'POST /quizzes/1/start > 201 {"id":1,"quiz_id":1}',
			'GET /rounds/1 > 200 {"quiz_id":1}',
		],
	],
])('%s', async (_, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
