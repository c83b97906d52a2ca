// The limit: bare node:http that parses the body as JSON and answers bodies of the same sizes; nothing else is looked at.

import { createServer, type ServerResponse } from 'node:http';

const answers = JSON.parse(process.env['ECHO_ANSWERS'] ?? '{}') as Record<string, { status: number; body: unknown }>;

function reply(response: ServerResponse, name: string): void {
	const { status, body } = answers[name] ?? { status: 200, body: undefined };
	if (body === undefined) {
		response.writeHead(status, { 'Content-Length': '0' }).end();
		return;
	}
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': String(Buffer.byteLength(text)),
	});
	response.end(text);
}

const server = createServer((request, response) => {
	if (request.method !== 'POST') {
		reply(response, request.method === 'GET' ? 'get' : 'cancel');
		return;
	}
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		const body = JSON.parse(Buffer.concat(chunks).toString()) as { expires_in?: unknown };
		reply(response, body.expires_in === 'P31D' ? 'create-invalid' : 'create');
	});
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
	const address = server.address();
	process.stdout.write(`listening ${typeof address === 'object' ? address?.port : ''}\n`);
});
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
