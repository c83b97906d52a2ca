// One value of an entity that a path below it changes, by whatever name it is sent.

import { expect, it } from 'vitest';
import { drawSketch, inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

const LINES = ['POST /orders <{title!} >201 Order => create order', 'GET /orders/{id} >Order => read order'];
const MADE: Call[] = ['POST /orders {"title":"a"} > 201 {"id":1,"status":"NEW"}'];
const PAID: Call = 'GET /orders/1 > 200 {"id":1,"title":"a","status":"PAID"}';

/** What each of these has of the orders' states. */
const rest = {
	components: {
		schemas: {
			Status: { type: 'string', enum: ['NEW', 'PAID', 'SHIPPED'] },
			Order: {
				type: 'object',
				required: ['id', 'title', 'status', 'listId'],
				properties: {
					id: { type: 'integer' },
					title: { type: 'string' },
					status: { $ref: '#/components/schemas/Status' },
					stock: { type: 'integer' },
					listId: { type: 'integer' },
					isOnHold: { type: 'boolean' },
					is_hidden: { type: 'boolean' },
				},
			},
		},
	},
};

const status = { schema: { $ref: '#/components/schemas/Status' }, required: true, in: 'query' };
const draw = (lines: string[], more: Sketch['more'] = {}): Sketch => ({ lines: [...LINES, ...lines], rest, more });

it('changes a flag by the words for it', async () => {
	const sketch: Sketch = {
		lines: [
			'POST /units <{title!} >201 Unit => create unit',
			'GET /units/{id} >Unit => read unit',
			'PATCH /units/{id}/status <{status:Status,reason} >Unit => patch unit set is_active from /status',
			'PUT /units/{id}/visibility <{visibility:Other} >Unit => read unit',
			'PATCH /units/{id}/publication <{state:Publication} >204 => patch unit set published from /state unseen',
			'POST /units/{id}/actions <{action:Act} >Unit => patch unit set is_active from /action',
			'PUT /units/{id}/status/{status} >Unit => patch unit by $request.path.id set is_active',
		],
		rest: {
			components: {
				schemas: {
					Status: { type: 'string', enum: ['ACTIVE', 'INACTIVE'] },
					Publication: { enum: ['published', 'draft'] },
					Other: { enum: ['published', 'unpublished', 'blurred'] },
					Act: { enum: ['activate', 'deactivate'] },
					Unit: {
						type: 'object',
						required: ['id', 'is_active', 'published'],
						properties: {
							id: { type: 'integer' },
							title: { type: 'string' },
							is_active: { type: 'boolean', default: true },
							published: { type: 'boolean', default: false },
						},
					},
				},
			},
		},
		more: {
			'PUT /units/{id}/status/{status}': {
				parameters: [
					{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
					{ name: 'status', in: 'path', required: true, schema: { $ref: '#/components/schemas/Status' } },
				],
			},
		},
	};
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, [
		'POST /units {"title":"a"} > 201 {"id":1,"is_active":true,"published":false}',
		'PATCH /units/1/status {"status":"INACTIVE","reason":"x"} > 200 {"is_active":false}',
		'PATCH /units/1/publication {"state":"published"} > 204',
		'GET /units/1 > 200 {"title":"a","is_active":false,"published":true}',
		'PUT /units/1/status/ACTIVE > 200 {"is_active":true}',
		'PATCH /units/1/publication {"state":"draft"} > 204',
		'POST /units/1/actions {"action":"deactivate"} > 200 {"is_active":false,"published":false}',
		'POST /units/1/actions {"action":"activate"} > 200 {"is_active":true}',
	]);
});

it.each<[string, Sketch, Call[]]>([
	[
		'with what is said about the change',
		draw(['PATCH /orders/{id}/status <{status:Status,reason} >Order => patch order set status from /status']),
		['PATCH /orders/1/status {"status":"PAID","reason":"x"} > 200 {"id":1,"status":"PAID"}', PAID],
	],
	[
		'and nothing is answered',
		draw([
			'POST /orders/{id}/updateStatus <{status:Status,comment} >204 => patch order set status from /status unseen',
		]),
		['POST /orders/1/updateStatus {"status":"PAID"} > 204', PAID],
	],
	[
		'called the new one',
		draw(['PUT /orders/{id}/status <{newStatus:Status} >Order => patch order set status from /newStatus']),
		['PUT /orders/1/status {"newStatus":"PAID"} > 200 {"status":"PAID"}', PAID],
	],
	[
		'by the states that it may be',
		draw(['POST /orders/{id}/transitions <{to:Status} >204 => patch order set status from /to unseen']),
		['POST /orders/1/transitions {"to":"PAID"} > 204', PAID],
	],
	[
		'in the query by another name',
		draw(['PATCH /orders/{id}/status >Order => patch order set status'], {
			'PATCH /orders/{id}/status': { parameters: [{ name: 'newStatus', ...status }] },
		}),
		['PATCH /orders/1/status?newStatus=PAID > 200 {"id":1,"title":"a","status":"PAID"}', PAID],
	],
	[
		'as a flag that says the same',
		draw([
			'PUT /orders/{id}/hold <{onHold:bool} >204 => patch order set isOnHold from /onHold unseen',
			'POST /orders/{id}/hidden <{hidden:bool} >204 => patch order set is_hidden from /hidden unseen',
			'POST /orders/{id}/visibility <{hidden:bool,reason} >Order => patch order set is_hidden from /hidden',
		]),
		[
			'PUT /orders/1/hold {"onHold":true} > 204',
			'POST /orders/1/visibility {"hidden":true,"reason":"x"} > 200 {"is_hidden":true}',
			'GET /orders/1 > 200 {"title":"a","isOnHold":true,"is_hidden":true}',
			'PUT /orders/1/hold {"onHold":false} > 204',
			'POST /orders/1/hidden {"hidden":false} > 204',
			'GET /orders/1 > 200 {"isOnHold":false,"is_hidden":false}',
		],
	],
	[
		'as a flag that its query tells, whatever the word would set',
		draw(['PATCH /orders/{id}/set_hidden ?hidden! >204 => patch order set is_hidden unseen'], {
			'PATCH /orders/{id}/set_hidden': {
				parameters: [{ name: 'hidden', in: 'query', required: true, schema: { type: 'boolean' } }],
			},
		}),
		[
			'PATCH /orders/1/set_hidden?hidden=true > 204',
			'GET /orders/1 > 200 {"is_hidden":true}',
			'PATCH /orders/1/set_hidden?hidden=false > 204',
			'GET /orders/1 > 200 {"is_hidden":false}',
		],
	],
	[
		'by the key of the state',
		{
			lines: [
				'POST /issues <{title!,status_id:int} >201 Issue => create issue',
				'GET /issues/{id} >Issue => read issue',
				'POST /issues/{id}/transition <{status_id:int} >Issue => patch issue set status_id from /status_id',
			],
			schemas: { Issue: '{id:int,title,status_id:int}' },
		},
		[
			'POST /issues {"title":"a","status_id":1} > 201 {"id":1,"status_id":1}',
			'POST /issues/1/transition {"status_id":2} > 200 {"id":1,"status_id":2}',
			'GET /issues/1 > 200 {"title":"a","status_id":2}',
		],
	],
	[
		'at the end of the path',
		draw([
			'PUT /orders/{id}/status/{status} >Order => patch order by $request.path.id set status',
			'PUT /orders/{id}/status ?status! >Order => patch order set status',
		]),
		[
			'PUT /orders/1/status/PAID > 200 {"id":1,"title":"a","status":"PAID"}',
			PAID,
			'PUT /orders/1/status/EATEN > 200 {"status":"PAID"}',
			'PUT /orders/1/status?status=SHIPPED > 200 {"id":1,"title":"a","status":"SHIPPED"}',
			'PUT /orders/1/status?status=EATEN > 200 {"status":"SHIPPED"}',
			'PUT /orders/9/status/PAID > 404',
			'GET /orders/1 > 200 {"id":1,"title":"a","status":"SHIPPED"}',
		],
	],
	[
		'and read beside the key of the entity',
		{
			lines: [
				'POST /devices <{name!} >201 Device => create device',
				'GET /devices/{deviceId} >Device => read device',
				'GET /devices/{deviceId}/status >{deviceId:int,status:on|off,seenAt:moment} => read device',
				'PUT /devices/{deviceId}/status <{status!:on|off} >Device => patch device',
			],
			schemas: { Device: '{id:int,name,status:on|off,seenAt:moment}' },
		},
		[
			'POST /devices {"name":"a"} > 201 {"id":1}',
			'PUT /devices/1/status {"status":"off"} > 200 {"id":1,"name":"a","status":"off"}',
			'GET /devices/1/status > 200 {"deviceId":1,"status":"off"}',
			'GET /devices/1 > 200 {"status":"off"}',
		],
	],
	[
		'to another one of those that it refers to',
		draw([
			'POST /orders/{id}/change-list <{listId:int} >204 => patch order set listId from /listId unseen',
			'POST /orders/{id}/switch-list <{newListId:int} >204 => patch order set listId from /newListId unseen',
		]),
		[
			'POST /orders/1/change-list {"listId":5} > 204',
			'GET /orders/1 > 200 {"listId":5}',
			'POST /orders/1/switch-list {"newListId":6} > 204',
			'GET /orders/1 > 200 {"listId":6}',
		],
	],
	[
		'where it is moved to',
		draw(['POST /orders/{id}/move/{listId} >204 => patch order by $request.path.id set listId unseen']),
		['POST /orders/1/move/5 > 204', 'GET /orders/1 > 200 {"id":1,"title":"a","listId":5}'],
	],
])('is changed: %s', async (_case, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, sketch.rest === rest ? [...MADE, ...calls] : calls);
});

it('is of something else, where that stands below the entity or is made there', async () => {
	const sketch = draw([
		'POST /orders/{id}/share <{listId:int} >204 => read order unseen',
		'POST /orders/{id}/events <{status:Status} >201 {at,by} => read order unseen',
		'POST /orders/{id}/payment <{amount:num,status:Status} >204 => read order unseen',
	]);
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
});

it.each([
	['PUT /orders/{id}/status/{status} >Order', '/orders/1/status/EATEN', undefined],
	['PUT /orders/{id} <{title,status} >Order', '/orders/1', { status: 'EATEN' }],
	['PUT /orders/{id}/status <{newStatus,reason} >Order', '/orders/1/status', { newStatus: 'EATEN' }],
])('tells of a value that the entity can not have: %s', async (line, path, body) => {
	const sketch = draw([`${line} => none`]);
	const mock = await startTestMock({ documents: [drawSketch(sketch).document], seed: 1 });
	const headers = { 'Content-Type': 'application/json' };
	await fetch(`${mock.url}/orders`, { method: 'POST', headers, body: JSON.stringify({ title: 'a' }) });
	const answer = await fetch(`${mock.url}${path}`, {
		method: 'PUT',
		...(body && { headers, body: JSON.stringify(body) }),
	});
	expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ id: 1, status: 'NEW' })]);
	expect(answer.headers.get('x-mock-reason')).toContain('not followed: status');
});
