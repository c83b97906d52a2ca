// Envelopes whose base says that their data is an object, where what is made of them has a list or a text there.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/index.ts';
import { loadDocuments } from '../../../spec/index.ts';
import { startTestMock } from '../../support/mock.ts';
import { makeDocument } from './documents.ts';

const text: JsonObject = { type: 'string' };
const envelope = (data: JsonObject): JsonObject => ({
	allOf: [{ $ref: '#/components/schemas/Success' }, { type: 'object', properties: { data } }],
});
const answer = (schema: JsonObject, status = 200): JsonObject => ({
	responses: { [status]: { description: '', content: { 'application/json': { schema } } } },
});

function drawTodos(data: JsonObject, openapi = '3.0.3'): JsonObject {
	const todo = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, title: text } };
	const body = { content: { 'application/json': { schema: { type: 'object', properties: { title: text } } } } };
	const one = { $ref: '#/components/schemas/Todo' };
	return makeDocument(
		{
			'/todos': {
				post: { requestBody: body, ...answer(envelope(one), 201) },
				get: answer(envelope({ type: 'array', items: one })),
			},
			'/todos/{id}': { get: answer(envelope(one)) },
			'/motto': { get: answer(envelope({ $ref: '#/components/schemas/Motto' })) },
		},
		{
			openapi,
			components: {
				schemas: {
					Success: { type: 'object', required: ['success'], properties: { success: { type: 'boolean' }, data } },
					Todo: todo,
					Motto: { type: 'string', enum: ['carpe diem'] },
				},
			},
		},
	);
}

it.each<[string, JsonObject, string]>([
	['bare', { type: 'object' }, '3.0.3'],
	['described', { type: 'object', description: 'What was asked for', nullable: true }, '3.0.3'],
	['or null', { type: ['object', 'null'] }, '3.1.0'],
])('are what the others say: %s', async (_case, data, openapi) => {
	const document = drawTodos(data, openapi);
	const { findings } = await loadDocuments([structuredClone(document)]);
	expect(findings.map(({ code }) => code)).toEqual(['document.bare-base']);
	const mock = await startTestMock({ documents: [document] });
	const ask = async (path: string, init?: RequestInit) => (await fetch(`${mock.url}${path}`, init)).json();
	const headers = { 'content-type': 'application/json' };
	const todo = { id: 1, title: 'a' };
	expect(await ask('/todos', { method: 'POST', headers, body: '{"title":"a"}' })).toEqual({
		success: true,
		data: todo,
	});
	expect(await ask('/todos')).toEqual({ success: true, data: [todo] });
	expect(await ask('/todos/1')).toEqual({ success: true, data: todo });
	expect(await ask('/motto')).toEqual({ success: true, data: 'carpe diem' });
});

it('stay as they are where they say more, or nothing else is said', async () => {
	const more = { type: 'object', properties: { page: { type: 'integer' } } };
	const { findings } = await loadDocuments([drawTodos(more)]);
	expect(findings.filter(({ code }) => code === 'document.bare-base')).toEqual([]);
	const document = drawTodos({ type: 'object' });
	for (const path of ['/motto']) delete (document['paths'] as JsonObject)[path];
	delete ((document['paths'] as JsonObject)['/todos'] as JsonObject)['get'];
	expect((await loadDocuments([document])).findings).toEqual([]);
});
