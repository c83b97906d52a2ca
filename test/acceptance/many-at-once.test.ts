// Many entities in one request: changed and deleted by their keys, and told in numbers.

import { it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { drawSketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playDocument } from './play-sketch.ts';

const SCHEMAS = {
	Thing: '{id:int,name,color}',
	NewThing: '{name,color}',
	Change: '{id:int,color}',
	Ids: '{ids:[int]}',
	Many: '{ids:[int],color}',
};
const MADE_MANY = {
	type: 'object',
	required: ['created', 'failed', 'errorCount'],
	properties: {
		created: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
		failed: { type: 'array', items: { type: 'object', properties: { index: { type: 'integer' } } } },
		errorCount: { type: 'integer' },
	},
};
const WENT = {
	type: 'object',
	required: ['id', 'status', 'error'],
	properties: {
		id: { type: 'integer' },
		status: { enum: ['deleted', 'failed'] },
		error: { type: ['string', 'null'] },
	},
};
const THINGS = [
	'GET /things >[Thing] => list thing',
	'POST /things <NewThing >201 Thing => create thing',
	'GET /things/{id} >Thing => read thing',
];
const MADE = [
	'POST /things {"name":"a","color":"x"} > 201 {"id":1}',
	'POST /things {"name":"b","color":"x"} > 201 {"id":2}',
	'POST /things {"name":"c","color":"x"} > 201 {"id":3}',
];
const AFTER = 'GET /things > 200 [{"name":"a","color":"y"},{"name":"b","color":"z"},{"name":"c","color":"x"}]';
const ALIKE = 'GET /things > 200 [{"name":"a","color":"y"},{"name":"b","color":"y"},{"name":"c","color":"x"}]';
const BEFORE = 'GET /things > 200 [{"name":"a","color":"x"},{"name":"b","color":"x"},{"name":"c","color":"x"}]';
const LEFT = 'GET /things > 200 [{"id":3}]';
const EACH = '[{"id":1,"color":"y"},{"id":2,"color":"z"}]';

it.each<[string, string[], Call[]]>([
	[
		'each is changed by what is sent for it',
		['PATCH /things <[Change] >[Thing] => patch thing'],
		[`PATCH /things ${EACH} > 200 [{"id":1,"name":"a","color":"y"},{"id":2,"name":"b"}]`, AFTER],
	],
	[
		'all of them or none',
		['PATCH /things <[Change] >[Thing] => patch thing'],
		['PATCH /things [{"id":1,"color":"y"},{"id":9,"color":"z"}] > 404', BEFORE],
	],
	[
		'in an envelope, and none is shown',
		['PATCH /things <{things:[Change]} >204 => patch thing'],
		[`PATCH /things {"things":${EACH}} > 204`, AFTER],
	],
	[
		'all are changed alike by their keys',
		['PATCH /things <Many >{updated:int,failed:int,ids:[int]} => patch thing'],
		['PATCH /things {"ids":[1,2],"color":"y"} > 200 {"updated":2,"failed":0,"ids":[1,2]}', ALIKE],
	],
	[
		'by what lies beside the keys',
		['PATCH /things <{ids:[int],data:NewThing} >[Thing] => patch thing'],
		['PATCH /things {"ids":[1,2],"data":{"color":"y"}} > 200 [{"id":1},{"id":2,"color":"y"}]', ALIKE],
	],
	[
		'on a path of their own',
		[
			'PATCH /things/bulk <Many >[Thing] => patch thing',
			'PUT /things/batch <[Change] >[Thing] => patch thing',
			'POST /things/bulk-update <[Change] >[Thing] => patch thing',
		],
		[
			'PATCH /things/bulk {"ids":[1,2],"color":"y"} > 200 [{"color":"y"},{"color":"y"}]',
			ALIKE,
			`PUT /things/batch ${EACH} > 200 [{"color":"y"},{"color":"z"}]`,
			AFTER,
			'POST /things/bulk-update [{"id":1,"color":"x"},{"id":2,"color":"x"}] > 200 [{"color":"x"},{"color":"x"}]',
			BEFORE,
		],
	],
	[
		'those of a list of objects are deleted',
		['DELETE /things <[{id:int}] >204 => clear thing'],
		['DELETE /things [{"id":1},{"id":2}] > 204', LEFT],
	],
	[
		'and counted, as far as they were there',
		['DELETE /things <Ids >{deletedCount:int} => clear thing'],
		['DELETE /things {"ids":[1,2,9]} > 200 {"deletedCount":2}', LEFT],
	],
	[
		'also in an envelope',
		['DELETE /things <Ids >{success:bool,data:{deletedCount:int,failed:[int]}} => clear thing'],
		['DELETE /things {"ids":[1,2,9]} > 200 {"success":true,"data":{"deletedCount":2,"failed":[9]}}', LEFT],
	],
	[
		'those that are made are named',
		['POST /things/batch <{items:[NewThing]} >201 {created:int,ids:[int]} => create thing'],
		['POST /things/batch {"items":[{"name":"d"},{"name":"e"}]} > 201 {"created":2,"ids":[4,5]}', 'GET /things/5 > 200'],
	],
	[
		'and those that were not there are named',
		['DELETE /things <Ids >{deleted:int,notFound:[int],errors:[{message}]} => clear thing'],
		['DELETE /things {"ids":[1,2,9]} > 200 {"deleted":2,"notFound":[9],"errors":[]}', LEFT],
	],
	[
		'and each is told how it went',
		[
			'POST /things/bulk-delete <Ids >{results:[{id:int,success:bool,error}]} => clear thing',
			'POST /things/bulk-update <Many >[{thingId:int,status:int}] => patch thing',
			'DELETE /things <Ids >{data:{items:[Went],errors:[{id:int,message}]}} => clear thing',
		],
		[
			'POST /things/bulk-update {"ids":[1,2],"color":"y"} > 200 [{"thingId":1,"status":200},{"thingId":2,"status":200}]',
			'POST /things/bulk-delete {"ids":[1,8]} > 200 {"results":[{"id":1,"success":true},{"id":8,"success":false,"error":"not found"}]}',
			'DELETE /things {"ids":[2,9]} > 200 {"data":{"items":[{"id":2,"status":"deleted","error":null},{"id":9,"status":"failed"}],"errors":[{"id":9,"message":"not found"}]}}',
			LEFT,
			'POST /things/bulk-delete {"ids":[]} > 200 {"results":[]}',
		],
	],
	[
		'and nothing failed where all are made',
		['POST /things/batch <{items:[NewThing]} >201 Made => create thing'],
		['POST /things/batch {"items":[{"name":"d"}]} > 201 {"created":[{"id":4}],"failed":[],"errorCount":0}'],
	],
])('%s', async (_name, lines, calls) => {
	const { document } = drawSketch({ lines: [...THINGS, ...lines], schemas: SCHEMAS });
	const { components } = document as { components: { schemas: JsonObject } };
	components.schemas['Made'] = MADE_MANY;
	components.schemas['Went'] = WENT;
	await playDocument(document, [...MADE, ...calls]);
});
