// Connections that wait for their next request, closed by one look at all of them a second: Node would make a timer for each, and drop it,
// with every request.

import type { Socket } from 'node:net';
import { machine } from '../../spec/index.ts';

/** So often they are looked at, in ms; as much later than asked for one may be closed. */
const LOOK_MS = 1000;

interface Waiting {
	/** So many looks it may idle; 0: it waits for nothing. */
	looks: number;
	/** Of them, those that are left. */
	left: number;
	/** What had come by the last look. */
	bytes: number;
}

/** The connections of a server. */
export class IdleConnections {
	readonly #waiting = new Map<Socket, Waiting>();
	readonly #lookMs: number;
	readonly #timer: NodeJS.Timeout;

	constructor(lookMs = LOOK_MS) {
		this.#lookMs = lookMs;
		this.#timer = machine.setInterval(() => this.#look(), lookMs);
		this.#timer.unref();
	}

	/** All that are open. */
	get sockets(): Iterable<Socket> {
		return this.#waiting.keys();
	}

	/** From now on its time is kept here. */
	add(socket: Socket): void {
		const waiting: Waiting = { looks: 0, left: 0, bytes: 0 };
		this.#waiting.set(socket, waiting);
		socket.once('close', () => this.#waiting.delete(socket));
		const { setTimeout } = socket;
		// What Node calls behind an answer, and again, with 0, when the next request comes.
		socket.setTimeout = (ms, listener) => {
			if (listener) return setTimeout.call(socket, ms, listener);
			waiting.looks = ms > 0 ? Math.ceil(ms / this.#lookMs) : 0;
			waiting.left = waiting.looks;
			return socket;
		};
	}

	/** Looks no more. */
	close(): void {
		machine.clearInterval(this.#timer);
	}

	#look(): void {
		for (const [socket, waiting] of this.#waiting) {
			if (waiting.looks === 0) continue;
			const { bytesRead } = socket;
			if (bytesRead !== waiting.bytes) {
				// A request has just been answered, or one comes in pieces.
				waiting.bytes = bytesRead;
				waiting.left = waiting.looks;
			} else if (--waiting.left <= 0) {
				waiting.looks = 0;
				socket.emit('timeout');
			}
		}
	}
}
