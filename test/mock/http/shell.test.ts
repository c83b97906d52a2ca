import { createServer, IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createListener } from '../../../mock/http/shell.ts';
import { startTestMock } from '../../support/mock.ts';

const DOCUMENT = {
	openapi: '3.1.0',
	info: { title: 'A', version: '1' },
	paths: { '/a': { get: { responses: { 200: { description: 'a' } } } } },
};

const closers: (() => void)[] = [];
afterEach(() => {
	for (const close of closers.splice(0)) close();
});

async function serve(handler: RequestListener): Promise<{ url: string; reported: unknown[] }> {
	const reported: unknown[] = [];
	const server = createServer(createListener(handler, (error) => void reported.push(error)));
	server.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	closers.push(
		() => server.closeAllConnections(),
		() => void server.close(),
	);
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, reported };
}

const API = ['/orders', '/orders/%41', '/', '/orders?next=/__admin/health'];
const APART = ['/__admin', '/__admin/health?deep=1', '/%5f_admin/health', '/__session/qa/__admin/health'];

describe('the listener of a server', () => {
	it.each([...API.map((path) => [path, true] as const), ...APART.map((path) => [path, false] as const)])(
		'%s reaches the mock as Node made it: %s',
		async (path, asMade) => {
			const seen: boolean[] = [];
			const { url } = await serve((request, response) => {
				seen.push(Object.getPrototypeOf(request) === IncomingMessage.prototype);
				response.end(request.url);
			});
			// The first one of them loads Express, the second finds it there.
			for (let time = 0; time < 2; time++) expect(await (await fetch(url + path)).text()).toBe(path);
			expect(seen).toEqual([asMade, asMade]);
		},
	);

	it.each(['/orders', '/__admin/health'])('tells of what is thrown, and answers a bare 500: %s', async (path) => {
		const mistake = new Error('nobody expected this');
		const { url, reported } = await serve(() => {
			throw mistake;
		});
		const response = await fetch(url + path);
		expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([500, '0', '']);
		expect(reported).toEqual([mistake]);
	});
});

it('an IPv6 address to listen on may have the brackets of URLs', async () => {
	const { url } = await startTestMock({ documents: [DOCUMENT], host: '[::1]' });
	expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/);
	for (const path of ['/a', '/__admin/health']) expect((await fetch(url + path)).status).toBe(200);
});
