import { expect, it } from 'vitest';
import { completeOptions } from '../../../mock/options/complete-options.ts';
import { tryCreates } from '../../../mock/pipeline/try-creates.ts';
import { type JsonObject, type JsonValue, loadDocuments } from '../../../spec/index.ts';
import { describePaths } from '../../support/document.ts';

const text = { type: 'string' };
const todo = { type: 'object', required: ['id', 'title'], properties: { id: text, title: text } };
const json = (schema: JsonValue): JsonObject => ({ 'application/json': { schema } });

/** Todos whose create answers, and takes, what is given here. */
function todos({ shown, answer, sent }: { shown: JsonValue; answer: string; sent: JsonObject }): JsonObject {
	const responses = { '201': { description: 'Made.', content: json(shown) }, '400': { description: 'Bad.' } };
	const requestBody = { required: true, content: json({ type: 'object', required: ['title'], properties: sent }) };
	const id = { name: 'id', in: 'path', required: true, schema: text };
	return describePaths(
		{
			'/todos': { post: { 'x-effect': { create: 'todo', answer }, requestBody, responses } },
			'/todos/{id}': {
				get: {
					'x-effect': { read: 'todo', key: '$request.path.id' },
					parameters: [id],
					responses: { '200': { description: 'One.', content: json(todo) } },
				},
			},
		},
		{ 'x-lifecycle': { todo: { key: 'id' } } },
	);
}

const inside = (schema: JsonValue): JsonObject => ({
	type: 'object',
	required: ['data'],
	properties: { data: schema },
});

it.each<[what: string, shown: JsonValue, answer: string, sent: JsonObject, told: string | undefined]>([
	['the entity', todo, '', { title: text }, undefined],
	['the entity in an envelope', inside(todo), '/data', { title: text }, undefined],
	['a list of others', inside({ type: 'array', items: todo }), '/data', { title: text }, 'effect.create.unlike /data'],
	['a text', inside(text), '/data', { title: text }, 'effect.create.unlike /data'],
	[
		'another title',
		{ type: 'object', required: ['title'], properties: { title: { const: 'fixed' }, id: text } },
		'',
		{ title: text },
		'effect.create.unlike /title',
	],
	[
		'nothing, for its sample is refused',
		todo,
		'',
		{ title: { ...text, minLength: 2, maxLength: 1 } },
		'effect.create.refused /title',
	],
])('a create that answers %s', async (_what, shown, answer, sent, told) => {
	const documents = [todos({ shown, answer, sent })];
	const loaded = await loadDocuments(documents);
	const { findings, left } = await tryCreates(loaded, completeOptions({ documents, strictSessions: true, fill: 3 }));
	expect(left).toBe(0);
	expect(findings).toHaveLength(told === undefined ? 0 : 1);
	const [code, place = ''] = (told ?? '').split(' ');
	if (told === undefined) return;
	expect(findings[0]).toMatchObject({ code, severity: 'warning', place: { pointer: '/paths/~1todos/post' } });
	expect(findings[0]?.message).toContain(place);
});
