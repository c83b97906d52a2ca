// A request with its answer, and what keeps them.

import type { Answer, KeptBody, Why } from '../types/answer.ts';
import type { MockRequest } from '../types/request.ts';
import type { Scenario } from '../types/scenario.ts';

/** One request with its answer, as the journal keeps it. Rendered to JSON only when asked for. */
export interface Exchange {
	/** From 1, unique in a session. */
	id: number;
	/** Epoch ms of the session's clock. */
	atMs: number;
	/** Until it was sent; negative while it is open. */
	durationMs: number;
	/** `performance.now()` when the request came in. */
	startedAt: number;
	/** The client went away, or the server closed, before all of it was sent. */
	wasCut: boolean;
	/** It was never here: it comes from a file. Absent: no. */
	isImported?: true;
	session: string;
	/** The scenario in use when the answer was made. */
	scenario: string | undefined;
	/** Its parameters, as they were filled in. */
	parameters?: Scenario['parameters'] | undefined;
	/** What the client said that it has read of the answer: JSON pointers, `*` for any item of a list. Absent: nobody follows. */
	reads?: { read: Set<string>; whole: Set<string> } | undefined;
	/** What was called after it; filled in as the calls are made. Absent where nothing was. */
	callbacks?: readonly CallbackRecord[] | undefined;
	operationId: string | undefined;
	request: MockRequest;
	/** Text where it is text; never a slice of a socket's buffer, which it would keep alive. Cut off at 16 KiB. */
	requestBody: string | Uint8Array | undefined;
	/** The body's full length. */
	requestBytes: number;
	/** Its body cut off at 16 KiB. */
	answer: Answer;
	/** The answer's body's full length in characters or bytes. */
	answerBytes: number;
	/** Approximate size in bytes, for the ring's limit. */
	bytes: number;
}

/** A callback as it was made, or why it wasn't. */
export interface CallbackRecord {
	name: string;
	/** Upper case. */
	method: string;
	url: string;
	/** What came back; absent while it is under way, and where nothing did. */
	status?: number;
	error?: string;
	durationMs?: number;
}

/** A ring of the newest exchanges, bounded in number and bytes. */
export interface Journal {
	/** Gives the entry its `id` and `bytes`, and keeps it. */
	add(entry: Omit<Exchange, 'id' | 'bytes'> & Partial<Pick<Exchange, 'id' | 'bytes'>>): Exchange;
	/** Completes the answer of an exchange whose body has come later than its head. */
	complete(exchange: Exchange, later: { kept: KeptBody; why: Why }): void;
	/** Oldest first. */
	list(): Exchange[];
	get(id: number): Exchange | undefined;
	clear(): void;
	/** Puts exchanges that were cleared back in front of those that came since; `dropped`: how many had fallen out before them. */
	putBack(exchanges: readonly Exchange[], dropped: number): void;
	/** The id of the newest exchange that there ever was; 0: none yet. */
	readonly lastId: number;
	readonly length: number;
	/** How many have fallen out of the ring. */
	readonly dropped: number;
}
