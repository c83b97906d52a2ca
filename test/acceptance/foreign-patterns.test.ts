// Patterns as other languages write them, over HTTP: what is sent is judged by what is meant, and what is made up fits.

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { describePaths, giveBody, takeBody } from '../support/document.ts';
import { call, startTestMock } from '../support/mock.ts';

const text = (words: JsonObject): JsonObject => ({ type: 'string', ...words });
const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });

describe('a pattern of another language, or of ECMA-262 without its flag', () => {
	it.each<[JsonObject, right: string, wrong: string]>([
		[{ pattern: "^[\\p{L} \\'\\-]+$" }, "Renée O'Neil-Ç", 'a1'],
		[{ pattern: '\\A[\\pL\\h]{2,}\\z' }, 'é a', '12'],
		[{ pattern: '^[\\p{Alnum}._%+-]++@corp$' }, 'a.1@corp', 'ä@corp'],
		[{ pattern: '^\\d{,3}$' }, '12', '1234'],
		[{ pattern: '^{{\\w+}}$' }, '{{a}}', '{a}'],
		[{ pattern: '/^[a-z]+$/i' }, 'aB', '1'],
		[{ format: 'email', pattern: '@corp\\.test$' }, 'a@corp.test', 'a@corp.org'],
		[{ format: 'ipv4', pattern: '^10\\.' }, '10.0.0.1', '11.0.0.1'],
		[{ format: 'uri', pattern: '\\.pdf$' }, 'https://x.test/a.pdf', 'https://x.test/a'],
		[{ format: 'hostname', pattern: '^api\\..*\\.test$' }, 'api.a.test', 'a.test'],
	])('%j', async (words, right, wrong) => {
		const schema = { type: 'object', required: ['a'], properties: { a: text(words) } };
		const document = describePaths({
			'/a': { post: takeBody('take', json(schema)), get: giveBody('give', json(schema)) },
		});
		const mock = await startTestMock({ documents: [document], seed: 1 });
		expect((await call(mock, 'POST', '/a', { body: { a: right } })).status).toBe(204);
		expect((await call(mock, 'POST', '/a', { body: { a: wrong } })).status).toBe(400);
		const made = await call(mock, 'GET', '/a');
		expect(made.status).toBe(200);
		expect((await call(mock, 'POST', '/a', { body: made.json })).status).toBe(204);
	});
});
