// `POST /cart/checkout`: an order of what was in the cart, which is empty then.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const ORDERS = ['GET /orders >[Order] => list order', 'GET /orders/{id} >Order => read order'];
const SCHEMAS = {
	Cart: '{id:int,items:[Item],total:num}',
	Item: '{id:int,productId:int,quantity:int}',
	Order: '{id:int,lines:[Line],status:pending|paid,address}',
	Line: '{productId!:int,quantity!:int,price!:num}',
};
const ITEM = '{"productId":7,"quantity":2}';

it.each<[string, Sketch, Call[]]>([
	[
		'the one that there is',
		{
			lines: [
				'POST /cart/items <{productId:int,quantity:int} >201 Cart => patch cart by cart add items',
				'GET /cart >Cart => read cart by cart',
				'POST /cart/checkout <{address} >201 Order => create order of cart',
				...ORDERS,
			],
			schemas: { ...SCHEMAS, Cart: '{items:[Item],total:num}' },
		},
		[
			`POST /cart/items ${ITEM} > 201`,
			'POST /cart/checkout {"address":"x"} > 201 {"id":1,"lines":[{"productId":7,"quantity":2}],"address":"x"}',
			'GET /cart > 200 {"items":[]}',
			'GET /orders/1 > 200 {"lines":[{"productId":7,"quantity":2}]}',
			'POST /cart/checkout {"address":"x"} > 201 {"id":2,"lines":[]}',
		],
	],
	[
		'the one that there is, for an order that shows no lines',
		{
			lines: [
				'POST /cart/items <{productId:int,quantity:int} >201 Cart => patch cart by cart add items',
				'GET /cart >Cart => read cart by cart',
				'POST /checkout <{address} >201 Order => create order of cart',
				...ORDERS,
			],
			schemas: { ...SCHEMAS, Cart: '{items:[Item]}', Order: '{id:int,address,status:pending|paid}' },
		},
		[
			`POST /cart/items ${ITEM} > 201`,
			'POST /checkout {"address":"x"} > 201 {"id":1,"address":"x"}',
			'GET /cart > 200 {"items":[]}',
		],
	],
	[
		'the one that is sent',
		{
			lines: [
				'POST /carts >201 Cart => create cart',
				'GET /carts >[Cart] => list cart',
				'GET /carts/{id} >Cart => read cart',
				'POST /carts/{id}/items <{productId:int,quantity:int} >201 Cart => patch cart add items',
				'POST /checkout <{cartId:int} >201 Order => create order of cart',
				...ORDERS,
			],
			schemas: SCHEMAS,
		},
		[
			'POST /carts > 201 {"id":1}',
			'POST /carts > 201 {"id":2}',
			`POST /carts/1/items ${ITEM} > 201`,
			'POST /carts/2/items {"productId":8,"quantity":1} > 201',
			'POST /checkout {"cartId":2} > 201 {"id":1,"lines":[{"productId":8,"quantity":1}]}',
			'GET /carts > 200 [{"id":1,"items":[{"productId":7}]},{"id":2,"items":[]}]',
			'POST /checkout {"cartId":9} > 404',
		],
	],
	[
		'none of several where none is told',
		{
			lines: [
				'POST /carts >201 Cart => create cart',
				'GET /carts >[Cart] => list cart',
				'GET /carts/{id} >Cart => read cart',
				'POST /checkout <{address} >201 Order => create order',
				...ORDERS,
			],
			schemas: SCHEMAS,
		},
		['POST /carts > 201 {"id":1}', 'POST /checkout {"address":"x"} > 201', 'GET /carts > 200 [{"id":1}]'],
	],
	[
		'one of several',
		{
			lines: [
				'POST /carts >201 Cart => create cart',
				'GET /carts/{cartId} >Cart => read cart',
				'POST /carts/{cartId}/items <{productId:int,quantity:int} >201 Cart => patch cart add items',
				'POST /carts/{cartId}/checkout >Order => create order of cart',
				...ORDERS,
			],
			schemas: SCHEMAS,
		},
		[
			'POST /carts > 201 {"id":1}',
			'POST /carts > 201 {"id":2}',
			`POST /carts/1/items ${ITEM} > 201`,
			`POST /carts/2/items ${ITEM} > 201`,
			'POST /carts/2/checkout > 200 {"lines":[{"productId":7}]}',
			'GET /carts/1 > 200 {"items":[{"productId":7}]}',
			'GET /carts/2 > 200 {"items":[]}',
			'POST /carts/9/checkout > 404',
		],
	],
	...['/cart/checkout', '/checkout', '/orders/checkout'].map((path): [string, Sketch, Call[]] => [
		`the rows of a collection, by ${path}`,
		{
			lines: [
				'POST /cart <{productId:int,quantity:int} >201 Item => create cart',
				'GET /cart >[Item] => list cart',
				'DELETE /cart/{id} >204 => delete cart',
				`POST ${path} <{address} >201 Order => create order of cart`,
				...ORDERS,
			],
			schemas: SCHEMAS,
		},
		[
			`POST /cart ${ITEM} > 201`,
			`POST ${path} {"address":"x"} > 201 {"id":1,"lines":[{"productId":7,"quantity":2}]}`,
			'GET /cart > 200 []',
		],
	]),
])('the cart is empty after a checkout of %s', async (_, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it.each<[string, Sketch]>([
	[
		'no cart',
		{
			lines: [
				'POST /plans <{name} >201 Plan => create plan',
				'GET /plans/{id} >Plan => read plan',
				'POST /plans/{id}/purchase >201 Order => create order',
				...ORDERS,
			],
			schemas: { ...SCHEMAS, Plan: '{id:int,name,features:[Item]}' },
		},
	],
	[
		'several that may be meant',
		{
			lines: [
				'GET /cart >Cart => read cart by cart',
				'POST /cart/items <{productId:int,quantity:int} >201 Cart => patch cart by cart add items',
				'GET /basket >Cart => read basket by basket',
				'POST /basket/items <{productId:int,quantity:int} >201 Cart => patch basket by basket add items',
				'POST /checkout <{address} >201 Order => create order',
				...ORDERS,
			],
			schemas: { ...SCHEMAS, Cart: '{items:[Item],total:num}' },
		},
	],
])('nothing is taken of %s', async (_, sketch) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
});
