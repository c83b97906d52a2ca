// Connections that wait for their next request, closed by one look at all of them a second: Node would make a timer for each, and drop it,
// with every request.

import type { Socket } from 'node:net';
import { machine } from '../../spec/index.ts';

/** So often they are looked at, in ms; as much later than asked for one may be closed. */
const LOOK_MS = 1000;

interface Waiting {
	/** The look that closes it; 0: it waits for nothing. */
	due: number;
}

/** The connections of a server. */
export class IdleConnections {
	readonly #waiting = new Map<Socket, Waiting>();
	readonly #lookMs: number;
	readonly #timer: NodeJS.Timeout;
	#looks = 0;

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
		const waiting: Waiting = { due: 0 };
		this.#waiting.set(socket, waiting);
		socket.once('close', () => this.#waiting.delete(socket));
		const { setTimeout } = socket;
		// What Node calls behind an answer, and again, with 0, when the next request comes.
		socket.setTimeout = (ms, listener) => {
			if (listener) return setTimeout.call(socket, ms, listener);
			waiting.due = ms > 0 ? this.#looks + Math.ceil(ms / this.#lookMs) + 1 : 0;
			return socket;
		};
	}

	/** Looks no more. */
	close(): void {
		machine.clearInterval(this.#timer);
	}

	#look(): void {
		this.#looks += 1;
		for (const [socket, waiting] of this.#waiting) {
			if (waiting.due === 0 || waiting.due > this.#looks) continue;
			waiting.due = 0;
			socket.emit('timeout');
		}
	}
}
