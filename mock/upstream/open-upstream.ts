// The connections to the upstream: agents that keep them, certificates, and the HTTP proxy of the environment.

import { readFileSync } from 'node:fs';
import type { Agent, AgentOptions, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { StartupError } from '../../spec/index.ts';
import { describeFailure } from './describe-failure.ts';
import type { Upstream, UpstreamRequest, UpstreamResult } from './upstream.ts';
import { isEndless, watchBody } from './watch-body.ts';

/** What may be kept open for the next requests. */
const MAX_IDLE_SOCKETS = 64;
/** May be sent again where a kept connection turns out to be closed (RFC 9110 §9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'QUERY']);
/** This machine is never reached through a proxy. */
const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Where the upstream is, and how long it may take. */
export interface UpstreamSettings {
	/** `http://` or `https://`; may have a path, and a user with a password, which are sent as Basic credentials where the client sends none. */
	url: string;
	/** A PEM file of certificates that are trusted besides those of Node. */
	ca?: string | undefined;
	/** So long the head of an answer may take, and so long its body may stand still, in ms. */
	timeoutMs: number;
	/** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are looked at, in either case. */
	env: Readonly<Record<string, string | undefined>>;
}

/** Gets ready to call it; no connection is made yet. Throws a StartupError `option.invalid`. */
export function openUpstream({ url: text, ca, timeoutMs, env }: UpstreamSettings): Upstream {
	const url = parseUrl(text);
	const isTls = url.protocol === 'https:';
	const credentials = readCredentials(url);
	const proxyEnv = readProxy(url, env);
	// Node's agent adds them to a tunnel alone where the headers are a list.
	const forProxy = isTls ? undefined : readProxyCredentials(proxyEnv);
	const options: AgentOptions = {
		keepAlive: true,
		maxFreeSockets: MAX_IDLE_SOCKETS,
		scheduling: 'lifo',
		...(proxyEnv && { proxyEnv }),
	};
	const { agent, start } = isTls ? openTls(options, ca) : openPlain(options);
	const base = url.pathname.replace(/\/+$/, '');
	const settings = {
		agent,
		// What stands in brackets is written without them where it is connected to.
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: url.port === '' ? undefined : url.port,
		setHost: false,
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
			sent.once('socket', (socket) => {
				if (!socket.connecting) isConnected = true;
				else
					socket.once('connect', () => {
						isConnected = true;
					});
			});
			const timer = setTimeout(() => {
				isTimedOut = true;
				sent.destroy();
			}, timeoutMs);
			sent.once('close', () => {
				clearTimeout(timer);
				open.delete(sent);
			});
			sent.once('response', (message: IncomingMessage) => {
				clearTimeout(timer);
				if (!isEndless(message.headers['content-type'])) watchBody(message, timeoutMs);
				const { statusCode = 0, rawHeaders } = message;
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
		if (body) sent.end(body);
		else sent.end();
		return;
	}
	if (body) sent.write(body);
	// Who sends it may go away in the middle: then the upstream must not take half of it for the whole.
	rest.once('close', () => {
		if (!rest.readableEnded) sent.destroy();
	});
	rest.pipe(sent);
}

type Start = (options: RequestOptions) => ClientRequest;

function openPlain(options: AgentOptions): { agent: Agent; start: Start } {
	const { Agent: PlainAgent, request } = process.getBuiltinModule('node:http');
	return { agent: new PlainAgent(options), start: request };
}

function openTls(options: AgentOptions, ca: string | undefined): { agent: Agent; start: Start } {
	const { Agent: TlsAgent, request } = process.getBuiltinModule('node:https');
	const trusted = ca === undefined ? undefined : readCertificates(ca);
	return { agent: new TlsAgent({ ...options, ...(trusted && { ca: trusted }) }), start: request };
}

function readCertificates(file: string): string[] {
	const { rootCertificates } = process.getBuiltinModule('node:tls');
	let pem: string;
	try {
		pem = readFileSync(file, 'utf8');
	} catch (cause) {
		const remedy = 'name a PEM file that can be read';
		throw new StartupError({ code: 'option.invalid', message: `--upstream-ca: ${file} can't be read`, remedy, cause });
	}
	if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
		const message = `--upstream-ca: ${file} holds no certificate`;
		throw new StartupError({
			code: 'option.invalid',
			message,
			remedy: 'it must be in PEM: -----BEGIN CERTIFICATE-----',
		});
	}
	return [...rootCertificates, pem];
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

function readCredentials({ username, password }: URL): string | undefined {
	if (username === '' && password === '') return undefined;
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function withoutCredentials(url: URL): URL {
	const plain = new URL(url);
	plain.username = '';
	plain.password = '';
	return plain;
}

/** The proxy as Node's agents want it; `undefined`: there is none, or the upstream is on this machine or one of `NO_PROXY`. */
function readProxy(url: URL, env: UpstreamSettings['env']): Record<string, string> | undefined {
	const read = (name: string): string => env[name.toLowerCase()] || env[name] || '';
	const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
	const proxy = read(name);
	if (proxy === '' || LOOPBACK.test(url.hostname) || isExcepted(url, read('NO_PROXY'))) return undefined;
	if (!knowsProxies()) {
		const message = `this Node (${process.version}) can't go through the proxy that ${name} names`;
		const remedy = 'use Node 24.5, 22.21 or later, or take the variable away';
		throw new StartupError({ code: 'option.invalid', message, remedy });
	}
	return { [name]: proxy };
}

/** `*`, a host, or what it ends with: `.corp.test`, `*.corp.test`, `corp.test`; each may name a port. Decided here alone, so that credentials for a proxy go to no one else. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
	const own = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
	return list.split(/[\s,]+/).some((entry) => {
		const [, host = '', wanted] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
		if (entry === '*') return true;
		return host !== '' && (wanted ?? own) === own && (hostname === host || hostname.endsWith(`.${host}`));
	});
}

/** Those of the plain HTTP proxy that this upstream is asked through. */
function readProxyCredentials(env: Record<string, string> | undefined): string | undefined {
	const proxy = env?.['HTTP_PROXY'];
	return proxy !== undefined && URL.canParse(proxy) ? readCredentials(new URL(proxy)) : undefined;
}

function knowsProxies(): boolean {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
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
