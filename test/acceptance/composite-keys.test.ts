// Entities that several names at the end of a path name together: `/stocks/{warehouse}/{sku}`.

import { describe, expect, it } from 'vitest';
import { drawSketch, inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { call, startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const STOCK = { Stock: '{warehouse,sku,count:int}' };
const STOCKS: Sketch = {
	lines: [
		'POST /stocks <Stock >201 Stock => create stock',
		'GET /stocks >[Stock] => list stock',
		'GET /stocks/{warehouse} >[Stock] => list stock',
		'DELETE /stocks/{warehouse} >204 => clear stock',
		'GET /stocks/{warehouse}/{sku} >Stock => read stock',
		'PUT /stocks/{warehouse}/{sku} <{count:int} >Stock => replace stock',
		'PATCH /stocks/{warehouse}/{sku} <{count:int} >Stock => patch stock',
		'DELETE /stocks/{warehouse}/{sku} >204 => delete stock',
	],
	schemas: STOCK,
};

describe('an entity with a composite key', () => {
	it.each<[string, Sketch, readonly string[], Call[]]>([
		[
			'is read, changed and deleted by all of its parts, and listed by the first',
			STOCKS,
			['stock(sku in warehouse)'],
			[
				'POST /stocks {"warehouse":"north","sku":"a","count":1} > 201 {"warehouse":"north","sku":"a","count":1}',
				'POST /stocks {"warehouse":"south","sku":"a","count":2} > 201 {"warehouse":"south","sku":"a","count":2}',
				'POST /stocks {"warehouse":"south","sku":"b","count":3} > 201',
				'GET /stocks/north/a > 200 {"warehouse":"north","count":1}',
				'GET /stocks/south/a > 200 {"warehouse":"south","count":2}',
				'GET /stocks/north/b > 404',
				'GET /stocks > 200 [{"count":1},{"count":2},{"count":3}]',
				'GET /stocks/south > 200 [{"sku":"a"},{"sku":"b"}]',
				'GET /stocks/west > 200 []',
				'PUT /stocks/south/a {"count":7} > 200 {"warehouse":"south","sku":"a","count":7}',
				'PATCH /stocks/south/b {"count":8} > 200 {"warehouse":"south","sku":"b","count":8}',
				'GET /stocks/north/a > 200 {"count":1}',
				'DELETE /stocks/south/a > 204',
				'GET /stocks/south/a > 404',
				'GET /stocks/north/a > 200',
				'DELETE /stocks/south > 204',
				'GET /stocks > 200 [{"warehouse":"north","sku":"a","count":1}]',
			],
		],
		[
			'is there once, until it is deleted',
			STOCKS,
			['stock(sku in warehouse)'],
			[
				'POST /stocks {"warehouse":"north","sku":"a","count":1} > 201',
				'POST /stocks {"warehouse":"north","sku":"a","count":1} > 409',
				'POST /stocks {"warehouse":"south","sku":"a","count":1} > 201',
				'DELETE /stocks/north/a > 204',
				'POST /stocks {"warehouse":"north","sku":"a","count":1} > 201',
			],
		],
		[
			'is made of many at once, and with a part that nobody sent',
			{
				lines: [
					'POST /stocks <{warehouse,sku} >201 Stock => create stock',
					'POST /stocks/bulk <[Stock] >201 [Stock] => create stock from /0 at /0 each',
					'GET /stocks >[Stock] => list stock',
					'GET /stocks/{warehouse}/{sku} >Stock => read stock',
					'DELETE /stocks <{warehouse,sku} >204 => delete stock by $request.body#/sku',
				],
				schemas: STOCK,
			},
			['stock(sku in warehouse)'],
			[
				'POST /stocks/bulk [{"warehouse":"n","sku":"a","count":1},{"warehouse":"s","sku":"a","count":2}] > 201',
				'POST /stocks/bulk [{"warehouse":"s","sku":"a","count":3},{"warehouse":"n","sku":"b","count":4}] > 201',
				'GET /stocks/n/a > 200 {"count":1}',
				'GET /stocks/s/a > 200 {"count":3}',
				'DELETE /stocks {"warehouse":"s","sku":"a"} > 204',
				'GET /stocks/s/a > 404',
				'GET /stocks/n/a > 200',
			],
		],
		[
			'by names of the path that its properties spell otherwise, in envelopes',
			{
				lines: [
					'POST /rates <{rate:{from_currency,to_currency,value:num}} >201 {rate:Rate} => create rate from /rate at /rate',
					'GET /rates >{rates:[Rate]} => list rate at /rates',
					'GET /rates/{fromCurrency} >{entries:[Rate],next} => list rate at /entries',
					'GET /rates/{fromCurrency}/{toCurrency} >{rate:Rate} => read rate at /rate',
				],
				schemas: { Rate: '{from_currency,to_currency,value:num}' },
			},
			['rate(to_currency in from_currency)'],
			[
				'POST /rates {"rate":{"from_currency":"EUR","to_currency":"USD","value":1.1}} > 201',
				'POST /rates {"rate":{"from_currency":"CHF","to_currency":"USD","value":1.2}} > 201',
				'GET /rates/EUR/USD > 200 {"rate":{"from_currency":"EUR","value":1.1}}',
				'GET /rates/CHF/USD > 200 {"rate":{"value":1.2}}',
				'GET /rates/USD/EUR > 404',
				'GET /rates/EUR > 200 {"entries":[{"value":1.1}]}',
				'GET /rates > 200 {"rates":[{"from_currency":"EUR"},{"from_currency":"CHF"}]}',
			],
		],
		[
			'by the name that clients give it, though it has an id of the server',
			{
				lines: [
					'POST /repos <{owner,name} >201 Repo => create repo',
					'GET /repos/{owner}/{repo} >Repo => read repo',
					'PATCH /repos/{owner}/{repo} <{about} >Repo => patch repo',
					'DELETE /repos/{owner}/{repo} >204 => delete repo',
					'GET /repos/{owner}/{repo}/issues >[Issue] => list issue below repo',
					'POST /repos/{owner}/{repo}/issues <{title} >201 Issue => create issue',
					'GET /repos/{owner}/{repo}/issues/{number} >Issue => read issue',
				],
				schemas: { Repo: '{id:int,owner,name,about}', Issue: '{number:int,title}' },
			},
			['repo(name in owner)', 'issue(number in owner,repo)'],
			[
				'POST /repos {"owner":"ada","name":"web"} > 201 {"owner":"ada","name":"web"}',
				'GET /repos/ada/web > 200 {"owner":"ada","name":"web"}',
				'PATCH /repos/ada/web {"about":"x"} > 200 {"about":"x"}',
				'POST /repos/ada/web/issues {"title":"t"} > 201 {"number":1}',
				'GET /repos/ada/web/issues > 200 [{"title":"t"}]',
				'GET /repos/ada/web/issues/1 > 200 {"title":"t"}',
				'GET /repos/ada/app/issues > 404',
				'DELETE /repos/ada/web > 204',
				'GET /repos/ada/web > 404',
			],
		],
		[
			'by an id that the server makes, below a shop',
			{
				lines: [
					'POST /shops/{shop}/parts <{maker,size:int} >201 Part => create part',
					'GET /shops/{shop}/parts >[Part] => list part',
					'GET /shops/{shop}/parts/{maker} >{items:[Part]} => list part at /items',
					'GET /shops/{shop}/parts/{maker}/{partId} >Part => read part',
					'DELETE /shops/{shop}/parts/{maker}/{partId} >204 => delete part',
				],
				schemas: { Part: '{id:int,maker,size:int}' },
			},
			['part(id in shop,maker)'],
			[
				'POST /shops/a/parts {"maker":"m","size":1} > 201 {"id":1,"maker":"m"}',
				'POST /shops/b/parts {"maker":"m","size":2} > 201 {"id":2}',
				'GET /shops/a/parts/m/1 > 200 {"size":1}',
				'GET /shops/b/parts/m/1 > 404',
				'GET /shops/a/parts > 200 [{"size":1}]',
				'GET /shops/b/parts/m > 200 {"items":[{"size":2}]}',
				'DELETE /shops/a/parts/m/1 > 204',
				'GET /shops/a/parts > 200 []',
			],
		],
		[
			'of three parts, changed on the collection as well',
			{
				lines: [
					'POST /seats <Seat >201 Seat => create seat',
					'PUT /seats <Seat >Seat => replace seat by $request.body#/place',
					'GET /seats/{hall}/{row} >[Seat] => list seat',
					'GET /seats/{hall} >[Seat] => list seat',
					'GET /seats/{hall}/{row}/{place} >Seat => read seat',
				],
				schemas: { Seat: '{hall,row:int,place:int,guest}' },
			},
			['seat(place in hall,row)'],
			[
				'POST /seats {"hall":"a","row":1,"place":1,"guest":"x"} > 201',
				'POST /seats {"hall":"a","row":2,"place":1,"guest":"y"} > 201',
				'POST /seats {"hall":"b","row":1,"place":1,"guest":"z"} > 201',
				'PUT /seats {"hall":"a","row":2,"place":1,"guest":"w"} > 200',
				'GET /seats/a/1/1 > 200 {"row":1,"guest":"x"}',
				'GET /seats/a/2/1 > 200 {"row":2,"guest":"w"}',
				'GET /seats/a/2 > 200 [{"guest":"w"}]',
				'GET /seats/a > 200 [{"guest":"x"},{"guest":"w"}]',
				'GET /seats/b/2/1 > 404',
			],
		],
		[
			'made in a place that the path names alone',
			{
				lines: [
					'POST /keys/{set} <{use} >201 Key => create key',
					'GET /keys/{set} >{keys:[Key]} => list key at /keys',
					'GET /keys/{set}/{kid} >Key => read key',
					'DELETE /keys/{set}/{kid} >204 => delete key',
				],
				schemas: { Key: '{kid,use}' },
			},
			['key(kid in set)'],
			[
				'POST /keys/a {"use":"sig"} > 201 {"use":"sig"}',
				'POST /keys/b {"use":"enc"} > 201',
				'GET /keys/a > 200 {"keys":[{"use":"sig"}]}',
				'GET /keys/b > 200 {"keys":[{"use":"enc"}]}',
			],
		],
		[
			'put where its path says',
			{
				lines: [
					'GET /files/{bucket} >[File] => list file',
					'PUT /files/{bucket}/{name} <{size:int} >201 File => replace file or new',
					'GET /files/{bucket}/{name} >File => read file',
					'DELETE /files/{bucket}/{name} >204 => delete file',
				],
				schemas: { File: '{bucket,name,size:int}' },
			},
			['file(name in bucket)'],
			[
				'PUT /files/a/x {"size":1} > 201 {"bucket":"a","name":"x","size":1}',
				'PUT /files/b/x {"size":2} > 201',
				'GET /files/a/x > 200 {"size":1}',
				'GET /files/a > 200 [{"size":1}]',
				'DELETE /files/a/x > 204',
				'GET /files/b/x > 200 {"size":2}',
			],
		],
	])('%s', async (_name, sketch, resources, calls) => {
		const { effects, expected, resources: found } = await inferSketch(sketch);
		expect({ effects, found }).toEqual({ effects: expected, found: resources });
		await playSketch(sketch, calls);
	});

	it('is where its Location leads, also by the part that nobody sent', async () => {
		const properties = { warehouse: { type: 'string' }, sku: { type: 'string' } };
		const { document } = drawSketch({
			lines: [
				'POST /stocks <{warehouse,sku} >201 +Location => create stock',
				'GET /stocks/{warehouse}/{sku} >Stock => read stock',
			],
			rest: { components: { schemas: { Stock: { type: 'object', properties, required: ['warehouse', 'sku'] } } } },
		});
		const mock = await startTestMock({ documents: [document], seed: 1 });
		for (const body of [{ warehouse: 'n/1', sku: 'a b' }, { sku: 'c' }]) {
			const made = await call(mock, 'POST', '/stocks', { body });
			const read = await call(mock, 'GET', made.headers.get('location') ?? '');
			expect([made.status, read.status, read.json]).toEqual([201, 200, expect.objectContaining(body)]);
		}
	});

	it.each<[string, Sketch]>([
		[
			'a part of the entity is none',
			{
				lines: [
					'POST /users <{name} >201 User => create user',
					'GET /users/{id} >User => read user',
					'PUT /users/{id} <{name} >User => replace user',
					'GET /users/{id}/{section} >{text} => none',
				],
				schemas: { User: '{id:int,name}' },
			},
		],
		[
			'nor is what a PUT changes that is called otherwise',
			{
				lines: [
					'GET /files/{file}/metadata >{entries:[Meta]} => none',
					'GET /files/{file}/metadata/{scope}/{template_key} >Meta => none',
					'PUT /files/{file}/metadata/{scope}/{template_key} <{note} >Meta => none',
				],
				schemas: { Meta: '{id,scope,note}' },
			},
		],
		[
			'nor is what the entity does not show',
			{
				lines: ['POST /tags <{label} >201 {id,label} => none', 'GET /tags/{kind}/{id} >{id,label} => none'],
			},
		],
	])('%s', async (_name, sketch) => {
		const { effects, expected } = await inferSketch(sketch);
		expect(effects).toEqual(expected);
	});
});
