// A thing of which there is one in each scope, and a key that a body names: made where there is none, else set again.

import { expect, test } from 'vitest';
import { objectOf, serve, text } from './collection.ts';
import { declare } from './declared.ts';

const RULES = objectOf({ colour: text, mood: text, state: text });
const only = { constant: 'rules' };
const lifecycle = {
	rules: { key: 'name', scope: ['shop'], state: 'state', initial: 'SET', states: { SET: {}, OLD: {} } },
	note: { key: 'title' },
};
const DOCUMENT = declare(lifecycle, {
	'POST /{shop}/rules': {
		effect: { replace: 'rules', key: only, upsert: true, set: { mood: 'calm' } },
		sent: objectOf({ colour: text }),
		shown: RULES,
		statuses: [201, 400],
	},
	'PUT /{shop}/rules': {
		effect: { replace: 'rules', key: only, upsert: true },
		sent: objectOf({ colour: text }),
		statuses: [204, 201, 400],
	},
	'GET /{shop}/rules': { effect: { read: 'rules', key: only }, shown: RULES },
	'POST /notes': {
		effect: { replace: 'note', key: '$request.body#/title', upsert: true },
		sent: objectOf({ title: text, body: text }),
		shown: objectOf({ title: text, body: text }),
	},
	'GET /notes/{title}': { effect: { read: 'note', key: '$request.path.title' }, shown: objectOf({ body: text }) },
});

test('what there is one of is absent, then set, then set again', async () => {
	const { send, read } = await serve(DOCUMENT);
	expect((await send('GET', '/a/rules')).status).toBe(404);
	expect((await send('POST', '/a/rules', { colour: 'red' })).status).toBe(201);
	expect(await read('/a/rules')).toEqual({ colour: 'red', mood: 'calm', state: 'SET' });
	expect((await send('POST', '/a/rules', { colour: 'blue' })).json).toMatchObject({ colour: 'blue', mood: 'calm' });
	expect((await send('GET', '/b/rules')).status).toBe(404);
});

test('201 where it was made, the other success where it was not', async () => {
	const { send } = await serve(DOCUMENT);
	expect((await send('PUT', '/a/rules', { colour: 'red' })).status).toBe(201);
	expect((await send('PUT', '/a/rules', { colour: 'blue' })).status).toBe(204);
});

test('by a key that the body has', async () => {
	const { send, read } = await serve(DOCUMENT);
	for (const body of ['a', 'b'])
		expect((await send('POST', '/notes', { title: 'n', body })).json).toMatchObject({ body });
	expect(await read('/notes/n')).toEqual({ body: 'b' });
	const made = (await send('POST', '/notes', { body: 'c' })).json as { title: string };
	expect(await read(`/notes/${made.title}`)).toEqual({ body: 'c' });
});
