// The listening server: time limits, broken requests, and a close that loses nothing.

import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { machine, StartupError } from '../../spec/index.ts';
import { isEveryAddress } from '../options/every-address.ts';
import { bareHost } from '../text/bare-host.ts';
import { STATUS_CODES } from '../text/status-codes.ts';
import { ArrivingRequest } from './arriving-request.ts';
import { DepartingResponse, KEEP_ALIVE_MS } from './departing-response.ts';
import { endUnread, isBehindLast, isSmall } from './end-unread.ts';
import { IdleConnections } from './idle-connections.ts';
import { type BodySource, CONTINUE } from './read-body.ts';

// Not imported, for the reason that status-codes.ts has.
const { createServer } = process.getBuiltinModule('node:http');

/** A server that listens. */
export interface Listening {
	/** E.g. `http://127.0.0.1:4010`; the loopback address where it listens on all of them. */
	url: string;
	port: number;
	/**
	 * Takes no more connections, lets requests in flight end (`graceMs` at most, default 5,000), then closes all.
	 * Calling it again is harmless.
	 */
	close(graceMs?: number): Promise<void>;
}

const LIMITS = {
	/** Headers must be there after 5 s, the whole request after 8 s; looked at once a second. */
	headersTimeout: 5000,
	requestTimeout: 8000,
	connectionsCheckingInterval: 1000,
	keepAliveTimeout: KEEP_ALIVE_MS,
	/** No stream and no events for a request that has no body. */
	optimizeEmptyRequests: true,
	IncomingMessage: ArrivingRequest,
	ServerResponse: DepartingResponse,
};

/** So long a request may take whose body is passed on, in ms; one that is looked at must still be there after 8 s. */
const FORWARDED_REQUEST_MS = 300_000;

/** While closing, connections that have become idle are closed every so many ms. */
const SWEEP_MS = 25;

/** Listens on host and port (0: any free one). Throws StartupError `port.in-use`, `port.denied`, `host.unknown`. */
export async function listen(args: {
	listener: RequestListener;
	host: string;
	port: number;
	report: (error: unknown) => void;
	/** Called first on close: what would otherwise stay open (hung answers, event streams) ends here. */
	onClose: () => void;
	/** Large bodies are passed on as fast as somebody behind takes them, which may last. */
	isForwarding?: boolean;
}): Promise<Listening> {
	const { listener, host, port, report, onClose, isForwarding = false } = args;
	const server = createLimitedServer(listener);
	if (isForwarding) server.requestTimeout = FORWARDED_REQUEST_MS;
	await bind(server, { host, port });
	server.on('error', report);
	const connections = new IdleConnections();
	server.on('connection', (socket) => connections.add(socket));
	const address = server.address() as AddressInfo;
	let closing: Promise<void> | undefined;
	return {
		url: `http://${nameHost(address)}:${address.port}`,
		port: address.port,
		close(graceMs = 5000) {
			closing ??= closeServer(server, { graceMs, connections, onClose });
			return closing;
		},
	};
}

/** Where this machine reaches it: no request can be sent to "all addresses", and not every system takes that for itself. */
function nameHost({ address, family }: AddressInfo): string {
	const isAll = isEveryAddress(address);
	if (family === 'IPv6') return isAll ? '[::1]' : `[${address}]`;
	return isAll ? '127.0.0.1' : address;
}

/** A server that is not bound to anything yet, with the limits of all. */
export function createLimitedServer(listener: RequestListener): Server {
	const server = createServer(LIMITS, (request, response) => {
		if (request.httpVersionMajor === 1) listener(request, response);
		else refuseVersion(response);
	});
	server.on('checkContinue', (request: BodySource, response) => {
		request[CONTINUE] = () => response.writeContinue();
		listener(request, response);
	});
	server.on('checkExpectation', refuseExpectation);
	// Without a listener Node would hang up. No operation can have this method.
	server.on('connect', (_request, socket) => endWith(socket as Socket, 501));
	// What came whole before it, in the same piece, is answered at the end of this turn: it goes first.
	server.on('clientError', (error, socket) => void machine.setImmediate(answerBroken, error, socket as Socket));
	return server;
}

function bind(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, { host, port })));
		server.listen(port, bareHost(host), () => {
			server.removeAllListeners('error');
			resolve();
		});
	});
}

function explain(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): unknown {
	if (error.code === 'EADDRINUSE') {
		return new StartupError({
			code: 'port.in-use',
			message: `port ${port} on ${host} is in use`,
			remedy: `stop what listens there, or choose another: --port ${port + 1}`,
			cause: error,
		});
	}
	if (error.code === 'EACCES') {
		return new StartupError({
			code: 'port.denied',
			message: `port ${port} may not be opened`,
			remedy: 'choose one above 1023',
			cause: error,
		});
	}
	if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL' || error.code === 'EAI_AGAIN') {
		return new StartupError({
			code: 'host.unknown',
			message: `${host} is no address of this machine`,
			remedy: 'use --host 127.0.0.1',
			cause: error,
		});
	}
	return error;
}

/** Node's parser takes `HTTP/2.0` in a request line for HTTP/1.1 (RFC 9110 §15.6.6). */
function refuseVersion(response: ServerResponse): void {
	response.writeHead(505, { 'Content-Length': '0', Connection: 'close' }).end();
}

/** An `Expect` that nobody knows (RFC 9110 §10.1.1). */
function refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
	if (isBehindLast(request)) return;
	if (!isSmall(request)) endUnread(request, response);
	response.writeHead(417, { 'Content-Length': '0' }).end();
}

/** What Node's parser refused never becomes a request; it still gets an answer. */
function answerBroken(
	error: NodeJS.ErrnoException,
	socket: Socket & { _httpMessage?: { headersSent: boolean } },
): void {
	if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) {
		socket.destroy();
		return;
	}
	const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
	endWith(socket, status);
}

function endWith(socket: Socket, status: number): void {
	const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status });
	socket.end(
		`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
			`Content-Length: ${body.length}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
	);
}

function closeServer(
	server: Server,
	{ graceMs, connections, onClose }: { graceMs: number; connections: IdleConnections; onClose: () => void },
): Promise<void> {
	return new Promise((resolve) => {
		const timer = machine.setTimeout(() => server.closeAllConnections(), graceMs);
		// An answer that was under way says keep-alive: its connection is idle only afterwards.
		const sweep = machine.setInterval(() => server.closeIdleConnections(), SWEEP_MS);
		server.close(() => {
			machine.clearTimeout(timer);
			machine.clearInterval(sweep);
			connections.close();
			resolve();
		});
		onClose();
		server.closeIdleConnections();
		// Node does not count a connection as idle before its first request.
		for (const socket of connections.sockets) if (socket.bytesRead === 0) socket.destroy();
	});
}
