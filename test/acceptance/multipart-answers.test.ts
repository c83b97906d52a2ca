// Answers in several parts: written with the boundary that their type names, so that clients read them.

import { expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody } from '../support/document.ts';
import { startTestMock } from '../support/mock.ts';

const FIELDS: JsonObject = {
	type: 'object',
	required: ['count', 'meta', 'tags', 'file'],
	properties: {
		count: { type: 'integer' },
		meta: { type: 'object', required: ['name'], properties: { name: { const: 'é' } } },
		tags: { type: 'array', minItems: 2, items: { type: 'string' } },
		file: { type: 'string', format: 'binary' },
	},
};

async function get(type: string, media: JsonObject): Promise<Response> {
	const document = describePaths({ '/a': { get: giveBody('a', { [type]: media }) } });
	const mock = await startTestMock({ documents: [document], seed: 1 });
	const answer = await fetch(`${mock.url}/a`);
	expect(answer.status, answer.headers.get('x-mock-reason') ?? '').toBe(200);
	return answer;
}

it('a form is read by a client', async () => {
	const form = await (await get('multipart/form-data', { schema: FIELDS })).formData();
	expect(form.get('count')).toMatch(/^\d+$/);
	expect(JSON.parse(String(form.get('meta')))).toEqual({ name: 'é' });
	expect(form.getAll('tags').length).toBeGreaterThan(1);
	expect((form.get('file') as File).size).toBeGreaterThan(0);
});

it.each(['boundary=abc', 'boundary="a b"', 'charset=utf-8; boundary=abc'])(
	'one whose document names a boundary (%s) is read by a client too',
	async (parameters) => {
		const answer = await get(`multipart/form-data; ${parameters}`, { schema: FIELDS });
		expect(JSON.parse(String((await answer.formData()).get('meta')))).toEqual({ name: 'é' });
	},
);

it.each<[string, JsonObject, RegExp]>([
	[
		'multipart/form-data',
		{ schema: FIELDS, example: { count: 5, meta: { name: 'é' }, tags: ['a', 'b'], file: 'x' } },
		/name="count"\r\n\r\n5\r\n/,
	],
	[
		'multipart/mixed',
		{ schema: { type: 'array', items: { const: { a: 1 } } } },
		/Content-Type: application\/json\r\n\r\n\{"a":1\}\r\n/,
	],
	['multipart/related', { schema: FIELDS }, /Content-ID: <meta>\r\n/],
	['multipart/mixed', { example: '--own\r\n\r\nhello\r\n--own--\r\n' }, /^--own\r\n\r\nhello\r\n--own--\r\n$/],
	[
		'multipart/mixed; boundary=own',
		{ example: '--own\r\n\r\nhello\r\n--own--\r\n' },
		/^--own\r\n\r\nhello\r\n--own--\r\n$/,
	],
])('%s %j', async (type, media, body) => {
	const answer = await get(type, media);
	const boundary = /^multipart\/[a-z-]+; boundary=([\w-]+)$/.exec(answer.headers.get('content-type') ?? '')?.[1];
	const text = await answer.text();
	expect(text).toMatch(body);
	expect(text.startsWith(`--${boundary}`)).toBe(true);
	expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true);
});
