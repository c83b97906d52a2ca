// What lies around an entity, or around many.

import { ITEM, type Row } from './row.ts';

/** What lies around an entity, or around many. */
export const ENVELOPES: Row[] = [
	[
		'in an object called as the noun, without a key',
		'rule(id)',
		[
			'POST /rules <{rule:{contact,kind}} >201 {rule:{contact,kind}} => create rule from /rule at /rule',
			'GET /rules >{rules:[{contact,kind}]} => list rule at /rules',
			'GET /rules/{rule_id} >{rule:{contact,kind}} => read rule at /rule',
		],
	],
	[
		'the same, with the id of another thing in it',
		'rule(id)',
		[
			'POST /rules <{rule:{contact:{id,kind}}} >201 {rule:{contact:{id,kind}}} => create rule from /rule at /rule',
			'GET /rules >{rules:[{contact:{id,kind}}]} => list rule at /rules',
			'GET /rules/{rule_id} >{rule:{contact:{id,kind}}} => read rule at /rule',
		],
	],
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
		'none that is called so, but what is sent is what is listed: nothing is answered where one is made',
		'purchase(id in userId)',
		[
			'GET /users/{userId}/purchases >{documents:[Purchase],total:int} => list purchase at /documents',
			'POST /users/{userId}/purchases <{date,price:num} >201 => create purchase unseen',
		],
		{ schemas: { Purchase: '{id,date,price:num}' } },
	],
	[
		'none that is called so, and what is sent is something else',
		'',
		[
			'GET /users/{userId}/purchases >{documents:[Purchase]} => none',
			'POST /users/{userId}/purchases <{query} >201 => none',
		],
		{ schemas: { Purchase: '{id,date,price:num}' } },
	],
	[
		'one object of several, the only one with a key',
		'leave(leaveId)',
		[
			'POST /leaves <{from} >200 {pagination:{page:int,size:int},problem:{title,detail},sickLeave:Sick} => create leave at /sickLeave',
			'GET /leaves/{leaveId} >{pagination:{page:int,size:int},problem:{title,detail},sickLeave:Sick} => read leave at /sickLeave',
		],
		{ schemas: { Sick: '{leaveId,from}' } },
	],
	[
		'one of anything, the same for all of them',
		'book(id)',
		[
			'POST /book <{title,isbn} >200 Base => create book at /data',
			'GET /book/{id} >Base => read book at /data',
			'PUT /book/{id} <{title,isbn} >Base => replace book at /data',
		],
		{ schemas: { Base: '{code:int,message,data:free}' } },
	],
	[
		'none: what has no better key than the whole, in no envelope, is a part of it',
		'login-provider(name)',
		[
			'POST /login-providers <Provider >Provider => create login-provider',
			'GET /login-providers/{login-provider} >Provider => read login-provider',
			'GET /login-providers >{loginProviders:[Provider]} => list login-provider at /loginProviders',
		],
		{ schemas: { Provider: '{name,title,config:{mapping:{email,avatar}}}' } },
	],
	[
		'none: a list in what has a key itself is a part of it',
		'schema(class)',
		[
			'POST /schema <Class >200 Class => create schema',
			'GET /schema/{className} >Class => read schema',
			'GET /schema >{classes:[Class]} => list schema at /classes',
			'DELETE /schema/{className} >200 => delete schema',
		],
		{ schemas: { Class: '{class,properties:[{name,type}]}' } },
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
		'one that has all of it, whatever it is called; a list of its own in it is no list of them',
		'payout(id), cluster(id)',
		[
			'GET /payouts >{cursor:{hasMore:bool,next,data:[Payout]}} => list payout at /cursor/data',
			'POST /payouts <{amount} >201 {data:Payout} => create payout at /data',
			'GET /payouts/{id} >{data:Payout} => read payout at /data',
			'GET /clusters >{state:{nodes:[{id,host}]}} => none',
			'GET /followed >{payouts:{items:[Payout]}} => none',
			'DELETE /followed ?ids:[] >204 => none',
			'GET /clusters/{id} >{id,name} => read cluster',
		],
		{ schemas: { Payout: '{id,amount}' } },
	],
	[
		'what pages call their rows, where nothing else shows one',
		'tag(id), label(id)',
		[
			'GET /tags >{list:[{id,name}],pager:{page:int}} => list tag at /list',
			'POST /tags <{name} >201 => create tag unseen',
			'DELETE /tags/{id} >204 => delete tag',
			'GET /labels >{docs:[{id,name}],totalDocs:int} => list label at /docs',
			'POST /labels <{name} >201 => create label unseen',
			'DELETE /labels/{id} >204 => delete label',
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
	...(
		[
			['a connection', '{edges:[{cursor,node:Todo}],pageInfo:{endCursor}}', 'at /edges in /node'],
			[
				'rows called as envelopes are',
				'{total:int,entry:[{fullUrl,resource:Todo,search:{mode}}]}',
				'at /entry in /resource',
			],
			['rows with a score', '[{score:num,todo:Todo}]', 'in /todo'],
			['hits', '{took:int,hits:{hits:[{_id,_source:Todo}]}}', 'at /hits/hits in /_source'],
			['rows that are the entity, with another of its kind in it', '[{id:int,title,done:bool,item:Todo}]', ''],
		] as const
	).map(
		([name, shown, place]): Row => [
			`rows: ${name}`,
			'todo(id)',
			[
				'POST /todos <NewTodo >201 Todo => create todo',
				`GET /todos >${shown} => list todo ${place}`.trimEnd(),
				...ITEM,
			],
		],
	),
	[
		'what a row is bound to is not what it is',
		'customer(id), order(id)',
		[
			'POST /orders <{total:num} >201 Order => create order',
			'GET /orders >[Order] => list order',
			'GET /orders/{id} >Order => read order',
			'POST /customers <{name} >201 Customer => create customer',
			'GET /customers/{id} >Customer => read customer',
		],
		{ schemas: { Order: '{id:int,total:num,customer:Customer}', Customer: '{id:int,name}' } },
	],
	[
		'rows: what is found by a search, and not what another thing is about',
		'order(id), todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'GET /search ?q >{hits:[{score:num,todo:Todo}]} => list todo at /hits in /todo',
			'POST /orders <{note} >201 {id:int,note} => create order',
			'GET /orders/{id} >{id:int,note} => read order',
			'GET /orders/{id}/lines >[{quantity:int,todo:Todo}] => none',
		],
	],
	[
		'rows: of what is assigned',
		'role(id), user(id), user_role(roleId in userId)',
		[
			'POST /roles <{name} >201 Role => create role',
			'GET /roles/{id} >Role => read role',
			'POST /users <{login} >201 {id:int,login} => create user',
			'GET /users/{id} >{id:int,login} => read user',
			'GET /users/{userId}/roles >[{role:Role,since}] => list role in /role ask user_role below user',
			'PUT /users/{userId}/roles/{roleId} >204 => read role unseen add user_role below user',
			'DELETE /users/{userId}/roles/{roleId} >204 => read role unseen remove user_role below user',
		],
		{ schemas: { Role: '{id:int,name}' } },
	],
];
