// What stands below an entity that a path may name by more than its key: `/coupons/7/uses` and `/coupons/SPRING/uses` are one place.

import { it } from 'vitest';
import type { Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const ID_OR = (at: string): Sketch['more'] => ({
	[`GET ${at}`]: {
		parameters: [{ name: 'project_id_or_name', in: 'path', required: true, schema: { type: 'string' } }],
	},
});
const PROJECT = '{id:int,name}';
const COUPON = '{code,percent:int}';

it.each<[string, Sketch, Call[]]>([
	[
		'an id and a name',
		{
			lines: [
				'POST /projects <{name} >201 Project => create project',
				'GET /projects >[Project] => list project',
				'GET /projects/{project_id_or_name} >Project => read project',
				'PATCH /projects/{project_id_or_name} <{name} >Project => patch project',
				'DELETE /projects/{project_id_or_name} >204 => delete project',
				'GET /projects/{project_id_or_name}/members >[Member] => list member',
				'POST /projects/{project_id_or_name}/members <{email} >201 Member => create member',
				'GET /projects/{project_id_or_name}/members/{memberId} >Member => read member',
				'DELETE /projects/{project_id_or_name}/members/{memberId} >204 => delete member',
			],
			schemas: { Project: PROJECT, Member: '{id:int,email}' },
			more: ID_OR('/projects/{project_id_or_name}'),
		},
		[
			'POST /projects {"name":"web"} > 201 {"id":1}',
			'POST /projects {"name":"app"} > 201 {"id":2}',
			'POST /projects/web/members {"email":"a@b.c"} > 201 {"id":1}',
			'POST /projects/1/members {"email":"b@b.c"} > 201 {"id":2}',
			'POST /projects/app/members {"email":"c@b.c"} > 201 {"id":3}',
			'GET /projects/1/members > 200 [{"email":"a@b.c"},{"email":"b@b.c"}]',
			'GET /projects/web/members > 200 [{"email":"a@b.c"},{"email":"b@b.c"}]',
			'GET /projects/1/members/1 > 200 {"email":"a@b.c"}',
			'GET /projects/web/members/2 > 200 {"email":"b@b.c"}',
			'GET /projects/app/members/1 > 404',
			'DELETE /projects/1/members/1 > 204',
			'GET /projects/web/members/1 > 404',
			'PATCH /projects/1 {"name":"site"} > 200 {"name":"site"}',
			'GET /projects/site/members > 200 [{"email":"b@b.c"}]',
			'DELETE /projects/site > 204',
			'GET /projects/1/members > 404',
			'GET /projects/app/members > 200 [{"email":"c@b.c"}]',
		],
	],
	[
		'what it is called, where no answer shows its id, one level deeper',
		{
			lines: [
				'POST /shops/{shop}/coupons <Coupon >201 Coupon => create coupon',
				'GET /shops/{shop}/coupons >[Coupon] => list coupon',
				'GET /shops/{shop}/coupons/{couponId} >Coupon => read coupon',
				'PUT /shops/{shop}/coupons/{couponId} <Coupon >Coupon => replace coupon',
				'GET /shops/{shop}/coupons/{couponId}/uses >[Use] => list use',
				'POST /shops/{shop}/coupons/{couponId}/uses <{by} >201 Use => create use',
				'GET /shops/{shop}/coupons/{couponId}/uses/{useId} >Use => read use',
				'GET /shops/{shop}/coupons/{couponId}/uses/{useId}/notes >[Note] => list note',
				'POST /shops/{shop}/coupons/{couponId}/uses/{useId}/notes <{text} >201 Note => create note',
			],
			schemas: { Coupon: COUPON, Use: '{id:int,couponId,by}', Note: '{id:int,text}' },
		},
		[
			'POST /shops/a/coupons {"code":"SPRING","percent":5} > 201 {"code":"SPRING"}',
			'POST /shops/b/coupons {"code":"SPRING","percent":6} > 201 {"code":"SPRING"}',
			'POST /shops/a/coupons/SPRING/uses {"by":"ann"} > 201 {"id":1,"by":"ann"}',
			'GET /shops/a/coupons/SPRING/uses > 200 [{"by":"ann"}]',
			'GET /shops/b/coupons/SPRING/uses > 200 []',
			'POST /shops/a/coupons/SPRING/uses/1/notes {"text":"n"} > 201 {"text":"n"}',
			'PUT /shops/a/coupons/SPRING {"code":"SUMMER","percent":7} > 200 {"code":"SUMMER"}',
			'GET /shops/a/coupons/SUMMER/uses > 200 [{"by":"ann"}]',
			'GET /shops/a/coupons/SUMMER/uses/1 > 200 {"by":"ann"}',
			'GET /shops/a/coupons/SUMMER/uses/1/notes > 200 [{"text":"n"}]',
			'GET /shops/a/coupons/SPRING/uses > 404',
		],
	],
	[
		'a collection of their own beside that below it',
		{
			lines: [
				'POST /projects <{name} >201 Project => create project',
				'GET /projects/{project_id_or_name} >Project => read project',
				'GET /projects/{project_id_or_name}/tickets >[Ticket] => list ticket',
				'POST /projects/{project_id_or_name}/tickets <{text} >201 Ticket => create ticket',
				'GET /tickets >[Ticket] => list ticket',
				'GET /tickets/{id} >Ticket => read ticket',
			],
			schemas: { Project: PROJECT, Ticket: '{id:int,project_id:int,text}' },
			more: ID_OR('/projects/{project_id_or_name}'),
		},
		[
			'POST /projects {"name":"web"} > 201 {"id":1}',
			'POST /projects {"name":"app"} > 201 {"id":2}',
			'POST /projects/app/tickets {"text":"a"} > 201 {"id":1,"project_id":2}',
			'POST /projects/2/tickets {"text":"b"} > 201 {"id":2,"project_id":2}',
			'GET /projects/2/tickets > 200 [{"text":"a"},{"text":"b"}]',
			'GET /projects/app/tickets > 200 [{"text":"a"},{"text":"b"}]',
			'GET /projects/web/tickets > 200 []',
			'GET /tickets/1 > 200 {"project_id":2}',
		],
	],
	[
		'what shows the name of the one above shows it whatever the path has',
		{
			lines: [
				'POST /projects <{name} >201 Project => create project',
				'GET /projects/{project_id_or_name} >Project => read project',
				'GET /projects/{project_id_or_name}/tickets >[Ticket] => list ticket',
				'POST /projects/{project_id_or_name}/tickets <{text} >201 Ticket => create ticket',
				'GET /projects/{project_id_or_name}/tickets/{id} >Ticket => read ticket',
			],
			schemas: { Project: PROJECT, Ticket: '{id:int,project_name,text}' },
			more: ID_OR('/projects/{project_id_or_name}'),
		},
		[
			'POST /projects {"name":"web"} > 201 {"id":1}',
			'POST /projects/1/tickets {"text":"a"} > 201 {"id":1,"project_name":"web"}',
			'POST /projects/web/tickets {"text":"b"} > 201 {"id":2,"project_name":"web"}',
			'GET /projects/1/tickets > 200 [{"text":"a"},{"text":"b"}]',
			'GET /projects/web/tickets/1 > 200 {"project_name":"web"}',
		],
	],
	[
		'who has what is assigned',
		{
			lines: [
				'POST /projects <{name} >201 Project => create project',
				'GET /projects/{project_id_or_name} >Project => read project',
				'POST /labels <{text} >201 Label => create label',
				'GET /labels/{id} >Label => read label',
				'GET /labels >[Label] => list label',
				'GET /projects/{project_id_or_name}/labels >[Label] => list label',
				'PUT /projects/{project_id_or_name}/labels/{labelId} >204 => replace label',
				'DELETE /projects/{project_id_or_name}/labels/{labelId} >204 => delete label',
			],
			schemas: { Project: PROJECT, Label: '{id:int,text}' },
			more: ID_OR('/projects/{project_id_or_name}'),
		},
		[
			'POST /projects {"name":"web"} > 201 {"id":1}',
			'POST /labels {"text":"bug"} > 201 {"id":1}',
			'PUT /projects/web/labels/1 > 204',
			'GET /projects/1/labels > 200 [{"text":"bug"}]',
			'DELETE /projects/1/labels/1 > 204',
			'GET /projects/web/labels > 200 []',
		],
	],
])('is the same place: %s', (_title, sketch, calls) => playSketch(sketch, calls));
