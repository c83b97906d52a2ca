// Requests to the upstream: out over connections that are kept, and their answers in as they come.

import type { ClientRequest, IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { StartupError } from '../../spec/index.ts';
import { viewBuffer } from '../request/body-parse.ts';
import { createPatience } from '../time/patience.ts';
import { describeFailure } from './describe-failure.ts';
import { openConnections } from './open-connections.ts';
import { StalledError } from './standstill.ts';
import type { Upstream, UpstreamRequest, UpstreamResult } from './upstream.ts';
import { type Environment, readCredentials, readProxy, readProxyCredentials } from './way-out.ts';

/** May be sent again where a kept connection turns out to be closed (RFC 9110 §9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'QUERY']);

/** Larger ones are not worth a copy. */
const MAX_TEXT_BYTES = 16 * 1024;

/** Where the upstream is, and how long it may take. */
export interface UpstreamSettings {
	/** `http://` or `https://`; may have a path, and a user with a password, which are sent as Basic credentials where the client sends none. */
	url: string;
	/** A PEM file of certificates that are trusted besides those of Node. */
	ca?: string | undefined;
	/** So long the head of an answer may take, and so long its body may stand still, in ms. */
	timeoutMs: number;
	/** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are looked at, in either case. */
	env: Environment;
}

/** Gets ready to call it; no connection is made yet. Throws a StartupError `option.invalid`. */
export function openUpstream({ url: text, ca, timeoutMs, env }: UpstreamSettings): Upstream {
	const url = parseUrl(text);
	const isTls = url.protocol === 'https:';
	const credentials = readCredentials(url);
	const proxyEnv = readProxy(url, env);
	// Node's agent adds them to a tunnel alone where the headers are a list.
	const forProxy = isTls ? undefined : readProxyCredentials(proxyEnv);
	const { agent, start, heed } = openConnections({ isTls, ca, proxyEnv });
	const patience = createPatience(timeoutMs);
	const base = url.pathname.replace(/\/+$/, '');
	// What stands in brackets is written without them where it is connected to.
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const settings = {
		agent,
		host,
		port: url.port === '' ? undefined : url.port,
		setHost: false,
		// Else Node works it out anew for each request. An address is no name (RFC 6066 §3).
		servername: isIP(host) === 0 ? host : '',
	};
	const open = new Set<ClientRequest>();

	function call(request: UpstreamRequest, take: (result: UpstreamResult) => void): { abort(): void } {
		let isOver = false;
		let current: ClientRequest | undefined;
		const finish = (result: UpstreamResult): void => {
			if (isOver) return;
			isOver = true;
			take(result);
		};
		const attempt = (isFirst: boolean): void => {
			const sent = start({
				...settings,
				method: request.method,
				path: base + request.target,
				headers: writeHeaders(request.rawHeaders, { host: url.host, credentials, forProxy }),
			});
			current = sent;
			open.add(sent);
			let isTimedOut = false;
			let isConnected = false;
			let body: IncomingMessage | undefined;
			const waiting = patience.begin({
				readProgress() {
					if (body) return body.isPaused() ? undefined : body.socket?.bytesRead;
					// A large body takes its time on the way there.
					return request.rest ? sent.socket?.bytesWritten : 0;
				},
				onStill() {
					if (body)
						body.destroy(new StalledError(`nothing more has come for ${timeoutMs / 1000} s (--upstream-timeout)`));
					else {
						isTimedOut = true;
						sent.destroy();
					}
				},
			});
			sent.on('socket', (socket) => {
				if (!socket.connecting) isConnected = true;
				else
					socket.once('connect', () => {
						isConnected = true;
					});
			});
			sent.on('close', () => {
				waiting.end();
				open.delete(sent);
			});
			sent.on('response', (message: IncomingMessage) => {
				body = message;
				const { statusCode = 0, rawHeaders } = message;
				if (heed(message).isEndless) waiting.end();
				if (isOver) message.destroy();
				else finish({ ok: true, status: statusCode, rawHeaders, body: message });
			});
			// The listener stays: what breaks behind the answer must not end the program.
			sent.on('error', (error: NodeJS.ErrnoException) => {
				const isStale = isFirst && sent.reusedSocket && error.code === 'ECONNRESET' && !isTimedOut;
				if (!isOver && isStale && !request.rest && IDEMPOTENT.has(request.method)) return attempt(false);
				finish(describeFailure(error, { host: url.host, timeoutMs, isTimedOut, isConnected }));
			});
			sendBody(sent, request);
		};
		try {
			attempt(true);
		} catch (error) {
			finish(describeFailure(error as Error, { host: url.host, timeoutMs, isTimedOut: false, isConnected: true }));
		}
		return {
			abort() {
				isOver = true;
				current?.destroy();
			},
		};
	}

	return {
		url: withoutCredentials(url),
		call,
		close() {
			for (const sent of open) sent.destroy();
			agent.destroy();
		},
	};
}

/** The body as it was sent: what is there at once, the rest as fast as the upstream takes it. */
function sendBody(sent: ClientRequest, { body, rest }: UpstreamRequest): void {
	if (!rest) {
		if (!body) sent.end();
		// As Latin-1, which is byte for byte the same, a small one goes out with the head in one piece.
		else if (body.length <= MAX_TEXT_BYTES) sent.end(viewBuffer(body).toString('latin1'), 'latin1');
		else sent.end(body);
		return;
	}
	if (body) sent.write(body);
	// Who sends it may go away in the middle: then the upstream must not take half of it for the whole.
	rest.once('close', () => {
		if (!rest.readableEnded) sent.destroy();
	});
	rest.pipe(sent);
}

function parseUrl(text: string): URL {
	const remedy = 'write it like http://localhost:8000 or https://api.test/v1';
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
		// A password in it must not come to light.
		const shown = url ? url.href.replace(/\/\/[^/@]*@/, '//') : text.replace(/\/\/[^/@]*@/, '//');
		const message = `--upstream must be an http(s) address without query, not "${shown}"`;
		throw new StartupError({ code: 'option.invalid', message, remedy });
	}
	return url;
}

function withoutCredentials(url: URL): URL {
	const plain = new URL(url);
	plain.username = '';
	plain.password = '';
	return plain;
}

function writeHeaders(
	raw: readonly string[],
	about: { host: string; credentials: string | undefined; forProxy: string | undefined },
): string[] {
	const { host, credentials, forProxy } = about;
	const headers = ['Host', host, ...raw];
	const hasOwn = (): boolean => raw.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'authorization');
	if (credentials !== undefined && !hasOwn()) headers.push('Authorization', credentials);
	if (forProxy !== undefined) headers.push('Proxy-Authorization', forProxy);
	return headers;
}
