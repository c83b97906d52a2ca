// What the pipeline is given, and what it gives back.

import type { Exchange } from '../journal/exchange.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from '../types/answer.ts';
import type { BodyRead, CapturedBody, MockRequest } from '../types/request.ts';

/** A request as it comes in, with the way to its body, and where its answer goes. */
export interface IncomingRequest {
	request: MockRequest;
	/** The name in a `/__session/<name>` prefix that was taken off the path. */
	prefix: string | undefined;
	/**
	 * The body, if nothing must be waited for; else `undefined`, and `take` gets it later. Asked for once, and only after
	 * the request's head was found good.
	 */
	readBody(take: (body: BodyRead) => void): BodyRead | undefined;
	/** The same for a body that is passed on as it came; absent: what `readBody` gives is passed on. */
	captureBody?(take: (body: CapturedBody) => void): CapturedBody | undefined;
	/** Tells when nobody waits for an answer any more; absent: somebody always does. */
	onGone?(listener: () => void): void;
	/** The client waits for `100 Continue` before it sends its body (RFC 9110 §10.1.1). */
	expectsContinue: boolean;
	/** Takes what goes out: once, before `runPipeline` returns unless something had to be waited for. */
	complete(completed: CompletedRequest): void;
}

/** What goes out, and the exchange in the journal, if the request had a session. */
export interface CompletedRequest {
	request: MockRequest;
	answer: Answer;
	exchange: Exchange | undefined;
	session: Session | undefined;
	/** Makes the callbacks that the document has for this answer; for once it was sent. Absent: it has none. */
	follow?: () => void;
}
