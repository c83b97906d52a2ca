// One request over HTTP to a broker, or to where a pact is: through the proxy of the environment, its whole answer bounded in time and length.

import type { Agent, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { decodeBody, readProxy } from '../../mock/inner.ts';
import { messageOf } from '../../spec/index.ts';

/** What is sent. */
export interface OutgoingRequest {
	url: string;
	method: string;
	headers: Readonly<Record<string, string>>;
	body?: string;
	/** For the whole of an answer. */
	timeoutMs: number;
	/** Of an answer's body, encoded and decoded. */
	maxBytes: number;
}

/** The whole answer, whatever its status. */
export interface Answer {
	status: number;
	/** Names in lower case. */
	headers: IncomingHttpHeaders;
	/** Read as UTF-8. */
	text: string;
}

/** Why no whole answer came. */
export class NoAnswer extends Error {
	/** `late`: not in time; `large`: longer than is read; `broken`: all else. */
	readonly kind: 'late' | 'large' | 'broken';
	/** What to do, where that is known. */
	readonly remedy: string | undefined;

	constructor(kind: NoAnswer['kind'], message: string, more: { remedy?: string | undefined; cause?: unknown } = {}) {
		super(message, { cause: more.cause });
		this.kind = kind;
		this.remedy = more.remedy;
	}
}

/** Those that this Node decodes in any case. */
const ENCODINGS = 'gzip, deflate, br';
const UNTRUSTED = /CERT|^UNABLE_TO_/;
const TRUST = 'name the PEM file of its certificate in the variable NODE_EXTRA_CA_CERTS';

/** Follows no redirect. Rejects with `NoAnswer`, or a StartupError `option.invalid` where this Node knows no proxies and one is named. */
export async function sendRequest(outgoing: OutgoingRequest, env = process.env): Promise<Answer> {
	const { method, headers, body, timeoutMs, maxBytes } = outgoing;
	const { promise, resolve, reject } = Promise.withResolvers<Answer>();
	const url = parseUrl(outgoing.url);
	const { start, agent } = findWay(url, env);
	const signal = AbortSignal.timeout(timeoutMs);
	const fail = (error: unknown): void => {
		reject(
			signal.aborted ? new NoAnswer('late', `it gave no whole answer within ${timeoutMs / 1000} s`) : explain(error),
		);
	};
	const request = start(url, { method, headers: { 'accept-encoding': ENCODINGS, ...headers }, agent, signal });
	request.on('error', fail);
	request.on('response', (message) => {
		readAnswer(message, maxBytes).then(resolve, (error) => {
			fail(error);
			request.destroy();
		});
	});
	request.end(body);
	return promise;
}

function parseUrl(text: string): URL {
	const url = URL.parse(text);
	if (url && /^https?:$/.test(url.protocol)) return url;
	throw new NoAnswer('broken', `${text} is no http address`);
}

async function readAnswer(message: IncomingMessage, maxBytes: number): Promise<Answer> {
	const { statusCode: status = 0, headers } = message;
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of message as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			length += chunk.length;
			if (length > maxBytes) throw new NoAnswer('large', `its answer is longer than ${maxBytes} bytes`);
		}
	} catch (cause) {
		throw cause instanceof NoAnswer ? cause : new NoAnswer('broken', 'its answer broke off', { cause });
	}
	const whole = Buffer.concat(chunks);
	const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
	const bytes = length === 0 ? whole : decodeBody(whole, { encoding, maxBytes });
	if (!bytes) throw new NoAnswer('broken', `its answer in ${encoding} can't be decoded`);
	// As `fetch` reads texts: a byte order mark is no part of them.
	return { status, headers, text: new TextDecoder().decode(bytes) };
}

function explain(error: unknown): NoAnswer {
	if (error instanceof NoAnswer) return error;
	const { code = '', errors = [] } = error as { code?: string; errors?: readonly unknown[] };
	// Where a name has several addresses, each has its reason, and the whole has none.
	const message = messageOf(error).trim() || errors.map(messageOf).join(', ') || code || 'no answer';
	return new NoAnswer('broken', message, { cause: error, remedy: UNTRUSTED.test(code) ? TRUST : undefined });
}

const agents = new Map<string, Agent>();

/** Connections are kept for the next calls; they keep no program from its end. */
function findWay(url: URL, env: NodeJS.ProcessEnv): { start: typeof import('node:http').request; agent: Agent } {
	const isTls = url.protocol === 'https:';
	const proxyEnv = readProxy(url, env);
	const { Agent, request: start } = isTls
		? process.getBuiltinModule('node:https')
		: process.getBuiltinModule('node:http');
	const key = JSON.stringify([isTls, proxyEnv]);
	const agent = agents.get(key) ?? new Agent({ keepAlive: true, ...(proxyEnv && { proxyEnv }) });
	agents.set(key, agent);
	return { start, agent };
}
