// Cross-origin requests from a page on another port: answers and errors alike, with credentials.

import type { IncomingMessage } from 'node:http';

/** The headers that a page may send; what the preflight asks for is granted as it stands. */
const SAFE_LIST = /^[\w!#$%&'*+.^`|~, -]{0,2000}$/;
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, QUERY';
const TOKEN = /^[A-Z-]{1,20}$/;
const READABLE_BY_DEFAULT = new Set([
	'cache-control',
	'content-language',
	'content-length',
	'content-type',
	'expires',
	'last-modified',
	'pragma',
]);

/** The preflight's answer (Fetch standard §3.3): all that it asks for, for ten minutes; `undefined` for no preflight. */
export function answerPreflight(request: IncomingMessage): Record<string, string> | undefined {
	const { headers } = request;
	const method = headers['access-control-request-method'];
	if (request.method !== 'OPTIONS' || headers.origin === undefined || method === undefined) return undefined;
	const asked = headers['access-control-request-headers'] ?? '';
	return {
		'Access-Control-Allow-Origin': headers.origin,
		'Access-Control-Allow-Credentials': 'true',
		'Access-Control-Allow-Methods': METHODS.includes(method) || !TOKEN.test(method) ? METHODS : `${METHODS}, ${method}`,
		...(asked !== '' && SAFE_LIST.test(asked) ? { 'Access-Control-Allow-Headers': asked } : {}),
		...(headers['access-control-request-private-network'] === 'true'
			? { 'Access-Control-Allow-Private-Network': 'true' }
			: {}),
		'Access-Control-Max-Age': '600',
		Vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
	};
}

/** Lets the page at `origin` read the answer and all of its headers; what the document shows of `Access-Control-*` gives way. */
export function allowOrigin(headers: Record<string, string>, origin: string): void {
	for (const name of Object.keys(headers)) if (/^access-control-/i.test(name)) delete headers[name];
	const exposed = Object.keys(headers).filter((name) => !READABLE_BY_DEFAULT.has(name.toLowerCase()));
	headers['Access-Control-Allow-Origin'] = origin;
	headers['Access-Control-Allow-Credentials'] = 'true';
	if (exposed.length > 0) headers['Access-Control-Expose-Headers'] = exposed.join(', ');
	const vary = Object.keys(headers).find((name) => name.toLowerCase() === 'vary');
	const own = vary === undefined ? undefined : headers[vary];
	headers[vary ?? 'Vary'] =
		own && !/(?:^|[\s,])(?:origin|\*)(?:$|[\s,])/i.test(own) ? `${own}, Origin` : (own ?? 'Origin');
}
