// Who did what to which: `POST /users/{id}/follow` by who is signed in, as `/followers` and `/following` show it.

import { expect, it } from 'vitest';
import { inferSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { type Call, playSketch } from './play-sketch.ts';

const LOGIN =
	'POST /login <{email,password} >{token,user:User} => read user by $request.body#/email as email at /user signs in';
const USERS = [
	'POST /users <{email,password} >201 User => create user',
	'GET /users >[User] => list user',
	'GET /users/{id} >User => read user',
];
const PEOPLE = [...USERS, LOGIN, 'GET /me >User => read user every current user'];
const MADE = ['ann', 'bob', 'cyd'].map((name) => `POST /users {"email":"${name}","password":"p"} > 201`);
const signIn = (name: string): string => `POST /login {"email":"${name}","password":"p"} > 200`;
const EVENTS = [
	'POST /events <{title} >201 Event => create event',
	'GET /events >[Event] => list event',
	'GET /events/{id} >Event => read event',
];

it.each<[string, Sketch, Call[]]>([
	[
		'followers',
		{
			lines: [
				...PEOPLE,
				'POST /users/{id}/follow >204 => patch user set isFollowing,followersCount unseen done add user_follow',
				'DELETE /users/{id}/follow >204 => patch user set isFollowing,followersCount unseen done remove user_follow',
				'GET /users/{id}/followers >[User] => list user ask user_follow below user',
				'GET /users/{userId}/following >[User] => list user ask user_follow below user',
			],
			schemas: { User: '{id:int,email,followersCount:int,isFollowing:bool}' },
		},
		[
			...MADE,
			signIn('ann'),
			'POST /users/2/follow > 204',
			'POST /users/2/follow > 204',
			'POST /users/3/follow > 204',
			signIn('cyd'),
			'POST /users/2/follow > 204',
			'GET /users/2/followers > 200 [{"id":1},{"id":3}]',
			'GET /users/1/following > 200 [{"id":2},{"id":3}]',
			'GET /users/2/following > 200 []',
			'GET /users/9/followers > 404',
			'DELETE /users/2/follow > 204',
			'GET /users/2/followers > 200 [{"id":1}]',
		],
	],
	[
		'followers, each counted once',
		{
			lines: [
				...PEOPLE,
				'POST /users/{id}/follow >User => patch user set followersCount done add user_follow',
				'POST /users/{id}/unfollow >User => patch user set followersCount done remove user_follow',
				'GET /users/{id}/followers >[User] => list user ask user_follow below user',
			],
			schemas: { User: '{id:int,email,followersCount:int}' },
		},
		[
			...MADE,
			'POST /users/2/follow > 200 {"followersCount":1}',
			signIn('ann'),
			'POST /users/3/follow > 200 {"followersCount":1}',
			'POST /users/3/follow > 200 {"followersCount":1}',
			signIn('bob'),
			'POST /users/3/follow > 200 {"followersCount":2}',
			'POST /users/3/unfollow > 200 {"followersCount":1}',
			'POST /users/3/follow > 200 {"followersCount":2}',
			'POST /users/3/unfollow > 200 {"followersCount":1}',
			'GET /users/3/followers > 200 [{"id":1}]',
			'POST /users/9/follow > 404',
		],
	],
	[
		'who likes a post, and what one likes, also one’s own',
		{
			lines: [
				...PEOPLE,
				'POST /posts <{title} >201 Post => create post',
				'GET /posts >[Post] => list post',
				'GET /posts/{id} >Post => read post',
				'POST /posts/{id}/like >Post => patch post set likes done add post_like',
				'POST /posts/{id}/unlike >Post => patch post set likes done remove post_like',
				'GET /posts/{id}/likes >{data:[User]} => list user at /data ask post_like below post',
				'GET /users/{id}/liked >[Post] => list post ask post_like below user',
				'GET /me/likes >[Post] => list post ask post_like',
			],
			schemas: { User: '{id:int,email}', Post: '{id:int,title,likes:int}' },
		},
		[
			...MADE,
			'POST /posts {"title":"a"} > 201',
			'POST /posts {"title":"b"} > 201',
			signIn('bob'),
			'POST /posts/2/like > 200 {"likes":1}',
			'GET /posts/2/likes > 200 {"data":[{"id":2,"email":"bob"}]}',
			'GET /posts/1/likes > 200 {"data":[]}',
			'GET /users/2/liked > 200 [{"id":2}]',
			'GET /me/likes > 200 [{"id":2}]',
			signIn('ann'),
			'GET /me/likes > 200 []',
			signIn('bob'),
			'POST /posts/2/unlike > 200 {"likes":0}',
			'GET /posts/2/likes > 200 {"data":[]}',
		],
	],
	[
		'what was saved, also while nobody is signed in',
		{
			lines: [
				...PEOPLE,
				...EVENTS,
				'POST /events/{id}/save >204 => patch event set isSaved unseen done add event_save',
				'GET /me/saved >[Event] => list event only isSaved ask event_save',
			],
			schemas: { User: '{id:int,email}', Event: '{id:int,title,isSaved:bool}' },
		},
		[
			'POST /events {"title":"a"} > 201',
			'POST /events {"title":"b"} > 201',
			'POST /events/2/save > 204',
			'GET /me/saved > 200 [{"id":2}]',
			...MADE,
			signIn('bob'),
			'GET /me/saved > 200 []',
			'POST /events/1/save > 204',
			'GET /me/saved > 200 [{"id":1}]',
		],
	],
	[
		'who has joined, and left',
		{
			lines: [
				...PEOPLE,
				...EVENTS,
				'POST /events/{id}/join >204 => read event unseen done add event_join',
				'POST /events/{id}/leave >204 => read event unseen done remove event_join',
				'GET /events/{id}/participants >[User] => list user ask event_join below event',
			],
			schemas: { User: '{id:int,email}', Event: '{id:int,title}' },
		},
		[
			...MADE,
			'POST /events {"title":"a"} > 201',
			signIn('bob'),
			'POST /events/1/join > 204',
			'GET /events/1/participants > 200 [{"id":2}]',
			'POST /events/1/leave > 204',
			'GET /events/1/participants > 200 []',
		],
	],
	[
		'who watches, where the same path shows them',
		{
			lines: [
				...PEOPLE,
				...EVENTS,
				'POST /events/{id}/watchers >204 => read event unseen done add event_watch',
				'DELETE /events/{id}/watchers >204 => read event unseen done remove event_watch',
				'GET /events/{id}/watchers >[User] => list user ask event_watch below event',
			],
			schemas: { User: '{id:int,email}', Event: '{id:int,title}' },
		},
		[
			...MADE,
			'POST /events {"title":"a"} > 201',
			signIn('bob'),
			'POST /events/1/watchers > 204',
			'GET /events/1/watchers > 200 [{"id":2}]',
			'GET /users > 200 [{"id":1},{"id":2},{"id":3}]',
			'DELETE /events/1/watchers > 204',
			'GET /events/1/watchers > 200 []',
			'GET /users > 200 [{"id":1},{"id":2},{"id":3}]',
		],
	],
])('lists %s', async (_, sketch, calls) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
	await playSketch(sketch, calls);
});

it.each<[string, Sketch]>([
	[
		'where nobody signs in',
		{
			lines: [
				...USERS,
				'POST /users/{id}/follow >204 => read user unseen',
				'GET /users/{id}/followers >[User] => list user',
			],
			schemas: { User: '{id:int,email}' },
		},
	],
	[
		'where nobody signs in, and no user is made or removed',
		{
			lines: [
				...USERS,
				...EVENTS,
				'POST /events/{id}/watchers >204 => read event unseen',
				'DELETE /events/{id}/watchers >204 => read event unseen',
				'GET /events/{id}/watchers >[User] => list user below event',
			],
			schemas: { User: '{id:int,email}', Event: '{id:int,title}' },
		},
	],
	...['201 User', '204'].map((answer): [string, Sketch] => [
		`where ${answer} is answered, and nobody is made, nor removed where one of them leaves`,
		{
			lines: [
				...USERS,
				...EVENTS,
				`POST /events/{id}/watchers >${answer} => ${answer === '204' ? 'read event unseen' : 'none'}`,
				'DELETE /events/{id}/watchers/{userId} >204 => read event by $request.path.id unseen',
				'GET /events/{id}/watchers >[User] => list user below event',
			],
			schemas: { User: '{id:int,email}', Event: '{id:int,title}' },
		},
	]),
	[
		'where users are made below what has them',
		{
			lines: [
				...USERS,
				...EVENTS,
				'POST /events/{id}/users >201 User => create user with (eventid)=path.id',
				'DELETE /events/{id}/users/{userId} >204 => delete user with (eventid)=path.id',
				'GET /events/{id}/users >[User] => list user with (eventid)=path.id below event',
			],
			schemas: { User: '{id:int,email}', Event: '{id:int,title}' },
		},
	],
	[
		'where others are added',
		{
			lines: [
				...PEOPLE,
				...EVENTS,
				'POST /events/{id}/join >204 => read event unseen',
				'GET /events/{id}/participants >[User] => list user ask event_user below event',
				'POST /events/{id}/participants <{userId:int} >204 => read user by $request.body#/userId unseen add event_user below event',
			],
			schemas: { User: '{id:int,email}', Event: '{id:int,title}' },
		},
	],
	[
		'where it takes who it is',
		{
			lines: [
				...PEOPLE,
				...EVENTS,
				'POST /events/{id}/join <{userId:int} >204 => read event unseen',
				'GET /events/{id}/participants >[User] => list user below event',
			],
			schemas: { User: '{id:int,email}', Event: '{id:int,title}' },
		},
	],
])('nothing is held %s', async (_, sketch) => {
	const { effects, expected } = await inferSketch(sketch);
	expect(effects).toEqual(expected);
});
