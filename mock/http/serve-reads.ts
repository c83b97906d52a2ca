// The door for what a page has read of its answers: it stands beside the API, not in the control API, and takes nothing else.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonValue } from '../../spec/index.ts';
import { addReads, locateReads } from '../journal/reads.ts';
import type { Engine } from '../pipeline/engine.ts';
import { allowOrigin, answerPreflight } from './cors.ts';
import { type BodySource, receiveBody } from './read-body.ts';

const MAX_REPORT = 512 * 1024;

/** Whether a path is such a door, `/__reads/…`. */
export function isReadsPath(path: string): boolean {
	return path.startsWith('/__reads/');
}

/** Takes a report. 204: it is kept; 404: nobody was given this address, or the journal has let go of the exchange; 400, 405, 413 else. */
export function serveReads(
	engine: Engine,
	{ request, response, path }: { request: IncomingMessage & BodySource; response: ServerResponse; path: string },
): void {
	const origin = engine.options.cors ? request.headers.origin : undefined;
	const preflight = origin === undefined ? undefined : answerPreflight(request);
	if (preflight) {
		response.writeHead(204, { ...preflight, 'Access-Control-Allow-Methods': 'POST' }).end();
		return;
	}
	const send = (status: number): void => {
		const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
		if (origin !== undefined) allowOrigin(headers, origin);
		if (status >= 400) headers['Connection'] = 'close';
		response.writeHead(status, headers).end();
	};
	if (request.method !== 'POST') {
		send(405);
		return;
	}
	const exchange = findExchange(engine, path);
	if (!exchange) {
		send(404);
		return;
	}
	const take = (read: ReturnType<typeof receiveBody>): void => {
		if (!read?.ok) {
			send(413);
			return;
		}
		const told = parse(read.bytes);
		if (told === undefined) {
			send(400);
			return;
		}
		addReads(exchange, told);
		send(204);
	};
	const early = receiveBody(request, { maxBytes: MAX_REPORT }, take);
	if (early) take(early);
}

function findExchange({ sessions }: Engine, path: string) {
	const [, , session = '', id = ''] = path.split('/');
	const exchange = sessions.peek(decode(session))?.journal.get(Number(id));
	return exchange && locateReads(exchange) === path ? exchange : undefined;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}

function parse(bytes: Uint8Array | undefined): JsonValue | undefined {
	try {
		return JSON.parse(Buffer.from(bytes ?? []).toString('utf8')) as JsonValue;
	} catch {
		return undefined;
	}
}
