// The broker over HTTP: every Pact client can use the folder as it would a Pact Broker.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bareHost } from '../../../mock/inner.ts';
import { StartupError } from '../../../spec/index.ts';
import { type BrokerApi, createBrokerApi } from '../api/broker-api.ts';
import type { ApiResponse } from '../api/message.ts';
import { type BrokerPages, createBrokerPages, prefersPages } from '../pages/broker-pages.ts';
import type { BrokerFolder } from '../store/broker-folder.ts';
import { parseExactJson } from '../store/exact-json.ts';
import { readRules, type WebhookOptions } from '../webhooks/webhook-rules.ts';
import { WebhookRunner } from '../webhooks/webhook-runner.ts';
import { guardRequest, isLoopback } from './guard.ts';
import { readPublicBase } from './public-base.ts';

export interface BrokerServerOptions {
	/** Of `openBrokerFolder`. */
	folder: BrokerFolder;
	/** Default: 127.0.0.1. Any other than this machine's own wants a token. */
	host?: string;
	/** Default: 9292; 0 takes a free one. */
	port?: number;
	/** What clients must send, as Bearer token or Basic password; absent: nothing. */
	token?: string;
	/** With it one may read; wants a token for those who change things. */
	readOnlyToken?: string;
	/** Badges without a token; default: false. */
	hasPublicBadges?: boolean;
	/** What its links begin with, e.g. `https://pacts.example.com`; default: what a proxy or the request says. */
	publicUrl?: string;
	/** Where webhooks may go; default: nowhere. */
	webhooks?: WebhookOptions;
	/** Default: nobody hears of it. */
	report?: (error: unknown) => void;
}

export interface BrokerServer {
	/** E.g. `http://127.0.0.1:9292`. */
	url: string;
	/** Takes no more requests and ends when those that run are answered; 5 seconds at most. */
	close(): Promise<void>;
}

const LARGEST_BODY = 20 * 1024 * 1024;
const MOST_CONNECTIONS = 512;

/** Serves a folder. Throws a `StartupError` when it can't listen, or shouldn't without a token. */
export async function startBrokerServer(options: BrokerServerOptions): Promise<BrokerServer> {
	const host = bareHost(options.host ?? '127.0.0.1');
	const { folder, port = 9292, token, readOnlyToken, report = () => undefined } = options;
	if (readOnlyToken !== undefined && (token === undefined || token === readOnlyToken))
		throw new StartupError({
			code: 'admin-token.missing',
			message: 'a token for reading wants another one for changes',
			remedy: 'set --token as well, to something else',
		});
	if (token === undefined && !isLoopback(host))
		throw new StartupError({
			code: 'admin-token.missing',
			message: `the broker would be open to everybody who reaches ${host}`,
			remedy: 'set --token (or STUNT_BROKER_TOKEN), or leave --host away',
		});
	const { hosts = [], methods, ...sending } = options.webhooks ?? {};
	const webhooks = new WebhookRunner({ ...sending, rules: readRules({ hosts, methods }), folder, report });
	const api = createBrokerApi({ folder, report, webhooks });
	const pages = createBrokerPages({ folder, webhooks, report });
	const server = createServer(
		{ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 5_000 },
		(request, response) => {
			void serve({ api, pages, request, response, options }).catch((error: unknown) => {
				report(error);
				response.destroy();
			});
		},
	);
	server.maxConnections = MOST_CONNECTIONS;
	await listen({ server, host, port });
	webhooks.wake();
	const { port: bound } = server.address() as AddressInfo;
	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
		close: () => {
			webhooks.close();
			return closeServer(server);
		},
	};
}

async function serve(args: {
	api: BrokerApi;
	pages: BrokerPages;
	request: IncomingMessage;
	response: ServerResponse;
	options: BrokerServerOptions;
}): Promise<void> {
	const { api, pages, request, response, options } = args;
	const target = (request.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '');
	const at = target.indexOf('?');
	const path = at < 0 ? target : target.slice(0, at);
	const query = at < 0 ? '' : target.slice(at + 1);
	const base = readPublicBase(request.headers, options.publicUrl);
	const { method = 'GET', headers } = request;
	const refused = guardRequest({ method, path, headers, base }, options);
	if (refused) return send(request, response, refused);
	const body = await readBody(request);
	if (!body.ok) return send(request, response, body.answer);
	const asked = { method, path, query, body: body.value };
	const isForPeople = prefersPages(headers.accept);
	// The documentation of relations is for people, whoever asks.
	const page = isForPeople || path.startsWith('/doc/') ? pages(asked, base) : undefined;
	if (page) return send(request, response, page);
	const answered = await api(asked, base);
	// A browser shows JSON that is called so, and offers to save what is called HAL.
	const type = isForPeople ? { 'content-type': 'application/json;charset=utf-8' } : undefined;
	send(request, response, { ...answered, headers: { vary: 'accept', ...type, ...answered.headers } });
}

function send(request: IncomingMessage, response: ServerResponse, answer: ApiResponse): void {
	// What was not read of a refused body would be taken for the next request.
	if (!request.complete) response.setHeader('connection', 'close');
	const text = answer.content?.text ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body));
	const headers: Record<string, string | number> = {
		'cache-control': 'no-cache',
		'x-content-type-options': 'nosniff',
		// Pages have a policy of their own; nothing else is one.
		'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
		...answer.headers,
	};
	if (text !== undefined) {
		headers['content-type'] = answer.content?.type ?? headers['content-type'] ?? 'application/hal+json;charset=utf-8';
		headers['content-length'] = Buffer.byteLength(text);
	}
	response.writeHead(answer.status, headers);
	response.end(request.method === 'HEAD' ? undefined : text);
}

async function readBody(
	request: IncomingMessage,
): Promise<{ ok: true; value: unknown } | { ok: false; answer: ApiResponse }> {
	const tooLarge = {
		ok: false,
		answer: { status: 413, body: { error: `A request may have ${LARGEST_BODY} bytes at most.` } },
	} as const;
	if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return tooLarge;
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > LARGEST_BODY) return tooLarge;
		chunks.push(chunk);
	}
	if (size === 0) return { ok: true, value: undefined };
	const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	// A form of a web page can send other types across origins; no Pact client does.
	if (!/^application\/(?:[\w.-]+\+)?json$/.test(type))
		return {
			ok: false,
			answer: {
				status: 415,
				body: { error: `The body must be JSON, with a content type that says so, not "${type}".` },
			},
		};
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
		return { ok: true, value: parseExactJson(text) };
	} catch (error) {
		return { ok: false, answer: { status: 400, body: { error: `The body is not JSON: ${(error as Error).message}` } } };
	}
}

function listen({ server, host, port }: { server: Server; host: string; port: number }): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const code =
				error.code === 'EADDRINUSE' ? 'port.in-use' : error.code === 'EACCES' ? 'port.denied' : 'host.unknown';
			const message = `the broker can't listen on ${host}:${port} (${error.code ?? error.message})`;
			reject(
				new StartupError({ code, message, remedy: 'choose another --port, or stop what listens there', cause: error }),
			);
		});
		server.listen({ host, port }, resolve);
	});
}

function closeServer(server: Server): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), 5_000);
		server.close(() => {
			clearTimeout(cut);
			resolve();
		});
		server.closeIdleConnections();
	});
}
