// What an entity comes to: the total of a cart's lines, the average of what is said below it.

import { expect, it } from 'vitest';
import { drawSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { call, startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const PRODUCTS = [
	'POST /products <{name!,price!:num} >201 Product => create product',
	'GET /products/{id} >Product => read product',
	'PUT /products/{id} <{name!,price!:num} >Product => replace product',
];
const MADE: Call[] = [
	'POST /products {"name":"tea","price":2.5} > 201 {"id":1}',
	'POST /products {"name":"cup","price":0.1} > 201 {"id":2}',
];
const decimal = { type: 'string', format: 'decimal' };

it.each<[string, Sketch, Call[]]>([
	[
		'of a cart, with prices and names of the products that its lines name',
		{
			lines: [
				...PRODUCTS,
				'POST /carts >201 Cart => create cart',
				'GET /carts/{id} >Cart => read cart',
				'POST /carts/{id}/items <{productId!:int,quantity!:int} >201 Cart => patch cart add items',
				'PUT /carts/{id}/items/{itemId} <{quantity!:int} >Cart => patch cart replace items',
				'DELETE /carts/{id}/items/{itemId} >Cart => patch cart remove items',
			],
			schemas: {
				Product: '{id:int,name,price:num}',
				Cart: '{id:int,items:[Item],subtotal:num,shippingCost:num,discount:num,grandTotal:num,totalQuantity:int,itemCount:int}',
				Item: '{id:int,productId:int,name,price:num,quantity:int,lineTotal:num}',
			},
		},
		[
			...MADE,
			'POST /carts > 201 {"items":[],"subtotal":0,"shippingCost":0,"discount":0,"grandTotal":0,"totalQuantity":0}',
			'POST /carts/1/items {"productId":1,"quantity":2} > 201 {"items":[{"name":"tea","price":2.5,"lineTotal":5}],"grandTotal":5}',
			'POST /carts/1/items {"productId":2,"quantity":3} > 201 {"subtotal":5.3,"grandTotal":5.3,"totalQuantity":5,"itemCount":2}',
			'PUT /carts/1/items/1 {"quantity":1} > 200 {"items":[{"quantity":1,"lineTotal":2.5},{"lineTotal":0.3}],"subtotal":2.8}',
			'DELETE /carts/1/items/1 > 200 {"items":[{"name":"cup"}],"subtotal":0.3,"grandTotal":0.3}',
			'GET /carts/1 > 200 {"subtotal":0.3,"totalQuantity":3}',
		],
	],
	[
		'of an order, whose lines keep the price that was',
		{
			lines: [
				...PRODUCTS,
				'POST /orders <{lines!:[{product_id!:int,quantity!:int}]} >201 Order => create order',
				'GET /orders/{id} >Order => read order',
			],
			schemas: {
				Product: '{id:int,name,price:num}',
				Order: '{id:int,lines:[Line],total_amount!:num}',
				Line: '{product_id:int,product_name!,unit_price!:num,quantity:int}',
			},
		},
		[
			...MADE,
			'POST /orders {"lines":[{"product_id":1,"quantity":2}]} > 201 {"lines":[{"product_name":"tea","unit_price":2.5}],"total_amount":5}',
			'PUT /products/1 {"name":"chai","price":3} > 200',
			'GET /orders/1 > 200 {"lines":[{"product_name":"tea","unit_price":2.5}],"total_amount":5}',
		],
	],
	[
		'of an order whose lines have a path of their own',
		{
			lines: [
				...PRODUCTS,
				'POST /orders >201 Order => create order',
				'GET /orders/{id} >Order => read order',
				'POST /orders/{id}/items <{productId!:int,quantity!:int} >201 Item => create item',
				'GET /orders/{id}/items >[Item] => list item',
				'DELETE /orders/{id}/items/{itemId} >204 => delete item',
			],
			schemas: {
				Product: '{id:int,name,price:num}',
				Order: '{id:int,items:[Item],total:num}',
				Item: '{id:int,orderId:int,productId:int,price:num,quantity:int,total:num}',
			},
		},
		[
			...MADE,
			'POST /orders > 201 {"total":0}',
			'POST /orders/1/items {"productId":1,"quantity":2} > 201 {"price":2.5,"total":5}',
			'GET /orders/1 > 200 {"items":[{"total":5}],"total":5}',
			'DELETE /orders/1/items/1 > 204',
			'GET /orders/1 > 200 {"items":[],"total":0}',
		],
	],
	[
		'where it may be sent, and was not',
		{
			lines: ['POST /orders <Order >201 Order => create order', 'GET /orders/{id} >Order => read order'],
			schemas: { Order: '{id:int,items:[Item],totalAmount:num}', Item: '{name,quantity!:int,unitPrice!:num}' },
		},
		[
			'POST /orders {"items":[{"name":"x","quantity":2,"unitPrice":3}]} > 201 {"totalAmount":6}',
			'POST /orders {"items":[{"quantity":2,"unitPrice":3}],"totalAmount":5} > 201 {"totalAmount":5}',
		],
	],
	[
		'as texts, with the price of a product that the line shows',
		{
			lines: [
				'POST /products <{name!,price!:Money} >201 Product => create product',
				'GET /products/{id} >Product => read product',
				'GET /cart >Cart => read cart',
				'POST /cart/items <{product_id!:int,quantity!:int} >201 Cart => patch cart add items',
			],
			rest: {
				components: {
					schemas: {
						Money: decimal,
						Product: {
							type: 'object',
							required: ['id', 'name', 'price'],
							properties: { id: { type: 'integer' }, name: { type: 'string' }, price: decimal },
						},
						Cart: {
							type: 'object',
							required: ['items', 'tax', 'total'],
							properties: {
								items: {
									type: 'array',
									items: {
										type: 'object',
										required: ['id', 'product', 'quantity'],
										properties: {
											id: { type: 'integer' },
											product: { $ref: '#/components/schemas/Product' },
											quantity: { type: 'integer' },
										},
									},
								},
								tax: decimal,
								total: decimal,
							},
						},
					},
				},
			},
		},
		[
			'POST /products {"name":"tea","price":"2.50"} > 201 {"id":1}',
			'POST /cart/items {"product_id":1,"quantity":3} > 201 {"items":[{"product":{"name":"tea"}}],"tax":"0.00","total":"7.50"}',
		],
	],
	[
		'not of what is told in per cent, nor of lines without a price',
		{
			lines: [
				'POST /bills <{lines:[{price:num,quantity:int}],tax_rate:num} >201 Bill => create bill',
				'GET /bills/{id} >Bill => read bill',
				'POST /lists <{entries:[{name}]} >201 List => create list',
				'GET /lists/{id} >List => read list',
			],
			rest: {
				components: {
					schemas: {
						List: {
							type: 'object',
							properties: {
								id: { type: 'integer' },
								entries: { type: 'array', items: { type: 'object' } },
								total: { type: 'integer', enum: [77] },
							},
						},
						Bill: {
							type: 'object',
							properties: {
								id: { type: 'integer' },
								lines: {
									type: 'array',
									items: {
										type: 'object',
										properties: { price: { type: 'number' }, quantity: { type: 'integer' } },
									},
								},
								tax_rate: { type: 'number' },
								subtotal: { type: 'number' },
								total: { type: 'number', example: 77 },
							},
						},
					},
				},
			},
		},
		[
			'POST /bills {"lines":[{"price":2,"quantity":2}],"tax_rate":20} > 201 {"subtotal":4,"total":77}',
			'POST /lists {"entries":[{"name":"a"}]} > 201 {"total":77}',
		],
	],
])('a total is the sum %s', async (_what, sketch, calls) => {
	await playSketch(sketch, calls);
});

it('an average is that of what is below, and begins at 0', async () => {
	const below = (noun: string, sent: string): string[] => [
		`POST /shops/{id}/${noun} <${sent} >201 Review => create review`,
		`GET /shops/{id}/${noun} >[Review] => list review`,
		`DELETE /shops/{id}/${noun}/{reviewId} >204 => delete review`,
	];
	await playSketch(
		{
			lines: [
				'POST /shops <{name!} >201 Shop => create shop',
				'GET /shops ?sort >[Shop] => list shop',
				'GET /shops/{id} >Shop => read shop',
				...below('reviews', '{rating!:int,text}'),
			],
			schemas: {
				Shop: '{id:int,name,averageRating:num,rating_count:int,reviewCount:int}',
				Review: '{id:int,rating:int,text}',
			},
		},
		[
			'POST /shops {"name":"a"} > 201 {"averageRating":0,"rating_count":0}',
			'POST /shops {"name":"b"} > 201 {"averageRating":0}',
			'POST /shops/1/reviews {"rating":4} > 201 {"id":1}',
			'POST /shops/1/reviews {"rating":5} > 201 {"id":2}',
			'POST /shops/1/reviews {"rating":5} > 201 {"id":3}',
			'GET /shops/1 > 200 {"averageRating":4.67,"rating_count":3,"reviewCount":3}',
			'GET /shops?sort=-averageRating > 200 [{"id":1},{"id":2,"averageRating":0}]',
			'DELETE /shops/1/reviews/1 > 204',
			'GET /shops/1 > 200 {"averageRating":5,"rating_count":2}',
		],
	);
});

it('the latest is the last that was made below, and nothing before', async () => {
	await playSketch(
		{
			lines: [
				'POST /rooms <{name!} >201 Room => create room',
				'GET /rooms/{id} >Room => read room',
				'POST /rooms/{id}/messages <{text!} >201 Message => create message',
				'GET /rooms/{id}/messages >[Message] => list message',
				'DELETE /rooms/{id}/messages/{messageId} >204 => delete message',
			],
			schemas: { Room: '{id:int,name,lastMessage:Message}', Message: '{id:int,text,sentAt:moment}' },
		},
		[
			'POST /rooms {"name":"a"} > 201 {"id":1,"name":"a"}',
			'POST /rooms/1/messages {"text":"x"} > 201',
			'POST /rooms/1/messages {"text":"y"} > 201',
			'GET /rooms/1 > 200 {"lastMessage":{"id":2,"text":"y"}}',
			'DELETE /rooms/1/messages/2 > 204',
			'GET /rooms/1 > 200 {"lastMessage":{"id":1,"text":"x"}}',
		],
	);
});

const OF_OTHERS: Sketch = {
	lines: [
		'POST /orders <NewOrder >201 Order => create order',
		'GET /orders/{id} >Order => read order',
		'POST /invoices <NewInvoice >201 Invoice => create invoice',
		'GET /invoices/{id} >Invoice => read invoice',
		'POST /bookings <{items:[{price:num,quantity:int}],service:int,note} >201 Booking => create booking',
		'GET /bookings/{id} >Booking => read booking',
	],
	schemas: {
		NewOrder: '{total:num,payments:[{amount:num,method}]}',
		Order: '{id:int,total:num,payments:[{amount:num,method}]}',
		NewInvoice: '{entries:[{amount:num,note}],discounts:[{amount:num,code}]}',
		Invoice: '{id:int,total:num,entries:[{amount:num,note}],discounts:[{amount:num,code}]}',
		Booking: '{id:int,items:[{price:num,quantity:int}],service:int,delivery!:int,note,total:num}',
	},
};

it('is nothing of what is paid or taken off, nor of the number of a service', async () => {
	await playSketch(OF_OTHERS, [
		'POST /orders {"total":30,"payments":[{"amount":5}]} > 201 {"total":30}',
		'POST /invoices {"entries":[{"amount":20},{"amount":5}],"discounts":[{"amount":3}]} > 201 {"total":25}',
		'POST /bookings {"items":[{"price":2,"quantity":3}],"service":70} > 201 {"service":70,"total":6}',
	]);
	const mock = await startTestMock({ documents: [drawSketch(OF_OTHERS).document], seed: 1 });
	const paid = await call(mock, 'POST', '/orders', { body: { payments: [{ amount: 5 }] } });
	expect(paid.json).not.toHaveProperty('total', 5);
	const booked = await call(mock, 'POST', '/bookings', { body: { note: 'a' } });
	expect(booked.json).not.toHaveProperty('delivery', 0);
});

it('is in texts that are no more than texts, and is not told of prices that are no numbers', async () => {
	const sketch: Sketch = {
		lines: [
			'POST /carts <{items:[{sku,price,quantity:int}]} >201 Cart => create cart',
			'GET /carts/{id} >Cart => read cart',
		],
		schemas: { Cart: '{id:int,items:[{sku,price,quantity:int}],subtotal,discount,shipping_cost,delivery!,total}' },
	};
	await playSketch(sketch, [
		'POST /carts {"items":[{"price":"1.10","quantity":3}]} > 201 {"subtotal":"3.30","discount":"0.00","shipping_cost":"0.00","total":"3.30"}',
		'POST /carts {"items":[{"price":"1.10","quantity":3},{"sku":"a"}]} > 201 {"total":"3.30"}',
	]);
	const mock = await startTestMock({ documents: [drawSketch(sketch).document], seed: 1 });
	const { json } = await call(mock, 'POST', '/carts', { body: { items: [{ price: '1.10 EUR', quantity: 3 }] } });
	expect(json).not.toHaveProperty('subtotal', '0.00');
	expect(json).not.toHaveProperty('delivery', '0.00');
});

it('a rating is nothing until somebody rates', async () => {
	await playSketch(
		{
			lines: [
				'POST /products <{name!} >201 Product => create product',
				'GET /products/{id} >Product => read product',
				'POST /reviews <{productId!:int,rating!:int} >201 Review => create review',
				'GET /reviews/{id} >Review => read review',
				'DELETE /reviews/{id} >204 => delete review',
			],
			schemas: { Product: '{id:int,name,rating:num,reviewCount:int}', Review: '{id:int,productId:int,rating:int}' },
		},
		[
			'POST /products {"name":"a"} > 201 {"rating":0,"reviewCount":0}',
			'POST /reviews {"productId":1,"rating":4} > 201 {"rating":4}',
			'GET /products/1 > 200 {"rating":4,"reviewCount":1}',
			'DELETE /reviews/1 > 204',
			'GET /products/1 > 200 {"rating":0,"reviewCount":0}',
		],
	);
});
