// The headers of a request as they go on to the upstream.

/** Of one connection, not of the request (RFC 9110 §7.6.1); what `Connection` names comes on top. */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
	'connection',
	'keep-alive',
	'proxy-authenticate',
	'proxy-authorization',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

/** Said anew for the upstream, or answered by the mock already. */
const OWN: ReadonlySet<string> = new Set(['host', 'expect', 'content-length', 'via', 'http2-settings']);
/** How requests name their session in a cookie. */
const SESSION_COOKIE = /^\s*mock-session\s*=/;

/** How the mock calls itself to those behind it, so that it knows a request that has come round to it again (RFC 9110 §7.6.3). */
function nameInVia(instance: string): string {
	return `stunt-double-${instance.slice(0, 8)}`;
}

/** Whether a request has been here before. */
export function hasComeRound(via: string | string[] | undefined, instance: string): boolean {
	return via !== undefined && String(via).includes(nameInVia(instance));
}

/**
 * Name, value, name, value … for the upstream: as they came, without those of the connection and the mock's own. `length`: bytes of the
 * body, absent: there is none, or nobody knows. `isDecoded`: the body is sent without the encoding in which it came.
 */
export function writeOutgoingHeaders(
	raw: readonly string[],
	{ instance, length, isDecoded }: { instance: string; length: number | undefined; isDecoded: boolean },
): string[] {
	const named = listNamed(raw);
	const headers: string[] = [];
	let via = '';
	for (let index = 0; index + 1 < raw.length; index += 2) {
		const name = raw[index] as string;
		const value = raw[index + 1] as string;
		const lower = name.toLowerCase();
		if (lower === 'via') via = via === '' ? value : `${via}, ${value}`;
		if (HOP_BY_HOP.has(lower) || OWN.has(lower) || lower.startsWith('x-mock-') || named?.has(lower)) continue;
		if (isDecoded && lower === 'content-encoding') continue;
		const sent = lower === 'cookie' ? withoutSession(value) : value;
		if (sent !== '' || lower !== 'cookie') headers.push(name, sent);
	}
	headers.push('Via', `${via === '' ? '' : `${via}, `}1.1 ${nameInVia(instance)}`);
	if (length !== undefined) headers.push('Content-Length', String(length));
	return headers;
}

/** The headers that `Connection` says are its own. */
export function listNamed(raw: readonly string[]): ReadonlySet<string> | undefined {
	let named: Set<string> | undefined;
	for (let index = 0; index + 1 < raw.length; index += 2) {
		const value = raw[index + 1] as string;
		if ((raw[index] as string).length !== 10 || (raw[index] as string).toLowerCase() !== 'connection') continue;
		if (value === 'keep-alive' || value === 'close') continue;
		named ??= new Set();
		for (const name of value.split(',')) named.add(name.trim().toLowerCase());
	}
	return named;
}

function withoutSession(cookies: string): string {
	if (!cookies.includes('mock-session')) return cookies;
	return cookies
		.split(';')
		.filter((one) => !SESSION_COOKIE.test(one))
		.join(';')
		.trim();
}
