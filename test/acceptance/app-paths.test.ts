// Paths as apps have them: a verb that makes what is listed under another name, Laravel's `/user`, watchlists.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

it.each<[string, Sketch, Call[]]>([
	[
		'a class is booked, and what was booked is listed, cancelled and taken back by the member',
		{
			lines: [
				'POST /classes <{name} >201 Class => create class',
				'GET /classes/{id} >Class => read class',
				'POST /classes/{id}/book <{memberId:int} >201 Booking => create booking with classId=path.id',
				'DELETE /classes/{id}/book/{memberId} >204 => delete booking as memberId with classId=path.id',
				'GET /classes/{id}/bookings >[Booking] => list booking with classId=path.id below class',
				'PATCH /bookings/{id}/cancel >Booking => move booking to cancelled from booked,cancelled',
			],
			schemas: {
				Class: '{id!:int,name}',
				Booking: '{id!:int,classId!:int,memberId!:int,status:booked|cancelled}',
			},
		},
		[
			'POST /classes {"name":"a"} > 201 {"id":1}',
			'POST /classes {"name":"b"} > 201 {"id":2}',
			'POST /classes/1/book {"memberId":7} > 201 {"id":1,"classId":1,"memberId":7}',
			'POST /classes/2/book {"memberId":7} > 201 {"id":2,"classId":2}',
			'PATCH /bookings/1/cancel > 200 {"id":1,"memberId":7,"status":"cancelled"}',
			'GET /classes/1/bookings > 200 [{"id":1,"status":"cancelled"}]',
			'DELETE /classes/1/book/8 > 404',
			'DELETE /classes/1/book/7 > 204',
			'GET /classes/1/bookings > 200 []',
			'GET /classes/2/bookings > 200 [{"id":2}]',
		],
	],
	[
		'who registered is at /user, watches and bids',
		{
			lines: [
				'POST /register <{name!,email!,password!} >201 {data:User,token} => create user at /data signs in',
				'GET /user >User => read user every current user',
				'POST /auctions <{title!} >201 Auction => create auction',
				'GET /auctions/{auction} >Auction => read auction',
				'GET /watchlist >[Auction] => list auction only is_watched',
				'POST /auctions/{auction}/watch >204 => patch auction set is_watched unseen',
				'POST /auctions/{auction}/bids <{amount!:num} >201 Bid => create bid with auction_id=path.auction',
				'GET /auctions/{auction}/bids >[Bid] => list bid with auction_id=path.auction below auction',
				'GET /my-bids >[Bid] => list bid mine by bidder',
			],
			schemas: {
				User: '{id!:int,name!,email!}',
				Auction: '{id!:int,title!,is_watched!:bool}',
				Bid: '{id!:int,auction_id!:int,bidder!:User,amount!:num}',
			},
		},
		[
			'POST /register {"name":"ann","email":"a@b.cd","password":"p"} > 201 {"data":{"id":1}}',
			'GET /user > 200 {"id":1,"name":"ann"}',
			'POST /auctions {"title":"a"} > 201 {"id":1}',
			'POST /auctions {"title":"b"} > 201 {"id":2}',
			'GET /watchlist > 200 []',
			'POST /auctions/2/watch > 204',
			'GET /watchlist > 200 [{"id":2}]',
			'POST /auctions/1/bids {"amount":5} > 201 {"bidder":{"id":1,"name":"ann"}}',
			'POST /register {"name":"bob","email":"b@b.cd","password":"p"} > 201 {"data":{"id":2}}',
			'GET /my-bids > 200 []',
			'POST /auctions/1/bids {"amount":6} > 201 {"bidder":{"id":2}}',
			'GET /my-bids > 200 [{"amount":6}]',
			'GET /auctions/1/bids > 200 [{"amount":5},{"amount":6}]',
		],
	],
	[
		'a book is borrowed, and a loan renewed',
		{
			lines: [
				'POST /books <{title} >201 Book => create book',
				'GET /books/{book_id} >Book => read book',
				'POST /loans <{book_id:int,member_id:int} >201 Loan => create loan',
				'GET /loans/{id} >Loan => read loan',
				'GET /books/{book_id}/loans >[Loan] => list loan with book_id=path.book_id below book',
				'POST /books/{book_id}/borrow <{member_id:int} >Loan => create loan with book_id=path.book_id',
				'POST /loans/{id}/renew >Loan => move loan to active from active,returned,overdue',
			],
			schemas: {
				Book: '{id!:int,title}',
				Loan: '{id!:int,book_id!:int,member_id!:int,status!:active|returned|overdue}',
			},
		},
		[
			'POST /books {"title":"a"} > 201 {"id":1}',
			'POST /books/1/borrow {"member_id":3} > 200 {"id":1,"book_id":1,"member_id":3,"status":"active"}',
			'GET /books/1/loans > 200 [{"id":1,"member_id":3}]',
			'GET /loans/1 > 200 {"book_id":1}',
		],
	],
	[
		'what was frozen is active again',
		{
			lines: [
				'POST /members <{name} >201 Member => create member',
				'GET /members/{id} >Member => read member',
				'POST /members/{id}/freeze >Member => move member to frozen from active,frozen',
				'POST /members/{id}/unfreeze >Member => move member to active from active,frozen',
			],
			schemas: { Member: '{id!:int,name,status!:active|frozen}' },
		},
		[
			'POST /members {"name":"a"} > 201 {"status":"active"}',
			'POST /members/1/freeze > 200 {"status":"frozen"}',
			'POST /members/1/unfreeze > 200 {"status":"active"}',
		],
	],
])('%s', async (_, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('a verb whose make has no other list stays what it is', async () => {
	const { effects, expected } = await inferSketch({
		lines: [
			'POST /tags <{name!} >201 Tag => create tag',
			'GET /tags >[Tag] => list tag',
			'DELETE /tags/{name} >204 => delete tag',
			'POST /labels <{name!} >201 Label => create label',
			'DELETE /labels/{id} >204 => delete label',
		],
		schemas: { Tag: '{name!,uses:int}', Label: '{id!:int,name!}' },
	});
	expect(effects).toEqual(expected);
});
