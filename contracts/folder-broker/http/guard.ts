// Who may talk to the broker.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { bareHost } from '../../../mock/inner.ts';
import type { ApiResponse } from '../api/message.ts';

/** Whether an address is one that only this machine reaches. */
export function isLoopback(host: string): boolean {
	const bare = bareHost(host).toLowerCase();
	return bare === 'localhost' || bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare);
}

/** Who may come in; without a token only this machine. */
export interface Tokens {
	/** May do everything. */
	token?: string | undefined;
	/** May read. */
	readOnlyToken?: string | undefined;
	/** Badges are for everybody: a README can't send a token. */
	hasPublicBadges?: boolean | undefined;
}

interface GuardedRequest {
	method: string;
	/** Without the query. */
	path: string;
	headers: IncomingHttpHeaders;
	/** What the broker's links begin with. */
	base: string;
}

/** Why a request is turned away: undefined when it isn't. No page of another origin changes anything. */
export function guardRequest({ method, path, headers, base }: GuardedRequest, tokens: Tokens): ApiResponse | undefined {
	const { token, readOnlyToken, hasPublicBadges = false } = tokens;
	const isReading = method === 'GET' || method === 'HEAD';
	if (token === undefined) return guardLocal(headers);
	const { origin } = headers;
	if (origin !== undefined && !isReading && origin !== URL.parse(base)?.origin)
		return { status: 403, body: { error: 'This broker takes no changes of pages from elsewhere.' } };
	if (hasPublicBadges && isReading && /\/badge(?:\.svg)?$/.test(path)) return undefined;
	if (isAuthorized(headers.authorization, token)) return undefined;
	if (readOnlyToken !== undefined && isAuthorized(headers.authorization, readOnlyToken)) {
		// A question with a body: which pacts are to be verified.
		if (isReading || (method === 'POST' && path.endsWith('/for-verification'))) return undefined;
		return { status: 403, body: { error: 'This token may read, and change nothing.' } };
	}
	return {
		status: 401,
		body: { error: 'This broker wants its token, as "Authorization: Bearer …" or as the password of Basic.' },
		headers: { 'www-authenticate': 'Bearer realm="stunt-double broker", Basic realm="the token is the password"' },
	};
}

function guardLocal(headers: IncomingHttpHeaders): ApiResponse | undefined {
	// A page of the web may reach this machine's ports under a name of its own (DNS rebinding).
	const host = readHostName(headers.host ?? '');
	if (host === undefined || !isLoopback(host))
		return {
			status: 403,
			body: { error: 'Without a token this broker answers only to localhost; start it with --token to open it.' },
		};
	const { origin } = headers;
	if (origin !== undefined && origin !== `http://${headers.host}`)
		return { status: 403, body: { error: 'Without a token this broker takes no requests of pages from elsewhere.' } };
	return undefined;
}

function isAuthorized(header: string | undefined, token: string): boolean {
	if (header === undefined) return false;
	const [scheme = '', value = ''] = header.split(/ +(.*)/s);
	if (scheme.toLowerCase() === 'bearer') return isSame(value.trim(), token);
	if (scheme.toLowerCase() !== 'basic') return false;
	const decoded = Buffer.from(value.trim(), 'base64').toString('utf8');
	return decoded.includes(':') && isSame(decoded.slice(decoded.indexOf(':') + 1), token);
}

/** In constant time; hashed first, because the comparison wants equal lengths. */
function isSame(given: string, expected: string): boolean {
	const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(given), digest(expected));
}

function readHostName(host: string): string | undefined {
	return /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::\d{1,5})?$/.exec(host)?.[1];
}
