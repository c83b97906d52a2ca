// What Node says of a connection that came to nothing, in words for whoever waits for the answer.

import type { UpstreamFailure } from './upstream.ts';

/** By the system's and the resolver's codes: no connection came about. */
const UNREACHABLE: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'it refuses connections',
	ENOTFOUND: 'its name is not known',
	EAI_AGAIN: 'its name could not be looked up',
	EHOSTUNREACH: 'there is no way to it',
	ENETUNREACH: 'there is no way to it',
	EADDRNOTAVAIL: 'there is no way to it',
	ETIMEDOUT: 'it does not answer',
	ECONNABORTED: 'it does not answer',
	UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};

/** The failure as a value; `host` is named, nothing else of the upstream is. */
export function describeFailure(
	error: NodeJS.ErrnoException,
	about: { host: string; timeoutMs: number; isTimedOut: boolean; isConnected: boolean },
): UpstreamFailure {
	const { host, timeoutMs, isTimedOut, isConnected } = about;
	const { code = '' } = error;
	const told = UNREACHABLE[code];
	if (isTimedOut) {
		const seconds = `${timeoutMs / 1000} s (--upstream-timeout)`;
		if (isConnected) return fail('timeout', `${host} has not answered within ${seconds}`);
		return fail('unreachable', `${host} can't be reached: it does not answer within ${seconds}`);
	}
	if (told !== undefined && !isConnected) return fail('unreachable', `${host} can't be reached: ${told} (${code})`);
	if (code.startsWith('HPE_')) return fail('broken', `${host} answered what is no HTTP (${code})`);
	if (isCertificate(code)) {
		return fail('broken', `the certificate of ${host} is not trusted (${code}): --upstream-ca names one that is`);
	}
	if (code === 'ECONNRESET' || code === 'EPIPE') {
		return fail('broken', `${host} closed the connection before it had answered (${code})`);
	}
	return fail('broken', `asking ${host} failed${code === '' ? '' : ` (${code})`}`);
}

function fail(kind: UpstreamFailure['kind'], reason: string): UpstreamFailure {
	return { ok: false, kind, reason };
}

function isCertificate(code: string): boolean {
	return /CERT|^UNABLE_TO_|^ERR_TLS_/.test(code);
}
