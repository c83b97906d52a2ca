// What one path calls by its id and another by something else of it, and what is made elsewhere than it is named.

import { expect, it } from 'vitest';
import { inferSketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const SCHEMAS = {
	Module: '{id!:int,name!,about}',
	Offer: '{id!:int,token!,status:pending|accepted}',
	Invite: '{id!:int,email!,status:pending|accepted,token}',
	Coupon: '{id!:int,code!,active:bool}',
	Card: '{id!:int,name!,idMembers:[text]}',
	Member: '{id!,username!}',
	Order: '{id!:int,total:num}',
};

it.each<[string, string[], Call[]]>([
	[
		'read by its name, changed and removed by its id',
		[
			'POST /modules <{name!} >201 Module => create module',
			'GET /modules >[Module] => list module',
			'GET /modules/{name} >Module => read module',
			'PUT /modules/{id} <{name,about} >Module => patch module',
			'DELETE /modules/{id} >204 => delete module',
		],
		[
			'POST /modules {"name":"m"} > 201 {"id":1}',
			'POST /modules {"name":"n"} > 201 {"id":2}',
			'PUT /modules/1 {"about":"x"} > 200 {"id":1,"name":"m","about":"x"}',
			'GET /modules/m > 200 {"id":1,"about":"x"}',
			'DELETE /modules/2 > 204',
			'GET /modules/n > 404',
			'GET /modules > 200 [{"id":1}]',
		],
	],
	[
		'read by a name that no list below is asked for by',
		[
			'POST /members <{username!} >201 Member => create member',
			'GET /members/{username} >Member => read member',
			'GET /members/{username}/followers >[Member] => list member',
			'DELETE /members/{id} >204 => delete member',
		],
		[
			'POST /members {"username":"ann"} > 201 {"username":"ann"}',
			'POST /members {"username":"bob"} > 201 {"username":"bob"}',
			'GET /members/bob > 200 {"username":"bob"}',
			'GET /members/ann/followers > 200 [{"username":"ann"},{"username":"bob"}]',
		],
	],
	[
		'made and listed below another, and named by what is sent around',
		[
			'POST /projects/{id}/invites <{email!} >201 Invite => create invite with (projectid)=path.id',
			'GET /projects/{id}/invites >[Invite] => list invite with (projectid)=path.id',
			'GET /invites/{token} >Invite => read invite',
			'POST /invites/{token}/accept >Invite => move invite to accepted from pending,accepted',
		],
		[
			'POST /projects/1/invites {"email":"a@b.c"} > 201 {"email":"a@b.c","status":"pending"}',
			'GET /projects/1/invites > 200 [{"email":"a@b.c"}]',
			'GET /projects/2/invites > 200 []',
			'POST /invites/nobody/accept > 404',
		],
	],
	[
		'taken by what is sent around, and removed by its id',
		[
			'POST /projects/{id}/offers <{token!} >201 Offer => create offer with (projectid)=path.id',
			'GET /projects/{id}/offers >[Offer] => list offer with (projectid)=path.id',
			'DELETE /projects/{id}/offers/{offerId} >204 => delete offer with (projectid)=path.id',
			'POST /offers/{token}/accept >Offer => move offer to accepted from pending,accepted',
			'POST /offers/{token}/decline >204 => read offer unseen',
		],
		[
			'POST /projects/1/offers {"token":"xyz"} > 201 {"id":1,"status":"pending"}',
			'POST /offers/xyz/accept > 200 {"id":1,"status":"accepted"}',
			'POST /offers/abc/accept > 404',
			'GET /projects/1/offers > 200 [{"id":1,"status":"accepted"}]',
			'DELETE /projects/1/offers/1 > 204',
			'POST /offers/xyz/accept > 404',
		],
	],
	[
		'looked at by its code',
		[
			'POST /coupons <{code!} >201 Coupon => create coupon',
			'GET /coupons/{id} >Coupon => read coupon',
			'GET /coupons/validate/{code} >Coupon => read coupon as code',
			'POST /coupons/validate <{code!} >{valid:bool} => none',
		],
		[
			'POST /coupons {"code":"X"} > 201 {"id":1}',
			'GET /coupons/validate/X > 200 {"id":1}',
			'GET /coupons/validate/Y > 404',
		],
	],
	[
		'in a list of ids inside another, which takes nobody away',
		[
			'POST /cards <{name!,idMembers:[text]} >201 Card => create card',
			'GET /cards/{id} >Card => read card',
			'POST /cards/{id}/idMembers ?value! >[Member] => none',
			'DELETE /cards/{id}/idMembers/{idMember} >204 => patch card by $request.path.id unseen remove idMembers',
			'GET /members/{id} >Member => read member',
		],
		[
			'POST /cards {"name":"a","idMembers":["x","y"]} > 201 {"id":1}',
			'DELETE /cards/1/idMembers/x > 204',
			'GET /cards/1 > 200 {"idMembers":["y"]}',
			'GET /members/x > 200 {"id":"x"}',
		],
	],
	[
		'made of what was chosen before',
		[
			'POST /cart/checkout <{addressId:int} >201 Order => create order',
			'GET /orders/{id} >Order => read order',
			'GET /orders >[Order] => list order',
		],
		[
			'GET /orders > 200 []',
			'POST /cart/checkout {"addressId":1} > 201 {"id":1}',
			'GET /orders/1 > 200 {"id":1}',
			'GET /orders > 200 [{"id":1}]',
		],
	],
])('%s', async (_what, lines, calls) => {
	const { effects, expected } = await inferSketch({ lines, schemas: SCHEMAS });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas: SCHEMAS }, calls);
});
