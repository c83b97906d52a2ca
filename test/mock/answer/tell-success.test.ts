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
