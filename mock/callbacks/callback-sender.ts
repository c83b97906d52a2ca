// Makes the requests of callbacks, few at a time and none for long; nobody waits for them but the journal.

import { machine } from '../../spec/index.ts';
import type { PlannedCallback } from './plan-callbacks.ts';

/** Requests under way at once, and waiting behind them; more are not made. */
const MAX_ACTIVE = 8;
const MAX_WAITING = 100;
/** After that a request is given up, in ms. */
const TIMEOUT_MS = 5000;

/** Sends callbacks until it is closed. */
export interface CallbackSender {
	/** Makes the requests soon, one after the other, and writes down in their records what came of them. Never throws. */
	send(planned: readonly PlannedCallback[]): void;
	/** Gives up those under way and makes no more. */
	close(): void;
}

export function createCallbackSender(): CallbackSender {
	const waiting: PlannedCallback[] = [];
	const closed = new AbortController();
	let active = 0;
	const next = (): void => {
		while (active < MAX_ACTIVE && waiting.length > 0 && !closed.signal.aborted) {
			active++;
			void call(waiting.shift() as PlannedCallback, closed.signal).then(() => {
				active--;
				next();
			});
		}
	};
	return {
		send(planned) {
			for (const one of planned) {
				if (one.record.error !== undefined) continue;
				if (waiting.length >= MAX_WAITING) one.record.error = 'too many callbacks are waiting';
				else waiting.push(one);
			}
			machine.setImmediate(next);
		},
		close() {
			waiting.length = 0;
			closed.abort();
		},
	};
}

async function call({ record, headers, body }: PlannedCallback, closed: AbortSignal): Promise<void> {
	const startedAt = machine.nowMs();
	const mayHaveBody = record.method !== 'GET' && record.method !== 'HEAD' && body !== undefined;
	try {
		const response = await fetch(record.url, {
			method: record.method,
			headers,
			redirect: 'manual',
			signal: AbortSignal.any([closed, AbortSignal.timeout(TIMEOUT_MS)]),
			...(mayHaveBody && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
		});
		record.status = response.status;
		await response.body?.cancel();
	} catch (error) {
		record.error = describeFailure(error);
	}
	record.durationMs = machine.nowMs() - startedAt;
}

function describeFailure(error: unknown): string {
	if (!(error instanceof Error)) return 'failed';
	if (error.name === 'TimeoutError') return `gave no answer within ${TIMEOUT_MS} ms`;
	if (error.name === 'AbortError') return 'the mock was closed';
	const { cause } = error as { cause?: { code?: unknown } };
	return typeof cause?.code === 'string' ? cause.code : error.message;
}
