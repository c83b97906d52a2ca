import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../spec/index.ts';
import { inferSketch, type Sketch } from './sketch.ts';

const SCHEMAS = { Todo: '{id:int,title,done:bool}', NewTodo: '{title,done:bool}' };
const ITEM = ['GET /todos/{id} >Todo => read todo', 'DELETE /todos/{id} >204 => delete todo'];

const LOOKED_FOR: JsonObject = {
	'200': {
		description: '',
		content: {
			'application/json': {
				schema: { type: 'array', items: { type: 'object', properties: { emoji: { type: 'string' } } } },
			},
		},
	},
	'404': { description: '' },
};

type Row = [name: string, resources: string, lines: string[], more?: Omit<Sketch, 'lines'>];

const PATHS: Row[] = [
	[
		'a collection and its items',
		'todo(id)',
		['GET /todos >[Todo] => list todo', 'POST /todos <NewTodo >201 Todo => create todo', ...ITEM],
	],
	[
		'paths that end in a slash',
		'todo(id)',
		[
			'GET /todos/ >[Todo] => list todo',
			'POST /todos/ <NewTodo >201 Todo => create todo',
			'GET /todos/{id}/ >Todo => read todo',
			'PUT /todos/{id}/ <NewTodo >Todo => replace todo',
		],
	],
	[
		'a slash on one of them alone',
		'todo(id)',
		['POST /todos/ <NewTodo >201 Todo => create todo', 'GET /todos/{id} >Todo => read todo'],
	],
	[
		'paths that end in .json',
		'todo(id)',
		[
			'GET /todos.json >[Todo] => list todo',
			'POST /todos.json <NewTodo >201 Todo => create todo',
			'GET /todos/{id}.json >Todo => read todo',
		],
	],
	[
		'items below the plural, the collection in the singular',
		'todo(id)',
		['GET /todo >[Todo] => list todo', 'POST /todo <NewTodo >201 Todo => create todo', ...ITEM],
	],
	[
		'items below the singular, the list in the plural',
		'todo(id)',
		[
			'GET /todos >[Todo] => list todo',
			'POST /todo <NewTodo >201 Todo => create todo',
			'GET /todo/{id} >Todo => read todo',
		],
	],
	[
		'plurals that English has otherwise',
		'category(id)',
		['POST /categories <NewTodo >201 Todo => create category', 'GET /category/{id} >Todo => read category'],
	],
	[
		'keys in parentheses',
		'todo(id)',
		[
			'GET /todos >[Todo] => list todo',
			'POST /todos <NewTodo >201 Todo => create todo',
			'GET /todos({id}) >Todo => read todo',
		],
	],
	[
		'a collection below an item, without items of its own',
		'todo(id), comment(id in todo_id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'GET /todos/{id}/comments >[Comment] => list comment below todo',
			'POST /todos/{id}/comments <{text} >201 Comment => create comment',
		],
		{ schemas: { ...SCHEMAS, Comment: '{id:int,todo_id:int,text}' } },
	],
	[
		'a collection below an item whose parameter has another name there',
		'todo(id), comment(id in todoId)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'GET /todos/{todo}/comments >[Comment] => list comment below todo',
			'POST /todos/{todo}/comments <{text} >201 Comment => create comment',
			'GET /todos/{todo}/comments/{id} >Comment => read comment',
		],
		{ schemas: { ...SCHEMAS, Comment: '{id:int,todoId:int,text}' } },
	],
	[
		'one kind of thing under two paths',
		'pet(id)',
		['POST /owners/{ownerId}/pets <{name} >201 Pet => create pet', 'GET /pets/{petId} >Pet => read pet'],
		{ schemas: { Pet: '{id:int,name}' } },
	],
	[
		'one kind of thing under two paths that shows where it belongs',
		'owner(id), pet(id)',
		[
			'POST /owners <{city} >201 Owner => create owner',
			'GET /owners/{ownerId} >Owner => read owner',
			'POST /owners/{ownerId}/pets <{name} >201 Pet => create pet with owner_id=path.ownerId',
			'GET /owners/{ownerId}/pets >[Pet] => list pet with owner_id=path.ownerId below owner',
			'GET /pets >[Pet] => list pet',
			'GET /pets/{petId} >Pet => read pet',
			'PUT /owners/{ownerId}/pets/{petId} <{name} >204 => replace pet unseen with owner_id=path.ownerId',
		],
		{ schemas: { Pet: '{id:int,name,owner_id:int}', Owner: '{id:int,city}' } },
	],
	[
		'one kind of thing under two paths that does not show where it belongs',
		'pet(id)',
		[
			'POST /owners/{ownerId}/pets <{name} >201 Pet => create pet with (ownerid)=path.ownerId',
			'GET /owners/{ownerId}/pets >[Pet] => list pet with (ownerid)=path.ownerId',
			'GET /pets/{petId} >Pet => read pet',
		],
		{ schemas: { Pet: '{id:int,name}' } },
	],
	[
		'the same noun with other schemas: two kinds of things',
		'order(id), shop_order(id in shop)',
		[
			'POST /orders <{a} >201 {id,a} => create order',
			'GET /orders/{id} >{id,a} => read order',
			'POST /shops/{shop}/orders <{b} >201 {id,b} => create shop_order',
			'GET /shops/{shop}/orders/{id} >{id,b} => read shop_order',
		],
	],
	[
		'the same schema for two kinds of things',
		'city(id), lake(id)',
		[
			'POST /cities <{name} >201 Place => create city',
			'GET /cities/{id} >Place => read city',
			'POST /lakes <{name} >201 Place => create lake',
			'GET /lakes/{id} >Place => read lake',
		],
		{ schemas: { Place: '{id:int,name}' } },
	],
	[
		'lists of known things on other paths',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'GET /todos/open >[Todo] => list todo',
			'GET /feed >{todos:[Todo],total:int} => list todo at /todos',
			'POST /todos/search <{q} >{results:[Todo]} => list todo at /results',
			'GET /dashboard >{newest:[Todo],total:int} => none',
			'POST /login <{user} >Todo => none',
		],
	],
	[
		'a part of known things in a list of its own',
		'todo(id)',
		['POST /todos <NewTodo >201 Todo => create todo', ...ITEM, 'GET /todos/short >[{id:int,title}] => list todo'],
	],
	[
		'things made on another path',
		'visit(id)',
		[
			'GET /visits >[Visit] => list visit',
			'GET /visits/{id} >Visit => read visit',
			'POST /pets/{petId}/visits <{day} >201 Visit => create visit with pet_id=path.petId',
		],
		{ schemas: { Visit: '{id:int,day,pet_id:int}' } },
	],
	[
		'things that are only read',
		'rate(id)',
		['GET /rates >[Rate] => list rate', 'GET /rates/{id} >Rate => read rate'],
		{ schemas: { Rate: '{id:int,value:num}' } },
	],
	[
		'things that are only listed',
		'rate(id)',
		['GET /rates >{data:[Rate]} => list rate at /data'],
		{ schemas: { Rate: '{id:int,value:num}' } },
	],
	['things that are only read one by one', 'rate(id)', ['GET /rates/{id} >{id:int} => read rate']],
	['lists of things without a key', '', ['GET /rates >[{value:num}] => none', 'GET /words >[text] => none']],
];

const ENVELOPES: Row[] = [
	[
		'{ data }',
		'todo(id)',
		[
			'GET /todos >{data:[Todo],total:int} => list todo at /data',
			'POST /todos <NewTodo >201 {data:Todo} => create todo at /data',
			'GET /todos/{id} >{data:Todo} => read todo at /data',
			'PATCH /todos/{id} <NewTodo >{data:Todo} => patch todo at /data',
			'DELETE /todos/{id} >{data:Todo} => delete todo at /data',
		],
	],
	[
		'the noun, in requests as well',
		'article(slug)',
		[
			'GET /articles >{articles:[Article],articlesCount:int} => list article at /articles',
			'POST /articles <{article:{title,body}} >201 {article:Article} => create article from /article at /article',
			'GET /articles/{slug} >{article:Article} => read article at /article',
			'PUT /articles/{slug} <{article:{title,body}} >{article:Article} => replace article from /article at /article',
		],
		{ schemas: { Article: '{slug,title,body,author:{username}}' } },
	],
	[
		'JSON:API',
		'person(id)',
		[
			'GET /people >{data:[Person],links:{next},meta:{total:int}} => list person at /data',
			'POST /people <{data:{type,attributes:{name}}} >201 {data:Person} => create person from /data at /data',
			'GET /people/{id} >{data:Person} => read person at /data',
		],
		{ schemas: { Person: '{id,type,attributes:{name}}' } },
	],
	[
		'two, one in the other',
		'todo(id)',
		[
			'GET /todos >{response:{results:[Todo],page:int}} => list todo at /response/results',
			'POST /todos <NewTodo >201 {response:{data:Todo}} => create todo at /response/data',
			'GET /todos/{id} >{response:{data:Todo}} => read todo at /response/data',
		],
	],
	[
		'HAL and Spring pages',
		'user(id)',
		[
			'GET /users >{_embedded:{users:[User]},_links:{self:{href}},page:{size:int}} => list user at /_embedded/users',
			'GET /v2/users >{content:[User],sort:[{by}],pageable:{page:int},totalElements:int} => list user at /content',
			'POST /users <{name} >201 User => create user',
			'GET /users/{id} >User => read user',
		],
		{ schemas: { User: '{id:int,name}' } },
	],
	[
		'code, message and data',
		'city(id)',
		[
			'POST /cities <{name} >{code:int,message,data:City} => create city at /data',
			'GET /cities/{city} >{code:int,message,data:City} => read city at /data',
		],
		{ schemas: { City: '{id:int,name}' } },
	],
	[
		'the only object, whatever it is called',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 {ok:bool,it:Todo} => create todo at /it',
			'GET /todos/{id} >{ok:bool,it:Todo} => read todo at /it',
		],
	],
	[
		'an entity with objects inside is no envelope',
		'order(id)',
		['POST /orders <{item:{sku}} >201 Order => create order', 'GET /orders/{id} >Order => read order'],
		{ schemas: { Order: '{id:int,item:{sku,id:int}}' } },
	],
	['a list of one', 'todo(id)', ['POST /todos <NewTodo >201 [Todo] => create todo at /0', ...ITEM]],
	[
		'a list of one in an envelope',
		'invoice(id)',
		[
			'POST /invoices <{total:int} >{invoices:[Invoice]} => create invoice at /invoices/0',
			'GET /invoices/{id} >{invoices:[Invoice]} => read invoice at /invoices/0',
		],
		{ schemas: { Invoice: '{id:int,total:int}' } },
	],
	[
		'a search by POST is no create',
		'point(id)',
		['POST /points <{ids:[int],limit:int} >{result:[Point]} => none', 'GET /points/{id} >Point => read point'],
		{ schemas: { Point: '{id:int,vector:[num]}' } },
	],
];

const KEYS: Row[] = [
	...(
		[
			['/users/{userId}', '{userId:int,id:int,name}', 'userId'],
			['/users/{user_id}', '{id,name}', 'id'],
			['/users/{id}', '{_id,name}', '_id'],
			['/users/{id}', '{uuid,name}', 'uuid'],
			['/users/{userUuid}', '{id:int,uuid,name}', 'uuid'],
			['/users/{username}', '{id:int,username,name}', 'username'],
			['/users/{user_name}', '{id:int,user_name,name}', 'user_name'],
			['/users/{userName}', '{id:int,name}', 'name'],
			['/users/{user}', '{name,login}', 'name'],
			['/users/{key}', '{key,name}', 'key'],
			['/users/{Sid}', '{sid,name}', 'sid'],
			['/users/{code}', '{code,name}', 'code'],
			['/users/{id}', '{user_id,name}', 'user_id'],
			['/users/{name}', '{metadata:{name},spec:{n:int},name_too}', 'metadata.name'],
			['/users/{uid}', '{metadata:{uid},name}', 'metadata.uid'],
			['/users/{id}', '{id:num,name}', 'id'],
			['/users/{id}', '{id:any,name}', 'id'],
		] as const
	).map(
		([path, schema, key]): Row => [
			`${path} of ${schema}`,
			`user(${key})`,
			[`POST /users <${schema} >201 User => create user`, `GET ${path} >User => read user`],
			{ schemas: { User: schema } },
		],
	),
	[
		'the one that reading and creating both show',
		'task(id)',
		['POST /tasks <{a} >201 {id:int,a} => create task', 'GET /tasks/{taskId} >{taskId:int,id:int,a} => read task'],
	],
	['an answer that has only the id', 'todo(id)', ['POST /todos <NewTodo >201 {id:int} => create todo', ...ITEM]],
	['an answer that is the id', 'todo(id)', ['POST /todos <NewTodo >201 int => create todo key at ""', ...ITEM]],
	[
		'an answer that has the id under another name',
		'todo(id)',
		['POST /todos <NewTodo >200 {ok:bool,todoId:int} => create todo key at "/todoId"', ...ITEM],
	],
	[
		'an answer that has the id under another name in an envelope',
		'order-line(id)',
		[
			'POST /order-lines <{sku} >201 {data:{line_id:int}} => create order-line key at "/data/line_id"',
			'GET /order-lines/{id} >{id:int,sku} => read order-line',
		],
	],
	['an answer that is nothing', 'todo(id)', ['POST /todos <NewTodo >201 => create todo unseen', ...ITEM]],
	['an answer that is null', 'todo(id)', ['POST /todos <NewTodo >200 nothing => create todo unseen', ...ITEM]],
	['an answer of which nothing is said', 'todo(id)', ['POST /todos <NewTodo >200 any => create todo', ...ITEM]],
	['only a Location', 'todo(id)', ['POST /todos <NewTodo >201 +Location => create todo unseen', ...ITEM]],
	['201 and a message', 'todo(id)', ['POST /todos <NewTodo >201 {message} => create todo unseen', ...ITEM]],
	[
		'200 and a message: a guess that could be wrong',
		'todo(id)',
		['POST /todos <NewTodo >200 {message} => none', ...ITEM],
	],
	[
		'the key that the client makes and answers do not show',
		'collection(name)',
		[
			'POST /collections <{name,size:int} >200 nothing => create collection unseen',
			'GET /collections/{name} >{size:int,state} => read collection',
		],
	],
	[
		'the path alone: a label that nobody sends',
		'preset(name)',
		[
			'PUT /presets/{presetId} <{value} >Preset => replace preset or new',
			'GET /presets/{presetId} >Preset => read preset',
		],
		{ schemas: { Preset: '{name,value}' } },
	],
	[
		'no schema at all shows it',
		'note(id)',
		[
			'POST /notes <{text} >201 => create note unseen',
			'GET /notes/{x} >{text} => read note',
			'GET /notes >[{text}] => list note',
		],
	],
	[
		'objects that declare nothing',
		'document(id)',
		['POST /documents <free >201 free => create document', 'GET /documents/{documentId} >free => read document'],
	],
];

const CHANGES: Row[] = [
	[
		'POST on the item',
		'todo(id)',
		['POST /todos <NewTodo >201 Todo => create todo', ...ITEM, 'POST /todos/{id} <NewTodo >Todo => patch todo'],
	],
	[
		'POST on the item without a body, by query parameters',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'POST /todos/{id} ?title ?x >Todo => patch todo set title',
		],
	],
	[
		'PUT and PATCH on the collection, the key in the body',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			'PUT /todos <Todo >Todo => replace todo by $request.body#/id',
			'PATCH /todos <{todo:Todo} >{todo:Todo} => patch todo by $request.body#/todo/id from /todo at /todo',
			...ITEM,
		],
	],
	[
		'PUT on the collection without a key is of the whole',
		'todo(id)',
		['POST /todos <NewTodo >201 Todo => create todo', 'PUT /todos <[Todo] >[Todo] => none', ...ITEM],
	],
	[
		'PUT as upsert, where nothing else creates',
		'todo(id)',
		['GET /todos >[Todo] => list todo', 'PUT /todos/{id} <NewTodo >Todo => replace todo or new', ...ITEM],
	],
	[
		'PUT as upsert, where it documents 201',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			'PUT /todos/{id} <NewTodo >201 Todo => replace todo or new',
			...ITEM,
		],
	],
	[
		'no upsert where something creates',
		'todo(id)',
		['POST /todos <NewTodo >201 Todo => create todo', 'PUT /todos/{id} <NewTodo >Todo => replace todo', ...ITEM],
	],
	[
		'JSON Patch',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'PATCH /todos/{id} <[{op,path,value:any}] >Todo => patch todo',
		],
	],
	[
		'what is sent has nothing to do with it',
		'todo(id)',
		['POST /todos <NewTodo >201 Todo => create todo', ...ITEM, 'PUT /todos/{id} <{password} >204 => none'],
	],
	[
		'forms',
		'todo(id)',
		[
			'POST /todos <form:NewTodo >201 Todo => create todo',
			'POST /todos/{id} <multipart:NewTodo >Todo => patch todo',
			...ITEM,
		],
	],
	['any media type', 'todo(id)', ['POST /todos <any:NewTodo >201 Todo => create todo', ...ITEM]],
	[
		'deletes of many',
		'todo(id), tag(id), note(id), mark(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			'DELETE /todos >204 => clear todo',
			...ITEM,
			'POST /tags <NewTodo >201 Tag => create tag',
			'GET /tags/{id} >Tag => read tag',
			'DELETE /tags ?ids:[int] >204 => clear tag by $request.query.ids',
			'POST /notes <NewTodo >201 Note => create note',
			'GET /notes/{id} >Note => read note',
			'DELETE /notes <{ids:[int]} >204 => clear note by $request.body#/ids',
			'POST /marks <NewTodo >201 Mark => create mark',
			'GET /marks/{id} >Mark => read mark',
			'DELETE /marks ?done:bool >204 => none',
		],
		{ schemas: { ...SCHEMAS, Tag: '{id:int,title}', Note: '{id:int,title}', Mark: '{id:int,title}' } },
	],
	[
		'a delete of one on the collection',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			'DELETE /todos ?id:int >204 => delete todo by $request.query.id',
			...ITEM,
		],
	],
	[
		'what the query tells at create and list',
		'todo(id)',
		[
			'POST /todos ?site <NewTodo >201 Todo => create todo with (site)=query.site',
			'GET /todos ?site ?page:int >[Todo] => list todo with (site)=query.site',
			...ITEM,
		],
	],
	[
		'what the query tells and the entity shows',
		'todo(id)',
		[
			'POST /todos ?site <{title} >201 Own => create todo with site=query.site',
			'GET /todos ?site >[Own] => list todo',
			'GET /todos/{id} >Own => read todo',
		],
		{ schemas: { Own: '{id:int,title,site}' } },
	],
];

const OTHERS: Row[] = [
	[
		'things of which there is one',
		'me(- one), settings(- one)',
		[
			'GET /me >Me => read me by me',
			'PATCH /me <{name} >Me => patch me by me',
			'GET /settings >{data:{theme,lang}} => read settings by settings at /data',
			'PUT /settings <{theme,lang} >204 => replace settings by settings unseen or new',
			'GET /health >{ok:bool} => none',
			'GET /session >Me => none',
			'POST /session <{password} >201 Me => none',
		],
		{ schemas: { Me: '{id:int,name}' } },
	],
	[
		'one in each scope',
		'shop(id), settings(- in shopId one)',
		[
			'POST /shops <{name} >201 {id,name} => create shop',
			'GET /shops/{shopId} >{id,name} => read shop',
			'GET /shops/{shopId}/settings >{theme} => read settings by settings',
			'POST /shops/{shopId}/settings <{theme} >{theme} => none',
			'PUT /shops/{shopId}/settings <{theme} >{theme} => replace settings by settings or new',
		],
	],
	[
		'one that is sent in an envelope',
		'user(- one)',
		[
			'GET /user >{user:User} => read user by user at /user',
			'PUT /user <{user:{email,bio}} >{user:User} => replace user by user from /user at /user or new',
		],
		{ schemas: { User: '{email,bio,token}' } },
	],
	[
		'actions that move',
		'order(id state status)',
		[
			'POST /orders <{a} >201 Order => create order',
			'GET /orders/{id} >Order => read order',
			'POST /orders/{id}/ship >Order => move order to SHIPPED from NEW,SHIPPED,PAID,PLANNED',
			'POST /orders/{id}/pay >204 => move order to PAID from NEW,SHIPPED,PAID,PLANNED unseen',
			'PUT /orders/{id}/plan >Order => move order to PLANNED from NEW,SHIPPED,PAID',
			'POST /orders/{id}/wrap >Order => read order',
			'POST /orders/{id}:ship >Order => move order to SHIPPED from NEW,SHIPPED,PAID,PLANNED',
		],
		{
			schemas: { Order: '{id:int,a,status:NEW|SHIPPED|PAID|PLANNED}' },
			more: {
				'PUT /orders/{id}/plan': {
					responses: {
						200: {
							description: '',
							content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
						},
						409: { description: '' },
					},
				},
			},
		},
	],
	[
		'a GET below what can be made looks for it, where it documents 404',
		'post(id)',
		[
			'POST /posts <{title} >201 {id:int,title} => create post',
			'GET /posts/{id} >{id:int,title} => read post',
			'GET /posts/{id}/reactions >[{emoji}] => read post unseen',
			'GET /posts/{id}/views >{count:int} => none',
		],
		{ more: { 'GET /posts/{id}/reactions': { responses: LOOKED_FOR } } },
	],
	[
		'a GET below what nothing makes has no effect: an id that is asked for exists',
		'post(id)',
		['GET /posts/{id} >{id:int,title} => read post', 'GET /posts/{id}/reactions >[{emoji}] => none'],
		{ more: { 'GET /posts/{id}/reactions': { responses: LOOKED_FOR } } },
	],
	[
		'actions that patch, or only look for the entity',
		'post(id)',
		[
			'POST /posts <{text} >201 Post => create post',
			'GET /posts/{id} >Post => read post',
			'PUT /posts/{id}/pin <{pinned:bool} >Post => patch post',
			'POST /posts/{id}/like >Post => read post',
			'DELETE /posts/{id}/like >204 => read post unseen',
			'POST /posts/{id}/comment <{text} >Post => read post',
			'POST /posts/{id}/preview <{text} >{html} => read post unseen',
			'POST /posts/{id}/share <{user_id:int} >204 => read post unseen',
			'POST /posts/{id}/copy >201 Post => none',
			'GET /posts/{id}/stats >{views:int} => none',
			'GET /posts/{id}/full >Post => read post',
		],
		{ schemas: { Post: '{id:int,text,pinned:bool,user_id:int,comments:[{text}]}' } },
	],
	[
		'what is below a collection is no action on the item above',
		'shop(id), order(id in shop)',
		[
			'POST /shops <{name} >201 {id,name} => create shop',
			'GET /shops/{shop} >{id,name} => read shop',
			'POST /shops/{shop}/orders <{a} >201 {id,a} => create order',
			'GET /shops/{shop}/orders/{id} >{id,a} => read order',
			'PUT /shops/{shop}/orders <{x} >204 => none',
			'POST /shops/{shop}/orders/import <{x} >204 => none',
		],
	],
	[
		'a file that is downloaded by the key of what was made is looked for; by another key it is not',
		'snapshot(name)',
		[
			'GET /snapshots >[Snapshot] => list snapshot',
			'POST /snapshots >201 Snapshot => create snapshot',
			'GET /snapshots/{snapshot_name} >200 => read snapshot unseen',
			'DELETE /snapshots/{snapshot_name} >204 => delete snapshot',
			'GET /snapshots/{snapshot_name}/log >200 => none',
		],
		{
			schemas: { Snapshot: '{name,size:int}' },
			more: {
				'GET /snapshots/{snapshot_name}': {
					responses: {
						'200': {
							description: '',
							content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
						},
					},
				},
			},
		},
	],
	[
		'below different parents, with keys of the client, nothing is shared',
		'owner(id in taskId), bucket_owner(id in bucketId)',
		[
			'GET /tasks/{taskId}/owners >[Owner] => list owner',
			'POST /tasks/{taskId}/owners <{id,name} >201 Owner => create owner',
			'DELETE /tasks/{taskId}/owners/{userId} >204 => delete owner',
			'GET /buckets/{bucketId}/owners >[Owner] => list bucket_owner',
			'POST /buckets/{bucketId}/owners <{id,name} >201 Owner => create bucket_owner',
			'DELETE /buckets/{bucketId}/owners/{userId} >204 => delete bucket_owner',
		],
		{ schemas: { Owner: '{id,name,role}' } },
	],
	[
		'below different parents, with keys of the mock, it is one kind of thing',
		'note(id)',
		[
			'GET /tasks/{taskId}/notes >[Note] => list note with (taskid)=path.taskId',
			'POST /tasks/{taskId}/notes <{text} >201 Note => create note with (taskid)=path.taskId',
			'GET /tasks/{taskId}/notes/{id} >Note => read note with (taskid)=path.taskId',
			'GET /buckets/{bucketId}/notes >[Note] => list note with (bucketid)=path.bucketId',
			'POST /buckets/{bucketId}/notes <{text} >201 Note => create note with (bucketid)=path.bucketId',
			'GET /buckets/{bucketId}/notes/{id} >Note => read note with (bucketid)=path.bucketId',
		],
		{ schemas: { Note: '{id,text}' } },
	],
	[
		'several in one request, bare and in envelopes, by POST and by PUT',
		'invoice(invoiceId), tag(id)',
		[
			'GET /invoices >{invoices:[Invoice],page:{size:int}} => list invoice at /invoices',
			'POST /invoices <{invoices:[Invoice],silent:bool} >{invoices:[Invoice],page:{size:int}} => create invoice from /invoices/0 at /invoices/0 each',
			'PUT /invoices <{invoices:[Invoice]} >{invoices:[Invoice]} => create invoice from /invoices/0 at /invoices/0 each',
			'GET /invoices/{invoiceId} >{invoices:[Invoice]} => read invoice at /invoices/0',
			'GET /tags >[Tag] => list tag',
			'POST /tags <[Tag] >202 {inserted:int} => create tag from /0 unseen each',
			'DELETE /tags/{id} >204 => delete tag',
		],
		{ schemas: { Invoice: '{invoiceId,total:int}', Tag: '{id,label}' } },
	],
	[
		'a list of what an entity has itself is none of entities',
		'category(id)',
		[
			'GET /categories >[Category] => list category',
			'POST /categories <Category >201 Category => create category',
			'GET /categories/{id} >Category => read category',
		],
		{ schemas: { Category: '{id,name,children:[Category]}' } },
	],
];

describe.each([
	['paths', PATHS],
	['envelopes', ENVELOPES],
	['keys', KEYS],
	['changes', CHANGES],
	['other effects', OTHERS],
])('what is inferred of %s', (_title, rows) => {
	it.each(rows)('%s', async (_name, resources, lines, more = {}) => {
		const found = await inferSketch({ lines, schemas: SCHEMAS, ...more });
		expect(found.effects).toEqual(found.expected);
		expect(found.resources.sort()).toEqual(resources === '' ? [] : resources.split(/, (?=[\w-]+\()/).sort());
	});
});
