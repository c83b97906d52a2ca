// One call to an upstream, for whoever wants all of its answer: bounded in time and size, decoded.

import { machine } from '../../spec/index.ts';
import { decodeBody } from './decode-body.ts';
import { readIncomingHeaders } from './incoming-headers.ts';
import type { Upstream, UpstreamRequest } from './upstream.ts';

/** The whole answer. */
export interface WholeAnswer {
	status: number;
	/** As they came, but those of the connection. */
	headers: Readonly<Record<string, string>>;
	/** Each `Set-Cookie`. */
	cookies: readonly string[];
	/** Decoded. */
	bytes: Uint8Array;
}

/**
 * The answer, or why there is none, in a sentence without a full stop. It may take `timeoutMs` from its first to its last byte, and be
 * `maxBytes` long, encoded and decoded. Never rejects.
 */
export function callUpstream(
	upstream: Upstream,
	request: UpstreamRequest,
	{ maxBytes, timeoutMs }: { maxBytes: number; timeoutMs: number },
): Promise<WholeAnswer | string> {
	const { promise, resolve } = Promise.withResolvers<WholeAnswer | string>();
	let destroy: (() => void) | undefined;
	const sent = upstream.call(request, (result) => {
		if (!result.ok) return finish(result.reason);
		const { status, rawHeaders, body } = result;
		destroy = () => body.destroy();
		const chunks: Uint8Array[] = [];
		let length = 0;
		body.on('data', (chunk: Uint8Array) => {
			length += chunk.length;
			if (length > maxBytes) finish(`its answer is longer than ${maxBytes} bytes`);
			else chunks.push(chunk);
		});
		body.once('error', (error: Error) => finish(`its answer broke off (${error.message})`));
		body.once('close', () => finish('its answer broke off'));
		body.once('end', () => {
			const read = readIncomingHeaders(rawHeaders, () => ({ upstream: upstream.url, prefix: '', origin: '' }));
			const whole = Buffer.concat(chunks);
			const isPlain = read.encoding === undefined || whole.length === 0;
			const bytes = isPlain ? whole : decodeBody(whole, { encoding: read.encoding ?? 'identity', maxBytes });
			if (bytes) finish({ status, headers: read.headers, cookies: read.cookies, bytes });
			else finish(`its answer can't be decoded, or is longer than ${maxBytes} bytes`);
		});
	});
	const timer = machine.setTimeout(() => finish(`its answer took longer than ${timeoutMs} ms`), timeoutMs);
	return promise;

	function finish(answer: WholeAnswer | string): void {
		machine.clearTimeout(timer);
		resolve(answer);
		if (typeof answer !== 'string') return;
		sent?.abort();
		destroy?.();
	}
}
