// What is done to an entity, or to some of them, below another prefix than that of its own paths, where nothing else stands.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const ORDERS = [
	'GET /orders >[Order] => list order',
	'POST /orders <{title} >201 Order => create order',
	'GET /orders/{id} >Order => read order',
	'DELETE /orders/{id} >204 => delete order',
];
const SCHEMAS = { Order: '{id:int,title,status:draft|pending|approved,note}', Shop: '{id:int,name}' };

it.each<[string, Sketch, Call[]]>([
	[
		'one of them, by its key',
		{
			lines: [
				...ORDERS,
				'POST /shops/{shopId}/orders/{orderId}/approve <{reason} >Order => move order to approved from draft,pending,approved',
				'PATCH /shops/{shopId}/orders/{orderId}/note <{note} >204 => patch order unseen',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /orders {"title":"a"} > 201 {"id":1,"status":"draft"}',
			'POST /orders {"title":"b"} > 201 {"id":2}',
			'POST /shops/7/orders/1/approve {"reason":"x"} > 200 {"id":1,"title":"a","status":"approved"}',
			'PATCH /shops/7/orders/2/note {"note":"n"} > 204',
			'GET /orders > 200 [{"id":1,"status":"approved"},{"id":2,"status":"draft","note":"n"}]',
			'POST /shops/7/orders/3/approve {"reason":"x"} > 404',
		],
	],
	[
		'several, and some by what they are, with more in each row',
		{
			lines: [
				...ORDERS,
				'POST /admin/orders/bulk-approve <{order_ids:[int]} >{approved:int} => patch order every set status by $request.body#/order_ids named unseen',
				'GET /admin/orders/approved >[Row] => list order only status',
				'GET /shops/{shopId}/orders/pending >[Row] => list order only status',
				'POST /shops/{shopId}/orders/{id}/approve >Order => move order to approved from draft,pending,approved',
			],
			schemas: { ...SCHEMAS, Row: '{id!:int,title,status:draft|pending|approved,mayShip!:bool}' },
		},
		[
			'POST /orders {"title":"a"} > 201 {"id":1}',
			'POST /orders {"title":"b"} > 201 {"id":2}',
			'GET /admin/orders/approved > 200 []',
			'POST /admin/orders/bulk-approve {"order_ids":[2]} > 200 {"approved":1}',
			'GET /admin/orders/approved > 200 [{"id":2,"title":"b","status":"approved"}]',
			'GET /orders/1 > 200 {"status":"draft"}',
		],
	],
	[
		'but not where it is of something else',
		{
			lines: [
				...ORDERS,
				'POST /carts/{cartId}/order/{id}/approve >204 => none',
				'POST /carts/{cartId}/orders/{customer}/approve >204 => none',
				'GET /shops/{shopId}/orders/{id} >Purchase => read shop_order',
				'POST /shops/{shopId}/orders/{id}/approve >Purchase => read shop_order',
			],
			schemas: { ...SCHEMAS, Purchase: '{id:int,price:num}' },
		},
		[],
	],
])('%s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
