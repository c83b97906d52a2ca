// Bodies of all kinds, passed on as they come, in both directions.

import { createHash } from 'node:crypto';
import { request as startRequest } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { MockOptions } from '../../../mock/options/mock-options.ts';
import type { JsonObject } from '../../../spec/index.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { measureBuffers } from './alive-memory.ts';
import { ORDER_DOCUMENT, serve } from './order-api.ts';
import { answerText, serveRaw } from './raw-server.ts';

/** Before any test: one that is run again must not begin with what it left the first time. */
const before = measureBuffers();
const MIB = 1024 * 1024;
const BYTES: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Bytes', version: '1' },
	paths: {
		'/file': {
			get: {
				operationId: 'getFile',
				responses: { 200: { description: 'OK', content: { 'application/octet-stream': {} } } },
			},
			put: {
				operationId: 'putFile',
				requestBody: { content: { 'application/octet-stream': {} } },
				responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } } },
			},
		},
		'/events': {
			get: {
				operationId: 'getEvents',
				responses: { 200: { description: 'OK', content: { 'text/event-stream': {} } } },
			},
		},
	},
};

/** Takes an order, and refuses one by a documented 400. */
const COUNTED: JsonObject = {
	openapi: '3.1.0',
	info: { title: 'Counted', version: '1' },
	paths: {
		'/orders': {
			post: {
				parameters: [{ name: 'x-count', in: 'header', schema: { type: 'integer' } }],
				requestBody: {
					required: true,
					content: { 'application/json': { schema: { type: 'object', properties: { item: { type: 'string' } } } } },
				},
				responses: {
					201: { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } },
					400: { description: 'No' },
				},
			},
		},
	},
};

function start(upstream: string, options: Partial<MockOptions> = {}): Promise<RunningMock> {
	return startTestMock({ documents: [ORDER_DOCUMENT, BYTES], upstream, forward: 'all', ...options });
}

function last(mock: RunningMock) {
	return mock.engine.sessions.get('default').journal.list().at(-1);
}

describe('a compressed answer', () => {
	const orders = JSON.stringify([{ id: 1, item: 'tea', status: 'OPEN' }]);
	const unfit = JSON.stringify([{ id: 1, item: 'tea', status: 'EATEN' }]);
	it.each([
		['gzip', gzipSync, orders, []],
		['deflate', deflateSync, orders, []],
		['br', brotliCompressSync, orders, []],
		['gzip', gzipSync, unfit, [{ code: 'response.body.enum', pointer: '/0/status' }]],
	])('of %s goes on as it is, and is read for judging alone', async (encoding, compress, text, findings) => {
		const body = compress(text);
		const url = await serve((_request, response) =>
			response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(body),
		);
		const mock = await start(url);
		const { promise, resolve } = Promise.withResolvers<Buffer>();
		startRequest(`${mock.url}/orders`, async (response) => {
			expect(response.headers['content-encoding']).toBe(encoding);
			resolve(Buffer.concat(await response.toArray()));
		}).end();
		expect((await promise).equals(body)).toBe(true);
		expect(last(mock)?.answer.why.findings).toMatchObject(findings);
		expect(last(mock)?.answer.body).toBe(text);
	});

	it.each([
		['unknown', Buffer.from('[]'), 'x-odd'],
		['broken', Buffer.from('[]'), 'gzip'],
		['a bomb', gzipSync(Buffer.alloc(20 * MIB)), 'gzip'],
	])('that is %s goes on, and is told as not judged', async (_name, body, encoding) => {
		const url = await serve((_request, response) =>
			response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(body),
		);
		const mock = await start(url);
		await new Promise<void>((resolve) => {
			startRequest(`${mock.url}/orders`, (response) => response.resume().once('close', resolve)).end();
		});
		expect(last(mock)?.answer.why.upstream).toEqual({ outcome: 'forwarded', unjudged: ['answer'] });
	});
});

describe('a large body', () => {
	it('of an answer goes on whole, in flat memory, and is told as not judged', async () => {
		const piece = Buffer.alloc(MIB, 'y');
		const url = await serve((_request, response) => {
			response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': String(100 * MIB) });
			Readable.from(
				(function* () {
					for (let index = 0; index < 100; index++) yield piece;
				})(),
			).pipe(response);
		});
		const mock = await start(url);
		let [received, peak, looks] = [0, 0, 1];
		const response = await fetch(`${mock.url}/file`);
		expect(response.headers.get('content-length')).toBe(String(100 * MIB));
		for await (const chunk of response.body ?? []) {
			received += chunk.length;
			if (received < looks * 20 * MIB) continue;
			looks += 1;
			peak = Math.max(peak, measureBuffers());
		}
		expect(received).toBe(100 * MIB);
		expect(looks).toBeGreaterThan(4);
		expect(peak - before).toBeLessThan(50 * MIB);
		await expect.poll(() => last(mock)?.answer.why.upstream?.unjudged).toEqual(['answer']);
		expect(last(mock)).toMatchObject({ answerBytes: 100 * MIB, wasCut: false });
		expect(last(mock)?.answer.body).toHaveLength(16 * 1024);
	});

	it.each([
		['with its length told', true],
		['in chunks', false],
	])('of a request goes on whole %s', async (_name, tells) => {
		const { promise: seen, resolve } = Promise.withResolvers<{ hash: string; length: string | undefined }>();
		const url = await serve(async (request, response) => {
			const hash = createHash('sha256');
			for await (const chunk of request) hash.update(chunk);
			resolve({ hash: hash.digest('hex'), length: request.headers['content-length'] });
			response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
		});
		const mock = await start(url);
		const body = Buffer.alloc(20 * MIB, 'z');
		const outgoing = startRequest(`${mock.url}/file`, {
			method: 'PUT',
			headers: {
				'content-type': 'application/octet-stream',
				...(tells && { 'content-length': String(body.length) }),
			},
		});
		const answered = new Promise<number>((done) =>
			outgoing.once('response', (one) => done(one.resume().statusCode ?? 0)),
		);
		Readable.from([body.subarray(0, 5 * MIB), body.subarray(5 * MIB)]).pipe(outgoing);
		expect(await seen).toEqual({
			hash: createHash('sha256').update(body).digest('hex'),
			length: tells ? String(body.length) : undefined,
		});
		expect(await answered).toBe(200);
		expect(last(mock)?.answer.why.upstream).toEqual({ outcome: 'forwarded', unjudged: ['request'] });
	});

	it.each([900, 5000, 17_000])(
		'of a request of %i bytes goes on whole, where one of 1000 is too long',
		async (length) => {
			const { promise: seen, resolve } = Promise.withResolvers<number>();
			const url = await serve(async (request, response) => {
				let size = 0;
				for await (const chunk of request) size += chunk.length;
				resolve(size);
				response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
			});
			const mock = await start(url, { maxBody: 1000 });
			const headers = { 'content-type': 'application/octet-stream' };
			const reply = await call(mock, 'PUT', '/file', { body: 'x'.repeat(length), headers });
			expect([reply.status, await seen]).toEqual([200, length]);
		},
	);

	it.each<[string, string, Record<string, string>, number, string]>([
		['that is required', '/orders', {}, 201, 'forwarded'],
		['in an encoding of which nobody knows', '/orders', { 'content-encoding': 'snappy' }, 201, 'forwarded'],
		['beside a parameter that is wrong', '/orders?', { 'x-count': 'many' }, 400, 'header x-count must be an integer'],
	])('of a request %s is not held against it under --errors', async (_name, path, headers, status, told) => {
		const url = await serve((request, response) => {
			request.resume().once('end', () => response.writeHead(201, { 'content-type': 'application/json' }).end('{}'));
		});
		const mock = await start(url, { documents: [COUNTED], errors: true });
		const body = JSON.stringify({ item: 'x'.repeat('content-encoding' in headers ? 9 : 2 * MIB) });
		const reply = await call(mock, 'POST', path, { body, headers });
		expect([reply.status, reply.reason]).toEqual([status, expect.stringContaining(told)]);
		expect(reply.reason).not.toContain('body is required');
	});

	it('that its sender breaks off is broken off there as well', async () => {
		const { promise: aborted, resolve } = Promise.withResolvers<boolean>();
		const url = await serve((request) => {
			request.once('error', () => resolve(true)).once('end', () => resolve(false));
			request.resume();
		});
		const mock = await start(url);
		const outgoing = startRequest(`${mock.url}/file`, {
			method: 'PUT',
			headers: { 'content-type': 'application/octet-stream', 'content-length': String(9 * MIB) },
		});
		outgoing.on('error', () => {});
		outgoing.write(Buffer.alloc(2 * MIB), () => outgoing.destroy());
		expect(await aborted).toBe(true);
		await expect.poll(() => last(mock)?.answer.why.step).toBe('aborted');
	});
});

describe('an answer that comes bit by bit', () => {
	it('as events is not held back', async () => {
		const { promise: goOn, resolve } = Promise.withResolvers<void>();
		const url = await serve(async (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write('data: one\n\n');
			await goOn;
			response.end('data: two\n\n');
		});
		const mock = await start(url);
		const response = await fetch(`${mock.url}/events`);
		const reader = response.body?.getReader();
		const first = await reader?.read();
		expect(Buffer.from(first?.value ?? []).toString()).toBe('data: one\n\n');
		resolve();
		const second = await reader?.read();
		expect(Buffer.from(second?.value ?? []).toString()).toBe('data: two\n\n');
		await expect.poll(() => last(mock)?.answer.body).toBe('data: one\n\ndata: two\n\n');
	});

	it('is held to the document behind it where it is slow', async () => {
		const { promise: goOn, resolve } = Promise.withResolvers<void>();
		const url = await serve(async (_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.write('[{ "id": 1, "item": "tea",');
			await goOn;
			response.end('"status": "EATEN" }]');
		});
		const mock = await start(url);
		const response = await fetch(`${mock.url}/orders`);
		expect(response.headers.get('sl-violations')).toBeNull();
		resolve();
		expect(await response.json()).toMatchObject([{ status: 'EATEN' }]);
		await expect.poll(() => last(mock)?.answer.why.findings).toMatchObject([{ code: 'response.body.enum' }]);
		expect(last(mock)?.answer.why.upstream).toEqual({ outcome: 'forwarded' });
		expect(mock.engine.sessions.get('default').store.list('order')).toHaveLength(1);
	});

	it('breaks off for the client where the upstream breaks off', async () => {
		const { promise: goOn, resolve } = Promise.withResolvers<void>();
		const url = await serve(async (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write('data: one\n\n');
			await goOn;
			response.destroy();
		});
		const mock = await start(url);
		const response = await fetch(`${mock.url}/events`);
		const reader = response.body?.getReader();
		await reader?.read();
		resolve();
		await expect(reader?.read()).rejects.toThrow();
		await expect.poll(() => last(mock)?.wasCut).toBe(true);
	});
});

describe('an answer without a body', () => {
	it.each([
		['HEAD', 200, { 'content-length': '17' }, '17'],
		['HEAD', 200, {}, null],
		['GET', 304, { etag: '"a"' }, null],
		['GET', 204, {}, null],
	])('%s %i goes on as it is', async (method, status, headers, length) => {
		const url = await serve((_request, response) => response.writeHead(status, headers).end());
		const mock = await start(url);
		const response = await fetch(`${mock.url}/orders`, { method });
		expect(response.status).toBe(status);
		expect(response.headers.get('content-length')).toBe(length);
		expect(await response.text()).toBe('');
	});
});

describe('connections to the upstream', () => {
	it('are kept; where one turns out to be closed, what may be sent again is', async () => {
		const used = new Map<Socket, number>();
		const upstream = await serveRaw((socket) => {
			used.set(socket, (used.get(socket) ?? 0) + 1);
			// Each takes two requests, and breaks at the third.
			if ((used.get(socket) ?? 0) > 2) socket.resetAndDestroy();
			else socket.write(answerText('200 OK', { 'Content-Type': 'application/json', 'Content-Length': '2' }, '[]'));
		});
		const mock = await start(upstream.url);
		for (let turn = 0; turn < 4; turn++) expect(await call(mock, 'GET', '/orders')).toMatchObject({ status: 200 });
		expect(used.size).toBe(2);
		const posted = await call(mock, 'POST', '/orders', { body: { item: 'tea' } });
		expect(posted.status).toBe(502);
		expect(upstream.heads.filter((one) => one.startsWith('POST'))).toHaveLength(1);
	});
});
