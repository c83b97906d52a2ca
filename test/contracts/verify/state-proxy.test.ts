// Where a provider sets up its states may be elsewhere: behind the proxy of the environment, behind a redirect, or behind a login.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type StateProxy, startStateProxy } from '../../../contracts/verify/state-server.ts';
import { atFileEnd } from '../../support/file-end.ts';

const closing: (() => unknown)[] = [];
atFileEnd(async () => {
	for (const close of closing.splice(0)) await close();
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
	const server = createServer((request, response) => {
		request.resume().on('end', () => answer(request, response));
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	closing.push(
		() => server.closeAllConnections(),
		() => server.close(),
	);
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function setUp(target: string, env: Readonly<Record<string, string>> = {}): Promise<[number, unknown, string]> {
	const proxy: StateProxy = await startStateProxy(target, { timeoutMs: 5000, env });
	closing.push(proxy.close);
	const response = await fetch(proxy.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ state: 'a user', params: {}, action: 'setup' }),
	});
	return [response.status, await response.json(), proxy.failureOf('a user') ?? ''];
}

const values = (response: ServerResponse): unknown => response.end('{"id":7}');

test('the proxy of the environment is the way to it, and its own password is sent to it', async () => {
	const seen: unknown[] = [];
	const way = await serve((request, response) => {
		seen.push(request.url, request.headers.host, request.headers.authorization);
		values(response);
	});
	const env = { HTTP_PROXY: way };
	expect(await setUp('http://me:secret@states.test:8080/states', env)).toEqual([200, { id: 7 }, '']);
	const credentials = `Basic ${Buffer.from('me:secret').toString('base64')}`;
	expect(seen).toEqual(['http://states.test:8080/states', 'states.test:8080', credentials]);
});

test('this machine is asked without one', async () => {
	const target = await serve((_request, response) => values(response));
	expect(await setUp(target, { HTTP_PROXY: 'http://127.0.0.1:1' })).toEqual([200, { id: 7 }, '']);
});

test.each([307, 308])('a redirect that asks for the same call (%i) is followed', async (status) => {
	const target = await serve((request, response) => {
		if (request.url === '/states/' && request.method === 'POST') values(response);
		else response.writeHead(status, { location: '/states/' }).end();
	});
	expect(await setUp(`${target}/states`)).toEqual([200, { id: 7 }, '']);
});

test.each([301, 302, 303])('a redirect that makes another call of it (%i) sets up nothing', async (status) => {
	const target = await serve((request, response) => {
		if (request.url === '/login') response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Who are you?</h1>');
		else response.writeHead(status, { location: '/login' }).end();
	});
	const [code, , reason] = await setUp(`${target}/states`);
	expect([code, reason]).toEqual([400, expect.stringMatching(`the provider answered ${status}.*leads to .*/login`)]);
});

test.each<[string, (response: ServerResponse) => unknown, RegExp]>([
	['an error', (response) => response.writeHead(500).end('no database'), /the provider answered 500 no database/],
	['a broken connection', (response) => response.destroy(), /could not be set up: /],
])('%s is told once, as the reason', async (_name, answer, reason) => {
	let count = 0;
	const target = await serve((_request, response) => {
		count += 1;
		answer(response);
	});
	expect(await setUp(target)).toEqual([400, expect.anything(), expect.stringMatching(reason)]);
	expect(count).toBe(1);
});
