// Parameters and headers of Swagger 2.0 have the words of a schema in themselves: what is read as it is meant in schemas is in these too.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import type { JsonObject } from '../../spec/index.ts';
import { call, startTestMock } from '../support/mock.ts';

const list = (name: string, more: JsonObject): JsonObject => ({
	...{ name, in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'csv' },
	...more,
});
const query = (name: string, more: JsonObject): JsonObject => ({ name, in: 'query', ...more });
const document: JsonObject = {
	swagger: '2.0',
	info: { title: 'Orders', version: '1' },
	parameters: { shared: query('shared', { type: 'string', enum: [1, 2] }) },
	responses: { many: { description: '', headers: { 'X-Shared': { type: 'int', enum: ['7'] } } } },
	paths: {
		'/orders/{id}': {
			parameters: [{ name: 'id', in: 'path', required: true, type: 'int' }],
			get: {
				parameters: [
					query('at', { type: 'datetime' }),
					query('size', { type: 'string', enum: [1, 2] }),
					query('none', { type: 'string', enum: [] }),
					query('least', { type: 'integer', minimum: '1' }),
					query('letters', { type: 'string', pattern: '/^a+$/i' }),
					list('status', { enum: ['open', 'done'], default: 'open' }),
					list('numbers', { items: { type: 'long' } }),
					{ name: 'X-Flag', in: 'header', type: 'bool' },
					{ $ref: '#/parameters/shared' },
					{ $ref: 'other.json#/far' },
				],
				responses: { 200: { description: '', headers: { 'X-Count': { type: 'int', enum: ['5'] } } } },
			},
			post: {
				consumes: ['application/x-www-form-urlencoded'],
				parameters: [{ name: 'amount', in: 'formData', type: 'decimal', required: true }, { $ref: 'other.json#/far' }],
				responses: { 204: { $ref: '#/responses/many' } },
			},
		},
	},
};

const folder = mkdtempSync(join(tmpdir(), 'swagger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let mock: RunningMock;
beforeAll(async () => {
	const file = join(folder, 'orders.json');
	writeFileSync(file, JSON.stringify(document, null, 1));
	writeFileSync(join(folder, 'other.json'), JSON.stringify({ far: query('far', { type: 'int' }) }));
	mock = await startTestMock({ documents: [file] });
});

describe('a parameter of Swagger 2.0', () => {
	it.each<[path: string, status: number]>([
		['/orders/1', 200],
		['/orders/x', 400],
		['/orders/1?at=2026-01-01T00:00:00Z', 200],
		['/orders/1?at=today', 400],
		['/orders/1?size=1', 200],
		['/orders/1?size=3', 400],
		['/orders/1?none=x', 200],
		['/orders/1?least=1', 200],
		['/orders/1?least=0', 400],
		['/orders/1?letters=AA', 200],
		['/orders/1?letters=b', 400],
		['/orders/1?status=open,done', 200],
		['/orders/1?status=lost', 400],
		['/orders/1?numbers=1,2', 200],
		['/orders/1?numbers=x', 400],
		['/orders/1?shared=2', 200],
		['/orders/1?shared=3', 400],
		['/orders/1?far=2', 200],
		['/orders/1?far=x', 400],
	])('GET %s → %i', async (path, status) => {
		const reply = await call(mock, 'GET', path);
		expect(reply.status, reply.reason).toBe(status);
	});

	it('of a header, of a form, and an answer’s header', async () => {
		const flagged = await call(mock, 'GET', '/orders/1', { headers: { 'x-flag': 'maybe' } });
		expect([flagged.status, flagged.reason]).toEqual([400, expect.stringContaining('must be a boolean')]);
		expect((await call(mock, 'GET', '/orders/1')).headers.get('x-count')).toBe('5');
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const made = await call(mock, 'POST', '/orders/1', { body: 'amount=1.5', headers });
		expect([made.status, made.headers.get('x-shared')], made.reason).toEqual([204, '7']);
		const refused = await call(mock, 'POST', '/orders/1', { body: 'amount=x', headers });
		expect([refused.status, refused.reason]).toEqual([400, expect.stringContaining('must be a number')]);
	});

	it('is told where it stands, once', () => {
		const [served] = mock.engine.documents;
		const text = readFileSync(join(folder, 'orders.json'), 'utf8').split('\n');
		const told = (served?.findings ?? []).map(({ code, message, place }) => {
			const line = place.file?.endsWith('orders.json') ? text[place.line - 1]?.trim() : place.file;
			return [code, message, line];
		});
		expect(told).toHaveLength(16);
		expect(new Set(told.map(([code]) => code))).toEqual(new Set(['document.schema-word']));
		expect(told).toContainEqual([
			'document.schema-word',
			expect.stringContaining('read as number'),
			'"type": "decimal",',
		]);
		const far = told.map(([, , line]) => line).filter((line) => line?.endsWith('other.json'));
		expect(far).toHaveLength(1);
		expect(told).toContainEqual([
			'document.schema-word',
			expect.stringContaining('it is read as that of its items'),
			'"enum": [',
		]);
	});
});
