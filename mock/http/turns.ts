// Requests that arrive in one turn of the event loop are answered at its end: all are worked out, then all are sent. What is done
// alike stays in the processor's caches, and a client that waits is woken once for several answers: under load half as much CPU time
// a request as one by one. Who is alone waits for nothing: the turn ends with it.

import type { RequestListener, ServerResponse } from 'node:http';
import { machine } from '../../spec/index.ts';

/** An answer that is worked out. */
export interface Departure {
	response: ServerResponse;
	send(): void;
}

/** So long, in ms, an answer that is worked out waits at most while others are being worked out. */
const GATHER_MS = 1;

/** One server's turns. */
export class Turns {
	readonly #fail: (response: ServerResponse, error: unknown) => void;
	readonly #gatherMs: number;
	#arrived: ServerResponse[] = [];
	#ready: Departure[] | undefined;

	/** `fail` ends a response that could not be sent. */
	constructor(fail: (response: ServerResponse, error: unknown) => void, gatherMs = GATHER_MS) {
		this.#fail = fail;
		this.#gatherMs = gatherMs;
	}

	/** A listener that has `listener` hear of requests at the end of their turn, in the order in which they came. It must not throw. */
	gather(listener: RequestListener): RequestListener {
		const end = (): void => {
			const arrived = this.#arrived;
			const ready: Departure[] = [];
			this.#arrived = [];
			this.#ready = ready;
			let dueMs = machine.nowMs() + this.#gatherMs;
			for (const response of arrived) {
				listener(response.req, response);
				if (ready.length === 0 || machine.nowMs() < dueMs) continue;
				this.#sendAll(ready);
				dueMs = machine.nowMs() + this.#gatherMs;
			}
			this.#ready = undefined;
			this.#sendAll(ready);
		};
		return (_request, response) => {
			if (this.#arrived.push(response) === 1) machine.setImmediate(end);
		};
	}

	#sendAll(ready: Departure[]): void {
		for (const departure of ready.splice(0)) {
			try {
				departure.send();
			} catch (error) {
				this.#fail(departure.response, error);
			}
		}
	}

	/** Sends when all of this turn is worked out, or at once where no turn is: somebody waited for a body, or stands in an app. */
	send(departure: Departure): void {
		if (this.#ready) this.#ready.push(departure);
		else departure.send();
	}
}
