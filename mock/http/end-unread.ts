// The end of a connection whose request is too long to be read (RFC 9112 §9.6): the client gets its answer before the connection breaks.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { machine } from '../../spec/index.ts';

/** What Node may drain behind an answer to keep the connection. */
const SMALL_BYTES = 65_536;
/** So much of a longer body is read and dropped behind its answer: who looks for that only when all is written still finds it. */
const REST_BYTES = 3 * 1024 * 1024;
/** So long a client may take to see that the connection has ended, in ms. */
const LINGER_MS = 500;

/** Sockets on which nothing is answered any more. */
const ended = new WeakSet<Socket>();

/** Whether all of a body comes in a few packets; true for none. */
export function isSmall({ headers }: IncomingMessage): boolean {
	const length = headers['content-length'];
	return length === undefined ? headers['transfer-encoding'] === undefined : Number(length) <= SMALL_BYTES;
}

/** Whether a request comes behind the last answer of its connection, and must not be looked at (RFC 9112 §9.6). */
export function isBehindLast({ socket }: IncomingMessage): boolean {
	return ended.has(socket);
}

/**
 * Sees to it that an answer to a body that is still coming closes the connection, whoever answers: half of it at once, the other half after
 * 3 MiB or half a second.
 */
export function endUnread(request: IncomingMessage, response: ServerResponse): void {
	if (request.complete) return;
	const { shouldKeepAlive } = response;
	response.shouldKeepAlive = false;
	request.once('end', () => {
		response.shouldKeepAlive = shouldKeepAlive;
	});
	response.once('prefinish', () => {
		const { socket } = response;
		if (!request.complete && socket) linger(request, socket);
	});
}

function linger(request: IncomingMessage, socket: Socket): void {
	ended.add(socket);
	let left = REST_BYTES;
	request.on('data', (chunk: Buffer) => {
		left -= chunk.length;
		if (left < 0) request.pause();
	});
	// Before Node takes it for one that nobody reads, and drains it without end.
	request.read();
	request.resume();
	// What Node calls behind the last answer: to break off while something comes would take the answer from the client.
	socket.destroySoon = () => {
		socket.end();
		const timer = machine.setTimeout(() => socket.destroy(), LINGER_MS);
		socket.once('close', () => machine.clearTimeout(timer));
	};
}
