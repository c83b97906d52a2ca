// Requests that come again under one key, where the document declares the header.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { makeDocument } from '../spec/read/documents.ts';
import { startTestMock } from '../support/mock.ts';

const NOTE = { type: 'object', properties: { id: { type: 'integer' }, text: { type: 'string' } } };
const content = { 'application/json': { schema: NOTE } };

function drawNotes(refusals: Record<string, string>, header = 'Idempotency-Key'): JsonObject {
	const refused = Object.fromEntries(
		Object.entries(refusals).map(([status, description]) => [status, { description }]),
	);
	return makeDocument({
		'/notes': {
			get: {
				responses: {
					200: { description: 'ok', content: { 'application/json': { schema: { type: 'array', items: NOTE } } } },
				},
			},
			post: {
				parameters: [{ name: header, in: 'header', schema: { type: 'string' } }],
				requestBody: { content },
				responses: { 201: { description: 'ok', content }, ...refused },
			},
		},
		'/notes/{id}': { get: { responses: { 200: { description: 'ok', content } } } },
	});
}

async function playNotes(document: JsonObject, name = 'Idempotency-Key') {
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const send = async (text: string, key: string | undefined, session = 'a'): Promise<string> => {
		const headers = {
			'Content-Type': 'application/json',
			'X-Mock-Session': session,
			...(key !== undefined && { [name]: key }),
		};
		const response = await fetch(`${mock.url}/notes`, { method: 'POST', headers, body: JSON.stringify({ text }) });
		const body = await response.text();
		return `${response.status}${body.includes('"id"') ? ` ${(JSON.parse(body) as { id: number }).id}` : ''}`;
	};
	const count = async (): Promise<number> => {
		const response = await fetch(`${mock.url}/notes`, { headers: { 'X-Mock-Session': 'a' } });
		return ((await response.json()) as unknown[]).length;
	};
	return { mock, send, count };
}

it('the same key has the same answer, and is done once', async () => {
	const { mock, send, count } = await playNotes(
		drawNotes({ 422: 'The Idempotency-Key was used with another body', 409: 'Conflict' }),
	);
	expect([await send('a', 'k'), await send('a', 'k'), await send('a', 'l'), await send('a', undefined)]).toEqual([
		'201 1',
		'201 1',
		'201 2',
		'201 3',
	]);
	expect(await count()).toBe(3);
	expect(await send('b', 'k')).toBe('422');
	expect(await send('a', 'k', 'other')).toBe('201 1');
	await fetch(`${mock.url}/__admin/sessions/a/reset`, { method: 'POST' });
	expect(await send('b', 'k')).toBe('201 4');
});

it.each<[string, Record<string, string>, string]>([
	['a 409 that speaks of keys', { 422: 'Unprocessable', 409: 'The idempotency key is in use' }, '409'],
	['a 400 that speaks of keys', { 400: 'Idempotency error' }, '400'],
	['a 422', { 422: 'Unprocessable' }, '422'],
	['a 409', { 409: 'Conflict' }, '409'],
	['no answer for it', { 400: 'Bad' }, '201 2'],
])('another request under a key: %s', async (_name, refusals, expected) => {
	const { send } = await playNotes(drawNotes(refusals));
	expect([await send('a', 'k'), await send('b', 'k')]).toEqual(['201 1', expected]);
});

it('a key that the document does not know is no key', async () => {
	const { send } = await playNotes(drawNotes({}, 'X-Other'));
	expect([await send('a', 'k'), await send('a', 'k')]).toEqual(['201 1', '201 2']);
});

it('what was refused may be sent again under its key', async () => {
	const { mock, send } = await playNotes(drawNotes({ 503: 'Unavailable' }, 'X-Idempotency-Key'), 'X-Idempotency-Key');
	const refused = await fetch(`${mock.url}/notes`, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			'X-Mock-Session': 'a',
			'X-Idempotency-Key': 'k',
			Prefer: 'code=503',
		},
		body: '{"text":"a"}',
	});
	expect([refused.status, await send('a', 'k'), await send('a', 'k')]).toEqual([503, '201 1', '201 1']);
});
