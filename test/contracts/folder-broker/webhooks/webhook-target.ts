// Where webhooks go in tests: a server that answers as it is told and remembers what came.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

export interface WebhookTarget {
	url: string;
	received: Received[];
	/** Default: 200 with `{}`. */
	answer: (request: Received, response: ServerResponse) => void;
	/** Resolves when so many requests came in all. */
	wait(count: number): Promise<Received[]>;
	close(): Promise<void>;
}

export async function startTarget(port = 0): Promise<WebhookTarget> {
	const waiting: { count: number; resolve: () => void }[] = [];
	const target: WebhookTarget = {
		url: '',
		received: [],
		answer: (_, response) => response.end('{}'),
		wait: async (count) => {
			if (target.received.length < count)
				await new Promise<void>((resolve) => {
					waiting.push({ count, resolve });
				});
			return target.received;
		},
		close: async () => undefined,
	};
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (chunk: string) => {
			body += chunk;
		});
		request.on('end', () => {
			const { method = '', url: path = '', headers } = request;
			const received = { method, path, headers, body };
			target.received.push(received);
			target.answer(received, response);
			for (const one of waiting) if (target.received.length >= one.count) one.resolve();
		});
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	target.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	target.close = () =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return target;
}
