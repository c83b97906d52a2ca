// Several documents in one mock: what one has, another one has paths below.

import { it } from 'vitest';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playDocuments } from './play-sketch.ts';

const SCHEMAS = {
	User: '{id:int,name,active:bool,address:Address}',
	Address: '{street,city}',
	Order: '{id:int,item,userId:int,status:NEW|PAID|CANCELLED}',
};
const USERS = [
	'POST /users <{name,active:bool} >201 User => create user',
	'GET /users >[User] => list user',
	'GET /users/{id} >User => read user',
	'DELETE /users/{id} >204 => delete user',
];
const ORDERS = ['POST /orders <{item,userId:int} >201 Order => create order', 'GET /orders/{id} >Order => read order'];

const MADE = [
	'POST /users {"name":"a","active":true} > 201 {"id":1}',
	'POST /users {"name":"b","active":true} > 201 {"id":2}',
];

it.each<[string, string[][], Call[]]>([
	[
		'what is done to its entities in another document',
		[
			USERS,
			[
				'POST /users/{id}/deactivate >204 => none',
				'POST /users/deactivate-all >204 => none',
				'GET /users/{id}/exists >{exists:bool} => none',
				'PUT /users/{id}/address <Address >Address => none',
			],
		],
		[
			...MADE,
			'POST /users/1/deactivate > 204',
			'GET /users > 200 [{"id":1,"active":false},{"id":2,"active":true}]',
			'POST /users/deactivate-all > 204',
			'GET /users/2 > 200 {"active":false}',
			'PUT /users/2/address {"street":"s","city":"c"} > 200',
			'GET /users/2 > 200 {"address":{"city":"c"}}',
			'DELETE /users/1 > 204',
			'GET /users/1/exists > 200 {"exists":false}',
		],
	],
	[
		'what stands below them, and a second way to it',
		[
			USERS,
			[
				...ORDERS,
				'GET /users/{userId}/orders >[Order] => none',
				'POST /users/{userId}/orders <{item} >201 Order => none',
			],
		],
		[
			...MADE,
			'POST /users/1/orders {"item":"x"} > 201 {"id":1,"userId":1}',
			'POST /orders {"item":"y","userId":2} > 201 {"id":2}',
			'GET /users/1/orders > 200 [{"id":1,"item":"x"}]',
			'GET /users/2/orders > 200 [{"id":2,"item":"y"}]',
			'GET /orders/1 > 200 {"item":"x","userId":1}',
			'GET /users/9/orders > 404',
		],
	],
	[
		'whichever comes first',
		[['POST /orders/{id}/pay >Order => none', 'POST /orders/{id}/cancel >Order => none'], ORDERS],
		[
			'POST /orders {"item":"x"} > 201 {"id":1,"status":"NEW"}',
			'POST /orders/1/pay > 200 {"status":"PAID"}',
			'GET /orders/1 > 200 {"status":"PAID"}',
		],
	],
])('%s', async (_name, all, calls) => {
	await playDocuments(
		all.map((lines) => drawSketch({ lines, schemas: SCHEMAS }).document),
		calls,
	);
});

it.each([
	['one that says nothing of its servers', ['/api/v1'], []],
	['those that are served at one path among others', ['/api/v1', '/api/v2'], ['/api/v1']],
])('are joined: %s', async (_name, ...bases) => {
	const all = [USERS, ['POST /users/{id}/deactivate >204 => none']].map((lines, index) => ({
		...drawSketch({ lines, schemas: SCHEMAS }).document,
		...(bases[index]?.length && { servers: bases[index].map((url) => ({ url })) }),
	}));
	const calls = [...MADE, 'POST /users/1/deactivate > 204', 'GET /api/v1/users/1 > 200 {"active":false}'];
	await playDocuments(all, calls);
	await playDocuments(all.toReversed(), calls);
});

it('each has for itself what two of them have', async () => {
	const { document: one } = drawSketch({ lines: USERS, schemas: SCHEMAS });
	const other = { ...drawSketch({ lines: USERS, schemas: SCHEMAS }).document, servers: [{ url: '/v2' }] };
	await playDocuments(
		[{ ...one, servers: [{ url: '/v1' }] }, other],
		[...MADE, 'GET /v1/users/1 > 200 {"name":"a"}', 'GET /v2/users/1 > 200'],
	);
});
