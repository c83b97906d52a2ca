// Another entity that one refers to, read below it: the author of a post, the manager of an employee, and who reports to one.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

it.each<[string, Sketch, Call[]]>([
	[
		'by the id that it shows, also where paths name the other one by its slug',
		{
			lines: [
				'POST /users <{name!} >201 User => create user',
				'GET /users/{id} >User => read user',
				'POST /tags <{name!} >201 Tag => create tag',
				'GET /tags/{slug} >Tag => read tag',
				'POST /posts <{title!,authorId:int,tag_id:int} >201 Post => create post',
				'GET /posts/{id} >Post => read post',
				'GET /posts/{id}/author >{data:User} => read user at /data through authorId below post',
				'GET /posts/{id}/tag >Tag => read tag through tag_id below post',
				'GET /posts/{id}/editor >User => none',
			],
			schemas: {
				User: '{id:int,name}',
				Tag: '{id:int,slug,name}',
				Post: '{id:int,title,authorId:int,tag_id:int}',
			},
			more: { 'GET /posts/{id}/author': { responses: answers('User') } },
		},
		[
			'POST /users {"name":"Ann"} > 201 {"id":1}',
			'POST /users {"name":"Bob"} > 201 {"id":2}',
			'POST /posts {"title":"a","authorId":2} > 201 {"id":1}',
			'POST /posts {"title":"b"} > 201 {"id":2}',
			'GET /posts/1/author > 200 {"data":{"id":2,"name":"Bob"}}',
			'GET /posts/2/author > 404',
			'GET /posts/9/author > 404',
		],
	],
	[
		'as the last of those there',
		{
			lines: [
				'POST /devices <{name!} >201 Device => create device',
				'GET /devices/{id} >Device => read device',
				'POST /devices/{id}/readings <{value!:int} >201 Reading => create reading',
				'GET /devices/{id}/readings >[Reading] => list reading below device',
				'GET /devices/{id}/readings/latest >Reading => read reading latest',
				'POST /alerts <{text!,deviceId:int} >201 Alert => create alert',
				'GET /alerts/{id} >Alert => read alert',
				'GET /alerts >[Alert] => list alert',
				'GET /alerts/latest >[Alert] => list alert',
			],
			schemas: {
				Device: '{id:int,name,isActive:bool}',
				Reading: '{id:int,value:int}',
				Alert: '{id:int,text,deviceId:int}',
			},
		},
		[
			'POST /devices {"name":"a"} > 201 {"id":1,"isActive":true}',
			'POST /devices {"name":"b"} > 201 {"id":2}',
			'GET /devices/1/readings/latest > 404',
			'POST /devices/1/readings {"value":7} > 201',
			'POST /devices/1/readings {"value":8} > 201',
			'GET /devices/1/readings/latest > 200 {"value":8}',
			'GET /devices/2/readings/latest > 404',
			'GET /devices/9/readings/latest > 404',
		],
	],
	[
		'of one kind',
		{
			lines: [
				'POST /employees <{name!,manager_id:int} >201 Employee => create employee',
				'GET /employees/{id} >Employee => read employee',
				'GET /employees >[Employee] => list employee',
				'GET /employees/{id}/manager >Employee => read employee through manager_id below employee',
				'GET /employees/{id}/direct-reports >[Employee] => list employee with manager_id=path.id',
			],
			schemas: { Employee: '{id:int,name,manager_id:int}' },
		},
		[
			'POST /employees {"name":"a"} > 201 {"id":1}',
			'POST /employees {"name":"b","manager_id":1} > 201 {"id":2}',
			'GET /employees/2/manager > 200 {"id":1,"name":"a"}',
			'GET /employees/1/direct-reports > 200 [{"id":2}]',
			'GET /employees/2/direct-reports > 200 []',
		],
	],
])('one is read below another %s', async (_what, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

function answers(schema: string) {
	const data = { $ref: `#/components/schemas/${schema}` };
	const content = { 'application/json': { schema: { type: 'object', required: ['data'], properties: { data } } } };
	return { 200: { description: '', content }, 404: { description: 'None' } };
}
