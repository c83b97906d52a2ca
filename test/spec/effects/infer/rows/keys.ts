// What an entity is called by.

import { ITEM, type Row } from './row.ts';

/** What an entity is called by. */
export const KEYS: Row[] = [
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
			['/users/{id}', '{idUser:int,name}', 'idUser'],
			['/users/{id}', '{id:int,idUser:int,name}', 'id'],
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
	[
		'the only id, where it is called after the path and nobody sends it',
		'leave(statutoryLeaveID)',
		[
			'POST /leaves <{start} >201 {statutoryLeaveID,start} => create leave',
			'GET /leaves/{SickLeaveID} >{statutoryLeaveID,start} => read leave',
		],
	],
	[
		'not the only id, where it is sent: it names something else',
		'user-comment(id)',
		[
			'POST /user-comments <{userId,text} >201 Comment => create user-comment',
			'GET /user-comments/{userCommentId} >Comment => read user-comment',
			'DELETE /user-comments/{userCommentId} >204 => delete user-comment',
		],
		{ schemas: { Comment: '{userId,text}' } },
	],
	[
		'the one key in the parts of what has nothing else',
		'vm(info.id)',
		[
			'POST /vms <{info:{name},spec:{cpu:int}} >201 Vm => create vm',
			'GET /vms/{vmId} >Vm => read vm',
			'GET /vms >{vms:[Vm]} => list vm at /vms',
		],
		{ schemas: { Vm: '{info:{id,name},spec:{cpu:int},status:{phase}}' } },
	],
	[
		'the key in the one object of what is sent as it is shown',
		'job(info.code)',
		['POST /jobs <Job >201 Job => create job', 'GET /jobs/{code} >Job => read job', 'GET /jobs >[Job] => list job'],
		{ schemas: { Job: '{info:{code},size:int}' } },
	],
	[
		'what a query parameter of the create is called after',
		'book(name in shelf)',
		[
			'POST /shelves/{shelf}/books ?bookId:text <Book >200 Book => create book set name',
			'GET /shelves/{shelf}/books/{book} >Book => read book',
		],
		{ schemas: { Book: '{name,title}' } },
	],
	[
		'nothing that is seen, where nothing is sent and reading shows the same',
		'picture(id)',
		[
			'POST /pictures >201 Picture => create picture',
			'GET /pictures/{picture_id} >Picture => read picture',
			'GET /pictures >{data:[Picture]} => list picture at /data',
			'DELETE /pictures/{picture_id} >204 => delete picture',
		],
		{ schemas: { Picture: '{uri,active:bool,link}' } },
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
