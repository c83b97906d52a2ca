// A request as it goes on to the upstream.

import type { MockRequest } from '../types/request.ts';
import type { ForwardWish } from './forwarding.ts';
import { writeOutgoingHeaders } from './outgoing-headers.ts';
import type { UpstreamRequest } from './upstream.ts';

/** The same method, path and query, headers and bytes, as one hop passes them on to the next. */
export function describeRequest({ request, body }: ForwardWish, instance: string): UpstreamRequest {
	const { raw, rest, isDecoded = false } = body;
	const target = `${request.path}${request.query === '' ? '' : `?${request.query}`}`;
	const length = rest
		? readLength(request)
		: raw.length > 0 || readLength(request) !== undefined
			? raw.length
			: undefined;
	return {
		method: request.method,
		target,
		rawHeaders: writeOutgoingHeaders(request.rawHeaders, { instance, length, isDecoded }),
		body: raw.length > 0 ? raw : undefined,
		rest,
	};
}

/** As its sender tells it: also of none, `Content-Length: 0`. */
function readLength({ headers }: MockRequest): number | undefined {
	const length = headers['content-length'];
	return length === undefined ? undefined : Number(length);
}
