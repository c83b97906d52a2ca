// Changes and deletes.

import { ITEM, type Row, SCHEMAS } from './row.ts';

/** Changes and deletes. */
export const CHANGES: Row[] = [
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
		'PUT on the collection without a key is of the whole, of which nothing is known where nothing lists it',
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
	[
		'a patch by its media type, whatever its schema',
		'todo(id), note(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'PATCH /todos/{id} >Todo => patch todo',
			'POST /notes <NewTodo >201 Note => create note',
			'GET /notes/{id} >Note => read note',
			'PATCH /notes/{id} >Note => patch note',
		],
		{
			schemas: { ...SCHEMAS, Note: '{id:int,title}' },
			more: {
				'PATCH /todos/{id}': {
					requestBody: {
						content: {
							'application/json-patch+json': { schema: { type: 'array', items: { type: 'object' } } },
							'application/merge-patch+json': { schema: { type: 'object' } },
						},
					},
				},
				'PATCH /notes/{id}': { requestBody: { content: { 'application/strategic-merge-patch+json': {} } } },
			},
		},
	],
	[
		'changes of many, where the body says of which',
		'todo(id)',
		[
			'GET /todos >[Todo] => list todo',
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'PATCH /todos <[Todo] >[Todo] => patch todo by $request.body#/0/id from /0 at /0 many',
			'PUT /todos <[Todo] >[Todo] => create todo from /0 at /0 each in place of all',
			'PATCH /todos/bulk <{ids:[int],done:bool} >204 => patch todo by $request.body#/ids/0 unseen many',
			'PUT /todos/bulk <[Todo] >204 => replace todo by $request.body#/0/id from /0 unseen many',
			'PUT /todos/batch <{ids:[int],reason} >204 => none',
			'POST /todos/update-many <{ids:[int],changes:NewTodo} >{items:[Todo]} => patch todo by $request.body#/ids/0 from /changes at /items/0 many',
			'PATCH /todos/many <{ids:[int]} >204 => none',
			'PUT /todos/order <{ids:[int],done:bool} >204 => none',
			'POST /todos/bulk-edit <[NewTodo] >204 => none',
		],
	],
	[
		'changes of many, where the query says of which, and of one property',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			...ITEM,
			'PATCH /todos <{keys:[int],data:Todo} >{data:[Todo]} => patch todo by $request.body#/keys/0 from /data at /data/0 many',
			'PUT /todos/update_many ?ids <{todo:{done:bool}} >{job:{id}} => patch todo by $request.query.ids from /todo unseen many',
			'PATCH /todos/bulk-done <{ids:[int],done:bool} >{updated:int} => patch todo by $request.body#/ids/0 unseen many',
			'PATCH /todos/bulk/done <{ids:[int],done:bool} >{updated:int} => patch todo by $request.body#/ids/0 unseen many',
			'GET /todos/show_many ?ids >[Todo] => list todo',
			'DELETE /todos/destroy_many ?ids >204 => clear todo by $request.query.ids',
			'POST /todos/create_many <{todos:[NewTodo]} >{job:{id:int,status}} => create todo from /todos/0 unseen each',
		],
	],
	[
		'many of what is made and listed below others',
		'list(id), todo(id)',
		[
			'POST /lists <{name} >201 List => create list',
			'GET /lists/{id} >List => read list',
			'POST /lists/{id}/todos <NewTodo >201 Todo => create todo with (listid)=path.id',
			'GET /lists/{id}/todos >[Todo] => list todo with (listid)=path.id below list',
			...ITEM,
			'PATCH /todos/bulk <{ids:[int],done:bool} >204 => patch todo by $request.body#/ids/0 unseen many',
			'POST /todos/bulk <{todos:[NewTodo]} >201 [Todo] => create todo from /todos/0 at /0 each',
			'POST /todos/bulk-delete <{ids:[int]} >204 => clear todo by $request.body#/ids',
		],
		{ schemas: { ...SCHEMAS, List: '{id:int,name}' } },
	],
	[
		'deletes of many on a path of their own',
		'todo(id), tag(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			'POST /todos/bulk-delete <{ids:[int]} >204 => clear todo by $request.body#/ids',
			'DELETE /todos/batch ?ids:[int] >204 => clear todo by $request.query.ids',
			'POST /todos/batch <{titles:[text]} >204 => none',
			...ITEM,
			'POST /tags <NewTodo >201 Tag => create tag',
			'GET /tags/{id} >Tag => read tag',
			'POST /tags/bulk/delete <{tag_ids:[int]} >204 => clear tag by $request.body#/tag_ids',
			'POST /tags/delete <{reason} >204 => none',
		],
		{ schemas: { ...SCHEMAS, Tag: '{id:int,title}' } },
	],
];
