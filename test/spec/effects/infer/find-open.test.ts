import { describe, expect, it } from 'vitest';
import { inferSketch, type Sketch } from './sketch.ts';

const SCHEMAS = { NewTodo: '{title,done:bool}', Todo: '{id:int,title,done:bool}' };

type Row = [name: string, resources: string, lines: string[], more?: Omit<Sketch, 'lines'>];

const ANYTHING: Row[] = [
	[
		'all answers',
		'todo(id)',
		[
			'GET /todos >any => list todo',
			'POST /todos <NewTodo >any => create todo',
			'GET /todos/{todo_id} >any => read todo',
			'PUT /todos/{todo_id} <NewTodo >any => replace todo',
			'DELETE /todos/{todo_id} >any => delete todo',
		],
	],
	[
		'JSON without a schema',
		'car(id)',
		[
			'GET /car >+ => list car',
			'POST /car/create <{plate} >+ => create car',
			'GET /car/{car_id} >+ => read car',
			'DELETE /car/delete/{car_id} >204 => delete car',
		],
		{
			more: Object.fromEntries(
				['GET /car', 'POST /car/create', 'GET /car/{car_id}'].map((id) => [
					id,
					{ responses: { 200: { description: '', content: { 'application/json': {} } } } },
				]),
			),
		},
	],
	[
		'what HAL embeds, whatever that is called',
		'todo(id)',
		[
			'GET /todos >{count:int,_embedded:{household-chores:[free]}} => list todo at /_embedded/household-chores',
			'POST /todos <NewTodo >201 Todo => create todo',
			'GET /todos/{todo_id} >Todo => read todo',
		],
	],
	[
		'any object, as maps are described that are made by hand',
		'todo(id)',
		[
			'GET /todos >free => list todo at /data',
			'POST /todos <NewTodo >201 free => create todo',
			'GET /todos/{id} >free => read todo',
			'DELETE /todos/{id} >free => delete todo',
		],
	],
	[
		'a map of lists',
		'todo(id)',
		[
			'GET /todos >{*:[Todo]} => list todo at /todos',
			'POST /todos <NewTodo >201 Todo => create todo',
			'GET /todos/{id} >Todo => read todo',
		],
	],
	[
		'no map of texts, and none of lists of other things',
		'todo(id)',
		[
			'GET /todos >{*:text} => none',
			'GET /todo >{*:[{name}]} => none',
			'POST /todos <NewTodo >201 Todo => create todo',
			'GET /todos/{id} >Todo => read todo',
		],
	],
	[
		'any object, where others show one',
		'todo(id)',
		[
			'GET /todos >free => list todo at /data',
			'POST /todos <NewTodo >201 Todo => create todo',
			'GET /todos/{id} >Todo => read todo',
		],
	],
	[
		'any object, where no answer shows one alone',
		'todo(id)',
		[
			'GET /todos >free => list todo at /data',
			'POST /todos <NewTodo >201 free => create todo',
			'DELETE /todos/{todo_id} >free => delete todo',
		],
	],
	[
		'all that is sent and answered, as collections of requests become documents',
		'job(id)',
		[
			'GET /jobs >any => list job',
			'POST /jobs <free >any => create job',
			'GET /jobs/{getId} >any => read job',
			'PATCH /jobs/{updateId} <free >any => patch job',
			'DELETE /jobs/{deleteId} >any => delete job',
		],
	],
	[
		'all of it but for an example, which says where one lies',
		'job(id)',
		['GET /jobs >any => list job', 'POST /jobs <free >any => create job', 'GET /jobs/{id} >any => read job at /data'],
		{
			more: {
				'GET /jobs/{id}': {
					responses: {
						200: { description: '', content: { 'application/json': { schema: {}, example: { data: { id: 1 } } } } },
					},
				},
			},
		},
	],
	[
		'any object of one thing',
		'',
		['GET /settings >free => none', 'POST /login <NewTodo >free => none', 'GET /login >free => none'],
	],
	[
		'what lies in their envelopes',
		'todo(id)',
		[
			'GET /todos >{code:int,message,data:any} => list todo at /data',
			'POST /todos <NewTodo >{code:int,message,data:any} => create todo at /data',
			'GET /todos/{id} >{code:int,message,data:any} => read todo at /data',
			'PUT /todos/{id} <NewTodo >{code:int,message,data:any} => replace todo at /data',
		],
	],
	[
		'objects in their envelopes',
		'todo(id)',
		[
			'GET /todos >{data:{content:[free]}} => list todo at /data/content',
			'POST /todos <NewTodo >{status,data:free} => create todo at /data',
			'GET /todos/{id} >{status,data:free} => read todo at /data',
		],
	],
	[
		'the items of a page, of entities that others show',
		'todo(id)',
		[
			'GET /todos >{content:[free],totalPages:int} => list todo at /content',
			'POST /todos <NewTodo >201 Todo => create todo',
			'GET /todos/{id} >Todo => read todo',
		],
	],
	[
		'an answer whose entity has a property that envelopes are called',
		'note(id)',
		[
			'POST /notes <{message,data:any} >201 {id,message,data:any} => create note',
			'GET /notes/{id} >{id,message,data:any} => read note',
		],
	],
	[
		'answers of a collection that nobody creates',
		'',
		['GET /reports >any => none', 'GET /reports/{id} >any => none', 'GET /health >any => none'],
	],
];

const BARE: Row[] = [
	[
		'all answers of a family',
		'note(id)',
		[
			'GET /notes > => list note',
			'POST /notes <{title,text} >201 => create note',
			'GET /notes/{id} > => read note',
			'PUT /notes/{id} <{title,text} > => replace note',
			'DELETE /notes/{id} > => delete note',
		],
	],
	[
		'a GET beside described ones: creates answer nothing, as they say',
		'note(id)',
		[
			'GET /notes >[{id,title}] => list note',
			'POST /notes <{title,text} >201 => create note unseen',
			'GET /notes/{id} > => read note',
		],
	],
	[
		'a GET that tells only what goes wrong',
		'note(id)',
		['GET /notes > => list note', 'POST /notes <{title,text} >201 => create note', 'GET /notes/{id} >404 => read note'],
	],
	[
		'a family that tells only what goes wrong',
		'note(id)',
		[
			'GET /notes >403 => list note',
			'POST /notes <{title,text} >409 => create note',
			'GET /notes/{id} >404 => read note',
			'PATCH /notes/{id} <{title,text} >400 => patch note',
			'DELETE /notes/{id} >404 => delete note',
		],
	],
	[
		'a family of which nothing is told but a default without a body',
		'note(id)',
		[
			'GET /notes >default => list note',
			'POST /notes <{title,text} >default => create note',
			'GET /notes/{id} >default => read note',
			'PUT /notes/{id} <{title,text} >default => replace note',
			'DELETE /notes/{id} >default => delete note',
		],
	],
	[
		'the create of what is only deleted again',
		'hook(id)',
		['POST /hooks <{url} > => create hook', 'DELETE /hooks/{id} >204 => delete hook'],
	],
	[
		'answers of 204, and of requests that say nothing',
		'',
		[
			'GET /notes >204 => none',
			'POST /notes <{title} >204 => none',
			'POST /logs >201 => none',
			'GET /logs/{id} >204 => none',
		],
	],
	[
		'everything, where the paths alone tell that something is kept',
		'log(id), job(id)',
		[
			'POST /logs ?level >201 => create log set level',
			'GET /logs > => list log',
			'GET /logs/{log_id} > => read log',
			'PUT /logs/{log_id} > => replace log',
			'DELETE /logs/{log_id} >204 => delete log',
			'POST /jobs <form:any > => create job',
			'GET /jobs/{job_id} > => read job',
		],
	],
	[
		'all but one body of a family, which tells what is not kept',
		'',
		['POST /logs >201 => none', 'GET /logs/{id} > => none', 'GET /logs >{count:int} => none', 'POST /ticks > => none'],
	],
];

const SENT: Row[] = [
	[
		'beside what goes with the request',
		'booking(id)',
		[
			'POST /bookings <{idempotency_key,booking:Booking} >{booking:Booking} => create booking from /booking at /booking',
			'GET /bookings/{id} >{booking:Booking} => read booking at /booking',
			'PUT /bookings/{id} <{idempotency_key,booking:Booking} >{booking:Booking} => replace booking from /booking at /booking',
		],
		{ schemas: { Booking: '{id,note,version:int}' } },
	],
	[
		'under another name, with its own schema',
		'image(id)',
		[
			'POST /images <{key,picture:Image} >201 Image => create image from /picture',
			'GET /images/{id} >Image => read image',
		],
		{ schemas: { Image: '{id,caption}' } },
	],
	[
		'with a key that is called as the noun, or as its end',
		'alias(alias), logsink(sink_id), floating_ip(ip)',
		[
			'POST /aliases <{alias,target} >200 {alias,target} => create alias',
			'GET /aliases/{aliasName} >{alias,target} => read alias',
			'POST /logsink <{sink_name} >201 {sink:{sink_id,sink_name}} => create logsink at /sink',
			'GET /logsink/{logsink_id} >{sink_id,sink_name} => read logsink',
			'POST /floating_ips <{region} >202 {floating_ip:{ip,region}} => create floating_ip at /floating_ip',
			'GET /floating_ips/{floating_ip} >{floating_ip:{ip,region}} => read floating_ip at /floating_ip',
		],
	],
	[
		'with a key that is called as the path calls it',
		'file(id in store_id)',
		[
			'POST /stores/{store_id}/files <{file_id,note} >200 {id,note} => create file set id',
			'GET /stores/{store_id}/files/{file_id} >{id,note} => read file',
		],
	],
];

describe.each([
	['says nothing of', ANYTHING],
	['leaves out', BARE],
])('the entity in what a document %s', (_title, rows) => {
	it.each(rows)('%s', async (_name, resources, lines, more = {}) => {
		const found = await inferSketch({ lines, schemas: SCHEMAS, ...more });
		expect(found.effects).toEqual(found.expected);
		expect(found.resources.join(', ')).toBe(resources);
	});
});

describe('the entity in a request', () => {
	it.each(SENT)('%s', async (_name, resources, lines, more = {}) => {
		const found = await inferSketch({ lines, schemas: SCHEMAS, ...more });
		expect(found.effects).toEqual(found.expected);
		expect(found.resources.join(', ')).toBe(resources);
	});
});
