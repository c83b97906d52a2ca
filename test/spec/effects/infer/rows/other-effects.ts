// Actions, other paths, several at once.

import type { JsonObject } from '../../../../../spec/index.ts';
import type { Row } from './row.ts';

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

/** Actions, other paths, several at once. */
export const OTHERS: Row[] = [
	[
		'what is made and never shown again',
		'payment(id), refund(id in orderId), order(id), job(id)',
		[
			'POST /payments <{amount:int} >201 {id,amount:int,status} => create payment',
			'POST /orders <{title} >201 {id,title} => create order',
			'GET /orders/{orderId} >{id,title} => read order',
			'POST /orders/{orderId}/refunds <{amount:int} >{data:{id,amount:int}} => create refund at /data',
			'POST /orders/{orderId}/refund <{amount:int} >201 {id,amount:int} => read order',
			'POST /jobs <{input} >202 {id,state} => create job',
			'POST /login <{email,password} >201 {id,email} => none',
			'POST /lookup <{id,kind} >201 {id,kind,name} => none',
			'POST /convert <{amount:int} >{id,amount:int} => none',
		],
	],
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
		'verbs of Romance languages, and references with their id first',
		'casa(id), reserva(idReserva state estado)',
		[
			'POST /casas <{nombre} >201 Casa => create casa',
			'GET /casas/{id} >Casa => read casa',
			'POST /reservas <{idCasa:int} >201 Reserva => create reserva',
			'GET /reservas/{id} >Reserva => read reserva',
			'PATCH /reservas/{id}/cancelar >Reserva => move reserva to CANCELADA from PENDIENTE,CANCELADA,CONFIRMADA',
			'GET /casas/{id}/reservas >[Reserva] => list reserva with idCasa=path.id below casa',
		],
		{
			schemas: {
				Casa: '{id:int,nombre}',
				Reserva: '{idReserva:int,idCasa:int,estado:PENDIENTE|CANCELADA|CONFIRMADA}',
			},
		},
	],
	[
		'verbs of French, whose participles may have accents',
		'liste(id state statut)',
		[
			'POST /listes <{nom} >201 Liste => create liste',
			'GET /listes/{id} >Liste => read liste',
			'POST /listes/{id}/valider >Liste => move liste to validée from brouillon,validée,annulee,payé,finie,vendue',
			'POST /listes/{id}/annuler >Liste => move liste to annulee from brouillon,validée,annulee,payé,finie,vendue',
			'POST /listes/{id}/payer >Liste => move liste to payé from brouillon,validée,annulee,payé,finie,vendue',
			'POST /listes/{id}/finir >Liste => move liste to finie from brouillon,validée,annulee,payé,finie,vendue',
			'POST /listes/{id}/vendre >Liste => move liste to vendue from brouillon,validée,annulee,payé,finie,vendue',
			'POST /listes/{id}/dupliquer >201 Liste => create liste',
		],
		{ schemas: { Liste: '{id:int,nom,statut:brouillon|validée|annulee|payé|finie|vendue}' } },
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
			'POST /orders/{id}/actions/ship >Order => move order to SHIPPED from NEW,SHIPPED,PAID,PLANNED',
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
		'actions tell when they were done',
		'order(id state status)',
		[
			'POST /orders <{a} >201 Order => create order',
			'GET /orders/{id} >Order => read order',
			'POST /orders/{id}/ship >Order => move order to SHIPPED from NEW,SHIPPED,PAID set shipped_at',
			'POST /orders/{id}/pay >204 => move order to PAID from NEW,SHIPPED,PAID unseen',
		],
		{ schemas: { Order: '{id:int,a,status:NEW|SHIPPED|PAID,shipped_at,paid_at:int}' } },
	],
	[
		'verbs of two words',
		'cart(id state status)',
		[
			'POST /carts <{a} >201 Cart => create cart',
			'GET /carts/{id} >Cart => read cart',
			'POST /carts/{id}/checkout >Cart => move cart to CHECKED_OUT from OPEN,CHECKED_OUT,PAID_OUT,SHUT_DOWN',
			'POST /carts/{id}/check-out >Cart => move cart to CHECKED_OUT from OPEN,CHECKED_OUT,PAID_OUT,SHUT_DOWN',
			'POST /carts/{id}/payout >Cart => move cart to PAID_OUT from OPEN,CHECKED_OUT,PAID_OUT,SHUT_DOWN',
			'POST /carts/{id}/shutdown >Cart => move cart to SHUT_DOWN from OPEN,CHECKED_OUT,PAID_OUT,SHUT_DOWN',
			'POST /carts/{id}/login >Cart => read cart',
		],
		{ schemas: { Cart: '{id:int,a,status:OPEN|CHECKED_OUT|PAID_OUT|SHUT_DOWN}' } },
	],
	[
		'actions that take what the entity shows',
		'task(id)',
		[
			'POST /tasks <{title} >201 Task => create task',
			'GET /tasks/{id} >Task => read task',
			'POST /tasks/{id}/assign <{assigneeId:int} >Task => patch task',
			'POST /tasks/{id}/share <{ownerId:int} >Task => read task',
		],
		{ schemas: { Task: '{id:int,title,assigneeId:int,ownerId:int}' } },
	],
	[
		'actions that set a flag, and take it back',
		'post(id)',
		[
			'POST /posts <{text} >201 Post => create post',
			'GET /posts/{id} >Post => read post',
			'POST /posts/{id}/favorite >Post => patch post set favorited',
			'DELETE /posts/{id}/favorite >Post => patch post set favorited',
			'PUT /posts/{id}/archive >204 => patch post set isArchived unseen',
			'PUT /posts/{id}/unarchive >204 => patch post set isArchived unseen',
			'POST /posts/{id}/enable >Post => patch post set enabled',
			'POST /posts/{id}/lock >Post => read post',
		],
		{ schemas: { Post: '{id:int,text,favorited:bool,isArchived:bool,enabled:bool,locked:bool,is_lock:bool}' } },
	],
	[
		'what is assigned by a path with both names, from a collection of its own',
		'user(id), role(id), user_role(roleId in user_id), starred_role(starred_id)',
		[
			'POST /users <{name} >201 User => create user',
			'GET /users/{id} >User => read user',
			'POST /roles <{title} >201 Role => create role',
			'GET /roles/{id} >Role => read role',
			'GET /users/{id}/roles >{data:[Role]} => list role at /data ask user_role below user',
			'PUT /users/{id}/roles/{roleId} >204 => read role unseen add user_role below user',
			'DELETE /users/{id}/roles/{roleId} >204 => read role unseen remove user_role below user',
			'GET /users/{id}/drafts >[Role] => list role below user',
			'GET /starred >[Role] => list role ask starred_role',
			'PUT /starred/{id} >Role => read role add starred_role',
		],
		{ schemas: { User: '{id:int,name}', Role: '{id:int,title}' } },
	],
	[
		'actions that bring back what a request deletes',
		'note(id), page(id)',
		[
			'POST /notes <{text} >201 Note => create note',
			'GET /notes/{id} >Note => read note',
			'DELETE /notes/{id} >204 => delete note',
			'POST /notes/{id}/restore >Note => read note or back',
			'PUT /notes/{id}/undelete >204 => read note unseen or back',
			'PUT /notes/{id}/unarchive >204 => patch note set archived unseen or back',
			'POST /pages <{text} >201 Page => create page',
			'GET /pages/{id} >Page => read page',
			'POST /pages/{id}/restore >Page => read page',
		],
		{ schemas: { Note: '{id:int,text,archived:bool}', Page: '{id:int,text}' } },
	],
	[
		'what is posted below an item as one of many, or answered with 201, is no change of it, though it is called as its properties are',
		'post(id)',
		[
			'POST /posts <{title,body} >201 Post => create post',
			'GET /posts/{id} >Post => read post',
			'POST /posts/{id}/comments <{body} >200 => read post unseen',
			'POST /posts/{id}/note <{body} >201 => read post unseen',
			'POST /posts/{id}/content <{body} >200 => patch post unseen',
			'POST /posts/{id}/details <{body} >200 => patch post unseen',
			'POST /posts/{id}/texts <{body} >200 Post => patch post',
		],
		{ schemas: { Post: '{id:int,title,body}' } },
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
			'POST /posts/{id}/comment <{text} >Post => patch post add comments',
			'POST /posts/{id}/preview <{text} >{html} => read post unseen',
			'POST /posts/{id}/share <{user_id:int} >204 => read post unseen',
			'POST /posts/{id}/copy >201 Post => create post',
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
	[
		'a list that is put in the place of all, below others too; not where nothing lists them, nor where they are elsewhere as well',
		'tag(id), user(id), phone(id in userId)',
		[
			'GET /tags >[Tag] => list tag',
			'PUT /tags <[Tag] >204 => create tag from /0 unseen each in place of all',
			'POST /users <{name} >201 {id:int,name} => create user',
			'GET /users/{userId} >{id:int,name} => read user',
			'GET /users/{userId}/phones >[Phone] => list phone below user',
			'POST /users/{userId}/phones <{no} >201 Phone => create phone',
			'PUT /users/{userId}/phones <[Phone] >[Phone] => create phone from /0 at /0 each in place of all',
			'DELETE /users/{userId}/phones/{id} >204 => delete phone',
			'PUT /flags <[{flag}] >204 => none',
			'GET /groups/{id}/tags >[Tag] => list tag',
			'PUT /groups/{id}/tags <[Tag] >204 => none',
		],
		{ schemas: { Tag: '{id,label}', Phone: '{id,no}' } },
	],
	[
		'many made on a path of their own',
		'todo(id)',
		[
			'POST /todos <NewTodo >201 Todo => create todo',
			'GET /todos/{id} >Todo => read todo',
			'POST /todos/bulk <[NewTodo] >201 [Todo] => create todo from /0 at /0 each',
			'POST /todos/batch-create <{todos:[NewTodo]} >201 {created:int,todos:[Todo]} => create todo from /todos/0 at /todos/0 each',
		],
	],
];
