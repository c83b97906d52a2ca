// Paths below a collection that are of some of its entities: those in a state, those that were deleted, how many there are.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const TASKS = [
	'POST /todos <{title,done:bool,status:open|in_progress|closed} >201 Todo => create todo',
	'GET /todos >[Todo] => list todo',
	'GET /todos/{id} >Todo => read todo',
];
const SCHEMAS = {
	Todo: '{id:int,title,done:bool,isFeatured:bool,status:open|in_progress|closed,archivedAt:text}',
	Note: '{id:int,title}',
};
const MADE: Call[] = [
	'POST /todos {"title":"a","done":true,"status":"open"} > 201 {"id":1}',
	'POST /todos {"title":"b","done":false,"status":"in_progress"} > 201 {"id":2}',
	'POST /todos {"title":"c","done":true,"status":"closed"} > 201 {"id":3}',
];
const NOTES = [
	'POST /notes <{title} >201 Note => create note',
	'GET /notes >[Note] => list note',
	'GET /notes/{id} >Note => read note',
	'DELETE /notes/{id} >204 => delete note',
	'POST /notes/{id}/restore >Note => read note or back',
];

it.each<[string, Sketch, Call[]]>([
	[
		'as those that were put to the trash, where that is no deletion',
		{
			lines: [
				'POST /files <{name!} >201 File => create file',
				'GET /files >[File] => list file',
				'GET /files/{id} >File => read file',
				'DELETE /files/{id} >204 => delete file',
				'POST /files/{id}/trash >File => patch file set trashedAt',
				'POST /files/{id}/restore >File => patch file set trashedAt or back',
				'GET /files/trash >[File] => list file only trashedAt',
				'DELETE /files/trash >204 => clear file only trashedAt',
			],
			schemas: { File: '{id:int,name,trashedAt:moment}' },
		},
		[
			'POST /files {"name":"a"} > 201 {"id":1}',
			'POST /files {"name":"b"} > 201 {"id":2}',
			'POST /files/1/trash > 200 {"trashedAt":"2026-06-01T09:00:00.000Z"}',
			'GET /files/trash > 200 [{"id":1}]',
			'POST /files/1/restore > 200 {"id":1,"trashedAt":null}',
			'GET /files/trash > 200 []',
			'POST /files/2/trash > 200',
			'DELETE /files/trash > 204',
			'GET /files > 200 [{"id":1}]',
		],
	],
	[
		'of today, to come, or over, by the session’s clock',
		{
			lines: [
				'POST /visits <{title,startsAt!:moment,endsAt:moment} >201 Visit => create visit',
				'GET /visits >[Visit] => list visit',
				'GET /visits/{id} >Visit => read visit',
				'GET /visits/today >[Visit] => list visit only startsAt',
				'GET /visits/upcoming >[Visit] => list visit only startsAt',
				'GET /visits/past >[Visit] => list visit only startsAt',
				'POST /shifts <{date!:Day,hours:int} >201 Shift => create shift',
				'GET /shifts >[Shift] => list shift',
				'GET /shifts/upcoming >[Shift] => list shift only date',
				'GET /shifts/previous >[Shift] => list shift only date',
			],
			rest: {
				components: {
					schemas: {
						Day: { type: 'string', format: 'date' },
						Visit: {
							type: 'object',
							properties: {
								id: { type: 'integer' },
								title: { type: 'string' },
								startsAt: { type: 'string', format: 'date-time' },
								endsAt: { type: 'string', format: 'date-time' },
							},
						},
						Shift: {
							type: 'object',
							properties: {
								id: { type: 'integer' },
								date: { type: 'string', format: 'date' },
								hours: { type: 'integer' },
							},
						},
					},
				},
			},
		},
		[
			'POST /visits {"startsAt":"2026-06-01T08:00:00Z"} > 201 {"id":1}',
			'POST /visits {"startsAt":"2026-06-01T23:00:00Z"} > 201 {"id":2}',
			'POST /visits {"startsAt":"2026-06-02T01:00:00Z"} > 201 {"id":3}',
			'GET /visits/today > 200 [{"id":1},{"id":2}]',
			'GET /visits/upcoming > 200 [{"id":2},{"id":3}]',
			'GET /visits/past > 200 [{"id":1}]',
			'POST /shifts {"date":"2026-06-01"} > 201',
			'POST /shifts {"date":"2026-05-31"} > 201',
			'GET /shifts/upcoming > 200 [{"id":1}]',
			'GET /shifts/previous > 200 [{"id":2}]',
		],
	],
	[
		'in a state that the path has in the plural, and of whom they are assigned to',
		{
			lines: [
				'POST /posts <{title!} >201 Post => create post',
				'GET /posts >[Post] => list post',
				'GET /posts/{id} >Post => read post',
				'GET /posts/drafts >[Post] => list post only status',
				'POST /posts/{id}/publish >Post => move post to published from draft,published set publishedAt',
				'POST /posts/{id}/unpublish >Post => move post to draft from draft,published set publishedAt',
				'POST /posts/{id}/assign <{assigneeId!:int} >Post => patch post',
				'GET /posts/assigned-to/{userId} >[Post] => list post',
			],
			schemas: { Post: '{id:int,title,status:draft|published,publishedAt:moment,assigneeId:int}' },
		},
		[
			'POST /posts {"title":"a"} > 201 {"id":1,"status":"draft","publishedAt":null}',
			'POST /posts {"title":"b"} > 201 {"id":2}',
			'POST /posts/1/publish > 200 {"status":"published","publishedAt":"2026-06-01T09:00:00.000Z"}',
			'GET /posts/drafts > 200 [{"id":2}]',
			'POST /posts/1/unpublish > 200 {"status":"draft","publishedAt":null}',
			'GET /posts/drafts > 200 [{"id":1},{"id":2}]',
			'POST /posts/2/assign {"assigneeId":7} > 200',
			'GET /posts/assigned-to/7 > 200 [{"id":2}]',
			'GET /posts/assigned-to/8 > 200 []',
		],
	],
	[
		'as the newest of two kinds that are much alike, in pages of a size that one has as well',
		{
			lines: [
				'POST /books <{name,size:int} >201 Book => create book',
				'GET /books ?page ?size >[Book] => list book',
				'GET /books/{id} >Book => read book',
				'GET /books/latest >[Book] => list book',
				'POST /series <{name} >201 Series => create series',
				'GET /series >[Series] => list series',
				'GET /series/{id} >Series => read series',
				'GET /series/latest >[Series] => list series',
			],
			schemas: { Book: '{id:int,name,size:int,created:text}', Series: '{id:int,name,created:text}' },
			more: {
				'GET /books': {
					parameters: ['page', 'size'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } })),
				},
			},
		},
		[
			'POST /books {"name":"a","size":7} > 201',
			'POST /books {"name":"b","size":7} > 201',
			'POST /series {"name":"s"} > 201',
			'GET /series/latest > 200 [{"id":1,"name":"s"}]',
			'GET /books?page=1&size=1 > 200 [{"name":"a"}]',
			'GET /books?page=2&size=1 > 200 [{"name":"b"}]',
		],
	],
	...['parameter', 'schema'].map((teller): [string, Sketch, Call[]] => [
		`of a size that is no page’s, as its ${teller} says`,
		{
			lines: ['POST /shoes <{name,size:int} >201 Shoe => create shoe', 'GET /shoes ?page ?size >[Shoe] => list shoe'],
			schemas: { Shoe: '{id:int,name,size:int}' },
			more: {
				'GET /shoes': {
					parameters: ['Page', 'Shoe size'].map((description, index) => ({
						name: index === 0 ? 'page' : 'size',
						in: 'query',
						...(teller === 'parameter' && { description }),
						schema: { type: 'integer', ...(teller === 'schema' && { description }) },
					})),
				},
			},
		},
		[
			'POST /shoes {"name":"a","size":42} > 201',
			'POST /shoes {"name":"b","size":40} > 201',
			'GET /shoes?page=1&size=40 > 200 [{"name":"b"}]',
		],
	]),
	[
		'where a moment is not there yet',
		{
			lines: [
				'POST /notes <{title} >201 Note => create note',
				'GET /notes/unread >[Note] => list note only readAt',
				'GET /notes/unread-count >{data:{count:int}} => list note only readAt counted at /data/count',
				'GET /notes/{id} >Note => read note',
				'POST /notes/{id}/read >204 => patch note set readAt unseen',
			],
			schemas: { Note: '{id:int,title,readAt:moment}' },
		},
		[
			'POST /notes {"title":"a"} > 201',
			'POST /notes {"title":"b"} > 201',
			'GET /notes/unread-count > 200 {"data":{"count":2}}',
			'POST /notes/1/read > 204',
			'GET /notes/unread-count > 200 {"data":{"count":1}}',
			'GET /notes/unread > 200 [{"id":2}]',
		],
	],
	[
		'in a state, or with a flag',
		{
			lines: [
				...TASKS,
				'GET /todos/completed >[Todo] => list todo only done',
				'GET /todos/in-progress >[Todo] => list todo only status',
				'GET /todos/closed >{items:[Todo],total:int} => list todo at /items only status',
				'GET /todos/featured >[Todo] => list todo only isFeatured',
				'GET /todos/unfeatured >[Todo] => list todo only isFeatured',
				'GET /todos/archived >[Todo] => list todo only archivedAt',
				'GET /todos/latest >[Todo] => list todo',
				'DELETE /todos/completed >204 => clear todo only done',
				'GET /todos/open >[Todo] => list todo',
				'POST /todos/open <{title} >201 Todo => create todo',
			],
			schemas: SCHEMAS,
		},
		[
			...MADE,
			'GET /todos/completed > 200 [{"id":1},{"id":3}]',
			'GET /todos/in-progress > 200 [{"id":2}]',
			'GET /todos/closed > 200 {"items":[{"id":3}],"total":1}',
			'GET /todos/featured > 200 []',
			'GET /todos/unfeatured > 200 [{"id":1},{"id":2},{"id":3}]',
			'GET /todos/latest > 200 [{"id":1},{"id":2},{"id":3}]',
			'DELETE /todos/completed > 204',
			'GET /todos > 200 [{"id":2}]',
		],
	],
	[
		'whose flag does not hold',
		{
			lines: [
				'POST /tasks <{title,done:bool,isPublic:bool} >201 Task => create task',
				'GET /tasks >[Task] => list task',
				'GET /tasks/open >[Task] => list task only done',
				'GET /tasks/private >[Task] => list task only isPublic',
				'GET /tasks/hidden >[Task] => list task',
			],
			schemas: { Task: '{id:int,title,done:bool,isPublic:bool}' },
		},
		[
			'POST /tasks {"title":"a","done":true,"isPublic":true} > 201 {"id":1}',
			'POST /tasks {"title":"b","done":false,"isPublic":true} > 201 {"id":2}',
			'POST /tasks {"title":"c","done":false,"isPublic":false} > 201 {"id":3}',
			'GET /tasks/open > 200 [{"id":2},{"id":3}]',
			'GET /tasks/private > 200 [{"id":3}]',
			'GET /tasks/hidden > 200 [{"id":1},{"id":2},{"id":3}]',
		],
	],
	[
		'that a flag of the query asks for, by another word than the property',
		{
			lines: [
				'POST /notices <{title,read:bool,deletedAt:text} >201 Notice => create notice',
				'GET /notices ?unread:bool ?deleted:bool ?loud:bool ?unreadOnly:bool ?only_deleted:bool >[Notice] => list notice',
			],
			schemas: { Notice: '{id:int,title,read:bool,deletedAt:text}' },
		},
		[
			'POST /notices {"title":"a","read":true,"deletedAt":"today"} > 201 {"id":1}',
			'POST /notices {"title":"b","read":false} > 201 {"id":2}',
			'GET /notices?unread=true > 200 [{"id":2}]',
			'GET /notices?unread=false > 200 [{"id":1}]',
			'GET /notices?deleted=true > 200 [{"id":1}]',
			'GET /notices?deleted=false > 200 [{"id":2}]',
			'GET /notices?loud=true > 200 [{"id":1},{"id":2}]',
			'GET /notices?unreadOnly=true > 200 [{"id":2}]',
			'GET /notices?unreadOnly=false > 200 [{"id":1},{"id":2}]',
			'GET /notices?only_deleted=true > 200 [{"id":1}]',
			'GET /notices?only_deleted=false > 200 [{"id":1},{"id":2}]',
		],
	],
	[
		'that were deleted',
		{
			lines: [
				...NOTES,
				'GET /notes/trash >[Note] => list note deleted',
				'DELETE /notes/trash >204 => clear note deleted',
				'DELETE /notes/{id}/force >204 => delete note deleted',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /notes {"title":"a"} > 201 {"id":1}',
			'POST /notes {"title":"b"} > 201 {"id":2}',
			'POST /notes {"title":"c"} > 201 {"id":3}',
			'GET /notes/trash > 200 []',
			'DELETE /notes/1 > 204',
			'DELETE /notes/2 > 204',
			'GET /notes/trash > 200 [{"id":1,"title":"a"},{"id":2}]',
			'GET /notes > 200 [{"id":3}]',
			'POST /notes/1/restore > 200 {"id":1,"title":"a"}',
			'GET /notes/trash > 200 [{"id":2}]',
			'DELETE /notes/2/force > 204',
			'GET /notes/trash > 200 []',
			'DELETE /notes/2/force > 404',
			'DELETE /notes/3/force > 204',
			'GET /notes/3 > 404',
			'POST /notes/3/restore > 404',
			'DELETE /notes/1 > 204',
			'DELETE /notes/trash > 204',
			'POST /notes/1/restore > 404',
			'GET /notes/trash > 200 []',
		],
	],
	[
		'of one as well, also where no list asks for them',
		{
			lines: [
				'POST /users <{name} >201 User => create user',
				'GET /users >[User] => list user',
				'GET /users/{id} ?includeDeleted:bool >User => read user',
				'DELETE /users/{id} >204 => delete user',
			],
			schemas: { User: '{id:int,name,deletedAt:moment}' },
		},
		[
			'POST /users {"name":"a"} > 201 {"id":1,"deletedAt":null}',
			'GET /users/1?includeDeleted=true > 200 {"name":"a","deletedAt":null}',
			'DELETE /users/1 > 204',
			'GET /users/1 > 404',
			'GET /users/1?includeDeleted=false > 404',
			'GET /users/1?includeDeleted=true > 200 {"name":"a","deletedAt":"2026-06-01T09:00:00.000Z"}',
			'GET /users/2?includeDeleted=true > 404',
			'GET /users > 200 []',
		],
	],
	[
		'that were deleted, beside the others where the query asks for them',
		{
			lines: [
				'POST /users <{name} >201 User => create user',
				'GET /users ?includeDeleted:bool >[User] => list user',
				'GET /users/{id} >User => read user',
				'DELETE /users/{id} >204 => delete user',
				'POST /pets <{name} >201 Pet => create pet',
				'GET /pets ?is_deleted:bool >[Pet] => list pet',
				'DELETE /pets/{id} >204 => delete pet',
				'POST /toys <{name} >201 Toy => create toy',
				'GET /toys ?with_trashed:bool >[Toy] => list toy',
				'DELETE /toys/{id} >204 => delete toy',
			],
			schemas: {
				User: '{id:int,name,deletedAt:moment}',
				Pet: '{id:int,name,is_deleted:bool}',
				Toy: '{id:int,name}',
			},
		},
		[
			'POST /users {"name":"a"} > 201 {"id":1,"deletedAt":null}',
			'POST /users {"name":"b"} > 201 {"id":2}',
			'DELETE /users/1 > 204',
			'GET /users > 200 [{"id":2,"deletedAt":null}]',
			'GET /users?includeDeleted=false > 200 [{"id":2}]',
			'GET /users?includeDeleted=true > 200 [{"id":2,"deletedAt":null},{"id":1,"name":"a"}]',
			'GET /users/1 > 404',
			'POST /pets {"name":"a"} > 201 {"id":1}',
			'POST /pets {"name":"b"} > 201 {"id":2}',
			'DELETE /pets/1 > 204',
			'GET /pets > 200 [{"id":2}]',
			'GET /pets?is_deleted=true > 200 [{"id":1,"is_deleted":true}]',
			'POST /toys {"name":"a"} > 201 {"id":1}',
			'DELETE /toys/1 > 204',
			'GET /toys?with_trashed=true > 200 []',
		],
	],
	[
		'in numbers beside a list of others',
		{
			lines: [
				'POST /notices <{title,read:bool} >201 Notice => create notice',
				'GET /notices ?read:bool >{success:bool,data:{notices:[Notice],unreadCount:int,total:int}} => list notice at /data/notices',
			],
			schemas: { Notice: '{id:int,title,read:bool}' },
		},
		[
			'POST /notices {"title":"a","read":false} > 201 {"id":1}',
			'POST /notices {"title":"b","read":true} > 201 {"id":2}',
			'POST /notices {"title":"c","read":false} > 201 {"id":3}',
			'GET /notices > 200 {"data":{"unreadCount":2,"total":3}}',
			'GET /notices?read=true > 200 {"data":{"notices":[{"id":2}],"unreadCount":2,"total":1}}',
		],
	],
	[
		'in numbers',
		{
			lines: [
				...TASKS,
				'GET /todos/count ?status >{count:int} => list todo counted at /count',
				'GET /todos/total >int => list todo counted',
				'GET /todos/stats >{open:int,closed:int} => none',
				'GET /todos/done-count >{done:int,total:int} => list todo only done counted at /done',
				'GET /todos/undone/count >{count:int} => list todo only done counted at /count',
				'GET /todos/countCompletedTodos >int => list todo only done counted',
				'GET /todos/strange-count >int => none',
			],
			schemas: SCHEMAS,
		},
		[
			'GET /todos/count > 200 {"count":0}',
			...MADE,
			'GET /todos/count > 200 {"count":3}',
			'GET /todos/count?status=closed > 200 {"count":1}',
			'GET /todos/total > 200 3',
			'GET /todos/done-count > 200 {"done":2}',
			'GET /todos/undone/count > 200 {"count":1}',
			'GET /todos/countCompletedTodos > 200 2',
		],
	],
])('tells of those %s', async (_name, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it('collections elsewhere that are called as some of what is made are of those', async () => {
	const schemas = {
		Note: '{id!:int,title!,isBookmarked:bool,pinned:bool,inWishlist:bool,status:open|closed}',
		Tag: '{id!:int,name!}',
	};
	const lines = [
		'POST /notes <{title!} >201 Note => create note',
		'GET /notes >[Note] => list note',
		'GET /notes/{id} >Note => read note',
		'DELETE /notes/{id} >204 => delete note',
		'POST /notes/{id}/bookmark >204 => patch note set isBookmarked unseen',
		'POST /notes/{id}/close >Note => move note to closed from open,closed',
		'PATCH /notes/{id}/pin >Note => patch note set pinned',
		'GET /bookmarks >{data:[Note]} => list note at /data only isBookmarked',
		'GET /me/wishlist >[Note] => list note only inWishlist',
		'GET /closed-notes >[Note] => list note only status',
		'GET /pinned_notes >[Note] => list note only pinned',
		'GET /deleted_notes >[Note] => list note deleted',
		'PUT /deleted_notes/{id}/restore >204 => read note unseen or back',
		'GET /recent-notes >[Note] => list note',
		'GET /feed >[Note] => list note',
		'GET /tags >[Tag] => list tag',
		'POST /tags <{name!} >201 Tag => create tag',
	];
	const { effects, expected } = await inferSketch({ lines, schemas });
	expect(effects).toEqual(expected);
	await playSketch({ lines, schemas }, [
		'POST /notes {"title":"a"} > 201 {"id":1}',
		'POST /notes {"title":"b"} > 201 {"id":2}',
		'GET /bookmarks > 200 {"data":[]}',
		'POST /notes/2/bookmark > 204',
		'PATCH /notes/1/pin > 200 {"pinned":true}',
		'POST /notes/1/close > 200 {"status":"closed"}',
		'GET /bookmarks > 200 {"data":[{"id":2}]}',
		'GET /closed-notes > 200 [{"id":1}]',
		'GET /pinned_notes > 200 [{"id":1}]',
		'GET /deleted_notes > 200 []',
		'DELETE /notes/1 > 204',
		'GET /deleted_notes > 200 [{"id":1}]',
		'PUT /deleted_notes/1/restore > 204',
		'GET /deleted_notes > 200 []',
		'GET /feed > 200 [{"id":1},{"id":2}]',
	]);
});
