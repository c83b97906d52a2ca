// Server-sent events (HTML standard §9.2): each is written once, whoever listens; who does not read is cut off.

import type { ServerResponse } from 'node:http';
import type { EventBus, MockEvent } from '../journal/events.ts';
import type { Redaction } from './redact.ts';
import { renderEvent } from './render-event.ts';

/** More clients than this are refused. */
export const MAX_CLIENTS = 32;
/** Bytes that may wait for one client. */
const MAX_WAITING_BYTES = 1024 * 1024;
const HEARTBEAT_MS = 15_000;

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

	const remove = (client: ServerResponse): void => {
		clients.delete(client);
		if (clients.size > 0) return;
		stopListening?.();
		stopListening = undefined;
		clearInterval(heartbeat);
	};
	const broadcast = (text: string): void => {
		for (const client of clients) {
			// What a client does not take waits in this process.
			if (client.writableLength > MAX_WAITING_BYTES) {
				remove(client);
				client.destroy();
			} else client.write(text);
		}
	};
	const hear = (event: MockEvent): void => {
		const value = renderEvent(event, redaction);
		broadcast(`event: ${value['type']}\ndata: ${JSON.stringify(value)}\n\n`);
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
			clients.add(client);
			client.once('close', () => remove(client));
			client.once('error', () => remove(client));
			if (!stopListening) {
				stopListening = events.listen(hear);
				heartbeat = setInterval(broadcast, HEARTBEAT_MS, ':\n\n');
				heartbeat.unref();
			}
			client.write('retry: 1000\n\n');
			return true;
		},
		close() {
			isClosed = true;
			for (const client of clients) {
				remove(client);
				client.end();
			}
		},
	};
}
