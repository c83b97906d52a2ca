// What is made on a collection that has neither a list nor items, and listed below it.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

it.each<[string, Sketch, Call[]]>([
	[
		'by a search alone, in an envelope',
		{
			lines: [
				'POST /orgs <{name} >201 Org => create org',
				'POST /orgs/search <{name,page:int} >{rows:[Org],total:int} => list org at /rows',
			],
			schemas: { Org: '{id:int,name}' },
		},
		[
			'POST /orgs {"name":"a"} > 201 {"id":1}',
			'POST /orgs {"name":"b"} > 201 {"id":2}',
			'POST /orgs/search {"name":"b"} > 200 {"rows":[{"id":2,"name":"b"}],"total":1}',
			'POST /orgs/search {} > 200 {"total":2}',
		],
	],
	[
		'by what it is made from, where that is said, and found with how well it fits',
		{
			lines: [
				'GET /forms >[{id:int,name,slug}] => list form',
				'GET /forms/{id} >{id:int,name,slug} => read form',
				'GET /forms/search ?q! >[{id:int,name,rank:num}] => list form',
				'POST /forms/pdf <{file,name} >{id:int,name,slug} => create form',
				'POST /forms/html <{html,name} >{id:int,name,slug} => create form',
				'POST /forms/preview <{html,name} >{id:int,name,slug} => none',
				'POST /forms/check <{id:int,name} >{id:int,name,slug} => none',
				'POST /forms/quote <{name} >{id:int,name,slug} => none',
				'POST /forms/sample <{name} >{id:int,name,slug} => none',
			],
			more: {
				'POST /forms/pdf': { operationId: 'createFormFromPdf' },
				'POST /forms/html': { summary: 'Create a form (HTML)' },
				'POST /forms/preview': { summary: 'Create a preview' },
				'POST /forms/quote': { operationId: 'createFormQuote', summary: 'Create a quote for a form' },
				'POST /forms/sample': { summary: 'Creates a new form sample' },
			},
		},
		[
			'GET /forms > 200 []',
			'POST /forms/pdf {"file":"x","name":"a"} > 200 {"id":1,"name":"a"}',
			'POST /forms/html {"html":"x","name":"b"} > 200 {"id":2,"name":"b"}',
			'GET /forms > 200 [{"id":1,"name":"a"},{"id":2}]',
			'GET /forms/search?q=b > 200 [{"id":2,"name":"b"}]',
		],
	],
	[
		'by what it is of, with actions on one',
		{
			lines: [
				'POST /bids <{taskId,price:int} >201 Bid => create bid',
				'GET /bids/task/{taskId} >[Bid] => list bid with taskId=path.taskId',
				'POST /bids/{bidId}/accept >Bid => move bid to accepted from pending,accepted',
			],
			schemas: { Bid: '{id:int,taskId,price:int,status:pending|accepted}' },
		},
		[
			'POST /bids {"taskId":"7","price":0} > 201 {"id":1,"price":0}',
			'GET /bids/task/7 > 200 [{"id":1,"status":"pending"}]',
			'GET /bids/task/8 > 200 []',
			'POST /bids/1/accept > 200 {"id":1,"price":0,"status":"accepted"}',
			'POST /bids/2/accept > 404',
		],
	],
	[
		'by what it is of, made by a query',
		{
			lines: [
				'POST /bids ?taskId! >Bid => create bid set taskId',
				'GET /bids/task/{taskId} >[Bid] => list bid with taskId=path.taskId',
			],
			schemas: { Bid: '{id:int,taskId,price:int}' },
		},
		[
			'POST /bids?taskId=7 > 200 {"id":1,"taskId":"7"}',
			'GET /bids/task/7 > 200 [{"id":1}]',
			'GET /bids/task/8 > 200 []',
		],
	],
	[
		'by more than one list, and is called as its own path',
		{
			lines: [
				'POST /orders <{item,userId:int} >201 Order => create order',
				'GET /orders/my-orders >[Order] => list order',
				'GET /orders/user/{userId} >[Order] => list order with userId=path.userId',
				'PUT /orders/{id}/status <{status} >Order => patch order',
			],
			schemas: { Order: '{id:int,item,userId:int,status}' },
		},
		[
			'POST /orders {"item":"x","userId":3} > 201 {"id":1}',
			'PUT /orders/1/status {"status":"sent"} > 200 {"id":1,"item":"x","status":"sent"}',
			'GET /orders/my-orders > 200 [{"id":1,"status":"sent"}]',
			'GET /orders/user/3 > 200 [{"id":1}]',
			'GET /orders/user/4 > 200 []',
		],
	],
])('what is made is listed below it: %s', async (_name, sketch, calls) => {
	const found = await inferSketch(sketch);
	expect(found.effects).toEqual(found.expected);
	await playSketch(sketch, calls);
});
