// Step 9 of the pipeline: the exchange is kept, in a ring that is bounded in number and bytes.

import type { Written } from '../types/written.ts';
import type { Exchange, Journal } from './exchange.ts';

/** Bytes of a body that the journal keeps; the rest is cut off, its length is kept. */
export const JOURNAL_BODY_BYTES = 16 * 1024;

/** All journals of a mock share one budget, so that many sessions can't add up to more than it. */
export interface JournalBudget {
	bytes: number;
	readonly maxBytes: number;
}

/** A journal of `limit` exchanges and `maxBytes` at most; the oldest fall out first. */
export function createJournal(args: { limit: number; maxBytes: number; budget?: JournalBudget }): Journal {
	const { limit, maxBytes, budget } = args;
	// Slots are made as they are needed: a session that sees few requests stays small.
	const ring: (Exchange | undefined)[] = [];
	// The sizes stand beside the ring: what falls out has long left the processor's cache, and is not looked at again.
	const sizes: number[] = [];
	let first = 0;
	let bytes = 0;

	const dropOldest = (): void => {
		release(sizes[first] as number);
		ring[first] = undefined;
		first = (first + 1) % limit;
		journal.length--;
		journal.dropped++;
	};
	const release = (freed: number): void => {
		bytes -= freed;
		if (budget) budget.bytes -= freed;
	};
	const isOver = (): boolean => bytes > maxBytes || (budget !== undefined && budget.bytes > budget.maxBytes);

	const push = (exchange: Exchange): void => {
		if (journal.length === limit) dropOldest();
		const slot = (first + journal.length) % limit;
		ring[slot] = exchange;
		sizes[slot] = exchange.bytes;
		journal.length++;
		bytes += exchange.bytes;
		if (budget) budget.bytes += exchange.bytes;
		while (journal.length > 1 && isOver()) dropOldest();
	};
	const list = (): Exchange[] =>
		Array.from({ length: journal.length }, (_, index) => ring[(first + index) % limit] as Exchange);
	const clear = (): void => {
		release(bytes);
		ring.length = 0;
		sizes.length = 0;
		first = 0;
		journal.length = 0;
		journal.dropped = 0;
	};

	const journal: Written<Journal, 'lastId' | 'length' | 'dropped'> = {
		lastId: 0,
		length: 0,
		dropped: 0,
		add(entry) {
			const exchange = entry as Exchange;
			exchange.id = ++journal.lastId;
			exchange.bytes = measureExchange(exchange);
			if (limit > 0) push(exchange);
			return exchange;
		},
		complete(exchange, { kept, why }) {
			exchange.answer = { ...exchange.answer, body: kept.body, why };
			exchange.answerBytes = kept.length;
			const size = kept.body?.length ?? 0;
			exchange.bytes += size;
			const offset = journal.length > 0 ? exchange.id - (ring[first] as Exchange).id : -1;
			const slot = (first + offset) % limit;
			if (offset < 0 || offset >= journal.length || ring[slot] !== exchange) return;
			sizes[slot] = exchange.bytes;
			bytes += size;
			if (budget) budget.bytes += size;
			while (journal.length > 1 && isOver()) dropOldest();
		},
		list,
		get(id) {
			const offset = journal.length > 0 ? id - (ring[first] as Exchange).id : -1;
			return offset >= 0 && offset < journal.length ? ring[(first + offset) % limit] : undefined;
		},
		clear,
		putBack(exchanges, droppedBefore) {
			// Where some that came since have fallen out, all before them have.
			if (limit === 0 || journal.dropped > 0) {
				journal.dropped += exchanges.length + droppedBefore;
				return;
			}
			const since = list();
			clear();
			journal.dropped = droppedBefore;
			for (const exchange of [...exchanges, ...since]) push(exchange);
		},
	};
	return journal;
}

/** What an exchange costs, roughly, in bytes: its texts at one byte a character, and a constant for the objects around them. */
function measureExchange({ request, requestBody, answer }: Exchange): number {
	let bytes = 1000 + request.target.length + (requestBody?.length ?? 0);
	for (const text of request.rawHeaders) bytes += text.length;
	const { body } = answer;
	if (body !== undefined) bytes += body.length;
	return bytes;
}

/** A body as the journal keeps it: cut off, and never a view of a larger buffer. */
export function keepBody(body: string | Uint8Array | undefined): string | Uint8Array | undefined {
	if (body === undefined || body.length === 0) return undefined;
	// V8 keeps the whole of a text alive for a slice of it: what is kept is written anew.
	if (typeof body === 'string') {
		if (body.length <= JOURNAL_BODY_BYTES) return body;
		return Buffer.from(body.slice(0, JOURNAL_BODY_BYTES), 'utf16le').toString('utf16le');
	}
	return Uint8Array.prototype.slice.call(body, 0, JOURNAL_BODY_BYTES);
}
