// Bodies and media types in both directions: Accept, forms, uploads, raw bytes, examples, circles, and what can't be made.

import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningMock } from '../../mock/library/run-mock.ts';
import { call, startTestMock } from '../support/mock.ts';

let mock: RunningMock;
const document = new URL('../fixtures/documents/media.openapi.yaml', import.meta.url).pathname;
beforeAll(async () => {
	mock = await startTestMock({ documents: [document], seed: 7 });
});

describe('Accept', () => {
	it.each<[string, number, string]>([
		['*/*', 200, 'application/json'],
		['application/json', 200, 'application/json'],
		['text/csv', 200, 'text/csv; charset=utf-8'],
		['text/*', 200, 'text/csv; charset=utf-8'],
		['text/csv;q=0.1, text/plain', 200, 'text/plain; charset=utf-8'],
		['text/csv;q=0, text/*', 200, 'text/plain; charset=utf-8'],
		['application/vnd.report.v2+json', 200, 'application/vnd.report.v2+json'],
		['image/png, application/json;q=0.1', 200, 'application/json'],
		['APPLICATION/JSON', 200, 'application/json'],
		['image/png', 406, ''],
		['application/json;q=0', 406, ''],
		['nonsense', 200, 'application/json'],
	])('%s → %i %s', async (accept, status, type) => {
		const reply = await call(mock, 'GET', '/report', { headers: { accept } });
		expect([reply.status, reply.headers.get('content-type') ?? ''], reply.reason).toEqual([status, type]);
	});

	it('406 is a problem where the document has none', async () => {
		const reply = await call(mock, 'GET', '/strict', { headers: { accept: 'text/html' } });
		expect([reply.status, reply.headers.get('content-type')]).toEqual([406, 'application/problem+json']);
		expect(reply.reason).toContain('header accept');
	});

	it('an error is told in any type', async () => {
		const headers = { accept: 'text/html', prefer: 'code=404' };
		expect((await call(mock, 'GET', '/ranges', { headers })).json).toEqual({ exactly: 404 });
	});
});

describe('headers of an answer', () => {
	it('are all that the document has', async () => {
		const reply = await call(mock, 'GET', '/report');
		expect(Number(reply.headers.get('x-pages'))).toBeGreaterThanOrEqual(1);
		expect(Number(reply.headers.get('x-pages'))).toBeLessThanOrEqual(9);
		expect(reply.headers.get('x-tags')).toMatch(/^a, ?b$/);
		expect(reply.headers.get('x-maybe')).toMatch(/^(?:-?\d+(?:, ?)?)*$/);
		const later = await call(mock, 'GET', '/report', { headers: { prefer: 'code=503' } });
		expect([later.status, later.headers.get('retry-after'), later.text]).toEqual([503, '30', '']);
	});
});

describe('Prefer', () => {
	it.each<[string, number, unknown]>([
		['code=200', 200, { range: 2 }],
		['code=299', 299, { range: 2 }],
		['code=404', 404, { exactly: 404 }],
		['code=429', 429, { range: 4 }],
		['code=500', 500, { range: 'default' }],
		['code=302', 302, { range: 'default' }],
	])('%s picks the exact status, its range, or default', async (prefer, status, json) => {
		const reply = await call(mock, 'GET', '/ranges', { headers: { prefer } });
		expect([reply.status, reply.json]).toEqual([status, json]);
		expect(reply.headers.get('preference-applied')).toBe(prefer);
	});

	it.each<[string, string, number, string]>([
		['/report', 'example=long', 200, '{"title":"long","parts":[{"title":"part"}]}'],
		['/report', 'example="long", code="200"', 200, '{"title":"long","parts":[{"title":"part"}]}'],
		['/report', 'example=none', 400, 'short, long'],
		['/report', 'code=404', 400, '200, 406, 503'],
		['/report', 'code=99', 400, 'status'],
		['/report', 'code=', 400, 'status'],
		['/report', 'dynamic=maybe', 400, 'dynamic'],
		['/report', 'respond-async, wait=10', 200, '{"title":"short"}'],
		['/falsy/x', 'example=zero', 200, '0'],
		['/falsy/x', 'example=no', 200, 'false'],
		['/falsy/x', 'example=none', 200, 'null'],
		['/falsy/x', 'example=empty', 200, '""'],
		['/falsy/x', 'example=list', 200, '[]'],
		['/falsy/x', 'example=object', 200, '{}'],
	])('%s with %s → %i', async (path, prefer, status, text) => {
		const reply = await call(mock, 'GET', path, { headers: { prefer } });
		expect(reply.status, reply.reason).toBe(status);
		if (status === 200) expect(reply.text).toBe(text);
		else expect(reply.reason).toContain(text);
	});

	it('one request’s seed does not reach the next', async () => {
		const ask = async (prefer: string): Promise<string> =>
			(await call(mock, 'GET', '/loop', { headers: prefer === '' ? {} : { prefer } })).text;
		const plain = await ask('');
		expect(await ask('dynamic=true, seed=x')).toBe(await ask('dynamic=true, seed=x'));
		expect(await ask('')).toBe(plain);
	});
});

describe('bodies that are no JSON', () => {
	const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
	it.each<[string, string, number]>([
		['a form', 'name=Jo&age=7&tags=a&tags=b&agree=true', 204],
		['plus and percent', 'name=J+o%26%C3%A9', 204],
		['a blank required value', 'name=', 400],
		['none of it', 'age=7', 400],
		['not an integer', 'name=Jo&age=seven', 400],
		['not a boolean', 'name=Jo&agree=1', 400],
		['broken percent-encoding', 'name=%E0%A4%A', 400],
		['__proto__', '__proto__=1&name=x', 204],
	])('%s: %s → %i', async (_name, body, status) => {
		expect((await call(mock, 'POST', '/form', { body, headers: FORM })).status).toBe(status);
	});

	it.each<[string, (form: FormData) => void, number]>([
		['all parts', () => undefined, 204],
		['a number that is none', (form) => form.set('size', 'big'), 400],
		[
			'a JSON part that does not fit',
			(form) => form.set('meta', new Blob(['{"b":1}'], { type: 'application/json' })),
			400,
		],
		['no file', (form) => form.delete('file'), 400],
		['no title', (form) => form.delete('title'), 400],
		['an unknown part', (form) => form.set('more', 'x'), 204],
	])('an upload with %s', async (_name, change, status) => {
		const form = new FormData();
		form.set('title', 'Photo');
		form.set('size', '3');
		form.set('meta', new Blob(['{"a":1}'], { type: 'application/json' }));
		form.set('file', new Blob([new Uint8Array([0, 255, 254])]), 'photo.png');
		change(form);
		const response = await fetch(`${mock.url}/upload`, { method: 'POST', body: form });
		expect(response.status, response.headers.get('x-mock-reason') ?? '').toBe(status);
	});

	it.each<[string, Record<string, string>, string, number]>([
		['no boundary', { 'content-type': 'multipart/form-data' }, 'x', 400],
		['a boundary that never comes', { 'content-type': 'multipart/form-data; boundary=b' }, 'x', 400],
		[
			'an end that never comes',
			{ 'content-type': 'multipart/form-data; boundary=b' },
			'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx',
			400,
		],
	])('an upload with %s is 400', async (_name, headers, body, status) => {
		expect((await call(mock, 'POST', '/upload', { body, headers })).status).toBe(status);
	});

	it.each<[string, string | Uint8Array, number]>([
		['application/octet-stream', new Uint8Array([0, 255, 254]), 204],
		['image/png', new Uint8Array([137]), 204],
		['text/plain', 'short', 204],
		['text/plain', 'too long', 400],
		['text/plain; charset=utf-8', 'short', 204],
		['application/json', '{}', 415],
		['video/mp4', 'x', 415],
	])('%s as it is', async (type, body, status) => {
		const reply = await call(mock, 'PUT', '/raw', { body, headers: { 'content-type': type } });
		expect(reply.status, reply.reason).toBe(status);
	});

	it('none at all where none is required', async () => {
		expect((await call(mock, 'PUT', '/raw')).status).toBe(204);
		expect((await call(mock, 'POST', '/form')).status).toBe(400);
	});
});

describe('schemas in circles', () => {
	it.each<[string, unknown, number, string]>([
		['a tree', { value: 1, left: { value: 0, right: { value: -1 } } }, 200, ''],
		['a leaf that does not fit', { value: 1, left: { value: 0, right: { value: 'x' } } }, 422, '/left/right/value'],
		['one too many', { value: 1, left: { value: 0, middle: {} } }, 422, '/left'],
		['null for a branch', { value: 1, left: null }, 422, '/left'],
	])('%s', async (_name, body, status, place) => {
		const reply = await call(mock, 'POST', '/tree', { body });
		expect([reply.status, reply.reason]).toEqual([status, expect.stringContaining(place)]);
	});

	it('are generated with an end', async () => {
		const reply = await call(mock, 'GET', '/loop');
		expect(reply.status, reply.reason).toBe(200);
		expect(reply.json).toHaveProperty('next');
		expect(reply.text.length).toBeLessThan(2000);
	});
});

describe('what can not be answered as the document has it', () => {
	it('is never sent as if it were right: 500 naming the place', async () => {
		const impossible = await call(mock, 'GET', '/impossible');
		expect([impossible.status, impossible.headers.get('content-type')]).toEqual([500, 'application/problem+json']);
		expect(impossible.reason).toMatch(/^compose impossible: /);
	});

	it('an example that does not fit its schema is left out, and refused when it is asked for by name', async () => {
		const lying = await call(mock, 'GET', '/lying');
		expect([lying.status, Object.keys(lying.json as object)]).toEqual([200, ['a']]);
		const why = mock.engine.sessions.get('default').journal.list().at(-1)?.answer.why;
		expect(why?.note).toContain('does not fit its schema');
		const named = await call(mock, 'GET', '/lying', { headers: { prefer: 'example=lie' } });
		expect([named.status, named.reason]).toEqual([500, expect.stringMatching(/^prove lying: .*\/a is required/)]);
	});

	it.each<[string, number, string, string]>([
		['/only-default', 200, '1', 'application/json'],
		['/only-errors', 200, '', ''],
		['/nothing', 200, '', ''],
		['/any', 200, '{', 'application/json'],
	])('%s → %i', async (path, status, start, type) => {
		const reply = await call(mock, 'GET', path);
		expect([reply.status, reply.text.slice(0, 1), reply.headers.get('content-type') ?? '']).toEqual([
			status,
			start,
			type,
		]);
	});

	it('bytes without a schema are some bytes', async () => {
		const reply = await call(mock, 'GET', '/binary');
		expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
	});
});
