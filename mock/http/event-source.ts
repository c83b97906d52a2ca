// A stream of events whose reader comes back for ever once it ends: it stays open, until something else is to be told.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventBus, MockEvent } from '../journal/events.ts';
import type { Answer } from '../types/answer.ts';
import { placeCookies } from './send.ts';

/** What makes the session answer otherwise from now on: who comes back then is told so. */
const TURNS: ReadonlySet<MockEvent['type']> = new Set([
	'session.cued',
	'session.used',
	'session.reset',
	'session.restored',
	'session.dropped',
]);

/**
 * Whether an `EventSource` asks, and is answered with its stream: it sends `Accept: text/event-stream` with the cache mode `no-store` (HTML §9.2.2,
 * Fetch §4.5), and takes the end of the stream for a lost connection. Who reads a stream by `fetch` waits for its end, and isn't
 * meant; what an upstream ended is ended.
 */
export function isForEventSource({ method, headers }: IncomingMessage, answer: Answer): boolean {
	return (
		headers.accept === 'text/event-stream' &&
		method === 'GET' &&
		headers['cache-control'] === 'no-cache' &&
		answer.status === 200 &&
		answer.fault === undefined &&
		answer.why.step !== 'forward' &&
		typeof answer.body === 'string' &&
		answer.headers['Content-Type']?.startsWith('text/event-stream') === true
	);
}

/** Sends the events and leaves the response open, until its session is steered (it then ends, and the reader comes back) or either side closes it. */
export function sendOpen(
	response: ServerResponse,
	answer: Answer,
	{ session, events }: { session: string | undefined; events: EventBus },
): void {
	const leave = events.listen((event) => {
		if (TURNS.has(event.type) && 'session' in event && event.session === session) response.end();
	});
	response.once('close', leave);
	placeCookies(answer);
	response.writeHead(answer.status, answer.headers);
	response.write(answer.body);
	response.flushHeaders();
}
