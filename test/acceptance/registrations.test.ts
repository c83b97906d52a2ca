// Who registers is remembered, also where the answer is a token or a few words: as one of the users that the document has, else as one who can't register twice.

import { expect, it } from 'vitest';
import { drawSketch, inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playDocument, playSketch } from './play-sketch.ts';

const SCHEMAS = { User: '{id:int,email,name}' };
const SENT = '{email,name,password}';
const TAKEN = { '201': { description: '' }, '409': { description: 'A user with this email already exists' } };
const ANA = '{"email":"a@b.c","name":"ana","password":"x"}';
const BEA = '{"email":"b@b.c","name":"bea","password":"x"}';

it.each<[string, Sketch, Call[]]>([
	[
		'in the collection of users, by a token',
		{
			lines: [
				`POST /users/register <${SENT} >{token} => create user unseen`,
				'POST /users/login <{email,password} >{token} => none',
				'GET /users >[User] => list user',
				'GET /users/{id} >User => read user',
			],
			schemas: SCHEMAS,
		},
		[
			'GET /users > 200 []',
			`POST /users/register ${ANA} > 200`,
			'GET /users > 200 [{"id":1,"email":"a@b.c","name":"ana"}]',
			'GET /users/1 > 200 {"name":"ana"}',
			'POST /users/login {"email":"a@b.c","password":"x"} > 200',
		],
	],
	[
		'elsewhere, without a word',
		{
			lines: [
				`POST /auth/sign-up <${SENT} >201 => create user unseen`,
				'POST /auth/sign-out >204 => none',
				'GET /users >[User] => list user',
				'GET /users/{id} >User => read user',
			],
			schemas: SCHEMAS,
			more: { 'POST /auth/sign-up': { responses: TAKEN } },
		},
		[
			`POST /auth/sign-up ${ANA} > 201`,
			`POST /auth/sign-up ${ANA} > 409`,
			`POST /auth/sign-up ${BEA} > 201`,
			'GET /users > 200 [{"id":1,"name":"ana"},{"id":2,"name":"bea"}]',
		],
	],
	[
		'by the e-mail alone, where all else is called otherwise',
		{
			lines: [
				'POST /auth/register <{email!,password!,first_name,last_name,role_code} >201 {token} => create user unseen signs in',
				'POST /auth/login <{email!,password!} >{token} => read user by $request.body#/email as email unseen signs in',
				'GET /users/me >User => read user every current user',
				'GET /admin/users >[User] => list user',
				'GET /admin/users/{id} >User => read user',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /auth/register {"email":"a@b.c","password":"x","first_name":"ana"} > 201',
			'GET /users/me > 200 {"id":1,"email":"a@b.c"}',
			'GET /admin/users > 200 [{"id":1,"email":"a@b.c"}]',
		],
	],
	[
		'beside the customers of a tenant, who are theirs',
		{
			lines: [
				'GET /shops/{shopId}/customers >[User] => list customer',
				'GET /shops/{shopId}/customers/{id} >User => read customer',
				'GET /boards/{boardId}/members >[Member] => list member',
				`POST /shops/{shopId}/register <${SENT} >201 => create customer unseen`,
			],
			schemas: { ...SCHEMAS, Member: '{id:int,email,nick}' },
		},
		[
			`POST /shops/1/register ${ANA} > 201`,
			'GET /shops/1/customers > 200 [{"name":"ana"}]',
			'GET /shops/2/customers > 200 []',
		],
	],
	[
		'where nobody shows a user',
		{
			lines: [
				`POST /auth/register <${SENT} >201 => create registration unseen`,
				'POST /auth/login <{email,password} >{token} => none',
			],
			more: { 'POST /auth/register': { responses: TAKEN } },
		},
		[
			`POST /auth/register ${ANA} > 201`,
			`POST /auth/register ${ANA} > 409`,
			`POST /auth/register ${BEA} > 201`,
			'POST /auth/login {"email":"a@b.c","password":"x"} > 200',
		],
	],
	[
		'unless others make users, and nothing says that one may not register twice',
		{
			lines: [
				`POST /auth/register <${SENT} >{message} => none`,
				'POST /users <{email,name} >201 User => create user',
				'GET /users/{id} >User => read user',
			],
			schemas: SCHEMAS,
		},
		[`POST /auth/register ${ANA} > 200`, 'GET /users/1 > 404'],
	],
])('remembers who registers %s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playDocument(drawSketch(sketch).document, calls);
});

it.each<[string, string]>([
	['201', '409'],
	['200', '400'],
])(
	'is who signs in, and whose profile is changed, where nothing else shows anybody: %s, %s',
	async (status, refusal) => {
		const sketch: Sketch = {
			lines: [
				`POST /auth/register <{email,password,name} >${status} {user:Person,account:{id,plan}} => create user at /user signs in`,
				'POST /auth/login <{email,password} >{user:Person,access_token} => read user by $request.body#/email as email at /user signs in',
				'PUT /auth/profile <{name} >Person => patch user every current user',
				'GET /accounts >[Account] => list account',
				'POST /accounts <{plan} >201 Account => create account',
			],
			schemas: { Person: '{id!,email!,name!}', Account: '{id,plan}' },
			more: {
				'POST /auth/register': {
					responses: {
						[status]: {
							description: '',
							content: {
								'application/json': {
									schema: {
										type: 'object',
										required: ['user'],
										properties: {
											user: { $ref: '#/components/schemas/Person' },
											account: { type: 'object', properties: { id: { type: 'string' }, plan: { type: 'string' } } },
										},
									},
								},
							},
						},
						[refusal]: { description: 'The e-mail is taken' },
					},
				},
			},
		};
		const { effects, expected } = await inferSketch(sketch);
		expect(effects).toEqual(expected);
		const ann = '"email":"ann@x.co"';
		await playSketch(sketch, [
			`POST /auth/register {${ann},"password":"p","name":"Ann"} > ${status} {"user":{${ann},"name":"Ann"}}`,
			`POST /auth/register {"email":"bob@x.co","password":"p","name":"Bob"} > ${status} {"user":{"name":"Bob"}}`,
			...(refusal === '409' ? [`POST /auth/register {${ann},"password":"p","name":"Eve"} > 409`] : []),
			`POST /auth/login {${ann},"password":"p"} > 200 {"user":{${ann},"name":"Ann"}}`,
			`PUT /auth/profile {"name":"Anna"} > 200 {${ann},"name":"Anna"}`,
			`POST /auth/login {${ann},"password":"p"} > 200 {"user":{${ann},"name":"Anna"}}`,
			'POST /auth/login {"email":"bob@x.co","password":"p"} > 200 {"user":{"name":"Bob"}}',
		]);
	},
);
