// The upstream of the benchmark, and with FORWARD_TO a bare proxy to it: what node:http alone can do.

import { Agent, createServer, request as startRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ORDER_TEXT } from './forward-document.ts';

const { FORWARD_TO } = process.env;
const agent = new Agent({ keepAlive: true });
const server = createServer((request, response) => {
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
