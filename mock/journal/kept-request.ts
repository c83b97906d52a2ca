// Part of step 9: a request as the journal keeps it, in as few objects as will do: a thousand of them are alive at any time.

import type { MockRequest } from '../types/request.ts';

/** How many lists of headers are remembered to be shared. */
const REMEMBERED = 4;
const remembered: (readonly string[])[] = [];
let next = 0;

/** The request without what can be had from the rest; `headers` is made anew each time that it is asked for. */
export function keepRequest(request: MockRequest): MockRequest {
	return new KeptRequest(request);
}

class KeptRequest implements MockRequest {
	readonly method: string;
	readonly target: string;
	readonly path: string;
	readonly query: string;
	readonly rawHeaders: readonly string[];

	constructor({ method, target, path, query, rawHeaders }: MockRequest) {
		this.method = method;
		this.target = target;
		this.path = path;
		this.query = query;
		this.rawHeaders = shareHeaders(rawHeaders);
	}

	get headers(): MockRequest['headers'] {
		return joinHeaders(this.rawHeaders);
	}
}

/** An equal list that is kept already, or this one: a client's requests mostly have the same headers. */
function shareHeaders(headers: readonly string[]): readonly string[] {
	for (const known of remembered) if (areEqual(known, headers)) return known;
	remembered[next] = headers;
	next = (next + 1) % REMEMBERED;
	return headers;
}

function areEqual(left: readonly string[], right: readonly string[]): boolean {
	if (left.length !== right.length) return false;
	for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
	return true;
}

/** Of these a second one is ignored, as Node does it. */
const SINGLE: ReadonlySet<string> = new Set([
	'age',
	'authorization',
	'content-length',
	'content-type',
	'etag',
	'expires',
	'from',
	'host',
	'if-modified-since',
	'if-unmodified-since',
	'last-modified',
	'location',
	'max-forwards',
	'proxy-authorization',
	'referer',
	'retry-after',
	'server',
	'user-agent',
]);

function joinHeaders(raw: readonly string[]): MockRequest['headers'] {
	const headers: Record<string, string | string[]> = Object.create(null);
	for (let index = 0; index < raw.length; index += 2) {
		const name = (raw[index] as string).toLowerCase();
		const value = raw[index + 1] as string;
		const before = headers[name];
		if (name === 'set-cookie') headers[name] = Array.isArray(before) ? [...before, value] : [value];
		else if (before === undefined) headers[name] = value;
		else if (!SINGLE.has(name)) headers[name] = `${String(before)}${name === 'cookie' ? '; ' : ', '}${value}`;
	}
	return headers;
}
