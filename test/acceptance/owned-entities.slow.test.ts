// What stands below an entity goes with it and comes back with it, and nothing is made below one that isn't there.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { declare } from '../mock/effects/declared.ts';
import { drawSketch, type Sketch } from '../spec/effects/infer/sketch.ts';
import { startTestMock } from '../support/mock.ts';
import { type Call, playDocument, playSketch } from './play-sketch.ts';

const SCHEMAS = {
	Article: '{id:int,title}',
	NewArticle: '{id:int,title}',
	Comment: '{id:int,text}',
	NewComment: '{text}',
	Like: '{id:int,by}',
	Settings: '{theme,isOpen:bool}',
};
const ARTICLES = [
	'GET /articles >[Article] => list article',
	'POST /articles <NewArticle >201 Article => create article',
	'GET /articles/{id} >Article => read article',
	'DELETE /articles/{id} >204 => delete article',
];
const COMMENTS = [
	'GET /articles/{articleId}/comments >[Comment] => list comment below article',
	'POST /articles/{articleId}/comments <NewComment >201 Comment => create comment',
];
const BELOW = [
	...COMMENTS,
	'GET /articles/{articleId}/comments/{id} >Comment => read comment',
	'PUT /articles/{articleId}/comments/{id} <NewComment >Comment => replace comment',
];
const LIKES = [
	'GET /articles/{articleId}/comments/{commentId}/likes >[Like] => list like',
	'POST /articles/{articleId}/comments/{commentId}/likes <{by} >201 Like => create like',
	'GET /articles/{articleId}/comments/{commentId}/likes/{id} >Like => read like',
];
const SINGLE = [
	'GET /articles/{id}/settings >Settings => read settings',
	'PUT /articles/{id}/settings <Settings >Settings => replace settings',
];
const NOT_FOUND = { description: 'there is none' };

/** The sketch with a 404 of these operations. */
function tellMissing(lines: readonly string[], ...operations: string[]): Sketch {
	const { document } = drawSketch({ lines, schemas: SCHEMAS });
	const paths = document['paths'] as Record<string, Record<string, { responses: object }>>;
	const more = Object.fromEntries(
		operations.map((name) => {
			const [method = '', path = ''] = name.split(' ');
			return [name, { responses: { ...paths[path]?.[method.toLowerCase()]?.responses, 404: NOT_FOUND } }];
		}),
	) as NonNullable<Sketch['more']>;
	return { lines, schemas: SCHEMAS, more };
}

const WRITTEN = ['POST /articles {"id":7,"title":"a"} > 201', 'POST /articles/7/comments {"text":"b"} > 201 {"id":1}'];

it.each<[string, Sketch, Call[]]>([
	[
		'the comments of a deleted article are gone, and another one of its id has none',
		{ lines: [...ARTICLES, ...BELOW], schemas: SCHEMAS },
		[
			...WRITTEN,
			'POST /articles {"id":8,"title":"a"} > 201',
			'POST /articles/8/comments {"text":"c"} > 201 {"id":2}',
			'DELETE /articles/7 > 204',
			'GET /articles/7/comments > 404',
			'GET /articles/7/comments/1 > 404',
			'PUT /articles/7/comments/1 {"text":"c"} > 404',
			'POST /articles/7/comments {"text":"c"} > 404',
			'GET /articles/8/comments > 200 [{"id":2}]',
			'POST /articles {"id":7,"title":"b"} > 201',
			'GET /articles/7/comments > 200 []',
			'GET /articles/7/comments/1 > 404',
			'POST /articles/7/comments {"text":"c"} > 201 {"id":3}',
			'GET /articles/7/comments > 200 [{"id":3}]',
		],
	],
	[
		'what is made below an article alone goes with it, where it has a path of its own as well',
		{
			lines: [...ARTICLES, ...COMMENTS, 'GET /comments/{id} >Comment => read comment'],
			schemas: SCHEMAS,
		},
		[...WRITTEN, 'GET /comments/1 > 200', 'DELETE /articles/7 > 204', 'GET /comments/1 > 404'],
	],
	[
		'what is in a collection of its own stays there, and is not the next one’s',
		{
			lines: [
				...ARTICLES,
				...COMMENTS,
				'GET /comments >[Comment] => list comment',
				'GET /comments/{id} >Comment => read comment',
			],
			schemas: SCHEMAS,
		},
		[
			...WRITTEN,
			'DELETE /articles/7 > 204',
			'GET /comments/1 > 200 {"text":"b"}',
			'GET /comments > 200 [{"id":1}]',
			'GET /articles/7/comments > 404',
			'POST /articles {"id":7,"title":"b"} > 201',
			'GET /articles/7/comments > 200 []',
		],
	],
	[
		'what shows whose it is stays as it is, and is listed below nothing',
		{
			lines: [
				...ARTICLES,
				...COMMENTS,
				'GET /comments >[Comment] => list comment',
				'GET /comments/{id} >Comment => read comment',
			],
			schemas: { ...SCHEMAS, Comment: '{id:int,text,articleId:int}' },
		},
		[...WRITTEN, 'DELETE /articles/7 > 204', 'GET /comments/1 > 200 {"articleId":7}', 'GET /articles/7/comments > 404'],
	],
	[
		'over several levels',
		{ lines: [...ARTICLES, ...BELOW, ...LIKES], schemas: SCHEMAS },
		[
			...WRITTEN,
			'POST /articles/7/comments/1/likes {"by":"c"} > 201 {"id":1}',
			'GET /articles/7/comments/1/likes > 200 [{"by":"c"}]',
			'DELETE /articles/7 > 204',
			'GET /articles/7/comments/1/likes/1 > 404',
			'GET /articles/7/comments/1/likes > 404',
		],
	],
	[
		'of all that are deleted at once',
		{ lines: [...ARTICLES, ...BELOW, 'DELETE /articles >204 => clear article'], schemas: SCHEMAS },
		[
			...WRITTEN,
			'DELETE /articles > 204',
			'GET /articles/7/comments/1 > 404',
			'POST /articles {"id":7,"title":"b"} > 201',
			'GET /articles/7/comments > 200 []',
		],
	],
	[
		'what there is one of is gone, until there is another article',
		{ lines: [...ARTICLES, ...SINGLE], schemas: SCHEMAS },
		[
			'POST /articles {"id":7,"title":"a"} > 201',
			'PUT /articles/7/settings {"theme":"mine","isOpen":true} > 200',
			'DELETE /articles/7 > 204',
			'GET /articles/7/settings > 404',
			'PUT /articles/7/settings {"theme":"other","isOpen":true} > 404',
			'POST /articles {"id":7,"title":"b"} > 201',
			'GET /articles/7/settings > 200',
		],
	],
	[
		'what nobody can make is there for each article, and for none that was deleted',
		{
			lines: [
				...ARTICLES,
				'GET /articles/{articleId}/comments >[Comment] => list comment',
				'GET /articles/{articleId}/comments/{id} >Comment => read comment',
			],
			schemas: SCHEMAS,
		},
		[
			'POST /articles {"id":7,"title":"a"} > 201',
			'GET /articles/7/comments/5 > 200',
			'GET /articles/7/comments > 200',
			'DELETE /articles/7 > 204',
			'GET /articles/7/comments > 404',
			'GET /articles/7/comments/5 > 404',
		],
	],
	[
		'what was never there has nothing below it, whether or not the document has a 404 for that',
		{ lines: [...ARTICLES, ...BELOW, ...SINGLE], schemas: SCHEMAS },
		[
			'GET /articles/9 > 404',
			'GET /articles/9/comments > 404',
			'POST /articles/9/comments {"text":"a"} > 404',
			'GET /articles/9/settings > 404',
			'PUT /articles/9/settings {"theme":"mine","isOpen":true} > 404',
			'POST /articles {"id":9,"title":"a"} > 201',
			'POST /articles/9/comments {"text":"a"} > 201',
			'PUT /articles/9/settings {"theme":"mine","isOpen":true} > 200',
		],
	],
	[
		'the same where it has one',
		tellMissing(
			[...ARTICLES, ...BELOW, ...SINGLE],
			'POST /articles/{articleId}/comments',
			'GET /articles/{id}/settings',
			'PUT /articles/{id}/settings',
		),
		[
			'POST /articles/9/comments {"text":"a"} > 404',
			'GET /articles/9/settings > 404',
			'PUT /articles/9/settings {"theme":"mine","isOpen":true} > 404',
			'POST /articles {"id":9,"title":"a"} > 201',
			'POST /articles/9/comments {"text":"a"} > 201',
			'PUT /articles/9/settings {"theme":"mine","isOpen":true} > 200',
			'GET /articles/9/settings > 200 {"theme":"mine"}',
		],
	],
	[
		'what the document has no resource of is taken to be there',
		tellMissing(BELOW, 'POST /articles/{articleId}/comments'),
		['POST /articles/9/comments {"text":"a"} > 201', 'GET /articles/9/comments > 200 [{"text":"a"}]'],
	],
	[
		'so is what nobody can create, as long as it was not deleted',
		tellMissing(
			ARTICLES.filter((line) => !line.startsWith('POST')).concat(BELOW),
			'POST /articles/{articleId}/comments',
		),
		[
			'POST /articles/9/comments {"text":"a"} > 201',
			'GET /articles/9 > 200',
			'DELETE /articles/9 > 204',
			'GET /articles/9/comments > 404',
			'POST /articles/9/comments {"text":"a"} > 404',
		],
	],
	[
		'what was deleted is brought back with what was below it, and only that',
		{
			lines: [
				...ARTICLES,
				...BELOW,
				'POST /articles/{id}/restore >Article => read article or back',
				'POST /articles/{articleId}/comments/{id}/undelete >204 => none',
				'DELETE /articles/{articleId}/comments/{id} >204 => delete comment',
				'DELETE /articles >204 => clear article',
			],
			schemas: SCHEMAS,
		},
		[
			...WRITTEN,
			'POST /articles/7/restore > 200 {"title":"a"}',
			'POST /articles/8/restore > 404',
			'DELETE /articles/7 > 204',
			'POST /articles/7/comments/1/undelete > 404',
			'POST /articles/7/restore > 200 {"id":7,"title":"a"}',
			'GET /articles > 200 [{"id":7,"title":"a"}]',
			'GET /articles/7/comments > 200 [{"id":1}]',
			'DELETE /articles/7/comments/1 > 204',
			'POST /articles/7/comments/1/undelete > 204',
			'GET /articles/7/comments/1 > 200 {"text":"b"}',
			'DELETE /articles > 204',
			'GET /articles/7 > 404',
			'POST /articles/7/restore > 200 {"id":7,"title":"a"}',
			'GET /articles/7/comments/1 > 200 {"text":"b"}',
			'DELETE /articles/7 > 204',
			'POST /articles {"id":7,"title":"b"} > 201',
			'POST /articles/7/restore > 200 {"title":"b"}',
			'GET /articles/7/comments > 200 []',
		],
	],
	[
		'what is brought back is in the state that the action leads to',
		{
			lines: [
				'POST /notes <{text} >201 Note => create note',
				'GET /notes/{id} >Note => read note',
				'DELETE /notes/{id} >204 => delete note',
				'PUT /notes/{id}/unarchive >Note => move note or back',
			],
			schemas: { Note: '{id:int,text,status:draft|active|archived}' },
		},
		[
			'POST /notes {"text":"a"} > 201 {"status":"draft"}',
			'DELETE /notes/1 > 204',
			'PUT /notes/1/unarchive > 200 {"id":1,"text":"a","status":"active"}',
			'GET /notes/1 > 200 {"status":"active"}',
		],
	],
])('%s', async (_name, sketch, calls) => {
	await playSketch(sketch, calls);
});

/** The same, declared; `more`: of the comments. */
function declareComments(more: JsonObject): JsonObject {
	const id = { type: 'integer' };
	const shown = { type: 'object', properties: { id, title: { type: 'string' }, text: { type: 'string' } } };
	const key = '$request.path.id';
	return declare(
		{ article: { key: 'id' }, comment: { key: 'id', scope: ['articleId'], ...more } },
		{
			'POST /articles': { effect: { create: 'article' }, sent: shown, shown, statuses: [201, 404] },
			'DELETE /articles/{id}': { effect: { delete: 'article', key }, statuses: [204, 404] },
			'GET /articles/{articleId}/comments': { effect: { list: 'comment' }, shown: { type: 'array', items: shown } },
			'POST /articles/{articleId}/comments': {
				effect: { create: 'comment' },
				sent: shown,
				shown,
				statuses: [201, 404],
			},
			'GET /articles/{articleId}/comments/{id}': { effect: { read: 'comment', key }, shown },
		},
	);
}

const DECLARED = [
	'POST /articles/8/comments {"text":"b"} > 201',
	'POST /articles {"id":7,"title":"a"} > 201',
	'POST /articles/7/comments {"text":"b"} > 201 {"id":2}',
	'DELETE /articles/7 > 204',
];

it.each<[string, JsonObject, Call[]]>([
	[
		'so do the comments of a declared article',
		{},
		[
			...DECLARED,
			'GET /articles/7/comments/2 > 404',
			'POST /articles/7/comments {"text":"c"} > 404',
			'POST /articles {"id":7,"title":"b"} > 201',
			'GET /articles/7/comments > 200 []',
			'GET /articles/8/comments > 200 [{"id":1}]',
		],
	],
	[
		'but for those that are declared to stay',
		{ stays: true },
		[...DECLARED, 'GET /articles/7/comments/2 > 200 {"text":"b"}', 'GET /articles/7/comments > 200 [{"id":2}]'],
	],
])('%s', async (_name, more, calls) => {
	await playDocument(declareComments(more), calls);
});

/** A mock of articles with comments, and what a call answers. */
async function startArticles(count: number) {
	const { document } = drawSketch({ lines: [...ARTICLES, ...BELOW, ...SINGLE], schemas: SCHEMAS });
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> => {
		const headers = { 'Content-Type': 'application/json' };
		const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
		const response = await fetch(`${mock.url}${path}`, { method, ...sent });
		const text = await response.text();
		return { status: response.status, value: text === '' ? undefined : JSON.parse(text) };
	};
	await ask('POST', '/articles', { id: 7, title: 'a' });
	for (let index = 0; index < count; index++) await ask('POST', '/articles/7/comments', { text: 'b' });
	return { mock, ask };
}

it('the journal and the stream of events tell what went along', async () => {
	const { mock, ask } = await startArticles(2);
	const removed: unknown[] = [];
	mock.engine.events.listen((event) => {
		if (event.type === 'entity.changed') removed.push([event.change.kind, event.change.resource, event.change.key]);
	});
	await ask('DELETE', '/articles/7');
	expect(removed).toEqual([
		['removed', 'article', '7'],
		['removed', 'comment', '1'],
		['removed', 'comment', '2'],
	]);
	const { value } = await ask('GET', '/__admin/sessions/default/requests?limit=1');
	expect(value).toMatchObject({
		requests: [{ why: { entity: { outcome: 'deleted', besides: ['removed 2 of comment'] } } }],
	});
});

it('what there is one of begins afresh with the next article of that id', async () => {
	const { ask } = await startArticles(0);
	await ask('PUT', '/articles/7/settings', { theme: 'mine', isOpen: true });
	await ask('DELETE', '/articles/7');
	await ask('POST', '/articles', { id: 7, title: 'b' });
	const { status, value } = await ask('GET', '/articles/7/settings');
	expect(status).toBe(200);
	expect(value).not.toMatchObject({ theme: 'mine' });
});

it('an article that is deleted by hand comes back with its comments', async () => {
	const { ask } = await startArticles(2);
	const admin = '/__admin/sessions/default';
	const before = (await ask('GET', `${admin}/snapshot`)).value;
	expect((await ask('DELETE', `${admin}/resources/article/7`)).status).toBe(204);
	expect((await ask('GET', '/articles/7/comments')).status).toBe(404);
	const { value } = await ask('POST', `${admin}/undo`);
	expect(JSON.stringify(value)).toContain('deleted article 7 with the 2 below it');
	expect((await ask('GET', '/articles/7/comments')).value).toHaveLength(2);
	const { entities } = (await ask('GET', `${admin}/snapshot`)).value as { entities: object };
	expect(entities).toEqual((before as { entities: object }).entities);
});
