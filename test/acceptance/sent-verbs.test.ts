// Actions whose verb is sent, in the body or at the end of the path, rather than written in the path.

import { expect, it } from 'vitest';
import { drawSketch, inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const LINES = ['POST /issues <{title!} >201 Issue => create issue', 'GET /issues/{id} >Issue => read issue'];
const MADE: Call[] = ['POST /issues {"title":"a"} > 201 {"id":1,"status":"open"}'];
const CLOSED: Call = 'GET /issues/1 > 200 {"id":1,"title":"a","status":"closed"}';
const BACK: Call = 'GET /issues/1 > 200 {"id":1,"title":"a","status":"open"}';

/** What each of these has of the issues' states. */
const rest = {
	components: {
		schemas: {
			Verb: { type: 'string', enum: ['close', 'reopen', 'start_progress'] },
			Issue: {
				type: 'object',
				required: ['id', 'title', 'status'],
				properties: {
					id: { type: 'integer' },
					title: { type: 'string' },
					status: { type: 'string', enum: ['open', 'in_progress', 'closed'] },
				},
			},
		},
	},
};
const draw = (lines: string[], more: Sketch['more'] = {}): Sketch => ({ lines: [...LINES, ...lines], rest, more });
const ACTIONS =
	'POST /issues/{id}/actions <{action!} >Issue => patch issue by $request.path.id set status from /action';

it.each<[string, Sketch, Call[]]>([
	[
		'in the body',
		draw([ACTIONS.replace('{action!}', '{action:Verb,comment}').replace(' by $request.path.id', '')]),
		[
			'POST /issues/1/actions {"action":"close","comment":"x"} > 200 {"id":1,"status":"closed"}',
			CLOSED,
			'POST /issues/1/actions {"action":"start_progress"} > 200 {"status":"in_progress"}',
			'POST /issues/1/actions {"action":"reopen"} > 200 {"status":"open"}',
			BACK,
			'POST /issues/9/actions {"action":"close"} > 404',
		],
	],
	[
		'by its name or its id in an object',
		draw([
			'POST /issues/{id}/transitions <{transition:{id,name}} >204 => patch issue set status from /transition/name unseen',
		]),
		[
			'POST /issues/1/transitions {"transition":{"id":"31","name":"Close"}} > 204',
			CLOSED,
			'POST /issues/1/transitions {"transition":{"id":"reopen"}} > 204',
			BACK,
		],
	],
	[
		'as a type',
		draw(['POST /issues/{id}/events <{type:Verb} >Issue => patch issue set status from /type']),
		['POST /issues/1/events {"type":"close"} > 200 {"status":"closed"}', CLOSED],
	],
	[
		'among other properties of a change',
		draw(['PUT /issues/{id} <{title,state_event} >Issue => patch issue set status']),
		['PUT /issues/1 {"title":"a","state_event":"close"} > 200 {"status":"closed"}', CLOSED],
	],
	[
		'at the end of the path, beside verbs that are written',
		draw([
			'POST /issues/{id}/close >Issue => move issue to closed from open,in_progress,closed',
			'PUT /issues/{id}/{action} >Issue => patch issue by $request.path.id set status',
		]),
		[
			'POST /issues/1/close > 200 {"status":"closed"}',
			CLOSED,
			'PUT /issues/1/reopen > 200 {"id":1,"status":"open"}',
			BACK,
		],
	],
])('a verb that is sent leads to the state: %s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, [...MADE, ...calls]);
});

it('tells of a verb that leads nowhere', async () => {
	const mock = await startTestMock({ documents: [drawSketch(draw([ACTIONS])).document], seed: 1 });
	const post = (path: string, body: object): Promise<Response> =>
		fetch(`${mock.url}${path}`, {
			method: 'POST',
			body: JSON.stringify(body),
			headers: { 'Content-Type': 'application/json' },
		});
	await post('/issues', { title: 'a' });
	const answer = await post('/issues/1/actions', { action: 'reboot' });
	expect([answer.status, await answer.json()]).toEqual([200, { id: 1, title: 'a', status: 'open' }]);
	expect(answer.headers.get('x-mock-reason')).toContain(
		'not followed: action (it leads to none of open, in_progress, closed)',
	);
});

it('a verb with what it changes of one, before the name of that, is done to it', async () => {
	const schemas = { Order: '{id!:int,item!,status:new|paid,stock:int}', User: '{id!:int,name!}' };
	const lines = [
		'POST /order/createOrder <{item!} >201 Order => create order',
		'GET /order/getOrderById/{id} >Order => read order',
		'PUT /order/updateOrder/{id} <{item} >Order => patch order',
		'PUT /order/updateOrderStatus/{id} <{status!:new|paid} >Order => patch order',
		'PATCH /order/update-stock/{id} <{quantity!:int} >Order => patch order set stock from /quantity',
		'PUT /order/update-password/{token} <{password!} >204 => none',
		'POST /admin/create-user <{name!} >201 User => create user',
		'GET /admin/get-user/{id} >User => read user',
		'PUT /admin/update-user/{id} <{name!} >User => replace user',
	];
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /order/createOrder {"item":"a"} > 201 {"id":1}',
		'PUT /order/updateOrderStatus/1 {"status":"paid"} > 200 {"status":"paid"}',
		'PATCH /order/update-stock/1 {"quantity":5} > 200 {"stock":5}',
		'GET /order/getOrderById/1 > 200 {"item":"a","status":"paid","stock":5}',
		'PUT /order/updateOrderStatus/9 {"status":"paid"} > 404',
	]);
});

it('a quantity that is changed by the name of a product is that of the line with it', async () => {
	const schemas = { Cart: '{id:int,items:[{productId:int,quantity:int}],total:num}' };
	const lines = [
		'GET /cart >Cart => list cart at /items',
		'POST /cart/add <{productId!:int,quantity:int} >Cart => create cart',
		'PUT /cart/update-quantity/{productId} <{quantity!:int} >Cart => replace cart',
		'DELETE /cart/remove/{productId} >Cart => delete cart',
	];
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /cart/add {"productId":1,"quantity":1} > 200',
		'PUT /cart/update-quantity/1 {"quantity":5} > 200',
		'GET /cart > 200 {"items":[{"productId":1,"quantity":5}]}',
		'DELETE /cart/remove/1 > 200',
		'GET /cart > 200 {"items":[]}',
	]);
});
