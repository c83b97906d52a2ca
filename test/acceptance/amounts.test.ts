// Numbers of an entity that an action adds to, or takes from: what it sends says how much.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = {
	Account: '{id:int,owner,balance:num,limit:num,points:int}',
	NewAccount: '{owner!,balance:num}',
	Product: '{id:int,name,stock:int,price:num}',
	NewProduct: '{name!,stock:int}',
	Transaction: '{id:int,accountId:int,type:deposit|withdrawal|transfer,amount:num,note}',
	Amount: '{amount!:num,note}',
	Purse: '{id:int,owner,balance:num,availableBalance:num}',
};

/** Says what becomes of who takes more than there is. */
const SHORT = {
	'POST /purses/{id}/withdraw': {
		responses: {
			200: {
				description: '',
				content: { 'application/json': { schema: { $ref: '#/components/schemas/Purse' } } },
			},
			400: { description: 'Invalid amount' },
			409: { description: 'Insufficient funds' },
		},
	},
};

const ACCOUNTS = [
	'POST /accounts <NewAccount >201 Account => create account',
	'GET /accounts/{id} >Account => read account',
];
const PRODUCTS = [
	'POST /products <NewProduct >201 Product => create product',
	'GET /products/{id} >Product => read product',
];

it.each<[string, string[], Call[]]>([
	[
		'money that goes in and out',
		[
			...ACCOUNTS,
			'POST /accounts/{id}/deposit <Amount >Account => patch account set balance from /amount',
			'PUT /accounts/{id}/withdraw <Amount >{message,balance:num} => patch account set balance from /amount',
			'POST /accounts/{id}/top-up ?amount!:num >204 => patch account set balance unseen',
		],
		[
			'POST /accounts {"owner":"a","balance":10} > 201 {"id":1,"balance":10}',
			'POST /accounts/1/deposit {"amount":0.1} > 200 {"balance":10.1}',
			'POST /accounts/1/deposit {"amount":0.2,"note":"x"} > 200 {"balance":10.3}',
			'PUT /accounts/1/withdraw {"amount":0.3} > 200 {"balance":10}',
			'POST /accounts/1/top-up?amount=5 > 204',
			'GET /accounts/1 > 200 {"owner":"a","balance":15}',
			'POST /accounts/9/deposit {"amount":1} > 404',
		],
	],
	[
		'as much as there is, and what is available of it',
		[
			'POST /purses <{owner!,initialDeposit:num} >201 Purse => create purse',
			'GET /purses/{id} >Purse => read purse',
			'POST /purses/{id}/deposit <Amount >Purse => patch purse set balance,availableBalance from /amount',
			'POST /purses/{id}/withdraw <Amount >Purse => patch purse set balance,availableBalance from /amount',
			'POST /purses/{id}/debit <Amount >Purse => patch purse set balance,availableBalance from /amount',
		],
		[
			'POST /purses {"owner":"a"} > 201 {"id":1,"balance":0,"availableBalance":0}',
			'POST /purses {"owner":"b","initialDeposit":100} > 201 {"id":2,"balance":100,"availableBalance":100}',
			'POST /purses/2/deposit {"amount":20} > 200 {"balance":120,"availableBalance":120}',
			'POST /purses/2/withdraw {"amount":120.5} > 409',
			'GET /purses/2 > 200 {"balance":120}',
			'POST /purses/2/withdraw {"amount":120} > 200 {"balance":0,"availableBalance":0}',
			'POST /purses/2/debit {"amount":5} > 200 {"balance":-5}',
		],
	],
	[
		'a number that the path names',
		[
			...PRODUCTS,
			'POST /products/{id}/increase-stock <{quantity!:int} >Product => patch product set stock from /quantity',
			'PATCH /products/{id}/stock/decrease <{by!:int} >Product => patch product set stock from /by',
			'POST /products/{id}/restock <{quantity!:int} >Product => patch product set stock from /quantity',
			'POST /products/{id}/increase-weight <{quantity!:int} >Product => read product',
			'POST /products/{id}/restock-order <{quantity!:int,size!:int} >Product => read product',
		],
		[
			'POST /products {"name":"a","stock":2} > 201 {"id":1,"stock":2}',
			'POST /products/1/increase-stock {"quantity":3} > 200 {"stock":5}',
			'PATCH /products/1/stock/decrease {"by":1} > 200 {"stock":4}',
			'POST /products/1/restock {"quantity":6} > 200 {"stock":10}',
			'GET /products/1 > 200 {"stock":10}',
		],
	],
	[
		'a number that would be none, or none that is shown, stays as it was',
		[
			...ACCOUNTS,
			'POST /accounts/{id}/deposit <Amount >Account => patch account set balance from /amount',
			...PRODUCTS,
			'POST /products/{id}/restock <{quantity!:num} >Product => patch product set stock from /quantity',
		],
		[
			'POST /accounts {"owner":"a","balance":1e308} > 201 {"id":1}',
			'POST /accounts/1/deposit {"amount":1e308} > 200 {"balance":1e308}',
			'GET /accounts/1 > 200 {"balance":1e308}',
			'POST /products {"name":"a","stock":2} > 201 {"id":1}',
			'POST /products/1/restock {"quantity":0.5} > 200 {"stock":2}',
			'GET /products/1 > 200 {"stock":2}',
		],
	],
	[
		'a difference that is sent, and a share of it, which is none',
		[
			...PRODUCTS,
			'PATCH /products/{id}/stock <{delta!:int} >Product => patch product set stock from /delta',
			'POST /products/{id}/adjust-stock <{adjustment!:int,reason} >Product => patch product set stock from /adjustment',
			'PUT /products/{id}/price <{discount!:num} >Product => read product',
		],
		[
			'POST /products {"name":"a","stock":9} > 201 {"id":1}',
			'PATCH /products/1/stock {"delta":-2} > 200 {"stock":7}',
			'POST /products/1/adjust-stock {"adjustment":4} > 200 {"stock":11}',
		],
	],
	[
		'a limit of credit, which is no verb there',
		[
			...ACCOUNTS,
			'PUT /accounts/{id}/credit-limit <Amount >Account => read account',
			'POST /accounts/{id}/withdraw-limit <Amount >Account => read account',
			'POST /accounts/{id}/credit-points <{amount!:int} >Account => patch account set points from /amount',
		],
		['POST /accounts {"owner":"a"} > 201 {"id":1}', 'PUT /accounts/1/credit-limit {"amount":5} > 200 {"id":1}'],
	],
])('%s', async (_what, lines, calls) => {
	const sketch = { lines, schemas: SCHEMAS, more: lines.some((line) => line.includes('/purses/')) ? SHORT : {} };
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('what is created at a path that is called as one of its types is of that type', async () => {
	const lines = [
		...ACCOUNTS,
		'POST /transactions <{accountId!:int,amount!:num,type:deposit|withdrawal|transfer} >201 Transaction => create transaction',
		'GET /transactions/{id} >Transaction => read transaction',
		'POST /transfers <{accountId!:int,amount!:num} >201 Transaction => create transaction set type',
		'POST /withdrawals <{accountId!:int,amount!:num} >201 Transaction => create transaction set type',
		'POST /accounts/{id}/withdraw <Amount >201 Transaction => create transaction set type with accountId=path.id',
		'POST /payments <{accountId!:int,amount!:num} >201 Transaction => create transaction',
	];
	const { effects, expected } = await inferSketch({ lines, schemas: SCHEMAS });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas: SCHEMAS }, [
		'POST /transfers {"accountId":1,"amount":2} > 201 {"id":1,"type":"transfer"}',
		'POST /withdrawals {"accountId":1,"amount":2} > 201 {"id":2,"type":"withdrawal"}',
		'POST /transactions {"accountId":1,"amount":2,"type":"transfer"} > 201 {"type":"transfer"}',
		'POST /accounts {"owner":"a"} > 201 {"id":1}',
		'POST /accounts/1/withdraw {"amount":2} > 201 {"type":"withdrawal","accountId":1}',
		'GET /transactions/2 > 200 {"type":"withdrawal"}',
	]);
});

it('what is sent of its type counts before what the path is called, wherever it is sent', async () => {
	const lines = [
		'POST /payments <{payment!:{type:payment|refund,amount!:num}} >201 {payment:Payment} => create payment from /payment at /payment',
		'GET /payments/{id} >{payment:Payment} => read payment at /payment',
		'POST /events <[{kind:event|task,title!}] >201 [Event] => create event from /0 at /0 each',
		'GET /events/{id} >Event => read event',
		'POST /messages <free >201 Message => create message',
		'GET /messages/{id} >Message => read message',
		'POST /members <{name!} >201 Member => create member',
		'GET /members/{id} >Member => read member',
	];
	const schemas = {
		Payment: '{id:int,type:refund|payment,amount:num}',
		Event: '{id:int,kind:task|event,title}',
		Message: '{id:int,messageType:note|message,text}',
		Member: '{id:int,name,type:basic|member_premium}',
	};
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /payments {"payment":{"type":"refund","amount":1}} > 201 {"payment":{"type":"refund"}}',
		'GET /payments/1 > 200 {"payment":{"type":"refund"}}',
		'POST /events [{"kind":"task","title":"a"}] > 201 [{"kind":"task"}]',
		'POST /messages {"messageType":"note","text":"a"} > 201 {"messageType":"note"}',
	]);
});

it('who buys makes an order, and no other product or cart, nor an order that is there', async () => {
	const lines = [
		'POST /products <{name!} >201 Product => create product',
		'GET /products/{id} >Product => read product',
		'POST /purchase <{productId!:int} >Product => none',
		'POST /carts >201 Cart => create cart',
		'GET /carts/{id} >Cart => read cart',
		'POST /checkout <{cartId!:int} >Cart => none',
		'GET /orders >[Order] => list order',
		'GET /orders/{id} >Order => read order',
		'POST /cart/checkout <{address} >Order => create order',
		'POST /buy <{orderId!:int} >Order => none',
	];
	const schemas = {
		Product: '{id:int,name,stock:int}',
		Cart: '{id:int,total:num,sum:num}',
		Order: '{id:int,total:num,address}',
	};
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
});

it('the values that a path shows of an entity are those that it has', async () => {
	const lines = [
		...ACCOUNTS,
		'GET /accounts/{id}/balance >{balance:num,currency} => read account',
		'GET /accounts/{id}/owner >{data:{owner}} => read account at /data',
		'GET /accounts/{id}/history >{balance:num} => none',
		'PATCH /accounts/{id}/limit <{amount!:num} >Account => patch account set limit from /amount',
		'PUT /accounts/{id}/update-owner <{name!} >Account => patch account set owner from /name',
		'POST /accounts/{id}/points <{amount!:num} >Account => read account',
		'PATCH /accounts/{id}/points <{userId!:int} >Account => read account',
		'PATCH /accounts/{id}/owner <{first,last} >Account => read account',
	];
	const { effects, expected } = await inferSketch({ lines, schemas: SCHEMAS });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas: SCHEMAS }, [
		'POST /accounts {"owner":"a","balance":10} > 201 {"id":1}',
		'GET /accounts/1/balance > 200 {"balance":10}',
		'GET /accounts/1/owner > 200 {"data":{"owner":"a"}}',
		'PATCH /accounts/1/limit {"amount":7} > 200 {"limit":7}',
		'PUT /accounts/1/update-owner {"name":"b"} > 200 {"owner":"b"}',
		'GET /accounts/1 > 200 {"owner":"b","limit":7,"balance":10}',
	]);
});

it.each<[string, string[], Call[]]>([
	[
		'by the keys of both',
		[
			...ACCOUNTS,
			'POST /transfers <{fromAccountId!:int,toAccountId!:int,amount!:num} >201 Move => create transfer',
			'GET /transfers/{id} >Move => read transfer',
		],
		[
			'POST /transfers {"fromAccountId":1,"toAccountId":2,"amount":30.5} > 201 {"id":1,"amount":30.5}',
			'GET /accounts/1 > 200 {"balance":69.5}',
			'GET /accounts/2 > 200 {"balance":30.5}',
			'POST /transfers {"fromAccountId":1,"toAccountId":2,"amount":300} > 422',
			'POST /transfers {"fromAccountId":1,"toAccountId":9,"amount":1} > 404',
			'GET /accounts/1 > 200 {"balance":69.5}',
		],
	],
	[
		'from one to the other, of the only things that have a balance',
		[
			...ACCOUNTS,
			'POST /transfers <{from!:int,to!:int,amount!:num} >201 Other => create transfer',
			'GET /transfers/{id} >Other => read transfer',
		],
		[
			'POST /transfers {"from":2,"to":1,"amount":5} > 201 {"from":2,"to":1}',
			'GET /accounts/1 > 200 {"balance":105}',
			'GET /accounts/2 > 200 {"balance":-5}',
		],
	],
	[
		'which a transfer of something else does not',
		[
			...ACCOUNTS,
			'POST /transfers <{fromShopId!:int,toShopId!:int,amount!:num} >201 Carried => create transfer',
			'GET /transfers/{id} >Carried => read transfer',
		],
		['POST /transfers {"fromShopId":1,"toShopId":2,"amount":5} > 201', 'GET /accounts/1 > 200 {"balance":100}'],
	],
])('money goes from one account to another %s', async (what, lines, calls) => {
	const schemas = {
		...SCHEMAS,
		Move: '{id:int,fromAccountId:int,toAccountId:int,amount:num}',
		Other: '{id:int,from:int,to:int,amount:num}',
		Carried: '{id:int,fromShopId:int,toShopId:int,amount:num}',
	};
	const content = { 'application/json': { schema: { $ref: '#/components/schemas/Move' } } };
	const responses = {
		201: { description: '', content },
		404: { description: 'Account not found' },
		422: { description: 'Insufficient funds' },
	};
	const more: Sketch['more'] = what === 'by the keys of both' ? { 'POST /transfers': { responses } } : {};
	const sketch: Sketch = { lines, schemas, more };
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, [
		'POST /accounts {"owner":"a","balance":100} > 201 {"id":1}',
		'POST /accounts {"owner":"b","balance":0} > 201 {"id":2}',
		...calls,
	]);
});
