// The upstream of the benchmark, and with FORWARD_TO a bare proxy to it: by node:http alone, or (FORWARD_BY) by http-proxy.

import { Agent, createServer, type RequestListener, request as startRequest } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { ORDER_TEXT } from './forward-document.ts';

const { FORWARD_TO, FORWARD_BY } = process.env;
const agent = new Agent({ keepAlive: true });
const require = createRequire(import.meta.url);
/** The widespread one, which brings no types. */
const { createProxyServer } = require('http-proxy') as {
	createProxyServer(options: { target: string | undefined; agent: Agent }): { web: RequestListener };
};
const proxy = FORWARD_BY === 'http-proxy' ? createProxyServer({ target: FORWARD_TO, agent }) : undefined;
const server = createServer((request, response) => {
	if (proxy) {
		proxy.web(request, response);
		return;
	}
	if (FORWARD_TO === undefined) {
		request.resume().once('end', () => {
			const headers = { 'Content-Type': 'application/json', 'Content-Length': String(ORDER_TEXT.length) };
			response.writeHead(request.method === 'POST' ? 201 : 200, headers).end(ORDER_TEXT);
		});
		return;
	}
	const { method = 'GET', url = '/', headers } = request;
	const { host, port } = new URL(FORWARD_TO);
	const outgoing = startRequest({ agent, host: '127.0.0.1', port, method, path: url, headers: { ...headers, host } });
	outgoing.once('response', (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	});
	request.pipe(outgoing);
});
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`);
});
process.on('message', () => {
	process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
});
