// How brokers and pacts at addresses are asked: through proxies, as often as they ask for, decoded, and trusted.

import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { askPatiently, type Question } from '../../../contracts/http/ask-patiently.ts';
import { sendRequest } from '../../../contracts/http/send-request.ts';
import { loadPacts } from '../../../contracts/pact/index.ts';
import { createCertificate } from '../../support/certificate.ts';

const servers: Server[] = [];
afterEach(() => {
	vi.useRealTimers();
	for (const server of servers.splice(0)) {
		server.close();
		server.closeAllConnections();
	}
});

async function listen(server: Server): Promise<number> {
	servers.push(server);
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}

async function serve(answer: RequestListener): Promise<string> {
	return `http://127.0.0.1:${await listen(createServer(answer))}`;
}

function ask(url: string): Question {
	return { url, method: 'GET', headers: {}, authorize: () => ({}), timeoutMs: 5000, maxBytes: 1000 };
}

test.each([
	['HTTP_PROXY', 'me:secret@', `Basic ${Buffer.from('me:secret').toString('base64')}`],
	['http_proxy', '', undefined],
])('through the proxy of %s', async (name, user, credentials) => {
	const seen: IncomingMessage[] = [];
	const proxy = await serve((request, response) => {
		seen.push(request);
		response.end('{"a":1}');
	});
	const env = { [name]: proxy.replace('//', `//${user}`) };
	const answer = await sendRequest(ask('http://broker.test:9292/pacts/latest?a=1'), env);
	expect(answer).toMatchObject({ status: 200, text: '{"a":1}' });
	expect(seen.map(({ url, headers }) => [url, headers.host, headers['proxy-authorization']])).toEqual([
		['http://broker.test:9292/pacts/latest?a=1', 'broker.test:9292', credentials],
	]);
});

test.each([{}, { NO_PROXY: '*' }])('this machine is asked without one', async (more) => {
	const url = await serve((_, response) => response.end('here'));
	expect(await sendRequest(ask(url), { HTTP_PROXY: 'http://127.0.0.1:1', ...more })).toMatchObject({ text: 'here' });
});

test.each([
	['1', 1000],
	[() => new Date(Date.now() + 3000).toUTCString(), 2000],
	[undefined, 450],
	['soon', 450],
])('Retry-After: %s', async (asked, leastMs) => {
	const times: number[] = [];
	const url = await serve((_, response) => {
		times.push(performance.now());
		const after = typeof asked === 'function' ? asked() : asked;
		if (times.length > 1) response.end('there');
		else response.writeHead(429, after === undefined ? {} : { 'retry-after': after }).end();
	});
	expect((await askPatiently(ask(url))).answer).toMatchObject({ status: 200, text: 'there' });
	expect((times[1] as number) - (times[0] as number)).toBeGreaterThanOrEqual(leastMs);
});

test('who asks for more than half a minute is told of at once', async () => {
	let calls = 0;
	const url = await serve((_, response) => {
		calls += 1;
		response.writeHead(503, { 'retry-after': '86400' }).end();
	});
	expect((await askPatiently(ask(url))).answer.status).toBe(503);
	expect(calls).toBe(1);
});

test('an encoded answer is decoded, and bounded as a whole', async () => {
	const url = await serve((request, response) => {
		const text = request.url === '/long' ? 'x'.repeat(5000) : 'déjà vu';
		response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
	});
	expect((await sendRequest(ask(url))).text).toBe('déjà vu');
	await expect(sendRequest(ask(`${url}/long`))).rejects.toMatchObject({ message: expect.stringMatching(/decoded/) });
});

test('a certificate that nobody knows comes with what to do', async () => {
	const { key, cert } = createCertificate();
	const port = await listen(createSecureServer({ key, cert }, (_, response) => response.end('{}')));
	const { findings } = await loadPacts([`https://127.0.0.1:${port}/p.json`]);
	expect(findings).toMatchObject([
		{ code: 'pact.file.unreadable', remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS') },
	]);
});
