// Server-sent events (HTML standard §9.2): each is rendered once, whoever listens, and sent with those that come close behind it;
// who does not read is cut off.

import type { ServerResponse } from 'node:http';
import { machine } from '../../spec/index.ts';
import type { EventBus, MockEvent } from '../journal/events.ts';
import type { Redaction } from './redact.ts';
import { renderEvent } from './render-event.ts';

/** More clients than this are refused. */
export const MAX_CLIENTS = 32;
/** Bytes that may wait for one client. */
const MAX_WAITING_BYTES = 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** While much happens, events go out so often at most: a write to a client costs more than what is in it. */
const GATHER_MS = 10;
/** So many characters go out at once. */
const GATHER_CHARACTERS = 64 * 1024;

/** Everybody who follows what changes. */
export interface EventHub {
	/** False: there are too many already, and nothing was sent. */
	add(response: ServerResponse): boolean;
	readonly size: number;
	/** Ends every stream. */
	close(): void;
}

/** Listens to the mock only while somebody listens to the hub. */
export function createEventHub(events: EventBus, redaction: Redaction): EventHub {
	const clients = new Set<ServerResponse>();
	let stopListening: (() => void) | undefined;
	let isClosed = false;
	let heartbeat: NodeJS.Timeout | undefined;
	/** Events that are yet to go out. */
	let gathered = '';
	let cancelFlush: (() => void) | undefined;
	let flushedAtMs = 0;

	const remove = (client: ServerResponse): void => {
		clients.delete(client);
		if (clients.size > 0) return;
		stopListening?.();
		stopListening = undefined;
		machine.clearInterval(heartbeat);
		cancelFlush?.();
		cancelFlush = undefined;
		gathered = '';
	};
	const broadcast = (text: string | Buffer): void => {
		for (const client of clients) {
			// What a client does not take waits in this process.
			if (client.writableLength > MAX_WAITING_BYTES) {
				remove(client);
				client.destroy();
			} else client.write(text);
		}
	};
	const flush = (): void => {
		cancelFlush?.();
		cancelFlush = undefined;
		if (gathered === '') return;
		const bytes = Buffer.from(gathered);
		gathered = '';
		flushedAtMs = machine.nowMs();
		broadcast(bytes);
	};
	const hear = (event: MockEvent): void => {
		const value = renderEvent(event, redaction);
		gathered += `event: ${value['type']}\ndata: ${JSON.stringify(value)}\n\n`;
		if (gathered.length >= GATHER_CHARACTERS) flush();
		else cancelFlush ??= scheduleFlush(flush, flushedAtMs);
	};

	return {
		get size() {
			return clients.size;
		},
		add(client) {
			if (clients.size >= MAX_CLIENTS) return false;
			if (isClosed) {
				client.end();
				return true;
			}
			// What happened before is not for it.
			flush();
			clients.add(client);
			client.once('close', () => remove(client));
			client.once('error', () => remove(client));
			if (!stopListening) {
				stopListening = events.listen(hear);
				heartbeat = machine.setInterval(broadcast, HEARTBEAT_MS, ':\n\n');
				heartbeat.unref();
			}
			client.write('retry: 1000\n\n');
			return true;
		},
		close() {
			isClosed = true;
			flush();
			for (const client of clients) {
				remove(client);
				client.end();
			}
		},
	};
}

/** Behind the turn of the event loop that runs, or once the last one is long enough ago; the answer calls it off. */
function scheduleFlush(flush: () => void, flushedAtMs: number): () => void {
	if (machine.nowMs() - flushedAtMs >= GATHER_MS) {
		const immediate = machine.setImmediate(flush);
		return () => machine.clearImmediate(immediate);
	}
	const timer = machine.setTimeout(flush, GATHER_MS);
	return () => machine.clearTimeout(timer);
}
