// The real API behind the mock, as the rest of this room sees it: one call out, one answer in.

import type { Readable } from 'node:stream';

/** One request to the upstream. */
export interface UpstreamRequest {
	/** Upper case. */
	method: string;
	/** Path and query as the mock was asked, without a session's prefix, e.g. `/v1/orders?limit=2`. */
	target: string;
	/** Name, value, name, value … as they are to be sent. */
	rawHeaders: readonly string[];
	/** The body, or its beginning where there is a `rest`; `undefined`: none. */
	body: Uint8Array | undefined;
	rest?: Readable | undefined;
}

/** Why no answer came. `unreachable`: there was no connection; `broken`: there was, and it broke or made no sense. */
export type UpstreamFailure = { ok: false; kind: 'unreachable' | 'timeout' | 'broken'; reason: string };

/** The head of an answer, with its body still to come; or why there is none. */
export type UpstreamResult =
	| { ok: true; status: number; rawHeaders: readonly string[]; body: Readable }
	| UpstreamFailure;

/** The configured upstream. Nothing else is ever called. */
export interface Upstream {
	/** Without user and password. */
	readonly url: URL;
	/** Calls it; `take` is called once, unless the call was aborted before. Never throws. */
	call(request: UpstreamRequest, take: (result: UpstreamResult) => void): { abort(): void };
	/** Ends all that is under way. */
	close(): void;
}
