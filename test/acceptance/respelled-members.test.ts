// Requests in camelCase, answers in snake_case, or the other way round: also inside of what lies in an entity.

import { it } from 'vitest';
import type { Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

it.each<[string, Sketch, Call[]]>([
	[
		'in lists, and in what lies in these',
		{
			lines: [
				'POST /bills <{lineItems:[{itemName,unitPrice:num,taxInfo:{taxRate:num}}]} >201 Bill => create bill',
				'GET /bills/{id} >Bill => read bill',
				'PUT /bills/{id} <{lineItems:[{itemName,unitPrice:num}]} >Bill => replace bill',
			],
			schemas: { Bill: '{id:int,line_items:[{item_name,unit_price:num,tax_info:{tax_rate:num}}]}' },
		},
		[
			'POST /bills {"lineItems":[{"itemName":"x","unitPrice":0,"taxInfo":{"taxRate":7}},{"itemName":""}]} > 201 {"line_items":[{"item_name":"x","unit_price":0,"tax_info":{"tax_rate":7}},{"item_name":""}]}',
			'PUT /bills/1 {"lineItems":[{"itemName":"y"}]} > 200',
			'GET /bills/1 > 200 {"line_items":[{"item_name":"y"}]}',
			'PUT /bills/1 {"lineItems":[]} > 200 {"line_items":[]}',
		],
	],
	[
		'in objects, of which a patch changes what it sends',
		{
			lines: [
				'POST /orders <{ship_to:{zip_code,city_name}} >201 Order => create order',
				'GET /orders/{id} >Order => read order',
				'PATCH /orders/{id} <{ship_to:{zip_code,city_name},bill:{zip_code}} >Order => patch order',
			],
			schemas: { Order: '{id:int,shipTo:{zipCode,cityName},bill:{zipCode,country}}' },
		},
		[
			'POST /orders {"ship_to":{"zip_code":"1","city_name":"c"}} > 201 {"shipTo":{"zipCode":"1","cityName":"c"}}',
			'PATCH /orders/1 {"ship_to":{"zip_code":"2"}} > 200 {"shipTo":{"zipCode":"2","cityName":"c"}}',
			'PATCH /orders/1 {"bill":{"zip_code":"3"}} > 200 {"bill":{"zipCode":"3"}}',
			'GET /orders/1 > 200 {"shipTo":{"zipCode":"2","cityName":"c"},"bill":{"zipCode":"3"}}',
		],
	],
	[
		'where names are the same, as they came',
		{
			lines: [
				'POST /notes <{tags:[{tagName,tag_name}]} >201 Note => create note',
				'GET /notes/{id} >Note => read note',
			],
			schemas: { Note: '{id:int,tags:[{tag_name,tagName}]}' },
		},
		['POST /notes {"tags":[{"tagName":"a","tag_name":"b"}]} > 201 {"tags":[{"tagName":"a","tag_name":"b"}]}'],
	],
])('what is spelled otherwise is kept as it is shown: %s', async (_name, sketch, calls) => {
	await playSketch(sketch, calls);
});
