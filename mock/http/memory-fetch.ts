// A server without a port: each request has a connection of its own, in memory. What comes is what a socket would bring, for all of
// it is read and written by Node's own HTTP.

import type { IncomingMessage, RequestListener } from 'node:http';
import { type Duplex, duplexPair, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { splitSessionPrefix } from '../request/session.ts';
import { createLimitedServer } from './server.ts';

// Imported by name, Node's http would read a client for WebSockets as well.
const { request: startRequest } = process.getBuiltinModule('node:http');

/** A `fetch` that ends in a listener. */
export interface MemoryLink {
	fetch(request: Request | string | URL, init?: RequestInit): Promise<Response>;
	/** What a request asks for, as the listener sees it: the method in upper case, the path without base, session and query. */
	locate(request: Request | string | URL, init?: RequestInit): { method: string; path: string };
	/** Ends what is under way. */
	close(): Promise<void>;
}

/** Answers that have no body (Fetch §2.2.3, null body status). */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);
/** Of the connection, not of the answer (RFC 9110 §7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** A link to the listener. `base`: what stands before its paths, e.g. `/api`; addresses elsewhere are taken as they are. */
export function createFetch(listener: RequestListener, { base }: { base: string }): MemoryLink {
	const server = createLimitedServer(listener);
	const open = new Set<Duplex>();
	const prefix = base.replace(/\/+$/, '');

	/** The path and query that the listener sees. */
	const targetOf = (url: string): string => {
		const { pathname, search } = new URL(url);
		const isBelow = prefix !== '' && (pathname === prefix || pathname.startsWith(`${prefix}/`));
		return (isBelow ? pathname.slice(prefix.length) || '/' : pathname) + search;
	};

	const connect = (): Duplex => {
		const [near, far] = duplexPair();
		// What is asked of a socket: who is in this process is on this machine.
		Object.assign(far, { remoteAddress: '127.0.0.1', resetAndDestroy: () => far.destroy() });
		open.add(near);
		near.once('close', () => {
			open.delete(near);
			far.destroy();
		});
		far.once('close', () => near.destroy());
		server.emit('connection', far);
		return near;
	};

	return {
		async fetch(input, init) {
			const asked = toRequest(input, init);
			const { signal } = asked;
			signal.throwIfAborted();
			const { promise, resolve, reject } = Promise.withResolvers<Response>();
			const headers = [...asked.headers];
			const { host } = new URL(asked.url);
			if (!asked.headers.has('host')) headers.push(['host', host]);
			// As a network would be told (Fetch §4.6), and with it whether an EventSource asks.
			if ((asked.cache === 'no-store' || asked.cache === 'reload') && !asked.headers.has('cache-control'))
				headers.push(['cache-control', 'no-cache']);
			const outgoing = startRequest({
				method: asked.method,
				path: targetOf(asked.url),
				headers: headers.flat(),
				setHost: false,
				createConnection: connect,
			});
			const abort = (): void => {
				outgoing.destroy(signal.reason instanceof Error ? signal.reason : undefined);
				reject(signal.reason);
			};
			signal.addEventListener('abort', abort, { once: true });
			outgoing.once('response', (message) => {
				message.once('close', () => signal.removeEventListener('abort', abort));
				try {
					resolve(toResponse(message, asked.method));
				} catch (cause) {
					message.destroy();
					reject(failed(cause));
				}
			});
			outgoing.once('error', (cause) => reject(failed(cause)));
			if (asked.body)
				Readable.fromWeb(asked.body as ReadableStream)
					.on('error', abort)
					.pipe(outgoing);
			else outgoing.end();
			return promise;
		},
		locate(input, init) {
			const { method, url } = toRequest(input, init);
			const [whole = '/'] = targetOf(url).split('?', 1);
			return { method, path: splitSessionPrefix(whole).path };
		},
		async close() {
			for (const connection of open) connection.destroy();
			server.close();
		},
	};
}

/** A path alone is one of this mock. */
function toRequest(input: Request | string | URL, init: RequestInit | undefined): Request {
	if (input instanceof Request && init === undefined) return input;
	const address = typeof input === 'string' ? new URL(input, 'http://localhost') : input;
	// Node wants to hear that a body that is a stream goes out before the answer comes.
	const isStream = init?.body instanceof ReadableStreamClass;
	return new Request(address, isStream ? ({ duplex: 'half', ...init } as RequestInit) : init);
}

const ReadableStreamClass = globalThis.ReadableStream;

/** What `fetch` rejects with for a connection that broke. */
function failed(cause: unknown): TypeError {
	return new TypeError('fetch failed', { cause });
}

function toResponse(message: IncomingMessage, method: string): Response {
	const { statusCode = 0, statusMessage = '', rawHeaders } = message;
	const headers = new Headers();
	for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
		const name = rawHeaders[index] as string;
		if (!HOP_BY_HOP.has(name.toLowerCase())) headers.append(name, rawHeaders[index + 1] as string);
	}
	const hasNone = method === 'HEAD' || BODILESS.has(statusCode);
	if (hasNone) message.resume();
	const body = hasNone ? null : (Readable.toWeb(message) as globalThis.ReadableStream<Uint8Array>);
	return new Response(body, { status: statusCode, statusText: statusMessage, headers });
}
