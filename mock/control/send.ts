// Answers of the control API onto the socket: never stored by anyone, never readable from another origin.

import type { ServerResponse } from 'node:http';

/** What goes out. */
export interface Outgoing {
	status: number;
	headers: Record<string, string>;
	body?: string | undefined;
}

const GUARDING = {
	'Cache-Control': 'no-store',
	'X-Content-Type-Options': 'nosniff',
	'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Sends it whole. To HEAD the body is left out, its length is told. */
export function sendOutgoing(response: ServerResponse, { status, headers, body }: Outgoing): void {
	if (response.destroyed || response.headersSent) return;
	dropCors(response);
	const length = body === undefined ? 0 : Buffer.byteLength(body);
	// 204 has no Content-Length (RFC 9110 §8.6).
	response.writeHead(status, { ...GUARDING, ...headers, ...(status !== 204 && { 'Content-Length': String(length) }) });
	response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Opens a stream of events. */
export function openStream(response: ServerResponse): void {
	dropCors(response);
	response.writeHead(200, { ...GUARDING, 'Content-Type': 'text/event-stream' });
	response.flushHeaders();
}

/** In somebody's own app, a middleware may have granted to other origins what the control API never grants. */
function dropCors(response: ServerResponse): void {
	for (const name of response.getHeaderNames()) {
		if (name.startsWith('access-control-')) response.removeHeader(name);
	}
}
