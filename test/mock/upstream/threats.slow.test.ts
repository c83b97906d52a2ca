// Upstreams that hang, break, lie or never end: a clear answer each, nothing leaked, and memory stays flat.

import { request as startRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { RunningMock } from '../../../mock/library/run-mock.ts';
import type { MockOptions } from '../../../mock/options/mock-options.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { measureBuffers } from './alive-memory.ts';
import { ORDER_DOCUMENT } from './order-api.ts';
import { answerText, serveRaw } from './raw-server.ts';

/** Before any test: one that is run again must not begin with what it left the first time. */
const before = measureBuffers();
const JSON_TYPE = { 'Content-Type': 'application/json' };
const SECRET = { authorization: 'Bearer of-secrets', cookie: 'sid=of-secrets' };

function start(upstream: string, options: Partial<MockOptions> = {}): Promise<RunningMock> {
	return startTestMock({ documents: [ORDER_DOCUMENT], upstream, forward: 'all', ...options });
}

function lastExchange(mock: RunningMock) {
	return mock.engine.sessions.get('default').journal.list().at(-1);
}

describe('an upstream that', () => {
	it.each<[string, Parameters<typeof serveRaw>[0], number, RegExp, Partial<MockOptions>?]>([
		['hangs', () => {}, 504, /has not answered within 0\.15 s/, { upstreamTimeoutMs: 150 }],
		[
			'hangs in the middle of its answer',
			(socket) => socket.write(answerText('200 OK', { ...JSON_TYPE, 'Content-Length': '10' }, '[')),
			504,
			/stopped in the middle of its answer: nothing more has come for 0\.15 s/,
			{ upstreamTimeoutMs: 150 },
		],
		[
			'resets',
			(socket) => socket.resetAndDestroy(),
			502,
			/closed the connection before it had answered \(ECONNRESET\)/,
		],
		['hangs up', (socket) => socket.end(), 502, /closed the connection before it had answered/],
		[
			'sends less than it told',
			(socket) => socket.end(answerText('200 OK', { ...JSON_TYPE, 'Content-Length': '100' }, '[]')),
			502,
			/broke off in the middle of its answer/,
		],
		[
			'ends in the middle of a chunk',
			(socket) => socket.end(answerText('200 OK', { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }, '9\r\n[')),
			502,
			/broke off in the middle of its answer/,
		],
		[
			'sends chunks that are none',
			(socket) => socket.write(answerText('200 OK', { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }, 'zz\r\n[')),
			502,
			/broke off|no HTTP/,
		],
		['speaks another protocol', (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'), 502, /what is no HTTP \(HPE_/],
		[
			'tells two lengths',
			(socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]'),
			502,
			/no HTTP/,
		],
		[
			'sends a header without an end',
			(socket) => socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`),
			502,
			/no HTTP \(HPE_HEADER_OVERFLOW\)/,
		],
	])('%s', async (_name, answer, status, reason, options) => {
		const upstream = await serveRaw(answer);
		const mock = await start(upstream.url, options);
		const reply = await call(mock, 'GET', '/orders', { headers: SECRET });
		expect(reply.status).toBe(status);
		expect(reply.reason).toMatch(reason);
		expect(reply.json).toMatchObject({ type: 'about:blank', status });
		expect(reply.text).not.toMatch(/of-secrets|node_modules|at .*\.ts/);
		expect(lastExchange(mock)?.answer.why.upstream).toMatchObject({ outcome: 'failed' });
	});

	it('sends more than it told: what it told is the answer, and what follows is nobody’s', async () => {
		const upstream = await serveRaw((socket) =>
			socket.write(answerText('200 OK', { ...JSON_TYPE, 'Content-Length': '2' }, '[]HTTP/1.1 200 OK\r\n\r\nevil')),
		);
		const mock = await start(upstream.url);
		for (let turn = 0; turn < 2; turn++)
			expect(await call(mock, 'GET', '/orders')).toMatchObject({ status: 200, json: [] });
	});

	it('sends to another host: the client hears of it, nobody goes there', async () => {
		const canary = await serveRaw((socket) => socket.end(answerText('200 OK', {})));
		const upstream = await serveRaw((socket) =>
			socket.end(
				answerText('302 Found', {
					Location: `${canary.url.replace('127.0.0.1', 'localhost')}/x`,
					'Content-Length': '0',
				}),
			),
		);
		const mock = await start(upstream.url);
		const response = await fetch(`${mock.url}/orders`, { redirect: 'manual', headers: SECRET });
		expect(response.status).toBe(302);
		expect(response.headers.get('location')).toBe(`${canary.url.replace('127.0.0.1', 'localhost')}/x`);
		expect(response.headers.get('x-mock-reason')).toContain('sent on to another host, localhost');
		expect(canary.heads).toEqual([]);
	});

	it('is this mock: the request does not go round', async () => {
		const upstream = await serveRaw(() => {});
		const mock = await start(upstream.url);
		const via = `1.1 stunt-double-${mock.engine.run.slice(0, 8)}`;
		const reply = await call(mock, 'GET', '/orders', { headers: { via } });
		expect(reply).toMatchObject({ status: 502 });
		expect(reply.reason).toContain('leads back to this mock');
		expect(upstream.heads).toEqual([]);
	});

	it('gets the credentials, which are shown nowhere', async () => {
		const cookie = 'sid=of-secrets; Domain=api.test; Secure';
		const upstream = await serveRaw((socket) =>
			socket.end(answerText('200 OK', { ...JSON_TYPE, 'Set-Cookie': cookie, 'Content-Length': '2' }, '[]')),
		);
		const mock = await start(upstream.url.replace('//', '//user:of-secrets@'));
		const reply = await call(mock, 'GET', '/orders', { headers: { ...SECRET } });
		expect(reply.headers.getSetCookie()).toEqual(['sid=of-secrets']);
		await fetch(`${mock.url}/orders`);
		const [first, second] = upstream.heads;
		expect(first).toContain('authorization: Bearer of-secrets');
		expect(first).toContain('cookie: sid=of-secrets');
		expect(second).toContain(`Authorization: Basic ${Buffer.from('user:of-secrets').toString('base64')}`);
		expect(first).toContain(`Host: ${new URL(upstream.url).host}`);
		for (const path of ['requests', 'requests/1', 'requests.har', 'snapshot?requests=true']) {
			const shown = await call(mock, 'GET', `/__admin/sessions/default/${path}`);
			expect(shown.status).toBe(200);
			expect(shown.text).not.toContain('of-secrets');
		}
	});
});

describe('what never ends', () => {
	it('is passed on as fast as the client takes it, in flat memory, and ends with the client', async () => {
		const chunk = Buffer.alloc(256 * 1024, 'x');
		let sent = 0;
		const upstream = await serveRaw((socket) => {
			socket.write(
				answerText('200 OK', { 'Content-Type': 'application/octet-stream', 'Content-Length': String(1024 ** 3) }),
			);
			const pump = (): void => {
				while (!socket.destroyed && sent < 1024 ** 3) {
					sent += chunk.length;
					if (!socket.write(chunk)) break;
				}
			};
			socket.on('drain', pump);
			pump();
		});
		const mock = await start(upstream.url);
		let received = 0;
		let peak = 0;
		let looks = 1;
		await new Promise<void>((resolve, reject) => {
			const outgoing = startRequest(`${mock.url}/orders`, (response) => {
				response.on('data', (data: Buffer) => {
					received += data.length;
					if (received >= looks * 25 * 1024 * 1024) {
						looks += 1;
						peak = Math.max(peak, measureBuffers());
					}
					if (received > 100 * 1024 * 1024) outgoing.destroy();
				});
				response.on('error', () => resolve());
				response.on('close', () => resolve());
			});
			outgoing.on('error', reject).end();
		});
		await upstream.ended;
		expect(sent).toBeLessThan(200 * 1024 * 1024);
		expect(looks).toBeGreaterThan(3);
		expect(peak - before).toBeLessThan(50 * 1024 * 1024);
		await expect.poll(() => lastExchange(mock)?.wasCut).toBe(true);
	});

	it('is not waited for where the client has gone before the answer came', async () => {
		const upstream = await serveRaw(() => {});
		const mock = await start(upstream.url);
		const abort = new AbortController();
		const asked = fetch(`${mock.url}/orders`, { signal: abort.signal });
		await expect.poll(() => upstream.heads.length).toBe(1);
		abort.abort();
		await expect(asked).rejects.toThrow();
		await upstream.ended;
		await expect.poll(() => lastExchange(mock)?.answer.why.step).toBe('aborted');
		expect(mock.engine.sessions.get('default').open).toBe(0);
	});
});
