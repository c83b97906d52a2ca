// Lists that show entities of one kind below one another: `GET /categories/tree`.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const NODES = { Node: '{id:int!,name!,children!:[Node]}' };

it.each<[string, Sketch, Call[]]>([
	[
		'by the id of the parent, and by the path',
		{
			lines: [
				'GET /categories >[Category] => list category',
				'POST /categories <{name,parentId:int} >201 Category => create category',
				'GET /categories/tree >{data:[Node]} => list category at /data tree children',
				'DELETE /categories/{id} >204 => delete category',
				'POST /categories/{id}/children <{name} >201 Category => create category with parentId=path.id',
			],
			schemas: { ...NODES, Category: '{id:int,name,parentId:int}' },
		},
		[
			'GET /categories/tree > 200 {"data":[]}',
			'POST /categories {"name":"a"} > 201',
			'POST /categories/1/children {"name":"b"} > 201 {"id":2,"parentId":1}',
			'POST /categories {"name":"c","parentId":2} > 201',
			'POST /categories {"name":"d"} > 201',
			'GET /categories/tree > 200 {"data":[{"id":1,"name":"a","children":[{"id":2,"name":"b","children":[{"id":3,"children":[]}]}]},{"id":4,"children":[]}]}',
			'DELETE /categories/1 > 204',
			'GET /categories/tree > 200 {"data":[{"id":2,"children":[{"id":3}]},{"id":4}]}',
		],
	],
	[
		'beside other lists that are called as what is below',
		{
			lines: [
				'GET /topics >[Topic] => list topic',
				'POST /topics <{name,parentId:int} >201 Topic => create topic',
				'GET /topics/tree >[Branch] => list topic tree children',
			],
			schemas: {
				Topic: '{id:int,name,parentId:int}',
				Branch: '{id:int,name,submissions:[{file}],subscribers:[{id:int,name}],children:[Branch]}',
			},
		},
		[
			'POST /topics {"name":"a"} > 201',
			'POST /topics {"name":"b","parentId":1} > 201',
			'GET /topics/tree > 200 [{"id":1,"children":[{"id":2,"children":[]}]}]',
		],
	],
	[
		'by the parent that is shown, below a space',
		{
			lines: [
				'POST /spaces <{name} >201 {id:int,name} => create space',
				'GET /spaces/{id} >{id:int,name} => read space',
				'POST /spaces/{spaceId}/pages <{name,parentId:int} >201 Page => create page with spaceId=path.spaceId',
				'GET /spaces/{spaceId}/pages/tree >[Node] => list page with spaceId=path.spaceId tree children below space',
				'GET /pages/{id} >Page => read page',
			],
			schemas: { ...NODES, Page: '{id:int,name,spaceId:int,parent:{id:int,name}}' },
		},
		[
			'POST /spaces {"name":"s"} > 201',
			'POST /spaces {"name":"t"} > 201',
			'POST /spaces/1/pages {"name":"a"} > 201 {"id":1}',
			'POST /spaces/1/pages {"name":"b","parentId":1} > 201 {"id":2,"parent":{"id":1}}',
			'POST /spaces/2/pages {"name":"c"} > 201',
			'GET /spaces/1/pages/tree > 200 [{"id":1,"name":"a","children":[{"id":2,"name":"b","children":[]}]}]',
			'GET /spaces/2/pages/tree > 200 [{"id":3,"children":[]}]',
		],
	],
])('are trees %s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});
