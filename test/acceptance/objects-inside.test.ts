// Objects inside an entity that have a path of their own: they are the entity's.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = {
	Address: '{street,city,zip}',
	Order: '{id:int,item,address:Address,shipTo:Address}',
	Me: '{name,settings:Settings}',
	Settings: '{theme,pageSize:int}',
	Note: '{id:int,author:User}',
	User: '{id:int,name}',
};
const ORDERS = [
	'POST /orders <{item,address:Address} >201 Order => create order',
	'GET /orders/{id} >Order => read order',
];

function withNone(...ids: string[]): NonNullable<Sketch['more']> {
	const schema = { $ref: '#/components/schemas/Address' };
	const responses = {
		200: { description: '', content: { 'application/json': { schema } } },
		404: { description: '' },
	};
	return Object.fromEntries(ids.map((id) => [id, { responses }]));
}

it.each<[string, Sketch, Call[]]>([
	[
		'with all methods',
		{
			lines: [
				...ORDERS,
				'GET /orders/{id}/address >Address => read order its read address',
				'PUT /orders/{id}/address <Address >Address => patch order its replace address',
				'PATCH /orders/{id}/address <{city} >Order => patch order its patch address',
				'DELETE /orders/{id}/address >204 => patch order unseen its remove address',
				'PUT /orders/{id}/ship-to <{shipTo:Address} >{data:Order} => patch order from /shipTo at /data its replace shipTo',
			],
			schemas: SCHEMAS,
			more: withNone('GET /orders/{id}/address'),
		},
		[
			'POST /orders {"item":"a","address":{"street":"x","city":"y","zip":"1"}} > 201 {"id":1}',
			'POST /orders {"item":"b"} > 201 {"id":2}',
			'GET /orders/1/address > 200 {"street":"x","city":"y","zip":"1"}',
			'GET /orders/2/address > 404',
			'GET /orders/9/address > 404',
			'PATCH /orders/1/address {"city":"z"} > 200 {"id":1,"address":{"street":"x","city":"z","zip":"1"}}',
			'PUT /orders/1/address {"street":"u","city":"v"} > 200 {"street":"u","city":"v"}',
			'GET /orders/1 > 200 {"item":"a","address":{"street":"u","city":"v"}}',
			'PUT /orders/2/address {"street":"p","city":"q"} > 200 {"street":"p"}',
			'GET /orders/2/address > 200 {"city":"q"}',
			'PUT /orders/2/ship-to {"shipTo":{"street":"s","city":"t"}} > 200 {"data":{"id":2,"shipTo":{"street":"s"}}}',
			'GET /orders/2 > 200 {"address":{"street":"p"},"shipTo":{"city":"t"}}',
			'DELETE /orders/1/address > 204',
			'GET /orders/1/address > 404',
			'GET /orders/1 > 200 {"id":1,"item":"a"}',
			'GET /orders/2/address > 200 {"city":"q"}',
			'DELETE /orders/9/address > 404',
		],
	],
	[
		'of a thing of which there is one',
		{
			lines: [
				'GET /me >Me => read me by me',
				'PUT /me <{name} >Me => replace me by me or new',
				'GET /me/settings >Settings => read me by me its read settings',
				'PATCH /me/settings <Settings >Settings => patch me by me its patch settings',
			],
			schemas: SCHEMAS,
		},
		[
			'PATCH /me/settings {"theme":"dark"} > 200 {"theme":"dark"}',
			'GET /me > 200 {"settings":{"theme":"dark"}}',
			'GET /me/settings > 200 {"theme":"dark"}',
			'PUT /me {"name":"a"} > 200 {"name":"a","settings":{"theme":"dark"}}',
		],
	],
	[
		'where the document has no answer for none: it is made up once',
		{
			lines: [
				...ORDERS,
				'GET /orders/{id}/address >Address => read order its read address',
				'PATCH /orders/{id}/address <{city} >Address => patch order its patch address',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /orders {"item":"a"} > 201 {"id":1}',
			'GET /orders/1/address > 200',
			'PATCH /orders/1/address {"city":"z"} > 200 {"city":"z"}',
			'GET /orders/1 > 200 {"address":{"city":"z"}}',
		],
	],
	[
		'where nobody says what is in it',
		{
			lines: [
				'POST /firms <{name} >201 Firm => create firm',
				'GET /firms/{id} >Firm => read firm',
				'PUT /firms/{id}/quotas <free >204 => patch firm unseen its replace quotas',
				'GET /firms/{id}/labels >{*:text} => read firm its read labels',
				'PATCH /firms/{id}/labels <{labels:{*:text}} >Firm => patch firm from /labels its patch labels',
			],
			schemas: { Firm: '{id:int,name,quotas:free,labels:{*:text}}' },
		},
		[
			'POST /firms {"name":"a"} > 201 {"id":1}',
			'PUT /firms/1/quotas {"seats":5,"plan":{"a":1}} > 204',
			'GET /firms/1 > 200 {"quotas":{"seats":5,"plan":{"a":1}}}',
			'PUT /firms/1/quotas {"plan":2} > 204',
			'PATCH /firms/1/labels {"labels":{"x":"y"}} > 200 {"id":1,"labels":{"x":"y"}}',
			'PATCH /firms/1/labels {"labels":{"z":"w"}} > 200 {"labels":{"x":"y","z":"w"}}',
			'GET /firms/1/labels > 200 {"x":"y","z":"w"}',
			'GET /firms/1 > 200 {"quotas":{"plan":2},"labels":{"x":"y","z":"w"}}',
			'PUT /firms/2/quotas {"seats":5} > 404',
		],
	],
	[
		'unless it is a list of others, or has things of its own below it',
		{
			lines: [
				'POST /firms <{name} >201 Firm => create firm',
				'GET /firms/{id} >Firm => read firm',
				'GET /firms/{id}/parts >{data:[Part]} => list part at /data below firm',
				'POST /firms/{id}/parts <{name} >201 Part => create part',
				'GET /firms/{id}/rules >Rules => read rules by rules',
				'PUT /firms/{id}/rules <Rules >Rules => replace rules by rules or new',
				'GET /firms/{id}/rules/history >{days:int} => none',
			],
			schemas: {
				Firm: '{id:int,name,parts:{data:[Part]},rules:Rules}',
				Part: '{id:int,name}',
				Rules: '{days:int,note}',
			},
		},
		['POST /firms {"name":"a"} > 201 {"id":1}', 'PUT /firms/1/rules {"days":3} > 200 {"days":3}'],
	],
	[
		'unless the path has another shape, or is called otherwise',
		{
			lines: [
				...ORDERS,
				'PUT /orders/{id}/address <{geo:{lat:num,lon:num}} >204 => read order unseen',
				'GET /orders/{id}/invoice >{total:num} => none',
			],
			schemas: SCHEMAS,
		},
		['POST /orders {"item":"a"} > 201 {"id":1}', 'PUT /orders/1/address {"geo":{"lat":1,"lon":2}} > 204'],
	],
])('%s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
