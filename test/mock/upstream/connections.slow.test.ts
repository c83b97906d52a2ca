// Ways to the upstream: TLS with a certificate of one's own, and an HTTP proxy named by the environment.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openUpstream, type UpstreamSettings } from '../../../mock/upstream/open-upstream.ts';
import type { UpstreamResult } from '../../../mock/upstream/upstream.ts';
import { createCertificate } from '../../support/certificate.ts';
import { call, startTestMock } from '../../support/mock.ts';
import { ORDER_DOCUMENT, serve } from './order-api.ts';

const { key, cert } = createCertificate();
const folder = mkdtempSync(join(tmpdir(), 'upstream-'));
const ca = join(folder, 'ca.pem');
writeFileSync(ca, cert);
const secure = createTlsServer({ key, cert }, (_request, response) =>
	response.writeHead(200, { 'content-type': 'application/json' }).end('[]'),
);
beforeAll(() => new Promise<void>((resolve) => void secure.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
	secure.closeAllConnections();
	secure.close();
	rmSync(folder, { recursive: true });
});
const secureUrl = (): string => `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;

describe('an upstream that speaks TLS', () => {
	it('is trusted by its own certificate', async () => {
		const mock = await startTestMock({ documents: [ORDER_DOCUMENT], upstream: secureUrl(), upstreamCa: ca });
		expect(await call(mock, 'GET', '/orders')).toMatchObject({ status: 200, json: [] });
	});

	it('is not trusted without, nor played as if it were not there', async () => {
		const mock = await startTestMock({ documents: [ORDER_DOCUMENT], upstream: secureUrl() });
		const reply = await call(mock, 'GET', '/orders');
		expect(reply.status).toBe(502);
		expect(reply.reason).toMatch(/is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): --upstream-ca names one that is/);
	});

	it.each([
		[join(folder, 'none.pem'), "can't be read"],
		[import.meta.filename, 'holds no certificate'],
	])('can not be told by %s', async (file, message) => {
		const started = startTestMock({ documents: [ORDER_DOCUMENT], upstream: secureUrl(), upstreamCa: file });
		await expect(started).rejects.toMatchObject({ code: 'option.invalid', message: expect.stringContaining(message) });
	});
});

function ask(settings: Partial<UpstreamSettings> & { url: string }): Promise<UpstreamResult> {
	const upstream = openUpstream({ timeoutMs: 5000, env: {}, ...settings });
	return new Promise<UpstreamResult>((resolve) => {
		upstream.call({ method: 'GET', target: '/orders?a=1', rawHeaders: [], body: undefined }, resolve);
	}).finally(() => upstream.close());
}

describe('an HTTP proxy of the environment', () => {
	it.each([
		['api.test', true],
		['.test', true],
		['*.test', true],
		['other.test, api.test:80', true],
		['*', true],
		['api.test:8080', false],
		['pi.test', false],
		['', false],
	])('NO_PROXY %j excepts the host: %s', async (list, isExcepted) => {
		const asked: string[] = [];
		const proxy = await serve((request, response) => {
			asked.push(request.url ?? '');
			response.writeHead(204).end();
		});
		await ask({ url: 'http://api.test', env: { HTTP_PROXY: proxy, NO_PROXY: list }, timeoutMs: 1000 });
		expect(asked).toHaveLength(isExcepted ? 0 : 1);
	});

	it('is asked for a host that is no name of this machine', async () => {
		const asked: (string | undefined)[] = [];
		const proxy = await serve((request, response) => {
			asked.push(request.url, request.headers.host, request.headers['proxy-authorization']);
			response.writeHead(204).end();
		});
		const env = { HTTP_PROXY: proxy.replace('//', '//me:secret@') };
		expect(await ask({ url: 'http://api.test', env })).toMatchObject({ ok: true, status: 204 });
		expect(asked).toEqual([
			'http://api.test/orders?a=1',
			'api.test',
			`Basic ${Buffer.from('me:secret').toString('base64')}`,
		]);
	});

	it('is a tunnel to one that speaks TLS, and the certificate is still looked at', async () => {
		const asked: (string | undefined)[] = [];
		const proxy = createServer().on('connect', (request: IncomingMessage, socket: Socket) => {
			asked.push(request.url);
			const far = connect((secure.address() as AddressInfo).port, '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
				far.pipe(socket).pipe(far);
			});
			for (const one of [far, socket]) one.on('error', () => socket.destroy());
		});
		await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
		const env = { https_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
		const result = await ask({ url: 'https://api.test', env, ca });
		expect(asked).toEqual(['api.test:443']);
		expect(result).toMatchObject({ ok: false, kind: 'broken', reason: expect.stringContaining('not trusted') });
		proxy.closeAllConnections();
		proxy.close();
	});

	it.each([
		['for this machine', { HTTP_PROXY: 'http://127.0.0.1:1' }],
		['where NO_PROXY names the host', { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' }],
		['of the other scheme', { HTTPS_PROXY: 'http://127.0.0.1:1' }],
	])('is not asked %s', async (_name, env) => {
		const url = await serve((_request, response) => response.writeHead(204).end());
		expect(await ask({ url, env })).toMatchObject({ ok: true, status: 204 });
	});
});
