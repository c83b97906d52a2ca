// Where collections and items lie: paths.

import { ITEM, type Row, SCHEMAS } from './row.ts';

/** Where collections and items lie: paths. */
export const PATHS: Row[] = [
	[
		'a collection and its items',
		'todo(id)',
		['GET /todos >[Todo] => list todo', 'POST /todos <NewTodo >201 Todo => create todo', ...ITEM],
	],
	[
		'a service that has one collection, and it is /: called as its base path',
		'pet(id)',
		[
			'GET / >[{id,name}] => list pet',
			'POST / <{name} >201 {id,name} => create pet',
			'GET /{id} >{id,name} => read pet',
			'PUT /{id} <{name} >{id,name} => replace pet',
			'DELETE /{id} >204 => delete pet',
		],
		{ rest: { servers: [{ url: 'http://localhost/pets/v1' }] } },
	],
	[
		'the same without a base path: called as its schema',
		'pet-toy(id)',
		['POST / <{name} >201 PetToy => create pet-toy', 'GET /{id} >PetToy => read pet-toy'],
		{ schemas: { PetToy: '{id,name}' } },
	],
	['pages that are served at / and below', '', ['GET / >{id,name} => none', 'GET /{path} >{id,name} => none']],
	[
		'one that a query parameter names, beside all of them on a path of their own',
		'room(id)',
		[
			'GET /room ?roomId! >{id,name} => read room by $request.query.roomId',
			'GET /room/all >{content:[{id,name}],page:int} => list room at /content',
			'POST /room <{name} >{id,name} => create room',
			'PUT /room ?roomId! <{name} >{id,name} => replace room by $request.query.roomId',
			'DELETE /room ?roomId! >204 => delete room by $request.query.roomId',
		],
	],
	[
		'verbs with all and by_id',
		'car(id)',
		[
			'GET /garage/show_all_cars >[{id,name}] => list car',
			'GET /garage/show_car_by_id ?id! >{id,name} => read car by $request.query.id',
			'POST /garage/add_car <{name} >{id,name} => create car',
			'PUT /garage/update_car <{id,name} >{id,name} => replace car by $request.body#/id',
			'DELETE /garage/delete_car <{id} >204 => delete car by $request.body#/id',
		],
	],
	[
		'verbs on items',
		'skill(id)',
		[
			'POST /skill/createSkill <{name} > => create skill',
			'GET /skill/getAllSkills > => list skill',
			'GET /skill/getSkillById/{id} > => read skill',
			'DELETE /skill/deleteSkill/{id} > => delete skill',
		],
	],
	[
		'words that are no verbs, since more is done there than they say',
		'show-time(id)',
		[
			'GET /show-times >[{id,hour}] => list show-time',
			'POST /show-times <{hour} >{id,hour} => create show-time',
			'GET /show-times/{id} >{id,hour} => read show-time',
		],
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
	[
		'verbs in paths',
		'todo(id)',
		[
			'POST /todos/create <NewTodo >Todo => create todo',
			'GET /todos/list >[Todo] => list todo',
			'GET /todos/get/{id} >Todo => read todo',
			'PUT /todos/update/{id} <NewTodo >Todo => replace todo',
			'POST /todos/{id}/delete >204 => delete todo',
		],
	],
	[
		'a word for reading, behind which there is more',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			'GET /todos >[Todo] => list todo',
			'GET /todos/by-id/{id} >Todo => read todo',
			'DELETE /todos/by-id/{id} >204 => delete todo',
		],
	],
	[
		'verbs and what they are about in one word',
		'todo(id), note(id)',
		[
			'POST /api/createTodo <NewTodo >Todo => create todo',
			'GET /api/getTodos >[Todo] => list todo',
			'GET /api/getTodo/{id} >Todo => read todo',
			'DELETE /api/delete-todo/{id} >204 => delete todo',
			'POST /notes/addNote <NewTodo >Note => create note',
			'GET /notes/{id} >Note => read note',
			'POST /notes/updateNote <Note >Note => patch note by $request.body#/id',
		],
		{ schemas: { ...SCHEMAS, Note: '{id:int,title}' } },
	],
	[
		'verbs that stand alone, or where another operation is',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			'POST /todos/create <NewTodo >201 Todo => create todo',
			...ITEM,
			'GET /list >[{value:num}] => none',
			'GET /report/create >{text} => none',
			'GET / >{text} => none',
			'GET /{slug} >{text} => none',
		],
	],
	[
		'a list of what belongs to one is none of one',
		'lock(id)',
		[
			'POST /locks <{folder_id} >Lock => create lock',
			'DELETE /locks/{id} >204 => delete lock',
			'GET /locks >[Lock] => list lock',
		],
		{
			schemas: { Lock: '{id:int,folder_id}' },
			more: {
				'GET /locks': { parameters: [{ name: 'folder_id', in: 'query', required: true, schema: { type: 'string' } }] },
			},
		},
	],
	[
		'one by its key in the query',
		'todo(id)',
		[
			'POST /todo <NewTodo >Todo => create todo',
			'GET /todos >[Todo] => list todo',
			'GET /todo >Todo => read todo by $request.query.id',
			'PUT /todo ?id:int <NewTodo >Todo => replace todo by $request.query.id',
			'DELETE /todo ?id:int >204 => delete todo by $request.query.id',
		],
		{
			more: {
				'GET /todo': { parameters: [{ name: 'id', in: 'query', required: true, schema: { type: 'integer' } }] },
			},
		},
	],
	['things that are only read one by one', 'rate(id)', ['GET /rates/{id} >{id:int} => read rate']],
	['lists of things without a key', '', ['GET /rates >[{value:num}] => none', 'GET /words >[text] => none']],
	[
		'calls by POST alone, with the verb in the path and the key in the body',
		'todo(id), tag(id), note(id)',
		[
			'POST /todos.create <NewTodo >Todo => create todo',
			'POST /todos.get <{id:int} >Todo => read todo by $request.body#/id',
			'POST /todos.list <{limit:int} >[Todo] => list todo',
			'POST /todos.update <Todo >Todo => patch todo by $request.body#/id',
			'POST /todos.delete <{id:int} >204 => delete todo by $request.body#/id',
			'POST /todos.archive <{id:int} >204 => none',
			'POST /v1/tags/create <NewTodo >{ok:bool,tag:Tag} => create tag at /tag',
			'POST /v1/tags/info <{tag:int} >{ok:bool,tag:Tag} => read tag by $request.body#/tag at /tag',
			'POST /v1/tags/list >{ok:bool,tags:[Tag]} => list tag at /tags',
			'POST /v1/tags/remove <{tag:int} >{ok:bool} => delete tag by $request.body#/tag',
			'POST /createNote <{text} >Note => create note',
			'POST /listNotes <free >{notes:[Note]} => list note at /notes',
			'POST /updateNote <{note_id:int,text} >204 => patch note by $request.body#/note_id unseen',
			'POST /deleteNote <{note_id:int} >204 => delete note by $request.body#/note_id',
		],
		{ schemas: { ...SCHEMAS, Tag: '{id:int,title}', Note: '{id:int,text}' } },
	],
	[
		'no calls that nothing is made by, or that name none for sure',
		'',
		[
			'POST /todos.get <{id:int} >Todo => none',
			'POST /todos.delete <{id:int} >204 => none',
			'POST /users/register <{email} >{token} => none',
			'POST /users/info <{id:int,email} >{id:int,email} => none',
			'POST /files/get_metadata <{path} >{id,path} => none',
			'POST /files/create_folder <{path} >{id,path} => none',
		],
	],
];
