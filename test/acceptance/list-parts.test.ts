// Lists inside an entity that have paths of their own: the items of a cart, the tags of an article. They are the entity's own.

import { expect, it } from 'vitest';
import { drawSketch, inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { cpuMs } from '../support/cpu.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playSketch } from './play-sketch.ts';

interface Told {
	path: string;
	sample: { target: string; body: string };
}

const MISSING = {
	responses: {
		'200': {
			description: '',
			content: { 'application/json': { schema: { $ref: '#/components/schemas/Cart' } } },
		},
		'404': { description: '' },
	},
};
const CARTS = ['POST /carts >201 Cart => create cart', 'GET /carts/{id} >Cart => read cart'];
const CART = { Cart: '{id:int,items:[Item]}', Item: '{id:int,sku,quantity:int}' };
const POSTS = ['POST /posts <{title} >201 Post => create post', 'GET /posts/{id} >Post => read post'];
const POST = { Post: '{id:int,title,tags:[text]}' };

it.each<[string, Sketch, Call[]]>([
	[
		'that are the keys of others, which have a collection of their own',
		{
			lines: [
				...POSTS,
				'GET /tags >[Tag] => list tag',
				'POST /tags <{label} >201 Tag => create tag',
				'DELETE /tags/{id} >204 => delete tag',
				'POST /posts/{id}/tags <{tag_ids:[int]} >204 => patch post from /tag_ids unseen add tag_ids',
				'DELETE /posts/{id}/tags/{tagId} >204 => patch post by $request.path.id unseen remove tag_ids',
			],
			schemas: { Post: '{id:int,title,tag_ids!:[int]}', Tag: '{id:int,label}' },
		},
		[
			'POST /posts {"title":"a"} > 201 {"id":1,"tag_ids":[]}',
			'POST /tags {"label":"x"} > 201 {"id":1}',
			'POST /tags {"label":"y"} > 201 {"id":2}',
			'POST /posts/1/tags {"tag_ids":[1,2]} > 204',
			'GET /posts/1 > 200 {"tag_ids":[1,2]}',
			'DELETE /posts/1/tags/1 > 204',
			'DELETE /posts/1/tags/1 > 404',
			'GET /posts/1 > 200 {"tag_ids":[2]}',
			'GET /tags > 200 [{"id":1},{"id":2}]',
		],
	],
	[
		'answered with the whole',
		{
			lines: [
				...CARTS,
				'POST /carts/{id}/items <{sku,quantity:int} >Cart => patch cart add items',
				'GET /carts/{id}/items >[Item] => read cart list items',
				'GET /carts/{id}/items/{itemId} >Item => read cart by $request.path.id read items',
				'PATCH /carts/{id}/items/{itemId} <{quantity:int} >Cart => patch cart by $request.path.id patch items',
				'PUT /carts/{id}/items/{itemId} <{sku,quantity:int} >Cart => patch cart by $request.path.id replace items',
				'DELETE /carts/{id}/items/{itemId} >Cart => patch cart by $request.path.id remove items',
				'DELETE /carts/{id}/items >Cart => patch cart clear items',
				'POST /carts/{id}/clear >Cart => patch cart clear items',
				'DELETE /carts/{id}/items/all >204 => patch cart unseen clear items',
			],
			schemas: CART,
		},
		[
			'POST /carts > 201 {"id":1,"items":[]}',
			'POST /carts > 201 {"id":2}',
			'POST /carts/2/items {"sku":"a","quantity":1} > 200 {"id":2,"items":[{"sku":"a"}]}',
			'POST /carts/2/clear > 200 {"id":2,"items":[]}',
			'POST /carts/2/items {"sku":"a","quantity":1} > 200 {"id":2,"items":[{"sku":"a"}]}',
			'DELETE /carts/2/items/all > 204',
			'POST /carts/1/items {"sku":"a","quantity":1} > 200 {"id":1,"items":[{"id":1,"sku":"a","quantity":1}]}',
			'POST /carts/1/items {"sku":"b","quantity":2} > 200 {"id":1,"items":[{"id":1},{"id":2,"sku":"b"}]}',
			'GET /carts/1 > 200 {"id":1,"items":[{"id":1},{"id":2,"sku":"b","quantity":2}]}',
			'GET /carts/2 > 200 {"id":2,"items":[]}',
			'GET /carts/1/items > 200 [{"id":1,"sku":"a"},{"id":2,"sku":"b"}]',
			'GET /carts/1/items/2 > 200 {"id":2,"sku":"b","quantity":2}',
			'PATCH /carts/1/items/2 {"quantity":5} > 200 {"items":[{"id":1},{"id":2,"sku":"b","quantity":5}]}',
			'PUT /carts/1/items/2 {"sku":"c","quantity":7} > 200 {"items":[{"id":1},{"id":2,"sku":"c","quantity":7}]}',
			'GET /carts/1/items/2 > 200 {"id":2,"sku":"c"}',
			'GET /carts/1/items/9 > 404',
			'PATCH /carts/1/items/9 {"quantity":5} > 404',
			'DELETE /carts/1/items/9 > 404',
			'POST /carts/9/items {"sku":"a","quantity":1} > 404',
			'GET /carts/9/items > 404',
			'DELETE /carts/1/items/1 > 200 {"id":1,"items":[{"id":2}]}',
			'POST /carts/1/items {"sku":"d"} > 200 {"items":[{"id":2},{"id":3,"sku":"d"}]}',
			'DELETE /carts/1/items > 200 {"id":1,"items":[]}',
			'GET /carts/1/items > 200 []',
			'GET /carts/2 > 200',
		],
	],
	[
		'whose elements are others, named by their keys alone',
		{
			lines: [
				'POST /users <{name} >201 User => create user',
				'GET /users/{id} >User => read user',
				'POST /projects <{title} >201 Project => create project',
				'GET /projects/{id} >Project => read project',
				'POST /projects/{id}/members <{userId:int,role} >Project => patch project add members',
				'POST /projects/{id}/guests <{user_id:int} >Project => patch project add guests',
				'DELETE /projects/{id}/guests/{guestId} >204 => patch project by $request.path.id unseen remove guests',
				'DELETE /projects/{id}/members/{userId} >Project => patch project by $request.path.id remove members',
				'DELETE /projects/{id}/notes/{noteId} >204 => patch project by $request.path.id unseen remove notes',
				'POST /projects/{id}/notes <{text,userId:int} >Project => patch project add notes',
			],
			schemas: {
				User: '{id:int,name,email}',
				Project: '{id:int,title,members:[Member],guests:[Guest],notes:[Note]}',
				Member: '{id:int,name,role}',
				Guest: '{id:int,name}',
				Note: '{id:int,text}',
			},
		},
		[
			'POST /users {"name":"a"} > 201 {"id":1}',
			'POST /users {"name":"b"} > 201 {"id":2}',
			'POST /projects {"title":"p"} > 201 {"id":1,"members":[]}',
			'POST /projects/1/members {"userId":2,"role":"editor"} > 200 {"members":[{"id":2,"name":"b","role":"editor"}]}',
			'POST /projects/1/members {"userId":2,"role":"viewer"} > 200 {"members":[{"id":2,"name":"b","role":"viewer"}]}',
			'POST /projects/1/guests {"user_id":2} > 200 {"guests":[{"id":2,"name":"b"}]}',
			'POST /projects/1/notes {"text":"x","userId":7} > 200 {"notes":[{"id":1,"text":"x"}]}',
			'GET /projects/1 > 200 {"members":[{"id":2,"role":"viewer"}],"guests":[{"id":2}]}',
			'DELETE /projects/1/members/1 > 404',
			'DELETE /projects/1/members/2 > 200 {"members":[]}',
		],
	],
	[
		'of a thing of which there is one, by what the client calls them',
		{
			lines: [
				'GET /cart >Cart => read cart by cart',
				'POST /cart/lines <{productId,quantity:int} >201 Cart => patch cart by cart add lines',
				'PUT /cart/lines/{productId} <{quantity:int} >Cart => patch cart by cart replace lines',
				'DELETE /cart/lines/{productId} >204 => patch cart by cart unseen remove lines',
				'DELETE /cart >204 => patch cart by cart unseen clear lines',
			],
			schemas: { Cart: '{lines:[Line],currency}', Line: '{productId,quantity:int}' },
		},
		[
			'GET /cart > 200 {"lines":[]}',
			'POST /cart/lines {"productId":"p","quantity":1} > 201 {"lines":[{"productId":"p","quantity":1}]}',
			'PUT /cart/lines/p {"quantity":4} > 200 {"lines":[{"productId":"p","quantity":4}]}',
			'GET /cart > 200 {"lines":[{"productId":"p","quantity":4}]}',
			'DELETE /cart/lines/p > 204',
			'DELETE /cart/lines/p > 404',
			'GET /cart > 200 {"lines":[]}',
			'POST /cart/lines {"productId":"p","quantity":1} > 201',
			'DELETE /cart > 204',
			'GET /cart > 200 {"lines":[]}',
		],
	],
	[
		'that nothing but the whole shows',
		{
			lines: [
				...CARTS,
				'POST /carts/{id}/items <{sku,quantity:int} >204 => patch cart unseen add items',
				'DELETE /carts/{id}/items/{itemId} >204 => patch cart by $request.path.id unseen remove items',
			],
			schemas: CART,
		},
		[
			'POST /carts > 201',
			'POST /carts/1/items {"sku":"a","quantity":1} > 204',
			'GET /carts/1 > 200 {"id":1,"items":[{"id":1,"sku":"a","quantity":1}]}',
			'DELETE /carts/1/items/1 > 204',
			'GET /carts/1 > 200 {"id":1,"items":[]}',
		],
	],
	[
		'several at once, and by what the query or the body names',
		{
			lines: [
				'POST /baskets >201 Basket => create basket',
				'GET /baskets/{id} >Basket => read basket',
				'POST /baskets/{id}/lines <[Line] >201 Basket => patch basket add lines',
				'PUT /baskets/{id}/lines <Line >Basket => patch basket patch lines',
				'DELETE /baskets/{id}/lines ?sku! >Basket => patch basket remove lines',
			],
			schemas: { Basket: '{id:int,lines:[Line]}', Line: '{sku,quantity:int}' },
		},
		[
			'POST /baskets > 201 {"id":1}',
			'POST /baskets/1/lines [{"sku":"a","quantity":1},{"sku":"b","quantity":2}] > 201 {"lines":[{"sku":"a"},{"sku":"b"}]}',
			'PUT /baskets/1/lines {"sku":"b","quantity":5} > 200 {"lines":[{"sku":"a"},{"sku":"b","quantity":5}]}',
			'DELETE /baskets/1/lines?sku=a > 200 {"lines":[{"sku":"b"}]}',
			'DELETE /baskets/1/lines?sku=a > 404',
		],
	],
	[
		'of texts, by their paths',
		{
			lines: [
				...POSTS,
				'PUT /posts/{id}/tags/{tag} >204 => patch post by $request.path.id unseen put tags',
				'DELETE /posts/{id}/tags/{tag} >204 => patch post by $request.path.id unseen remove tags',
				'GET /posts/{id}/tags >[text] => read post list tags',
			],
			schemas: POST,
		},
		[
			'POST /posts {"title":"a"} > 201 {"tags":[]}',
			'PUT /posts/1/tags/red > 204',
			'PUT /posts/1/tags/red > 204',
			'PUT /posts/1/tags/blue > 204',
			'GET /posts/1 > 200 {"title":"a","tags":["red","blue"]}',
			'GET /posts/1/tags > 200 ["red","blue"]',
			'DELETE /posts/1/tags/red > 204',
			'DELETE /posts/1/tags/red > 404',
			'PUT /posts/9/tags/red > 404',
			'GET /posts/1/tags > 200 ["blue"]',
		],
	],
	[
		'of texts, by what is sent',
		{
			lines: [
				...POSTS,
				'PUT /posts/{id}/tags <[text] >[text] => patch post set tags',
				'POST /posts/{id}/tags <{tag} >Post => patch post from /tag add tags',
				'DELETE /posts/{id}/tags <{tags:[text]} >Post => patch post from /tags drop tags',
			],
			schemas: POST,
		},
		[
			'POST /posts {"title":"a"} > 201',
			'PUT /posts/1/tags ["red","blue"] > 200 ["red","blue"]',
			'POST /posts/1/tags {"tag":"green"} > 200 {"id":1,"tags":["red","blue","green"]}',
			'DELETE /posts/1/tags {"tags":["red","green"]} > 200 {"id":1,"tags":["blue"]}',
			'GET /posts/1 > 200 {"title":"a","tags":["blue"]}',
		],
	],
	[
		'unless they are entities of the same kind, or have answers of their own',
		{
			lines: [
				'POST /notes <{text} >201 Note => create note',
				'GET /notes/{id} >Note => read note',
				'POST /notes/{id}/replies <{text} >201 Note => read note',
				'POST /notes/{id}/files <{name} >201 File => create file',
				'GET /notes/{id}/files >[File] => list file below note',
			],
			schemas: { Note: '{id:int,text,replies:[Note],files:[File]}', File: '{id:int,name}' },
		},
		[
			'POST /notes {"text":"a"} > 201 {"id":1}',
			'POST /notes/1/files {"name":"f"} > 201 {"id":1,"name":"f"}',
			'GET /notes/1/files > 200 [{"id":1,"name":"f"}]',
			'GET /notes/1 > 200 {"files":[{"id":1,"name":"f"}]}',
		],
	],
])('shows lists of an entity that have paths of their own %s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('adds to what the own sample of the mock names, though nobody has made that', async () => {
	const { document } = drawSketch({
		lines: [...CARTS, 'POST /carts/{id}/items <{sku,quantity:int} >Cart => patch cart add items'],
		schemas: CART,
		more: { 'POST /carts/{id}/items': MISSING },
	});
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const { operations } = (await (await fetch(`${mock.url}/__admin/operations`)).json()) as { operations: Told[] };
	const { target = '', body = '' } = operations.find(({ path }) => path === '/carts/{id}/items')?.sample ?? {};
	const headers = { 'Content-Type': 'application/json' };
	expect((await fetch(`${mock.url}${target}`, { method: 'POST', headers, body })).status).toBe(200);
	expect((await fetch(`${mock.url}/carts/7999/items`, { method: 'POST', headers, body })).status).toBe(404);
});

it('takes as many at once as a body holds, in time that grows with them', async () => {
	const lines = [
		...CARTS,
		'POST /carts/{id}/items <[{sku,id?:int}] >Cart => patch cart add items',
		...POSTS,
		'POST /posts/{id}/tags <[text] >Post => patch post add tags',
	];
	const { effects, expected } = await inferSketch({ lines, schemas: { ...CART, ...POST } });
	expect(effects).toEqual(expected);
	const mock = await startTestMock({
		documents: [drawSketch({ lines, schemas: { ...CART, ...POST } }).document],
		scenarios: undefined,
	});
	const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
		const headers = { 'content-type': 'application/json' };
		const answer = await fetch(mock.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
		expect([path, answer.status]).toEqual([path, path.includes('/1') ? 200 : 201]);
		return (await answer.json()) as Record<string, unknown>;
	};
	await post('/carts', undefined);
	await post('/posts', { title: 'a' });
	const began = cpuMs();
	const { items } = await post(
		'/carts/1/items',
		Array.from({ length: 20_000 }, (_, index) => ({ sku: `s${index}`, ...(index === 5 && { id: 7 }) })),
	);
	const { tags } = await post(
		'/posts/1/tags',
		Array.from({ length: 40_000 }, (_, index) => `t${index % 30_000}`),
	);
	expect(new Set((items as { id: number }[]).map(({ id }) => id)).size).toBe(20_000);
	expect((tags as string[]).length).toBe(30_000);
	expect(cpuMs() - began).toBeLessThan(4000);
});

it('values and lists of an entity that a path shows and changes under their own names are the entity’s', async () => {
	const schemas = { User: '{id!:int,name!,email,plan:free|pro,seats:int,roles:[text]}' };
	const lines = [
		'POST /users <{name!,roles:[text]} >201 {user:User} => create user at /user',
		'GET /users/{id} >{user:User} => read user at /user',
		'GET /users/{id}/roles >{roles:[text]} => read user at /roles list roles',
		'PUT /users/{id}/roles <{roles!:[text]} >{roles:[text]} => patch user from /roles at /roles set roles',
		'POST /users/{id}/roles <{roles!:[text]} >201 {roles:[text]} => patch user from /roles at /roles add roles',
		'DELETE /users/{id}/roles <{roles!:[text]} >204 => patch user from /roles unseen drop roles',
		'GET /users/{id}/email >{email} => read user',
		'PUT /users/{id}/email <{email!} >{email} => patch user',
		'GET /users/{id}/plan >{data:{plan:free|pro,seats:int}} => read user at /data',
		'PATCH /users/{id}/plan <{plan!:free|pro} >{data:{plan:free|pro,seats:int}} => patch user at /data',
		'GET /users/{id}/settings >{theme,email} => read settings by settings',
		'PUT /users/{id}/settings <{theme,email} >{theme,email} => replace settings by settings or new',
	];
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /users {"name":"a","roles":["x"]} > 201 {"user":{"id":1,"roles":["x"]}}',
		'GET /users/1/roles > 200 {"roles":["x"]}',
		'POST /users/1/roles {"roles":["y"]} > 201 {"roles":["x","y"]}',
		'DELETE /users/1/roles {"roles":["x"]} > 204',
		'GET /users/1 > 200 {"user":{"roles":["y"]}}',
		'PUT /users/1/roles {"roles":["z"]} > 200 {"roles":["z"]}',
		'PUT /users/1/email {"email":"e@x.y"} > 200 {"email":"e@x.y"}',
		'PATCH /users/1/plan {"plan":"pro"} > 200 {"data":{"plan":"pro"}}',
		'GET /users/1 > 200 {"user":{"name":"a","roles":["z"],"email":"e@x.y","plan":"pro"}}',
	]);
});
