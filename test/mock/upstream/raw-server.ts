// An upstream that speaks as no library would: bytes onto a socket, and what became of the socket.

import { type AddressInfo, createServer, type Socket } from 'node:net';
import { atFileEnd } from '../../support/file-end.ts';

const closing: (() => void)[] = [];
atFileEnd(() => {
	for (const close of closing.splice(0)) close();
});

/** What happened to the connections of a raw upstream. */
export interface RawUpstream {
	url: string;
	/** Heads of requests that came, in order. */
	heads: string[];
	/** Resolves when a connection has ended. */
	ended: Promise<void>;
}

/** Answers each request with `answer`, once its head is there; until the test file ends. */
export async function serveRaw(answer: (socket: Socket, head: string) => void): Promise<RawUpstream> {
	const heads: string[] = [];
	const { promise: ended, resolve } = Promise.withResolvers<void>();
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		let text = '';
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			const end = text.indexOf('\r\n\r\n');
			if (end < 0) return;
			const head = text.slice(0, end);
			text = '';
			heads.push(head);
			answer(socket, head);
		});
		socket.on('error', () => {});
		socket.once('close', () => {
			sockets.delete(socket);
			resolve();
		});
	});
	await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
	closing.push(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heads, ended };
}

/** A whole answer as text. */
export function answerText(status: string, headers: Record<string, string>, body = ''): string {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`;
}
