// What stands beside an entity or a list in an envelope.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { startTestMock } from '../../support/mock.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };

it.each<[string, JsonObject, JsonObject, JsonObject]>([
	['the status', { code: whole }, { code: 201 }, { code: 200 }],
	['success', { success: { type: 'boolean' }, msg: text }, { success: true }, { success: true }],
	['a status in words', { status: { enum: ['error', 'success'] } }, { status: 'success' }, { status: 'success' }],
	[
		'what the document says',
		{ code: { ...whole, example: 0 }, message: { ...text, default: 'OK' } },
		{ code: 0, message: 'OK' },
		{ code: 0, message: 'OK' },
	],
	['a state of something else stays out', { status: text, total: whole }, {}, { total: 1 }],
])('an envelope tells %s', async (_what, beside, created, listed) => {
	const todo = { type: 'object', properties: { id: whole, title: text } };
	const answer = (data: JsonObject) => ({
		description: '',
		content: { 'application/json': { schema: { type: 'object', properties: { ...beside, data } } } },
	});
	const body = { content: { 'application/json': { schema: { type: 'object', properties: { title: text } } } } };
	const id = { name: 'id', in: 'path', required: true, schema: whole };
	const document = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			'/todos': {
				post: { requestBody: body, responses: { 201: answer(todo) } },
				get: { responses: { 200: answer({ type: 'array', items: todo }) } },
			},
			'/todos/{id}': { get: { parameters: [id], responses: { 200: answer(todo) } } },
		},
	};
	const mock = await startTestMock({ documents: [document] });
	const headers = { 'content-type': 'application/json' };
	const made = await fetch(`${mock.url}/todos`, { method: 'POST', headers, body: '{"title":"a"}' });
	const data = { id: 1, title: 'a' };
	expect(await made.json()).toEqual({ ...created, data });
	expect(await (await fetch(`${mock.url}/todos`)).json()).toEqual({ ...listed, data: [data] });
});

it('an answer that nobody described by an example says that it is done, and of a delete that it is gone', async () => {
	const flag = { type: 'boolean' };
	const shown = { type: 'object', properties: { id: whole, title: text } };
	const answer = (schema: JsonObject) => ({
		responses: { 200: { description: '', content: { 'application/json': { schema } } } },
	});
	const told = (properties: JsonObject) => answer({ type: 'object', required: Object.keys(properties), properties });
	const parameters = [{ name: 'id', in: 'path', required: true, schema: whole }];
	const body = { requestBody: { content: { 'application/json': { schema: shown } } } };
	const document = {
		openapi: '3.1.0',
		info: { title: 'T', version: '1' },
		paths: {
			'/todos': { post: { ...body, ...answer(shown) } },
			'/todos/{id}': { parameters, get: answer(shown), delete: told({ id: whole, deleted: flag, success: flag }) },
			'/logs/{id}': { parameters, delete: told({ code: whole, msg: text, data: { type: 'null' } }) },
			'/prices': { get: told({ code: whole, amount: whole }) },
			'/mails': { post: told({ success: flag, deleted: flag, ok: flag }) },
			'/pings': { post: told({ resultCode: whole, resultMsg: text }) },
		},
	};
	for (const seed of [1, 2, 3]) {
		const mock = await startTestMock({ documents: [document], seed });
		const headers = { 'content-type': 'application/json' };
		await fetch(`${mock.url}/todos`, { method: 'POST', headers, body: '{"title":"a"}' });
		const gone = await fetch(`${mock.url}/todos/1`, { method: 'DELETE' });
		expect(await gone.json()).toEqual({ id: 1, deleted: true, success: true });
		const sent = await fetch(`${mock.url}/mails`, { method: 'POST' });
		expect(await sent.json()).toMatchObject({ success: true, ok: true });
		const wrapped = await fetch(`${mock.url}/logs/1`, { method: 'DELETE' });
		expect(await wrapped.json()).toMatchObject({ code: 200, data: null });
		const pinged = await fetch(`${mock.url}/pings`, { method: 'POST' });
		expect(await pinged.json()).toMatchObject({ resultCode: 200 });
		// No envelope: its code is its own.
		expect(await (await fetch(`${mock.url}/prices`)).json()).not.toMatchObject({ code: 200 });
	}
});
