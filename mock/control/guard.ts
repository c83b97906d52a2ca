// Who may call the control API: programs on this machine, or those that have the admin token; never a foreign web page.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isEveryAddress } from '../options/every-address.ts';
import type { MockOptions } from '../options/mock-options.ts';

/** Why a call is not let in. */
export interface GuardRefusal {
	status: 401 | 403;
	/** `page`: a page of another origin sent it. `caller`: who called is not known here. */
	reason: 'page' | 'caller';
	detail: string;
	headers?: Record<string, string>;
}

/**
 * Looks at a request's connection and head; `target` is the request's target as it was sent. `undefined`: let in. The
 * console's page and files hold no secrets: for them no token is needed, and a link from elsewhere may lead to them.
 */
export type Guard = (request: IncomingMessage, target: string, wanted?: 'api' | 'page') => GuardRefusal | undefined;

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

/**
 * Makes the guard. A call is let in when no page of another origin sent it (Origin, Sec-Fetch-Site); when its Host (and the
 * authority of an absolute-form target) is one of the mock's own names with its port, or one of `adminHosts`, or whatever it is,
 * when the call brings the admin token; and when it comes over loopback, or, once there is an admin token, brings that.
 * `boundHost` tells where the mock listens.
 */
export function createGuard(
	options: Pick<MockOptions, 'host' | 'adminHosts' | 'adminToken'>,
	boundHost: () => string | undefined,
): Guard {
	const { adminToken } = options;
	const strangers = new Set(options.adminHosts.map((host) => host.toLowerCase()));
	const expected = adminToken === undefined ? undefined : digest(adminToken);

	const isOwnHost = (authority: string, { socket }: IncomingMessage): boolean => {
		const wanted = authority.toLowerCase();
		if (strangers.has(wanted)) return true;
		for (const host of ['127.0.0.1', 'localhost', options.host, boundHost()]) {
			if (host === undefined) continue;
			// Who listens on every address is called by the one that the connection came to. A name could be made to point
			// here by anyone (DNS rebinding), an address can't.
			const name = isEveryAddress(host) ? unmapAddress(socket.localAddress ?? '') : host;
			if (wanted === `${bracket(name)}:${socket.localPort}`) return true;
			if (socket.localPort === (isEncrypted(socket) ? 443 : 80) && wanted === bracket(name)) return true;
		}
		return false;
	};

	return (request, target, wanted = 'api') => {
		const { headers, socket } = request;
		const host = readSole(request, 'host');
		const authority = ABSOLUTE.exec(target)?.[1];
		const isTrusted = expected !== undefined && hasToken(readSole(request, 'authorization'), expected);
		const isKnown =
			host !== undefined && isOwnHost(host, request) && (authority === undefined || isOwnHost(authority, request));
		if (
			headers.origin !== undefined &&
			!isSameOrigin(headers.origin, {
				host: host ?? '',
				isEncrypted: isEncrypted(socket),
				isAllowed: host !== undefined && strangers.has(host.toLowerCase()),
			})
		) {
			return forbid('page', 'The control API does not answer to foreign origins.');
		}
		const site = headers['sec-fetch-site'];
		const isLink = wanted === 'page' && isNavigation(request);
		if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isLink) {
			return forbid('page', 'The control API does not answer to pages of other sites.');
		}
		// A page that was led here by a name of its own (DNS rebinding) doesn't have the token.
		if (!isTrusted && !isKnown) {
			return forbid(
				'caller',
				'The control API does not answer to this Host: call it by its own address and port, or allow the name with --admin-host.',
			);
		}
		if (expected && wanted === 'page') return undefined;
		if (expected) return isTrusted ? undefined : CHALLENGE;
		if (isLoopback(socket.remoteAddress)) return undefined;
		return forbid(
			'caller',
			'The control API answers on the loopback interface only: start the mock with --admin-token to call it from elsewhere.',
		);
	};
}

const CHALLENGE: GuardRefusal = {
	status: 401,
	reason: 'caller',
	detail: 'Send the admin token as a Bearer token.',
	headers: { 'WWW-Authenticate': 'Bearer' },
};

/** Somebody goes to a page: what another site can bring about, but neither read nor put into a frame. */
function isNavigation({ headers }: IncomingMessage): boolean {
	return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

function forbid(reason: GuardRefusal['reason'], detail: string): GuardRefusal {
	return { status: 403, reason, detail };
}

/** The value of a header that came once; `undefined` where there is none, or more than one. Node would take the first. */
function readSole({ rawHeaders }: IncomingMessage, name: 'host' | 'authorization'): string | undefined {
	let found: string | undefined;
	for (let index = 0; index < rawHeaders.length; index += 2) {
		if (rawHeaders[index]?.toLowerCase() !== name) continue;
		if (found !== undefined) return undefined;
		found = rawHeaders[index + 1];
	}
	return found;
}

function isSameOrigin(origin: string, own: { host: string; isEncrypted: boolean; isAllowed: boolean }): boolean {
	const host = own.host.toLowerCase();
	if (origin === `${own.isEncrypted ? 'https' : 'http'}://${host}`) return true;
	// A name that was allowed may belong to a proxy that speaks TLS.
	return own.isAllowed && origin === `https://${host}`;
}

function isEncrypted(socket: object): boolean {
	return 'encrypted' in socket && socket.encrypted === true;
}

function bracket(host: string): string {
	const lower = host.toLowerCase();
	return lower.includes(':') && !lower.startsWith('[') ? `[${lower}]` : lower;
}

/** An IPv4 address on a socket of both families comes as `::ffff:127.0.0.1`. */
function unmapAddress(address: string): string {
	return address.startsWith('::ffff:') ? address.slice(7) : address;
}

function isLoopback(address: string | undefined): boolean {
	if (address === undefined) return false;
	const plain = unmapAddress(address);
	return plain === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(plain);
}

function hasToken(header: string | undefined, expected: Buffer): boolean {
	const token = header === undefined ? undefined : /^bearer +(.+)$/i.exec(header)?.[1];
	// Digests are of one length whatever was sent, and comparing them takes the same time.
	return timingSafeEqual(digest(token ?? ''), expected) && token !== undefined;
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
