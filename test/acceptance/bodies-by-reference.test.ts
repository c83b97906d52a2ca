// Bodies in words of Swagger 2.0 that stand elsewhere, statuses in words of people, and schemas beside their place, in documents of OpenAPI 3.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/index.ts';
import { atFileEnd } from '../support/file-end.ts';
import { call, startTestMock } from '../support/mock.ts';

const ORDER: JsonObject = { type: 'object', required: ['item'], properties: { item: { type: 'string' } } };
const DONE: JsonObject = { 204: { description: 'done' } };
const REFERENCE: JsonObject = { $ref: '#/components/schemas/Order' };

function makeDocument(paths: JsonObject, components: JsonObject = {}, more: JsonObject = {}): JsonObject {
	return {
		openapi: '3.0.3',
		info: { title: 'Orders', version: '1' },
		...more,
		paths,
		components: { schemas: { Order: ORDER }, ...components },
	};
}

const WHOLE: JsonObject = { name: 'order', in: 'body', required: true, schema: REFERENCE };
const FIELD: JsonObject = { name: 'item', in: 'formData', required: true, type: 'string' };

describe('a body of Swagger 2.0', () => {
	it.each<[where: string, document: JsonObject]>([
		[
			'in the components',
			makeDocument(
				{ '/orders': { post: { parameters: [{ $ref: '#/components/parameters/Whole' }], responses: DONE } } },
				{ parameters: { Whole: WHOLE } },
			),
		],
		[
			'at the root',
			makeDocument(
				{ '/orders': { post: { parameters: [{ $ref: '#/parameters/Whole' }], responses: DONE } } },
				{},
				{
					parameters: { Whole: WHOLE },
				},
			),
		],
		['at the path', makeDocument({ '/orders': { parameters: [WHOLE], post: { responses: DONE } } })],
		[
			'at the path by reference',
			makeDocument(
				{ '/orders': { parameters: [{ $ref: '#/components/parameters/Whole' }], post: { responses: DONE } } },
				{ parameters: { Whole: WHOLE } },
			),
		],
	])('is read %s', async (_where, document) => {
		const mock = await startTestMock({ documents: [document] });
		expect((await call(mock, 'POST', '/orders', { body: { item: 'a' } })).status).toBe(204);
		expect((await call(mock, 'POST', '/orders', { body: { item: 1 } })).status).toBe(400);
		expect((await call(mock, 'POST', '/orders')).status).toBe(400);
		const { json } = await call(mock, 'GET', '/__admin/operations');
		expect(JSON.stringify(json)).not.toContain('error');
	});

	it('is read as a form, and GET at its path has none', async () => {
		const reference = { $ref: '#/components/parameters/Field' };
		const path = { parameters: [reference], get: { responses: DONE }, post: { responses: DONE } };
		const mock = await startTestMock({
			documents: [makeDocument({ '/orders': path }, { parameters: { Field: FIELD } })],
		});
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		expect((await call(mock, 'POST', '/orders', { body: 'item=a', headers })).status).toBe(204);
		expect((await call(mock, 'POST', '/orders', { body: 'other=a', headers })).status).toBe(400);
		expect((await call(mock, 'GET', '/orders')).status).toBe(204);
	});
});

describe('a status', () => {
	it.each<[key: string, statuses: string[]]>([
		['200, 201', ['200', '201']],
		['200/201', ['200', '201']],
		['200 | 4xx', ['200', '4XX']],
		['200 or 404', ['200', '404']],
		['200 OK', ['200']],
		['404 - Not Found', ['404']],
		['204.0', ['204']],
		[' 2xx ', ['2XX']],
		['400-499', ['4XX']],
		['Default', ['default']],
	])('as people write it, %j, is read', async (key, statuses) => {
		const operation = { responses: { [key]: { description: 'answer' } } };
		const mock = await startTestMock({ documents: [makeDocument({ '/orders': { get: operation } })] });
		const { json } = await call(mock, 'GET', '/__admin/operations');
		expect((json as { operations: [{ statuses: string[] }] }).operations[0].statuses).toEqual(statuses);
	});

	it('that stands by itself counts', async () => {
		const responses = { '200, 404': { description: 'both' }, 200: { description: 'own' } };
		const mock = await startTestMock({ documents: [makeDocument({ '/orders': { get: { responses } } })] });
		const { json } = await call(mock, 'GET', '/__admin/operations/GET%20%2Forders');
		expect((json as { responses: { description: string }[] }).responses.map((one) => one.description)).toEqual([
			'own',
			'both',
		]);
	});
});

describe('a schema', () => {
	const CONTENT: JsonObject = { content: { 'application/json': { schema: REFERENCE } } };

	it('in the place of a header is its schema', async () => {
		const responses = { 204: { description: '', headers: { 'X-Left': { $ref: '#/components/schemas/Left' } } } };
		const schemas = { Left: { type: 'integer', enum: [3] } };
		const mock = await startTestMock({ documents: [makeDocument({ '/orders': { get: { responses } } }, { schemas })] });
		expect((await call(mock, 'GET', '/orders')).headers.get('x-left')).toBe('3');
	});

	it('directly under components is one of its schemas', async () => {
		const paths = { '/orders': { get: { responses: { 200: { description: '', ...CONTENT } } } } };
		const document = { ...makeDocument(paths), components: { Order: ORDER } };
		const mock = await startTestMock({ documents: [document] });
		const { status, json } = await call(mock, 'GET', '/orders');
		expect([status, typeof (json as JsonObject)['item']]).toEqual([200, 'string']);
	});

	it('of another file in the place of an answer is what is answered', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'bodies-'));
		atFileEnd(async () => rmSync(folder, { recursive: true, force: true }));
		const inFile = { $ref: 'other.json#/components/schemas/Order' };
		writeFileSync(join(folder, 'other.json'), JSON.stringify({ components: { schemas: { Order: ORDER } } }));
		const paths = {
			'/orders': { get: { responses: { 200: inFile } }, post: { requestBody: inFile, responses: DONE } },
			'/orders/last': { get: { responses: { 200: { description: '', content: { 'application/json': inFile } } } } },
		};
		writeFileSync(join(folder, 'orders.json'), JSON.stringify(makeDocument(paths)));
		const mock = await startTestMock({ documents: [join(folder, 'orders.json')] });
		expect((await call(mock, 'GET', '/orders')).text).toContain('"item"');
		expect((await call(mock, 'GET', '/orders/last')).text).toContain('"item"');
		expect((await call(mock, 'POST', '/orders', { body: { item: 1 } })).status).toBe(400);
	});
});
